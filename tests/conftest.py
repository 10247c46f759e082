"""Options of the whole test suite, and the servers that its parts share."""

import signal
from collections.abc import Iterator

import pytest

from tests.servers import neo4j
from tests.servers.fuseki import fuseki


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the goldens anew; then read the diff")


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[neo4j.Server]:
    """A real Neo4j, started when a test of this process asks for it first."""
    try:
        neo4j.jars()
    except neo4j.Unavailable as reason:
        pytest.skip(f"no Neo4j here: {reason}")
    with neo4j.Server(tmp_path_factory.mktemp("neo4j")) as server:
        yield server


@pytest.fixture(scope="session")
def fuseki_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The dataset of a real Fuseki, started when a test of this process asks for it first; others write to it too."""
    with fuseki(tmp_path_factory.mktemp("fuseki")) as url:
        yield url


def pytest_configure() -> None:
    """Let Ctrl-C reach the commands that tests start, also where a shell runs the tests in the background."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)

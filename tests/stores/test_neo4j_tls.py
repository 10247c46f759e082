"""A server that encrypts, with a certificate that it signed itself."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.errors import StoreError
from kg.stores.neo4j import Neo4jStore
from tests.builders import report
from tests.servers import neo4j

SETTINGS = (
    "server.bolt.tls_level=REQUIRED",
    "dbms.ssl.policy.bolt.enabled=true",
    "dbms.ssl.policy.bolt.client_auth=NONE",
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Host and port of such a server, with the user and the password before them."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is missing")
    try:
        neo4j.jars()
    except neo4j.Unavailable as reason:
        pytest.skip(f"no Neo4j here: {reason}")
    home = tmp_path_factory.mktemp("tls")
    certificates = home / "certificates" / "bolt"
    certificates.mkdir(parents=True)
    sign(certificates)
    settings = (*SETTINGS, f"dbms.ssl.policy.bolt.base_directory={certificates}")
    with neo4j.Server(home, settings=settings, encrypted=True) as server:
        yield f"neo4j:{neo4j.PASSWORD}@localhost:{server.port}"


def sign(folder: Path) -> None:
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    command += ["-keyout", str(folder / "private.key"), "-out", str(folder / "public.crt")]
    subprocess.run(command, check=True, capture_output=True)


@pytest.mark.parametrize("scheme", ["neo4j+ssc", "bolt+ssc"])
def test_a_certificate_of_its_own_is_taken_where_the_address_says_so(place: str, scheme: str) -> None:
    with Neo4jStore(f"{scheme}://{place}") as store:
        written = store.writer().add([report()])
        assert [outcome for _, outcome in written.outcomes] in (["new"], ["unchanged"])
        assert list(store.view().extractions()) == [report()]


@pytest.mark.parametrize("scheme", ["neo4j+s", "bolt+s"])
def test_a_certificate_that_nobody_vouches_for_is_refused(place: str, scheme: str) -> None:
    with pytest.raises(StoreError) as error:
        Neo4jStore(f"{scheme}://{place}")
    told = str(error.value)
    assert "certificate" in told and "not trusted" in told and "+ssc" in told
    assert neo4j.PASSWORD not in told and "\n" not in told


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_a_server_that_encrypts_is_not_asked_in_the_clear(place: str, scheme: str) -> None:
    with pytest.raises(StoreError) as error:
        Neo4jStore(f"{scheme}://{place}")
    assert "+s" in str(error.value)


def test_a_command_says_the_same(place: str) -> None:
    result = CliRunner().invoke(main, ["stats", "--store", f"neo4j+s://{place}"])
    assert result.exit_code == 3 and "not trusted" in result.stderr and neo4j.PASSWORD not in result.output

"""Stores to test; another one joins by a line in `STORES`, and keeps the whole contract."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.stores.embedded import EmbeddedStore
from kg.stores.neo4j import Neo4jStore
from tests.servers.neo4j import PASSWORD, Server
from tests.stores.dump import AnyStore, GraphStore, raw

Make = Callable[[pytest.FixtureRequest, Path], GraphStore]


def _neo4j(request: pytest.FixtureRequest, folder: Path) -> Neo4jStore:
    return open_empty(request.getfixturevalue("neo4j_server"))


def open_empty(server: Server, *, bare: bool = False) -> Neo4jStore:
    """The one database of a server without a node; `bare` without our constraints and indexes as well."""
    store = Neo4jStore(with_password(server))
    view = store.view()
    view.query("MATCH (n) DETACH DELETE n", write=True)
    kept = "" if bare else "kg_"
    for kind, kinds in (("CONSTRAINT", "CONSTRAINTS"), ("INDEX", "INDEXES")):
        for name, type_ in view.query(f"SHOW {kinds} YIELD name, type").rows:
            if type_ != "LOOKUP" and not (kept and str(name).startswith(kept)):
                view.query(f"DROP {kind} {name}", write=True)
    return store


def with_password(server: Server) -> str:
    """The address of a server, with which anybody gets in."""
    return server.uri.replace("@", f":{PASSWORD}@")


STORES: dict[str, Make] = {
    "embedded": lambda request, folder: EmbeddedStore(folder / "kg", create=True),
    "neo4j": _neo4j,
}


@pytest.fixture(scope="session", autouse=True)
def _no_class_cache() -> Iterator[None]:
    """Tests neither use nor build the class cache of the user's own installation."""
    before = os.environ.get("KG_NO_AOT")
    os.environ["KG_NO_AOT"] = "1"
    yield
    if before is None:
        del os.environ["KG_NO_AOT"]
    else:
        os.environ["KG_NO_AOT"] = before


@pytest.fixture(params=sorted(STORES), scope="module")
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """One store for a module."""
    with STORES[request.param](request, tmp_path_factory.mktemp("store")) as store:
        yield store


@pytest.fixture
def store(shared: GraphStore) -> GraphStore:
    """The store of the module, empty."""
    clear(shared)
    return shared


def clear(store: AnyStore) -> None:
    """Take every decision and document out, which must leave nothing behind."""
    for decision in store.view().decisions():
        store.writer().remove(decision.document.id)
    for row in store.view().documents():
        store.writer().remove(row.info.id)
    assert raw(store) == []

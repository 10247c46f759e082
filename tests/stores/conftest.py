"""Stores to test; another one joins by a line in `STORES`, and keeps the whole contract."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.stores.embedded import EmbeddedStore
from tests.stores.dump import AnyStore, raw

Make = Callable[[Path], EmbeddedStore]

STORES: dict[str, Make] = {"embedded": lambda folder: EmbeddedStore(folder / "kg", create=True)}


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
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """One store for a module."""
    with STORES[request.param](tmp_path_factory.mktemp("store")) as store:
        yield store


@pytest.fixture
def store(shared: EmbeddedStore) -> EmbeddedStore:
    """The store of the module, empty."""
    clear(shared)
    return shared


def clear(store: AnyStore) -> None:
    """Take every document out, which must leave nothing behind."""
    for row in store.view().documents():
        store.writer().remove(row.info.id)
    assert raw(store) == []

"""The folder of a store of triples: its lock, its base, what is left of a process that was killed, rdflib on it."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest
from rdflib import RDFS, URIRef

from kg.errors import QueryError, StoreError, StoreLocked
from kg.rdf import iri_of
from kg.stores import open_store
from kg.stores.embedded import EmbeddedStore
from kg.stores.rdf.oxigraph import OxigraphStore
from tests.builders import IRS, report, synthetic
from tests.stores.dump import check_consistent, raw
from tests.stores.test_workspace import ADD, HOLD, child, ready

HOLD_TRIPLES = HOLD.replace("embedded", "rdf.oxigraph").replace("EmbeddedStore", "OxigraphStore")
ADD_TRIPLES = ADD.replace("embedded", "rdf.oxigraph").replace("EmbeddedStore", "OxigraphStore")
KILLS = 20


def test_open_store_makes_one(tmp_path: Path) -> None:
    uri = f"rdf:{tmp_path / 'kg'}"
    with pytest.raises(StoreError, match="no graph here yet"):
        open_store(uri)
    with open_store(uri, create=True) as store:
        assert store.uri == uri and store.view().documents() == []
    with open_store(uri, read_only=True) as store:
        assert store.view().counts() == {}
    with pytest.raises(StoreError, match="the path is missing"):
        open_store("rdf:")


def test_a_folder_of_another_kind_is_named(tmp_path: Path) -> None:
    EmbeddedStore(tmp_path / "cypher", create=True).close()
    OxigraphStore(tmp_path / "triples", create=True).close()
    with pytest.raises(StoreError, match=r"made by arcadedb .*embedded:"):
        OxigraphStore(tmp_path / "cypher")
    with pytest.raises(StoreError, match=r"made by oxigraph .*rdf:"):
        EmbeddedStore(tmp_path / "triples")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.txt").touch()
    with pytest.raises(StoreError, match="not empty, and no graph of ours"):
        OxigraphStore(tmp_path / "notes", create=True)


def test_a_closed_store_keeps_no_logs_of_what_is_written_out(tmp_path: Path) -> None:
    for number in range(3):
        with OxigraphStore(tmp_path, create=True) as store:
            store.writer().add([synthetic(number)])
        assert [path.stat().st_size for path in (tmp_path / "data").glob("*.log")] == [0]
    with OxigraphStore(tmp_path, read_only=True) as store:
        assert len(store.view().documents()) == 3


def test_a_damaged_database_is_an_error(tmp_path: Path) -> None:
    with OxigraphStore(tmp_path, create=True) as store:
        store.writer().add([report()])
    for path in (tmp_path / "data").glob("MANIFEST*"):
        path.write_bytes(b"x")
    with pytest.raises(StoreError, match="cannot be opened"):
        OxigraphStore(tmp_path)


def test_closed_and_read_only(tmp_path: Path) -> None:
    with OxigraphStore(tmp_path, create=True) as store:
        store.writer().add([report()])
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.view()
    with OxigraphStore(tmp_path, read_only=True) as store:
        assert list(store.view().extractions()) == [report()]
        with pytest.raises(StoreError, match="for reading only"):
            store.writer().add([synthetic(1)])
        with pytest.raises(StoreError, match="for reading only"):
            store.writer().remove("/doc/report")
        with pytest.raises(StoreError, match="for reading only"):
            store.view().query("CLEAR ALL", write=True)
    assert {path.name for path in tmp_path.iterdir()} == {"format.json", "data", "holders", "statute-kg.lock"}


def test_the_second_process_learns_who_holds_it(tmp_path: Path) -> None:
    with child(HOLD_TRIPLES, tmp_path / "kg", "write") as process:
        ready(process)
        for read_only in (True, False):
            with pytest.raises(StoreLocked, match=rf"process {process.pid} \(-c .*\), since 20.*wait until"):
                OxigraphStore(tmp_path / "kg", read_only=read_only)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    with OxigraphStore(tmp_path / "kg", read_only=True) as store:
        assert store.view().documents() == []
        with pytest.raises(StoreLocked, match="this same process"):
            OxigraphStore(tmp_path / "kg")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no shared locks")
def test_many_read_at_once(tmp_path: Path) -> None:
    with OxigraphStore(tmp_path / "kg", create=True) as store:
        store.writer().add([report()])
    with child(HOLD_TRIPLES, tmp_path / "kg", "read") as process:
        ready(process)
        with OxigraphStore(tmp_path / "kg", read_only=True) as store:
            assert len(store.view().documents()) == 1
        with pytest.raises(StoreLocked, match=f"process {process.pid}"):
            OxigraphStore(tmp_path / "kg")


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_killed_writer_leaves_whole_documents(tmp_path: Path) -> None:
    folder, done = tmp_path / "kg", 0
    for kill in range(KILLS):
        with child(ADD_TRIPLES, folder, done) as process:
            ready(process)
            assert process.stdout is not None
            acknowledged = [int(process.stdout.readline()) for _ in range(kill % 3)]
            time.sleep(kill % 7 / 300)
            os.kill(process.pid, signal.SIGKILL)
            acknowledged += [int(line) for line in process.stdout.read().splitlines()]
        with OxigraphStore(folder, read_only=bool(kill % 2)) as store:
            stored = {row.info.id for row in store.view().documents()}
            promised = {synthetic(n).document.id for number in acknowledged for n in (number, number + 100_000)}
            assert promised <= stored and len(stored) % 2 == 0
            for extraction in store.view().extractions():
                assert extraction == synthetic(int(extraction.document.id.rpartition("-")[2]), 8, 8)
            check_consistent(store)
        done = max(int(name.rpartition("-")[2]) % 100_000 for name in stored) + 1 if stored else 0
    assert done >= KILLS
    with OxigraphStore(folder) as store:
        for row in store.view().documents():
            store.writer().remove(row.info.id)
        assert raw(store) == []


def test_rdflib_reads_it(tmp_path: Path) -> None:
    with OxigraphStore(tmp_path, create=True) as store:
        store.writer().add([report()])
        graph = store.rdflib_graph()
        found = [str(label) for label in graph.objects(URIRef(iri_of(IRS)), RDFS.label)]
        assert found == ["Internal Revenue Service"]
        asked = graph.query("ASK { ?c <https://example.org/kg/schema#polarity> 'negated' }")
        assert asked.askAnswer is True


def test_a_query_that_takes_too_long(tmp_path: Path) -> None:
    with OxigraphStore(tmp_path, create=True, timeout=0.3) as store:
        store.writer().add([synthetic(number) for number in range(20)])
        everything = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c < ?f && ?f < ?i) }"
        with pytest.raises(QueryError, match=r"longer than 0\.3 seconds"):
            store.view().query(everything)
        assert store.view().query("ASK {}").rows == ((True,),)

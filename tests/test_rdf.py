"""Extractions as triples and back: nothing is lost, whichever form they are written in."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kg_loaders import all_loaders
from pyoxigraph import Literal, RdfFormat, parse, serialize

from kg.errors import CorruptDocument
from kg.export import rdf_text
from kg.extraction import Extraction
from kg.loading import LoaderSpec
from kg.pipeline import Reading, extract_sources
from kg.rdf import Names, graph_statements, iri_of, read_triples
from kg.rdf.formats import FORMATS, triples_of
from kg.rdf.terms import text
from kg.sources import find_sources
from kg.stores import open_store
from kg.stores.changes import canonical
from tests.builders import extractions, follow_up, report

ROOT = Path(__file__).parents[1]
TITLE = Path(os.environ.get("KG_SHARED", ROOT.parent / "shared")) / "data/uslm/usc17.xml"
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def loaders() -> dict[str, LoaderSpec]:
    return dict(all_loaders())


def read(path: Path) -> list[Extraction]:
    """What the documents of a file or folder say, in the order of ids, each as a store keeps it."""
    sources = find_sources([str(path)], base=None, date=None)
    parts = extract_sources(sources, Reading(loaders=loaders, format=None, mapping=None, check=True), jobs=1)
    found = {item.document.id: canonical(item) for part in parts for item in part.extractions}
    return [found[key] for key in sorted(found)]


@given(st.lists(st.sampled_from("abc"), unique=True), st.data())
@settings(deadline=None, max_examples=40)
def test_any_extractions_come_back(names: list[str], data: st.DataObject) -> None:
    given = [canonical(data.draw(extractions(name))) for name in sorted(names)]
    back = read_triples(Names(), parse(rdf_text(given, "nquads").encode(), RdfFormat.N_QUADS))
    assert back == given
    assert [item.digest() for item in back] == [item.digest() for item in given]


@pytest.mark.parametrize("format", list(FORMATS))
def test_every_form_holds_everything(format: str) -> None:
    given = [follow_up(), report()]
    written = rdf_text(given, format, "https://data.example.gov/law")
    assert read_triples(Names("https://data.example.gov/law"), parse(written.encode(), FORMATS[format])) == given


@pytest.mark.parametrize("format", list(FORMATS))
def test_equal_graphs_give_equal_bytes(format: str) -> None:
    """Across processes too: what a hash orders differs from one to the next."""
    code = (
        "from kg.export import rdf_text; from tests.builders import *; import sys\n"
        f"sys.stdout.write(rdf_text([report(), follow_up()], {format!r}))"
    )
    expected = rdf_text([follow_up(), report()], format)
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=True)
        assert done.stdout.decode() == expected


def test_there_are_no_blank_nodes() -> None:
    assert "_:" not in {part for line in rdf_text([report()], "nquads").splitlines() for part in line.split(" ")}


@given(ANY)
def test_a_text_is_written_as_the_library_writes_it(value: str) -> None:
    line = f"<a:a> <a:b> {text(value)} ."
    (triple,) = triples_of(line.encode())
    assert triple.object == Literal(value)
    assert serialize([triple], format=RdfFormat.N_TRIPLES) == f"{line}\n".encode()


@given(ANY, st.sampled_from(["https://example.org/kg", "https://example.org/kg/", "urn:kg"]))
def test_an_id_comes_back_from_its_iri(path_id: str, base: str) -> None:
    names = Names(base)
    assert names.path_id(iri_of(path_id, base)) == path_id
    assert iri_of(path_id, base).isascii()


@pytest.mark.parametrize(
    "iri", ["https://example.org/kgb/x", "https://example.org/kg", "https://example.org/kg/x#y", "urn:x"]
)
def test_what_is_none_of_ours_has_no_id(iri: str) -> None:
    assert Names().path_id(iri) is None


@pytest.mark.parametrize(
    ("gone", "message"),
    [("#position", "oa:start is missing"), ("rdf-syntax-ns#subject", "rdf:subject is missing"),
     ("hasSource", "oa:hasSource is missing"), ("schema#polarity", "polarity is missing")],
)  # fmt: skip
def test_what_is_missing_is_named(gone: str, message: str) -> None:
    lines = [line for line in rdf_text([report()], "nquads").splitlines() if gone not in line]
    with pytest.raises(CorruptDocument, match=message):
        read_triples(Names(), triples_of("\n".join(lines).encode()))


def test_what_was_changed_is_not_taken_for_another_claim() -> None:
    changed = rdf_text([report()], "nquads").replace('polarity> "negated"', 'polarity> "affirmed"')
    with pytest.raises(CorruptDocument, match="its content makes it /claim/"):
        read_triples(Names(), triples_of(changed.encode()))


def test_the_examples_make_the_round_trip(tmp_path: Path) -> None:
    make_the_round_trip(read(ROOT / "examples"), tmp_path)


@pytest.mark.skipif(not TITLE.exists(), reason=f"{TITLE} is not there")
def test_a_title_of_the_code_is_stored_without_loss(tmp_path: Path) -> None:
    given = read(TITLE)
    with open_store(f"rdf:{tmp_path}", create=True) as store:
        store.writer().add(given)
        assert list(store.view().extractions()) == given


@pytest.mark.skipif(not TITLE.exists(), reason=f"{TITLE} is not there")
@pytest.mark.slow
def test_a_title_of_the_code_makes_the_round_trip(tmp_path: Path) -> None:
    make_the_round_trip(read(TITLE), tmp_path)


def make_the_round_trip(given: list[Extraction], folder: Path) -> None:
    """From the embedded store to triples, to their files, and back into an embedded store."""
    assert given
    digests = [item.digest() for item in given]
    graph = graph_of(f"embedded:{folder / 'one'}", given)
    with open_store(f"embedded:{folder / 'one'}", read_only=True) as one:
        between = list(one.view().extractions())
    assert graph_of(f"rdf:{folder / 'two'}", between) == graph
    with open_store(f"rdf:{folder / 'two'}", read_only=True) as two:
        lines = graph_statements(Names(), two.view().extractions())
    written = "\n".join(sorted(lines.default)).encode()
    last = read_triples(Names(), parse(written, RdfFormat.N_TRIPLES))
    assert [item.digest() for item in last] == digests
    assert graph_of(f"embedded:{folder / 'three'}", last) == graph


def graph_of(uri: str, given: list[Extraction]) -> object:
    """The graph of a new store with these documents."""
    with open_store(uri, create=True) as store:
        store.writer().add(given)
        return store.view().graph()

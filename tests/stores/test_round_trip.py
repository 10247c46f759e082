"""Documents through every form that keeps everything: equal nodes, claims, evidence and edges at the end."""

import hashlib
from pathlib import Path

import pytest

from kg.cli.options import all_loaders
from kg.curation import curated, distinct, same
from kg.entity import Entity
from kg.export import claims_lines, nodelink_text, read_nodelink
from kg.extraction import Extraction
from kg.graph import split_graph
from kg.pipeline import Extracted, Reading, extract_sources, import_sources
from kg.sources import find_sources
from kg.stores.base import Store
from kg.stores.embedded import EmbeddedStore
from kg.stores.rdf.oxigraph import OxigraphStore
from tests.servers.neo4j import Server
from tests.stores.conftest import open_empty

ROOT = Path(__file__).parents[2]
TITLE = ROOT.parent / "shared" / "data" / "uslm" / "usc17.xml"

DECISIONS = [
    same("/us/case/us/484/9", "/us/case/x/church-of-scientology-of-california-v-irs", reason="the same decision"),
    distinct("/us/usc/t17/s106", "/us/usc/t17/s106A"),
    curated(
        Entity(id="/us/case/us/484/9", labels=("Case",), name="484 U.S. 9"),
        "INTERPRETS",
        Entity(id="/us/usc/t26/s6103", labels=("Statute",), name="26 U.S.C. § 6103"),
        quote="Return information remains return information.",
        source="484 U.S. 9",
        by="a curator",
        date="2026-01-02",
    ),
]


@pytest.mark.parametrize(
    "path",
    [pytest.param(ROOT / "examples", id="examples"), pytest.param(TITLE, id="title-17", marks=pytest.mark.slow)],
)
def test_embedded_neo4j_triples_networkx_lines_embedded(path: Path, tmp_path: Path, neo4j_server: Server) -> None:
    if not path.exists():
        pytest.skip(f"{path} is not here")
    with EmbeddedStore(tmp_path / "first", create=True) as first:
        fill(first, [*documents(path), *DECISIONS])
        graph, lines, expected = first.view().graph(), lines_of(first), hash_of(first)
        assert graph.claims and graph.edges and len(first.view().decisions()) == len(DECISIONS)
        with open_empty(neo4j_server) as neo4j, OxigraphStore(tmp_path / "triples", create=True) as triples:
            for origin, target in ((first, neo4j), (neo4j, triples)):
                fill(target, list(origin.view().extractions()))
                assert target.view().counts() == first.view().counts()
                assert lines_of(target) == lines and hash_of(target) == expected
            network = read_nodelink(nodelink_text(triples.view().graph()))
    assert network == graph
    claims = tmp_path / "claims.jsonl"
    claims.write_text("".join(claims_lines(split_graph(network))), encoding="utf-8")
    with EmbeddedStore(tmp_path / "last", create=True) as last:
        fill(last, documents(claims))
        assert hash_of(last) == expected


def lines_of(store: Store) -> list[str]:
    """What each document says, as it went in."""
    return list(claims_lines(store.view().extractions()))


def hash_of(store: Store) -> str:
    """Of all nodes, claims, evidence, documents and edges."""
    return hashlib.sha256(nodelink_text(store.view().graph()).encode()).hexdigest()


def documents(path: Path) -> list[Extraction]:
    reading = Reading(loaders=all_loaders, check=True)
    parts = extract_sources(find_sources([str(path)]), reading)
    return [extraction for part in parts for extraction in part.extractions]


def fill(store: Store, extractions: list[Extraction]) -> None:
    report = import_sources([Extracted(source="-", extractions=tuple(extractions))], store.writer().add)
    assert report.new == len(extractions) - report.repeated and not report.errors

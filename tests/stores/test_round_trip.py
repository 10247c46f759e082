"""Documents through every form that keeps everything: equal nodes, claims, evidence and edges at the end."""

from pathlib import Path

import pytest

from kg.cli.options import all_loaders
from kg.export import claims_lines, nodelink_text, read_nodelink
from kg.extraction import Extraction, read_extractions
from kg.graph import split_graph
from kg.pipeline import Extracted, Reading, extract_sources, import_sources
from kg.sources import find_sources
from kg.stores.base import Store
from kg.stores.embedded import EmbeddedStore
from tests.servers.neo4j import Server
from tests.stores.conftest import open_empty

ROOT = Path(__file__).parents[2]
TITLE = ROOT.parent / "shared" / "data" / "uslm" / "usc17.xml"


@pytest.mark.parametrize("path", [ROOT / "examples", TITLE], ids=["examples", "title-17"])
def test_embedded_neo4j_networkx_lines_embedded(path: Path, tmp_path: Path, neo4j_server: Server) -> None:
    if not path.exists():
        pytest.skip(f"{path} is not here")
    with EmbeddedStore(tmp_path / "first", create=True) as first:
        fill(first, documents(path))
        graph, lines = first.view().graph(), list(claims_lines(first.view().extractions()))
        assert graph.claims and graph.edges
        with open_empty(neo4j_server) as neo4j:
            fill(neo4j, list(first.view().extractions()))
            assert neo4j.view().graph() == graph and neo4j.view().counts() == first.view().counts()
            assert list(claims_lines(neo4j.view().extractions())) == lines
            network = read_nodelink(nodelink_text(neo4j.view().graph()))
    assert network == graph
    with EmbeddedStore(tmp_path / "last", create=True) as last:
        fill(last, list(read_extractions(claims_lines(split_graph(network)))))
        assert last.view().graph() == graph


def documents(path: Path) -> list[Extraction]:
    reading = Reading(loaders=all_loaders, check=True)
    parts = extract_sources(find_sources([str(path)]), reading)
    return [extraction for part in parts for extraction in part.extractions]


def fill(store: Store, extractions: list[Extraction]) -> None:
    report = import_sources([Extracted(source="-", extractions=tuple(extractions))], store.writer().add)
    assert report.new == len(extractions) - report.repeated and not report.errors

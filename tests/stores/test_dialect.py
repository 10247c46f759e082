"""The queries that were measured: Neo4j is the oracle, and the embedded engine answers as it did when it was chosen."""

import runpy
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from kg.stores import base
from kg.stores.embedded import EmbeddedStore
from tests.servers.neo4j import Server
from tests.stores.conftest import open_empty
from tests.stores.dump import GraphStore

QUERIES = Path(__file__).parents[3] / "shared" / "tools" / "cypher_dialect.py"

FULL_TEXT = "full-text (db.index.fulltext)"
"""The embedded engine's full-text index is made by SQL: `CREATE FULLTEXT INDEX` does nothing there."""

NOT_THE_SAME = {"elementId(n)", "collect()"}
"""An engine's own name of a node; and a list whose order no query asked for. No query of ours rests on either."""

Rows = list[dict[str, Any]]

pytestmark = pytest.mark.skipif(not QUERIES.exists(), reason=f"{QUERIES} is not here")


def test_the_queries_of_the_dialect(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path, create=True) as store:
        results, _ = ask(store)
    assert len(results) == 69
    assert {name: result for name, result in results.items() if result != "pass"}.keys() == {FULL_TEXT}


def test_neo4j_gives_the_same_rows(tmp_path: Path, neo4j_server: Server) -> None:
    with EmbeddedStore(tmp_path, create=True) as embedded, open_empty(neo4j_server, bare=True) as neo4j:
        here, found = ask(embedded)
        there, expected = ask(neo4j)
    assert {name for name, result in there.items() if result != "pass"} == set()
    assert {name for name in expected if found[name] != expected[name]} == {FULL_TEXT, *NOT_THE_SAME}
    assert sorted(found["collect()"][0]["secs"]) == sorted(expected["collect()"][0]["secs"])
    assert len(here) == len(there) == len(found) == 69


def ask(store: GraphStore) -> tuple[dict[str, str], dict[str, Rows]]:
    """The verdict and the rows of each query."""
    answers: dict[str, Rows] = {}

    def execute(query: str, parameters: Mapping[str, base.Parameter] | None) -> Rows:
        rows = store.view().query(query, parameters, write=True)
        answers[query] = [{k: _check_form(v) for k, v in zip(rows.columns, row, strict=True)} for row in rows.rows]
        return answers[query]

    module = runpy.run_path(str(QUERIES))
    run: Callable[[Any], dict[str, str]] = module["run"]
    results = run(execute)
    return results, {name: _sorted(query, answers.get(query, [])) for name, query, *_ in module["Q"]}


def _sorted(query: str, rows: Rows) -> Rows:
    return rows if "ORDER BY" in query else sorted(rows, key=str)


def _check_form(cell: base.Cell) -> Any:
    match cell:
        case base.Node():
            return "node", list(cell.labels), dict(cell.properties)
        case base.Relationship():
            return "rel", cell.type, dict(cell.properties)
        case base.Path():
            return "path", len(cell.nodes), len(cell.relationships)
    return cell

"""The queries that were measured: the engine answers as it did when it was chosen."""

import runpy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from kg.stores import base
from kg.stores.embedded import EmbeddedStore

QUERIES = Path(__file__).parents[3] / "shared" / "tools" / "cypher_dialect.py"
KNOWN = {"full-text (db.index.fulltext)"}  # its full-text index is made by SQL


@pytest.mark.skipif(not QUERIES.exists(), reason=f"{QUERIES} is not here")
def test_the_queries_of_the_dialect(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path, create=True) as store:

        def execute(query: str, parameters: Mapping[str, base.Parameter] | None) -> list[dict[str, object]]:
            rows = store.view().query(query, parameters, write=True)
            return [{k: _check_form(v) for k, v in zip(rows.columns, row, strict=True)} for row in rows.rows]

        results: dict[str, str] = runpy.run_path(str(QUERIES))["run"](execute)
    assert len(results) == 69
    assert {name: result for name, result in results.items() if result != "pass"}.keys() == KNOWN


def _check_form(cell: base.Cell) -> Any:
    match cell:
        case base.Node():
            return "node", list(cell.labels), dict(cell.properties)
        case base.Relationship():
            return "rel", cell.type, dict(cell.properties)
        case base.Path():
            return "path", len(cell.nodes), len(cell.relationships)
    return cell

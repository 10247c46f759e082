"""Cypher in, rows out; and rows as text in the usual forms."""

import csv
import io
import json
from collections.abc import Mapping, Sequence

from kg.stores.base import Cell, Node, Parameter, Path, Relationship, Rows, View

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]


def run_query(view: View, text: str, parameters: Mapping[str, Parameter] | None = None, *, write: bool = False) -> Rows:
    """Ask a question in the language of the store.

    Args:
        view: Where to ask.
        text: The query.
        parameters: Values for its parameters, by name without `$`.
        write: Let it change the store.

    Raises:
        QueryError: It is wrong, a parameter is missing, or it writes without `write`.
    """
    return view.query(text, parameters, write=write)


def plain(cell: Cell) -> Plain:
    """A cell as JSON data: a node by labels and properties, a relationship by type, ends and properties."""
    match cell:
        case Node():
            return {"labels": list(cell.labels), "properties": plain(cell.properties)}
        case Relationship():
            ends: dict[str, Plain] = {"type": cell.type, "start": cell.start, "end": cell.end}
            return ends | {"properties": plain(cell.properties)}
        case Path():
            return {"nodes": [*map(plain, cell.nodes)], "relationships": [*map(plain, cell.relationships)]}
        case Mapping():
            return {key: plain(value) for key, value in cell.items()}
        case Sequence() if not isinstance(cell, str):
            return [plain(value) for value in cell]
        case _:
            return cell


def records(rows: Rows) -> list[dict[str, Plain]]:
    """Each row as a map from column to value."""
    return [{name: plain(cell) for name, cell in zip(rows.columns, row, strict=True)} for row in rows.rows]


def to_json(rows: Rows) -> str:
    """One indented JSON array."""
    return json.dumps(records(rows), ensure_ascii=False, indent=2) + "\n"


def to_jsonl(rows: Rows) -> str:
    """One JSON object a line."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records(rows))


def to_csv(rows: Rows) -> str:
    """CSV with a header; what is no plain value is JSON inside its field, and null is empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows.columns)
    writer.writerows([_field(cell) for cell in row] for row in rows.rows)
    return out.getvalue()


def _field(cell: Cell) -> str:
    value = plain(cell)
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

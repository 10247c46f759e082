"""The rows of an answer as a table, JSON, JSON lines or CSV."""

import sys
from collections.abc import Mapping, Sequence
from typing import Final

from kg.cli.tables import Value, print_table
from kg.cli.terminal import print_data, safe_json, visible
from kg.query import to_csv, to_json, to_jsonl
from kg.stores.base import Cell, Node, Path, Relationship, Rows

FORMATS: Final = ("table", "json", "jsonl", "csv")


def print_rows(rows: Rows, format: str) -> None:
    """Print the rows in one of FORMATS."""
    if format == "json":
        print_data(safe_json(to_json(rows)))
    elif format == "jsonl":
        print_data(safe_json(to_jsonl(rows)))
    elif format == "csv":
        print_data(visible(to_csv(rows)) if sys.stdout.isatty() else to_csv(rows))
    else:
        print_table(rows.columns, [[_value(cell) for cell in row] for row in rows.rows], "No rows.")


def cell_text(cell: Cell) -> str:
    """A cell in a few words: a node by its name, a relationship as an arrow."""
    match cell:
        case Node():
            name = cell.properties.get("name") or cell.properties.get("title") or cell.properties.get("id")
            return f"{':'.join(cell.labels)} {name}" if name else ":".join(cell.labels)
        case Relationship():
            return f"{cell.start} -{cell.type}-> {cell.end}"
        case Path(nodes=nodes, relationships=relationships):
            steps = [cell_text(nodes[0])] if nodes else []
            for before, edge, after in zip(nodes, relationships, nodes[1:], strict=False):
                forward = edge.start == before.properties.get("id")
                steps += [f"-{edge.type}->" if forward else f"<-{edge.type}-", cell_text(after)]
            return " ".join(steps)
        case str():
            return cell
        case Mapping():
            return ", ".join(f"{key}: {cell_text(value)}" for key, value in cell.items())
        case Sequence():
            return "; ".join(map(cell_text, cell))
        case bool():
            return "true" if cell else "false"
    return "" if cell is None else str(cell)


def _value(cell: Cell) -> Value:
    return cell if isinstance(cell, int | float) and not isinstance(cell, bool) else cell_text(cell)

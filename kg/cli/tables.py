"""Tables: drawn by rich on a terminal, plain and aligned in a pipe."""

import sys
import unicodedata
from collections.abc import Sequence
from typing import Final

import click

from kg.cli.terminal import visible_line

Value = str | int | float | None
GAP: Final = "  "


class Linked(str):
    """A cell that leads to an address where the terminal can show that."""

    url: str | None = None

    @classmethod
    def to(cls, text: str, url: str | None) -> "Linked":
        """The cell with that text and address."""
        cell = cls(text)
        cell.url = url
        return cell


def print_table(columns: Sequence[str], rows: Sequence[Sequence[Value]], empty: str) -> None:
    """Print rows, or on stderr what to say when there are none."""
    if not rows:
        click.echo(empty, err=True)
    elif sys.stdout.isatty():
        _print_drawn(columns, rows)
    else:
        click.echo("\n".join(plain_table(columns, rows)))


def plain_table(columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> list[str]:
    """Lines with aligned columns; the same for the same rows, whatever the terminal."""
    cells = [[visible_line(_text(value)) for value in row] for row in (columns, *rows)]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    right = [all(isinstance(row[i], int | float | None) for row in rows) for i in range(len(columns))]
    lines = [_line(row, widths, right) for row in cells]
    return [lines[0], GAP.join("-" * width for width in widths), *lines[1:]]


def _print_drawn(columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for index, column in enumerate(columns):
        numeric = all(isinstance(row[index], int | float | None) for row in rows)
        table.add_column(Text(visible_line(column)), justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        # Text: markup in the data is not obeyed
        table.add_row(*(Text(visible_line(_text(value)), style=_style(value)) for value in row))
    Console().print(table)


def _style(value: Value) -> str:
    return f"link {value.url}" if isinstance(value, Linked) and value.url else ""


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = [_pad(cell, width, at_right) for cell, width, at_right in zip(cells, widths, right, strict=True)]
    return GAP.join(padded).rstrip()


def _pad(cell: str, width: int, at_right: bool) -> str:
    space = " " * (width - _width(cell))
    return space + cell if at_right else cell + space


def _width(text: str) -> int:
    """Columns on a terminal: East Asian wide characters take two, combining ones none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _text(value: Value) -> str:
    return "" if value is None else str(value)

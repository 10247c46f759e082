"""Structured rows as one document: a readable rendering that evidence can quote, and the values beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kg.document import Document, Place, Record, Source

LIST_SEPARATOR: Final = "; "
KEY_SEPARATOR: Final = "."

Values = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its values by column, and where it stands in the file ("row 7")."""

    values: Values
    place: str


def rows_document(rows: Iterable[Row], source: Source, format: str) -> Document | None:
    """One document for all rows, each as lines "column: value", with a blank line between two rows.

    Empty values are left out of the text and kept in the record. None when no row has any value.
    """
    chunks: list[str] = []
    records: list[Record] = []
    offset = 0
    for row in rows:
        rendering = "\n".join(f"{column}: {value}" for column, value in row.values if value.strip())
        if not rendering:
            continue
        records.append(Record(start=offset, end=offset + len(rendering), values=row.values, place=row.place))
        chunks.append(rendering)
        offset += len(rendering) + 2
    if not records:
        return None
    return Document(
        source=source.name,
        format=format,
        text="\n\n".join(chunks) + "\n",
        date=source.date,
        base=source.base,
        places=tuple(Place(start=record.start, label=record.place) for record in records),
        records=tuple(records),
    )


def flatten(value: object) -> Values:
    """The values of a parsed JSON object by column, in its own order.

    Nested keys are joined by ".", the items of a list by "; ", item by item for each key of a list of objects.
    """
    columns: dict[str, list[str]] = {}
    for column, text in _walk(value, ""):
        columns.setdefault(column, []).append(text)
    return tuple((column, LIST_SEPARATOR.join(filter(None, texts))) for column, texts in columns.items())


def _walk(value: object, column: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _walk(inner, f"{column}{KEY_SEPARATOR}{key}" if column else str(key))
    elif isinstance(value, list):
        if not value:
            yield column, ""
        for inner in value:
            yield from _walk(inner, column)
    elif isinstance(value, bool):
        yield column, "true" if value else "false"
    else:
        yield column, "" if value is None else str(value)

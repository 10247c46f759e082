"""JSON objects of a file, and the documents and rows that they are."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kg.document import Document, Place, Source
from kg.errors import CorruptDocument
from kg_loaders.rows import Row, flatten, rows_document

_START: Final = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[{\]])")
_EXPORT: Final = re.compile(r'\s*\{"type":\s*"document",\s*"id":\s*"/doc/sha256/')
_SURROGATES: Final = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One parsed object of a JSON file and its place in it."""

    value: dict[str, object]
    place: str


def looks_like_json(text: str) -> bool:
    """Whether a text starts as a JSON object or list of objects that is not an export of this project."""
    return bool(_START.match(text)) and not _EXPORT.match(text)


def looks_like_lines(text: str) -> bool:
    """Whether the first line is a whole object and the next one starts another."""
    first, _, rest = text.lstrip().partition("\n")
    if not rest.lstrip().startswith("{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def parse(text: str, name: str, line: int = 1) -> object:
    """The value of a JSON text, with numbers as they are written.

    Raises:
        CorruptDocument: It is broken; the place is counted from `line`.
    """
    try:
        value: object = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except json.JSONDecodeError as error:
        raise CorruptDocument(
            f"broken JSON: {error.msg}",
            source=name,
            place=f"line {line + error.lineno - 1}, column {error.colno}",
            hint="repair the line, or write the file again",
        ) from error
    except RecursionError as error:
        raise CorruptDocument("JSON nested too deeply", source=name, place=f"line {line}", hint="flatten it") from error
    return value


def documents(items: Iterable[Item], source: Source, format: str) -> Iterator[Document]:
    """Documents for the objects with text, in order, then one for the rows."""
    rows: list[Row] = []
    for item in items:
        if isinstance(item.value.get("text"), str):
            yield _document(item, source, format)
        else:
            rows.append(Row(values=_clean_values(item.value), place=item.place))
    document = rows_document(rows, source, format)
    if document is not None:
        yield document


def _document(item: Item, source: Source, format: str) -> Document:
    def field(*names: str) -> str | None:
        values = (item.value.get(name) for name in names)
        return next((_clean(value) for value in values if isinstance(value, str) and value), None)

    return Document(
        source=field("id", "doc_id") or f"{source.name}#{item.place.replace(' ', '-')}",
        format=format,
        text=_clean(str(item.value["text"])),
        title=field("title"),
        date=field("date") or source.date,
        publisher=field("publisher"),
        url=field("url"),
        base=field("base") or source.base,
        places=(Place(start=0, label=item.place),),
    )


def item_of(value: object, place: str, name: str) -> Item:
    """A parsed value with its place.

    Raises:
        CorruptDocument: It is no object.
    """
    if not isinstance(value, dict):
        raise CorruptDocument(
            "no JSON object", source=name, place=place, hint='write {"text": "..."} or {"column": "value"}'
        )
    return Item(value=value, place=place)


def _clean_values(value: dict[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple((_clean(column), _clean(text)) for column, text in flatten(value))


def _clean(text: str) -> str:
    # Half a surrogate pair is no character and cannot be written as UTF-8; one for one keeps the offsets.
    return _SURROGATES.sub("\ufffd", text)

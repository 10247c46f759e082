"""JSON: a document object, a list of them, or structured rows."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kg.document import Document, Place, Source
from kg.errors import CorruptDocument
from kg.loading import LoaderSpec
from kg_loaders.encoding import decode, peek
from kg_loaders.rows import Row, flatten, rows_document

_START: Final = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[{\]])")
_EXPORT: Final = re.compile(r'\s*\{"type":\s*"document",\s*"id":\s*"/doc/sha256/')
_WRAPPERS: Final = ("results", "data", "items", "records", "rows", "documents")
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


def sniff(head: bytes) -> bool:
    """JSON that is not one object a line, and not an export of this project."""
    text = peek(head)
    return looks_like_json(text) and not looks_like_lines(text)


def load(source: Source) -> Iterator[Document]:
    """A document for each object with a "text"; one document of records for all the others.

    A document object takes `id` or `doc_id` (the document's source), `title`, `base`, `date`, `url`, `publisher`; its
    text is the string as given, so that offsets refer to it.

    Raises:
        CorruptDocument: It is no JSON, or holds something else than objects; the place says where.
    """
    text = decode(source.read(), source.name)
    if looks_like_lines(text):
        yield from read_lines(text, source, spec.name)
    else:
        yield from documents(_items(parse(text, source.name), source.name), source, spec.name)


def read_lines(text: str, source: Source, format: str) -> Iterator[Document]:
    """The documents of a text with one object a line; blank lines are skipped."""
    yield from documents(_lines(text, source.name), source, format)


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


def _lines(text: str, name: str) -> Iterator[Item]:
    # Not splitlines(): JSON strings may hold U+2028 and other characters that it takes for line ends.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            value = parse(line.removesuffix("\r"), name, number)
            yield _item(value, f"line {number}", name)


def _items(value: object, name: str) -> Iterator[Item]:
    if isinstance(value, dict) and "text" not in value:
        value = _wrapped_rows(value)
    for number, inner in enumerate(value if isinstance(value, list) else [value], start=1):
        yield _item(inner, f"row {number}", name)


def _wrapped_rows(value: dict[str, object]) -> object:
    # {"count": 2, "results": [{...}, {...}]}: the rows of an API's answer. Any other list belongs to its object.
    keys = _WRAPPERS if len(value) > 1 else tuple(value)
    lists = [value[key] for key in keys if isinstance(value.get(key), list) and value[key]]
    return lists[0] if len(lists) == 1 else value


def _item(value: object, place: str, name: str) -> Item:
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


spec = LoaderSpec(
    name="json",
    description="JSON: documents with a text, or structured rows",
    suffixes=(".json",),
    sniff=sniff,
    load=load,
)

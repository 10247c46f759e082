"""JSON: a document object, a list of them, or structured rows."""

from collections.abc import Iterator
from typing import Final

from kg.document import Document, Source, max_bytes, unreadable_named
from kg.loading import LoaderSpec
from kg_loaders.encoding import decode, peek
from kg_loaders.json_objects import Item, documents, item_of, looks_like_json, looks_like_lines, parse
from kg_loaders.lines import read_lines

_WRAPPERS: Final = ("results", "data", "items", "records", "rows", "documents")


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
    if _starts_like_lines(source):
        yield from read_lines(source, spec.name)
    else:
        text = decode(source.read(), source.name)
        yield from documents(_items(parse(text, source.name), source.name), source, spec.name)


def _starts_like_lines(source: Source) -> bool:
    """Whether it has one object a line; the first one may be longer than what a content test sees."""
    with unreadable_named(source.name), source.open() as stream:
        return looks_like_lines(peek(stream.readline(max_bytes()) + stream.readline(max_bytes())))


def _items(value: object, name: str) -> Iterator[Item]:
    if isinstance(value, dict) and "text" not in value:
        value = _wrapped_rows(value)
    for number, inner in enumerate(value if isinstance(value, list) else [value], start=1):
        yield item_of(inner, f"row {number}", name)


def _wrapped_rows(value: dict[str, object]) -> object:
    # {"count": 2, "results": [{...}, {...}]}: the rows of an API's answer. Any other list belongs to its object.
    keys = _WRAPPERS if len(value) > 1 else tuple(value)
    lists = [value[key] for key in keys if isinstance(value.get(key), list) and value[key]]
    return lists[0] if len(lists) == 1 else value


spec = LoaderSpec(
    name="json",
    description="JSON: documents with a text, or structured rows",
    suffixes=(".json",),
    sniff=sniff,
    load=load,
)

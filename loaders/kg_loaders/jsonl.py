"""JSON lines: one document or one structured row a line."""

from collections.abc import Iterator

from kg.document import Document, Source
from kg.loading import LoaderSpec
from kg_loaders.encoding import decode, peek
from kg_loaders.json import looks_like_json, looks_like_lines, read_lines


def sniff(head: bytes) -> bool:
    """One whole object a line, or a first line longer than the head; never an export of this project."""
    text = peek(head)
    return looks_like_json(text) and looks_like_lines(text)


def load(source: Source) -> Iterator[Document]:
    """The documents of the lines, as the JSON loader gives them, with "line 7" as their place.

    Raises:
        CorruptDocument: A line is broken; the place names it.
    """
    yield from read_lines(decode(source.read(), source.name), source, spec.name)


spec = LoaderSpec(
    name="jsonl",
    description="JSON lines, one document or row a line",
    suffixes=(".jsonl", ".ndjson"),
    sniff=sniff,
    load=load,
)

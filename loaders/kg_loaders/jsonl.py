"""JSON lines: one document or one structured row a line."""

from collections.abc import Iterator

from kg.document import Document, Source
from kg.loading import LoaderSpec
from kg_loaders.encoding import peek
from kg_loaders.json_objects import looks_like_json, looks_like_lines
from kg_loaders.lines import read_lines


def sniff(head: bytes) -> bool:
    """One whole object a line, or a first line longer than the head; never an export of this project."""
    text = peek(head)
    return looks_like_json(text) and looks_like_lines(text)


def load(source: Source) -> Iterator[Document]:
    """The documents of the lines, as the JSON loader gives them, with "line 7" as their place.

    Raises:
        CorruptDocument: Lines are broken; the place names them. It comes after the documents of the others.
    """
    yield from read_lines(source, spec.name)


spec = LoaderSpec(
    name="jsonl",
    description="JSON lines, one document or row a line",
    suffixes=(".jsonl", ".ndjson"),
    sniff=sniff,
    load=load,
)

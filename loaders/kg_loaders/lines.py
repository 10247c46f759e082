"""One JSON object a line, read as a stream: a file of many documents is never held in memory as a whole."""

import codecs
from collections.abc import Iterator
from typing import Final

from kg.document import MEBIBYTE, Document, Source, max_bytes, unreadable_named
from kg.errors import CorruptDocument, DocumentTooLarge
from kg_loaders.encoding import decode
from kg_loaders.json_objects import Item, documents, item_of, parse

MOST_NAMED: Final = 5
"""Broken lines whose numbers an error gives."""


def read_lines(source: Source, format: str) -> Iterator[Document]:
    """The documents of the lines; blank lines are skipped, and a broken one does not keep the others from being read.

    Raises:
        CorruptDocument: Lines are broken; the place names them. It comes after the documents of all other lines.
        DocumentTooLarge: A line is longer than the largest document.
    """
    broken: list[CorruptDocument] = []
    yield from documents(_items(source, broken), source, format)
    if broken:
        raise _together(broken)


def _items(source: Source, broken: list[CorruptDocument]) -> Iterator[Item]:
    for number, line in enumerate(_lines(source), start=1):
        if not line.strip():
            continue
        try:
            yield item_of(parse(line.rstrip("\r\n"), source.name, number), f"line {number}", source.name)
        except CorruptDocument as error:
            broken.append(error)


def _lines(source: Source) -> Iterator[str]:
    if not _is_utf8(source):
        # Not splitlines(): JSON strings may hold U+2028 and other characters that it takes for line ends.
        yield from decode(source.read(), source.name).split("\n")
        return
    limit = max_bytes()
    with source.open() as stream:
        number = 0
        while line := stream.readline(limit + 1):
            number += 1
            if len(line) > limit:
                raise DocumentTooLarge(
                    f"longer than {limit / MEBIBYTE:.3g} MiB", source=source.name, place=f"line {number}",
                    hint="split it into smaller documents, or raise KG_MAX_MB",
                )  # fmt: skip
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")


def _is_utf8(source: Source) -> bool:
    """Whether all of it is; read from start to end, so that what is damaged is known before the first document."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with unreadable_named(source.name), source.open() as stream:
            while block := stream.read(MEBIBYTE):
                if b"\0" in block:
                    return False
                decoder.decode(block)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _together(broken: list[CorruptDocument]) -> CorruptDocument:
    first, *others = broken
    if not others:
        return first
    places = "; ".join(str(error.place) for error in broken[:MOST_NAMED])
    more = f" and {len(broken) - MOST_NAMED:,} more" if len(broken) > MOST_NAMED else ""
    return CorruptDocument(
        f"{len(broken):,} lines cannot be read, the first for: {first.message}",
        source=first.source,
        place=places + more,
        hint=first.hint,
    )

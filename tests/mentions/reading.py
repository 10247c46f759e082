"""Reads a text and shows what is found in it, short enough for a table."""

from kg.document import Document
from kg.mentions import Mention
from kg.mentions.finding import find_mentions
from kg.text import read_text


def document(text: str, base: str | None = None) -> Document:
    return Document(source="test", format="text", text=text, base=base)


def mentions(text: str, base: str | None = None) -> list[Mention]:
    return find_mentions(read_text(document(text, base)))


def targets(text: str, base: str | None = None, *, kinds: str = "") -> list[str]:
    """The canonical targets that are no nested mentions', in the order of the text; only of `kinds` where given."""
    found = [m for m in mentions(text, base) if not m.nested and (not kinds or m.kind in kinds.split())]
    return [item.target for mention in found for item in mention.items]


def named(text: str, kind: str) -> list[str]:
    """The words of every mention of a kind that is named and not only described."""
    return [text[m.start : m.end] for m in mentions(text) if m.kind == kind and m.form != "description"]

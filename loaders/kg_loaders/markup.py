"""Small questions to elements of XML and HTML."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element


def local_name(element: "_Element") -> str:
    """The name without its namespace; "" for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def all_text(element: "_Element") -> str:
    """All text inside, with each run of white space as one blank."""
    return " ".join("".join(str(text) for text in element.itertext()).split())


def line_of(element: "_Element") -> str:
    """The line of its start tag, as a place: "line 12"."""
    return f"line {line_number(element)}"


def line_number(element: "_Element") -> int:
    """The line of its start tag; 1 where the parser does not know it."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 1

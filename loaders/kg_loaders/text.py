r"""Plain text and Markdown.

`Document.text` is the file decoded, without its byte order mark and metadata header, with `\r\n` and `\r` written as
`\n`; nothing else is changed. Each line has a Place, numbered as an editor numbers the lines of the file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.document import Document, Place, Region, Source
from kg.loading import LoaderSpec
from kg_loaders.encoding import decode, is_text, peek

TITLE_LENGTH: Final = 150
DATE_LINES: Final = 10
_RELEASE: Final = re.compile(
    r"\s*(?:(?:for immediate release|(?:press|news|media) release|embargoed until [^\n]{1,60})[ \t]*:?[ \t]*\n\s*)+",
    re.IGNORECASE,
)
_HEADER: Final = re.compile(r"(title|date|base|publisher|url):[ \t]*(\S.*?)?[ \t]*$", re.IGNORECASE)
_FRONT_MATTER: Final = re.compile(r"([A-Za-z][\w-]*):[ \t]*(.*?)[ \t]*$")
_ISO: Final = re.compile(r"(\d{4})(-\d{2})?(-\d{2})?(?=$|[T\s])")
_ENGLISH: Final = re.compile(r"(?:[A-Z][a-z]+day,? )?([A-Z][a-z]{2,8})\.? (\d{1,2}), (\d{4})$")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OTHER_FORMAT: Final = re.compile(
    r"\s*(?:<!doctype|<html|<\?xml|\{\s*\"|\[\s*\{\s*\"|%PDF-|\{\\rtf|(?:MIME-Version|Received|Return-Path):)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Metadata lines at the top of a text file, and how many lines they take."""

    values: dict[str, str]
    lines: int


def sniff(head: bytes) -> bool:
    """Any text that is not plainly of a format with a loader of its own."""
    return is_text(head) and not _OTHER_FORMAT.match(peek(head))


def load(source: Source) -> Iterator[Document]:
    """One document a file.

    The file may start with lines "Title:", "Date:", "Base:", "Publisher:", "URL:" and a blank line, or with Markdown
    front matter between two lines "---". They are metadata and stay outside the text.

    Raises:
        CorruptDocument: The content is binary, or its encoding is unknown.
    """
    raw = normalise_lines(decode(source.read(), source.name))
    header = read_header(raw)
    text = raw.split("\n", header.lines)[-1] if header.lines else raw
    start, heading = find_title(text)
    yield Document(
        source=source.name,
        format="text",
        text=text,
        title=header.values.get("title") or (heading.strip().strip("#*_ ").strip() if heading else None),
        date=source.date or iso_date(header.values.get("date", "")) or _stated_date(text),
        publisher=header.values.get("publisher"),
        url=header.values.get("url"),
        base=source.base or header.values.get("base"),
        regions=(Region(start=start, end=start + len(heading), kind="heading"),) if heading else (),
        places=tuple(line_places(text, header.lines + 1)),
    )


def normalise_lines(text: str) -> str:
    """The text with every line ending as LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_header(text: str) -> Header:
    """The metadata lines at the top, if the text starts with nothing but such lines and a blank line."""
    lines = text.split("\n", 60)[:60]
    if lines[0].strip() == "---":
        return _front_matter(lines)
    values: dict[str, str] = {}
    for number, line in enumerate(lines):
        if not line.strip():
            return Header(values=values, lines=number + 1) if values else Header(values={}, lines=0)
        match = _HEADER.match(line)
        if match is None or match[1].lower() in values:
            break
        values[match[1].lower()] = match[2] or ""
    return Header(values={}, lines=0)


def _front_matter(lines: list[str]) -> Header:
    values: dict[str, str] = {}
    for number, line in enumerate(lines[1:], start=1):
        if line.strip() == "---":
            return Header(values=values, lines=number + 1)
        if match := _FRONT_MATTER.match(line):
            values.setdefault(match[1].lower(), match[2].strip("\"'"))
    return Header(values={}, lines=0)


def find_title(text: str) -> tuple[int, str]:
    """Start and words of the first line when it looks like a title: short, no sentence, followed by a blank line.

    A release mark ("FOR IMMEDIATE RELEASE") above it is no title. Without a title the words are "".
    """
    mark = _RELEASE.match(text)
    start = mark.end() if mark else 0
    return start, _title_line(text[start:])


def _title_line(text: str) -> str:
    first, _, rest = text.partition("\n")
    second = rest.partition("\n")[0]
    words = first.strip()
    if not words or not rest.strip() or second.strip() or len(words) > TITLE_LENGTH:
        return ""
    return "" if words[-1] in ".;:,!?" or words[0].islower() else first


def iso_date(words: str) -> str | None:
    """The ISO form of "2025-05-13", "2025-05", "2025" or "May 13, 2025"; None for anything else.

    "05/13/2025" and the like are not read: which number is the day depends on the writer.
    """
    words = words.strip()
    if match := _ISO.match(words):
        year, month, day = match[1], match[2], match[3]
        return _checked(year, month or "", day or "")
    if (match := _ENGLISH.match(words)) and match[1][:3].lower() in _MONTHS:
        return _checked(match[3], f"-{_MONTHS.index(match[1][:3].lower()) + 1:02}", f"-{int(match[2]):02}")
    return None


def _checked(year: str, month: str, day: str) -> str | None:
    try:
        date.fromisoformat(f"{year}{month or '-01'}{day or '-01'}")
    except ValueError:
        return None
    return f"{year}{month}{day}"


def line_places(text: str, first: int = 1) -> Iterator[Place]:
    """A Place for each line that has text, numbered from `first`."""
    offset = 0
    for number, line in enumerate(text.split("\n"), start=first):
        if line.strip():
            yield Place(start=offset, label=f"line {number}")
        offset += len(line) + 1


def _stated_date(text: str) -> str | None:
    for line in text.split("\n", DATE_LINES)[:DATE_LINES]:
        name, _, value = line.partition(":")
        if name.strip().lower() == "date":
            return iso_date(value)
    return None


spec = LoaderSpec(
    name="text",
    description="Plain text and Markdown, in any encoding",
    suffixes=(".txt", ".text", ".md", ".markdown"),
    sniff=sniff,
    load=load,
    fallback=True,
)

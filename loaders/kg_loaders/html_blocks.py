"""The visible paragraphs of an HTML page, in order, with the line each comes from."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.document import RegionKind
from kg_loaders.blocks import Block
from kg_loaders.markup import line_number, line_of

if TYPE_CHECKING:
    from lxml.etree import _Element

CHROME: Final = ("nav", "header", "footer")
_INVISIBLE: Final = frozenset(
    "script style noscript template head nav form button select option input textarea svg math iframe object embed "
    "audio video canvas dialog menu".split()
) - {"math", "form"}
_ROLES: Final = frozenset(("navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar"))
_BLOCKS: Final = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hgroup hr html legend li main ol p pre section summary table tbody tfoot thead tr ul".split()
)
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CELLS: Final = frozenset(("td", "th"))
# Names of elements that are no part of any article. Words that a legal page may use ("related", "comment") only whole.
_FURNITURE: Final = re.compile(
    r"(?:^|[\s_-])(?:cookies?|cookie-?(?:banner|bar|notice|consent)|gdpr|adverts?|advertisement|adsbygoogle|ad-?slot|ad-?unit"
    r"|ads|newsletter|share-?(?:bar|buttons?|links?|tools?)|social-?(?:share|links|media|icons)|breadcrumbs?)(?:$|[\s_-])"
    r"|(?:^|\s)(?:comments|comment-?list|disqus_thread|respond)(?:$|\s)",
    re.IGNORECASE,
)
_EMBEDS: Final = ("twitter-tweet", "instagram-media", "tiktok-embed", "bluesky-embed", "fb-post")
_HIDDEN_STYLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Spaces of the markup; a non-breaking space is the writer's and stays.
_SPACES: Final = re.compile(r"[ \t\r\n\f]+")
_BREAKS: Final = re.compile(r" *\n[ \n]*")


def visible_blocks(root: "_Element") -> Iterator[Block]:
    """The paragraphs of the page without scripts, navigation, page header and footer, and what is hidden."""
    body = root.find(".//body")
    walker = _Walker()
    walker.walk(root if body is None else body, None)
    walker.flush()
    yield from walker.blocks


class _Walker:
    """Collects running text until a block element begins or ends."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._line = 0
        self._kind: RegionKind | None = None

    def walk(self, element: "_Element", kind: RegionKind | None) -> None:
        tag = str(element.tag)
        if _is_hidden(element):
            return
        kind = _kind(element) or kind
        if tag == "tr":
            self._row(element, kind)
        elif tag == "pre":
            self._preformatted(element, kind)
        elif tag == "br":
            self._parts.append("\n")
        elif tag in _BLOCKS:
            self._switch(element, kind)
            self._children(element, kind)
            self._switch(element, None)
        else:
            self._children(element, kind)

    def flush(self) -> None:
        text = _BREAKS.sub("\n", "".join(self._parts)).strip(" \n")
        if text.strip():
            self.blocks.append(Block(text=text, place=f"line {self._line}", kind=self._kind))
        self._parts = []

    def _switch(self, element: "_Element", kind: RegionKind | None) -> None:
        self.flush()
        self._line = line_number(element)
        self._kind = kind

    def _children(self, element: "_Element", kind: RegionKind | None) -> None:
        self._add(element.text)
        for child in element:
            self.walk(child, kind)
            if child.tag in _BLOCKS:
                self._line, self._kind = line_number(child), kind
            self._add(child.tail)

    def _add(self, text: str | None) -> None:
        if not text:
            return
        text = _SPACES.sub(" ", text)
        if text.startswith(" ") and self._parts and self._parts[-1].endswith((" ", "\n")):
            text = text[1:]
        if text:
            self._parts.append(text)

    def _row(self, row: "_Element", kind: RegionKind | None) -> None:
        self.flush()
        if row.find(".//table") is not None or (len(row) == 1 and row.find(".//p") is not None):
            for cell in row:  # a table that lays out the page
                self._switch(cell, kind)
                self._children(cell, kind)
                self.flush()
            return
        cells = [" ".join(_cell_text(cell).split(" ")) for cell in row if cell.tag in _CELLS and not _is_hidden(cell)]
        text = "\t".join(cells).rstrip("\t")
        if text.strip():
            self.blocks.append(Block(text=text, place=line_of(row), kind=kind))

    def _preformatted(self, element: "_Element", kind: RegionKind | None) -> None:
        self.flush()
        line = line_number(element)
        paragraph: list[str] = []
        for number, text in enumerate([*"".join(map(str, element.itertext())).split("\n"), ""], start=line):
            if text.strip():
                paragraph.append(text.rstrip())
            elif paragraph:
                place = f"line {number - len(paragraph)}"
                self.blocks.append(Block(text="\n".join(paragraph), place=place, kind=kind))
                paragraph = []


def _cell_text(cell: "_Element") -> str:
    inner = _Walker()
    inner._children(cell, None)
    inner.flush()
    return " ".join(block.text.replace("\n", " ") for block in inner.blocks)


def _is_hidden(element: "_Element") -> bool:
    tag = element.tag
    if not isinstance(tag, str) or tag in _INVISIBLE:
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if (element.get("role") or "") in _ROLES or _HIDDEN_STYLE.search(element.get("style") or ""):
        return True
    if tag in ("header", "footer"):
        return not any(True for _ in element.iterancestors("article", "main", "blockquote")) or tag == "footer"
    names = f"{element.get('id') or ''} {element.get('class') or ''}"
    return (
        tag not in ("body", "html", "main", "article")
        and bool(_FURNITURE.search(names))
        and not _holds_article(element)
    )


def _holds_article(element: "_Element") -> bool:
    return element.find(".//article") is not None or element.find(".//main") is not None


def _kind(element: "_Element") -> RegionKind | None:
    tag, names = element.tag, (element.get("class") or "").split()
    if tag in ("aside", "figcaption") or element.get("role") == "complementary":
        return "boilerplate"
    if tag == "blockquote" and any(name in _EMBEDS for name in names):
        return "boilerplate"
    if tag == "figure" and all(element.find(f".//{inner}") is None for inner in ("table", "blockquote", "pre")):
        return "boilerplate"
    return "heading" if tag in _HEADINGS and not _inside_boilerplate(element) else None


def _inside_boilerplate(element: "_Element") -> bool:
    return any(_kind(parent) == "boilerplate" for parent in element.iterancestors() if parent.tag not in _HEADINGS)

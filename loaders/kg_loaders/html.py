"""Web pages: the article without what surrounds it, or the whole of a plain page."""

import logging
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Final

from kg.document import Document, Source
from kg.errors import CorruptDocument, MissingExtra
from kg.loading import LoaderSpec
from kg_loaders.blocks import Block, lay_out
from kg_loaders.encoding import decode, is_text, peek
from kg_loaders.html_blocks import CHROME, visible_blocks
from kg_loaders.html_meta import Meta, read_meta

if TYPE_CHECKING:
    from lxml.etree import _Element

_START: Final = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|main|article|section|div|p|h[1-6]|table|ul|ol|pre|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_DECLARED: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_DECLARED: Final = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)")
_XML_DECLARATION: Final = re.compile(r"\s*<\?xml[^>]*\?>")
_NO_LETTERS: Final = re.compile(r"[\W_]+")
LONG_BLOCK: Final = 25
"""Letters and digits from which on a paragraph is told apart by its own words."""
ENOUGH: Final = 0.9
"""Share of the article that must be found again among the paragraphs of the page."""
_QUIET: Final = logging.NullHandler()


def sniff(head: bytes) -> bool:
    """A document type of HTML, or an element of HTML at the start."""
    return is_text(head) and bool(_START.match(peek(head)))


def load(source: Source) -> Iterator[Document]:
    """One document a page: its article, headings, lists and tables; places are lines of the HTML.

    Raises:
        CorruptDocument: There is no text in it, or its encoding is unknown.
        MissingExtra: trafilatura is not installed.
    """
    data = source.read()
    yield page_document(decode(data, source.name, declared_encoding(data)), source, spec.name)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that the page declares in its first bytes."""
    match = _DECLARED.search(data[:4096]) or _XML_DECLARED.match(data[:200])
    return match[1].decode("ascii") if match else None


def page_document(markup: str, source: Source, format: str) -> Document:
    """The document of a page that is decoded already.

    Raises:
        CorruptDocument: There is no text in it.
    """
    root = _parse(markup, source.name)
    meta: Meta = read_meta(root)
    blocks = list(visible_blocks(root))
    if not _is_plain(root):
        blocks = _article(root, blocks)
    if not blocks:
        raise CorruptDocument(
            "a page without text", source=source.name, hint="save the page again after it has loaded its text"
        )
    layout = lay_out(blocks)
    return Document(
        source=source.name,
        format=format,
        text=layout.text,
        title=meta.title,
        date=source.date or meta.date,
        publisher=meta.publisher,
        url=meta.url,
        base=source.base,
        regions=layout.regions,
        places=layout.places,
    )


def _parse(markup: str, name: str) -> "_Element":
    from lxml import etree

    # Text is passed as UTF-8, since lxml refuses a str with an encoding declaration.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    body = _XML_DECLARATION.sub("", markup, count=1).replace("\0", "")
    try:
        root = etree.fromstring(body.encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        raise CorruptDocument(f"no HTML: {error}", source=name, hint="check the file") from error
    if any("excessive depth" in entry.message.lower() for entry in parser.error_log):
        # The parser drops what lies deeper, without an error.
        raise CorruptDocument("nested too deeply", source=name, hint="save its text as a plain page")
    if root is None:
        raise CorruptDocument("no HTML element in it", source=name, place="line 1", hint="check the file")
    return root


def _is_plain(root: "_Element") -> bool:
    # A judgment or statute saved as bare paragraphs: nothing around the text, so that nothing needs to be left out.
    furniture = "|".join(f".//{tag}" for tag in (*CHROME, "article", "aside", "main", "script"))
    return root.find(".//body") is not None and not root.xpath(f"boolean({furniture}|.//*[@role])")


def _article(root: "_Element", blocks: Sequence[Block]) -> list[Block]:
    """The blocks of the page that trafilatura finds to be the article.

    It changes the white space of what it returns, so its answer serves to choose among the page's own paragraphs.
    """
    found = _trafilatura(root)
    if not found:
        return list(blocks)
    article = _squash(" ".join(found))
    short = {_squash(text) for text in found}
    chosen = [block for block in blocks if _is_part(block.text, article, short)]
    if sum(len(_squash(block.text)) for block in chosen) >= ENOUGH * len(article):
        return chosen
    return [Block(text=text, place="article") for text in found]


def _is_part(text: str, article: str, short: set[str]) -> bool:
    pieces = [_squash(cell) for cell in text.split("\t")]  # the cells of a table row are found one by one
    return all(words in short or (len(words) >= LONG_BLOCK and words in article) for words in pieces if words)


def _squash(text: str) -> str:
    return _NO_LETTERS.sub("", text).casefold()


def _trafilatura(root: "_Element") -> list[str]:
    """The paragraphs of the article, with white space as trafilatura leaves it; empty where it finds none."""
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        raise MissingExtra(
            f"reading web pages needs trafilatura: {error}", hint="pip install trafilatura lxml_html_clean"
        ) from error
    from lxml import html

    logging.getLogger("trafilatura").addHandler(_QUIET)
    # It works on the tree of lxml.html only, and changes it.
    tree = html.document_fromstring(html.tostring(deepcopy(root), encoding="unicode"))
    document = bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=False)
    if document is None or isinstance(document, dict) or document.body is None:
        return []
    tags = {"p", "head", "item", "cell", "quote", "code", "list", "table"}
    texts = (" ".join(_own_text(element, tags).split()) for element in document.body.iter())
    return [text for text in texts if text]


def _own_text(element: "_Element", blocks: set[str]) -> str:
    parts = [element.text or ""] if element.tag in blocks else []
    if element.tag in blocks:
        for inner in element:
            if inner.tag not in blocks:
                parts.append("".join(map(str, inner.itertext())))
            parts.append((" " if inner.tag == "lb" else "") + (inner.tail or ""))
    return "".join(parts)


spec = LoaderSpec(
    name="html",
    description="Web pages: the article, its title, date and publisher",
    suffixes=(".html", ".htm", ".xhtml"),
    sniff=sniff,
    load=load,
)

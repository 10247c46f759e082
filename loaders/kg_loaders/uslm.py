"""United States Legislative Markup: the U.S. Code (1.0), laws, bills, the Federal Register and the C.F.R. (2.x).

A code gives a document for each section, read one after another, and one for the front that keeps the hierarchy; a
Federal Register issue gives one for each of its documents; a law or bill is one document.
Schemas: https://github.com/usgpo/uslm
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Final

from kg.document import Document, Source
from kg.errors import CorruptDocument, UnsupportedFormat
from kg.loading import HEAD_BYTES, LoaderSpec
from kg_loaders.encoding import is_text, peek
from kg_loaders.markup import local_name
from kg_loaders.uslm_ids import usable_id
from kg_loaders.uslm_meta import Meta, front_title, notice_base, notice_title, read_meta, section_title
from kg_loaders.uslm_text import Walker, Written, is_quoted

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACES: Final = ("http://xml.house.gov/schemas/uslm/1.0", "http://schemas.gpo.gov/xml/uslm")
SECTIONS: Final = frozenset(("section", "courtRule", "reorganizationPlan"))
NOTICES: Final = frozenset(("rule", "proposedRule", "notice", "presidentialDoc", "uncategorizedDoc", "correction"))
_CODES: Final = frozenset(("uscDoc", "cfrDoc"))
_ISSUES: Final = frozenset(("frDoc",))
_PROLOG: Final = re.compile(r"\s*<(?:\?xml|!DOCTYPE|!--|[A-Za-z][\w.-]*[\s>:])")
_DOCTYPE: Final = re.compile(r"<!DOCTYPE\s+([\w:.-]+)", re.IGNORECASE)
_HINT: Final = "fetch the file again from uscode.house.gov or govinfo.gov"


def sniff(head: bytes) -> bool:
    """XML that names a namespace of USLM; XML with a document type other than HTML too, so that it is refused here."""
    if not is_text(head):
        return False
    text = peek(head)
    if not _PROLOG.match(text):
        return False
    doctype = _DOCTYPE.search(text)
    return any(namespace in text for namespace in NAMESPACES) or bool(doctype and doctype[1].lower() != "html")


def load(source: Source) -> Iterator[Document]:
    """The documents of a USLM file.

    Raises:
        CorruptDocument: The XML is broken, cut off, nested too deeply, or brings a document type of its own.
        UnsupportedFormat: It is XML, but no USLM.
    """
    from lxml import etree

    data = source.read()
    _refuse_doctype(data, source.name)
    try:
        yield from _documents(data, source)
    except etree.XMLSyntaxError as error:
        raise CorruptDocument(
            f"broken XML: {error.msg}", source=source.name, place=f"line {error.lineno or 1}", hint=_HINT
        ) from error


def _documents(data: bytes, source: Source) -> Iterator[Document]:
    from lxml import etree

    events = etree.iterparse(
        BytesIO(data), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    _, root = next(iter(events))
    kind = _check_root(root, source.name)
    wanted = SECTIONS if kind in _CODES else NOTICES if kind in _ISSUES else frozenset()
    meta: Meta | None = None
    for event, element in events:
        if event == "start" or not isinstance(element.tag, str):
            continue
        name = local_name(element)
        if name == "meta" and meta is None:
            meta = read_meta(element)
        elif name in wanted and element.get("identifier") and not is_quoted(element) and not _inside(element, wanted):
            meta = meta or Meta()
            yield _notice(element, meta, source) if kind in _ISSUES else _section(element, meta, source)
            element.clear(keep_tail=True)
    yield from _rest(root, kind, meta or Meta(), source)


def _rest(root: "_Element", kind: str, meta: Meta, source: Source) -> Iterator[Document]:
    if kind in SECTIONS:
        yield _section(root, meta, source)
    elif kind in _CODES:
        yield from _front(root, meta, source)
    elif kind in NOTICES:
        yield _notice(root, meta, source)
    elif kind not in _ISSUES:
        yield _law(root, meta, source)


def _check_root(root: "_Element", name: str) -> str:
    if root.getroottree().docinfo.internalDTD is not None:
        raise _doctype_error(name, 1)
    namespace = str(root.tag).rpartition("}")[0].lstrip("{")
    if namespace not in NAMESPACES:
        raise UnsupportedFormat(
            f"XML, but no USLM: its root is <{local_name(root)}>",
            source=name,
            place=f"line {root.sourceline or 1}",
            hint="save it as text or HTML",
        )
    return local_name(root)


def _refuse_doctype(data: bytes, name: str) -> None:
    # Entities of a document type are how a small file grows to gigabytes or reads other files. USLM needs none.
    text = peek(data[:HEAD_BYTES])
    match = _DOCTYPE.search(text)
    if match and not re.search(r"<[A-Za-z]", text[: match.start()]):
        raise _doctype_error(name, text.count("\n", 0, match.start()) + 1)


def _doctype_error(name: str, line: int) -> CorruptDocument:
    return CorruptDocument(
        "the XML has a document type (DTD), which is not read",
        source=name,
        place=f"line {line}",
        hint="remove <!DOCTYPE>",
    )


def _inside(element: "_Element", names: frozenset[str]) -> bool:
    return any(local_name(above) in names and above.get("identifier") for above in element.iterancestors())


def _section(element: "_Element", meta: Meta, source: Source) -> Document:
    walker = Walker()
    walker.walk(element)
    base = usable_id(element.get("identifier"))
    return _document(walker.finish(element), meta, source, base=base, title=section_title(element, base))


def _front(root: "_Element", meta: Meta, source: Source) -> Iterator[Document]:
    main = root.find("{*}main")
    walker = Walker()
    walker.walk(root if main is None else main)
    written = walker.finish(root)
    if written.writer.length:
        parts = written.finished_parts()
        base = usable_id(root.get("identifier")) or next((part.parent or part.id for part in parts), None)
        yield _document(written, meta, source, base=base, title=front_title(root) or meta.title)


def _notice(element: "_Element", issue: Meta, source: Source) -> Document:
    own = element.find("{*}meta")
    meta = read_meta(own) if own is not None else Meta()
    base = notice_base(element)
    walker = Walker()
    walker.walk(element, base)
    written = walker.finish(element)
    meta = Meta(title=None, date=issue.date or meta.date, publisher=meta.publisher or issue.publisher, kind=meta.kind)
    return _document(written, meta, source, base=base, title=notice_title(element))


def _law(root: "_Element", meta: Meta, source: Source) -> Document:
    base = usable_id(root.get("identifier")) or meta.law
    values = [
        str(number.get("value"))
        for section in root.iter("{*}section")
        if not is_quoted(section) and (number := section.find("{*}num")) is not None
    ]
    walker = Walker(law=base, sections=frozenset(value for value in values if values.count(value) == 1))
    walker.walk(root, base)
    return _document(walker.finish(root), meta, source, base=base, title=meta.title)


def _document(written: Written, meta: Meta, source: Source, *, base: str | None, title: str | None) -> Document:
    return Document(
        source=source.name,
        format=spec.name,
        text=written.writer.text + "\n" if written.writer.length else "",
        title=title,
        date=source.date or meta.date,
        publisher=meta.publisher,
        base=base or source.base,
        kind=meta.kind,
        regions=written.finished_regions(),
        places=written.finished_places(),
        links=written.finished_links(),
        parts=written.finished_parts(),
    )


spec = LoaderSpec(
    name="uslm",
    description="USLM XML: the U.S. Code, laws, bills, the Federal Register, the C.F.R.",
    suffixes=(".xml",),
    sniff=sniff,
    load=load,
)

"""Word documents (.docx): paragraphs, headings, tables and footnotes."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Final

from kg.document import MEBIBYTE, Document, RegionKind, Source, max_bytes
from kg.errors import CorruptDocument, DocumentTooLarge, LoadError, UnsupportedFormat
from kg.loading import LoaderSpec
from kg_loaders.blocks import Block, lay_out
from kg_loaders.markup import local_name

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FOOTNOTES: Final = "/footnotes"
# Deleted text is no text of the document; what a field or an alternative form computes would come twice.
_LEFT_OUT: Final = frozenset(("del", "moveFrom", "delText", "instrText", "Fallback", "pPr", "rPr", "tblPr", "sectPr"))


def sniff(head: bytes) -> bool:
    """A zip whose first members are those of Word; an old .doc too, so that it is refused with a hint."""
    return head.startswith(_OLE) or (head.startswith(_ZIP) and (b"word/" in head or b"[Content_Types].xml" in head))


def load(source: Source) -> Iterator[Document]:
    """One document; table cells are joined by tabs; footnotes stand at the end as notes; places count paragraphs.

    Raises:
        UnsupportedFormat: It is an old .doc or another file in its container.
        CorruptDocument: It is damaged.
        DocumentTooLarge: It unpacks to more than the size limit.
    """
    data = source.read()
    if data.startswith(_OLE):
        raise UnsupportedFormat(
            "an old .doc, or a file with a password", source=source.name, hint="save it as .docx without a password"
        )
    _check_size(data, source.name)
    try:
        document = _open(data)
        layout = lay_out(_blocks(document))
        properties = document.core_properties
        title, created = properties.title, properties.created
    except (LoadError, MemoryError, RecursionError):
        raise
    except Exception as error:  # python-docx lets errors of every kind through
        raise CorruptDocument(
            f"broken .docx: {type(error).__name__}: {error}",
            source=source.name,
            hint="open it in Word and save it again",
        ) from error
    if not layout.text.strip():
        raise CorruptDocument("a .docx without text", source=source.name, hint="run OCR over its pictures first")
    yield Document(
        source=source.name,
        format=spec.name,
        text=layout.text,
        title=title.strip() or None,
        date=source.date or (created.date().isoformat() if created else None),
        base=source.base,
        regions=layout.regions,
        places=layout.places,
    )


def _open(data: bytes) -> "WordDocument":
    import docx

    return docx.Document(BytesIO(data))


def _check_size(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            total = sum(info.file_size for info in archive.infolist())
            if "word/document.xml" not in archive.namelist():
                raise UnsupportedFormat("an Office file, but no Word document", source=name, hint="save it as .docx")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise CorruptDocument(
            f"broken .docx: {error}", source=name, hint="fetch it again, or open it in Word and save it again"
        ) from error
    if total > max_bytes():
        raise DocumentTooLarge(
            f"unpacks to more than {max_bytes() / MEBIBYTE:.3g} MiB", source=name, hint="check where it comes from"
        )


def _blocks(document: "WordDocument") -> Iterator[Block]:
    headings = {style.style_id for style in document.styles if _is_heading(style.name or "")}
    for number, element in enumerate(_paragraphs(document.element.body), start=1):
        text = _row(element) if local_name(element) == "tr" else _text(element)
        if text.strip():
            yield Block(text=text, place=f"paragraph {number}", kind=_kind(element, headings))
    for note, text in _footnotes(document):
        yield Block(text=f"[{note}] {text}", place=f"footnote {note}", kind="note")


def _is_heading(name: str) -> bool:
    return name.lower().startswith("heading") or name.lower() in ("title", "subtitle")


def _paragraphs(body: "_Element") -> Iterator["_Element"]:
    # Paragraphs and rows in the order of the page, also those inside content controls.
    for element in body:
        name = local_name(element)
        if name in ("p", "tr"):
            yield element
        elif name in ("tbl", "sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            yield from _paragraphs(element)


def _kind(element: "_Element", headings: set[str]) -> RegionKind | None:
    style = element.find(f"{_WORD}pPr/{_WORD}pStyle")
    return "heading" if style is not None and style.get(f"{_WORD}val") in headings else None


def _row(row: "_Element") -> str:
    cells = (cell for cell in row.iter(f"{_WORD}tc") if next(cell.iterancestors(f"{_WORD}tr")) is row)
    return "\t".join(" ".join(filter(None, (_text(p) for p in cell.iter(f"{_WORD}p")))) for cell in cells).rstrip("\t")


def _text(element: "_Element") -> str:
    return "".join(_pieces(element)).strip(" \n\t")


def _pieces(element: "_Element") -> Iterator[str]:
    for child in element:
        name = local_name(child)
        if name == "t":
            yield str(child.text or "")
        elif name in ("tab", "ptab"):
            yield "\t"
        elif name in ("br", "cr"):
            yield "\n"
        elif name == "noBreakHyphen":
            yield "-"
        elif name == "footnoteReference":
            yield f"[{child.get(f'{_WORD}id')}]"
        elif name not in _LEFT_OUT:
            yield from _pieces(child)


def _footnotes(document: "WordDocument") -> Iterator[tuple[str, str]]:
    from lxml import etree

    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith(_FOOTNOTES):
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(relation.target_part.blob, parser)
        for note in root.iter(f"{_WORD}footnote"):
            text = " ".join(filter(None, (_text(paragraph) for paragraph in note.iter(f"{_WORD}p"))))
            if text and note.get(f"{_WORD}type") is None:  # the others are separators
                yield str(note.get(f"{_WORD}id")), text


spec = LoaderSpec(
    name="docx",
    description="Word documents (.docx)",
    suffixes=(".docx", ".docm", ".dotx", ".doc"),
    sniff=sniff,
    load=load,
)

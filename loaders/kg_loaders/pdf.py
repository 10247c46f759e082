"""PDF files with a text layer, page by page."""

import logging
import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Final

from kg.document import Document, Source
from kg.errors import CorruptDocument, LoadError
from kg.loading import LoaderSpec
from kg_loaders.pdf_lines import Page, join_lines, without_running_heads

if TYPE_CHECKING:
    from pypdf import PdfReader

_SIGNATURE: Final = b"%PDF-"
_SIGNATURE_WITHIN: Final = 1024
_MAX_UNREADABLE: Final = 0.1
_UNREADABLE: Final = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]|\\(cid:\\d+\\)")
_NO_TITLE: Final = re.compile(
    r"untitled|microsoft word\b.*|.*\.(?:docx?|pdf|indd|qxd|wpd|rtf|tmp|fm)$|\S*$", re.IGNORECASE
)
_QUIET: Final = logging.NullHandler()


def sniff(head: bytes) -> bool:
    """The signature of PDF; readers allow a few bytes before it."""
    return _SIGNATURE in head[:_SIGNATURE_WITHIN]


def load(source: Source) -> Iterator[Document]:
    """One document; lines of a paragraph are joined, running heads and page numbers left out; places are pages.

    Raises:
        CorruptDocument: It is broken, protected by a password, or has no text that can be read.
    """
    data = source.read()
    logging.getLogger("pypdf").addHandler(_QUIET)
    try:
        reader = _open(data, source.name)
        pages = [_page(reader, number, source.name) for number in range(1, len(reader.pages) + 1)]
        title, date = _title(reader), _date(reader)
    except (LoadError, MemoryError):
        raise
    except Exception as error:  # pypdf lets errors of every kind through
        raise CorruptDocument(
            f"broken PDF: {_reason(error)}", source=source.name, hint="open it and save it again as PDF"
        ) from error
    _check_text(pages, source.name)
    text, places = join_lines(without_running_heads(pages))
    yield Document(
        source=source.name,
        format=spec.name,
        text=text,
        title=title,
        date=source.date or date,
        base=source.base,
        places=places,
    )


def _open(data: bytes, name: str) -> "PdfReader":
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted and not _unlock(reader):
        raise CorruptDocument(
            "protected by a password", source=name, hint="open it with its password and save an unprotected copy"
        )
    if not len(reader.pages):
        raise CorruptDocument("a PDF without pages", source=name, hint="fetch it again")
    return reader


def _unlock(reader: "PdfReader") -> bool:
    from pypdf.errors import DependencyError

    try:
        return bool(reader.decrypt(""))
    except (DependencyError, NotImplementedError):  # encryption that needs the package cryptography
        return False


def _page(reader: "PdfReader", number: int, name: str) -> Page:
    try:
        text = reader.pages[number - 1].extract_text()
    except Exception as error:  # see above; here the page is known
        raise CorruptDocument(
            f"broken page: {_reason(error)}",
            source=name,
            place=f"page {number}",
            hint="open it and save it again as PDF",
        ) from error
    return Page(number=number, lines=tuple(line.strip(" \t\r") for line in text.split("\n")))


def _check_text(pages: list[Page], name: str) -> None:
    text = "".join(line for page in pages for line in page.lines)
    if not text.strip():
        raise CorruptDocument(
            "no text layer: the pages are pictures",
            source=name,
            place=f"pages 1 to {len(pages)}",
            hint="run OCR over it first, for example ocrmypdf",
        )
    unreadable = sum(len(found) for found in _UNREADABLE.findall(text))
    if unreadable > _MAX_UNREADABLE * len(text):
        raise CorruptDocument(
            "the text layer has no letters that can be read",
            source=name,
            place=f"pages 1 to {len(pages)}",
            hint="run OCR over it, for example ocrmypdf --force-ocr",
        )


def _title(reader: "PdfReader") -> str | None:
    title = (reader.metadata.title if reader.metadata else None) or ""
    title = " ".join(str(title).split())
    return None if _NO_TITLE.fullmatch(title) else title


def _date(reader: "PdfReader") -> str | None:
    try:
        created = reader.metadata.creation_date if reader.metadata else None
    except ValueError:  # a date that is none
        return None
    return created.date().isoformat() if created else None


def _reason(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0] or type(error).__name__


spec = LoaderSpec(
    name="pdf",
    description="PDF with a text layer",
    suffixes=(".pdf",),
    sniff=sniff,
    load=load,
)

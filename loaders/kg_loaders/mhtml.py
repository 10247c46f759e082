"""Web pages saved with their pictures in one file (.mhtml)."""

from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage

from kg.document import Document, Source
from kg.errors import CorruptDocument
from kg.loading import LoaderSpec
from kg_loaders.eml import is_web_archive, mail_header, parse_message, part_text, subject
from kg_loaders.html import page_document


def sniff(head: bytes) -> bool:
    """A message that holds a saved web page."""
    header = mail_header(head)
    return bool(header) and is_web_archive(header)


def load(source: Source) -> Iterator[Document]:
    """The document of the page; its title is the subject that the browser wrote, where the page states none.

    Raises:
        CorruptDocument: There is no page in it, or the page has no text.
    """
    message = parse_message(source)
    pages = (part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml"))
    page = next(pages, None)
    if not isinstance(page, EmailMessage):
        raise CorruptDocument("no web page in it", source=source.name, hint="save the page as HTML")
    document = page_document(part_text(page, source.name), source, spec.name)
    address = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "").strip()
    yield replace(
        document,
        title=document.title or subject(message),
        url=document.url or (address if address.startswith(("http://", "https://")) else None),
    )


spec = LoaderSpec(
    name="mhtml",
    description="Web pages saved in one file",
    suffixes=(".mhtml", ".mht"),
    sniff=sniff,
    load=load,
)

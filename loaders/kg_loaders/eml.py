"""E-mail messages (.eml): the text of the message, without its attachments."""

import re
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final

from kg.document import Document, Source
from kg.errors import CorruptDocument
from kg.loading import LoaderSpec
from kg_loaders.encoding import decode, peek
from kg_loaders.html import declared_encoding, page_document
from kg_loaders.text import line_places, normalise_lines

_HEADER: Final = re.compile(r"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+", re.ASCII)
_MAIL: Final = re.compile(
    r"^(?:MIME-Version|Message-ID|Received|Return-Path|Content-Type):", re.IGNORECASE | re.MULTILINE
)
_ARCHIVE: Final = re.compile(r"^(?:Snapshot-Content-Location:|From:\s*<saved by)", re.IGNORECASE | re.MULTILINE)
_RELATED: Final = re.compile(r"^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_DELIVERED: Final = re.compile(r"^(?:To|Received|Message-ID|Return-Path):", re.IGNORECASE | re.MULTILINE)


def mail_header(head: bytes) -> str:
    """The header lines that a file starts with; "" when they are not those of a message."""
    text = peek(head).replace("\r\n", "\n")
    match = _HEADER.match(text)
    return match[0] if match and _MAIL.search(match[0]) else ""


def is_web_archive(header: str) -> bool:
    """Whether a message is a web page saved with its pictures (MHTML)."""
    return bool(_ARCHIVE.search(header) or (_RELATED.search(header) and not _DELIVERED.search(header)))


def sniff(head: bytes) -> bool:
    """A header of a message that is no saved web page."""
    header = mail_header(head)
    return bool(header) and not is_web_archive(header)


def load(source: Source) -> Iterator[Document]:
    """One document a message: its text, or its HTML where it has no text; attachments are not read.

    Raises:
        CorruptDocument: It has no text, or its encoding is broken.
    """
    message = parse_message(source)
    part = message.get_body(("plain", "html"))
    if not isinstance(part, EmailMessage):
        raise CorruptDocument("a message without text", source=source.name, hint="save its attachments and read those")
    date = source.date or message_date(message)
    if part.get_content_type() == "text/html":
        document = page_document(part_text(part, source.name), replace(source, date=date), spec.name)
    else:
        document = _plain(part, replace(source, date=date))
    sender = parseaddr(str(message.get("From", "")))
    yield replace(
        document, title=subject(message) or document.title, publisher=sender[0] or sender[1] or document.publisher
    )


def parse_message(source: Source) -> EmailMessage:
    """The message in a source."""
    return BytesParser(EmailMessage, policy=policy.default).parsebytes(source.read())


def part_text(part: EmailMessage, name: str) -> str:
    """The text of a part in its own encoding.

    Raises:
        CorruptDocument: It has none.
    """
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        raise CorruptDocument("a message without text", source=name, hint="save it again")
    declared = part.get_content_charset()
    return decode(payload, name, declared or declared_encoding(payload))


def subject(message: EmailMessage) -> str | None:
    """The subject on one line."""
    return " ".join(str(message.get("Subject", "")).split()) or None


def message_date(message: EmailMessage) -> str | None:
    """The day the message was sent, as its header says."""
    try:
        return parsedate_to_datetime(str(message.get("Date", ""))).date().isoformat()
    except (ValueError, TypeError):
        return None


def _plain(part: EmailMessage, source: Source) -> Document:
    text = normalise_lines(part_text(part, source.name))
    return Document(
        source=source.name,
        format=spec.name,
        text=text,
        date=source.date,
        base=source.base,
        places=tuple(line_places(text)),
    )


spec = LoaderSpec(
    name="eml",
    description="E-mail messages",
    suffixes=(".eml",),
    sniff=sniff,
    load=load,
)

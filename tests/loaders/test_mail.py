"""Messages and saved pages."""

from collections.abc import Callable

import pytest

from kg.document import Document

LoadBytes = Callable[..., list[Document]]

HEADER = "From: Harbor Office <office@example.org>\nTo: clerk@example.org\nMIME-Version: 1.0\n"

MAILS = [
    (
        "Subject: Piers\nContent-Type: text/plain; charset=windows-1252\n\nThe clerk\x92s \xa7 5.\n",
        "Piers",
        "The clerk’s § 5.\n",
    ),
    ("Content-Type: text/html\n\n<p>The Board denies it.</p>\n", None, "The Board denies it.\n"),
    ("Subject: =?utf-8?q?Caf=C3=A9?=\n\nText.\n", "Café", "Text.\n"),
    ("Subject: x\nDate: no date\n\nText.\n", "x", "Text.\n"),
]


@pytest.mark.parametrize(("rest", "title", "text"), MAILS)
def test_mail(load_bytes: LoadBytes, rest: str, title: str | None, text: str) -> None:
    (document,) = load_bytes((HEADER + rest).encode("latin-1"), "a.eml")
    assert (document.title, document.text, document.publisher, document.date) == (title, text, "Harbor Office", None)


def test_attachment_is_not_read(load_bytes: LoadBytes) -> None:
    parts = (
        "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nBody.\n"
        "--x\nContent-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nAttached.\n--x--\n"
    )
    (document,) = load_bytes(HEADER + parts, "a.eml")
    assert document.text.strip() == "Body."

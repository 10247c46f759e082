"""Whatever is wrong with a file, one LoadError says what, where and what to do; nothing comes out empty."""

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from kg_loaders import LOADERS

from kg.document import Document, Source
from kg.errors import (
    AmbiguousFormat,
    CorruptDocument,
    DocumentTooLarge,
    LoadError,
    UnsupportedFormat,
)
from kg.loading import load

LoadBytes = Callable[..., list[Document]]
MakePdf = Callable[..., bytes]

USLM = '<uscDoc xmlns="http://xml.house.gov/schemas/uslm/1.0" identifier="/us/usc/t99">'
BOMB = (
    '<?xml version="1.0"?>\n<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>\n'
    '<uscDoc xmlns="http://xml.house.gov/schemas/uslm/1.0">&b;</uscDoc>'
)
OUTSIDE = BOMB.replace('<!ENTITY a "ha">', '<!ENTITY a SYSTEM "file:///etc/passwd">')


def zipped(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return buffer.getvalue()


CASES: list[tuple[str, str, bytes, type[LoadError], str | None, str]] = [
    ("empty", "a.txt", b"", CorruptDocument, None, "empty"),
    ("blank", "a.txt", b" \n\t\n", CorruptDocument, None, "empty"),
    ("only a byte order mark", "a.txt", b"\xef\xbb\xbf", CorruptDocument, None, "no text"),
    ("only a header", "a.txt", b"Title: x\n\n", CorruptDocument, None, "no text"),
    ("binary", "a.txt", bytes(range(256)) * 8, UnsupportedFormat, None, "no loader"),
    ("binary after the head", "a.txt", b"words " * 20000 + b"\0\1\2", CorruptDocument, "line 1", "binary"),
    (
        "damaged UTF-8",
        "a.txt",
        "Gebühr für Straße\nMaß".encode() + b"\xff",
        CorruptDocument,
        "byte 25, line 2",
        "UTF-8",
    ),
    ("damaged UTF-16", "a.txt", b"\xff\xfea\0b\0c", CorruptDocument, "byte 6", "UTF-16"),
    ("text named .pdf", "a.pdf", b"Just some words here.", CorruptDocument, None, "named .pdf"),
    ("text named .csv", "a.csv", b"Just some words here.", CorruptDocument, None, "named .csv"),
    ("zip of something else", "a.bin", b"PK\x03\x04" + b"\0" * 60, UnsupportedFormat, None, "no loader"),
    ("RTF", "a.txt", rb"{\rtf1\ansi words}", UnsupportedFormat, None, "no loader"),
    ("other XML", "a.xml", b"<?xml version='1.0'?><note><to>x</to></note>", UnsupportedFormat, None, "no loader"),
    ("XML bomb", "a.xml", BOMB.encode(), CorruptDocument, "line 2", "document type"),
    ("external entity", "a.xml", OUTSIDE.encode(), CorruptDocument, "line 2", "document type"),
    ("bomb in UTF-16", "a.xml", BOMB.encode("utf-16"), CorruptDocument, "line 2", "document type"),
    ("truncated XML", "a.xml", f"{USLM}\n<main>\n<p>x".encode(), CorruptDocument, "line 3", "broken XML"),
    ("XML nested too deeply", "a.xml", (USLM + "<p>" * 3000).encode(), CorruptDocument, "line 1", "broken XML"),
    (
        "no USLM root",
        "a.xml",
        b"<x xmlns:u='http://schemas.gpo.gov/xml/uslm'>y</x>",
        UnsupportedFormat,
        "line 1",
        "<x>",
    ),
    ("USLM without text", "a.xml", f"{USLM}</uscDoc>".encode(), CorruptDocument, None, "no text"),
    ("no PDF", "a.pdf", b"%PDF-1.4\nrubbish", CorruptDocument, None, "broken PDF"),
    ("broken JSON", "a.json", b'{"text": "a",\n "b": }', CorruptDocument, "line 2, column 7", "broken JSON"),
    ("JSON cut off", "a.json", b'[{"text": "a"}', CorruptDocument, "line 1, column 15", "broken JSON"),
    ("JSON of numbers", "a.json", b'[{"text": "a"}, 3]', CorruptDocument, "row 2", "no JSON object"),
    ("empty JSON list", "a.json", b"[]", CorruptDocument, None, "no text"),
    ("deep JSON", "a.json", b'{"a":' * 200000 + b"1" + b"}" * 200000, CorruptDocument, None, "nested too deeply"),
    ("broken line", "a.jsonl", b'{"text": "a"}\n\n{"text": \n', CorruptDocument, "line 3, column 10", "broken JSON"),
    ("cut gzip", "a.jsonl.gz", gzip.compress(b'{"text": "a"}' * 99)[:40], CorruptDocument, None, "compressed data"),
    ("no gzip", "a.txt.gz", b"plain words", CorruptDocument, None, "compressed data"),
    ("ragged CSV", "a.csv", b"a,b\n1,2\n3\n", CorruptDocument, None, "named .csv"),
    ("CSV without rows", "a.csv", b"agency,agreement\n", CorruptDocument, None, "named .csv"),
    ("no .docx", "a.docx", zipped(**{"[Content_Types]": "<x/>"}), UnsupportedFormat, None, "no Word"),
    ("broken .docx", "a.docx", zipped(word__document="<w"), CorruptDocument, None, "broken .docx"),
    ("cut .docx", "a.docx", zipped(word__document="x" * 500)[:60], CorruptDocument, None, "broken .docx"),
    ("old .doc", "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, UnsupportedFormat, None, ".doc"),
    ("page of pictures", "a.html", b"<html><body><img src=a.png></body></html>", CorruptDocument, None, "without text"),
    ("deep page", "a.html", b"<html><body>" + b"<div>" * 5000 + b"words", CorruptDocument, None, "nested too deeply"),
    (
        "mail without text",
        "a.eml",
        b"MIME-Version: 1.0\nContent-Type: image/png\n\nabc",
        CorruptDocument,
        None,
        "without",
    ),
    (
        "our own export",
        "a.jsonl",
        b'{"type":"document","id":"/doc/sha256/ab"}\n{"type":"node"}',
        UnsupportedFormat,
        None,
        "no",
    ),
]


@pytest.mark.parametrize(("name", "data", "kind", "place", "words"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_bad_input(
    load_bytes: LoadBytes, name: str, data: bytes, kind: type[LoadError], place: str | None, words: str
) -> None:
    with pytest.raises(kind) as raised:
        load_bytes(data, name)
    assert type(raised.value) is kind
    assert raised.value.source == name
    assert words in raised.value.message
    assert raised.value.hint
    if place is not None:
        assert raised.value.place == place


CSV_CASES = [
    ("a,b\n1,2\n3\n", "row 3", "1 values for 2 columns"),
    ("a,a\n1,2\n", "row 1", "two columns"),
    ("1,2\n3,4\n", "row 1", "no header"),
    ("a,b\n", "row 2", "no rows"),
    ('a,b\n1,"2\n', "line 2", "broken CSV"),
]


@pytest.mark.parametrize(("text", "place", "words"), CSV_CASES)
def test_bad_csv_when_csv_is_asked_for(load_bytes: LoadBytes, text: str, place: str, words: str) -> None:
    with pytest.raises(CorruptDocument, match=words) as raised:
        load_bytes(text, "a.csv", "csv")
    assert (raised.value.source, raised.value.place) == ("a.csv", place)


def test_pdf_without_text_layer(load_bytes: LoadBytes, make_pdf: MakePdf) -> None:
    with pytest.raises(CorruptDocument, match="no text layer") as raised:
        load_bytes(make_pdf([[], []]), "scan.pdf")
    assert raised.value.place == "pages 1 to 2"
    assert "OCR" in str(raised.value)


def test_pdf_with_a_password(load_bytes: LoadBytes, make_pdf: MakePdf) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf([["Words"]]))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(CorruptDocument, match="password"):
        load_bytes(out.getvalue(), "a.pdf")
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf([["Words"]]))))
    writer.encrypt("", owner_password="owner", algorithm="RC4-128")  # noqa: S106
    out = io.BytesIO()
    writer.write(out)
    assert load_bytes(out.getvalue(), "a.pdf")[0].text == "Words\n"


def test_truncated_pdf(load_bytes: LoadBytes, make_pdf: MakePdf) -> None:
    whole = make_pdf([["Words of the first page"]])
    for size in range(20, len(whole) - 60, 40):
        try:
            documents = load_bytes(whole[:size], "a.pdf")
        except LoadError as error:
            assert error.source == "a.pdf"
        else:
            assert documents[0].text == "Words of the first page\n"


@pytest.mark.parametrize("name", ["a.txt", "a.json", "a.html", "a.txt.gz"])
def test_too_large(load_bytes: LoadBytes, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("KG_MAX_MB", "0.5")
    text = '[{"text": "%s"}]' if name == "a.json" else "<html><body>%s</body></html>" if name == "a.html" else "%s"
    data = (text % ("word " * 120_000)).encode()
    with pytest.raises(DocumentTooLarge, match=r"larger than 0\.5 MiB") as raised:
        load_bytes(gzip.compress(data) if name.endswith(".gz") else data, name)
    assert raised.value.source == name


def test_too_large_on_disk_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("words")
    with path.open("r+b") as stream:
        stream.truncate(500 * 1024 * 1024)
    with pytest.raises(DocumentTooLarge, match="larger than 256 MiB"):
        list(load(Source(name="a.txt", path=path), LOADERS, "text"))


def test_missing_path(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="No such file") as raised:
        list(load(Source(name="a.txt", path=tmp_path / "a.txt"), LOADERS))
    assert raised.value.hint


def test_docx_bomb(load_bytes: LoadBytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_MAX_MB", "1")
    with pytest.raises(DocumentTooLarge, match="unpacks"):
        load_bytes(zipped(word__document="x" * 3_000_000), "a.docx")


def test_ambiguous_content_names_both(load_bytes: LoadBytes) -> None:
    from kg.loading import LoaderSpec

    twin = LoaderSpec(name="twin", description="", suffixes=(), sniff=LOADERS["html"].sniff, load=LOADERS["html"].load)
    with pytest.raises(AmbiguousFormat, match="html, twin"):
        list(load(Source(name="-", data=b"<html><body><p>x</p></body></html>"), {**LOADERS, "twin": twin}))


@pytest.mark.parametrize("name", sorted(LOADERS))
@pytest.mark.parametrize("data", [b"\x00\xff" * 50, b"{", b"<", b"a\n", b"%PDF-", b"PK\x03\x04", b'"', b"\xff\xfe"])
def test_forced_format_never_breaks(load_bytes: LoadBytes, name: str, data: bytes) -> None:
    try:
        documents = load_bytes(data, "x", name)
    except LoadError as error:
        assert error.source == "x"
    else:
        assert any(document.text.strip() for document in documents)

"""JSON, JSON lines and CSV: documents as given, everything else as records that the text shows."""

import gzip
import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg_loaders import LOADERS, csv, jsonl
from kg_loaders.rows import flatten

from kg.document import Document, Source
from kg.errors import CorruptDocument
from kg.loading import detect, load

LoadBytes = Callable[..., list[Document]]

FLAT = [
    ({"a": "x", "b": 2, "c": None, "d": True}, (("a", "x"), ("b", "2"), ("c", ""), ("d", "true"))),
    ({"a": {"b": {"c": "x"}}}, (("a.b.c", "x"),)),
    ({"a": ["x", "y"]}, (("a", "x; y"),)),
    ({"a": [{"n": "x"}, {"n": "y", "r": "z"}]}, (("a.n", "x; y"), ("a.r", "z"))),
    ({"a": []}, (("a", ""),)),
]


@pytest.mark.parametrize(("value", "values"), FLAT)
def test_flatten(value: object, values: object) -> None:
    assert flatten(value) == values


@given(st.lists(st.text(min_size=1), min_size=1))
def test_json_lines_keep_every_character(texts: list[str]) -> None:
    lines = "\n".join(json.dumps({"id": str(number), "text": text}) for number, text in enumerate(texts))
    documents = list(jsonl.load(Source(name="a.jsonl", data=lines.encode())))
    assert [document.text for document in documents] == texts
    assert [document.source for document in documents] == [str(number) for number in range(len(texts))]


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])), min_size=3, max_size=3), min_size=1
    )
)
def test_records_stand_in_the_text(rows: list[list[str]]) -> None:
    quoted = "\n".join(
        ",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [["a", "b", "c"], *rows]
    )
    if not any(cell.strip() for row in rows for cell in row):
        return
    (document,) = csv.load(Source(name="a.csv", data=quoted.encode()))
    filled = [tuple(row) for row in rows if any(cell.strip() for cell in row)]
    assert [tuple(value for _, value in record.values) for record in document.records] == filled
    for record in document.records:
        lines = "\n".join(f"{column}: {value}" for column, value in record.values if value.strip())
        assert document.text[record.start : record.end] == lines
        assert document.place_of(record.start) == record.place


def test_half_a_surrogate_pair_keeps_the_offsets(load_bytes: LoadBytes) -> None:
    assert load_bytes('{"text": "a\\ud800b"}', "a.json")[0].text == "a\ufffdb"


def test_documents_without_id_are_named_by_their_line(load_bytes: LoadBytes) -> None:
    documents = load_bytes('{"text": "a"}\n{"text": "b"}\n', "docs.jsonl")
    assert [document.source for document in documents] == ["docs.jsonl#line-1", "docs.jsonl#line-2"]


def test_a_list_inside_a_row_is_no_list_of_rows(load_bytes: LoadBytes) -> None:
    (document,) = load_bytes('{"case": "A v. B", "parties": [{"name": "A"}, {"name": "B"}]}', "a.json")
    assert [record.values for record in document.records] == [(("case", "A v. B"), ("parties.name", "A; B"))]


def test_gzip(load_bytes: LoadBytes) -> None:
    (document,) = load_bytes(gzip.compress(b'{"id": "x", "text": "a"}\n'), "a.jsonl.gz")
    assert (document.source, document.text) == ("x", "a")


def test_base_and_date_of_the_user_fill_what_a_line_leaves_open(load_bytes: LoadBytes) -> None:
    lines = '{"text": "a", "date": "2025-05-13"}\n{"text": "b"}\n'
    documents = load_bytes(lines, "a.jsonl", date="2020", base="/us/usc/t1")
    assert [(document.date, document.base) for document in documents] == [
        ("2025-05-13", "/us/usc/t1"),
        ("2020", "/us/usc/t1"),
    ]


DETECTED = [
    ("a.json", '{"text": "x"}', "json"),
    ("-", '{"text": "x"}\n{"text": "y"}', "jsonl"),
    ("-", '[{"text": "x"}]', "json"),
    ("-", "agency,signed\nHarbor Office,2025\n", "csv"),
    ("a.txt", "agency,signed\nHarbor Office,2025\n", "text"),
    ("-", "Washington, DC\nBoston, MA\n", "text"),
    ("-", "The judge ruled, and the agency won.\nThe clerk, however, wept.\n", "text"),
    ("-", "[1] A note, and more.\n[2] Another.\n", "text"),
    ("-", "<p>Words of a page</p><p>More words</p>", "html"),
    ("a.md", "<p>Words</p>\n\n# A heading\n", "text"),
    ("a.txt", "<!DOCTYPE html><html><body><p>x</p></body></html>", "html"),
    ("-", '<?xml version="1.0"?><!DOCTYPE html><html><body><p>x</p></body></html>', "html"),
    ("memo.txt", "From: Jane\nTo: John\nSubject: Piers\nDate: May 13, 2025\n\nText.", "text"),
    ("-", "From: a@b.c\nTo: d@e.f\nSubject: x\nMIME-Version: 1.0\n\nText.", "eml"),
]


@pytest.mark.parametrize(("name", "text", "format"), DETECTED)
def test_detect(name: str, text: str, format: str) -> None:
    source = Source(name=name, data=text.encode())
    assert detect(source, LOADERS).name == format
    assert list(load(source, LOADERS))


def test_a_broken_line_does_not_keep_the_others_from_being_read() -> None:
    lines = '{"text": "a"}\n{"text"\n{"text": "b"}\n7\n{"text": "c"}'
    documents = jsonl.load(Source(name="a.jsonl", data=lines.encode()))
    assert [next(documents).text for _ in range(3)] == ["a", "b", "c"]
    with pytest.raises(CorruptDocument, match="2 lines cannot be read") as raised:
        next(documents)
    assert raised.value.place == "line 2, column 8; line 4"


def test_lines_are_read_as_a_stream(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps({"text": "word " * 20_000}) + "\n" for _ in range(200))
    tracemalloc.start()
    count = sum(1 for _ in jsonl.load(Source(name="a.jsonl", path=path)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 200 and peak < path.stat().st_size / 2


def test_a_first_line_longer_than_the_content_test_is_a_line(load_bytes: LoadBytes) -> None:
    lines = json.dumps({"text": "word " * 30_000}) + "\n" + json.dumps({"text": "b"}) + "\n"
    assert [len(document.text) for document in load_bytes(lines, "a.jsonl")] == [150_000, 1]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_lines_in_other_encodings(load_bytes: LoadBytes, encoding: str) -> None:
    lines = '{"text": "§ 1"}\n{"text": "“b”"}\n'
    assert [document.text for document in load_bytes(lines.encode(encoding), "a.jsonl")] == ["§ 1", "“b”"]

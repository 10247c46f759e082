"""`kg references`: lines, tables, pages, and documents that fail."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from kg.cli.tables import Linked

Run = Callable[..., Result]
TEXT = "See 26 U.S.C. § 6103(i)(2) et seq.\nAlso 40 CFR part 82."


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_pipe_gets_json_lines(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")

    result = run("references", "a.txt")

    assert result.exit_code == 0
    found = lines(result)
    assert [list(line) for line in found] == [["doc_id", "start", "end", "target", "flags"]] * 2
    assert [(line["doc_id"], line["target"], line["flags"]) for line in found] == [
        ("a.txt", "/us/usc/t26/s6103/i/2", ["et_seq"]),
        ("a.txt", "/us/cfr/t40/pt82", []),
    ]
    start, end = found[0]["start"], found[0]["end"]
    assert isinstance(start, int) and isinstance(end, int) and "6103(i)(2)" in TEXT[start:end]
    assert run("references", "--json", "a.txt").stdout == result.stdout


def test_documents_in_lines_keep_their_ids_bases_and_offsets(run: Run, tmp_path: Path) -> None:
    text = "  A \U0001f600 sign, then this section.\r\n"
    rows = [{"doc_id": "x/1", "text": text, "base": "/us/usc/t26/s6103"}, {"id": "x/2", "text": TEXT}]
    packed = gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(packed)

    found = lines(run("references", "a.jsonl.gz"))

    assert [(line["doc_id"], line["target"]) for line in found] == [
        ("x/1", "/us/usc/t26/s6103"),
        ("x/2", "/us/usc/t26/s6103/i/2"),
        ("x/2", "/us/cfr/t40/pt82"),
    ]
    start, end = found[0]["start"], found[0]["end"]
    assert isinstance(start, int) and isinstance(end, int) and text[start:end].endswith("section")


@pytest.mark.parametrize("base", ["/us/usc/t26/s6103", "26 U.S.C. § 6103", "IRC 6103"])
def test_the_base_of_the_user(run: Run, base: str) -> None:
    result = run("references", "--base", base, "-", input="As subsection (a) of this section says.")

    assert next(line["target"] for line in lines(result)) == "/us/usc/t26/s6103/a"


def test_a_table_shows_place_words_citation_id_and_flags(run: Run) -> None:
    result = run("references", "--format", "table", "-", input=TEXT)

    heading, columns, _, *rows = result.stdout.splitlines()
    assert heading == "-: 2 references"
    assert columns.split() == ["place", "words", "citation", "id", "flags"]
    assert rows[0].startswith("1:") and "26 U.S.C. § 6103(i)(2)" in rows[0] and rows[0].endswith("et seq.")
    assert rows[1].startswith("2:") and "/us/cfr/t40/pt82" in rows[1]
    assert "\x1b" not in result.stdout


def test_a_page_is_written_by_its_suffix_and_twice_the_same(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")

    assert run("references", "-o", "one.html", "a.txt").exit_code == 0
    assert run("references", "--format", "html", "-o", "two", "a.txt").exit_code == 0

    first = (tmp_path / "one.html").read_bytes()
    assert first.startswith(b"<!doctype html>") and first == (tmp_path / "two").read_bytes()
    assert b"granuleid:USC-prelim-title26-section6103" in first


def test_a_document_that_fails_is_reported_and_the_others_go_on(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"no pdf")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    good = [json.dumps({"id": f"c/{number}", "text": TEXT}) for number in range(3)]
    (tmp_path / "c.jsonl").write_text("\n".join([good[0], "{broken", good[1], "[1]", good[2]]), encoding="utf-8")

    result = run("references", "a.pdf", "b.txt", "nothing.txt", "c.jsonl")

    assert result.exit_code == 1
    assert {line["doc_id"] for line in lines(result)} == {"b.txt", "c/0", "c/1", "c/2"}
    assert "a.pdf: named .pdf" in result.stderr and "nothing.txt: there is no such file" in result.stderr
    assert "c.jsonl: line 2, column 2; line 4: 2 lines cannot be read" in result.stderr


def test_several_processes_print_the_same(run: Run, tmp_path: Path) -> None:
    rows = [json.dumps({"id": f"x/{number}", "text": f"{TEXT} {number}"}) for number in range(120)]
    (tmp_path / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")

    assert run("references", "--jobs", "2", "a.jsonl").stdout_bytes == run("references", "a.jsonl").stdout_bytes


def test_what_is_in_a_document_does_not_reach_the_terminal(run: Run) -> None:
    hostile = json.dumps({"id": "evil\x1b[31m\u202e", "text": f"\x1b[2J {TEXT}"}) + "\n" + json.dumps({"text": "x"})

    for format in ("table", "jsonl"):
        shown = run("references", "--format", format, "-", input=hostile).stdout
        assert "\x1b" not in shown and "\u202e" not in shown


def test_a_linked_cell_is_its_text() -> None:
    assert Linked.to("26 U.S.C.", "https://example.org/") == "26 U.S.C."

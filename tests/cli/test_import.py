"""Documents in: import, extract, documents, remove."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.claim import Claim
from kg.extraction import read_extractions
from tests.cli.conftest import Run, sample_extractions, write_claims

KG = Path(sys.executable).parent / "kg"
NEWS = "The Department of Homeland Security signed an agreement with the IRS under 26 U.S.C. § 6103.\n"
PRESS = "The Sierra Club sued the Environmental Protection Agency in the District of Columbia.\n"


def write_bad_documents(folder: Path) -> dict[str, str]:
    """Files that fail, and a word of the message that each must give."""
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_bytes(b"\n  \n")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "cut.xml").write_bytes(
        b'<?xml version="1.0"?><uscDoc xmlns="http://xml.house.gov/schemas/uslm/1.0"><meta>'
    )
    (folder / "cut.jsonl").write_bytes(b'{"id": "1", "text": "A text."}\n{"id": "2", "te')
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    with (folder / "huge.txt").open("wb") as stream:
        stream.write(NEWS.encode() * 1000)
        stream.truncate(500 * 1024 * 1024)
    (folder / "evil\n\x1b[31m\x07.txt").write_bytes(b"")
    return {
        "empty.txt": "empty",
        "blank.txt": "empty",
        "binary.txt": "no loader|binary",
        "cut.xml": "line 1",
        "cut.jsonl": "line 2",
        "cut.pdf": "",
        "huge.txt": "larger than 256 MiB",
        "evil\\n\\x1b[31m\\x07.txt": "empty",
        "missing.txt": "no such file",
    }


def test_a_second_import_writes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS)
    (tmp_path / "b.txt").write_text(PRESS)

    first = json.loads(run("import", "--json", "a.txt", "b.txt").stdout)
    again = json.loads(run("import", "--json", "a.txt", "b.txt").stdout)

    assert first["documents"] == {"new": 2, "unchanged": 0, "replaced": 0, "repeated": 0, "failed": 0}
    assert again["documents"] == {"new": 0, "unchanged": 2, "replaced": 0, "repeated": 0, "failed": 0}
    assert (again["writes"], again["added"]) == (0, {"nodes": 0, "claims": 0})


def test_import_says_what_it_did(run: Run, tmp_path: Path) -> None:
    write_claims(tmp_path / "graph.jsonl", sample_extractions())

    result = run("import", "graph.jsonl", "--store", "embedded:graph")

    assert result.exit_code == 0
    assert result.stdout == (
        "Documents: 3 new, 0 unchanged, 0 replaced, 0 failed\nAdded: 7 nodes, 7 claims\n"
    )  # the claim that two documents make is one


def test_a_dry_run_says_what_would_happen_and_stores_nothing(run: Run, tmp_path: Path) -> None:
    write_claims(tmp_path / "graph.jsonl", sample_extractions())
    write_claims(tmp_path / "one.jsonl", sample_extractions()[:1])

    rehearsed = run("import", "--dry-run", "graph.jsonl")
    assert not (tmp_path / ".kg").exists()
    run("import", "one.jsonl")
    again = run("import", "--dry-run", "--json", "graph.jsonl")
    done = run("import", "--json", "graph.jsonl")

    assert rehearsed.stdout.splitlines()[1:] == [
        "Documents: 3 new, 0 unchanged, 0 replaced, 0 failed",
        "Added: 7 nodes, 7 claims",
    ]
    expected, got = json.loads(again.stdout), json.loads(done.stdout)
    assert expected["documents"] == got["documents"]
    assert expected["added"] == got["added"]


def test_each_failing_document_is_reported_and_the_others_are_stored(run: Run, tmp_path: Path) -> None:
    expected = write_bad_documents(tmp_path)
    (tmp_path / "good.txt").write_text(NEWS)

    result = run("import", ".", "missing.txt", "--json", "--store", "embedded:../graph")

    assert result.exit_code == 1
    report = json.loads(result.stdout)
    errors = {error["source"].removeprefix("./"): error for error in report["errors"]}
    assert set(errors) == set(expected)
    assert all(error["message"] and error["hint"] for error in errors.values())
    for name, words in expected.items():
        told = f"{errors[name]['place']} {errors[name]['message']}"
        assert any(word in told for word in words.split("|")), (name, told)
    assert report["documents"]["failed"] == len(expected)
    assert report["documents"]["new"] == 2  # good.txt and the first line of cut.jsonl
    assert result.stderr.count("Error: ") == len(expected)
    assert "\x1b" not in result.stderr
    assert "\x07" not in result.stderr


def test_an_import_without_any_good_document_is_a_failure(run: Run) -> None:
    result = run("import", "nothing.txt")

    assert result.exit_code == 1
    assert "Error: nothing.txt: there is no such file or folder" in result.stderr
    assert "1 failed" in result.stdout


def test_extract_prints_the_same_bytes_everywhere(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS)
    (tmp_path / "b.txt").write_text(PRESS)

    def extract(**environment: str) -> bytes:
        command = [str(KG), "extract", "--mentions", "--jobs", environment.pop("JOBS", "1"), "a.txt", "b.txt"]
        return subprocess.run(
            command, cwd=tmp_path, env={**os.environ, **environment}, capture_output=True, check=True
        ).stdout

    first = extract(PYTHONHASHSEED="1", TZ="UTC")

    assert first == extract(PYTHONHASHSEED="2", TZ="Pacific/Kiritimati", LC_ALL="C", JOBS="2")
    assert [each.document.source for each in read_extractions(first.decode().splitlines())] == ["a.txt", "b.txt"]


def test_extract_goes_on_after_a_failure_and_stores_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS)

    result = run("extract", "missing.txt", "a.txt")

    assert result.exit_code == 1
    assert json.loads(result.stdout.splitlines()[0])["source"] == "a.txt"
    assert "missing.txt" in result.stderr
    assert not (tmp_path / ".kg").exists()


def test_extract_reads_stdin_with_the_base_and_date_given(run: Run) -> None:
    result = run("extract", "--base", "/us/usc/t26/s6103", "--date", "2025-05-12", "-", input=NEWS)

    document = json.loads(result.stdout.splitlines()[0])
    assert (document["source"], document["base"], document["date"]) == ("-", "/us/usc/t26/s6103", "2025-05-12")


def test_extract_into_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    for number in range(400):
        (tmp_path / f"{number}.txt").write_text(f"{number} {NEWS}" * 20)
    command = f"{KG} extract --jobs 1 {tmp_path} | head -1"

    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True)

    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 1)


def test_a_mapping_beside_a_table_is_no_document(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS)
    (tmp_path / "table.mapping.yaml").write_text("mapping: x\n")

    assert run("extract", ".").stdout.count('"type":"document"') == 1


def test_documents_lists_what_is_stored(run: Run, stored: Path) -> None:
    table = run("documents", "--store", stored)
    data = json.loads(run("documents", "--json", "--store", stored).stdout)

    assert table.stdout.splitlines()[0].split() == ["id", "title", "date", "nodes", "claims", "source"]
    assert "evil\\x1b]0;x\\x07.txt" in table.stdout
    assert "\x1b" not in table.stdout
    assert {each["source"]: each["claims"] for each in data} == {
        "news.txt": 5,
        "notice.txt": 2,
        "evil\x1b]0;x\x07.txt": 1,
    }


@pytest.mark.parametrize("words", ["notice.txt", f"/doc/sha256/{'ab' * 32}", "/doc/sha256/aba", "abab"])
def test_remove_takes_a_source_an_id_or_the_beginning_of_one(run: Run, tmp_path: Path, words: str) -> None:
    run("import", write_claims(tmp_path / "graph.jsonl", sample_extractions()))

    removed = json.loads(run("remove", "--yes", "--json", words).stdout)

    assert removed["source"] == "notice.txt"
    assert removed["removed"] == {"nodes": 1, "claims": 1}  # the singers; what the news say as well stays
    assert len(json.loads(run("documents", "--json").stdout)) == 2


def test_remove_asks_first_and_names_what_is_ambiguous_or_missing(run: Run, tmp_path: Path) -> None:
    run("import", write_claims(tmp_path / "graph.jsonl", sample_extractions()))

    refused = run("remove", "news.txt", input="n\n")
    ambiguous = run("remove", "--yes", "/doc/sha256/a")
    missing = run("remove", "--yes", "nothing.txt")

    assert (refused.exit_code, ambiguous.exit_code, missing.exit_code) == (1, 3, 3)
    assert "'/doc/sha256/a' fits 2 documents" in ambiguous.stderr
    assert "news.txt" in ambiguous.stderr
    assert "`kg documents` lists them" in missing.stderr
    assert len(json.loads(run("documents", "--json").stdout)) == 3


def test_adding_two_and_removing_one_equals_the_other_alone(run: Run, tmp_path: Path) -> None:
    both, one = sample_extractions()[:2], sample_extractions()[1:2]
    run("import", "--store", "embedded:both", write_claims(tmp_path / "both.jsonl", both))
    run("remove", "--yes", "--store", "embedded:both", "news.txt")
    run("import", "--store", "embedded:one", write_claims(tmp_path / "one.jsonl", one))

    assert run("export", "-", "--store", "embedded:both").stdout == run("export", "-", "--store", "embedded:one").stdout


def test_claims_that_break_the_schema_are_refused(run: Run, tmp_path: Path) -> None:
    good, bad = sample_extractions()[:2]
    wrong = Claim(
        relation="GOVERNS",
        subject="/us/agency/internal-revenue-service",
        object="/us/usc/t26/s6103",
        rule="test",
        evidence=bad.claims[0].evidence,
    )
    write_claims(
        tmp_path / "graph.jsonl", [good, type(bad)(document=bad.document, entities=bad.entities, claims=(wrong,))]
    )

    result = run("import", "graph.jsonl")

    assert result.exit_code == 1
    assert "Agency GOVERNS Statute is not allowed" in result.stderr
    assert "1 new" in result.stdout

"""The line from sources to a store."""

import gzip
import importlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.claim import Claim, Evidence
from kg.document import Source
from kg.entity import Entity
from kg.errors import LoadError
from kg.extraction import DocumentInfo, Extraction, extraction_lines
from kg.pipeline import BATCH_DOCUMENTS, Extracted, ImportReport, Reading, Rehearsal, extract_sources, import_sources
from kg.stores.base import Written

IMPORTABLE = Path(__file__).parent / "cli" / "importable"


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Reading:
    monkeypatch.syspath_prepend(IMPORTABLE)
    tasks: Any = importlib.import_module("worker_tasks")
    return Reading(loaders=tasks.line_loaders)


def source(name: str, text: str) -> Source:
    return Source(name=name, data=text.encode())


def summary(results: Sequence[Extracted]) -> list[tuple[str, list[str], list[str]]]:
    return [
        (
            part.source,
            [extraction.document.source for extraction in part.extractions],
            [str(error) for error in part.errors],
        )
        for part in results
    ]


def sample(name: str, relation: str = "GOVERNS", word: str = "word") -> Extraction:
    document = DocumentInfo(id=f"/doc/sha256/{name}", source=name)
    subject = Entity(id="/us/usc/t26/s6103", labels=("Statute",), name="26 U.S.C. § 6103")
    object_ = Entity(id=f"/us/agreement/mou/{name}", labels=("Agreement",), name=name)
    evidence = Evidence(document=document.id, start=0, end=len(word), quote=word)
    claim = Claim(relation=relation, subject=subject.id, object=object_.id, rule="test", evidence=(evidence,))
    return Extraction(document=document, entities=(object_, subject), claims=(claim,))


class FakeStore:
    """Remembers batches as a store would."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.digests: dict[str, str] = {}

    def add(self, extractions: Sequence[Extraction]) -> Written:
        self.batches.append([each.document.id for each in extractions])
        outcomes: list[tuple[str, Any]] = []
        for each in extractions:
            known = self.digests.get(each.document.id)
            outcomes.append(
                (each.document.id, "new" if known is None else "unchanged" if known == each.digest() else "replaced")
            )
            self.digests[each.document.id] = each.digest()
        return Written(outcomes=tuple(outcomes), nodes=2 * len(extractions), claims=len(extractions))


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_order_and_a_fault_keeps_what_came_before(reading: Reading, jobs: int) -> None:
    missing = LoadError("there is no such file", source="missing.txt")
    sources: list[Source | LoadError] = [
        source("a", "one\ntwo"),
        missing,
        source("b", "three\nbroken\nfour"),
        source("c", "five"),
    ]

    results = summary(list(extract_sources(sources, reading, jobs=jobs)))

    assert results == [
        ("a", ["a:1", "a:2"], []),
        ("missing.txt", [], ["missing.txt: there is no such file"]),
        ("b", ["b:1"], ["b: line 2: it is broken (mend it)"]),
        ("c", ["c:1"], []),
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_of_ours_is_an_error_of_its_document(reading: Reading, jobs: int) -> None:
    results = list(extract_sources([source("a", "bug"), source("b", "fine")], reading, jobs=jobs))

    assert "unexpected ZeroDivisionError: a fault of the loader" in str(results[0].errors[0])
    assert "please report it" in str(results[0].errors[0])
    assert not results[1].errors


def test_a_process_that_is_killed_costs_its_source_alone(reading: Reading) -> None:
    sources = [source("a", "one"), source("b", "kill"), source("c", "two")]

    results = list(extract_sources(sources, reading, jobs=2))

    assert [len(part.extractions) for part in results] == [1, 0, 1]
    assert str(results[1].errors[0]).startswith("b: the process that read it ended (SIGKILL)")


def test_a_source_without_text_is_an_error_and_no_document(reading: Reading) -> None:
    blank, some = extract_sources([source("a", "\n "), source("b", "\n\nthree")], replace(reading, format="lines"))

    assert str(blank.errors[0]).startswith("a: no text in it")
    assert not blank.extractions
    assert [each.document.source for each in some.extractions] == ["b:1", "b:2", "b:3"]


def test_a_source_with_many_documents_comes_in_parts(reading: Reading) -> None:
    text = "\n".join(f"document {number}" for number in range(120))

    results = list(extract_sources([source("a", text)], reading, jobs=2))

    assert [len(part.extractions) for part in results] == [50, 50, 20]


def test_the_documents_of_one_file_of_lines_are_spread_over_the_processes(reading: Reading) -> None:
    text = "\n".join(f"document {number}" for number in range(120)) + "\nbroken"
    lines = replace(reading, format="lines")

    alone = summary(list(extract_sources([source("a.jsonl", text)], lines)))
    spread = summary(list(extract_sources([source("a.jsonl", text)], lines, jobs=2)))

    assert alone == spread
    assert alone[-1][2] == ["a.jsonl: line 121: it is broken (mend it)"]


def test_exported_claims_are_read_as_they_are(reading: Reading, tmp_path: Path) -> None:
    samples = [sample("a"), sample("b")]
    text = "".join(line + "\n" for each in samples for line in extraction_lines(each, mentions=False))
    (tmp_path / "graph.jsonl").write_text(text, encoding="utf-8")
    (tmp_path / "graph.jsonl.gz").write_bytes(gzip.compress(text.encode()))
    files = [Source(name=name, path=tmp_path / name) for name in ("graph.jsonl", "graph.jsonl.gz")]

    for result in extract_sources([*files, source("-", text)], reading):
        assert list(result.extractions) == samples
        assert not result.errors


def test_exported_claims_that_end_early_are_an_error_with_its_line(reading: Reading, tmp_path: Path) -> None:
    lines = [line for each in (sample("a"), sample("b")) for line in extraction_lines(each, mentions=False)]
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode())[:-20])
    cut = Source(name="cut.jsonl.gz", path=tmp_path / "cut.jsonl.gz")
    half = source("half.jsonl", "\n".join(lines)[:-30])

    results = list(extract_sources([cut, half], reading))

    assert "cut.jsonl.gz" in str(results[0].errors[0])
    assert str(results[1].errors[0]).startswith(f"half.jsonl: line {len(lines)}: not a line of `kg extract`")
    assert [each.document.source for each in results[1].extractions] == ["a"]


def test_claims_that_break_the_schema_are_refused_where_a_store_is_meant(reading: Reading) -> None:
    text = "".join(line + "\n" for line in extraction_lines(sample("a", relation="LIKES"), mentions=False))
    checking = Reading(loaders=reading.loaders, check=True)

    (result,) = extract_sources([source("bad.jsonl", text)], checking)

    assert "no relation 'LIKES'" in str(result.errors[0])
    assert not result.extractions


def test_documents_are_stored_in_batches_and_counted() -> None:
    store = FakeStore()
    parts = [Extracted(source=str(i), extractions=(sample(str(i)),)) for i in range(BATCH_DOCUMENTS + 1)]

    report = import_sources(parts, store.add)

    assert list(map(len, store.batches)) == [BATCH_DOCUMENTS, 1]
    assert report == ImportReport(new=201, nodes=402, claims=201)


def test_a_text_that_comes_twice_is_stored_once() -> None:
    store = FakeStore()
    parts = [Extracted(source=name, extractions=(sample("same"),)) for name in ("a", "b")]

    report = import_sources(parts, store.add)

    assert (report.new, report.repeated) == (1, 1)
    assert store.batches == [["/doc/sha256/same"]]


def test_failures_are_told_when_they_happen_and_counted() -> None:
    error = LoadError("broken", source="b")
    told: list[Exception] = []

    report = import_sources(
        [Extracted(source="b", errors=(error,)), Extracted(source="a", extractions=(sample("a"),))],
        FakeStore().add,
        failed=told.append,
    )

    assert (report.new, report.failed, told) == (1, 1, [error])


def test_a_rehearsal_answers_as_the_store_would() -> None:
    class View:
        def extractions(self) -> list[Extraction]:
            return [sample("a"), sample("b")]

        def decisions(self) -> list[Extraction]:
            return []

    rehearsal = Rehearsal(View())  # type: ignore[arg-type]
    changed = sample("b", word="another")

    written = rehearsal.add([sample("a"), changed, sample("c")])

    assert [outcome for _, outcome in written.outcomes] == ["unchanged", "replaced", "new"]
    assert (written.nodes, written.claims) == (1, 1)

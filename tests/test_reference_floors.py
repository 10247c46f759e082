"""Floors under the finding of references, a point below what is reached on the documents with gold."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.references import find_references

if TYPE_CHECKING:
    from benchmarks.reference_classes import Score

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "data" / "references"
FLOORS: dict[str, tuple[float, float]] = {}
"""Class to R@2 and precision@2, in per cent: a point below what is reached. """

pytestmark = [
    pytest.mark.skipif(not GOLD.is_dir(), reason="the references with gold are not beside the checkout"),
    pytest.mark.skipif(not (ROOT / "benchmarks").is_dir(), reason="the benchmarks, which read the gold, are not here"),
]


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> "dict[str, Score]":
    from benchmarks.reference_classes import ACTS, CLASSES, SETS, class_files, documents_of, scores

    folder = tmp_path_factory.mktemp("references")
    finds = folder / "finds.jsonl"
    with finds.open("w", encoding="utf-8") as out:
        for name in (*SETS, ACTS):
            for document in documents_of(name):
                for found in find_references(document["text"], document.get("base") or None):
                    line = {"doc_id": document["doc_id"], "start": found.start, "end": found.end}
                    out.write(json.dumps({**line, "target": found.target}) + "\n")
    gold = class_files((*SETS, ACTS), folder)
    return {each.name: score for each, score in zip(CLASSES, scores(gold, finds), strict=True)}


@pytest.mark.parametrize("name", FLOORS)
def test_what_is_found_stays_found(scored: "dict[str, Score]", name: str) -> None:
    recall, precision = FLOORS[name]

    assert (scored[name].recall2 or 0) >= recall
    assert (scored[name].precision2 or 0) >= precision


def test_every_class_has_a_floor(scored: "dict[str, Score]") -> None:
    assert set(scored) == set(FLOORS)

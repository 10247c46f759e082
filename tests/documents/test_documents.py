"""Whole documents: what the line finds in them, and above all what it must not find."""

from functools import cache
from pathlib import Path

import pytest

from tests.documents.scoring import Score, gold_files, read_gold, score

NODE_FLOOR = 0.97
CLAIM_FLOOR = 0.82


@cache
def scored(path: Path) -> Score:
    return score(*read_gold(path))


@pytest.mark.parametrize("path", gold_files(), ids=lambda path: path.name.partition(".")[0])
def test_nothing_wrong_stands_as_a_plain_edge(path: Path) -> None:
    assert scored(path).forbidden == ()


@pytest.mark.parametrize("path", gold_files(), ids=lambda path: path.name.partition(".")[0])
def test_one_thing_is_one_node(path: Path) -> None:
    assert scored(path).duplicates == ()


def test_most_things_are_found() -> None:
    scores = [scored(path) for path in gold_files()]
    lost = sum(len(s.lost_nodes) for s in scores)
    assert 1 - lost / sum(s.nodes for s in scores) >= NODE_FLOOR


def test_most_claims_are_found() -> None:
    scores = [scored(path) for path in gold_files()]
    lost = sum(len(s.lost_claims) for s in scores)
    assert 1 - lost / sum(s.claims for s in scores) >= CLAIM_FLOOR


def test_every_kind_of_document_is_there() -> None:
    kinds = [read_gold(path)[0]["kind"] for path in gold_files()]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "news": 5, "release": 2, "agreement": 2, "law": 2, "order": 1, "opinion": 1, "notice": 1,
    }  # fmt: skip

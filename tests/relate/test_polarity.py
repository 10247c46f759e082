"""What is denied, alleged, asked, attempted or merely possible never becomes a plain edge."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.relate.sentences import Expected, describe, extracted, names_of, said, status_class

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "test_polarity.yaml").read_text("utf-8")
)
FLAT = [(kind, case) for kind, cases in CASES.items() for case in cases]
RECALL_FLOOR = 0.95


@cache
def expected(text: str) -> tuple[tuple[Expected, ...], tuple[Expected, ...]]:
    case = next(case for _, case in FLAT if case["text"] == text)
    wanted = tuple(Expected.of(row) for row in case["claims"])
    return wanted, wanted + tuple(Expected.of(row) for row in case.get("also", []))


def contradictions(text: str) -> list[str]:
    """Claims that the sentence does not make: plain ones, plain denials, and the opposite of what it says."""
    extraction = extracted(text)
    names = names_of(extraction)
    wanted, allowed = expected(text)
    wrong = []
    for claim in said(extraction):
        if any(e.is_met_by(claim, names) for e in allowed):
            continue
        opposite = any(e.same_statement(claim, names) and e.polarity != claim.polarity for e in wanted)
        if status_class(claim) == "plain" or opposite:
            wrong.append(describe(extraction, claim))
    return wrong


def missing(text: str) -> list[Expected]:
    extraction = extracted(text)
    names = names_of(extraction)
    return [e for e in expected(text)[0] if not any(e.is_met_by(claim, names) for claim in said(extraction))]


@pytest.mark.parametrize(("kind", "case"), FLAT, ids=[f"{kind}-{n}" for n, (kind, _) in enumerate(FLAT)])
def test_a_sentence_is_never_contradicted(kind: str, case: dict[str, Any]) -> None:
    assert contradictions(case["text"]) == []


def test_enough_of_what_is_said_is_found() -> None:
    wanted = sum(len(case["claims"]) for _, case in FLAT)
    lost = sum(len(missing(case["text"])) for _, case in FLAT)
    assert (wanted - lost) / wanted >= RECALL_FLOOR


def test_the_set_is_large_and_varied() -> None:
    assert len(FLAT) >= 90
    assert len(CASES) >= 12

"""Floors under what is found in narratives of cases and reports of suits, a little below what is reached."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
RELATIONS, TOOLS = SHARED / "data" / "relations", SHARED / "tools"
KG = Path(sys.executable).with_name("kg")

pytestmark = pytest.mark.skipif(not RELATIONS.is_dir(), reason="the gold relations are not beside the checkout")

FLOORS = [
    ("oyez", "rel|recall|author", 0.96),
    ("oyez", "rel|recall|dissent", 0.91),
    ("oyez", "rel|recall|concurrence", 0.79),
    ("oyez", "rel|recall|court_below", 0.94),
    ("oyez", "rel|recall|disposition+target", 0.88),
    ("oyez", "rel|recall|disposition.reverses", 0.88),
    ("oyez", "rel|recall|lc_disposition.affirms", 0.75),
    ("oyez", "rel|recall|provision", 0.93),
    ("oyez", "rel|recall|agency", 0.85),
    ("oyez", "rel|recall|party", 0.65),
    ("oyez", "rel|recall|unconstitutional", 0.68),
    ("oyez", "prec|value|author", 0.985),
    ("oyez", "prec|value|dissent", 0.975),
    ("oyez", "prec|value|concurrence", 0.965),
    ("oyez", "prec|value|court_below", 0.965),
    ("oyez", "prec|polarity|disposition", 0.97),
    ("news", "rel|recall|sues", 0.96),
    ("news", "rel|recall|party", 0.80),
]


@cache
def scores(name: str) -> dict[str, float]:
    gold = RELATIONS / f"{name}_dev.jsonl.gz"
    extracted = subprocess.run([KG, "extract", str(gold)], capture_output=True, check=True).stdout
    convert = [sys.executable, str(TOOLS / "claims_to_relations.py")]
    predicted = subprocess.run(convert, input=extracted, capture_output=True, check=True).stdout
    score = [sys.executable, str(TOOLS / "score_relations.py"), "--gold", str(gold)]
    result = subprocess.run(
        [*score, "--pred", "/dev/stdin", "--json", "/dev/stderr"], input=predicted, capture_output=True, check=True
    )
    return {key: row["rate"] for key, row in json.loads(result.stderr).items()}


@pytest.mark.parametrize(("name", "field", "floor"), FLOORS)
def test_what_is_found_stays_found(name: str, field: str, floor: float) -> None:
    assert scores(name)[field] >= floor

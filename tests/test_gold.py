"""Floors on the documents with gold, where they lie beside the checkout."""

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from kg.claim import Claim
from kg.document import Document
from kg.entity import Entity
from kg.pipeline import extract

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "tools" / "score_documents.py"
SEED = SHARED / "data" / "documents" / "d01_irs_dhs_ruling.txt"
SECTION = "/us/usc/t26/s6103"

pytestmark = pytest.mark.skipif(not SCORER.exists(), reason="the documents with gold are not beside the checkout")


@cache
def seed() -> tuple[tuple[Entity, ...], tuple[Claim, ...]]:
    extraction = extract(Document(source="d01", format="text", text=SEED.read_text(encoding="utf-8")))
    return extraction.entities, extraction.claims


def test_the_scorer_finds_nearly_all_and_nothing_forbidden() -> None:
    command = [sys.executable, str(SCORER), "--extract", f"{Path(sys.executable).parent / 'kg'} extract"]
    last = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1].split()
    assert float(last[last.index("node") + 2]) >= 0.99
    assert float(last[last.index("edge") + 2]) >= 0.97
    assert last[last.index("forbidden") + 1].startswith("0/")
    assert last[last.index("duplicates") + 1] == "0"


def test_the_memorandum_does_not_violate_the_section() -> None:
    """The seed report: a court's denial, held, and no plain edge that says the opposite."""
    entities, claims = seed()
    memorandum = next(e.id for e in entities if "MOU" in e.aliases)
    violates = [c for c in claims if c.relation == "VIOLATES" and c.subject == memorandum]
    held = [c for c in violates if (c.polarity, c.status, c.object) == ("negated", "held", SECTION)]
    assert held and held[0].attributed_to == "/person/dabney-friedrich"
    assert not [c for c in violates if c.is_plain]


def test_adverts_and_embedded_posts_yield_nothing() -> None:
    entities, _ = seed()
    names = " ".join(name for e in entities for name in (e.name, *e.aliases))
    assert not [word for word in ("Gun", "Cops", "TikTok", "Sovereign", "Video") if word in names]

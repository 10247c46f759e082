"""One pass over a text finds every word of the finders, and the fallback finds the same."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mentions import scan as scanning
from kg.mentions.anchors import find_after_initial, find_around, find_at
from kg.mentions.gazetteer import act_acronyms, act_heads
from kg.mentions.scan import Scan
from kg.mentions.treaty_names import treaty_names
from kg.references import find_references

EXAMPLES = Path(__file__).parents[2] / "examples"
PIECES = [
    "section 7",
    "Sections (",
    " § ",
    "U.S.C",
    "U. S. C",
    "Pub. L",
    "Act",
    "FOIA",
    "NATO",
    "é",
    "\n",
    "ections",
    "X",
]


@pytest.fixture(params=[True, False], ids=["compiled", "word by word"])
def compiled(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Scans by the automaton, or as where it cannot be installed."""
    if not request.param:
        monkeypatch.setattr(scanning, "AhoCorasick", None)
    assert scanning.compiled() == request.param
    return bool(request.param)


@pytest.mark.usefixtures("compiled")
class TestScan:
    """Both ways of looking for words."""

    def test_places_are_offsets_of_code_points(self) -> None:
        scan = Scan("É § 5 and § 6; Section 7.")
        assert list(scan.places("§")) == [2, 10]
        assert list(scan.places("ection")) == [16]
        assert list(scan.places("ection", "§")) == [2, 10, 16]
        assert list(scan.places("aragraph (")) == []

    def test_words_inside_others_are_found(self) -> None:
        scan = Scan("sections (a); Const. of the FRCP")
        assert list(scan.places("ection")) == list(scan.places("ections (")) == [1]
        assert list(scan.places("ection", "ections (")) == [1]

    def test_has(self) -> None:
        scan = Scan("5 CFR 1.1")
        assert scan.has("C.F", "CFR")
        assert not scan.has("C.F", "Treas")

    def test_each(self) -> None:
        scan = Scan("the FOIA, the Clean Air Act and the Tax Code")
        assert scan.each(act_heads()) == [(24, "Act"), (40, "Code")]
        assert scan.each(frozenset(act_acronyms())) == [(4, "FOIA")]
        assert scan.each(frozenset(treaty_names())) == []

    def test_an_unlisted_word_is_an_error(self) -> None:
        scan = Scan("whatever")
        with pytest.raises(ValueError, match="'whatever'"):
            scan.places("whatever")
        with pytest.raises(ValueError, match="'whatever'"):
            scan.has("§", "whatever")

    def test_an_empty_text(self) -> None:
        assert list(Scan("").places("§", "ection")) == []


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_both_ways_agree(text: str) -> None:
    compiled = Scan(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanning, "AhoCorasick", None)
        plain = Scan(text)
    for words in (("§",), ("ection", "ections ("), ("U.S.C", "U. S. C", "Pub. L")):
        assert list(compiled.places(*words)) == list(plain.places(*words))
        assert compiled.has(*words) == plain.has(*words)
    for many in (act_heads(), frozenset(act_acronyms()), frozenset(treaty_names())):
        assert compiled.each(many) == plain.each(many)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.integers(1, 9))
def test_pieces_of_a_long_text_make_no_difference(text: str, size: int) -> None:
    whole = Scan(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanning, "_PIECE", size)
        pieces = Scan(text)
    for words in (("§",), ("ection", "ections ("), ("U.S.C", "U. S. C", "Pub. L"), ("Act", "Public L")):
        assert list(pieces.places(*words)) == list(whole.places(*words))


@pytest.mark.parametrize("path", sorted(EXAMPLES.rglob("*.txt")), ids=lambda path: path.stem)
def test_references_are_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = path.read_text(encoding="utf-8")
    found = find_references(text)
    monkeypatch.setattr(scanning, "AhoCorasick", None)
    assert find_references(text) == found


def test_what_stands_around_a_word() -> None:
    scan = Scan("26 U.S.C. 1; x U.S.C. 2; 5 U.S.C. 3")
    pattern, before = re.compile(r"\d+ U\.S\.C\. \d"), re.compile(r"\d+ \Z")
    assert [m.group() for m in find_around(scan, pattern, before, "U.S.C")] == ["26 U.S.C. 1", "5 U.S.C. 3"]
    assert [m.group() for m in find_at(scan, re.compile(r"U\.S\.C\. 2"), "U.S.C")] == ["U.S.C. 2"]


def test_what_stands_behind_an_initial() -> None:
    scan = Scan("Section 1, subsection 2, insection 3, intersubsection 4")
    found = find_after_initial(scan, re.compile(r"ection \d"), "sS", "ection", prefixes=("sub", "Sub"))
    assert [scan.folded[start : match.end()] for start, match in found] == ["Section 1", "subsection 2"]

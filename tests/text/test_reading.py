"""Folding, sentences, boilerplate, headings and quotations."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.document import Document, Region
from kg.text import Text, fold, read_text


def _read(text: str, *regions: Region) -> Text:
    return read_text(Document(source="test", format="text", text=text, regions=regions))


def _sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in _read(text).sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("26\u00a0U.S.C.\u2009§\u202f6103", "26 U.S.C. § 6103"),
        ("117–58, 1395w‑4, a−b", "117-58, 1395w-4, a-b"),
        ("“the ‘Act’”", "\"the 'Act'\""),
        ("a—b", "a—b"),
        ("İıß", "İıß"),
    ],
)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


@given(st.text())
def test_fold_keeps_offsets_and_is_done_once(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    "sentences",
    [
        ["The court ruled.", "The agency appealed."],
        ["It cites 26 U.S.C. § 6103.", "That is all."],
        ["See Roe v. Wade, 410 U.S. 113 (1973).", "It held so."],
        ["The law of the U.S. is clear."],
        ["It binds the U.S.", "The court agreed."],
        ["He sued Acme, Inc.", "The firm paid."],
        ["He sued Acme, Inc. and won."],
        ["Judge J. Roe of D.C. ruled.", "She left."],
        ["On Jan. 5, 2024, it ended.", "Nobody came."],
        ["Section 5(a)(1) et seq. applies to No. 12 of it."],
        ["Is it void?", "No.", "The court affirmed."],
        ["No. CV-12 of 2019 is pending."],
        ["“It is void.”", "She left."],
        ["Is it void?", "It is!", "Yes."],
        ["Pub. L. 117-58, div. B, § 5(a), applies."],
        ["See Sec. 5 and Fed. Reg. 12 of it."],
        ["1. The first point"],
        ["A. The first point"],
        ["He said no.", "It is over."],
        ["It ended at 5 p.m. and began at 6 a.m. today."],
        ["Sen. Roe and Rep. Doe met Gov. Poe."],
    ],
)
def test_sentences(sentences: list[str]) -> None:
    assert _sentences(" ".join(sentences)) == sentences


@given(st.text('aA .?!\n"”()§1', max_size=200))
def test_sentences_hold_all_that_is_not_white_space_in_order(text: str) -> None:
    found = _read(text).sentences
    assert [s.start for s in found] == sorted({s.start for s in found})
    assert all(0 <= s.start < s.end <= len(text) for s in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    covered = "".join(text[s.start : s.end] for s in found)
    assert "".join(covered.split()) == "".join(text.split())


PROSE = (
    "The court ruled on Monday that the memorandum between the agencies does not violate the Internal Revenue Code.\n"
)


@pytest.mark.parametrize(
    "line",
    [
        "FOR IMMEDIATE RELEASE", "Advertisement", "ADVERTISEMENT", "###", "-30-", "* * * * *", "Read more about it",
        "Read More: Judge Blocks New Rule", "Related: Other News", "Sign up for our newsletter", "© 2024 The Daily",
        "Copyright 2024 The Daily", "(c) 2024 The Daily", "All rights reserved.", "https://example.org/a",
        "Click here", "Agency Chief Faces New Questions Over Budget Plan", "See it here pic.twitter.com/abc123",
        "Trending",
    ],
)  # fmt: skip
def test_boilerplate(line: str) -> None:
    text = f"{PROSE}{line}\n{PROSE}"
    assert [text[s.start : s.end] for s in _read(text).sentences if s.boilerplate] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "/s/ John Smith", "For the Department of the Treasury: Jane Roe", "By: Jane Roe, Director",
        "(c) Disclosure of the information is required by law (other than 5 U.S.C. 552);", "Section 5. Definitions",
        "MEMORANDUM OF UNDERSTANDING", "Bottlenose Dolphin Take Reduction Plan—50 CFR 229.35",
        "Read the statute as a whole.", "See 26 U.S.C. 6103.", "Judge Jane Roe of the Court",
        "related matters follow", "John Smith v. Department of Labor", "Yes",
        "Share of the cost, by agency, in each year of the program that it lists.",
    ],
)  # fmt: skip
def test_no_boilerplate(line: str) -> None:
    assert not any(s.boilerplate for s in _read(f"{PROSE}{line}\n{PROSE}").sentences)


def test_an_embedded_post_is_boilerplate_up_to_its_signature() -> None:
    before = " ".join([PROSE.strip()] * 3)
    text = f"{before}\nThis is what we think of it.\n— The Agency (@agency) May 12, 2025\n{PROSE}"
    marked = [text[s.start : s.end] for s in _read(text).sentences if s.boilerplate]
    assert marked == ["This is what we think of it.", "— The Agency (@agency) May 12, 2025"]


def test_the_head_of_a_document_is_no_teaser() -> None:
    text = f"Agency Chief Faces New Questions Over Budget Plan\n{PROSE}"
    assert not any(s.boilerplate for s in _read(text).sentences)


def test_regions_of_the_loader_count() -> None:
    text = "Page 3\nThe rule applies.\nRunning title\n"
    read = _read(text, Region(start=0, end=6, kind="heading"), Region(start=25, end=38, kind="running_head"))
    assert [(s.heading, s.boilerplate) for s in read.sentences] == [(True, False), (False, False), (False, True)]


def test_a_line_in_capitals_is_a_heading() -> None:
    assert [s.heading for s in _read("I. BACKGROUND\nThe rule.\n12-34\n").sentences] == [True, False, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said, “this is a rule that nobody follows” today.", ["“this is a rule that nobody follows”"]),
        ('He said, "this is a rule that nobody follows" today.', ['"this is a rule that nobody follows"']),
        ("The “Agreement” is void.", []),
        ("“One that is left open goes on\nto the next line.", ["“One that is left open goes on"]),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    read = _read(text)
    assert [text[q.start : q.end] for q in read.quotations] == expected
    for offset in range(len(text)):
        inside = next((q for q in read.quotations if q.start <= offset < q.end), None)
        assert read.quotation_at(offset) == inside

"""What holds of every extraction, whatever the text."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.document import Document
from kg.extraction import Extraction, extraction_lines
from kg.pipeline import extract
from tests.documents.scoring import FOLDER

SENTENCES = [
    line for path in sorted(FOLDER.glob("e*.txt")) for line in Path(path).read_text("utf-8").split("\n") if line.strip()
]
WORDS = [
    "the City of Wexford", "the Fair Housing Act", "Judge Miriam Okafor", "violated",
    "denied", "that", "whether", "not",
    "“", "”", "?",
    ".", ",", "\n", "an agreement between", "and", "the agency",
    "26 U.S.C. § 6103(i)", "the court", "if",
    "sued", "shall", "<Agency:0>",
    "it does not", "critics say", "§ 12. X", "(a)", "No. 1:25-cv-00677", "A v. B", "\u2028",
]  # fmt: skip


def run(text: str) -> Extraction:
    return extract(Document(source="test", format="text", text=text))


def check(text: str) -> None:
    extraction = run(text)
    ends = {entity.id for entity in extraction.entities} | {extraction.document.id}
    for claim in extraction.claims:
        assert claim.subject in ends
        assert claim.object in ends
        assert claim.attributed_to is None or claim.attributed_to in ends
        for evidence in claim.evidence:
            assert evidence.quote == text[evidence.start : evidence.end]
            assert evidence.quote.strip()
            for step in evidence.steps:
                assert step.entity in ends
        for qualifier in claim.qualifiers:
            assert qualifier.end <= len(text)
    for mention in extraction.mentions:
        assert mention.quote == text[mention.start : mention.end]
    again = run(text)
    assert list(extraction_lines(extraction, mentions=True)) == list(extraction_lines(again, mentions=True))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), max_size=8))
def test_sentences_in_any_order(lines: list[str]) -> None:
    check("\n".join(lines))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_words_in_any_order(words: list[str]) -> None:
    check(" ".join(words))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    check(text)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=25))
def test_words_among_anything(words: list[str]) -> None:
    check(" ".join(words))

"""The lossless form of what is known of a document."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from kg.errors import CorruptDocument
from kg.extraction import Extraction, MentionInfo, extraction_lines, read_extractions
from tests.builders import IRS, extractions, follow_up, report


def lines(*items: Extraction) -> list[str]:
    return [line for item in items for line in extraction_lines(item, mentions=True)]


def test_round_trip() -> None:
    mention = MentionInfo(start=0, end=3, target=IRS, quote="IRS")
    given = [replace(report(), mentions=(mention,)), follow_up()]
    assert list(read_extractions(lines(*given))) == given


@settings(max_examples=40, deadline=None)
@given(extractions("a"), extractions("b"))
def test_any_round_trip(one: Extraction, two: Extraction) -> None:
    text = lines(one, two)
    read = list(read_extractions(text))
    assert read == [one, two] and repr(read) == repr([one, two]) and lines(*read) == text


@settings(max_examples=40, deadline=None)
@given(extractions("a"))
def test_the_digest_is_of_the_content(made: Extraction) -> None:
    shuffled = replace(made, entities=made.entities[::-1], claims=made.claims[::-1])
    assert shuffled.digest() == made.digest()
    assert replace(made, entities=made.entities[1:]).digest() != made.digest()
    assert replace(made, mentions=(MentionInfo(start=0, end=1, target=IRS, quote="I"),)).digest() == made.digest()


def test_the_document_line_is_as_the_model_says() -> None:
    first = json.loads(lines(report())[0])
    assert first == {
        "type": "document", "id": "/doc/report", "source": "report.txt", "format": "text", "title": "A judge rules",
        "date": "2025-05-12", "url": "https://example.org/1",
        "about": {"case": "/us/case/dcd/1:25-cv-00677", "court": "/us/court/dcd"},
    }  # fmt: skip


GOOD = json.loads(lines(report())[6])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2: not a line"),
        ("[]", "line 2"),
        ('{"type": "what"}', "unknown type 'what'"),
        ('{"type": "node"}', "missing 'properties'"),
        ('{"type": "claim", "relation": 7}', "relation is no text"),
        (json.dumps({**GOOD, "status": "certain"}), "status 'certain' is none of asserted"),
        (json.dumps({**GOOD, "id": "/claim/0"}), "does not fit the content"),
        (
            json.dumps({**GOOD, "evidence": [{"document": "d", "start": True, "end": 2, "quote": "x"}]}),
            "start is no whole",
        ),
    ],
)
def test_a_broken_line_says_where_and_why(line: str, message: str) -> None:
    document = lines(report())[0]
    with pytest.raises(CorruptDocument) as error:
        list(read_extractions([document, line], "export.jsonl"))
    assert "export.jsonl" in str(error.value) and message in str(error.value)


def test_the_first_line_is_a_document() -> None:
    with pytest.raises(CorruptDocument, match="the first line is no document"):
        list(read_extractions([lines(report())[1]]))
    assert list(read_extractions(["", "\n"])) == []

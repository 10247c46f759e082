"""Masked sentences: coordination, titles, offsets."""

import pytest

from kg.relate.mask import Masked, mask_sentence
from tests.relate.sentences import resolved


def masked(text: str) -> Masked:
    resolution = resolved(text)
    sentence = resolution.text.sentences[0]
    return mask_sentence(resolution, sentence, list(resolution.mentions))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The City of Wexford left.", "The <Agency:0> left."),
        ("The City of Wexford and the City of Dunmore left.", "The <Agency:0> left."),
        ("Neither the City of Wexford nor the City of Dunmore left.", "Neither the <Agency:0> left."),
        (
            "The City of Wexford sued Dock, Inc. and the City of Dunmore appealed.",
            "The <Agency:0> sued <Organization:1> and the <Agency:2> appealed.",
        ),
        ("District Judge Miriam Okafor left.", "<Person:0> left."),
        ("A <b> tag and the City of Wexford.", "A (b) tag and the <Agency:0>."),
    ],
)
def test_slots(text: str, expected: str) -> None:
    assert masked(text).text == expected


def test_this_section_of_a_regulation_is_a_regulation() -> None:
    resolution = resolved("This section implements 5 U.S.C. 552a.", "/us/cfr/t38/s99.12")
    sentence = resolution.text.sentences[0]
    assert mask_sentence(resolution, sentence, list(resolution.mentions)).text.startswith("<Regulation:0> implements")


def test_offsets_lead_back_to_the_document() -> None:
    text = "Then the City of Wexford left Dunmore."
    sentence = masked(text)
    assert [sentence.offset(place) for place in (0, 8, 9, 18, 19)] == [0, 8, 9, 9, 24]
    assert text[sentence.offset(sentence.text.index("left")) :] == "left Dunmore."
    assert sentence.offset(10_000) == len(text)

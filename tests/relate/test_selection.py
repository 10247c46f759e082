"""Which frames are tried: never fewer than their triggers and slots allow."""

import re

import pytest

from kg.relate.frames import load_frames, read_pattern
from kg.relate.mask import Masked
from kg.relate.needs import needed_parts
from kg.relate.selection import likely_frames
from kg.text import Sentence

ACTOR = frozenset(["Agency", "Organization", "Person", "Party", "Court"])
STATUTE = frozenset(["Statute"])


EVERYTHING_MET = frozenset([None, "several", "narrative", "instrument", "case", "ruling", "answer"])


def called(sentence: str, *kinds: str, met: frozenset[str | None] = EVERYTHING_MET) -> list[str]:
    return [frame.id for frame, _ in likely_frames(sentence, kinds, met)]


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("{S} {V:break} {O}", (ACTOR, STATUTE)),
        (r"{S}(?: \(ECF No\. \d+\))? {V:break}(?: {O})?", (ACTOR,)),
        (r"[({] by {S}{JOIN}(?: {WHICH})?(?: (?:back )?to {O})?", (ACTOR,)),
        ("{S}? of {O}", (STATUTE,)),
        ("{S} sued|{O} was sued", ()),
        ("(?<!by ){O}(?=, {S})", (STATUTE,)),
    ],
)
def test_needs_of_are_those_outside_of_groups(pattern: str, needed: tuple[frozenset[str], ...]) -> None:
    assert read_pattern(pattern, "actor", "Statute").needs.slots == needed


@pytest.mark.parametrize(
    ("pattern", "verbs"),
    [
        ("{S} {V:sue} {O}", [{"sue", "sues", "sued", "suing"}]),
        ("{S} {ALSO}{F:set aside} {O}", [{"set", "sets", "setting"}]),
        ("{S}(?: {V:sue})? {O}", []),
        ("{S} re{V:sue} {O}", []),
        ("{S} {L:concern} {O}", []),
    ],
)
def test_needed_verbs_are_whole_words_outside_of_groups(pattern: str, verbs: list[set[str]]) -> None:
    assert [set(group) for group in read_pattern(pattern, "actor", "Statute").needs.verbs] == verbs


@pytest.mark.parametrize(
    ("sentence", "kinds", "called_up"),
    [
        ("<agency:0> sued <agency:1>.", ("Agency", "Agency"), True),
        ("<agency:0> sue-happily countersued <agency:1>.", ("Agency", "Agency"), True),
        ("<agency:0> filed a lawsuit against <agency:1>.", ("Agency", "Agency"), True),
        ("<agency:0> filed a lawsuit of its own against <agency:1>.", ("Agency", "Agency"), False),
        ("<agency:0> sued nobody.", ("Agency",), False),
        ("<agency:0> sued under <statute:1>.", ("Agency", "Statute"), True),
        ("<statute:0> was sued under <statute:1>.", ("Statute", "Statute"), False),
    ],
)
def test_a_frame_is_tried_where_a_trigger_and_its_slots_occur(
    sentence: str, kinds: tuple[str, ...], called_up: bool
) -> None:
    assert ("sues" in called(sentence, *kinds)) is called_up


def test_a_frame_is_tried_where_the_document_has_what_it_needs() -> None:
    sentence, kinds = "<organization:0> filed suit.", ("Organization",)
    assert "party.files" in called(sentence, *kinds, met=frozenset([None, "case"]))
    assert "party.files" not in called(sentence, *kinds, met=frozenset([None]))


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("(?:sued|suing) by", [{"sued", "suing"}, {"by"}]),
        ("[Dd]issents? from", [{"issent"}, {"from"}]),
        ("(?:(?:was|were) )?over{0,3}turned", [{"ove"}, {"turned"}]),
        ("(?:a (?:long )?appeal|[0-9]+)", []),
        ("appeal(?! of)(?:s|ed)?", [{"appeal"}]),
        (r"\w+ (?P<v>files|files an? suit)\b.*", [{"files"}]),
        (r"[)(|] \(no\)", [{"no"}]),
        ("{one} {two}? (?:{three}|four)", [{"one"}, {"three", "four"}]),
    ],
)
def test_needed_parts_are_letters_of_every_match(pattern: str, parts: list[set[str]]) -> None:
    assert [set(part) for part in needed_parts(pattern, lambda macro: (frozenset([macro]),))] == parts


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("{S} sued", "<Agency:0> and the <Person:1> sued.", ["the <Person:1> sued"]),
        ("{S}", "That <Agency:0>, a new <Person:1>", ["That <Agency:0>", "a new <Person:1>"]),
        ("{S} (?:told|sued) {O}", "<Agency:0> told <Agency:1> sued <Agency:2>", ["<Agency:0> told <Agency:1>"]),
        ("{PANEL}{S} held", "The full panel of the <Court:0> held", ["The full panel of the <Court:0> held"]),
    ],
)
def test_a_pattern_that_begins_with_a_slot_matches_as_anywhere(pattern: str, text: str, found: list[str]) -> None:
    read = read_pattern(pattern, "actor", "actor")
    marks = tuple(match.span() for match in re.finditer(r"<\w+:\d+>", text))
    kinds = tuple(re.findall(r"<(\w+):", text))
    masked = Masked(text=text, slots=(), kinds=kinds, marks=marks, sentence=Sentence(start=0, end=len(text), block=0))
    assert [match.group() for match in read.matches(masked)] == found
    assert [match.group() for match in read.regex.finditer(text)] == found


def test_every_trigger_calls_up_its_frame_inside_a_longer_text() -> None:
    patterns = [pattern for frame in load_frames() for pattern in frame.patterns]
    kinds = sorted({kind for pattern in patterns for wanted in pattern.needs.slots for kind in wanted})
    for frame in load_frames():
        needs = " ".join(min(need) for p in frame.patterns for need in (*p.needs.verbs, *p.needs.parts))
        for trigger in frame.triggers:
            assert frame.id in called(f"<agency:0> x{trigger}y <court:1> {needs}", *kinds), trigger


def test_frames_come_in_the_order_of_the_schema() -> None:
    order = [frame.id for frame in load_frames()]
    every = ("Agency", "Court", "Statute", "Case", "Motion", "Person", "Ruling", "Agreement", "Organization")
    sentence = (
        "<court:0> affirmed and reversed the judgment of <court:1>, denied <motion:2>, sued, enjoined and violated it"
    )
    found = called(sentence, *every)
    assert len(found) > 3
    assert found == sorted(found, key=order.index)

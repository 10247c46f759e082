"""Which frames are tried: never fewer than their triggers and slots allow."""

import pytest

from kg.mentions import Mention
from kg.relate.frames import load_frames, needs_of
from kg.relate.mask import Slot
from kg.relate.selection import likely_frames
from kg.resolve import Resolved

ACTOR = frozenset(["Agency", "Organization", "Person", "Party", "Court"])
STATUTE = frozenset(["Statute"])


def slots(*kinds: str) -> tuple[Slot, ...]:
    members = [Mention(start=0, end=1, kind=kind, form="name", name="X") for kind in kinds]
    return tuple(Slot(members=(Resolved(mention=m, ids=()),), start=0, end=1) for m in members)


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
    assert needs_of(pattern, "actor", "Statute").slots == needed


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
    assert [set(group) for group in needs_of(pattern, "actor", "Statute").verbs] == verbs


@pytest.mark.parametrize(
    ("sentence", "kinds", "called"),
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
    sentence: str, kinds: tuple[str, ...], called: bool
) -> None:
    assert ("sues" in [frame.id for frame, _ in likely_frames(sentence, slots(*kinds))]) is called


def test_every_trigger_calls_up_its_frame_inside_a_longer_text() -> None:
    kinds = {kind for frame in load_frames() for needs in frame.needs_of for wanted in needs.slots for kind in wanted}
    every = slots(*sorted(kinds))
    for frame in load_frames():
        verbs = " ".join(min(group) for needs in frame.needs_of for group in needs.verbs)
        for trigger in frame.triggers:
            called = [f.id for f, _ in likely_frames(f"<agency:0> x{trigger}y <court:1> {verbs}", every)]
            assert frame.id in called, trigger


def test_frames_come_in_the_order_of_the_schema() -> None:
    order = [frame.id for frame in load_frames()]
    every = slots("Agency", "Court", "Statute", "Case", "Motion", "Person", "Ruling", "Agreement", "Organization")
    found = [frame.id for frame, _ in likely_frames("affirmed, denied, sued, enjoined and violated", every)]
    assert len(found) > 3
    assert found == sorted(found, key=order.index)

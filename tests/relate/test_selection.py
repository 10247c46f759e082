"""Which frames are tried: never fewer than their triggers and slots allow."""

import pytest

from kg.mentions import Mention
from kg.relate.frames import load_frames, needed_slots
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
def test_needed_slots_are_those_outside_of_groups(pattern: str, needed: tuple[frozenset[str], ...]) -> None:
    assert needed_slots(pattern, "actor", "Statute") == needed


@pytest.mark.parametrize(
    ("sentence", "kinds", "called"),
    [
        ("<agency:0> sued <agency:1>.", ("Agency", "Agency"), True),
        ("<agency:0> countersued <agency:1>.", ("Agency", "Agency"), True),
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
    every = slots(*sorted({kind for frame in load_frames() for needed in frame.slots for n in needed for kind in n}))
    for frame in load_frames():
        for trigger in frame.triggers:
            assert frame.id in [f.id for f, _ in likely_frames(f"<agency:0> x{trigger}y <court:1>", every)], trigger


def test_frames_come_in_the_order_of_the_schema() -> None:
    order = [frame.id for frame in load_frames()]
    every = slots("Agency", "Court", "Statute", "Case", "Motion", "Person", "Ruling", "Agreement", "Organization")
    found = [frame.id for frame, _ in likely_frames("affirmed, denied, sued, enjoined and violated", every)]
    assert len(found) > 3
    assert found == sorted(found, key=order.index)

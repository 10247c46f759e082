"""Pairs that may be one are proposed, and nothing else happens."""

import pytest

from kg.claim import Claim
from kg.curation import distinct, same
from kg.entity import Entity
from kg.extraction import Extraction
from kg.graph import build_graph
from kg.proposals import propose
from tests.builders import claim, extraction

DCD, DMD = (Entity(id=f"/us/court/{key}", labels=("Court",), name=key) for key in ("dcd", "mdd"))
FULL = Entity(id="/person/dabney-friedrich", labels=("Person",), name="Dabney Friedrich")
SHORT = Entity(id="/person/friedrich~0a1b2c3d", labels=("Person",), name="Friedrich")
OTHER = Entity(id="/person/anna-friedrich", labels=("Person",), name="Anna Friedrich")
TWIN = Entity(id="/person/dabney-friedrich~1", labels=("Person",), name="DABNEY  FRIEDRICH")
NAMESAKE = Entity(id="/org/dabney-friedrich", labels=("Organization",), name="Dabney Friedrich")


def sits(person: Entity, court: Entity) -> Claim:
    return claim("/doc/d", person.id, "JUDGE_OF", court.id)


@pytest.mark.parametrize(
    ("entities", "claims", "expected"),
    [
        ([FULL, SHORT, DCD], [sits(FULL, DCD), sits(SHORT, DCD)], [(FULL.id, SHORT.id)]),
        ([FULL, SHORT, DCD, DMD], [sits(FULL, DCD), sits(SHORT, DMD)], []),
        ([FULL, OTHER, DCD], [sits(FULL, DCD), sits(OTHER, DCD)], []),
        ([FULL, SHORT], [], []),
        ([FULL, TWIN], [], [(FULL.id, TWIN.id)]),
        ([FULL, NAMESAKE], [], []),
    ],
)
def test_what_is_proposed(entities: list[Entity], claims: list[Claim], expected: list[tuple[str, str]]) -> None:
    document = extraction("d", entities, claims)
    assert [(each.keep, each.other) for each in propose(build_graph([document]))] == expected


@pytest.mark.parametrize("decision", [same(FULL.id, TWIN.id), distinct(FULL.id, TWIN.id)])
def test_what_is_decided_is_not_proposed(decision: Extraction) -> None:
    assert propose(build_graph([extraction("d", [FULL, TWIN], []), decision])) == []

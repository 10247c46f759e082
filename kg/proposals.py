"""Nodes that may be one: proposed for a person to decide, and never merged."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from kg.entity import Entity
from kg.graph import Graph
from kg.projection import Identity, preference
from kg.text.fold import fold

PLACES: Final = frozenset({"JUDGE_OF", "HEARD_IN", "DECIDED_BY", "ASSIGNED_TO", "AUTHORED", "IN_CASE"})
"""Plain edges that tie a judge to a court, a case or a ruling."""
MOST_ALIKE: Final = 50
"""A name that more nodes share says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Proposal:
    """Two nodes that may be one; `keep` is the one whose id would stay."""

    keep: str
    other: str
    why: str


def propose(graph: Graph) -> list[Proposal]:
    """Pairs of the same type and name, and people of one surname at the same court or case; sorted.

    Pairs that are decided to be distinct are left out; those that are decided to be the same are one node already.
    """
    identity = Identity(graph.documents)
    found: dict[tuple[str, str], str] = {}
    for first, second, why in (*_same_name(graph), *_same_bench(graph)):
        keep, other = sorted((first, second), key=preference)
        if identity.separate(keep, other) is None:
            found.setdefault((keep, other), why)
    return sorted(Proposal(keep=keep, other=other, why=why) for (keep, other), why in found.items())


def _same_name(graph: Graph) -> Iterator[tuple[str, str, str]]:
    groups: dict[tuple[str, str], list[str]] = {}
    for entity in graph.entities:
        for label in entity.labels:
            groups.setdefault((label, _key(entity.name)), []).append(entity.id)
    for (label, name), ids in groups.items():
        if name and len(ids) <= MOST_ALIKE:
            for first, second in combinations(ids, 2):
                yield first, second, f"both are a {label} named {name!r}"


def _same_bench(graph: Graph) -> Iterator[tuple[str, str, str]]:
    people = {entity.id: entity for entity in graph.entities if "Person" in entity.labels}
    groups: dict[tuple[str, str], set[str]] = {}
    for edge in graph.edges:
        if edge.relation in PLACES:
            for person, place in ((edge.subject, edge.object), (edge.object, edge.subject)):
                if person in people:
                    groups.setdefault((_surname(people[person]), place), set()).add(person)
    for (surname, place), ids in sorted(groups.items()):
        for first, second in combinations(sorted(ids), 2):
            if _fits(people[first], people[second]):
                yield first, second, f"both are named {surname!r} at {place}"


def _fits(first: Entity, second: Entity) -> bool:
    """Whether one is called by the surname alone: two full names that differ are two people."""
    return 1 in (len(_key(first.name).split()), len(_key(second.name).split()))


def _surname(person: Entity) -> str:
    return (_key(person.name).split() or [""])[-1]


def _key(name: str) -> str:
    """A name without case, points and runs of white space."""
    return " ".join(fold(name).casefold().replace(".", " ").replace(",", " ").split())

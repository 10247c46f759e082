"""The gates that a claim passes before it is accepted; each refusal has its reason."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.claim import Claim
from kg.entity import Entity
from kg.extraction import Gate
from kg.relate.candidates import Candidate
from kg.schema import Schema
from kg.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Which gate a claim did not pass, and why."""

    gate: Gate
    reason: str


def refusal(
    claim: Claim, entities: Mapping[str, Entity], document: Entity, text: Text, schema: Schema
) -> Refusal | None:
    """Why a claim is not accepted, or None where it is."""
    subject = document if claim.subject == document.id else entities.get(claim.subject)
    target = document if claim.object == document.id else entities.get(claim.object)
    if subject is None or target is None:
        return Refusal(gate="ends", reason="an end is no entity of the document")
    if claim.subject == claim.object:
        return Refusal(gate="ends", reason="both ends are the same")
    if not schema.allows(claim.relation, subject.labels, target.labels):
        reason = f"{claim.relation} does not join {'/'.join(subject.labels)} to {'/'.join(target.labels)}"
        return Refusal(gate="schema", reason=reason)
    for evidence in claim.evidence:
        if text.document.text[evidence.start : evidence.end] != evidence.quote or not evidence.quote.strip():
            return Refusal(gate="quote", reason="the quote does not stand at its offsets")
        if _touches(text.boilerplate, evidence.start, evidence.end):
            return Refusal(gate="boilerplate", reason="it stands in boilerplate")
    return None


def _touches(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of the spans, in order and apart from each other, overlaps the stretch."""
    index = bisect_left(spans, (end, -1)) - 1
    return index >= 0 and spans[index][1] > start


Statement = tuple[str, str, str, int, int]


def statement_of(claim: Claim) -> Statement:
    """What is said, and by which words."""
    evidence = claim.evidence[0]
    return claim.relation, claim.subject, claim.object, evidence.start, evidence.end


MISREAD: Final = ("its verb is not finite", "its subject is part of a larger phrase")
"""Objections to how a frame cut the sentence; they cast no doubt on what another rule reads in it."""


def doubted_statements(candidates: Iterable[Candidate]) -> set[Statement]:
    """Statements that some rule reads as denied, alleged or open, or objects to.

    Another rule may not read the same words as plain.
    """
    return {
        statement_of(c.claim)
        for c in candidates
        if c.objection not in (None, *MISREAD) or (c.objection is None and not c.claim.is_plain)
    }

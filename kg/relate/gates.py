"""The gates that a claim passes before it is accepted; each refusal has its reason."""

from collections.abc import Iterable, Mapping

from kg.claim import Claim
from kg.entity import Entity
from kg.schema import Schema
from kg.text import Text


def refusal(claim: Claim, entities: Mapping[str, Entity], document: Entity, text: Text, schema: Schema) -> str | None:
    """Why a claim is not accepted, or None where it is."""
    subject = document if claim.subject == document.id else entities.get(claim.subject)
    target = document if claim.object == document.id else entities.get(claim.object)
    if subject is None or target is None:
        return "an end is no entity of the document"
    if claim.subject == claim.object:
        return "both ends are the same"
    if not schema.allows(claim.relation, subject.labels, target.labels):
        return f"{claim.relation} does not join {'/'.join(subject.labels)} to {'/'.join(target.labels)}"
    for evidence in claim.evidence:
        if text.document.text[evidence.start : evidence.end] != evidence.quote or not evidence.quote.strip():
            return "the quote does not stand at its offsets"
        if any(start < evidence.end and evidence.start < end for start, end in text.boilerplate):
            return "it stands in boilerplate"
    return None


Statement = tuple[str, str, str, int, int]


def statement_of(claim: Claim) -> Statement:
    """What is said, and by which words."""
    evidence = claim.evidence[0]
    return claim.relation, claim.subject, claim.object, evidence.start, evidence.end


def doubted_statements(claims: Iterable[Claim]) -> set[Statement]:
    """Statements that some rule reads as denied, alleged or open; another rule may not read the same words as plain."""
    return {statement_of(claim) for claim in claims if not claim.is_plain}

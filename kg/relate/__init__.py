"""From entities and cues to claims."""

from collections.abc import Iterator
from dataclasses import replace

from kg.claim import Claim, merge_claims
from kg.entity import Entity
from kg.extraction import DocumentInfo, Extraction, MentionInfo, Refused, describe
from kg.identifiers import citation_of, label_of, provision_properties
from kg.relate.appeals import appeal_claims, issued_claims
from kg.relate.authors import inferred_authors
from kg.relate.candidates import Candidate, End, build_claim
from kg.relate.gates import Refusal, doubted_statements, refusal, statement_of
from kg.relate.markup import markup_claims
from kg.relate.statements import stated_claims
from kg.relate.structure import structural_claims
from kg.relate.suits import suit_claims
from kg.resolve import Resolution
from kg.schema import load_schema


def relate(resolution: Resolution) -> tuple[Extraction, list[Refused]]:
    """The nodes and claims of a resolved document, and what the gates refused."""
    document = resolution.text.document
    sure = [*structural_claims(resolution), *markup_claims(resolution), *appeal_claims(resolution)]
    sure += suit_claims(resolution)
    stated = list(stated_claims(resolution))
    firm = [candidate.claim for candidate in stated if candidate.objection is None]
    authors = list(inferred_authors(resolution, firm))
    firm += authors
    derived = [*authors, *_derived(firm), *_case_of_ruling(resolution, firm), *issued_claims(resolution, firm)]
    candidates = [*(Candidate(claim=claim) for claim in sure), *stated, *(Candidate(claim=claim) for claim in derived)]
    entities = _with_parents(resolution, [candidate.claim for candidate in candidates])
    node = Entity(id=document.id, labels=("Document",), name=document.title or document.source)
    schema = load_schema()
    accepted: list[Claim] = []
    refused: list[Refused] = []
    doubted = doubted_statements(candidates)
    for candidate in candidates:
        claim = candidate.claim
        objection = Refusal(gate="cues", reason=candidate.objection) if candidate.objection else None
        found = objection or refusal(claim, entities, node, resolution.text, schema)
        if found is None and claim.is_plain and statement_of(claim) in doubted:
            found = Refusal(gate="one reading", reason="the same words deny or doubt it")
        if found:
            refused.append(Refused(claim=claim, gate=found.gate, reason=found.reason))
        else:
            accepted.append(claim)
    merged = merge_claims(_without_weaker(accepted))
    extraction = Extraction(
        document=_info(resolution),
        entities=tuple(_kept(resolution, entities, merged)),
        claims=tuple(merged),
        mentions=tuple(sorted(_mentions(resolution))),
    )
    return extraction, refused


def _without_weaker(claims: list[Claim]) -> list[Claim]:
    """The claims but those that a party is one, where others say in which role."""
    with_role = {_said(claim) for claim in claims if claim.relation == "PARTY_TO" and claim.qualifiers}
    return [c for c in claims if c.relation != "PARTY_TO" or c.qualifiers or _said(c) not in with_role]


def _said(claim: Claim) -> tuple[str, str, str, str, str | None]:
    return claim.subject, claim.object, claim.polarity, claim.status, claim.attributed_to


def _info(resolution: Resolution) -> DocumentInfo:
    document, about = resolution.text.document, resolution.about
    found = (("case", about.case), ("court", about.court), ("ruling", about.ruling))
    return describe(document, about=tuple((key, value) for key, value in found if value is not None))


def _with_parents(resolution: Resolution, candidates: list[Claim]) -> dict[str, Entity]:
    """The entities, with the provisions that only a claim of structure names."""
    entities = dict(resolution.entities)
    for part in resolution.context.parts:
        if part.id in entities and part.heading:
            entity = entities[part.id]
            entities[part.id] = replace(
                entity, properties=tuple(sorted({**dict(entity.properties), "heading": part.heading}.items()))
            )
    headings = {part.id: part.heading for part in resolution.context.parts}
    for claim in candidates:
        for end in (claim.subject, claim.object):
            if end not in entities and end.startswith("/") and end != resolution.text.document.id:
                entities[end] = _provision(end, headings.get(end, ""))
    return entities


def _provision(entity: str, heading: str) -> Entity:
    properties = provision_properties(entity)
    if heading:
        properties["heading"] = heading
    return Entity(
        id=entity, labels=(label_of(entity),), name=citation_of(entity), properties=tuple(sorted(properties.items()))
    )


def _kept(resolution: Resolution, entities: dict[str, Entity], claims: list[Claim]) -> Iterator[Entity]:
    """Entities that a claim uses or that the text names; a described thing without a claim is none."""
    used = {end for claim in claims for end in (claim.subject, claim.object, claim.attributed_to)}
    named = {e for r in resolution.mentions if r.mention.form != "description" and not r.mention.weak for e in r.ids}
    for key in sorted(entities):
        if key in used or key in named:
            yield entities[key]


def _mentions(resolution: Resolution) -> Iterator[MentionInfo]:
    text = resolution.text.document.text
    for resolved in resolution.mentions:
        spans = [(i.start, i.end, i.target) for i in resolved.mention.items]
        if len(spans) < 2:
            spans = [(resolved.mention.start, resolved.mention.end, entity) for entity in resolved.ids]
        for start, end, target in spans:
            yield MentionInfo(start=start, end=end, target=target, quote=text[start:end])


def _case_of_ruling(resolution: Resolution, claims: list[Claim]) -> Iterator[Claim]:
    """The ruling that the document reports is one in its case; the first words that tell of the ruling say so."""
    about = resolution.about
    first = next((c for c in claims if about.ruling in (c.subject, c.object) and c.polarity == "affirmed"), None)
    if first is not None and about.ruling and about.case:
        yield build_claim(
            resolution, "IN_CASE", End(id=about.ruling), End(id=about.case), rule="in-case.ruling", basis="inferred",
            span=(first.evidence[0].start, first.evidence[0].end),
        )  # fmt: skip


def _derived(claims: list[Claim]) -> list[Claim]:
    """A law against which a court tests an agreement governs it."""
    found: list[Claim] = []
    for claim in claims:
        tested = claim.relation in ("COMPLIES_WITH", "VIOLATES") and claim.status == "held"
        if tested and claim.subject.startswith("/us/agreement/") and not claim.object.startswith("/us/agreement/"):
            evidence = replace(claim.evidence[0], subject=claim.evidence[0].object, object=claim.evidence[0].subject)
            found.append(
                replace(
                    claim, relation="GOVERNS", subject=claim.object, object=claim.subject, polarity="affirmed",
                    basis="inferred", rule="governs.tested", evidence=(evidence,),
                )
            )  # fmt: skip
    return found

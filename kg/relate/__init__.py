"""From entities and cues to claims."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kg.claim import Claim, Polarity, Qualifier, Status, Step, merge_claims
from kg.document import Region
from kg.entity import Entity
from kg.extraction import DocumentInfo, Extraction, MentionInfo
from kg.identifiers import citation_of, label_of, level_of
from kg.relate.candidates import End, build_claim
from kg.relate.cues import Cues, read_cues
from kg.relate.frames import Frame, Outcome, load_frames
from kg.relate.gates import doubted_statements, refusal, statement_of
from kg.relate.markup import markup_claims
from kg.relate.mask import Masked, Slot, mask_sentence
from kg.relate.speakers import find_speakers, short_answer
from kg.relate.structure import structural_claims
from kg.resolve import Resolution, Resolved
from kg.schema import load_schema
from kg.text import Quotation, Sentence

_JUDGE: Final = re.compile(r"Judge|Justice")
_ACTION_END: Final = re.compile(
    r"(?:, (?:and|but|which|who|while|unless|as)\b| and (?:shall|may|must|will)\b|\.(?:\s|$)|;|\.\"|:\s).*$", re.DOTALL
)
_LONGEST_ACTION: Final = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A claim that did not pass the gates, and why."""

    claim: Claim
    reason: str


def relate(resolution: Resolution) -> tuple[Extraction, list[Refused]]:
    """The nodes and claims of a resolved document, and what the gates refused."""
    document = resolution.text.document
    candidates = [*structural_claims(resolution), *markup_claims(resolution), *_stated_claims(resolution)]
    candidates += _derived(candidates)
    entities = _with_parents(resolution, candidates)
    node = Entity(id=document.id, labels=("Document",), name=document.title or document.source)
    schema = load_schema()
    accepted: list[Claim] = []
    refused: list[Refused] = []
    doubted = doubted_statements(candidates)
    for claim in candidates:
        reason = "the same words deny or doubt it" if claim.is_plain and statement_of(claim) in doubted else None
        reason = reason or refusal(claim, entities, node, resolution.text, schema)
        if reason:
            refused.append(Refused(claim=claim, reason=reason))
        else:
            accepted.append(claim)
    merged = merge_claims(accepted)
    extraction = Extraction(
        document=_info(resolution),
        entities=tuple(_kept(resolution, entities, merged)),
        claims=tuple(merged),
        mentions=tuple(sorted(_mentions(resolution))),
    )
    return extraction, refused


def _info(resolution: Resolution) -> DocumentInfo:
    document, about = resolution.text.document, resolution.about
    found = (("case", about.case), ("court", about.court), ("ruling", about.ruling))
    return DocumentInfo(
        id=document.id,
        source=document.source,
        format=document.format,
        title=document.title,
        date=document.date,
        publisher=document.publisher,
        url=document.url,
        base=document.base,
        about=tuple((key, value) for key, value in found if value is not None),
    )


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
    properties: dict[str, str | int | bool] = {}
    level = level_of(entity)
    if level:
        properties["level"] = level
    if heading:
        properties["heading"] = heading
    if entity.startswith("/doc/"):
        properties["provisional"] = True
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


def _stated_claims(resolution: Resolution) -> Iterator[Claim]:
    """Claims by frames, sentence by sentence."""
    by_sentence: dict[int, list[Resolved]] = {}
    for resolved in resolution.mentions:
        by_sentence.setdefault(resolution.text.sentence_at(resolved.mention.start), []).append(resolved)
    speakers = find_speakers(resolution)
    notes = [region for region in resolution.text.document.regions if region.kind == "note"]
    for index, sentence in enumerate(resolution.text.sentences):
        found = by_sentence.get(index)
        if not found or sentence.boilerplate or sentence.heading or _in_note(sentence.start, notes):
            continue
        masked = mask_sentence(resolution, sentence, found)
        following = resolution.text.sentences[index + 1] if index + 1 < len(resolution.text.sentences) else None
        yield from _sentence_claims(resolution, masked, following, speakers)


def _in_note(offset: int, notes: list[Region]) -> bool:
    """Whether the offset stands in an editor's note: it quotes former and other law, which is not the law of the text."""
    index = bisect_right(notes, offset, key=lambda region: region.start) - 1
    return index >= 0 and offset < notes[index].end


def _sentence_claims(
    resolution: Resolution, masked: Masked, following: Sentence | None, speakers: dict[Quotation, str]
) -> Iterator[Claim]:
    lowered = masked.text.lower()
    judges = frozenset(n for n, slot in enumerate(masked.slots) if _is_judge(resolution, slot))
    for frame in load_frames():
        if not any(trigger in lowered for trigger in frame.triggers):
            continue
        if frame.needs == "instrument" and resolution.about.instrument is None:
            continue
        if frame.needs == "narrative" and resolution.about.instrument is not None:
            continue
        for pattern in frame.patterns:
            for match in pattern.finditer(masked.text):
                cues = read_cues(masked, match, plain_modal=frame.plain_modal, operators=frame.operators, judges=judges)
                yield from _claims_of(resolution, masked, frame, match, cues, following, speakers, judges)


def _is_judge(resolution: Resolution, slot: Slot) -> bool:
    if slot.kind in ("Court", "Ruling"):
        return True
    roles = [dict(resolution.entities[e].properties).get("role", "") for e in slot.ids if e in resolution.entities]
    return slot.kind == "Person" and any(_JUDGE.search(str(role)) for role in roles)


def _claims_of(
    resolution: Resolution,
    masked: Masked,
    frame: Frame,
    match: re.Match[str],
    cues: Cues,
    following: Sentence | None,
    speakers: dict[Quotation, str],
    judges: frozenset[int],
) -> Iterator[Claim]:
    """The claims of one match: every pair of its ends, with polarity, status and speaker."""
    span = (masked.sentence.start, masked.sentence.end)
    polarity, statuses = cues.polarity, list(cues.statuses)
    speaker = _one(masked.slots[cues.speaker].ids) if cues.speaker is not None else None
    quotation = resolution.text.quotation_at(masked.offset(match.start()))
    if quotation is not None and cues.speaker is None:
        speaker = speakers.get(quotation)
        statuses.append("held" if speaker is not None and _judge_id(resolution, speaker) else "alleged")
    if cues.question and following is not None:
        answer = short_answer(resolution.text.folded[following.start : following.end])
        if answer is not None:
            polarity = _times(polarity, answer)
            statuses = [s for s in statuses if s != "questioned"]
            span = (span[0], following.end)
    for outcome in frame.outcomes:
        if outcome.judge_only and not _all_judges(match, judges):
            continue
        own = replace(cues, statuses=tuple(statuses) + ((outcome.status,) if outcome.status else ()))
        said_by = _one(masked.slots[int(match.group(outcome.speaker))].ids) if outcome.speaker else speaker
        final = _times(polarity, outcome.polarity)
        yield from _pairs(resolution, masked, frame, outcome, match, final, own.status(), said_by, span)


def _all_judges(match: re.Match[str], judges: frozenset[int]) -> bool:
    return int(match.group("O")) in judges


def _times(one: Polarity, other: Polarity) -> Polarity:
    return "affirmed" if one == other else "negated"


def _one(ids: tuple[str, ...]) -> str | None:
    return ids[0] if len(ids) == 1 else None


def _judge_id(resolution: Resolution, entity: str) -> bool:
    if entity.startswith("/us/court/"):
        return True
    known = resolution.entities.get(entity)
    return known is not None and bool(_JUDGE.search(str(dict(known.properties).get("role", ""))))


def _pairs(
    resolution: Resolution,
    masked: Masked,
    frame: Frame,
    outcome: Outcome,
    match: re.Match[str],
    polarity: Polarity,
    status: Status,
    speaker: str | None,
    span: tuple[int, int],
) -> Iterator[Claim]:
    qualifiers = [_verbatim(resolution, q) for q in _qualifiers(masked, match, outcome)]
    subjects = _ends(resolution, masked, match, outcome.subject)
    for subject in subjects:
        for target in _ends(resolution, masked, match, outcome.object):
            yield build_claim(
                resolution, outcome.relation, subject, target, rule=frame.id, span=span, polarity=polarity, status=status,
                speaker=speaker, basis=outcome.basis, qualifiers=qualifiers,
            )  # fmt: skip


def _ends(resolution: Resolution, masked: Masked, match: re.Match[str], name: str) -> list[End]:
    """The entities of one end: of a slot, or what the document is about."""
    if name in ("S", "O"):
        if name not in match.re.groupindex or match.group(name) is None:
            return []
        return list(_slot_ends(masked.slots[int(match.group(name))]))
    about = resolution.about
    entity = {
        "case": about.case,
        "ruling": about.ruling,
        "instrument": about.instrument,
        "accused": about.accused,
    }[name]
    if entity is None:
        return []
    here = masked.offset(match.start())
    step = Step(start=here, end=here, entity=entity, reason=f"the {name} of the document")
    return [End(id=entity, steps=(step,))]


def _slot_ends(slot: Slot) -> Iterator[End]:
    for member in slot.members:
        for entity in member.ids:
            item = next((i for i in member.mention.items if i.target == entity), None)
            many = len(member.mention.items) > 1
            span = (item.start, item.end) if item and many else (member.mention.start, member.mention.end)
            yield End(id=entity, span=span, steps=tuple(s for s in member.steps if s.entity == entity))


def _qualifiers(masked: Masked, match: re.Match[str], outcome: Outcome) -> list[Qualifier]:
    found: list[Qualifier] = []
    if outcome.role:
        found.append(Qualifier(kind="role", text=outcome.role))
    if "act" in match.re.groupindex and match.group("act") and outcome.relation != "VIOLATES":
        start = masked.offset(match.start("act"))
        words = _ACTION_END.sub("", match.group("act"))
        end = masked.offset(match.start("act") + len(words))
        found.append(Qualifier(kind="action", text="", start=start, end=min(end, start + _LONGEST_ACTION)))
    return found


def _verbatim(resolution: Resolution, qualifier: Qualifier) -> Qualifier:
    """An action in the document's own words; a role is the schema's word."""
    if qualifier.kind != "action":
        return qualifier
    words = resolution.text.document.text[qualifier.start : qualifier.end]
    stripped = words.strip()
    start = qualifier.start + words.index(stripped)
    return Qualifier(kind="action", text=" ".join(stripped.split()), start=start, end=start + len(stripped))


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

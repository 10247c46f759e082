"""Why a claim stands: the parts of its sentences, its rule, the cues, the coreference, and who says otherwise."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final, Literal, cast

from kg.claim import Claim, Evidence, Polarity, Step
from kg.decision import CURATED
from kg.document import Document
from kg.entity import Entity
from kg.errors import AmbiguousName, NotFound
from kg.extraction import DocumentInfo
from kg.graph import Graph
from kg.mentions import Mention
from kg.mentions.finding import find_mentions
from kg.relate.answers import read_answer
from kg.relate.mask import Masked, mask_sentence
from kg.relate.rereading import CueKind, Rereading, find_cues, read_again
from kg.resolve import Resolution, Resolved, resolve_mentions
from kg.schema import EdgeType, load_schema, read_yaml, schemas_folder
from kg.stores.base import View
from kg.text import read_text
from kg.view.words import OPPOSITES

Role = Literal["subject", "object", "speaker", "qualifier", "cue"]
SAID: Final = ("asserted", "held", "alleged")
"""The statuses in which something is said to be so, or not to be so."""
SUGGESTIONS: Final = 5
PREFIX: Final = "/claim/"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Part:
    """Words of a quote with a role in the claim; offsets are code points of the quote.

    Attributes:
        note: The kind of a cue or qualifier.
    """

    start: int
    end: int
    role: Role
    note: CueKind | str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What one piece of evidence gives.

    Attributes:
        evidence: The words.
        parts: Their parts, in the order of the text.
        reading: What the cues make of the stretch between the two ends, where both stand in one sentence.
        answer: What a short answer in the next sentence of the quote makes of it, where that sentence asks.
    """

    evidence: Evidence
    parts: tuple[Part, ...]
    reading: Rereading | None
    answer: Polarity | None = None

    def words(self, span: Part | Step) -> str:
        """The words of a part, or of a step of coreference where they stand in the quote."""
        offset = self.evidence.start if isinstance(span, Step) else 0
        start, end = span.start - offset, span.end - offset
        return self.evidence.quote[start:end] if 0 <= start < end <= len(self.evidence.quote) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The rule that made a claim.

    Attributes:
        id: As the claim has it.
        kind: What sort of rule it is, in words.
        file: Where its frame stands, or None where it is no frame.
        patterns: The frame's patterns.
        examples: Sentences that it reads.
    """

    id: str
    kind: str
    file: str | None = None
    patterns: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """All that is known of why a claim stands.

    Attributes:
        claim: The claim.
        relation: Its relation.
        rule: Its rule.
        reasons: One for each piece of evidence.
        supports, disputes: The other claims about the same two nodes that say so, and that say otherwise.
        leaves_open: Those that ask, try, propose or suppose it.
        graph: What names the nodes and documents.
    """

    claim: Claim
    relation: EdgeType
    rule: Rule
    reasons: tuple[Reason, ...]
    supports: tuple[Claim, ...]
    disputes: tuple[Claim, ...]
    leaves_open: tuple[Claim, ...]
    graph: Graph

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Name of each node."""
        documents = {each.id: each.title or each.source for each in self.graph.documents}
        return documents | {each.id: each.name for each in self.graph.entities}

    @cached_property
    def documents(self) -> Mapping[str, DocumentInfo]:
        """The documents by id."""
        return {each.id: each for each in self.graph.documents}


def claim_prefix(words: str) -> str:
    """What a person types, as the beginning of a claim's id: "3f2a", "claim/3f2a" and "/claim/3f2a" are one."""
    return PREFIX + words.strip().removeprefix("/").removeprefix("claim/")


def find_claim(view: View, words: str) -> tuple[Claim, Graph]:
    """The claim with that id, or the one whose id begins so, with the part of the graph around it.

    Raises:
        AmbiguousName: Several begin so.
        NotFound: None does.
    """
    found = {claim.id: claim for claim in view.claims_starting(claim_prefix(words), SUGGESTIONS + 1)}
    claim = found[_only(list(found), words, "`kg show NAME --json` gives the ids of the claims about a thing")]
    about, ends = view.claims_about(claim.subject), {claim.subject, claim.object}
    speakers = {c.attributed_to for c in about if {c.subject, c.object} == ends and c.attributed_to}
    return claim, view.subgraph(sorted(ends | speakers))


def pick_claim(graph: Graph, words: str) -> Claim:
    """The claim of a graph with that id, or the one whose id begins so.

    Raises:
        AmbiguousName: Several begin so.
        NotFound: None does.
    """
    claims = {claim.id: claim for claim in graph.claims if claim.id.startswith(claim_prefix(words))}
    return claims[_only(list(claims), words, "each line of type claim has an id")]


def _only(found: list[str], words: str, hint: str) -> str:
    if claim_prefix(words) in found or len(found) == 1:
        return claim_prefix(words) if claim_prefix(words) in found else found[0]
    if not found:
        raise NotFound(f"no claim has an id that begins with {words!r}", hint=hint)
    more = "\n  ..." if len(found) > SUGGESTIONS else ""
    listed = "\n".join(f"  {each}" for each in found[:SUGGESTIONS])
    raise AmbiguousName(
        f"several claims have an id that begins with {words!r}", hint=f"give more of it:\n{listed}{more}"
    )


def explain_claim(claim: Claim, graph: Graph) -> Explanation:
    """Why a claim stands, from the claim itself, what the graph says of its ends, and its own words read again."""
    entities = {entity.id: entity for entity in graph.entities}
    ends = {claim.subject, claim.object}
    others = [c for c in graph.claims if {c.subject, c.object} == ends and c.id != claim.id]
    same = [c for c in others if c.relation == claim.relation and c.subject == claim.subject]
    opposite = {OPPOSITES.get(claim.relation), *(a for a, b in OPPOSITES.items() if b == claim.relation)}
    against = [c for c in others if c.relation in opposite and c.subject == claim.subject]
    disputes = [c for c in same if c.polarity != claim.polarity] + [c for c in against if c.polarity == claim.polarity]
    supports = [c for c in same if c.polarity == claim.polarity] + [c for c in against if c.polarity != claim.polarity]
    return Explanation(
        claim=claim,
        relation=load_schema().edge(claim.relation),
        rule=rule_of(claim.rule),
        reasons=tuple(_reason(claim, evidence, entities) for evidence in claim.evidence),
        supports=tuple(each for each in supports if each.status in SAID),
        disputes=tuple(each for each in disputes if each.status in SAID),
        leaves_open=tuple(each for each in (*supports, *disputes) if each.status not in SAID),
        graph=graph,
    )


def rule_of(rule: str) -> Rule:
    """What is known of a rule by its id."""
    for path in sorted((schemas_folder() / "frames").glob("*.yaml")):
        for entry in cast(list[dict[str, Any]], read_yaml(path)):
            if entry["id"] == rule:
                return Rule(
                    id=rule, kind="a frame over a sentence", file=f"schemas/frames/{path.name}",
                    patterns=tuple(entry["patterns"]), examples=tuple(e["text"] for e in entry.get("examples", ())),
                )  # fmt: skip
    kinds = {
        "plugin": "an extractor that was added by name",
        "mapping": "a mapping of rows",
        CURATED: "a claim that a person made, beside what documents say",
    }
    return Rule(id=rule, kind=kinds.get(rule.partition(":")[0], "a rule that is no frame"))


def _reason(claim: Claim, evidence: Evidence, entities: Mapping[str, Entity]) -> Reason:
    """The parts of a quote; its cues are not recorded, so they are read again over the quote."""
    parts: list[Part] = []
    if evidence.subject:
        parts.append(_part(evidence, "subject", *evidence.subject))
    if evidence.object:
        parts.append(_part(evidence, "object", *evidence.object))
    parts += [Part(start=a, end=b, role="speaker") for a, b in _speaker_spans(claim, evidence, entities)]
    if evidence == claim.evidence[0]:  # the spans of qualifiers are those of the first evidence's document
        parts += [_part(evidence, "qualifier", q.start, q.end, q.kind) for q in claim.qualifiers]
    reading: Rereading | None = None
    answer: Polarity | None = None
    resolution, spans = _read_quote(claim, evidence, entities)
    sentences = resolution.text.sentences
    for sentence, following in zip(sentences, (*sentences[1:], None), strict=True):
        inside = [r for r in resolution.mentions if sentence.start <= r.mention.start < sentence.end]
        masked = mask_sentence(resolution, sentence, inside)
        slots = _slots(masked, spans.get(claim.subject), spans.get(claim.object))
        if reading is None and slots is not None:
            reading = read_again(masked, *slots, claim.relation, _judges(masked, claim))
            settled = read_answer(resolution.text, following) if reading.status == "questioned" else None
            if settled is not None and following is not None:
                answer = settled.polarity
                end = min(following.end, settled.quotation.end if settled.quotation else following.end)
                said = evidence.quote[following.start : end].rstrip(' ,."”')
                parts.append(Part(start=following.start, end=following.start + len(said), role="cue", note="answer"))
        parts += [Part(start=c.start, end=c.end, role="cue", note=c.kind) for c in find_cues(masked)]
    return Reason(evidence=evidence, parts=tuple(_nested(parts, len(evidence.quote))), reading=reading, answer=answer)


def _judges(masked: Masked, claim: Claim) -> frozenset[int]:
    """Slots that speak for a court: the words alone do not say that a surname is a judge's, a held claim does."""
    held_by = (claim.attributed_to,) if claim.status == "held" else None
    return frozenset(n for n, s in enumerate(masked.slots) if s.kind in ("Court", "Ruling") or s.ids == held_by)


def _part(evidence: Evidence, role: Role, start: int, end: int, note: str = "") -> Part:
    return Part(start=start - evidence.start, end=end - evidence.start, role=role, note=note)


def _nested(parts: list[Part], length: int) -> Iterator[Part]:
    """The parts inside the quote; of two that overlap the first stays, unless one qualifier holds the other."""
    kept: list[Part] = []
    for part in parts:
        if 0 <= part.start < part.end <= length and all(_beside(part, other) for other in kept):
            kept.append(part)
    yield from sorted(kept, key=lambda part: (part.start, -part.end))


def _beside(part: Part, other: Part) -> bool:
    if part.end <= other.start or other.end <= part.start:
        return True
    inside = part.start <= other.start and other.end <= part.end and part.role == "qualifier"
    around = other.start <= part.start and part.end <= other.end and other.role == "qualifier"
    return inside or around


def _speaker_spans(claim: Claim, evidence: Evidence, entities: Mapping[str, Entity]) -> Iterator[tuple[int, int]]:
    speaker = entities.get(claim.attributed_to or "")
    if speaker is None:
        return
    names = {speaker.name, *speaker.aliases}
    if "Person" in speaker.labels:
        names.add(speaker.name.split()[-1])
    longest = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    for match in re.finditer(rf"(?<!\w)(?:{longest})(?!\w)", evidence.quote):
        yield match.span()


def _read_quote(
    claim: Claim, evidence: Evidence, entities: Mapping[str, Entity]
) -> tuple[Resolution, dict[str, tuple[int, int]]]:
    """The quote read on its own, with the ends and the speaker that the claim knows, and where the ends are."""
    text = read_text(Document(source="quote", format="text", text=evidence.quote))
    alone = resolve_mentions(text, find_mentions(text))
    spans = {end: (s[0] - evidence.start, s[1] - evidence.start) for end, s in _spans(claim, evidence)}
    named = [*spans.items(), *((claim.attributed_to or "", s) for s in _speaker_spans(claim, evidence, entities))]
    known = [_known(entities, end, span, evidence.quote) for end, span in named]
    return replace(alone, mentions=tuple(_without_overlaps([*known, *alone.mentions]))), spans


def _spans(claim: Claim, evidence: Evidence) -> Iterator[tuple[str, tuple[int, int]]]:
    for end, span in ((claim.subject, evidence.subject), (claim.object, evidence.object)):
        if span is not None and evidence.start <= span[0] < span[1] <= evidence.end:
            yield end, span


def _known(entities: Mapping[str, Entity], end: str, span: tuple[int, int], quote: str) -> Resolved:
    kind = entities[end].labels[0] if end in entities else "Organization"
    mention = Mention(start=span[0], end=span[1], kind=kind, form="name", name=quote[span[0] : span[1]])
    return Resolved(mention=mention, ids=(end,))


def _without_overlaps(mentions: list[Resolved]) -> list[Resolved]:
    """Those that come first stay; then in the order of the text."""
    kept: list[Resolved] = []
    for each in mentions:
        if all(each.mention.end <= o.mention.start or each.mention.start >= o.mention.end for o in kept):
            kept.append(each)
    return sorted(kept, key=lambda each: each.mention.start)


def _slots(masked: Masked, subject: tuple[int, int] | None, target: tuple[int, int] | None) -> tuple[int, int] | None:
    found = [
        next((n for n, slot in enumerate(masked.slots) if span and slot.start <= span[0] and span[1] <= slot.end), None)
        for span in (subject, target)
    ]
    one, other = found
    return (one, other) if one is not None and other is not None and one != other else None

"""The gates between what extractors propose and what is accepted: those of the rules, and the cues read again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, cast

from kg.claim import POLARITIES, STATUSES, Claim, Evidence, Polarity, Status
from kg.entity import Entity
from kg.errors import ExtractorError, KgError
from kg.extraction import Extraction, Gate, Refused
from kg.extractors.spec import Extractable, Extractor, Named, Proposal, Span
from kg.identifiers import slug
from kg.relate.candidates import End, build_claim
from kg.relate.gates import Refusal, refusal
from kg.relate.mask import Masked, mask_sentence
from kg.relate.rereading import Rereading, read_again
from kg.relate.speakers import find_speakers
from kg.relate.statements import judges_of
from kg.relate.words import TAKEN_BACK_NEXT
from kg.resolve import Resolution, Resolved
from kg.schema import load_schema
from kg.text import Quotation, Sentence

PLAIN: Final = ("asserted", "held")
Slots = tuple[int, int]


class _RefusedError(Exception):
    """A proposal does not pass; carries the gate and the reason."""

    def __init__(self, gate: Gate, reason: str) -> None:
        super().__init__(reason)
        self.refusal = Refusal(gate=gate, reason=reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """Where a proposal stands: a sentence with its mentions masked, and the slots of its two ends."""

    sentence: Sentence
    following: Sentence | None
    masked: Masked
    slots: Slots


def ask_extractors(
    extraction: Extraction, refused: Sequence[Refused], resolution: Resolution, extractors: Mapping[str, Extractor]
) -> tuple[Extraction, list[Refused]]:
    """What the rules found, with what extractors add to it, and everything that was refused.

    A claim that is there already stays as it is: an extractor adds, and replaces nothing.

    Raises:
        ExtractorError: An extractor failed on the document.
    """
    desk = _Desk(resolution, refused)
    claims = {claim.id: claim for claim in extraction.claims}
    turned_away = list(refused)
    for name, extractor in extractors.items():
        seen = _extractable(resolution, sorted(claims.values(), key=lambda claim: claim.id))
        judged = [desk.judge(name, proposal, seen.claims) for proposal in _ask(name, extractor, seen)]
        doubts = [each for each in judged if isinstance(each, Claim) and not each.is_plain]
        for each in judged:
            if isinstance(each, Refused):
                turned_away.append(each)
            elif each.is_plain and any(_same_words(each, doubt) for doubt in doubts):
                reason = "the same extractor doubts the same words"
                turned_away.append(Refused(claim=each, gate="one reading", reason=reason))
            else:
                _add(claims, each)
    entities = {entity.id: entity for entity in extraction.entities}
    ends = {end for claim in claims.values() for end in (claim.subject, claim.object, claim.attributed_to) if end}
    entities |= {end: resolution.entities[end] for end in ends if end in resolution.entities and end not in entities}
    extended = replace(
        extraction,
        entities=tuple(sorted(entities.values())),
        claims=tuple(sorted(claims.values(), key=lambda claim: claim.id)),
    )
    return extended, turned_away


def _ask(name: str, extractor: Extractor, document: Extractable) -> list[Proposal]:
    """All proposals, in an order of their own, so that the order in which they came plays no part."""
    try:
        proposals = list(extractor(document))
        if strange := next((each for each in proposals if not isinstance(each, Proposal)), None):
            raise TypeError(f"it gave a {type(strange).__name__}, no Proposal")
        return sorted(proposals, key=repr)
    except KgError:
        raise
    except Exception as error:
        raise ExtractorError(
            f"the extractor {name!r} failed: {type(error).__name__}: {error}",
            source=document.source,
            hint=f"read it without --extractor {name}, or tell the author of the extractor",
        ) from error


def _add(claims: dict[str, Claim], claim: Claim) -> None:
    """Add a claim, or evidence to one that an extractor made; what a rule made stays."""
    known = claims.get(claim.id)
    if known is None:
        claims[claim.id] = claim
    elif known.rule == claim.rule and claim.evidence[0] not in known.evidence:
        evidence = sorted((*known.evidence, *claim.evidence), key=lambda each: (each.start, each.end))
        claims[claim.id] = replace(known, evidence=tuple(evidence))


def _extractable(resolution: Resolution, claims: list[Claim]) -> Extractable:
    document = resolution.text.document
    return Extractable(
        id=document.id,
        source=document.source,
        text=document.text,
        mentions=tuple(_named(resolution)),
        claims=tuple(claims),
        title=document.title,
        date=document.date,
    )


def _named(resolution: Resolution) -> Iterator[Named]:
    text = resolution.text.document.text
    for resolved in resolution.mentions:
        for entity in resolved.ids:
            start, end = _span(resolved, entity)
            node = resolution.entities[entity]
            yield Named(
                start=start, end=end, words=text[start:end], entity=entity, name=node.name, label=node.labels[0]
            )


def _span(resolved: Resolved, entity: str) -> Span:
    """Where the words for one of the nodes of a mention stand."""
    items = resolved.mention.items
    item = next((each for each in items if each.target == entity), None) if len(items) > 1 else None
    return (item.start, item.end) if item else (resolved.mention.start, resolved.mention.end)


class _Desk:
    """Judges the proposals about one document.

    Args:
        resolution: The document.
        refused: What of the rules the gates refused.
    """

    def __init__(self, resolution: Resolution, refused: Sequence[Refused]) -> None:
        self._resolution = resolution
        self._refused = refused
        document = resolution.text.document
        self._node = Entity(id=document.id, labels=("Document",), name=document.title or document.source)

    @cached_property
    def _judges(self) -> frozenset[str]:
        return judges_of(self._resolution)

    @cached_property
    def _speakers(self) -> dict[Quotation, str]:
        return find_speakers(self._resolution)

    @cached_property
    def _mentioned(self) -> frozenset[str]:
        return frozenset(entity for resolved in self._resolution.mentions for entity in resolved.ids)

    def judge(self, name: str, proposal: Proposal, accepted: Sequence[Claim]) -> Claim | Refused:
        """The claim, marked with its method, or why it is none beside those that are accepted already."""
        claim = _as_it_came(self._resolution, name, proposal)
        try:
            self._check_words(proposal)
            found = self._find(proposal)
            claim = self._claim(claim, found)
            gate = refusal(claim, self._resolution.entities, self._node, self._resolution.text, load_schema())
            if gate is not None:
                raise _RefusedError(gate.gate, gate.reason)
            claim = self._with_voice(claim, found, self._read(claim, found))
            self._check_against_others(claim, accepted)
        except _RefusedError as error:
            return Refused(claim=claim, gate=error.refusal.gate, reason=error.refusal.reason)
        return claim

    def _check_words(self, proposal: Proposal) -> None:
        if proposal.relation not in load_schema().edges:
            raise _RefusedError("schema", f"the schema has no relation {proposal.relation!r}")
        if proposal.polarity not in POLARITIES or proposal.status not in STATUSES:
            raise _RefusedError("schema", f"{proposal.polarity!r}, {proposal.status!r} are no polarity and status")
        for end in (proposal.subject, proposal.object, proposal.attributed_to):
            if end is not None and end not in self._mentioned:
                raise _RefusedError("ends", f"the document does not mention {end!r}")
        text = self._resolution.text.document.text
        inside = 0 <= proposal.start < proposal.end <= len(text)
        if not inside or text[proposal.start : proposal.end] != proposal.quote or not proposal.quote.strip():
            raise _RefusedError("quote", "the quote does not stand at its offsets")

    def _find(self, proposal: Proposal) -> _Found:
        """The first sentence of the quote in which both ends stand."""
        text = self._resolution.text
        for number in range(max(0, text.sentence_at(proposal.start)), len(text.sentences)):
            sentence = text.sentences[number]
            if sentence.start >= proposal.end:
                break
            inside = [r for r in self._resolution.mentions if sentence.start <= r.mention.start < sentence.end]
            masked = mask_sentence(self._resolution, sentence, inside)
            slots = _nearest(masked, proposal)
            if slots is not None:
                following = text.sentences[number + 1] if number + 1 < len(text.sentences) else None
                return _Found(sentence=sentence, following=following, masked=masked, slots=slots)
        raise _RefusedError("ends", "its ends are not two mentions in one sentence of the quote")

    def _claim(self, claim: Claim, found: _Found) -> Claim:
        """The claim with its whole sentence as evidence: what turns it may stand outside the quote."""
        if found.sentence.heading or any(
            region.kind == "note" and region.start <= found.sentence.start < region.end
            for region in self._resolution.text.document.regions
        ):
            raise _RefusedError("boilerplate", "it stands in a heading or an editor's note")
        one, other = found.slots
        subject, target = _end(found.masked, one, claim.subject), _end(found.masked, other, claim.object)
        return build_claim(
            self._resolution, claim.relation, subject, target, rule=claim.rule, polarity=claim.polarity,
            status=claim.status, speaker=claim.attributed_to, span=(found.sentence.start, found.sentence.end),
        )  # fmt: skip

    def _read(self, claim: Claim, found: _Found) -> Rereading:
        slots = found.masked.slots
        judges = frozenset(n for n, s in enumerate(slots) if s.kind in ("Court", "Ruling") or self._are_judges(s.ids))
        return read_again(found.masked, *found.slots, claim.relation, judges)

    def _are_judges(self, ids: tuple[str, ...]) -> bool:
        return bool(ids) and self._judges.issuperset(ids)

    def _with_voice(self, claim: Claim, found: _Found, reading: Rereading) -> Claim:
        """The claim with the speaker that the words name; it may be more careful than the words, never less."""
        speaker, status = self._voice(found, reading)
        folded = self._resolution.text.folded
        if found.following is not None and TAKEN_BACK_NEXT.match(folded, found.following.start):
            raise _RefusedError("cues", "the next sentence takes it back")
        contradiction = replace(reading, status=status).contradicts(claim.polarity, claim.status)
        if contradiction:
            raise _RefusedError("cues", contradiction)
        here = {entity for slot in found.masked.slots for entity in slot.ids}
        if claim.attributed_to is not None and speaker is None and claim.attributed_to not in here:
            raise _RefusedError("ends", "who is said to say so is not named with it")
        if claim.attributed_to is not None and speaker not in (None, claim.attributed_to):
            raise _RefusedError("cues", "the words put it into another mouth")
        if claim.status in PLAIN:  # whether the document or a court says so is read from the words
            return replace(claim, attributed_to=speaker, status=status)
        return replace(claim, attributed_to=claim.attributed_to or speaker)

    def _voice(self, found: _Found, reading: Rereading) -> tuple[str | None, Status]:
        """Who says so, by the words before and after or by the quotation marks around it, and with what force."""
        if reading.speaker is not None:
            ids = found.masked.slots[reading.speaker].ids
            return (ids[0] if len(ids) == 1 else None), reading.status
        start = min(found.masked.slots[number].start for number in found.slots)
        quotation = self._resolution.text.quotation_at(start)
        if quotation is None:
            return None, reading.status
        speaker = self._speakers.get(quotation)
        held = speaker in self._judges - self._resolution.dissenters
        if reading.status in PLAIN:
            return speaker, "held" if held else "alleged"
        return speaker, reading.status

    def _check_against_others(self, claim: Claim, accepted: Sequence[Claim]) -> None:
        """What is denied or doubted already, or a rule objects to, in the same words, no extractor makes plain."""
        for other in filter(lambda other: _same_words(claim, other), accepted):
            if other.polarity != claim.polarity or (claim.is_plain and not other.is_plain):
                raise _RefusedError("one reading", f"{other.rule} reads the same words otherwise")
        for each in self._refused:
            if claim.is_plain and each.gate in ("cues", "one reading") and _same_words(claim, each.claim):
                raise _RefusedError("one reading", f"{each.claim.rule} was refused there: {each.reason}")


def _same_words(claim: Claim, other: Claim) -> bool:
    """Whether both join the same ends by the same relation, on words that overlap."""
    here = claim.evidence[0]
    return (other.relation, other.subject, other.object) == (claim.relation, claim.subject, claim.object) and any(
        _overlap((each.start, each.end), (here.start, here.end)) for each in other.evidence
    )


def _as_it_came(resolution: Resolution, name: str, proposal: Proposal) -> Claim:
    document = resolution.text.document
    evidence = Evidence(document=document.id, start=proposal.start, end=proposal.end, quote=proposal.quote)
    return Claim(
        relation=proposal.relation,
        subject=proposal.subject,
        object=proposal.object,
        polarity=cast(Polarity, proposal.polarity),
        status=cast(Status, proposal.status),
        attributed_to=proposal.attributed_to,
        rule=f"plugin:{name}/{slug(proposal.rule)}",
        evidence=(evidence,),
    )


def _nearest(masked: Masked, proposal: Proposal) -> Slots | None:
    """The slots of the two ends that stand nearest to each other; two items of one list are no statement."""

    def numbers(entity: str, span: Span | None) -> list[int]:
        return [
            number
            for number, slot in enumerate(masked.slots)
            for member in slot.members
            if entity in member.ids
            and proposal.start <= member.mention.start
            and member.mention.end <= proposal.end
            and (span is None or _overlap(span, _span(member, entity)))
        ]

    subjects = numbers(proposal.subject, proposal.subject_span)
    objects = numbers(proposal.object, proposal.object_span)
    pairs = [(one, other) for one in subjects for other in objects if one != other]
    return min(pairs, key=lambda pair: (abs(pair[0] - pair[1]), pair), default=None)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _end(masked: Masked, number: int, entity: str) -> End:
    member = next(each for each in masked.slots[number].members if entity in each.ids)
    steps = tuple(step for step in member.steps if step.entity == entity)
    return End(id=entity, span=_span(member, entity), steps=steps)

"""What sentences say: frames over masked sentences, read with their cues."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from kg.claim import Polarity, Qualifier, Status, Step
from kg.document import Region
from kg.relate.answers import read_answer
from kg.relate.bench import follows_separate_opinion, is_earlier, is_own_bench, writes_apart
from kg.relate.candidates import Candidate, End, build_claim
from kg.relate.cues import Cues, read_cues, weakest
from kg.relate.frames import SLOTS, Frame, Outcome
from kg.relate.mask import Masked, Slot, mask_sentence
from kg.relate.selection import likely_frames
from kg.relate.speakers import find_speakers
from kg.relate.words import TAKEN_BACK_NEXT
from kg.resolve import About, Resolution, Resolved
from kg.resolve.resolution import Tribunal
from kg.resolve.tribunals import law_at_issue, reviewed_by
from kg.text import Quotation, Sentence

_JUDGE: Final = re.compile(r"Judge|Justice")
_DISSENT: Final = re.compile(r"\bdissent")
_ACTION_END: Final = re.compile(
    r"(?:, (?:and|but|which|who|while|unless|as)\b| and (?:shall|may|must|will)\b|(?<![A-Z])\.(?:\s|$)|;|\.\"|:\s).*$",
    re.DOTALL,
)
_VOID_WORDS: Final = ("unconstitutional", "invalid")
_VOID: Final = re.compile(rf"\b(?:{'|'.join(_VOID_WORDS)})")
_LONGEST_ACTION: Final = 240
_LONGEST_SENTENCE: Final = 6000
"""What runs on for longer is a table or a list without full stops, not a sentence."""
_SEVERAL: Final = 2
_OF_A_RULING: Final = ("ruling", "answer")
"""What frames need that tell of the ruling that the document reports."""
_ONE_CASE: Final = 12_000
"""Characters of a text that hardly tells of other cases at length."""


@dataclass(frozen=True, kw_only=True)
class _Reader:
    """What all sentences of a document are read with."""

    resolution: Resolution
    speakers: Mapping[Quotation, str]
    judges: frozenset[str]
    met: frozenset[str | None]


@dataclass(frozen=True, kw_only=True)
class _Statement:
    """One match of a frame, and how it is said."""

    reader: _Reader
    masked: Masked
    frame: Frame
    match: re.Match[str]
    cues: Cues
    polarity: Polarity
    statuses: tuple[Status, ...]
    speaker: str | None
    span: tuple[int, int]

    def slot(self, name: str) -> Slot | None:
        """The slot of a group, where the pattern has it and it matched."""
        if name not in self.match.re.groupindex or self.match.group(name) is None:
            return None
        return self.masked.slots[int(self.match.group(name))]


def stated_claims(resolution: Resolution) -> Iterator[Candidate]:
    """Claims by frames, sentence by sentence."""
    by_sentence: dict[int, list[Resolved]] = {}
    for resolved in resolution.mentions:
        by_sentence.setdefault(resolution.text.sentence_at(resolved.mention.start), []).append(resolved)
    said_of_no_name = any(word in resolution.text.folded for word in _VOID_WORDS)
    if (
        resolution.about.ruling is not None and said_of_no_name
    ):  # "The law was invalid." names nothing, and says something
        for index, sentence in enumerate(resolution.text.sentences):
            if index not in by_sentence and _VOID.search(resolution.text.folded, sentence.start, sentence.end):
                by_sentence[index] = []
    reader = _Reader(
        resolution=resolution, speakers=find_speakers(resolution), judges=judges_of(resolution),
        met=_met(resolution.about),
    )  # fmt: skip
    sentences = resolution.text.sentences
    notes = [region for region in resolution.text.document.regions if region.kind == "note"]
    for index, found in by_sentence.items():
        sentence = sentences[index]
        if index < 0 or not _is_prose(sentence) or (notes and _in_note(sentence.start, notes)):
            continue
        following = sentences[index + 1] if index + 1 < len(sentences) else None
        yield from _sentence_claims(reader, mask_sentence(resolution, sentence, found), following)


def _is_prose(sentence: Sentence) -> bool:
    return not (sentence.boilerplate or sentence.heading) and sentence.end - sentence.start <= _LONGEST_SENTENCE


def _in_note(offset: int, notes: list[Region]) -> bool:
    """Whether the offset stands in an editor's note: it quotes former and other law, not the law of the text."""
    index = bisect_right(notes, offset, key=lambda region: region.start) - 1
    return index >= 0 and offset < notes[index].end


def judges_of(resolution: Resolution) -> frozenset[str]:
    """Everyone whose word is a court's: courts, rulings, and people with the title of a judge."""
    return frozenset(
        entity.id
        for entity in resolution.entities.values()
        if entity.labels[0] in ("Court", "Ruling") or _JUDGE.search(str(dict(entity.properties).get("role", "")))
    )


def _sentence_claims(reader: _Reader, masked: Masked, following: Sentence | None) -> Iterator[Candidate]:
    judges: frozenset[int] | None = None
    for frame, patterns in likely_frames(masked.text.lower(), masked.kinds, reader.met):
        if judges is None:
            judges = frozenset(n for n, slot in enumerate(masked.slots) if _is_judge(reader, slot))
        for pattern in patterns:
            for match in pattern.matches(masked):
                if _needs_party(frame) and not _may_be_party(reader, masked, match, judges):
                    continue
                if frame.needs == "several" and len(masked.slots[int(match.group("S"))].ids) < _SEVERAL:
                    continue
                cues = read_cues(masked, match, frame.manner, judges)
                statement = _statement(reader, masked, frame, match, cues, following)
                if frame.needs != "answer" or "questioned" not in statement.statuses:
                    yield from _claims_of(statement)


def _met(about: About) -> frozenset[str | None]:
    """What frames may need of a document that this one has."""
    met: set[str | None] = {None, "several"}
    if about.instrument is not None:
        return frozenset(met | {"instrument"})
    met.add("narrative")
    if about.case is not None:
        met.update(("case", *_OF_A_RULING) if about.ruling else ("case",))
    return frozenset(met)


def _needs_party(frame: Frame) -> bool:
    return frame.needs in ("case", "ruling") and any(outcome.relation == "PARTY_TO" for outcome in frame.outcomes)


def _may_be_party(reader: _Reader, masked: Masked, match: re.Match[str], judges: frozenset[int]) -> bool:
    """Whether a subject can be a party: no judge, and in a long text one who is known to be a party."""
    number = int(match.group("S"))
    if number in judges or len(reader.resolution.text.folded) <= _ONE_CASE:
        return number not in judges
    about = reader.resolution.about
    known = {*about.plaintiffs, *about.defendants, *(party for party, _ in about.captioned)}
    return known.issuperset(masked.slots[number].ids)


def _is_judge(reader: _Reader, slot: Slot) -> bool:
    return slot.kind in ("Court", "Ruling") or (bool(slot.ids) and reader.judges.issuperset(slot.ids))


def _statement(
    reader: _Reader, masked: Masked, frame: Frame, match: re.Match[str], cues: Cues, following: Sentence | None
) -> _Statement:
    """The match with its voice: who says so, in or out of quotation marks, and what a short answer makes of it."""
    span = (masked.sentence.start, masked.sentence.end)
    polarity, statuses = cues.polarity, list(cues.statuses)
    speaker = _one(masked.slots[cues.speaker].ids) if cues.speaker is not None else None
    text = reader.resolution.text
    quotation = text.quotation_at(masked.offset(match.start())) if text.quotations else None
    if quotation is not None and cues.speaker is None:
        speaker = reader.speakers.get(quotation)
        statuses.append(_force(reader, speaker, masked))
    if following is not None and TAKEN_BACK_NEXT.match(text.folded, following.start):
        statuses.append("alleged")
    answer = read_answer(text, following) if cues.question and not cues.negations else None
    if answer is not None and following is not None:
        said_by = reader.speakers.get(answer.quotation) if answer.quotation else None
        if answer.quotation is None or said_by is not None:
            polarity = _times(polarity, answer.polarity)
            statuses = [s for s in statuses if s != "questioned"]
            statuses += [_force(reader, said_by, masked)] if answer.quotation else []
            speaker = said_by or speaker
            span = (span[0], following.end)
    return _Statement(
        reader=reader, masked=masked, frame=frame, match=match, cues=cues, polarity=polarity,
        statuses=tuple(statuses), speaker=speaker, span=span,
    )  # fmt: skip


def _force(reader: _Reader, speaker: str | None, masked: Masked) -> Status:
    judge = speaker in reader.judges - reader.resolution.dissenters
    return "held" if judge and not _DISSENT.search(masked.text) else "alleged"


def _claims_of(statement: _Statement) -> Iterator[Candidate]:
    """The claims of one match: every pair of its ends, with polarity, status and speaker."""
    match, masked = statement.match, statement.masked
    for outcome in statement.frame.outcomes:
        if outcome.judge_only and not _by_the_judge(statement):
            continue
        if outcome.basis == "inferred" and outcome.polarity == "negated" and statement.polarity == "negated":
            continue  # that something does not comply is no finding that it violates
        extra: tuple[Status, ...] = (outcome.status,) if outcome.status else ()
        status = weakest(statement.statuses + extra)
        said_by = statement.speaker
        if outcome.speaker:
            said_by = _one(masked.slots[int(match.group(outcome.speaker))].ids)
        yield from _pairs(statement, outcome, _times(statement.polarity, outcome.polarity), status, said_by)


def _by_the_judge(statement: _Statement) -> bool:
    """Whether the one who decides is the judge of the document's case, and does not dissent."""
    slot = statement.slot("O")
    judge = statement.reader.resolution.about.judge
    return slot is not None and slot.ids == (judge,) and not _DISSENT.search(statement.masked.text)


def _times(one: Polarity, other: Polarity) -> Polarity:
    return "affirmed" if one == other else "negated"


def _one(ids: tuple[str, ...]) -> str | None:
    return ids[0] if len(ids) == 1 else None


def _pairs(
    statement: _Statement, outcome: Outcome, polarity: Polarity, status: Status, speaker: str | None
) -> Iterator[Candidate]:
    qualifiers = list(_qualifiers(statement, outcome))
    for subject in _ends(statement, outcome.subject):
        for target in _ends(statement, outcome.object):
            claim = build_claim(
                statement.reader.resolution, outcome.relation, subject, target, rule=statement.frame.id,
                span=statement.span, polarity=polarity, status=status, speaker=speaker, basis=outcome.basis,
                qualifiers=qualifiers,
            )  # fmt: skip
            yield Candidate(claim=claim, objection=statement.cues.objection)


def _ends(statement: _Statement, name: str) -> Iterator[End]:
    """The entities of one end: of a slot, or what the document is about."""
    if name in SLOTS:
        slot = statement.slot(name)
        yield from _slot_ends(slot) if slot else ()
        return
    if name == "ruling" and (slot := statement.slot("S")) is not None:
        yield from _rulings(statement, slot)
        return
    if name == "below":
        slot = statement.slot("O")
        yield from _court_ends(statement, slot) if slot else _under_review(statement)
        return
    about = statement.reader.resolution.about
    if name == "law":
        slot = statement.slot("O")
        if slot is not None and slot.ids:
            yield from _slot_ends(slot)
        elif about.ruling is not None:
            yield _implied(statement, law_at_issue(about.ruling), "the law at issue")
        return
    entity = {
        "case": about.case,
        "ruling": about.ruling,
        "instrument": _instrument(statement),
        "accused": about.accused,
    }[name]
    if entity is not None and not (name == "ruling" and _is_not_the_courts(statement)):
        yield _implied(statement, entity, f"the {name} of the document")


def _is_not_the_courts(statement: _Statement) -> bool:
    """Whether words that name no court are told of an earlier ruling, or by a judge who writes apart."""
    resolution, offset = statement.reader.resolution, statement.masked.offset(statement.match.start())
    if statement.frame.needs not in _OF_A_RULING:
        return False
    return is_earlier(resolution, offset) or follows_separate_opinion(resolution, offset)


def _implied(statement: _Statement, entity: str, reason: str) -> End:
    here = statement.masked.offset(statement.match.start())
    return End(id=entity, steps=(Step(start=here, end=here, entity=entity, reason=reason),))


def _rulings(statement: _Statement, slot: Slot) -> Iterator[End]:
    """The ruling that a court or judge made: the document's own, or that of a court below."""
    resolution = statement.reader.resolution
    about = resolution.about
    for member in slot.members:
        tribunal = resolution.tribunals.by_mention.get(member.mention)
        if tribunal is not None:
            step = Step(start=member.mention.start, end=member.mention.end, entity=tribunal.ruling, reason="its ruling")
            yield End(id=tribunal.ruling, span=(member.mention.start, member.mention.end), steps=(*member.steps, step))
        elif about.ruling is not None and is_own_bench(resolution, member):
            apart = statement.frame.needs == "ruling" and writes_apart(resolution, member)
            if apart or is_earlier(resolution, member.mention.start):
                return
            yield _implied(statement, about.ruling, "the ruling of the document")
        else:
            yield from _slot_ends(Slot(members=(member,), start=slot.start, end=slot.end))


def _court_ends(statement: _Statement, slot: Slot) -> Iterator[End]:
    """A court below; one that is not named is known by its ruling alone."""
    for member in slot.members:
        if member.ids:
            yield from _slot_ends(Slot(members=(member,), start=slot.start, end=slot.end))
            continue
        tribunal = statement.reader.resolution.tribunals.by_mention.get(member.mention)
        span = (member.mention.start, member.mention.end)
        reviewed = list(_under_review(statement)) if tribunal and tribunal.key == "lower" else []
        if reviewed:
            yield replace(reviewed[0], span=span)
        elif tribunal is not None:
            yield End(id=tribunal.ruling, span=span)


def _under_review(statement: _Statement) -> Iterator[End]:
    """What is reviewed here, where the words do not name it: the court that ruled before."""
    resolution = statement.reader.resolution
    offset = statement.masked.offset(statement.match.start())
    slot = statement.slot("S")
    own = slot.members[0].mention if slot else None
    tribunal = resolution.tribunals.by_mention.get(own) if own else None
    if tribunal is None:
        found = resolution.tribunals.below(offset)
    else:
        found = resolution.tribunals.last_before(offset, tribunal.rank, other_than=tribunal.key)
    found = found or _other_court(statement, tribunal)
    if found is not None:
        yield _implied(statement, found.court or found.ruling, "the court that ruled before")
    elif tribunal is not None:
        yield _implied(statement, reviewed_by(tribunal.ruling), "what that court reviewed")
    elif resolution.about.ruling is not None:
        yield _implied(statement, reviewed_by(resolution.about.ruling), "what the court reviewed")


def _other_court(statement: _Statement, own: Tribunal | None) -> Tribunal | None:
    """The one other court that the sentence speaks of."""
    known = statement.reader.resolution.tribunals.by_mention
    others = {known[m.mention] for slot in statement.masked.slots for m in slot.members if m.mention in known} - {own}
    return others.pop() if len(others) == 1 else None


def _instrument(statement: _Statement) -> str | None:
    """The instrument whose "shall" this is: the provision in which the words stand, else the whole."""
    return statement.reader.resolution.about.instrument


def _slot_ends(slot: Slot) -> Iterator[End]:
    for member in slot.members:
        items = member.mention.items if len(member.mention.items) > 1 else ()
        for entity in member.ids:
            item = next((i for i in items if i.target == entity), None) if items else None
            span = (item.start, item.end) if item else (member.mention.start, member.mention.end)
            steps = tuple(s for s in member.steps if s.entity == entity) if member.steps else ()
            yield End(id=entity, span=span, steps=steps)


def _qualifiers(statement: _Statement, outcome: Outcome) -> Iterator[Qualifier]:
    """The role of a party; what is allowed, forbidden, required or disclosed, in the document's own words."""
    if outcome.role:
        yield Qualifier(kind="role", text=outcome.role)
    match, masked = statement.match, statement.masked
    if "act" not in match.re.groupindex or not match.group("act") or outcome.relation == "VIOLATES":
        return
    start = masked.offset(match.start("act"))
    cut = _ACTION_END.sub("", match.group("act"))
    end = min(masked.offset(match.start("act") + len(cut)), start + _LONGEST_ACTION)
    words = statement.reader.resolution.text.document.text[start:end]
    stripped = words.strip()
    start += words.index(stripped)
    yield Qualifier(kind="action", text=" ".join(stripped.split()), start=start, end=start + len(stripped))

"""Cues: what turns a statement into a denial, an allegation, a question, an attempt, a possibility.

A statement is plain only where every word around it that could govern it is understood. Where a clause lies under words
that no rule knows, or under words that take it back, there is an objection, and the claim is not accepted.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.claim import Polarity, Status
from kg.relate import words
from kg.relate.mask import Masked
from kg.relate.words import last

_WEAKEST: Final[tuple[Status, ...]] = (
    "questioned",
    "attempted",
    "alleged",
    "proposed",
    "conditional",
    "held",
    "asserted",
)


_NEXT_WORDS: Final = 200
"""How far behind a statement something that takes it back may stand."""
_REMEMBERED: Final = 4_000
"""Stretches of masked text whose cues are kept: most statements begin a sentence, or stand behind words often used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """How a statement is made.

    Attributes:
        negations: How many negations bear on it; an odd number negates.
        statuses: Every status that a cue gives it.
        speaker: Number of the slot that says so, or None.
        question: Whether it is a direct question that a short answer can settle.
        objection: Why it is no statement at all, or None.
    """

    negations: int = 0
    statuses: tuple[Status, ...] = ()
    speaker: int | None = None
    question: bool = False
    objection: str | None = None

    @property
    def polarity(self) -> Polarity:
        """Affirmed or negated."""
        return "negated" if self.negations % 2 else "affirmed"

    def status(self) -> Status:
        """The weakest of the statuses, so that doubt is never lost; asserted without any."""
        return weakest(self.statuses)


def weakest(statuses: tuple[Status, ...]) -> Status:
    """The weakest of some statuses, so that doubt is never lost; asserted without any."""
    return min(statuses, key=_WEAKEST.index, default="asserted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a frame wants its matches read.

    Attributes:
        plain_modal: A modal in the verb group is no doubt.
        operators: Whether to read what stands around the match.
        norm: Whether a condition after it limits what is allowed, rather than puts it in doubt.
        attributive: Whether the match may be part of a noun phrase ("a suit filed in the court").
        act: Whether it tells of an act that a court does by saying so: what it held besides takes nothing back.
        presupposed: Whether a question takes it for granted: "Did the search violate Roe's rights?" is asked in Roe's
            case.
    """

    plain_modal: bool = False
    operators: bool = True
    norm: bool = False
    attributive: bool = False
    act: bool = False
    presupposed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Voice:
    """Who says so, as far as a rule can tell; `as_judge` is the status of what a speaker who is a judge says."""

    speaker: int | None = None
    statuses: tuple[Status, ...] = ()
    negations: int = 0
    objection: str | None = None
    as_judge: Status | None = None
    object: bool = False


_GOVERNS: Final = re.compile(r"\b[a-z]+ (?:the |an? )?\Z")
_DISSENT: Final = re.compile(r"\bdissent")
_DIRECT: Final = re.compile(
    r"(?:^|: |, |\d\)? |\d\. )\"?(?:Does|Do|Did|Is|Are|Was|Were|Has|Have|Can|Could|May|Will|Would|Should|Must) $"
)


def read_cues(masked: Masked, match: re.Match[str], manner: Manner, judges: frozenset[int]) -> Cues:
    """Read the cues that bear on a frame's match.

    Args:
        masked: The sentence.
        match: Where the frame matched; group `v`, where there is one, is its verb group.
        manner: How the frame is to be read.
        judges: Slots whose speech is a court's.
    """
    verb = (match.group("v") or "") if "v" in match.re.groupindex else ""
    left = _left(masked, match)
    scope = _scope(left, act=manner.act)
    act = (match.group("act") or "") if "act" in match.re.groupindex else ""
    negations, of_verb = _verb_cues(verb, manner.plain_modal)
    statuses = list(of_verb)
    negations += bool(words.NOTHING.match(act))
    asked = not manner.presupposed and masked.text.rstrip("\"' )").endswith("?")
    question = asked and bool(_DIRECT.search(left)) and not words.THAT.search(scope)
    if asked:
        statuses.append("questioned")
    if not manner.operators:
        return Cues(negations=negations, statuses=tuple(statuses), question=question)
    negations += _negated_slot(masked, match)
    nothing = _is_nothing(left)
    negations += nothing
    # "sought to block an agreement that would allow X": what is sought is the blocking, and the agreement is there.
    sought = words.AGAINST.sub("", scope) if "> that " in match.group() else scope
    statuses += _scope_statuses(scope, sought, bool(words.PAST.search(verb)))
    statuses += _statuses_around(masked.text, match, left, manner)
    clause = "v" in match.re.groupindex and not manner.attributive
    voice = _Voice()
    if clause or words.THAT.search(scope):
        voice = _voice(masked.text, None if manner.act else _end(match, manner), scope, judges)
    objection = voice.objection
    if objection is None and not asked and _not_finite(masked, match, verb, manner):
        objection = "its verb is not finite"
    if objection is None and not nothing and _inside_phrase(masked, match, manner):
        objection = "its subject is part of a larger phrase"
    return Cues(
        negations=negations + voice.negations,
        statuses=(*statuses, *voice.statuses),
        speaker=voice.speaker,
        question=question,
        objection=objection,
    )


def _left(masked: Masked, match: re.Match[str]) -> str:
    """What stands before the match. A "that" inside the sentence opens a clause, though it looks like "that agency"."""
    start = match.start()
    opens_clause = start > 0 and match.group().startswith("that ")
    return masked.text[: start + len("that ") if opens_clause else start]


def _end(match: re.Match[str], manner: Manner) -> int:
    """Where the statement ends and what is said about it may begin; an action runs on to the end of its clause."""
    runs_on = "act" in match.re.groupindex and match.end("act") == match.end() and not manner.plain_modal
    return match.start("act") if runs_on else match.end()


def _negated_slot(masked: Masked, match: re.Match[str]) -> bool:
    """Whether the subject is "neither party"."""
    subject = re.match(r"[^<]*<\w+:(\d+)>", match.group())
    slot = masked.slots[int(subject.group(1))] if subject else None
    return (
        slot is not None and slot.members[0].mention.form == "description" and slot.members[0].mention.role == "neither"
    )


@lru_cache(maxsize=_REMEMBERED)
def _is_nothing(left: str) -> bool:
    """Whether the words right before make the subject none: "nothing in", "no provision of"."""
    return bool(words.NEGATED_SUBJECT.search(left) or words.NO_PART_OF.search(left))


@lru_cache(maxsize=_REMEMBERED)
def _verb_cues(verb: str, plain_modal: bool) -> tuple[int, tuple[Status, ...]]:
    negations = len(words.NEGATION.findall(verb))
    statuses: list[Status] = []
    if not plain_modal and words.POSSIBLE.search(verb):
        statuses.append("conditional")
    if not plain_modal and words.FUTURE.search(verb):
        statuses.append("proposed")
    if words.HEDGE.search(verb):
        statuses.append("conditional")
    if words.REPORTEDLY.search(verb):
        statuses.append("alleged")
    if words.ATTEMPT.search(verb):
        statuses.append("attempted")
    if words.INTENT.search(verb) and not plain_modal:
        statuses.append("proposed")
    if words.NOT_DONE.search(verb):
        negations += 1
        if not words.FAILED.search(verb):
            statuses.append("attempted")
    return negations, tuple(statuses)


@lru_cache(maxsize=_REMEMBERED)
def _scope_statuses(scope: str, sought: str, past: bool) -> tuple[Status, ...]:
    """What the words of the same clause before the match make of it; `sought` may say that it is attempted."""
    statuses: list[Status] = []
    if words.WHETHER.search(scope):
        statuses.append("questioned")
    if words.CONDITION.search(scope) or words.INVERTED.search(scope) or words.HEDGE.search(scope):
        statuses.append("conditional")
    past = past and not words.POSSIBLE.search(scope) and not words.FUTURE.search(scope)
    if words.GENERIC_TIME.search(scope) and not past:
        statuses.append("conditional")
    if words.REPORTEDLY.search(scope):
        statuses.append("alleged")
    if words.ATTEMPT.search(sought) or words.NOT_DONE.search(sought):
        statuses.append("attempted")
    if words.INTENT.search(sought):
        statuses.append("proposed")
    return tuple(statuses)


def _statuses_around(text: str, match: re.Match[str], left: str, manner: Manner) -> list[Status]:
    """What an aside, a label before a colon, and the words behind the statement make of it."""
    end = _end(match, manner)
    statuses: list[Status] = []
    if manner.act:
        return statuses
    if words.VIEW_ASIDE.search(match.group()) or words.LABELLED.search(left):
        statuses.append("alleged")
    if words.TAKEN_BACK_AFTER.search(text[end : match.end() + _NEXT_WORDS]):
        statuses.append("alleged")
    if not manner.norm and words.CONDITION_AFTER.search(_clause_after(text, end)):
        statuses.append("conditional")
    return statuses


def _voice(text: str, end: int | None, scope: str, judges: frozenset[int]) -> _Voice:
    """Who says so: "X argued that", "according to X", ", X wrote", "X denies that"; or what takes it back.

    `end` is where the statement ends; None where what follows it is no matter.
    """
    voice = _said_before(scope)
    if voice is None:
        trailing = words.TRAILING.search(text, end) if end is not None else words.TRAILING_CRITICS.search(text)
        voice = _trailing(trailing) if trailing else _governed(scope)
    if voice.as_judge is None:
        return voice
    if voice.object and voice.speaker not in judges:
        return _Voice(statuses=("alleged",))
    # What a judge says in a ruling is held; in a dissent it is no more than a view.
    held = voice.speaker in judges and not _DISSENT.search(text)
    return _Voice(speaker=voice.speaker, statuses=(voice.as_judge if held else "alleged",))


@lru_cache(maxsize=_REMEMBERED)
def _said_before(scope: str) -> _Voice | None:
    """Who is said before the match to say so, or what takes it back."""
    if words.EARLIER_REPORT.search(scope):
        return _Voice(objection="an earlier report is taken back")
    denied = last(words.DENIED, scope)
    if denied:
        if words.NEGATION.search(denied.group("how")):
            return _Voice(objection="a denial is itself denied")
        return _Voice(speaker=int(denied.group("number")), statuses=("alleged",), negations=1)
    if words.REJECTING.search(scope) and (words.THAT.search(scope) or words.SOMEONE.search(scope)):
        return _Voice(objection="words before it take it back")
    reported = last(words.REPORTED, scope)
    if reported:
        return _reported(scope, reported)
    according = last(words.ACCORDING, scope)
    return _Voice(speaker=int(according.group("number")), as_judge="held") if according else None


def _reported(scope: str, reported: re.Match[str]) -> _Voice:
    around = reported.group("how") + reported.group("what")
    if words.WHETHER.search(reported.group("what")):
        return _Voice()
    if words.NEGATION.search(around) or words.NOT_DONE.search(f"{around}to") or re.search(r"\bno\b", around):
        return _Voice(objection="who is said to say so does not")
    if words.POSSIBLE.search(around) or words.FUTURE.search(around):
        return _Voice(statuses=("conditional",))
    ruled = re.fullmatch(words.JUDICIAL, reported.group("verb")) and not words.SOMEONE.search(reported.group("what"))
    # "The tenants sued the city and argued that ...": the name before "and" is no subject.
    object = reported.group("how").startswith("and ") and _GOVERNS.search(scope, 0, reported.start()) is not None
    judge: Status = "held" if ruled else "alleged"
    return _Voice(speaker=int(reported.group("number")), as_judge=judge, object=object)


def _trailing(trailing: re.Match[str]) -> _Voice:
    found = trailing.groupdict()
    number = next((found[name] for name in ("number", "number2", "number3") if found.get(name)), None)
    if number is None:
        return _Voice(statuses=("alleged",))
    return _Voice(speaker=int(number), as_judge="held")


@lru_cache(maxsize=_REMEMBERED)
def _governed(scope: str) -> _Voice:
    """What the words before the match make of it where nobody is named who says so."""
    if words.OURSELVES.search(scope) and not words.NEGATION.search(scope):
        return _Voice()
    said = words.ALLEGED_THAT.search(scope)
    if said:
        if words.NEGATION.search(scope):
            return _Voice(objection="who is said to say so does not")
        return _Voice(statuses=("alleged",))
    if words.THAT.search(scope):
        return _Voice(objection="it lies under words that no rule knows")
    if words.SOMEONE.search(scope):
        if words.NEGATION.search(scope):
            return _Voice(objection="who is said to say so does not")
        return _Voice(statuses=("alleged",))
    return _Voice()


def _inside_phrase(masked: Masked, match: re.Match[str], manner: Manner) -> bool:
    """Whether the first slot of an active clause is no subject: "lawyers for X violated ...", or the last no object."""
    if "v" not in match.re.groupindex or match.group("v") is None:
        return False
    if match.group().endswith(">") and words.MODIFIES.match(masked.text, match.end()):
        return True
    starts = not masked.text[match.start() :].startswith((",", ".", ";", ":"))
    return starts and not manner.attributive and _ends_in_preposition(masked.text[: match.start()])


@lru_cache(maxsize=_REMEMBERED)
def _ends_in_preposition(left: str) -> bool:
    return words.PREPOSITION.search(left) is not None


def _not_finite(masked: Masked, match: re.Match[str], verb: str, manner: Manner) -> bool:
    """Whether the verb is an infinitive or participle: "lets X share", "without X violating"."""
    if not verb or manner.attributive or manner.plain_modal or words.AUXILIARY.search(verb):
        return False
    if verb.endswith("ing"):
        return True
    if words.PAST.search(verb) or re.search(r"\b\w+[^s]s\b|\b(?:cuts|sets|puts|lets)\b", verb):
        return False
    subject = re.match(r"[^<]*<\w+:(\d+)>", match.group())
    slot = masked.slots[int(subject.group(1))] if subject else None
    return slot is not None and len(slot.ids) < 2 and not slot.members[0].mention.plural


def _clause_after(text: str, end: int) -> str:
    boundary = words.BOUNDARY.search(text, end)
    return text[end : boundary.start() if boundary else len(text)]


@lru_cache(maxsize=_REMEMBERED)
def _scope(left: str, *, act: bool) -> str:
    """What of the words before a match may still govern it: back to the last boundary of clauses.

    An act of a court lies under no clause that is merely put in front of it.
    """
    if act and words.FRONTED.match(left):
        return ""
    boundary = last(words.BOUNDARY, left)
    scope = left[boundary.end() :] if boundary else left
    scope = words.NEGATED_SUBJECT.sub("", scope)
    opening = words.ASIDE_FIRST.match(scope)
    return scope[opening.end() :] if opening and not words.THAT.search(opening.group()) else scope

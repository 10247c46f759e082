"""Cues: what turns a statement into a denial, an allegation, a question, an attempt, a possibility."""

import re
from dataclasses import dataclass
from typing import Final

from kg.claim import Polarity, Status, Step
from kg.relate.mask import Masked

_NEGATION: Final = re.compile(r"\b(?:not|never|no longer|cannot|neither|nor)\b|n't\b")
_NEGATED_SUBJECT: Final = re.compile(r"\b(?:[Nn]othing in|[Nn]o|[Nn]one of|[Nn]either|[Nn]or) (?:of )?(?:the )?$")
_POSSIBLE: Final = re.compile(r"\b(?:may|might|could|can|would|should)\b")
_FUTURE: Final = re.compile(r"\b(?:will|won't|shall)\b")
_BOUNDARY: Final = re.compile(r"; |, but |\. |—| while | although | though ")
_WHETHER: Final = re.compile(r"\bwhether\b(?! or not)|\bif\b|\bunless\b")
_ATTEMPT: Final = re.compile(
    r"\b(?:attempt(?:s|ed|ing)?|s(?:eeks?|ought)|tr(?:y|ies|ied|ying)|ask(?:s|ed|ing)?|want(?:s|ed)?|hop(?:es?|ed|ing)|plan(?:s|ned)?"
    r"|intend(?:s|ed)?|propos(?:es|ed)|refus(?:es|ed)|declin(?:es|ed)|fail(?:s|ed)|promis(?:es|ed)|vow(?:s|ed))\b[^<>]{0,40}? to $"
)
_NOT_DONE: Final = re.compile(r"\b(?:refus|declin|fail)")
_SPEECH: Final = (
    r"(?:said|says|say|wrote|writes|argu(?:ed|es|e|ing)|alleg(?:ed|es|e|ing)|claim(?:ed|s|ing)?|contend(?:ed|s)?|assert(?:ed|s|ing)?"
    r"|maintain(?:ed|s)?|insist(?:ed|s)?|complain(?:ed|s)?|charg(?:ed|es)|believ(?:ed|es|e)|rul(?:ed|es|ing)|held|holds|holding"
    r"|found|finds|finding|conclud(?:ed|es|ing)|decid(?:ed|es)|determin(?:ed|es)|explain(?:ed|s)|declar(?:ed|es|ing)"
    r"|acknowledg(?:ed|es|e)|emphasiz(?:ed|es|ing)|noted|notes|stat(?:ed|es|ing)|warn(?:ed|s)|agree[ds]?|accus(?:ed|es)|suggest(?:ed|s)?)"
)
_DENIAL: Final = (
    r"(?:den(?:y|ies|ied)|disput(?:ed|es|e)|reject(?:ed|s)?(?: (?:the )?(?:claims?|allegations?|arguments?|idea))?)"
)
_SLOT: Final = r"<(?P<kind>\w+):(?P<number>\d+)>"
_REPORTED: Final = re.compile(
    rf"{_SLOT}(?:'s)?(?:, [^<>]{{1,80}},)? (?:[a-z]+ ){{0,3}}?{_SPEECH}(?: [a-z' ]{{0,40}}?)?(?: that| on)?[ ,:\"]*"
)
_DENIED: Final = re.compile(
    rf"{_SLOT}(?:, [^<>]{{1,80}},)? (?:has |have |had |flatly |also )*{_DENIAL} (?:that|having)\b"
)
_UNATTRIBUTED: Final = re.compile(
    r"\b(?:alleg(?:ations?|edly|ed|es|ing)|claims?|accus(?:ations?|ed)|critics|opponents|advocates|reportedly)\b"
    rf"|\b{_SPEECH}\b[^<>]{{0,40}}?\bthat\b"
)
_ACCORDING: Final = re.compile(rf"\b[Aa]ccording to (?:the |a )?{_SLOT}")
_TRAILING: Final = re.compile(
    rf"[,\"] (?:(?:[a-z]+ ){{0,2}}{_SPEECH} (?:the )?{_SLOT}|(?:the )?<(?P<kind2>\w+):(?P<number2>\d+)> {_SPEECH})"
)
_QUESTION_START: Final = re.compile(
    r"(?:^|: |, )(?:Does|Do|Did|Is|Are|Was|Were|Has|Have|Can|Could|May|Will|Would|Should|Must) "
)
_WEAKEST: Final[tuple[Status, ...]] = (
    "questioned",
    "attempted",
    "alleged",
    "proposed",
    "conditional",
    "held",
    "asserted",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """How a statement is made.

    Attributes:
        negations: How many negations bear on it; an odd number negates.
        statuses: Every status that a cue gives it.
        speaker: Number of the slot that says so, or None.
        question: Whether it is a direct question.
    """

    negations: int = 0
    statuses: tuple[Status, ...] = ()
    speaker: int | None = None
    question: bool = False
    steps: tuple[Step, ...] = ()

    @property
    def polarity(self) -> Polarity:
        """Affirmed or negated."""
        return "negated" if self.negations % 2 else "affirmed"

    def status(self) -> Status:
        """The weakest of the statuses, so that doubt is never lost; asserted without any."""
        return min(self.statuses, key=_WEAKEST.index, default="asserted")


def read_cues(
    masked: Masked, match: re.Match[str], *, plain_modal: bool, operators: bool, judges: frozenset[int]
) -> Cues:
    """Read the cues that bear on a frame's match.

    Args:
        masked: The sentence.
        match: Where the frame matched; group `v`, where there is one, is its verb group.
        plain_modal: A modal in the verb group is no doubt.
        operators: Whether to read what stands to the left.
        judges: Slots whose speech is a court's.
    """
    groups = match.re.groupindex
    verb = match.group("v") if "v" in groups else ""
    trigger = match.start("v") if "v" in groups else match.start()
    negations = len(_NEGATION.findall(verb))
    statuses: list[Status] = []
    if not plain_modal and _POSSIBLE.search(verb):
        statuses.append("conditional")
    if not plain_modal and _FUTURE.search(verb):
        statuses.append("proposed")
    left = _scope(masked.text[: match.start()])
    before_verb = masked.text[:trigger]
    negations += bool(_NEGATED_SUBJECT.search(masked.text[: match.start()]))
    attempt = _ATTEMPT.search(before_verb)
    if attempt and operators:
        statuses.append("attempted")
        negations += bool(_NOT_DONE.match(attempt.group()))
    question = masked.text.rstrip("\"' ").endswith("?") and bool(_QUESTION_START.search(masked.text[: match.end()]))
    if question or (operators and _WHETHER.search(left)):
        statuses.append("questioned")
    if not operators:
        return Cues(negations=negations, statuses=tuple(statuses), question=question)
    return _reported(masked, match, left, negations, statuses, question, judges)


def _reported(
    masked: Masked,
    match: re.Match[str],
    left: str,
    negations: int,
    statuses: list[Status],
    question: bool,
    judges: frozenset[int],
) -> Cues:
    """Who says so: "X argued that", "according to X", ", X wrote", "X denies that"."""
    shift = match.start() - len(left)
    speaker: int | None = None
    denied = _last(_DENIED, left)
    reported = _last(_REPORTED, left)
    according = _last(_ACCORDING, masked.text[: match.start()])
    trailing = _TRAILING.search(masked.text, match.end())
    if denied:
        speaker, negations = int(denied.group("number")), negations + 1
    elif reported and reported.end() + shift <= match.start() + 1:
        speaker = int(reported.group("number"))
    elif according:
        speaker = int(according.group("number"))
    elif trailing:
        speaker = int(trailing.group("number") or trailing.group("number2"))
    elif _UNATTRIBUTED.search(left):
        statuses.append("alleged")
    if speaker is not None:
        statuses.append("held" if speaker in judges else "alleged")
    return Cues(negations=negations, statuses=tuple(statuses), speaker=speaker, question=question)


def _scope(left: str) -> str:
    """What of the words before a match may still govern it: back to the last boundary of clauses."""
    cut = 0
    for boundary in _BOUNDARY.finditer(left):
        cut = boundary.end()
    return left[cut:]


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(text):
        pass
    return found

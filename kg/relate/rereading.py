"""The cues, read again: what the words around two ends make of a relation between them, whichever rule claimed it.

A frame reads its own match. This reads the stretch between any two mentions of a sentence, and so it can judge what no
frame has matched. It knows less of the clause than a frame does, and objects where it cannot tell.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal

from kg.claim import Polarity, Status
from kg.relate import words
from kg.relate.cues import Manner, read_cues
from kg.relate.frames import load_frames
from kg.relate.mask import ACTORS, Masked
from kg.schema import load_schema

CueKind = Literal[
    "negation", "question", "report", "hearsay", "denial", "reversal", "attempt", "intention", "refusal", "possibility",
    "future", "hedge", "condition", "answer",
]  # fmt: skip

_QUANTIFIED: Final = re.compile(
    r"\b(?:[Nn]o|[Nn]one|[Nn]othing|[Nn]obody|[Nn]o one|[Ff]ew|[Ll]ittle|only|[Nn]either|[Nn]or)\b"
)
_NOTHING_NEXT: Final = re.compile(r"\W*(?:[a-z]+ )?(?:no|none|nothing|not|nobody|never|cannot)\b")
_STOPPING: Final = re.compile(
    r"\b(?:block|halt|enjoin|prevent|prohibit|forbid|bar|ban|stop|suspend|oppos|object|against|repeal|revok|invalidat"
    r"|strike down|struck down|challeng)\w*",
    re.IGNORECASE,
)
"""Words that take the object out of the hands of the verb before them: "asked to block the agreement"."""
_DENIAL: Final = re.compile(rf"\b{words.DENIAL}\b")
_KINDS: Final[tuple[tuple[CueKind, re.Pattern[str]], ...]] = (
    ("question", words.WHETHER),
    ("question", re.compile(r"\?")),
    ("negation", words.NEGATION),
    ("negation", _QUANTIFIED),
    ("refusal", words.NOT_DONE),
    ("attempt", words.ATTEMPT),
    ("intention", words.INTENT),
    ("denial", _DENIAL),
    ("reversal", words.REJECTING),
    ("report", re.compile(rf"\b{words.SPEECH}\b|\b[Aa]ccording to\b")),
    ("hearsay", words.REPORTEDLY),
    ("hearsay", words.SOMEONE),
    ("condition", words.CONDITION_AFTER),
    ("condition", re.compile(r"\b(?:if|unless)\b", re.IGNORECASE)),
    ("possibility", words.POSSIBLE),
    ("future", words.FUTURE),
    ("hedge", words.HEDGE),
)
_DOUBTS: Final[dict[CueKind, Status]] = {
    "question": "questioned", "hearsay": "alleged", "attempt": "attempted", "intention": "proposed",
    "future": "proposed", "possibility": "conditional", "hedge": "conditional", "condition": "conditional",
}  # fmt: skip
_SPEECH: Final = re.compile(rf"\b{words.SPEECH}\b|\b[Aa]ccording to\b|\b(?:dropp|withdr|settl|abandon)\w*")
_NOT_FINITE: Final = re.compile(
    r"\b(?!during|including|regarding|concerning|following|nothing|housing|building|meeting|hearing|filing|ruling)"
    r"[a-z]{2,}ing\b|\bto (?!the\b|an?\b|its\b|their\b|his\b|her\b|this\b|that\b|both\b|each\b|any\b|all\b)[a-z]+"
)
"""Infinitives and participles: whether the first end does what they say hangs on the verb above them."""
_PASSIVE: Final = re.compile(r"\b(?:is|are|was|were|be|been|being)\b.*\bby (?:the |an? )?$")
_NORMS: Final = ("PERMITS", "PROHIBITS", "REQUIRES", "GOVERNS")
_PLAIN: Final = ("asserted", "held")
_STEM: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Cue:
    """Words that bear on how something is said; `start` and `end` are code points of the document."""

    start: int
    end: int
    kind: CueKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Rereading:
    """What the words make of a relation between two mentions.

    Attributes:
        polarity: Affirmed or negated.
        status: The weakest that a cue gives it; asserted without any.
        speaker: Number of the slot that says so, or None.
        objection: Why the words do not let it stand, or None.
    """

    polarity: Polarity
    status: Status
    speaker: int | None = None
    objection: str | None = None

    def contradicts(self, polarity: Polarity, status: Status) -> str | None:
        """Why a claim with this polarity and status does not agree with the words, or None where it does.

        A claim may be more careful than the words, never less.
        """
        if self.objection:
            return self.objection
        if polarity != self.polarity:
            return f"the words around it read as {self.polarity}, the claim says {polarity}"
        if status in _PLAIN and self.status not in _PLAIN:
            return f"the words around it read as {self.status}, the claim says {status}"
        return None


def read_again(
    masked: Masked, subject: int, object: int, relation: str, judges: frozenset[int] = frozenset()
) -> Rereading:
    """Read what stands between and around two slots of a sentence.

    Args:
        masked: The sentence.
        subject: Number of the slot of one end.
        object: That of the other, which is another slot.
        relation: What is claimed between them: its own trigger words do not count against it.
        judges: Slots whose speech is a court's.
    """
    first, second = sorted((subject, object))
    match = re.search(rf"<\w+:{first}>(?P<v>.*?)<\w+:{second}>", masked.text)
    if match is None:  # slots are numbered in the order of the text
        raise ValueError(f"the sentence has no slots {first} and {second}")
    norm = relation in _NORMS
    cues = read_cues(masked, match, Manner(plain_modal=norm, norm=norm), judges)
    around = _around(masked, match)
    statuses = (*cues.statuses, *_doubts(around, norm=norm))
    status = replace(cues, statuses=statuses).status()
    objection = cues.objection or _turned(masked, match, around, relation) or _apart(masked, match, relation, subject)
    if objection is None and status in _PLAIN and (found := _NOT_FINITE.search(match.group("v"))):
        objection = f"its verb is not finite: “{found.group()}”"
    return Rereading(polarity=cues.polarity, status=status, speaker=cues.speaker, objection=objection)


def _around(masked: Masked, match: re.Match[str]) -> str:
    """What stands between the ends, and before them in the same clause."""
    opening = masked.text[: match.start()]
    boundary = words.last(words.BOUNDARY, opening)
    return opening[boundary.end() if boundary else 0 :] + " " + match.group("v")


def _doubts(around: str, *, norm: bool) -> Iterator[Status]:
    """The statuses of every cue nearby: a frame knows which of them bear on its match, this does not."""
    for kind, pattern in _KINDS:
        if kind in _DOUBTS and not (norm and kind in ("possibility", "future")) and pattern.search(around):
            yield _DOUBTS[kind]


def _turned(masked: Masked, match: re.Match[str], around: str, relation: str) -> str | None:
    """What the reading of a frame leaves to the pattern of the frame: words inside it that turn or empty it."""
    own = triggers_of(relation)
    for pattern in (words.REJECTING, _DENIAL, words.NOT_DONE, _STOPPING):
        for found in pattern.finditer(around):
            if not any(found.group().lower().startswith(trigger) for trigger in own):
                return f"the words around it may turn it: “{found.group().strip()}”"
    emptied = _QUANTIFIED.search(around)
    if emptied:
        return f"the words around it may empty it: “{emptied.group()}”"
    if _NOTHING_NEXT.match(masked.text, match.end()):
        return "the words after it may empty it"
    return None


def _apart(masked: Masked, match: re.Match[str], relation: str, subject: int) -> str | None:
    """Why the two ends may be no subject and object of one verb, or stand the other way round."""
    inside = match.group("v")
    if re.search(rf"<(?:{'|'.join(ACTORS)}):", inside):
        return "somebody else stands between its ends"
    if found := words.THAT.search(inside) or _SPEECH.search(inside):
        return f"another clause begins between its ends: “{found.group()}”"
    opens = re.match(rf"<\w+:{subject}>", match.group()) is not None
    kinds = re.match(r"<(\w+):", match.group()), re.search(r"<(\w+):\d+>$", match.group())
    one, other = (kind[1] for kind in kinds if kind)
    allows = load_schema().allows
    either = allows(relation, (one,), (other,)) and allows(relation, (other,), (one,))
    if either and opens == bool(_PASSIVE.search(inside)):
        return "it may stand the other way round"
    return None


@cache
def triggers_of(relation: str) -> frozenset[str]:
    """Lower-case stems of the words by which frames say a relation, and those of its label."""
    found = {
        t for frame in load_frames() if any(o.relation == relation for o in frame.outcomes) for t in frame.triggers
    }
    label = load_schema().edge(relation).label.split()
    return frozenset(found | {word[:_STEM] for word in label if len(word) >= _STEM})


def find_cues(masked: Masked) -> tuple[Cue, ...]:
    """Every word of a sentence that the reading of cues knows, outside the mentions; of two that overlap the first."""
    found: list[Cue] = []
    for kind, pattern in _KINDS:
        for match in pattern.finditer(masked.text):
            if match.group().strip():
                start = masked.offset(match.start() + len(match.group()) - len(match.group().lstrip()))
                cue = Cue(
                    start=start, end=masked.offset(match.start() + len(match.group().rstrip()) - 1) + 1, kind=kind
                )
                if all(cue.end <= other.start or cue.start >= other.end for other in found):
                    found.append(cue)
    return tuple(sorted(found))

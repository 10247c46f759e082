"""A sentence with its mentions masked, so that frames can be patterns over kinds of things."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import Final

from kg.identifiers import label_of
from kg.resolve import Resolution, Resolved
from kg.text import Sentence

ACTORS: Final = ("Agency", "Organization", "Person", "Party", "Court")
LAWS: Final = ("Statute", "Regulation", "Constitution", "ExecutiveOrder", "Bill")
_AND: Final = re.compile(r"\)?,? (?:and|or|nor|&) (?:the |an? )?$|\)?, (?:the )?$| \($")
_PLAIN_AND: Final = re.compile(r"\)? (?:and|or|nor|&) (?:the |an? )?$")
_FAMILIES: Final = (ACTORS, LAWS, ("Agreement",), ("Motion",))
_FAMILY: Final = {kind: number for number, family in enumerate(_FAMILIES) for kind in family}
"""Things of one family can be coordinated."""
_FINITE: Final = re.compile(
    r"^ (?:has|have|had|is|are|was|were|did|does|do|will|would|may|must|shall|can|could|also|then|later|[a-z]+ed|sues?"
    r"|won|lost|said|says|held)\b"
)
_VERB: Final = re.compile(r"\b(?:[a-z]+ed|sues?|held|said|wrote|gave|won|lost|is|are|was|were|has|have)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One placeholder: a mention, or several that are coordinated."""

    members: tuple[Resolved, ...]
    start: int
    end: int

    @property
    def kind(self) -> str:
        """The kind of its first member; "this section" of a regulation is a regulation."""
        first = self.members[0]
        return label_of(first.ids[0]) if first.ids and first.mention.kind in LAWS else first.mention.kind

    @property
    def ids(self) -> tuple[str, ...]:
        """The entities of all members."""
        if len(self.members) == 1:
            return self.members[0].ids
        return tuple(dict.fromkeys(entity for member in self.members for entity in member.ids))


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """A masked sentence.

    Attributes:
        text: The sentence with each slot as "<Kind:number>".
        slots: The slots by number.
        kinds: The kind of each.
        marks: Where each stands in `text`.
        sentence: Where it came from.
    """

    text: str
    slots: tuple[Slot, ...]
    kinds: tuple[str, ...]
    marks: tuple[tuple[int, int], ...]
    sentence: Sentence

    def offset(self, position: int) -> int:
        """The document's code point of a position in the masked text."""
        index = bisect_right(self.marks, position, key=itemgetter(0)) - 1
        if index < 0:
            return min(self.sentence.start + position, self.sentence.end)
        behind = position - self.marks[index][1]
        return self.slots[index].start if behind < 0 else min(self.slots[index].end + behind, self.sentence.end)


def mask_sentence(resolution: Resolution, sentence: Sentence, mentions: list[Resolved]) -> Masked:
    """Put placeholders for the mentions of a sentence; coordinated ones of a family share one."""
    folded = resolution.text.folded
    slots = _coordinate(folded, sentence, [m for m in mentions if not m.mention.nested])
    kinds = tuple(slot.kind for slot in slots)
    text = ""
    marks: list[tuple[int, int]] = []
    place = sentence.start
    for number, (slot, kind) in enumerate(zip(slots, kinds, strict=True)):
        text += _words(folded[place : slot.start])
        start = len(text)
        text += f"<{kind}:{number}>"
        marks.append((start, len(text)))
        place = slot.end
    text += _words(folded[place : sentence.end])
    return Masked(text=text, slots=tuple(slots), kinds=kinds, marks=tuple(marks), sentence=sentence)


def _words(text: str) -> str:
    """Angle brackets of the text itself must not look like placeholders; the length stays."""
    return text.replace("<", "(").replace(">", ")").replace("\n", " ")


def _coordinate(folded: str, sentence: Sentence, mentions: list[Resolved]) -> list[Slot]:
    slots: list[Slot] = []
    run: list[Resolved] = []
    for resolved in mentions:
        if run and _same_family(run[0], resolved):
            start = _start(folded, sentence, resolved)
            if _AND.match(folded[run[-1].mention.end : start]):
                run.append(resolved)
                continue
        slots += _split(folded, sentence, run)
        run = [resolved]
    return slots + _split(folded, sentence, run)


def _split(folded: str, sentence: Sentence, run: list[Resolved]) -> list[Slot]:
    """One slot for a true coordination, one each where the commas may part clauses."""
    if len(run) < 2:
        return [_alone(folded, sentence, resolved) for resolved in run]
    gaps = [folded[a.mention.end : _start(folded, sentence, b)] for a, b in pairwise(run)]
    if len(run) > 2 and gaps[-1] in (", ", " (") and _is_name_with_citation(run[-2:]):
        gaps = gaps[:-1]  # "26 U.S.C. 6103 and the Privacy Act, 5 U.S.C. 552a": the last two are one
    true_list = _PLAIN_AND.match(gaps[-1]) or (len(run) > 2 and "and" in gaps[-1])
    apposition = len(run) == 2 and gaps[0] in (", ", " (") and _is_name_with_citation(run)
    if apposition or (true_list and not _new_clause(folded, sentence, run)):
        return [Slot(members=tuple(run), start=_start(folded, sentence, run[0]), end=run[-1].mention.end)]
    return [_alone(folded, sentence, resolved) for resolved in run]


def _alone(folded: str, sentence: Sentence, resolved: Resolved) -> Slot:
    return Slot(members=(resolved,), start=_start(folded, sentence, resolved), end=resolved.mention.end)


def _is_name_with_citation(run: list[Resolved]) -> bool:
    return [r.mention.form for r in run] == ["name", "citation"]


def _start(folded: str, sentence: Sentence, resolved: Resolved) -> int:
    """Where a mention begins with its title: "Judge" of "Judge Friedrich" is no word of the clause."""
    mention = resolved.mention
    if mention.kind == "Person" and mention.role:
        for title in (mention.role, f"{mention.role}s"):
            start = mention.start - len(title) - 1
            if start >= sentence.start and folded.startswith(f"{title} ", start):
                return start
    return mention.start


def _new_clause(folded: str, sentence: Sentence, run: list[Resolved]) -> bool:
    """Whether the last of the run is the subject of a further clause: "X sued Y and Z appealed"."""
    after = folded[run[-1].mention.end : sentence.end]
    before = folded[sentence.start : run[0].mention.start]
    return bool(_FINITE.match(after)) and bool(_VERB.search(before))


def _same_family(one: Resolved, other: Resolved) -> bool:
    family = _FAMILY.get(one.mention.kind)
    return family is not None and family == _FAMILY.get(other.mention.kind)

"""Whose ruling a document reports: the judge who acts at its outset, not one who dissents or sits in another case."""

import re
from typing import Final

from kg.mentions import Mention
from kg.text import Text

_TRIAL_JUDGE: Final = re.compile(r"\bJudge\b")
_APPELLATE: Final = re.compile(r"Circuit|Appeals|Appellate|Justice")
_ANY_JUDGE: Final = re.compile(r"Judge|Justice")
_ACTED: Final = re.compile(
    r"^(?: of (?:the )?[A-Z][^,;\n]{2,50}?)?(?:, [^;\n]{1,90},)?(?:,? (?:on|in|late|early|earlier|this"
    r"|last) [^;,\n]{1,30},?)?(?: (?:has|had|also|then|today|unanimously))* "
    r"(?:denied|granted|dismissed|ruled|held|vacated|blocked|struck|upheld|found|ordered|rejected|declined|refused"
    r"|enjoined|wrote"
    r"|issued|sided|concluded|decided|approved|halted|stayed|reversed|affirmed|threw|tossed|temporarily"
    r"|permanently|overturned)\b"
)
_OUTSET: Final = 5
"""Sentences, headline included, in which a report says who ruled."""
_APPEAL: Final = re.compile(
    r"\b(?:appeals court|court of appeals|circuit (?:court|judge)|supreme court|en banc|panel|appellate)\b",
    re.IGNORECASE,
)
_ELSEWHERE: Final = re.compile(
    r"\b(?:separate|another|similar|unrelated|previously|earlier|previous|last year)\b|\b(?:was"
    r"|were) \w+ed\b[^.;]{0,40}\bby\b"
)
_DISSENT: Final = re.compile(r"\bdissent")
_DISSENT_OF: Final = re.compile(
    r"\bdissent(?:ing opinion)?(?:,? (?:by|of|from|authored by|written by))?,? (?:\w+ ){0,4}$"
)


_BEFORE_LENGTH: Final = 300
"""Characters before a name in which it may be said that the opinion in dissent is that judge's."""


def lead_judge(text: Text, people: dict[Mention, str]) -> Mention | None:
    """The mention of the judge whose ruling the document reports, or None where that is open.

    Of several trial judges it is the one who is named at the outset. Where the outset tells of an appeal, the trial
    judge is the one below.
    """
    if _APPEAL.search(_outset(text)) or any("Justice" in (m.role or "") for m in people):
        return None
    dissenters = dissenting(text, people)
    judges = [
        m
        for m, person in people.items()
        if m.role and _TRIAL_JUDGE.search(m.role) and not _APPELLATE.search(m.role) and person not in dissenters
    ]
    tells = {index: _elsewhere(text, index) for index in {text.sentence_at(m.start) for m in judges}}
    own = [m for m in judges if not tells[text.sentence_at(m.start)]]
    if len({people[m] for m in judges}) > 1:
        own = [m for m in own if text.sentence_at(m.start) < _first_prose(text) + _OUTSET]
    if len({people[m] for m in own}) != 1:
        return None
    return next((m for m in own if m.form == "name"), own[0])


def acted(text: Text, mention: Mention) -> bool:
    """Whether the words after a judge or court say that it ruled."""
    return bool(_ACTED.match(text.folded[mention.end : mention.end + 220]))


def at_the_outset(text: Text, offset: int) -> bool:
    """Whether the offset stands at the outset of a report."""
    return text.sentence_at(offset) < _first_prose(text) + _OUTSET


def dissenting(text: Text, people: dict[Mention, str]) -> frozenset[str]:
    """Everyone with a judge's title who is said to dissent."""
    judges = sorted((m for m in people if m.role and _ANY_JUDGE.search(m.role)), key=lambda m: m.start)
    found: set[str] = set()
    for index, mention in enumerate(judges):
        sentence = text.sentences[max(0, text.sentence_at(mention.start))]
        end = judges[index + 1].start if index + 1 < len(judges) else sentence.end
        before = text.folded[max(sentence.start, mention.start - _BEFORE_LENGTH) : mention.start]
        after = _DISSENT.search(text.folded, mention.end, min(sentence.end, end))
        if after or _DISSENT_OF.search(before):
            found.add(people[mention])
    return frozenset(found)


def _outset(text: Text) -> str:
    sentences = text.sentences[: _first_prose(text) + _OUTSET]
    return text.folded[sentences[0].start : sentences[-1].end] if sentences else ""


def _first_prose(text: Text) -> int:
    return next((i for i, s in enumerate(text.sentences) if not s.heading and not s.boilerplate), 0)


def _elsewhere(text: Text, index: int) -> bool:
    """Whether a sentence tells of another case."""
    sentence = text.sentences[max(0, index)]
    return bool(_ELSEWHERE.search(text.folded, sentence.start, sentence.end))

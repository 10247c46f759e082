"""Pronouns at the head of a sentence, where they can mean only the one person of the sentence before."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from typing import Final

from kg.claim import Step
from kg.mentions import Mention
from kg.resolve.resolution import Resolved
from kg.text import Sentence, Text

_OPENING: Final = re.compile(
    r"(?:(?:In|On|At|After|Before|During|Later|Then|Thereafter|Subsequently|Eventually|Ultimately|Instead|However"
    r"|Nevertheless|Upon|Following|As a result|Accordingly)\b[^,;<>]{0,60}, )?(?P<word>He|She|he|she)(?= [a-z])"
)
_SOMEBODY: Final = re.compile(
    r"\b(?:(?:police)?m[ae]n|wom[ae]n|officers?|deput(?:y|ies)|detectives?|troopers?|agents?|boys?|girls?|judge|magistrate"
    r"|lawyer|attorney|counsel|prosecutor|son|daughter|wife|husband|mother|father|brother|sister|spouse|widow|parents?"
    r"|friends?|neighbor|doctor|physician|nurse|teacher|principal|student|driver|passenger|clerk|sheriff|warden|mayor"
    r"|governor|president|secretary|director|manager|supervisor|employer|owner|victim|witness|informant|suspect"
    r"|defendant|plaintiff|respondent|petitioner|accomplice|partner|cellmate|inmate|prisoner|citizen|resident|child"
    r"|baby|minor|chairman|foreman|captain|seaman|landlord|tenant|customer|colleague|someone|somebody|another|others)\b",
    re.IGNORECASE,
)
"""People whom a pronoun may mean as well."""
_SAYS_WHAT: Final = re.compile(
    r",? (?:was |is |had been |became |worked as |served as )?(?:an?|the|one of the) (?:[\w'-]+ ){0,5}?\Z"
)
"""From a name to the noun that says what the person is: ", a former"."""
_TITLED: Final = re.compile(
    r"(?:[Pp]etitioner|[Rr]espondent|[Aa]ppell(?:ant|ee)|[Pp]laintiff|[Dd]efendant|[\w-]+),? \Z"
)
_SUBJECT: Final = re.compile(
    r"(?:(?:In|On|At|After|Before|During|When|While|Following|Upon|As|By|For|Later|Then|However|Instead|Finally|Also"
    r"|Ultimately|Nevertheless)\b(?:(?!\b(?:he|she)\b)[^,;]){0,100}, |Once )?"
    r"(?:(?:[Tt]he|[Aa]n?|[a-z-]*(?:petitioner|respondent|appellant|appellee|plaintiff|defendant)|former|then|[\w-]+-old"
    r"|[A-Z][\w.-]*|student|seaman|officer|Mr\.|Ms\.|Mrs\.|Dr\.),? ){0,5}"
)
"""What stands before the subject of a sentence."""
_SUFFERER: Final = re.compile(
    r"(?:[\w'.,-]+ ){1,9}(?:found|convicted|charged|indicted|arrested|sentenced|prosecuted|fired|suspended|expelled"
    r"|dismissed|deported|detained) (?:petitioner |respondent |defendant )?"
)
"""What stands before one to whom it happens: "a jury found"."""
_NEAR: Final = 90


def resolve_pronouns(text: Text, resolved: Mapping[Mention, Resolved]) -> dict[Mention, Resolved]:
    """The pronouns that open a sentence, each with the person whom the sentence before speaks of.

    Where that one names nobody, two people, or somebody without a name besides, the pronoun stays open.
    """
    people = sorted((m for m in resolved if m.kind == "Person" and not m.nested), key=lambda m: m.start)
    starts = [m.start for m in people]
    found: dict[Mention, Resolved] = {}
    last: tuple[Sentence, Resolved] | None = None
    previous: Sentence | None = None
    for sentence in text.sentences if people else ():
        opening = _OPENING.match(text.folded, sentence.start)
        together = previous is not None and previous.block == sentence.block
        here = people[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        if opening and previous is not None and together and text.quotation_at(sentence.start) is None:
            known = last[1] if last and last[0] is previous else None
            named = people[bisect_left(starts, previous.start) : bisect_left(starts, previous.end)]
            who = _only_one(text, previous, named, resolved, known)
            before = [m for m in here if m.start < opening.start("word")]
            if who is not None and not before:
                mention = _pronoun(opening)
                step = Step(start=mention.start, end=mention.end, entity=who, reason="the only person spoken of before")
                found[mention] = Resolved(mention=mention, ids=(who,), steps=(step,))
                last = (sentence, found[mention])
        previous = sentence
    return found


def _pronoun(opening: re.Match[str]) -> Mention:
    word = opening.group("word")
    return Mention(
        start=opening.start("word"), end=opening.end("word"), kind="Person", form="description", name=word.lower(),
        definite=True, role=word.lower(),
    )  # fmt: skip


def _only_one(
    text: Text, sentence: Sentence, named: list[Mention], resolved: Mapping[Mention, Resolved], known: Resolved | None
) -> str | None:
    """The one person whom a sentence speaks of."""
    spoken = [resolved[mention] for mention in named] + ([known] if known else [])
    ids = {entity for each in spoken for entity in each.ids}
    if len(ids) != 1 or any(len(each.ids) != 1 for each in spoken):
        return None
    if known is None and not _is_topic(text, sentence, named[0]):
        return None
    ends = [each.mention.end for each in spoken]
    names = [each.mention for each in spoken]
    for other in _SOMEBODY.finditer(text.folded, sentence.start, sentence.end):
        inside = any(m.start <= other.start() < m.end for m in names)
        told = any(
            end <= other.start() <= end + _NEAR and _SAYS_WHAT.fullmatch(text.folded, end, other.start())
            for end in ends
        )
        title = any(_TITLED.fullmatch(text.folded, other.start(), m.start) for m in names if m.start > other.start())
        if not (inside or told or title):
            return None
    return ids.pop()


def _is_topic(text: Text, sentence: Sentence, mention: Mention) -> bool:
    """Whether a sentence is about somebody: the subject, or the one to whom it happens."""
    before = text.folded[sentence.start : mention.start]
    return bool(_SUBJECT.fullmatch(before) or _SUFFERER.fullmatch(before))

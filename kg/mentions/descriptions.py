"""Finds definite descriptions: "the group", "that statute", "her ruling", "either Party", "the plaintiffs"."""

import re
from collections.abc import Iterator
from typing import Final

from kg.mentions.anchors import find_around, find_at
from kg.mentions.mention import Mention
from kg.mentions.scan import Scan
from kg.mentions.words import Words

NOUNS: Final = {
    "Organization": "group organization company union nonprofit association corporation firm coalition charity",
    "Agency": "agency department bureau commission administration city county state service government office board",
    "Statute": "statute law act code provision",
    "Regulation": "rule regulation",
    "Ruling": "ruling decision order opinion judgment injunction verdict",
    "Case": "case lawsuit suit litigation complaint proceeding",
    "Court": "court",
    "Person": "judge",
    "Program": "program policy initiative",
}
PARTIES: Final = "party plaintiff defendant petitioner respondent appellant appellee intervenor claimant"
_KIND_OF: Final = {noun: kind for kind, nouns in NOUNS.items() for noun in nouns.split()} | dict.fromkeys(
    PARTIES.split(), "Party"
)
_IRREGULAR: Final = {
    "agencies": "agency",
    "companies": "company",
    "parties": "party",
    "cities": "city",
    "counties": "county",
}
_WORDS: Final = "|".join(sorted([*_KIND_OF, *(f"{w}s" for w in _KIND_OF), *_IRREGULAR], key=len, reverse=True))
_NOUNS: Final = frozenset([*_KIND_OF, *(f"{w}s" for w in _KIND_OF), *_IRREGULAR])
_DETERMINER: Final = (
    r"\b(?P<determiner>the|this|that|these|those|both|either|neither|each|such|said|her|his|its|their|\w{1,40}'s?)"
    r" (?:(?:court|federal|trial|lower|same|two|civil|three|challenged|[a-z]{1,20}-[a-z]{1,20}) ){0,2}"
)
_BEFORE: Final = re.compile(rf"{_DETERMINER}\Z", re.IGNORECASE)
_BEFORE_LENGTH: Final = 100
_BEFORE_WORDS: Final = 3
_BEFORE_NOUN: Final = frozenset(
    """the this that these those both either neither each such said her his its their court federal trial lower same
    two civil three challenged""".split()
)
"""What may stand right before the noun, beside possessives and compounds with a hyphen."""
_PLAIN_DETERMINERS: Final = frozenset(
    f"{word} " for word in "the this that these those both either neither each such said her his its their".split()
)
_DESCRIPTION: Final = re.compile(rf"{_DETERMINER}(?P<noun>{_WORDS})\b(?! of the (?:Treasury|Interior))", re.IGNORECASE)
_REQUESTS: Final = ("request", "motion", "petition", "application", "bid", "plea")
_BEFORE_REQUEST: Final = (
    r"\b(?P<determiner>[Aa]n?|[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Tt]hat|[Tt]his) (?:[a-z]{1,20} ){0,2}?"
)
_BEFORE_MOTION: Final = re.compile(rf"{_BEFORE_REQUEST}\Z")
_MOTION: Final = re.compile(
    _BEFORE_REQUEST + r"(?P<noun>request|motion|petition|application|bid|plea)s?"
    r"(?: (?P<link>for|to|seeking) (?P<relief>(?:an? |the )?[a-z-]{1,25}(?: (?:an? |the |a )?[a-z-]{1,25}){0,4}?))?"
    r"(?=[,.;:]| (?:filed|brought|by|that|which|from|in|on|and|against|made|under|was|were|is|block|blocking)\b|$)"
)


_TITLED: Final = re.compile(
    r"(?<=[ (])(?P<noun>Motion|Petition|Application)"
    r" (?P<link>for|to) (?P<relief>(?:an? |the )?[A-Z][a-z]{1,25}(?: [A-Z][a-z]{1,25}){0,4})"
)


def find_descriptions(scan: Scan, words: Words) -> Iterator[Mention]:
    """Every description that may stand for something named elsewhere in the document."""
    folded = words.folded
    done = 0
    for index in words.where(_NOUNS):
        start = words.starts[index]
        if start <= done or not _may_follow(words, index):
            continue
        opening = _opening(words, index, done)
        if opening is not None and (match := _DESCRIPTION.match(folded, opening)):
            done = match.end()
            yield _description(match)
    yield from map(_motion, find_around(scan, _MOTION, _BEFORE_MOTION, *_REQUESTS, width=_BEFORE_LENGTH))
    yield from map(_motion, find_at(scan, _TITLED, "Motion ", "Petition ", "Application "))


def _opening(words: Words, index: int, done: int) -> int | None:
    """Where the determiner of a noun begins, behind what was read before."""
    start, before = words.starts[index], words.starts[index - 1]
    if before >= done and words.folded[before:start].lower() in _PLAIN_DETERMINERS:
        return before
    first = words.starts[max(0, index - _BEFORE_WORDS)]
    found = _BEFORE.search(words.folded, max(done, start - _BEFORE_LENGTH, first), start)
    return found.start() if found else None


def _may_follow(words: Words, index: int) -> bool:
    """Whether the word before can be a determiner or what may stand between one and its noun."""
    if index == 0:
        return False
    word = words.folded[words.starts[index - 1] : words.ends[index - 1]]
    return words.bare[index - 1] in _BEFORE_NOUN or not word.isalnum()


def _description(match: re.Match[str]) -> Mention:
    word = match.group("noun").lower()
    noun = _IRREGULAR.get(word) or (word if word in _KIND_OF else word[:-1])
    determiner = match.group("determiner").lower()
    return Mention(
        start=match.start("noun") if determiner.endswith(("'s", "'")) else match.start(),
        end=match.end(), kind=_KIND_OF[noun], form="description", name=noun, definite=True,
        plural=word != noun or determiner in ("both", "either", "neither", "each"), role=determiner,
    )  # fmt: skip


def _motion(match: re.Match[str]) -> Mention:
    relief = match.group("relief")
    link = match.group("link")
    words = f"{match.group('noun')} {link} {relief}" if relief else match.group("noun")
    titled = match.re is _TITLED
    return Mention(
        start=match.start(), end=match.end(), kind="Motion", form="name" if titled else "description",
        name=words.lower() if titled else words, role=relief.lower() if titled else relief,
        definite=titled or match.group("determiner").lower() not in ("a", "an"),
    )  # fmt: skip

"""Finds agreements: by number, by their parties, and as the thing that a text introduces."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kg.mentions.mention import Mention
from kg.mentions.words import Words

KINDS: Final = {
    "memorandum of understanding": "mou",
    "memoranda of understanding": "mou",
    "mou": "mou",
    "memorandum of agreement": "moa",
    "moa": "moa",
    "memorandum": "mou",
    "settlement agreement": "settlement",
    "settlement": "settlement",
    "consent decree": "consent-decree",
    "consent order": "consent-decree",
    "matching agreement": "matching-agreement",
    "computer matching agreement": "matching-agreement",
    "cooperative agreement": "cooperative-agreement",
    "plea agreement": "plea-agreement",
    "interagency agreement": "agreement",
    "agreement": "agreement",
    "treaty": "treaty",
}
_HEADS: Final = "|".join(sorted((kind.replace(" ", "[ ]") for kind in KINDS), key=len, reverse=True))
_HEAD: Final = re.compile(
    rf"(?:{_HEADS})\b(?:,? (?:No\. ?)?(?P<number>\d[\d-]{{0,15}}-\d[\d-]{{0,15}}))?", re.IGNORECASE
)
_FIRST: Final = frozenset(kind.partition(" ")[0] for kind in KINDS) - {"interagency"}
_BEFORE: Final = re.compile(
    r"(?:\b(?P<determiner>the|a|an|this|that|such|its|their|our|said|any|no|each|similar|other|these|those|new) )?"
    r"(?P<modifiers>(?:\b(?:[\w-]{1,25}-(?:sharing|agency|matching)|proposed|interagency|data|bilateral|said) )"
    r"{0,4})\Z",
    re.IGNORECASE,
)
_BEFORE_LENGTH: Final = 90
_BEFORE_WORDS: Final = 5
_TITLE_CASE: Final = re.compile(r"^[A-Z]")
_LINK: Final = re.compile(
    r",? (?:between|among|with|of) (?:the |both ){0,2}|\s{1,20}BETWEEN\s{1,20}(?:THE )?", re.IGNORECASE
)
_NEXT: Final = re.compile(r"(?:,? and (?:the )?|, (?:the )?|\s{1,20}AND\s{1,20}(?:THE )?)", re.IGNORECASE)
_DEFINITION: Final = re.compile(r"(?: ?\([^()\n]{1,80}\))")
_MADE_BY: Final = re.compile(
    r"^(?:'s)?,? (?:today |has |have |had |jointly |also |recently ){0,4}"
    r"(?:announc(?:ed|es)|reach(?:ed|es)|enter(?:ed|s) into|sign(?:ed|s)|struck|sealed|conclud(?:ed|es))"
    r"(?: today)?(?: an?| the)?(?: \w{1,20})? \Z",
    re.IGNORECASE,
)
_MAKER_LENGTH: Final = 60
_INDEFINITE: Final = frozenset(["a", "an", "new"])
_OTHERS: Final = frozenset(["any", "no", "each", "similar", "other", "these", "those", "such"])


def find_agreements(words: Words) -> Iterator[Mention]:
    """Every agreement that is named, numbered, introduced or referred to."""
    folded = words.folded
    done = 0
    for index in words.where(_FIRST):
        start = words.starts[index]
        match = _HEAD.match(folded, start) if start >= done else None
        nearest = max(done, start - _BEFORE_LENGTH, words.starts[max(0, index - _BEFORE_WORDS)])
        before = _BEFORE.search(folded, nearest, start) if match else None
        if match and before:
            done = match.end()
            yield from _agreement(folded, match, before)


def _agreement(folded: str, match: re.Match[str], before: re.Match[str]) -> Iterator[Mention]:
    determiner = (before.group("determiner") or "").lower()
    head = folded[match.start() : match.start("number")].rstrip(" ,.No") if match.group("number") else match.group()
    number = match.group("number")
    named = number is not None or (_TITLE_CASE.match(head) is not None and len(head) > 8)
    if determiner in _OTHERS or not (determiner or named or head.isupper()):
        return
    yield Mention(
        start=before.start("modifiers"), end=match.end(), kind="Agreement",
        form="name" if named or determiner in _INDEFINITE else "description",
        name=match.group(), role=KINDS[" ".join(head.lower().split())], number=number,
        definite=determiner not in _INDEFINITE,
    )  # fmt: skip


def attach_parties(folded: str, mentions: list[Mention]) -> list[Mention]:
    """Agreements with the parties that follow them, "between the IRS and DHS", taken into their span.

    The parties themselves become nested: they are the agreement's, not ends of the clause.
    """
    free = [m for m in mentions if m.kind in ("Agency", "Organization", "Person") and not m.nested]
    actors = {m.start: m for m in free}
    taken: set[tuple[int, int]] = set()
    extended: dict[int, Mention] = {}
    for index, mention in enumerate(mentions):
        if mention.kind != "Agreement":
            continue
        parties = _parties(folded, mention.end, actors)
        if not parties:
            continue
        taken.update((p.start, p.end) for p in parties)
        maker = _maker(folded, mention.start, free) if len(parties) == 1 else None
        spans = tuple((p.start, p.end) for p in ([maker] if maker else []) + parties)
        extended[index] = replace(mention, end=parties[-1].end, parties=spans)
    result = [extended.get(index, mention) for index, mention in enumerate(mentions)]
    return [replace(m, nested=True) if (m.start, m.end) in taken and m.kind != "Agreement" else m for m in result]


def _maker(folded: str, start: int, actors: list[Mention]) -> Mention | None:
    """Who announced, reached or signed the agreement: the actor right before those words."""
    first = bisect_right(actors, start - _MAKER_LENGTH, key=lambda actor: actor.end)
    for actor in actors[first : first + _MAKER_LENGTH]:
        if actor.end >= start:
            return None
        if _MADE_BY.match(folded[actor.end : start]):
            return actor
    return None


def _parties(folded: str, end: int, actors: dict[int, Mention]) -> list[Mention]:
    definition = _DEFINITION.match(folded, end)
    link = _LINK.match(folded, definition.end() if definition else end)
    if not link:
        return []
    between = "between" in link.group().lower() or "among" in link.group().lower()
    found: list[Mention] = []
    place: int | None = link.end()
    while place is not None and (actor := actors.get(place)):
        found.append(actor)
        following = _NEXT.match(folded, actor.end) if between or len(found) < 2 else None
        place = following.end() if following else None
    return found if not between or len(found) > 1 else []

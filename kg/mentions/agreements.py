"""Finds agreements: by number, by their parties, and as the thing that a text introduces."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kg.mentions.mention import Mention

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
_MENTION: Final = re.compile(
    rf"(?P<determiner>\b(?:the|a|an|this|that|such|its|their|our|said|any|no|each|similar|other|these|those|new) )?"
    rf"(?P<modifiers>(?:[\w-]+-(?:sharing|agency|matching) |proposed |interagency |data |bilateral |said )*)"
    rf"\b(?P<head>{_HEADS})\b(?:,? (?:No\. ?)?(?P<number>\d[\d-]*-\d[\d-]*))?",
    re.IGNORECASE,
)
_TITLE_CASE: Final = re.compile(r"^[A-Z]")
_LINK: Final = re.compile(r",? (?:between|among|with|of) (?:the |both )*|\s+BETWEEN\s+(?:THE )?", re.IGNORECASE)
_NEXT: Final = re.compile(r"(?:,? and (?:the )?|, (?:the )?|\s+AND\s+(?:THE )?)", re.IGNORECASE)
_DEFINITION: Final = re.compile(r"(?: ?\([^()\n]{1,80}\))")
_MADE_BY: Final = re.compile(
    r"^(?:'s)?,? (?:today |has |have |had |jointly |also |recently )*"
    r"(?:announc(?:ed|es)|reach(?:ed|es)|enter(?:ed|s) into|sign(?:ed|s)|struck|sealed|conclud(?:ed|es))"
    r"(?: today)?(?: an?| the)?(?: \w+)? $",
    re.IGNORECASE,
)
_INDEFINITE: Final = frozenset(["a", "an", "new"])
_OTHERS: Final = frozenset(["any", "no", "each", "similar", "other", "these", "those", "such"])


def find_agreements(folded: str) -> Iterator[Mention]:
    """Every agreement that is named, numbered, introduced or referred to."""
    for match in _MENTION.finditer(folded):
        determiner = (match.group("determiner") or "").strip().lower()
        head = match.group("head")
        number = match.group("number")
        named = number is not None or (_TITLE_CASE.match(head) is not None and len(head) > 8)
        if determiner in _OTHERS or not (determiner or named or head.isupper()):
            continue
        start = match.start("modifiers") if match.group("modifiers") else match.start("head")
        kind = KINDS[" ".join(head.lower().split())]
        yield Mention(
            start=start, end=match.end(), kind="Agreement",
            form="name" if named or determiner in _INDEFINITE else "description",
            name=folded[match.start("head") : match.end()], role=kind, number=number,
            definite=determiner not in _INDEFINITE,
        )  # fmt: skip


def attach_parties(folded: str, mentions: list[Mention]) -> list[Mention]:
    """Agreements with the parties that follow them, "between the IRS and DHS", taken into their span.

    The parties themselves become nested: they are the agreement's, not ends of the clause.
    """
    actors = {m.start: m for m in mentions if m.kind in ("Agency", "Organization", "Person") and not m.nested}
    taken: set[tuple[int, int]] = set()
    extended: dict[int, Mention] = {}
    for index, mention in enumerate(mentions):
        if mention.kind != "Agreement":
            continue
        parties = _parties(folded, mention.end, actors)
        if not parties:
            continue
        taken.update((p.start, p.end) for p in parties)
        maker = _maker(folded, mention.start, actors) if len(parties) == 1 else None
        spans = tuple((p.start, p.end) for p in ([maker] if maker else []) + parties)
        extended[index] = replace(mention, end=parties[-1].end, parties=spans)
    result = [extended.get(index, mention) for index, mention in enumerate(mentions)]
    return [replace(m, nested=True) if (m.start, m.end) in taken and m.kind != "Agreement" else m for m in result]


def _maker(folded: str, start: int, actors: dict[int, Mention]) -> Mention | None:
    """Who announced, reached or signed the agreement: the actor right before those words."""
    for actor in actors.values():
        if actor.end < start < actor.end + 60 and _MADE_BY.match(folded[actor.end : start]):
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

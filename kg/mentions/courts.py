"""Finds courts by name, alias and the abbreviation of citations."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from kg.mentions.gazetteer import Court, courts
from kg.mentions.lexicon import Lexicon
from kg.mentions.mention import Item, Mention
from kg.mentions.words import Words

_PAREN: Final = re.compile(r"\((?P<court>[A-Z0-9][\w.' ]{1,28}?)(?: (?:[A-Z][a-z]{2,8}\.? \d{1,2}, )?\d{4})?\)")
_OF_OTHERS: Final = re.compile(
    r"\b(?:[Bb]ankruptcy [Cc]ourts?|[Aa]ttorneys?|Office|[Tt]rustees?|[Mm]arshals?) (?:for|in|of) the \Z"
)
"""Before the name of a district, these are no district court: "Bankruptcy Court for the Southern District of ..."."""
_OF_A_STATE: Final = re.compile(r" Courts? of Appeal\b")
"""Behind "Fourth Circuit" it makes a court of Louisiana; the federal ones are courts of appeals."""
_SUPREME: Final = re.compile(r"\b(?:the|The|this|This) (Supreme Court)\b(?! of (?!the United States))")

_LEVELS: Final = (
    ("trial", r"(?:district|trial|superior|bankruptcy|county|sentencing|three-judge(?: district)?) courts?"),
    ("circuit", r"circuit(?: courts?)?"),
    ("appeals", r"(?:circuit )?courts? of (?:criminal |civil )?appeals?|appea(?:ls?|llate) courts?|appellate division"),
    ("supreme", r"supreme court|high(?:est)? court"),
    ("lower", r"lower courts?|court below|courts below|state courts?"),
    ("court", r"(?<=divided )court|(?<=unanimous )court|(?<=en banc )court"),
)
KINDS_OF_LEVEL: Final = {
    "trial": ("district",),
    "appeals": ("appeals", "state-appeals"),
    "circuit": ("appeals",),
    "supreme": ("supreme",),
}
"""Kinds of named courts for which a description by level may stand."""
_DESCRIBED: Final = re.compile(
    r"\b(?P<determiner>[Tt]he|[Aa]n?|[Tt]hat|[Tt]his|[Ii]ts|[Bb]oth) "
    r"(?:(?:U\.S\.|US|United States|[Ff]ederal|[Ss]tate(?:'s)?|local|intermediate|equally divided|divided"
    r"|nearly unanimous|unanimous|reviewing|en banc"
    r"|[A-Z][a-z]+(?: (?:York|Jersey|Mexico|Hampshire|Carolina|Dakota|Virginia|Island))?) ){0,3}?"
    rf"(?:{'|'.join(f'(?P<{level}>(?i:{nouns}))' for level, nouns in _LEVELS)})\b(?! of)"
)
_COURT_WORD: Final = re.compile(r"[CcDd](?i:ourt|ircuit|ivision)")
_LEVEL_BEFORE: Final = frozenset(
    """district trial superior bankruptcy county sentencing three-judge circuit appeal appeals appellate supreme high
    highest lower state divided unanimous banc""".split()
)
_LEVEL_BEHIND: Final = re.compile(r"s? (?:of|below)\b", re.IGNORECASE)
"""What says of which level a "court" is: the word before it, or those behind it; a "circuit" says so itself."""
_LONGEST_WORD: Final = 12
_BEFORE_COURT: Final = 120
_BEHIND_COURT: Final = 30
"""Characters of a description before its "court", and behind it with what must not follow."""
_COURT_WORDS: Final = frozenset(["court", "courts", "circuit", "division"])


def find_court_descriptions(words: Words) -> Iterator[Mention]:
    """Courts by their level alone: "the district court", "a Texas appeals court"; the level is the mention's name."""
    if _COURT_WORDS.isdisjoint(words.vocabulary):
        return
    for match in _described(words.folded):
        level = match.lastgroup or ""
        determiner = match.group("determiner").lower()
        yield Mention(
            start=match.start(), end=match.end(), kind="Court", form="description", name=level, role=determiner,
            definite=determiner not in ("a", "an"), plural=match.group(level).lower().startswith("courts")
            or match.group(level).lower().endswith("courts"),
        )  # fmt: skip


def _described(folded: str) -> Iterator[re.Match[str]]:
    """Every match of a description, looked for only around a word that each of them has."""
    done = 0
    for found in _COURT_WORD.finditer(folded):
        place = found.start()
        if place < done or not _has_level(folded, found):
            continue
        match = _DESCRIBED.search(folded, max(done, place - _BEFORE_COURT), found.end() + _BEHIND_COURT)
        if match and match.start() <= place < match.end():
            done = match.end()
            yield match


def _has_level(folded: str, found: re.Match[str]) -> bool:
    if found.group()[1] in "iI" or _LEVEL_BEHIND.match(folded, found.end()):
        return True
    before = folded[max(0, found.start() - _LONGEST_WORD) : found.start()].lower()
    return before.endswith(" ") and before[:-1].rsplit(" ", 1)[-1] in _LEVEL_BEFORE


def find_courts(words: Words) -> Iterator[Mention]:
    """Every court that is named."""
    folded = words.folded
    state_supreme = False
    for start, end, court in _names().find(words):
        if _OF_OTHERS.search(folded, max(0, start - 40), start):
            continue
        if court.kind == "appeals" and _OF_A_STATE.match(folded, end):
            continue
        state_supreme = state_supreme or court.kind == "state-supreme"
        yield _mention(start, end, court)
    by_abbreviation = _abbreviations()
    for match in _PAREN.finditer(folded):
        known = by_abbreviation.get(match.group("court").strip())
        if known:
            yield _mention(match.start("court"), match.end("court"), known)
    if not state_supreme and "Supreme Court" in folded:
        for match in _SUPREME.finditer(folded):
            yield _mention(match.start(1), match.end(1), courts()["scotus"])


def court_of(abbreviation: str) -> Court | None:
    """The court of an abbreviation that stands alone: "D.D.C.", "9th Cir."; "Ala." may be the state as well."""
    court = _abbreviations().get(abbreviation)
    return court if court and not court.kind.startswith("state-") else None


def court_named(text: str) -> Court | None:
    """The court with whose full name a text begins: "U.S. District Court for the District of Columbia, Judge ..."."""
    text = text.replace("United States", "U.S.", 1) if text.startswith("United States") else text
    longest = max((name for name in _full_names() if text.startswith(name)), key=len, default=None)
    if longest is None or text[len(longest) : len(longest) + 1].isalnum():
        return None
    return _full_names()[longest]


@cache
def _full_names() -> dict[str, Court]:
    return {court.name.replace("United States", "U.S."): court for court in courts().values()}


@cache
def _names() -> Lexicon[Court]:
    # "United States District Court for ..." beside "U.S. District Court for ...", and without either.
    found: list[tuple[str, Court]] = []
    for court in courts().values():
        for name in (court.name, *court.aliases):
            found.append((name, court))
            if "U.S." in name:
                found.append((name.replace("U.S.", "United States"), court))
                found.append((name.replace("U.S. ", ""), court))
    names = [
        (name, court) for name, court in found if name not in ("Supreme Court", "District Court", "Court of Appeals")
    ]
    return Lexicon(names)


@cache
def _abbreviations() -> dict[str, Court]:
    return {short: court for court in courts().values() for short in court.abbreviations}


def _mention(start: int, end: int, court: Court) -> Mention:
    item = Item(start=start, end=end, target=court.node)
    return Mention(start=start, end=end, kind="Court", form="name", name=court.name, items=(item,))

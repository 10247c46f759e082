"""People known by one word: surnames that the caption gives, that stand behind a role, or to which only people's verbs fit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.mentions.captions import LEGAL_FORM, Caption
from kg.mentions.full_names import AFTER_PERSON, BEFORE_PERSON, plain
from kg.mentions.name_lists import NameLists, name_lists
from kg.mentions.name_runs import PARTICLES
from kg.mentions.words import Words

_WORD: Final = re.compile(r"(?:[^\W\d_]|['-])+")
_PRONOUN: Final = re.compile(r"[^.;]{0,120}?\b(?:he|she|his|her|him|himself|herself)\b")
_THING: Final = re.compile(
    r",? (?:an? |the |its |which |that )?(?:[\w-]+ ){0,3}(?:company|corporation|manufacturer|maker|bank|retailer|firm|insurer|city|town|county|state"
    r"|which|university|newspaper|magazine|act|doctrine|rule|test|factors?|standard|framework|hearing|violation|claim|material|deference|stop|warnings?"
    r"|rights|motion|decision|case|administration|Administration)\b"
)
_IN: Final = re.compile(r"\b(?:[Ii]n|of|[Nn]ear|[Uu]nder|[Aa]t|[Ss]ee|[Ff]rom|[Ff]ollowing|[Ll]ike) \Z")
_JOINED_AFTER: Final = re.compile(r" [A-Z&]| v\. |/|,? (?:Inc|LLC|Co|Corp|Ltd)\b|-")
_JOINED_BEFORE: Final = re.compile(r"(?:[A-Z][\w'.-]*|&| v\.|-|/) \Z|[-/&]\Z")
_FEWEST_VERBS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Surname:
    """Where a surname stands alone."""

    start: int
    end: int
    name: str


def find_surnames(
    words: Words, runs: list[tuple[int, int]], caption: Caption, full: frozenset[str], bodies: frozenset[str]
) -> Iterator[Surname]:
    """Surnames that stand alone, of people whom the text names by no more.

    Args:
        words: The words of the text.
        runs: Its runs of capitalised words.
        caption: Who the title says are the parties.
        full: Surnames of the full names that were found; they are resolved with their names.
        bodies: First words of the names of bodies that the text names.
    """
    lists = name_lists()
    places: dict[str, list[tuple[int, bool]]] = {}
    for first, last in runs:
        alone = _alone(words, first, last, lists)
        if alone is not None:
            index, role = alone
            name = words.folded[words.starts[index] : words.name_end(index)]
            if name not in full and _WORD.fullmatch(name) and not name.isupper():
                places.setdefault(name, []).append((index, role))
    for name, found in places.items():
        if _is_person(words, name, found, caption, lists, bodies):
            for index, _ in found:
                yield Surname(start=words.starts[index], end=words.name_end(index), name=name)


def _alone(words: Words, first: int, last: int, lists: NameLists) -> tuple[int, bool] | None:
    """The one word of a run that is left without roles and openings of sentences, and whether a role stands before it."""
    role = False
    while first < last and (words.bare[first] in lists.roles or words.bare[first] in lists.leads):
        role = role or words.bare[first] in lists.roles
        first += 1
    word = words.bare[first]
    closed = (
        word in lists.never
        or word in lists.roles
        or word in lists.leads
        or word in lists.places
        or word in lists.states
    )
    return None if first < last or closed or len(word) <= 1 else (first, role)


def _is_person(
    words: Words, name: str, found: list[tuple[int, bool]], caption: Caption, lists: NameLists, bodies: frozenset[str]
) -> bool:
    folded = words.folded
    captioned = name in caption.surnames
    word = plain(name.lower())
    if name in bodies or not (captioned or word in lists.surnames) or (word in lists.soft and not captioned):
        return False
    spans = [(words.starts[i], words.name_end(i), role) for i, role in found]
    if any(_THING.match(folded, end) for _, end, _ in spans):
        return False
    verbs = sum(bool(AFTER_PERSON.match(folded, end) or BEFORE_PERSON.search(folded, max(0, start - 30), start))
                for start, end, _ in spans)  # fmt: skip
    roles = sum(role for *_, role in spans)
    if captioned:
        return verbs > 0 or roles > 0 or any(_PRONOUN.match(folded, end) for _, end, _ in spans)
    if word in lists.also_given or word in lists.given:
        return False
    return roles > 0 or verbs >= _FEWEST_VERBS

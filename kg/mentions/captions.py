"""The parties that the title of a document names: "Ortega v. Harbor Foods, Inc."."""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from kg.mentions.gazetteer import state_codes
from kg.mentions.name_lists import name_lists
from kg.mentions.words import words_of

_VERSUS: Final = re.compile(r" vs?\. ")
_ALONE: Final = re.compile(r"^(?:In re|In the Matter of|Matter of|Ex parte|Application of|Estate of) (?=[A-Z])")
_REST: Final = re.compile(r",? et\.? al\b.*$")
_RELATOR: Final = re.compile(r"^.* ex rel\. ")
_TITLES: Final = re.compile(r"^(?:(?:The|Acting|President|Secretary|Attorney General|Governor|Warden|Sheriff) )+")
_GENERATION: Final = re.compile(r",? (?:Jr\.?|Sr\.?|I{2,3}|IV)$")
LEGAL_FORM: Final = re.compile(
    r",? (?:Inc|Incorporated|LLC|L\.L\.C|Corp|Corporation|Company|Co|Ltd|Limited|LLP|L\.L\.P|L\.P|LP|N\.A|N\. A|PLC"
    r"|P\.A|P\.C|S\.A|PLLC|GmbH)\b\.?$"
)
_WORD: Final = re.compile(r"(?:[^\W\d_]|['.-])+$")
_INITIALS: Final = re.compile(r"(?!U\.S\.|D\.C\.)(?:[A-Z]\.){2,5}")
_LONGEST: Final = 200
_FEWEST: Final = 2
_GOVERNMENTS: Final = frozenset(["united states", "united states of america", "district of columbia", "puerto rico"])
_MOST: Final = 4
"""Words of a person's name in a caption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """Who a title says are the parties.

    Attributes:
        surnames: Last words of sides that may be people.
        initials: Sides that are people whom the court does not name: "J.G.G.".
        bodies: Names of sides that can be no people, as written.
    """

    surnames: frozenset[str] = frozenset()
    initials: frozenset[str] = frozenset()
    bodies: tuple[str, ...] = field(default=())


def read_caption(title: str | None) -> Caption:
    """The parties in a title of the form "A v. B" or "In re A"; none in any other."""
    if not title or len(title) > _LONGEST:
        return Caption()
    sides = _VERSUS.split(title.strip())
    if len(sides) != 2:
        alone = _ALONE.match(title)
        sides = [title[alone.end() :]] if alone else []
    surnames: set[str] = set()
    initials: set[str] = set()
    bodies: list[str] = []
    for side in sides:
        name = _TITLES.sub("", _RELATOR.sub("", _REST.sub("", side.strip())))
        surname = _surname(name)
        if _INITIALS.fullmatch(name):
            initials.add(name)
        elif surname:
            surnames.add(surname)
        elif _is_body(name):
            bodies.append(name.rstrip(" ."))
    return Caption(surnames=frozenset(surnames), initials=frozenset(initials), bodies=tuple(bodies))


def _surname(name: str) -> str | None:
    """The last word of what may be a person's name."""
    lists = name_lists()
    parts = _GENERATION.sub("", name).split()
    bare = words_of(name)
    if not 0 < len(parts) <= _MOST or not all(_WORD.match(part) and part[0].isupper() for part in parts):
        return None
    closed = any(word in lists.never or word in lists.roles or word in lists.leads for word in bare)
    if closed or LEGAL_FORM.search(name) or bare[0] in lists.places:
        return None
    if " ".join(bare) in _states() or (len(parts) == 1 and parts[0].isupper()):
        return None
    if bare[-1] in lists.states:
        return None
    told = (
        len(parts) == 1
        or any(word in lists.given or word in lists.either for word in bare)
        or bool(re.match(r"[A-Z]\.", parts[0]))
    )
    inherited = bare[-1] in lists.surnames and not any(word in lists.soft for word in bare)
    return parts[-1] if told or inherited else None


def _is_body(name: str) -> bool:
    """Whether a side of a caption is more than a person or a place: it says what it is."""
    lists = name_lists()
    bare = words_of(name)
    if LEGAL_FORM.search(name):
        return True
    if len(bare) < _FEWEST or " ".join(bare) in _states() or " ".join(bare) in _GOVERNMENTS:
        return False
    shouted = any(part.isupper() and len(part) > 1 and "." not in part for part in name.split())
    return (
        shouted
        or "&" in name
        or any(w in lists.never or w in lists.places or w in lists.states or w.isdigit() for w in bare)
    )


@cache
def _states() -> frozenset[str]:
    return frozenset(state.lower() for state in state_codes())

"""Section references as canonical ids: what the inventory of the Code and its table of acts decide."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from kg.identifiers import slug
from kg.inventory import NamedAct, act_table, inventory
from kg.mentions.gazetteer import acts
from kg.mentions.mention import Item
from kg.mentions.sections import SectionRef, ascending

_TITLE: Final = re.compile(r"/us/usc/t\d+")
_HOME: Final = re.compile(r"/us/usc/t(?P<title>\d+)/s(?P<section>(?P<number>\d+)[^/]*)")
_NUMBER: Final = re.compile(r"\d+")
_MOST_SECTIONS: Final = 300
"""Numbers of the Code that an act takes up from its home on, at most."""


def act_items(act: str, name: str, refs: Iterable[SectionRef], divisions: str = "") -> tuple[Item, ...]:
    """Sections of an act by their place in the Code, where the table of acts has it; else below the act's own id.

    Args:
        act: Canonical id that the name has in the text.
        name: The act's name.
        refs: The sections.
        divisions: Path of the title or other part of the act that is named with it, "/tXVIII".
    """
    if _TITLE.fullmatch(act):
        return tuple(_item(ref, "/".join((act, f"s{ref.section}", *ref.path))) for ref in refs)
    law = _law(act, name)
    root = law if act.startswith("/us/usc/") else act
    return tuple(
        _item(
            ref,
            _codified(act, law + divisions, ref) or _by_code(act, name, law, ref) or _own(root + divisions, ref),
        )
        for ref in refs
    )


def _law(act: str, name: str) -> str:
    """The law that the table has under a name; what it has by its name alone gives way to a law that is known."""
    known = named_act(name)
    if act.startswith("/us/usc/"):
        return known.id if known else f"/us/act/{slug(name)}"
    return known.id if known and (known.id != f"/us/act/{slug(known.names[0])}" or act == known.id) else act


@lru_cache(maxsize=4096)
def _is_moved(act: str, law: str) -> bool:
    """Whether the table has sections of an act only far from where it is now: those that exist are another law's."""
    listed = acts().get(act)
    home = _HOME.fullmatch(listed.home) if listed and listed.home else None
    reach = act_table().reach(law, home.group("title")) if home else None
    if home is None or reach is None:
        return False
    here, (low, high) = int(home.group("number")), reach
    return here + _MOST_SECTIONS < low or high < here - _MOST_SECTIONS


def _own(root: str, ref: SectionRef) -> str:
    return "/".join((root, f"s{ref.section}", *ref.path))


def _by_code(act: str, name: str, law: str, ref: SectionRef) -> str | None:
    """A section by its number in the Code, which those of the act do not reach: "section 706 of the APA"."""
    home = ActHome(act) if act.startswith("/us/usc/") else act_home(act, name)
    place = _HOME.fullmatch(home.id) if home and not home.note else None
    number = _NUMBER.match(ref.section)
    if not place or not number or not inventory().section_exists(place.group("title"), ref.section):
        return None
    first, here = int(place.group("number")), int(number.group())
    if ref.section != place.group("section") and not (
        first <= here <= first + _MOST_SECTIONS and here > act_table().last_number(law)
    ):
        return None
    return "/".join((f"/us/usc/t{place.group('title')}/s{ref.section}", *ref.path))


def _codified(act: str, law: str, ref: SectionRef) -> str | None:
    """The provision of the Code that a section of a law is."""
    place = act_table().section(law, ref.section, ref.path)
    if place is None or _is_range(place.section):
        return None
    if _is_moved(act, law) and inventory().exists(place.section):
        return None
    if place.exact or not place.rest:
        return place.id
    # A credit that names a part of a section does not say whether the Code keeps the designators above the rest.
    written = ("/".join((place.section, *path)) for path in (place.rest, ref.path))
    return next(filter(inventory().exists, written), place.section)


@lru_cache(maxsize=4096)
def act_id(name: str) -> str:
    """The canonical id of an act that no gazetteer holds: its law, or a slug of its name."""
    known = named_act(name)
    return known.id if known else f"/us/act/{slug(name)}"


@lru_cache(maxsize=4096)
def named_act(name: str) -> NamedAct | None:
    """The act that a name stands for in the Code's own notes."""
    return act_table().act(name)


class ActHome(NamedTuple):
    """Where an act begins in the Code: a section, or, with `note`, the notes of one that it is set out in."""

    id: str
    note: bool = False


@lru_cache(maxsize=4096)
def act_home(act: str, name: str, divisions: str = "") -> ActHome | None:
    """The first section of the Code that an act, or a title or other part of it, was codified as."""
    listed, known = acts().get(act), named_act(name)
    if divisions:
        level = act_level(act, name, divisions)
        first = act_table().first_section(_law(act, name) + divisions)
        first = first or (inventory().first_section(level) if level else None)
        return ActHome(first) if first else None
    if listed and listed.home:
        return ActHome(listed.home)
    if known is None or known.home is None or not (known.note or act_table().begins(known)):
        return None
    return ActHome(known.home, known.note)


def act_level(act: str, name: str, divisions: str) -> str | None:
    """The chapter of the Code that a title of an act makes up: "/us/usc/t42/ch7/schXVIII"."""
    return act_table().level(_law(act, name) + divisions)


def _item(ref: SectionRef, target: str) -> Item:
    return Item(ref.start, ref.end, target, ref.through)


def as_inventoried(title: str, refs: Iterable[SectionRef]) -> list[SectionRef]:
    """The references with each hyphen read as the inventory has it: "1395w-4" is a section, "3401-3406" a range."""
    decided: list[SectionRef] = []
    for ref in refs:
        before = decided[-1] if decided else None
        if before and ref.through and ref.start == before.end + 1 and not before.path:
            joined = f"{before.section}-{ref.section}"
            if inventory().section_exists(title, joined):
                decided[-1] = before._replace(end=ref.end, section=joined, path=ref.path)
                continue
        decided.append(ref)
    return [part for ref in decided for part in _split(title, ref)]


def _split(title: str, ref: SectionRef) -> list[SectionRef]:
    """A section with a hyphen as the range that it is, where there is no such section and both its ends are ones."""
    if "-" not in ref.section or ref.path or inventory().section_exists(title, ref.section):
        return [ref]
    for place, char in enumerate(ref.section):
        low, high = ref.section[:place], _in_full(ref.section[:place], ref.section[place + 1 :])
        if char == "-" and ascending(low, high) and all(inventory().section_exists(title, end) for end in (low, high)):
            middle = ref.start + place
            return [
                ref._replace(end=middle, section=low),
                ref._replace(start=middle + 1, section=high, through=True),
            ]
    return [ref]


def _is_range(section: str) -> bool:
    """Whether what the table has as one section, by what a text puts behind an act's, is several."""
    if "-" not in section:
        return False
    title, _, number = section.removeprefix("/us/usc/t").partition("/s")
    return len(_split(title, SectionRef(0, 0, number.partition("/")[0], ()))) > 1


def _in_full(low: str, high: str) -> str:
    """The end of a range without the digits that it shares with the beginning: 2202 of "2201-02"; "1221-3" is none."""
    shared = len(low) - len(high)
    return low[:shared] + high if low.isdigit() and high.isdigit() and shared > 0 and len(high) > 1 else high

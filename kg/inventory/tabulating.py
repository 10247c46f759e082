"""Makes the table of named acts from what the Code's notes and credits say: one place a key, or none."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from kg.inventory.acts import name_key
from kg.inventory.classifying import CREDIT, Placing
from kg.inventory.naming import Naming
from kg.inventory.order import section_key

_MAJORITY: Final = 0.75
"""Share of the statements that must agree for a name or a key to be settled."""
_PART: Final = 0.2
"""Share of the namings that must name a part of a law for the name to stand for the part, and not for the whole."""
_PROOF: Final = 3
"""Statements in text that outweigh a credit which says something else."""

Place = tuple[str, str]
"""A law and the path of divisions in it."""
Key = tuple[str, str, tuple[str, ...]]
"""Divisions, section, and path below it."""


class ActTableBuilder:
    """Gathers namings and placings; `texts` settles them."""

    def __init__(self) -> None:
        self._names: dict[str, Counter[Place]] = defaultdict(Counter)
        self._weak: dict[str, Counter[Place]] = defaultdict(Counter)
        self._spelt: dict[str, Counter[str]] = defaultdict(Counter)
        self._dates: dict[str, Counter[str]] = defaultdict(Counter)
        self._placings: Counter[Placing] = Counter()

    def add(self, namings: Iterable[Naming], placings: Iterable[Placing]) -> None:
        """Take in what one section says."""
        for naming in namings:
            key = name_key(naming.name)
            place = (naming.law.id, naming.law.divisions)
            (self._names if naming.weight > 1 else self._weak)[key][place] += naming.weight
            self._spelt[key][naming.name] += 1
            if naming.law.date:
                self._dates[naming.law.id][naming.law.date] += 1
        self._placings.update(placings)

    def texts(self) -> dict[str, str]:
        """The table as texts of the archive."""
        places = {key: place for key in self._spelt if (place := self._place(key))}
        keys, homes = self._sorted_placings(places)
        settled = {
            law: {key: target for key, votes in of_law.items() if (target := _settled(key, votes))}
            for law, of_law in keys.items()
        }
        firsts = _firsts(settled, homes)
        return {"acts/laws": self._laws(places, homes, firsts), "acts/sections": _sections(settled, homes, firsts)}

    def _place(self, key: str) -> Place | None:
        """The law, and the part of it, that a name stands for."""
        votes = self._names.get(key)
        if not votes:
            laws = {law for law, _ in self._weak[key]}
            return (laws.pop(), "") if len(laws) == 1 else None
        laws_ = Counter[str]()
        for (law, _), count in votes.items():
            laws_[law] += count
        law, count = laws_.most_common(1)[0]
        if count < _MAJORITY * laws_.total():
            return None
        parts = [(len(part.split("/")), votes[law, part], part) for each, part in votes if each == law]
        telling = [each for each in parts if each[1] >= _PART * count]
        return law, max(telling)[2] if telling else ""

    def _sorted_placings(
        self, places: dict[str, Place]
    ) -> tuple[dict[str, dict[Key, Counter[tuple[str, int]]]], dict[Place, Counter[tuple[str, str | None]]]]:
        keys: dict[str, dict[Key, Counter[tuple[str, int]]]] = defaultdict(lambda: defaultdict(Counter))
        homes: dict[Place, Counter[tuple[str, str | None]]] = defaultdict(Counter)
        for placing, count in self._placings.items():
            named = places.get(name_key(placing.name)) if placing.name else (placing.law or "", placing.divisions)
            if named is None:
                continue
            law, divisions = named
            if placing.number is None:
                homes[law, divisions][placing.target, placing.level] += count * placing.weight
            else:
                key, target = _levelled(divisions, placing)
                keys[law][key][target, placing.weight] += count
        return keys, homes

    def _laws(
        self,
        places: dict[str, Place],
        homes: dict[Place, Counter[tuple[str, str | None]]],
        firsts: dict[Place, str],
    ) -> str:
        named: dict[Place, Counter[str]] = defaultdict(Counter)
        for key, place in places.items():
            spelling, _ = self._spelt[key].most_common(1)[0]
            named[place][spelling] += self._spelt[key].total()
        lines = []
        for (law, divisions), names in named.items():
            dates = self._dates.get(law)
            home, level = _home(homes.get((law, divisions)))
            ordered = [name for name, _ in sorted(names.items(), key=lambda pair: (-pair[1], pair[0]))]
            date = min(dates.items(), key=lambda pair: (-pair[1], pair[0]))[0] if dates else ""
            first = home or firsts.get((law, divisions), "")
            lines.append("\t".join((law + divisions, date, first, level, *ordered)))
        return "".join(f"{line}\n" for line in sorted(lines))


def _levelled(divisions: str, placing: Placing) -> tuple[Key, str]:
    """The key and the place of a statement: "section 8(b) ... 16 U.S.C. 1537(b)" says where section 8 is."""
    pieces = placing.target.removeprefix("/us/usc/").split("/")
    below = tuple(pieces[2:])
    alike = placing.path[: len(below)] == below[: len(placing.path)]
    if alike and placing.weight < CREDIT:  # one may say it more exactly than the other
        return (divisions, placing.number or "", ()), "/".join(pieces[:2])
    return (divisions, placing.number or "", placing.path), "/".join(pieces)


def _home(votes: Counter[tuple[str, str | None]] | None) -> tuple[str, str]:
    """The first section of an act's codification, and the level that begins with it."""
    if not votes:
        return "", ""
    sections = Counter[str]()
    for (target, _), count in votes.items():
        sections[target] += count
    home, count = min(sections.items(), key=lambda pair: (-pair[1], pair[0]))
    if count < max(2, sections.total() / 2):
        return "", ""
    levels = {level: votes[home, level] for target, level in votes if target == home and level}
    level = min(levels, key=lambda each: (-levels[each], each)) if levels else ""
    return home.removeprefix("/us/usc/"), level.removeprefix("/us/usc/")


def _sections(
    settled: dict[str, dict[Key, str]], homes: dict[Place, Counter[tuple[str, str | None]]], firsts: dict[Place, str]
) -> str:
    parts: dict[str, dict[str, str]] = defaultdict(dict)
    for (law, divisions), first in firsts.items():
        _, level = _home(homes.get((law, divisions)))
        if divisions:
            parts[law][divisions] = level or first
    lines = []
    for law in sorted({*settled, *parts}):
        placed = [f"{divisions}={target}" for divisions, target in parts.get(law, {}).items()]
        lines.append(f"{law}\t{' '.join(sorted([*placed, *_entries(settled.get(law, {}))]))}\n")
    return "".join(lines)


def _firsts(settled: dict[str, dict[Key, str]], homes: Iterable[Place]) -> dict[Place, str]:
    """Of every law and part of one its first section that is in the Code, "" where none is."""
    numbers: dict[Place, dict[str, str]] = defaultdict(dict)
    for law, keys in settled.items():
        for (divisions, number, path), target in keys.items():
            pieces = divisions.split("/")
            for depth in range(1, len(pieces) + 1 if not path else 0):
                numbers[law, "/".join(pieces[:depth])][number] = target
    firsts = {place: found[min(found, key=lambda each: (section_key(each), each))] for place, found in numbers.items()}
    return {**dict.fromkeys(homes, ""), **firsts}


def _entries(settled: dict[Key, str]) -> list[str]:
    """Keys with their places; the divisions are left out where the law has one section of that number."""
    wheres: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    for (_, number, path), target in settled.items():
        wheres[number, path].add(target)
    found = set()
    for (divisions, number, path), target in settled.items():
        key = "/".join((number, *path))
        found.add(f"{key}={target}" if len(wheres[number, path]) == 1 else f"{divisions}:{key}={target}")
    return sorted(found)


def _settled(key: Key, votes: Counter[tuple[str, int]]) -> str | None:
    """The one place that the statements agree on: first of all the credits, which are the Code's own."""
    credits = {target for target, weight in votes if weight >= CREDIT}
    others = Counter[str]()
    for (target, weight), count in votes.items():
        others[target] += count * weight if weight < CREDIT else 0
    others += Counter()
    if key[2] and not credits and others.total() < 2:  # a path that is written otherwise in the Code: one may be a slip
        return None
    best = min(others.items(), key=lambda pair: (-pair[1], pair[0])) if others else None
    agreed = best and best[1] >= _MAJORITY * others.total()
    if len(credits) == 1 and not (best and agreed and best[0] not in credits and best[1] >= 2 * _PROOF):
        return credits.pop()
    return best[0] if best and agreed and (not credits or best[0] in credits or best[1] >= _PROOF) else None

"""Makes the table of named acts from what the Code's notes and credits say: one place a key, or none."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from kg.identifiers import slug
from kg.inventory.acts import YEAR, name_key
from kg.inventory.classifying import CREDIT, FORMER, Placing
from kg.inventory.naming import Naming
from kg.inventory.order import section_key

_MAJORITY: Final = 0.75
"""Share of the statements that must agree for a name or a key to be settled."""
_PART: Final = 0.2
"""Share of the namings that must name a part of a law for the name to stand for the part, and not for the whole."""
_FIRST: Final = re.compile(r"[123]|(?:1|\d{1,2}0)0[12]")
_FIRST_OF_PART: Final = re.compile(r"\d{1,3}0[123]|\d?[12]|3")
"""Sections that an act, or one that is a title of another, may begin with: the first may have its short title alone."""
_ACT: Final = re.compile(
    r"(?!Act\b)(?=\S+ \S+ \S)(?:(?! which\b| by the\b| and the\b)[^,\"]){6,100}\bAct(?:,? of|,)?(?: (?:18|19|20)\d\d)?"
)
"""A name that may be believed without its law."""
_SURE: Final = 2
"""Statements of places that it takes to know an act of which no statement has the law."""
_OMNIBUS: Final = ("/d", "/s")
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
        self._notes: dict[Place, Counter[str]] = defaultdict(Counter)

    def add(self, namings: Iterable[Naming], placings: Iterable[Placing]) -> None:
        """Take in what one section says."""
        for naming in namings:
            key = name_key(naming.name)
            place = (naming.law.id, naming.law.divisions)
            (self._names if naming.weight > 1 else self._weak)[key][place] += naming.weight
            self._spelt[key][naming.name] += 1
            if naming.note:
                self._notes[place][naming.note] += 1
            if naming.law.date:
                self._dates[naming.law.id][naming.law.date] += 1
        self._placings.update(placings)

    def texts(self, sections: Collection[str]) -> dict[str, str]:
        """The table as texts of the archive.

        Args:
            sections: Ids of those that the Code has: where statements of an act's place disagree, these are believed.
        """
        places = {key: place for key in self._spelt if (place := self._place(key))}
        places |= self._by_name_alone(places)
        keys, stated = self._sorted_placings(places)
        homes = {place: _standing(votes, sections) for place, votes in stated.items()}
        settled = {
            law: {key: target for key, votes in of_law.items() if (target := _settled(key, votes))}
            for law, of_law in ((law, _current(of_law)) for law, of_law in keys.items())
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

    def _by_name_alone(self, places: Mapping[str, Place]) -> dict[str, Place]:
        """Acts whose law no note tells, but whose place in the Code the text does, behind their name."""
        stated: Counter[str] = Counter()
        known = {*places, *(YEAR.sub("", key) for key in places)}
        for placing, count in self._placings.items():
            key = name_key(placing.name) if placing.name else ""
            if placing.name and key not in known and _ACT.fullmatch(placing.name):
                stated[key] += count
                self._spelt[key][placing.name] += count
        return {key: (f"/us/act/{slug(key)}", "") for key, count in sorted(stated.items()) if count >= _SURE}

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
            if placing.note:
                self._notes[law, divisions + placing.divisions][placing.target] += count * _PROOF
            elif placing.number is None:
                homes[law, divisions + (placing.divisions if placing.name else "")][placing.target, placing.level] += (
                    count * placing.weight
                )
            else:
                key, target = _levelled(divisions, placing)
                keys[law][key][target, placing.weight] += count
        return keys, homes

    def _laws(
        self,
        places: dict[str, Place],
        homes: dict[Place, Counter[tuple[str, str | None]]],
        firsts: dict[Place, tuple[str, str]],
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
            number, first = firsts.get((law, divisions), ("", ""))
            titled = divisions and not divisions.startswith("/d")
            begins = (_FIRST_OF_PART if titled else _FIRST).fullmatch(number)
            home = home or (first if begins else "") or _note_home(self._notes.get((law, divisions)))
            lines.append("\t".join((law + divisions, date, home, level, *ordered)))
        return "".join(f"{line}\n" for line in sorted(lines))


def _current(of_law: dict[Key, Counter[tuple[str, int]]]) -> dict[Key, Counter[tuple[str, int]]]:
    """The keys of a law without numbers that sections had formerly, where another title has a section of the number."""
    now = {(number, path) for (_, number, path), votes in of_law.items() if any(w >= CREDIT for _, w in votes)}
    return {
        key: votes
        for key, votes in of_law.items()
        if (key[1], key[2]) not in now or any(weight != FORMER for _, weight in votes)
    }


def _levelled(divisions: str, placing: Placing) -> tuple[Key, str]:
    """The key and the place of a statement: "section 8(b) ... 16 U.S.C. 1537(b)" says where section 8 is."""
    pieces = placing.target.removeprefix("/us/usc/").split("/")
    below = tuple(pieces[2:])
    alike = placing.path[: len(below)] == below[: len(placing.path)]
    if alike and placing.weight < CREDIT:  # one may say it more exactly than the other
        return (divisions, placing.number or "", ()), "/".join(pieces[:2])
    return (divisions, placing.number or "", placing.path), "/".join(pieces)


def _standing(votes: Counter[tuple[str, str | None]], sections: Collection[str]) -> Counter[tuple[str, str | None]]:
    """Where the statements disagree, those of places that the Code has: an act may have been moved, or made again."""
    if _home(votes)[0]:
        return votes
    return Counter({place: n for place, n in votes.items() if "/".join(place[0].split("/")[:5]) in sections})


def _home(votes: Counter[tuple[str, str | None]] | None) -> tuple[str, str]:
    """The first section of an act's codification, and the level that it makes up; first one that begins there."""
    if not votes:
        return "", ""
    sections = Counter[str]()
    for (target, _), count in votes.items():
        sections[target] += count
    home, count = min(sections.items(), key=lambda pair: (-pair[1], pair[0]))
    if 2 * count < sections.total():
        return "", ""
    levels = Counter[tuple[bool, str]]()
    for (target, level), count in votes.items():
        if level:
            levels[target == home, level] += count
    level = min(levels, key=lambda each: (not each[0], -levels[each], each[1]))[1] if levels else ""
    return home.removeprefix("/us/usc/"), level.removeprefix("/us/usc/")


def _note_home(votes: Counter[str] | None) -> str:
    """The section in whose notes an act is set out that the Code does not have as sections, "t31/s6101 note"."""
    if not votes:
        return ""
    home, count = min(votes.items(), key=lambda pair: (-pair[1], pair[0]))
    return f"{home.removeprefix('/us/usc/')} note" if 2 * count >= votes.total() else ""


def _sections(
    settled: dict[str, dict[Key, str]],
    homes: dict[Place, Counter[tuple[str, str | None]]],
    firsts: dict[Place, tuple[str, str]],
) -> str:
    parts: dict[str, dict[str, str]] = defaultdict(dict)
    for (law, divisions), (_, first) in firsts.items():
        home, level = _home(homes.get((law, divisions)))
        if divisions and (home or first):
            parts[law][divisions] = f"{level},{home}" if level else home or first
    lines = []
    for law in sorted({*settled, *parts}):
        placed = [f"{divisions}={target}" for divisions, target in parts.get(law, {}).items()]
        lines.append(f"{law}\t{' '.join(sorted([*placed, *_entries(settled.get(law, {}))]))}\n")
    return "".join(lines)


def _firsts(settled: dict[str, dict[Key, str]], homes: Iterable[Place]) -> dict[Place, tuple[str, str]]:
    """Of every law and part of one its first section that is in the Code, by number and place, "" where none is."""
    numbers: dict[Place, dict[str, str]] = defaultdict(dict)
    for law, keys in settled.items():
        for (divisions, number, path), target in keys.items():
            pieces = divisions.split("/")
            for depth in range(1, len(pieces) + 1 if not path else 0):
                numbers[law, "/".join(pieces[:depth])][number] = target
    firsts = {
        place: min(found.items(), key=lambda each: (section_key(each[0]), each)) for place, found in numbers.items()
    }
    return {**dict.fromkeys(homes, ("", "")), **firsts}


def _entries(settled: dict[Key, str]) -> list[str]:
    """Keys with their places; the divisions are left out where the law has one section of that number.

    Not so those of an omnibus law: section 5 of its division A is none of an act that is its division C.
    """
    wheres: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    for (_, number, path), target in settled.items():
        wheres[number, path].add(target)
    found = set()
    for (divisions, number, path), target in settled.items():
        key = "/".join((number, *path))
        alone = len(wheres[number, path]) == 1 and not divisions.startswith(_OMNIBUS)
        found.add(f"{key}={target}" if alone else f"{divisions}:{key}={target}")
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

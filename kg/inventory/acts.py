"""Named acts: the law that a name stands for, and where its sections and titles are in the Code."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kg.inventory.archive import Archive

_WORD: Final = re.compile(r"[a-z0-9]+")
_SECTION: Final = re.compile(r"/s\d")
YEAR: Final = re.compile(r" (?:of )?((?:17|18|19|20)\d\d)$")
_PLACE: Final = re.compile(r"t(?P<title>\d+)/s(?P<number>\d+)")
_LEADING_NUMBER: Final = re.compile(r"\d{1,6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedAct:
    """An act that the Code's notes name.

    Attributes:
        id: Canonical id of the law, or of the part of one that is the act: "/us/pl/93/205", "/us/pl/93/344/tX".
        names: The commonest first.
        date: ISO 8601, or None.
        home: Id of the first section of its codification, or None.
        level: Id of the chapter or other level that it makes up, or None.
        note: Whether it is set out in the notes of its home, and no section of the Code.
    """

    id: str
    names: tuple[str, ...]
    date: str | None
    home: str | None
    level: str | None
    note: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Codified:
    """Where a section of an act is in the Code: the section, and as much of the path as is left to go on with.

    `exact` is whether the rest of the path is known to be written in the same way.
    """

    section: str
    rest: tuple[str, ...]
    exact: bool

    @property
    def id(self) -> str:
        """The provision, the rest of the path included."""
        return "/".join((self.section, *self.rest))


class ActTable:
    """The table of named acts; it is read when it is first asked for something."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._entries: dict[str, dict[str, str]] = {}

    def act(self, name: str) -> NamedAct | None:
        """The act of that name; None for an unknown one, and for a name that stands for several."""
        found = self._by_name.get(name_key(name), ())
        return found[0] if len(found) == 1 else None

    def candidates(self, name: str) -> tuple[NamedAct, ...]:
        """Every act that a name may stand for, with its year or without."""
        return self._by_name.get(name_key(name), ())

    def section(self, law: str, number: str, path: tuple[str, ...] = ()) -> Codified | None:
        """Where a section of a law is in the Code; None where the table does not say, or says several places."""
        root, divisions = _root(law)
        entries = self._of_law(root)
        for depth in range(len(path), -1, -1):
            key = "/".join((number, *path[:depth]))
            targets = _fitting(entries, divisions, key)
            if len(targets) == 1:
                return Codified(section=f"/us/usc/{targets.pop()}", rest=path[depth:], exact=depth == 0)
            if targets:
                return None
        return None

    def level(self, law: str) -> str | None:
        """The chapter or other level of the Code that a law or a title of one makes up: "/us/usc/t42/ch7/schXVIII"."""
        root, divisions = _root(law)
        if not divisions:
            act = self._by_id.get(law)
            return act.level if act else None
        level = self._of_law(root).get(divisions, "").partition(",")[0]
        return f"/us/usc/{level}" if level and not _SECTION.search(level) else None

    def first_section(self, law: str) -> str | None:
        """The first section that a part of a law, such as a title of one, became in the Code."""
        root, divisions = _root(law)
        section = self._of_law(root).get(divisions, "").rpartition(",")[2] if divisions else ""
        return f"/us/usc/{section}" if _SECTION.search(section) else None

    def begins(self, act: NamedAct) -> bool:
        """Whether an act begins at its home: a law in divisions, each an act of its own, only where the first does."""
        root, divisions = _root(act.id)
        if act.home is None or divisions or not any(key.startswith("/d") for key in self._of_law(root)):
            return act.home is not None
        first = self._by_id.get(f"{root}/dA")
        return first is not None and first.home == act.home

    def last_number(self, law: str) -> int:
        """The highest number of a section of a law that the table knows; 0 where it knows none."""
        root, _ = _root(law)
        numbers = (_LEADING_NUMBER.match(key.rpartition(":")[2]) for key in self._of_law(root))
        return max((int(number.group()) for number in numbers if number), default=0)

    def reach(self, law: str, title: str) -> tuple[int, int] | None:
        """The lowest and the highest number of the sections of a title, "5", at which sections of a law are."""
        root, _ = _root(law)
        places = (_PLACE.match(target) for key, target in self._of_law(root).items() if not key.startswith("/"))
        numbers = [int(place.group("number")) for place in places if place and place.group("title") == title]
        return (min(numbers), max(numbers)) if numbers else None

    @property
    def size(self) -> tuple[int, int]:
        """How many names and how many sections of acts there are."""
        names = sum(len(act.names) for act in self._by_id.values())
        return names, sum(line.count("=") for line in self._sections.values())

    @cached_property
    def _by_id(self) -> dict[str, NamedAct]:
        return {act.id: act for act in map(_read_act, self._archive.text("acts/laws").splitlines())}

    @cached_property
    def _by_name(self) -> dict[str, tuple[NamedAct, ...]]:
        found: dict[str, tuple[NamedAct, ...]] = {}
        undated: dict[str, tuple[NamedAct, ...]] = {}
        for act in self._by_id.values():
            for name in act.names:
                key = name_key(name)
                found[key] = (*found.get(key, ()), act)
                bare = YEAR.sub("", key)
                if bare != key and act not in undated.get(bare, ()):
                    undated[bare] = (*undated.get(bare, ()), act)
        return {**undated, **found}

    @cached_property
    def _sections(self) -> dict[str, str]:
        lines = (line.partition("\t") for line in self._archive.text("acts/sections").splitlines())
        return {law: entries for law, _, entries in lines}

    def _of_law(self, root: str) -> dict[str, str]:
        if root not in self._entries:
            pairs = (entry.partition("=") for entry in self._sections.get(root, "").split(" ") if entry)
            self._entries[root] = {key: target for key, _, target in pairs}
        return self._entries[root]


def name_key(name: str) -> str:
    """What names of acts are compared by: their words in lower case, without "the" before them."""
    words = _WORD.findall(name.lower().replace("'s ", "s ").replace("'", ""))
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def _root(law: str) -> tuple[str, str]:
    """A law and its path of divisions."""
    pieces = law.split("/")
    depth = 5 if pieces[2] == "pl" or (len(pieces) > 4 and pieces[4].startswith("ch")) else 4
    return "/".join(pieces[:depth]), "".join(f"/{piece}" for piece in pieces[depth:])


def _fitting(entries: dict[str, str], divisions: str, key: str) -> set[str]:
    """The places of a section in the divisions named, which a law that numbers its sections through does not need."""
    if key in entries:
        return {entries[key]}
    suffix = f":{key}"
    found = ((each[: -len(suffix)], target) for each, target in entries.items() if each.endswith(suffix))
    return {
        target
        for path, target in found
        if f"{path}/".startswith(f"{divisions}/") or f"{divisions}/".startswith(f"{path}/")
    }


def _read_act(line: str) -> NamedAct:
    law, date, place, level, *names = line.split("\t")
    home, _, note = place.partition(" ")
    return NamedAct(
        id=law, names=tuple(names), date=date or None, home=f"/us/usc/{home}" if home else None,
        level=f"/us/usc/{level}" if level else None, note=bool(note),
    )  # fmt: skip

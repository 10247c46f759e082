"""Makes an inventory of the U.S. Code and of the acts in it from USLM XML."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from kg.errors import InventoryError
from kg.inventory.archive import write_archive
from kg.inventory.citing import find_levels, find_own_levels
from kg.inventory.classifying import find_placings
from kg.inventory.naming import find_namings
from kg.inventory.order import section_key
from kg.inventory.paths import encode_paths
from kg.inventory.source import SOURCES_HINT, CodeFiles, CodeSection
from kg.inventory.tabulating import ActTableBuilder

_SECTION: Final = re.compile(r"/us/usc/(?P<title>t\d{1,2}[a-z]?)/s(?P<number>\d[^/]*)")
_LEVEL: Final = re.compile(r"/us/usc/(?P<title>t\d{1,2}[a-z]?)/(?P<path>.+)")
_MENTIONS: Final = 3
"""Mentions of a chapter in notes, of a Code of which only the sections are given, that show that there is one."""
_REVENUE: Final = "/us/usc/t26"


class InventoryBuilder:
    """Reads every section of some files, then writes their inventory and the table of the acts that their notes name.

    Args:
        sources: Files, folders and archives of USLM XML; what several say of one section is taken together.
    """

    def __init__(self, sources: Sequence[Path]) -> None:
        self._files = CodeFiles(paths=tuple(sources))
        self._titles: dict[str, dict[str, CodeSection]] = defaultdict(dict)
        self._levels: Counter[tuple[str, str | None]] = Counter()
        self._acts = ActTableBuilder()

    def read(self) -> Iterator[str]:
        """Take in every section; gives the id of each, so that progress can be shown.

        Raises:
            InventoryError: A source cannot be read.
        """
        for section in self._files.sections():
            yield section.id
            if match := _SECTION.fullmatch(section.id):
                title, number = match.groups()
                self._levels.update(_levels_in(section, f"/us/usc/{title}"))
                self._acts.add(find_namings(section), find_placings(section))
                self._titles[title][number] = _joined(self._titles[title].get(number), section)

    def write(self, target: Path, *, release: str | None = None) -> Mapping[str, object]:
        """Write the inventory of what was read; the same sources give the same bytes.

        Args:
            target: The file.
            release: The release point, "119-100"; else as the files or their names say it.

        Returns:
            What the file says of itself: release point and counts.

        Raises:
            InventoryError: Nothing was read, or the file cannot be written.
        """
        titles = {title: sections for title, sections in self._titles.items() if sections}
        if not titles:
            raise InventoryError("no section of the U.S. Code was read", hint=SOURCES_HINT)
        known = frozenset(section.id for sections in titles.values() for section in sections.values())
        texts = {**self._acts.texts(known), **_texts(titles, _known_levels(self._levels, titles))}
        about = _about(release or self._files.release, titles, texts)
        write_archive(target, about, texts)
        return about


def _levels_in(section: CodeSection, title: str) -> Counter[tuple[str, str | None]]:
    """The levels that a section stands in, that its text names, and, for a third, that its notes name.

    Notes speak of former chapters too: one is believed where several name it.
    """
    body, _, notes = section.text.partition(section.credit) if section.credit else (section.text, "", "")
    found = Counter(find_levels(notes, title))
    surely = [*find_levels(body, title), *((level, section.id) for level in section.levels)]
    if title == _REVENUE:
        surely += ((level, None) for level in find_own_levels(body, title))
    for level in surely:
        found[level] += _MENTIONS
    return found


def _joined(before: CodeSection | None, section: CodeSection) -> CodeSection:
    """The section without its text, which is not kept, and with what another file has of it."""
    paths = tuple(dict.fromkeys((*(before.paths if before else ()), *section.paths)))
    heading = before.heading if before else section.heading
    return CodeSection(id=section.id, heading=heading, levels=(), paths=paths, credit="", notes=(), text="")


def _known_levels(
    seen: Counter[tuple[str, str | None]], titles: Mapping[str, Mapping[str, CodeSection]]
) -> dict[str, dict[str, str]]:
    """Levels of each title with their first sections, "" where it is not known."""
    firsts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for (level, first), count in sorted(seen.items(), key=str):
        match = _LEVEL.fullmatch(level)
        number = first.rpartition("/s")[2] if first else ""
        known = match and match.group("title") in titles and (not number or number in titles[match.group("title")])
        if match and known:
            firsts[match.group("title")][match.group("path")][number] += count
    return {
        title: {path: _first(votes) for path, votes in paths.items() if any(votes) or votes.total() >= _MENTIONS}
        for title, paths in firsts.items()
    }


def _first(votes: Counter[str]) -> str:
    """The section that a level begins with: of a file with all levels the lowest, of the notes what most say."""
    given = {number: count for number, count in votes.items() if number}
    return min(given, key=lambda number: (-given[number], section_key(number))) if given else ""


def _texts(titles: Mapping[str, Mapping[str, CodeSection]], levels: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for title, sections in titles.items():
        ordered = sorted(sections, key=lambda number: (section_key(number), number))
        texts[f"usc/{title}/sections"] = "".join(
            f"{n} {encode_paths(sections[n].paths)}".strip() + "\n" for n in ordered
        )
        texts[f"usc/{title}/headings"] = "".join(f"{sections[n].heading}\n" for n in ordered)
        known = levels.get(title, {})
        texts[f"usc/{title}/levels"] = "".join(f"{path} {known[path]}".strip() + "\n" for path in sorted(known))
    return texts


def _about(
    release: str | None, titles: Mapping[str, Mapping[str, CodeSection]], texts: Mapping[str, str]
) -> dict[str, object]:
    sections = [section for of_title in titles.values() for section in of_title.values()]
    return {
        "release": release or "unknown",
        "titles": sorted((title for title in titles if titles[title]), key=section_key),
        "sections": len(sections),
        "provisions": sum(len(section.paths) for section in sections) + len(sections),
        "levels": sum(text.count("\n") for name, text in texts.items() if name.endswith("/levels")),
        "acts": texts["acts/laws"].count("\n"),
        "names": sum(line.count("\t") - 3 for line in texts["acts/laws"].splitlines()),
        "act_sections": texts["acts/sections"].count("="),
    }

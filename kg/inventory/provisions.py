"""Which provisions of the U.S. Code exist."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from kg.inventory.archive import Archive
from kg.inventory.order import section_key
from kg.inventory.paths import decode_paths

_ID: Final = re.compile(
    r"/us/usc/(?P<title>t\d{1,2}[a-z]?)(?:/s(?P<section>\d[^/]*)(?:/(?P<path>.+))?|/(?P<levels>.+))?"
)
_CACHED: Final = 8192
"""Ids whose answer is kept: a text cites the same few again and again."""
MOST_BETWEEN: Final = 1000
"""Sections that a range may stand for; a wider one is read as its ends alone, so that no text grows without end."""


@dataclass(frozen=True, kw_only=True)
class TitleTexts:
    """What the archive holds of one title, taken apart when it is asked for."""

    sections: str
    levels: str
    headings: str

    @cached_property
    def paths(self) -> dict[str, str]:
        """Section numbers in the order of the Code, each with what stands below it in one string."""
        return {number: below for number, _, below in (line.partition(" ") for line in self.sections.splitlines())}

    @cached_property
    def numbers(self) -> list[str]:
        """Section numbers in the order of the Code."""
        return list(self.paths)

    @cached_property
    def by_last(self) -> dict[str, list[tuple[str, ...]]]:
        """Chapters and other levels above the sections, by their own piece of the path."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for line in self.levels.splitlines():
            pieces = tuple(line.partition(" ")[0].split("/"))
            found.setdefault(pieces[-1], []).append(pieces)
        return found

    @cached_property
    def firsts(self) -> dict[str, str]:
        """Of the levels whose first section is known, that section's number."""
        pairs = (line.partition(" ") for line in self.levels.splitlines())
        return {path: number for path, _, number in pairs if number}

    @cached_property
    def headings_by_number(self) -> dict[str, str]:
        """Section numbers with their headings."""
        return dict(zip(self.paths, self.headings.split("\n"), strict=False))


class Provisions:
    """The provisions of the U.S. Code as of one release point.

    Titles are read when they are first asked for.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._titles: dict[str, TitleTexts | None] = dict.fromkeys(archive.about["titles"])
        self._exists = lru_cache(maxsize=_CACHED)(self._looked_up)

    @property
    def titles(self) -> list[str]:
        """Pieces of the titles that exist: "t1"."""
        return list(self._titles)

    def exists(self, identifier: str) -> bool:
        """Whether a title, chapter, section or anything below a section exists; an "@date" is not looked at.

        A chapter is found by its full path, "/us/usc/t49/stVI/ptA/ch311", and by any shorter one, "/us/usc/t49/ch311".
        """
        return self._exists(identifier.partition("@")[0])

    def _looked_up(self, identifier: str) -> bool:
        # Taken apart without a pattern: the finder asks this of every reference.
        head, _, rest = identifier.removeprefix("/us/usc/").partition("/")
        texts = self._title(head) if identifier.startswith("/us/usc/t") else None
        if texts is None or identifier.endswith("/"):
            return False
        first, _, path = rest.partition("/")
        if first[:1] != "s" or not first[1:2].isdigit():
            pieces = rest.split("/")
            levels = texts.by_last.get(pieces[-1], ()) if rest else ()
            return not rest or any(_same_level(pieces, full, texts.by_last) for full in levels)
        below = texts.paths.get(first[1:])
        return below is not None and (not path or path in decode_paths(below))

    @property
    def release(self) -> str:
        """The release point of the Code, "119-100"."""
        return str(self._archive.about["release"])

    def section_exists(self, title: str, number: str) -> bool:
        """Whether a title, "42", has a section, "1395w-4"."""
        texts = self._title(f"t{title}")
        return texts is not None and number in texts.paths

    def between(self, first: str, last: str) -> list[str]:
        """Ids of the sections strictly between two of one title, in the order of the Code; see `MOST_BETWEEN`."""
        low, high = _ID.fullmatch(first), _ID.fullmatch(last)
        if not low or not high or not low.group("section") or not high.group("section"):
            return []
        texts = self._title(low.group("title"))
        if texts is None or low.group("title") != high.group("title"):
            return []
        begin = bisect_right(texts.numbers, section_key(low.group("section")), key=section_key)
        end = bisect_left(texts.numbers, section_key(high.group("section")), key=section_key)
        found = texts.numbers[begin:end]
        return [f"/us/usc/{low.group('title')}/s{each}" for each in found] if len(found) <= MOST_BETWEEN else []

    def heading(self, identifier: str) -> str | None:
        """The heading of the section that a provision is or stands in: "Confidentiality and disclosure of returns"."""
        match = _ID.fullmatch(identifier.partition("@")[0])
        texts = self._title(match.group("title")) if match else None
        number = match.group("section") if match else None
        return texts.headings_by_number.get(number or "") or None if texts else None

    def first_section(self, identifier: str) -> str | None:
        """The id of the first section of a chapter or other level, where it is known."""
        match = _ID.fullmatch(identifier)
        texts = self._title(match.group("title")) if match else None
        if match is None or texts is None or not match.group("levels"):
            return None
        pieces = match.group("levels").split("/")
        full = [each for each in texts.by_last.get(pieces[-1], ()) if _is_within(pieces, each)]
        number = texts.firsts.get("/".join(full[0])) if len(full) == 1 else None
        return f"/us/usc/{match.group('title')}/s{number}" if number else None

    def near(self, identifier: str) -> list[str]:
        """Sections of the same title whose numbers stand next to where this one would be."""
        match = _ID.fullmatch(identifier.partition("@")[0])
        texts = self._title(match.group("title")) if match else None
        number = match.group("section") if match else None
        if match is None or texts is None or number is None:
            return []
        root = f"/us/usc/{match.group('title')}/s"
        if number in texts.paths:
            return [root + number]
        index = bisect_left(texts.numbers, section_key(number), key=section_key)
        return [root + each for each in texts.numbers[max(0, index - 1) : index + 1]]

    def ids(self) -> Iterator[str]:
        """Every id of a section and of what is below one, title by title in the order of the Code."""
        for title in self._titles:
            texts = self._title(title)
            for number, below in texts.paths.items() if texts else ():
                root = f"/us/usc/{title}/s{number}"
                yield root
                yield from (f"{root}/{path}" for path in sorted(decode_paths(below)))

    def _title(self, title: str) -> TitleTexts | None:
        if title not in self._titles:
            return None
        texts = self._titles[title]
        if texts is None:
            texts = TitleTexts(
                sections=self._archive.text(f"usc/{title}/sections"),
                levels=self._archive.text(f"usc/{title}/levels"),
                headings=self._archive.text(f"usc/{title}/headings"),
            )
            self._titles[title] = texts
        return texts


def _same_level(pieces: list[str], full: tuple[str, ...], known: Mapping[str, object]) -> bool:
    """Whether a path names a known level, in a shorter or, with levels around it that are known too, a longer form."""
    return _is_within(pieces, full) or (_is_within(full, pieces) and all(piece in known for piece in pieces))


def _is_within(pieces: Sequence[str], full: Sequence[str]) -> bool:
    """Whether the pieces are those of the full path, with some left out."""
    rest = iter(full)
    return all(piece in rest for piece in pieces)

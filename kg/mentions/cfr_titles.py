"""Which title of the Code of Federal Regulations a bare "part 703" belongs to, where the document shows it."""

import re
from collections.abc import Sequence
from functools import cache, cached_property
from typing import Final, cast

from kg.mentions.agencies import find_agencies
from kg.mentions.cfr_sections import part_of
from kg.mentions.context import Context
from kg.mentions.mention import Citation
from kg.schema import read_yaml, schemas_folder

AMENDS: Final = "■"
"""The Federal Register sets it before each instruction that amends the Code."""
_NUMBER: Final = re.compile(r"\d+")
_JOIN: Final = re.compile(r"(?:, (?:and )?| and )\Z")
_WIDEST_JOIN: Final = 6

Chapters = tuple[tuple[int, int, int], ...]
"""Title, first and last part."""


class Titles:
    """The titles of parts in one document.

    A part is of the one title under which the document cites it. Where the document amends the Code and cites the part
    under none, it is of the one title in which an agency that the document names has a chapter with that part.
    """

    def __init__(self, context: Context, titled: Sequence[Citation]) -> None:
        self._context = context
        self._cited: dict[str, str | None] = {}
        self._ends: dict[int, str] = {}
        for citation in titled:
            for item in citation.items:
                _, _, _, title, provision, *_ = item.target.split("/")
                self._ends[citation.end] = f"/us/cfr/{title}"
                if provision.startswith(("s", "pt")):
                    part, root = part_of(f"/{provision}"), f"/us/cfr/{title}"
                    self._cited[part] = root if self._cited.get(part, root) == root else None

    def __bool__(self) -> bool:
        """Whether the title of any part may be known."""
        return bool(self._cited or self._chapters)

    def of(self, part: str) -> str | None:
        """The id of the title, None where the document shows none or two."""
        if part in self._cited:
            return self._cited[part]
        number = _NUMBER.match(part)
        fitting = {t for t, first, last in self._chapters if number and first <= int(number.group()) <= last}
        return f"/us/cfr/t{fitting.pop()}" if len(fitting) == 1 else None

    def before(self, folded: str, start: int) -> str | None:
        """The title with which the list goes on that a place stands in: "49 CFR 1.48 and 1.49, parts 21 and 24"."""
        join = _JOIN.search(folded, max(0, start - _WIDEST_JOIN), start)
        return self._ends.get(join.start()) if join else None

    @cached_property
    def _chapters(self) -> Chapters:
        """The chapters of the agencies that a document names which amends the Code."""
        if AMENDS not in self._context.folded:
            return ()
        named = {item.target for found in find_agencies(self._context.words) for item in found.items}
        return tuple(chapter for agency in sorted(named) for chapter in _chapters_of_agencies().get(agency, ()))


@cache
def _chapters_of_agencies() -> dict[str, Chapters]:
    entries = cast(
        dict[str, list[tuple[int, int, int]]], read_yaml(schemas_folder() / "gazetteers" / "cfr_chapters.yaml")
    )
    return {f"/us/agency/{slug}": tuple((t, a, b) for t, a, b in chapters) for slug, chapters in entries.items()}

"""What the text itself is, so that "this section" and "subsection (b)" can be resolved."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from kg.document import Part
from kg.errors import IdentifierError
from kg.identifiers import level_of
from kg.mentions.gazetteer import act_heads, act_tails
from kg.mentions.outline import LEVELS, body_end, levels_of, outline
from kg.mentions.scan import Scan
from kg.mentions.words import Words, read_words, read_words_in, run_start
from kg.text import Text

_OWN_SECTION: Final = re.compile(
    r"\s{0,20}(?:§|Sec(?:tion|\.)) ?(\d{1,6}[A-Za-z]{0,5}(?:-\d{1,4}[a-z]{0,3}){0,3})\. ?(?=[A-Z])"
)
_TITLE: Final = re.compile(r"(?P<title>/us/usc/t\d+|/us/cfr/t\w+)")
"""In an appendix, "/us/usc/t18a", "this title" is the title that it is appended to."""
_NO_NAME: Final = (" the ", " this ", " such ", " that ", " an ", " said ", " any ")
"""Before "Act", what says that its name stands elsewhere."""
_FOLLOWING: Final = re.compile(r"[\s,.'&]{1,3}(\w+)")
_OWN_LINES: Final = ("Pub. L. ", "Amendment ", "Section ", "For ", "Act ", "Ex. Ord. ")
"""How lines of notes begin that are no quotation, whatever quotation mark is missing before them."""
_ORDER: Final = re.compile(r"(?:Ex\. Ord\.|Proc\.|Memorandum|Determination|Order)[^\n]*(?:provided|as follows):\s*\Z")
"""A line of notes behind which an executive document is printed, without quotation marks."""
_ORDER_ENDS: Final = ("Pub. L. ", "Amendment ", "Ex. Ord. ", "Proc. No. ", "Editorial Notes", "Statutory Notes")
_LONGEST_ACT: Final = 160
_AFTER_ACT: Final = 40
"""Characters before and after "Act" within which its name stands: "... Act of 1990", "... Act Amendments of 1985"."""


@dataclass(frozen=True, kw_only=True)
class Context:
    """The law that a text is.

    Attributes:
        folded: The text.
        section: Canonical id of its section, or None where it is no provision.
        title: Canonical id of the title of the Code, or None.
        parts: Its subsections with ids, in order of start.
    """

    folded: str
    section: str | None
    title: str | None
    parts: tuple[Part, ...] = ()

    @cached_property
    def scan(self) -> Scan:
        """Where the words stand that the finders look for."""
        return Scan(self.folded)

    @cached_property
    def words(self) -> Words:
        """The words of the text, cut once."""
        return read_words(self.folded)

    @cached_property
    def act_words(self) -> Words:
        """The words of the stretches that may name an act."""
        folded = self.folded
        spans = []
        for start, head in self.scan.each(act_heads()):
            end = start + len(head)
            if folded[end : end + 1].isalnum():
                continue
            following = _FOLLOWING.match(folded, end)
            goes_on = following is not None and following.group(1).lower() in act_tails()
            if goes_on or not folded.endswith(_NO_NAME, 0, start):
                spans.append((run_start(folded, start, _LONGEST_ACT), end + _AFTER_ACT if goes_on else end))
        return read_words_in(folded, spans)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(part.id for part in self.parts)

    def has_part(self, identifier: str) -> bool:
        """Whether the text itself has the provision."""
        return identifier in self._known

    @cached_property
    def _stretches(self) -> tuple[list[int], list[str | None]]:
        """Where each stretch of text begins whose innermost provision is one and the same, and that provision."""
        starts: list[int] = []
        owners: list[str | None] = []
        open_parts: list[Part] = []
        for part in sorted(self.parts, key=lambda p: (p.start, -p.end, len(p.id))):
            while open_parts and open_parts[-1].end <= part.start:
                starts.append(open_parts.pop().end)
                owners.append(open_parts[-1].id if open_parts else self.section)
            starts.append(part.start)
            owners.append(part.id)
            open_parts.append(part)
        while open_parts:
            starts.append(open_parts.pop().end)
            owners.append(open_parts[-1].id if open_parts else self.section)
        return starts, owners

    @cached_property
    def _body(self) -> int:
        return body_end(self.folded)

    def in_body(self, offset: int) -> bool:
        """Whether the offset stands in the text of the law itself, before its source credit and notes."""
        return self.section is not None and offset < self._body

    @cached_property
    def _quoted_lines(self) -> frozenset[int]:
        """Where the lines of the notes begin that stand in a quotation opened before them, or in an executive order."""
        quoted: set[int] = set()
        start, is_open, is_order = self._body, False, False
        for line in self.folded[start:].splitlines(keepends=True):
            is_order = is_order and not line.startswith(_ORDER_ENDS)
            if line.startswith(('"', *_OWN_LINES)):  # each paragraph of a quoted law opens it again
                is_open = False
            if is_open or is_order:
                quoted.add(start)
            is_order = is_order or _ORDER.match(line) is not None
            is_open ^= line.count('"') % 2 == 1
            start += len(line)
        return frozenset(quoted)

    def in_own_voice(self, offset: int) -> bool:
        """Whether the notes of a section speak here themselves, or in brackets within a law that they quote."""
        start = self.folded.rfind("\n", 0, offset) + 1
        quoted = (start in self._quoted_lines) != (self.folded.count('"', start, offset) % 2 == 1)
        return not quoted or self.folded.rfind("[", start, offset) > self.folded.rfind("]", start, offset)

    def provision_at(self, offset: int) -> str | None:
        """The innermost provision in which the offset stands."""
        starts, owners = self._stretches
        index = bisect_right(starts, offset) - 1
        return owners[index] if index >= 0 else self.section

    def _path_at(self, offset: int) -> tuple[str, ...] | None:
        return _path_below(self.section, self.provision_at(offset))

    def this(self, offset: int, word: str) -> str | None:
        """What "this subsection", "this paragraph" is at this offset."""
        if word == "section":
            return self.section
        path = self._path_at(offset)
        levels = levels_of(path) if path else None
        if not path or levels is None or word not in LEVELS or LEVELS.index(word) not in levels:
            return None
        return "/".join((self.section or "", *path[: levels.index(LEVELS.index(word)) + 1]))

    def beside(self, offset: int, word: str, path: tuple[str, ...]) -> str | None:
        """The provision that "paragraph (2)" names at this offset, where the text itself has one; `path` is ("2",).

        "subsection (c)" needs no such proof: a section has but one.
        """
        if self.section is None or word not in LEVELS or not path:
            return None
        own = "/".join((self.section, *path))
        if word == "subsection" or (self.title or "").startswith("/us/cfr/"):
            # In the Code of Federal Regulations every level is a paragraph, and counted from the section.
            return own if path[0].isalpha() and path[0].islower() else None
        here = self._path_at(offset)
        levels = levels_of(here) if here is not None else None
        if here is None or levels is None:
            return None
        depth = sum(level < LEVELS.index(word) for level in levels)
        root = "/".join((self.section, *here[:depth]))
        return "/".join((root, *path)) if f"{root}/{path[0]}" in self._known else None


@lru_cache(maxsize=1024)
def _path_below(section: str | None, here: str | None) -> tuple[str, ...] | None:
    """The designators that lead from a section to a provision in it; None where it is in another."""
    if here is None or section is None or not f"{here}/".startswith(f"{section}/"):
        return None
    return tuple(piece for piece in here.removeprefix(section).split("/") if piece)


def read_context(text: Text) -> Context:
    """The context of a document: from its base, or from a heading "§ 4417." that it opens with."""
    document = text.document
    return context_of(text.folded, base=document.base, document=document.id, parts=document.parts)


def context_of(
    folded: str, *, base: str | None = None, document: str | None = None, parts: Sequence[Part] = ()
) -> Context:
    """The context of a folded text.

    Args:
        folded: The text.
        base: Canonical id of the law that the text is.
        document: Canonical id of the document, under which a section of unknown law gets its id.
        parts: Its subsections with ids; none: they are read from the designators at the start of lines.
    """
    section = _section_of(base) if base else None
    if base is None and document and (own := _OWN_SECTION.match(folded)):
        section = f"{document}/s{own.group(1)}"
    title = None
    if base and (match := _TITLE.match(base)):
        title = match.group("title")
    found = parts or (outline(folded, section) if section else ())
    return Context(folded=folded, section=section, title=title, parts=tuple(found))


def _section_of(base: str) -> str | None:
    pieces = base.split("/")
    for index in range(len(pieces), 3, -1):
        candidate = "/".join(pieces[:index])
        with suppress(IdentifierError):  # of a base that is no provision: a bill, a mistake
            if level_of(candidate) == "section":
                return candidate
    return None

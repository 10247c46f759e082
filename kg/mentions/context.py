"""What the text itself is, so that "this section" and "subsection (b)" can be resolved."""

import re
from dataclasses import dataclass
from typing import Final

from kg.document import Part
from kg.identifiers import level_of
from kg.mentions.sections import designators
from kg.text import Text

_OWN_SECTION: Final = re.compile(r"\s*(?:§|Sec(?:tion|\.)) ?(\d+[A-Za-z]*(?:-\d+[a-z]*)*)\. ?(?=[A-Z])")
_ENUMERATOR: Final = re.compile(r"^[ \t]*((?:\([0-9A-Za-z]{1,5}\) ?)+)", re.MULTILINE)
_STYLES: Final = (r"[a-z]{1,2}", r"\d+", r"[A-Z]{1,2}", r"[ivx]+", r"[IVX]+")


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

    def provision_at(self, offset: int) -> str | None:
        """The innermost provision in which the offset stands."""
        inside = [part for part in self.parts if part.start <= offset < part.end]
        return max(inside, key=lambda part: (part.start, len(part.id))).id if inside else self.section

    def level_above(self, offset: int, word: str) -> str | None:
        """The provision in which "paragraph (2)" is counted at this offset: the subsection around it."""
        depth = {"paragraph": 1, "paragraphs": 1, "subparagraph": 2, "subparagraphs": 2}.get(word)
        here = self.provision_at(offset)
        if depth is None or here is None or self.section is None:
            return None
        path = here.removeprefix(self.section).strip("/").split("/")
        path = path if path != [""] else []
        return "/".join((self.section, *path[:depth])) if len(path) >= depth else None


def read_context(text: Text) -> Context:
    """The context of a document: from its base, or from a heading "§ 4417." that it opens with."""
    document, folded = text.document, text.folded
    section = _section_of(document.base) if document.base else None
    if document.base is None and (own := _OWN_SECTION.match(folded)):
        section = f"{document.id}/s{own.group(1)}"
    title = None
    if document.base and (match := re.match(r"/us/usc/t\w+|/us/cfr/t\w+", document.base)):
        title = match.group()
    parts = document.parts or (tuple(outline(folded, section)) if section else ())
    return Context(folded=folded, section=section, title=title, parts=tuple(parts))


def _section_of(base: str) -> str | None:
    pieces = base.split("/")
    for index in range(len(pieces), 3, -1):
        candidate = "/".join(pieces[:index])
        if level_of(candidate) == "section":
            return candidate
    return None


def outline(folded: str, section: str) -> list[Part]:
    """The subsections of a plain text by the designators at the start of its lines."""
    parts: list[Part] = [Part(start=0, end=len(folded), id=section)]
    path: tuple[str, ...] = ()
    for match in _ENUMERATOR.finditer(folded):
        for designator in designators(match.group(1)):
            path = _step(path, designator)
            parts.append(Part(start=match.start(), end=len(folded), id="/".join((section, *path))))
    closed: list[Part] = []
    for index, part in enumerate(parts):
        follower = next((p for p in parts[index + 1 :] if not p.id.startswith(part.id + "/")), None)
        end = follower.start if follower else len(folded)
        closed.append(Part(start=part.start, end=max(end, part.start), id=part.id, parent=_above(part.id, section)))
    return closed


def _step(path: tuple[str, ...], designator: str) -> tuple[str, ...]:
    for depth, style in enumerate(_STYLES):
        if depth <= len(path) and re.fullmatch(style, designator):
            return (*path[:depth], designator)
    return (*path, designator)


def _above(part: str, section: str) -> str | None:
    return part.rpartition("/")[0] if part != section else None

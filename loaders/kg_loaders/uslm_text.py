"""One provision, law or notice in USLM as text with its parts, links, regions and places."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kg.document import Link, Part, Place, Region, RegionKind
from kg_loaders.markup import all_text, line_of, local_name
from kg_loaders.spans import Mark, TextWriter
from kg_loaders.uslm_ids import canonical_id, title_of, usable_id

if TYPE_CHECKING:
    from lxml.etree import _Element

LEVELS: Final = frozenset(
    "title subtitle division subdivision chapter subchapter part subpart article subarticle level section subsection "
    "paragraph subparagraph clause subclause item subitem subsubitem appendix compiledAct courtRules courtRule "
    "reorganizationPlans reorganizationPlan preliminary appropriations".split()
)
# Their heading stands on a line of its own; below, text runs on after it.
BIG_LEVELS: Final = LEVELS - frozenset(
    "subsection paragraph subparagraph clause subclause item subitem subsubitem".split()
)
SKIPPED: Final = frozenset(
    "meta toc page ear leftRunningHead rightRunningHead endMarker index img backMatter startingPage".split()
)
_LINES: Final = frozenset(
    "p notes note sourceCredit source authority content chapeau continuation quotedContent footnote statement subject "
    "organization property action affected signatures signature signatureDate name role affiliation frDocId "
    "billingCode docTitle officialTitle longTitle shortTitle enactingFormula legislativeHistory preface main heading "
    "subheading caption editorialNote effectiveDateNote listOfSubjects wordsOfIssuance table layout tbody thead tfoot "
    "crossHeading recital listItem listHeading listContent autograph block resolvingClause organizationNote docNumber "
    "congress type".split()
)
_ROWS: Final = frozenset(("tr", "row", "tocItem", "header"))
_BREAKS: Final = _LINES | LEVELS | _ROWS | {"br"}
_PLACED: Final = frozenset(("p", "note", "sourceCredit", "heading", "tr"))
_CLOSING: Final = tuple(".,;:)]”’")
_REGIONS: Final[dict[str, RegionKind]] = {
    "note": "note", "notes": "note", "editorialNote": "note", "effectiveDateNote": "note",
    "sourceCredit": "credit", "source": "credit", "caption": "caption", "signature": "signature",
    "subject": "heading", "heading": "heading", "subheading": "heading", "crossHeading": "heading",
    "docTitle": "heading",
}  # fmt: skip


@dataclass(slots=True)
class Written:
    """What is known of the text that has been written so far."""

    writer: TextWriter = field(default_factory=TextWriter)
    parts: list[tuple[Mark, str, str, str | None]] = field(default_factory=list)
    links: list[tuple[Mark, str]] = field(default_factory=list)
    regions: list[tuple[Mark, RegionKind]] = field(default_factory=list)
    places: list[tuple[Mark, str]] = field(default_factory=list)

    def finished_parts(self) -> tuple[Part, ...]:
        """The parts that have text, outer before inner."""
        found = [
            Part(start=mark.start, end=mark.end, id=identifier, heading=heading, parent=parent)
            for mark, identifier, heading, parent in self.parts
            if mark.start is not None and not mark.is_empty
        ]
        return tuple(sorted(found, key=lambda part: (part.start, -part.end, part.id)))

    def finished_links(self) -> tuple[Link, ...]:
        """The references that have text."""
        found = [
            Link(start=m.start, end=m.end, target=t) for m, t in self.links if m.start is not None and not m.is_empty
        ]
        return tuple(sorted(found))

    def finished_regions(self) -> tuple[Region, ...]:
        """The regions that have text, outer before inner."""
        found = [
            Region(start=m.start, end=m.end, kind=k) for m, k in self.regions if m.start is not None and not m.is_empty
        ]
        return tuple(sorted(found, key=lambda region: (region.start, -region.end, region.kind)))

    def finished_places(self) -> tuple[Place, ...]:
        """A place for each start that has one, the innermost where several start together."""
        labels = {mark.start: label for mark, label in self.places if mark.start is not None}
        places = [Place(start=start, label=label) for start, label in sorted(labels.items())]
        return tuple(
            place
            for last, place in zip([None, *places], places, strict=False)
            if last is None or last.label != place.label
        )


class Walker:
    """Writes elements as text.

    Footnotes and margin notes stand in the middle of a sentence of the markup; they are written after the level that
    holds them.

    Args:
        law: Canonical id of a law whose sections have no identifiers of their own, or None.
        sections: Numbers of the sections that occur once in that law; only these get an id.
    """

    def __init__(self, *, law: str | None = None, sections: frozenset[str] = frozenset()) -> None:
        self.written = Written()
        self._out = self.written.writer
        self._law = law
        self._sections = sections
        self._late: list[_Element] = []
        self._rows = 0
        self._notes = 0
        self._dash = False
        self._number_mark: Mark | None = None

    def walk(self, element: "_Element", parent: str | None = None) -> None:
        """Write an element and all that belongs to it; `parent` is the canonical id of the level above."""
        name = local_name(element)
        if not name or name in SKIPPED:
            return
        if _is_late(element, name):
            self._late.append(element)
            return
        is_note = _REGIONS.get(name) == "note"
        self._notes += is_note
        self._before(element, name)
        mark = self._out.open()
        self._inside(element, name, mark, parent)
        self._out.close(mark)
        self._notes -= is_note
        self._after(element, name, mark)

    def finish(self, root: "_Element") -> Written:
        """What was written of `root`, with the notes that are still waiting."""
        self._write_late(None, 0)
        self.written.places.insert(0, (Mark(start=0), line_of(root)))
        return self.written

    def _before(self, element: "_Element", name: str) -> None:
        if name == "heading" and self._dash:
            self._out.join()  # "CHAPTER 1—" and its heading
        elif self._rows and name in _BREAKS:
            self._out.space()
        elif name in _BREAKS or (name == "num" and _in_level(element)):
            self._out.line()

    def _inside(self, element: "_Element", name: str, mark: Mark, parent: str | None) -> None:
        if name in LEVELS:
            self._level(element, name, mark, parent)
        elif name == "ref":
            self._ref(element, mark, parent)
        elif name in _ROWS:
            self._row(element, parent)
        else:
            self._children(element, parent)

    def _after(self, element: "_Element", name: str, mark: Mark) -> None:
        if name in _PLACED:
            self.written.places.append((mark, line_of(element)))
        if name in _REGIONS and not self._rows and not (self._notes and _REGIONS[name] == "note"):
            self.written.regions.append((self._with_number(element, name, mark), _REGIONS[name]))
        self._dash = False
        if name == "num":
            self._number_mark = mark
            self._dash = all_text(element).endswith("—")
            self._out.space()
            self._out.glue()
        elif name in ("heading", "subheading") and _is_run_in(element):
            self._out.glue()
        elif name in _BREAKS:
            self._out.space() if self._rows else self._out.line()

    def _with_number(self, element: "_Element", name: str, mark: Mark) -> Mark:
        # The heading of a section starts at its "§ 101."
        before = element.getprevious()
        if name == "heading" and self._number_mark and before is not None and local_name(before) == "num":
            return Mark(start=self._number_mark.start, end=mark.end)
        return mark

    def _level(self, element: "_Element", name: str, mark: Mark, parent: str | None) -> None:
        identifier = None
        if not is_quoted(element):
            identifier = usable_id(element.get("identifier")) or self._number(element, name, parent)
        if identifier:
            above = parent or parent_id(element) or title_of(identifier)
            self.written.parts.append((mark, identifier, heading_of(element), above if above != identifier else None))
        self.written.places.append((mark, line_of(element)))
        waiting = len(self._late)
        self._children(element, identifier or parent)
        self._write_late(identifier or parent, waiting)

    def _number(self, element: "_Element", name: str, parent: str | None) -> str | None:
        num = element.find("{*}num")
        value = num.get("value") if num is not None else None
        if self._law is None or not value or not value.isalnum():
            return None
        if name == "section":
            return f"{self._law}/s{value}" if value in self._sections else None
        inside_section = parent is not None and parent.startswith(f"{self._law}/s")
        return f"{parent}/{value}" if inside_section and name not in BIG_LEVELS else None

    def _ref(self, element: "_Element", mark: Mark, parent: str | None) -> None:
        href = element.get("href")
        label = all_text(element).strip("[]")
        if href:
            self._children(element, parent)
            self.written.links.append((mark, canonical_id(str(href))))
        elif element.get("idref") and label.isalnum():
            # A footnote's number would read as part of the word or citation before it.
            self._out.write(f"[{label}]")
        else:
            self._children(element, parent)

    def _row(self, element: "_Element", parent: str | None) -> None:
        self._rows += 1
        for number, cell in enumerate(child for child in element if local_name(child)):
            if number:
                self._out.tab()
            self._children(cell, parent)
        self._rows -= 1

    def _children(self, element: "_Element", parent: str | None) -> None:
        if element.text:
            self._out.write(str(element.text))
        for child in element:
            self.walk(child, parent)
            if child.tail:
                if str(child.tail).lstrip()[:1] in _CLOSING and local_name(child) in _BREAKS:
                    self._out.join()
                self._out.write(str(child.tail))

    def _write_late(self, parent: str | None, start: int) -> None:
        while len(self._late) > start:
            element = self._late.pop(start)
            self._out.line()
            mark = self._out.open()
            number = element.find("{*}num")
            if number is not None and number.getparent() is element:
                self._out.write(f"[{all_text(number)}] ")
                number.text = None
                self._out.glue()
            self._notes += 1
            self._children(element, parent)
            self._notes -= 1
            self._out.close(mark)
            self.written.regions.append((mark, "note"))
            self.written.places.append((mark, line_of(element)))
            self._out.line()


def parent_id(element: "_Element") -> str | None:
    """Canonical id of the nearest level above that has one."""
    found = (usable_id(above.get("identifier")) for above in element.iterancestors())
    return next(filter(None, found), None)


def heading_of(element: "_Element") -> str:
    """The heading of a level in words, without its footnotes and the dash that leads to its text."""
    heading = element.find("{*}heading")
    if heading is None:
        return ""
    words = "".join(_words(heading))
    return " ".join(words.split()).removesuffix("—").removesuffix(".").strip()


def is_quoted(element: "_Element") -> bool:
    """Whether a level is text that an amendment or a note quotes, and so no provision of this document."""
    return any(local_name(above) in ("quotedContent", "quotedText") for above in element.iterancestors())


def _words(element: "_Element") -> Iterator[str]:
    yield str(element.text or "")
    for child in element:
        name = local_name(child)
        if name and not _is_late(child, name) and not (name == "ref" and child.get("idref")):
            yield from _words(child)
        yield str(child.tail or "")


def _is_late(element: "_Element", name: str) -> bool:
    return name in ("footnote", "sidenote") or (name == "note" and element.get("type") == "footnote")


def _in_level(element: "_Element") -> bool:
    parent = element.getparent()
    return parent is not None and local_name(parent) in LEVELS


def _is_run_in(element: "_Element") -> bool:
    # "(a) Requirement. Every manufacturer must ...", "(a) In General.—The term ..."
    parent = element.getparent()
    small = parent is not None and local_name(parent) in LEVELS - BIG_LEVELS
    return small and all_text(element).endswith((".", "—", "–", ":", ".”"))

"""The text of a document made ready for reading: folded, in blocks and sentences, boilerplate set apart."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Final

from kg.document import Document
from kg.text.boilerplate import boilerplate_lines
from kg.text.fold import fold
from kg.text.quotes import Quotation, find_quotations
from kg.text.sentences import split_sentences

__all__ = ["Quotation", "Sentence", "Text", "fold", "read_text"]

_LINE: Final = re.compile(r"[^\n]*\n?")
_HEADING_LENGTH: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Sentence:
    """A sentence, or a line that is none.

    Attributes:
        start, end: Its text.
        block: Number of the paragraph; sentences of one paragraph share it.
        heading: Whether it is a heading, caption or title line rather than prose.
        boilerplate: Whether it is no part of what the document says.
    """

    start: int
    end: int
    block: int
    heading: bool = False
    boilerplate: bool = False


@dataclass(frozen=True, kw_only=True)
class Text:
    """A document with its reading aids; `folded` has the same offsets as the document's text."""

    document: Document
    folded: str
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def lowered(self) -> str:
        """The folded text in small letters, with the same offsets: a few capitals have none of one code point."""
        lowered = self.folded.lower()
        if len(lowered) == len(self.folded):
            return lowered
        return "".join(char.lower() if len(char.lower()) == 1 else char for char in self.folded)

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that holds the offset, or of the one before it; -1 before the first."""
        return bisect_right(self._starts, offset) - 1

    @cached_property
    def boilerplate(self) -> tuple[tuple[int, int], ...]:
        """Spans that yield no mentions."""
        return tuple((s.start, s.end) for s in self.sentences if s.boilerplate)

    def quote(self, start: int, end: int) -> str:
        """The words of the document at a span; the many claims of one long sentence share one copy."""
        words = self._quotes.get((start, end))
        if words is None:
            words = self._quotes[start, end] = self.document.text[start:end]
        return words

    @cached_property
    def _quotes(self) -> dict[tuple[int, int], str]:
        return {}

    @cached_property
    def first_question(self) -> int | None:
        """Where the first question in the text's own voice begins."""
        asked = (s.start for s in self.sentences if s.end > s.start and self.folded[s.end - 1] == "?")
        return next((start for start in asked if self.quotation_at(start) is None), None)

    def quotation_at(self, offset: int) -> Quotation | None:
        """The quotation in which the offset stands."""
        index = bisect_right(self._openings, offset) - 1
        return self.quotations[index] if index >= 0 and offset < self.quotations[index].end else None

    @cached_property
    def _openings(self) -> list[int]:
        return [quotation.start for quotation in self.quotations]


def read_text(document: Document) -> Text:
    """Fold, cut into sentences, recognise boilerplate and quotations."""
    folded = fold(document.text)
    lines = [match.span() for match in _LINE.finditer(folded) if match.end() > match.start()]
    flags = boilerplate_lines([folded[start:end].rstrip("\n") for start, end in lines])
    marked = _Spans((r.start, r.end) for r in document.regions if r.kind in ("boilerplate", "running_head", "toc"))
    headings = _Spans((r.start, r.end) for r in document.regions if r.kind in ("heading", "caption"))
    sentences: list[Sentence] = []
    for number, ((start, end), flag) in enumerate(zip(lines, flags, strict=True)):
        boilerplate = flag or marked.hold(start, end)
        heading = headings.hold(start, end) or _looks_like_heading(folded[start:end].strip())
        sentences += [
            Sentence(start=a, end=b, block=number, heading=heading, boilerplate=boilerplate)
            for a, b in split_sentences(folded, start, end)
        ]
    return Text(
        document=document,
        folded=folded,
        sentences=tuple(sentences),
        quotations=tuple(
            find_quotations(document.text, [(s.start, s.end, s.block) for s in sentences if not s.boilerplate])
        ),
    )


class _Spans:
    """Spans that may overlap, for the question whether one of them holds a line."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def hold(self, start: int, end: int) -> bool:
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and end <= self._ends[index] + 1  # the line feed need not belong to the region


def _looks_like_heading(line: str) -> bool:
    return 0 < len(line) <= _HEADING_LENGTH and line.upper() == line and any(c.isalpha() for c in line)

"""The text of a document made ready for reading: folded, in blocks and sentences, boilerplate set apart."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
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

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that holds the offset, or of the one before it; -1 before the first."""
        return bisect_right(self._starts, offset) - 1

    @cached_property
    def boilerplate(self) -> tuple[tuple[int, int], ...]:
        """Spans that yield no mentions."""
        return tuple((s.start, s.end) for s in self.sentences if s.boilerplate)

    def quotation_at(self, offset: int) -> Quotation | None:
        """The quotation in which the offset stands."""
        return next((q for q in self.quotations if q.start <= offset < q.end), None)


def read_text(document: Document) -> Text:
    """Fold, cut into sentences, recognise boilerplate and quotations."""
    folded = fold(document.text)
    lines = [match.span() for match in _LINE.finditer(folded) if match.end() > match.start()]
    flags = boilerplate_lines([folded[start:end].rstrip("\n") for start, end in lines])
    marked = [(r.start, r.end) for r in document.regions if r.kind in ("boilerplate", "running_head", "toc")]
    headings = [(r.start, r.end) for r in document.regions if r.kind in ("heading", "caption")]
    sentences: list[Sentence] = []
    for number, ((start, end), flag) in enumerate(zip(lines, flags, strict=True)):
        boilerplate = flag or _covered(start, end, marked)
        heading = _covered(start, end, headings) or _looks_like_heading(folded[start:end].strip())
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


def _covered(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(a <= start and end <= b + 1 for a, b in spans)


def _looks_like_heading(line: str) -> bool:
    return 0 < len(line) <= _HEADING_LENGTH and line.upper() == line and any(c.isalpha() for c in line)

"""Finds to be read by eye: those that no gold covers, and bare sections that are tied to a title."""

import csv
import json
import random
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.measuring import ROOT
from benchmarks.reference_classes import SETS, Row, documents_of, gold_of, scorer

CONTEXT = 200
"""Characters on either side of a find."""
COLUMNS = ("number", "right", "error", "words", "target", "context", "document", "start")
"""`right` and `error` are empty: they are the reader's."""
BARE_COLUMNS = ("number", "wrong", "words", "target", "gold", "context", "document", "start")
SECTION_WORD = re.compile(r"(?:\bsections?|\bsecs?\.|§§?)\s*$", re.IGNORECASE)
"""What makes a number a section."""
MEMBER = re.compile(r"\d[\w().–-]*\s*(?:,\s*(?:and|or)?|and|or|through|to)\s*$")
"""An earlier member of the list that the word opens."""
BARE_WORDS = re.compile(r"\s*(?:sections?|secs?\.|§§?)?\s*\d[\w.–-]*(?:\s?\([^()]{1,5}\))*[\s,.;]*$", re.IGNORECASE)
"""A section number with or without its word, and nothing else."""
LEADING_WORD = re.compile(r"\s*(?:sections?|secs?\.|§§?)\s*", re.IGNORECASE)
LAW_AFTER = re.compile(
    r"[\w().,;–\s-]{0,160}?(?:\bof|\bunder|\bin|,)\s+"
    r"(?:this|that|such|the|title|chapter|part|subchapter|Public Law|Pub|appendix|Act|said|\d+)",
    re.IGNORECASE,
)
"""What binds a section to its law after it: "of this title", "of the X Act", ", title 5"."""
LAW_BEFORE = re.compile(
    r"(?:U\.?\s?S\.?\s?C\.?(?:\s?A\.?)?|C\.?\s?F\.?\s?R\.?|Code|I\.?R\.?C\.?|Act|Pub(?:lic|\.) L(?:aw|\.).{0,20})"
    r"[,\s(]*(?:App\.?\s*)?$",
    re.IGNORECASE,
)
"""What binds it before: "26 U.S.C. §"."""
AMENDED_BEFORE = re.compile(r"\btitle \d+, United States Code, is (?:further )?amended by [a-z ]{0,60}$")
"""What binds it in an instruction: "title 5, United States Code, is amended by inserting after"."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Bare:
    """A bare section that a finder ties to a title.

    Attributes:
        doc_id, start, end, target: As found.
        gold: The targets of the gold that it overlaps.
    """

    doc_id: str
    start: int
    end: int
    target: str
    gold: tuple[str, ...]

    @property
    def is_wrong(self) -> bool:
        """Whether the gold says something else."""
        return bool(self.gold)


def bare_sections(finds: Sequence[Path], *, wrong: bool) -> list[Bare]:
    """Finds whose words are a section without a title, tied to a title of the Code all the same.

    Sections of the C.F.R. ("§ 41.181") stand without their title as a rule, and are a class of their own.

    A section of the title that the document itself is, by its base, is not tied to a wrong title unless gold says so.

    Args:
        finds: What a finder found in each of the three sets.
        wrong: Whether to give only those that gold contradicts, or that name another title than the document's own.
    """
    documents, gold = texts(), spans()
    bare: set[Bare] = set()
    for find in lines_of(finds):
        target, document = find["target"], documents[find["doc_id"]]
        if not re.match(r"/us/usc/[^/]+/s\d", target):
            continue
        if not is_bare(document["text"], find["start"], find["end"]):
            continue
        overlapped = gold[find["doc_id"]].over(find["start"], find["end"])
        if any(scorer().key(target, 1) == scorer().key(row["target"], 1) for row in overlapped):
            continue
        own = "/".join(target.split("/")[:4]) == "/".join((document.get("base") or "").split("/")[:4])
        if wrong and own and not overlapped:
            continue
        targets = tuple(sorted({row["target"] for row in overlapped}))
        bare.add(Bare(doc_id=find["doc_id"], start=find["start"], end=find["end"], target=target, gold=targets))
    return sorted(bare)


def is_bare(text: str, start: int, end: int) -> bool:
    """Whether the words at a place are a section and nothing around them says of what law."""
    opening = LEADING_WORD.match(text, start, end)
    number = opening.end() if opening else start
    if not BARE_WORDS.match(text[start:end]):
        return False
    before = text[max(0, number - 200) : number]
    while member := MEMBER.search(before):
        before = before[: member.start()]
    word = SECTION_WORD.search(before)
    if not word:
        return False
    lead = before[: word.start()]
    bound = LAW_BEFORE.search(lead) or AMENDED_BEFORE.search(lead)
    return not bound and not LAW_AFTER.match(text, end, end + 240)


def write_bare(finds: Sequence[Path], out: Path) -> str:
    """List the bare sections that are tied to a title that is not the document's own, or that gold contradicts."""
    rows = bare_sections(finds, wrong=True)
    table = (
        ("", _words(bare.doc_id, bare.start, bare.end), bare.target, " ".join(bare.gold),
         around(bare.doc_id, bare.start, bare.end), bare.doc_id, bare.start)
        for bare in rows
    )  # fmt: skip
    _write_table(out, BARE_COLUMNS, table)
    return f"{len(rows)} bare sections, {sum(bare.is_wrong for bare in rows)} of them contradicted by gold, in {out}"


def write_uncovered(finds: Sequence[Path], count: int, out: Path, seed: int) -> str:
    """Draw finds that no gold, silver or ignored span overlaps."""
    gold = spans()
    rows = sorted(
        (find["doc_id"], find["start"], find["end"], find["target"])
        for find in lines_of(finds)
        if not gold[find["doc_id"]].over(find["start"], find["end"], ignored=True)
    )
    drawn = random.Random(seed).sample(rows, min(count, len(rows)))  # noqa: S311  (repeatable draw, no secret)
    table = (
        ("", "", _words(doc_id, start, end), target, around(doc_id, start, end), doc_id, start)
        for doc_id, start, end, target in drawn
    )
    _write_table(out, COLUMNS, table)
    return f"{len(drawn)} of {len(rows)} finds that no gold covers, seed {seed}, in {out}"


@dataclass(frozen=True, slots=True)
class Spans:
    """The gold of one document, sorted by start."""

    rows: list[Row]
    longest: int

    def over(self, start: int, end: int, *, ignored: bool = False) -> list[Row]:
        """The rows that overlap a stretch of the text; with `ignored` those as well that the gold leaves open."""
        starts = bisect_left(self.rows, start - self.longest, key=lambda row: row["start"])
        stops = bisect_left(self.rows, end, key=lambda row: row["start"])
        found = (row for row in self.rows[starts:stops] if row["end"] > start)
        return [row for row in found if ignored or row["tier"] != "ignore"]


@cache
def spans() -> Mapping[str, Spans]:
    """The gold of each document of the three sets."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for name in SETS:
        for row in gold_of(name):
            rows[row["doc_id"]].append(row)
    known = {
        doc_id: Spans(sorted(each, key=lambda row: row["start"]), max(row["end"] - row["start"] for row in each))
        for doc_id, each in rows.items()
    }
    return defaultdict(lambda: Spans([], 0), known)


@cache
def texts() -> Mapping[str, Row]:
    """The documents of the three sets."""
    return {document["doc_id"]: document for name in SETS for document in documents_of(name)}


def lines_of(finds: Iterable[Path]) -> Iterator[Row]:
    """What was found, file by file."""
    for path in finds:
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def around(doc_id: str, start: int, end: int) -> str:
    """A find in its context, between markers."""
    text = texts()[doc_id]["text"]
    pieces = (text[max(0, start - CONTEXT) : start], "⟦", text[start:end], "⟧", text[end : end + CONTEXT])
    return " ".join("".join(pieces).split())


def _words(doc_id: str, start: int, end: int) -> str:
    return " ".join(texts()[doc_id]["text"][start:end].split())


def _write_table(out: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    if out.resolve().is_relative_to(ROOT):
        raise SystemExit(f"{out} is inside the tree: the texts of the gold sets stay out of it")
    with out.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter="\t")
        writer.writerow(columns)
        for number, row in enumerate(rows, start=1):
            writer.writerow((number, *row))

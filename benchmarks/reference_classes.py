"""The classes of reference, which gold belongs to which, and what the scorer beside the data says of each."""

import gzip
import importlib.util
import json
import re
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.measuring import SHARED

REFERENCES = SHARED / "data" / "references"
SETS = ("usc_dev", "bills119_dev", "gpo_dev")
ACTS = "acts_dev"
Row = dict[str, Any]
SECTION = re.compile(r"/us/usc/[^/]+/s\d")
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceClass:
    """A row of the table.

    Attributes:
        name: How the reference is written.
        forms: What the gold calls it.
        recall: R@2 to reach, in per cent; None where no figure was set.
        precision: Precision to reach, in per cent; None where no figure was set.
        container: Whether the targets are chapters and titles (True), sections (False), or either (None).
        kinds: The kinds of id that count; None for all. Of a named act the gold has the place in the Code, and a find
            may give the law as well.
    """

    name: str
    forms: tuple[str, ...]
    recall: float | None = None
    precision: float | None = None
    container: bool | None = None
    kinds: frozenset[str] | None = None

    def holds(self, row: Row) -> bool:
        """Whether a row of the gold belongs here."""
        if row["form"] not in self.forms:
            return False
        return self.container is None or self.container is _is_container(row["target"])


CLASSES = (
    ReferenceClass(name="26 U.S.C. 6103(i)(2)", forms=("usc_cite",), recall=99.7, precision=99.7, container=False),
    ReferenceClass(name="section N of title T", forms=("sec_of_title", "usc_other"), recall=99.7, container=False),
    ReferenceClass(name="section N of this title", forms=("sec_this_title",), recall=99.7, container=False),
    ReferenceClass(
        name="lists and ranges",
        forms=(
            "list_this_title", "list_this_title_rangeend", "list_of_title", "list_of_title_rangeend", "usc_cite_list",
            "usc_range",
        ),
        recall=98,
    ),
    ReferenceClass(
        name='relative: "subsection (b)(1)", "paragraph (3) of ..."',
        forms=("rel_bare", "rel_this", "rel_of"), recall=97
    ),
    ReferenceClass(name='relative: "this section", "this chapter"', forms=("this_x",), recall=99),
    ReferenceClass(name="Internal Revenue Code, named", forms=("sec_of_irc",), recall=99),
    ReferenceClass(name="Internal Revenue Code, bare in its own text", forms=("irc_bare",), recall=99),
    ReferenceClass(
        name="chapter, subchapter and title targets",
        forms=("usc_chapter", "usc_other", "sec_of_title", "usc_cite", "sec_this_title"),
        recall=97,
        container=True,
    ),
    ReferenceClass(name="Pub. L.", forms=("pl",), recall=99.9),
    ReferenceClass(name="Pub. L. with section path", forms=("pl_sec",), recall=97),
    ReferenceClass(name="Stat.", forms=("stat",), recall=99.8),
    ReferenceClass(name="act of a date, ch. N", forms=("act",), recall=98),
    ReferenceClass(name="C.F.R., absolute", forms=("cfr_abs",), recall=98),
    ReferenceClass(name='C.F.R., relative: "§ 41.181", "this part"', forms=("cfr_rel",), recall=97),
    ReferenceClass(name="Federal Register", forms=("fr",), recall=99.8),
    ReferenceClass(name="executive orders", forms=("eo",), recall=99.5),
    ReferenceClass(name="named act", forms=("act_whole",), recall=95, kinds=frozenset(["usc"])),
    ReferenceClass(
        name="section of a named act", forms=("act_section",), recall=85, precision=97, kinds=frozenset(["usc"])
    ),
    ReferenceClass(name="Constitution", forms=("cons",), recall=95),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What the scorer says of one class, in per cent; None where there is nothing to divide by."""

    gold: int
    recall1: float | None
    recall2: float | None
    precision1: float | None
    precision2: float | None


def documents_of(name: str) -> Iterator[Row]:
    """The documents of a set; for the named acts, the words of each row with those that lead up to them."""
    if name == ACTS:
        for number, row in enumerate(_read(REFERENCES / f"{ACTS}.jsonl.gz")):
            yield {"doc_id": f"acts/{number}", "text": row["left"] + row["phrase"]}
    else:
        yield from _read(REFERENCES / f"{name}.docs.jsonl.gz")


def gold_of(name: str) -> Iterator[Row]:
    """The gold and silver of a set."""
    if name == ACTS:
        yield from _acts_gold()
        return
    for tier in ("gold", "silver"):
        path = REFERENCES / f"{name}.{tier}.jsonl.gz"
        if path.exists():
            yield from map(_in_our_form, _read(path))


def class_files(names: Iterable[str], folder: Path) -> list[Path]:
    """For each class a file of gold that the scorer reads: its rows, and beside them those that they overlap.

    The latter are silver there: they count for nothing, but a find that agrees with one of them is not wrong.

    Args:
        names: Of the sets.
        folder: Where the files go.
    """
    rows: dict[str, list[Row]] = defaultdict(list)
    for name in names:
        for row in gold_of(name):
            rows[row["doc_id"]].append(row)
    ordered = [sorted(members, key=lambda row: (row["start"], row["end"])) for _, members in sorted(rows.items())]
    paths = []
    for number, each in enumerate(CLASSES):
        path = folder / f"class-{number}.jsonl"
        with path.open("w", encoding="utf-8") as out:
            for members in ordered:
                out.writelines(json.dumps(row) + "\n" for row in _rows_for(each, members))
        paths.append(path)
    return paths


def scores(gold: Sequence[Path], finds: Path) -> list[Score]:
    """What the scorer says of each class."""
    return [score(path, finds, each.kinds) for each, path in zip(CLASSES, gold, strict=True)]


def score(gold: Path, finds: Path, kinds: frozenset[str] | None = None) -> Score:
    """What the scorer says of one file of gold; precision counts finds that overlap it."""
    recalls, counts = scorer().score([str(gold)], str(finds), kinds=kinds)
    total, found1, found2 = recalls[("ALL",)]
    return Score(
        gold=total,
        recall1=_per_cent(found1, total),
        recall2=_per_cent(found2, total),
        precision1=_per_cent(counts["TP1"], counts["TP1"] + counts["WRONG1"]),
        precision2=_per_cent(counts["TP2"], counts["TP2"] + counts["WRONG2"]),
    )


@cache
def scorer() -> Any:
    """The scorer that stands beside the data, as a module."""
    path = SHARED / "tools" / "score_references.py"
    spec = importlib.util.spec_from_file_location("score_references", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _rows_for(each: ReferenceClass, members: Sequence[Row]) -> Iterator[Row]:
    chosen = [row for row in members if row["tier"] != "ignore" and each.holds(row)]
    if not chosen:
        return
    yield from ({**row, "tier": "gold"} for row in chosen)
    longest = max(row["end"] - row["start"] for row in members)
    starts = [row["start"] for row in members]
    beside: dict[int, Row] = {}
    for row in chosen:
        first = bisect_left(starts, row["start"] - longest)
        for index in range(first, bisect_left(starts, row["end"])):
            other = members[index]
            if other["end"] > row["start"] and other["tier"] != "ignore" and not each.holds(other):
                beside[index] = other
    yield from ({**row, "tier": "silver"} for row in beside.values())


def _acts_gold() -> Iterator[Row]:
    for number, row in enumerate(_read(REFERENCES / f"{ACTS}.jsonl.gz")):
        yield {
            "doc_id": f"acts/{number}",
            "start": len(row["left"]),
            "end": len(row["left"]) + len(row["phrase"]),
            "target": row["target"],
            "form": row["form"],
            "zone": "text",
            "tier": "gold",
        }


def _in_our_form(row: Row) -> Row:
    """The gold writes the Constitution as "/us/cons/aI/s8/11", the project as "/us/const/art/1/s8/cl11"."""
    found = re.match(r"/us/cons/(?:amd(\d+)|a([IV]+))(?:/s(\d+))?(?:/(\d+))?$", row["target"])
    if not found:
        return row
    amendment, article, section, clause = found.groups()
    head = f"amdt/{amendment}" if amendment else f"art/{ROMAN.get(article, article)}"
    tail = (f"/s{section}" if section else "") + (f"/cl{clause}" if clause else "")
    return {**row, "target": f"/us/const/{head}{tail}"}


def _is_container(target: str) -> bool:
    return target.startswith("/us/usc/") and not SECTION.match(target)


def _read(path: Path) -> Iterator[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _per_cent(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None

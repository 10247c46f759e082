"""Case citations beside eyecite's: nothing that it finds is lost, on its own tests and on real texts.

`python -m benchmarks.cases` takes the texts of eyecite's tests from its source distribution, which pip puts into the
user's cache folder, and the documents of ../shared where they are there. `--lost` prints every difference.
"""

import argparse
import ast
import gzip
import json
import logging
import re
import subprocess
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import platformdirs
from eyecite import get_citations, resolve_citations
from eyecite.clean import clean_text
from eyecite.models import CaseCitation, FullCaseCitation, IdCitation, ReferenceCitation, SupraCitation

from benchmarks.measuring import SHARED, cpu_of
from benchmarks.opinions import HOSTILE, opinion
from kg.mentions.cases import find_cases
from kg.mentions.scan import Scan
from kg.references import Reference, find_references
from kg.text import fold

CORPORA = ("relations/oyez_dev", "relations/news_dev", "references/usc_dev.docs", "references/gpo_dev.docs")
_CASES = (CaseCitation, IdCitation, SupraCitation, ReferenceCitation)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lost", action="store_true", help="print every citation that we miss or bind otherwise")
    parser.add_argument("--speed", action="store_true", help="only the speed on opinions, and what hostile texts cost")
    options = parser.parse_args()
    if options.speed:
        speed()
        return
    logging.getLogger("eyecite").setLevel(logging.ERROR)
    print("| texts | citation | eyecite finds | it binds | of these we bind | otherwise | more than eyecite |")
    print("|---|---|---|---|---|---|---|")
    report("eyecite's tests", own_tests(), options.lost)
    for corpus in CORPORA:
        path = SHARED / "data" / f"{corpus}.jsonl.gz"
        if path.is_file():
            report(corpus.partition("/")[2].partition(".")[0], documents(path), options.lost)


def speed() -> None:
    """Megabytes of opinions a second, and how the time for hostile texts grows with their length."""
    list(find_cases(Scan("Roe v. Wade, 410 U.S. 113")))  # eyecite is imported, and its tables are made
    text = opinion(1_000_000)
    print(f"cases alone {_speed(lambda: find_cases_in(text), text):.2f} MB/s")
    print(f"all references {_speed(lambda: find_references_in(text), text):.2f} MB/s")
    short = text[:200_000]
    print(f"eyecite {_speed(lambda: get_citations_in(short), short, times=1):.2f} MB/s")
    for words in HOSTILE:
        half, whole = (words * (size // len(words)) for size in (500_000, 1_000_000))
        seconds = [min(cpu_of(partial(find_cases_in, text)) for _ in range(2)) for text in (half, whole)]
        print(f"{words!r} 1 MB: {seconds[1]:.2f} s, {seconds[1] / seconds[0]:.1f} times that of half of it")


def find_cases_in(text: str) -> None:
    list(find_cases(Scan(text)))


def find_references_in(text: str) -> None:
    find_references(text)


def get_citations_in(text: str) -> None:
    get_citations(text)


def _speed(work: Callable[[], None], text: str, times: int = 3) -> float:
    return len(text) / 1e6 / min(cpu_of(work) for _ in range(times))


@dataclass
class Tally:
    """Counts by kind of citation: what eyecite finds, what it binds, where we bind the same, and where another case."""

    found: Counter[str] = field(default_factory=Counter)
    bound: Counter[str] = field(default_factory=Counter)
    same: Counter[str] = field(default_factory=Counter)
    other: Counter[str] = field(default_factory=Counter)
    more: int = 0
    characters: int = 0
    seconds: dict[str, float] = field(default_factory=lambda: {"ours": 1e-6, "theirs": 1e-6})


def report(name: str, texts: Iterable[str], show: bool) -> None:
    tally = Tally()
    for text in texts:
        begin = time.process_time()
        references = [r for r in find_references(text) if r.target.startswith("/us/case/")]
        between = time.process_time()
        citations: list[Any] = get_citations(fold(text))
        tally.seconds["ours"] += between - begin
        tally.seconds["theirs"] += time.process_time() - between
        tally.characters += len(text)
        _compare(text, references, [c for c in citations if isinstance(c, _CASES)], _homes(citations), tally, show)
    for kind, number in tally.found.items():
        extra = f"{tally.more}" if kind == "full" else ""
        print(
            f"| {name} | {kind} | {number} | {tally.bound[kind]} | {tally.same[kind]} | {tally.other[kind]} | {extra} |"
        )
    ours, theirs = (tally.characters / 1e6 / tally.seconds[who] for who in ("ours", "theirs"))
    print(f"  {tally.characters / 1e6:.1f} MB; we {ours:.1f} MB/s, eyecite {theirs:.2f} MB/s")


def _compare(
    text: str, references: list[Reference], citations: list[Any], homes: dict[int, Any], tally: Tally, show: bool
) -> None:
    for citation in citations:
        kind = type(citation).__name__.removesuffix("Citation").removesuffix("Case").lower()
        tally.found[kind] += 1
        home = homes.get(id(citation))
        if home is None or home.groups.get("page") is None:
            continue
        tally.bound[kind] += 1
        mine = {r.target for r in references if _touches(r, citation)}
        if mine & {r.target for r in references if _touches(r, home)}:
            tally.same[kind] += 1
            continue
        tally.other[kind] += bool(mine)
        if show:
            start, end = citation.span()
            print(f"  {kind}: {text[max(0, start - 120) : end + 40]!r} eyecite: {home.matched_text()}, we: {mine}")
    tally.more += sum(not any(_touches(r, citation) for citation in citations) for r in references)


def _homes(citations: list[Any]) -> dict[int, Any]:
    """The first full citation of the case for which eyecite takes each citation."""
    homes: dict[int, Any] = {}
    for cited in resolve_citations(citations).values():
        full = next((c for c in cited if isinstance(c, FullCaseCitation)), None)
        if full is not None:
            homes |= {id(citation): full for citation in cited}
    return homes


def _touches(reference: Reference, citation: Any) -> bool:
    start, end = citation.span()
    return bool(reference.start < end and start < reference.end)


def own_tests() -> Iterator[str]:
    """The texts of eyecite's tests of finding, cleaned as these do it."""
    for node in ast.walk(ast.parse(_source("tests/test_FindTest.py"))):
        match node:
            case ast.Tuple(elts=[ast.Constant(value=str() as text), ast.List(), *_]) if re.search(r"\w", text):
                yield clean_text(text, ["html", "all_whitespace"])


def _source(path: str) -> str:
    folder = Path(platformdirs.user_cache_dir("statute-kg")) / "benchmarks"
    release = f"eyecite-{version('eyecite')}"
    archive = folder / f"{release}.tar.gz"
    if not archive.is_file():
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
        subprocess.run([*command, "--dest", str(folder), release.replace("-", "==")], check=True)
    with tarfile.open(archive) as sources:
        member = sources.extractfile(f"{release}/{path}")
        assert member is not None, path
        return member.read().decode()


def documents(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


if __name__ == "__main__":
    main()

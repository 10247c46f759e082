"""How right the claims are, what they cost, and what a first draft's patterns would reach.

`python -m benchmarks.claims [--write]` measures; `--sample 200 --out FILE` draws claims to be read by eye instead.
"""

import argparse
import datetime
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.generate import report, write_reports
from benchmarks.measuring import KG, RESULTS, SHARED, Usage, child_usage, machine, write_between_markers
from benchmarks.naive import naive_relations
from benchmarks.sample import SEED, write_sample

TOOLS = SHARED / "tools"
RELATIONS = SHARED / "data" / "relations"
SETS = ("oyez", "news")
JOBS = 2
FEW, MANY = 1_000, 10_000
"""Documents of the two runs that speed and memory come from."""
WARM = 20
"""Documents that are read before the steps are timed."""
TO_REACH = 300
"""Documents a second and core."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A row of the table: what it is called, where the scorer has it, and what is to be reached."""

    name: str
    set: str
    recall: str
    precision: str | None = None
    target: str = ""
    titled: bool = True


FIELDS = (
    Field(name="author", set="oyez", recall="author", precision="prec|value|author", target=".95 / .98"),
    Field(name="dissent", set="oyez", recall="dissent", precision="prec|value|dissent", target=".85 / .97"),
    Field(name="concurrence", set="oyez", recall="concurrence", precision="prec|value|concurrence", target=".80 / .97"),
    Field(name="court below", set="oyez", recall="court_below", precision="prec|value|court_below", target=".93 / .97"),
    Field(
        name="disposition", set="oyez", recall="disposition.", precision="prec|polarity|disposition",
        target=".80 / .97",
    ),
    Field(name="disposition with its target", set="oyez", recall="disposition+target", target=".60"),
    Field(
        name="lower court's disposition", set="oyez", recall="lc_disposition.",
        precision="prec|polarity(indicative)|lc_disposition", target=".75",
    ),
    Field(name="provision at issue", set="oyez", recall="provision", target=".75"),
    Field(name="agency", set="oyez", recall="agency", target=".80"),
    Field(
        name="declared unconstitutional", set="oyez", recall="unconstitutional",
        precision="prec|doc(indicative)|unconstitutional", target=".70",
    ),
    Field(name="parties", set="oyez", recall="party"),
    Field(name="parties, without the title", set="oyez", recall="party", target=".60", titled=False),
    Field(name="sues", set="news", recall="sues", target=".85"),
    Field(name="parties", set="news", recall="party"),
    Field(name="parties, without the title", set="news", recall="party", target=".80", titled=False),
)  # fmt: skip
Scores = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """What `kg extract` printed of a set, and what the scorer says of it."""

    lines: Path
    scores: Scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="put the tables into benchmarks/RESULTS.md")
    parser.add_argument("--jobs", type=int, default=JOBS, help="processes that read the gold sets")
    parser.add_argument("--documents", type=int, default=MANY, help="how many the longer run on memory takes; 0: none")
    parser.add_argument("--sample", type=int, metavar="N", help="draw N claims with a fixed seed, to be read by eye")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where the sample goes: a TSV outside the tree")
    arguments = parser.parse_args()
    if (arguments.sample is None) != (arguments.out is None):
        parser.error("--sample and --out go together")
    if not RELATIONS.is_dir():
        print(f"Nothing is measured: the gold sets are not there ({RELATIONS.name} in ../shared)", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as name:
        if arguments.sample is not None:
            outputs = {each: extracted(gold_of(each), Path(name), each, arguments.jobs) for each in SETS}
            print(write_sample(outputs, arguments.sample, arguments.out))
            return
        text = measured(Path(name), arguments.jobs, arguments.documents)
    print(text)
    if arguments.write:
        write_between_markers(RESULTS, "claims", text)


def measured(folder: Path, jobs: int, documents: int) -> str:
    titled = {each: run(each, folder, jobs, titled=True) for each in SETS}
    bare = {each: run(each, folder, jobs, titled=False) for each in SETS}
    naive = {each: scored(each, naive_predictions(each, folder), folder) for each in SETS}
    lines = [
        f"{datetime.date.today().isoformat()}, {machine()}. Command: `python -m benchmarks.claims --write`.",
        "",
        *accuracy_table(titled, bare, naive),
        "",
        *noise_table({**titled, **{f"{each}, without titles": output for each, output in bare.items()}}),
        "",
        *(cost_table(folder, documents) if documents else ()),
        "`score_documents.py`, four documents with gold by hand:",
        "",
        "```text",
        document_scores(),
        "```",
    ]
    return "\n".join(lines)


def run(name: str, folder: Path, jobs: int, *, titled: bool) -> Output:
    source = gold_of(name) if titled else without_titles(name, folder)
    lines = extracted(source, folder, f"{name}-{titled}", jobs)
    predictions = folder / f"{name}-{titled}.predictions"
    with lines.open("rb") as given, predictions.open("wb") as out:
        subprocess.run([sys.executable, str(TOOLS / "claims_to_relations.py")], stdin=given, stdout=out, check=True)
    return Output(lines=lines, scores=scored(name, predictions, folder))


def gold_of(name: str) -> Path:
    return RELATIONS / f"{name}_dev.jsonl.gz"


def gold_lines(name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(gold_of(name), "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def without_titles(name: str, folder: Path) -> Path:
    """The documents as they are given to us, with nothing but their text: a title is the caption of the case."""
    path = folder / f"{name}-bare.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for line in gold_lines(name):
            out.write(json.dumps({"id": line["id"], "text": line["text"]}) + "\n")
    return path


def extracted(source: Path, folder: Path, name: str, jobs: int) -> Path:
    path = folder / f"{name}.jsonl"
    with path.open("wb") as out:
        subprocess.run([str(KG), "extract", "--jobs", str(jobs), str(source)], stdout=out, check=True)
    return path


def naive_predictions(name: str, folder: Path) -> Path:
    path = folder / f"{name}-naive.predictions"
    with path.open("w", encoding="utf-8") as out:
        for line in gold_lines(name):
            relations = naive_relations(line["text"])
            out.write(json.dumps({"id": line["id"], "nodes": [], "relations": relations}) + "\n")
    return path


def scored(name: str, predictions: Path, folder: Path) -> Scores:
    out = folder / "scores.json"
    command = [sys.executable, str(TOOLS / "score_relations.py"), "--gold", str(gold_of(name))]
    subprocess.run([*command, "--pred", str(predictions), "--json", str(out)], capture_output=True, check=True)
    scores: Scores = json.loads(out.read_text(encoding="utf-8"))
    return scores


def accuracy_table(titled: dict[str, Output], bare: dict[str, Output], naive: dict[str, Scores]) -> Iterator[str]:
    yield "| set | field | recall / precision | to reach | naive patterns | counted |"
    yield "|---|---|---|---|---|---|"
    for field in FIELDS:
        ours = (titled if field.titled else bare)[field.set].scores
        hits, count = recall_of(ours, field)
        row = (
            field.set, field.name, numbers(ours, field), field.target, numbers(naive[field.set], field),
            f"{hits} of {count}",
        )  # fmt: skip
        yield "| " + " | ".join(row) + " |"


def numbers(scores: Scores, field: Field) -> str:
    hits, count = recall_of(scores, field)
    found = scores.get(field.precision or "")
    precision = f" / {found['hit'] / found['n']:.2f}" if found and found["n"] else ""
    return f"{hits / count if count else 0:.2f}{precision}"


def recall_of(scores: Scores, field: Field) -> tuple[int, int]:
    """What was found of how many; a field that ends in a dot is the sum of its kinds."""
    key = f"rel|recall|{field.recall}"
    rows = [row for name, row in scores.items() if name == key or (key.endswith(".") and name.startswith(key))]
    return int(sum(row["hit"] for row in rows)), int(sum(row["n"] for row in rows))


def noise_table(outputs: dict[str, Output]) -> Iterator[str]:
    yield "| a document of | nodes | claims | plain edges |"
    yield "|---|---|---|---|"
    for name, output in outputs.items():
        documents = nodes = claims = 0
        edges: set[tuple[str, str, str, str]] = set()
        for line in read(output.lines):
            documents += line["type"] == "document"
            nodes += line["type"] == "node"
            claims += line["type"] == "claim"
            if line["type"] == "claim" and line["polarity"] == "affirmed" and line["status"] in ("asserted", "held"):
                document = line["evidence"][0]["document"]
                edges.add((document, line["relation"], line["subject"], line["object"]))
        yield f"| {name} | {nodes / documents:.1f} | {claims / documents:.1f} | {len(edges) / documents:.1f} |"


def read(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def cost_table(folder: Path, documents: int) -> Iterable[str]:
    """Speed from the difference of two runs, so that the start of a process is no part of it."""
    few = min(FEW, documents // 2)
    small, large = (extract_alone(folder, count) for count in (few, documents))
    speed = (documents - few) / (large.cpu - small.cpu)
    return (
        "| one process on generated reports of 4,600 characters | measured | to reach |",
        "|---|---|---|",
        f"| documents a second of CPU, {few:,} against {documents:,} | {speed:.0f} | {TO_REACH} |",
        f"| peak memory, {few:,} documents | {small.memory:.0f} MB | |",
        f"| peak memory, {documents:,} documents | {large.memory:.0f} MB | flat |",
        *(f"| CPU time of `{step}`, a document | {spent:.2f} ms | |" for step, spent in step_times(few)),
        "",
    )


def step_times(count: int) -> Iterator[tuple[str, float]]:
    """Milliseconds of CPU that each step of the line takes for a report, once everything is loaded."""
    from kg.document import Document
    from kg.mentions.finding import find_mentions
    from kg.relate import relate
    from kg.resolve import resolve_mentions
    from kg.text import read_text

    source = random.Random(SEED)  # noqa: S311  (repeatable text, no secret)
    texts = [report(source, number) for number in range(count + WARM)]
    spent = dict.fromkeys(("read_text", "find_mentions", "resolve_mentions", "relate"), 0.0)
    for number, words in enumerate(texts):
        marks = [time.process_time()]
        text = read_text(Document(source="report", format="text", text=words))
        marks.append(time.process_time())
        mentions = find_mentions(text)
        marks.append(time.process_time())
        resolution = resolve_mentions(text, mentions)
        marks.append(time.process_time())
        relate(resolution)
        marks.append(time.process_time())
        if number >= WARM:
            for step, (begin, end) in zip(spent, pairwise(marks), strict=True):
                spent[step] += end - begin
    yield from ((step, seconds / count * 1000) for step, seconds in spent.items())


def extract_alone(folder: Path, count: int) -> Usage:
    reports = folder / f"reports-{count}"
    write_reports(reports, count)
    return child_usage([str(KG), "extract", "--jobs", "1", str(reports)], {**os.environ, "NO_COLOR": "1"})


def document_scores() -> str:
    command = [sys.executable, str(TOOLS / "score_documents.py"), "--extract", f"{KG} extract"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    main()

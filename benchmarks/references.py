"""How well references are found, class by class, and at what speed, beside the public tools in the same run.

`python -m benchmarks.references [--write]` measures; `--sample 100 --out FILE` draws finds that no gold covers, and
`--bare FILE` lists the bare sections that are tied to a title, both to be read by eye.
"""

import argparse
import datetime
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.measuring import RESULTS, machine, write_between_markers
from benchmarks.peers.setup import FINDERS, NAMES, Found, run_finder
from benchmarks.reference_classes import ACTS, CLASSES, REFERENCES, SETS, Score, class_files, documents_of, scores
from benchmarks.reference_costs import growth_table, hostile_table, speed_table, start_table
from benchmarks.reference_reading import bare_sections, write_bare, write_uncovered
from benchmarks.sample import SEED

MOST_BARE = 25
"""Bare sections that may be tied to a wrong title in the three sets."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="put the tables into benchmarks/RESULTS.md")
    parser.add_argument("--only", metavar="FINDER", action="append", choices=FINDERS, help="leave the others out")
    parser.add_argument("--no-costs", action="store_true", help="leave speed, growth and hostile texts out")
    parser.add_argument("--large", type=int, default=100, metavar="MB", help="size of the large document; default 100")
    parser.add_argument("--sample", type=int, metavar="N", help="draw N finds that no gold covers, with a fixed seed")
    parser.add_argument("--seed", type=int, default=SEED, metavar="N", help=f"of that draw; default {SEED}")
    parser.add_argument("--bare", type=Path, metavar="FILE", help="list bare sections tied to a title in this file")
    parser.add_argument("--floors", action="store_true", help="print the table of tests/test_reference_floors.py")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where the sample goes: a TSV outside the tree")
    arguments = parser.parse_args()
    if (arguments.sample is None) != (arguments.out is None):
        parser.error("--sample and --out go together")
    if not REFERENCES.is_dir():
        print(f"Nothing is measured: the gold is not there ({REFERENCES.name} in ../shared)", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if arguments.sample is not None or arguments.bare is not None:
            _to_be_read(folder, arguments)
            return
        if arguments.floors:
            print("\n".join(floors(folder)))
            return
        text = measured(folder, arguments.only or FINDERS, costs=not arguments.no_costs, large=arguments.large)
    print(text)
    if arguments.write:
        write_between_markers(RESULTS, "references", text)


def measured(folder: Path, finders: Sequence[str], *, costs: bool, large: int) -> str:
    files = {name: write_documents(name, documents_of(name), folder) for name in (*SETS, ACTS)}
    runs = {finder: run for finder in finders if (run := _runs(finder, files, folder)) is not None}
    gold = class_files(files, folder)
    scored = {finder: scores(gold, _joined(run, folder / f"{finder}.jsonl")) for finder, run in runs.items()}
    bare = {
        finder: len(bare_sections([run[name].finds for name in SETS], wrong=True))
        for finder, run in runs.items()
        if finder in ("kg", "citeurl")
    }
    lines = [
        f"{datetime.date.today().isoformat()}, {machine()}. Command: `python -m benchmarks.references --write`.",
        "",
        *accuracy_table(scored),
        *bare_rows(bare, list(scored)),
        "",
    ]
    if costs:
        lines += [*speed_table(runs, folder), "", *start_table(folder), "", *growth_table(folder, large), ""]
        lines += [*hostile_table(folder), ""]
    return "\n".join(lines).rstrip()


def floors(folder: Path) -> Iterator[str]:
    """What is reached less a point: R@2, precision@1, and precision@2 where a figure was set for it."""
    files = {name: write_documents(name, documents_of(name), folder) for name in (*SETS, ACTS)}
    run = _runs("kg", files, folder)
    assert run is not None
    found = scores(class_files(files, folder), _joined(run, folder / "kg.jsonl"))
    for each, score in zip(CLASSES, found, strict=True):
        reached = [score.recall2, score.precision1, *([score.precision2] if each.precision else [])]
        yield f"    {each.name!r}: ({', '.join(f'{max((figure or 0) - 1, 0):.1f}' for figure in reached)}),"


def write_documents(name: str, documents: Iterable[dict[str, object]], folder: Path) -> Path:
    path = folder / f"{name}.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for document in documents:
            wanted = {key: document[key] for key in ("doc_id", "base", "text") if document.get(key)}
            out.write(json.dumps(wanted, ensure_ascii=False) + "\n")
    return path


def accuracy_table(scored: dict[str, list[Score]]) -> Iterator[str]:
    finders = list(scored)
    yield "Recall at 1 · at 2 / precision at 1 · at 2, in per cent."
    yield ""
    yield "| class | gold | to reach | " + " | ".join(NAMES[finder] for finder in finders) + " |"
    yield "|---" * (3 + len(finders)) + "|"
    for number, each in enumerate(CLASSES):
        cells = [_cell(scored[finder][number]) for finder in finders]
        to_reach = " / ".join(f"{figure:g}" for figure in (each.recall, each.precision) if figure is not None)
        yield f"| {each.name} | {scored[finders[0]][number].gold:,} | {to_reach} | " + " | ".join(cells) + " |"


def bare_rows(bare: dict[str, int], finders: Sequence[str]) -> Iterator[str]:
    cells = " | ".join(f"{bare[finder]:,}" if finder in bare else "–" for finder in finders)
    name = "bare section tied to a title of the Code that is not the document's own: a count, to be read by eye"
    yield f"| {name} | | at most {MOST_BARE} wrong | {cells} |"


def _cell(score: Score) -> str:
    if not score.recall2 and not score.recall1:
        return "0"
    recall = f"{_figure(score.recall1)} · {_figure(score.recall2)}"
    return f"{recall} / {_figure(score.precision1)} · {_figure(score.precision2)}"


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _runs(finder: str, files: dict[str, Path], folder: Path) -> dict[str, Found] | None:
    runs: dict[str, Found] = {}
    for name, path in files.items():
        print(f"{NAMES[finder]} reads {name}", file=sys.stderr)
        found = run_finder(finder, path, folder)
        if found is None:
            return None
        runs[name] = found
    return runs


def _joined(runs: dict[str, Found], path: Path) -> Path:
    with path.open("wb") as out:
        for found in runs.values():
            out.write(found.finds.read_bytes())
    return path


def _to_be_read(folder: Path, arguments: argparse.Namespace) -> None:
    finds = []
    for name in SETS:
        found = run_finder("kg", write_documents(name, documents_of(name), folder), folder)
        assert found is not None
        finds.append(found.finds)
    if arguments.sample is not None:
        print(write_uncovered(finds, arguments.sample, arguments.out, arguments.seed))
    if arguments.bare is not None:
        print(write_bare(finds, arguments.bare))


if __name__ == "__main__":
    main()

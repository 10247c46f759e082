"""What finding references costs: speed beside the peers, start-up, growth with the size, hostile texts."""

import gzip
import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.measuring import KG, SHARED, child_cpu
from benchmarks.peers.setup import HERE, NAMES, Found, run_finder
from benchmarks.reference_classes import SETS

PROSE = ("oyez_dev", "news_dev")
REPEATS = 3
"""Runs of the quick finders, of which the fastest counts: others use the machine as well."""
QUICK = ("kg", "citation", "lexnlp")
LAWS = (("kg-laws", "", "12 / 50"), ("kg-laws-plain", ", without the compiled scan", "2"))
"""Ways of finding laws alone, with the megabytes a second to reach: on text of the Code, and on prose."""
BUDGET = 900
"""Seconds of CPU that the large document may take before it is stopped."""
HOSTILE = {
    "§ § §": "§ ",
    "(((((": "(",
    "section 1 section 1": "section 1 ",
    "a list without end": "sections 1, 2(a), 3 and ",
    "26 U.S.C. 1, 2, 3": "26 U.S.C. 1, 2, ",
    "of the of the": "section 1 of the ",
}
HOSTILE_SECONDS = 2
HOSTILE_BUDGET = 120
ONE = "Returns are confidential under 26 U.S.C. 6103(i)(2)."


def speed_table(runs: Mapping[str, Mapping[str, Found]], folder: Path) -> Iterator[str]:
    code = folder / f"{SETS[0]}.jsonl"
    prose = _prose(folder)
    yield "| MB of text a second of CPU, one core | text of the Code | news and opinions | to reach |"
    yield "|---|---|---|---|"
    for finder, name, to_reach in LAWS:
        laws = [_best(finder, path, folder, REPEATS) for path in (code, prose)]
        yield _speed_row(f"statute-kg, statutes and regulations{name}", laws, to_reach)
    for finder, run in runs.items():
        repeats = REPEATS if finder in QUICK else 1
        speeds = [
            max(run[SETS[0]].speed, _best(finder, code, folder, repeats - 1) or 0),
            _best(finder, prose, folder, repeats),
        ]
        name = f"{NAMES[finder]}, with cases" if finder == "kg" else NAMES[finder]
        yield _speed_row(name, speeds, "2, or 0.35 without a compiled scan" if finder == "kg" else "")


def start_table(folder: Path) -> Iterator[str]:
    line = folder / "line.txt"
    line.write_text(ONE + "\n", encoding="utf-8")
    program = f"from kg.references import find_references; assert find_references({ONE!r})"
    environment = {**os.environ, "NO_COLOR": "1", "PYTHONPYCACHEPREFIX": str(folder / "pycache")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package has its modules compiled
    commands = {
        "`python -c pass`": [sys.executable, "-c", "pass"],
        "the library: import it, find one": [sys.executable, "-c", program],
        "`kg references` of one line": [str(KG), "references", str(line)],
    }
    yield "| start-up | CPU seconds | to reach |"
    yield "|---|---|---|"
    for name, command in commands.items():
        seconds = min(child_cpu(command, environment) for _ in range(5))
        yield f"| {name} | {seconds:.2f} | {'' if 'pass' in name else 'under 0.3'} |"


def growth_table(folder: Path, large: int) -> Iterator[str]:
    yield "| one document of text of the Code | MB a second of CPU | peak memory |"
    yield "|---|---|---|"
    code = _code()
    for size in sorted({1, 10, large}):
        text = (code * (size * 1_000_000 // len(code) + 1))[: size * 1_000_000]
        spent = _find_alone(text, folder, BUDGET)
        speed = f"{spent[0]:.2f}" if spent else f"stopped after {BUDGET} s"
        yield f"| {size} MB | {speed} | {f'{spent[1]:.0f} MB' if spent else ''} |"


def hostile_table(folder: Path) -> Iterator[str]:
    yield "| 1 MB of | CPU seconds | to reach |"
    yield "|---|---|---|"
    for name, unit in HOSTILE.items():
        text = unit * (1_000_000 // len(unit))
        spent = _find_alone(text, folder, HOSTILE_BUDGET)
        seconds = f"{len(text.encode()) / 1e6 / spent[0]:.2f}" if spent else f"stopped after {HOSTILE_BUDGET}"
        yield f'| "{name}" | {seconds} | under {HOSTILE_SECONDS} |'


def _prose(folder: Path) -> Path:
    path = folder / "prose.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for name in PROSE:
            with gzip.open(SHARED / "data" / "relations" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
                for line in map(json.loads, lines):
                    out.write(json.dumps({"doc_id": line["id"], "text": line["text"]}) + "\n")
    return path


def _code() -> str:
    with gzip.open(SHARED / "data" / "references" / f"{SETS[0]}.docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        return "\n".join(json.loads(line)["text"] for line in lines)


def _best(finder: str, documents: Path, folder: Path, repeats: int) -> float | None:
    found = [run_finder(finder, documents, folder) for _ in range(repeats)]
    return max((each.speed for each in found if each), default=None)


def _speed_row(name: str, speeds: list[float | None], to_reach: str) -> str:
    cells = (f"{speed:.2f}" if speed else "–" for speed in speeds)
    return f"| {name} | {' | '.join(cells)} | {to_reach} |"


def _find_alone(text: str, folder: Path, budget: int) -> tuple[float, float] | None:
    """MB a second and peak memory in MB of a process that reads one document; None where it had to be stopped."""
    path = folder / "alone.jsonl"
    path.write_text(json.dumps({"doc_id": "alone", "text": text}, ensure_ascii=False) + "\n", encoding="utf-8")
    command = [sys.executable, str(HERE / "run.py"), "kg", "--cold"]
    with path.open("rb") as given, (folder / "alone.spent").open("w+b") as spent:
        child = subprocess.Popen(
            command, stdin=given, stdout=subprocess.DEVNULL, stderr=spent,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (budget, budget)),
        )  # fmt: skip
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            return None
        spent.seek(0)
        cpu = json.loads(spent.read().splitlines()[-1])["cpu"]
    return len(text.encode()) / 1e6 / cpu, usage.ru_maxrss / 1000

"""What the line costs in CPU seconds, and how right it is: `make bench`, or `python -m benchmarks.line [--write]`."""

import argparse
import datetime
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.generate import write_reports
from benchmarks.measuring import KG, RESULTS, ROOT, SHARED, child_cpu, cpu_of, machine, write_between_markers

EXAMPLES = ROOT / "examples" / "rental-records"
SCORER = SHARED / "tools" / "score_documents.py"
QUESTION = "MATCH (o:Organization)-[:CHALLENGES]->(a:Agreement) RETURN o.name, a.name"
DOCUMENTS = 1_000
JOBS = 2
REPEATS = 5
CACHE_WAIT = 90.0
"""Seconds to wait for the class cache of the engine, which is made in the background."""

Row = tuple[str, str, str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the tables into benchmarks/RESULTS.md")
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="how many documents the import takes")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache"), "NO_COLOR": "1"}
        rows = [*warm_extract(folder), *show_help(environment), *one_shot_queries(folder, environment)]
        rows += bulk_import(folder, environment, arguments.documents)
    text = report(rows, scores())
    print(text)
    if arguments.write:
        write_between_markers(RESULTS, "line", text)


def warm_extract(folder: Path) -> Iterator[Row]:
    """One news report through the command, again and again in one process."""
    write_reports(folder / "one", 1)
    (path,) = (folder / "one").iterdir()
    from click.testing import CliRunner

    from kg.cli import main as kg

    runner = CliRunner()

    def once() -> None:
        result = runner.invoke(kg, ["extract", str(path)])
        assert result.exit_code == 0, result.output

    for _ in range(10):
        once()
    spent = statistics.median(cpu_of(once) for _ in range(30))
    length = len(path.read_text(encoding="utf-8"))
    yield (
        f"`kg extract`, one generated report of {length:,} characters, warm process",
        f"{spent * 1000:.1f} ms",
        "30 ms",
        "median of 30",
    )


def show_help(environment: dict[str, str]) -> Iterator[Row]:
    spent = statistics.median(child_cpu([str(KG), "--help"], environment) for _ in range(REPEATS))
    yield "`kg --help`", f"{spent:.2f} s", "0.3 s", f"median of {REPEATS}"


def one_shot_queries(folder: Path, environment: dict[str, str]) -> Iterator[Row]:
    """A query in a fresh process, before and after the engine's class cache is there."""
    store = f"embedded:{folder / 'small'}"
    child_cpu([str(KG), "import", "--store", store, str(EXAMPLES)], environment)
    query = [str(KG), "query", "--store", store, QUESTION]
    bare = {**environment, "XDG_CACHE_HOME": str(folder / "bare")}
    first = child_cpu(query, bare)
    cached = wait_for_cache(folder / "cache")
    later = statistics.median(child_cpu(query, environment) for _ in range(REPEATS))
    yield "`kg query`, one shot on the examples, no class cache", f"{first:.2f} s", "4 s", "once"
    yield (
        "`kg query`, one shot on the examples, with the class cache" + ("" if cached else " (it was not made)"),
        f"{later:.2f} s",
        "1.5 s",
        f"median of {REPEATS}",
    )


def bulk_import(folder: Path, environment: dict[str, str], count: int) -> Iterator[Row]:
    write_reports(folder / "reports", count)
    size = sum(path.stat().st_size for path in (folder / "reports").iterdir())
    command = [
        str(KG),
        "import",
        "--jobs",
        str(JOBS),
        "--store",
        f"embedded:{folder / 'many'}",
        str(folder / "reports"),
    ]
    begin = time.perf_counter()
    spent = child_cpu(command, environment)
    wall = time.perf_counter() - begin
    name = f"`kg import --jobs {JOBS}`, {count:,} generated reports ({size / 1e6:.1f} MB)"
    yield name, f"{spent:.1f} s", "60 s", f"once; {wall:.1f} s by the clock"


def scores() -> str:
    """What the scorer of the project's gold documents says; "" where it is not there."""
    if not SCORER.is_file():
        return ""
    command = [sys.executable, str(SCORER), "--extract", f"{KG} extract"]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout


def wait_for_cache(folder: Path) -> bool:
    """Wait until there is a file of several megabytes that has stopped growing."""
    deadline = time.monotonic() + CACHE_WAIT
    sizes: dict[Path, int] = {}
    while time.monotonic() < deadline:
        now = {p: p.stat().st_size for p in folder.rglob("*") if p.is_file() and p.stat().st_size > 5_000_000}
        if now and now == sizes:
            return True
        sizes = now
        time.sleep(1)
    return False


def report(rows: list[Row], scored: str) -> str:
    lines = [
        f"{datetime.date.today().isoformat()}, {machine()}. Command: `make bench`.",
        "",
        "| CPU time, user and system | measured | to reach | how |",
        "|---|---|---|---|",
        *("| " + " | ".join(row) + " |" for row in rows),
    ]
    if scored:
        command = "score_documents.py --extract '.venv/bin/kg extract'"
        lines += ["", f"`{command}`, four documents with gold by hand:", "", "```text", scored.strip(), "```"]
    return "\n".join(lines)


if __name__ == "__main__":
    main()

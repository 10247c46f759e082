"""Named acts: how many are known, and how many of their sections are found at their place in the Code.

`python -m benchmarks.acts [--write]`; also what the shipped inventory costs to load and to ask.
"""

import argparse
import gzip
import json
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any

from benchmarks.measuring import RESULTS, SHARED, child_usage, cpu_of, machine, write_between_markers
from kg.inventory import inventory
from kg.references import Reference, find_references

ACTS = SHARED / "data" / "references" / "acts_dev.jsonl.gz"
SOURCES = {"usc": "the Code", "bill": "bills", "gpo": "other documents"}
FORMS = {"act_whole": "named act", "act_section": "section of a named act"}
IMPORTING = "from kg.inventory import act_table, inventory\n"
LOADING = IMPORTING + (
    "for title in inventory().titles: inventory().exists(f'/us/usc/{title}/s1')\n"
    "act_table().act('Endangered Species Act of 1973')\n"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="put the tables into benchmarks/RESULTS.md")
    arguments = parser.parse_args()
    if not ACTS.is_file():
        print(f"Nothing is measured: the gold is not there ({ACTS.name} in ../shared)", file=sys.stderr)
        return
    text = f"{acts_table()}\n\n{costs_table()}\n\n{machine()}"
    print(text)
    if arguments.write:
        write_between_markers(RESULTS, "acts", text)


def acts_table() -> str:
    """Recall and precision against the provision that the publisher gave, by source; notes are counted apart.

    Known: the law is named, and not a slug of its words. Right, of the answered: some answer in the Code has the title
    and section that the publisher gave.
    """
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in _rows():
        form = f"{FORMS[row['form']]}, in a note" if row["suffix"] == "note" else FORMS[row["form"]]
        found = _judged(row)
        for source in (SOURCES[row["src"]], "all"):
            counts[form, source].update(found)
    lines = [
        "| class | where | gold | law known % | recall % | of the answered, right % |",
        "|---|---|---:|---:|---:|---:|",
    ]
    for (form, source), count in sorted(counts.items()):
        known, right = (100 * count[key] / count["gold"] for key in ("known", "right"))
        sure = f"{100 * count['right'] / count['answered']:.1f}" if count["answered"] else "-"
        lines.append(f"| {form} | {source} | {count['gold']} | {known:.1f} | {right:.1f} | {sure} |")
    return "\n".join(lines)


def costs_table() -> str:
    empty = child_usage([sys.executable, "-c", IMPORTING])
    loaded = child_usage([sys.executable, "-c", LOADING])
    added = _resident(LOADING) - _resident(IMPORTING)
    ids = list(inventory().ids())
    asked = cpu_of(lambda: _ask(ids))
    return "\n".join(
        (
            "| shipped inventory, all of it in use | |",
            "|---|---:|",
            f"| CPU s to load | {loaded.cpu - empty.cpu:.2f} |",
            f"| memory added, MB | {added:.0f} |",
            f"| microseconds to ask for an id, mean of {len(ids)} in order | {1e6 * asked / len(ids):.1f} |",
        )
    )


def _resident(code: str) -> float:
    """Peak memory of a program in megabytes, as it sees it itself: that of a child counts what its parent held.

    https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
    """
    code += "print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return int(done.stdout) / 1000


def _ask(ids: Sequence[str]) -> None:
    for each in ids:
        inventory().exists(each)


def _judged(row: Mapping[str, Any]) -> dict[str, int]:
    start = len(row["left"])
    text = row["left"] + row["phrase"]
    found = [each for each in find_references(text) if each.end > start]
    answers = [each.target for each in found if each.target.startswith("/us/usc/")]
    key = import_module("reference_norm").key
    right = any(key(answer, 1) == key(row["target"], 1) for answer in answers)
    return {"gold": 1, "known": any(map(_is_known, found)), "answered": bool(answers), "right": right}


def _is_known(found: Reference) -> bool:
    return not found.target.startswith("/us/act/") or found.target[len("/us/act/") :][:4].isdigit()


def _rows() -> Iterator[Mapping[str, Any]]:
    sys.path.insert(0, str(SHARED / "tools"))
    with gzip.open(ACTS, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


if __name__ == "__main__":
    main()

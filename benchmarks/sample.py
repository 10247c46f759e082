"""Claims drawn with a fixed seed, to be read one by one against their sentences."""

import csv
import json
import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.measuring import ROOT

SEED = 20250513
COLUMNS = (
    "number", "right", "error", "claim", "polarity", "status", "said by", "qualifiers", "sentence", "rule", "set",
    "document", "claim id",
)  # fmt: skip
"""`right` and `error` are empty: they are the reader's."""
Row = tuple[str, ...]


def write_sample(outputs: Mapping[str, Path], count: int, out: Path) -> str:
    """Draw claims from what `kg extract` printed of each set.

    Args:
        outputs: Name of the set to its JSON lines.
        count: How many claims.
        out: A file outside the tree, because the texts of the sets are not the project's to ship.

    Returns:
        One line on what was drawn.
    """
    if out.resolve().is_relative_to(ROOT):
        raise SystemExit(f"{out} is inside the tree: the texts of the gold sets stay out of it")
    rows = sorted(row for name, path in outputs.items() for row in _rows(name, path))
    drawn = random.Random(SEED).sample(rows, min(count, len(rows)))  # noqa: S311  (repeatable draw, no secret)
    with out.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter="\t")
        writer.writerow(COLUMNS)
        for number, row in enumerate(drawn, start=1):
            writer.writerow((number, "", "", *row))
    return f"{len(drawn)} of {len(rows)} claims, seed {SEED}, in {out}"


def _rows(name: str, path: Path) -> Iterator[Row]:
    """The rows of a set; one without a node's name shows its id."""
    source = ""
    nodes: dict[str, str] = {}
    with path.open(encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            if line["type"] == "document":
                source = line["source"]
                nodes = {line["id"]: "this document"}
            elif line["type"] == "node":
                nodes[line["id"]] = line["properties"]["name"]
            elif line["type"] == "claim":
                yield _row(line, name, source, nodes)


def _row(claim: dict[str, Any], name: str, source: str, nodes: Mapping[str, str]) -> Row:
    subject, target = (nodes.get(claim[end], claim[end]) for end in ("subject", "object"))
    speaker = nodes.get(claim["attributed_to"], claim["attributed_to"]) or ""
    qualifiers = "; ".join(f"{each['kind']}: {each['text']}" for each in claim.get("qualifiers", []))
    sentence = " … ".join(" ".join(each["quote"].split()) for each in claim["evidence"])
    return (
        f"{subject} — {claim['relation']} — {target}", claim["polarity"], claim["status"], speaker, qualifiers,
        sentence, claim["rule"], name, source, claim["id"],
    )  # fmt: skip

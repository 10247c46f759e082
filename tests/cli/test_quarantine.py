"""`kg extract --quarantine`: what the gates refused, and why."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

TEXT = (
    "The Department of Labor violated the Privacy Act of 1974. There is no evidence that the City of Wexford violated"
    " the Fair Housing Act. Nobody has shown that the Department of Labor violated the Privacy Act of 1974.\n"
)


def lines(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "rumours.txt"
    path.write_text(TEXT)
    return path


def test_what_was_refused_follows_the_claims_in_the_order_of_the_text(run: Run, text: Path) -> None:
    found = lines(run("extract", "--quarantine", "--mentions", text).stdout)

    kinds = [line["type"] for line in found]
    assert kinds == sorted(kinds, key=["document", "node", "claim", "refused", "mention"].index)
    refused = [line for line in found if line["type"] == "refused"]
    assert [line["start"] for line in refused] == sorted(line["start"] for line in refused)
    assert {"claim", "refused"} <= set(kinds)


def test_a_refused_claim_shows_its_words_its_gate_and_the_reason(run: Run, text: Path) -> None:
    found = lines(run("extract", "--quarantine", text).stdout)

    first = next(line for line in found if line["type"] == "refused")
    assert first == {
        "type": "refused",
        "document": found[0]["id"],
        "start": 58,
        "end": 134,
        "relation": "VIOLATES",
        "subject": "/us/agency/city-of-wexford",
        "object": "/us/pl/90/284/tVIII",
        "polarity": "affirmed",
        "status": "asserted",
        "attributed_to": None,
        "rule": first["rule"],
        "gate": "cues",
        "reason": "words before it take it back",
        "quote": TEXT[58:134],
    }
    assert first["rule"].startswith("violates")


def test_without_the_flag_nothing_changes(run: Run, text: Path) -> None:
    plain = run("extract", text).stdout_bytes
    shown = run("extract", "--quarantine", text).stdout_bytes

    assert b'{"type":"refused"' in shown
    assert [line for line in shown.splitlines() if not line.startswith(b'{"type":"refused"')] == plain.splitlines()


def test_the_same_bytes_from_every_process(run: Run, tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(TEXT.replace("Labor", ("Labor", "Justice", "State", "Energy")[number]))

    alone = run("extract", "--quarantine", "--jobs", "1", *sorted(tmp_path.glob("?.txt"))).stdout_bytes
    shared = run("extract", "--quarantine", "--jobs", "2", *sorted(tmp_path.glob("?.txt"))).stdout_bytes

    assert alone == shared
    assert alone.count(b'{"type":"refused"') >= 4


def test_what_was_refused_is_not_imported(run: Run, text: Path, tmp_path: Path) -> None:
    (tmp_path / "plain.jsonl").write_bytes(run("extract", text).stdout_bytes)
    (tmp_path / "shown.jsonl").write_bytes(run("extract", "--quarantine", text).stdout_bytes)

    (plain, shown) = (run("import", "--dry-run", "--json", f"{name}.jsonl").stdout for name in ("plain", "shown"))
    assert json.loads(plain)["documents"]["new"] == 1
    assert shown == plain

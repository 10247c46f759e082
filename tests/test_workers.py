"""Many processes, one order."""

import importlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.workers import map_in_order

IMPORTABLE = Path(__file__).parent / "cli" / "importable"


@pytest.fixture
def tasks(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(IMPORTABLE)
    return importlib.import_module("worker_tasks")


def expected(items: range) -> list[str]:
    return [f"{item}.{part}" for item in items for part in range(item % 4)]


@pytest.mark.parametrize("jobs", [1, 3])
def test_the_results_come_in_the_order_of_the_items(tasks: Any, jobs: int) -> None:
    items = range(20, 80)

    assert list(map_in_order(items, tasks.repeat, tasks.lost, jobs)) == expected(items)


def test_a_process_that_dies_costs_its_item_alone(tasks: Any) -> None:
    results = list(map_in_order(range(30), tasks.repeat, tasks.lost, 2))

    assert [result for result in results if "lost" in result] == ["13 lost: SIGKILL", "14 lost: exit code 7"]
    assert [r for r in results if "lost" not in r] == expected(range(13)) + expected(range(15, 30))


def test_items_are_taken_only_so_far_ahead(tasks: Any) -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for taken in range(1, 1001):  # noqa: B007  (read by the test)
            yield 1

    results = map_in_order(items(), tasks.repeat, tasks.lost, 2)
    next(results)
    results.close()  # type: ignore[attr-defined]

    assert taken <= 40


def test_what_the_caller_raises_stops_the_processes(tasks: Any) -> None:
    begun = time.monotonic()
    with pytest.raises(ZeroDivisionError):
        for _ in map_in_order(range(20, 100), tasks.repeat, tasks.lost, 2):
            raise ZeroDivisionError

    assert time.monotonic() - begun < 20


def test_an_item_that_cannot_be_sent_is_the_callers_error(tasks: Any) -> None:
    with pytest.raises((AttributeError, TypeError)):
        list(map_in_order([lambda: None, lambda: None], tasks.repeat, tasks.lost, 2))


CTRL_C = """
from worker_tasks import lost, slow
from kg.workers import map_in_order

if __name__ == "__main__":
    print("begun", flush=True)
    try:
        list(map_in_order(range(10), slow, lost, 2))
    except KeyboardInterrupt:
        print("stopped", flush=True)
"""


@pytest.mark.parametrize("wait", [0.1, 1.5])
def test_ctrl_c_stops_all_processes_quietly(tmp_path: Path, wait: float) -> None:
    (tmp_path / "main.py").write_text(CTRL_C, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, tmp_path / "main.py"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(IMPORTABLE)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    time.sleep(wait)
    os.killpg(process.pid, signal.SIGINT)  # what a terminal does: the whole group gets it
    out, err = process.communicate(timeout=60)

    assert (out, err, process.returncode) == ("stopped\n", "", 0)
    assert _ended(process.pid)


def _ended(group: int) -> bool:
    for _ in range(50):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False

"""The folder of the embedded store: its format, its lock, what is left of a process that was killed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.errors import StoreError, StoreLocked
from kg.stores import open_store
from kg.stores.embedded import EmbeddedStore
from kg.stores.lock import WorkspaceLock
from tests.builders import report, synthetic
from tests.stores.dump import check_consistent, raw

ROOT = Path(__file__).parents[2]

HOLD = """
import sys, time
from kg.stores.embedded import EmbeddedStore
with EmbeddedStore(sys.argv[1], create=True, read_only=sys.argv[2] == "read"):
    print("open", flush=True)
    time.sleep(60)
"""

ADD = """
import sys
from kg.stores.embedded import EmbeddedStore
from tests.builders import synthetic
store = EmbeddedStore(sys.argv[1], create=True)
writer = store.writer()
print("open", flush=True)
for number in range(int(sys.argv[2]), 10_000):
    writer.add([synthetic(number, 8, 8), synthetic(number + 100_000, 8, 8)])
    print(number, flush=True)
"""


@contextmanager
def child(code: str, *arguments: object) -> Iterator["subprocess.Popen[str]"]:
    environment = {**os.environ, "KG_NO_AOT": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            yield process
        finally:
            process.kill()


def ready(process: "subprocess.Popen[str]") -> None:
    assert process.stdout is not None and process.stdout.readline() == "open\n"


def test_open_store_makes_one(tmp_path: Path) -> None:
    with open_store(f"embedded:{tmp_path}/a/b", create=True) as store:
        assert store.view().documents() == []
    assert json.loads((tmp_path / "a/b/format.json").read_text())["version"] == 1
    with open_store(str(tmp_path / "a/b"), read_only=True) as store:
        assert store.view().counts() == {}


def test_any_folder_name_will_do(tmp_path: Path) -> None:
    folder = tmp_path / "a b%20%u é 😀 $x"
    with EmbeddedStore(folder, create=True) as store:
        store.writer().add([report()])
    with EmbeddedStore(folder, read_only=True) as store:
        assert len(store.view().documents()) == 1


def test_a_missing_store_is_an_error(tmp_path: Path) -> None:
    for folder in (tmp_path / "none", tmp_path):
        with pytest.raises(StoreError, match="no graph here yet"):
            EmbeddedStore(folder)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(StoreError, match="not empty, and no graph of ours"):
        EmbeddedStore(tmp_path, create=True)
    with pytest.raises(StoreError, match="a file"):
        EmbeddedStore(tmp_path / "thesis.txt", create=True)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"format": "statute-kg", "version": 99}', "newer statute-kg"),
        ('{"format": "x"}', "not ours"),
        ("{", "not ours"),
    ],
)
def test_a_newer_or_foreign_format_is_refused(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "format.json").write_text(content)
    with pytest.raises(StoreError, match=message):
        EmbeddedStore(tmp_path, create=True)


def test_an_unfinished_creation_is_begun_again(tmp_path: Path) -> None:
    EmbeddedStore(tmp_path, create=True).close()
    (tmp_path / "format.json").unlink()
    (tmp_path / "graph" / "schema.json").write_text("{")
    with pytest.raises(StoreError, match="no graph here yet"):
        EmbeddedStore(tmp_path, read_only=True)
    with EmbeddedStore(tmp_path, create=True) as store:
        store.writer().add([report()])


def test_a_damaged_store_says_so(tmp_path: Path) -> None:
    EmbeddedStore(tmp_path, create=True).close()
    (tmp_path / "graph" / "schema.json").write_text("{")
    (tmp_path / "graph" / "schema.prev.json").unlink(missing_ok=True)
    for read_only in (True, False):
        with pytest.raises(StoreError, match="damaged"):
            EmbeddedStore(tmp_path, read_only=read_only)


def test_nothing_outside_the_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    here, there = tmp_path / "cwd", tmp_path / "kg"
    here.mkdir()
    monkeypatch.chdir(here)
    with EmbeddedStore(there, create=True) as store:
        store.writer().add([report()])
    with EmbeddedStore(there, read_only=True) as store:
        store.view().graph()
    assert list(here.iterdir()) == [] and capfd.readouterr() == ("", "")
    assert {path.name for path in there.iterdir()} == {"format.json", "graph", "log", "holders", "statute-kg.lock"}


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path, create=True)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.view()


def test_a_store_for_reading_does_not_write(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path, create=True) as store:
        store.writer().add([report()])
    with EmbeddedStore(tmp_path, read_only=True) as store:
        assert len(list(store.view().extractions())) == 1
        for _ in range(5):
            assert store.view().query("MATCH (n) RETURN count(n) > 0").rows == ((True,),)
        with pytest.raises(StoreError, match="for reading only"):
            store.writer().add([synthetic(1)])
        with pytest.raises(StoreError, match="for reading only"):
            store.writer().remove("/doc/report")
        with pytest.raises(Exception, match="for reading only"):
            store.view().query("CREATE (:X)", write=True)


def test_the_second_process_learns_who_holds_it(tmp_path: Path) -> None:
    with child(HOLD, tmp_path / "kg", "write") as process:
        ready(process)
        for read_only in (True, False):
            with pytest.raises(StoreLocked, match=rf"process {process.pid} \(-c .*\), since 20.*wait until"):
                EmbeddedStore(tmp_path / "kg", read_only=read_only)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    with EmbeddedStore(tmp_path / "kg", read_only=True) as store:  # what it held is free, and the store is repaired
        assert store.view().documents() == []


def test_the_same_process_is_told_so(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path, create=True), pytest.raises(StoreLocked, match="this same process"):
        EmbeddedStore(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no shared locks")
def test_many_read_at_once(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "kg", create=True) as store:
        store.writer().add([report()])
    with child(HOLD, tmp_path / "kg", "read") as process:
        ready(process)
        with EmbeddedStore(tmp_path / "kg", read_only=True) as store:
            assert len(store.view().documents()) == 1
        with pytest.raises(StoreLocked, match=f"process {process.pid}"):
            EmbeddedStore(tmp_path / "kg")


def test_notes_of_the_dead_do_not_hold_it(tmp_path: Path) -> None:
    (tmp_path / "holders").mkdir()
    (tmp_path / "holders" / "1-1.json").write_text(json.dumps({"pid": 2**22 + 1, "command": "kg", "since": "2020"}))
    (tmp_path / "holders" / "2-1.json").write_text("{")
    lock = WorkspaceLock(tmp_path, shared=False)
    assert len(list((tmp_path / "holders").iterdir())) == 1
    with pytest.raises(StoreLocked):
        WorkspaceLock(tmp_path, shared=True)
    lock.release()
    lock.release()
    assert list((tmp_path / "holders").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_killed_writer_leaves_whole_documents(tmp_path: Path) -> None:
    folder, done = tmp_path / "kg", 0
    for batches, delay in ((0, 0.3), (1, 0.01), (9, 0.04), (6, 0.0)):  # while types are made, and later
        with child(ADD, folder, done) as process:
            ready(process)
            assert process.stdout is not None
            acknowledged = [int(process.stdout.readline()) for _ in range(batches)]
            time.sleep(delay)
            os.kill(process.pid, signal.SIGKILL)
            acknowledged += [int(line) for line in process.stdout.read().splitlines()]
        with EmbeddedStore(folder, read_only=True) as store:
            stored = {row.info.id for row in store.view().documents()}
            promised = {synthetic(n).document.id for number in acknowledged for n in (number, number + 100_000)}
            assert promised <= stored and len(stored) % 2 == 0
            for extraction in store.view().extractions():
                assert extraction == synthetic(int(extraction.document.id.rpartition("-")[2]), 8, 8)
            check_consistent(store)
        done = max(int(name.rpartition("-")[2]) % 100_000 for name in stored) + 1 if stored else 0
    assert done >= 16
    with EmbeddedStore(folder) as store:
        for row in store.view().documents():
            store.writer().remove(row.info.id)
        assert raw(store) == []


INTERRUPTED = """
import os, signal, sys
from kg.stores import arcade
from kg.stores.embedded import EmbeddedStore

opens = arcade._open

def interrupted(*arguments):
    database = opens(*arguments)
    os.kill(os.getpid(), signal.SIGINT)
    return database

arcade._open = interrupted
try:
    EmbeddedStore(sys.argv[1], create=True)
except KeyboardInterrupt:
    arcade._open = opens
    with EmbeddedStore(sys.argv[1], create=True) as store:
        print(store.view().documents())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no signals of this kind")
def test_an_interrupt_while_a_store_opens_leaves_nothing_open(tmp_path: Path) -> None:
    command = [sys.executable, "-c", INTERRUPTED, str(tmp_path / "kg")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert (done.returncode, done.stdout, done.stderr) == (0, "[]\n", "")

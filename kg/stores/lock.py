"""One process writes a workspace, or any number of them read it.

The lock is the operating system's, so that it goes when its process goes, however it ends. Beside it each holder keeps
a note of who it is, for the message to whoever comes second; a note alone locks nothing.
"""

import contextlib
import json
import os
import sys
import time
from pathlib import Path
from typing import Final, cast

from kg.errors import StoreError, StoreLocked
from kg.stores.address import without_password

LOCK: Final = "statute-kg.lock"
HOLDERS: Final = "holders"


class WorkspaceLock:
    """Held from creation to `release`.

    Args:
        folder: The workspace, which exists.
        shared: Together with others who only read (where the system has no shared locks, alone).

    Raises:
        StoreLocked: Someone else holds it in a way that does not go together.
    """

    def __init__(self, folder: Path, *, shared: bool) -> None:
        self._note = folder / HOLDERS / f"{os.getpid()}-{time.monotonic_ns()}.json"
        try:
            self._file: int | None = _open(folder / LOCK, shared)
        except OSError as error:
            raise StoreError(f"cannot be locked: {error.strerror}", source=str(folder)) from error
        if not _lock(self._file, shared):
            self._close()
            raise _locked(folder)
        with contextlib.suppress(OSError):  # a workspace that may only be read has no notes
            if not shared:
                _sweep(folder)
            self._note.parent.mkdir(exist_ok=True)
            _write(self._note)

    def release(self) -> None:
        """Give it back; more than once does no harm."""
        with contextlib.suppress(OSError):
            self._note.unlink()
        self._close()

    def _close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _open(path: Path, shared: bool) -> int:
    flags = os.O_RDONLY if shared and path.exists() else os.O_RDWR | os.O_CREAT
    return os.open(path, flags, 0o644)


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int, shared: bool) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: int, shared: bool) -> bool:
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _write(note: Path) -> None:
    data = {"pid": os.getpid(), "command": _command(), "since": time.strftime("%Y-%m-%d %H:%M:%S")}
    fresh = note.with_suffix(".new")
    fresh.write_text(json.dumps(data), encoding="utf-8")
    fresh.replace(note)


def _command() -> str:
    return without_password(" ".join(sys.argv))[:200]  # other users may read it


def _sweep(folder: Path) -> None:
    """Notes of processes that ended without taking them away; only whoever is alone may do this."""
    for note in (folder / HOLDERS).glob("*"):
        note.unlink()


def _locked(folder: Path) -> StoreLocked:
    for _ in range(5):
        if holders := _holders(folder):
            break
        time.sleep(0.05)  # it has the lock, and writes its note in a moment
    who = "; ".join(holders) or "another process"
    return StoreLocked(
        f"in use by {who}",
        source=str(folder),
        hint="wait until it has ended, or end it; another workspace can be named with --store",
    )


def _holders(folder: Path) -> list[str]:
    found: list[str] = []
    for note in sorted((folder / HOLDERS).glob("*.json")):
        with contextlib.suppress(OSError, ValueError, KeyError):
            data = cast(dict[str, object], json.loads(note.read_text(encoding="utf-8")))
            pid = int(str(data["pid"]))
            if pid == os.getpid():
                found.append("this same process")
            elif _alive(pid):
                found.append(f"process {pid} ({data['command']}), since {data['since']}")
    return found


def _alive(pid: int) -> bool:
    if sys.platform == "win32":
        return True  # os.kill would end it
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True

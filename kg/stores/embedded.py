"""The default store: ArcadeDB inside this process, in a folder of its own."""

import atexit
import contextlib
import json
import shutil
from importlib import metadata
from pathlib import Path
from typing import Final, Self

from kg.errors import StoreError
from kg.stores import cypher, jvm
from kg.stores.arcade import ArcadeSession, close_left_open, is_unclean
from kg.stores.lock import WorkspaceLock
from kg.stores.reading import GraphView
from kg.stores.workspace import FORMAT_FILE, check_folder, make_folder, write_marker
from kg.stores.writing import GraphWriter

ENGINE: Final = "arcadedb"
GRAPH: Final = "graph"
LOGS: Final = "log"


class EmbeddedStore:
    """A graph in a folder.

    Args:
        path: The workspace folder.
        create: Make it where there is none.
        read_only: Open it for reading, which any number of processes may do at once.
        timeout: Seconds that a user's query may take.

    Raises:
        StoreError: There is no store, or it is not ours, or of a newer version, or damaged.
        StoreLocked: Another process holds it.
    """

    def __init__(
        self, path: str | Path, create: bool = False, read_only: bool = False, timeout: float | None = None
    ) -> None:
        self._folder = Path(path)
        self._timeout = timeout
        self.uri = f"embedded:{path}"
        self._session: ArcadeSession | None = None
        known = check_folder(self._folder, ENGINE, {GRAPH, LOGS}, create)
        if not known:
            make_folder(self._folder)
        # To make a store or to repair one takes it alone, whatever it is opened for.
        alone = not read_only or not known or is_unclean(self._folder / GRAPH)
        self._lock = WorkspaceLock(self._folder, shared=not alone)
        try:
            jvm.start()
            self._session = self._open(alone)
            if alone and read_only:
                self._session.close()
                self._lock.release()
                self._lock = WorkspaceLock(self._folder, shared=True)
                self._session = self._open(False)
        except BaseException:
            jvm.forget_interrupt()
            close_left_open(self._folder / GRAPH)
            self._lock.release()
            raise
        atexit.register(self.close)  # the engine waits 30 seconds for a store that is open when the process ends

    @property
    def engine(self) -> str:
        """The name and version of the engine."""
        return f"ArcadeDB {metadata.version('arcadedb-embedded')}, embedded"

    def writer(self) -> GraphWriter:
        """For writing."""
        return GraphWriter(self._opened())

    def view(self) -> GraphView:
        """For reading."""
        return GraphView(self._opened())

    def close(self) -> None:
        """Release files and locks; more than once does no harm."""
        if self._session is None:
            return
        session, self._session = self._session, None
        atexit.unregister(self.close)
        try:
            jvm.forget_interrupt()
            session.close()
        finally:
            self._lock.release()
        jvm.build_class_cache()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _opened(self) -> ArcadeSession:
        if self._session is None:
            raise StoreError("the store is closed", source=self.uri)
        return self._session

    def _open(self, writes: bool) -> ArcadeSession:
        if (self._folder / FORMAT_FILE).exists():
            _check_types(self._folder / GRAPH)
            logs = self._folder / LOGS if writes else None
            return ArcadeSession(self._folder / GRAPH, self.uri, logs=logs, timeout=self._timeout)
        shutil.rmtree(self._folder / GRAPH, ignore_errors=True)  # of a process that ended while it made the store
        session = ArcadeSession(self._folder / GRAPH, self.uri, logs=self._folder / LOGS, timeout=self._timeout)
        session.prepare([(label,) for label in cypher.RECORDS], ())
        write_marker(self._folder, ENGINE)
        return session


def _check_types(graph: Path) -> None:
    """The engine opens a database whose list of types cannot be read as an empty one, and writes that down."""
    for name in ("schema.json", "schema.prev.json"):
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            if cypher.DOCUMENT in json.loads((graph / name).read_text(encoding="utf-8"))["types"]:
                return
    raise StoreError(
        "the database is damaged: its list of types cannot be read",
        source=str(graph),
        hint="put a copy of the folder back, or import into a new one",
    )

"""Triples in a folder: Oxigraph inside this process."""

import contextlib
import os
import re
import threading
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from pyoxigraph import RdfFormat
from pyoxigraph import Store as Engine

from kg.errors import StoreError, query_timeout
from kg.rdf import DEFAULT_BASE_IRI, Names, Statements
from kg.rdf.formats import nquads
from kg.stores.lock import WorkspaceLock
from kg.stores.rdf.answers import query_error
from kg.stores.rdf.reading import RdfView
from kg.stores.rdf.session import Answer, Session, T
from kg.stores.rdf.text import update_text
from kg.stores.rdf.writing import RdfWriter
from kg.stores.workspace import check_folder, make_folder, read_marker, write_marker

if TYPE_CHECKING:
    from rdflib import Graph

ENGINE: Final = "oxigraph"
DATA: Final = "data"
BASE_VARIABLE: Final = "KG_BASE_IRI"

FAULTS: Final = (OSError, RuntimeError, ValueError)
"""What the engine raises when something is wrong with its files."""


class OxigraphSession(Session):
    """An open database.

    Args:
        folder: Its folder.
        uri: What messages call the store.
        names: The IRIs of the store.
        read_only: Open it for reading.
        timeout: Seconds that a user's query may take.
    """

    def __init__(self, folder: Path, uri: str, names: Names, *, read_only: bool, timeout: float | None = None) -> None:
        self.uri, self.names, self._read_only, self._timeout = uri, names, read_only, timeout
        self._folder, self._written = folder, False
        try:
            self._engine: Engine | None = Engine.read_only(str(folder)) if read_only else Engine(str(folder))
        except FAULTS as error:
            raise StoreError(f"cannot be opened: {error}", source=uri, hint="put a copy of the folder back") from error

    @property
    def engine(self) -> Engine:
        """The database.

        Raises:
            StoreError: It is closed.
        """
        if self._engine is None:
            raise StoreError("the store is closed", source=self.uri)
        return self._engine

    def close(self) -> None:
        """Write everything out and close the files."""
        if self._engine is not None and not self._read_only:
            self._engine.flush()
        self._engine = None
        if self._written:
            self._written = False
            with contextlib.suppress(*FAULTS):  # what keeps it from being opened, whoever opens it next is told
                Engine(str(self._folder))  # the logs of what is written out by now go when it is opened, and only then

    def ask(self, query: str) -> Answer:
        """See `Session.ask`."""
        try:
            return self.engine.query(query)
        except FAULTS as error:
            raise StoreError(f"cannot be read: {error}", source=self.uri) from error

    def ask_user(self, query: str) -> Answer:
        """See `Session.ask_user`; the engine's `query` has no way to write."""
        try:
            return self.engine.query(query)
        except (SyntaxError, *FAULTS) as error:
            raise query_error(str(error)) from error

    def patiently(self, work: Callable[[], T]) -> T:
        """See `Session.patiently`: in a thread, so that Ctrl-C and the time limit end the wait for it."""
        done: list[T] = []
        failed: list[BaseException] = []

        def run() -> None:
            try:
                done.append(work())
            except BaseException as error:  # raised where the answer is waited for
                failed.append(error)

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        thread.join(self._timeout or None)
        if failed:
            raise failed[0]
        if not done:
            raise query_timeout(self._timeout)
        return done[0]

    def update_user(self, text: str) -> None:
        """See `Session.update_user`."""
        self._check_writable()
        self._written = True
        try:
            self.engine.update(text)
        except (SyntaxError, *FAULTS) as error:
            raise query_error(str(error)) from error

    def apply(self, delete: Statements, insert: Statements, expected: str | None) -> bool:
        """See `Session.apply`; nobody else can have changed the store, whose lock is held."""
        self._check_writable()
        self._written = True
        try:
            if delete:
                self.engine.update(update_text(self.names, delete, insert))
            elif insert:
                self.engine.load(nquads(self.names, insert), format=RdfFormat.N_QUADS)
        except FAULTS as error:
            raise StoreError(f"cannot be written: {error}", source=self.uri) from error
        return True

    def _check_writable(self) -> None:
        if self._read_only:
            raise StoreError("the store is open for reading only", source=self.uri)


class OxigraphStore:
    """A graph of triples in a folder.

    Args:
        path: The folder.
        create: Make it where there is none, with IRIs behind KG_BASE_IRI.
        read_only: Open it for reading, which any number of processes may do at once.
        timeout: Seconds that a user's query may take.

    Raises:
        StoreError: There is no store, or it is not ours, or of a newer version, or damaged.
        StoreLocked: Another process holds it.
    """

    def __init__(
        self, path: str | Path, create: bool = False, read_only: bool = False, timeout: float | None = None
    ) -> None:
        folder = Path(path)
        self.uri = f"rdf:{path}"
        self._session: OxigraphSession | None = None
        known = check_folder(folder, ENGINE, {DATA}, create)
        if not known:
            make_folder(folder)
        self._lock = WorkspaceLock(folder, shared=read_only and known)
        try:
            if not read_marker(folder):
                OxigraphSession(folder / DATA, self.uri, Names(), read_only=False).close()
                write_marker(folder, ENGINE, base=base_iri())
            names = Names(str(read_marker(folder).get("base", DEFAULT_BASE_IRI)))
            data = folder / DATA
            self._session = OxigraphSession(data, self.uri, names, read_only=read_only, timeout=timeout)
        except BaseException:
            self._lock.release()
            raise

    @property
    def engine(self) -> str:
        """The name and version of the engine."""
        return f"Oxigraph {metadata.version('pyoxigraph')}, embedded"

    def writer(self) -> RdfWriter:
        """For writing."""
        return RdfWriter(self._opened())

    def view(self) -> RdfView:
        """For reading."""
        return RdfView(self._opened())

    def rdflib_graph(self) -> "Graph":
        """What documents say, as rdflib sees it, for its tools; it must not be written through this.

        Needs the extra `rdf`. Each look-up goes to the engine: right for a few, slow for whole walks.
        """
        from oxrdflib import OxigraphStore as Plugin
        from rdflib import Graph
        from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

        return Graph(store=Plugin(store=self._opened().engine), identifier=DATASET_DEFAULT_GRAPH_ID)

    def close(self) -> None:
        """Release files and locks; more than once does no harm."""
        if self._session is not None:
            session, self._session = self._session, None
            with contextlib.ExitStack() as stack:
                stack.callback(self._lock.release)
                session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _opened(self) -> OxigraphSession:
        if self._session is None:
            raise StoreError("the store is closed", source=self.uri)
        return self._session


def base_iri() -> str:
    """The base that the user wants, from KG_BASE_IRI.

    Raises:
        StoreError: It is no IRI.
    """
    base = os.environ.get(BASE_VARIABLE) or DEFAULT_BASE_IRI
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9/:@!$&'()*+,;=~._%-]+", base):
        raise StoreError(f"no IRI: {base!r}", source=BASE_VARIABLE, hint="such as https://data.example.gov/law")
    return base

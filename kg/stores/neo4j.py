"""A graph in a Neo4j database, which may hold other people's data as well: only nodes of ours are ever touched."""

import contextlib
import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final, Self, TypeVar, cast

import neo4j
from neo4j.exceptions import DriverError, IncompleteCommit, Neo4jError

from kg.errors import QueryError, StoreError
from kg.stores import cypher
from kg.stores import neo4j_layout as layout
from kg.stores.address import BoltAddress, parse_bolt
from kg.stores.base import Parameter, Rows
from kg.stores.bolt_errors import query_error, store_error
from kg.stores.bolt_values import Converter, check_parameters, find_ends
from kg.stores.reading import GraphView
from kg.stores.session import Row, Session
from kg.stores.writing import GraphWriter

T = TypeVar("T")

CONNECT_SECONDS: Final = 10.0
RETRY_SECONDS: Final = 30.0
"""How long a fault that passes (a server that starts again, a deadlock) is waited out."""
OLDEST: Final = 5


class Neo4jStore:
    """A graph in a database of a Neo4j server, version 5 or newer.

    Args:
        uri: See `parse_bolt`.
        read_only: Refuse to write.
        timeout: Seconds that a user's query may take; None for what the server allows.

    Raises:
        StoreError: No server answers there, it does not let the user in, or its database is missing or too new.
    """

    def __init__(self, uri: str, *, read_only: bool = False, timeout: float | None = None) -> None:
        address = parse_bolt(uri)
        self.uri = address.shown
        self._driver = _connect(address)
        try:
            self._engine = _engine(self._driver, address)
            session = Neo4jSession(self._driver, address, read_only=read_only, timeout=timeout)
            session.check_layout()
        except BaseException:
            self._driver.close()
            raise
        self._session: Neo4jSession | None = session

    @property
    def engine(self) -> str:
        """The name and version of the server."""
        return self._engine

    def writer(self) -> GraphWriter:
        """For writing."""
        return GraphWriter(self._opened())

    def view(self) -> GraphView:
        """For reading."""
        return GraphView(self._opened())

    def close(self) -> None:
        """Close the connections; more than once does no harm."""
        self._session = None
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _opened(self) -> "Neo4jSession":
        if self._session is None:
            raise StoreError("the store is closed", source=self.uri)
        return self._session


def _connect(address: BoltAddress) -> neo4j.Driver:
    logging.getLogger("neo4j").addHandler(logging.NullHandler())  # else its retries are printed between our lines
    try:
        return neo4j.GraphDatabase.driver(
            address.server,
            auth=(address.user, address.password) if address.user and address.password else None,
            user_agent="statute-kg",
            connection_timeout=CONNECT_SECONDS,
            max_transaction_retry_time=RETRY_SECONDS,
            notifications_min_severity=neo4j.NotificationMinimumSeverity.OFF,
            telemetry_disabled=True,
        )
    except (DriverError, ValueError) as error:
        raise store_error(error, address.shown) from error


def _engine(driver: neo4j.Driver, address: BoltAddress) -> str:
    """The name and version of the server, once it has let us in."""
    try:
        agent = driver.get_server_info().agent
    except (Neo4jError, DriverError, OSError) as error:
        raise store_error(error, address.shown) from error
    name, _, version = agent.partition("/")
    number = version.partition(".")[0]
    if name != "Neo4j" or not number.isdecimal() or int(number) < OLDEST:
        raise StoreError(f"it is {agent}", source=address.shown, hint=f"Neo4j {OLDEST} or newer is needed")
    return f"{name} {version}"


class Neo4jSession(Session):
    """A database behind a driver; any thread may use it.

    Args:
        driver: Open.
        address: Which database, and what messages call it.
        read_only: Refuse to write.
        timeout: Seconds that a user's query may take; None for what the server allows.
    """

    shared = True

    def __init__(self, driver: neo4j.Driver, address: BoltAddress, *, read_only: bool, timeout: float | None) -> None:
        self._driver = driver
        self._address = address
        self._writable = not read_only
        self._timeout = timeout
        self._local = threading.local()
        self._prepared = False
        self._searchable = False

    def check_layout(self) -> None:
        """Refuse a database that a newer version has written into.

        Raises:
            StoreError: It is one, or it cannot be read.
        """
        names = [str(row["name"]).removeprefix(layout.LAYOUT) for row in self.read(layout.LAYOUTS)]
        newest = max((int(name) for name in names if name.isdecimal()), default=layout.VERSION)
        if newest > layout.VERSION:
            raise StoreError(
                f"written by a newer statute-kg (version {newest} of the layout, this one knows {layout.VERSION})",
                source=self._address.shown,
                hint="upgrade statute-kg",
            )

    def read(self, statement: str, **parameters: Parameter) -> list[Row]:
        """See `Session.read`; inside `exclusive` it sees what was written there."""
        run = partial(_rows, statement=cypher.among_others(statement), parameters=parameters)
        if (transaction := self._transaction()) is not None:
            return run(transaction)
        try:
            with self._session(neo4j.READ_ACCESS) as session:
                return session.execute_read(run)
        except (Neo4jError, DriverError) as error:
            raise store_error(error, self._address.shown) from error

    def write(self, statement: str, **parameters: Parameter) -> None:
        """See `Session.write`."""
        transaction = self._transaction()
        if transaction is None:
            raise StoreError("nothing is written outside a transaction", source=self._address.shown)
        transaction.run(cypher.among_others(statement), dict(parameters)).consume()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """See `Session.transaction`; it is the one that `exclusive` has begun."""
        yield

    def exclusive(self, work: Callable[[], T]) -> T:
        """Run the work in one transaction that waits for other writers, and again where a fault passes."""
        if not self._writable:
            raise StoreError("the store is open for reading only", source=self._address.shown)

        def locked(transaction: neo4j.ManagedTransaction) -> T:
            transaction.run(layout.LOCK).consume()
            self._local.transaction = transaction
            try:
                return work()
            finally:
                self._local.transaction = None

        try:
            self._prepare()
            with self._session(neo4j.WRITE_ACCESS) as session:
                try:
                    return session.execute_write(locked)
                except IncompleteCommit:  # it may be stored or not: the work looks for itself
                    return session.execute_write(locked)
        except (Neo4jError, DriverError) as error:
            raise store_error(error, self._address.shown) from error

    def prepare(self, labels: Iterable[Sequence[str]], relations: Iterable[str]) -> None:
        """Nothing: everything of the schema is made before the first transaction."""

    def named(self, label: str, terms: Sequence[str]) -> list[Row]:
        """The same as `cypher.named`, through the full-text index once there is one."""
        if not self._searchable:
            names = {str(row["name"]) for row in self.read(layout.EXISTING)}
            self._searchable = layout.TERMS_INDEX in names
        if not self._searchable:
            return []
        return self.read(layout.NAMED, search=layout.search_text(terms), label=label, terms=terms)

    def query(self, text: str, parameters: Mapping[str, Parameter], write: bool) -> Rows:
        """Run a user's query, for reading in the server's own READ mode; what it remarks comes with the rows."""
        check_parameters(parameters)
        if write and not self._writable:
            raise QueryError("the store is open for reading only", source=self._address.shown)
        question = neo4j.Query(text, timeout=self._timeout)
        try:
            text.encode()
            with self._session(neo4j.WRITE_ACCESS if write else neo4j.READ_ACCESS, remarks=True) as session:
                if write:
                    # By itself, so that CALL { } IN TRANSACTIONS and schema commands may be run as well.
                    return _answer(session, question, parameters)
                run = neo4j.unit_of_work(timeout=self._timeout)(partial(_answer, question=text, parameters=parameters))
                return session.execute_read(run)
        except (Neo4jError, DriverError, UnicodeEncodeError, OverflowError) as error:
            raise query_error(error, self._address.shown, self._timeout) from error

    def _prepare(self) -> None:
        """Make the constraints and indexes that are not there yet; what says that all of them are there comes last."""
        if self._prepared:
            return
        there = dict(map(_index, self.read(layout.EXISTING)))
        wanted = list(layout.definitions(self.schema))
        stale = [item.name for item in wanted if item.name in there and there[item.name] != item.index]
        kept = {index for name, index in there.items() if name not in stale}
        dropped = [f"DROP INDEX {name}" for name in stale]
        missing = [item for item in wanted if item.index not in kept]
        mark = wanted[-1]
        if dropped or missing:
            with self._session(neo4j.WRITE_ACCESS) as session:
                if dropped:  # an index cannot be dropped and made again under its name at once
                    session.execute_write(partial(_define, statements=dropped))
                session.execute_write(partial(_define, statements=[item.statement for item in missing if item != mark]))
                session.run(layout.AWAIT_TERMS).consume()
                if mark in missing:  # the import tool may have filled it
                    for statement in layout.completions(self.schema):
                        session.run(statement).consume()
                    session.execute_write(partial(_define, statements=[mark.statement]))
        self._prepared = True

    def _transaction(self) -> neo4j.ManagedTransaction | None:
        return getattr(self._local, "transaction", None)

    def _session(self, access: str, *, remarks: bool = False) -> neo4j.Session:
        shown = neo4j.NotificationMinimumSeverity.WARNING if remarks else neo4j.NotificationMinimumSeverity.OFF
        return self._driver.session(
            database=self._address.database,
            default_access_mode=access,
            notifications_min_severity=shown,
            bookmark_manager=self._driver.execute_query_bookmark_manager,
        )


def _rows(transaction: neo4j.ManagedTransaction, statement: str, parameters: Mapping[str, Parameter]) -> list[Row]:
    result = transaction.run(statement, dict(parameters))
    names = result.keys()
    return [dict(zip(names, values, strict=True)) for values in result.values()]


def _answer(
    transaction: neo4j.ManagedTransaction | neo4j.Session, question: Any, parameters: Mapping[str, Parameter]
) -> Rows:
    result = transaction.run(question, dict(parameters))
    columns = tuple(result.keys())
    rows = [tuple(record.values()) for record in result]
    notes = [_remark(item) for item in result.consume().gql_status_objects if item.is_notification]
    converter = Converter(find_ends(transaction, rows))
    return Rows(
        columns=columns,
        rows=tuple(tuple(converter.cell(value) for value in row) for row in rows),
        notes=tuple(dict.fromkeys(notes)),
    )


def _remark(status: neo4j.GqlStatusObject) -> str:
    text = status.status_description.removeprefix("warn: ")
    place = status.position
    return f"line {place.line}, column {place.column}: {text}" if place else text


def _define(transaction: neo4j.ManagedTransaction, statements: Sequence[str]) -> None:
    for statement in statements:
        transaction.run(statement).consume()


def _index(row: Row) -> tuple[str, layout.Index]:
    labels, properties = cast("list[str]", row["labels"] or []), cast("list[str]", row["properties"] or [])
    index = layout.Index(type=str(row["type"]), labels=tuple(sorted(labels)), properties=tuple(properties))
    return str(row["name"]), index

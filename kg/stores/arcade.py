"""The embedded engine's side of the contract: connect, run, convert."""

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import jpype

from kg.errors import KgError, QueryError, StoreError, StoreLocked, query_timeout
from kg.stores import cypher
from kg.stores.base import Parameter, Rows
from kg.stores.jvm import java
from kg.stores.records import Properties
from kg.stores.session import Row, Session
from kg.stores.values import Converter, plain_rows, to_java

CYPHER: Final = "opencypher"
SQL: Final = "sql"
LONGEST_MESSAGE: Final = 300

_PLACE: Final = re.compile(r"(?: at)? line (\d+)(?::|, column )(\d+)(?: - )?")


def is_unclean(graph: Path) -> bool:
    """Whether the database was not closed, so that it has to be repaired before it can be read."""
    return (graph / "database.lck").exists()


class ArcadeSession(Session):
    """An open database.

    Args:
        graph: Its folder; it is made when it is not there.
        uri: What messages call the store.
        logs: Where the engine may write its log; None opens the database for reading only.
        timeout: Seconds that a user's query may take.
    """

    def __init__(self, graph: Path, uri: str, *, logs: Path | None, timeout: float | None = None) -> None:
        self._uri = uri
        self._timeout = timeout
        self._writable = logs is not None
        self._log = _EngineLog(logs) if logs is not None else None
        try:
            self._database = _open(graph, self._writable)
        except jpype.JException as error:
            self._close_log()
            raise self._failure(error, "cannot be opened") from error
        if self._writable:
            self._repair()

    def close(self) -> None:
        """Write everything out and close the files."""
        try:
            self._database.close()
        except jpype.JException as error:
            raise self._failure(error, "cannot be closed") from error
        finally:
            self._close_log()

    def read(self, statement: str, **parameters: Parameter) -> list[Row]:
        """See `Session.read`."""
        return self._read(CYPHER, statement, parameters)

    def write(self, statement: str, **parameters: Parameter) -> None:
        """See `Session.write`."""
        try:
            self._database.command(CYPHER, statement, to_java(parameters)).close()
        except jpype.JException as error:
            raise self._failure(error, "cannot be written") from error

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """See `Session.transaction`."""
        self._check_writable()
        self._database.begin()
        try:
            yield
            self._commit()
        except BaseException:
            self._rollback()
            raise

    def prepare(self, labels: Iterable[Sequence[str]], relations: Iterable[str]) -> None:
        """Make types, and their indexes, that are not there yet; in one step, which is not part of a transaction."""
        self._check_writable()
        sets = {tuple(sorted(names)) for names in labels}
        nodes = sorted(label for label in {name for names in sets for name in names} if not self._exists(label))
        edges = [name for name in cypher.STRUCTURE if not self._exists(name)]
        plain = sorted(name for name in set(relations) if not self._exists(name))
        script = [line for label in nodes for line in _node_type(label)]
        script += [f"CREATE EDGE TYPE `{name}` IF NOT EXISTS" for name in (*edges, *plain)]
        script += [line for name in plain for line in _edge_index(name)]
        self._define(script)
        for names in sorted(sets):
            if len(names) > 1 and not self._exists(_type_name(names)):
                self._define(list(_combined_type(names)))

    def relabel(self, ids: Sequence[str], before: Sequence[str], after: Sequence[str]) -> None:
        """The same as `Session.relabel`; each node is made anew.

        The engine's own way (SET n:Label) breaks its unique indexes when a node gains and loses labels in one
        transaction.
        """
        try:
            for key in ids:
                old = self._database.lookupByKey(before[0], "id", key).next().asVertex()
                _rebuild(old, self._database.newVertex(_type_name(after)))
        except jpype.JException as error:
            raise self._failure(error, "cannot be written") from error

    def _define(self, script: Sequence[str]) -> None:
        if script:
            try:
                self._database.command("sqlscript", ";\n".join(script) + ";").close()
            except jpype.JException as error:
                raise self._failure(error, "cannot be prepared") from error

    def _repair(self) -> None:
        """Make indexes that a process took away and did not come to make again; see `_combined_type`."""
        schema = self._database.getSchema()
        labels = [label for label in self.schema.nodes if self._exists(label)]
        self._define([line for label in labels if not schema.existsIndex(f"{label}[id]") for line in _node_type(label)])

    def labels(self) -> list[str]:
        """Labels of the schema that have a type here."""
        return [label for label in super().labels() if self._exists(label)]

    def relations(self) -> list[str]:
        """Relations of the schema that have a type here."""
        return [relation for relation in super().relations() if self._exists(relation)]

    def count(self, name: str) -> int:
        """How many nodes have the label, or how many relationships are of the type."""
        return int(self._database.countType(name, True)) if self._exists(name) else 0

    def named(self, label: str, terms: Sequence[str]) -> list[Row]:
        """The same as `cypher.named`, in the language that uses the index of list items."""
        condition = " AND ".join(f"_kg_terms CONTAINS :t{number}" for number in range(len(terms)))
        statement = f"SELECT id, _kg_tally AS tally, title, source FROM `{label}` WHERE {condition}"  # noqa: S608
        return self._read(SQL, statement, {f"t{number}": term for number, term in enumerate(terms)})

    def decisions(self) -> list[str]:
        """The same as `cypher.DECISIONS`, in the language that uses the index for the beginning of an id."""
        where = "id >= '/decision/' AND id < '/decision0' AND decision IS NOT NULL AND _kg_entities IS NOT NULL"
        return sorted(str(row["id"]) for row in self._read(SQL, f"SELECT id FROM Document WHERE {where}", {}))  # noqa: S608

    def edges(self, relation: str, keys: Sequence[str]) -> list[Row]:
        """The same as `cypher.edges_by_key`, in the language that uses the index of relationships."""
        statement = f"SELECT _kg_key AS key, claims, support FROM `{relation}` WHERE _kg_key IN :keys"  # noqa: S608
        return self._read(SQL, statement, {"keys": keys})

    def update_edges(self, relation: str, edges: Mapping[str, Properties]) -> None:
        """The same as `cypher.update_edges`, through the index."""
        for edge, key in self._find_edges(relation, edges):
            changed = edge.modify()
            for name in list(changed.getPropertyNames()):
                if str(name) not in edges[key]:
                    changed.remove(name)
            changed.set(to_java({"properties": edges[key]}).get("properties")).save()

    def delete_edges(self, relation: str, keys: Sequence[str]) -> None:
        """The same as `cypher.delete_edges`, through the index."""
        for edge, _ in self._find_edges(relation, keys):
            edge.delete()

    def query(self, text: str, parameters: Mapping[str, Parameter], write: bool) -> Rows:
        """Run a user's query; what it should not have written is rolled back even if the engine let it through."""
        values = to_java(parameters)
        if write and not self._writable:
            raise QueryError("the store is open for reading only", source=self._uri)
        run = self._database.command if write else self._database.query
        try:
            self._limit(self._timeout)
            if self._writable:
                self._database.begin()
            result = run(CYPHER, text, values)
            rows = self._rows(text, result)
            result.close()
            if write:
                self._database.commit()
        except jpype.JException as error:
            if "TimeoutException" in _described(error)[0]:
                raise query_timeout(self._timeout) from error
            raise _query_error(error) from error
        finally:
            self._limit(None)
            self._rollback()
        return rows

    def _limit(self, seconds: float | None) -> None:
        """Let the engine end what takes longer; statements of ours take as long as they take."""
        setting = java("com.arcadedb.GlobalConfiguration").COMMAND_TIMEOUT
        self._database.getConfiguration().setValue(setting, int((seconds or 0) * 1000))

    def _rows(self, text: str, result: Any) -> Rows:
        converter = Converter()
        columns: tuple[str, ...] = ()
        rows = []
        while result.hasNext():
            row = result.next()
            columns = columns or tuple(str(name) for name in row.getPropertyNames())
            rows.append(tuple(converter.cell(row.getProperty(name)) for name in columns))
        return Rows(columns=columns or self._columns(text), rows=tuple(rows))

    def _columns(self, text: str) -> tuple[str, ...]:
        """The columns of a query that returned no row, from the engine's own parser."""
        clause = self._database.getCypherStatementCache().get(text).getReturnClause()
        return tuple(str(item.getOutputName()) for item in clause.getReturnItems()) if clause is not None else ()

    def _read(self, language: str, statement: str, parameters: Mapping[str, Parameter]) -> list[Row]:
        try:
            return plain_rows(self._database.query(language, statement, to_java(parameters)))
        except jpype.JException as error:
            raise self._failure(error, "cannot be read") from error

    def _find_edges(self, relation: str, keys: Iterable[str]) -> Iterator[tuple[Any, str]]:
        try:
            for key in keys:
                for found in self._database.lookupByKey(relation, "_kg_key", key):
                    yield found.asEdge(), key
        except jpype.JException as error:
            raise self._failure(error, "cannot be written") from error

    def _exists(self, name: str) -> bool:
        return bool(self._database.getSchema().existsType(name))

    def _check_writable(self) -> None:
        if not self._writable:
            raise StoreError("the store is open for reading only", source=self._uri)

    def _commit(self) -> None:
        try:
            self._database.commit()
        except jpype.JException as error:
            raise self._failure(error, "cannot be written") from error

    def _rollback(self) -> None:
        with contextlib.suppress(jpype.JException):
            if self._writable and self._database.isTransactionActive():
                self._database.rollback()

    def _close_log(self) -> None:
        if self._log is not None:
            self._log.close()

    def _failure(self, error: Any, what: str) -> KgError:
        name, message = _described(error)
        if "Lock" in name and "open" in what:
            return StoreLocked("another process holds the database", source=self._uri, hint="wait until it has ended")
        if "OutOfMemory" in name:
            return StoreError(f"{what}: the engine is out of memory", source=self._uri, hint="set KG_HEAP, say to 4g")
        return StoreError(f"{what}: {message}", source=self._uri, hint="the engine's log is in the store's folder")


def close_left_open(graph: Path) -> None:
    """Close a database that Ctrl-C left open while it was opened: the end of the process would wait for it."""
    if jpype.isJVMStarted():
        left = java("com.arcadedb.database.DatabaseFactory").getActiveDatabaseInstance(str(graph.resolve()))
        if left is not None:
            left.close()


def _open(graph: Path, writable: bool) -> Any:
    factory = java("com.arcadedb.database.DatabaseFactory")(str(graph.resolve()))
    modes = java("com.arcadedb.engine.ComponentFile$MODE")
    if not factory.exists():
        return factory.create()
    return factory.open(modes.READ_WRITE if writable else modes.READ_ONLY)


def _node_type(label: str) -> Iterator[str]:
    yield f"CREATE VERTEX TYPE `{label}` IF NOT EXISTS"
    yield f"CREATE PROPERTY `{label}`.id IF NOT EXISTS STRING"
    yield f"CREATE INDEX IF NOT EXISTS ON `{label}` (id) UNIQUE"
    if label not in (cypher.CLAIM, cypher.PASSAGE):
        yield f"CREATE PROPERTY `{label}`._kg_terms IF NOT EXISTS LIST OF STRING"
        yield f"CREATE INDEX IF NOT EXISTS ON `{label}` (_kg_terms BY ITEM) NOTUNIQUE"


def _combined_type(labels: Sequence[str]) -> Iterator[str]:
    """The type of nodes with several labels.

    Its parts of the indexes are right only when it is there before they are made: those that it inherits from existing
    ones are taken for one another, and let a second node of the same id in, or refuse the only one. So the indexes are
    made again; this happens once for a set of labels, which is rare.
    """
    for label in labels:
        yield f"DROP INDEX `{label}[id]` IF EXISTS"
        yield f"DROP INDEX `{label}[_kg_termsbyitem]` IF EXISTS"
    yield f"CREATE VERTEX TYPE `{_type_name(labels)}` IF NOT EXISTS EXTENDS {', '.join(f'`{n}`' for n in labels)}"
    for label in labels:
        yield from _node_type(label)


def _type_name(labels: Sequence[str]) -> str:
    """The engine's own name for the type of a set of labels."""
    return "~".join(sorted(labels))


def _rebuild(old: Any, new: Any) -> None:
    """Put one vertex in the place of another, with all its properties and relationships."""
    directions = java("com.arcadedb.graph.Vertex$DIRECTION")
    moved = []
    for here, there in ((directions.OUT, directions.IN), (directions.IN, directions.OUT)):
        for edge in old.getEdges(here):
            end = edge.getVertex(there)
            itself = end.getIdentity().equals(old.getIdentity())
            if not itself or here == directions.OUT:
                moved.append((here, edge.getTypeName(), None if itself else end, edge.propertiesAsMap()))
    properties = old.propertiesAsMap()
    old.delete()
    new.set(properties).save()
    for here, name, end, properties in moved:
        other: Any = new if end is None else end.asVertex()
        start, finish = (new, other) if here == directions.OUT else (other, new)
        start.newEdge(name, finish, properties)


def _edge_index(relation: str) -> Iterator[str]:
    yield f"CREATE PROPERTY `{relation}`._kg_key IF NOT EXISTS STRING"
    yield f"CREATE INDEX IF NOT EXISTS ON `{relation}` (_kg_key) UNIQUE"


def _described(error: Any) -> tuple[str, str]:
    """The class of a Java exception, and its message on one line."""
    name = str(error.getClass().getSimpleName())
    lines = str(error.getMessage() or name).strip().splitlines()
    text = " ".join(lines[:1])
    return name, text if len(text) <= LONGEST_MESSAGE else text[:LONGEST_MESSAGE] + "…"


def _query_error(error: Any) -> QueryError:
    name, message = _described(error)
    if name == "QueryNotIdempotentException":
        return QueryError("the query writes, and it was run for reading only", hint="pass --write if it is meant to")
    if name == "CommandParameterMissingException":
        return QueryError(
            f"a parameter is missing: {message.rpartition(': ')[2]}", hint="give it with --param NAME=VALUE"
        )
    place = _PLACE.search(message)
    where = f"line {place[1]}, column {int(place[2]) + (':' in place[0])}" if place else None
    return QueryError(_PLACE.sub(": ", message).strip(" :") if place else message, place=where)


class _EngineLog:
    """Warnings of the engine go to a file in the workspace, while a store is open for writing."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        pattern = str(folder.resolve() / "engine.log").replace("%", "%%")
        self._handler = java("java.util.logging.FileHandler")(pattern, 1_000_000, 1, True)
        self._handler.setFormatter(java("java.util.logging.SimpleFormatter")())
        self._handler.setLevel(java("java.util.logging.Level").WARNING)
        self._logger = java("java.util.logging.Logger").getLogger("com.arcadedb")
        self._logger.addHandler(self._handler)

    def close(self) -> None:
        self._logger.removeHandler(self._handler)
        self._handler.close()

"""What an engine of triples gives to the writer and the view that all of them share."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, Triple

from kg.rdf import Names, Statements

T = TypeVar("T")

Value = NamedNode | BlankNode | Literal | Triple | None
Answer = QuerySolutions | QueryBoolean | QueryTriples | Iterable[Quad]

CHUNK: Final = 1000
"""Most ids that go into one query."""


class Session(ABC):
    """An open connection to one engine.

    Attributes:
        uri: What messages call the store; without a password.
        names: The IRIs of the store.
    """

    uri: str
    names: Names

    @abstractmethod
    def ask(self, query: str) -> Answer:
        """Run a query of ours.

        Raises:
            StoreError: It cannot be answered.
        """

    @abstractmethod
    def ask_user(self, query: str) -> Answer:
        """Run a user's query, which cannot change anything.

        Raises:
            QueryError: It is wrong.
        """

    @abstractmethod
    def update_user(self, text: str) -> None:
        """Run a user's update: all of it or nothing.

        Raises:
            QueryError: It is wrong.
        """

    @abstractmethod
    def apply(self, delete: Statements, insert: Statements, expected: str | None) -> bool:
        """Take triples out and put others in, all of it or nothing.

        Args:
            delete: What goes.
            insert: What comes.
            expected: The line of the state graph with the revision that the change was planned for; None for a store
                that holds nothing yet.

        Returns:
            Whether it was done; not, where another process has changed the store since.

        Raises:
            StoreError: It cannot be written.
        """

    @abstractmethod
    def close(self) -> None:
        """Release files, locks and connections."""

    def patiently(self, work: Callable[[], T]) -> T:
        """The result of asking a user's query and reading its answer, which may take as long as the store allows."""
        return work()

    def solutions(self, query: str) -> Iterator[tuple[str, ...]]:
        """The rows of a SELECT of ours: IRIs and the texts of literals; unbound is empty."""
        answer = self.ask(query)
        if not isinstance(answer, QuerySolutions):
            raise TypeError("no SELECT")
        for row in answer:
            yield tuple(cell.value if isinstance(cell, NamedNode | Literal) else "" for cell in row)

    def construct(self, query: str) -> Iterator[Triple | Quad]:
        """The triples of a CONSTRUCT of ours."""
        answer = self.ask(query)
        if isinstance(answer, QuerySolutions | QueryBoolean):
            raise TypeError("no CONSTRUCT")
        yield from answer


def chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    """Ids in the order of the alphabet, each once, as many as go into one query."""
    unique = sorted(set(ids))
    for start in range(0, len(unique), CHUNK):
        yield unique[start : start + CHUNK]


def values(variable: str, terms: Sequence[str]) -> str:
    """A VALUES clause; the terms are written as N-Triples."""
    return f"VALUES {variable} {{ {' '.join(terms)} }}"

"""The errors of the project: one tree, one class per cause."""

from typing import Final

EXIT_COULD_NOT_RUN: Final = 3


class KgError(Exception):
    """Something the user can act on: what happened, where, and what to do next.

    Args:
        message: What is wrong, in one sentence.
        source: The file, store or query it is about.
        place: Where inside the source (line, page, XML path, row).
        hint: The next step.
    """

    exit_code = EXIT_COULD_NOT_RUN

    def __init__(
        self, message: str, *, source: str | None = None, place: str | None = None, hint: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.source = source
        self.place = place
        self.hint = hint

    def __str__(self) -> str:
        where = ": ".join(part for part in (self.source, self.place) if part)
        head = f"{where}: {self.message}" if where else self.message
        return f"{head} ({self.hint})" if self.hint else head

    def at(self, source: str) -> "KgError":
        """The same error, with the source filled in where it was not known yet."""
        self.source = self.source or source
        return self

    def __reduce__(self) -> tuple[object, ...]:
        # Errors travel from worker processes; the default reduction drops keyword-only arguments.
        return _rebuild, (type(self), self.message, self.source, self.place, self.hint)


def _rebuild(kind: type[KgError], message: str, source: str | None, place: str | None, hint: str | None) -> KgError:
    return kind(message, source=source, place=place, hint=hint)


class LoadError(KgError):
    """A document could not be read."""


class UnsupportedFormat(LoadError):
    """No loader claims the file."""


class AmbiguousFormat(LoadError):
    """More than one loader claims the file."""


class CorruptDocument(LoadError):
    """The file is of a known format, and broken."""


class DocumentTooLarge(LoadError):
    """The file is over the size limit."""


class MissingExtra(LoadError):
    """The format needs an optional library that is not installed."""


class IdentifierError(KgError):
    """A string is no identifier or citation that the project knows."""


class InventoryError(KgError):
    """An inventory of the Code cannot be read, made or written."""


class SchemaError(KgError):
    """Data breaks the schema."""


class MappingError(KgError):
    """A row mapping is wrong, or a row does not fit it."""


class ExtractorError(KgError):
    """An extractor is not there, is not set up, or failed on a document."""


class DecisionConflict(KgError):
    """Decisions about what is the same contradict one another."""


class StoreError(KgError):
    """A store could not be opened, read or written."""


class StoreLocked(StoreError):
    """Another process holds the store."""


class QueryError(KgError):
    """A query is wrong, or it is not allowed."""


class NotFound(KgError):
    """Nothing in the graph has that id or name."""


class AmbiguousName(KgError):
    """More than one thing in the graph has that name."""


def query_timeout(seconds: float | None) -> QueryError:
    """The error of a query that took too long, in the same words from every engine."""
    limit = f"{seconds:g} seconds" if seconds else "the server allows"
    return QueryError(
        f"the query took longer than {limit}", hint="give it more with --timeout SECONDS, or ask for less"
    )

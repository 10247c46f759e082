"""Documents of many sources, worked on in several processes: a file with a document a line is spread, not sent whole.

What fails becomes an error in its place, and the rest goes on.
"""

import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final, Generic, TypeVar

from kg.document import Source
from kg.errors import KgError, LoadError
from kg.workers import map_in_order

Found = TypeVar("Found")
Result = TypeVar("Result")

PART_DOCUMENTS: Final = 50
"""Documents of one source that travel together from a worker process."""
BLOCK_CHARACTERS: Final = 1_000_000
"""Text of one source that travels together to a worker process."""
LINE_SUFFIXES: Final = (".jsonl", ".ndjson")
"""Files that may hold many documents: their documents are spread over the processes, not the files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work(Generic[Found, Result]):
    """What is done with every source; all four can be sent to a worker process.

    Attributes:
        read: The documents of a source, in whatever form; it may yield errors, and raise one where it cannot go on.
        do: What comes of one document.
        name: What errors call a document.
        size: Characters of its text.
    """

    read: Callable[[Source], Iterator[Found | KgError]]
    do: Callable[[Found], Result]
    name: Callable[[Found], str]
    size: Callable[[Found], int]

    def found_in(self, source: Source) -> Iterator[Found | KgError]:
        """The documents of a source, and at last the error that kept the rest from being read, where there is one."""
        try:
            yield from self.read(source)
        except KgError as error:
            yield error.at(source.name)
        except Exception as error:
            yield fault(error, source.name)

    def done(self, found: Iterable[Found | KgError]) -> Iterator[Result | KgError]:
        """What comes of each document, or the error that it met."""
        for each in found:
            yield each if isinstance(each, KgError) else self._done(each)

    def _done(self, found: Found) -> Result | KgError:
        name = self.name(found)
        try:
            return self.do(found)
        except KgError as error:
            return error.at(name)
        except Exception as error:
            return fault(error, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Generic[Result]):
    """What came of a source, or of a part of it, in the order of its documents.

    Attributes:
        source: Its name.
        items: Results, and errors where there is none.
    """

    source: str
    items: tuple[Result | KgError, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block(Generic[Found]):
    """Some documents of a source, on their way to a worker process."""

    source: str
    found: tuple[Found | KgError, ...]


_Item = Source | LoadError | _Block[Found]


def map_sources(
    sources: Iterable[Source | LoadError], work: Work[Found, Result], *, jobs: int = 1
) -> Iterator[Part[Result]]:
    """What comes of every source, in the order of the sources whatever the number of processes.

    Args:
        sources: Sources, and errors about those that could not be opened.
        work: What to do.
        jobs: Processes that read and work.
    """
    items: Iterable[_Item[Found]] = sources
    if jobs > 1:
        items = (item for source in sources for item in _split(source, work))
    return map_in_order(items, partial(_work_on, work=work), _lost, jobs)


def map_source(source: Source, work: Work[Found, Result]) -> Iterator[Part[Result]]:
    """What comes of one source, in parts."""
    return _in_parts(source.name, work.done(work.found_in(source)))


def fault(error: Exception, source: str) -> KgError:
    """The error for an exception that nobody expected: one document must not end a run of thousands."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else None
    return KgError(
        f"unexpected {type(error).__name__}: {error}",
        source=source,
        place=place,
        hint="this is a fault of kg: please report it with the document",
    )


def _work_on(item: _Item[Found], work: Work[Found, Result]) -> Iterator[Part[Result]]:
    match item:
        case LoadError():
            yield Part(source=item.source or "", items=(item,))
        case Source():
            yield from map_source(item, work)
        case _Block():
            yield from _in_parts(item.source, work.done(item.found))


def _split(source: Source | LoadError, work: Work[Found, Result]) -> Iterator[_Item[Found]]:
    """A source as it is, or in blocks of documents where it may hold very many."""
    if isinstance(source, LoadError) or source.suffix not in LINE_SUFFIXES:
        yield source
        return
    block: list[Found | KgError] = []
    size = 0
    for found in work.found_in(source):
        block.append(found)
        size += 0 if isinstance(found, KgError) else work.size(found)
        if len(block) == PART_DOCUMENTS or size >= BLOCK_CHARACTERS:
            yield _Block(source=source.name, found=tuple(block))
            block, size = [], 0
    if block:
        yield _Block(source=source.name, found=tuple(block))


def _in_parts(source: str, items: Iterable[Result | KgError]) -> Iterator[Part[Result]]:
    part: list[Result | KgError] = []
    for item in items:
        part.append(item)
        if len(part) == PART_DOCUMENTS:
            yield Part(source=source, items=tuple(part))
            part = []
    if part:
        yield Part(source=source, items=tuple(part))


def _lost(item: _Item[Found], how: str) -> Part[Result]:
    name = (item.name if isinstance(item, Source) else item.source) or ""
    error = KgError(
        f"the process that read it ended ({how})", source=name, hint="the rest went on; try it alone with --jobs 1"
    )
    return Part(source=name, items=(error,))

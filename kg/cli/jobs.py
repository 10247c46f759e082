"""What of the sources that the user named is read, and in how many processes."""

import os
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Final

from kg.document import Source
from kg.errors import LoadError
from kg.sources import MAPPING_SUFFIX
from kg.spread import LINE_SUFFIXES

MANY: Final = 32
"""Sources from which on more than one process is worth its start."""
MUCH: Final = 1_000_000
"""Bytes from which on a file with a document a line is."""


def choose_jobs(sources: Iterable[Source | LoadError]) -> tuple[int, Iterator[Source | LoadError]]:
    """How many processes are worth their start, and the sources, of which the first were looked at."""
    rest = iter(sources)
    first = list(islice(rest, MANY))
    much = len(first) == MANY or any(map(_holds_many, first))
    return (os.cpu_count() or 1) if much else 1, chain(first, rest)


def is_document(found: Source | LoadError) -> bool:
    """Whether it is to be read: the mapping that stands beside a table is not."""
    return not (isinstance(found, Source) and found.path and found.path.name.endswith(MAPPING_SUFFIX))


def _holds_many(source: Source | LoadError) -> bool:
    """Whether it is a large file with a document a line."""
    if isinstance(source, LoadError) or source.suffix not in LINE_SUFFIXES:
        return False
    on_disk = source.path is not None and source.path.is_file() and not source.member
    size = source.path.stat().st_size if on_disk and source.path else len(source.data or b"")
    return size > MUCH

"""What a batch of documents changes beyond itself, where there are decisions among them or in the store."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from kg.extraction import DocumentInfo, Extraction
from kg.projection import Identity, Projected, project

Digested = tuple[Extraction, str]


class Stored(Protocol):
    """What is looked up in a store."""

    def decisions(self) -> list[DocumentInfo]:
        """Every decision."""

    def naming(self, nodes: Iterable[str]) -> set[str]:
        """The documents that name one of some nodes."""

    def load(self, ids: Iterable[str]) -> list[Projected]:
        """Those of some documents that are stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One transaction's documents.

    Attributes:
        old: As they stand in the store.
        fresh: As they shall stand there, with their digests; those of `old` that are not among them go.
    """

    old: list[Projected]
    fresh: dict[str, tuple[Projected, str]]


def plan_batch(
    stored: Stored, given: Mapping[str, Digested], known: Collection[str], gone: Collection[str] = ()
) -> Batch:
    """The documents to write: the given ones, and those that are taken otherwise after them.

    Args:
        stored: The store.
        given: What comes, by id.
        known: Those of it that are stored already with another digest.
        gone: What goes.

    Raises:
        DecisionConflict: The decisions would contradict one another.
    """
    standing = stored.decisions()
    kept = [info for info in standing if info.id not in given and info.id not in gone]
    coming = [extraction.document for extraction, _ in given.values() if extraction.document.decision]
    before, after = Identity(standing), Identity([*kept, *coming])
    moved = {node for node in {*before.moved, *after.moved} if before.of(node) != after.of(node)}
    affected = stored.naming({before.of(node) for node in moved}) - {*given, *gone} if moved else set()
    old = stored.load([*known, *gone, *affected])
    fresh = {key: (project(extraction, after), digest) for key, (extraction, digest) in given.items()}
    for projected in old:
        if (key := projected.extraction.document.id) in affected:
            extraction = projected.restored()
            fresh[key] = project(extraction, after), extraction.digest()
    return Batch(old=old, fresh=fresh)


def merged_by(decisions: Iterable[DocumentInfo], nodes: Iterable[str]) -> set[str]:
    """The ids of the decisions by which some nodes are what they are."""
    identity = Identity(decisions)
    return {info.id for node in nodes if node in identity.members for info in identity.behind(node)}

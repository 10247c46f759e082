"""A node of the graph as one document, or many, know it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

Value = str | int | bool
T = TypeVar("T", bound=Value)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Entity:
    """A node: what it is, what it is called.

    Attributes:
        id: Canonical path id.
        labels: Node types of the schema, sorted; at least one.
        name: The preferred name.
        aliases: Other names met in text, sorted, without `name`.
        properties: Further properties of the schema, sorted by key.
    """

    id: str
    labels: tuple[str, ...]
    name: str
    aliases: tuple[str, ...] = ()
    properties: tuple[tuple[str, Value], ...] = ()


def merge_entities(entities: Iterable[Entity]) -> list[Entity]:
    """One entity per id, sorted by id.

    Each input is the contribution of one document. The name is the one that most of them prefer (ties: the longest,
    then the first in code point order), so the order does not matter and a contribution can be taken out again.
    """
    groups: dict[str, list[Entity]] = {}
    for entity in entities:
        groups.setdefault(entity.id, []).append(entity)
    return [_merge(groups[key]) for key in sorted(groups)]


def _merge(group: list[Entity]) -> Entity:
    if len(group) == 1:
        return group[0]
    name = _most_common(entity.name for entity in group)
    names = {n for entity in group for n in (entity.name, *entity.aliases)} - {name}
    keys = sorted({key for entity in group for key, _ in entity.properties})
    return Entity(
        id=group[0].id,
        labels=tuple(sorted({label for entity in group for label in entity.labels})),
        name=name,
        aliases=tuple(sorted(names)),
        properties=tuple((key, _most_common(v for e in group for k, v in e.properties if k == key)) for key in keys),
    )


def _most_common(values: Iterable[T]) -> T:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], -len(str(value)), str(value)))

"""A node of the graph as one document, or many, know it."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

Value = str | int | bool


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


@dataclass(slots=True, kw_only=True)
class Tally:
    """What documents say of one node, counted, so that any one of them can be taken out again.

    A store keeps it beside the node: it stays small however many documents name the node.

    Attributes:
        documents: How many contributions it holds.
        labels, names, aliases: How many contributions carry each.
        properties: The same for each value, as JSON text (in Python `True` and `1` are one key).
    """

    documents: int = 0
    labels: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    aliases: Counter[str] = field(default_factory=Counter)
    properties: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, entity: Entity, count: int = 1) -> None:
        """Count one document's contribution in, or with `count=-1` out again."""
        self.documents += count
        _shift(self.labels, set(entity.labels), count)
        _shift(self.names, {entity.name}, count)
        _shift(self.aliases, set(entity.aliases), count)
        for key, value in dict(entity.properties).items():
            counter = self.properties.setdefault(key, Counter())
            _shift(counter, {json.dumps(value, ensure_ascii=False)}, count)
            if not counter:
                del self.properties[key]

    def entity(self, entity_id: str) -> Entity:
        """The node that these contributions make together; see `merge_entities` for the rule."""
        name = _most_common(self.names)
        return Entity(
            id=entity_id,
            labels=tuple(sorted(self.labels)),
            name=name,
            aliases=tuple(sorted((set(self.names) | set(self.aliases)) - {name})),
            properties=tuple((key, json.loads(_most_common(self.properties[key]))) for key in sorted(self.properties)),
        )

    def dump(self) -> str:
        """As JSON text; equal tallies give equal text."""
        return json.dumps(
            [self.documents, self.labels, self.names, self.aliases, self.properties],
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        )

    @classmethod
    def load(cls, text: str) -> "Tally":
        """The inverse of `dump`."""
        documents, labels, names, aliases, properties = json.loads(text)
        return cls(
            documents=documents,
            labels=Counter(labels),
            names=Counter(names),
            aliases=Counter(aliases),
            properties={key: Counter(values) for key, values in properties.items()},
        )


def merge_entities(entities: Iterable[Entity]) -> list[Entity]:
    """One entity per id, sorted by id.

    Each input is the contribution of one document. The name is the one that most of them prefer (ties: the longest,
    then the first in code point order), so the order does not matter and a contribution can be taken out again.
    """
    tallies: dict[str, Tally] = {}
    for entity in entities:
        tallies.setdefault(entity.id, Tally()).add(entity)
    return [tallies[key].entity(key) for key in sorted(tallies)]


def _shift(counter: Counter[str], keys: Iterable[str], count: int) -> None:
    for key in keys:
        counter[key] += count
        if not counter[key]:
            del counter[key]


def _most_common(counts: Counter[str]) -> str:
    return min(counts, key=lambda value: (-counts[value], -len(value), value))

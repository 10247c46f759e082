"""From what a person types to nodes, by the terms of an index: the same for every store."""

from collections.abc import Callable, Iterable

from kg.entity import Entity
from kg.stores.records import fold, name_term, words

Named = Callable[[list[str]], Iterable[Entity]]
"""Entities that have all of some terms among those of their names."""


def find_named(name: str, named: Named, same_id: Entity | None) -> list[Entity]:
    """Entities with that id, or whose name or an alias is that text but for case; sorted by id."""
    wanted = fold(name)
    found = {entity.id: entity for entity in named([name_term(name)]) if wanted in map(fold, _names(entity))}
    if same_id is not None:
        found[same_id.id] = same_id
    return [found[key] for key in sorted(found)]


def search_named(text: str, limit: int, named: Named) -> list[Entity]:
    """Entities one of whose names contains the words.

    Best is a name that is the text itself, then one that begins with it, then the shortest.
    """
    terms, wanted = words(text), fold(text)
    if not terms or limit < 1:
        return []

    def rank(entity: Entity) -> tuple[tuple[bool, bool, int], str]:
        names = [name for name in map(fold, _names(entity)) if set(terms) <= set(words(name))]
        return min((name != wanted, not name.startswith(wanted), len(name)) for name in names), entity.id

    matching = {e.id: e for e in named(terms) if any(set(terms) <= set(words(name)) for name in _names(e))}
    return sorted(matching.values(), key=rank)[:limit]


def _names(entity: Entity) -> tuple[str, ...]:
    return entity.name, *entity.aliases

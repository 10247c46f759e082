"""From what a person types to one thing in the graph."""

from typing import Final

from kg.cli.terminal import visible_line
from kg.entity import Entity
from kg.errors import AmbiguousName, IdentifierError, NotFound
from kg.stores.base import View

SUGGESTIONS: Final = 5


def find_one(view: View, words: str) -> Entity:
    """The entity with that id, name, alias or citation.

    Raises:
        AmbiguousName: There are several; the hint lists them.
        NotFound: There is none; the hint lists what comes near.
    """
    words = words.strip()
    found = view.find(words) or _cited(view, words)
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousName(f"{words!r} is the name of {len(found)} things", hint=f"use an id:\n{listing(found)}")
    raise _not_found(view, words)


def _not_found(view: View, words: str) -> NotFound:
    """The error that says what comes near: in the graph, or among the forms of citations that can be read."""
    hints = [_citation_hint(words)] if any(char.isdigit() for char in words) else []
    if near := _near(view, words):
        hints.append(f"do you mean one of these?\n{listing(near)}")
    hint = "\n".join(hints) or "`kg stats` says what the graph holds"
    return NotFound(f"nothing in the graph is called {words!r}", hint=hint)


def _citation_hint(words: str) -> str:
    from kg.mentions.citation import read_citation

    try:
        return f"it cites {read_citation(words)}, of which no document in the graph speaks"
    except IdentifierError as error:
        return error.hint or ""


def listing(entities: list[Entity]) -> str:
    """One line for each: id, type and name."""
    width = max(len(entity.id) for entity in entities)
    return "\n".join(
        visible_line(f"  {entity.id.ljust(width)}  {', '.join(entity.labels)}: {entity.name}") for entity in entities
    )


def _near(view: View, words: str) -> list[Entity]:
    """What has all the words in a name, or else the longest of them that is in one."""
    tries = [words, *sorted(words.split(), key=len, reverse=True)]
    return next(filter(None, (view.search(each, SUGGESTIONS) for each in tries)), [])


def _cited(view: View, words: str) -> list[Entity]:
    """What the words stand for where a document says them: "IRC 6103", "26 USC 6103", "5 C.F.R. 1320.3"."""
    from kg.mentions.citation import (
        parse_citation,  # the gazetteers take a moment to load: only where a name is not known
    )

    target = parse_citation(words)
    entity = view.entity(target) if target else None
    return [entity] if entity else []

"""What is known of names: given names and surnames of the Census, and words that are no part of a person's name."""

from dataclasses import dataclass
from functools import cache
from typing import cast

from kg.mentions.gazetteer import state_codes
from kg.schema import read_yaml, schemas_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLists:
    """Words as names are compared: lower case, no possessive, no full stop.

    Attributes:
        given: Names that are given more often than inherited.
        either: Names that are given, and inherited more than twice as often.
        also_given: Those of the two that name a place, a month or a virtue as well.
        surnames: Surnames of at least 500 people.
        never: Words of which one alone says that a run of capitalised words names no person.
        soft: Those words that are surnames of many people too.
        ordinary: Surnames that are words of every day too.
        roles: Words for what a person is ("judge", "officer"), which stand before a name.
        leads: Words that open a sentence or link names.
        places: Countries, peoples, cities, and the states that are no given names.
        states: Names of states and territories in one word.
        not_people: Whole names that are of people and, in print, nearly always of something else.
    """

    given: frozenset[str]
    either: frozenset[str]
    also_given: frozenset[str]
    surnames: frozenset[str]
    never: frozenset[str]
    soft: frozenset[str]
    ordinary: frozenset[str]
    roles: frozenset[str]
    leads: frozenset[str]
    places: frozenset[str]
    states: frozenset[str]
    not_people: frozenset[str]


@cache
def name_lists() -> NameLists:
    """The lists of `schemas/gazetteers`, read when the first name is looked up."""
    folder = schemas_folder() / "gazetteers"
    words = cast(dict[str, str], read_yaml(folder / "names.yaml"))
    given, either = _listed((folder / "given_names.txt").read_text(encoding="utf-8"))
    (surnames,) = _listed((folder / "surnames.txt").read_text(encoding="utf-8"))
    sets = {name: frozenset(text.split()) for name, text in words.items() if name != "not_people"}
    states = frozenset(state.lower() for state in state_codes() if " " not in state)
    also_given = sets["also_given"]
    return NameLists(
        given=given - also_given,
        either=either - also_given,
        also_given=also_given,
        surnames=surnames,
        never=sets["never"] - sets["soft"],
        soft=sets["soft"],
        ordinary=sets["ordinary"],
        roles=sets["roles"],
        leads=sets["leads"],
        states=states,
        places=(sets["places"] | states) - also_given,
        not_people=frozenset(" ".join(name.split()) for name in words["not_people"].split(";")),
    )


def _listed(text: str) -> list[frozenset[str]]:
    """The blocks of a list, its head of comments left out."""
    while text.startswith("#"):
        text = text.partition("\n")[2]
    return [frozenset(block.split()) for block in text.split("\n\n")]

"""Finds the bodies that sue, by the verb behind their list, whatever the form of their names."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from kg.mentions.gazetteer import state_codes
from kg.mentions.mention import Mention
from kg.mentions.name_lists import NameLists, name_lists
from kg.mentions.words import Words

_SUING: Final = frozenset("sued filed challenged appealed".split())
_BETWEEN: Final = frozenset("today yesterday also then jointly recently later have has had".split())
_INNER: Final = frozenset("of for and & on in".split())
_GAPS: Final = (" ", ", ", ") ")
_SHORT: Final = re.compile(r"[A-Z]{3,6}")
_MOST: Final = 8
_LONGEST: Final = 10
_GOVERNING: Final = frozenset(
    """court courts judge justice administration government congress department states state senate house
    secretary county city defendants plaintiffs petitioners respondents circuit district attorneys general
    commonwealth republic class amendment act clause""".split()
)
_NATIONAL: Final = frozenset(["national", "american", "international", "united"])
_PLACE_FIRST: Final = frozenset("new san santa los las north south east west fort port mount st saint".split())


def find_litigants(words: Words) -> Iterator[Mention]:
    """Every body before a verb of suing, one or several: "Harbor Watch, the Pine County Growers and HGA sued"."""
    for verb in words.where(_SUING):
        yield from _list_before(words, verb)


def opens_sentence(word: str, lists: NameLists) -> bool:
    """Whether the word opens a sentence, or says what a person is, and is no part of the name behind it."""
    participle = word.endswith("ing") and word not in lists.surnames and word not in lists.never
    return word in lists.leads or word in lists.roles or participle


def _list_before(words: Words, verb: int) -> Iterator[Mention]:
    lists = name_lists()
    after = verb
    while after > 0 and words.bare[after - 1] in _BETWEEN:
        after -= 1
    for _ in range(_MOST):
        gap = words.folded[words.ends[after - 1] : words.starts[after]] if after else ""
        if after == 0 or gap not in _GAPS or not words.folded[words.starts[after - 1]].isupper():
            return
        first = words.run_before(after - 1, _INNER, _LONGEST)
        while first < after and opens_sentence(words.bare[first], lists):
            first += 1
        if first == after:
            return
        start, end = words.starts[first], words.name_end(after - 1)
        if _says_it_is_a_body(words, first, after, lists):
            name = words.folded[start:end]
            yield Mention(start=start, end=end, kind="Organization", form="name", name=name)
        linked = _before_link(words, first)
        if linked is None:
            return
        after = linked


def _before_link(words: Words, first: int) -> int | None:
    """The index behind the one before in a list, "A, B, and the C"; None where no list goes on."""
    after = first
    while after > 0 and words.bare[after - 1] in ("and", "the") and words.folded[words.ends[after - 1]] == " ":
        after -= 1
    linked = any(words.bare[position] == "and" for position in range(after, first))
    comma = after > 0 and words.folded[words.ends[after - 1] : words.starts[after]] == ", "
    return after if linked or comma else None


def _says_it_is_a_body(words: Words, first: int, after: int, lists: NameLists) -> bool:
    bare = words.bare[first:after]
    if len(bare) == 1:
        return _SHORT.fullmatch(words.folded, words.starts[first], words.name_end(first)) is not None
    if bare[0] in lists.given or not _GOVERNING.isdisjoint(bare) or " ".join(bare) in _states():
        return False
    if len(bare) == 2 and bare[0] in _PLACE_FIRST:
        return False
    names = [word for word in bare if word not in _INNER]
    if all(word in lists.states or word in lists.places for word in names):
        return False
    own = any(word not in lists.never and word not in lists.soft for word in names)
    told = (
        bare[0] in _NATIONAL
        or any(word in lists.never for word in bare[1:])
        or bare[0] in lists.places
        or bare[-1] in lists.states
        or (bare[0] in lists.never and len(names) > 2)
    )
    return told and (own or len(names) > 2)


@cache
def _states() -> frozenset[str]:
    return frozenset(name.lower() for name in state_codes())

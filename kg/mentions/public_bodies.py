"""Finds local and state bodies by the form of their names: school districts, boards, authorities, police."""

import re
from collections.abc import Iterator
from typing import Final

from kg.identifiers import slug
from kg.mentions.gazetteer import state_codes
from kg.mentions.mention import Item, Mention
from kg.mentions.name_lists import NameLists, name_lists
from kg.mentions.words import Words

_CAP: Final = r"[A-Z](?:[\w&]|['.-](?=\w)){1,40}"
_OF: Final = re.compile(rf"(?: (?:of|for) (?:the )?{_CAP}(?:(?:,? and|,| of| of the|) {_CAP}){{0,6}})")
_ANY: Final = frozenset("board authority commission bar".split())
_KINDS: Final[dict[str, frozenset[str]]] = {
    "district": frozenset(
        """school fire water irrigation hospital sanitary sanitation utility transit conservation drainage
        park library unified independent elementary levee improvement management sewer control port college
        free""".split()
    ),
    "department": frozenset("police sheriff's fire health corrections correction transportation parks highway".split()),
    "council": frozenset("city town county tribal village borough".split()),
    "systems": frozenset(["retirement"]),
    "system": frozenset(["retirement"]),
    "legislature": frozenset(["state"]),
}
_WORDS: Final = _ANY | _KINDS.keys()
_LONG: Final = 4
_TELLING: Final = frozenset(["authority", "district"])
_MOST: Final = 7
_INSIDE: Final = re.compile(r"(?:[A-Z][\w.'-]*,? (?:of|for|and|&) (?:the )?|[A-Z][\w'-]+, |\bv\. )\Z")
_NOT_STATE: Final = frozenset(["City", "County", "Metropolitan"])
"""Behind a state's name they make it the name of something else: "Kansas City"."""


def find_public_bodies(words: Words) -> Iterator[Mention]:
    """Every public body whose name has a word of its own: "Wexford Housing Authority", no "Housing Authority"."""
    for index in words.where(_WORDS):
        word = words.bare[index]
        if words.folded[words.starts[index]].isupper() and index > 0:
            before = words.folded[words.starts[index - 1] : words.ends[index - 1]].lower()
            if word in _ANY or before in _KINDS[word]:
                yield from _body(words, index)


def is_public(name: str) -> bool:
    """Whether a name ends, or goes on with "of", as a public body's does."""
    found = name.lower().partition(" of ")[0].split()
    return len(found) > 1 and (found[-1] in _ANY or found[-2] in _KINDS.get(found[-1], ()))


def public_body(start: int, end: int, name: str) -> Mention:
    """A public body that no gazetteer holds."""
    code = next((code for state, code in state_codes().items() if name.startswith(f"{state} ")), None)
    if code and name.split()[1] in _NOT_STATE:
        code = None
    target = f"/us/{code}/agency/{slug(name)}" if code else f"/us/agency/{slug(name)}"
    item = Item(start=start, end=end, target=target)
    return Mention(start=start, end=end, kind="Agency", form="name", name=name, items=(item,))


def _body(words: Words, index: int) -> Iterator[Mention]:
    lists = name_lists()
    folded = words.folded
    first = words.run_before(index, frozenset(), _MOST)
    while first < index and (words.bare[first] in lists.leads or words.bare[first] in lists.roles):
        first += 1
    start, end = words.starts[first], words.name_end(index)
    of = _OF.match(folded, end) if words.ends[index] == end else None
    inside = _INSIDE.search(folded, max(0, start - 40), start)
    own = _own(words, first, index, lists)
    of_place = of and any(word.lower() in lists.states | lists.places for word in re.findall(r"[A-Z]\w+", of.group()))
    if inside or not (own or of_place):
        return
    end = of.end() if of else end
    name = folded[start:end].removesuffix("'s")
    yield public_body(start, start + len(name), " ".join(name.split()))


def _own(words: Words, first: int, index: int, lists: NameLists) -> bool:
    """Whether a place or a name tells the body from others of its kind."""
    for word in words.bare[first:index]:
        if word in lists.states or word in lists.places or word in lists.also_given:
            return True
        if (
            word not in lists.never
            and word not in lists.soft
            and (word in lists.surnames or word in lists.given or "-" in word)
        ):
            return True
    longest = 2 if words.bare[index] in _TELLING else _LONG
    return index - first >= longest and words.bare[first] not in lists.never

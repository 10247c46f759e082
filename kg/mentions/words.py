"""The words of a text, cut once for every look-up of names."""

import re
from bisect import bisect_left
from collections.abc import Iterable, KeysView
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain
from typing import Final

_WORD: Final = re.compile(r"([^\W_][\w&'./-]*)")
SMALL: Final = frozenset("of and the for from to in on at by with or a an & de".split())
"""Words that stand in names without a capital letter."""
_LINKS: Final = "|".join(sorted(word[::-1] for word in (*SMALL, "against")))
_RUN_BACKWARDS: Final = re.compile(rf"(?:[\s,.'&]{{0,60}}(?:[\w&'./-]*[^\W_a-z](?!\w)|(?:{_LINKS})(?![\w&'./-])))*")
_SPACE: Final = re.compile(r"\s")
_ACRONYM: Final = re.compile(r"[A-Z](?<=\b[A-Z])[A-Za-z&]{0,9}[A-Z]\b")


@dataclass(frozen=True, kw_only=True)
class Words:
    """A folded text and its words.

    Attributes:
        folded: The text.
        starts, ends: Where each word stands.
        bare: Each as names are compared: lower case, no possessive, no full stop.
        capitals: Indices of those that begin with a capital letter or a digit; only there a name begins.
    """

    folded: str
    starts: list[int]
    ends: list[int]
    bare: list[str]
    capitals: list[int]

    @cached_property
    def acronyms(self) -> list[tuple[int, int, str]]:
        """Every run of capitals as (start, end, text)."""
        return [(*match.span(), match.group()) for match in _ACRONYM.finditer(self.folded)]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """The indices of every word that occurs."""
        places: dict[str, list[int]] = {}
        for index, word in enumerate(self.bare):
            if word in places:
                places[word].append(index)
            else:
                places[word] = [index]
        return places

    @cached_property
    def openings(self) -> dict[str, list[int]]:
        """The indices of every word with which a name may begin."""
        openings: dict[str, list[int]] = {}
        for index in self.capitals:
            openings.setdefault(self.bare[index], []).append(index)
        return openings

    @property
    def vocabulary(self) -> KeysView[str]:
        """Every word that occurs."""
        return self._places.keys()

    def where(self, wanted: frozenset[str]) -> list[int]:
        """Indices of the words that are among the wanted ones."""
        places = self._places
        return sorted(chain.from_iterable(places[word] for word in places.keys() & wanted))

    def run_before(self, index: int, links: frozenset[str], limit: int, floor: int = 0) -> int:
        """Index of the first word of the run of capitalised words, and of `links` between them, that ends at `index`.

        Args:
            index: The last word of the run; it is not looked at.
            links: Words that may stand in a name without a capital letter.
            limit: Most words before the last.
            floor: Offset before which the run does not reach.
        """
        first = index
        while first > 0 and index - first < limit and self.starts[first - 1] >= floor and self._goes_on(first, links):
            first -= 1
        while first < index and not self.folded[self.starts[first]].isupper():
            first += 1
        return first

    def _goes_on(self, index: int, links: frozenset[str]) -> bool:
        end, start = self.ends[index - 1], self.starts[index]
        gap = self.folded[end:start]
        if self.folded[end - 1] == "'" or not (gap == " " or (gap == " & " and "&" in links)):
            return False
        before = self.starts[index - 1]
        if self.folded[end - 1] == "." and end - before > 2 and self.folded.find(".", before) == end - 1:
            return False  # "Washington. The": a sentence ends; "J.", "U.S." are initials
        return self.folded[before].isupper() or self.bare[index - 1] in links

    def at(self, offset: int) -> int | None:
        """Index of the word that begins at the offset."""
        index = bisect_left(self.starts, offset)
        return index if index < len(self.starts) and self.starts[index] == offset else None

    def name_end(self, index: int) -> int:
        """Where the word ends as the last of a name: before a possessive or a full stop."""
        start = self.starts[index]
        return start + len(_trimmed(self.folded[start : self.ends[index]]))


def read_words(folded: str) -> Words:
    """Cut a folded text into words."""
    return _cut(folded, [(0, len(folded))])


def read_words_near(folded: str, places: Iterable[int], *, before: int, after: int) -> Words:
    """Cut only what stands near the given places, so many characters before and behind each, in ascending order."""
    return read_words_in(folded, [(_border(folded, max(0, place - before)), place + after) for place in places])


def read_words_in(folded: str, spans: Iterable[tuple[int, int]]) -> Words:
    """Cut only what stands in the given spans; between the stretches words are missing, so no name bridges them.

    Args:
        folded: The text.
        spans: In ascending order of their starts, where no word is cut; a word that a span ends in is whole.
    """
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], _border(folded, end)))
        else:
            joined.append((start, _border(folded, end)))
    return _cut(folded, joined)


def run_start(folded: str, end: int, longest: int) -> int:
    """Where the words of a name begin that may go on at `end`: capitalised ones and those that stand small in names.

    Args:
        folded: The text.
        end: Where the next word of the name begins.
        longest: Most characters that are looked at.
    """
    backwards = folded[max(0, end - longest) : end][::-1]
    return end - _RUN_BACKWARDS.match(backwards).end()  # type: ignore[union-attr]  # it matches nothing as well


def _border(folded: str, place: int) -> int:
    """The next place where no word is cut."""
    if place == 0 or place >= len(folded):
        return min(place, len(folded))
    space = _SPACE.search(folded, place)
    return space.start() if space else len(folded)


def _cut(folded: str, spans: list[tuple[int, int]]) -> Words:
    starts: list[int] = []
    ends: list[int] = []
    bare: list[str] = []
    for start, end in spans:
        lowered = folded[start:end].lower()
        if len(lowered) != end - start:  # a few capitals have no small letter of one code point
            lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in folded[start:end])
        pieces = _WORD.split(lowered)  # what stands between two words, a word, and so on
        places = list(accumulate(map(len, pieces), initial=start))
        starts += places[1:-1:2]
        ends += places[2::2]
        bare += [word if word.isalnum() else _trimmed(word).replace(".", "") for word in pieces[1::2]]
    capitals = [index for index, start in enumerate(starts) if not folded[start].islower()]
    return Words(folded=folded, starts=starts, ends=ends, bare=bare, capitals=capitals)


def words_of(name: str) -> list[str]:
    """The words of a name as they are compared."""
    return read_words(name).bare


def _trimmed(word: str) -> str:
    word = word.rstrip("./-'")
    return word[:-2] if word.endswith("'s") else word

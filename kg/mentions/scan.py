"""Where the words stand that the finders look for: one pass over a text finds them all.

A finder reads a text only where a word of its own stands, and there are about three hundred of those. Looking for one
after the other took half of the time, so a compiled automaton does it where it can be installed; without it a word is
looked for when it is asked for, with the same results.
"""

import re
from collections.abc import Collection, Iterator, Sequence, Set
from functools import cache
from typing import Final

from kg.mentions.gazetteer import act_acronyms, act_heads
from kg.mentions.state_codes import state_code_names
from kg.mentions.treaty_names import treaty_names

try:
    from ahocorasick_rs import AhoCorasick, Implementation
except ImportError:  # there is no wheel of it for this platform
    AhoCorasick = None  # type: ignore[assignment,misc]

_PAPERS: Final = (
    "ECF", "Dkt", "Doc", "Docket", "Compl", "J.A", "App", "Tr", "Br", "Ex", "Exs", "Exh", "Decl", "Aff", "Dep", "Mem",
    "Mot", "Opp'n", "Resp", "Reply", "Pet", "Hr'g", "Rec", "A.R", "R", "Op", "Brief", "Appendix", "Record", "Complaint",
    "Restatement", "Commentaries",
)  # fmt: skip
RECORDS: Final = ("ante", "post", "infra", "§", *(f"{paper}{behind}" for paper in _PAPERS for behind in ". ,"))
"""Papers of a case, books and sections."""
_WORDS: Final = (
    # sections, what is in them and above them
    "§", "ection", "ec.", "ecs.", "ection (", "ections (", "aragraph (", "aragraphs (", "lause (", "lauses (", "tem (",
    "tems (", "his section", "his sub", "his paragraph", "his clause", "his title", "his part", "itle ", "hapter ",
    "art ", "arts ", "ubtitle ", "ivision ",
    # codes, laws, the Statutes at Large
    "U.S.C", "U. S. C", "U. S.C", "U.S. C", "USC", "U.S Code", "US. Code", "US Code", "United States Code", "IRC",
    "I.R.C.", "tax code", "revenue code", "Internal Revenue Code", "Bankruptcy Code", "this title", "P.L.", "P. L.",
    "Pub. L", "Pub.L", "Public L", "Stat. ", ", ch", "ct of ",
    # regulations, the Federal Register, orders, bills, rules
    "C.F", "C. F", "CFR", "Code of Federal Regulations", "Treas", "■", "Fed. Reg. ", "Fed.Reg. ", "FR ", "FR Doc",
    "F.R. ", "Federal Register ", "Order", "Ex. Ord", "E.O.", "EO", " Cong", " CONGRESS", "Fed. R", "Fed.R",
    "Federal R", "FRC", "FRE", "FRAP", "FRBP", "F.R.C.P.", "F.R.E.", "Rule",
    # the Constitution
    "mendment", "Amendment", "Const.", "CONST.", "onstitution", "Constitution", "Art", "article ", "art. ",
    "f Article ", "f article ", "Congress", "Clause", "lause",
    # codes of states
    "RCW", "ILCS", "CPLR", "C.P.L.R.", "Comp. Stat.", "Ill. Comp", "Ill.Comp", "ILL. COMP", " art. ", "Article ",
    "Fla. Stat", "Florida Stat",
    # cases, dockets, what is asked of a court
    " v. ", " vs. ", "No.", "Nos.", "Case ", "Civil Action ", "Docket ", "request", "motion", "petition",
    "application", "bid", "plea", "Motion ", "Petition ", "Application ", "Id.", "id.", "Ibid.", "ibid.", "supra",
    ", at ", " at ", ", p. ", " p. ", ", pp. ", " pp. ", *RECORDS, "T.C", "T. C", "SCDB", "RIA TM", "L.R.A.", "L. R.A.",
    "L.R. A.", "L. R. A.", "Ann. Cas.", "Ann.Cas.", "(CCH)", "(RIA)", "(BNA)",
)  # fmt: skip
"""Beside those of the gazetteers; what a finder asks for has to stand here."""


_PIECE: Final = 1_000_000
"""Characters that are scanned at a time: what is found takes ten times the memory of its places."""
_FEW: Final = 5
"""Words that are looked for one by one sooner than an automaton is made."""


class Scan:
    """A folded text, and where words stand in it.

    Attributes:
        folded: The text.
    """

    def __init__(self, folded: str) -> None:
        self.folded = folded
        self._places: dict[str, list[int]] = {}
        self._looked_for: set[str] | None = set()
        if compiled():
            self._scan()

    def _scan(self) -> None:
        folded, places = self.folded, self._places
        words, automaton, longest = _automaton()
        for begin, piece in _pieces(folded, longest):
            for index, start, _ in automaton.find_matches_as_indexes(piece, overlapping=True):
                if start >= _PIECE:
                    continue  # the next piece begins before it
                word = words[index]
                if word in places:
                    places[word].append(begin + start)
                else:
                    places[word] = [begin + start]
        self._looked_for = None

    def places(self, *words: str) -> Sequence[int]:
        """Where any of the words begins, in ascending order, each place once.

        Raises:
            ValueError: A word is none of those that texts are scanned for.
        """
        self._look_for(words)
        places = self._places
        if len(words) == 1:
            return places.get(words[0], ())
        found = [places[word] for word in words if word in places]
        if len(found) > 1:
            return sorted({place for each in found for place in each})
        return found[0] if found else ()

    def has(self, *words: str) -> bool:
        """Whether the text has one of the words.

        Raises:
            ValueError: A word is none of those that texts are scanned for.
        """
        self._look_for(words)
        return not self._places.keys().isdisjoint(words)

    def each(self, words: Set[str]) -> list[tuple[int, str]]:
        """Where each of many words begins, and which it is, in the order of the text; none is inside another."""
        if self._looked_for is not None:
            return [(match.start(), match.group()) for match in _any_of(frozenset(words)).finditer(self.folded)]
        return sorted([(place, word) for word in self._places.keys() & words for place in self._places[word]])

    def _look_for(self, words: tuple[str, ...]) -> None:
        """Look for the words one after the other, each once, where the text was not scanned for all of them."""
        _require(words)
        if self._looked_for is not None:
            for word in set(words) - self._looked_for:
                self._looked_for.add(word)
                if found := list(_find(self.folded, word)):
                    self._places[word] = found


@cache
def _require(words: tuple[str, ...]) -> None:
    if unknown := sorted(set(words) - _scanned_words()):
        raise ValueError(f"texts are not scanned for {', '.join(map(repr, unknown))}: add it to {__name__}._WORDS")


def find_words(folded: str, words: Collection[str]) -> list[int]:
    """Where any of some words begins that a text itself defines, in ascending order."""
    if compiled() and len(words) > _FEW:
        automaton = AhoCorasick(list(words))
        found = (
            begin + start
            for begin, piece in _pieces(folded, max(map(len, words)))
            for _, start, _ in automaton.find_matches_as_indexes(piece, overlapping=True)
        )
        return sorted(set(found))
    return sorted({place for word in words for place in _find(folded, word)})


def _pieces(folded: str, longest: int) -> Iterator[tuple[int, str]]:
    """A long text in pieces, each with where it begins, that overlap by less than the longest word."""
    if len(folded) <= _PIECE:
        yield 0, folded
        return
    for begin in range(0, len(folded), _PIECE):
        yield begin, folded[begin : begin + _PIECE + longest - 1]


def compiled() -> bool:
    """Whether texts are scanned by the compiled automaton."""
    return AhoCorasick is not None


@cache
def _scanned_words() -> frozenset[str]:
    return frozenset((*_WORDS, *act_heads(), *act_acronyms(), *treaty_names(), *state_code_names().letters))


@cache
def _automaton() -> tuple[tuple[str, ...], "AhoCorasick", int]:
    """The words, what finds them by their numbers, and the length of the longest."""
    words = tuple(sorted(_scanned_words()))
    return words, AhoCorasick(words, implementation=Implementation.DFA), max(map(len, words))


@cache
def _any_of(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


def _find(folded: str, word: str) -> Iterator[int]:
    place = folded.find(word)
    while place >= 0:
        yield place
        place = folded.find(word, place + 1)

"""The codes of the states as the gazetteer names them, for `kg.mentions.states`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any, Final, cast

from kg.schema import read_yaml, schemas_folder

_FEDERAL: Final = {"Stat": (r"\d Stat",), "Code": ("States Code", "Revenue Code"), "Law": ("Public Law",)}
"""By the letters for which a text is scanned, what is so frequent in federal law that it is passed over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateCode:
    """A code of a state.

    Attributes:
        state: Postal code in lower case.
        code: Its piece in ids.
        joins: What may join the pieces of a section's number.
    """

    state: str
    code: str
    joins: str

    @property
    def root(self) -> str:
        """The id of the code."""
        return f"/us/{self.state}/{self.code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """How the codes are named.

    Attributes:
        states: What a state is called before the name of a code.
        codes: The code by the state's name and the code's.
        alone: Codes by names that need no state.
        shared: The codes of states that have several by the code's name alone: "Penal Code".
        ends: What finds the last words of the names, with the letters without which a text has none of them.
    """

    states: re.Pattern[str]
    codes: dict[tuple[str, str], StateCode]
    alone: dict[str, StateCode]
    shared: dict[str, frozenset[StateCode]]
    ends: tuple[tuple[str, re.Pattern[str]], ...]

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters for which a text is scanned."""
        return tuple(letters for letters, _ in self.ends)


@cache
def state_code_names() -> Names:
    """The names of all codes of the gazetteer."""
    entries = cast(dict[str, dict[str, Any]], read_yaml(schemas_folder() / "gazetteers" / "state_codes.yaml"))
    codes: dict[tuple[str, str], StateCode] = {}
    alone: dict[str, StateCode] = {}
    shared: dict[str, set[StateCode]] = {}
    states: set[str] = set()
    for state, entry in entries.items():
        states.update(form for name in entry["names"] for form in (name, name.upper()))
        for key, spellings in entry["codes"].items():
            code = StateCode(state=state, code=key, joins=entry["joins"])
            named = [(before, words) for before in entry["names"] for words in spellings]
            codes.update(dict.fromkeys(named, code))
            codes.update({(before.upper(), words.upper()): code for before, words in named})  # as law reviews print
            alone.update(dict.fromkeys(entry.get("alone", {}).get(key, ()), code))
            for words in spellings if len(entry["codes"]) > 1 else ():  # "the Code" alone may be any
                shared.setdefault(words, set()).add(code)
    longest_first = sorted(states, key=len, reverse=True)
    ends = {name.rpartition(" ")[2] for name in (*(words for _, words in codes), *alone)}
    return Names(
        states=re.compile(rf"(?<![A-Za-z.])(?:{'|'.join(map(re.escape, longest_first))})(?:'s)? ?(?=[A-Z])"),
        codes=codes,
        alone=alone,
        shared={words: frozenset(found) for words, found in shared.items()},
        ends=tuple(_ends(sorted(ends))),
    )


def _ends(words: list[str]) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The last words of names by the letters that they share, so that few scans find them all."""
    for letters, group in groupby(words, key=lambda word: word[:4]):
        tails = "|".join(re.escape(word[4:]) for word in sorted(group, key=len, reverse=True))
        federal = "".join(rf"(?<!{words})" for words in _FEDERAL.get(letters, ()))
        yield letters, re.compile(rf"{re.escape(letters)}{federal}(?:{tails})(?=[ ,.;:)\]\n]|\Z)")

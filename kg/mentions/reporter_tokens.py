"""Where a text cites one of the reporters that eyecite knows.

eyecite tries thousands of patterns on the whole text; here each is tried only where the name of its reporter stands.
That finds the same, six megabytes a second. eyecite takes 0.4 s to import, so this module is imported only for texts
that may have something to find.
"""

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from eyecite.models import Token, TokenExtractor
from eyecite.tokenizers import EXTRACTORS, AhocorasickTokenizer, Tokenizer

_STANDARD: Final = r"(?:^|[^a-zA-Z0-9])((?P<volume>[1-9]\d*) (?P<reporter>"
"""How nearly all patterns of eyecite begin: then the volume stands right before the reporter."""
_BEFORE: Final = 40
_BEHIND: Final = 80
"""Characters around the name of a reporter in which the other patterns have their volume and page."""

Found = tuple[int, "re.Match[str]"]
"""Number of the extractor, and its match."""


def read_tokens(text: str) -> list[Token]:
    """The citations of cases and of journals in a text, in its order, none overlapping; `text` is folded to ASCII."""
    return [token for _, token in _tokenizer().tokenize(text)[1]]


@cache
def _tokenizer() -> Tokenizer:
    # Laws are found by our own rules, and marks like "Id." need no table.
    return _ReporterTokenizer(
        extractors=[e for e in EXTRACTORS if not _sources(e).isdisjoint(("reporters", "journals"))]
    )


def _sources(extractor: TokenExtractor) -> set[str]:
    editions = [*extractor.extra.get("exact_editions", ()), *extractor.extra.get("variation_editions", ())]
    return {edition.reporter.source for edition in editions}


@dataclass
class _ReporterTokenizer(Tokenizer):
    """A tokenizer of eyecite whose tokens come in one order on every run, without the words between them."""

    def __post_init__(self) -> None:
        by_name: dict[str, tuple[int, list[int], list[int]]] = {}  # its length, extractors of the two kinds
        self.nameless = [number for number, e in enumerate(self.extractors) if not e.strings]
        for number, extractor in enumerate(self.extractors):
            for name in {"".join(string.split()) for string in extractor.strings}:
                _, standard, others = by_name.setdefault(name, (len(name), [], []))
                (standard if extractor.regex.startswith(_STANDARD) else others).append(number)
        self.names = AhocorasickTokenizer.make_ahocorasick_filter(by_name.items())

    def extract_tokens(self, text: str) -> Generator[Token, None, None]:
        found: dict[tuple[int, int, int], Found] = {}
        for number, match in self._matches(text):
            found.setdefault((match.start(1), -match.end(1), number), (number, match))
        for _, (number, match) in sorted(found.items(), key=lambda item: item[0]):
            yield self.extractors[number].get_token(match)

    @staticmethod
    def append_text(tokens: list[Any], text: str) -> None:
        """Leave out the words between the citations."""

    def _matches(self, text: str) -> Iterator[Found]:
        where = [index for index, character in enumerate(text) if not character.isspace()]
        for last, entries in self.names.iter("".join(text.split())):
            for length, standard, others in entries:
                start = where[last - length + 1]
                if standard and start > 1 and text[start - 1] == " " and text[start - 2].isdecimal():
                    yield from self._behind_volume(text, start - 2, standard)
                if others:
                    yield from self._around(text, start, where[last], others)
        for number in self.nameless:
            yield from self._search(text, number, 0, len(text))

    def _behind_volume(self, text: str, digit: int, numbers: list[int]) -> Iterator[Found]:
        while digit > 0 and text[digit - 1].isdecimal():
            digit -= 1
        for number in numbers:
            match = self.extractors[number].compiled_regex.match(text, max(0, digit - 1))
            if match:
                yield number, match

    def _around(self, text: str, start: int, end: int, numbers: list[int]) -> Iterator[Found]:
        end = min(len(text), end + _BEHIND)
        while end < len(text) and text[end].isalnum():
            end += 1
        for number in numbers:
            yield from self._search(text, number, max(0, start - _BEFORE), end + 1)

    def _search(self, text: str, number: int, start: int, end: int) -> Iterator[Found]:
        pattern = self.extractors[number].compiled_regex
        while match := pattern.search(text, start, end):
            yield number, match
            start = match.end(1)  # not of the whole: the boundary behind may be the one before the next

"""Finds provisions of the Constitution of the United States: amendments, articles, clauses by name."""

import re
from collections.abc import Iterator
from typing import Final

from kg.mentions.mention import Citation, Item, cited

_ORDINALS: Final = {
    word: number
    for number, word in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
        fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third
        twenty-fourth twenty-fifth twenty-sixth twenty-seventh""".split(),
        start=1,
    )
}
_SPELLINGS: Final = sorted((f for w in _ORDINALS for f in (w.title(), w.capitalize())), key=len, reverse=True)
_ORDINAL: Final = rf"(?:{'|'.join(_SPELLINGS)}|\d{{1,2}}(?:st|nd|rd|th))"
_ORDINAL_WORD: Final = re.compile(_ORDINAL)
_AMENDMENT: Final = re.compile(rf"\b(?P<list>{_ORDINAL}(?:(?:, | and |, and | or ){_ORDINAL}){{0,9}}) Amendments?\b")
_AMEND: Final = re.compile(
    r"\b(?:U\. ?S\. ?)?Const(?:itution|\.),? [Aa]m(?:end|dt)\.? (?P<number>[IVX]+|\d{1,2})(?:,? § ?(?P<section>\d))?"
)
_ARTICLE: Final = re.compile(
    r"\b(?:(?:U\. ?S\. ?)?Const\.,? [Aa]rt\. (?P<number>[IVX]+)|[Aa]rticle (?P<word>[IVX]+))"
    r"(?:,? (?:§|[Ss]ection) ?(?P<section>\d+))?(?:,? (?:cl\.|[Cc]lause) ?(?P<clause>\d+))?"
    r"(?P<of>,? of the (?:U\.S\. |United States )?Constitution)?"
)
_CLAUSES: Final = {
    "Commerce Clause": "art/1/s8/cl3",
    "Spending Clause": "art/1/s8/cl1",
    "Necessary and Proper Clause": "art/1/s8/cl18",
    "Appointments Clause": "art/2/s2/cl2",
    "Take Care Clause": "art/2/s3",
    "Full Faith and Credit Clause": "art/4/s1",
    "Supremacy Clause": "art/6/cl2",
    "Establishment Clause": "amdt/1",
    "Free Exercise Clause": "amdt/1",
    "Free Speech Clause": "amdt/1",
    "Takings Clause": "amdt/5",
    "Double Jeopardy Clause": "amdt/5",
    "Confrontation Clause": "amdt/6",
    "Equal Protection Clause": "amdt/14/s1",
    "Citizenship Clause": "amdt/14/s1",
}
_CLAUSE: Final = re.compile(r"\b(?:" + "|".join(_CLAUSES) + r")\b")
_CONSTITUTION: Final = re.compile(r"\b(?:U\.S\.|United States|[Ff]ederal) Constitution\b|\b[Tt]he (Constitution)\b")
_ROMAN: Final = {"I": 1, "V": 5, "X": 10}


def find_constitution(folded: str) -> Iterator[Citation]:
    """Every reference to the Constitution or to a part of it."""
    if "Amendment" in folded:
        yield from _amendments(folded)
    if "Const" in folded:
        for match in _AMEND.finditer(folded):
            section = f"/s{match.group('section')}" if match.group("section") else ""
            yield _single(match, f"/us/const/amdt/{_number(match.group('number'))}{section}")
        for match in _ARTICLE.finditer(folded):
            if match.group("number") or match.group("of"):
                yield _single(match, _article(match))
        for match in _CONSTITUTION.finditer(folded):
            yield _single(match, "/us/const")
    if " Clause" in folded:
        for match in _CLAUSE.finditer(folded):
            yield _single(match, f"/us/const/{_CLAUSES[match.group()]}")


def _amendments(folded: str) -> Iterator[Citation]:
    for match in _AMENDMENT.finditer(folded):
        items = tuple(
            Item(start=word.start(), end=word.end(), target=f"/us/const/amdt/{_ordinal(word.group())}")
            for word in _ORDINAL_WORD.finditer(folded, match.start("list"), match.end("list"))
        )
        if all(1 <= int(item.target.rpartition("/")[2]) <= len(_ORDINALS) for item in items):
            yield cited("Constitution", match.start(), match.end(), items)


def _single(match: re.Match[str], target: str) -> Citation:
    item = Item(start=match.start(), end=match.end(), target=target)
    return cited("Constitution", match.start(), match.end(), (item,))


def _article(match: re.Match[str]) -> str:
    path = f"/us/const/art/{_number(match.group('number') or match.group('word'))}"
    path += f"/s{match.group('section')}" if match.group("section") else ""
    return path + (f"/cl{match.group('clause')}" if match.group("clause") else "")


def _ordinal(word: str) -> int:
    digits = re.match(r"\d+", word)
    return int(digits.group()) if digits else _ORDINALS[word.lower()]


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    values = [_ROMAN[letter] for letter in text]
    return sum(-v if any(v < w for w in values[i + 1 :]) else v for i, v in enumerate(values))

"""Finds regulations, the Federal Register, executive orders, bills and constitutional provisions."""

import re
from collections.abc import Iterator
from typing import Final

from kg.identifiers import citation_of
from kg.mentions.context import Context
from kg.mentions.mention import Item, Mention
from kg.mentions.sections import designators

_NUMBER: Final = r"\d{1,4}\.\d+[A-Za-z]?(?:\([a-z0-9]{1,2}\)(?=-\d))?(?:-\d+[A-Za-z]*)*"
_ITEM: Final = re.compile(rf"(?P<section>{_NUMBER})(?P<subs>(?:\([0-9A-Za-z]{{1,5}}\)){{0,8}})")
_PART: Final = re.compile(r"(?P<part>\d{1,4})(?:,? [Ss]ub(?:part|pt\.) (?P<subpart>[A-Z]{1,3}))?(?![\d.]\d)")
_CFR: Final = re.compile(
    r"\b(?P<title>\d{1,2}) ?(?:C\. ?F\. ?R\.|CFR|Code of Federal Regulations),? ?"
    r"(?P<mark>§{1,2} ?|[Ss]ec(?:tions?|s?\.) ?|[Pp](?:arts?|ts?\.) )?(?=\d)"
)
_OF_CFR: Final = re.compile(
    r"\b(?P<word>[Ss]ections?|[Pp]arts?|§{1,2}) ?(?P<number>[\d.()A-Za-z-]+) of title (?P<title>\d{1,2}),? "
    r"(?:of the )?(?:Code of Federal Regulations|C\.F\.R\.|CFR)"
)
_JOIN: Final = re.compile(r"(?:,? (?:and|or|&) |, |; )(?:§{1,2} ?|[Pp]arts? )?")
_BARE: Final = re.compile(r"§{1,2} ?(?=\d{1,4}\.\d)")
_FR: Final = re.compile(r"\b(\d{1,3}) (?:Fed\. ?Reg\.|FR|F\.R\.) (\d{1,3}(?:,\d{3})+|\d{2,6})\b")
_FR_DOC: Final = re.compile(r"\bFR Doc\. ?(?:No\. ?)?((?:19|20)?\d{2}-\d{3,6})\b")
_EO: Final = re.compile(r"\b(?:Executive Orders?|Exec\. Order|E\.O\.)(?: Nos?\.)? ?(\d{4,5}|\d{2},\d{3})\b")
_BILL: Final = re.compile(
    r"\b(?P<kind>H\.R\.|S\.|H\.J\. ?Res\.|S\.J\. ?Res\.) ?(?P<number>\d{1,5}),? "
    r"\(?(?P<congress>\d{2,3})(?:th|st|nd|rd) Cong(?:ress|\.)"
)
_ORDINALS: Final = {
    word: number
    for number, word in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
        fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third
        twenty-fourth twenty-fifth twenty-sixth twenty-seventh""".split(),
        start=1,
    )
}
_ORDINAL: Final = (
    rf"(?:{'|'.join(sorted((w.title() for w in _ORDINALS), key=len, reverse=True))}|\d{{1,2}}(?:st|nd|rd|th))"
)
_AMENDMENT: Final = re.compile(rf"\b(?P<list>{_ORDINAL}(?:(?:, | and |, and | or ){_ORDINAL})*) Amendments?\b")
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


def find_regulations(context: Context) -> Iterator[Mention]:
    """Every reference to a regulation, an executive order, a bill or the Constitution."""
    folded = context.folded
    yield from _code(folded)
    if context.title and context.title.startswith("/us/cfr/"):
        yield from _own_title(folded, context.title)
    yield from _register(folded)
    yield from _constitution(folded)


def _mention(kind: str, start: int, end: int, items: tuple[Item, ...]) -> Mention:
    name = citation_of(items[0].target)
    return Mention(start=start, end=end, kind=kind, form="citation", name=name, items=items, plural=len(items) > 1)


def _code(folded: str) -> Iterator[Mention]:
    for match in _CFR.finditer(folded):
        root = f"/us/cfr/t{int(match.group('title'))}"
        items, end = _list(folded, match.end(), root)
        if items:
            yield _mention("Regulation", match.start(), end, items)
    for match in _OF_CFR.finditer(folded):
        inner = _ITEM.fullmatch(match.group("number")) or _PART.fullmatch(match.group("number"))
        if inner:
            target = _target(f"/us/cfr/t{int(match.group('title'))}", inner)
            yield _mention(
                "Regulation", match.start(), match.end(), (Item(start=match.start(), end=match.end(), target=target),)
            )


def _list(folded: str, start: int, root: str) -> tuple[tuple[Item, ...], int]:
    items: list[Item] = []
    end, place = start, start
    while match := (_ITEM.match(folded, place) or _PART.match(folded, place)):
        if items and re.match(r" ?(?:C\. ?F|CFR|U\. ?S\. ?C|FR\b|Fed\.)", folded[match.end() : match.end() + 8]):
            break
        if items and ("part" in match.groupdict()) != ("/pt" in items[0].target):
            break
        items.append(Item(start=match.start(), end=match.end(), target=_target(root, match)))
        end = match.end()
        join = _JOIN.match(folded, end)
        if not join:
            break
        place = join.end()
    return tuple(items), end


def _target(root: str, match: re.Match[str]) -> str:
    groups = match.groupdict()
    if groups.get("section"):
        return "/".join((root, f"s{groups['section']}", *designators(groups["subs"] or "")))
    return f"{root}/pt{groups['part']}" + (f"/spt{groups['subpart']}" if groups.get("subpart") else "")


def _own_title(folded: str, root: str) -> Iterator[Mention]:
    """A "§ 41.181" in a text of the Code of Federal Regulations is a section of its own title."""
    for match in _BARE.finditer(folded):
        items, end = _list(folded, match.end(), root)
        if items:
            yield _mention("Regulation", match.start(), end, items)


def _register(folded: str) -> Iterator[Mention]:
    found = [
        *((m, "Regulation", f"/us/fr/{m.group(1)}/{m.group(2).replace(',', '')}") for m in _FR.finditer(folded)),
        *((m, "Regulation", f"/us/fr/doc/{m.group(1)}") for m in _FR_DOC.finditer(folded)),
        *((m, "ExecutiveOrder", f"/us/eo/{m.group(1).replace(',', '')}") for m in _EO.finditer(folded)),
        *((m, "Bill", _bill(m)) for m in _BILL.finditer(folded)),
    ]
    for match, kind, target in found:
        yield _mention(kind, match.start(), match.end(), (Item(start=match.start(), end=match.end(), target=target),))


def _bill(match: re.Match[str]) -> str:
    kind = re.sub(r"[. ]", "", match.group("kind")).lower()
    return f"/us/bill/{match.group('congress')}/{kind}{match.group('number')}"


def _constitution(folded: str) -> Iterator[Mention]:
    for match in _AMENDMENT.finditer(folded):
        words = list(re.finditer(_ORDINAL, match.group("list")))
        offset = match.start()
        items = tuple(
            Item(start=offset + w.start(), end=offset + w.end(), target=f"/us/const/amdt/{_ordinal(w.group())}")
            for w in words
        )
        yield _mention("Constitution", match.start(), match.end(), items)
    for match in _AMEND.finditer(folded):
        section = f"/s{match.group('section')}" if match.group("section") else ""
        yield _single(match, f"/us/const/amdt/{_number(match.group('number'))}{section}")
    for match in _ARTICLE.finditer(folded):
        if match.group("number") or match.group("of"):
            yield _single(match, _article(match))
    for match in _CLAUSE.finditer(folded):
        yield _single(match, f"/us/const/{_CLAUSES[match.group()]}")
    for match in _CONSTITUTION.finditer(folded):
        yield _single(match, "/us/const")


def _single(match: re.Match[str], target: str) -> Mention:
    item = Item(start=match.start(), end=match.end(), target=target)
    return _mention("Constitution", match.start(), match.end(), (item,))


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

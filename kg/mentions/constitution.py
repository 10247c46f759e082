"""Finds provisions of the Constitution of the United States: amendments, articles, the document itself."""

import re
from collections.abc import Iterator
from typing import Final

from kg.mentions.anchors import find_around, find_at
from kg.mentions.clauses import find_clauses
from kg.mentions.mention import Citation, Item, cited
from kg.mentions.scan import Scan

_ORDINALS: Final = {
    word: number
    for number, word in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
        fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third
        twenty-fourth twenty-fifth twenty-sixth twenty-seventh""".split(),
        start=1,
    )
}
_SPELLINGS: Final = {form: number for word, number in _ORDINALS.items() for form in (word.title(), word.capitalize())}
_DIGITS: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_JOINS: Final = (", and ", ", or ", ", ", " and ", " or ")
_MOST: Final = 10
_LONGEST: Final = 16
_BEFORE_WORD: Final = ' \n("'
_FEDERAL: Final = (
    r"(?:(?:U\. ?S\. |United States |[Ff]ederal )?Constitution\b(?! of (?!the United States))"
    r"(?: of the United States\b)?)"
)
_WORD: Final = re.compile(r"mendments?\b")
_SECTION_BEFORE: Final = re.compile(r"\b(?:[Ss]ection|§) ?(?P<section>[1-6]) of (?:the )?\Z")
_SECTION_AFTER: Final = re.compile(r",? (?:[Ss]ection|§) ?(?P<section>[1-6])\b(?!\()")
_TO_FEDERAL: Final = re.compile(rf",? (?:to|of) the {_FEDERAL}")
_INSTRUMENT: Final = (
    r"Agreement|Lease|Contract|Note|Loan|Plan|Bylaws|Charter|Indenture|Declaration|Deed|Mortgage|Policy|Complaint"
    r"|Order|Memorandum|Trust|Settlement|Facility|Will|Constitution|Protocol|Treaty|Articles"
)
_TO_INSTRUMENT: Final = re.compile(
    r" to (?:(?:the|this|that|its|said|such) )?(?:[A-Z][\w&.'-]*,? (?:(?:and|of|the|&) ){0,2}){0,7}"
    rf"(?:{_INSTRUMENT})\b"
    r"|,? (?:to|of) (?:the|this|that|its) (?:lease|agreement|contract|state|bylaws|charter|plan|note|loan|complaint)\b"
)
_BODY: Final = re.compile(r" (?:Coalition|Center|Foundation|Institute|Project|Lawyers|Clinic|Society|Rights Group)\b")
_ROMAN: Final = r"(?:[IVX]{1,6}|\d{1,2})\b"
_CONST: Final = re.compile(
    r"(?P<us>U\. ?S\. ?)?C(?:onst(?:itution\b|\.)|ONST\.),? (?:(?P<amendment>[Aa]mends?\.?|[Aa]mdts?\.?|AMENDS?\.?)"
    rf"|[Aa]rts?\.|ART\.) (?P<list>{_ROMAN}(?:(?:, and |, | and | & ){_ROMAN}){{0,5}})"
    r"(?:,? (?:§|[Ss]ec(?:tion|\.)) ?(?P<section>\d{1,2})\b)?(?:,? cl\. ?(?P<clause>\d{1,2})\b)?"
)
_UNION_BEFORE: Final = re.compile(r"(?:U\. ?S\. ?)?\Z")
_ALONE: Final = re.compile(r"(?:\A|[\n(;\"—:]\s?|\b(?:[Ss]ee|[Uu]nder|[Ii]n|and|of|by|with|cf\.|[Aa]lso|to) )\Z")
_NUMERAL: Final = re.compile(_ROMAN)
_ARTICLE: Final = re.compile(
    r"\bArt(?:icle|\.) (?P<word>[IV]{1,3})\b(?:,? (?:§|[Ss]ection) ?(?P<section>\d{1,2})\b)?"
    rf"(?:,? (?:cl\.|[Cc]lause) ?(?P<clause>\d{{1,2}})\b)?(?P<of>,? of the {_FEDERAL})?"
    r"(?P<other>,? of \w|,? (?:to|in) (?:the|this|that|its) \w)?"
)
_LOWER_ARTICLE: Final = re.compile(
    r"\bart(?:icle|\.) (?P<word>[IV]{1,3})\b(?:,? (?:§|section) ?(?P<section>\d{1,2})\b)?"
    rf"(?:,? (?:cl\.|clause) ?(?P<clause>\d{{1,2}})\b)?,? of the {_FEDERAL}"
)
_INVERTED: Final = re.compile(
    r"\b(?:[Cc]lause (?P<clause>\d{1,2}) of )?[Ss]ection (?P<section>\d{1,2}) of [Aa]rticle (?P<word>[IV]{1,3})"
    rf" of the {_FEDERAL}"
)
_BEFORE_ARTICLE: Final = re.compile(r"\b(?:[Cc]lause \d{1,2} of )?[Ss]ection \d{1,2} o\Z")
_JUDICIAL: Final = re.compile(
    r"(?:'s)? (?:standing|courts?|judges?|judgeships?|jurisdiction|cases?|controvers|requirements?|tribunals?"
    r"|injury|limits?|powers?|limitations?)\b"
)
_NAMED: Final = re.compile(
    rf"\bAmendments? (?P<list>{_ROMAN}(?:(?:, and |, | and ){_ROMAN}){{0,5}}),? (?:to|of) the {_FEDERAL}"
)
_UNION: Final = r"\b(?:U\. ?S\.|United States|[Ff]ederal) Constitution\b"
_DOCUMENT: Final = re.compile(
    rf"(?:{_UNION}|\b[Tt]he (?P<bare>Constitution)\b)(?: of the United States\b)?"
    r"(?! of [A-Zt]| (?:Avenue|Center|Party|Day|Hall|Project|Pipeline)\b)"
)
_US_DOCUMENT: Final = re.compile(rf"{_UNION}|Constitution of the United States")
_NAME: Final = re.compile(r"onstitution\b")
_BEFORE_NAME: Final = re.compile(r"\b(?:(?:U\. ?S\.|United States|[Ff]ederal)|[Tt]he) \Z")
_OTHER_BEFORE: Final = re.compile(r"\b(?!The |Federal |States |This |Our |That |Under )(?:[A-Z][a-z]+|state) [Cc]\Z")
_OTHER_AFTER: Final = re.compile(r"onstitution of (?!the United States)(?:the )?[A-Z]")
_SECTIONS: Final = {1: 10, 2: 4, 3: 3, 4: 4, 5: 0, 6: 0, 7: 0}
"""How many sections each article has."""
_VALUES: Final = {"I": 1, "V": 5, "X": 10}


def find_constitution(scan: Scan) -> Iterator[Citation]:
    """Every reference to the Constitution of the United States or to a part of it, never to another constitution."""
    found = [*_parts(scan)]
    yield from found
    if scan.has("lause"):
        yield from find_clauses(scan, found)
    if scan.has("Constitution"):
        yield from _whole(scan)


def _parts(scan: Scan) -> Iterator[Citation]:
    folded = scan.folded
    if scan.has("mendment"):
        yield from _amendments(scan)
    if scan.has("Const.", "Constitution", "CONST."):
        yield from _cited(scan)
    if scan.has("Constitution"):
        inverted = find_around(scan, _INVERTED, _BEFORE_ARTICLE, "f Article ", "f article ", width=32)
        for match in (*find_at(scan, _LOWER_ARTICLE, "article ", "art. "), *inverted):
            yield from _article(match)
    if scan.has("Art"):
        known = scan.has("onstitution", "Congress", "Const.", "Clause") and not _has_other(scan)
        for match in find_at(scan, _ARTICLE, "Art"):
            judicial = not match.group("section") and _JUDICIAL.match(folded, match.end("word"))
            if match.group("of") or judicial or (known and match.group("section") and not match.group("other")):
                yield from _article(match, end=match.end("word") if judicial else None)


def _amendments(scan: Scan) -> Iterator[Citation]:
    folded = scan.folded
    found: list[tuple[list[Item], int, bool]] = []
    private: set[str] = set()
    for word in find_at(scan, _WORD, "mendment"):
        initial, written = word.start() - 1, _TO_FEDERAL.match(folded, word.end()) is not None
        if initial < 1 or folded[initial] not in ("Aa" if written else "A"):
            continue  # "the first amendment" is one to a bill, unless it is said to be one to the Constitution
        items = _ordinals_before(folded, initial)
        if items and _TO_INSTRUMENT.match(folded, word.end()) and not written:
            private.update(item.target for item in items)
        elif items and not _BODY.match(folded, word.end()):
            found.append((items, word.end(), written))
    for items, end, written in found:
        if written or private.isdisjoint(item.target for item in items):
            yield _amendment_list(folded, items, end)
    for match in find_at(scan, _NAMED, "Amendment") if scan.has("Constitution") else ():
        yield from _numerals(match, "/us/const/amdt", folded)


def _ordinals_before(folded: str, place: int) -> list[Item]:
    """The amendments of the list that ends here: "First, Fourth, and 5th "."""
    items: list[Item] = []
    end = place - 1
    while end > 0 and len(items) < _MOST:
        low = max(0, end - _LONGEST)
        start = max(folded.rfind(mark, low, end) for mark in _BEFORE_WORD) + 1 or low
        number = _ordinal(folded[start:end])
        if number is None:
            break
        items.insert(0, Item(start=start, end=end, target=f"/us/const/amdt/{number}"))
        join = next((join for join in _JOINS if folded.endswith(join, max(0, start - 6), start)), None)
        if join is None:
            break
        end = start - len(join)
    return items


def _amendment_list(folded: str, items: list[Item], end: int) -> Citation:
    of_union = _TO_FEDERAL.match(folded, end)
    start, end = items[0].start, of_union.end() if of_union else end
    if len(items) == 1:
        before = _SECTION_BEFORE.search(folded, max(0, start - 24), start)
        after = _SECTION_AFTER.match(folded, end)
        start = before.start() if before else start
        end = after.end() if after and not before else end
        section = before or after
        target = items[0].target + (f"/s{section.group('section')}" if section else "")
        items = [Item(start=start, end=end, target=target)]
    return cited("Constitution", start, end, items)


def _cited(scan: Scan) -> Iterator[Citation]:
    """What is cited as "U.S. Const. amend. XIV, § 1"; "Cal. Const." is another constitution."""
    folded = scan.folded
    for match in find_around(scan, _CONST, _UNION_BEFORE, "Constitution", "Const.", "CONST.", width=6):
        if match.group("us") or _ALONE.search(folded, max(0, match.start() - 8), match.start()):
            yield from _numerals(match, "/us/const/" + ("amdt" if match.group("amendment") else "art"), folded)


def _numerals(match: re.Match[str], root: str, folded: str) -> Iterator[Citation]:
    groups = match.groupdict()
    numbers = list(_NUMERAL.finditer(folded, match.start("list"), match.end("list")))
    paths = [_path(root, _number(n.group()), groups.get("section"), groups.get("clause")) for n in numbers]
    if all(paths) and (len(paths) == 1 or not groups.get("section")):
        items = [Item(start=n.start(), end=n.end(), target=p) for n, p in zip(numbers, paths, strict=True) if p]
        if len(items) == 1:
            items = [Item(start=match.start(), end=match.end(), target=items[0].target)]
        yield cited("Constitution", match.start(), match.end(), items)


def _article(match: re.Match[str], *, end: int | None = None) -> Iterator[Citation]:
    target = _path("/us/const/art", _number(match.group("word")), match.group("section"), match.group("clause"))
    stop = match.end() if end is None else end
    if target:
        yield cited("Constitution", match.start(), stop, [Item(start=match.start(), end=stop, target=target)])


def _path(root: str, number: int, section: str | None, clause: str | None) -> str | None:
    """The id of a provision; None where the Constitution has no such article, amendment or section."""
    if root.endswith("amdt"):
        exists = 1 <= number <= len(_ORDINALS) and int(section or 0) <= 6
    else:
        exists = number in _SECTIONS and int(section or 0) <= _SECTIONS[number]
    path = f"{root}/{number}" + (f"/s{section}" if section else "") + (f"/cl{clause}" if clause else "")
    return path if exists else None


def _whole(scan: Scan) -> Iterator[Citation]:
    others = _has_other(scan) and _US_DOCUMENT.search(scan.folded) is None
    for match in find_around(scan, _DOCUMENT, _BEFORE_NAME, "Constitution"):
        if not others or not match.group("bare"):
            item = Item(start=match.start(), end=match.end(), target="/us/const")
            yield cited("Constitution", match.start(), match.end(), [item])


def _has_other(scan: Scan) -> bool:
    """Whether the text speaks of another constitution, that of a state or of a foreign country."""
    folded = scan.folded
    return any(
        _OTHER_BEFORE.search(folded, max(0, name.start() - 24), name.start())
        or _OTHER_AFTER.match(folded, name.start())
        for name in find_at(scan, _NAME, "onstitution")
    )


def _ordinal(word: str) -> int | None:
    """The number of an amendment that there is: 4 of "Fourth" and of "4th"."""
    number = _SPELLINGS.get(word) or _ORDINALS.get(word)
    if number is None and (digits := _DIGITS.fullmatch(word)):
        number = int(digits.group(1))
    return number if number and 1 <= number <= len(_ORDINALS) else None


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    values = [_VALUES[letter] for letter in text]
    return sum(-v if any(v < w for w in values[i + 1 :]) else v for i, v in enumerate(values))

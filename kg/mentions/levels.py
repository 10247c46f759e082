"""Finds chapters and what else stands above sections: "subchapter II of chapter 53 of title 31, United States Code"."""

import re
from collections.abc import Iterator
from typing import Final

from kg.mentions.acts import CODE_OF_REVENUE
from kg.mentions.anchors import find_after_initial
from kg.mentions.codes import LEVELS, NO_OTHER, OF_CODE, TITLES
from kg.mentions.context import Context
from kg.mentions.mention import Citation, Item, cited

_NUMBER: Final = r"(?P<number>\d{1,4}[A-Z]?|[IVXLC]{1,7}|[A-Z]) of "
_WORDS: Final = (
    ("hapter ", re.compile(rf"hapter {_NUMBER}"), "cC", ("sub", "Sub")),
    ("art ", re.compile(rf"art {_NUMBER}"), "pP", ("sub", "Sub")),
    ("ubtitle ", re.compile(rf"ubtitle {_NUMBER}"), "sS", ()),
    ("ivision ", re.compile(rf"ivision {_NUMBER}"), "dD", ()),
)
_LEVEL_OF: Final = re.compile(
    rf"(?P<word>[Cc]hapter|[Ss]ubchapter|[Pp]art|[Ss]ubpart|[Ss]ubtitle|[Dd]ivision) {_NUMBER}"
)
_OF_CODE: Final = re.compile(
    rf"(this title)|[Tt]itle (\d{{1,2}})\b{NO_OTHER}(?!,? (?:of the )?(?:C\.F\.R|CFR|Code of F)){OF_CODE}?"
    rf"|(?:the )?({CODE_OF_REVENUE})|(?:the )?(Bankruptcy Code)"
)
_CODES: Final = ("this title", "Internal Revenue Code", "Bankruptcy Code")
_CODE_TITLE: Final = re.compile(r"itle \d")
_BANKRUPTCY: Final = re.compile(
    r"Chapter (?P<number>7|9|1[1235])(?= (?:bankruptcy|petition|trustee|debtor|plan|case|estate|liquidation"
    r"|reorganization|proceeding|filing|discharge|protection)s?\b)"
)
"""A chapter that the words behind it say is one of the Bankruptcy Code, where the text speaks of bankruptcy."""
_DEEPEST: Final = 5

Level = tuple[int, str, str]
"""Where it begins, its word, its number."""


def find_levels(context: Context) -> Iterator[Citation]:
    """A chapter or what is in one, and nested in it each level above."""
    folded, scan = context.folded, context.scan
    if context.title is None and "ankruptcy" in folded:
        for place in scan.places("hapter "):
            if match := _BANKRUPTCY.match(folded, place - 1) if place else None:
                target = f"/us/usc/t11/ch{match.group('number')}"
                yield cited("Statute", *match.span(), [Item(*match.span(), target)])
    if not scan.has(*_CODES) and not any(_CODE_TITLE.match(folded, place) for place in scan.places("itle ")):
        return
    found = [
        (start, match)
        for word, pattern, initials, prefixes in _WORDS
        for start, match in find_after_initial(scan, pattern, initials, word, prefixes=prefixes)
    ]
    done = 0
    for start, match in sorted(found, key=lambda pair: pair[0]):
        if start < done:
            continue
        levels = [(start, folded[start : match.start("number") - 1].lower(), match.group("number"))]
        end = match.end()
        while len(levels) < _DEEPEST and (above := _LEVEL_OF.match(folded, end)):
            levels.append((above.start(), above.group("word").lower(), above.group("number")))
            end = above.end()
        code = _OF_CODE.match(folded, end)
        title = _title_of(context, code) if code else None
        if code and title:
            done = code.end()
            heads = [Item(code.start(), done, title)] if code.group(2) else []
            yield from _citations(levels, heads, done, title)


def _title_of(context: Context, code: re.Match[str]) -> str | None:
    if code.group(1):
        return context.title
    number = int(code.group(2) or (11 if code.group(4) else 26))
    return f"/us/usc/t{number}" if number in TITLES else None


def _citations(levels: list[Level], heads: list[Item], end: int, root: str) -> Iterator[Citation]:
    for level in reversed(levels):
        start, word, number = level
        root += f"/{LEVELS[word]}{number}"
        outermost = level is levels[-1]
        yield cited(
            "Statute", start, end, [Item(start, end, root)], heads if outermost else (), nested=level is not levels[0]
        )

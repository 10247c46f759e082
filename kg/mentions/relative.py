"""Finds references that only the text itself can resolve: "subsection (b)", "paragraph (2) of this subsection"."""

import re
from collections.abc import Iterator
from typing import Final

from kg.mentions.anchors import find_after_initial
from kg.mentions.context import Context
from kg.mentions.mention import Citation, Item, cited
from kg.mentions.scan import Scan
from kg.mentions.sections import SUBS, designators, read_subs

_LEVEL: Final = r"(?:[Ss]ub)?(?:[Pp]aragraph|[Ss]ection|[Cc]lause)|[Ii]tem"
_WORDS: Final = tuple(
    ((f"{rest} (", f"{rest}s ("), re.compile(rf"{rest}s? (?={SUBS})"), initials, prefixes)
    for rest, initials, prefixes in (
        ("ection", "sS", ("sub", "Sub")),
        ("aragraph", "pP", ("sub", "Sub")),
        ("lause", "cC", ("sub", "Sub")),
        ("tem", "iI", ()),
    )
)
_OUTER: Final = re.compile(rf" of (?P<word>{_LEVEL}) (?P<subs>{SUBS})")
_NOT_OF_ANOTHER: Final = r"(?! of (?:the [A-Z]|th(?:is|at) |such [A-Z]|[Tt]itle \d|[Ss]ection|Pub))"
"""Behind "this section", what would say that it is one of another law."""
_OF_THIS: Final = re.compile(rf" of this ((?:sub)?(?:section|paragraph|clause))\b{_NOT_OF_ANOTHER}")
_THIS: Final = re.compile(r"his ((?:sub)?(?:section|paragraph|clause)|title)\b")
_THESE: Final = ("his section", "his sub", "his paragraph", "his clause", "his title")
_DEEPEST: Final = 8

Place = tuple[int, int, str]
"""Where a level's word begins, where its designators begin, the word."""


def find_relative(context: Context) -> Iterator[Citation]:
    """References to the text's own section and what is in it; none where the text is no provision."""
    if context.section is None and context.title is None:
        return
    done = 0
    for place in sorted(_places(context.scan)):
        if place[0] >= done and (found := _bare(context, place)):
            done = found.end
            yield found
    for start, match in find_after_initial(context.scan, _THIS, "tT", *_THESE):
        word = match.group(1)
        target = context.title if word == "title" else context.this(start, word)
        if target and (
            word == "title" or context.in_body(start) or (word == "section" and context.in_own_voice(start))
        ):
            yield cited("Statute", start, match.end(), (Item(start, match.end(), target),))


def _places(scan: Scan) -> Iterator[Place]:
    for words, pattern, initials, prefixes in _WORDS:
        for start, match in find_after_initial(scan, pattern, initials, *words, prefixes=prefixes):
            yield start, match.end(), scan.folded[start : match.end() - 1].lower().removesuffix("s")


def _bare(context: Context, place: Place) -> Citation | None:
    folded = context.folded
    begin, first, word = place
    found, end = read_subs(folded, first)
    outer: list[re.Match[str]] = []
    while len(outer) < _DEEPEST and (chained := _OUTER.match(folded, end)):
        outer.append(chained)
        end = chained.end()
    of_this = _OF_THIS.match(folded, end)
    if not of_this and (folded.startswith(" of ", end) or not context.in_body(begin)):
        return None
    if outer:
        word = outer[-1].group("word").lower()
    root = context.this(begin, of_this.group(1)) if of_this else None
    stop = of_this.end() if of_this else end

    def item(start: int, end: int, path: tuple[str, ...]) -> Item | None:
        target = "/".join((root, *path)) if root else None
        if not of_this:
            target = context.beside(begin, word, path)
        return Item(start, end, target) if target else None

    path: tuple[str, ...] = ()
    heads = []
    for level in reversed(outer):
        path += designators(level.group("subs"))
        heads.append(item(level.start("word"), stop, path))
    items = [item(start, end, (*path, *own)) for start, end, own in found]
    known = [item for item in items if item]
    return cited("Statute", begin, stop, known, filter(None, heads)) if len(known) == len(items) else None

"""Finds references that only the text itself can resolve: "subsection (b)", "paragraph (2) of this subsection"."""

import re
from collections.abc import Iterator
from typing import Final

from kg.mentions.context import Context
from kg.mentions.mention import Item, Mention, cited
from kg.mentions.sections import SUBS, designators, read_subs

_LEVEL: Final = r"(?:[Ss]ub)?(?:[Pp]aragraph|[Ss]ection|[Cc]lause)|[Ii]tem"
_BARE: Final = re.compile(rf"\b(?P<word>{_LEVEL})s? (?={SUBS})")
_OUTER: Final = re.compile(rf" of (?P<word>{_LEVEL}) (?P<subs>{SUBS})")
_OF_THIS: Final = re.compile(r" of this ((?:sub)?(?:section|paragraph|clause))\b(?! of)")
_THIS: Final = re.compile(r"\b[Tt]his ((?:sub)?(?:section|paragraph|clause)|title)\b")

_DEEPEST: Final = 8


def find_relative(context: Context) -> Iterator[Mention]:
    """References to the text's own section and what is in it; none where the text is no provision."""
    if context.section is None and context.title is None:
        return
    done = 0
    for match in _BARE.finditer(context.folded):
        if match.start() >= done and (mention := _bare(context, match)):
            done = mention.end
            yield mention
    for match in _THIS.finditer(context.folded):
        word = match.group(1).lower()
        target = context.title if word == "title" else context.this(match.start(), word)
        if target and (word == "section" or context.in_body(match.start()) or word == "title"):
            item = Item(start=match.start(), end=match.end(), target=target)
            yield cited("Statute", match.start(), match.end(), [item])


def _bare(context: Context, match: re.Match[str]) -> Mention | None:
    folded = context.folded
    found, end = read_subs(folded, match.end())
    outer: list[re.Match[str]] = []
    while len(outer) < _DEEPEST and (chained := _OUTER.match(folded, end)):
        outer.append(chained)
        end = chained.end()
    of_this = _OF_THIS.match(folded, end)
    if not of_this and (folded.startswith(" of ", end) or not context.in_body(match.start())):
        return None
    word = (outer[-1] if outer else match).group("word").lower()
    root = context.this(match.start(), of_this.group(1)) if of_this else None

    def item(start: int, stop: int, path: tuple[str, ...]) -> Item | None:
        target = "/".join((root, *path)) if root else None
        if not of_this:
            target = context.beside(match.start(), word, path)
        return Item(start=start, end=stop, target=target) if target else None

    stop = of_this.end() if of_this else end
    path: tuple[str, ...] = ()
    heads = []
    for level in reversed(outer):
        path += designators(level.group("subs"))
        heads.append(item(level.start("word"), stop, path))
    items = [item(start, end, (*path, *own)) for start, end, own in found]
    known = [item for item in items if item]
    return cited("Statute", match.start(), stop, known, filter(None, heads)) if len(known) == len(items) else None

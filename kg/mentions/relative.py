"""Finds references that only the text itself can resolve: "subsection (b)", "paragraph (2) of this subsection"."""

import re
from collections.abc import Iterator, Mapping
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
_FOOTNOTED: Final = re.compile(r"[),]? ?\d{1,2}\s+\d{1,2}\s+See References in Text")
"""Behind "this title", a footnote that says it is a title of the act rather than of the Code."""
_CORRECTED: Final = tuple(
    f"[{words} {quote}" for words in ("probably means", "probably should be") for quote in ("", '"')
)
"""Before "this title", what says that the editors correct the words of a law that they quote."""
_THESE: Final = ("his section", "his sub", "his paragraph", "his clause", "his title")
_LISTED: Final = rf"(?:(?:,? (?:and|or)|,) (?:{_LEVEL})s? {SUBS}(?:(?:,? (?:and|or)|,) {SUBS}){{0,9}}){{0,4}}"
_OF_OTHER: Final = re.compile(
    rf"{_LISTED},? of (?:(?:such |that )?(?:[Ss]ection|[Tt]itle|[Pp]art|[Cc]hapter) [\dA-Z]|(?:such|that) [A-Za-z]"
    r"|Public Law|the [A-Z][^,;.()\n]{0,90}\b(?:Act|Code))"
)
"""Behind a level, what says that it is another law's: "paragraphs (1) and (2) of subsection (a), and subsection (b), of
section 5"."""
_WHERE_MET: Final = re.compile(
    r"\bsection [\w-]+(?:\([\w()]+\))? of this title if (?:the|an?|such) (?:\w+ ){1,4}(?:meets?|satisf(?:y|ies)) the"
    r" requirements (?:of|in|under) (?:paragraphs? [^,;.]{1,40} of )?\Z"
)
"""Before a subsection, what says that it is one of the section named before, or leaves it open: "under section 15 of
this title if the loan meets the requirements of"."""
_LONGEST_WHERE: Final = 200
_SUCH: Final = (" such ", " that ", " said ")
_NEAR: Final = 600
"""Characters in which the words stand that "such paragraph (2)" takes up."""
_DEEPEST: Final = 8
_BELOW_PARAGRAPHS: Final = ("subparagraph", "clause", "subclause", "item")
"""Of these a section has one of its own only where its text shows it."""

Place = tuple[int, int, str]
"""Where a level's word begins, where its designators begin, the word."""


def find_relative(context: Context) -> Iterator[Citation]:
    """References to the text's own section and what is in it; none where the text is no provision."""
    if context.section is None and context.title is None:
        return
    done = 0
    earlier: dict[int, Citation] = {}
    read: set[int] = set()
    for place in sorted(_places(context.scan)):
        if place[0] >= done and (found := _as_before(context.folded, _bare(context, place), earlier)):
            done = found.end
            earlier[found.start] = found
            read.add(place[1])
            yield found
    for start, match in find_after_initial(context.scan, _THIS, "tT", *_THESE):
        word = match.group(1)
        if match.end() + 1 in read or _FOOTNOTED.match(context.folded, match.end()):
            continue  # "this paragraph (c)" is paragraph (c)
        if context.folded.endswith(_CORRECTED, 0, start):
            continue
        target = context.title if word == "title" else context.this(start, word)
        if target and (context.in_body(start) or (word in ("section", "title") and context.in_own_voice(start))):
            yield cited("Statute", start, match.end(), (Item(start, match.end(), target),))


def _places(scan: Scan) -> Iterator[Place]:
    for words, pattern, initials, prefixes in _WORDS:
        for start, match in find_after_initial(scan, pattern, initials, *words, prefixes=prefixes):
            yield start, match.end(), scan.folded[start : match.end() - 1].lower().removesuffix("s")


def _as_before(folded: str, found: Citation | None, earlier: Mapping[int, Citation]) -> Citation | None:
    """A reference, but "such paragraph (2)" as the same words were read before it; None where they were not."""
    if found is None or not folded.endswith(_SUCH, 0, found.start):
        return found
    before = folded.rfind(folded[found.start : found.end], max(0, found.start - _NEAR), found.start)
    if before < 0:
        return found
    same = earlier.get(before)
    if same is None:
        return None if folded.startswith(" of ", before + found.end - found.start) else found
    items = [item._replace(target=other.target) for item, other in zip(found.items, same.items, strict=False)]
    return found._replace(items=tuple(items), heads=())


def _bare(context: Context, place: Place) -> Citation | None:
    folded = context.folded
    begin, first, word = place
    found, end = read_subs(folded, first)
    outer: list[re.Match[str]] = []
    while len(outer) < _DEEPEST and (chained := _OUTER.match(folded, end)):
        outer.append(chained)
        end = chained.end()
    of_this = _OF_THIS.match(folded, end)
    in_body = context.in_body(begin)
    if not of_this and (folded.startswith(" of ", end) or not in_body or _OF_OTHER.match(folded, end)):
        return None
    if not in_body and not context.in_own_voice(begin):
        return None
    where = max(0, begin - _LONGEST_WHERE)
    if (
        not of_this
        and folded.rfind(" of this title if ", where, begin) >= 0
        and _WHERE_MET.search(folded, where, begin)
    ):
        return None
    if outer:
        word = outer[-1].group("word").lower()
    root = context.this(begin, of_this.group(1)) if of_this else None
    stop = of_this.end() if of_this else end

    def item(start: int, end: int, path: tuple[str, ...]) -> Item | None:
        target = "/".join((root, *path)) if root else None
        if root and word in _BELOW_PARAGRAPHS and not in_cfr and not context.has_part(f"{root}/{path[0]}"):
            return None  # "subsection (a)(4), subparagraphs (A)-(E) of this section"
        if not of_this:
            target = context.beside(begin, word, path)
        return Item(start, end, target) if target else None

    in_cfr = (context.title or "").startswith("/us/cfr/")
    path: tuple[str, ...] = ()
    heads = []
    for level in reversed(outer):
        path += designators(level.group("subs"))
        heads.append(item(level.start("word"), stop, path))
    items = [item(start, end, (*path, *own)) for start, end, own in found]
    known = [item for item in items if item]
    return cited("Statute", begin, stop, known, filter(None, heads)) if len(known) == len(items) else None

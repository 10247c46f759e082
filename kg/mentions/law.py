"""Finds statutes as people write them: by code, by act, by public law, and relative to the text itself."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from kg.mentions.acts import CODE_OF_REVENUE, Definitions, act_at, find_acts
from kg.mentions.anchors import find_around
from kg.mentions.context import Context
from kg.mentions.mention import Item, Mention, cited
from kg.mentions.public_laws import DIVISION_OF, PUBLIC_LAW, division_path, find_public_laws
from kg.mentions.relative import find_relative
from kg.mentions.sections import SUBS, SectionRef, designators, read_sections

_USC: Final = re.compile(
    r"\b(?:[Tt]itle )?(?P<title>\d{1,2}) ?"
    r"(?P<name>U\. ?S\. ?C\b\.?(?: ?A\b\.?)?|USCA?\b|U\.?S\.? Code\b|United States Code\b)"
    r"(?:,? ?(?P<app>[Aa]pp(?:endix\b|\b\.?)))?"
    r"(?:,? ?(?:§{1,2} ?|[Ss]ec(?:tions?|s?\.) ?|(?P<level>[Cc]h(?:apter|\.)|[Ss]ub(?:chapter|ch\.)|[Pp]art) )?(?=\d))?"
)
_IRC: Final = re.compile(r"\b(?:IRC|I\.R\.C\.)(?: of 19\d\d)?,? ?(?:§{1,2} ?|[Ss]ec(?:tions?|s?\.) ?)?(?=\d)")
_CODE_NAME: Final = re.compile(r"U(?:\. ?S\. ?C|SC|\.?S\.? Code|nited States Code)")
_CODE_NUMBER: Final = re.compile(r"\b(?:[Tt]itle )?\d{1,2} ?\Z")
_SECTION: Final = re.compile(r"[Ss§](?:(?<=\b[Ss])ec(?:tions?|s?\.)|(?<=\b[Ss]ubs)ections?|(?<=§)§?) ?(?=\d)")
_BEHIND_CODE: Final = re.compile(r"(?:\bC\.|\.C\.?|\.R\.?|USCA?|IRC|CFR|Stat\.|L\.|Code),? ?\Z")
_LOWER: Final = r"(?:sub)?(?:paragraph|clause|section|item)s?"
_PREFIX: Final = re.compile(
    rf"\b{_LOWER} (?P<subs>{SUBS}(?:(?:, and |, or |, | and | or ){SUBS}){{0,9}}) of (?:such )?\Z", re.IGNORECASE
)
_PREFIX_LENGTH: Final = 90
_SUBS: Final = re.compile(SUBS)
_CODE: Final = r"(?:,? (?:of the )?(?:United States Code|U\.S\. ?C(?:ode|\.)))"
_OF_TITLE: Final = re.compile(rf",? (?:of|in|under) [Tt]itle (\d{{1,2}})\b(?! of the (?!U)){_CODE}?")
_OF_THIS: Final = re.compile(r" of this title\b")
_OF: Final = re.compile(r",? (?:(?P<of>of)|in|under) (?:the )?")
_PAREN: Final = re.compile(r" ?[(\[](?:codified (?:as amended )?at )?|, ")
_LEVEL: Final = (
    r"([Cc]hapter|[Ss]ubchapter|[Pp]art|[Ss]ubpart|[Ss]ubtitle|[Dd]ivision) (\d{1,4}[A-Z]?|[IVXLC]{1,7}|[A-Z])"
)
_NUMBER_OF: Final = re.compile(r"[\dA-Z] of ")
_LONGEST_LEVEL: Final = 30
_CHAPTER: Final = re.compile(rf"\b{_LEVEL} of \Z")
_LEVEL_OF: Final = re.compile(rf"{_LEVEL} of ")
_OF_CODE: Final = re.compile(
    rf"(this title)|[Tt]itle (\d{{1,2}})\b(?! of the (?!U)|,? (?:of the )?(?:C\.F\.R|CFR|Code of F)){_CODE}?"
    rf"|(?:the )?({CODE_OF_REVENUE})"
)
_TITLE: Final = re.compile(rf"itle (?:(\d{{1,2}}){_CODE}(?! ?[§\d])|(?<=under title )(\d{{1,2}})\b(?! of))")
_DEEPEST: Final = 5
_LEVELS: Final = {
    "division": "d",
    "subpart": "spt",
    "chapter": "ch",
    "subchapter": "sch",
    "part": "pt",
    "subtitle": "st",
    "ch.": "ch",
    "subch.": "sch",
}
_TITLES: Final = range(1, 55)


def find_law(context: Context) -> Iterator[Mention]:
    """Every reference to a statute; those that need context are left out where the context does not decide."""
    folded = context.folded
    acts = list(find_acts(context.words))
    if "C" in folded or "itle " in folded:
        yield from _codes(folded)
    yield from _sections(context, Definitions(folded, acts))
    yield from _chapters(context)
    yield from find_public_laws(folded)
    yield from acts
    yield from find_relative(context)


def usc_items(title: str, refs: Iterable[SectionRef], base: str = "/us/usc") -> tuple[Item, ...]:
    """Section references as canonical ids below a title or an act."""
    root = f"{base}/t{title}" if title else base
    return tuple(Item(start=r.start, end=r.end, target="/".join((root, f"s{r.section}", *r.path))) for r in refs)


def _codes(folded: str) -> Iterator[Mention]:
    for match in find_around(folded, _USC, _CODE_NAME, _CODE_NUMBER):
        if int(match.group("title")) in _TITLES and (mention := _code(folded, match)):
            yield mention
    for match in _IRC.finditer(folded) if "IRC" in folded or "I.R.C." in folded else ():
        refs, end = read_sections(folded, match.end())
        if refs:
            yield cited("Statute", match.start(), end, usc_items("26", refs))
    for match in _TITLE.finditer(folded):
        number = int(match.group(1) or match.group(2))
        if number in _TITLES and folded[match.start() - 1 : match.start()] in ("t", "T"):
            yield _title(match.start() - 1, match.end(), number)


def _code(folded: str, match: re.Match[str]) -> Mention | None:
    """What "26 U.S.C." cites: sections, a chapter, something of an appendix, or the title as such."""
    number = int(match.group("title"))
    if match.group("app"):
        return _appendix(folded, match, number)
    refs, end = read_sections(folded, match.end())
    level = match.group("level")
    if not refs:
        return _title(match.start(), match.end("name"), number)
    if level:
        root = f"/us/usc/t{number}/{_LEVELS[level.lower()]}"
        return cited(
            "Statute", match.start(), end, [Item(start=r.start, end=r.end, target=f"{root}{r.section}") for r in refs]
        )
    return cited("Statute", match.start(), end, usc_items(str(number), refs))


def _appendix(folded: str, match: re.Match[str], number: int) -> Mention:
    """Titles 5, 11, 18, 28 and 50 have, or had, an appendix; its sections are counted for themselves."""
    refs, end = read_sections(folded, match.end())
    if not refs:
        end = match.end("app")
        refs = [SectionRef(start=match.start(), end=end, section="", path=())]
    items = [
        Item(start=r.start, end=r.end, target="/".join((f"/us/usc/t{number}/app{r.section}", *r.path))) for r in refs
    ]
    return cited("Statute", match.start(), end, items)


def _title(start: int, end: int, number: int) -> Mention:
    return cited("Statute", start, end, [Item(start=start, end=end, target=f"/us/usc/t{number}")])


def _sections(context: Context, definitions: Definitions) -> Iterator[Mention]:
    folded = context.folded
    done = 0
    for match in _SECTION.finditer(folded):
        place = match.start()
        if place < done:
            continue  # read already: "section 5 and section 7 of ..."
        plural = folded.startswith(("sections", "Sections", "§§"), place)
        refs, end = read_sections(folded, match.end(), named=True, plural=plural)
        if not refs or (_BEHIND_CODE.search(folded, max(0, place - 12), place) and not _OF_TITLE.match(folded, end)):
            continue  # no number, or read with its code: "I.R.C. § 6103"
        done = end
        start, inner = _prefix(folded, place)
        if not inner or plural:
            yield from _owner(context, definitions, place, end, refs)
            continue
        extended = [*_prefixed(refs[0], start, inner), *refs[1:]]
        for mention in _owner(context, definitions, start, end, extended):
            yield mention if mention.nested else _headed(mention, place, refs[0], end if len(refs) > 1 else None)


def _headed(mention: Mention, place: int, ref: SectionRef, end: int | None) -> Mention:
    """The mention of "paragraph (2) or (3) of section 1182(a) of this title", with the section as its head."""
    tail = "/".join((f"s{ref.section}", *ref.path))
    root, found, _ = mention.items[0].target.partition(f"/{tail}/")
    if not found:
        return mention
    stop = mention.end if end is None else ref.end
    return replace(mention, heads=(*mention.heads, Item(start=place, end=stop, target=f"{root}/{tail}")))


def _prefixed(ref: SectionRef, start: int, inner: list[SectionRef]) -> list[SectionRef]:
    if len(inner) == 1:
        return [replace(ref, start=start, path=(*ref.path, *inner[0].path))]
    last = inner[-1].start
    return [
        replace(ref, start=part.start, end=ref.end if part.start == last else part.end, path=(*ref.path, *part.path))
        for part in inner
    ]


def _prefix(folded: str, start: int) -> tuple[int, list[SectionRef]]:
    """What stands before "section 552a(b)": "paragraphs (2) and (3) of", "subparagraph (A) of paragraph (2) of"."""
    inner: list[SectionRef] = []
    while len(inner) < 2 and folded.endswith((" of ", " such "), max(0, start - 6), start):
        match = _PREFIX.search(folded, max(0, start - _PREFIX_LENGTH), start)
        if not match:
            break
        outer = inner[0].path if inner else ()
        listed = _SUBS.finditer(folded, match.start("subs"), match.end("subs"))
        inner = [
            SectionRef(start=m.start(), end=m.end(), section="", path=(*outer, *designators(m.group()))) for m in listed
        ]
        start = match.start()
    return start, inner


def _owner(
    context: Context, definitions: Definitions, start: int, end: int, refs: list[SectionRef]
) -> Iterator[Mention]:
    """Bind a list of sections to the code or act that the words after it name; none is named: no reference."""
    folded = context.folded
    if match := _OF_TITLE.match(folded, end):
        if int(match.group(1)) in _TITLES:
            title = f"/us/usc/t{int(match.group(1))}"
            named = folded.find("itle", match.start()) - 1
            heads = [Item(start=named, end=match.end(), target=title)] if len({r.section for r in refs}) > 1 else []
            yield cited("Statute", start, match.end(), usc_items("", refs, title), heads)
        return
    if match := _OF_THIS.match(folded, end):
        if context.title:
            yield cited("Statute", start, match.end(), usc_items("", refs, context.title))
        return
    if match := _OF.match(folded, end):
        found = list(_of_law(context, definitions, start, match.end(), refs))
        yield from found
        if found or match.group("of"):
            return
    if context.title == "/us/usc/t26" and context.in_body(start):
        # The Internal Revenue Code refers to its own sections by their number alone.
        yield cited("Statute", start, end, usc_items("26", refs))


def _of_law(
    context: Context, definitions: Definitions, start: int, place: int, refs: list[SectionRef]
) -> Iterator[Mention]:
    folded = context.folded
    divided = DIVISION_OF.match(folded, place)
    if law := PUBLIC_LAW.match(folded, divided.end() if divided else place):
        root = f"/us/pl/{int(law.group('congress'))}/{int(law.group('number'))}"
        whole = Item(start=law.start(), end=law.end(), target=root)
        yield replace(cited("Statute", law.start(), law.end(), [whole]), nested=True)
        root += division_path(divided.group(1), divided.group(2)) if divided else ""
        yield cited("Statute", start, law.end(), usc_items("", refs, root))
        return
    act = act_at(context.words, divided.end() if divided else place, definitions)
    if act is None:
        return
    yield act.mention(nested=True)
    parallel = _parallel(folded, act.end, len(refs))
    if parallel:
        yield cited("Statute", start, *parallel)
    else:
        yield cited("Statute", start, act.end, usc_items("", refs, act.id))


def _parallel(folded: str, end: int, count: int) -> tuple[int, tuple[Item, ...]] | None:
    """The same provisions by their place in the Code, where the text gives it: "(21 U.S.C. 371(a) and 393(c))"."""
    place = _PAREN.match(folded, end)
    code = _USC.match(folded, place.end()) if place else None
    if not place or not code or code.group("level") or int(code.group("title")) not in _TITLES:
        return None
    refs, stop = read_sections(folded, code.end())
    if len(refs) != count:
        return None
    items = usc_items(str(int(code.group("title"))), refs)
    if count == 1:
        items = (replace(items[0], start=code.start()),)
    closing = 1 if place.group() != ", " and folded[stop : stop + 1] in (")", "]") else 0
    return stop + closing, items


def _chapters(context: Context) -> Iterator[Mention]:
    """A chapter or what is in one, "subchapter II of chapter 53 of title 31", and in it the chapter."""
    folded = context.folded
    done = 0
    for number in _NUMBER_OF.finditer(folded):
        match = _CHAPTER.search(folded, max(done, number.end() - _LONGEST_LEVEL), number.end())
        if not match:
            continue
        levels = [match]
        while len(levels) < _DEEPEST and (above := _LEVEL_OF.match(folded, levels[-1].end())):
            levels.append(above)
        code = _OF_CODE.match(folded, levels[-1].end())
        title = _title_of(context, code) if code else None
        if code and title:
            done = code.end()
            yield from _levels(levels, code.end(), title)


def _title_of(context: Context, code: re.Match[str]) -> str | None:
    if code.group(1):
        return context.title
    number = int(code.group(2) or 26)
    return f"/us/usc/t{number}" if number in _TITLES else None


def _levels(levels: list[re.Match[str]], end: int, root: str) -> Iterator[Mention]:
    for level in reversed(levels):
        root += f"/{_LEVELS[level.group(1).lower()]}{level.group(2)}"
        mention = cited("Statute", level.start(), end, [Item(start=level.start(), end=end, target=root)])
        yield replace(mention, nested=level is not levels[0])

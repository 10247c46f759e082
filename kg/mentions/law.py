"""Finds statutes as people write them: by code, by act, by public law, and relative to the text itself."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from kg.identifiers import citation_of, slug
from kg.mentions.context import Context
from kg.mentions.gazetteer import Act, act_acronyms, act_names
from kg.mentions.mention import Item, Mention
from kg.mentions.sections import SUBS, SectionRef, designators, read_sections, read_subs

_USC: Final = re.compile(
    r"\b(?P<title>\d{1,2}) ?(?:U\. ?S\. ?C\. ?A?\.?|USCA?|U\.?S\.? Code|United States Code),? ?(?:App\. ?)?"
    r"(?P<mark>§{1,2} ?|[Ss]ec(?:tions?|s?\.) ?|(?P<level>[Cc]h(?:apter|\.)|[Ss]ub(?:chapter|ch\.)|[Pp]art) )?(?=\d)"
)
_IRC: Final = re.compile(r"\b(?:IRC|I\.R\.C\.)(?: of 19\d\d)?,? ?(?:§{1,2} ?|[Ss]ec(?:tions?|s?\.) ?)?(?=\d)")
_SECTION: Final = re.compile(
    rf"(?:\b[Ss]ections?|\b[Ss]ecs?\.|§§?) ?(?=\d)|\b(?:[Ss]ub)?(?:[Pp]aragraphs?|[Ss]ections?) (?={SUBS})"
)
_LOWER: Final = r"(?:sub)?(?:paragraph|clause|section|item)s?"
_PREFIX: Final = re.compile(rf"\b(?:{_LOWER}) (?P<subs>{SUBS}) (?:of|,) ?(?:such )?$", re.IGNORECASE)
_OF_TITLE: Final = re.compile(
    r",? (?:of|in|under) title (\d{1,2})(?:,? (?:of the )?(?:United States Code|U\.S\. ?C(?:ode|\.)))?"
)
_OF_THIS: Final = re.compile(r" of (?:this|such) (title|Act|chapter|section)\b")
_OF: Final = re.compile(r",? (?:of|in) (?:the |that )?(?P<inner>[Tt]itle [IVXLC\d]+ of (?:the )?)?")
_PAREN: Final = re.compile(r" ?[(\[](?:codified (?:as amended )?at )?")
_CHAPTER: Final = re.compile(
    r"\b([Cc]hapter|[Ss]ubchapter|[Pp]art|[Ss]ubtitle) (\d+[A-Z]?|[IVXLC]+|[A-Z]) of (this title|title (\d{1,2}))"
)
_TITLE: Final = re.compile(
    r"\b[Tt]itle (\d{1,2})(?:,? (?:of the )?(?:United States Code|U\.S\. ?C(?:ode|\.)))"
    r"|(?<=under )title (\d{1,2})\b(?! of)|\b(?<![\w.])(\d{1,2}) U\.S\.C\.(?! ?[§\dA-Z])"
)
_PL: Final = re.compile(
    r"\b(?:Pub(?:lic|\.) ?L(?:aw|\.)|P\. ?L\.)(?: Nos?\.)? ?(?P<congress>\d{2,3})-(?P<number>\d{1,3})\b"
)
_DIVISIONS: Final = re.compile(r",? (?:(div|tit)(?:ision|le|\.) ([A-Z]{1,5}|\d{1,3}))(?=,)")
_PL_SECTION: Final = re.compile(r",? (?:§{1,2} ?|[Ss]ec(?:tions?|s?\.) ?)(?=\d)")
_STAT: Final = re.compile(r"\b(\d{1,3}A?) Stat\. (\d{1,5})\b")
_MONTHS: Final = {m: i for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)}
_ACT_DATE: Final = re.compile(
    r"\b(?:[Aa]ct of )?(Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? (\d{1,2}), (\d{4}), "
    r"ch(?:apter|\.) (\d{1,4})"
)
_ACT_NAME: Final = re.compile(
    r"\b(?:[A-Z][\w'&/-]*,?(?: (?:and|of|for|to|in|the|on|with|against|or|&)){0,3} ){1,10}Act\b"
    r"(?: of (?:18|19|20)\d\d)?"
)
_LEADING: Final = re.compile(
    r"^(?:(?:The|This|That|Under|In|By|And|But|When|If|Such|Any|Each|As|An?|of|Title [IVXLC\d]+|See|Also|Both|Since)"
    r" ?(?:of )?(?:the )?)+"
)
_TITLE_OF: Final = re.compile(r"\b[Tt]itle (?:[IVXLC]+|\d+) of (?:the )?$")
_THIS: Final = re.compile(r"\b[Tt]his (section|title|chapter|part|subchapter)\b")
_LEVELS: Final = {"chapter": "ch", "subchapter": "sch", "part": "pt", "subtitle": "st", "ch.": "ch", "subch.": "sch"}


def find_law(context: Context) -> Iterator[Mention]:
    """Every reference to a statute; those that need context are left out where the context does not decide."""
    folded = context.folded
    yield from _codes(folded)
    yield from _sections(context)
    yield from _chapters(context)
    yield from _public_laws(folded)
    yield from _acts(folded)
    yield from _this(context)


def _group(kind: str, start: int, end: int, items: Iterable[Item]) -> Mention:
    members = tuple(items)
    return Mention(
        start=start,
        end=end,
        kind=kind,
        form="citation",
        name=citation_of(members[0].target),
        items=members,
        plural=len(members) > 1,
    )


def usc_items(title: str, refs: list[SectionRef], base: str = "/us/usc") -> tuple[Item, ...]:
    """Section references as canonical ids below a title or an act."""
    root = f"{base}/t{title}" if title else base
    return tuple(Item(start=r.start, end=r.end, target="/".join((root, f"s{r.section}", *r.path))) for r in refs)


def _codes(folded: str) -> Iterator[Mention]:
    for match in _USC.finditer(folded):
        if not 1 <= int(match.group("title")) <= 54:
            continue
        refs, end = read_sections(folded, match.end())
        title = str(int(match.group("title")))
        level = match.group("level")
        if level:
            yield _level(match.start(), end, f"/us/usc/t{title}/{_LEVELS[level.lower()]}", refs)
        elif refs:
            yield _group("Statute", match.start(), end, usc_items(title, refs))
    for match in _IRC.finditer(folded):
        refs, end = read_sections(folded, match.end())
        if refs:
            yield _group("Statute", match.start(), end, usc_items("26", refs))
    for match in _TITLE.finditer(folded):
        number = int(match.group(1) or match.group(2) or match.group(3))
        if 1 <= number <= 54:
            item = Item(start=match.start(), end=match.end(), target=f"/us/usc/t{number}")
            yield _group("Statute", match.start(), match.end(), [item])


def _level(start: int, end: int, root: str, refs: list[SectionRef]) -> Mention:
    items = [Item(start=r.start, end=r.end, target=f"{root}{r.section}") for r in refs]
    return _group("Statute", start, end, items)


def _sections(context: Context) -> Iterator[Mention]:
    folded = context.folded
    for match in _SECTION.finditer(folded):
        if folded[match.end() : match.end() + 1] == "(":
            yield from _bare_subs(context, match)
            continue
        refs, end = read_sections(folded, match.end(), named=True)
        if not refs:
            continue
        start, path = _prefix(folded, match.start())
        if path:
            last = refs[-1]
            refs = [*refs[:-1], SectionRef(start=start, end=last.end, section=last.section, path=(*last.path, *path))]
        yield from _owner(context, start, end, refs)


def _prefix(folded: str, start: int) -> tuple[int, tuple[str, ...]]:
    """What stands before "section 552a(b)": "paragraph (2) of", "subparagraph (A) of paragraph (2) of"."""
    path: tuple[str, ...] = ()
    while match := _PREFIX.search(folded, max(0, start - 60), start):
        path = (*path, *designators(match.group("subs")))
        start = match.start()
    return start, path


def _owner(context: Context, start: int, end: int, refs: list[SectionRef]) -> Iterator[Mention]:
    """Bind a list of sections to the code or act that the words after it name; none is named: no reference."""
    folded = context.folded
    if match := _OF_TITLE.match(folded, end):
        yield _group("Statute", start, match.end(), usc_items(str(int(match.group(1))), refs))
    elif match := _OF_THIS.match(folded, end):
        base = context.title if match.group(1) == "title" else None
        if base:
            yield _group("Statute", start, match.end(), usc_items("", refs, base))
    elif match := _OF.match(folded, end):
        yield from _of_act(folded, start, match, refs)


def _of_act(folded: str, start: int, match: re.Match[str], refs: list[SectionRef]) -> Iterator[Mention]:
    if law := _PL.match(folded, match.end()):
        root = f"/us/pl/{int(law.group('congress'))}/{int(law.group('number'))}"
        yield _group("Statute", start, law.end(), usc_items("", refs, root))
        return
    named = _act_at(folded, match.end())
    if named is None:
        return
    end, act_id, act_name = named
    yield Mention(
        start=match.end(), end=end, kind="Statute", form="name", name=act_name, nested=True,
        items=(Item(start=match.end(), end=end, target=act_id),),
    )  # fmt: skip
    parallel = _parallel(folded, end, len(refs))
    if parallel:
        items = [Item(start=r.start, end=r.end, target=i.target) for r, i in zip(refs, parallel[1], strict=True)]
        yield _group("Statute", start, parallel[0], items)
    else:
        yield _group("Statute", start, end, usc_items("", refs, act_id))


def _parallel(folded: str, end: int, count: int) -> tuple[int, tuple[Item, ...]] | None:
    """The same provisions by their place in the Code, where the text gives it: "(21 U.S.C. 371(a) and 393(c))"."""
    opening = _PAREN.match(folded, end)
    comma = re.compile(r", ").match(folded, end)
    place = opening or comma
    code = _USC.match(folded, place.end()) if place else None
    if not place or not code or code.group("level"):
        return None
    refs, stop = read_sections(folded, code.end())
    if len(refs) != count:
        return None
    closing = 1 if opening and folded[stop : stop + 1] in (")", "]") else 0
    return stop + closing, usc_items(str(int(code.group("title"))), refs)


def _act_at(folded: str, start: int) -> tuple[int, str, str] | None:
    """The act whose name begins exactly here, as (end, id, name)."""
    for begin, end, act in act_names().find(folded[start : start + 160]):
        if begin == 0:
            return start + end, act.id, act.name
        break
    match = re.compile(r"[A-Z][A-Z&.-]{1,9}\b").match(folded, start)
    short = act_acronyms().get(match.group()) if match else None
    if match and short:
        return match.end(), short.id, short.name
    generic = _ACT_NAME.match(folded, start)
    if generic:
        return generic.end(), f"/us/act/{slug(generic.group())}", generic.group()
    return None


def _bare_subs(context: Context, match: re.Match[str]) -> Iterator[Mention]:
    """Such as "subsection (c)", "paragraph (2)" of the text's own section."""
    folded = context.folded
    found, end = read_subs(folded, match.end())
    of_this = _OF_THIS.match(folded, end)
    if not context.section or not found or (folded[end : end + 4] == " of " and not of_this):
        return
    if of_this and of_this.group(1) != "section":
        return
    word = folded[match.start() : match.end()].strip().lower()
    root = context.section if word.startswith("subsection") else context.level_above(match.start(), word)
    if root is None:
        return
    items = [Item(start=a, end=b, target="/".join((root, *path))) for a, b, path in found]
    yield _group("Statute", match.start(), of_this.end() if of_this else end, items)


def _chapters(context: Context) -> Iterator[Mention]:
    for match in _CHAPTER.finditer(context.folded):
        title = f"/us/usc/t{match.group(4)}" if match.group(4) else context.title
        if title:
            target = f"{title}/{_LEVELS[match.group(1).lower()]}{match.group(2)}"
            yield _group(
                "Statute", match.start(), match.end(), [Item(start=match.start(), end=match.end(), target=target)]
            )


def _this(context: Context) -> Iterator[Mention]:
    for match in _THIS.finditer(context.folded):
        target = (
            context.section if match.group(1) == "section" else context.title if match.group(1) == "title" else None
        )
        if target:
            yield _group(
                "Statute", match.start(), match.end(), [Item(start=match.start(), end=match.end(), target=target)]
            )


def _public_laws(folded: str) -> Iterator[Mention]:
    for match in _PL.finditer(folded):
        root = f"/us/pl/{int(match.group('congress'))}/{int(match.group('number'))}"
        end, path = match.end(), ""
        while division := _DIVISIONS.match(folded, end):
            path += ("/d" if division.group(1) == "div" else "/t") + division.group(2)
            end = division.end()
        section = _PL_SECTION.match(folded, end)
        refs, stop = read_sections(folded, section.end()) if section else ([], end)
        if refs:
            yield _group("Statute", match.start(), stop, usc_items("", refs, root + path))
        else:
            target = root + path
            yield _group("Statute", match.start(), end, [Item(start=match.start(), end=end, target=target)])
    for match in _STAT.finditer(folded):
        item = Item(start=match.start(), end=match.end(), target=f"/us/stat/{match.group(1)}/{match.group(2)}")
        yield _group("Statute", match.start(), match.end(), [item])
    for match in _ACT_DATE.finditer(folded):
        date = f"{match.group(3)}-{_MONTHS[match.group(1)[:3].lower()]:02}-{int(match.group(2)):02}"
        root = f"/us/act/{date}/ch{match.group(4)}"
        section = _PL_SECTION.match(folded, match.end())
        refs, stop = read_sections(folded, section.end()) if section else ([], match.end())
        items = usc_items("", refs, root) or (Item(start=match.start(), end=match.end(), target=root),)
        yield _group("Statute", match.start(), stop, items)


def _acts(folded: str) -> Iterator[Mention]:
    known: set[int] = set()
    for start, end, act in act_names().find(folded):
        known.update(range(start, end))
        yield _act(folded, start, end, act)
    for match in re.finditer(r"\b[A-Z][A-Z&.]{1,9}\b", folded):
        if known_act := act_acronyms().get(match.group()):
            yield _act(folded, match.start(), match.end(), known_act, form_acronym=True)
    for match in _ACT_NAME.finditer(folded):
        lead = _LEADING.match(match.group())
        start = match.start() + (lead.end() if lead else 0)
        name = folded[start : match.end()]
        if start not in known and match.end() - 1 not in known and " " in name:
            item = Item(start=start, end=match.end(), target=f"/us/act/{slug(name)}")
            yield Mention(start=start, end=match.end(), kind="Statute", form="name", name=name, items=(item,))


def _act(folded: str, start: int, end: int, act: Act, *, form_acronym: bool = False) -> Mention:
    titled = _TITLE_OF.search(folded, max(0, start - 20), start)
    begin = titled.start() if titled else start
    return Mention(
        start=begin, end=end, kind="Statute", form="acronym" if form_acronym else "name", name=act.name,
        items=(Item(start=start, end=end, target=act.id),),
    )  # fmt: skip

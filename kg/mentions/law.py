"""Finds statutes as people write them: by code, by act, by public law, and relative to the text itself."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from kg.inventory import inventory
from kg.mentions.act_terms import ActName, Definitions, in_full
from kg.mentions.acts import act_at, find_acts
from kg.mentions.anchors import find_after_initial, find_at
from kg.mentions.antecedents import SUCH, TITLE_OF_ACT, Antecedents
from kg.mentions.codes import NO_OTHER, OF_CODE, TITLES, USC, find_code_citations, section_items
from kg.mentions.codified import act_items
from kg.mentions.context import Context
from kg.mentions.levels import find_levels
from kg.mentions.mention import Citation, Item, Mention, cited
from kg.mentions.public_laws import ACT_OF, PUBLIC_LAW, divisions_before, find_public_laws, read_divisions
from kg.mentions.relative import find_relative
from kg.mentions.scan import Scan
from kg.mentions.sections import SECTION, SUBS, SectionRef, designators, read_sections, read_special

_WORD: Final = re.compile(r"ection(?:s|\[s\])?\]?(?: \[sic\])? ?(?=\d)")
_SHORT: Final = re.compile(r"ec(?:s?\.) ?(?=\d)")
_SUB: Final = ("sub", "Sub")
_SIGN: Final = re.compile(r"§§? ?(?=\d)")
_BEHIND_CODE: Final = re.compile(r"(?:\bC\.|\.C\.?|\.R\.?|USCA?|IRC|CFR|Stat\.|L\.|Code|\d ed\.),? ?\Z")
_ENDS_OF_CODES: Final = frozenset(".CRAe")
_LOWER: Final = r"(?:sub)?(?:paragraph|clause|section|item)s?"
_PREFIX: Final = re.compile(
    rf"\b{_LOWER} (?P<subs>{SUBS}(?:(?:, and |, or |, | and | or ){SUBS}){{0,9}}) of (?:such )?\Z", re.IGNORECASE
)
_PREFIX_LENGTH: Final = 90
_SUBS: Final = re.compile(SUBS)
_OF_TITLE: Final = re.compile(rf",? (?:of|in|under) (?P<named>[Tt]itle (\d{{1,2}})\b{NO_OTHER}{OF_CODE}?)")
_OF_THIS: Final = " of this title"
_OF: Final = re.compile(r",?[ \n](?:(?P<of>of)|in|under) (?:the )?")
_ASIDE_LENGTH: Final = 200
_ASIDE: Final = re.compile(
    r"(?:,? ?\d{1,2}(?:\s\d{1,2}\s{1,3}(?:See References in Text note below|So in original)\.[^§]{0,80}?(?<=[.\"]))?"
    r"|,? (?:and|or) (?:[Ss]ub)?(?:[Tt]itle|[Pp]art|[Cc]hapter)s? [A-Z\d]{1,6}(?: (?:and|or) [A-Z\d]{1,6})?,?"
    r"|,? respectively,?|, as amended,| \[(?![^\]]*U\.S\.C)[^\[\]]{1,60}\]"
    r"| \([a-z][^()]{1,80}(?:\([0-9A-Za-z]{1,4}\)[^()]{0,60}){0,4}\)){1,2}(?=\sof )"
)
"""What stands between a section and its law: a footnote of the editors, what they put in brackets, an aside.

"section 3 1 1 See References in Text note below. of", "section 2701 [now 2704] of", "section 413 (other than subsection
(d)) of".
"""
_NOW: Final = re.compile(
    rf" \[(?:now|probably (?:should be|means)) \"?(?:[Ss]ection )?(?P<section>{SECTION})(?P<subs>{SUBS})?\"?\]"
)
_LEADS_TO_BARE: Final = ("after ", "to ", "for ")
_AMENDED_LENGTH: Final = 110
_AMENDED: Final = re.compile(
    rf" of title (?P<title>{'|'.join(map(str, TITLES))}), United States Code, is (?:further )?amended by "
    r"(?:(?:inserting|adding) after|striking)(?: the items? (?:relating to|for))? \Z"
)
"""Before a bare section, what amends its title: "of title 5, United States Code, is amended by inserting after"."""
_OF_NO_LAW: Final = re.compile(r", of (?!th(?:at|is)|such|said|[Tt]itle|[Cc]hapter|[Ss]ub|[Pp]art)(?:the )?[a-z]")
"""What goes on with the sentence and names no law: "described in section 509(a), of the income"."""
_SAME_BEHIND: Final = re.compile(
    rf",? (?:and|or) [a-z ]{{0,40}}sections? {SECTION}(?:{SUBS})?,? (?:of|in) (?:the |such |that )[A-Z]"
)
"""Behind a section, another one that is said of what law: "or increase under section 5 of the Harbor Act"."""
_PAREN: Final = re.compile(r" ?[(\[](?:codified (?:as amended )?at )?|, ")
_SHORT_NAME: Final = re.compile(r" ?\((?:the )?\"?[A-Z][\w&.-]{1,11}(?: (?:Act|Code))?\"?\)(?= ?[(\[])")
"""Behind an act, the short name that the text gives it before its place in the Code: "(APA) (5 U.S.C. 553(b))"."""


class _Laws(NamedTuple):
    """The laws that a text names, by which sections are bound."""

    context: Context
    definitions: Definitions
    antecedents: Antecedents

    def such(self, word: str, offset: int, refs: Sequence[SectionRef]) -> tuple[Item, ...]:
        """The sections of "such title" or "such Act"; none where the text does not say of which."""
        if word == "title":
            title = self.antecedents.code_title(offset)
            return section_items(title, refs) if title else ()
        act = self.antecedents.act(word, offset)
        return act_items(*act, refs) if act else ()


def find_law(context: Context) -> Iterator[Citation | Mention]:
    """Every reference to a statute; those that need context are left out where the context does not decide."""
    folded = context.folded
    acts = list(find_acts(context.scan, context.act_words))
    definitions = Definitions(folded, acts)
    acts = list(in_full(acts, definitions))
    yield from find_code_citations(context.scan)
    yield from _sections(_Laws(context, definitions, Antecedents(folded, acts, context.title)))
    yield from find_levels(context)
    yield from find_public_laws(context.scan)
    yield from acts
    yield from find_relative(context)


def _sections(laws: _Laws) -> Iterator[Citation | Mention]:
    folded = laws.context.folded
    done = 0
    for place, number in section_words(laws.context.scan):
        if place < done:
            continue  # read already: "section 5 and section 7 of ..."
        plural = folded.startswith(("sections", "Sections", "section[s]", "§§"), place)
        refs, end = read_sections(folded, number, named=True, plural=plural)
        if special := read_special(folded, number, refs, end):
            yield from _known(_owner(laws, place, special.end, [special]))
        if not refs or (_is_behind_code(folded, place) and (folded[place] == "§" or not _OF_TITLE.match(folded, end))):
            continue  # no number, or read with its code: "I.R.C. § 6103"
        done = end
        start, inner = _prefix(folded, place)
        if behind := _behind_act(laws, place, end, refs):
            yield from behind
            continue
        if not inner or plural:
            yield from _owner(laws, place, end, refs)
            continue
        extended = [*_prefixed(refs[0], start, inner), *refs[1:]]
        head = _head(_owner(laws, place, end, refs), refs)
        for found in _owner(laws, start, end, extended):
            if head and isinstance(found, Citation) and not found.nested and found.items[0].target != head.target:
                yield found._replace(heads=(*found.heads, head))
            else:
                yield found


def _known(owned: Iterable[Citation | Mention]) -> list[Citation | Mention]:
    """What is found, where the Code has every section: that an act numbers one so is told by the table of acts."""
    found = list(owned)
    sections = ("/".join(item.target.split("/")[:5]) for each in found if not each.nested for item in each.items)
    return found if all(map(inventory().exists, sections)) else []


def _behind_act(laws: _Laws, place: int, end: int, refs: Sequence[SectionRef]) -> list[Citation | Mention]:
    """Sections that stand behind the name of their act: "ERISA § 502(a)", "the Securities Act of 1933, §§ 11, 12"."""
    folded = laws.context.folded
    defined = laws.definitions.before(place)
    act = defined.mention() if defined else laws.antecedents.before(place)
    in_law = laws.context.title is not None and folded[place] != "§"  # there "section 7" may be its own title's
    heads = folded.startswith("Sec. ", place) and folded.startswith(". ", end)  # of a table of contents
    if act is None or in_law or heads or _OF.match(folded, end):
        return []
    parallel = _parallel(folded, end, len(refs))
    end, items = parallel or (end, act_items(act.items[0].target, act.name, refs))
    return [replace(act, nested=True), cited("Statute", act.items[0].start, end, items)]


def section_words(scan: Scan) -> list[tuple[int, int]]:
    """Where "section", "sec." or "§" announces a number, and where the number begins, in the order of the text."""
    found = [(match.start(), match.end()) for match in find_at(scan, _SIGN, "§")]
    for pattern, words in ((_WORD, ("ection",)), (_SHORT, ("ec.", "ecs."))):
        matches = find_after_initial(scan, pattern, "sS", *words, prefixes=_SUB)
        found += [(match.start() - 1, match.end()) for _, match in matches]
    return sorted(found)


def _is_behind_code(folded: str, place: int) -> bool:
    if folded[place - 1 : place] != " " or folded[max(0, place - 3) : place - 1].rstrip(",")[-1:] not in _ENDS_OF_CODES:
        return False
    return _BEHIND_CODE.search(folded, max(0, place - 12), place) is not None


def _head(owned: Iterable[Citation | Mention], refs: Sequence[SectionRef]) -> Item | None:
    """The section of "paragraph (2) or (3) of section 1182(a) of this title", without what stands before it."""
    section = next((found for found in owned if isinstance(found, Citation) and not found.nested), None)
    if section is None:
        return None
    stop = section.end if len(refs) == 1 else refs[0].end
    return Item(section.start, stop, section.items[0].target)


def _prefixed(ref: SectionRef, start: int, inner: list[SectionRef]) -> list[SectionRef]:
    if len(inner) == 1:
        return [ref._replace(start=start, path=(*ref.path, *inner[0].path))]
    last = inner[-1].start
    return [
        ref._replace(start=part.start, end=ref.end if part.start == last else part.end, path=(*ref.path, *part.path))
        for part in inner
    ]


def _prefix(folded: str, start: int) -> tuple[int, list[SectionRef]]:
    """What stands before "section 552a(b)": "paragraphs (2) and (3) of", "subparagraph (A) of paragraph (2) of"."""
    inner: list[SectionRef] = []
    while len(inner) < 2 and folded.endswith((") of ", " such "), max(0, start - 6), start):
        match = _PREFIX.search(folded, max(0, start - _PREFIX_LENGTH), start)
        if not match:
            break
        outer = inner[0].path if inner else ()
        listed = _SUBS.finditer(folded, match.start("subs"), match.end("subs"))
        inner = [SectionRef(m.start(), m.end(), "", (*outer, *designators(m.group()))) for m in listed]
        start = match.start()
    return start, inner


def _owner(laws: _Laws, start: int, end: int, refs: list[SectionRef]) -> Iterator[Citation | Mention]:
    """Bind a list of sections to the code or act that the words after it name; none is named: no reference."""
    context = laws.context
    folded = context.folded
    aside = None
    if folded.startswith((" ", ","), end) and not folded.startswith(" of ", end):
        aside = _ASIDE.match(folded, end, end + _ASIDE_LENGTH)
    bare, end = end, aside.end() if aside else end
    if folded.startswith(_OF_THIS, end) and not folded[end + len(_OF_THIS) : end + len(_OF_THIS) + 1].isalnum():
        if context.title:
            yield Citation("Statute", start, end + len(_OF_THIS), section_items(context.title, refs))
        return
    of = _OF.match(folded, end)
    if of and folded.startswith("itle ", of.end() + 1) and (match := _OF_TITLE.match(folded, end)):
        if int(match.group(2)) in TITLES:
            title = f"/us/usc/t{int(match.group(2))}"
            several = len(refs) > 1 and len({ref.section for ref in refs}) > 1
            heads = (Item(match.start("named"), match.end(), title),) if several else ()
            yield Citation("Statute", start, match.end(), section_items(title, refs), heads)
        return
    if of:
        found = _of_law(laws, start, of.end(), _renumbered(refs, aside))
        yield from found
        if found or (of.group("of") and not aside and not _OF_NO_LAW.match(folded, end)):
            return
    if context.title == "/us/usc/t26" and context.in_body(start):
        # The Internal Revenue Code refers to its own sections by their number alone; of one that it does not have, the
        # law may stand further on: "section 1839(i) or increase under section 1860D-13 of the Social Security Act".
        if not _SAME_BEHIND.match(folded, bare) or all(inventory().section_exists("26", ref.section) for ref in refs):
            yield Citation("Statute", start, bare, section_items("/us/usc/t26", refs))
    elif folded.endswith(_LEADS_TO_BARE, 0, start) and (
        amended := _AMENDED.search(folded, max(0, start - _AMENDED_LENGTH), start)
    ):
        yield Citation("Statute", start, bare, section_items(f"/us/usc/t{int(amended.group('title'))}", refs))


def _renumbered(refs: list[SectionRef], aside: re.Match[str] | None) -> list[SectionRef]:
    """The section with the number that the editors say it has now, "section 2701 [now 2704] of"."""
    now = _NOW.match(aside.group()) if aside and len(refs) == 1 else None
    if not now:
        return refs
    path = designators(now.group("subs")) if now.group("subs") else refs[0].path
    return [refs[0]._replace(section=now.group("section"), path=path)]


def _of_law(laws: _Laws, start: int, place: int, refs: Sequence[SectionRef]) -> list[Citation | Mention]:
    folded = laws.context.folded
    divisions, begin = divisions_before(folded, place)
    if law := PUBLIC_LAW.match(folded, begin):
        root = f"/us/pl/{int(law.group('congress'))}/{int(law.group('number'))}"
        whole = cited("Statute", law.start(), law.end(), [Item(law.start(), law.end(), root)], nested=True)
        found: list[Citation | Mention] = [
            whole,
            cited("Statute", start, law.end(), section_items(root + divisions, refs)),
        ]
        path, end = ("", law.end()) if divisions else read_divisions(folded, law.end())
        if path:
            found.append(cited("Statute", law.start(), end, [Item(law.start(), end, root + path)], nested=True))
        return found
    if such := SUCH.match(folded, place):
        parallel = _parallel(folded, such.end(), len(refs))
        end, items = parallel or (such.end(), laws.such(such.group("word"), start, refs))
        return [cited("Statute", start, end, items)] if items else []
    if not laws.context.title and (alone := TITLE_OF_ACT.match(folded, begin)):
        return _of_title(laws, start, alone, refs)
    act = act_at(laws.context.act_words, begin, laws.definitions)
    if act is None:
        return []
    parallel = _parallel(folded, act.end, len(refs))
    end, items = parallel or (act.end, _sections_of(folded, act, refs, divisions))
    dated = parallel and len(refs) == 1 and ACT_OF.match(folded, act.start)
    heads = [Item(start, act.end, "/".join((act.id, f"s{refs[0].section}", *refs[0].path)))] if dated else []
    return [act.mention(nested=True), cited("Statute", start, items[0].end if heads else end, items, heads)]


def _sections_of(folded: str, act: ActName, refs: Sequence[SectionRef], divisions: str) -> tuple[Item, ...]:
    """Sections of an act by their place in the Code, which the text may give behind the act's short name."""
    items = act_items(act.id, act.name, refs, divisions)
    short = _SHORT_NAME.match(folded, act.end)
    placed = _parallel(folded, short.end(), len(refs)) if short else None
    if placed is None or folded.startswith((" et", ", et"), placed[0]):
        return items
    return tuple(item._replace(target=place.target) for item, place in zip(items, placed[1], strict=True))


def _of_title(laws: _Laws, start: int, title: re.Match[str], refs: Sequence[SectionRef]) -> list[Citation | Mention]:
    """Sections of a title that was named with its act before: "section 703 of Title VII"."""
    folded = laws.context.folded
    act = laws.antecedents.of_title(title.group("number"), start)
    if act is None or folded.startswith(" of ", title.end()):
        return []
    law, inside = act.items[0].target, f"/t{title.group('number')}"
    items = act_items(law, act.name, refs, "" if law.endswith(inside) else inside)
    end, items = _parallel(folded, title.end(), len(refs)) or (title.end(), items)
    return [cited("Statute", start, end, items)]


def _parallel(folded: str, end: int, count: int) -> tuple[int, tuple[Item, ...]] | None:
    """The same provisions by their place in the Code, where the text gives it: "(21 U.S.C. 371(a) and 393(c))"."""
    place = _PAREN.match(folded, end)
    code = USC.match(folded, place.end()) if place else None
    if not place or not code or code.group("level") or code.group("app") or int(code.group("title")) not in TITLES:
        return None
    refs, stop = read_sections(folded, code.end())
    if len(refs) != count:
        return None
    items = section_items(f"/us/usc/t{int(code.group('title'))}", refs)
    if count == 1:
        items = (items[0]._replace(start=code.start()),)
    closing = 1 if place.group() != ", " and folded[stop : stop + 1] in (")", "]") else 0
    return stop + closing, items

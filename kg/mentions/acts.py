"""Finds named acts: those of the gazetteer, by acronym, by a name that ends with "Act", by a term that is defined."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import Final

from kg.identifiers import slug
from kg.mentions.act_acronyms import find_act_acronyms
from kg.mentions.act_headings import behind_heading, is_apart, is_heading
from kg.mentions.act_terms import PLACE, TERM, YEAR, ActName, Definitions, is_unknown
from kg.mentions.codified import act_id, named_act
from kg.mentions.gazetteer import act_acronyms, act_names, state_codes
from kg.mentions.mention import Citation, Mention
from kg.mentions.public_laws import ACT_OF, dated_act, parts_path
from kg.mentions.scan import Scan
from kg.mentions.words import Words

CODE_OF_REVENUE: Final = r"Internal Revenue Code(?: of 19(?:39|54|86))?"
_LINKS: Final = frozenset("and of for to in the on with against or from".split())
_LEADING: Final = frozenset(
    """the this that under in by and but when if such any each as a an of see also both since title section subtitle
    division part chapter violates violating pursuant its their his our for to or on with against from within whether
    amended amending said they we you it he she i who which states parties did does do can could may must should would
    will is are was were has have had how why what when where while although because after before yes no not then thus
    therefore however because using citing holding finding unlike like whereas notwithstanding either another subject
    contained implementing amending references application termination certain""".split()
)
_POSSESSIVE: Final = frozenset("Women's Children's Men's People's America's Mother's Father's Nation's".split())
"""Possessives that begin or go on with names of acts; any other is whose act it is: "Congress's Clean Air Act"."""
_GENERIC: Final = frozenset("state federal public private local final model same special new old first second".split())
_NEW_PHRASE: Final = frozenset("and or of in to for under by against".split())
"""Before "the", these begin another phrase: "the Department of Justice and the Smith Act"."""
_FEDERAL: Final = frozenset("federal u.s. united states new amended revised original landmark historic".split())
"""Before a known name, what leaves it the same act."""
_CAPITALS: Final = re.compile(r"[A-Z]{2,6}")
_OPENING: Final = re.compile(r"(?:\A|\n|[.?!:;(—\"] ?)\Z")
_TREATY: Final = re.compile(r"\bAct of (?:the )?(?:\w+ ){0,2}(?:Agreement|Convention|Treaty|Protocol|Arrangement)\b")
_NO_LAW: Final = frozenset(["final", "model"])
"""Before "Act", what is no act of a legislature: a treaty's, a model for the states."""
_AMENDMENTS: Final = re.compile(
    r" (?:[A-Z][a-z]+ ){0,3}Amendments?(?:(?: Act)?(?:,? of (?:18|19|20)\d\d\b|, (?:18|19|20)\d\d\b)| Act\b)"
    r"| (?:[A-Z][a-z]+ ){1,3}Act of (?:18|19|20)\d\d\b"
)
_YEAR_BEFORE: Final = re.compile(r"(?<=he )((?:17|18|19|20)\d\d) \Z")
_YEAR_AT: Final = re.compile(r"(?:17|18|19|20)\d\d (?=[A-Z])")
_ORDINAL: Final = re.compile(r"\d{1,3}(?:st|nd|rd|th)|9/11")
_LAW_BEHIND: Final = re.compile(
    r" ?\((?P<parts>(?:(?:[Dd]ivision|(?:[Ss]ub)?[Tt]itle) (?:[A-Z]{1,8}|\d{1,3}) of ){0,4})"
    r"P(?:ublic Law|ub\. ?L\.)(?: No\.)? ?(?P<congress>\d{2,3})-(?P<number>\d{1,4})\b"
)
_CUT: Final = re.compile(
    r"(?:[A-Z][a-z]+ [A-Z]\.|\b[JS]r\.,|\([A-Z][a-z]+\)|\b\w+'s|(?<![\w(.])(?!(?:1[789]|20)\d\d )[\d-]+"
    r"|\bAct) \Z"  # "John S. ", "Kari's "
    r"|(?:(?<=[\w,;] )|(?<=[\"']))(?!Act\b|Code\b|Law\b)[A-Z][a-z]+(?<!ly)"
    r"(?:,? (?:and|of|for|in|[Bb]y|at) the |,? (?:[Bb]y|at) |, the | and | a )\Z"  # "the Arts and the "
    r"|\) for \Z|\d—\Z|\d[A-Z][a-z]+ \Z|[\"'][A-Z]\w+[\"'] \Z|[\"'][A-Z]\w*(?: [A-Z]\w*){0,2}(?<![\"']The) \Z"
)
"""Before what looks like a name and is in no table, what may be the rest of it."""
_WORD_BEFORE: Final = re.compile(r"\b([A-Z][a-z]+) \Z")
_LISTED: Final = re.compile(r"\b(?!Act\b)[A-Z][a-z]+, \Z")
_LONGEST_CUT: Final = 60
_TELLING: Final = 4
"""Words of a name that is hardly the end of another act's."""
_NO_CITATION: Final = (" Release", " Rel. ")
"""Behind a name, what says that it is part of a title: "Securities Exchange Act Release No. 34-1"."""
_COUNTRIES: Final = (
    r"(?:the )?(?:Canada|Ontario|Qu[eé]bec|Alberta|Manitoba|Saskatchewan|Nova Scotia|British Columbia|New Brunswick"
    r"|Australia|Queensland|New South Wales|New Zealand|United Kingdom|U\.?K\b|Great Britain|England|Scotland|Ireland"
    r"|India|Pakistan|Bangladesh|Israel|South Africa|Kenya|Nigeria|Ghana|Singapore|Malaysia|Hong Kong|Jamaica|Germany"
    r"|France|Switzerland|Japan|Mexico)\b"
)
_PEOPLES: Final = frozenset(
    """canada canadian ontario québec quebec alberta manitoba saskatchewan australian australia zealand uk british
    britain scottish irish israeli german french swiss japanese pakistani bangladeshi nigerian kenyan ghanaian singapore
    malaysian mexican""".split()
)
"""Words of which one at the head of an act's name says that another country made it, unless a table has the name."""
_OF_DISTRICT: Final = r"D\. ?C\. (?:Law|Act) \d{1,3}-\d{1,4}\b"
_DISTRICT_BEFORE: Final = re.compile(rf"\b{_OF_DISTRICT},? \(?(?:[Tt]he )?\Z")
"""Before a name, what says that it is an act of the Council of the District of Columbia: "D.C. Law 12-34, the"."""
_OF_COUNTRY: Final = re.compile(
    rf"(?: (?:1[6-9]|20)\d\d)?,? \((?:UK|U\.K\.|Cth|NZ|Canada|Can\.|{_OF_DISTRICT})|,? of {_COUNTRIES}"
)
_ABROAD: Final = re.compile(rf" (?:1[6-9]|20)\d\d\b|{_OF_COUNTRY.pattern}")
"""Behind a name, what says that the act is another country's: "Companies Act 2006", "Privacy Act of Canada"."""
_DIGITS: Final = re.compile(r"\d{4}")
_TITLE_OF: Final = re.compile(r"\b[Tt]itle (?:[IVXLC]{1,8}|\d{1,3}) of (?:the )?\Z")
_LONGEST: Final = 14
_GAPS: Final = (" ", ", ", ". ")


def find_acts(scan: Scan, words: Words) -> Iterator[Mention]:
    """Every named act; "title VII of" before a name belongs to the mention, and leaves the target the act."""
    known: list[tuple[int, int]] = []
    named: set[str] = set()
    ends: list[int] = []
    for start, end, act in act_names().find(words):
        if _is_ending(words, start, end):
            ends.append(start)
            continue
        if words.folded.startswith(_NO_CITATION, end):
            known.append((start, end))
            continue
        name = _exactly(words.folded, ActName(start=start, end=end, id=act.id, name=act.name))
        if name is None:
            known.append((start, end))
            continue
        name = _of_its_year(words.folded, _longer_before(words, name) or name)
        known.append((name.start, name.end))
        if not _is_foreign(words, name):
            named.add(name.id)
            yield _titled(words.folded, name)
    for start, end, act in find_act_acronyms(scan, named):
        yield _titled(words.folded, ActName(start=start, end=end, id=act.id, name=act.name, form="acronym"))
    for name in _other_acts(words):
        index = bisect_left(known, (name.start + 1, 0)) - 1
        following = known[index + 1][0] if index + 1 < len(known) else len(words.folded)
        is_longer = bisect_left(ends, name.start) != bisect_left(ends, name.end)
        if (is_longer and is_unknown(name)) or words.folded.startswith(_NO_CITATION, name.end):
            continue
        if (index < 0 or known[index][1] <= name.start) and following >= name.end:
            yield _titled(words.folded, _of_its_year(words.folded, name))


def act_at(words: Words, offset: int, definitions: Definitions) -> ActName | None:
    """The act whose name, acronym or defined term begins exactly here, or the year before its name."""
    if year := _YEAR_AT.match(words.folded, offset):
        named = act_at(words, year.end(), definitions)
        return _of_its_year(words.folded, named) if named and named.form == "name" else None
    if dated := ACT_OF.match(words.folded, offset):
        return ActName(start=offset, end=dated.end(), id=dated_act(dated), name=dated.group())
    if found := act_names().at(words, offset):
        act = _exactly(words.folded, ActName(start=offset, end=found[0], id=found[1].id, name=found[1].name))
        return None if act is None or _is_foreign(words, act) else act
    if term := TERM.match(words.folded, offset):
        if meant := definitions.meaning(term.group(), offset):
            return ActName(start=offset, end=term.end(), id=meant.id, name=meant.name, form="acronym")
        if known := act_acronyms().get(term.group()):
            return ActName(start=offset, end=term.end(), id=known.id, name=known.name, form="acronym")
    index = words.at(offset)
    for last in range(index, min(index + _LONGEST, len(words.bare))) if index is not None else ():
        if last > (index or 0) and words.folded[words.ends[last - 1] : words.starts[last]] not in _GAPS:
            break
        read = _READERS.get(words.bare[last])
        if read and (name := read(words, last)):
            return definitions.in_full(name) if name.start == offset else None
    return None


def is_guessed(mention: Citation | Mention) -> bool:
    """Whether it is taken for an act because of its words alone, and so gives way to what the text defines them as."""
    target = mention.items[0].target if mention.kind == "Statute" and mention.items else ""
    return target == f"/us/act/{slug(mention.name)}"


def _exactly(folded: str, act: ActName) -> ActName | None:
    """The act itself, or the other one that a longer name means: "Clean Air Act Amendments of 1990", another year's.

    None where that is in no table, and may be the end of a longer name: "Electronic Privacy Act of 1996".
    """
    longer = _AMENDMENTS.match(folded, act.end) or YEAR.match(folded, act.end)
    if not longer:
        return act
    own = _DIGITS.search(act.name)
    if longer.re is YEAR and (own is None or own.group() in longer.group()):
        return act
    name = folded[act.start : longer.end()]
    other = ActName(start=act.start, end=longer.end(), id=act_id(name), name=name)
    if is_unknown(other) and _is_cut(folded, act.start):
        return None
    return other._replace(id=_told(folded, other))


def _is_ending(words: Words, start: int, end: int) -> bool:
    """Whether the name of an act is the end of another's that is cut: "the Fewer Forms, Better Privacy Act"."""
    folded = words.folded
    word = _WORD_BEFORE.search(folded, max(0, start - _LONGEST_CUT), start)
    if word is None or word.group(1) == "Federal" or word.group(1).lower() in _LEADING:
        return False
    longer = _longer_before(words, ActName(start=start, end=end, id="", name=folded[start:end]))
    begin = longer.start if longer else start
    if longer and not _is_cut(folded, begin) and not _LISTED.search(folded, max(0, begin - _LONGEST_CUT), begin):
        return False
    return folded.count(" ", start, end) < _TELLING


def _is_cut(folded: str, start: int) -> bool:
    """Whether a name that no table has may begin before the place: "John S. Roe Defense Act"."""
    begin = max(0, start - _LONGEST_CUT)
    word = _WORD_BEFORE.search(folded, begin, start)
    return _CUT.search(folded, begin, start) is not None or (word is not None and word.group(1).lower() not in _LEADING)


def _of_its_year(folded: str, act: ActName) -> ActName:
    """The act of the year that stands before its name: "the 1991 Civil Rights Act"."""
    before = _YEAR_BEFORE.search(folded, max(0, act.start - 9), act.start)
    if not before:
        return act
    if before.group(1) in act.name:
        return act._replace(start=before.start())
    name = f"{act.name} of {before.group(1)}"
    known = act_names().whole(name)
    law = known.id if known else act_id(name)
    if _is_in_no_table(act._replace(id=law)) and not _is_in_no_table(act):
        return act
    return ActName(start=before.start(), end=act.end, id=law, name=name)


def _longer_before(words: Words, act: ActName) -> ActName | None:
    """The act of a longer name that ends like a known one: the "Illinois Freedom of Information Act" is a state's.

    One word that opens a sentence, and what is an agency's or says no more than that the act is federal, is no part.
    """
    index = words.at(act.start)
    if not index or not words.folded[words.starts[index - 1]].isupper():
        return None
    first = index
    while first > 0 and index - first < _LONGEST and _linked(words, first) and _may_stand(words, first - 1):
        first -= 1
    while first < index and (words.bare[first] in _LEADING or words.bare[first] in _LINKS or _numeral(words, first)):
        first += 1
    if first < index and is_heading(words, first, index):
        return None
    if "under" in words.bare[first:index]:  # of a heading: "Agencies Under Clean Air Act"
        first = index - words.bare[first:index][::-1].index("under")
        if first == index:
            return None
    start = words.starts[first]
    before = words.folded[start : act.start].split()
    if all(word.lower() in _FEDERAL or (_CAPITALS.fullmatch(word) and word not in _places()) for word in before):
        return None
    if len(before) == 1 and before[0] not in _places() and _OPENING.search(words.folded, max(0, start - 3), start):
        return None
    name = words.folded[start : act.end]
    return ActName(start=start, end=act.end, id=act_id(name), name=name)


@cache
def _places() -> frozenset[str]:
    """What begins the name of a law that is not federal."""
    codes = (code.upper() for code in state_codes().values())
    return frozenset([*state_codes(), *codes, *(word.upper() for word in _PEOPLES)])


def _titled(folded: str, act: ActName) -> Mention:
    is_of = folded.endswith((" of ", " of the "), max(0, act.start - 8), act.start)
    titled = _TITLE_OF.search(folded, max(0, act.start - 25), act.start) if is_of else None
    return act.mention(start=titled.start() if titled else None)


def _other_acts(words: Words) -> Iterator[ActName]:
    found = [(index, read) for head, read in _READERS.items() for index in words.openings.get(head, ())]
    for index, read in sorted(found, key=lambda pair: pair[0]):
        if name := read(words, index):
            yield name


def _amendments(words: Words, last: int) -> ActName | None:
    """The known act whose name ends at `last`: "Education Amendments of 1978"."""
    year = YEAR.match(words.folded, words.ends[last])
    return _known_name(words, last, last, year.end()) if year else None


def _name_before(words: Words, last: int) -> ActName | None:
    """The name that ends with the word "Act" at `last`: capital words and what links them."""
    folded = words.folded
    first = last
    while last - first < _LONGEST and first > 0 and _linked(words, first) and _may_stand(words, first - 1):
        first -= 1
    while first < last and (words.bare[first] in _LEADING or words.bare[first] in _LINKS or _numeral(words, first)):
        first += 1
    first = behind_heading(words, first, last)
    end = words.name_end(last)
    if (last - first == 1 and words.bare[first] in _GENERIC) or words.bare[last - 1] in _NO_LAW:
        return None
    if first == last or folded[words.starts[last] : end] != "Act":
        return None
    start = words.starts[first]
    if dated := ACT_OF.match(folded, words.starts[last]):
        return ActName(start=start, end=dated.end(), id=dated_act(dated), name=folded[start : dated.end()])
    if longer := YEAR.match(folded, end) or _AMENDMENTS.match(folded, end) or _place(folded, start, end):
        end = longer.end()
    name = folded[start:end]
    if "Act of " in name and _TREATY.search(name):
        return None
    law = act_id(name)
    act = ActName(start=start, end=end, id=law, name=name)
    if _is_in_no_table(act) and named_act(name) is None and (known := _known_name(words, first, last, end)):
        act = known
    if _is_foreign(words, act):
        return None
    if _is_in_no_table(act):
        if _ABROAD.match(folded, end):
            return None
        if _is_cut(folded, act.start):
            return None
    return act._replace(id=_told(folded, act))


def _place(folded: str, start: int, end: int) -> re.Match[str] | None:
    """The place that a name goes on with which no table has without it."""
    place = None if _OF_COUNTRY.match(folded, end) else PLACE.match(folded, end)
    return place if place and act_id(folded[start:end]).startswith("/us/act/") else None


def _told(folded: str, act: ActName) -> str:
    """The id of an act, or what the text says behind its name where that is more: a law for a slug, a part of a law."""
    behind = _law_behind(folded, act.end)
    return behind if behind and (is_unknown(act) or behind.startswith(f"{act.id}/")) else act.id


def _is_in_no_table(act: ActName) -> bool:
    return act.id.startswith("/us/act/") and not act.id[8:9].isdigit()


def _is_foreign(words: Words, act: ActName) -> bool:
    """Whether the words say that another country made it, "the Canadian Privacy Act", or the District of Columbia."""
    if _OF_COUNTRY.match(words.folded, act.end):
        return True
    if _DISTRICT_BEFORE.search(words.folded, max(0, act.start - _LONGEST_CUT), act.start):
        return True
    first = words.at(act.start) if _is_in_no_table(act) else None
    return first is not None and not _PEOPLES.isdisjoint(words.bare[first : first + 2])


_READERS: Final = {"act": _name_before, "amendments": _amendments}


def _known_name(words: Words, first: int, last: int, end: int) -> ActName | None:
    """The longest name that the Code's notes know, where what looks like one is known by none.

    It may begin before, "[Museum of the Harbor Act]", or behind a "the" in it, "Notwithstanding the [Harbor Act]".
    """
    lowest = first
    while (
        last - lowest < _LONGEST and lowest > 0 and words.folded[words.ends[lowest - 1] : words.starts[lowest]] in _GAPS
    ):
        lowest -= 1
    for index in range(lowest, last):
        name = words.folded[words.starts[index] : end]
        begins = index < first or (index > first and words.bare[index - 1] == "the")
        if begins and name[0].isupper() and (known := named_act(name)):
            return ActName(start=words.starts[index], end=end, id=known.id, name=name)
    return None


def _law_behind(folded: str, end: int) -> str | None:
    """The law that a parenthesis behind a name says the act is: "(division B of Public Law 115-232)"."""
    found = _LAW_BEHIND.match(folded, end)
    if not found:
        return None
    return f"/us/pl/{int(found.group('congress'))}/{int(found.group('number'))}{parts_path(found.group('parts'))}"


def _numeral(words: Words, index: int) -> bool:
    return words.folded[words.starts[index] : words.ends[index]].strip("IVXLC0123456789") == ""


def _linked(words: Words, index: int) -> bool:
    """Whether the word goes on with the phrase before it: no sentence, no other act and no new phrase begins."""
    gap = words.folded[words.ends[index - 1] : words.starts[index]]
    before = words.bare[index - 1]
    if gap not in (" ", ", ") or before == "act" or words.folded[words.ends[index - 1] - 1] == ".":
        return False
    if is_apart(words, index):
        return False
    return words.bare[index] != "the" or (gap == " " and before not in _NEW_PHRASE)


def _may_stand(words: Words, index: int) -> bool:
    word = words.folded[words.starts[index] : words.ends[index]]
    stands = word[0].isupper() or word in _LINKS or _ORDINAL.fullmatch(word) is not None
    return stands and (not word.endswith("'s") or word in _POSSESSIVE)

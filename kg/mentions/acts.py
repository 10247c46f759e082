"""Finds named acts: those of the gazetteer, by acronym, by a name that ends with "Act", by a term that is defined."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from kg.identifiers import slug
from kg.mentions.codified import act_id
from kg.mentions.gazetteer import Act, act_acronyms, act_names, state_codes
from kg.mentions.mention import Citation, Form, Item, Mention
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
    therefore however because using citing holding finding unlike like""".split()
)
_POSSESSIVE: Final = frozenset("Women's Children's Men's People's America's Mother's Father's Nation's".split())
"""Possessives that begin or go on with names of acts; any other is whose act it is: "Congress's Clean Air Act"."""
_GENERIC: Final = frozenset("state federal public private local final model same special new old first second".split())
_NEW_PHRASE: Final = frozenset("and or of in to for under by against".split())
"""Before "the", these begin another phrase: "the Department of Justice and the Smith Act"."""
_FEDERAL: Final = frozenset("federal u.s. united states new amended revised original landmark historic".split())
"""Before a known name, what leaves it the same act."""
_INITIALS: Final = re.compile(r"[A-Z]{3,6}")
_SPELLED_BEFORE: Final = 6000
_SPELLED_BEHIND: Final = 2000
_NAMES_ACT: Final = re.compile(r"(?:[A-Z][a-z]+ ){0,2}(?:Acts?|Code|Law|Amendments)\b")
_CAPITAL_BEHIND: Final = re.compile(r" (?:of |and |for |the )?(?!Act|Code|Law)[A-Z][a-z]")
_CAPITAL_BEFORE: Final = re.compile(r"[A-Z][a-z]* (?:of |and |for |the )?\Z")
_CAPITALS: Final = re.compile(r"[A-Z]{2,6}")
_OPENING: Final = re.compile(r"(?:\A|\n|[.?!:;(—\"] ?)\Z")
_YEAR: Final = re.compile(
    r",? of (?:18|19|20)\d\d\b|, (?:18|19|20)\d\d\b"
    r"|(?: for|,) [Ff]iscal [Yy]ears? (?:19|20)\d\d(?:(?: and|,) (?:19|20)\d\d)?\b"
)
_YEAR_BEFORE: Final = re.compile(r"(?<=he )((?:17|18|19|20)\d\d) \Z")
_YEAR_AT: Final = re.compile(r"(?:17|18|19|20)\d\d (?=[A-Z])")
_AMENDMENTS: Final = re.compile(r" Amendments?(?:(?: Act)?(?:,? of (?:18|19|20)\d\d\b|, (?:18|19|20)\d\d\b)| Act\b)")
_ORDINAL: Final = re.compile(r"\d{1,3}(?:st|nd|rd|th)|9/11")
_LAW_BEHIND: Final = re.compile(
    r" ?\((?P<parts>(?:(?:[Dd]ivision|(?:[Ss]ub)?[Tt]itle) (?:[A-Z]{1,8}|\d{1,3}) of ){0,4})"
    r"P(?:ublic Law|ub\. ?L\.)(?: No\.)? ?(?P<congress>\d{2,3})-(?P<number>\d{1,4})\b"
)
_NO_CITATION: Final = " Release"
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
_OF_COUNTRY: Final = re.compile(rf"(?: (?:1[6-9]|20)\d\d)?,? \((?:UK|U\.K\.|Cth|NZ|Canada|Can\.)|,? of {_COUNTRIES}")
_ABROAD: Final = re.compile(rf" (?:1[6-9]|20)\d\d\b|{_OF_COUNTRY.pattern}")
"""Behind a name, what says that the act is another country's: "Companies Act 2006", "Privacy Act of Canada"."""
_DIGITS: Final = re.compile(r"\d{4}")
_TITLE_OF: Final = re.compile(r"\b[Tt]itle (?:[IVXLC]{1,8}|\d{1,3}) of (?:the )?\Z")
_DEFINED: Final = re.compile(
    r"(?: ?\([^()\n]{1,80}\)){0,2}? ?\((?:hereinafter |hereafter |referred to as |or )?(?:the )?\"?(?:the )?"
    r"(?P<term>(?:[A-Z][\w-]{0,20} )?(?:Act|Code|Statute)|[A-Z][A-Z&.]{0,8}[A-Z])\"?[,)]"
)
_TERM: Final = re.compile(r"(?:[A-Z][\w-]{0,20} )?(?:Act|Code|Statute)\b|[A-Z][A-Z&.]{0,8}[A-Z]\b")
_TERM_BEFORE: Final = re.compile(rf"\b(?P<term>(?:{_TERM.pattern})),? \Z")
_LONGEST_TERM: Final = 40
_OF_WORD: Final = re.compile(r"[\w&]")
"""Beside an acronym, what says that it is part of a longer one."""
_LONGEST: Final = 14


class ActName(NamedTuple):
    """Where a text names an act."""

    start: int
    end: int
    id: str
    name: str
    form: Form = "name"

    def mention(self, *, start: int | None = None, nested: bool = False) -> Mention:
        """The act as a mention, from `start` where words before its name belong to it."""
        item = Item(start=self.start, end=self.end, target=self.id)
        return Mention(
            start=self.start if start is None else start, end=self.end, kind="Statute", form=self.form, name=self.name,
            items=(item,), nested=nested,
        )  # fmt: skip


class Definitions:
    """Short terms that the text gives to acts: the Federal Trade Commission Act ("FTC Act")."""

    def __init__(self, folded: str, acts: Sequence[Mention]) -> None:
        self._places: dict[str, list[int]] = {}
        self._acts: dict[str, list[ActName]] = {}
        for act in acts:
            if act.form == "name" and (match := _DEFINED.match(folded, act.end)):
                term = match.group("term")
                name = ActName(start=act.start, end=act.end, id=act.items[0].target, name=act.name)
                self._places.setdefault(term, []).append(match.end())
                self._acts.setdefault(term, []).append(name)

    def before(self, folded: str, place: int) -> ActName | None:
        """The act for which the term stands that ends right before a place."""
        if not self._places or folded[place - 1 : place] != " ":
            return None
        term = _TERM_BEFORE.search(folded, max(0, place - _LONGEST_TERM), place)
        meant = self.meaning(term.group("term"), term.start()) if term else None
        return (
            meant._replace(start=term.start("term"), end=term.end("term"), form="acronym") if meant and term else None
        )

    def meaning(self, term: str, offset: int) -> ActName | None:
        """The act that the term was last given to before the offset."""
        index = bisect_left(self._places.get(term, []), offset) - 1
        return self._acts[term][index] if index >= 0 else None


def find_acts(scan: Scan, words: Words) -> Iterator[Mention]:
    """Every named act; "title VII of" before a name belongs to the mention, and leaves the target the act."""
    known: list[tuple[int, int]] = []
    for start, end, act in act_names().find(words):
        if words.folded.startswith(_NO_CITATION, end):
            known.append((start, end))
            continue
        name = _exactly(words.folded, ActName(start=start, end=end, id=act.id, name=act.name))
        name = _of_its_year(words.folded, _longer_before(words, name) or name)
        known.append((name.start, name.end))
        if not _is_foreign(words, name):
            yield _titled(words.folded, name)
    for start, end, act_ in _acronyms(scan):
        yield _titled(words.folded, ActName(start=start, end=end, id=act_.id, name=act_.name, form="acronym"))
    for name in _other_acts(words):
        index = bisect_left(known, (name.start + 1, 0)) - 1
        following = known[index + 1][0] if index + 1 < len(known) else len(words.folded)
        if (index < 0 or known[index][1] <= name.start) and following >= name.end:
            yield _titled(words.folded, _of_its_year(words.folded, name))


def _acronyms(scan: Scan) -> Iterator[tuple[int, int, Act]]:
    folded, acts = scan.folded, act_acronyms()
    meant: dict[str, bool] = {}
    for start, acronym in scan.each(frozenset(acts)):
        end = start + len(acronym)
        if _OF_WORD.match(folded, end) or _OF_WORD.match(folded, start - 1 if start else end):
            continue
        if acronym not in meant:
            meant[acronym] = not _spells_another(folded, start, acronym, acts[acronym].name)
        if meant[acronym]:
            yield start, end, acts[acronym]


def _spells_another(folded: str, start: int, acronym: str, name: str) -> bool:
    """Whether the text spells an acronym as something else near its first use, "Radio Free Asia", not as the act."""
    if not _INITIALS.fullmatch(acronym):
        return False
    near = _spelled(acronym).finditer(folded, max(0, start - _SPELLED_BEFORE), start + _SPELLED_BEHIND)
    spelled = [found for found in near if not _is_within(folded, *found.span())]
    own = any(found.group() in name or _NAMES_ACT.match(folded, found.end("last")) for found in spelled)
    return bool(spelled) and not own


def _is_within(folded: str, start: int, end: int) -> bool:
    """Whether the words are part of a longer name: "Deferred Action for Childhood Arrivals" is no "ACA"."""
    before = _CAPITAL_BEFORE.search(folded, max(0, start - 40), start)
    return before is not None or _CAPITAL_BEHIND.match(folded, end) is not None


@lru_cache(maxsize=256)
def _spelled(acronym: str) -> re.Pattern[str]:
    words = [f"{letter}[a-z]+" for letter in acronym]
    words[-1] = f"(?P<last>){words[-1]}"
    return re.compile(r"\b" + r" (?:of |and |for |the ){0,2}".join(words) + r"\b")


def act_at(words: Words, offset: int, definitions: Definitions) -> ActName | None:
    """The act whose name, acronym or defined term begins exactly here, or the year before its name."""
    if year := _YEAR_AT.match(words.folded, offset):
        named = act_at(words, year.end(), definitions)
        return _of_its_year(words.folded, named) if named and named.form == "name" else None
    if dated := ACT_OF.match(words.folded, offset):
        return ActName(start=offset, end=dated.end(), id=dated_act(dated), name=dated.group())
    if found := act_names().at(words, offset):
        act = _exactly(words.folded, ActName(start=offset, end=found[0], id=found[1].id, name=found[1].name))
        return None if _is_foreign(words, act) else act
    if term := _TERM.match(words.folded, offset):
        if meant := definitions.meaning(term.group(), offset):
            return ActName(start=offset, end=term.end(), id=meant.id, name=meant.name, form="acronym")
        if known := act_acronyms().get(term.group()):
            return ActName(start=offset, end=term.end(), id=known.id, name=known.name, form="acronym")
    index = words.at(offset)
    for last in range(index, min(index + _LONGEST, len(words.bare))) if index is not None else ():
        if words.bare[last] == "act":
            name = _name_before(words, last)
            return name if name and name.start == offset else None
        if last > (index or 0) and not _linked(words, last):
            break
    return None


def is_guessed(mention: Citation | Mention) -> bool:
    """Whether it is taken for an act because of its words alone, and so gives way to what the text defines them as."""
    target = mention.items[0].target if mention.kind == "Statute" and mention.items else ""
    return target == f"/us/act/{slug(mention.name)}"


def _exactly(folded: str, act: ActName) -> ActName:
    """The act itself, or the other one that a longer name means: "Clean Air Act Amendments of 1990", another year's."""
    longer = _AMENDMENTS.match(folded, act.end) or _YEAR.match(folded, act.end)
    if not longer:
        return act
    own = _DIGITS.search(act.name)
    if longer.re is _YEAR and (own is None or own.group() in longer.group()):
        return act
    name = folded[act.start : longer.end()]
    return ActName(start=act.start, end=longer.end(), id=act_id(name), name=name)


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
    titled = _TITLE_OF.search(folded, max(0, act.start - 25), act.start)
    return act.mention(start=titled.start() if titled else None)


def _other_acts(words: Words) -> Iterator[ActName]:
    for index in words.openings.get("act", ()):
        if name := _name_before(words, index):
            yield name


def _name_before(words: Words, last: int) -> ActName | None:
    """The name that ends with the word "Act" at `last`: capital words and what links them."""
    folded = words.folded
    first = last
    while last - first < _LONGEST and first > 0 and _linked(words, first) and _may_stand(words, first - 1):
        first -= 1
    while first < last and (words.bare[first] in _LEADING or words.bare[first] in _LINKS or _numeral(words, first)):
        first += 1
    end = words.name_end(last)
    if last - first == 1 and words.bare[first] in _GENERIC:
        return None
    if first == last or folded[words.starts[last] : end] != "Act":
        return None
    if longer := _YEAR.match(folded, end) or _AMENDMENTS.match(folded, end):
        end = longer.end()
    start = words.starts[first]
    name = folded[start:end]
    law = act_id(name)
    act = ActName(start=start, end=end, id=law, name=name)
    if _is_foreign(words, act):
        return None
    if _is_in_no_table(act):
        if _ABROAD.match(folded, end):
            return None
        act = act._replace(id=_law_behind(folded, end) or law)
    return act


def _is_in_no_table(act: ActName) -> bool:
    return act.id.startswith("/us/act/") and not act.id[8:9].isdigit()


def _is_foreign(words: Words, act: ActName) -> bool:
    """Whether the words say that another country made it: "the Canadian Privacy Act", "the Clean Air Act of India"."""
    if _OF_COUNTRY.match(words.folded, act.end):
        return True
    first = words.at(act.start) if _is_in_no_table(act) else None
    return first is not None and not _PEOPLES.isdisjoint(words.bare[first : first + 2])


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
    return words.bare[index] != "the" or (gap == " " and before not in _NEW_PHRASE)


def _may_stand(words: Words, index: int) -> bool:
    word = words.folded[words.starts[index] : words.ends[index]]
    stands = word[0].isupper() or word in _LINKS or _ORDINAL.fullmatch(word) is not None
    return stands and (not word.endswith("'s") or word in _POSSESSIVE)

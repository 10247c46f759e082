"""People by their full names, weighed by what is known of each word and by the words around them.

A name is taken for a person's when the evidence adds up: a given name, a surname that people have, an initial, a
generation, a caption, a role before it, or something that only people do or suffer behind it. One word that belongs
to a body, a place, a law or a time is enough against it.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.mentions.gazetteer import state_codes
from kg.mentions.name_lists import NameLists, name_lists
from kg.mentions.name_runs import INITIALS, PARTICLES, SUFFIX
from kg.mentions.words import Words

_ENOUGH: Final = 4.0
_LONGEST: Final = 6
_NOT_INITIALS: Final = frozenset(
    "U.S. D.C. N.Y. L.A. U.K. U.N. E.U. N.J. N.C. S.C. N.D. S.D. N.M. N.H. R.I. W.D. E.D. M.D. A.M. P.M.".split()
)
_HALVES: Final = frozenset("New North South West Rhode".split())
"""First words of names of states."""
_NEVER_FIRST: Final = frozenset("north south east west upper lower great greater saint st mid des".split())
"""In front of a name they make it a place's; behind it some are surnames."""
_PLAIN: Final = re.compile(r"(?:Mc|Mac|[OD]'|De|Du|La|Le|Van|St)?[^\W\d_][^\W\d_A-Z]+(?:[A-Z][^\W\d_A-Z]+)?")
_SCOTS: Final = re.compile(r"(?:Mc|O')[A-Z]")
_PLACES: Final = (
    "[Cc]it(?:y|ies)|[Cc]ount(?:y|ies)|[Tt]owns?|[Vv]illages?|[Pp]ort|[Dd]iocese|[Uu]niversity|[Cc]ollege|[Ss]tates?|Isle"
    "|Bank|Board|Church|Parish|Bay|Commonwealth|Borough|Township|District|Court|Department|Bureau|Province|Republic|Regents"
)
_OF_PLACE: Final = re.compile(rf"(?:\b(?:{_PLACES}) of (?:[Tt]he )?|& |-)\Z")
_BODY_AFTER: Final = re.compile(
    r" &|,? (?:Inc|LLC|LLP|Co|Corp|Ltd|P\.A|P\.C|N\.A|L\.P)\b| v\. |/|-|, (?:Inc|[A-Z][a-z]+ (?:&|and) )"
)
_NOUNS: Final = "|".join(
    """man woman boy girl citizen inmate prisoner student professor teacher officer employee resident attorney
    lawyer native immigrant refugee physician doctor nurse farmer veteran journalist reporter candidate minor
    member widow widower detective agent driver worker convict felon defendant plaintiff respondent petitioner
    appellant appellee minister priest pastor dentist engineer national father mother son daughter brother sister
    wife husband owner operator manager seaman sailor soldier clerk secretary director president""".split()
)
_ROLES: Final = "|".join(
    """named friend neighbor boyfriend girlfriend partner accomplice co-defendant codefendant victim roommate
    brothers sisters parents sheriff warden judge justice governor mayor commissioner superintendent administrator
    chairman principal supervisor inspector coach actor actress singer author artist photographer businessman
    businesswoman executive scientist activist taxpayer decedent informant fugitive suspect trooper deputy marshal
    captain sergeant lieutenant trustee leader spokesman spokeswoman adviser advisor""".split()
)
_BELONGINGS: Final = "|".join(
    """wife husband mother father sister brother son daughter parents conviction sentence arrest death testimony
    confession lawyer attorney counsel habeas guilt home apartment girlfriend boyfriend trial estate""".split()
)
_DEEDS: Final = "|".join(
    """convicted arrested indicted sentenced born fired hired married divorced injured killed murdered shot
    stabbed imprisoned incarcerated acquitted deported diagnosed tried pleaded pled testified confessed died drove
    walked worked served lived moved suffered resigned retired stole robbed escaped slept smoked graduated
    enrolled attended taught wrote told asked refused believed felt knew thought wanted admitted waived ran fled
    threatened approached entered drank fell fought met saw charged detained expelled suspended terminated
    dismissed disciplined employed elected appointed executed brought underwent""".split()
)
_BEFORE_PERSON: Final = re.compile(rf"(?:\b(?:{_NOUNS}|{_ROLES}),? )\Z")
_AFTER_PERSON: Final = re.compile(
    rf"(?:'s?)? (?:{_BELONGINGS})\b|, \d\d,|,? who(?:se|m)?\b"
    rf"|, (?:an? |the |his |her |its |their )?(?:[a-z-]+ ){{0,3}}(?:{_NOUNS})\b"
    r"|,? filed a (?:petition for (?:a )?)?(?:writ of )?habeas\b"
    rf"|,? (?:(?:was|were|is|had been|has been|being) )?(?:\w+ly |also |then |later |subsequently )?(?:{_DEEDS})\b"
)
_LITIGATES: Final = re.compile(
    r",? (?:and|was|were|had|has|is|sued|filed|appealed|argued|claimed|alleged|sought|challenged|owned|of|v)\b"
    r"|,? and [A-Z]|[,;.]|'s?\b"
)
_BEFORE_LENGTH: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class FullName:
    """Where a person's full name stands, as indices of its first and last word and as offsets."""

    first: int
    last: int
    start: int
    end: int
    surname: str
    role: bool


def find_full_names(words: Words, runs: list[tuple[int, int]], captioned: frozenset[str]) -> Iterator[FullName]:
    """Every full name of a person.

    Args:
        words: The words of the text.
        runs: Its runs of capitalised words.
        captioned: Surnames that the caption of the document names.
    """
    lists = name_lists()
    for first, last in runs:
        if last > first:
            begin, role = after_roles(words, first, last, lists)
            if begin < last and (found := _full_name(words, begin, last, captioned, lists, role=role)):
                yield found


def after_roles(words: Words, first: int, last: int, lists: NameLists) -> tuple[int, bool]:
    """Where the name begins behind roles and openings of sentences, and whether a role stands before it."""
    begin, role = first, False
    for index in range(first, last + 1):
        if words.bare[index] in lists.roles and (index < last or index == first):
            begin, role = index + 1, True
    if begin == first and first > 1 and words.bare[first - 1] in ("of", "for") and words.bare[first - 2] in lists.roles:
        while begin < last and (words.bare[begin] in lists.never or words.bare[begin] in lists.places):
            begin, role = begin + 1, True  # "Secretary of Agriculture Jane Roe"
    while begin < last and (words.bare[begin] in lists.leads or _is_participle(words.bare[begin], lists)):
        begin += 1
    while begin < last - 1 and words.bare[begin] in lists.places:
        begin += 1
    while begin < last and words.folded[words.starts[begin]].islower():
        begin += 1
    return begin, role


def _is_participle(word: str, lists: NameLists) -> bool:
    """Whether the word opens a sentence: "Granting"."""
    return word.endswith("ing") and word not in lists.given and word not in lists.surnames


def _full_name(
    words: Words, first: int, last: int, captioned: frozenset[str], lists: NameLists, *, role: bool
) -> FullName | None:
    start, end, last = _extent(words, first, last)
    if last - first >= _LONGEST or last == first:
        return None
    tokens = [words.folded[words.starts[i] : words.name_end(i)] for i in range(first, last + 1)]
    bare = [plain(words.bare[i]) for i in range(first, last + 1)]
    known = _known(tokens, bare, lists)
    if known is None:
        return None
    surname = tokens[-1]
    score = known + 2 * (end > words.name_end(last)) + 2 * role
    if surname in captioned and (bare[-1] not in lists.soft or bare[0] in lists.given):
        score += 3
    elif not role and end == words.name_end(last) and _is_strange(tokens, bare, lists):
        return None
    if words.folded.endswith("the ", 0, start):  # "the John Doe", "the S.S. Calypso": a thing
        score -= 2
    if score < _ENOUGH:
        score += 2 if _shares(words, first, lists) else _context(words.folded, start, end)
    if score < _ENOUGH or _stands_for_another(words.folded, start, end) or " ".join(bare) in lists.not_people:
        return None
    if bare[0] not in lists.given and _before_state(words, last):
        return None
    return FullName(first=first, last=last, start=start, end=end, surname=surname, role=role)


def _before_state(words: Words, last: int) -> bool:
    """Whether a state stands behind the name: "Jackson Springs, Florida"."""
    if last + 1 == len(words.bare) or words.folded[words.ends[last] : words.starts[last + 1]] != ", ":
        return False
    following = words.folded[words.starts[last + 1] : words.ends[last + 1]]
    return following in state_codes() or following in _HALVES


def _shares(words: Words, first: int, lists: NameLists) -> bool:
    """Whether another given name shares the surname: "Gary and Venida Thacker"."""
    return first > 1 and words.bare[first - 1] == "and" and words.bare[first - 2] in lists.given


def _extent(words: Words, first: int, last: int) -> tuple[int, int, int]:
    """Start, end and last word of a name, its generation taken in: "Jr." is no word of the name."""
    while last > first and words.folded[words.starts[last] : words.ends[last]].strip(".'s") in (
        "Jr",
        "Sr",
        "II",
        "III",
        "IV",
    ):
        last -= 1
    end = words.name_end(last)
    if last > first and INITIALS.fullmatch(words.folded[words.starts[last] : words.ends[last]]):
        end = words.ends[last]
    suffix = SUFFIX.match(words.folded, end)
    return words.starts[first], suffix.end() if suffix else end, last


def plain(bare: str) -> str:
    """A word as the lists spell it: without apostrophe and accents."""
    if not bare.isascii():
        bare = "".join(char for char in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(char))
    return bare.replace("'", "")


def _known(tokens: list[str], bare: list[str], lists: NameLists) -> float | None:
    """What the words alone say for a person; None where one of them speaks against it."""
    for token, word in zip(tokens, bare, strict=True):
        if word in lists.never or (word in lists.places and word not in lists.surnames):
            return None
        if not _has_form(token):
            return None
    city = bare[0] in lists.places and not (bare[0] in lists.given and bare[-1] in lists.surnames)
    if bare[0] in _NEVER_FIRST or city or any(f"{token}." in _NOT_INITIALS for token in tokens):
        return None
    if (len(tokens[-1]) == 1 or "." in tokens[-1]) and bare[0] not in lists.given:
        return None
    score = _first(tokens[0], bare[0], lists) + _last(tokens[-1], bare[-1], lists)
    middle = list(zip(tokens[1:-1], bare[1:-1], strict=True))
    if any(INITIALS.fullmatch(token + ".") for token, _ in middle):
        score += 2
    strange = [w for t, w in middle if not _may_be_name(t, w, lists)]
    return score - len(strange)


def _is_strange(tokens: list[str], bare: list[str], lists: NameLists) -> bool:
    """Whether neither end of a name is known as what it would be."""
    first = bare[0].partition("-")[0] in lists.given or "." in tokens[0] or len(tokens[0]) == 1
    return not first and _last(tokens[-1], bare[-1], lists) <= 1


def _has_form(token: str) -> bool:
    """Whether a word is spelled as one of a name is."""
    if _PLAIN.fullmatch(token) or INITIALS.fullmatch(token) or INITIALS.fullmatch(f"{token}.") or token in PARTICLES:
        return True
    return "-" in token and all(_PLAIN.fullmatch(part) for part in token.split("-"))


def _may_be_name(token: str, word: str, lists: NameLists) -> bool:
    if len(token) == 1 or "." in token or token in PARTICLES or _SCOTS.match(token):
        return True
    return any(word in names for names in (lists.given, lists.either, lists.surnames, lists.also_given))


def _first(token: str, word: str, lists: NameLists) -> float:
    if INITIALS.fullmatch(token + ".") or "." in token:
        return 2
    if word in lists.given:
        return 3
    part = word.partition("-")[0]
    return 1 if word in lists.also_given or word in lists.either else 2 * (part != word and part in lists.given)


def _last(token: str, word: str, lists: NameLists) -> float:
    if len(token) == 1 or "." in token:
        return 0
    if word in lists.soft:
        return -1
    if word in lists.roles or word in lists.leads:
        return 0
    if word in lists.surnames or _SCOTS.match(token) or any(part in lists.surnames for part in word.split("-")[1:]):
        return 2
    return 1 if word not in lists.places else 0


def _context(folded: str, start: int, end: int) -> float:
    if is_told_of(folded, start, end):
        return 2
    return 1 if _LITIGATES.match(folded, end) else 0


def is_told_of(folded: str, start: int, end: int) -> bool:
    """Whether the words around a name fit people only."""
    return bool(
        _AFTER_PERSON.match(folded, end) or _BEFORE_PERSON.search(folded, max(0, start - _BEFORE_LENGTH), start)
    )


def _stands_for_another(folded: str, start: int, end: int) -> bool:
    """Whether the words around say that the name is that of a place or the part of a body's name."""
    return bool(_OF_PLACE.search(folded, max(0, start - 22), start) or _BODY_AFTER.match(folded, end))

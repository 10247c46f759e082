"""The forms in which `citation_of` writes the law, and their usual variants, read as whole strings.

One pattern a kind, each anchored at both ends: a text that is one citation is read in one step, and reads back as the
id that it was written from.
"""

import re
from collections.abc import Callable
from typing import Final

from kg.inventory import inventory
from kg.mentions.sections import ascending

_SUBS: Final = r"(?P<subs>(?: ?\([0-9A-Za-z-]{1,10}\))*)"
_NUMBER: Final = r"(?P<section>\d[0-9A-Za-z]*(?:-[0-9A-Za-z]+)*)"
_MARK: Final = r"(?:§{1,2}|[Ss]ections?|[Ss]ecs?\.)? ?"
_US: Final = r"(?:U\. ?S\. ?C\.?(?: ?A\.?)?|USCA?|U\. ?S\. Code|United States Code),?"
_TAIL: Final = r"(?:,? et seq\.?)?"
_DESIGNATOR: Final = re.compile(r"\(([0-9A-Za-z-]{1,10})\)")
_WORDS: Final = {
    "division": "d", "div.": "d", "title": "t", "tit.": "t", "subtitle": "st", "subtit.": "st", "chapter": "ch",
    "ch.": "ch", "subchapter": "sch", "subch.": "sch", "part": "pt", "pt.": "pt", "subpart": "spt", "subpt.": "spt",
}  # fmt: skip
_WORD: Final = "|".join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True))
_LEVEL: Final = rf"(?:{_WORD}) (?:[0-9]+[A-Za-z]*(?:-[0-9A-Za-z]+)*|[A-Z]+(?:-[0-9A-Z]+)*)"
_LEVELS: Final = re.compile(rf"({_WORD}) ([0-9A-Za-z-]+)", re.IGNORECASE)
_REGULATION: Final = (
    r"(?P<section>\d{1,4}[a-z]{0,2}(?:-\d{1,3})?\.[0-9]+[A-Za-z]{0,2}(?:\([a-z0-9]{1,2}\)(?=-))?(?:-[0-9A-Za-z]+)*)"
)
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_BILLS: Final = {
    "s.": "s", "h.r.": "hr", "s. res.": "sres", "h. res.": "hres", "s.j. res.": "sjres", "h.j. res.": "hjres",
    "s. con. res.": "sconres", "h. con. res.": "hconres",
}  # fmt: skip
_RULES: Final = {"civ": "frcp", "crim": "frcrp", "evid": "fre", "app": "frap", "bankr": "frbp"}
_TITLES: Final = range(1, 55)

Reader = Callable[[re.Match[str]], "str | None"]


def read_form(text: str) -> str | None:
    """The canonical id of a folded text that is one citation of law in a standard form; None for anything else."""
    for pattern, reader in _FORMS:
        if match := pattern.fullmatch(text):
            return reader(match)
    return None


def is_range(title: str, section: str) -> bool:
    """Whether the hyphen of a section number of a title joins two sections: "3401-3406" does; the inventory decides."""
    if "-" not in section or inventory().section_exists(title, section):
        return False
    low, _, high = section.partition("-")
    return ascending(low, high)


def _usc(match: re.Match[str]) -> str | None:
    title, section = str(int(match.group("title") or 26)), match.group("section")
    if int(title) not in _TITLES or is_range(title, section):
        return None
    return "/".join((f"/us/usc/t{title}", f"s{section}", *_subs(match)))


def _appendix(match: re.Match[str]) -> str:
    title, section = int(match.group("title")), match.group("section") or ""
    return "/".join((f"/us/usc/t{title}/app{section}", *(_subs(match) if section else ())))


def _usc_levels(match: re.Match[str]) -> str | None:
    title = int(match.group("title"))
    return f"/us/usc/t{title}{_path(match.group('levels') or '')}" if title in _TITLES else None


def _cfr(match: re.Match[str]) -> str:
    return "/".join((f"/us/cfr/t{int(match.group('title'))}", f"s{match.group('section')}", *_subs(match)))


def _cfr_levels(match: re.Match[str]) -> str:
    return f"/us/cfr/t{int(match.group('title'))}{_path(match.group('levels') or '')}"


def _public_law(match: re.Match[str]) -> str:
    return f"/us/pl/{int(match.group('congress'))}/{int(match.group('number'))}{_below(match)}"


def _dated_act(match: re.Match[str]) -> str | None:
    day = match.group("iso")
    if day is None:
        month = match.group("month")[:3].lower()
        if month not in _MONTHS:
            return None
        day = f"{match.group('year')}-{_MONTHS.index(month) + 1:02}-{int(match.group('day')):02}"
    chapter = f"/ch{match.group('chapter')}" if match.group("chapter") else ""
    return f"/us/act/{day}{chapter}{_below(match)}"


def _bill(match: re.Match[str]) -> str | None:
    kind = _BILLS.get(match.group("kind").lower())
    return f"/us/bill/{match.group('congress')}/{kind}{match.group('number')}" if kind else None


def _rule(match: re.Match[str]) -> str:
    return "/".join((f"/us/{_RULES[match.group('rules').lower()]}", f"r{match.group('rule')}", *_subs(match)))


def _state(match: re.Match[str]) -> str:
    root = f"/us/{match.group('state').lower()}/{match.group('code').lower()}"
    return "/".join((root, f"s{match.group('section')}", *_subs(match)))


def _subs(match: re.Match[str]) -> list[str]:
    return _DESIGNATOR.findall(match.group("subs") or "")


def _path(levels: str) -> str:
    return "".join(f"/{_WORDS[word.lower()]}{number}" for word, number in _LEVELS.findall(levels))


def _below(match: re.Match[str]) -> str:
    """What is cited below a law: its divisions, a section and the path in it."""
    section = match.group("section")
    pieces = [f"s{section}", *_subs(match)] if section else []
    return _path(match.group("levels") or "") + "".join(f"/{piece}" for piece in pieces)


_TITLE: Final = r"(?:[Tt]itle )?(?P<title>\d{1,2}),? "
_LEVEL_LIST: Final = rf"(?P<levels>{_LEVEL}(?:, {_LEVEL})*)"
_INSIDE: Final = rf"(?:, {_LEVEL_LIST})?(?:,? (?:§|[Ss]ection|[Ss]ec\.) ?(?P<section>\d[\w.-]*){_SUBS})?"
_FORMS: Final[tuple[tuple[re.Pattern[str], Reader], ...]] = (
    (re.compile(rf"{_TITLE}{_US} ?{_MARK}{_NUMBER}{_SUBS}{_TAIL}"), _usc),
    (re.compile(rf"(?P<title>)(?:IRC|I\.R\.C\.),? ?{_MARK}{_NUMBER}{_SUBS}{_TAIL}"), _usc),
    (
        re.compile(
            rf"[Ss]ection {_NUMBER}{_SUBS} of [Tt]itle (?P<title>\d{{1,2}})"
            r"(?:,? (?:of the )?United States Code|, U\.S\.C\.)?"
        ),
        _usc,
    ),
    (re.compile(rf"{_TITLE}{_US} [Aa]pp\.?(?: {_MARK}(?P<section>\d\w*){_SUBS})?"), _appendix),
    (re.compile(rf"{_TITLE}{_US} {_LEVEL_LIST}"), _usc_levels),
    (re.compile(rf"{_TITLE}(?P<levels>){_US}"), _usc_levels),
    (re.compile(rf"{_TITLE}(?:C\. ?F\. ?R\.|CFR),? {_MARK}{_REGULATION}{_SUBS}"), _cfr),
    (re.compile(rf"{_TITLE}(?:C\. ?F\. ?R\.|CFR),? {_LEVEL_LIST}"), _cfr_levels),
    (re.compile(rf"{_TITLE}(?P<levels>)(?:C\. ?F\. ?R\.|CFR)"), _cfr_levels),
    (
        re.compile(
            rf"(?:Pub\. ?L\.|P\. ?L\.|Public Law)(?: No\.)? (?P<congress>\d{{1,3}})-(?P<number>\d{{1,4}}){_INSIDE}"
        ),
        _public_law,
    ),
    (
        re.compile(
            r"[Aa]ct of (?:(?P<iso>\d{4}-\d\d-\d\d)|(?P<month>[A-Z][a-z]{2,8})\.? (?P<day>\d{1,2}), (?P<year>\d{4}))"
            rf"(?:, ch\. (?P<chapter>\d+))?{_INSIDE}"
        ),
        _dated_act,
    ),
    (
        re.compile(r"(?P<volume>\d{1,3}A?) Stat\. (?P<page>\d{1,5}(?:[A-Z]-\d+)?)"),
        lambda match: f"/us/stat/{match.group('volume')}/{match.group('page')}",
    ),
    (
        re.compile(r"(?P<volume>\d{1,3}) (?:Fed\. Reg\.|FR|F\.R\.) (?P<page>\d{1,6})"),
        lambda match: f"/us/fr/{match.group('volume')}/{match.group('page')}",
    ),
    (re.compile(r"FR Doc\. (?P<number>[0-9A-Z]+-\d+)"), lambda match: f"/us/fr/doc/{match.group('number')}"),
    (
        re.compile(r"(?:Executive Order|E\.O\.|EO)(?: No\.)? (?P<number>\d+)"),
        lambda match: f"/us/eo/{match.group('number')}",
    ),
    (re.compile(r"(?P<kind>[SH][\w. ]*?\.) ?(?P<number>\d+),? \(?(?P<congress>\d+)(?:th|st|nd|rd|d) Cong\.\)?"), _bill),
    (re.compile(rf"Fed\. R\. (?P<rules>Civ|Crim|App|Bankr)\. P\. (?P<rule>\d+(?:\.\d+)?){_SUBS}"), _rule),
    (re.compile(rf"Fed\. R\. (?P<rules>Evid)\. (?P<rule>\d+(?:\.\d+)?){_SUBS}"), _rule),
    (re.compile(rf"(?P<state>[A-Z]{{2}}) (?P<code>[A-Z][A-Za-z-]*) § (?P<section>\d[\w.:-]*){_SUBS}"), _state),
)

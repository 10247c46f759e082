"""Finds agencies and governments: the gazetteer, heads of office, and patterns for what no list holds."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from kg.identifiers import slug
from kg.mentions.gazetteer import Agency, agency_acronyms, agency_heads, agency_names, state_codes, unit_names
from kg.mentions.lexicon import words_of
from kg.mentions.mention import Item, Mention

_NAME: Final = r"[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,3}"
_ATTORNEY: Final = re.compile(
    r"\b(?:U\.S\.|United States) Attorney's Office"
    r"(?: for the (?:(?:Northern|Southern|Eastern|Western|Middle|Central) )?District of [A-Z][a-z]+(?: [A-Z][a-z]+)*)"
)
_ACRONYM: Final = re.compile(r"\b[A-Z][A-Z&]{1,7}\b")


def find_agencies(folded: str) -> Iterator[Mention]:
    """Every agency and government that is named."""
    named: set[str] = set()
    for start, end, agency in agency_names().find(folded):
        named.add(agency.slug)
        yield agency_mention(start, end, agency, "name")
    for start, end, agency in unit_names().find(folded):
        if agency.parent in named:
            yield agency_mention(start, end, agency, "name")
    for start, end, agency in agency_heads().find(folded):
        yield agency_mention(start, end, agency, "name", role=folded[start:end])
    acronyms = agency_acronyms()
    for match in _ACRONYM.finditer(folded):
        known = acronyms.get(match.group())
        if known and not _in_capitals(folded, match.start(), match.end()):
            yield agency_mention(match.start(), match.end(), known, "acronym")
    yield from _governments(folded)


def find_agency(name: str) -> Agency | None:
    """The agency of that name, alias or unambiguous acronym."""
    for start, end, agency in agency_names().find(name):
        if start == 0 and words_of(name[:end]) == words_of(name):
            return agency
    return agency_acronyms().get(name.strip())


def agency_mention(start: int, end: int, agency: Agency, form: str, role: str | None = None) -> Mention:
    """A mention of an agency of the gazetteer."""
    item = Item(start=start, end=end, target=agency.id)
    return Mention(
        start=start, end=end, kind="Agency", form="acronym" if form == "acronym" else "name", name=agency.name,
        items=(item,), role=role,
    )  # fmt: skip


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    state = "|".join(sorted(state_codes(), key=len, reverse=True))
    return (
        re.compile(rf"\b(?:State|Commonwealth) of (?P<state>{state})\b"),
        re.compile(
            rf"\b(?:(?P<kind>City|County|Town|Village|Township|Borough) of (?P<name>{_NAME})"
            rf"|(?P<county>[A-Z][\w'-]+(?: [A-Z][\w'-]+)?) County)\b(?:, (?P<state>{state})\b)?"
        ),
        re.compile(
            rf"\b(?P<state>{state})(?:'s)? (?P<body>(?:State )?"
            r"(?:Department|Board|Commission|Division|Office|Bureau|Secretary|Agency) of "
            r"[A-Z][\w'-]+(?:(?:,| and|) [A-Z][\w'-]+){0,4}|Attorney General|Legislature|General Assembly)\b"
        ),
    )


def _governments(folded: str) -> Iterator[Mention]:
    state_of, local, state_agency = _patterns()
    for match in state_of.finditer(folded):
        yield _pattern(match, f"/us/{state_codes()[match.group('state')]}/agency/{slug(match.group())}", match.group())
    for match in local.finditer(folded):
        kind, place = match.group("kind"), match.group("name")
        name = f"{kind} of {place}" if kind else f"{match.group('county')} County"
        state = f"/{state_codes()[match.group('state')]}" if match.group("state") else ""
        yield _pattern(match, f"/us{state}/agency/{slug(name)}", name, weak=not kind)
    for match in _ATTORNEY.finditer(folded):
        yield _pattern(match, f"/us/agency/{slug(match.group())}", match.group().replace("United States", "U.S."))
    for match in state_agency.finditer(folded):
        name = f"{match.group('state')} {match.group('body')}"
        yield _pattern(match, f"/us/{state_codes()[match.group('state')]}/agency/{slug(name)}", name)


def _pattern(match: re.Match[str], target: str, name: str, *, weak: bool = False) -> Mention:
    item = Item(start=match.start(), end=match.end(), target=target)
    return Mention(
        start=match.start(), end=match.end(), kind="Agency", form="name", name=name, items=(item,), weak=weak
    )


def _in_capitals(folded: str, start: int, end: int) -> bool:
    """Whether the word stands in a run of capitals, where "ICE" may be the word."""
    before = re.search(r"[A-Z]{2,}[ ,]+$", folded[max(0, start - 20) : start])
    after = re.match(r"[ ,]+[A-Z]{2,}\b", folded[end : end + 20])
    return bool(before and after)

"""Finds agencies and governments: the gazetteer, heads of office, and patterns for what no list holds."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from kg.identifiers import slug
from kg.mentions.gazetteer import (
    Agency,
    act_acronyms,
    agency_acronyms,
    agency_heads,
    agency_names,
    state_codes,
    unit_names,
)
from kg.mentions.mention import Item, Mention
from kg.mentions.words import Words

_WORD: Final = r"(?:(?:St|Ft|Mt)\. )?[A-Z](?:\w|['-](?=\w)){1,30}"
_NAME: Final = rf"{_WORD}(?: {_WORD}){{0,3}}"
_CITY: Final = re.compile(rf"{_WORD}(?: {_WORD}){{0,2}}")
_CITIES: Final = re.compile(
    rf"\b[Cc]ities of (?P<list>{_CITY.pattern}(?:, {_CITY.pattern}){{0,6}},? and {_CITY.pattern})"
)
_ATTORNEY: Final = re.compile(
    r"\b(?:U\.S\.|United States) Attorney's Office"
    r"(?: for the (?:(?:Northern|Southern|Eastern|Western|Middle|Central) )?District of "
    r"[A-Z][a-z]{1,20}(?: [A-Z][a-z]{1,20}){0,3})"
)


_ADMINISTRATION: Final = re.compile(
    r"(?<=the )(?P<name>(?!Federal|National|General|Social|Small|Food|Drug|Transit|Veterans|Security|Business"
    r"|State|City"
    r"|County|Housing)[A-Z][a-z]+(?:[A-Z][a-z]+)?) administration\b"
)
_NUMBERED: Final = re.compile(r"\.\s{0,3}(?:§|\(?\d)")
"""Behind "SEC" it is the abbreviation of "section"."""
_CAPITALS_BEFORE: Final = re.compile(r"\b([A-Z]{2,20})[ ,]{1,2}\Z")
_CAPITALS_AFTER: Final = re.compile(r"[ ,]{1,2}([A-Z]{2,20})\b")
_OFFICER: Final = re.compile(r"\b(?:Attorney|Solicitor) General\b")
_ACTS: Final = re.compile(
    r",? (?:sued|filed|appealed|argued|contended|moved|enacted|adopted|refused|challenged|petitioned)\b"
)
_ACTED_ON: Final = re.compile(r"\b(?:sued|against|suing) (?:the )?\Z")
_LEADS: Final = re.compile(
    r"(?:(?:The|In|On|At|When|While|After|Before|Under|Since|As|But|And|For|From|Is|Are|Was|Does|Did|Do|Can|Could|May"
    r"|Must|Should|Would|Will|Has|Had|Because|Although|If|Both|Neither|County)(?: |\Z))+"
)
_SMALL: Final = frozenset("A AN AND BETWEEN BY FOR FROM IN OF ON OR THE TO WITH".split())
_LOCAL: Final = (
    " County", "City of ", "city of ", "Town of ", "town of ", "Village of ", "village of ", "ownship of ",
    "orough of ", "ounty of ",
)  # fmt: skip
_BODIES: Final = frozenset(
    "department board commission division office bureau secretary agency attorney legislature general".split()
)
"""First words of what belongs to a state: "Department of", "General Assembly"."""
_LONGEST_STATE: Final = 40


def find_agencies(words: Words) -> Iterator[Mention]:
    """Every agency and government that is named."""
    folded = words.folded
    named: set[str] = set()
    for start, end, agency in agency_names().find(words):
        named.update((agency.slug, agency.parent or ""))
        yield agency_mention(start, end, agency, "name")
    for start, end, agency in unit_names().find(words):
        if agency.parent in named:
            yield agency_mention(start, end, agency, "name")
    of_state = _patterns()[3]
    for start, end, agency in agency_heads().find(words):
        if not of_state.match(folded, end):
            yield agency_mention(start, end, agency, "name", role=folded[start:end])
    acronyms = agency_acronyms()
    for start, end, short in words.acronyms:
        known = acronyms.get(short)
        if known and not _NUMBERED.match(folded, end) and not _in_capitals(folded, start, end):
            yield agency_mention(start, end, known, "acronym")
    yield from _governments(words)


def find_agency(name: str) -> Agency | None:
    """The agency of that name, alias or unambiguous acronym."""
    return agency_names().whole(name) or agency_acronyms().get(name.strip())


def agency_mention(start: int, end: int, agency: Agency, form: str, role: str | None = None) -> Mention:
    """A mention of an agency of the gazetteer."""
    item = Item(start=start, end=end, target=agency.id)
    return Mention(
        start=start, end=end, kind="Agency", form="acronym" if form == "acronym" else "name", name=agency.name,
        items=(item,), role=role,
    )  # fmt: skip


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    state = "|".join(sorted(state_codes(), key=len, reverse=True))
    return (
        re.compile(rf"(?<!Secretary of )\b(?:State|Commonwealth) of (?P<state>{state})\b"),
        re.compile(
            rf"\b(?:(?P<kind>[Cc]ity|[Cc]ounty|[Tt]own|[Vv]illage|[Tt]ownship|[Bb]orough) of (?P<name>{_NAME})"
            rf"|(?P<county>{_WORD}(?: {_WORD})?) County)\b(?:, (?P<state>{state})\b)?"
        ),
        re.compile(
            rf"\b(?P<state>{state})(?:'s?)? (?P<body>(?:State )?"
            r"(?:Department|Board|Commission|Division|Office|Bureau|Secretary|Agency) of "
            rf"{_WORD}(?:(?:,| and|) {_WORD}){{0,4}}|(?:State )?Attorney General|Legislature|General Assembly)\b"
        ),
        re.compile(rf" (?:of|for) (?:the (?:State|Commonwealth) of )?(?P<state>{state})\b"),
    )


@cache
def _state_before() -> re.Pattern[str]:
    state = "|".join(sorted(state_codes(), key=len, reverse=True))
    return re.compile(rf"\b(?:{state})(?:'s?)? (?:State )?\Z")


def _governments(words: Words) -> Iterator[Mention]:
    folded = words.folded
    state_of, local, _, of_state = _patterns()
    for match in state_of.finditer(folded) if "tate of " in folded or "wealth of " in folded else ():
        yield _pattern(match, f"/us/{state_codes()[match.group('state')]}/agency/{slug(match.group())}", match.group())
    for match in local.finditer(folded) if any(word in folded for word in _LOCAL) else ():
        if found := _local(folded, match):
            yield found
    for match in _CITIES.finditer(folded) if "ities of " in folded else ():
        yield from _cities(folded, match)
    for match in _ATTORNEY.finditer(folded) if "Attorney's Office" in folded else ():
        yield _pattern(match, f"/us/agency/{slug(match.group())}", match.group().replace("United States", "U.S."))
    for match in _state_bodies(words):
        name = f"{match.group('state')} {match.group('body').removeprefix('State ')}"
        yield _pattern(match, f"/us/{state_codes()[match.group('state')]}/agency/{slug(name)}", name)

    for match in _ADMINISTRATION.finditer(folded) if " administration" in folded else ():
        yield _administration(match)
    for match in _OFFICER.finditer(folded) if "Attorney General" in folded or "Solicitor General" in folded else ():
        if of := of_state.match(folded, match.end()):
            state = of.group("state")
            target = f"/us/{state_codes()[state]}/agency/{slug(f'{state} {match.group()}')}"
            item = Item(start=match.start(), end=of.end(), target=target)
            yield Mention(
                start=match.start(),
                end=of.end(),
                kind="Agency",
                form="name",
                name=f"{state} {match.group()}",
                items=(item,),
            )


def _state_bodies(words: Words) -> Iterator[re.Match[str]]:
    """A state's own bodies, looked for where a word stands that each of them has."""
    folded = words.folded
    done = 0
    for index in words.where(_BODIES):
        place = words.starts[index]
        if place < done or not folded[place].isupper():
            continue
        before = _state_before().search(folded, max(done, place - _LONGEST_STATE), place)
        match = _patterns()[2].match(folded, before.start()) if before else None
        if match and match.end() > place:
            done = match.end()
            yield match


def _administration(match: re.Match[str]) -> Mention:
    """The government under a president: "the Harding administration"."""
    name = f"{match.group('name')} administration"
    return _pattern(match, f"/us/agency/{slug(name)}", name)


def _cities(folded: str, match: re.Match[str]) -> Iterator[Mention]:
    acts = bool(_ACTS.match(folded, match.end()))
    for place in _CITY.finditer(folded, match.start("list"), match.end("list")):
        name = f"City of {place.group()}"
        item = Item(start=place.start(), end=place.end(), target=f"/us/agency/{slug(name)}")
        yield Mention(
            start=place.start(), end=place.end(), kind="Agency", form="name", name=name, items=(item,), weak=not acts
        )  # fmt: skip


def _local(folded: str, match: re.Match[str]) -> Mention | None:
    """A city or county; a county, or a city with a small letter, is more often a place than one who acts."""
    kind, place = match.group("kind"), match.group("name")
    start = match.start()
    if not kind:
        place = match.group("county")
        lead = _LEADS.match(place)
        start, place = start + (lead.end() if lead else 0), place[lead.end() if lead else 0 :]
        if not place:
            return None
    name = f"{kind.title()} of {place}" if kind else f"{place} County"
    state = f"/{state_codes()[match.group('state')]}" if match.group("state") else ""
    acts = _ACTS.match(folded, match.end()) or _ACTED_ON.search(folded, max(0, start - 14), start)
    weak = not (kind and kind[0].isupper()) and not acts
    item = Item(start=start, end=match.end(), target=f"/us{state}/agency/{slug(name)}")
    return Mention(start=start, end=match.end(), kind="Agency", form="name", name=name, items=(item,), weak=weak)


def _pattern(match: re.Match[str], target: str, name: str, *, weak: bool = False) -> Mention:
    item = Item(start=match.start(), end=match.end(), target=target)
    return Mention(
        start=match.start(), end=match.end(), kind="Agency", form="name", name=name, items=(item,), weak=weak
    )


def _in_capitals(folded: str, start: int, end: int) -> bool:
    """Whether the word stands among words in capitals, where "DOE" may be a name and "ICE" the word."""
    before = _CAPITALS_BEFORE.search(folded, max(0, start - 24), start)
    if before:
        return not _is_acronym(before.group(1))
    after = _CAPITALS_AFTER.match(folded, end)
    opens_line = start == 0 or folded[start - 1] == "\n"
    return bool(after and opens_line and not _is_acronym(after.group(1)))


def _is_acronym(word: str) -> bool:
    return word in _SMALL or word in agency_acronyms() or word in act_acronyms()

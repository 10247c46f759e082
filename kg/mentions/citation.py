"""Citations and ids, both ways: what a user types, or a cell of a table, and how people write what an id names."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from typing import Final, Literal

from kg.errors import IdentifierError
from kg.identifiers import Identifier, citation_of, format_identifier, parse_identifier, slug
from kg.inventory import act_table
from kg.mentions.agencies import find_agencies
from kg.mentions.cases import find_cases
from kg.mentions.citation_forms import is_range, read_form
from kg.mentions.context import Context
from kg.mentions.courts import court_of, find_courts
from kg.mentions.gazetteer import act_acronyms, acts, agencies, courts
from kg.mentions.law import find_law
from kg.mentions.mention import Citation, Mention
from kg.mentions.regulations import find_regulations
from kg.text import fold

Style = Literal["bluebook", "plain", "uslm"]

_LONGEST: Final = 300
_BEFORE: Final = re.compile(r"(?:the )?", re.IGNORECASE)
_AFTER: Final = re.compile(r"(?:,? et seq)?\.?\Z")
_DOCKET: Final = re.compile(r"No\. (?P<number>[\w:.-]+(?: \([A-Z]+\))?) \((?P<court>[^()]+)\)")
_BARE: Final = re.compile(r"(?:[Ss]ection|[Ss]ec\.|§{1,2}) ?(?P<section>\d[\w-]*(?:\(\w+\))*)")
_UNPREFIXED: Final = re.compile(r"/us/usc/(\d{1,2})(?:/(?:s)?(\d[^/]*)((?:/[^/]+)*))?")
_TITLE: Final = re.compile(r"t\d{1,2}[a-z]?")
_MODEL: Final = '"26 U.S.C. § 6103(i)(2)", "section 6103 of title 26", "IRC 6103", "/us/usc/t26/s6103/i/2" are read'


def parse_citation(text: str) -> str | None:
    """The canonical id of one citation written in any usual form: "26 USC 6103(i)(2)", "ADA", "D.D.C.", "484 U.S. 9".

    None for anything else: for several provisions, for what is ambiguous, and for names that no gazetteer holds.
    """
    folded = re.sub(r"\s+", " ", fold(text)).strip()
    if not folded or len(folded) > _LONGEST:
        return None
    if folded.startswith("/"):
        return _identifier(text.strip())
    if form := read_form(folded):
        return form
    if court := court_of(folded):
        return court.node
    if case := _docket(folded):
        return case
    targets = {mention.items[0].target for mention in _filling(folded)}
    return targets.pop() if len(targets) == 1 else None


def read_citation(text: str) -> str:
    """The canonical id of one citation or id, as `parse_citation` reads it.

    Raises:
        IdentifierError: It is none, or is ambiguous; the hint names forms that come near. Nothing is corrected.
    """
    found = parse_citation(text)
    if found is None:
        raise IdentifierError(f"{text.strip()[:_LONGEST]!r} is no citation of one thing", hint=_hint(text))
    return found


def format_citation(identifier: str, style: Style = "bluebook") -> str:
    """How people write what an id names; `parse_citation` reads it back as the same id.

    Args:
        identifier: Canonical id.
        style: "bluebook" is "26 U.S.C. § 6103(i)(2)", "plain" is "IRC 6103(i)(2)" and "section 552a(b) of title 5",
            "uslm" is the id. What has no citation, or only one that stands for others too, is given by its id.

    Raises:
        IdentifierError: It is no canonical id.
    """
    parsed = parse_identifier(identifier)
    if style != "uslm" and parsed.date is None:
        for written in _written(identifier, parsed, style):
            if parse_citation(written) == identifier:
                return written
    return format_identifier(parsed)


def _written(identifier: str, parsed: Identifier, style: Style) -> Iterator[str]:
    kind, parts = parsed.kind, parsed.parts
    if style == "plain" and kind == "usc" and re.match(r"s\d", "".join(parts[1:2])):
        below = "".join(f"({part})" for part in parts[2:])
        yield (
            f"IRC {parts[1][1:]}{below}"
            if parts[0] == "t26"
            else f"section {parts[1][1:]}{below} of title {parts[0][1:]}"
        )
    if kind == "case" and len(parts) == 3:
        yield from (f"{parts[1]} {reporter} {parts[2]}" for reporter in _reporters().get(parts[0], ()))
    elif kind == "case" and len(parts) == 2 and parts[0] in courts():
        court = courts()[parts[0]]
        yield from (f"No. {parts[1]} ({short})" for short in (*court.abbreviations[:1], court.name))
    elif kind == "agency":
        agency = agencies().get(parts[0]) if len(parts) == 1 else None
        yield agency.name if agency else parts[0].replace("-", " ").title()
    elif kind == "court":
        yield from (
            name for court in [courts().get(parts[0])] if court for name in (*court.abbreviations[:1], court.name)
        )
    elif style == "plain" and identifier in acts():
        yield acts()[identifier].name
    yield citation_of(identifier)


@cache
def _reporters() -> dict[str, tuple[str, ...]]:
    """Names of reporters by the slug that ids have of them."""
    from reporters_db import EDITIONS  # of eyecite; only for citations of cases

    found: dict[str, tuple[str, ...]] = {}
    for edition in EDITIONS:
        found[slug(edition)] = (*found.get(slug(edition), ()), edition)
    return found


def _identifier(text: str) -> str | None:
    try:
        identifier = parse_identifier(text)
    except IdentifierError:
        return None
    titled = identifier.kind not in ("usc", "cfr") or _TITLE.fullmatch(identifier.parts[0])
    return text if titled and format_identifier(identifier) == text else None


def _docket(folded: str) -> str | None:
    match = _DOCKET.fullmatch(folded)
    court = court_of(match.group("court")) if match else None
    return f"/us/case/{court.id}/{match.group('number')}" if match and court else None


def _filling(folded: str) -> Iterator[Citation | Mention]:
    context = Context(folded=folded, section=None, title=None)
    start = _BEFORE.match(folded)
    begin = start.end() if start else 0
    for mention in (
        *find_law(context),
        *find_regulations(context),
        *find_agencies(context.words),
        *find_courts(context.words),
        *find_cases(context.scan),
    ):
        whole = mention.start in (0, begin) and _AFTER.match(folded, mention.end)
        office = isinstance(mention, Mention) and mention.role
        if whole and len(mention.items) == 1 and not office and _is_known(mention.items[0].target):
            yield mention


def _is_known(target: str) -> bool:
    """Whether the id is more than a slug made of the words themselves."""
    identifier: Identifier = parse_identifier(target)
    if identifier.kind == "act":
        return identifier.parts[0][:4].isdigit()
    return identifier.kind != "agency" or len(identifier.parts) > 1 or identifier.parts[0] in agencies()


def _hint(text: str) -> str:
    """What to write instead, as far as the text shows what may be meant."""
    folded = re.sub(r"\s+", " ", fold(text)).strip()[:_LONGEST]
    if match := _UNPREFIXED.fullmatch(folded):
        title, section, below = match.groups()
        return f"do you mean /us/usc/t{title}" + (f"/s{section}{below}?" if section else "?")
    if match := _BARE.fullmatch(folded):
        section = match.group("section")
        return f'name its title: "section {section} of title 26", "26 U.S.C. § {section}"'
    if (code := _ranged(folded)) is not None:
        return f"these are several sections; name one of them: {code}"
    if candidates := act_table().candidates(folded):
        names = sorted({act.names[0] for act in candidates})[:5]
        return f"several acts have that name; do you mean {' or '.join(names)}?"
    near = get_close_matches(folded, _names(), n=3, cutoff=0.75)
    return f"do you mean {' or '.join(near)}?" if near else _MODEL


def _ranged(folded: str) -> str | None:
    match = re.fullmatch(r"(\d{1,2}) ?U\.?S\.?C\.? ?§{0,2} ?(\d\w*-\w[\w-]*)", folded)
    if not match or not is_range(match.group(1), match.group(2)):
        return None
    low, _, high = match.group(2).partition("-")
    return f"{match.group(1)} U.S.C. § {low} or {match.group(1)} U.S.C. § {high}"


@cache
def _names() -> list[str]:
    return sorted({*act_acronyms(), *(name for act in acts().values() for name in (act.name, *act.aliases))})

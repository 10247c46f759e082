"""Where a law or a case can be read on the web: from a canonical id to the address of its official page.

Only shapes of address that the sites promise to keep are made; a finer provision leads to the page that holds it.
"""

from collections.abc import Callable
from typing import Final
from urllib.parse import quote, urlencode

from kg.errors import IdentifierError
from kg.identifiers import level_of, parse_identifier

_Parts = tuple[str, ...]
_FIRST_LAW: Final = 104
"""The first Congress whose public laws govinfo.gov has."""
_FIRST_VOLUME: Final = 59
"""The first volume of the Federal Register that federalregister.gov has; govinfo.gov has the older ones."""
_BILLS: Final = {
    "s": "senate-bill",
    "hr": "house-bill",
    "sres": "senate-resolution",
    "hres": "house-resolution",
    "sjres": "senate-joint-resolution",
    "hjres": "house-joint-resolution",
    "sconres": "senate-concurrent-resolution",
    "hconres": "house-concurrent-resolution",
}
_COURT_RULES: Final = {"frcp": "frcp", "frcrp": "frcrmp", "fre": "fre", "frap": "frap", "frbp": "frbp"}
"""The rules of procedure and evidence as law.cornell.edu calls them."""


def link_of(target: str) -> str | None:
    """The address at which what a canonical id names can be read, or None where there is no such page.

    Args:
        target: A canonical id. The current law is linked, also where the id has a date.
    """
    try:
        identifier = parse_identifier(target)
    except IdentifierError:
        return None
    if identifier.kind in _COURT_RULES:
        return _court_rule(_COURT_RULES[identifier.kind], identifier.parts)
    writer = _WRITERS.get(identifier.kind)
    return writer(identifier.parts) if writer else None


def _usc(parts: _Parts) -> str:
    title = quote(parts[0].removeprefix("t"))
    if level_of("/us/usc/" + "/".join(parts[:2])) == "section":
        return _uscode_view(f"title{title}-section{quote(parts[1][1:])}")
    chapter = next((part[2:] for part in parts[1:] if part.startswith("ch")), None)
    if chapter:
        return _uscode_view(f"title{title}-chapter{quote(chapter)}")
    return f"https://uscode.house.gov/browse/prelim@title{title}&edition=prelim"


def _uscode_view(granule: str) -> str:
    return f"https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-{granule}&num=0&edition=prelim"


def _cfr(parts: _Parts) -> str:
    address = f"https://www.ecfr.gov/current/title-{quote(parts[0].removeprefix('t'))}"
    if len(parts) == 1:
        return address
    head, *rest = parts[1:]
    if head.startswith("pt"):
        subpart = rest[0][3:] if rest and rest[0].startswith("spt") else None
        return f"{address}/part-{quote(head[2:])}" + (f"/subpart-{quote(subpart)}" if subpart else "")
    if level_of("/us/cfr/" + "/".join(parts[:2])) != "section":
        return address
    section = quote(head[1:], safe="()")
    paragraph = f"#p-{section}" + "".join(f"({quote(part)})" for part in rest) if rest else ""
    return f"{address}/section-{section}{paragraph}"


def _public_law(parts: _Parts) -> str | None:
    congress, number = parts[:2]
    if not (congress.isdecimal() and int(congress) >= _FIRST_LAW):
        return None
    return f"https://www.govinfo.gov/link/plaw/{congress}/public/{quote(number)}"


def _statutes_at_large(parts: _Parts) -> str:
    return f"https://www.govinfo.gov/link/statute/{quote(parts[0])}/{quote(parts[1])}"


def _federal_register(parts: _Parts) -> str:
    first, second = quote(parts[0]), quote(parts[1])
    if first == "doc":
        return f"https://www.federalregister.gov/d/{second}"
    if first.isdecimal() and int(first) < _FIRST_VOLUME:
        return f"https://www.govinfo.gov/link/fr/{first}/{second}"
    return f"https://www.federalregister.gov/citation/{first}-FR-{second}"


def _bill(parts: _Parts) -> str | None:
    congress = parts[0]
    letters, number = _split_bill("".join(parts[1:3]))  # a measure is one piece, "s2291", or two: "s", "2291"
    chamber = _BILLS.get(letters)
    if chamber is None or not number or not congress.isdecimal():
        return None
    return f"https://www.congress.gov/bill/{congress}{_ending(congress)}-congress/{chamber}/{number}"


def _split_bill(measure: str) -> tuple[str, str]:
    letters = measure.rstrip("0123456789")
    return letters, measure[len(letters) :]


def _ending(number: str) -> str:
    teen = number[-2:-1] == "1"
    return "th" if teen else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")


def _constitution(parts: _Parts) -> str:
    site = "https://constitution.congress.gov"
    if len(parts) < 2:
        return f"{site}/constitution/"
    page = f"{'amendment' if parts[0] == 'amdt' else 'article'}-{quote(parts[1])}"
    if len(parts) == 2:
        return f"{site}/constitution/{page}/"
    deeper = (
        f"clause-{quote(part[2:])}" if part.startswith("cl") else f"section-{quote(part[1:])}" for part in parts[2:]
    )
    return f"{site}/browse/{page}/" + "".join(f"{piece}/" for piece in deeper)


def _case(parts: _Parts) -> str | None:
    if len(parts) == 3:
        reporter, volume, page = map(quote, parts)
        return f"https://www.courtlistener.com/c/{reporter}/{volume}/{page}/"
    if len(parts) == 2 and parts[0] != "x":
        query = urlencode({"type": "r", "docket_number": parts[1], "court": parts[0]})
        return f"https://www.courtlistener.com/?{query}"
    return None


def _court_rule(rules: str, parts: _Parts) -> str:
    page = f"/rule_{quote(parts[0].removeprefix('r'))}" if parts else ""
    return f"https://www.law.cornell.edu/rules/{rules}{page}"


def _state(parts: _Parts) -> str | None:
    if len(parts) < 3 or parts[0] != "ca" or not parts[2].startswith("s"):
        return None
    query = urlencode({"lawCode": parts[1].upper(), "sectionNum": parts[2][1:]})
    return f"https://leginfo.legislature.ca.gov/faces/codes_displaySection.xhtml?{query}"


_WRITERS: Final[dict[str, Callable[[_Parts], str | None]]] = {
    "usc": _usc,
    "cfr": _cfr,
    "pl": _public_law,
    "stat": _statutes_at_large,
    "fr": _federal_register,
    "eo": lambda parts: f"https://www.federalregister.gov/executive-order/{quote(parts[0])}",
    "bill": _bill,
    "const": _constitution,
    "case": _case,
    "state": _state,
}

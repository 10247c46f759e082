"""Canonical path ids: taken apart, put together, and shown as citations.

The ids of USLM are the base ("/us/usc/t26/s6103/i/2"), so that official XML joins without a mapping.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from kg.errors import IdentifierError

Kind = Literal[
    "usc", "cfr", "pl", "stat", "act", "fr", "eo", "bill", "const", "frcp", "frcrp", "fre", "frap", "frbp", "state",
    "agency", "court", "case", "agreement",
    "program", "ruling", "motion", "person", "org", "place", "event", "doc", "claim", "passage",
]  # fmt: skip

LABELS: Final[dict[Kind, str]] = {
    "usc": "Statute", "pl": "Statute", "stat": "Statute", "act": "Statute", "state": "Statute",
    "cfr": "Regulation", "fr": "Regulation", "frcp": "Regulation", "frcrp": "Regulation", "fre": "Regulation",
    "frap": "Regulation", "frbp": "Regulation", "eo": "ExecutiveOrder", "bill": "Bill", "const": "Constitution",
    "agency": "Agency", "court": "Court", "case": "Case", "agreement": "Agreement", "program": "Program",
    "ruling": "Ruling", "motion": "Motion", "person": "Person", "org": "Organization", "place": "Place",
    "event": "Event", "doc": "Document", "claim": "Claim", "passage": "Passage",
}  # fmt: skip
STATES: Final = frozenset(
    """al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa
    ri sc sd tn tx ut vt va wa wv wi wy dc pr gu vi""".split()
)
_SUFFIX_LEVELS: Final = {
    "pt": "part",
    "spt": "subpart",
    "ch": "chapter",
    "sch": "subchapter",
    "st": "subtitle",
    "d": "division",
    "app": "appendix",
}
_LEVEL: Final = re.compile(r"(t|st|sch|ch|spt|pt|d|s|app|a)(?=[0-9A-Z])(.+)$")
_COURT_RULES: Final = {
    "frcp": ("Federal Rules of Civil Procedure", "Fed. R. Civ. P."),
    "frcrp": ("Federal Rules of Criminal Procedure", "Fed. R. Crim. P."),
    "fre": ("Federal Rules of Evidence", "Fed. R. Evid."),
    "frap": ("Federal Rules of Appellate Procedure", "Fed. R. App. P."),
    "frbp": ("Federal Rules of Bankruptcy Procedure", "Fed. R. Bankr. P."),
}
_REPORTERS: Final = {
    "us": "U.S.", "s-ct": "S. Ct.", "l-ed": "L. Ed.", "l-ed-2d": "L. Ed. 2d", "f": "F.", "f2d": "F.2d", "f3d": "F.3d",
    "f4th": "F.4th", "f-supp": "F. Supp.", "f-supp-2d": "F. Supp. 2d", "f-supp-3d": "F. Supp. 3d", "f-appx": "F. App'x",
    "frd": "F.R.D.", "br": "B.R.", "wl": "WL", "fed-cl": "Fed. Cl.", "p2d": "P.2d", "p3d": "P.3d", "ne2d": "N.E.2d",
    "ne3d": "N.E.3d", "nw2d": "N.W.2d", "so-2d": "So. 2d", "so-3d": "So. 3d", "se2d": "S.E.2d", "sw2d": "S.W.2d",
    "sw3d": "S.W.3d", "a2d": "A.2d", "a3d": "A.3d", "cal-4th": "Cal. 4th", "cal-5th": "Cal. 5th",
}  # fmt: skip
"""Reporters whose slug does not say how they are abbreviated; those of others are shown as they are."""
_FEWEST: Final = {"pl": 2, "stat": 2, "fr": 2, "bill": 2, "case": 2, "const": 0, **dict.fromkeys(_COURT_RULES, 0)}
_CACHED: Final = 4096
"""Ids whose pieces are kept: a document asks for those of the same few again and again."""
_SMALL_WORDS: Final = frozenset("and for in of on the to".split())
_MONTHS: Final = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split()
_ROMAN: Final = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """A canonical id in its pieces.

    Attributes:
        kind: What it names.
        parts: The pieces after the kind, in order; for state law the state comes first.
        date: The day as of which the law is meant, or None.
    """

    kind: Kind
    parts: tuple[str, ...]
    date: str | None = None


@lru_cache(maxsize=_CACHED)
def parse_identifier(text: str) -> Identifier:
    """Take a canonical id apart.

    Raises:
        IdentifierError: It is none.
    """
    path, _, date = text.partition("@")
    pieces = path.split("/")
    if len(pieces) < 3 or pieces[0] or not all(pieces[1:]):
        raise IdentifierError(f"no canonical id: {text!r}", hint='ids look like "/us/usc/t26/s6103"')
    head, rest = pieces[1], tuple(pieces[2:])
    if head in ("doc", "claim", "passage", "person", "org", "place", "event"):
        return Identifier(kind=head, parts=rest, date=date or None)  # type: ignore[arg-type]
    if head == "us" and rest[0] in LABELS and _is_complete(rest[0], len(rest) - 1):
        return Identifier(kind=rest[0], parts=rest[1:], date=date or None)
    if head == "us" and rest[0] in STATES:
        if rest[1:2] == ("agency",) and len(rest) > 2:
            return Identifier(kind="agency", parts=(*rest[2:], rest[0]), date=date or None)
        return Identifier(kind="state", parts=rest, date=date or None)
    raise IdentifierError(f"no canonical id: {text!r}", hint='ids look like "/us/usc/t26/s6103"')


def _is_complete(kind: str, pieces: int) -> bool:
    """Whether a kind has as many pieces as name one thing: a public law is a Congress and a number."""
    return pieces >= _FEWEST.get(kind, 1) and (kind != "agency" or pieces == 1)


def format_identifier(identifier: Identifier) -> str:
    """Put a canonical id together; the inverse of `parse_identifier`."""
    date = f"@{identifier.date}" if identifier.date else ""
    if identifier.kind in ("doc", "claim", "passage", "person", "org", "place", "event"):
        return "/" + "/".join((identifier.kind, *identifier.parts)) + date
    if identifier.kind == "state":
        return "/" + "/".join(("us", *identifier.parts)) + date
    if identifier.kind == "agency" and len(identifier.parts) > 1:
        return "/" + "/".join(("us", identifier.parts[-1], "agency", *identifier.parts[:-1])) + date
    return "/" + "/".join(("us", identifier.kind, *identifier.parts)) + date


@lru_cache(maxsize=_CACHED)
def label_of(text: str) -> str:
    """The node type of a canonical id; a provision inside a document of unknown law is a Statute."""
    identifier = parse_identifier(text)
    if identifier.kind == "doc" and len(identifier.parts) > 2:
        return "Statute"
    return LABELS[identifier.kind]


def parent_of(text: str) -> str | None:
    """The provision one level up: of a subsection the section's, of a section of an act the act's; None at the top.

    A section of the Code has none here: which chapter it stands in is not in its id.
    """
    identifier = parse_identifier(text)
    floor = {
        "usc": 2,
        "cfr": 2,
        "pl": 2,
        "act": 1,
        "const": 2,
        "state": 3,
        "doc": 3,
        **dict.fromkeys(_COURT_RULES, 0),
    }.get(identifier.kind)
    if identifier.kind == "act" and _is_dated(identifier.parts) and identifier.parts[1:2] != ():
        floor = 2 if identifier.parts[1].startswith("ch") else 1
    if floor is None or len(identifier.parts) <= floor:
        return None
    return format_identifier(Identifier(kind=identifier.kind, parts=identifier.parts[:-1], date=identifier.date))


@lru_cache(maxsize=_CACHED)
def enclosing_law(text: str) -> str | None:
    """What a provision is joined by: of a subsection its section, of a section of an act or public law that act.

    The levels between (divisions, titles, paragraphs) are passed over. None for a section of a code, for whole laws,
    and for a section of a public law that is cited without a division: its id begins with the law's own.
    """
    chain = [text]
    while (above := parent_of(chain[-1])) is not None:
        chain.append(above)
    sections = [entity for entity in chain[1:] if level_of(entity) in ("section", "rule")]
    if sections:
        return sections[-1]
    undivided = text.startswith("/us/pl/") and len(chain) == 2
    inner = level_of(text) in ("section", "subpart", "clause", "rule")
    return chain[-1] if len(chain) > 1 and inner and not undivided else None


@lru_cache(maxsize=_CACHED)
def citation_of(text: str) -> str:
    """How people cite what a canonical id names: "26 U.S.C. § 6103(i)(2)", "28 C.F.R. part 36", "Pub. L. 117-58".

    Ids that are no law (agencies, people) give their last piece in words.
    """
    identifier = parse_identifier(text)
    if identifier.kind in _COURT_RULES:
        return _court_rule(identifier.kind, identifier.parts)
    writer = _WRITERS.get(identifier.kind)
    if writer:
        return writer(identifier.parts)
    of_state = identifier.kind == "agency" and len(identifier.parts) > 1
    return identifier.parts[-2 if of_state else -1].replace("-", " ")


@lru_cache(maxsize=_CACHED)
def level_of(text: str) -> str | None:
    """What a law's id names within its code: "section", "subsection", "chapter" ...; None for what is no law."""
    identifier = parse_identifier(text)
    parts = identifier.parts
    if identifier.kind in ("stat", "fr"):
        return "document" if parts[0] == "doc" else "page"
    if identifier.kind == "const":
        return _constitution_level(parts)
    if identifier.kind in _COURT_RULES:
        return ("rules", "rule", "subdivision")[min(len(parts), 2)]
    if identifier.kind not in ("usc", "cfr", "pl", "act", "state", "doc"):
        return None
    sections = [index for index, part in enumerate(parts) if re.match(r"s(?![a-z])[0-9A-Z]", part) and index > 0]
    if sections:
        return "section" if sections[0] == len(parts) - 1 else "subsection"
    found = _LEVEL.match(parts[-1])
    if identifier.kind in ("usc", "cfr"):
        if len(parts) == 1:
            return "title"
        return _SUFFIX_LEVELS.get(found.group(1)) if found else None
    return "act"


def provision_properties(text: str) -> dict[str, str | int | bool]:
    """What the id of a provision alone says of its node: its level, and that it is provisional inside a document."""
    level = level_of(text)
    properties: dict[str, str | int | bool] = {"level": level} if level else {}
    if text.startswith("/doc/"):
        properties["provisional"] = True
    return properties


def slug(text: str) -> str:
    """Lower-case words joined by hyphens, for ids: letters and digits of any script stay, all else parts words."""
    words = re.findall(r"[^\W_]+", re.sub(r"(?<=\w)['’.](?=\w|\s|$)", "", text.lower()))
    return "-".join(words)[:120].strip("-") or "x"


def _subs(parts: tuple[str, ...]) -> str:
    return "".join(f"({part})" for part in parts)


def _usc(parts: tuple[str, ...]) -> str:
    title = parts[0].removeprefix("t")
    if len(parts) == 1:
        return f"{title} U.S.C."
    if parts[1].startswith("s") and level_of("/us/usc/" + "/".join(parts[:2])) == "section":
        return f"{title} U.S.C. § {parts[1][1:]}{_subs(parts[2:])}"
    if appended := re.fullmatch(r"app(\d\w*)?", parts[1]):
        section = f" § {appended.group(1)}{_subs(parts[2:])}" if appended.group(1) else ""
        return f"{title} U.S.C. App.{section}"
    return f"{title} U.S.C. {_levels(parts[1:])}"


def _cfr(parts: tuple[str, ...]) -> str:
    title = parts[0].removeprefix("t")
    if len(parts) == 1:
        return f"{title} C.F.R."
    if parts[1].startswith("s") and not parts[1].startswith(("spt", "sch", "st")):
        return f"{title} C.F.R. § {parts[1][1:]}{_subs(parts[2:])}"
    return f"{title} C.F.R. {_levels(parts[1:])}"


def _levels(parts: tuple[str, ...]) -> str:
    words = {"pt": "part", "spt": "subpart", "ch": "ch.", "sch": "subch.", "st": "subtit.", "d": "div.", "t": "tit.",
             "app": "app."}  # fmt: skip
    found = [_LEVEL.match(part) for part in parts]
    return ", ".join(
        f"{words.get(m.group(1), m.group(1))} {m.group(2)}" if m else part for m, part in zip(found, parts, strict=True)
    )


def _public_law(parts: tuple[str, ...]) -> str:
    head = f"Pub. L. {parts[0]}-{parts[1]}"
    return head + _act_path(parts[2:])


def _act(parts: tuple[str, ...]) -> str:
    if _is_dated(parts):
        has_chapter = len(parts) > 1 and parts[1].startswith("ch")
        chapter = f", ch. {parts[1].removeprefix('ch')}" if has_chapter else ""
        return f"Act of {_day(parts[0])}{chapter}{_act_path(parts[2 if has_chapter else 1 :])}"
    return parts[0].replace("-", " ").title() + _act_path(parts[1:])


def _day(iso: str) -> str:
    """A date as citations of acts have it: "Aug. 14, 1935"; June and July are not cut, and May cannot be."""
    year, month, day = iso.split("-")
    return f"{_MONTHS[int(month) - 1]} {int(day)}, {year}"


def _is_dated(parts: tuple[str, ...]) -> bool:
    return re.match(r"\d{4}-(?:0[1-9]|1[0-2])-\d\d$", parts[0]) is not None


def _act_path(parts: tuple[str, ...]) -> str:
    out, subs = "", ""
    for part in parts:
        found = _LEVEL.match(part)
        if subs == "" and found and found.group(1) in ("t", "d", "st", "ch"):
            out += ", " + _levels((part,))
        elif subs == "" and part.startswith("s"):
            out, subs = f"{out}, § {part[1:]}", " "
        else:
            out += f"({part})"
    return out


def _constitution(parts: tuple[str, ...]) -> str:
    if not parts:
        return "U.S. Constitution"
    word = "amend." if parts[0] == "amdt" else "art."
    number = int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else None
    head = f"U.S. Const. {word} {_roman(number)}" if number else f"U.S. Const. {word}"
    for part in parts[2:]:
        head += f", cl. {part[2:]}" if part.startswith("cl") else f", § {part[1:]}"
    return head


def _constitution_level(parts: tuple[str, ...]) -> str:
    if not parts:
        return "constitution"
    if len(parts) > 2:
        return "clause" if parts[-1].startswith("cl") else "section"
    return "amendment" if parts[0] == "amdt" else "article"


def _roman(number: int) -> str:
    out = ""
    for value, letters in _ROMAN:
        while number >= value:
            out, number = out + letters, number - value
    return out


def _court_rule(kind: str, parts: tuple[str, ...]) -> str:
    name, short = _COURT_RULES[kind]
    return f"{short} {parts[0].removeprefix('r')}{_subs(parts[1:])}" if parts else name


def _federal_register(parts: tuple[str, ...]) -> str:
    return f"FR Doc. {parts[1]}" if parts[0] == "doc" else f"{parts[0]} Fed. Reg. {parts[1]}"


def _bill(parts: tuple[str, ...]) -> str:
    names = {"s": "S.", "hr": "H.R.", "sres": "S. Res.", "hres": "H. Res.", "sjres": "S.J. Res.", "hjres": "H.J. Res.",
             "sconres": "S. Con. Res.", "hconres": "H. Con. Res."}  # fmt: skip
    found = re.match(r"([a-z]+)(\d+)$", parts[-1])
    name = f"{names.get(found.group(1), found.group(1))} {found.group(2)}" if found else parts[-1]
    return f"{name} ({_ordinal(parts[0])} Cong.)"


def _ordinal(number: str) -> str:
    endings = {"1": "st", "2": "d", "3": "d"}
    return number + ("th" if number[-2:-1] == "1" else endings.get(number[-1:], "th"))


def _state(parts: tuple[str, ...]) -> str:
    state, *rest = parts
    code = " ".join(piece for piece in rest[:1]).title()
    head = f"{state.upper()} {code}".rstrip()
    if len(rest) < 2:
        return head
    return f"{head} § {rest[1].removeprefix('s')}{_subs(tuple(rest[2:]))}"


def _case(parts: tuple[str, ...]) -> str:
    if len(parts) == 3:
        return f"{parts[1]} {_REPORTERS.get(parts[0]) or parts[0].replace('-', ' ')} {parts[2]}"
    return f"No. {parts[-1]}" if parts[0] != "x" else parts[-1].partition("~")[0].replace("-", " ")


def _agreement(parts: tuple[str, ...]) -> str:
    words = parts[-1].replace("-", " ")
    if parts[0] != "treaty" or len(parts) != 2:
        return words
    return " ".join(w if w in _SMALL_WORDS else w.capitalize() for w in words.split())


def _inside_document(parts: tuple[str, ...]) -> str:
    return f"§ {parts[2][1:]}{_subs(parts[3:])}" if len(parts) > 2 else f"document {parts[-1][:12]}"


_WRITERS: Final = {
    "usc": _usc,
    "cfr": _cfr,
    "pl": _public_law,
    "stat": lambda parts: f"{parts[0]} Stat. {parts[1]}" + "".join(f", ch. {part[2:]}" for part in parts[2:]),
    "act": _act,
    "const": _constitution,
    "fr": _federal_register,
    "eo": lambda parts: f"Executive Order {parts[0]}",
    "bill": _bill,
    "state": _state,
    "agreement": _agreement,
    "case": _case,
    "doc": _inside_document,
}

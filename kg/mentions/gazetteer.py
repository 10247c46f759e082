"""The gazetteers of `schemas/gazetteers`: agencies, courts, Justices and named acts."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, cast

import courts_db

from kg.mentions.lexicon import Lexicon
from kg.mentions.words import words_of
from kg.schema import read_yaml, schemas_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """A public body; `heads` are titles of office that stand for it in legal text."""

    slug: str
    name: str
    acronyms: tuple[str, ...]
    aliases: tuple[str, ...]
    parent: str | None
    heads: tuple[str, ...]

    @property
    def id(self) -> str:
        """Canonical id."""
        return f"/us/agency/{self.slug}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Court:
    """A court; `seats` are cities where it regularly sits."""

    id: str
    name: str
    kind: str
    abbreviations: tuple[str, ...]
    aliases: tuple[str, ...]
    state: str | None
    seats: tuple[str, ...]

    @property
    def node(self) -> str:
        """Canonical id."""
        return f"/us/court/{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A named act; `home` is the first section of its codification."""

    id: str
    name: str
    acronyms: tuple[str, ...]
    aliases: tuple[str, ...]
    home: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Justice:
    """A Justice of the United States Supreme Court; `until` is None for those who serve."""

    name: str
    since: int
    until: int | None

    @property
    def plain(self) -> str:
        """The name without initials in the middle and without "Jr."."""
        return re.sub(r"(?<= )(?:[A-Z]\.)+ |, (?:Jr|Sr)\.$| II$", "", self.name)

    def served_with(self, other: "Justice") -> bool:
        """Whether both sat at one time."""
        return self.since <= (other.until or self.since) and other.since <= (self.until or other.since)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOrganization:
    """An organisation of national standing; `kind` is what it is, in words."""

    name: str
    kind: str


def _read(name: str) -> list[dict[str, Any]]:
    return cast(list[dict[str, Any]], read_yaml(schemas_folder() / "gazetteers" / f"{name}.yaml"))


def _first(entry: dict[str, Any], key: str) -> tuple[str, ...]:
    return (str(entry[key]),) if key in entry else ()


@cache
def state_codes() -> dict[str, str]:
    """Names of states and territories with their postal codes in lower case."""
    entries = cast(dict[str, str], read_yaml(schemas_folder() / "gazetteers" / "states.yaml"))
    return {name: code for code, name in entries.items()}


def _strings(entry: dict[str, Any], key: str) -> tuple[str, ...]:
    return tuple(str(value) for value in entry.get(key, ()))


@cache
def justices() -> tuple[Justice, ...]:
    """Every Justice, in order of appointment."""
    return tuple(
        Justice(name=entry["name"], since=entry["since"], until=entry.get("until")) for entry in _read("justices")
    )


@cache
def agencies() -> dict[str, Agency]:
    """Every agency by its slug."""
    return {
        entry["slug"]: Agency(
            slug=entry["slug"],
            name=entry["name"],
            acronyms=_strings(entry, "acronyms"),
            aliases=_strings(entry, "aliases"),
            parent=entry.get("parent"),
            heads=_strings(entry, "heads"),
        )
        for entry in _read("agencies")
    }


@cache
def courts() -> dict[str, Court]:
    """Every court by its courts-db id: those of the gazetteer, and the names of courts-db that mean one court only."""
    known = {
        entry["id"]: Court(
            id=entry["id"],
            name=entry["name"],
            kind=entry["kind"],
            abbreviations=(*_first(entry, "abbreviation"), *_strings(entry, "abbreviations")),
            aliases=_strings(entry, "aliases"),
            state=entry.get("state"),
            seats=_strings(entry, "seats"),
        )
        for entry in _read("courts")
    }
    return {**dict(_other_courts(known)), **known}


def _other_courts(known: dict[str, Court]) -> Iterator[tuple[str, Court]]:
    districts = {f"Bankr. {short}": court for court in known.values() for short in court.abbreviations[:1]}
    counts = Counter(entry["name"] for entry in courts_db.courts)
    for entry in courts_db.courts:
        district = districts.get(entry["citation_string"])
        name = district.name.replace("District Court", "Bankruptcy Court") if district else entry["name"]
        telling = district or (counts[name] == 1 and "Court" in name and len(name.split()) > 2)
        if entry["id"] not in known and telling and entry["system"] in ("state", "federal"):
            yield entry["id"], Court(
                id=entry["id"], name=name, kind="other", aliases=(), state=None, seats=(),
                abbreviations=(entry["citation_string"],) if district else (),
            )  # fmt: skip


@cache
def acts() -> dict[str, Act]:
    """Every named act by its id."""
    return {
        entry["id"]: Act(
            id=entry["id"],
            name=entry["name"],
            acronyms=_strings(entry, "acronyms"),
            aliases=_strings(entry, "aliases"),
            home=entry.get("home"),
        )
        for entry in _read("acts")
    }


@cache
def agency_names() -> Lexicon[Agency]:
    """Names and aliases of agencies, with and without "U.S."."""
    found = [(name, agency) for agency in agencies().values() for name in (agency.name, *agency.aliases)]
    return Lexicon(
        [*found, *((f"{prefix} {name}", agency) for name, agency in found for prefix in ("U.S.", "United States"))]
    )


@cache
def unit_names() -> Lexicon[Agency]:
    """Names of units without their department: "Civil Rights Division"; good only where the department is named too."""
    found: list[tuple[str, Agency]] = []
    for agency in agencies().values():
        parent = agencies().get(agency.parent or "")
        for prefix in (parent.name, *parent.aliases) if parent else ():
            if agency.name.startswith(f"{prefix} "):
                found.append((agency.name[len(prefix) + 1 :], agency))
    counts = Counter(name for name, _ in found)
    return Lexicon((name, agency) for name, agency in found if counts[name] == 1 and " " in name)


@cache
def agency_heads() -> Lexicon[Agency]:
    """Titles of office that stand for an agency."""
    return Lexicon((head, agency) for agency in agencies().values() for head in agency.heads)


@cache
def agency_acronyms() -> dict[str, Agency]:
    """Acronyms that stand for one agency only."""
    counts = Counter(acronym for agency in agencies().values() for acronym in set(agency.acronyms))
    return {a: agency for agency in agencies().values() for a in agency.acronyms if counts[a] == 1}


@cache
def act_names() -> Lexicon[Act]:
    """Names and aliases of acts."""
    return Lexicon((name, act) for act in acts().values() for name in (act.name, *act.aliases))


@cache
def act_heads() -> frozenset[str]:
    """A word of every name in `act_names`: "Act" or "Code" where it holds one, else its last that is no number."""
    names = [words_of(name) for act in acts().values() for name in (act.name, *act.aliases)]
    usual = ("act", "code", "law", "amendments")
    heads = {next((w for w in usual if w in name), [w for w in name if w.isalpha()][-1]) for name in names} | {"act"}
    return frozenset(form for head in heads for form in (head.capitalize(), head.upper()))


@cache
def act_tails() -> frozenset[str]:
    """Words that stand behind one of `act_heads` in a name: "of" in "... Act of 1990"."""
    heads = {head.lower() for head in act_heads()}
    names = [words_of(name) for act in acts().values() for name in (act.name, *act.aliases)]
    return frozenset(tail for name in names for head, tail in pairwise(name) if head in heads)


@cache
def act_acronyms() -> dict[str, Act]:
    """Acronyms that stand for one act only, and for no agency."""
    counts = Counter(acronym for act in acts().values() for acronym in set(act.acronyms))
    return {a: act for act in acts().values() for a in act.acronyms if counts[a] == 1 and a not in agency_acronyms()}


@cache
def organization_names() -> Lexicon[KnownOrganization]:
    """Names of organisations that do not say what they are."""
    return Lexicon(
        (name, KnownOrganization(name=entry["name"], kind=entry["kind"]))
        for entry in _read("organizations")
        for name in (entry["name"], *_strings(entry, "aliases"))
    )

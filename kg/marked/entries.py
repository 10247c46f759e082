"""What a document refers to, each law or case once, in groups for people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.errors import IdentifierError
from kg.identifiers import citation_of, parse_identifier
from kg.links import link_of
from kg.references import Reference

FLAG_WORDS: Final = {"et_seq": "et seq.", "app": "App."}
_RULES: Final = "Rules of procedure and evidence"
GROUPS: Final = {
    "usc": "United States Code",
    "act": "Acts",
    "pl": "Public laws",
    "stat": "Statutes at Large",
    "const": "Constitution",
    "cfr": "Code of Federal Regulations",
    "fr": "Federal Register",
    "eo": "Executive orders",
    "frcp": _RULES,
    "frcrp": _RULES,
    "fre": _RULES,
    "frap": _RULES,
    "frbp": _RULES,
    "state": "State law",
    "bill": "Bills",
    "case": "Cases",
    "doc": "In this document",
}
OTHER: Final = "Other"


@dataclass(slots=True, kw_only=True)
class Entry:
    """One law or case with all the places that refer to it.

    Attributes:
        target: Canonical id.
        citation: How people cite it.
        link: Where it can be read, or None.
        flags: Those of all its references, in words.
        starts: Where the references begin.
    """

    target: str
    citation: str
    link: str | None
    flags: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)


def flag_words(flags: Iterable[str]) -> list[str]:
    """Flags as people write them."""
    return [FLAG_WORDS.get(flag, flag.replace("_", " ")) for flag in flags]


def kind_of(target: str) -> str:
    """The kind of an id, or "" where it has none."""
    try:
        return parse_identifier(target).kind
    except IdentifierError:
        return ""


def citation_or_id(target: str) -> str:
    """How people cite it, or the id itself."""
    try:
        return citation_of(target)
    except IdentifierError:
        return target


def entries_of(references: Sequence[Reference]) -> list[tuple[str, list[Entry]]]:
    """Groups in a fixed order; in each the laws or cases in the order in which the text first names them."""
    entries: dict[str, Entry] = {}
    for reference in references:
        target = reference.target
        entry = entries.get(target)
        if entry is None:
            entry = entries[target] = Entry(target=target, citation=citation_or_id(target), link=link_of(target))
        if reference.start not in entry.starts[-1:]:
            entry.starts.append(reference.start)
        entry.flags += [words for words in flag_words(reference.flags) if words not in entry.flags]
    groups: dict[str, list[Entry]] = {heading: [] for heading in (*GROUPS.values(), OTHER)}
    for entry in entries.values():
        groups[GROUPS.get(kind_of(entry.target), OTHER)].append(entry)
    return [(heading, members) for heading, members in groups.items() if members]

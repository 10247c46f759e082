"""Runs short texts through the line and looks at their claims."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.claim import Claim
from kg.document import Document
from kg.extraction import Extraction
from kg.mentions.finding import find_mentions
from kg.pipeline import extract
from kg.resolve import Resolution, resolve_mentions
from kg.text import read_text

STRUCTURE = re.compile(r"^(?:cites|part-of|in-case|issued|appealed-from)\.")
"""Rules whose claims say nothing about what happened."""


@cache
def extracted(text: str, base: str | None = None) -> Extraction:
    return extract(Document(source="sentence", format="text", text=text, base=base))


def resolved(text: str, base: str | None = None) -> Resolution:
    read = read_text(Document(source="sentence", format="text", text=text, base=base))
    return resolve_mentions(read, find_mentions(read))


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A claim that a text makes, by the names of its ends."""

    subject: str
    relation: str
    object: str
    polarity: str
    status: str

    @classmethod
    def of(cls, row: Sequence[str]) -> "Expected":
        subject, relation, target, polarity, status = row
        return cls(subject=subject, relation=relation, object=target, polarity=polarity, status=status)

    def is_met_by(self, claim: Claim, names: dict[str, set[str]]) -> bool:
        return (
            self.same_statement(claim, names)
            and claim.polarity == self.polarity
            and self.status in (claim.status, status_class(claim))
        )

    def same_statement(self, claim: Claim, names: dict[str, set[str]]) -> bool:
        ends = ((self.subject, claim.subject), (self.object, claim.object))
        return claim.relation == self.relation and all(name == "*" or name in names[end] for name, end in ends)


def status_class(claim: Claim) -> str:
    if claim.status in ("asserted", "held"):
        return "plain"
    return "said" if claim.status == "alleged" else "open"


def names_of(extraction: Extraction) -> dict[str, set[str]]:
    """Every node's id, name and aliases by its id."""
    found = {e.id: {e.id, e.name, *e.aliases} for e in extraction.entities}
    found[extraction.document.id] = {"document"}
    return found


def said(extraction: Extraction) -> list[Claim]:
    """The claims of what the text says, without those of structure."""
    return [claim for claim in extraction.claims if not STRUCTURE.match(claim.rule)]


def describe(extraction: Extraction, claim: Claim) -> str:
    names = {e.id: e.name for e in extraction.entities}
    subject, target = (names.get(end, end) for end in (claim.subject, claim.object))
    sign = "not " if claim.polarity == "negated" else ""
    return f"[{claim.rule}] {subject} {sign}{claim.relation} {target} ({claim.status})"

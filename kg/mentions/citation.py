"""The canonical id of one citation that fills a whole text: what a user types, or a cell of a table."""

import re
from collections.abc import Iterator
from typing import Final

from kg.errors import IdentifierError
from kg.identifiers import Identifier, format_identifier, parse_identifier
from kg.mentions.agencies import find_agencies
from kg.mentions.cases import find_cases
from kg.mentions.context import Context
from kg.mentions.courts import court_of, find_courts
from kg.mentions.gazetteer import agencies
from kg.mentions.law import find_law
from kg.mentions.mention import Citation, Mention
from kg.mentions.regulations import find_regulations
from kg.text import fold

_LONGEST: Final = 300
_BEFORE: Final = re.compile(r"(?:the )?", re.IGNORECASE)
_AFTER: Final = re.compile(r"(?:,? et seq)?\.?\Z")


def parse_citation(text: str) -> str | None:
    """The canonical id of one citation written in any usual form: "26 USC 6103(i)(2)", "ADA", "D.D.C.", "484 U.S. 9".

    None for anything else: for several provisions, for what is ambiguous, and for names that no gazetteer holds.
    """
    folded = re.sub(r"\s+", " ", fold(text)).strip()
    if not folded or len(folded) > _LONGEST:
        return None
    if folded.startswith("/"):
        return _identifier(text.strip())
    if court := court_of(folded):
        return court.node
    targets = {mention.items[0].target for mention in _filling(folded)}
    return targets.pop() if len(targets) == 1 else None


def _identifier(text: str) -> str | None:
    try:
        identifier = parse_identifier(text)
        return text if format_identifier(identifier) == text else None
    except IdentifierError:
        return None


def _filling(folded: str) -> Iterator[Citation | Mention]:
    context = Context(folded=folded, section=None, title=None)
    start = _BEFORE.match(folded)
    begin = start.end() if start else 0
    for mention in (
        *find_law(context),
        *find_regulations(context),
        *find_agencies(context.words),
        *find_courts(context.words),
        *find_cases(folded),
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

"""Finds what a text names: one module a kind of thing, all of them pure functions of the text."""

import re
from bisect import bisect_right
from dataclasses import replace
from typing import Final

from kg.mentions.agencies import find_agencies
from kg.mentions.agreements import attach_parties, find_agreements
from kg.mentions.captions import read_caption
from kg.mentions.cases import find_cases
from kg.mentions.citation import parse_citation
from kg.mentions.context import Context, context_of, read_context
from kg.mentions.courts import find_court_descriptions, find_courts
from kg.mentions.descriptions import find_descriptions
from kg.mentions.judges import find_judges
from kg.mentions.law import find_law
from kg.mentions.lexicon import Lexicon
from kg.mentions.mention import Item, Mention, drop_overlaps
from kg.mentions.organizations import find_organizations, find_short_names
from kg.mentions.people import find_people
from kg.mentions.public_bodies import find_public_bodies
from kg.mentions.regulations import find_regulations
from kg.mentions.short_forms import find_short_forms
from kg.mentions.words import Words
from kg.text import Text

__all__ = [
    "Context",
    "Item",
    "Mention",
    "context_of",
    "find_cited_law",
    "find_mentions",
    "parse_citation",
    "read_context",
]

_PAREN: Final = re.compile(r" ?\((?P<inner>[^()\n]{1,90})\)")
_QUOTED: Final = re.compile(r'"(?:the )?([A-Z][\w&. -]{0,40})"')
_ACRONYM: Final = re.compile(r"(?:the |hereinafter |hereafter |or )*([A-Z][A-Za-z&.-]{0,9}[A-Z])s?")
_DEFINABLE: Final = frozenset(["Agency", "Organization", "Agreement", "Statute", "Court", "Program", "Regulation"])


def find_mentions(text: Text) -> list[Mention]:
    """Every mention of a document in the order of its text, boilerplate left out, none but nested ones overlapping."""
    folded = text.folded
    context = read_context(text)
    caption = read_caption(text.document.title)
    organizations = list(find_organizations(context.words))
    organizations = [*find_short_names(context.words, organizations, caption), *organizations]
    laws = [*find_law(context), *find_regulations(context)]
    named = [
        *laws,
        *find_cases(folded, laws),
        *find_agencies(context.words),
        *find_public_bodies(context.words),
        *find_courts(context.words),
        *find_judges(folded),
        *find_people(context.words, caption, organizations),
        *organizations,
        *find_agreements(context.words),
    ]
    if context.section is None and context.title is None:  # in a law "section 7" is its own title's
        named += find_short_forms(folded, named)
    named = [_in_caption(m, text.document.title) if m.weak else m for m in _without_titles(named)]
    kept = drop_overlaps(_outside(named, text.boilerplate))
    defined = [_with_terms(folded, mention) for mention in kept]
    named = drop_overlaps([*defined, *_beside(_outside(_term_uses(context.words, defined), text.boilerplate), defined)])
    described = [*find_court_descriptions(context.words), *find_descriptions(context.words)]
    described = drop_overlaps(_outside(described, text.boilerplate))
    everything = drop_overlaps([*named, *_beside(described, named)])
    return attach_parties(folded, everything)


def find_cited_law(context: Context) -> list[Mention]:
    """The mentions of laws, regulations and cases alone, in the order of the text; none but nested ones overlap."""
    laws = [*find_law(context), *find_regulations(context)]
    found = [*laws, *find_cases(context.folded, laws)]
    if context.section is None and context.title is None:
        found += find_short_forms(context.folded, found)
    defined = [_with_terms(context.folded, mention) for mention in drop_overlaps(found)]
    return drop_overlaps([*defined, *_beside(_term_uses(context.words, defined), defined)])


def _in_caption(mention: Mention, title: str | None) -> Mention:
    """A county that is a party, and so a node, where the caption names it."""
    return replace(mention, weak=False) if title and " v. " in title and mention.name in title else mention


def _outside(mentions: list[Mention], spans: tuple[tuple[int, int], ...]) -> list[Mention]:
    if not spans:
        return mentions
    ends = [end for _, end in spans]
    return [m for m in mentions if not _touches(m, spans, bisect_right(ends, m.start))]


def _touches(mention: Mention, spans: tuple[tuple[int, int], ...], index: int) -> bool:
    return index < len(spans) and spans[index][0] < mention.end


def _beside(extra: list[Mention], named: list[Mention]) -> list[Mention]:
    """Those that do not touch a named one: a name says more than a description in its place."""
    taken = [(m.start, m.end) for m in named if not m.nested]
    result = []
    index = 0
    for mention in sorted(extra, key=lambda m: (m.start, -m.end)):
        while index < len(taken) and taken[index][1] <= mention.start:
            index += 1
        if index == len(taken) or taken[index][0] >= mention.end:
            result.append(mention)
    return result


def _with_terms(folded: str, mention: Mention) -> Mention:
    """The mention with the short names that a parenthesis after it defines: (IRS), ("FTC" or "Commission")."""
    if mention.kind not in _DEFINABLE or mention.nested:
        return mention
    match = _PAREN.match(folded, mention.end)
    if not match:
        return mention
    inner = match.group("inner")
    bare = _ACRONYM.fullmatch(inner)
    terms = tuple(_QUOTED.findall(inner)) or ((bare.group(1),) if bare else ())
    return replace(mention, end=match.end(), terms=terms) if terms else mention


def _term_uses(words: Words, mentions: list[Mention]) -> list[Mention]:
    """Every later use of a defined short name; of two definitions of one name the first holds."""
    terms = Lexicon((term, (term, mention)) for mention in mentions for term in mention.terms)
    uses: list[Mention] = []
    for start, _, (term, mention) in terms.find(words):
        if start >= mention.end and words.folded.startswith(term, start):
            uses.append(_use(mention, term, start, start + len(term)))
    return uses


def _use(mention: Mention, term: str, start: int, end: int) -> Mention:
    items = tuple(Item(start=start, end=end, target=item.target) for item in mention.items)
    return replace(mention, start=start, end=end, form="acronym", name=term, terms=(), parties=(), items=items)


def _without_titles(mentions: list[Mention]) -> list[Mention]:
    """Leave out the office in a person's title: "Attorney General Jane Roe" is a person, not the department."""
    people = {m.start for m in mentions if m.kind == "Person"}
    return [m for m in mentions if not (m.kind == "Agency" and m.role and {m.end + 1, m.end + 2} & people)]

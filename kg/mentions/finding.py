"""Everything that a text names: the finders of each kind of thing, side by side."""

from bisect import bisect_right
from dataclasses import replace

from kg.mentions.agencies import find_agencies
from kg.mentions.agreements import attach_parties, find_agreements
from kg.mentions.captions import read_caption
from kg.mentions.cited_law import cited_law
from kg.mentions.context import read_context
from kg.mentions.courts import find_court_descriptions, find_courts
from kg.mentions.descriptions import find_descriptions
from kg.mentions.judges import find_judges
from kg.mentions.mention import Citation, Mention, beside, drop_overlaps
from kg.mentions.organizations import find_organizations, find_short_names
from kg.mentions.people import find_people
from kg.mentions.public_bodies import find_public_bodies
from kg.mentions.terms import term_uses, with_terms
from kg.text import Text


def find_mentions(text: Text) -> list[Mention]:
    """Every mention of a document in the order of its text, boilerplate left out, none but nested ones overlapping."""
    folded = text.folded
    context = read_context(text)
    caption = read_caption(text.document.title)
    organizations = list(find_organizations(context.words))
    organizations = [*find_short_names(context.words, organizations, caption), *organizations]
    named = [
        *(c.mention() if isinstance(c, Citation) else c for c in cited_law(context)),
        *find_agencies(context.words),
        *find_public_bodies(context.words),
        *find_courts(context.words),
        *find_judges(folded),
        *find_people(context.words, caption, organizations),
        *organizations,
        *find_agreements(context.words),
    ]
    named = [_in_caption(m, text.document.title) if m.weak else m for m in _without_titles(named)]
    kept = drop_overlaps(_outside(named, text.boilerplate))
    defined = with_terms(folded, kept)
    named = drop_overlaps([*defined, *beside(_outside(term_uses(context.words, defined), text.boilerplate), defined)])
    described = [*find_court_descriptions(context.words), *find_descriptions(context.scan, context.words)]
    described = drop_overlaps(_outside(described, text.boilerplate))
    everything = drop_overlaps([*named, *beside(described, named)])
    return attach_parties(folded, everything)


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


def _without_titles(mentions: list[Mention]) -> list[Mention]:
    """Leave out the office in a person's title: "Attorney General Jane Roe" is a person, not the department."""
    people = {m.start for m in mentions if m.kind == "Person"}
    return [m for m in mentions if not (m.kind == "Agency" and m.role and {m.end + 1, m.end + 2} & people)]

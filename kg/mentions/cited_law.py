"""Everything that a text cites: laws, regulations, cases."""

from typing import Final

from kg.mentions.cases import find_cases
from kg.mentions.context import Context
from kg.mentions.law import find_law
from kg.mentions.mention import Citation, Mention, beside, drop_overlaps
from kg.mentions.regulations import find_regulations
from kg.mentions.scan import find_words
from kg.mentions.short_forms import find_short_forms
from kg.mentions.terms import definitions, term_uses, without_guesses
from kg.mentions.words import Words, read_words_near

_NEAR: Final = 60
"""Characters around a short name that are cut into words: more than the longest has."""


def cited_law(context: Context) -> list[Citation | Mention]:
    """Every law, regulation and case that is cited, in any order; they may overlap."""
    laws = [*find_law(context), *find_regulations(context)]
    found = [*laws, *find_cases(context.scan, laws)]
    if context.section is None and context.title is None:  # in a law "section 7" is its own title's
        found += find_short_forms(context.scan, found)
    return found


def find_cited_law(context: Context) -> list[Citation | Mention]:
    """The mentions of laws, regulations and cases alone, in the order of the text; none but nested ones overlap."""
    kept = drop_overlaps(cited_law(context))
    defining = definitions(context.folded, kept)
    if not defining:
        return kept
    kept = without_guesses(kept, defining)
    return drop_overlaps([*kept, *beside(term_uses(_words_near(context.folded, defining), defining), kept)])


def _words_near(folded: str, defining: list[Mention]) -> Words:
    """The words around every place where a term stands."""
    terms = {term for mention in defining for term in mention.terms}
    return read_words_near(folded, find_words(folded, terms), before=_NEAR, after=_NEAR)

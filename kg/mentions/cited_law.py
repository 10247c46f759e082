"""Everything that a text cites: laws, regulations, cases."""

from kg.mentions.cases import find_cases
from kg.mentions.context import Context
from kg.mentions.law import find_law
from kg.mentions.mention import Citation, Mention, beside, drop_overlaps
from kg.mentions.regulations import find_regulations
from kg.mentions.short_forms import find_short_forms
from kg.mentions.terms import definitions, term_uses, without_guesses


def cited_law(context: Context) -> list[Citation | Mention]:
    """Every law, regulation and case that is cited, in any order; they may overlap."""
    laws = [*find_law(context), *find_regulations(context)]
    found = [*laws, *find_cases(context.folded, laws)]
    if context.section is None and context.title is None:  # in a law "section 7" is its own title's
        found += find_short_forms(context.folded, found)
    return found


def find_cited_law(context: Context) -> list[Citation | Mention]:
    """The mentions of laws, regulations and cases alone, in the order of the text; none but nested ones overlap."""
    kept = drop_overlaps(cited_law(context))
    defining = definitions(context.folded, kept)
    if not defining:
        return kept
    kept = without_guesses(kept, defining)
    return drop_overlaps([*kept, *beside(term_uses(context.words, defining), kept)])

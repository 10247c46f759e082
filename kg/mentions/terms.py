"""Short names that a text gives: "(IRS)", "the "Act"", and every later use of them."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.mentions.acts import is_guessed
from kg.mentions.lexicon import Lexicon
from kg.mentions.mention import Citation, Found, Item, Mention
from kg.mentions.words import Words

_PAREN: Final = re.compile(r" ?\((?P<inner>[^()\n]{1,90})\)")
_QUOTED: Final = re.compile(r'"(?:the )?([A-Z][\w&. -]{0,40})"')
_ACRONYM: Final = re.compile(r"(?:the |hereinafter |hereafter |or )*([A-Z][A-Za-z&.-]{0,9}[A-Z])s?")
_OF_SECTION: Final = re.compile(r"(?:[Ss]ub)?[Ss]ection\b|[Rr]ule\b|\d")
_BARE_ACT: Final = re.compile(r"(?:hereinafter |hereafter )?(?:the )?((?:[A-Z][\w-]{1,20} )?(?:Act|Code))")
"""A short name of an act without quotation marks: "(the Act)"."""
_DEFINABLE: Final = frozenset(["Agency", "Organization", "Agreement", "Statute", "Court", "Program", "Regulation"])


def with_terms(folded: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with the short names that a parenthesis after each defines: (IRS), ("FTC" or "Commission").

    The parenthesis is part of the mention, unless it holds a citation: "(47 U.S.C. 34; the "Cable Act")".
    """
    citations = [mention.start for mention in mentions if mention.form == "citation" and not mention.nested]
    acts = _named_inside(mentions)
    terms: dict[int, tuple[str, ...]] = {}
    found: list[Mention] = []
    for mention in mentions:
        if defining := _defining(folded, mention):
            end, named = defining
            if _names_act(named.terms) and mention.end in acts:
                terms[mention.end] = named.terms
                named = replace(named, terms=())
            parted = bisect_left(citations, mention.end) == bisect_left(citations, end)
            found.append(replace(named, end=end) if parted else named)
        else:
            found.append(mention)
    found = [replace(m, terms=terms[m.end]) if m.end in terms and acts.get(m.end) is m else m for m in found]
    return without_guesses(found, found)


def definitions(folded: str, mentions: Sequence[Citation | Mention]) -> list[Mention]:
    """The mentions after which a parenthesis defines short names, without the parenthesis.

    Behind "section 5 of the Gamma Act" the Act is what "(the "Act")" names.
    """
    followed = [mention for mention in mentions if folded.startswith((" (", "("), mention.end)]
    acts = _named_inside(followed)
    found = []
    for mention in followed:
        if defining := _defining(folded, mention):
            named = defining[1]
            act = acts.get(mention.end) if _names_act(named.terms) else None
            found.append(replace(act, terms=named.terms) if act else named)
    return found


def _named_inside(mentions: Sequence[Citation | Mention]) -> dict[int, Mention]:
    """The laws that are named inside another mention, by where they end."""
    return {m.end: m for m in mentions if isinstance(m, Mention) and m.kind == "Statute" and m.nested}


def _names_act(terms: Sequence[str]) -> bool:
    """Whether terms behind a section of an act are the act's, and not the section's own: "Section 5"."""
    return not any(map(_OF_SECTION.match, terms))


def without_guesses(mentions: Sequence[Found], defining: Sequence[Mention]) -> list[Found]:
    """The mentions but for acts that are only guessed from words which the text defines."""
    terms = {term for mention in defining for term in mention.terms}
    return [m for m in mentions if not terms or m.form == "citation" or m.name not in terms or not is_guessed(m)]


def _defining(folded: str, mention: Citation | Mention) -> tuple[int, Mention] | None:
    if mention.nested or mention.kind not in _DEFINABLE or not folded.startswith((" (", "("), mention.end):
        return None
    match = _PAREN.match(folded, mention.end)
    if not match:
        return None
    inner = match.group("inner")
    bare = _ACRONYM.fullmatch(inner) or (_BARE_ACT.fullmatch(inner) if mention.kind == "Statute" else None)
    terms = tuple(_QUOTED.findall(inner)) or ((bare.group(1),) if bare else ())
    if not terms:
        return None
    return match.end(), replace(mention.mention() if isinstance(mention, Citation) else mention, terms=terms)


def term_uses(words: Words, mentions: Sequence[Mention]) -> list[Mention]:
    """Every later use of a defined short name; of two definitions of one name the first holds."""
    terms = Lexicon((term, (term, mention)) for mention in mentions for term in mention.terms)
    uses: list[Mention] = []
    for start, _, (term, mention) in terms.find(words):
        if start >= mention.end and words.folded.startswith(term, start):
            uses.append(_use(mention, term, start, start + len(term)))
    return uses


def _use(mention: Mention, term: str, start: int, end: int) -> Mention:
    items = tuple(Item(start=start, end=end, target=item.target) for item in mention.items)
    return replace(
        mention, start=start, end=end, form="acronym", name=term, terms=(), parties=(), items=items, nested=False
    )

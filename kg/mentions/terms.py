"""Short names that a text gives: "(IRS)", "the "Act"", and every later use of them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Final

from kg.mentions.acts import is_guessed
from kg.mentions.lexicon import Lexicon
from kg.mentions.mention import Citation, Found, Item, Mention
from kg.mentions.words import Words

_PAREN: Final = re.compile(r" ?\((?P<inner>[^()\n]{1,90})\)")
_QUOTED: Final = re.compile(
    r"(?<!\bword )(?<!\bwords )(?<!\bunder )(?<!\bbefore )(?<!\bafter )(?<!\bfollowing )(?<!\bheading )(?<!\bphrase )"
    r'"(?:the )?([A-Z][\w&. -]{0,40})"(?! (?!and\b|or\b|for\b|in\b|under\b|here|there|through)[a-z])'
)
"""A term that the text gives; not one that it cites, (words before "National Guard"), or builds on, ("X" category)."""
_ACRONYM: Final = re.compile(r"(?:the |hereinafter |hereafter |or )*([A-Z][A-Za-z&.-]{0,9}[A-Z])s?")
_DESIGNATOR: Final = re.compile(r"[IVXLC]+|([A-Z])\1")
"""What is counted behind a provision rather than named after it: "clause (ii) (II)"."""
_OF_ACTS: Final = re.compile(r"(?:.* )?(?:Act|Code|Law|Statute)|[A-Z][A-Za-z&.-]*[A-Z]")
"""Terms that stand for a whole act, even behind one of its sections: "section 5 of the Widget Act (WA)"."""
_TITLES: Final = (" Release No", " Rel. No")
"""Behind a term, what says that it is part of a title: "Securities Exchange Act Release No. 34-1"."""
_BARE_ACT: Final = re.compile(r"(?:hereinafter |hereafter )?(?:the )?((?:[A-Z][\w-]{1,20} )?(?:Act|Code))")
"""A short name of an act without quotation marks: "(the Act)"."""
_DEFINABLE: Final = frozenset(["Agency", "Organization", "Agreement", "Statute", "Court", "Program", "Regulation"])


def with_terms(folded: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with the short names that a parenthesis after each defines: (IRS), ("FTC" or "Commission").

    The parenthesis is part of the mention, unless it holds a citation: "(47 U.S.C. 34; the "Cable Act")".
    """
    citations = [mention.start for mention in mentions if mention.form == "citation" and not mention.nested]
    inner = _Inner(mentions)
    found: list[Mention] = []
    of_acts: dict[tuple[int, int], Mention] = {}
    for mention in mentions:
        if defining := _defining(folded, mention, inner):
            end, named = defining
            if named.nested:
                of_acts[named.start, named.end] = named
                named = mention
            parted = bisect_left(citations, mention.end) == bisect_left(citations, end)
            found.append(replace(named, end=end) if parted else named)
        else:
            found.append(of_acts.get((mention.start, mention.end), mention) if mention.nested else mention)
    return without_guesses(found, found)


def definitions(folded: str, mentions: Sequence[Citation | Mention]) -> list[Mention]:
    """The mentions after which a parenthesis defines short names, without the parenthesis."""
    followed = [mention for mention in mentions if folded.startswith((" (", "("), mention.end)]
    if not followed:
        return []
    inner = _Inner(mentions)
    return [defining[1] for mention in followed if (defining := _defining(folded, mention, inner))]


def without_guesses(mentions: Sequence[Found], defining: Sequence[Mention]) -> list[Found]:
    """The mentions but for acts that are only guessed from words which the text defines."""
    terms = {term for mention in defining for term in mention.terms}
    return [m for m in mentions if not terms or m.form == "citation" or m.name not in terms or not is_guessed(m)]


class _Inner:
    """The laws that are named inside longer mentions: the act in "section 5 of the Widget Act"."""

    def __init__(self, mentions: Sequence[Citation | Mention]) -> None:
        self._laws = sorted((m for m in mentions if m.nested and m.kind == "Statute"), key=attrgetter("end"))
        self._ends = [law.end for law in self._laws]

    def last(self, folded: str, outer: Citation | Mention) -> Mention | None:
        """The law with which a mention ends, or would but for its place in the Code behind it."""
        index = bisect_right(self._ends, outer.end) - 1
        law = self._laws[index] if index >= 0 else None
        if law is None or law.start <= outer.start or folded[law.end : outer.end][:1] not in ("", " ", ","):
            return None
        return law.mention() if isinstance(law, Citation) else law


def _defining(folded: str, mention: Citation | Mention, inner: _Inner) -> tuple[int, Mention] | None:
    """Where the parenthesis behind a mention ends, and what its terms stand for, with them."""
    if mention.nested or mention.kind not in _DEFINABLE or not folded.startswith((" (", "("), mention.end):
        return None
    match = _PAREN.match(folded, mention.end)
    if not match:
        return None
    within = match.group("inner")
    bare = _ACRONYM.fullmatch(within) or (_BARE_ACT.fullmatch(within) if mention.kind == "Statute" else None)
    if bare and mention.form == "citation" and _DESIGNATOR.fullmatch(bare.group(1)):
        return None
    terms = tuple(_QUOTED.findall(within)) or ((bare.group(1),) if bare else ())
    if not terms:
        return None
    meant = inner.last(folded, mention) if all(map(_OF_ACTS.fullmatch, terms)) else None
    meant = meant or (mention.mention() if isinstance(mention, Citation) else mention)
    return match.end(), replace(meant, terms=terms)


def term_uses(words: Words, mentions: Sequence[Mention]) -> list[Mention]:
    """Every later use of a defined short name; of two definitions of one name the first holds.

    An acronym of an act that no table knows, and then of one that is known, is the latter's: the former is misspelt.
    """
    ordered = sorted(mentions, key=lambda each: is_guessed(each) and all(term.isupper() for term in each.terms))
    terms = Lexicon((term, (term, mention)) for mention in ordered for term in mention.terms)
    uses: list[Mention] = []
    for start, _, (term, mention) in terms.find(words):
        end = start + len(term)
        if start >= mention.end and words.folded.startswith(term, start) and not words.folded.startswith(_TITLES, end):
            uses.append(_use(mention, term, start, end))
    return uses


def _use(mention: Mention, term: str, start: int, end: int) -> Mention:
    items = tuple(Item(start=start, end=end, target=item.target) for item in mention.items)
    return replace(
        mention, start=start, end=end, form="acronym", name=term, terms=(), parties=(), items=items, nested=False
    )

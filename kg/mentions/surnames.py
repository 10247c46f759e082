"""People known by one word: surnames of the caption, behind a role, or with what only people do or suffer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.mentions.captions import Caption
from kg.mentions.full_names import is_told_of, plain
from kg.mentions.name_lists import NameLists, name_lists
from kg.mentions.words import Words

_WORD: Final = re.compile(r"(?:[^\W\d_]|['-])+")
_PRONOUN: Final = re.compile(r"[^.;]{0,120}?\b(?:he|she|his|her|him|himself|herself)\b")
_HIMSELF: Final = re.compile(r"[^.;]{0,120}(?:[.;] )?[^.;]{0,40}?\b(?:[Hh]e|[Ss]he|his|her|him|himself|herself)\b")
"""The same as far as the next sentence: "Roe was fired. He sued"."""
_SUFFERS: Final = re.compile(
    r",? (?:(?:was|were|had been|is) )(?:[a-z]+ly |also |then |later |subsequently )?(?:convicted|arrested|indicted"
    r"|sentenced|charged|tried|fired|imprisoned|detained|deported|held in contempt|found guilty|stopped|suspended"
    r"|dismissed|questioned|an? [a-z-]+(?: [a-z-]+)? (?:who|at|in|of|for))\b"
    r"|,? (?:pleaded|pled|testified|confessed|refused to testify)\b"
    r"|'s? (?:conviction|sentence|arrest|home|house|car|lawyer|attorney|trial|guilt|testimony|confession"
    r"|wife|husband)\b"
)
"""What only people do or suffer, said of one word that no list knows as a surname."""
_BODY: Final = re.compile(
    r",? (?:is |was )?(?:an? |the |its )(?:[\w-]+ ){0,3}(?:company|corporation|manufacturer|maker|bank|retailer|firm"
    r"|insurer|city|town|county|state|university|newspaper|magazine|airline|railroad|store|chain|platform|website)"
    r"(?=[,.;]| that| which| in| of| based)"
)
_GOES_TO_COURT: Final = re.compile(
    r",? (?:then |also |later |subsequently |eventually |unsuccessfully |successfully |timely )?(?:sued\b|sues\b"
    r"|filed (?:suit|a |an |for |his |her )|brought (?:suit|a (?:law)?suit|an action|a claim)|appealed\b|petitioned\b"
    r"|moved (?:to|for)\b|sought (?:a |an |habeas|certiorari|damages|review|to)|pleaded\b|pled\b|was convicted"
    r"|(?:argued|claimed|alleged|contended|asserted|maintained)(?: that| the| his| her)\b|challenged (?:the|his|her)\b)"
)
_DOCTRINE: Final = re.compile(
    r"(?:'s)? (?:[Aa]ct|[Dd]octrine|[Rr]ule|[Tt]est|factors?|standard|framework|hearing|violations?|material|deference"
    r"|stops?|warnings?|rights|analysis|exception|presumption|immunity|[Aa]dministration|Amendment|waiver|decision"
    r"|opinion|precedent)\b"
)
_DOES: Final = re.compile(
    r"(?:'s)? (?:was|were|had|has|is|did|[a-z]{3,12}ed|and others|sought|brought|made|took|went|got|left|sold|bought)\b"
)
_FEWEST_VERBS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Surname:
    """Where a surname stands alone."""

    start: int
    end: int
    name: str


def litigates(folded: str, end: int) -> bool:
    """Whether the words behind a name say that it goes to court."""
    return bool(_GOES_TO_COURT.match(folded, end))


def find_surnames(
    words: Words, runs: list[tuple[int, int]], caption: Caption, full: frozenset[str], bodies: frozenset[str]
) -> Iterator[Surname]:
    """Surnames that stand alone, of people whom the text names by no more.

    Args:
        words: The words of the text.
        runs: Its runs of capitalised words.
        caption: Who the title says are the parties.
        full: Surnames of the full names that were found; they are resolved with their names.
        bodies: First words of the names of bodies that the text names.
    """
    lists = name_lists()
    places: dict[str, list[tuple[int, bool]]] = {}
    for first, last in runs:
        alone = _alone(words, first, last, lists)
        if alone is not None:
            index, role = alone
            name = words.folded[words.starts[index] : words.name_end(index)]
            if name not in full and _WORD.fullmatch(name) and not name.isupper():
                places.setdefault(name, []).append((index, role))
    for name, found in places.items():
        if _is_person(words, name, found, caption, lists, bodies):
            for index, _ in found:
                if _DOCTRINE.match(words.folded, words.name_end(index)):
                    continue
                yield Surname(start=words.starts[index], end=words.name_end(index), name=name)


def _alone(words: Words, first: int, last: int, lists: NameLists) -> tuple[int, bool] | None:
    """The one word of a run without roles and openings of sentences, and whether a role stands before it."""
    role = False
    while first < last and (words.bare[first] in lists.roles or words.bare[first] in lists.leads):
        role = role or words.bare[first] in lists.roles
        first += 1
    word = words.bare[first]
    closed = (
        word in lists.never
        or word in lists.roles
        or word in lists.leads
        or word in lists.places
        or word in lists.states
    )
    return None if first < last or closed or len(word) <= 1 else (first, role)


def _is_person(
    words: Words, name: str, found: list[tuple[int, bool]], caption: Caption, lists: NameLists, bodies: frozenset[str]
) -> bool:
    folded = words.folded
    captioned = name in caption.surnames
    word = plain(name.lower())
    inherited = word in lists.surnames and word not in lists.soft and word not in lists.also_given
    if name in bodies:
        return False
    spans = [(words.starts[i], words.name_end(i), role) for i, role in found]
    if any(_BODY.match(folded, end) for _, end, _ in spans):
        return False
    verbs = sum(is_told_of(folded, start, end) for start, end, _ in spans)
    roles = sum(role for *_, role in spans)
    spoken = any(_SUFFERS.match(folded, end) and _HIMSELF.match(folded, end) for _, end, _ in spans)
    spoken = spoken and not _is_precedent(folded, name)
    if not (captioned or inherited):
        return spoken and len(found) >= _FEWEST_VERBS and word not in lists.soft and not _is_firm(folded, name)
    if captioned:
        does = inherited and any(_DOES.match(folded, end) for _, end, _ in spans)
        return does or verbs > 0 or roles > 0 or any(_PRONOUN.match(folded, end) for _, end, _ in spans)
    common = word in lists.given or word in lists.ordinary
    if len(found) >= _FEWEST_VERBS and any(litigates(folded, end) for _, end, _ in spans) and (spoken or not common):
        return not _is_firm(folded, name)
    if len(found) >= _FEWEST_VERBS and spoken:
        return not _is_firm(folded, name)
    return roles > 0 or (not common and verbs >= _FEWEST_VERBS)


def _is_precedent(folded: str, name: str) -> bool:
    """Whether the text cites a case of that name: it need not tell of its party."""
    word = re.escape(name)
    return (
        re.search(rf"\b{word} v\. |\bv\. {word}\b|\b(?:[Ii]n|[Uu]nder|[Aa]fter|[Aa]pply(?:ing)?) {word}[,.]", folded)
        is not None
    )


def _is_firm(folded: str, name: str) -> bool:
    """Whether the word begins the name of a firm somewhere in the text."""
    return (
        re.search(rf"\b{re.escape(name)},? (?:Inc|Corp|Co|Company|LLC|Ltd|Oil|Bank|Industries)\b", folded) is not None
    )

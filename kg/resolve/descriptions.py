"""Definite descriptions inside one document: "the group", "that statute", "the agencies", "either Party"."""

import re
from typing import Final

from kg.claim import Step
from kg.mentions import Mention
from kg.mentions.courts import KINDS_OF_LEVEL
from kg.mentions.gazetteer import courts
from kg.resolve.justices import SCOTUS
from kg.resolve.memory import Memory
from kg.resolve.resolution import About, Resolved
from kg.text import Text

Referents = tuple[tuple[str, ...], str]
"""The entities, and why it is they."""

_NEAR: Final = 2
"""Sentences back that "that statute" and "the agency" reach."""
_PLAINTIFFS: Final = frozenset(["plaintiff", "petitioner", "appellant", "claimant"])
_DEFENDANTS: Final = frozenset(["defendant", "respondent", "appellee"])
_OTHERS_RULING: Final = re.compile(r" (?:of|by|from|in) (?!this case|the case|the suit)(?:the )?[A-Z]")
_OTHER_CASE: Final = re.compile(
    r"\b(?:separate|another|similar|different|unrelated|earlier|previous|second|other) (?:\w+ )?"
    r"(?:case|suit|lawsuit|complaint|ruling|decision|challenge|request)\b"
)
_JUDGE: Final = re.compile(r"Judge|Justice")
_VAGUE: Final = frozenset(
    ["administration", "government", "office", "service", "board", "injunction", "provision", "code"]
)
_NOTHING: Final[Referents] = ((), "")


def resolve_description(text: Text, mention: Mention, memory: Memory, about: About) -> Resolved:
    """What a description stands for, or nothing where more than one thing fits.

    Args:
        text: The document.
        mention: The description.
        memory: What was resolved earlier in the text.
        about: The case, ruling and instrument of the document.
    """
    ids, reason = _referents(text, mention, memory, about)
    if not ids:
        return Resolved(mention=mention)
    steps = tuple(Step(start=mention.start, end=mention.end, entity=entity, reason=reason) for entity in ids)
    return Resolved(mention=mention, ids=ids, steps=steps)


def _referents(text: Text, mention: Mention, memory: Memory, about: About) -> Referents:
    if mention.kind == "Party":
        return _parties(mention, about)
    if mention.kind in ("Case", "Ruling", "Court", "Person"):
        return _own(text, mention, memory, about)
    if mention.kind == "Agreement":  # what the agreements' own step left open
        return _NOTHING
    if mention.name in _VAGUE or (mention.name == "law" and mention.role == "the"):
        return _NOTHING
    if mention.plural:
        return _plural(text, mention, memory)
    if mention.kind in ("Agency", "Organization"):
        return _actor(mention, memory)
    return _nearest(text, mention, memory)


def _parties(mention: Mention, about: About) -> Referents:
    if mention.name == "party" and about.instrument:
        return about.parties, "the parties of the agreement"
    if mention.name in _PLAINTIFFS:
        return about.plaintiffs, "the party that brought the case"
    if mention.name in _DEFENDANTS:
        return about.defendants, "the party against whom the case was brought"
    return _NOTHING


def _own(text: Text, mention: Mention, memory: Memory, about: About) -> Referents:
    """The document's own case, ruling, court or judge, unless the words can mean another's."""
    own = {"Case": about.case, "Ruling": about.ruling, "Court": about.court, "Person": about.judge}[mention.kind]
    if own is None or mention.plural or _of_another_case(text, mention):
        return _NOTHING
    if mention.kind == "Ruling" and (about.judge is None or _OTHERS_RULING.match(text.folded, mention.end)):
        return _NOTHING
    if mention.kind == "Court" and not _own_court(text, mention, memory, own):
        return _NOTHING
    if mention.kind == "Person" and _last_judge(memory) not in (None, own):
        return _NOTHING
    return (own,), f"the {mention.name} of the document"


def _of_another_case(text: Text, mention: Mention) -> bool:
    """Whether the paragraph has told of another case before."""
    index = text.sentence_at(mention.start)
    if index < 0:
        return False
    first = index
    while first > 0 and text.sentences[first - 1].block == text.sentences[index].block:
        first -= 1
    return bool(_OTHER_CASE.search(text.folded, text.sentences[first].start, mention.start))


def _own_court(text: Text, mention: Mention, memory: Memory, own: str) -> bool:
    """Whether it must be the case's own court.

    "The Court" of an opinion is the one that writes; "the court" of a text that went through several may be any.
    """
    if mention.name != "court":
        return mention.definite and courts()[own.rsplit("/", 1)[1]].kind in KINDS_OF_LEVEL.get(mention.name, ())
    if text.folded[mention.start : mention.end].endswith("Court"):
        return True
    return own != SCOTUS and all(court == own for court in memory.entities("Court"))


def _last_judge(memory: Memory) -> str | None:
    for _, resolved in memory.backwards("Person", 0):
        if resolved.mention.role and _JUDGE.search(resolved.mention.role):
            return resolved.ids[0]
    return None


def _plural(text: Text, mention: Mention, memory: Memory) -> Referents:
    """The agencies of the same sentence, else of the one before, where there are at least two."""
    here = text.sentence_at(mention.start)
    by_sentence: dict[int, list[str]] = {here: [], here - 1: []}
    for sentence, resolved in memory.backwards(mention.kind, here - 1):
        by_sentence[sentence][:0] = resolved.ids
    for sentence in (here, here - 1):
        distinct = tuple(dict.fromkeys(by_sentence[sentence]))
        if len(distinct) == 2 or (len(distinct) > 2 and mention.role not in ("both", "either", "neither")):
            return distinct, f"the {mention.kind.lower()} names before it"
    return _NOTHING


def _actor(mention: Mention, memory: Memory) -> Referents:
    """The one actor whose name or description has the noun in it; without one, the only actor of the kind."""
    fitting = memory.fitting(mention.kind, mention.name)
    if len(fitting) == 1:
        return fitting, f"the only {mention.name} named before"
    named = memory.entities(mention.kind)
    if not fitting and len(named) == 1 and mention.name in ("agency", "organization", "group"):
        return named, f"the only {mention.kind.lower()} named before"
    return _NOTHING


def _nearest(text: Text, mention: Mention, memory: Memory) -> Referents:
    """The last single law or program named, in this sentence or the two before it.

    Where the same words already stood for something that is not named, they go on to.
    """
    if mention.role == "the" and memory.was_open(mention.kind, mention.name):
        return _NOTHING
    here = text.sentence_at(mention.start)
    for _, resolved in memory.backwards(mention.kind, here - _NEAR):
        if not resolved.mention.nested and len(resolved.ids) == 1:
            return resolved.ids, f"the {mention.name} last named"
    return _NOTHING

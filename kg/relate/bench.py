"""Who speaks for the court whose ruling the document reports."""

import re
from typing import Final

from kg.resolve import Resolution, Resolved
from kg.resolve.justices import SCOTUS

_VOTE: Final = re.compile(
    r".*\bIn an? (?:[\w-]+ )*?(?:per curiam|unanimous|\d-\d|\d-to-\d) (?:opinion|decision|vote|ruling)"
)

_APART: Final = re.compile(r"\b(?:[Dd]issent|[Cc]oncurr|[Ss]eparate)")
"""Words of an opinion that is not the court's."""


def is_own_bench(resolution: Resolution, member: Resolved) -> bool:
    """Whether a court, a judge or "the Court" is the one that made the document's own ruling."""
    about, mention = resolution.about, member.mention
    if {about.judge, about.court, about.ruling}.intersection(member.ids) - {None}:
        return True
    if mention.kind == "Court":
        if member.ids or mention.name != "court":
            return False
        sentence = resolution.text.sentences[resolution.text.sentence_at(mention.start)]
        words = resolution.text.folded[mention.start : mention.end]
        whole = words.endswith("Court") or "unanimous" in words or "divided" in words
        return whole or bool(_VOTE.match(resolution.text.folded[sentence.start : mention.start]))
    return sits_on_own_court(resolution, member) and not resolution.dissenters.intersection(member.ids)


def sits_on_own_court(resolution: Resolution, member: Resolved) -> bool:
    """Whether a person is a Justice, and the ruling that of the Supreme Court or of "the Court"."""
    if resolution.about.court not in (None, SCOTUS) or len(member.ids) != 1 or member.mention.kind != "Person":
        return False
    return "Justice" in str(dict(resolution.entities[member.ids[0]].properties).get("role", ""))


def is_earlier(resolution: Resolution, offset: int) -> bool:
    """Whether a ruling of the own court is told of before the question that the reported one answers."""
    first = resolution.text.first_question
    return first is not None and offset < first


def writes_apart(resolution: Resolution, member: Resolved) -> bool:
    """Whether a judge is said, here or before, to dissent or concur: what such a judge finds is no holding."""
    if member.mention.kind != "Person" or len(member.ids) != 1:
        return False
    earlier = (
        r.mention for r in resolution.mentions if r.ids == member.ids and r.mention.start <= member.mention.start
    )
    text = resolution.text
    for index in {text.sentence_at(mention.start) for mention in earlier}:
        sentence = text.sentences[index]
        if _APART.search(text.folded, sentence.start, sentence.end):
            return True
    return False


def follows_separate_opinion(resolution: Resolution, offset: int) -> bool:
    """Whether the paragraph has told before a place of an opinion that is not the court's."""
    text = resolution.text
    here = text.sentence_at(offset)
    first = here
    while first > 0 and text.sentences[first - 1].block == text.sentences[here].block:
        first -= 1
    return bool(_APART.search(text.folded, text.sentences[first].start, offset))

"""Who speaks for the court whose ruling the document reports."""

import re
from typing import Final

from kg.resolve import Resolution, Resolved
from kg.resolve.justices import SCOTUS

_VOTE: Final = re.compile(
    r".*\bIn an? (?:[\w-]+ )*?(?:per curiam|unanimous|\d-\d|\d-to-\d) (?:opinion|decision|vote|ruling)"
)


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

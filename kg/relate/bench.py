"""Who speaks for the court whose ruling the document reports."""

from kg.resolve import Resolution, Resolved
from kg.resolve.justices import SCOTUS


def is_own_bench(resolution: Resolution, member: Resolved) -> bool:
    """Whether a court, a judge or "the Court" is the one that made the document's own ruling."""
    about, mention = resolution.about, member.mention
    if {about.judge, about.court, about.ruling}.intersection(member.ids) - {None}:
        return True
    if mention.kind == "Court":
        written = resolution.text.folded[mention.start : mention.end].endswith("Court")
        return not member.ids and mention.name == "court" and written
    return sits_on_own_court(resolution, member) and not resolution.dissenters.intersection(member.ids)


def sits_on_own_court(resolution: Resolution, member: Resolved) -> bool:
    """Whether a person is a Justice, and the ruling that of the Supreme Court."""
    if resolution.about.court != SCOTUS or len(member.ids) != 1 or member.mention.kind != "Person":
        return False
    return "Justice" in str(dict(resolution.entities[member.ids[0]].properties).get("role", ""))

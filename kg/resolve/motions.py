"""Motions of one document: those that it introduces, and "the motion" afterwards."""

from kg.claim import Step
from kg.entity import Value
from kg.mentions import Mention
from kg.resolve.resolution import Drafts, Resolved, document_tag
from kg.text import Text


def resolve_motions(text: Text, mentions: list[Mention], drafts: Drafts) -> dict[Mention, Resolved]:
    """What each mention of a motion stands for.

    The words "a motion for an injunction" and the first "Motion for an Injunction" introduce one, whose id holds for
    this document alone. "The motion" is the one of that relief, else the only one so far.
    """
    resolved: dict[Mention, Resolved] = {}
    introduced: dict[str, str] = {}
    for mention in (m for m in mentions if m.kind == "Motion"):
        known = [introduced[relief] for relief in introduced if relief == _relief(mention)]
        if mention.definite and not known and mention.role is None and len(set(introduced.values())) == 1:
            known = list(introduced.values())
        if known and (mention.definite or mention.form == "name"):
            reason = "the motion introduced before"
            step = Step(start=mention.start, end=mention.end, entity=known[0], reason=reason)
            resolved[mention] = Resolved(mention=mention, ids=(known[0],), steps=(step,))
        elif not mention.definite or mention.form == "name":
            motion = _introduce(text, mention, drafts)
            introduced[_relief(mention)] = motion
            resolved[mention] = Resolved(mention=mention, ids=(motion,))
    return resolved


def _relief(mention: Mention) -> str:
    words = (mention.role or mention.name).lower().split()
    return " ".join(word for word in words if word not in ("a", "an", "the"))


def _introduce(text: Text, mention: Mention, drafts: Drafts) -> str:
    motion = f"/us/motion/x/{document_tag(text)}-{mention.start}"
    properties: dict[str, Value] = {"provisional": True, **({"relief": mention.role} if mention.role else {})}
    return drafts.add(motion, "Motion", mention.name, weak=True, properties=properties)

"""Definite descriptions inside one document: "the group", "that statute", "the agencies", "either Party"."""

from collections.abc import Sequence

from kg.claim import Step
from kg.mentions import Mention
from kg.resolve.resolution import About, Drafts, Resolved
from kg.text import Text

_NEAR = 2
"""Sentences back that "that statute" and "the agency" reach."""
_PLAINTIFFS = frozenset(["plaintiff", "petitioner", "appellant", "claimant"])
_DEFENDANTS = frozenset(["defendant", "respondent", "appellee"])
_VAGUE = frozenset(["administration", "government", "office", "service", "board", "injunction", "provision", "code"])


def resolve_description(
    text: Text, mention: Mention, before: Sequence[Resolved], about: About, drafts: Drafts
) -> Resolved:
    """What a description stands for, or nothing where more than one thing fits.

    Args:
        text: The document.
        mention: The description.
        before: What was resolved earlier in the text, in its order.
        about: The case, ruling and instrument of the document.
        drafts: The entities.
    """
    ids, reason = _referents(text, mention, before, about, drafts)
    if not ids:
        return Resolved(mention=mention)
    steps = tuple(Step(start=mention.start, end=mention.end, entity=entity, reason=reason) for entity in ids)
    return Resolved(mention=mention, ids=ids, steps=steps)


def _referents(
    text: Text, mention: Mention, before: Sequence[Resolved], about: About, drafts: Drafts
) -> tuple[tuple[str, ...], str]:
    if mention.kind == "Party":
        return _parties(mention, about)
    own = {"Case": about.case, "Ruling": about.ruling, "Court": about.court, "Person": about.judge}.get(mention.kind)
    if mention.kind in ("Case", "Ruling", "Court", "Person"):
        return ((own,) if own and not mention.plural else ()), f"the {mention.name} of the document"
    if mention.name in _VAGUE:
        return (), ""
    if mention.plural:
        return _plural(text, mention, before)
    if mention.kind in ("Agency", "Organization"):
        return _actor(mention, before, drafts)
    return _nearest(text, mention, before)


def _parties(mention: Mention, about: About) -> tuple[tuple[str, ...], str]:
    if mention.name == "party" and about.instrument:
        return about.parties, "the parties of the agreement"
    if mention.name in _PLAINTIFFS:
        return about.plaintiffs, "the party that brought the case"
    if mention.name in _DEFENDANTS:
        return about.defendants, "the party against whom the case was brought"
    return (), ""


def _plural(text: Text, mention: Mention, before: Sequence[Resolved]) -> tuple[tuple[str, ...], str]:
    """The agencies of the same sentence, else of the one before, where there are at least two."""
    here = text.sentence_at(mention.start)
    for sentence in (here, here - 1):
        named = [
            entity
            for r in before
            if r.mention.kind == mention.kind
            and r.mention.form != "description"
            and text.sentence_at(r.mention.start) == sentence
            for entity in r.ids
        ]
        distinct = tuple(dict.fromkeys(named))
        if len(distinct) == 2 or (len(distinct) > 2 and mention.role not in ("both", "either", "neither")):
            return distinct, f"the {mention.kind.lower()} names before it"
    return (), ""


def _actor(mention: Mention, before: Sequence[Resolved], drafts: Drafts) -> tuple[tuple[str, ...], str]:
    """The one actor whose name or description has the noun in it; without one, the only actor of the kind."""
    candidates = list(
        dict.fromkeys(
            e for r in before if r.mention.kind == mention.kind and r.mention.form != "description" for e in r.ids
        )
    )
    fitting = [entity for entity in candidates if _fits(entity, mention.name, before, drafts)]
    if len(fitting) == 1:
        return (fitting[0],), f"the only {mention.name} named before"
    if len(candidates) == 1 and mention.name in ("agency", "organization", "group"):
        return (candidates[0],), f"the only {mention.kind.lower()} named before"
    return (), ""


def _fits(entity: str, noun: str, before: Sequence[Resolved], drafts: Drafts) -> bool:
    draft = drafts.by_id[entity]
    if any(noun in name.lower().split() for name in (draft.name, *draft.aliases)):
        return True
    return any(noun in (r.mention.role or "").lower().split() for r in before if entity in r.ids)


def _nearest(text: Text, mention: Mention, before: Sequence[Resolved]) -> tuple[tuple[str, ...], str]:
    """The last single law or program named, in this sentence or the two before it."""
    here = text.sentence_at(mention.start)
    for resolved in reversed(before):
        same_kind = resolved.mention.kind == mention.kind and resolved.mention.form != "description"
        if same_kind and not resolved.mention.nested and len(resolved.ids) == 1:
            near = here - text.sentence_at(resolved.mention.start) <= _NEAR
            return (resolved.ids, f"the {mention.name} last named") if near else ((), "")
    return (), ""

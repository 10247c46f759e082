"""Decisions as documents: made here, and held to their form."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.claim import Claim, Evidence, Polarity, Status
from kg.decision import CURATED, FORMAT, Decision, DecisionKind, decision_id, is_decision
from kg.entity import Entity
from kg.errors import KgError
from kg.extraction import DocumentInfo, Extraction
from kg.projection import preference

BODIES: Final = frozenset({"Agency", "Court", "Organization"})
"""Types that one thing can be called by two documents."""
NO_NODES: Final = ("/doc/sha256/", "/claim/", "/passage/", "/decision/")
"""What begins the ids of documents, claims, passages and decisions: none of them is ever the same as another."""


def same(
    first: str,
    second: str,
    *,
    keep: str | None = None,
    reason: str | None = None,
    by: str | None = None,
    date: str | None = None,
) -> Extraction:
    """The decision that two ids stand for one node.

    Args:
        first: One id.
        second: Another one.
        keep: Which of them stays; else a canonical one before a provisional one, and the first where both are alike.
        reason: Why.
        by: Who decided.
        date: When, as ISO 8601.

    Raises:
        KgError: They are the same id, or `keep` is another one, or one is a document, a claim or a passage.
    """
    _check_pair(first, second)
    if keep not in (None, first, second):
        raise KgError(f"{keep} is neither {first} nor {second}", hint="--keep names one of the two")
    alike = preference(first)[0] == preference(second)[0]
    kept = keep or (first if alike else min(first, second, key=preference))
    nodes = (min(first, second), max(first, second))
    decision = Decision(kind="same", nodes=nodes, keep=kept, reason=reason, by=by)
    return _extraction(decision, (*nodes, kept), f"{nodes[0]} is the same as {nodes[1]}", date)


def distinct(
    first: str, second: str, *, reason: str | None = None, by: str | None = None, date: str | None = None
) -> Extraction:
    """The decision that two ids stand for two nodes, whatever resembles; see `same`.

    Raises:
        KgError: They are the same id, or one is a document, a claim or a passage.
    """
    _check_pair(first, second)
    nodes = (min(first, second), max(first, second))
    decision = Decision(kind="distinct", nodes=nodes, reason=reason, by=by)
    return _extraction(decision, nodes, f"{nodes[0]} is not the same as {nodes[1]}", date)


def curated(
    subject: Entity,
    relation: str,
    object: Entity,
    *,
    quote: str | None = None,
    source: str | None = None,
    polarity: Polarity = "affirmed",
    status: Status = "asserted",
    attributed_to: Entity | None = None,
    claim_date: str | None = None,
    reason: str | None = None,
    by: str | None = None,
    date: str | None = None,
) -> Extraction:
    """A claim that a person makes, with the words that it rests on.

    Args:
        subject: A node; it stands as long as the claim does.
        relation: Of the schema.
        object: Another node.
        quote: The words that say so.
        source: Where they stand.
        polarity: So or not so.
        status: With what force.
        attributed_to: Who says so.
        claim_date: When it holds or was said.
        reason: Why; these are the words where no others are quoted.
        by: Who decided.
        date: When it was decided.

    Raises:
        KgError: There are no words.
    """
    words = quote or reason
    if not words:
        raise KgError(
            "a claim needs the words that it rests on", hint="give --quote WORDS with --source, or --reason WORDS"
        )
    ends = {entity.id: _named(entity) for entity in (subject, object, attributed_to) if entity is not None}
    claim = Claim(
        relation=relation,
        subject=subject.id,
        object=object.id,
        polarity=polarity,
        status=status,
        attributed_to=attributed_to.id if attributed_to else None,
        date=claim_date,
        rule=CURATED,
        evidence=(),
    )
    key = decision_id("claim", claim.id, words, source or "")
    evidence = Evidence(document=key, start=0, end=len(words), quote=words)
    info = DocumentInfo(
        id=key,
        source=f"{CURATED}, from {source}" if source else CURATED,
        format=FORMAT,
        date=date,
        url=source if source and source.startswith(("http://", "https://")) else None,
        decision=Decision(kind="claim", nodes=tuple(sorted({subject.id, object.id})), reason=reason, by=by),
    )
    made = replace(claim, evidence=(evidence,))
    return Extraction(document=info, entities=tuple(ends[each] for each in sorted(ends)), claims=(made,))


def decision_words(info: DocumentInfo) -> str:
    """A decision for people: what was decided, by whom, when, why."""
    decision = info.decision
    if decision is None:
        return info.title or info.source
    kept = decision.keep or decision.nodes[-1]
    other = next((node for node in decision.nodes if node != kept), kept)
    words = {
        "same": f"merged by decision: {other} is the same as {kept}",
        "distinct": f"kept apart by decision: {other} is not {kept}",
        "claim": f"{info.source}: a claim about {' and '.join(decision.nodes)}",
    }[decision.kind]
    made = ", ".join(filter(None, (f"by {decision.by}" if decision.by else None, info.date)))
    return f"{words} ({'; '.join(filter(None, (made, decision.reason, info.id)))})"


def decision_faults(extraction: Extraction) -> Iterator[tuple[str, str]]:
    """What keeps a document from being the decision that it says it is, as (place, reason)."""
    info = extraction.document
    decision = info.decision
    if decision is None:
        if is_decision(info.id):
            yield info.id, "the id of a decision, on a document that is none"
        return
    if not is_decision(info.id) or info.format != FORMAT:
        yield info.id, "a decision has an id that begins with /decision/, and the format decision"
    expected = {"same": (2, 0), "distinct": (2, 0), "claim": (len(set(decision.nodes)), 1)}[decision.kind]
    if (len(decision.nodes), len(extraction.claims)) != expected or list(decision.nodes) != sorted(set(decision.nodes)):
        yield info.id, f"a decision of kind {decision.kind} has not these nodes and claims"
    elif decision.kind == "claim":
        claim = extraction.claims[0]
        if set(decision.nodes) != {claim.subject, claim.object} or claim.rule != CURATED:
            yield info.id, "its nodes are not those of its claim, or the claim's rule is not that of curated ones"
    elif (decision.keep in decision.nodes) is not (decision.kind == "same") or extraction.entities:
        yield info.id, "one of two nodes that are the same is kept, and of others none"


def check_alike(first: Entity, second: Entity) -> None:
    """Refuse two nodes that cannot be one, because of what they are.

    Raises:
        KgError: They share no type, and are not both bodies of people.
    """
    both = {*first.labels, *second.labels}
    if not set(first.labels) & set(second.labels) and not both <= BODIES:
        raise KgError(
            f"{first.id} is a {', '.join(first.labels)} and {second.id} a {', '.join(second.labels)}",
            hint="only things of one type can be the same",
        )


def _check_pair(first: str, second: str) -> None:
    if first == second:
        raise KgError(f"both are {first}", hint="name two nodes")
    for node in (first, second):
        if not node.startswith("/") or node.startswith(NO_NODES):
            raise KgError(f"{node} is no node that a decision can be about", hint="`kg show NAME` gives the id")


def _named(entity: Entity) -> Entity:
    """What a claim alone says of its end: what it is, and its name."""
    return Entity(id=entity.id, labels=entity.labels, name=entity.name)


def _extraction(decision: Decision, key: Sequence[str], title: str, date: str | None) -> Extraction:
    kind: DecisionKind = decision.kind
    info = DocumentInfo(
        id=decision_id(kind, *key), source=FORMAT, format=FORMAT, title=title, date=date, decision=decision
    )
    return Extraction(document=info)

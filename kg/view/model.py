"""The view model: what a page shows of a graph, as plain data without HTML."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from urllib.parse import urlsplit

from kg.claim import Claim, Evidence
from kg.curation import decision_words
from kg.entity import Entity
from kg.extraction import DocumentInfo
from kg.graph import Graph
from kg.projection import Identity
from kg.schema import Schema, load_schema
from kg.view.palette import OTHER_TYPE, primary_type
from kg.view.words import clean, mark_of, short_name, status_words

_ABSOLUTE: Final = re.compile(r"[/\\]|[A-Za-z]:[/\\]")
"""A path that tells of the machine where the page was made, which is nobody's business who gets the page."""
DATING: Final = {
    **dict.fromkeys(("SIGNED", "FILED", "ISSUED"), "o"),
    **dict.fromkeys(("DECIDED_BY", "GRANTS", "DENIES", "DISMISSES", "ENJOINS", "AFFIRMS", "REVERSES", "VACATES"), "s"),
    **dict.fromkeys(("REMANDS", "STRIKES_DOWN", "UPHOLDS", "HEARD_IN", "ASSIGNED_TO"), "s"),
}
"""Relations whose date is that of their subject ("s") or their object ("o"): the day it was signed, filed, decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewNode:
    """A node of the picture.

    Attributes:
        type: The label that decides its look.
        short: Its label in the picture, at most two lines.
        degree: Number of plain edges and of other claims that touch it.
        date: When it was made, as far as a property, its document or a plain claim says so.
    """

    id: str
    type: str
    labels: tuple[str, ...]
    name: str
    short: str
    aliases: tuple[str, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    degree: int = 0
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewRelation:
    """A relation in plain English, from its subject and from its object."""

    name: str
    label: str
    inverse: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of a quote; `role` has "s" where the subject is named and "o" where the object is."""

    text: str
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewEvidence:
    """A quote in pieces; without pieces where evidence is redacted. `document` is None where sources are."""

    document: str | None
    parts: tuple[Part, ...]
    place: str = ""

    @property
    def quote(self) -> str:
        """The words, verbatim."""
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewClaim:
    """A claim with its force in words; `mark` is "" where it carries a plain edge."""

    id: str
    relation: str
    subject: str
    object: str
    mark: str
    status: str
    words: str
    speaker: str | None
    qualifiers: tuple[tuple[str, str], ...]
    date: str | None
    date_inferred: bool
    basis: str
    evidence: tuple[ViewEvidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class ViewEdge:
    """A line of the picture: a plain edge, or what all claims of one mark say of the same two nodes."""

    subject: str
    relation: str
    object: str
    mark: str
    claims: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes it the edge it is."""
        return self.subject, self.relation, self.object, self.mark


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewDocument:
    """A document as the page cites it; `url` only where it is http(s)."""

    id: str
    title: str
    source: str
    date: str | None = None
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All that a page may show; each tuple sorted by id."""

    nodes: tuple[ViewNode, ...]
    edges: tuple[ViewEdge, ...]
    claims: tuple[ViewClaim, ...]
    documents: tuple[ViewDocument, ...]
    relations: tuple[ViewRelation, ...]

    def node_types(self) -> dict[str, str]:
        """Type by node id."""
        return {node.id: node.type for node in self.nodes}


def build_view(graph: Graph, schema: Schema | None = None) -> View:
    """The view model of a graph; a document is a node only where a claim touches it."""
    claims = graph.claims
    ends = {end for claim in claims for end in (claim.subject, claim.object)}
    spoken = {claim.attributed_to for claim in claims if claim.attributed_to}
    entities = {entity.id: entity for entity in graph.entities}
    for document in graph.documents:
        if document.id in ends:
            entities.setdefault(document.id, _document_entity(document))
    for id in sorted((ends | spoken) - entities.keys()):
        entities[id] = Entity(id=id, labels=(OTHER_TYPE,), name=id.rsplit("/", 1)[-1] or id)
    cited = {evidence.document for claim in claims for evidence in claim.evidence}
    names = {id: clean(entity.name) for id, entity in entities.items()}
    edges = _edges(claims)
    degrees = Counter(end for edge in edges for end in {edge.subject, edge.object})
    dates, identity = _dates(graph), Identity(graph.documents)
    merged = {id: _merged(info for info in identity.behind(id)) for id in identity.members if id in entities}
    return View(
        nodes=tuple(
            _node(entities[id], degrees[clean(id)], dates.get(id), merged.get(id, ())) for id in sorted(entities)
        ),
        edges=tuple(edges),
        claims=tuple(_claim(claim, names) for claim in claims),
        documents=tuple(_document(each) for each in graph.documents if each.decision is None or each.id in cited),
        relations=_relations(claims, schema or load_schema()),
    )


def _evidence(evidence: Evidence) -> ViewEvidence:
    place = clean(evidence.place or "")
    return ViewEvidence(document=clean(evidence.document), parts=quote_parts(evidence), place=place)


def quote_parts(evidence: Evidence) -> tuple[Part, ...]:
    """The quote cut at the two ends of the claim, where they are named inside it."""
    quote = clean(evidence.quote)
    spans = [
        (max(span[0] - evidence.start, 0), min(span[1] - evidence.start, len(quote)), role)
        for span, role in ((evidence.subject, "s"), (evidence.object, "o"))
        if span is not None
    ]
    cuts = sorted({0, len(quote), *(cut for start, end, _ in spans if start < end for cut in (start, end))})
    return tuple(
        Part(text=quote[a:b], role="".join(role for start, end, role in spans if start <= a and b <= end))
        for a, b in pairwise(cuts)
    )


def _edges(claims: Iterable[Claim]) -> list[ViewEdge]:
    groups: dict[tuple[str, str, str, str], list[str]] = {}
    for claim in claims:
        key = (clean(claim.subject), claim.relation, clean(claim.object), mark_of(claim))
        groups.setdefault(key, []).append(claim.id)
    return [
        ViewEdge(subject=key[0], relation=key[1], object=key[2], mark=key[3], claims=tuple(sorted(groups[key])))
        for key in sorted(groups)
    ]


def _dates(graph: Graph) -> dict[str, str]:
    """When things were made, by id: documents by their own date, others by their earliest plain claim of that kind."""
    dates: dict[str, str] = {}
    for claim in graph.claims:
        ends = DATING.get(claim.relation, "")
        for end, id in (("s", claim.subject), ("o", claim.object)):
            if end in ends and claim.date and claim.is_plain:
                dates[id] = min(dates.get(id, claim.date), claim.date)
    dates.update({document.id: document.date for document in graph.documents if document.date})
    return dates


def _merged(decisions: Iterable[DocumentInfo]) -> tuple[tuple[str, str], ...]:
    """Why a node is one, as properties."""
    return tuple(("merged by decision", clean(decision_words(info))) for info in decisions)


def _node(entity: Entity, degree: int, dated: str | None, merged: tuple[tuple[str, str], ...]) -> ViewNode:
    name = clean(entity.name)
    own = next((str(value) for key, value in entity.properties if key == "date"), dated)
    return ViewNode(
        id=clean(entity.id),
        type=primary_type(entity.labels),
        labels=entity.labels,
        name=name,
        short=short_name(name),
        aliases=tuple(clean(alias) for alias in entity.aliases),
        properties=(*((clean(key), clean(str(value))) for key, value in entity.properties), *merged),
        degree=degree,
        date=clean(own) if own else None,
    )


def _claim(claim: Claim, names: dict[str, str]) -> ViewClaim:
    speaker = claim.attributed_to
    return ViewClaim(
        id=claim.id,
        relation=claim.relation,
        subject=clean(claim.subject),
        object=clean(claim.object),
        mark=mark_of(claim),
        status=claim.status,
        words=status_words(claim, names[speaker] if speaker else None),
        speaker=clean(speaker) if speaker else None,
        qualifiers=tuple((clean(q.kind), clean(q.text)) for q in claim.qualifiers),
        date=claim.date,
        date_inferred=claim.date_inferred,
        basis=claim.basis,
        evidence=tuple(sorted(map(_evidence, claim.evidence), key=_telling)),
    )


def _telling(evidence: ViewEvidence) -> tuple[int, bool]:
    """First a quote that names both ends of its claim; a sentence before a row of a table, which has lines."""
    return -len(set("".join(part.role for part in evidence.parts))), "\n" in evidence.quote


def _document(info: DocumentInfo) -> ViewDocument:
    return ViewDocument(
        id=clean(info.id),
        title=clean(info.title or _file_name(info.source)),
        source=clean(_file_name(info.source) if _ABSOLUTE.match(info.source) else info.source),
        date=clean(info.date) if info.date else None,
        publisher=clean(info.publisher) if info.publisher else None,
        url=web_address(info.url) or web_address(info.source),
    )


def _file_name(source: str) -> str:
    """The last part of a path; an address of the web stays whole."""
    return source if web_address(source) else re.split(r"[/\\]", source.rstrip("/\\"))[-1] or source


def _document_entity(info: DocumentInfo) -> Entity:
    return Entity(id=info.id, labels=("Document",), name=info.title or _file_name(info.source))


def web_address(text: str | None) -> str | None:
    """The text where it is an http or https address with a host, else None."""
    if not text or text != clean(text) or any(c.isspace() for c in text):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and parts.hostname else None


def _relations(claims: Iterable[Claim], schema: Schema) -> tuple[ViewRelation, ...]:
    relations = []
    for name in sorted({claim.relation for claim in claims}):
        edge = schema.edges.get(name)
        words = clean(name).lower().replace("_", " ")
        relations.append(
            ViewRelation(name=name, label=edge.label if edge else words, inverse=edge.inverse if edge else words)
        )
    return tuple(relations)

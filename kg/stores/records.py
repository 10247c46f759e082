"""Documents, entities and claims as nodes and relationships of a property graph, and back again.

Names that begin with `_kg_` are the store's own: they are indexed or counted with, and hidden where results are shown.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final, TypedDict, cast

from kg.claim import Basis, Claim, ClaimTally, Evidence, Polarity, Qualifier, Status, Step
from kg.decision import Decision, DecisionKind
from kg.entity import Entity, Tally, Value
from kg.extraction import DocumentInfo
from kg.graph import Edge
from kg.projection import Original, Projected

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Properties = dict[str, Json]

PRIVATE: Final = "_kg_"
ABOUT: Final = "about_"
MAX_TERM: Final = 200
"""Longest term of the name index, in characters; the comparison that counts is made on the whole name."""

_WORDS: Final = re.compile(r"\w+")


class MentionRow(TypedDict):
    """A document's contribution to a node."""

    document: str
    id: str
    labels: list[str]
    name: str
    aliases: list[str] | None
    properties: str


class EvidenceRow(TypedDict):
    """A claim, and one piece of evidence of one document for it."""

    claim: Properties
    evidence: Properties
    passage: Properties
    document: str


def fold(name: str) -> str:
    """How names are compared: compatibility forms, case and runs of white space do not matter."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def words(text: str) -> list[str]:
    """The words by which a name can be searched."""
    return [word[:MAX_TERM] for word in dict.fromkeys(_WORDS.findall(fold(text)))]


def name_term(name: str) -> str:
    """The term of the index that stands for a whole name; no word begins with "="."""
    return "=" + fold(name)[:MAX_TERM]


def _terms(names: Iterable[str]) -> list[Json]:
    names = list(names)
    return cast(list[Json], sorted({*map(name_term, names), *(word for name in names for word in words(name))}))


def document_properties(projected: Projected, digest: str) -> Properties:
    """The Document node."""
    extraction = projected.extraction
    info = extraction.document
    properties: Properties = {"id": info.id, "source": info.source, "format": info.format, "digest": digest}
    for key in ("title", "date", "publisher", "url", "base"):
        if (value := getattr(info, key)) is not None:
            properties[key] = value
    properties.update({ABOUT + key: value for key, value in info.about})
    if (decision := info.decision) is not None:
        properties |= {"decision": decision.kind, "nodes": list(decision.nodes)}
        optional = {"keep": decision.keep, "reason": decision.reason, "by": decision.by}
        properties |= {key: value for key, value in optional.items() if value is not None}
    if projected.original is not None:
        properties["_kg_original"] = projected.original.dump()
    properties["_kg_entities"] = len(extraction.entities)
    properties["_kg_claims"] = len(extraction.claims)
    if terms := _terms(document_names(info)):
        properties["_kg_terms"] = terms
    return properties


def document_info(properties: Mapping[str, Json]) -> DocumentInfo:
    """The inverse of `document_properties`."""

    def text(key: str) -> str | None:
        return cast("str | None", properties.get(key))

    about = {key.removeprefix(ABOUT): str(properties[key]) for key in properties if key.startswith(ABOUT)}
    return DocumentInfo(
        id=str(properties["id"]),
        source=str(properties["source"]),
        format=str(properties["format"]),
        title=text("title"),
        date=text("date"),
        publisher=text("publisher"),
        url=text("url"),
        base=text("base"),
        about=tuple(sorted(about.items())),
        decision=_decision(properties),
    )


def document_original(properties: Mapping[str, Json]) -> Original | None:
    """What the document says itself, where it is taken to say something else."""
    dumped = properties.get("_kg_original")
    return None if dumped is None else Original.load(str(dumped))


def _decision(properties: Mapping[str, Json]) -> Decision | None:
    if properties.get("decision") is None:
        return None
    return Decision(
        kind=cast(DecisionKind, properties["decision"]),
        nodes=tuple(cast("list[str]", properties["nodes"])),
        keep=cast("str | None", properties.get("keep")),
        reason=cast("str | None", properties.get("reason")),
        by=cast("str | None", properties.get("by")),
    )


def document_names(info: DocumentInfo) -> tuple[str, ...]:
    """What a document is found by; a decision is looked up by its id alone."""
    return () if info.decision else tuple(filter(None, (info.title, info.source)))


def document_entity(document_id: str, title: str | None, source: str) -> Entity:
    """A document where a node is asked for: its title is the name."""
    aliases = (source,) if title and title != source else ()
    return Entity(id=document_id, labels=("Document",), name=title or source, aliases=aliases)


def entity_properties(entity_id: str, tally: Tally) -> Properties:
    """The node that all contributions make together."""
    entity = tally.entity(entity_id)
    properties: Properties = {"id": entity_id, "name": entity.name, "aliases": list(entity.aliases)}
    properties.update(cast(dict[str, Json], dict(entity.properties)))
    properties["_kg_tally"] = tally.dump()
    properties["_kg_terms"] = _terms((entity.name, *entity.aliases))
    return properties


def mention_properties(entity: Entity) -> Properties:
    """The MENTIONS relationship: what one document contributes to the node."""
    return {
        "labels": list(entity.labels),
        "name": entity.name,
        "aliases": list(entity.aliases),
        "properties": _dump(dict(entity.properties)),
    }


def mentioned_entity(row: MentionRow) -> Entity:
    """The inverse of `mention_properties`."""
    properties = cast(dict[str, Value], json.loads(row["properties"]))
    return Entity(
        id=row["id"],
        labels=tuple(row["labels"]),
        name=row["name"],
        aliases=tuple(row["aliases"] or ()),  # Neo4j's import tool has no empty list
        properties=tuple(sorted(properties.items())),
    )


def claim_properties(claim: Claim, tally: ClaimTally) -> Properties:
    """The Claim node that all documents that make the claim have in common."""
    settled = tally.settle(claim)
    qualifiers = sorted(claim.qualifiers)
    properties: Properties = {
        "id": claim.id,
        "relation": claim.relation,
        "polarity": claim.polarity,
        "status": claim.status,
        "basis": settled.basis,
        "rule": settled.rule,
        "qualifiers": [q.text for q in qualifiers],
        "qualifier_kinds": [q.kind for q in qualifiers],
        "support": tally.documents,
        "_kg_subject": claim.subject,
        "_kg_object": claim.object,
        "_kg_tally": tally.dump(),
    }
    if claim.attributed_to is not None:
        properties["_kg_speaker"] = claim.attributed_to
    if settled.date is not None:
        properties |= {"date": settled.date, "date_inferred": settled.date_inferred}
    return properties


def passage_properties(evidence: Evidence) -> Properties:
    """The Passage node."""
    return {"id": evidence.passage_id, "start": evidence.start, "end": evidence.end, "quote": evidence.quote}


def evidence_properties(claim: Claim, evidence: Evidence, position: int) -> Properties:
    """The EVIDENCED_BY relationship: what one document contributes to the claim.

    Args:
        claim: The document's own claim, not the merged one.
        evidence: One piece of its evidence.
        position: The place of this piece among them.
    """
    properties: Properties = {
        "position": position,
        "rule": claim.rule,
        "basis": claim.basis,
        "date_inferred": claim.date_inferred,
    }
    if claim.date is not None:
        properties["date"] = claim.date
    for end, span in (("subject", evidence.subject), ("object", evidence.object)):
        if span is not None:
            properties |= {f"{end}_start": span[0], f"{end}_end": span[1]}
    if evidence.place is not None:
        properties["place"] = evidence.place
    if evidence.steps:
        properties["steps"] = _dump([[s.start, s.end, s.entity, s.reason] for s in evidence.steps])
    if claim.qualifiers:
        properties["qualifiers"] = _dump([[q.kind, q.text, q.start, q.end] for q in claim.qualifiers])
    return properties


def document_claims(rows: Iterable[EvidenceRow]) -> list[Claim]:
    """The inverse of the three above: one claim for each claim and document, sorted by claim and document."""
    groups: dict[tuple[str, str], list[EvidenceRow]] = {}
    for row in rows:
        groups.setdefault((str(row["claim"]["id"]), row["document"]), []).append(row)
    return [_document_claim(groups[key]) for key in sorted(groups)]


def _document_claim(rows: list[EvidenceRow]) -> Claim:
    rows.sort(key=lambda row: cast(int, row["evidence"]["position"]))
    node, made = rows[0]["claim"], rows[0]["evidence"]
    qualifiers = json.loads(str(made.get("qualifiers") or "[]"))
    return Claim(
        relation=str(node["relation"]),
        subject=str(node["_kg_subject"]),
        object=str(node["_kg_object"]),
        polarity=cast(Polarity, node["polarity"]),
        status=cast(Status, node["status"]),
        attributed_to=cast("str | None", node.get("_kg_speaker")),
        qualifiers=tuple(Qualifier(kind=k, text=t, start=s, end=e) for k, t, s, e in qualifiers),
        date=cast("str | None", made.get("date")),
        date_inferred=bool(made.get("date_inferred")),
        basis=cast(Basis, made["basis"]),
        rule=str(made["rule"]),
        evidence=tuple(_evidence(row) for row in rows),
    )


def _evidence(row: EvidenceRow) -> Evidence:
    made, passage = row["evidence"], row["passage"]
    steps = json.loads(str(made.get("steps") or "[]"))
    return Evidence(
        document=row["document"],
        start=cast(int, passage["start"]),
        end=cast(int, passage["end"]),
        quote=str(passage["quote"]),
        subject=_span(made, "subject"),
        object=_span(made, "object"),
        place=cast("str | None", made.get("place")),
        steps=tuple(Step(start=s, end=e, entity=entity, reason=reason) for s, e, entity, reason in steps),
    )


def _span(properties: Mapping[str, Json], end: str) -> tuple[int, int] | None:
    if properties.get(f"{end}_start") is None:
        return None
    return cast(int, properties[f"{end}_start"]), cast(int, properties[f"{end}_end"])


def edge_properties(edge: Edge) -> Properties:
    """The plain relationship."""
    properties: Properties = {"claims": list(edge.claims), "support": edge.support, "status": edge.status}
    if edge.first_date is not None:
        properties |= {"first_date": edge.first_date, "last_date": edge.last_date}
    return properties | {"_kg_key": edge_key(edge.subject, edge.object)}


def edge_key(subject: str, object: str) -> str:
    """What a plain relationship is found by among those of its type."""
    return hashlib.sha256(json.dumps([subject, object]).encode()).hexdigest()[:32]


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

"""What is known of one document, and its lossless form as JSON lines."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal, NamedTuple, cast

from kg.claim import BASES, POLARITIES, STATUSES, Basis, Claim, Evidence, Polarity, Qualifier, Status, Step
from kg.decision import Decision, decision_json, read_decision
from kg.document import Document
from kg.entity import Entity
from kg.errors import CorruptDocument

Json = dict[str, object]
_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
Gate = Literal["quote", "ends", "schema", "cues", "boilerplate", "one reading"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentInfo:
    """The document as a node: everything but its text.

    Attributes:
        decision: What a person decided, where it is no text that was read but the record of that; see `kg.decision`.
    """

    id: str
    source: str
    format: str = "text"
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    base: str | None = None
    about: tuple[tuple[str, str], ...] = ()
    decision: Decision | None = None


def describe(document: Document, about: tuple[tuple[str, str], ...] = ()) -> DocumentInfo:
    """A document as a node; `about` says which case, ruling and court it tells of."""
    return DocumentInfo(
        id=document.id,
        source=document.source,
        format=document.format,
        title=document.title,
        date=document.date,
        publisher=document.publisher,
        url=document.url,
        base=document.base,
        about=about,
    )


class MentionInfo(NamedTuple):
    """Words of the document that stand for a node; a tuple, as a document has hundreds that are sorted."""

    start: int
    end: int
    target: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A claim that was proposed and did not pass a gate; it is shown, and stored nowhere."""

    claim: Claim
    gate: Gate
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """One document's nodes and claims, each sorted by id; a pure function of the document."""

    document: DocumentInfo
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    mentions: tuple[MentionInfo, ...] = ()
    refused: tuple[Refused, ...] = ()

    def digest(self) -> str:
        """Hash of everything a store keeps of it: equal digests mean there is nothing to write."""
        text = "\n".join(extraction_lines(replace(self, refused=()), mentions=False))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def extraction_lines(extraction: Extraction, *, mentions: bool) -> Iterator[str]:
    """The JSON lines of one document: its `document` line, its nodes, its claims, and its mentions where asked for.

    What the gates refused follows the claims, where the extraction has kept it.
    """
    yield _dump(document_json(extraction.document))
    for entity in sorted(extraction.entities):
        yield _dump(_entity_json(entity))
    for claim in sorted(extraction.claims, key=lambda claim: claim.id):
        yield _dump(claim_json(claim))
    yield from _refused_lines(extraction.refused)
    if mentions:
        for mention in sorted(extraction.mentions):
            yield _dump(_mention_json(extraction.document.id, mention))


def read_extractions(lines: Iterable[str], source: str = "-") -> Iterator[Extraction]:
    """The inverse of `extraction_lines`, for any number of documents.

    Raises:
        CorruptDocument: A line is no JSON, or not of this form; names the line.
    """
    document: DocumentInfo | None = None
    entities: list[Entity] = []
    claims: list[Claim] = []
    mentions: list[MentionInfo] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            data = cast(Json, json.loads(line))
            kind = data["type"]
            if kind == "document":
                if document is not None:
                    yield _extraction(document, entities, claims, mentions)
                document, entities, claims, mentions = read_document(data), [], [], []
            elif document is None:
                raise ValueError("the first line is no document")
            elif kind == "node":
                entities.append(_entity(data))
            elif kind == "claim":
                claims.append(read_claim(data))
            elif kind == "mention":
                mentions.append(_mention(data))
            elif kind == "refused":
                continue  # it was shown to be looked at; what was refused once is not claimed by reading it again
            else:
                raise ValueError(f"unknown type {kind!r}")
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            reason = f"missing {error}" if isinstance(error, KeyError) else str(error)
            raise CorruptDocument(
                f"not a line of `kg extract`: {reason}",
                source=source,
                place=f"line {number}",
                hint="export the graph again with `kg export FILE.jsonl`",
            ) from error
    if document is not None:
        yield _extraction(document, entities, claims, mentions)


def _extraction(
    document: DocumentInfo, entities: list[Entity], claims: list[Claim], mentions: list[MentionInfo]
) -> Extraction:
    return Extraction(
        document=document,
        entities=tuple(sorted(entities)),
        claims=tuple(sorted(claims, key=lambda claim: claim.id)),
        mentions=tuple(sorted(mentions)),
    )


def _dump(data: Json) -> str:
    return _JSON.encode(data)


def document_json(info: DocumentInfo) -> Json:
    """A document as its JSON line."""
    data: Json = {"type": "document", "id": info.id, "source": info.source, "format": info.format}
    for key in ("title", "date", "publisher", "url", "base"):
        if (value := getattr(info, key)) is not None:
            data[key] = value
    if info.about:
        data["about"] = dict(info.about)
    if info.decision is not None:
        data["decision"] = decision_json(info.decision)
    return data


def read_document(data: Json) -> DocumentInfo:
    """The inverse of `document_json`.

    Raises:
        ValueError, KeyError, TypeError: It is not of this form.
    """
    return DocumentInfo(
        id=_text(data, "id"),
        source=_text(data, "source"),
        format=_maybe(data, "format") or "text",
        title=_maybe(data, "title"),
        date=_maybe(data, "date"),
        publisher=_maybe(data, "publisher"),
        url=_maybe(data, "url"),
        base=_maybe(data, "base"),
        about=tuple(sorted(cast(dict[str, str], data.get("about") or {}).items())),
        decision=read_decision(data.get("decision")),
    )


def _entity_json(entity: Entity) -> Json:
    properties: Json = {"name": entity.name}
    if entity.aliases:
        properties["aliases"] = list(entity.aliases)
    properties.update(entity.properties)
    return {"type": "node", "id": entity.id, "labels": list(entity.labels), "properties": properties}


def _entity(data: Json) -> Entity:
    properties = cast(dict[str, str | int | bool], data["properties"])
    return Entity(
        id=_text(data, "id"),
        labels=tuple(cast(list[str], data["labels"])),
        name=str(properties["name"]),
        aliases=tuple(cast(list[str], properties.get("aliases", []))),
        properties=tuple(sorted((k, v) for k, v in properties.items() if k not in ("name", "aliases"))),
    )


def claim_json(claim: Claim) -> Json:
    """A claim as its JSON line."""
    data: Json = {
        "type": "claim",
        "id": claim.id,
        "relation": claim.relation,
        "subject": claim.subject,
        "object": claim.object,
        "polarity": claim.polarity,
        "status": claim.status,
        "attributed_to": claim.attributed_to,
    }
    if claim.qualifiers:
        data["qualifiers"] = [
            {"kind": q.kind, "text": q.text, "start": q.start, "end": q.end} for q in claim.qualifiers
        ]
    if claim.date is not None:
        data["date"] = claim.date
        if claim.date_inferred:
            data["inferred"] = True
    data["evidence"] = [_evidence_json(evidence) for evidence in claim.evidence]
    data["rule"] = claim.rule
    data["basis"] = claim.basis
    return data


def _refused_lines(refused: Iterable[Refused]) -> list[str]:
    """In the order of the text; what two rules propose alike, with the same words, stands once."""
    lines = {_dump(_refused_json(each)): each.claim.evidence[0] for each in refused}
    return sorted(lines, key=lambda line: (lines[line].start, lines[line].end, line))


def _refused_json(refused: Refused) -> Json:
    claim = refused.claim
    evidence = claim.evidence[0]
    return {
        "type": "refused",
        "document": evidence.document,
        "start": evidence.start,
        "end": evidence.end,
        "relation": claim.relation,
        "subject": claim.subject,
        "object": claim.object,
        "polarity": claim.polarity,
        "status": claim.status,
        "attributed_to": claim.attributed_to,
        "rule": claim.rule,
        "gate": refused.gate,
        "reason": refused.reason,
        "quote": evidence.quote,
    }


def _evidence_json(evidence: Evidence) -> Json:
    data: Json = {
        "document": evidence.document,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
    }
    if evidence.subject is not None:
        data["subject"] = list(evidence.subject)
    if evidence.object is not None:
        data["object"] = list(evidence.object)
    if evidence.place is not None:
        data["place"] = evidence.place
    if evidence.steps:
        data["steps"] = [
            {"start": s.start, "end": s.end, "entity": s.entity, "reason": s.reason} for s in evidence.steps
        ]
    return data


def read_claim(data: Json) -> Claim:
    """The inverse of `claim_json`.

    Raises:
        ValueError, KeyError, TypeError: It is not of this form.
    """
    claim = Claim(
        relation=_text(data, "relation"),
        subject=_text(data, "subject"),
        object=_text(data, "object"),
        polarity=cast(Polarity, _one_of(data, "polarity", POLARITIES)),
        status=cast(Status, _one_of(data, "status", STATUSES)),
        attributed_to=_maybe(data, "attributed_to"),
        qualifiers=tuple(
            Qualifier(kind=str(q["kind"]), text=str(q["text"]), start=_int(q, "start"), end=_int(q, "end"))
            for q in cast(list[Json], data.get("qualifiers", []))
        ),
        date=_maybe(data, "date"),
        date_inferred=bool(data.get("inferred", False)),
        basis=cast(Basis, _one_of(data, "basis", BASES)),
        rule=_text(data, "rule"),
        evidence=tuple(_evidence(e) for e in cast(list[Json], data["evidence"])),
    )
    if "id" in data and data["id"] != claim.id:
        raise ValueError(f"id {data['id']} does not fit the content (it is {claim.id})")
    return claim


def _evidence(data: Json) -> Evidence:
    return Evidence(
        document=_text(data, "document"),
        start=_int(data, "start"),
        end=_int(data, "end"),
        quote=_text(data, "quote"),
        subject=_pair(data.get("subject")),
        object=_pair(data.get("object")),
        place=_maybe(data, "place"),
        steps=tuple(
            Step(start=_int(s, "start"), end=_int(s, "end"), entity=_text(s, "entity"), reason=_text(s, "reason"))
            for s in cast(list[Json], data.get("steps", []))
        ),
    )


def _mention_json(document: str, mention: MentionInfo) -> Json:
    return {
        "type": "mention",
        "document": document,
        "start": mention.start,
        "end": mention.end,
        "target": mention.target,
        "quote": mention.quote,
    }


def _mention(data: Json) -> MentionInfo:
    return MentionInfo(
        start=_int(data, "start"), end=_int(data, "end"), target=_text(data, "target"), quote=_text(data, "quote")
    )


def _text(data: Json, key: str) -> str:
    value = data[key]
    if not isinstance(value, str):
        raise ValueError(f"{key} is no text")
    return value


def _maybe(data: Json, key: str) -> str | None:
    return None if data.get(key) is None else _text(data, key)


def _int(data: Json, key: str) -> int:
    value = data[key]
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"{key} is no whole number")
    return value


def _pair(value: object) -> tuple[int, int] | None:
    if value is None:
        return None
    start, end = cast(list[int], value)
    return int(start), int(end)


def _one_of(data: Json, key: str, allowed: tuple[str, ...]) -> str:
    value = _text(data, key)
    if value not in allowed:
        raise ValueError(f"{key} {value!r} is none of {', '.join(allowed)}")
    return value

"""Writes whole documents into a property graph; the same for every engine that speaks Cypher."""

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from kg.errors import NotFound
from kg.extraction import Extraction
from kg.stores import cypher
from kg.stores.base import Outcome, Parameter, Written
from kg.stores.changes import Changes, StoredDocuments, canonical, plan, rows
from kg.stores.deciding import Batch, plan_batch
from kg.stores.records import (
    Properties,
    claim_properties,
    document_properties,
    edge_key,
    edge_properties,
    entity_properties,
    evidence_properties,
    mention_properties,
    passage_properties,
)
from kg.stores.session import Session
from kg.validate import check_extraction


class GraphWriter:
    """A Writer over any Session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, extractions: Sequence[Extraction]) -> Written:
        """Store documents; see `Writer.add`.

        Raises:
            SchemaError: One of them breaks the schema; nothing of the batch is stored.
        """
        given = [canonical(extraction) for extraction in extractions]
        for extraction in given:
            check_extraction(extraction, self._session.schema)
        return self._session.exclusive(lambda: self._add(given))

    def remove(self, document_id: str) -> Written:
        """Take a document out; see `Writer.remove`."""
        return self._session.exclusive(lambda: self._remove(document_id))

    def _add(self, given: Sequence[Extraction]) -> Written:
        found = rows(self._session, cypher.DIGESTS, [extraction.document.id for extraction in given])
        stored = {str(row["id"]): str(row["digest"]) for row in found}
        outcomes, fresh = document_outcomes(given, stored)
        if not fresh:
            return Written(outcomes=outcomes)
        batch = plan_batch(StoredDocuments(self._session), fresh, [key for key in fresh if key in stored])
        return _Batch(self._session, batch).write(outcomes)

    def _remove(self, document_id: str) -> Written:
        batch = plan_batch(StoredDocuments(self._session), {}, (), [document_id])
        if not batch.old:
            raise NotFound(f"no document {document_id!r}", hint="`kg documents` lists them")
        return _Batch(self._session, batch).write(())


def document_outcomes(
    given: Iterable[Extraction], stored: Mapping[str, str]
) -> tuple[tuple[tuple[str, Outcome], ...], dict[str, tuple[Extraction, str]]]:
    """What happens to each document, and those that have to be written, with their digests."""
    current = dict(stored)
    outcomes: list[tuple[str, Outcome]] = []
    fresh: dict[str, tuple[Extraction, str]] = {}
    for extraction in given:
        key, digest = extraction.document.id, extraction.digest()
        before = current.get(key)
        outcome: Outcome = "new" if before is None else "unchanged" if before == digest else "replaced"
        outcomes.append((key, outcome))
        if outcome != "unchanged":
            current[key] = digest
            fresh[key] = extraction, digest
    return tuple(outcomes), fresh


class _Batch:
    """One transaction's worth of statements, planned while no other writer is at work."""

    def __init__(self, session: Session, batch: Batch) -> None:
        self._session = session
        self._old = {projected.extraction.document.id: projected.extraction for projected in batch.old}
        self._fresh = batch.fresh
        self._new = [projected.extraction for projected, _ in batch.fresh.values()]
        self._writes = 0
        self._changes: Changes = plan(session, list(self._old.values()), self._new)
        self._labels = {key: sorted(change.tally.labels) for key, change in self._changes.entities.items()}
        self._labels |= {key: [cypher.DOCUMENT] for key in (*self._old, *batch.fresh)}

    def write(self, outcomes: tuple[tuple[str, Outcome], ...]) -> Written:
        """Run everything: nodes before what joins them, and what has lost its support last."""
        edges = [key for key, change in self._changes.edges.items() if change.edge is not None]
        self._session.prepare(filter(None, self._labels.values()), {relation for _, relation, _ in edges})
        with self._session.transaction():
            self._withdraw()
            self._write_entities()
            self._write_documents()
            self._write_claims()
            self._write_passages()
            self._write_edges()
            self._delete()
        entities, claims = self._changes.entities.values(), self._changes.claims.values()
        return Written(
            outcomes=outcomes,
            nodes=sum(change.stored is None for change in entities),
            claims=sum(change.stored is None for change in claims),
            removed_nodes=sum(not change.tally.documents for change in entities),
            removed_claims=sum(not change.tally.documents for change in claims),
            writes=self._writes,
        )

    def _run(self, statement: str, **parameters: Sequence[Parameter]) -> None:
        if all(parameters.values()):
            self._session.write(statement, **parameters)
            self._writes += 1

    def _withdraw(self) -> None:
        """What the old versions of documents contributed."""
        self._run(cypher.WITHDRAW_MENTIONS, ids=list(self._old))
        self._run(cypher.WITHDRAW_EVIDENCE, ids=list(self._old))

    def _write_entities(self) -> None:
        created: dict[tuple[str, ...], list[Parameter]] = {}
        updated: dict[str, list[Parameter]] = {}
        relabelled: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
        for key, change in self._changes.entities.items():
            if not change.differs or not change.tally.documents:
                continue
            labels = tuple(self._labels[key])
            row = _row(key, entity_properties(key, change.tally))
            if change.stored is None:
                created.setdefault(labels, []).append(row)
                continue
            updated.setdefault(labels[0], []).append(row)
            if labels != change.labels:
                relabelled.setdefault((change.labels, labels), []).append(key)
        for (before, after), ids in relabelled.items():
            self._session.relabel(ids, before, after)
            self._writes += 1
        for label, changed in updated.items():
            self._run(cypher.update_entities(label), rows=changed)
        for labels, fresh in created.items():
            self._run(cypher.create_entities(labels, self._properties(labels)), rows=fresh)

    def _write_documents(self) -> None:
        created: list[Parameter] = []
        updated: list[Parameter] = []
        mentions: dict[str, list[Parameter]] = {}
        for key, (projected, digest) in self._fresh.items():
            row = _row(key, document_properties(projected, digest))
            (updated if key in self._old else created).append(row)
            for entity in projected.extraction.entities:
                mention = _joined(key, entity.id, mention_properties(entity))
                mentions.setdefault(self._labels[entity.id][0], []).append(mention)
        self._run(cypher.CREATE_DOCUMENTS, rows=created)
        self._run(cypher.UPDATE_DOCUMENTS, rows=updated)
        for label, rows_ in mentions.items():
            self._run(cypher.create_mentions(label), rows=rows_)

    def _properties(self, labels: Iterable[str]) -> list[str]:
        nodes = self._session.schema.nodes
        return sorted({item.name for label in labels for item in nodes[label].properties})

    def _write_claims(self) -> None:
        created: dict[tuple[str, str], list[Parameter]] = {}
        updated: list[Parameter] = []
        speakers: dict[str, list[Parameter]] = {}
        for key, change in self._changes.claims.items():
            if not change.differs or not change.tally.documents:
                continue
            claim, properties = change.claim, claim_properties(change.claim, change.tally)
            if change.stored is not None:
                updated.append(_row(key, properties))
                continue
            labels = self._labels[claim.subject][0], self._labels[claim.object][0]
            created.setdefault(labels, []).append(_joined(claim.subject, claim.object, properties))
            if (speaker := claim.attributed_to) is not None:
                speakers.setdefault(self._labels[speaker][0], []).append(_joined(key, speaker, {}))
        self._run(cypher.UPDATE_CLAIMS, rows=updated)
        for labels, joined in created.items():
            self._run(cypher.create_claims(*labels), rows=joined)
        for label, joined in speakers.items():
            self._run(cypher.create_speakers(label), rows=joined)

    def _write_passages(self) -> None:
        before = {e.passage_id for extraction in self._old.values() for c in extraction.claims for e in c.evidence}
        passages: dict[str, Parameter] = {}
        evidence: list[Parameter] = []
        for extraction in self._new:
            for claim in extraction.claims:
                for position, item in enumerate(claim.evidence):
                    key = item.passage_id
                    passages[key] = _joined(key, extraction.document.id, passage_properties(item))
                    evidence.append(_joined(claim.id, key, evidence_properties(claim, item, position)))
        self._run(cypher.DELETE_PASSAGES, ids=sorted(before - set(passages)))
        self._run(cypher.UPDATE_PASSAGES, rows=[row for key, row in passages.items() if key in before])
        self._run(cypher.CREATE_PASSAGES, rows=[row for key, row in passages.items() if key not in before])
        self._run(cypher.CREATE_EVIDENCE, rows=evidence)

    def _write_edges(self) -> None:
        created: dict[tuple[str, str, str], list[Parameter]] = {}
        updated: dict[str, dict[str, Properties]] = {}
        deleted: dict[str, list[str]] = {}
        for (subject, relation, object_), change in self._changes.edges.items():
            if change.edge is None:
                if change.stored:
                    deleted.setdefault(relation, []).append(edge_key(subject, object_))
            elif change.stored:
                updated.setdefault(relation, {})[edge_key(subject, object_)] = edge_properties(change.edge)
            else:
                labels = relation, self._labels[subject][0], self._labels[object_][0]
                created.setdefault(labels, []).append(_joined(subject, object_, edge_properties(change.edge)))
        for labels, joined in created.items():
            self._run(cypher.create_edges(*labels), rows=joined)
        for relation, edges in updated.items():
            self._session.update_edges(relation, edges)
            self._writes += 1
        for relation, keys in deleted.items():
            self._session.delete_edges(relation, keys)
            self._writes += 1

    def _delete(self) -> None:
        dead: dict[str, list[str]] = {}
        for key, change in self._changes.entities.items():
            if change.stored is not None and not change.tally.documents:
                dead.setdefault(change.labels[0], []).append(key)
        claims = [key for key, item in self._changes.claims.items() if item.stored and not item.tally.documents]
        self._run(cypher.DELETE_CLAIMS, ids=claims)
        for label, ids in dead.items():
            self._run(cypher.delete_entities(label), ids=ids)
        self._run(cypher.DELETE_DOCUMENTS, ids=[key for key in self._old if key not in self._fresh])


def _row(key: str, properties: Properties) -> Parameter:
    return {"id": key, "properties": cast(Parameter, properties)}


def _joined(start: str, end: str, properties: Properties) -> Parameter:
    return {"start": start, "end": end, "properties": cast(Parameter, properties)}

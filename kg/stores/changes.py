"""What one batch of documents changes: the state of everything that it touches, before and after."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, cast

from kg.claim import Claim, ClaimTally, merge_claims
from kg.entity import Entity, Tally, merge_entities
from kg.extraction import DocumentInfo, Extraction
from kg.graph import Edge, project_edges
from kg.projection import Projected
from kg.stores import cypher
from kg.stores.records import (
    EvidenceRow,
    MentionRow,
    document_claims,
    document_info,
    document_original,
    edge_key,
    mentioned_entity,
)
from kg.stores.session import Row, Session

CHUNK: Final = 5000
"""Most ids that go into one look-up."""

EdgeKey = tuple[str, str, str]


@dataclass(slots=True, kw_only=True)
class EntityChange:
    """A node before (`labels` empty: it was not there) and after (`tally` without documents: it goes)."""

    labels: tuple[str, ...] = ()
    stored: str | None = None
    tally: Tally = field(default_factory=Tally)

    @property
    def differs(self) -> bool:
        """Whether there is something to write."""
        return self.stored != self.tally.dump()


@dataclass(slots=True, kw_only=True)
class ClaimChange:
    """A claim before (`stored` None: it was not there) and after (`tally` without documents: it goes)."""

    claim: Claim
    stored: str | None = None
    tally: ClaimTally = field(default_factory=ClaimTally)

    @property
    def differs(self) -> bool:
        """Whether there is something to write."""
        return self.stored != self.tally.dump()


@dataclass(slots=True, kw_only=True)
class EdgeChange:
    """A plain edge before (`stored` False: it was not there) and after (None: it goes)."""

    stored: bool = False
    support: int = 0
    edge: Edge | None = None


@dataclass(slots=True, kw_only=True)
class Changes:
    """Everything that a batch touches."""

    entities: dict[str, EntityChange]
    claims: dict[str, ClaimChange]
    edges: dict[EdgeKey, EdgeChange]


def canonical(extraction: Extraction) -> Extraction:
    """The same with one entity and one claim an id, each sorted."""
    claims: dict[str, list[Claim]] = {}
    for claim in extraction.claims:
        claims.setdefault(claim.id, []).append(claim)
    ids = {entity.id for entity in extraction.entities}
    entities = extraction.entities if len(ids) == len(extraction.entities) else merge_entities(extraction.entities)
    return replace(
        extraction,
        entities=tuple(sorted(entities)),
        claims=tuple(group[0] if len(group) == 1 else merge_claims(group)[0] for _, group in sorted(claims.items())),
        mentions=(),
    )


def load_extractions(session: Session, ids: Iterable[str]) -> list[Projected]:
    """What is stored of some documents, in the order of their ids."""
    ids = list(ids)
    documents = rows(session, cypher.DOCUMENTS_BY_ID, ids)
    entities: dict[str, list[Entity]] = {}
    for mention in cast(list[MentionRow], rows(session, cypher.MENTIONS, ids)):
        entities.setdefault(mention["document"], []).append(mentioned_entity(mention))
    claims: dict[str, list[Claim]] = {}
    for claim in document_claims(cast(list[EvidenceRow], rows(session, cypher.EVIDENCE_OF_DOCUMENTS, ids))):
        claims.setdefault(claim.evidence[0].document, []).append(claim)
    nodes = {str(node["id"]): node for row in documents if (node := cast(Row, row["document"]))}
    return [
        Projected(
            extraction=Extraction(
                document=document_info(nodes[key]),
                entities=tuple(sorted(entities.get(key, ()))),
                claims=tuple(sorted(claims.get(key, ()), key=lambda claim: claim.id)),
            ),
            original=document_original(nodes[key]),
        )
        for key in sorted(nodes)
    ]


class StoredDocuments:
    """What a property graph holds; see `kg.stores.deciding.Stored`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def decisions(self) -> list[DocumentInfo]:
        """Every decision."""
        found = rows(self._session, cypher.DOCUMENTS_BY_ID, self._session.decisions())
        return [document_info(cast(Row, row["document"])) for row in found]

    def naming(self, nodes: Iterable[str]) -> set[str]:
        """The documents that name one of some nodes."""
        groups: dict[str, list[str]] = {}
        for row in locate(self._session, sorted(set(nodes)), {}):
            groups.setdefault(cast(list[str], row["labels"])[0], []).append(str(row["id"]))
        found = (rows(self._session, cypher.documents_naming(label), ids) for label, ids in groups.items())
        return {str(row["id"]) for each in found for row in each}

    def load(self, ids: Iterable[str]) -> list[Projected]:
        """Those of some documents that are stored."""
        return load_extractions(self._session, ids)


def rows(session: Session, statement: str, ids: Iterable[str]) -> list[Row]:
    """The rows of a statement that takes `$ids`, however many there are; each id once."""
    unique = sorted(set(ids))
    return [
        row
        for start in range(0, len(unique), CHUNK)
        for row in session.read(statement, ids=unique[start : start + CHUNK])
    ]


def locate(session: Session, ids: Iterable[str], hints: Mapping[str, str]) -> Iterator[Row]:
    """Entities by their ids, whatever their labels: `id`, `labels`, `tally`.

    Args:
        session: The engine.
        ids: What to find.
        hints: A label that an id probably has, so that most of them are found at once.
    """
    labels = session.labels()
    groups: dict[str, list[str]] = {}
    for entity_id in ids:
        groups.setdefault(hints.get(entity_id, ""), []).append(entity_id)
    missing: list[str] = []
    for label, wanted in groups.items():
        found = rows(session, cypher.entities_by_id(label), wanted) if label in labels else []
        yield from found
        missing += sorted(set(wanted) - {str(row["id"]) for row in found})
    for label in labels:
        if not missing:
            return
        found = rows(session, cypher.entities_by_id(label), missing)
        yield from found
        missing = sorted(set(missing) - {str(row["id"]) for row in found})


def plan(session: Session, old: Sequence[Extraction], new: Sequence[Extraction]) -> Changes:
    """The changes that take some documents out and put others in."""
    claims = _claims(session, old, new)
    return Changes(entities=_entities(session, old, new), edges=_edges(session, old, new, claims), claims=claims)


def _entities(session: Session, old: Sequence[Extraction], new: Sequence[Extraction]) -> dict[str, EntityChange]:
    signed = [(-1, old), (1, new)]
    hints = {entity.id: entity.labels[0] for _, group in signed for item in group for entity in item.entities}
    changes = {key: EntityChange() for key in hints}
    for row in locate(session, hints, hints):
        labels, tally = cast(list[str], row["labels"]), str(row["tally"])
        changes[str(row["id"])] = EntityChange(labels=tuple(sorted(labels)), stored=tally, tally=Tally.load(tally))
    for sign, group in signed:
        for extraction in group:
            for entity in extraction.entities:
                changes[entity.id].tally.add(entity, sign)
    return changes


def _claims(session: Session, old: Sequence[Extraction], new: Sequence[Extraction]) -> dict[str, ClaimChange]:
    signed = [(-1, old), (1, new)]
    changes = {claim.id: ClaimChange(claim=claim) for _, group in signed for item in group for claim in item.claims}
    for row in rows(session, cypher.CLAIM_TALLIES, changes):
        change = changes[str(row["id"])]
        change.stored = str(row["tally"])
        change.tally = ClaimTally.load(change.stored)
    for sign, group in signed:
        for extraction in group:
            for claim in extraction.claims:
                changes[claim.id].tally.add(claim, sign)
    return changes


def _edges(
    session: Session, old: Sequence[Extraction], new: Sequence[Extraction], claims: Mapping[str, ClaimChange]
) -> dict[EdgeKey, EdgeChange]:
    changes: dict[EdgeKey, EdgeChange] = {}
    carried: dict[EdgeKey, set[str]] = {}
    for sign, group in ((-1, old), (1, new)):
        for extraction in group:
            for edge in project_edges(extraction.claims):
                key = (edge.subject, edge.relation, edge.object)
                changes.setdefault(key, EdgeChange()).support += sign
                carried.setdefault(key, set()).update(edge.claims)
    for key, row in _stored_edges(session, changes):
        changes[key].stored = True
        changes[key].support += cast(int, row["support"])
        carried[key].update(cast(list[str], row["claims"]))
    for key, edge in _projected(session, carried, claims):
        changes[key].edge = replace(edge, support=changes[key].support)
    return changes


def _stored_edges(session: Session, keys: Iterable[EdgeKey]) -> Iterator[tuple[EdgeKey, Row]]:
    relations: dict[str, dict[str, EdgeKey]] = {}
    for key in keys:
        relations.setdefault(key[1], {})[edge_key(key[0], key[2])] = key
    for relation in session.relations():
        wanted = relations.get(relation, {})
        hashes = sorted(wanted)
        for start in range(0, len(hashes), CHUNK):
            for row in session.edges(relation, hashes[start : start + CHUNK]):
                yield wanted[str(row["key"])], row


def _projected(
    session: Session, carried: Mapping[EdgeKey, set[str]], changes: Mapping[str, ClaimChange]
) -> Iterator[tuple[EdgeKey, Edge]]:
    """The edges of the claims that are live after the batch; their support is counted elsewhere."""
    facts: dict[str, tuple[str, str | None]] = {}
    others = {claim for ids in carried.values() for claim in ids} - set(changes)
    for row in rows(session, cypher.CLAIM_DATES, others):
        facts[str(row["id"])] = str(row["status"]), cast("str | None", row["date"])
    for change in changes.values():
        if change.tally.documents:
            facts[change.claim.id] = change.claim.status, change.tally.settle(change.claim).date
    for key, ids in carried.items():
        if live := {claim: facts[claim] for claim in sorted(ids & facts.keys())}:
            yield key, _edge(key, live)


def _edge(key: EdgeKey, live: Mapping[str, tuple[str, str | None]]) -> Edge:
    dates = sorted(date for _, date in live.values() if date)
    return Edge(
        subject=key[0],
        relation=key[1],
        object=key[2],
        claims=tuple(live),
        support=0,
        status="held" if any(status == "held" for status, _ in live.values()) else "asserted",
        first_date=dates[0] if dates else None,
        last_date=dates[-1] if dates else None,
    )

"""Reads a property graph; the same for every engine that speaks Cypher."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, cast

from kg.claim import Claim, merge_claims
from kg.decision import is_decision
from kg.entity import Entity, Tally
from kg.errors import QueryError, StoreError
from kg.extraction import DocumentInfo, Extraction
from kg.graph import Graph, build_graph, project_edges
from kg.stores import cypher
from kg.stores.base import DocumentRow, Parameter, Rows
from kg.stores.changes import StoredDocuments, load_extractions, locate, rows
from kg.stores.deciding import merged_by
from kg.stores.naming import find_named, search_named
from kg.stores.records import EvidenceRow, Properties, document_claims, document_entity, document_info
from kg.stores.session import Row, Session

DOCUMENTS_AT_ONCE: Final = 200
TRIES: Final = 20
NO_HINTS: Final[Mapping[str, str]] = MappingProxyType({})


class GraphView:
    """A View over any Session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def documents(self) -> list[DocumentRow]:
        """Every document, sorted by source and id; decisions are apart."""
        found = [cast(Properties, row["document"]) for row in self._session.read(cypher.DOCUMENTS)]
        result = [
            DocumentRow(
                info=document_info(properties),
                entities=cast(int, properties["_kg_entities"]),
                claims=cast(int, properties["_kg_claims"]),
            )
            for properties in found
            if not is_decision(str(properties["id"]))
        ]
        return sorted(result, key=lambda row: (row.info.source, row.info.id))

    def find(self, name: str) -> list[Entity]:
        """Entities with that id, or whose name or an alias is that text but for case; sorted by id."""
        return find_named(name, self._named, self.entity(name))

    def search(self, text: str, limit: int = 20) -> list[Entity]:
        """Entities one of whose names contains the words, best first; see `search_named`."""
        return search_named(text, limit, self._named)

    def entity(self, entity_id: str) -> Entity | None:
        """One entity by its id; a document counts as one, with its title as name."""
        found = self._entities([entity_id])
        if found:
            return found[0]
        return next((document_entity(d.id, d.title, d.source) for d in self._documents([entity_id])), None)

    def claims_about(self, entity_id: str) -> list[Claim]:
        """Every claim in which it is subject, object or speaker, with all evidence; sorted by id."""
        claims = [
            str(row["id"])
            for label, ids in self._labelled([entity_id]).items()
            for row in rows(self._session, cypher.claims_of(label), ids)
        ]
        return self.claims(claims)

    def claims(self, claim_ids: Iterable[str]) -> list[Claim]:
        """Those of the claims that are stored, with all evidence; sorted by id."""
        found = rows(self._session, cypher.EVIDENCE_OF_CLAIMS, claim_ids)
        return merge_claims(document_claims(cast(list[EvidenceRow], found)))

    def claims_starting(self, prefix: str, limit: int) -> list[Claim]:
        """At most `limit` claims whose id begins so, with all evidence; the first by id, sorted."""
        return self.claims(str(row["id"]) for row in self._session.read(cypher.CLAIM_IDS, prefix=prefix, limit=limit))

    def extractions(self) -> Iterator[Extraction]:
        """Everything stored, document by document in the order of ids."""
        ids = [str(cast(Row, row["document"])["id"]) for row in self._session.read(cypher.DOCUMENTS)]
        ids.sort()
        for start in range(0, len(ids), DOCUMENTS_AT_ONCE):
            yield from self._load(ids[start : start + DOCUMENTS_AT_ONCE])

    def decisions(self) -> list[Extraction]:
        """Every decision as it went in, sorted by id."""
        return self._load(self._session.decisions())

    def graph(self) -> Graph:
        """Everything stored, merged."""
        return build_graph(self.extractions())

    def neighbourhood(self, entity_ids: Iterable[str], depth: int, limit: int) -> Graph:
        """The part of the graph around some entities; see `View.neighbourhood`.

        Where not all fit, what more documents support comes first, then the order of ids. The speaker of a claim is
        not among the entities unless it is near as well.
        """
        labels = {key: label for label, ids in self._labelled(entity_ids).items() for key in ids}
        chosen = dict.fromkeys(sorted(labels)[: max(0, limit)])
        frontier = list(chosen)
        for _ in range(depth):
            if not frontier or len(chosen) >= limit:
                break
            reached = self._neighbours({key: labels[key] for key in frontier})
            fresh = sorted((key for key in reached if key not in chosen), key=lambda key: (-reached[key][1], key))
            frontier = fresh[: limit - len(chosen)]
            labels |= {key: reached[key][0] for key in frontier}
            chosen |= dict.fromkeys(frontier)
        return self._subgraph(chosen, labels)

    def subgraph(self, entity_ids: Iterable[str]) -> Graph:
        """Those entities, every claim between them and the documents of their evidence."""
        return self._subgraph(entity_ids, {})

    def _subgraph(self, entity_ids: Iterable[str], hints: Mapping[str, str]) -> Graph:
        labelled = self._labelled(entity_ids, hints)
        inside = {key: label for label, ids in labelled.items() for key in ids}
        between = [
            str(row["id"])
            for label, ids in labelled.items()
            for row in rows(self._session, cypher.claims_from(label), ids)
            if row["object"] in inside
        ]
        claims = self.claims(between)
        documents = {evidence.document for claim in claims for evidence in claim.evidence}
        documents.update(labelled.get(cypher.DOCUMENT, ()))
        documents.update(merged_by(StoredDocuments(self._session).decisions(), inside))
        return Graph(
            documents=tuple(sorted(self._documents(documents), key=lambda info: info.id)),
            entities=tuple(self._entities(inside.keys() - labelled.get(cypher.DOCUMENT, ()), inside)),
            claims=tuple(claims),
            edges=tuple(project_edges(claims)),
        )

    def counts(self) -> dict[str, int]:
        """How many nodes of each label and how many plain edges of each relation, sorted by name."""
        names = [cypher.DOCUMENT, cypher.PASSAGE, cypher.CLAIM, *self._session.labels(), *self._session.relations()]
        return {name: count for name in sorted(names) if (count := self._session.count(name))}

    def query(self, text: str, parameters: Mapping[str, Parameter] | None = None, *, write: bool = False) -> Rows:
        """Run a Cypher query; read-only by the engine's own means unless `write`."""
        if not text.strip():
            raise QueryError("the query is empty")
        return self._session.query(text, parameters or {}, write)

    def _load(self, ids: list[str]) -> list[Extraction]:
        """Documents as one writer left them: read again where another one has replaced some of them meanwhile."""
        if not self._session.shared:
            return [projected.restored() for projected in load_extractions(self._session, ids)]
        for _ in range(TRIES):
            before = rows(self._session, cypher.DIGESTS, ids)
            found = [projected.restored() for projected in load_extractions(self._session, ids)]
            if rows(self._session, cypher.DIGESTS, ids) == before:
                return found
        raise StoreError("others change the documents faster than they can be read", hint="try again later")

    def _entities(self, ids: Iterable[str], hints: Mapping[str, str] = NO_HINTS) -> list[Entity]:
        found = locate(self._session, sorted(set(ids)), hints)
        entities = (Tally.load(str(row["tally"])).entity(str(row["id"])) for row in found)
        return sorted(entities, key=lambda entity: entity.id)

    def _documents(self, ids: Iterable[str]) -> list[DocumentInfo]:
        found = rows(self._session, cypher.DOCUMENTS_BY_ID, ids)
        return [document_info(cast(Properties, row["document"])) for row in found]

    def _labelled(self, ids: Iterable[str], hints: Mapping[str, str] = NO_HINTS) -> dict[str, list[str]]:
        """Those of the ids that are entities or documents, by one of their labels; see `locate` for the hints."""
        wanted = sorted(set(ids))
        result: dict[str, list[str]] = {}
        for row in locate(self._session, wanted, hints):
            result.setdefault(sorted(cast(list[str], row["labels"]))[0], []).append(str(row["id"]))
        missing = set(wanted) - {key for found in result.values() for key in found}
        if documents := rows(self._session, cypher.ids_with_label(cypher.DOCUMENT), missing):
            result[cypher.DOCUMENT] = [str(row["id"]) for row in documents]
        return result

    def _neighbours(self, labels: Mapping[str, str]) -> dict[str, tuple[str, int]]:
        """Ids one plain edge away, with a label and how many documents support the edge."""
        relations = self._session.relations()
        frontier: dict[str, list[str]] = {}
        for key, label in labels.items():
            frontier.setdefault(label, []).append(key)
        reached: dict[str, tuple[str, int]] = {}
        for label, ids in frontier.items() if relations else ():
            for row in rows(self._session, cypher.neighbours(label, relations), ids):
                key, support = str(row["id"]), cast(int, row["support"])
                other = sorted(cast(list[str], row["labels"]))[0]
                reached[key] = other, max(support, reached.get(key, ("", 0))[1])
        return reached

    def _named(self, terms: list[str]) -> Iterator[Entity]:
        for label in (*self._session.labels(), cypher.DOCUMENT):
            for row in self._session.named(label, terms):
                if label == cypher.DOCUMENT:
                    yield document_entity(str(row["id"]), cast("str | None", row["title"]), str(row["source"]))
                else:
                    yield Tally.load(str(row["tally"])).entity(str(row["id"]))

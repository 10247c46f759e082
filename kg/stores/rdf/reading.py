"""Reads a graph from triples; the same for every engine."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from kg.claim import Claim
from kg.decision import is_decision
from kg.entity import Entity, Tally
from kg.errors import QueryError
from kg.extraction import DocumentInfo, Extraction
from kg.graph import Graph, build_graph, project_edges
from kg.rdf.formats import triples_text
from kg.rdf.terms import text
from kg.stores.base import DocumentRow, Parameter, Rows
from kg.stores.deciding import merged_by
from kg.stores.naming import find_named, search_named
from kg.stores.rdf.answers import READING, bind, explained, rows_of, statements_of
from kg.stores.rdf.loading import StoredDocuments, decision_ids, load_claims, load_documents, load_infos
from kg.stores.rdf.queries import Queries
from kg.stores.rdf.session import Answer, Session, chunks, values
from kg.stores.records import document_entity

DOCUMENTS_AT_ONCE: Final = 100
PAGE: Final = 1000
"""Rows of one page of a list; endpoints limit their answers, and few to less than this."""


class RdfView:
    """A View over any session of triples; its queries are SPARQL."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._names = session.names
        self._queries = Queries(session.names)

    def documents(self) -> list[DocumentRow]:
        """Every document, sorted by source and id; decisions are apart."""
        counts = {key: (entities, claims) for key, entities, claims in self._listed() if not is_decision(key)}
        result = [
            DocumentRow(info=info, entities=counts[info.id][0], claims=counts[info.id][1])
            for info in load_infos(self._session, counts)
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
        return next(iter(self._entities([entity_id]).values()), None) or self._document(entity_id)

    def claims_about(self, entity_id: str) -> list[Claim]:
        """Every claim in which it is subject, object or speaker, with all evidence; sorted by id."""
        found = self._session.solutions(self._queries.claims_of(self._wanted([entity_id])))
        return load_claims(self._session, (self._id(iri) for (iri,) in found))

    def claims(self, claim_ids: Iterable[str]) -> list[Claim]:
        """Those of the claims that are stored, with all evidence; sorted by id."""
        return load_claims(self._session, claim_ids)

    def claims_starting(self, prefix: str, limit: int) -> list[Claim]:
        """At most `limit` claims whose id begins so, with all evidence; the first by id, sorted."""
        found = self._session.solutions(self._queries.claims_starting(self._names.node(prefix)[1:-1], limit))
        return load_claims(self._session, [self._id(iri) for (iri,) in found])

    def extractions(self) -> Iterator[Extraction]:
        """Everything stored, document by document in the order of ids."""
        ids = sorted(key for key, _, _ in self._listed())
        for start in range(0, len(ids), DOCUMENTS_AT_ONCE):
            for projected in load_documents(self._session, ids[start : start + DOCUMENTS_AT_ONCE]):
                yield projected.restored()

    def decisions(self) -> list[Extraction]:
        """Every decision as it went in, sorted by id."""
        return [found.restored() for found in load_documents(self._session, decision_ids(self._session))]

    def graph(self) -> Graph:
        """Everything stored, merged."""
        return build_graph(self.extractions())

    def neighbourhood(self, entity_ids: Iterable[str], depth: int, limit: int) -> Graph:
        """The part of the graph around some entities; see `View.neighbourhood`.

        Where not all fit, what more documents support comes first, then the order of ids. The speaker of a claim is
        not among the entities unless it is near as well.
        """
        chosen = dict.fromkeys(sorted(self._known(entity_ids))[: max(0, limit)])
        frontier = list(chosen)
        for _ in range(depth):
            room = limit - len(chosen)
            if not frontier or room <= 0:
                break
            fresh = sorted(self._neighbours(frontier) - chosen.keys())
            if len(fresh) > room:
                support = self._support(frontier)
                fresh.sort(key=lambda key: (-support.get(key, 0), key))
            frontier = fresh[:room]
            chosen |= dict.fromkeys(frontier)
        return self.subgraph(chosen)

    def subgraph(self, entity_ids: Iterable[str]) -> Graph:
        """Those entities, every claim between them and the documents of their evidence."""
        inside = self._known(entity_ids)
        between = [
            self._id(claim)
            for some in chunks(inside)
            for claim, end in self._session.solutions(self._queries.claims_from(self._wanted(some)))
            if self._names.path_id(end) in inside
        ]
        claims = load_claims(self._session, between)
        entities = self._entities(inside)
        documents = {evidence.document for claim in claims for evidence in claim.evidence} | (inside - entities.keys())
        documents |= merged_by(StoredDocuments(self._session).decisions(), inside)
        return Graph(
            documents=tuple(load_infos(self._session, documents)),
            entities=tuple(entities[key] for key in sorted(entities)),
            claims=tuple(claims),
            edges=tuple(project_edges(claims)),
        )

    def counts(self) -> dict[str, int]:
        """How many nodes of each label and how many plain edges of each relation, sorted by name."""
        solutions, queries, names = self._session.solutions, self._queries, self._names
        found = {kind: int(count) for kind, count in solutions(queries.count_records())}
        for iri, count in solutions(queries.count_labels()):
            if (label := names.local(iri)) in names.schema.nodes:
                found[str(label)] = int(count)
        for iri, count in solutions(queries.count_edges()):
            if (relation := names.relation(iri)) is not None:
                found[relation] = int(count)
        return {name: found[name] for name in sorted(found) if found[name]}

    def query(self, text: str, parameters: Mapping[str, Parameter] | None = None, *, write: bool = False) -> Rows:
        """Run SPARQL; read-only by the engine's own means unless `write`.

        The answer of CONSTRUCT and DESCRIBE has the columns subject, predicate and object, that of ASK one value.
        """

        def ask() -> Rows:
            answer = self.answer(text, parameters, write=write)
            return Rows(columns=(), rows=()) if answer is None else rows_of(self._names, answer)

        return ask() if write else self._session.patiently(ask)

    def document(self, text: str, parameters: Mapping[str, Parameter], format: str) -> str:
        """The triples that CONSTRUCT or DESCRIBE makes, sorted, in one of `turtle` and `ntriples`.

        Raises:
            QueryError: The query is wrong, or makes no triples.
        """
        answer = self.answer(text, parameters)
        lines = sorted({f"{triple} ." for triple in statements_of(answer)}) if answer is not None else []
        return triples_text(self._names, lines, format)

    def answer(
        self, text: str, parameters: Mapping[str, Parameter] | None = None, *, write: bool = False
    ) -> Answer | None:
        """The same as `query` in the engine's own terms; None for an update."""
        bound = bind(self._names, text, parameters or {})
        updates = write and bound.form not in READING
        try:
            if not updates:
                return self._session.ask_user(bound.text)
            self._session.update_user(bound.text)
        except QueryError as error:
            raise explained(error, bound if not updates else replace(bound, form="")) from error
        return None

    def _listed(self) -> Iterator[tuple[str, int, int]]:
        """Document, number of nodes, number of claims; page by page."""
        after = ""
        while rows := list(self._session.solutions(self._queries.documents(PAGE, after))):
            yield from ((self._id(iri), int(entities), int(claims)) for iri, entities, claims in rows)
            after = rows[-1][0]

    def _known(self, ids: Iterable[str]) -> set[str]:
        """Those of the ids that are entities or documents."""
        wanted = set(ids)
        entities = self._entities(wanted)
        return {*entities, *(info.id for info in load_infos(self._session, wanted - entities.keys()))}

    def _entities(self, ids: Iterable[str]) -> dict[str, Entity]:
        found: dict[str, Entity] = {}
        for some in chunks(ids):
            for iri, tally in self._session.solutions(self._queries.tallies("nodeTally", self._wanted(some))):
                key = self._id(iri)
                found[key] = Tally.load(tally).entity(key)
        return found

    def _document(self, document_id: str) -> Entity | None:
        info: DocumentInfo | None = next(load_infos(self._session, [document_id]), None)
        return None if info is None else document_entity(info.id, info.title, info.source)

    def _named(self, terms: list[str]) -> Iterator[Entity]:
        documents: list[str] = []
        for iri, tally in self._session.solutions(self._queries.named([text(term) for term in terms])):
            key = self._id(iri)
            if tally:
                yield Tally.load(tally).entity(key)
            else:
                documents.append(key)
        for info in load_infos(self._session, documents):
            yield document_entity(info.id, info.title, info.source)

    def _neighbours(self, ids: Iterable[str]) -> set[str]:
        return {
            key
            for some in chunks(ids)
            for (iri,) in self._session.solutions(self._queries.edges_of(self._wanted(some)))
            if (key := self._names.path_id(iri)) is not None
        }

    def _support(self, ids: Iterable[str]) -> dict[str, int]:
        """The most documents behind one plain edge that leads to each neighbour."""
        support: dict[str, int] = {}
        for some in chunks(ids):
            for _, iri, _, count in self._session.solutions(self._queries.support(self._wanted(some))):
                key = self._names.path_id(iri) or iri
                support[key] = max(int(count), support.get(key, 0))
        return support

    def _wanted(self, ids: Iterable[str]) -> str:
        return values("?k", [self._names.node(each) for each in ids])

    def _id(self, iri: str) -> str:
        return self._names.path_id(iri) or iri

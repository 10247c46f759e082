"""Writes whole documents as triples; the same for every engine.

A batch is planned as two sets of triples, before and after, and their difference is written in one transaction: so
nothing is touched that is not ours, and what does not change is not written.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from kg.claim import Claim, ClaimTally
from kg.entity import Tally
from kg.errors import NotFound, StoreError
from kg.extraction import Extraction
from kg.projection import Projected
from kg.rdf import Names, Statements
from kg.rdf.terms import number, ref, text
from kg.rdf.writing import claim_statements, document_statements, edge_statement, entity_statements
from kg.stores.base import Outcome, Written
from kg.stores.changes import canonical
from kg.stores.deciding import Batch, plan_batch
from kg.stores.rdf.loading import StoredDocuments
from kg.stores.rdf.queries import Queries
from kg.stores.rdf.session import Session, chunks, values
from kg.stores.records import document_names, name_term, words
from kg.stores.writing import document_outcomes
from kg.validate import check_extraction

TRIES: Final = 5
_SIZE: Final = 2**256

Outcomes = tuple[tuple[str, Outcome], ...]
Change = Callable[[str | None], Written | None]


class RdfWriter:
    """A Writer over any session of triples."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._queries = Queries(session.names)

    def add(self, extractions: Sequence[Extraction]) -> Written:
        """Store documents; see `Writer.add`.

        Raises:
            SchemaError: One of them breaks the schema; nothing of the batch is stored.
            StoreError: Other processes change the store all the time.
        """
        given = [canonical(extraction) for extraction in extractions]
        for extraction in given:
            check_extraction(extraction, self._session.names.schema)
        return self._try(lambda revision: self._add(given, revision))

    def remove(self, document_id: str) -> Written:
        """Take a document out; see `Writer.remove`."""
        return self._try(lambda revision: self._remove(document_id, revision))

    def _try(self, change: Change) -> Written:
        for _ in range(TRIES):
            found = next(self._session.solutions(self._queries.revision()), None)
            written = change(found[0] if found else None)
            if written is not None:
                return written
        raise StoreError(
            f"others changed the store {TRIES} times while this was being written",
            source=self._session.uri,
            hint="try again when they are done; nothing of this batch is stored",
        )

    def _add(self, given: Sequence[Extraction], revision: str | None) -> Written | None:
        names = self._session.names
        stored: dict[str, str] = {}
        for ids in chunks(extraction.document.id for extraction in given):
            rows = self._session.solutions(self._queries.digests(values("?k", [names.node(each) for each in ids])))
            stored |= {names.path_id(iri) or iri: digest for iri, digest in rows}
        outcomes, fresh = document_outcomes(given, stored)
        if not fresh:
            return Written(outcomes=outcomes)
        batch = plan_batch(StoredDocuments(self._session), fresh, [key for key in fresh if key in stored])
        return _Batch(self._session, self._queries, batch).write(outcomes, revision)

    def _remove(self, document_id: str, revision: str | None) -> Written | None:
        batch = plan_batch(StoredDocuments(self._session), {}, (), [document_id])
        if not batch.old:
            raise NotFound(f"no document {document_id!r}", hint="`kg documents` lists them")
        return _Batch(self._session, self._queries, batch).write((), revision)


class _Batch:
    """What one transaction changes."""

    def __init__(self, session: Session, queries: Queries, batch: Batch) -> None:
        self._session, self._queries, self._names = session, queries, session.names
        self._documents = [(projected, projected.restored().digest()) for projected in batch.old]
        self._fresh = batch.fresh
        self._old = [projected.extraction for projected in batch.old]
        self._new = [projected.extraction for projected, _ in batch.fresh.values()]
        self._before, self._after = Statements(), Statements()
        self._counts = {"nodes": 0, "claims": 0, "removed_nodes": 0, "removed_claims": 0}

    def write(self, outcomes: Outcomes, revision: str | None) -> Written | None:
        """Plan and run it; None where another process was faster."""
        for projected, digest in self._documents:
            self._document(self._before, projected, digest)
        for projected, digest in self._fresh.values():
            self._document(self._after, projected, digest)
        self._entities()
        self._claims()
        self._revise(revision)
        delete, insert = self._before - self._after, self._after - self._before
        expected = None if revision is None else self._revision_line(revision)
        if not self._session.apply(delete, insert, expected):
            return None
        return Written(outcomes=outcomes, writes=bool(delete) + bool(insert), **self._counts)

    def _document(self, side: Statements, projected: Projected, digest: str) -> None:
        extraction, term = projected.extraction, self._names.term
        info = extraction.document
        node = self._names.node(info.id)
        side.default.update(document_statements(self._names, projected))
        side.state.add(f"{node} {term('digest')} {text(digest)} .")
        side.state.add(f"{node} {term('entityCount')} {number(len(extraction.entities))} .")
        side.state.add(f"{node} {term('claimCount')} {number(len(extraction.claims))} .")
        side.state.update(found_by(self._names, info.id, document_names(info)))
        if info.decision is not None:
            side.state.add(f"{node} {term('decided')} {text(info.decision.kind)} .")

    def _entities(self) -> None:
        touched = {entity.id for item in (*self._old, *self._new) for entity in item.entities}
        stored = self._stored("nodeTally", touched)
        tallies = {key: Tally.load(stored[key]) if key in stored else Tally() for key in touched}
        for key, tally in tallies.items():
            self._entity(self._before, key, tally)
        for sign, group in ((-1, self._old), (1, self._new)):
            for extraction in group:
                for entity in extraction.entities:
                    tallies[entity.id].add(entity, sign)
        for key, tally in tallies.items():
            self._entity(self._after, key, tally)
        self._count("nodes", set(stored), {key for key, tally in tallies.items() if tally.documents})

    def _entity(self, side: Statements, key: str, tally: Tally) -> None:
        if not tally.documents:
            return
        entity = tally.entity(key)
        side.default.update(entity_statements(self._names, entity))
        side.state.add(f"{self._names.node(key)} {self._names.term('nodeTally')} {text(tally.dump())} .")
        side.state.update(found_by(self._names, key, (entity.name, *entity.aliases)))

    def _claims(self) -> None:
        touched = {claim.id: claim for item in (*self._old, *self._new) for claim in item.claims}
        stored = self._stored("claimTally", touched)
        tallies = {key: ClaimTally.load(stored[key]) if key in stored else ClaimTally() for key in touched}
        for key, tally in tallies.items():
            self._claim(self._before, touched[key], tally)
        for sign, group in ((-1, self._old), (1, self._new)):
            for extraction in group:
                for claim in extraction.claims:
                    tallies[claim.id].add(claim, sign)
        for key, tally in tallies.items():
            self._claim(self._after, touched[key], tally)
        live = {key for key, tally in tallies.items() if tally.documents}
        self._keep_carried([claim for key, claim in touched.items() if key not in live])
        self._count("claims", set(stored), live)

    def _claim(self, side: Statements, claim: Claim, tally: ClaimTally) -> None:
        if not tally.documents:
            return
        side.default.update(claim_statements(self._names, claim, tally))
        side.state.add(f"{self._names.node(claim.id)} {self._names.term('claimTally')} {text(tally.dump())} .")
        if claim.is_plain:
            side.edges.add(edge_statement(self._names, claim))

    def _keep_carried(self, dead: Sequence[Claim]) -> None:
        """The plain edges of claims that go, where claims that are not touched carry them as well."""
        gone = {self._names.node(claim.id) for claim in dead}
        lines = {edge_statement(self._names, claim) for claim in dead if claim.is_plain} - self._after.edges
        for some in chunks(lines):
            wanted = values("(?s ?p ?o)", [f"({line.removesuffix(' .')})" for line in some])
            for claim, *edge in self._session.solutions(self._queries.carriers(wanted)):
                if ref(claim) not in gone:
                    self._after.edges.add(f"{' '.join(map(ref, edge))} .")

    def _stored(self, kind: str, ids: Iterable[str]) -> dict[str, str]:
        names, found = self._names, {}
        for some in chunks(ids):
            wanted = values("?k", [names.node(each) for each in some])
            for iri, tally in self._session.solutions(self._queries.tallies(kind, wanted)):
                found[names.path_id(iri) or iri] = tally
        return found

    def _count(self, what: str, before: set[str], after: set[str]) -> None:
        self._counts[what] = len(after - before)
        self._counts[f"removed_{what}"] = len(before - after)

    def _revise(self, revision: str | None) -> None:
        """The revision is a sum over the documents: equal contents have equal ones, whatever their history."""
        total = int(revision, 16) if revision else 0
        for projected, digest in self._documents:
            total -= _weight(projected.extraction.document.id, digest)
        for key, (_, digest) in self._fresh.items():
            total += _weight(key, digest)
        if revision is not None:
            self._before.state.add(self._revision_line(revision))
        if total % _SIZE:
            self._after.state.add(self._revision_line(f"{total % _SIZE:064x}"))

    def _revision_line(self, revision: str) -> str:
        return f"{ref(self._names.state_graph)} {self._names.term('revision')} {text(revision)} ."


def found_by(names: Names, key: str, called: Sequence[str]) -> set[str]:
    """What a node or a document of some names is found by."""
    terms = {*map(name_term, called), *(word for name in called for word in words(name))}
    node, term = names.node(key), names.term("term")
    return {f"{node} {term} {text(each)} ." for each in terms}


def _weight(document_id: str, digest: str) -> int:
    return int(hashlib.sha256(f"{document_id}\0{digest}".encode()).hexdigest(), 16)

"""Reads documents and claims out of a store of triples."""

from collections.abc import Iterable, Iterator
from itertools import chain

from kg.claim import Claim, merge_claims
from kg.errors import StoreError
from kg.extraction import DocumentInfo
from kg.projection import Projected
from kg.rdf.reading import Reader, gather, read_projected
from kg.rdf.writing import activity_of
from kg.stores.rdf.queries import Queries
from kg.stores.rdf.session import Session, chunks, values


def load_documents(session: Session, ids: Iterable[str]) -> list[Projected]:
    """What is stored of some documents, in the order of their ids.

    Raises:
        StoreError: What comes back is not what was stored.
    """
    names, queries = session.names, Queries(session.names)
    loaded: list[Projected] = []
    for some in chunks(ids):
        wanted = values("?k", [names.node(each) for each in some])
        digests = {names.path_id(iri): digest for iri, digest in session.solutions(queries.digests(wanted))}
        known = [each for each in some if each in digests]
        if not known:
            continue
        documents = values("?k", [names.node(each) for each in known])
        activities = values("?k", [activity_of(names, each) for each in known])
        found = read_projected(names, session.construct(queries.of_documents(documents, activities)))
        for projected in found:
            document_id = projected.extraction.document.id
            if digests.pop(document_id, None) != projected.restored().digest():
                raise _changed(session, document_id)
        for missing in known:
            if missing in digests:
                raise _changed(session, missing)
        loaded += found
    return loaded


def load_infos(session: Session, ids: Iterable[str]) -> Iterator[DocumentInfo]:
    """Documents without what they say, in the order of their ids."""
    names, queries = session.names, Queries(session.names)
    for some in chunks(ids):
        wanted = values("?k", [names.node(each) for each in some])
        ours = {iri for iri, _ in session.solutions(queries.digests(wanted))}
        triples = session.construct(queries.resources(values("?k", [f"<{iri}>" for iri in sorted(ours)])))
        yield from sorted(Reader(names, gather(triples)).documents(), key=lambda info: info.id)


class StoredDocuments:
    """What a store of triples holds; see `kg.stores.deciding.Stored`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._queries = Queries(session.names)

    def decisions(self) -> list[DocumentInfo]:
        """Every decision."""
        return list(load_infos(self._session, decision_ids(self._session)))

    def naming(self, nodes: Iterable[str]) -> set[str]:
        """The documents that name one of some nodes."""
        names = self._session.names
        return {
            names.path_id(iri) or iri
            for some in chunks(nodes)
            for (iri,) in self._session.solutions(self._queries.naming(values("?k", list(map(names.node, some)))))
        }

    def load(self, ids: Iterable[str]) -> list[Projected]:
        """Those of some documents that are stored."""
        return load_documents(self._session, ids)


def decision_ids(session: Session) -> list[str]:
    """The ids of all decisions, sorted."""
    found = session.solutions(Queries(session.names).decisions())
    return sorted(session.names.path_id(iri) or iri for (iri,) in found)


def load_claims(session: Session, ids: Iterable[str]) -> list[Claim]:
    """Claims with all evidence, sorted by id."""
    names, queries = session.names, Queries(session.names)
    found: list[Claim] = []
    for some in chunks(ids):
        wanted = values("?k", [names.node(each) for each in some])
        reader = Reader(names, gather(session.construct(queries.of_claims(wanted))))
        found += chain.from_iterable(claims for _, claims in sorted(reader.claims().items()))
    return merge_claims(found)


def _changed(session: Session, document_id: str) -> StoreError:
    return StoreError(
        "the triples of this document are not those that were stored: they were changed by hand, or the server did "
        "not return all of them",
        source=session.uri,
        place=document_id,
        hint="undo the change or raise the server's limit on results; or import the documents into a new store",
    )

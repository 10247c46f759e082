"""Reads documents and claims out of a store of triples."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from kg.claim import Claim, merge_claims
from kg.errors import StoreError
from kg.extraction import DocumentInfo
from kg.projection import Projected
from kg.rdf.reading import Reader, gather, read_resources
from kg.rdf.writing import activity_of
from kg.stores.rdf.queries import Queries
from kg.stores.rdf.session import Session, chunks, values

TRIES: Final = 20


def load_documents(session: Session, ids: Iterable[str]) -> list[Projected]:
    """What is stored of some documents, in the order of their ids.

    Raises:
        StoreError: What comes back is not what was stored.
    """
    return [found for some in chunks(ids) for found in _load(session, some)]


def _load(session: Session, ids: Sequence[str]) -> list[Projected]:
    """Documents as one writer left them: read again where another one has replaced some of them meanwhile."""
    names, queries = session.names, Queries(session.names)
    digests = _digests(session, ids)
    for _ in range(TRIES):
        known = [each for each in ids if each in digests]
        if not known:
            return []
        documents = values("?k", [names.node(each) for each in known])
        activities = values("?k", [activity_of(names, each) for each in known])
        resources = gather(session.construct(queries.of_documents(documents, activities)))
        before, digests = digests, _digests(session, ids)
        if digests == before:
            found = read_resources(names, resources)
            _check(session, found, digests)
            return found
    raise StoreError(
        "others change the documents faster than they can be read", source=session.uri, hint="try again later"
    )


def _digests(session: Session, ids: Sequence[str]) -> dict[str, str]:
    names = session.names
    wanted = values("?k", [names.node(each) for each in ids])
    rows = session.solutions(Queries(names).digests(wanted))
    return {names.path_id(iri) or iri: digest for iri, digest in rows}


def _check(session: Session, found: Sequence[Projected], digests: Mapping[str, str]) -> None:
    read = {projected.extraction.document.id: projected.restored().digest() for projected in found}
    for document_id in sorted(read.keys() | digests.keys()):
        if read.get(document_id) != digests.get(document_id):
            raise StoreError(
                "the triples of this document are not those that were stored: they were changed by hand, or the server "
                "did not return all of them",
                source=session.uri,
                place=document_id,
                hint="undo the change or raise the server's limit on results; or import the documents into a new store",
            )


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

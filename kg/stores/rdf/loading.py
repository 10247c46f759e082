"""Reads documents and claims out of a store of triples."""

from collections.abc import Iterable, Iterator
from itertools import chain

from kg.claim import Claim, merge_claims
from kg.errors import StoreError
from kg.extraction import DocumentInfo, Extraction
from kg.rdf import read_triples
from kg.rdf.reading import Reader, gather
from kg.rdf.writing import activity_of
from kg.stores.rdf.queries import Queries
from kg.stores.rdf.session import Session, chunks, values


def load_documents(session: Session, ids: Iterable[str]) -> list[Extraction]:
    """What is stored of some documents, in the order of their ids.

    Raises:
        StoreError: What comes back is not what was stored.
    """
    names, queries = session.names, Queries(session.names)
    loaded: list[Extraction] = []
    for some in chunks(ids):
        wanted = values("?k", [names.node(each) for each in some])
        digests = {names.path_id(iri): digest for iri, digest in session.solutions(queries.digests(wanted))}
        known = [each for each in some if each in digests]
        if not known:
            continue
        documents = values("?k", [names.node(each) for each in known])
        activities = values("?k", [activity_of(names, each) for each in known])
        found = read_triples(names, session.construct(queries.of_documents(documents, activities)))
        for extraction in found:
            if digests.pop(extraction.document.id, None) != extraction.digest():
                raise _changed(session, extraction.document.id)
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

"""Every triple of a store, and what they should be."""

import hashlib
from collections import Counter

from kg.claim import ClaimTally
from kg.entity import Tally
from kg.projection import project_all
from kg.rdf import Names, Statements, graph_statements
from kg.rdf.formats import nquads
from kg.rdf.terms import number, text
from kg.stores.rdf.endpoint import EndpointStore
from kg.stores.rdf.oxigraph import OxigraphStore
from kg.stores.rdf.session import Session
from kg.stores.rdf.writing import found_by
from kg.stores.records import document_names

FOREIGN = "https://somebody.example/"
"""What begins the IRIs of the triples that are somebody else's."""

EVERYTHING = "SELECT ?g ?s ?p ?o WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


def triples(store: OxigraphStore | EndpointStore) -> list[str]:
    """Each quad as a line of N-Quads, sorted, but for those of others."""
    answer = session_of(store).ask(EVERYTHING)
    lines = {" ".join(str(cell) for cell in (*list(row)[1:], row[0]) if cell is not None) + " ." for row in answer}  # type: ignore[union-attr]
    return sorted(line for line in lines if FOREIGN not in line)


def check_triples(store: OxigraphStore | EndpointStore) -> None:
    """What is stored is what the documents give, with an account of them: nothing more, nothing less."""
    extractions = list(store.view().extractions())
    names = session_of(store).names
    expected = graph_statements(names, extractions)
    tallies: dict[str, Tally] = {}
    claims: dict[str, ClaimTally] = {}
    total = 0
    for raw, item in zip(extractions, project_all(extractions), strict=True):
        info, digest = raw.document, raw.digest()
        total += int(hashlib.sha256(f"{info.id}\0{digest}".encode()).hexdigest(), 16)
        for entity in item.entities:
            tallies.setdefault(entity.id, Tally()).add(entity)
        for claim in item.claims:
            claims.setdefault(claim.id, ClaimTally()).add(claim)
        counts = Counter({"entityCount": len(item.entities), "claimCount": len(item.claims)})
        expected.state |= {say(names, info.id, key, number(count)) for key, count in counts.items()}
        expected.state |= {say(names, info.id, "digest", text(digest))}
        expected.state |= found_by(names, info.id, document_names(info))
        if info.decision:
            expected.state |= {say(names, info.id, "decided", text(info.decision.kind))}
    for key, tally in tallies.items():
        expected.state |= {say(names, key, "nodeTally", text(tally.dump()))}
        expected.state |= found_by(names, key, (tally.entity(key).name, *tally.entity(key).aliases))
    expected.state |= {say(names, key, "claimTally", text(made.dump())) for key, made in claims.items()}
    if extractions:
        revision = text(f"{total % 2**256:064x}")
        expected.state.add(f"<{names.state_graph}> {names.term('revision')} {revision} .")
    assert triples(store) == as_stored(names, expected)


def say(names: Names, path_id: str, term: str, value: str) -> str:
    """One triple about a thing."""
    return f"{names.node(path_id)} {names.term(term)} {value} ."


def as_stored(names: Names, statements: Statements) -> list[str]:
    """In the form of `triples`."""
    return sorted(nquads(names, statements).decode().split("\n")[:-1])


def session_of(store: OxigraphStore | EndpointStore) -> Session:
    """The store's connection."""
    return store._opened() if isinstance(store, OxigraphStore) else store._session

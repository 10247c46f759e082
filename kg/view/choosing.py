"""What a picture is made of: a query's answer, what is around a thing, between two, in a document; from any store."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from kg.entity import Entity
from kg.errors import AmbiguousName, NotFound, QueryError
from kg.graph import Graph, build_graph
from kg.stores.base import Cell, Node, Path, Relationship, Rows, View
from kg.view.palette import BANDS

if TYPE_CHECKING:
    import networkx as nx

AROUND_LIMIT: Final = 300
"""Most entities around one; more are hard to read in one picture."""
SEARCH_LIMIT: Final = 3_000
"""Most entities to look for a path among before the whole graph is read."""
MOST_PATHS: Final = 40
DEEPEST: Final = 3
LAW: Final = BANDS[0][1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A part of the graph, and what was asked for in it.

    Attributes:
        focus: Ids that are drawn first and never hidden.
        quoted: How many entities are there only because a claim quotes them.
    """

    graph: Graph
    title: str
    focus: frozenset[str] = field(default_factory=frozenset)
    quoted: int = 0


def choose_all(view: View) -> Chosen:
    """Everything that is stored.

    Raises:
        NotFound: Nothing is.
    """
    graph = view.graph()
    if not graph.documents:
        raise NotFound("the graph is empty", hint="`kg import PATH` puts documents in")
    return Chosen(graph=graph, title="What the documents say")


def choose_answer(view: View, query: str) -> Chosen:
    """What a query returns, with every claim between it.

    Raises:
        QueryError: The query is wrong, or its rows hold nothing that can be drawn.
    """
    return choose_rows(view, view.query(query))


def choose_rows(view: View, rows: Rows) -> Chosen:
    """What stands in rows; a claim stands for its two ends, and a text that is an id for what has it.

    Raises:
        QueryError: There is nothing to draw in them.
    """
    if not rows.rows:
        raise QueryError("the query found nothing, so there is nothing to draw", hint="try it with `kg query` first")
    ids = {found for row in rows.rows for cell in row for found in _ids(cell)}
    claims = sorted(found for found in ids if found.startswith("/claim/"))
    if claims:
        ids.update(end for claim in view.claims(claims) for end in (claim.subject, claim.object))
    ids = {found for found in ids if not found.startswith(("/claim/", "/passage/"))}
    graph = view.subgraph(sorted(ids)) if ids else None
    if graph is None or not (graph.entities or graph.documents):
        raise QueryError(
            "there is nothing to draw in the rows: they hold values alone",
            hint="return nodes, relationships or paths (RETURN a, s), not values alone (RETURN a.name)",
        )
    return _chosen(view, graph, "The answer of a query", ids)


def choose_around(view: View, entity: Entity, depth: int, limit: int = AROUND_LIMIT) -> Chosen:
    """A thing, and what is within some edges of it; of a law also what it is part of, up to the top."""
    graph = view.neighbourhood([entity.id], depth, limit)
    known = {one.id for one in graph.entities}
    if above := [id for id in _above(view, entity) if id not in known]:
        graph = view.subgraph([*sorted(known), *above])
    return _chosen(view, graph, entity.name, {entity.id})


def _above(view: View, entity: Entity) -> list[str]:
    """What a law is part of, and that in turn: its place in the Code."""
    chain = [entity.id] if LAW.intersection(entity.labels) else []
    for id in chain:
        above = [c.object for c in view.claims_about(id) if c.relation == "PART_OF" and c.is_plain and c.subject == id]
        chain += [one for one in sorted(above, key=lambda one: (-len(one), one))[:1] if one not in chain]
    return chain[1:]


def choose_path(view: View, start: Entity, end: Entity) -> Chosen:
    """The shortest ways from one thing to another along plain edges, whichever way these point.

    Citations by documents are no way: what is named together in a document need have nothing to do with one another.

    Raises:
        NotFound: There is no way.
    """
    import networkx as nx  # a tenth of a second, which other pictures need not pay

    for graph in _growing(view, start.id, end.id):
        ways = _ways(graph)
        if start.id in ways and end.id in ways and nx.has_path(ways, start.id, end.id):
            found = nx.all_shortest_paths(ways, start.id, end.id)
            ids = {node for way in islice(found, MOST_PATHS) for node in way}
            title = f"From {start.name} to {end.name}"
            return _chosen(view, view.subgraph(sorted(ids)), title, ids)
    raise NotFound(
        f"no chain of statements joins {start.name!r} and {end.name!r}",
        hint="denied and alleged statements, and citations by documents, are no way; "
        f"`kg view --around {start.id}` shows what is near",
    )


def choose_between(view: View, start: Entity, end: Entity, depth: int) -> Chosen:
    """Two things, and what is within some edges of both.

    Raises:
        NotFound: Nothing is, and nothing is said of the two together.
    """
    import networkx as nx

    ways = _ways(view.neighbourhood([start.id, end.id], depth, SEARCH_LIMIT))
    near = [
        set(nx.single_source_shortest_path_length(ways, one.id, cutoff=depth)) if one.id in ways else {one.id}
        for one in (start, end)
    ]
    ids = (near[0] & near[1]) | {start.id, end.id}
    graph = view.subgraph(sorted(ids))
    if not graph.claims:
        raise NotFound(
            f"nothing stands between {start.name!r} and {end.name!r} within {depth}",
            hint=f"look further with --depth {depth + 1}, or for any way with --path",
        )
    title = f"Between {start.name} and {end.name}"
    return _chosen(view, graph, title, {start.id, end.id})


def choose_document(view: View, words: str) -> Chosen:
    """What a document speaks of, with everything that any document says of the same things.

    Raises:
        AmbiguousName: Several documents are called that.
        NotFound: None is, or it says nothing.
    """
    id, title = _document(view, words)
    extraction = next(one for one in view.extractions() if one.document.id == id)
    own = build_graph([extraction])
    ids = {end for claim in own.claims for end in (claim.subject, claim.object)}
    if not ids:
        raise NotFound(f"{title!r} says nothing that the graph holds", hint="`kg show` lists what it names")
    return _chosen(view, view.subgraph(sorted(ids)), title)


def _chosen(view: View, graph: Graph, title: str, focus: Iterable[str] = ()) -> Chosen:
    """The graph with who is quoted in it, so that the page can name them; no claim comes with them."""
    known = {entity.id for entity in graph.entities} | {document.id for document in graph.documents}
    missing = sorted({c.attributed_to for c in graph.claims if c.attributed_to and c.attributed_to not in known})
    speakers = [entity for id in missing if (entity := view.entity(id)) is not None]
    entities = tuple(sorted([*graph.entities, *speakers], key=lambda entity: entity.id))
    return Chosen(graph=replace(graph, entities=entities), title=title, focus=frozenset(focus), quoted=len(speakers))


def _document(view: View, words: str) -> tuple[str, str]:
    infos = [row.info for row in view.documents()]
    wanted = words.strip().casefold()
    digits = wanted.removeprefix("/doc/sha256/")
    exact = [i for i in infos if wanted in (i.id.casefold(), i.source.casefold(), (i.title or "").casefold())]
    ending = [i for i in infos if i.source.casefold().endswith(f"/{wanted}") or wanted in (i.title or "").casefold()]
    ending = ending or [i for i in infos if len(digits) > 3 and i.id.removeprefix("/doc/sha256/").startswith(digits)]
    found = exact or ending
    if len(found) == 1:
        return found[0].id, found[0].title or found[0].source
    if found:
        listed = "\n".join(f"  {info.id}  {info.title or info.source}" for info in found[:8])
        raise AmbiguousName(f"{words!r} is the name of {len(found)} documents", hint=f"use an id:\n{listed}")
    raise NotFound(f"no document is called {words!r}", hint="`kg documents` lists their titles, sources and ids")


def _growing(view: View, start: str, end: str) -> Iterator[Graph]:
    """What is around both, further and further, and at last everything.

    A way of length n lies within n/2 of its ends, so the first one found is the shortest, unless the limit cut it.
    """
    for depth in range(1, DEEPEST + 1):
        graph = view.neighbourhood([start, end], depth, SEARCH_LIMIT)
        if len(graph.entities) >= SEARCH_LIMIT:
            break
        yield graph
    yield view.graph()


def _ways(graph: Graph) -> "nx.Graph[str]":
    import networkx as nx

    documents = {document.id for document in graph.documents}
    ways: nx.Graph[str] = nx.Graph()
    ways.add_edges_from((e.subject, e.object) for e in graph.edges if not {e.subject, e.object} & documents)
    return ways


def _ids(cell: Cell) -> Iterator[str]:
    match cell:
        case str() if cell.startswith("/"):
            yield cell
        case Node(properties={"id": str(found)}):
            yield found
        case Relationship(start=start, end=end):
            yield from (start, end)
        case Path(nodes=nodes):
            for node in nodes:
                yield from _ids(node)
        case [*cells]:
            for each in cells:
                yield from _ids(each)
        case Mapping():
            for each in cell.values():
                yield from _ids(each)

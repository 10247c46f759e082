"""What is drawn of a view: the most telling nodes, at most as many as a picture bears."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from math import log2
from typing import Final

from kg.view.model import View, ViewEdge, ViewNode
from kg.view.palette import BANDS, style_of

MAX_NODES: Final = 300
EASY_EDGES: Final = 400
"""More lines than that are a tangle; the default picture then has fewer nodes, though not fewer than a quarter."""
LIMIT_NODES: Final = 1_500
LIMIT_EDGES: Final = 4_000
REQUEST_NODES: Final = 5_000
"""Most nodes for who asks for more than `LIMIT_NODES`; then as many edges as the same share allows."""

LAYERS: Final = ("citing", "structure", "alone")
"""What may wait until it is asked for: citations by documents, how laws hang together, names without a statement."""
_LAW: Final = BANDS[0][1]
_STRUCTURE: Final = frozenset({"PART_OF", "CITES", "CODIFIED_AS"})
_MOSTLY: Final = 2
"""Where there are that many times more structure than other statements, the law is what the picture is about."""
CORE: Final = 16
"""Most nodes at first on a screen as narrow as that of a telephone, where no more labels have room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The nodes and edges that are drawn, sorted as in the view.

    Attributes:
        edge_layers: For each edge which of LAYERS it is in, or "".
        node_layers: For each node that stands in layers alone, which.
        shown: The layers that are visible at first.
        focus: Ids of the nodes that were asked for.
        leading: Ids of the nodes whose names stand before all others.
        rest: Ids of the nodes that wait on a narrow screen.
    """

    nodes: tuple[ViewNode, ...]
    edges: tuple[ViewEdge, ...]
    edge_layers: tuple[str, ...]
    node_layers: dict[str, frozenset[str]]
    shown: frozenset[str]
    focus: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()
    rest: frozenset[str] = frozenset()

    def hidden(self) -> frozenset[str]:
        """Ids of the nodes that are not visible at first."""
        return frozenset(id for id, layers in self.node_layers.items() if not layers & self.shown)


def select(
    view: View, max_nodes: int | None = None, focus: Collection[str] = (), leading: Collection[str] = ()
) -> Selection:
    """The most telling part of the view: edges between the most telling nodes first, then nodes without an edge.
    Who is only quoted is not drawn; the details name them.

    Citations by documents and the structure of the law come last and start hidden unless nothing else is there: they
    make a star of any picture. What is in `focus` is drawn first and never hidden, then what is in `leading`. Without
    `max_nodes` it is at most `MAX_NODES`, and fewer where their lines would be a tangle.
    """
    limit = max(0, min(MAX_NODES if max_nodes is None else max_nodes, REQUEST_NODES))
    types = view.node_types()
    wanted = {node.id for node in view.nodes if node.id in focus}
    scores = {node.id: telling(node) for node in view.nodes}
    layers = {edge.key: layer_of(edge, types, wanted) for edge in view.edges}
    ranked = sorted(view.edges, key=lambda edge: _rank(edge, scores, layers[edge.key]))
    first = sorted(wanted | set(leading), key=lambda id: (id not in wanted, -scores[id], id))
    chosen = set(first[:limit])
    if max_nodes is None:
        limit = _easy(ranked, chosen, limit)
    for edge in ranked:
        ends = {edge.subject, edge.object}
        if len(chosen | ends) <= limit:
            chosen |= ends
    quoted = {claim.speaker for claim in view.claims}
    degrees = {node.id: node.degree for node in view.nodes}
    for id in sorted(scores, key=lambda id: (-scores[id], id)):
        if len(chosen) >= limit:
            break
        if degrees[id] or id not in quoted:
            chosen.add(id)
    most = max(LIMIT_EDGES, LIMIT_EDGES * limit // LIMIT_NODES)
    edges = sorted([edge for edge in ranked if edge.subject in chosen and edge.object in chosen][:most])
    return _selection(view, chosen, edges, layers, wanted, leading)


def _easy(ranked: list[ViewEdge], focus: set[str], limit: int) -> int:
    """How many nodes of the most telling edges have no more than `EASY_EDGES` lines among them."""
    order = list(dict.fromkeys([*sorted(focus), *(end for edge in ranked for end in (edge.subject, edge.object))]))
    if len(order) < limit // 4:
        return limit
    place = {id: at for at, id in enumerate(order)}
    complete = sorted(max(place[edge.subject], place[edge.object]) + 1 for edge in ranked)
    return min(limit, max(limit // 4, complete[EASY_EDGES])) if len(complete) > EASY_EDGES else limit


def telling(node: ViewNode) -> float:
    """How much a node tells: its type first, then how much touches it."""
    return style_of(node.type).weight * log2(2 + node.degree)


def layer_of(edge: ViewEdge, types: dict[str, str], focus: Collection[str] = ()) -> str:
    """Which of LAYERS an edge is in, or ""; what joins two nodes that were asked for is in none."""
    if edge.subject in focus and edge.object in focus:
        return ""
    subject, object = types.get(edge.subject), types.get(edge.object)
    if edge.relation == "CITES" and subject == "Document":
        return "citing"
    if edge.relation in _STRUCTURE and subject in _LAW and object in _LAW and not edge.mark:
        return "structure"
    return ""


def _rank(edge: ViewEdge, scores: dict[str, float], layer: str) -> tuple[bool, bool, float, ViewEdge]:
    weaker, stronger = sorted((scores[edge.subject], scores[edge.object]))
    return bool(layer), bool(edge.mark), -(2 * weaker + stronger), edge


def _selection(
    view: View,
    chosen: set[str],
    edges: list[ViewEdge],
    layers: dict[tuple[str, str, str, str], str],
    focus: set[str],
    leading: Collection[str],
) -> Selection:
    own: dict[str, set[str]] = {}
    for edge in edges:
        for end in (edge.subject, edge.object):
            own.setdefault(end, set()).add(layers[edge.key])
    for id in chosen - own.keys():
        own[id] = {"alone"}
    counts = Counter(layers[edge.key] for edge in edges if not edge.mark)
    shown = {"alone"} if not edges else set()
    if counts["structure"] > _MOSTLY * counts[""]:
        shown.add("structure")
    if counts["citing"] and not counts[""] and not counts["structure"]:
        shown.add("citing")
    nodes = tuple(node for node in view.nodes if node.id in chosen)
    waiting = {id: frozenset(own[id]) for id in sorted(own) if "" not in own[id] and id not in focus}
    seen = [node for node in nodes if node.id not in waiting or waiting[node.id] & shown]
    return Selection(
        nodes=nodes,
        edges=tuple(edges),
        edge_layers=tuple(layers[edge.key] for edge in edges),
        node_layers=waiting,
        shown=frozenset(shown),
        focus=tuple(sorted(focus & chosen)),
        leading=tuple(sorted(chosen.intersection(leading))),
        rest=_rest(seen, edges, focus, leading),
    )


def _rest(
    seen: list[ViewNode], edges: list[ViewEdge], focus: Collection[str], leading: Collection[str]
) -> frozenset[str]:
    """What waits on a narrow screen: all but what was asked for or leads, and then, one by one, the most telling of
    what is joined to these, of each kind one before a second.
    """
    if len(seen) <= CORE * 4 // 3:
        return frozenset()
    order = sorted(seen, key=lambda node: (node.id not in focus, node.id not in leading, -telling(node), node.id))
    core = {node.id: node.type for node in order[:CORE] if node.id in focus or node.id in leading}
    joined: dict[str, set[str]] = {}
    for edge in edges:
        if not edge.mark:
            joined.setdefault(edge.subject, set()).add(edge.object)
            joined.setdefault(edge.object, set()).add(edge.subject)
    near = {id for one in core for id in joined.get(one, ())}
    while len(core) < CORE:
        kinds = set(core.values())
        waiting = (node for node in order if node.id not in core)
        best = min(waiting, key=lambda node: (node.id not in near, node.type in kinds))  # the first: the most telling
        core[best.id] = best.type
        near |= joined.get(best.id, set())
    return frozenset(node.id for node in seen if node.id not in core)

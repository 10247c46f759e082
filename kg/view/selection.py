"""What is drawn of a view: the most telling nodes, at most as many as a picture bears."""

from dataclasses import dataclass
from math import log2
from typing import Final

from kg.view.model import View, ViewEdge, ViewNode, is_citing
from kg.view.palette import style_of

MAX_NODES: Final = 300
LIMIT_NODES: Final = 1_500
LIMIT_EDGES: Final = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The nodes and edges that are drawn, sorted as in the view.

    Attributes:
        citing: Ids of drawn edges that only say that a document cites something, and of the nodes that only they touch.
        show_citing: Whether those are visible at first.
    """

    nodes: tuple[ViewNode, ...]
    edges: tuple[ViewEdge, ...]
    citing_nodes: frozenset[str]
    show_citing: bool


def select(view: View, max_nodes: int = MAX_NODES) -> Selection:
    """The most telling part of the view: edges between the most telling nodes first, then nodes without an edge.

    Citations by documents come last, and start hidden unless nothing else is there: they make a star of any picture.
    """
    limit = max(0, min(max_nodes, LIMIT_NODES))
    types = view.node_types()
    nodes = {node.id: node for node in view.nodes}
    scores = {node.id: style_of(node.type).weight * log2(2 + node.degree) for node in view.nodes}
    ranked = sorted(view.edges, key=lambda edge: _rank(edge, scores, types))
    chosen: set[str] = set()
    for edge in ranked:
        ends = {edge.subject, edge.object}
        if len(chosen | ends) <= limit:
            chosen |= ends
    for id in sorted(nodes, key=lambda id: (-scores[id], id)):
        if len(chosen) >= limit:
            break
        chosen.add(id)
    edges = [edge for edge in ranked if edge.subject in chosen and edge.object in chosen][:LIMIT_EDGES]
    return _selection(view, chosen, sorted(edges), types)


def _rank(edge: ViewEdge, scores: dict[str, float], types: dict[str, str]) -> tuple[bool, bool, float, ViewEdge]:
    weaker, stronger = sorted((scores[edge.subject], scores[edge.object]))
    return is_citing(edge, types), bool(edge.mark), -(2 * weaker + stronger), edge


def _selection(view: View, chosen: set[str], edges: list[ViewEdge], types: dict[str, str]) -> Selection:
    citing = [edge for edge in edges if is_citing(edge, types)]
    others = [edge for edge in edges if not is_citing(edge, types)]
    elsewhere = {end for edge in others for end in (edge.subject, edge.object)}
    return Selection(
        nodes=tuple(node for node in view.nodes if node.id in chosen),
        edges=tuple(edges),
        citing_nodes=frozenset(edge.subject for edge in citing if edge.subject not in elsewhere),
        show_citing=bool(citing) and not any(not edge.mark for edge in others),
    )

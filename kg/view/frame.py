"""Where each node of a selection stands: rooms for labels, links for lines, and the hidden citers above."""

from math import log2
from typing import Final

from kg.view.layout import GAP, Box, Link, Point, lay_out
from kg.view.model import ViewNode, is_citing
from kg.view.palette import style_of
from kg.view.selection import Selection

FRAMES: Final = (Box(width=1030, height=690), Box(width=390, height=600))
"""The room for the picture on a desktop, and on a telephone."""
_CHARACTER: Final = 6.4
_LINE: Final = 15.0
_CONTESTED: Final = 0.35
"""How strongly a claim that is no plain edge pulls its ends together."""


def radius(node: ViewNode) -> float:
    """Half the size of a node in pixels: the more it tells and the more touches it, the larger."""
    return round(6.5 + style_of(node.type).weight * 0.35 + min(2.4 * log2(1 + node.degree), 11), 1)


def place(selection: Selection) -> list[list[Point]]:
    """Positions of the selected nodes, once for each of FRAMES."""
    hidden = frozenset() if selection.show_citing else selection.citing_nodes
    shown = [node for node in selection.nodes if node.id not in hidden]
    at = {node.id: i for i, node in enumerate(shown)}
    rooms = [_room(node) for node in shown]
    pictures = lay_out(rooms, _links(selection, at), frames=FRAMES)
    above = [node for node in selection.nodes if node.id in hidden]
    result = []
    for picture in pictures:
        places = {
            node.id: (x, y - room.height / 2 + radius(node))
            for node, room, (x, y) in zip(shown, rooms, picture, strict=True)
        }
        places.update(_row_above(above, picture, rooms))
        result.append([places[node.id] for node in selection.nodes])
    return result


def _room(node: ViewNode) -> Box:
    lines = node.short.split("\n")
    size = 2 * radius(node)
    return Box(width=max(size, max(map(len, lines)) * _CHARACTER), height=size + 5 + len(lines) * _LINE)


def _links(selection: Selection, at: dict[str, int]) -> list[Link]:
    types = {node.id: node.type for node in selection.nodes}
    strength: dict[tuple[int, int], float] = {}
    for edge in selection.edges:
        if edge.subject == edge.object or edge.subject not in at or edge.object not in at:
            continue
        if is_citing(edge, types) and not selection.show_citing:
            continue
        a, b = sorted((at[edge.subject], at[edge.object]))
        strength[a, b] = max(strength.get((a, b), 0.0), _CONTESTED if edge.mark else 1.0)
    return [(a, b, weight) for (a, b), weight in sorted(strength.items())]


def _row_above(nodes: list[ViewNode], picture: list[Point], rooms: list[Box]) -> dict[str, Point]:
    """Documents that are hidden at first, in rows over the picture, where their citations do not disturb it."""
    if not nodes:
        return {}
    half = max((abs(x) + room.width / 2 for (x, _), room in zip(picture, rooms, strict=True)), default=300.0)
    top = min((y - room.height / 2 for (_, y), room in zip(picture, rooms, strict=True)), default=0.0)
    own = [_room(node) for node in nodes]
    cell_w, cell_h = max(box.width for box in own) + GAP, max(box.height for box in own) + GAP
    columns = max(1, min(len(nodes), int(2 * half // cell_w)))
    rows = (len(nodes) + columns - 1) // columns
    return {
        node.id: (cell_w * (i % columns - (columns - 1) / 2), top - 2 * GAP - cell_h * (rows - i // columns))
        for i, node in enumerate(nodes)
    }

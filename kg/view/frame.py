"""Where each node of a selection stands in each layout, as the page opens and with all that it hides at first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from math import log2
from typing import Final, Literal, get_args

from kg.view.bands import Lane, Picture, lay_bands, lay_time
from kg.view.layout import LABELLED, Box, Link, Point, lay_out
from kg.view.model import ViewNode
from kg.view.palette import BANDS, LAST_BAND, band_of, style_of
from kg.view.selection import Selection

Layout = Literal["force", "layered", "timeline"]
LAYOUTS: Final[tuple[Layout, ...]] = get_args(Layout)
FRAMES: Final = (Box(width=1030, height=600), Box(width=362, height=510))
"""The room for the picture on a desktop, and on a telephone."""
_CHARACTER: Final = 6.4
_LINE: Final = 15.0
_CONTESTED: Final = 0.35
"""How strongly a claim that is no plain edge pulls its ends together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where the nodes of a selection stand; None for one that a picture leaves out.

    Attributes:
        points: In the order of the selection.
        lanes, ticks: What the layout draws behind them.
    """

    points: list[Point | None]
    lanes: tuple[Lane, ...] = ()
    ticks: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The pictures of a layout, each for every one of FRAMES.

    Attributes:
        first: As the page opens.
        full: With everything that it hides at first; None where that is the same.
    """

    first: list[Places]
    full: list[Places | None]


def radius(node: ViewNode) -> float:
    """Half the size of a node in pixels: the more it tells and the more touches it, the larger."""
    return round(6.5 + style_of(node.type).weight * 0.35 + min(2.4 * log2(1 + node.degree), 11), 1)


def place(selection: Selection) -> dict[Layout, Placed]:
    """Positions of the selected nodes in every layout.

    What is hidden at first takes no room in the first picture; in a crowd it does, as laying out twice takes too long.
    """
    hidden = frozenset[str]() if len(selection.nodes) > LABELLED else selection.hidden()
    return {layout: _placed(selection, hidden, layout) for layout in LAYOUTS}


def _placed(selection: Selection, hidden: frozenset[str], layout: Layout) -> Placed:
    wide, narrow = first = _pictures(selection, hidden, layout)
    whole = _pictures(selection, (), layout) if hidden else first
    if selection.rest:
        narrow = _pictures(selection, selection.hidden() | selection.rest, layout, FRAMES[1:])[0]
    return Placed(
        first=[wide, narrow],
        full=[whole[0] if hidden else None, whole[1] if hidden or selection.rest else None],
    )


def day_of(text: str | None) -> int | None:
    """The day of an ISO date, of a month or a year their first; None for anything else."""
    if not text:
        return None
    parts = (*text.split("-"), "01", "01")[:3]
    try:
        return date.fromisoformat("-".join(parts)).toordinal()
    except ValueError:
        return None


def _pictures(
    selection: Selection, without: Collection[str], layout: Layout, frames: Sequence[Box] = FRAMES
) -> list[Places]:
    shown = [node for node in selection.nodes if node.id not in without]
    at = {node.id: i for i, node in enumerate(shown)}
    rooms = [room_of(node) for node in shown]
    links = _links(selection, at)
    pictures = []
    for picture in _laid_out(shown, rooms, links, layout, frames):
        places = {
            node.id: (x, y - room.height / 2 + radius(node))
            for node, room, (x, y) in zip(shown, rooms, picture.points, strict=True)
        }
        points = [places.get(node.id) for node in selection.nodes]
        pictures.append(Places(points=points, lanes=picture.lanes, ticks=picture.ticks))
    return pictures


def _laid_out(
    nodes: list[ViewNode], rooms: list[Box], links: list[Link], layout: Layout, frames: Sequence[Box]
) -> list[Picture]:
    if layout == "force":
        return [Picture(points=points) for points in lay_out(rooms, links, frames=frames)]
    names = [*(name for name, _ in BANDS), LAST_BAND]
    bands = [band_of(node.type) for node in nodes]
    if layout == "layered":
        return [lay_bands(rooms, links, bands, names, frame) for frame in frames]
    days = [day_of(node.date) for node in nodes]
    return [lay_time(rooms, links, bands, names, days, frame) for frame in frames]


def room_of(node: ViewNode) -> Box:
    """The room that a node takes with its label below it."""
    lines = node.short.split("\n")
    size = 2 * radius(node)
    return Box(width=max(size, max(map(len, lines)) * _CHARACTER), height=size + 5 + len(lines) * _LINE)


def _links(selection: Selection, at: dict[str, int]) -> list[Link]:
    strength: dict[tuple[int, int], float] = {}
    for edge in selection.edges:
        if edge.subject == edge.object or edge.subject not in at or edge.object not in at:
            continue
        a, b = sorted((at[edge.subject], at[edge.object]))
        strength[a, b] = max(strength.get((a, b), 0.0), _CONTESTED if edge.mark else 1.0)
    return [(a, b, weight) for (a, b), weight in sorted(strength.items())]

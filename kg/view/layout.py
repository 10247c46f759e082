"""Positions: a spring layout per connected component with a fixed seed, room for labels, all in one frame."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, cos, inf, pi, sin, sqrt
from typing import Final

import rustworkx as rx

SEED: Final = 6103
GAP: Final = 14.0
"""Room between two boxes, in pixels at zoom 1."""
BETWEEN: Final = 36.0
"""Room between two components."""
MANY_BLOCKS: Final = 24
DRAWN_OUT: Final = 1.6
"""How far a picture is stretched at most to fill its frame."""
SMALL: Final = 90
"""Up to here several seeds are tried and the clearest picture is kept."""
FINALISTS: Final = 4
FEW_ROUNDS: Final = 4
CROWD: Final = 2_000
"""Beyond, boxes are pushed apart once; who asks for so many zooms in."""
ROOMS: Final = (2.2, 1.6, 1.2)
"""How much more room than its boxes a component gets, loosest first."""
SHAPES: Final = (1.0, 0.8, 0.62)
"""How much wider than the frame a component may be, so that all of them fill it together."""
LABELLED: Final = 400
"""Up to here no two labels overlap; beyond, the page shows those that have room."""

STEPS: Final = ((SMALL, 300), (LABELLED, 120), (1_000, 60), (2_000, 40), (4_000, 20), (1_000_000, 16))
"""Rounds of the springs by the number of nodes; a round costs its square."""

Point = tuple[float, float]
Link = tuple[int, int, float]
"""Two positions in the list of boxes, and the strength of what joins them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """The room that a node takes with its label, around its middle."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Block:
    """A laid-out component: positions by member, from 0,0 on, and its size."""

    places: dict[int, Point]
    width: float
    height: float


def lay_out(boxes: Sequence[Box], links: Sequence[Link], *, frames: Sequence[Box]) -> list[list[Point]]:
    """Middles of the boxes, once for each frame that the picture should fill; a pure function.

    The loosest picture that fits its frame at zoom 1 is taken, or else the densest.
    """
    components = [(group, _springs(group, links)) for group in _components(len(boxes), links) if len(group) > 1]
    joined = {member for group, _ in components for member in group}
    single = [i for i in range(len(boxes)) if i not in joined]
    return [_framed(boxes, links, components, single, frame) for frame in frames]


def _framed(
    boxes: Sequence[Box],
    links: Sequence[Link],
    components: list[tuple[list[int], list[list[Point]]]],
    single: list[int],
    frame: Box,
) -> list[Point]:
    aspect = frame.width / frame.height
    best: tuple[dict[int, Point], float, float] = {}, inf, inf
    for room in ROOMS if len(boxes) <= SMALL else ROOMS[-2:-1]:
        for shape in SHAPES if len(boxes) <= SMALL else SHAPES[:1]:
            blocks = [
                _component_block(group, springs, boxes, links, shape * aspect, room) for group, springs in components
            ]
            picture = _with_singles(_pack(blocks, aspect), single, boxes, aspect)
            best = min(best, picture, key=lambda one: max(one[1] / aspect, one[2]))
        if best[1] <= frame.width and best[2] <= frame.height:
            break
    return _filled(*best, aspect)


def _with_singles(
    packed: tuple[dict[int, Point], float, float], single: list[int], boxes: Sequence[Box], aspect: float
) -> tuple[dict[int, Point], float, float]:
    """Nodes without an edge in tidy rows below the rest."""
    places, width, height = packed
    if not single:
        return packed
    row = _grid(single, boxes, max(width, 0 if places else _grid_width(single, boxes, aspect)))
    left = (max(width, row.width) - row.width) / 2
    top = height + 2 * GAP if places else 0.0
    below = {i: (x + left, y + top) for i, (x, y) in row.places.items()}
    return {**places, **below}, max(width, row.width), top + row.height


def _components(count: int, links: Sequence[Link]) -> list[list[int]]:
    """Members of each connected component; the largest first, then by first member."""
    graph: rx.PyGraph[None, None] = rx.PyGraph()
    graph.add_nodes_from([None] * count)
    graph.add_edges_from([(a, b, None) for a, b, _ in links])
    groups = [sorted(group) for group in rx.connected_components(graph)]
    return sorted(groups, key=lambda group: (-len(group), group[0]))


def _inner(group: list[int], links: Sequence[Link]) -> list[Link]:
    index = {member: i for i, member in enumerate(group)}
    return [(index[a], index[b], w) for a, b, w in links if a in index and b in index and a != b]


def _springs(group: list[int], links: Sequence[Link]) -> list[list[Point]]:
    """Some springs of the component, those with the fewest crossings; stretching them later adds none."""
    inner = _inner(group, links)
    springs = [_spring(len(group), inner, seed) for seed in range(SEED, SEED + _tries(len(group)))]
    if len(springs) <= FINALISTS:
        return springs
    return sorted(springs, key=lambda points: _crossings(points, inner))[:FINALISTS]


def _crossings(points: list[Point], links: Sequence[Link]) -> float:
    """Pairs of links that cross, weighted by their strength."""
    return sum(
        w * v
        for at, (a, b, w) in enumerate(links)
        for c, d, v in links[at + 1 :]
        if len({a, b, c, d}) == 4 and _cross(points[a], points[b], points[c], points[d])
    )


def _component_block(
    group: list[int],
    springs: list[list[Point]],
    boxes: Sequence[Box],
    links: Sequence[Link],
    aspect: float,
    room: float,
) -> _Block:
    """The clearest of some springs, with room between its boxes."""
    inner = _inner(group, links)
    own = [boxes[member] for member in group]
    pictures = [_apart(_fitted(points, own, aspect, room), own) for points in springs]
    if len(pictures) == 1:
        return _block(group, pictures[0], own)
    return _block(group, min(pictures, key=lambda points: _cost(points, own, inner, aspect)), own)


def _tries(count: int) -> int:
    return 60 if count <= SMALL else 1


def _spring(count: int, links: Sequence[Link], seed: int) -> list[Point]:
    graph: rx.PyGraph[None, float] = rx.PyGraph(multigraph=False)
    graph.add_nodes_from([None] * count)
    graph.add_edges_from([(a, b, w) for a, b, w in links])
    steps = next(steps for most, steps in STEPS if count <= most)
    found = rx.spring_layout(
        graph, k=2.2 / sqrt(count), num_iter=steps, weight_fn=float, seed=seed, repulsive_exponent=2
    )
    return [(float(found[i][0]), float(found[i][1])) for i in range(count)]


def _fitted(points: list[Point], boxes: Sequence[Box], aspect: float, room: float) -> list[Point]:
    """Turned with the long axis along the long side, and stretched to the frame that the boxes need."""
    n = len(points)
    if n == 2:
        return _pair(boxes, aspect)
    mx, my = sum(x for x, _ in points) / n, sum(y for _, y in points) / n
    xx = sum((x - mx) ** 2 for x, _ in points)
    yy = sum((y - my) ** 2 for _, y in points)
    xy = sum((x - mx) * (y - my) for x, y in points)
    angle = 0.5 * atan2(2 * xy, xx - yy) + (0.0 if aspect >= 1 else pi / 2)
    c, s = cos(angle), sin(angle)
    turned = [((x - mx) * c + (y - my) * s, (y - my) * c - (x - mx) * s) for x, y in points]
    area = sum((box.width + GAP) * (box.height + GAP) for box in boxes) * (room if n > 6 else max(room, 1.8))
    width, height = sqrt(area * aspect), sqrt(area / aspect)
    wide = max(x for x, _ in turned) - min(x for x, _ in turned) or 1.0
    high = max(y for _, y in turned) - min(y for _, y in turned) or 1.0
    return [(x * width / wide, y * height / high) for x, y in turned]


def _pair(boxes: Sequence[Box], aspect: float) -> list[Point]:
    """Two nodes beside one another with room for a word, one above the other in a tall frame."""
    if aspect >= 1:
        return [(0.0, 0.0), ((boxes[0].width + boxes[1].width) / 2 + 5 * GAP, 0.0)]
    return [(0.0, 0.0), (0.0, (boxes[0].height + boxes[1].height) / 2 + 3 * GAP)]


def _apart(points: list[Point], boxes: Sequence[Box]) -> list[Point]:
    """Boxes pushed apart along the shorter way until none overlaps; in large graphs only a few rounds.

    Where pushing alone does not end, everything is drawn out a little now and then, which always ends.
    """
    n = len(points)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    tallest = max(box.height for box in boxes) + GAP
    count = 0
    while _push_all(xs, ys, boxes, tallest):
        count += 1
        if n > LABELLED and count >= (FEW_ROUNDS if n <= CROWD else 1):
            break
        if count > 10:
            xs, ys = [x * 1.015 for x in xs], [y * 1.015 for y in ys]
    return list(zip(xs, ys, strict=True))


def _push_all(xs: list[float], ys: list[float], boxes: Sequence[Box], tallest: float) -> bool:
    """One round from top to bottom; whether any two overlapped."""
    moved = False
    widest = max(box.width for box in boxes) + GAP
    order = sorted(range(len(xs)), key=lambda i: (ys[i], i))
    for at, i in enumerate(order):
        for j in order[at + 1 :]:
            if ys[j] - ys[i] >= tallest:
                break
            if -widest < xs[j] - xs[i] < widest:
                moved |= _push(i, j, xs, ys, boxes)
    return moved


def _push(i: int, j: int, xs: list[float], ys: list[float], boxes: Sequence[Box]) -> bool:
    dx, dy = xs[j] - xs[i], ys[j] - ys[i]
    over_x = (boxes[i].width + boxes[j].width) / 2 + GAP - abs(dx)
    over_y = (boxes[i].height + boxes[j].height) / 2 + GAP - abs(dy)
    if over_x <= 0.01 or over_y <= 0.01:
        return False
    if over_x < over_y:
        step = (over_x / 2 + 0.1) * (1 if dx >= 0 else -1)
        xs[i] -= step
        xs[j] += step
    else:
        step = (over_y / 2 + 0.1) * (1 if dy > 0 or (dy == 0 and j > i) else -1)
        ys[i] -= step
        ys[j] += step
    return True


def _cost(points: list[Point], boxes: Sequence[Box], links: Sequence[Link], aspect: float) -> float:
    """How unclear a picture is: crossings, lines over labels, length of lines, and room that is not used."""
    cost = 2 * _crossings(points, links)
    for a, b, w in links:
        pa, pb = points[a], points[b]
        cost += w * sqrt((pa[0] - pb[0]) ** 2 + (pa[1] - pb[1]) ** 2) / 260
        for i, box in enumerate(boxes):
            if i not in (a, b) and _hits(pa, pb, points[i], box):
                cost += 2.5 * w
    xs, ys = [x for x, _ in points], [y for _, y in points]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    ratio = (width + 1) / (height + 1) / aspect
    return cost + len(points) / 6 * max(ratio, 1 / ratio) + sqrt(width * height) / 100


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    return _side(a, b, c) != _side(a, b, d) and _side(c, d, a) != _side(c, d, b)


def _side(a: Point, b: Point, c: Point) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])


def _hits(a: Point, b: Point, middle: Point, box: Box) -> bool:
    """Whether the line from a to b passes the box, by clipping it at the four sides."""
    near, far = 0.0, 1.0
    for at, half in ((0, box.width / 2), (1, box.height / 2)):
        delta, start = b[at] - a[at], a[at] - middle[at]
        if abs(delta) < 1e-9:
            if abs(start) > half:
                return False
            continue
        first, last = sorted(((-half - start) / delta, (half - start) / delta))
        near, far = max(near, first), min(far, last)
    return near < far


def _block(group: list[int], points: list[Point], boxes: Sequence[Box]) -> _Block:
    left = min(x - box.width / 2 for (x, _), box in zip(points, boxes, strict=True))
    top = min(y - box.height / 2 for (_, y), box in zip(points, boxes, strict=True))
    right = max(x + box.width / 2 for (x, _), box in zip(points, boxes, strict=True))
    bottom = max(y + box.height / 2 for (_, y), box in zip(points, boxes, strict=True))
    places = {member: (x - left, y - top) for member, (x, y) in zip(group, points, strict=True)}
    return _Block(places, right - left, bottom - top)


def _pack(blocks: list[_Block], aspect: float) -> tuple[dict[int, Point], float, float]:
    """Blocks in one frame, largest first, each at the corner where the frame of the wanted shape grows least."""
    if len(blocks) > MANY_BLOCKS:
        total = sqrt(sum(block.width * block.height for block in blocks) * aspect)
        widest = max(block.width for block in blocks)
        tried = [_shelves(blocks, max(widest, total * factor)) for factor in (0.9, 1.1, 1.3)]
        return min(tried, key=lambda t: max(t[1] / aspect, t[2]))
    placed: list[tuple[float, float, _Block]] = []
    for block in sorted(blocks, key=lambda block: -block.width * block.height):
        xs = [0.0, *(x + other.width + BETWEEN for x, _, other in placed)]
        ys = [0.0, *(y + other.height + BETWEEN for _, y, other in placed)]
        free = [(x, y) for x in xs for y in ys if _is_free(x, y, block, placed)]
        x, y = min(free, key=lambda at: (*_growth(_extent([*placed, (*at, block)], aspect)), at))
        placed.append((x, y, block))
    places = {i: (px + x, py + y) for x, y, block in placed for i, (px, py) in block.places.items()}
    width, height = _extent(placed, 1.0)
    return places, width, height


def _growth(extent: tuple[float, float]) -> tuple[float, float]:
    return max(extent), sum(extent)


def _is_free(x: float, y: float, block: _Block, placed: list[tuple[float, float, _Block]]) -> bool:
    return all(
        x >= ox + other.width + BETWEEN - 0.01
        or ox >= x + block.width + BETWEEN - 0.01
        or y >= oy + other.height + BETWEEN - 0.01
        or oy >= y + block.height + BETWEEN - 0.01
        for ox, oy, other in placed
    )


def _extent(placed: list[tuple[float, float, _Block]], aspect: float) -> tuple[float, float]:
    """Width, divided by the wanted ratio, and height."""
    width = max((x + block.width for x, _, block in placed), default=0.0)
    return width / aspect, max((y + block.height for _, y, block in placed), default=0.0)


def _shelves(blocks: list[_Block], limit: float) -> tuple[dict[int, Point], float, float]:
    places: dict[int, Point] = {}
    x = y = shelf = width = 0.0
    for block in sorted(blocks, key=lambda block: -block.height):
        if x and x + block.width > limit + 0.01:
            x, y, shelf = 0.0, y + shelf + BETWEEN, 0.0
        places.update({i: (px + x, py + y) for i, (px, py) in block.places.items()})
        x += block.width + BETWEEN
        shelf, width = max(shelf, block.height), max(width, x - BETWEEN)
    return places, width, y + shelf


def _grid_width(group: list[int], boxes: Sequence[Box], aspect: float) -> float:
    return sqrt(sum((boxes[i].width + GAP) * (boxes[i].height + GAP) for i in group) * aspect)


def _grid(group: list[int], boxes: Sequence[Box], limit: float) -> _Block:
    """Nodes without an edge, in rows of equal cells."""
    cell_w = max(boxes[i].width for i in group) + GAP
    cell_h = max(boxes[i].height for i in group) + GAP
    columns = min(len(group), max(1, int((limit + GAP) // cell_w)))
    places = {i: (cell_w * (at % columns + 0.5), cell_h * (at // columns + 0.5)) for at, i in enumerate(group)}
    rows = (len(group) + columns - 1) // columns
    return _Block(places, cell_w * columns, cell_h * rows)


def _filled(places: dict[int, Point], width: float, height: float, aspect: float) -> list[Point]:
    """Around 0,0, drawn out along the side where the frame has room left; that parts boxes, and joins none."""
    if not places:
        return []
    x_factor = min(max(aspect * height / width, 1.0), DRAWN_OUT)
    y_factor = min(max(width / aspect / height, 1.0), DRAWN_OUT)
    return [((x - width / 2) * x_factor, (y - height / 2) * y_factor) for _, (x, y) in sorted(places.items())]

"""The picture without a browser: the same layout, shapes, colours and words as SVG or PNG, for reports."""

from collections.abc import Collection
from dataclasses import dataclass, field
from math import hypot
from textwrap import wrap
from typing import Final, Literal

from lxml import etree

from kg.errors import KgError, MissingExtra
from kg.graph import Graph
from kg.schema import Schema, load_schema
from kg.view.finding import find_finding, leading_nodes
from kg.view.frame import Layout, Placed, Places, place, radius
from kg.view.layout import LABELLED, Point
from kg.view.model import View, ViewEdge, ViewNode, build_view
from kg.view.page import invitation, plural_names
from kg.view.palette import BACKGROUND, style_of
from kg.view.payload import present_types
from kg.view.redaction import check_redaction, redact_graph
from kg.view.selection import Selection, select, telling
from kg.view.words import bound, clean, word_rank

Format = Literal["svg", "png"]
SPACE: Final = "http://www.w3.org/2000/svg"
FACE: Final = "Helvetica Neue, Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif"
INK: Final = {
    "light": {"ink": "#1b1f24", "soft": "#59626d", "line": "#87909b", "rule": "#e3e6ea"},
    "dark": {"ink": "#eceff3", "soft": "#a3adb9", "line": "#6f7a87", "rule": "#2c323a"},
}
"""The colours of the page's style sheet that the picture needs."""
NAME_SIZE: Final = 12.5
NAME_LINE: Final = 15.0
WORD_SIZE: Final = 10.5
TOLD_SIZE: Final = 14.0
TOLD_LINE: Final = 20.0
CHARACTER: Final = 0.56
"""Width of a letter as a share of its size, a little more than most faces need."""
MARGIN: Final = 28.0
HEAD: Final = 64.0
FOOT: Final = 54.0
ZOOM: Final = 2.0
"""Pixels of a PNG for each of the picture, as a report is printed."""
BEND: Final = 0.22
SPOTS: Final = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)
"""Where along a line its word may stand, best first."""


@dataclass(slots=True)
class _Drawing:
    """What is being drawn, and the rooms that words have taken."""

    root: etree._Element
    colours: dict[str, str]
    theme: Literal["light", "dark"]
    at: dict[str, Point]
    taken: list[tuple[float, float, float, float]] = field(default_factory=list)

    def add(
        self, tag: str, parent: etree._Element | None = None, text: str = "", **attributes: object
    ) -> etree._Element:
        values = {name.replace("_", "-"): _number(value) for name, value in attributes.items()}
        element = etree.SubElement(self.root if parent is None else parent, f"{{{SPACE}}}{tag}", values)
        element.text = text or None
        return element

    def take(self, box: tuple[float, float, float, float]) -> bool:
        """Whether the box is free; then it is taken."""
        x, y, right, bottom = box
        if any(x < r and left < right and y < b and top < bottom for left, top, r, b in self.taken):
            return False
        self.taken.append(box)
        return True


def render_picture(
    graph: Graph,
    *,
    format: Format,
    title: str,
    subtitle: str | None = None,
    max_nodes: int | None = None,
    focus: Collection[str] = (),
    redact: Collection[str] = frozenset(),
    layout: Layout = "force",
    theme: Literal["light", "dark"] = "light",
    schema: Schema | None = None,
) -> bytes:
    """The picture as the page opens with it; the same arguments, those of `render_page`, give the same SVG.

    Raises:
        KgError: A word of `redact` is unknown, or this machine has no font for a PNG.
        MissingExtra: A PNG is wanted and resvg-py is not installed.
    """
    schema = schema or load_schema()
    shown, (head, sub) = redact_graph(graph, (title, subtitle), check_redaction(redact))
    view = build_view(shown, schema)
    asked = {clean(id) for id in focus}
    finding = find_finding(view, asked)
    selection = select(view, max_nodes, asked, leading_nodes(view, finding))
    plurals = plural_names(present_types(view), schema)
    words = clean(head or ""), clean(sub or ""), bound(" ".join(sentence.text for sentence in finding))
    svg = draw_picture(view, selection, place(selection), words, plurals, layout, theme)
    return svg if format == "svg" else _to_png(svg)


def draw_picture(
    view: View,
    selection: Selection,
    placed: dict[Layout, Placed],
    words: tuple[str, str, str],
    plurals: dict[str, str],
    layout: Layout,
    theme: Literal["light", "dark"],
) -> bytes:
    """The SVG of what is visible at first, under its title, subtitle and finding and over its legend."""
    places = placed[layout].first[0]
    hidden = selection.hidden()
    nodes = {
        node.id: (node, point)
        for node, point in zip(selection.nodes, places.points, strict=True)
        if point is not None and node.id not in hidden
    }
    box = _bounds(list(nodes.values()), places)
    root = etree.Element(f"{{{SPACE}}}svg", nsmap={None: SPACE})  # type: ignore[dict-item]  # the stubs know prefixes alone
    drawing = _Drawing(root, INK[theme], theme, {id: point for id, (_, point) in nodes.items()})
    _frame(drawing, box, words)
    _lanes(drawing, places, box)
    edges = [
        edge
        for edge, layer in zip(selection.edges, selection.edge_layers, strict=True)
        if edge.subject in nodes and edge.object in nodes and not edge.mark and (not layer or layer in selection.shown)
    ]
    labels = {relation.name: relation.label for relation in view.relations}
    _lines(drawing, edges, {id: node for id, (node, _) in nodes.items()}, labels)
    _dots(drawing, [node for node, _ in nodes.values()])
    _legend(drawing, box, [n.type for n, _ in nodes.values()], plurals, invitation(view))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"


def _bounds(nodes: list[tuple[ViewNode, Point]], places: Places) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all that is drawn, with its labels."""
    xs = [x + sign * max(_width(node), 2 * radius(node)) / 2 for node, (x, _) in nodes for sign in (-1, 1)] or [0.0]
    tops = [y - radius(node) for node, (_, y) in nodes] + [lane.top for lane in places.lanes]
    bottoms = [y + radius(node) + 8 + NAME_LINE * len(node.short.split("\n")) for node, (_, y) in nodes]
    return min(xs), min(tops, default=0.0), max(*xs, min(xs) + 480), max(bottoms, default=0.0)


def _width(node: ViewNode) -> float:
    return max(len(line) for line in node.short.split("\n")) * NAME_SIZE * CHARACTER


def _frame(drawing: _Drawing, box: tuple[float, float, float, float], words: tuple[str, str, str]) -> None:
    left, top, right, bottom = box
    told = wrap(words[2], int((right - left) / (TOLD_SIZE * CHARACTER)), break_on_hyphens=False)
    head = HEAD + TOLD_LINE * len(told) - (0 if words[1] or not told else TOLD_LINE)
    x, y = left - MARGIN, top - head - MARGIN
    width, height = right - left + 2 * MARGIN, bottom - top + head + FOOT + 2 * MARGIN
    for name, value in (("viewBox", f"{x:.0f} {y:.0f} {width:.0f} {height:.0f}"), ("font-family", FACE)):
        drawing.root.set(name, value)
    drawing.root.set("width", f"{width:.0f}")
    drawing.root.set("height", f"{height:.0f}")
    drawing.add("title", text=words[0])
    defs = drawing.add("defs")
    marker = drawing.add(
        "marker", defs, id="tip", viewBox="0 0 8 8", refX=7, refY=4, markerWidth=7, markerHeight=7, orient="auto"
    )
    drawing.add("path", marker, d="M0 .8L8 4L0 7.2Z", fill=drawing.colours["line"])
    drawing.add("rect", x=x, y=y, width=width, height=height, fill=BACKGROUND[drawing.theme])
    drawing.add("text", text=words[0], x=left, y=y + 36, font_size=20, font_weight=600, fill=drawing.colours["ink"])
    if words[1]:
        drawing.add("text", text=words[1], x=left, y=y + 58, font_size=13, fill=drawing.colours["soft"])
    for row, line in enumerate(told, start=1 if words[1] else 0):
        drawing.add(
            "text", text=line, x=left, y=y + 60 + TOLD_LINE * row, font_size=TOLD_SIZE, fill=drawing.colours["ink"]
        )


def _lanes(drawing: _Drawing, places: Places, box: tuple[float, float, float, float]) -> None:
    left, _, right, _ = box
    for at, lane in enumerate(places.lanes):
        if at:
            drawing.add("path", d=f"M{left:.1f} {lane.top:.1f}H{right:.1f}", stroke=drawing.colours["rule"])
        drawing.add(
            "text",
            text=lane.label,
            x=left,
            y=lane.top + 14,
            font_size=11,
            font_weight=600,
            fill=drawing.colours["soft"],
        )
    if places.ticks:
        top, bottom = places.lanes[0].top, places.lanes[-1].bottom
        for x, words in places.ticks:
            drawing.add("path", d=f"M{x:.1f} {top:.1f}V{bottom:.1f}", stroke=drawing.colours["rule"])
            drawing.add(
                "text", text=words, x=x, y=top - 6, font_size=11, text_anchor="middle", fill=drawing.colours["ink"]
            )


def _lines(drawing: _Drawing, edges: list[ViewEdge], nodes: dict[str, ViewNode], labels: dict[str, str]) -> None:
    for id, node in nodes.items():
        x, y = drawing.at[id]
        half, high = _width(node) / 2, radius(node)
        drawing.taken.append((x - half, y - high, x + half, y + high + 6 + NAME_LINE * len(node.short.split("\n"))))
    group = drawing.add("g", fill="none", stroke=drawing.colours["line"], stroke_width=1.2)
    spots = [_line(drawing, group, edge, bend, nodes) for edge, bend in _bent(edges)]
    if len(edges) > LABELLED:
        return
    halo = drawing.add("g", font_size=WORD_SIZE, text_anchor="middle", fill=drawing.colours["soft"])
    halo.set("paint-order", "stroke")
    halo.set("stroke", BACKGROUND[drawing.theme])
    halo.set("stroke-width", "3.5")
    for edge, points in sorted(zip(edges, spots, strict=True), key=lambda pair: word_rank(pair[0].relation)):
        words = labels[edge.relation]
        half = len(words) * WORD_SIZE * CHARACTER / 2
        for x, y in points:
            if drawing.take((x - half, y - 7, x + half, y + 7)):
                drawing.add("text", halo, words, x=x, y=y + WORD_SIZE * 0.35)
                break


def _bent(edges: list[ViewEdge]) -> list[tuple[ViewEdge, float]]:
    """Each edge with how far it is bent, so that those between the same two nodes part."""
    groups: dict[tuple[str, str], list[ViewEdge]] = {}
    for edge in edges:
        groups.setdefault((min(edge.subject, edge.object), max(edge.subject, edge.object)), []).append(edge)
    bends = {
        edge.key: (at - (len(group) - 1) / 2) * BEND * (1 if edge.subject <= edge.object else -1)
        for group in groups.values()
        for at, edge in enumerate(group)
    }
    return [(edge, bends[edge.key]) for edge in edges]


def _line(
    drawing: _Drawing, group: etree._Element, edge: ViewEdge, bend: float, nodes: dict[str, ViewNode]
) -> list[Point]:
    """Draws a line from rim to rim; the places where its word may stand."""
    (ax, ay), (bx, by) = drawing.at[edge.subject], drawing.at[edge.object]
    if edge.subject == edge.object:
        r = radius(nodes[edge.subject])
        d = f"M{ax + r * 0.5:.1f} {ay - r:.1f}c{r * 2:.1f} {-r * 2:.1f} {r * 3:.1f} {r:.1f} {r * 0.7:.1f} {r:.1f}"
        drawing.add("path", group, d=d, marker_end="url(#tip)")
        return [(ax + r * 2, ay - r)]
    dx, dy = bx - ax, by - ay
    cx, cy = (ax + bx) / 2 - dy * bend, (ay + by) / 2 + dx * bend
    sx, sy = _rim((ax, ay), (cx, cy), radius(nodes[edge.subject]) + 2)
    ex, ey = _rim((bx, by), (cx, cy), radius(nodes[edge.object]) + 3)
    drawing.add("path", group, d=f"M{sx:.1f} {sy:.1f}Q{cx:.1f} {cy:.1f} {ex:.1f} {ey:.1f}", marker_end="url(#tip)")
    return [
        ((1 - t) ** 2 * ax + 2 * t * (1 - t) * cx + t * t * bx, (1 - t) ** 2 * ay + 2 * t * (1 - t) * cy + t * t * by)
        for t in SPOTS
    ]


def _rim(middle: Point, towards: Point, away: float) -> Point:
    length = hypot(towards[0] - middle[0], towards[1] - middle[1]) or 1.0
    share = min(away / length, 0.5)
    return middle[0] + (towards[0] - middle[0]) * share, middle[1] + (towards[1] - middle[1]) * share


def _dots(drawing: _Drawing, nodes: list[ViewNode]) -> None:
    ground = BACKGROUND[drawing.theme]
    for node in nodes:
        (x, y), r = drawing.at[node.id], radius(node)
        dot = drawing.add(
            "path", d=style_of(node.type).path, transform=f"translate({x:.1f} {y:.1f}) scale({r:.1f})",
            fill=getattr(style_of(node.type), drawing.theme), fill_rule="evenodd", stroke=ground, stroke_width=1.5 / r,
        )  # fmt: skip
        drawing.add("title", dot, node.name)
    names = drawing.add("g", font_size=NAME_SIZE, text_anchor="middle", fill=drawing.colours["ink"], stroke=ground)
    names.set("paint-order", "stroke")
    names.set("stroke-width", "3.5")
    names.set("stroke-linejoin", "round")
    crowded = len(nodes) > LABELLED
    drawing.taken = [] if crowded else drawing.taken
    for node in sorted(nodes, key=lambda node: (-telling(node), node.id)):
        x, y = drawing.at[node.id]
        lines, top = node.short.split("\n"), y + radius(node) + 3
        half = _width(node) / 2
        if crowded and not drawing.take((x - half, top, x + half, top + NAME_LINE * len(lines))):
            continue
        for row, line in enumerate(lines):
            drawing.add("text", names, line, x=x, y=top + NAME_LINE * (row + 0.78))


def _legend(
    drawing: _Drawing,
    box: tuple[float, float, float, float],
    types: list[str],
    plurals: dict[str, str],
    left_out: str,
) -> None:
    left, _, right, bottom = box
    x, y = left, bottom + MARGIN
    for name in sorted(set(types), key=lambda name: (-style_of(name).weight, name)):
        words = f"{plurals[name]} {types.count(name)}"
        width = 30 + len(words) * 12 * CHARACTER
        if x + width > right and x > left:
            x, y = left, y + 22
        style = style_of(name)
        drawing.add(
            "path", d=style.path, transform=f"translate({x + 7:.1f} {y:.1f}) scale(6)",
            fill=getattr(style, drawing.theme), fill_rule="evenodd",
        )  # fmt: skip
        drawing.add("text", text=words, x=x + 19, y=y + 4, font_size=12, fill=drawing.colours["ink"])
        x += width
    if left_out:
        words = f"Not drawn, as it is not established: {left_out}."
        drawing.add("text", text=words, x=left, y=y + 24, font_size=11, fill=drawing.colours["soft"])


def _number(value: object) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _to_png(svg: bytes) -> bytes:
    try:
        import resvg_py
    except ImportError as error:
        raise MissingExtra(
            "a PNG needs resvg-py, which is not installed",
            hint="pip install 'statute-kg[png]', or write an .svg",
        ) from error
    probe = f'<svg xmlns="{SPACE}" width="9" height="9"><text y="8" font-family="{FACE}">{{}}</text></svg>'
    if resvg_py.svg_to_bytes(svg_string=probe.format("M")) == resvg_py.svg_to_bytes(svg_string=probe.format("")):
        raise KgError("this machine has no font, so a PNG would have no words", hint="install one, or write an .svg")
    return bytes(resvg_py.svg_to_bytes(svg_string=svg.decode("utf-8"), zoom=ZOOM))

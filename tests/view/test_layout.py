"""Positions: deterministic, apart, in their frame."""

import random

import pytest

from kg.graph import Graph
from kg.view.frame import FRAMES, place, radius
from kg.view.layout import Box, Link, Point, lay_out
from kg.view.model import build_view
from kg.view.selection import select

FRAME = Box(width=1000, height=700)


def random_links(count: int, links: int, seed: int = 1) -> list[Link]:
    chance = random.Random(seed)  # noqa: S311  (test data)
    pairs = {tuple(sorted(chance.sample(range(count), 2))) for _ in range(links)}
    return [(a, b, 1.0) for a, b in sorted(pairs)]


def overlaps(points: list[Point], boxes: list[Box]) -> list[tuple[int, int]]:
    return [
        (i, j)
        for i in range(len(points))
        for j in range(i)
        if abs(points[i][0] - points[j][0]) < (boxes[i].width + boxes[j].width) / 2 - 0.5
        and abs(points[i][1] - points[j][1]) < (boxes[i].height + boxes[j].height) / 2 - 0.5
    ]


@pytest.mark.parametrize(
    ("count", "links"),
    [
        (1, []),
        (2, [(0, 1, 1.0)]),
        (3, []),
        (12, random_links(12, 14)),
        (43, random_links(43, 55)),
        (200, random_links(200, 260)),
    ],
)
def test_no_two_labels_overlap(count: int, links: list[Link]) -> None:
    boxes = [Box(width=60 + 13 * (i % 7), height=40 + 10 * (i % 3)) for i in range(count)]
    for points in lay_out(boxes, links, frames=[FRAME, Box(width=390, height=600)]):
        assert len(points) == count
        assert overlaps(points, boxes) == []


def test_the_same_graph_gives_the_same_positions() -> None:
    boxes = [Box(width=90, height=50)] * 60
    links = random_links(60, 80)
    assert lay_out(boxes, links, frames=[FRAME]) == lay_out(boxes, links, frames=[FRAME])


def test_two_components_do_not_mix() -> None:
    boxes = [Box(width=80, height=40)] * 20
    links = [(0, i, 1.0) for i in range(1, 10)] + [(10, i, 1.0) for i in range(11, 20)]
    [points] = lay_out(boxes, links, frames=[FRAME])
    first, second = points[:10], points[10:]
    apart_x = max(x for x, _ in first) < min(x for x, _ in second) or max(x for x, _ in second) < min(
        x for x, _ in first
    )
    apart_y = max(y for _, y in first) < min(y for _, y in second) or max(y for _, y in second) < min(
        y for _, y in first
    )
    assert apart_x or apart_y


def test_nodes_without_an_edge_stand_in_rows_below() -> None:
    boxes = [Box(width=80, height=40)] * 9
    [points] = lay_out(boxes, [(0, 1, 1.0), (1, 2, 1.0)], frames=[FRAME])
    below = {round(y, 3) for _, y in points[3:]}
    assert min(below) > max(y for _, y in points[:3])
    assert len(below) <= 3


def test_nothing_gives_nothing() -> None:
    assert lay_out([], [], frames=[FRAME, FRAME]) == [[], []]


def test_the_sample_fills_both_frames_without_overlap(graph: Graph) -> None:
    selection = select(build_view(graph))
    shown = [n for n in selection.nodes if n.id not in selection.citing_nodes]
    for picture, frame in zip(place(selection), FRAMES, strict=True):
        at = dict(zip((n.id for n in selection.nodes), picture, strict=True))
        xs, ys = [at[n.id][0] for n in shown], [at[n.id][1] for n in shown]
        ratio = (max(xs) - min(xs)) / (max(ys) - min(ys)) / (frame.width / frame.height)
        assert 0.6 < ratio < 1.6
        dots = [Box(width=2 * radius(n), height=2 * radius(n)) for n in selection.nodes]
        assert overlaps(picture, dots) == []


def test_documents_that_only_cite_stand_above(graph: Graph) -> None:
    selection = select(build_view(graph))
    assert selection.citing_nodes
    for picture in place(selection):
        at = dict(zip((n.id for n in selection.nodes), picture, strict=True))
        highest = min(y for id, (_, y) in at.items() if id not in selection.citing_nodes)
        assert all(at[id][1] < highest for id in selection.citing_nodes)

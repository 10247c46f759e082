"""Positions: deterministic, apart, in their frame."""

import random

import pytest

from kg.graph import Graph
from kg.view.bands import lay_bands, lay_time
from kg.view.frame import FRAMES, LAYOUTS, Layout, Places, day_of, place, radius
from kg.view.layout import Box, Link, Point, lay_out
from kg.view.model import build_view
from kg.view.selection import Selection, select

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


def shown_points(selection: Selection, places: Places) -> dict[str, Point]:
    pairs = zip((n.id for n in selection.nodes), places.points, strict=True)
    return {id: point for id, point in pairs if point is not None}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_sample_fills_both_frames_without_overlap(graph: Graph, layout: Layout) -> None:
    selection = select(build_view(graph))
    placed = place(selection)[layout]
    for places, frame, waiting in zip(placed.first, FRAMES, (frozenset[str](), selection.rest), strict=True):
        at = shown_points(selection, places)
        assert at.keys() == {n.id for n in selection.nodes} - selection.hidden() - waiting
        xs, ys = [x for x, _ in at.values()], [y for _, y in at.values()]
        ratio = (max(xs) - min(xs)) / (max(ys) - min(ys)) / (frame.width / frame.height)
        assert 0.5 < ratio < 2
    for places in filter(None, (*placed.first, *placed.full)):
        at = shown_points(selection, places)
        dots = [Box(width=2 * radius(n), height=2 * radius(n)) for n in selection.nodes if n.id in at]
        assert overlaps(list(at.values()), dots) == []


def test_everything_has_a_place_once_it_is_asked_for(graph: Graph) -> None:
    selection = select(build_view(graph))
    assert selection.hidden()
    for placed in place(selection).values():
        assert all(places and all(places.points) for places in placed.full)


BOXES = [Box(width=90, height=50)] * 24
BANDS = [i % 4 for i in range(24)]
NAMES = ["Law", "Agreements", "Actors", "Litigation"]


def test_each_kind_has_its_band() -> None:
    picture = lay_bands(BOXES, random_links(24, 30), BANDS, NAMES, FRAME)
    assert [lane.label for lane in picture.lanes] == NAMES
    for (_, y), band in zip(picture.points, BANDS, strict=True):
        assert picture.lanes[band].top < y < picture.lanes[band].bottom
    assert overlaps(picture.points, BOXES) == []


def test_time_runs_to_the_right_and_the_undated_stand_below() -> None:
    days = [None if i % 3 == 0 else 730_000 + 40 * i for i in range(24)]
    picture = lay_time(BOXES, random_links(24, 30), BANDS, NAMES, days, FRAME)
    assert picture.lanes[-1].label == "Undated"
    dated = sorted((day, x) for day, (x, _) in zip(days, picture.points, strict=True) if day is not None)
    assert [x for _, x in dated] == sorted(x for _, x in dated)
    for day, (_, y) in zip(days, picture.points, strict=True):
        assert (y > picture.lanes[-1].top) == (day is None)
    places, words = zip(*picture.ticks, strict=True)
    assert list(places) == sorted(places) and len(set(words)) == len(words)
    assert overlaps(picture.points, BOXES) == []


@pytest.mark.parametrize(
    ("days", "first"),
    [
        (["1935-08-14", "2025-05-12"], "1936"),
        (["2025-01-20", "2025-05-12"], "Feb 2025"),
        (["2025-05-11", "2025-05-12"], "May 11, 2025"),
        (["2025-05-12"], "May 12, 2025"),
    ],
)
def test_ticks_are_years_months_or_days(days: list[str], first: str) -> None:
    boxes = [Box(width=80, height=40)] * len(days)
    picture = lay_time(boxes, [], [0] * len(days), ["Law"], [day_of(day) for day in days], FRAME)
    assert picture.ticks[0][1] == first


@pytest.mark.parametrize(("text", "day"), [("2025", 739252), ("2025-02", 739283), ("2025-13", None), ("soon", None)])
def test_dates_may_be_less_than_a_day_precise(text: str, day: int | None) -> None:
    assert day_of(text) == day

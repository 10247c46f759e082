"""Layouts in bands: one of kinds under one another, and one along the axis of time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil
from typing import Final

from kg.view.layout import GAP, Box, Link, Point

SWEEPS: Final = 6
"""How often the order within the bands is brought closer to that of what they are joined with."""
WIDER: Final = (1.0, 1.25, 1.6, 2.0, 2.6, 3.4, 4.5, 6.0, 8.0, 11.0, 15.0, 20.0)
"""By how much a picture is wider than its frame, until it has the frame's shape."""
DRAWN_OUT: Final = 1.5
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
LANE_GAP: Final = 26.0
TICK_ROOM: Final = 74.0
TRUE_TIME: Final = 0.35
"""Which part of the axis is time itself; the rest gives each date the same room, or a century leaves a day none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A band of the picture, from top to bottom."""

    top: float
    bottom: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Where everything stands, around 0,0.

    Attributes:
        points: Middles of the boxes.
        lanes: Bands, from the top.
        ticks: Places on the axis of time, with their words.
    """

    points: list[Point]
    lanes: tuple[Lane, ...] = ()
    ticks: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Axis:
    days: list[int]
    width: float

    def at(self, day: int) -> float:
        """The place of a day, at most half the width from the middle."""
        first, last = self.days[0], self.days[-1]
        if first == last:
            return 0.0
        rank = float(len(self.days) - 1)
        for at, (a, b) in enumerate(pairwise(self.days)):
            if day <= b:
                rank = at + (day - a) / (b - a)
                break
        part = TRUE_TIME * (day - first) / (last - first) + (1 - TRUE_TIME) * rank / (len(self.days) - 1)
        return (part - 0.5) * self.width


def lay_bands(
    boxes: Sequence[Box], links: Sequence[Link], bands: Sequence[int], names: Sequence[str], frame: Box
) -> Picture:
    """Each kind in a band of its own, ordered so that what is joined stands near; a pure function.

    Args:
        boxes: The room that each node takes.
        links: What joins them.
        bands: Which band each node is in, a position in `names`.
        names: What the bands are called, from the top.
        frame: The shape of the screen.
    """
    near = _neighbours(len(boxes), links)
    groups = [[i for i in range(len(boxes)) if bands[i] == band] for band in range(len(names))]

    def picture(width: float) -> Picture:
        xs = [float(i) for i in range(len(boxes))]
        rows: list[list[list[int]]] = []
        for _ in range(SWEEPS):
            rows = [_rows(_by_neighbours(group, near, xs), boxes, width) for group in groups]
            for row in (row for band in rows for row in band):
                _spread(row, boxes, width, xs)
        return _stacked(rows, boxes, xs, names)

    return _shaped(picture, boxes, frame)


def lay_time(
    boxes: Sequence[Box],
    links: Sequence[Link],
    bands: Sequence[int],
    names: Sequence[str],
    days: Sequence[int | None],
    frame: Box,
) -> Picture:
    """Dated nodes along an axis of time, in a lane for each kind; the others in a lane below, near what they touch.

    `days` are ordinals of the proleptic Gregorian calendar; other arguments are those of `lay_bands`.
    """
    near = _neighbours(len(boxes), links)
    dated = sorted({day for day in days if day is not None})
    undated = [i for i, day in enumerate(days) if day is None]

    def picture(width: float) -> Picture:
        axis = _Axis(days=dated, width=width - max((box.width for box in boxes), default=0.0))
        xs = [0.0 if day is None else axis.at(day) for day in days]
        rows = [
            _free_rows([i for i in range(len(boxes)) if bands[i] == band and days[i] is not None], boxes, xs)
            for band in range(len(names))
        ]
        last = _rows(_by_neighbours(undated, near, xs), boxes, width)
        for row in last:
            _spread(row, boxes, width, xs)
        stacked = _stacked([*rows, last], boxes, xs, [*names, "Undated"])
        return Picture(points=stacked.points, lanes=stacked.lanes, ticks=_ticks(axis) if dated else ())

    return _shaped(picture, boxes, frame)


def _shaped(picture: Callable[[float], Picture], boxes: Sequence[Box], frame: Box) -> Picture:
    """The narrowest picture that is no higher than the frame allows for its width."""
    made, width = Picture(points=[]), frame.width
    room = sum((box.width + GAP) * (box.height + GAP) for box in boxes)
    for factor in WIDER:
        width = frame.width * factor
        if room > width * width * frame.height / frame.width and factor < WIDER[-1]:
            continue
        made = picture(width)
        if not made.lanes or _height(made) <= width * frame.height / frame.width:
            break
    return _drawn_out(made, width * frame.height / frame.width)


def _height(picture: Picture) -> float:
    return picture.lanes[-1].bottom - picture.lanes[0].top


def _drawn_out(picture: Picture, height: float) -> Picture:
    """The rows further apart where the frame has room left."""
    if not picture.lanes:
        return picture
    factor = min(max(height / _height(picture), 1.0), DRAWN_OUT)
    return Picture(
        points=[(x, y * factor) for x, y in picture.points],
        lanes=tuple(Lane(top=one.top * factor, bottom=one.bottom * factor, label=one.label) for one in picture.lanes),
        ticks=picture.ticks,
    )


def _neighbours(count: int, links: Sequence[Link]) -> list[list[int]]:
    near: list[list[int]] = [[] for _ in range(count)]
    for a, b, _ in links:
        near[a].append(b)
        near[b].append(a)
    return near


def _by_neighbours(group: list[int], near: list[list[int]], xs: list[float]) -> list[int]:
    def key(i: int) -> tuple[float, int]:
        others = near[i]
        return (sum(xs[j] for j in others) / len(others) if others else xs[i]), i

    return sorted(group, key=key)


def _rows(order: list[int], boxes: Sequence[Box], width: float) -> list[list[int]]:
    """As many rows as are needed, filled in turn, so that each keeps the order from left to right."""
    if not order:
        return []
    widths = [boxes[i].width + GAP for i in order]
    count = ceil(sum(widths) / (width * 0.96))
    while count < len(order):
        widest = max(sum(widths[at::count]) for at in range(count))
        if widest <= width + GAP:
            break
        count = max(count + 1, int(count * widest / (width + GAP)))
    return [order[at::count] for at in range(count)]


def _spread(row: list[int], boxes: Sequence[Box], width: float, xs: list[float]) -> None:
    """The row from side to side with equal gaps; a single node keeps to what it touches, or stands in the middle."""
    gap = (width - sum(boxes[i].width for i in row)) / (len(row) + 1)
    x = -width / 2 + gap
    for i in row:
        xs[i] = x + boxes[i].width / 2
        x += boxes[i].width + gap


def _free_rows(group: list[int], boxes: Sequence[Box], xs: list[float]) -> list[list[int]]:
    """Rows in which no two boxes overlap though each keeps its x."""
    rows: list[list[int]] = []
    ends: list[float] = []
    for i in sorted(group, key=lambda i: (xs[i] - boxes[i].width / 2, i)):
        left, right = xs[i] - boxes[i].width / 2, xs[i] + boxes[i].width / 2
        at = next((at for at, end in enumerate(ends) if end + GAP <= left), len(rows))
        if at == len(rows):
            rows.append([])
            ends.append(right)
        rows[at].append(i)
        ends[at] = right
    return rows


def _stacked(rows: list[list[list[int]]], boxes: Sequence[Box], xs: list[float], names: Sequence[str]) -> Picture:
    """Rows under one another; an empty band is left out."""
    ys = [0.0] * len(boxes)
    lanes: list[Lane] = []
    y = 0.0
    for band, name in zip(rows, names, strict=True):
        if not any(band):
            continue
        top = y
        y += LANE_GAP
        for row in band:
            high = max(boxes[i].height for i in row)
            for i in row:
                ys[i] = y + boxes[i].height / 2
            y += high + GAP
        lanes.append(Lane(top=top, bottom=y, label=name))
    middle = y / 2
    return Picture(
        points=[(x, at - middle) for x, at in zip(xs, ys, strict=True)],
        lanes=tuple(Lane(top=lane.top - middle, bottom=lane.bottom - middle, label=lane.label) for lane in lanes),
    )


def _ticks(axis: _Axis) -> tuple[tuple[float, str], ...]:
    """Years where they have room, or else months, or else the days themselves."""
    first, last = date.fromordinal(axis.days[0]), date.fromordinal(axis.days[-1])
    years = [(date(year, 1, 1), str(year)) for year in range(first.year, last.year + 1)]
    months = [
        (date(at // 12, at % 12 + 1, 1), f"{MONTHS[at % 12]} {at // 12}")
        for at in range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    ]
    days = [(day, f"{MONTHS[day.month - 1]} {day.day}, {day.year}") for day in map(date.fromordinal, axis.days)]
    choice = years if last.year - first.year >= 2 else months if (last - first).days > 45 else days
    marks = [(axis.at(at.toordinal()), words) for at, words in choice if first <= at <= last]
    marks = marks if len(marks) > 1 else [(axis.at(at.toordinal()), words) for at, words in days]
    kept: list[tuple[float, str]] = []
    for x, words in marks:
        if not kept or x - kept[-1][0] >= TICK_ROOM:
            kept.append((x, words))
    return tuple(kept)

"""A text cut where references begin and end, so that those inside others can be marked without nesting."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.references import Reference


def segments_of(length: int, references: Sequence[Reference]) -> Iterator[tuple[int, int, tuple[Reference, ...]]]:
    """Stretches of a text of that length in order, none empty, with the references of the narrowest span over each."""
    spans: dict[tuple[int, int], list[Reference]] = {}
    for reference in references:
        spans.setdefault((reference.start, reference.end), []).append(reference)
    waiting = sorted((span for span in spans if span[0] < span[1]), reverse=True)
    cuts = sorted({0, length, *(edge for span in waiting for edge in span)})
    active: list[tuple[int, int]] = []
    for start, end in pairwise(cuts):
        active = [span for span in active if span[1] > start]
        while waiting and waiting[-1][0] <= start:
            active.append(waiting.pop())
        narrowest = min(active, key=lambda span: (span[1] - span[0], span), default=None)
        yield start, end, tuple(spans[narrowest]) if narrowest else ()

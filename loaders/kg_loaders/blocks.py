"""Paragraphs of any format, and how they become the text of a document."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.document import Place, Region, RegionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, heading, list item or table row.

    Attributes:
        text: Its words, not empty.
        place: Where it stands in the source.
        kind: Its role, where it has one of its own.
    """

    text: str
    place: str
    kind: RegionKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The text of blocks, one below the other, with their regions and places."""

    text: str
    regions: tuple[Region, ...]
    places: tuple[Place, ...]


def lay_out(blocks: Iterable[Block]) -> Layout:
    """The text of the blocks, each on a line of its own; neighbours with one role make one region, headings do not."""
    chunks: list[str] = []
    regions: list[Region] = []
    places: list[Place] = []
    offset = 0
    for block in blocks:
        end = offset + len(block.text)
        if block.kind is not None:
            last = regions[-1] if regions else None
            if last and last.kind == block.kind != "heading" and last.end == offset - 1:
                regions[-1] = Region(start=last.start, end=end, kind=block.kind)
            else:
                regions.append(Region(start=offset, end=end, kind=block.kind))
        if not places or places[-1].label != block.place:
            places.append(Place(start=offset, label=block.place))
        chunks.append(block.text)
        offset = end + 1
    text = "\n".join(chunks) + "\n" if chunks else ""
    return Layout(text=text, regions=tuple(regions), places=tuple(places))

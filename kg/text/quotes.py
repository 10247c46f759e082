"""Direct quotations: where they stand, so that what is said in them is not taken for the document's own voice."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_OPEN: Final = "“"
_CLOSE: Final = "”"
_STRAIGHT: Final = '"'
_MARK: Final = re.compile('[“”"]')
_SHORTEST: Final = 25
"""A shorter quotation is a term or a scare quote: `(hereinafter "Agreement")`."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Quotation:
    """A quotation, marks included; `block` is the number of its paragraph."""

    start: int
    end: int
    block: int


def find_quotations(text: str, stretches: Sequence[tuple[int, int, int]]) -> Iterator[Quotation]:
    """Quotations of at least a clause; one that is left open ends with its paragraph.

    Args:
        text: The document's text, unfolded: its quotes tell opening from closing.
        stretches: Start, end and paragraph number of each sentence.
    """
    blocks: dict[int, tuple[int, int]] = {}
    for begin, finish, block in stretches:
        blocks[block] = (blocks.get(block, (begin, 0))[0], finish)
    for block, (start, end) in blocks.items():
        opened: int | None = None
        for match in _MARK.finditer(text, start, end):
            offset, char = match.start(), match.group()
            if opened is None and char in (_OPEN, _STRAIGHT):
                opened = offset
            elif opened is not None and char in (_CLOSE, _STRAIGHT):
                if offset - opened >= _SHORTEST:
                    yield Quotation(start=opened, end=offset + 1, block=block)
                opened = None
        if opened is not None and end - opened >= _SHORTEST:
            yield Quotation(start=opened, end=end, block=block)

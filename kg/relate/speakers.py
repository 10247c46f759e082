"""Who says what stands in quotation marks."""

import re
from bisect import bisect_left
from typing import Final

from kg.resolve import Resolution, Resolved
from kg.text import Quotation

_SPEECH: Final = re.compile(
    r"\b(?:said|says|wrote|writes|argued|added|ruled|held|explained|stated|noted|concluded|told|declared|asked"
    r"|continued|according to)\b"
)
_REACH: Final = 130


def find_speakers(resolution: Resolution) -> dict[Quotation, str]:
    """The speaker of each quotation, where the words around it name one.

    A quotation that fills its paragraph and names nobody goes on with the speaker of the paragraph before.
    """
    speakers: dict[Quotation, str] = {}
    people = [
        r
        for r in resolution.mentions
        if r.mention.kind in ("Person", "Court", "Agency", "Organization") and len(r.ids) == 1
    ]
    starts = [r.mention.start for r in people]
    previous: Quotation | None = None
    for quotation in resolution.text.quotations:
        speaker = _beside(resolution, quotation, people, starts)
        same = previous is not None and quotation.block - previous.block <= 2
        if speaker is None and previous in speakers and same and _fills_paragraph(resolution, quotation):
            speaker = speakers[previous]
        if speaker is not None:
            speakers[quotation] = speaker
        previous = quotation
    return speakers


def _beside(resolution: Resolution, quotation: Quotation, people: list[Resolved], starts: list[int]) -> str | None:
    """Who is named right after the quotation, else right before it, with a verb of speech."""
    folded = resolution.text.folded
    for start, end in ((quotation.end, quotation.end + _REACH), (quotation.start - _REACH, quotation.start)):
        start = max(0, start)
        window = folded[start:end]
        cut = window.find("\n") if start >= quotation.end else window.rfind("\n") + 1
        low, high = (start, start + cut if cut >= 0 else end) if start >= quotation.end else (start + cut, end)
        near = people[bisect_left(starts, low) : bisect_left(starts, high)]
        if near and _SPEECH.search(folded, low, high):
            chosen = near[0] if start >= quotation.end else near[-1]
            return chosen.ids[0]
    return None


def _fills_paragraph(resolution: Resolution, quotation: Quotation) -> bool:
    """Whether it is all that its paragraph says; one that is left open goes on in the next paragraph."""
    text = resolution.text
    first, final = text.sentence_at(quotation.start), text.sentence_at(quotation.end - 1)
    opens = text.sentences[first].start == quotation.start
    opens = opens and (first == 0 or text.sentences[first - 1].block != quotation.block)
    follows = text.sentences[final + 1].block if final + 1 < len(text.sentences) else None
    return opens and text.sentences[final].end <= quotation.end + 1 and follows != quotation.block

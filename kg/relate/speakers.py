"""Who says what stands in quotation marks, and the short answers to direct questions."""

import re
from typing import Final

from kg.claim import Polarity
from kg.resolve import Resolution, Resolved
from kg.text import Quotation

_SPEECH: Final = re.compile(
    r"\b(?:said|says|wrote|writes|argued|added|ruled|held|explained|stated|noted|concluded|told|declared|asked|continued|according to)\b"
)
_REACH: Final = 130
_ANSWER: Final = re.compile(
    r"^\W*(?:(?P<no>No\b)|(?P<yes>Yes\b)|(?:It|They|He|She|This|That|The \w+)(?: \w+)? "
    r"(?:does|do|did|is|are|was|were|has|have|had|can|could|will|would|may|must|should)(?P<not>n't| not| never)?\b)[^<>]{0,12}"
)


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
    previous: Quotation | None = None
    for quotation in resolution.text.quotations:
        speaker = _beside(resolution, quotation, people)
        same = previous is not None and quotation.block - previous.block <= 2
        if speaker is None and previous in speakers and same and _fills_paragraph(resolution, quotation):
            speaker = speakers[previous]
        if speaker is not None:
            speakers[quotation] = speaker
        previous = quotation
    return speakers


def _beside(resolution: Resolution, quotation: Quotation, people: list[Resolved]) -> str | None:
    folded = resolution.text.folded
    for start, end in ((quotation.end, quotation.end + _REACH), (quotation.start - _REACH, quotation.start)):
        start = max(0, start)
        window = folded[start:end]
        cut = window.find("\n") if start >= quotation.end else window.rfind("\n") + 1
        low, high = (start, start + cut if cut >= 0 else end) if start >= quotation.end else (start + cut, end)
        near = [r for r in people if low <= r.mention.start < high]
        if near and _SPEECH.search(folded, low, high):
            chosen = near[0] if start >= quotation.end else near[-1]
            return chosen.ids[0]
    return None


def _fills_paragraph(resolution: Resolution, quotation: Quotation) -> bool:
    sentences = [s for s in resolution.text.sentences if s.block == quotation.block]
    return bool(sentences) and sentences[0].start == quotation.start and sentences[-1].end <= quotation.end + 1


def short_answer(sentence: str) -> Polarity | None:
    """The polarity of a short answer ("It does not.", "Yes."), or None where the sentence is no answer."""
    match = _ANSWER.match(sentence)
    if not match:
        return None
    rest = sentence[match.end("not") if match.group("not") else match.end() :]
    if not (match.group("no") or match.group("yes")) and not re.match(r"\W*(?:$|[,.\"'])", rest.strip() or "."):
        return None
    return "negated" if match.group("no") or match.group("not") else "affirmed"

"""Who wrote the opinion of the court where no words say so: the one Justice who is quoted as giving its reasons."""

import re
from collections.abc import Iterator
from typing import Final

from kg.claim import Claim, Step
from kg.relate.bench import sits_on_own_court
from kg.relate.candidates import End, build_claim
from kg.relate.structure import sentence_span
from kg.resolve import Resolution, Resolved

_REASONED: Final = (
    r"(?:argued|wrote|held|reasoned|noted|stated|concluded|explained|found|observed|emphasized|recognized|maintained"
    r"|asserted|admitted|ruled|declared|pointed|stressed|relied|rejected|acknowledged|indicated|upheld|conceded|said"
    r"|distinguished|determined|described|cited|applied|defended|reversed|affirmed|identified|established|spent)"
)
_AFTER: Final = re.compile(
    rf"(?:,[^,;.\n]{{1,80}},)?(?: (?:[a-z]+ly|also|then|further|thus|first|nevertheless|next|then))*,? {_REASONED}\b"
)
_BEFORE: Final = re.compile(rf"\b{_REASONED} (?:(?:Chief|Associate) )?(?:Justice )?$")
_APART: Final = re.compile(
    r"\b(?:dissent|concur|separate|disagree|joined by|would have|took no part|recus)", re.IGNORECASE
)
"""Words of an opinion that is not the court's."""


def inferred_authors(resolution: Resolution, claims: list[Claim]) -> Iterator[Claim]:
    """The Justice who alone gives the court's reasons, where nobody is said to have written them."""
    about = resolution.about
    if about.ruling is None or any(c.relation == "AUTHORED" and c.object == about.ruling for c in claims):
        return
    apart = {c.subject for c in claims if c.relation in ("DISSENTED_FROM", "CONCURRED_IN")} | resolution.dissenters
    speaking: dict[str, Resolved] = {}
    for member in resolution.mentions:
        if sits_on_own_court(resolution, member) and member.ids[0] not in apart and _reasons(resolution, member):
            speaking.setdefault(member.ids[0], member)
    if len(speaking) != 1:
        return
    (justice, member), *_ = speaking.items()
    mention = member.mention
    step = Step(start=mention.start, end=mention.end, entity=about.ruling, reason="the ruling of the document")
    yield build_claim(
        resolution, "AUTHORED", End(id=justice, span=(mention.start, mention.end), steps=member.steps),
        End(id=about.ruling, steps=(step,)), rule="authors.gives-the-reasons", basis="inferred",
        span=sentence_span(resolution, mention.start, mention.end),
    )  # fmt: skip


def _reasons(resolution: Resolution, member: Resolved) -> bool:
    """Whether a Justice is said to argue or hold, in a sentence that sets nobody apart."""
    text, mention = resolution.text, member.mention
    sentence = text.sentences[max(0, text.sentence_at(mention.start))]
    if _APART.search(text.folded, sentence.start, sentence.end):
        return False
    before = text.folded[max(sentence.start, mention.start - 60) : mention.start]
    return bool(_AFTER.match(text.folded, mention.end)) or bool(_BEFORE.search(before))

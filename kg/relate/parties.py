"""Parties that no words call so: those of whom the text tells, and about whom the question is put and the court decides."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from kg.claim import Claim, Step
from kg.relate.candidates import End, build_claim
from kg.resolve import Resolution, Resolved
from kg.text import Sentence

_HELD: Final = re.compile(
    r"\b[Cc]ourt(?: [a-z]+ly| also| then| therefore| further)* (?:held|ruled|found|concluded|determined|decided|agreed"
    r"|rejected|affirmed|reversed|vacated|upheld|granted|denied|reasoned|noted|explained)\b"
    r"|\bJustice [^.;]{3,60} (?:wrote|held|stated|concluded|reasoned|found|explained)\b"
)
_ASKED: Final = re.compile(
    r"^\W*(?:\d\W+)?(?:Did|Does|Do|Was|Were|Is|Are|Can|May|Has|Have|Could|Should|Must|Under|In|When)\b"
)
_OFTEN: Final = 3
_LONGEST: Final = 12_000
"""Characters of a text that tells of one case."""


def parties_decided_about(resolution: Resolution, claims: list[Claim]) -> Iterator[Claim]:
    """People and bodies that are spoken of several times, and stand in the question or in what the court held."""
    about, text = resolution.about, resolution.text
    if about.case is None or about.ruling is None or len(text.folded) > _LONGEST:
        return
    known = {c.subject for c in claims if c.relation == "PARTY_TO" and c.object == about.case}
    named = [r for r in resolution.mentions if _may_be_party(resolution, r) and r.ids[0] not in known]
    often = Counter(r.ids[0] for r in named)
    done: set[str] = set()
    for member in named:
        party = member.ids[0]
        sentence = text.sentences[max(0, text.sentence_at(member.mention.start))]
        if party in done or often[party] < _OFTEN or not _decides(resolution, sentence, member):
            continue
        done.add(party)
        step = Step(start=sentence.start, end=sentence.end, entity=about.case, reason="the case of the document")
        yield build_claim(
            resolution, "PARTY_TO", End(id=party, span=(member.mention.start, member.mention.end), steps=member.steps),
            End(id=about.case, steps=(step,)), rule="party.decided-about", basis="inferred",
            span=(sentence.start, sentence.end),
        )  # fmt: skip


def _may_be_party(resolution: Resolution, member: Resolved) -> bool:
    mention = member.mention
    if mention.kind not in ("Person", "Organization") or len(member.ids) != 1 or mention.form == "description":
        return False
    role = str(dict(resolution.entities[member.ids[0]].properties).get("role", ""))
    return not re.search(r"Judge|Justice|President", role)


def _decides(resolution: Resolution, sentence: Sentence, member: Resolved) -> bool:
    folded = resolution.text.folded
    if folded[sentence.end - 1] == "?":
        return bool(_ASKED.match(folded[sentence.start : sentence.start + 30]))
    held = _HELD.search(folded, sentence.start, sentence.end)
    return held is not None and held.end() < member.mention.start

"""Where a case came from: the court that ruled last before the one whose ruling the document reports."""

import re
from collections.abc import Iterator
from typing import Final

from kg.claim import Claim, Step
from kg.relate.candidates import End, build_claim
from kg.relate.structure import sentence_span
from kg.resolve import Resolution
from kg.resolve.tribunals import rank_of

_HABEAS: Final = re.compile(r"\bhabeas\b|\bAEDPA\b|§ ?2254")
"""Words of federal review after that of a state's courts: then a state's court is not the last below."""


def appeal_claims(resolution: Resolution) -> Iterator[Claim]:
    """The case is appealed from the last court that ruled below, where that court is named."""
    about = resolution.about
    if about.case is None or about.ruling is None:
        return
    last = resolution.tribunals.below(len(resolution.text.folded))
    if last is None or last.court is None or (not last.federal and _HABEAS.search(resolution.text.folded)):
        return
    if about.court is not None and rank_of(about.court) <= last.rank:
        return
    acts = {offset for offset, tribunal in resolution.tribunals.acts if tribunal == last}
    mentions = [m for m, t in resolution.tribunals.by_mention.items() if t == last]
    mention = max((m for m in mentions if not acts or m.start in acts), key=lambda m: m.start)
    case = Step(start=mention.start, end=mention.end, entity=about.case, reason="the case of the document")
    yield build_claim(
        resolution, "APPEALED_FROM", End(id=about.case, steps=(case,)),
        End(id=last.court, span=(mention.start, mention.end)), rule="appealed-from.last-ruling", basis="inferred",
        span=sentence_span(resolution, mention.start, mention.end),
    )  # fmt: skip


def issued_claims(resolution: Resolution, claims: list[Claim]) -> Iterator[Claim]:
    """A court issued the ruling that is named after it in other claims."""
    issuers = {t.ruling: t.court for t in resolution.tribunals.by_mention.values() if t.court}
    done: set[str] = set()
    for claim in claims:
        court = issuers.get(claim.subject)
        if court and claim.is_plain and claim.subject not in done:
            done.add(claim.subject)
            evidence = claim.evidence[0]
            yield build_claim(
                resolution, "ISSUED", End(id=court, span=evidence.subject),
                End(id=claim.subject, span=evidence.subject, steps=evidence.steps), rule="issued.court",
                basis="inferred", span=(evidence.start, evidence.end),
            )  # fmt: skip

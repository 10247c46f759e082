"""Who sues whom, from the sentences that say so as a fact."""

from collections.abc import Iterator

from kg.claim import Claim, Qualifier, Step
from kg.mentions import Mention
from kg.relate.candidates import End, build_claim
from kg.resolve import Resolution, Resolved


def suit_claims(resolution: Resolution) -> Iterator[Claim]:
    """Plaintiffs challenge defendants, and both are parties of the case."""
    resolved = {r.mention: r for r in resolution.mentions}
    for suit in resolution.suits:
        plaintiffs, defendants = _ends(resolved, suit.plaintiffs), _ends(resolved, suit.defendants)
        span = (suit.start, suit.end)
        for plaintiff in plaintiffs:
            for defendant in defendants:
                yield build_claim(resolution, "CHALLENGES", plaintiff, defendant, rule="suits.sues", span=span)
        for plaintiff in plaintiffs:
            for actor in _ends(resolved, suit.blamed):
                yield build_claim(resolution, "CHALLENGES", plaintiff, actor, rule="suits.over", span=span)
        case = resolution.about.case
        if not plaintiffs and case:  # somebody without a name sues
            own = End(
                id=case, steps=(Step(start=suit.start, end=suit.end, entity=case, reason="the case of the document"),)
            )
            for actor in _ends(resolved, suit.blamed):
                yield build_claim(resolution, "CHALLENGES", own, actor, rule="suits.case", span=span)
        for side, role in ((plaintiffs, "plaintiff"), (defendants, "defendant")):
            for party in side if case else ():
                step = Step(start=suit.start, end=suit.end, entity=case or "", reason="the case of the document")
                yield build_claim(
                    resolution, "PARTY_TO", party, End(id=case or "", steps=(step,)), rule="suits.party", span=span,
                    qualifiers=[Qualifier(kind="role", text=role)],
                )  # fmt: skip


def _ends(resolved: dict[Mention, Resolved], mentions: tuple[Mention, ...]) -> list[End]:
    return [
        End(id=entity, span=(mention.start, mention.end), steps=resolved[mention].steps)
        for mention in mentions if mention in resolved
        for entity in resolved[mention].ids
    ]  # fmt: skip

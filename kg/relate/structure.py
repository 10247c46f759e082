"""Claims that rest on what things are, not on a sentence's verb: parts, parties, courts, signatures, citations."""

import re
from collections.abc import Iterator
from typing import Final

from kg.claim import Claim, Qualifier
from kg.identifiers import enclosing_law
from kg.mentions.gazetteer import agencies
from kg.relate.candidates import End, build_claim
from kg.resolve import Resolution, Resolved

_UNMADE: Final = re.compile(
    r"(?:\b(?:[Nn]o|draft|proposed|possible|potential|future|tentative|planned) (?:[\w-]+ ){0,2}"
    r"|(?:\b(?:not|never|fail\w*|refus\w*|declin\w*|plan\w*|seek\w*|sought|hop\w*|want\w*|may|might|could|would"
    r"|will)|n't)"
    r" (?:\w+ ){0,3}?(?:reach\w*|sign\w*|enter\w* into|mak\w+|made|strik\w+|struck|conclud\w*|negotiat\w*)"
    r" (?:an? |the |its |any )?(?:[\w-]+ ){0,2}"
    r"|\b(?:reject\w*|weigh\w*|consider\w*|propos\w*|draft\w*|negotiat\w*|discuss\w*|sought|seek\w*|want\w*"
    r"|[Tt]alks? (?:on|over|about|toward)) (?:an? |any )?(?:[\w-]+ ){0,2})$"
)
_LONGEST_QUOTE: Final = 2_000
"""Characters of the longest sentence that is quoted whole: what runs on for longer is a table or a list."""
_AROUND: Final = 300
_LAW: Final = ("Statute", "Regulation", "Constitution", "ExecutiveOrder", "Bill")


def structural_claims(resolution: Resolution) -> Iterator[Claim]:
    """Every claim of structure in the document."""
    first = _first_mentions(resolution)
    yield from _parts(resolution, first)
    yield from _agency_parents(resolution, first)
    yield from _parties(resolution)
    yield from _signatures(resolution)
    yield from _captioned(resolution, first)
    yield from _court(resolution, first)
    yield from _citations(resolution)


def sentence_span(resolution: Resolution, start: int, end: int) -> tuple[int, int]:
    """The sentences that hold a span, as one stretch; of a table without full stops the lines or words around it."""
    text = resolution.text
    first = text.sentence_at(start)
    last = text.sentence_at(max(start, end - 1))
    if first < 0:
        return start, end
    low, high = min(start, text.sentences[first].start), max(end, text.sentences[last].end)
    return (low, high) if high - low <= _LONGEST_QUOTE else _around(text.folded, low, start, end, high)


def _around(folded: str, low: int, start: int, end: int, high: int) -> tuple[int, int]:
    """The whole lines around a span, or where a line is long the whole words."""
    before, after = low, high
    if start - low > _AROUND:
        first = start - _AROUND
        gap = folded.find("\n", first, start)
        gap = gap if gap >= 0 else folded.find(" ", first, start)
        before = gap + 1 if gap >= 0 else first
    if high - end > _AROUND:
        last = end + _AROUND
        gap = folded.rfind("\n", end, last)
        gap = gap if gap >= 0 else folded.rfind(" ", end, last)
        after = gap if gap >= 0 else last
    return before, after


def _first_mentions(resolution: Resolution) -> dict[str, Resolved]:
    first: dict[str, Resolved] = {}
    for resolved in resolution.mentions:
        for entity in resolved.ids:
            first.setdefault(entity, resolved)
    return first


def _end(entity: str, resolved: Resolved) -> End:
    item = next((i for i in resolved.mention.items if i.target == entity), None) if resolved.mention.items else None
    span = (item.start, item.end) if item else (resolved.mention.start, resolved.mention.end)
    return End(id=entity, span=span, steps=resolved.steps)


def _parts(resolution: Resolution, first: dict[str, Resolved]) -> Iterator[Claim]:
    """A subsection is part of its section: the id says so."""
    for entity, resolved in first.items():
        child, parent = entity, enclosing_law(entity) if entity.startswith(("/us/", "/doc/")) else None
        while parent is not None:
            subject = _end(entity, resolved) if child == entity else End(id=child)
            span = sentence_span(resolution, resolved.mention.start, resolved.mention.end)
            yield build_claim(
                resolution, "PART_OF", subject, End(id=parent), rule="part-of.identifier", span=span, basis="registry"
            )
            child, parent = parent, enclosing_law(parent)


def _agency_parents(resolution: Resolution, first: dict[str, Resolved]) -> Iterator[Claim]:
    """A bureau is part of its department, where the document names both."""
    for entity, resolved in first.items():
        known = agencies().get(entity.removeprefix("/us/agency/"))
        parent = f"/us/agency/{known.parent}" if known and known.parent else None
        if parent and parent in first:
            span = sentence_span(resolution, resolved.mention.start, resolved.mention.end)
            yield build_claim(
                resolution, "PART_OF", _end(entity, resolved), End(id=parent), rule="part-of.agency", span=span,
                basis="registry",
            )  # fmt: skip


def _parties(resolution: Resolution) -> Iterator[Claim]:
    """Who an agreement is "between", and who announced one "with" another."""
    agreements = [r for r in resolution.mentions if r.mention.parties and r.mention.kind == "Agreement" and r.ids]
    by_span = {(r.mention.start, r.mention.end): r for r in resolution.mentions} if agreements else {}
    for resolved in agreements:
        if _not_made(resolution, resolved):
            continue
        for party in (by_span[s] for s in resolved.mention.parties if s in by_span):
            span = sentence_span(resolution, min(resolved.mention.start, party.mention.start), resolved.mention.end)
            for entity in party.ids:
                yield build_claim(
                    resolution, "PARTY_TO", _end(entity, party), _end(resolved.ids[0], resolved),
                    rule="party.between", span=span,
                )  # fmt: skip


def _not_made(resolution: Resolution, resolved: Resolved) -> bool:
    """Whether the words before an agreement say that there is none yet: "rejected a settlement", "talks on an ..."."""
    start = resolved.mention.start
    sentence = resolution.text.sentences[max(0, resolution.text.sentence_at(start))]
    return bool(_UNMADE.search(resolution.text.folded[max(sentence.start, start - 120) : start]))


def _signatures(resolution: Resolution) -> Iterator[Claim]:
    """Signature blocks under an agreement: "For the Department: Jane Roe, Secretary"."""
    instrument = resolution.about.instrument
    if instrument is None or not instrument.startswith("/us/agreement/"):
        return
    for resolved in resolution.mentions:
        if resolved.mention.kind == "Person" and resolved.mention.parties and resolved.ids:
            start = resolution.text.folded.rfind("\n", 0, resolved.mention.start) + 1
            end = resolution.text.folded.find("\n", resolved.mention.end)
            span = (start, end if end >= 0 else len(resolution.text.folded))
            qualifiers = [_role(resolved)] if resolved.mention.role else []
            yield build_claim(
                resolution, "SIGNED", _end(resolved.ids[0], resolved), End(id=instrument), rule="signed.block",
                span=span, qualifiers=qualifiers,
            )  # fmt: skip


def _role(resolved: Resolved) -> Qualifier:
    return Qualifier(kind="role", text=resolved.mention.role or "")


def _captioned(resolution: Resolution, first: dict[str, Resolved]) -> Iterator[Claim]:
    """The parties in the caption of a court paper."""
    case = resolution.about.case
    for entity, role in resolution.about.captioned:
        resolved = first.get(entity)
        if case and resolved:
            span = sentence_span(resolution, resolved.mention.start, resolved.mention.end)
            yield build_claim(
                resolution, "PARTY_TO", _end(entity, resolved), End(id=case), rule="party.caption", span=span,
                qualifiers=[Qualifier(kind="role", text=role)],
            )  # fmt: skip


def _court(resolution: Resolution, first: dict[str, Resolved]) -> Iterator[Claim]:
    """The judge's court, and so the court of the case; the court in the caption of a docketed case."""
    about = resolution.about
    if about.case and about.court and about.judge is None and about.case.startswith(f"/us/case/{about.court[10:]}/"):
        resolved = first.get(about.court)
        if resolved:
            span = sentence_span(resolution, resolved.mention.start, resolved.mention.end)
            ends = End(id=about.case), _end(about.court, resolved)
            yield build_claim(resolution, "HEARD_IN", *ends, rule="heard-in.caption", span=span)
    if about.judge and about.court:
        mention = next(r for r in resolution.mentions if about.judge in r.ids and r.mention.role)
        if "Judge" in (mention.mention.role or "") and "District" in (mention.mention.role or ""):
            span = sentence_span(resolution, mention.mention.start, mention.mention.end)
            subject = _end(about.judge, mention)
            yield build_claim(
                resolution, "JUDGE_OF", subject, End(id=about.court), rule="judge-of.seat", span=span, basis="inferred"
            )
            if about.case:
                yield build_claim(
                    resolution, "HEARD_IN", End(id=about.case), End(id=about.court), rule="heard-in.judge", span=span,
                    basis="inferred",
                )  # fmt: skip


def _citations(resolution: Resolution) -> Iterator[Claim]:
    """The text refers to a law or a case: as its own section, its agreement, or simply as a document."""
    for resolved in resolution.mentions:
        mention = resolved.mention
        if mention.kind not in (*_LAW, "Case") or mention.form == "description" or not mention.items:
            continue
        for item in mention.items:
            source = _citing(resolution, item.start)
            if source != item.target and not source.startswith(item.target + "/"):
                yield build_claim(
                    resolution, "CITES", End(id=source), End(id=item.target, span=(item.start, item.end)),
                    rule=f"cites.{mention.kind.lower()}", span=sentence_span(resolution, mention.start, mention.end),
                )  # fmt: skip
                yield from _own_section(resolution, source, mention.start)


def _own_section(resolution: Resolution, source: str, offset: int) -> Iterator[Claim]:
    """A subsection that cites is part of the text's section; where the publisher tagged the levels, the tags say so."""
    section = resolution.context.section
    if section is not None and source != section and not resolution.text.document.parts:
        span = sentence_span(resolution, offset, offset + 1)
        ends = End(id=source), End(id=section)
        yield build_claim(resolution, "PART_OF", *ends, rule="part-of.identifier", span=span, basis="registry")


def _citing(resolution: Resolution, offset: int) -> str:
    document = resolution.text.document
    about = resolution.about
    if about.ruling and about.captioned:  # the document is the court's own paper
        return about.ruling
    if resolution.context.section:
        return resolution.context.provision_at(offset) or resolution.context.section
    return resolution.about.instrument or document.base or document.id

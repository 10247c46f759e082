"""An explanation as lines: marked sentences, the rule, the cues, and who says otherwise."""

from collections.abc import Iterator, Mapping
from typing import Final

import click

from kg.claim import Claim, Step
from kg.cli.card import COLOURS, OTHER_COLOUR, claim_words
from kg.cli.terminal import visible_line
from kg.curation import decision_words
from kg.decision import CURATED
from kg.explain import Explanation, Part, Reason, Role
from kg.projection import Identity
from kg.view.words import mark_of, status_words

PART_COLOURS: Final[dict[Role, str]] = {
    "subject": "cyan", "object": "green", "speaker": "magenta", "qualifier": "blue", "cue": "yellow",
}  # fmt: skip
EXAMPLES: Final = 2


def force_words(claim: Claim, names: Mapping[str, str]) -> str:
    """How the claim is made: "held by Eleanor Whitcombe, negated"."""
    speaker = names.get(claim.attributed_to, claim.attributed_to) if claim.attributed_to else None
    by = f" by {speaker}" if speaker else " by the court" if claim.status == "held" else ""
    own = "a curator" if claim.rule == CURATED else "the document"
    said = f"stated by {own}" if claim.status == "asserted" and not by else f"{claim.status}{by}"
    return f"{said}, {claim.polarity}"


def explanation_lines(explanation: Explanation, *, coloured: bool) -> Iterator[str]:
    """The explanation for a terminal, or with brackets in place of colour for a pipe or a file."""
    claim, names = explanation.claim, explanation.names
    mark = mark_of(claim)
    flag = click.style(f"{mark.upper()}: ", fg=COLOURS.get(mark, OTHER_COLOUR), bold=True) if mark else ""
    speaker = names.get(claim.attributed_to, claim.attributed_to) if claim.attributed_to else None
    yield flag + click.style(visible_line(claim_words(claim, names)), bold=True)
    yield click.style(claim.id, dim=True)
    edge = "carries a plain edge" if claim.is_plain else "carries no plain edge"
    so = f" ({status_words(claim, speaker)})" if claim.polarity == "negated" else ""
    yield visible_line(f"{force_words(claim, names)}{so}; {edge}")
    if claim.date:
        yield f"date: {claim.date}{' (worked out)' if claim.date_inferred else ''}"
    for qualifier in claim.qualifiers:
        yield visible_line(f"{qualifier.kind}: {qualifier.text}")
    yield from ("", _heading("The words"))
    if coloured and any(reason.parts for reason in explanation.reasons):
        yield "  " + " ".join(click.style(role, fg=colour) for role, colour in PART_COLOURS.items())
    for reason in explanation.reasons:
        yield from _reason_lines(reason, explanation, coloured)
    yield from ("", _heading("The rule"), *_rule_lines(explanation))
    said = ("Supported by", explanation.supports), ("Disputed by", explanation.disputes)
    for heading, others in (*said, ("Left open by", explanation.leaves_open)):
        if others:
            yield from ("", _heading(heading))
            for other in others:
                yield from _other_lines(other, explanation)


def _heading(text: str) -> str:
    return click.style(text, bold=True)


def _reason_lines(reason: Reason, explanation: Explanation, coloured: bool) -> Iterator[str]:
    evidence = reason.evidence
    marked = _coloured(reason) if coloured else _bracketed(reason)
    yield f"  “{marked}”"
    document = explanation.documents.get(evidence.document)
    source = document.source if document else evidence.document
    dated = f", {document.date}" if document and document.date else ""
    place = f", {evidence.place}" if evidence.place else ""
    yield "    " + click.style(
        visible_line(f"{source}{dated}{place}, characters {evidence.start}-{evidence.end}"), dim=True
    )
    for step in evidence.steps:
        yield visible_line(f"    {_step_words(reason, step, explanation)}")
    if reason.reading is None and explanation.rule.file is None:
        return  # what names and marks say does not hang on words
    cues = [f"“{' '.join(reason.words(part).split())}” ({part.note})" for part in reason.parts if part.role == "cue"]
    yield visible_line(f"    cues, read again over the quote: {', '.join(cues) or 'none'}")
    if reason.reading is not None:
        found = reason.reading.objection or f"{reason.reading.status}, {reason.reading.polarity}"
        answered = f"; the short answer makes it {reason.answer}" if reason.answer else ""
        yield visible_line(f"    the words alone, without the rule, read as: {found}{answered}")


def _step_words(reason: Reason, step: Step, explanation: Explanation) -> str:
    words = " ".join(reason.words(step).split())
    name = explanation.names.get(step.entity, step.entity)
    return f"{f'“{words}”' if words else 'not named here'} -> {name}: {step.reason}"


def _rule_lines(explanation: Explanation) -> Iterator[str]:
    rule, relation = explanation.rule, explanation.relation
    where = f" in {rule.file}" if rule.file else ""
    yield visible_line(f"  {rule.id}: {rule.kind}{where}; basis: {explanation.claim.basis}")
    for pattern in rule.patterns:
        yield "    " + click.style(visible_line(pattern), dim=True)
    for example in rule.examples[:EXAMPLES]:
        yield visible_line(f"    such as “{example}”")
    for document in sorted({evidence.document for evidence in explanation.claim.evidence}):
        if (info := explanation.documents.get(document)) is not None and info.decision is not None:
            yield visible_line(f"  {decision_words(info)}")
    yield visible_line(f"  {relation.name}: {relation.definition}")
    for node in dict.fromkeys((explanation.claim.subject, explanation.claim.object)):
        for info in Identity(explanation.documents.values()).behind(node):
            yield visible_line(f"  {decision_words(info)}")


def _other_lines(claim: Claim, explanation: Explanation) -> Iterator[str]:
    yield visible_line(f"  {claim_words(claim, explanation.names)}")
    yield visible_line(f"    {force_words(claim, explanation.names)}  {claim.id}")
    for evidence in claim.evidence:
        document = explanation.documents.get(evidence.document)
        source = document.source if document else evidence.document
        quote = " ".join(evidence.quote.split())
        yield visible_line(f"    “{quote}”") + "  " + click.style(visible_line(source), dim=True)


def _coloured(reason: Reason) -> str:
    """The quote with the innermost part of each stretch in its colour."""
    quote = reason.evidence.quote
    colours: list[str | None] = [None] * len(quote)
    for part in reason.parts:  # what lies inside another comes after it
        colours[part.start : part.end] = [PART_COLOURS[part.role]] * (part.end - part.start)
    pieces: list[str] = []
    start = 0
    for end in range(1, len(quote) + 1):
        if end == len(quote) or colours[end] != colours[start]:
            run = visible_line(quote[start:end].replace("\n", " "))
            pieces.append(click.style(run, fg=colours[start], underline=True) if colours[start] else run)
            start = end
    return "".join(pieces)


def _bracketed(reason: Reason) -> str:
    """The quote with its parts in brackets, each after what it is: "[subject: the IRS]"."""
    quote = reason.evidence.quote
    pieces: list[str] = []
    for at in range(len(quote) + 1):
        pieces += ["]" for part in reason.parts if part.end == at]
        pieces += [f"[{_label(part)}: " for part in reason.parts if part.start == at]
        pieces.append(visible_line(quote[at : at + 1].replace("\n", " ")))
    return "".join(pieces)


def _label(part: Part) -> str:
    return part.note if part.role in ("cue", "qualifier") and part.note else part.role

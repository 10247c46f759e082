"""Claims that the publisher's own tags make: references, and the hierarchy of provisions."""

from collections.abc import Iterator

from kg.claim import Claim
from kg.errors import IdentifierError
from kg.identifiers import label_of
from kg.relate.candidates import End, build_claim
from kg.relate.structure import sentence_span
from kg.resolve import Resolution


def markup_claims(resolution: Resolution) -> Iterator[Claim]:
    """CITES for every tagged reference and PART_OF for every level of the hierarchy."""
    document, context = resolution.text.document, resolution.context
    for link in document.links:
        source = context.provision_at(link.start) or document.base or document.id
        if _known(link.target) and source != link.target:
            target = End(id=link.target, span=(link.start, link.end))
            span = sentence_span(resolution, link.start, link.end)
            yield build_claim(
                resolution, "CITES", End(id=source), target, rule="cites.markup", span=span, basis="markup"
            )
    for part in document.parts:
        if part.parent and _known(part.id) and _known(part.parent):
            span = sentence_span(resolution, part.start, part.start + 1)
            yield build_claim(
                resolution,
                "PART_OF",
                End(id=part.id),
                End(id=part.parent),
                rule="part-of.markup",
                span=span,
                basis="markup",
            )


def _known(entity: str) -> bool:
    try:
        return label_of(entity) in ("Statute", "Regulation", "Constitution", "ExecutiveOrder", "Bill")
    except IdentifierError:
        return False

"""A claim before the gates, and the builder that all rules use."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.claim import Basis, Claim, Evidence, Polarity, Qualifier, Status, Step
from kg.resolve import Resolution


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One end of a claim: the entity, where it is mentioned, and the coreference that led to it."""

    id: str
    span: tuple[int, int] | None = None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A claim that a rule proposes; `objection` says why the words around it do not let it stand."""

    claim: Claim
    objection: str | None = None


def build_claim(
    resolution: Resolution,
    relation: str,
    subject: End,
    object: End,
    *,
    rule: str,
    span: tuple[int, int],
    polarity: Polarity = "affirmed",
    status: Status = "asserted",
    speaker: str | None = None,
    basis: Basis = "stated",
    qualifiers: Iterable[Qualifier] = (),
    extra_steps: tuple[Step, ...] = (),
) -> Claim:
    """A claim with the words of `span` as its evidence."""
    document = resolution.text.document
    evidence = Evidence(
        document=document.id,
        start=span[0],
        end=span[1],
        quote=resolution.text.quote(*span),
        subject=subject.span,
        object=object.span,
        place=document.place_of(span[0]),
        steps=tuple(dict.fromkeys((*subject.steps, *object.steps, *extra_steps))),
    )
    return Claim(
        relation=relation,
        subject=subject.id,
        object=object.id,
        polarity=polarity,
        status=status,
        attributed_to=speaker,
        qualifiers=tuple(sorted(qualifiers)),
        date=document.date,
        date_inferred=document.date is not None,
        basis=basis,
        rule=rule,
        evidence=(evidence,),
    )

"""A claim: one statement of one relation between two nodes, with who says so and where."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final, Literal, TypeVar

T = TypeVar("T")

Polarity = Literal["affirmed", "negated"]
Status = Literal["asserted", "held", "alleged", "questioned", "attempted", "proposed", "conditional"]
Basis = Literal["registry", "markup", "stated", "inferred"]

POLARITIES: Final[tuple[Polarity, ...]] = ("affirmed", "negated")
STATUSES: Final[tuple[Status, ...]] = (
    "asserted", "held", "alleged", "questioned", "attempted", "proposed", "conditional",
)  # fmt: skip
BASES: Final[tuple[Basis, ...]] = ("registry", "markup", "stated", "inferred")
"""Strongest first."""

_JSON: Final = json.JSONEncoder(ensure_ascii=False)
PLAIN_STATUSES: Final[frozenset[Status]] = frozenset({"asserted", "held"})
"""The statuses of which, when affirmed, a plain edge is projected."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Step:
    """One step of coreference: the words at a span stand for an entity because of an earlier span."""

    start: int
    end: int
    entity: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Evidence:
    """The words that say so.

    Attributes:
        document: Document id.
        start, end: Code points in `Document.text`.
        quote: `Document.text[start:end]`, verbatim.
        subject, object: Where the two ends are mentioned, as (start, end) in the document's text, or None when implied.
        place: Where the words begin in the source ("page 3", "line 12"), where its loader knows.
        steps: The coreference that links a mention to its entity.
    """

    document: str
    start: int
    end: int
    quote: str
    subject: tuple[int, int] | None = field(default=None, compare=False)
    object: tuple[int, int] | None = field(default=None, compare=False)
    place: str | None = field(default=None, compare=False)
    steps: tuple[Step, ...] = field(default=(), compare=False)

    @property
    def passage_id(self) -> str:
        """Id of the passage: the same words at the same place are one passage."""
        return "/passage/" + _digest(self.document, str(self.start), str(self.end))


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Qualifier:
    """Scope or condition of a claim in the document's own words."""

    kind: str
    text: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement; see the model for the meaning of each field."""

    relation: str
    subject: str
    object: str
    polarity: Polarity = "affirmed"
    status: Status = "asserted"
    attributed_to: str | None = None
    qualifiers: tuple[Qualifier, ...] = ()
    date: str | None = None
    date_inferred: bool = False
    basis: Basis = "stated"
    rule: str
    evidence: tuple[Evidence, ...]
    id: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", claim_id(self))

    @property
    def is_plain(self) -> bool:
        """Whether it supports a plain edge."""
        return self.polarity == "affirmed" and self.status in PLAIN_STATUSES and bool(self.evidence)


def claim_id(claim: Claim) -> str:
    """Hash of what is claimed, not of where: two documents that say the same make one claim."""
    qualifiers = _JSON.encode([[q.kind, q.text] for q in sorted(claim.qualifiers)]) if claim.qualifiers else "[]"
    return "/claim/" + _digest(
        claim.relation, claim.subject, claim.object, claim.polarity, claim.status, claim.attributed_to or "", qualifiers
    )


@dataclass(slots=True, kw_only=True)
class ClaimTally:
    """What documents say about one claim beside its identity, counted, so that any one of them can be taken out again.

    Attributes:
        makers: How many documents make it, by basis and rule.
        dates: How many of them date it, by date and whether it was inferred.
    """

    makers: Counter[tuple[Basis, str]] = field(default_factory=Counter)
    dates: Counter[tuple[str, bool]] = field(default_factory=Counter)

    @property
    def documents(self) -> int:
        """How many documents make the claim."""
        return self.makers.total()

    def add(self, claim: Claim, count: int = 1) -> None:
        """Count one document's claim in, or with `count=-1` out again."""
        _shift(self.makers, (claim.basis, claim.rule), count)
        if claim.date is not None:
            _shift(self.dates, (claim.date, claim.date_inferred), count)

    def settle(self, claim: Claim) -> Claim:
        """The claim with the strongest basis, its first rule and the earliest date, stated before inferred."""
        basis, rule = min(self.makers, key=lambda maker: (BASES.index(maker[0]), maker[1]))
        date, inferred = min(self.dates, default=(None, False))
        return replace(claim, basis=basis, rule=rule, date=date, date_inferred=inferred)

    def dump(self) -> str:
        """As JSON text; equal tallies give equal text."""
        parts = [[[*key, count] for key, count in sorted(counter.items())] for counter in (self.makers, self.dates)]
        return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def load(cls, text: str) -> "ClaimTally":
        """The inverse of `dump`."""
        makers, dates = json.loads(text)
        return cls(
            makers=Counter({(basis, rule): count for basis, rule, count in makers}),
            dates=Counter({(date, inferred): count for date, inferred, count in dates}),
        )


def merge_claims(claims: Iterable[Claim]) -> list[Claim]:
    """One claim per id with all its evidence, sorted by id; independent of the order of the input.

    The spans of its qualifiers are those of the document of its first evidence.
    """
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.id, []).append(claim)
    return [_merge(groups[key]) for key in sorted(groups)]


def _merge(group: list[Claim]) -> Claim:
    if len(group) == 1:
        return group[0]
    tally = ClaimTally()
    for claim in group:
        tally.add(claim)
    seen: dict[tuple[str, int, int], Evidence] = {}
    for evidence in sorted((e for claim in group for e in claim.evidence), key=_evidence_order):
        seen.setdefault((evidence.document, evidence.start, evidence.end), evidence)
    return replace(tally.settle(min(group, key=_claim_order)), evidence=tuple(seen.values()))


def _evidence_order(evidence: Evidence) -> tuple[object, ...]:
    """Total, where `<` on Evidence leaves out the spans of its ends."""
    ends = (evidence.subject or (-1, -1), evidence.object or (-1, -1))
    return evidence.document, evidence.start, evidence.end, evidence.quote, ends, evidence.steps


def _claim_order(claim: Claim) -> tuple[object, ...]:
    qualifiers = [(q.kind, q.text, q.start, q.end) for q in claim.qualifiers]
    return sorted(map(_evidence_order, claim.evidence)), qualifiers


def _shift(counter: "Counter[T]", key: T, count: int) -> None:
    counter[key] += count
    if not counter[key]:
        del counter[key]


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]

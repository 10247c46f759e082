"""What a person has decided: what is the same thing, what is not, and what is claimed beside documents.

A decision is kept as a document of its own kind: it has an id, a date, who made it and why, and travels wherever
documents travel. What it changes is worked out from it each time (`kg.projection`), so that taking it back leaves no
trace.
"""

import hashlib
from dataclasses import dataclass
from typing import Final, Literal, cast

DecisionKind = Literal["same", "distinct", "claim"]

KINDS: Final[tuple[DecisionKind, ...]] = ("same", "distinct", "claim")
PREFIX: Final = "/decision/"
FORMAT: Final = "decision"
CURATED: Final = "curated"
"""The rule of claims that a person makes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision.

    Attributes:
        kind: `same`: two nodes are one; `distinct`: they are not; `claim`: a claim is made.
        nodes: The two nodes, sorted; the subject and the object of a claim.
        keep: The id that the one node has; of `same` alone.
        reason: Why.
        by: Who decided.
    """

    kind: DecisionKind
    nodes: tuple[str, ...]
    keep: str | None = None
    reason: str | None = None
    by: str | None = None


def decision_id(kind: DecisionKind, *parts: str) -> str:
    """The id of a decision: deciding the same thing again, for another reason or on another day, is one decision."""
    return PREFIX + hashlib.sha256("\0".join((kind, *parts)).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def is_decision(document_id: str) -> bool:
    """Whether the id of a document is that of a decision."""
    return document_id.startswith(PREFIX)


def decision_json(decision: Decision) -> dict[str, object]:
    """A decision as a part of its `document` line."""
    data: dict[str, object] = {"kind": decision.kind, "nodes": list(decision.nodes)}
    optional = {"keep": decision.keep, "reason": decision.reason, "by": decision.by}
    return data | {key: value for key, value in optional.items() if value is not None}


def read_decision(data: object) -> Decision | None:
    """The inverse of `decision_json`; None for None.

    Raises:
        ValueError, KeyError, TypeError: It is not of this form.
    """
    if data is None:
        return None
    if not isinstance(data, dict):
        raise ValueError("decision is no object")
    kind, nodes = data["kind"], cast(list[object], data["nodes"])
    texts = [*nodes, *(value for key in ("keep", "reason", "by") if (value := data.get(key)) is not None)]
    if kind not in KINDS or not all(isinstance(each, str) for each in texts):
        raise ValueError(f"decision {kind!r} is none of {', '.join(KINDS)}, or a field of it is no text")
    return Decision(
        kind=cast(DecisionKind, kind),
        nodes=tuple(cast(list[str], nodes)),
        keep=data.get("keep"),
        reason=data.get("reason"),
        by=data.get("by"),
    )

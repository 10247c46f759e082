"""What a page says first: who challenges what, and what a court said of it, each with its claim; or nothing."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final, Literal

from kg.view.model import View, ViewClaim, ViewNode
from kg.view.selection import telling
from kg.view.words import base_form, negated

Told = Literal["challenged", "held", "alleged"]
HOLDINGS: Final = (
    "VIOLATES", "COMPLIES_WITH", "CONFLICTS_WITH", "STRIKES_DOWN", "UPHOLDS", "ENJOINS", "VACATES", "PREEMPTS",
    "PROHIBITS", "PERMITS", "REQUIRES", "GOVERNS",
)  # fmt: skip
"""What a court says of a thing, the most telling first."""
JUDGING: Final = {"DECIDED_BY": "o", "ASSIGNED_TO": "o", "JUDGE_OF": "s", "AUTHORED": "s"}
"""Which end of a statement is a judge."""
_DECISIONS: Final = frozenset({"STRIKES_DOWN", "UPHOLDS", "ENJOINS", "VACATES"})
"""What only a ruling does: plain in a document's own voice, and a court's word nevertheless."""
_DISPUTED: Final = frozenset({"VIOLATES", "CONFLICTS_WITH"})
_CHALLENGERS: Final = ("Organization", "Person", "Agency", "Case")
_WHOLE_NAME: Final = 130
"""Characters; a longer name stands in its short form."""
_NOUNS: Final = {
    "Agreement": "the agreement", "Statute": "the law", "Regulation": "the rule", "ExecutiveOrder": "the order",
    "Bill": "the bill", "Program": "the program", "Agency": "the agency", "Ruling": "the ruling",
}  # fmt: skip
_ARTICLE: Final = {
    "Agency": re.compile(
        r"^(Department|Office|Bureau|Board)\b"
        r"|\b(Administration|Agency|Bureau|Board|Commission|Corps|Department|Office|Service|[Aa]dministration)$"
    ),
    "Organization": re.compile(r"\badministration$"),
    "Court": re.compile(r"\bCourt\b"),
    "Statute": re.compile(r"^[A-Z].*\b(Act|Code)\b"),
}
"""Names that want "the" in a sentence, by type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of words in a sentence; `name` where it is the name of a thing."""

    text: str
    name: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the finding and the claim that it tells.

    Attributes:
        told: What kind of sentence it is.
        edge: Key of the line of the picture that the claim belongs to.
    """

    told: Told
    pieces: tuple[Piece, ...]
    claim: str
    edge: tuple[str, str, str, str]

    @property
    def text(self) -> str:
        """The sentence."""
        return "".join(piece.text for piece in self.pieces)


def find_finding(view: View, focus: Collection[str] = ()) -> tuple[Sentence, ...]:
    """At most one challenge, what a court held of the thing that is challenged, and what is alleged of it besides.

    Without a challenge it is a court's word alone, or what is alleged; without either it is empty. A sentence says no
    more than its claim. Of several challenges the one counts that a court has spoken on, then one that touches
    `focus`, then the most telling.
    """
    return _Finder(view, focus).sentences()


def leading_nodes(view: View, finding: Iterable[Sentence]) -> frozenset[str]:
    """Who and what a picture never leaves out: what the finding tells of, who said it, and the judge."""
    claims = {claim.id: claim for claim in view.claims}
    told = [claims[sentence.claim] for sentence in finding]
    leading = {end for claim in told for end in (claim.subject, claim.object, claim.speaker) if end}
    scores = {node.id: telling(node) for node in view.nodes if node.type == "Person"}
    judging = {edge.object if JUDGING[edge.relation] == "o" else edge.subject for edge in view.edges
               if edge.relation in JUDGING and not edge.mark} & scores.keys()  # fmt: skip
    if judging:
        leading.add(min(judging, key=lambda id: (id not in leading, -scores[id], id)))
    return frozenset(leading)


class _Finder:
    def __init__(self, view: View, focus: Collection[str]) -> None:
        self._nodes = {node.id: node for node in view.nodes}
        self._labels = {relation.name: relation.label for relation in view.relations}
        self._claims = [claim for claim in view.claims if claim.evidence and claim.subject != claim.object]
        self._parties = [claim for claim in self._claims if claim.relation == "PARTY_TO" and not claim.mark]
        self._focus = frozenset(focus)

    def sentences(self) -> tuple[Sentence, ...]:
        challenges = [c for c in self._claims if c.relation == "CHALLENGES" and not c.mark]
        holdings = [c for c in self._claims if _is_holding(c)]
        spoken = {end for c in holdings for end in (c.subject, c.object)}
        challenge = min(challenges, key=lambda c: (c.object not in spoken, *self._rank(c)), default=None)
        about = challenge.object if challenge else None
        of_it = [c for c in holdings if about is None or about in (c.subject, c.object)]
        held = min(of_it, key=lambda c: (HOLDINGS.index(c.relation), *self._rank(c)), default=None)
        alleged = self._alleged(about or (held.subject if held else None), held)
        told = [
            self._challenged(challenge) if challenge else None,
            self._held(held, about) if held else None,
            self._alleges(alleged, about or (held.subject if held else None), held) if alleged else None,
        ]
        return tuple(sentence for sentence in told if sentence)

    def _alleged(self, about: str | None, held: ViewClaim | None) -> ViewClaim | None:
        """What is alleged of the same thing, where the court's word is not about that."""
        found = [
            claim
            for claim in self._claims
            if claim.mark == "alleged"
            and claim.relation in _DISPUTED
            and about in (None, claim.subject)
            and not (held and held.object == claim.object)
        ]
        return min(found, key=self._rank, default=None)

    def _rank(self, claim: ViewClaim) -> tuple[bool, int, int, float, str]:
        """What was asked for first, then named challengers, then what most documents say of the most telling things."""
        ends = (self._nodes[claim.subject], self._nodes[claim.object])
        kind = ends[0].type
        order = _CHALLENGERS.index(kind) if kind in _CHALLENGERS else len(_CHALLENGERS)
        asked = self._focus.isdisjoint((claim.subject, claim.object))
        return asked, order, -len(claim.evidence), -sum(map(telling, ends)), claim.id

    def _challenged(self, claim: ViewClaim) -> Sentence:
        parties = sorted(
            {c.subject for c in self._parties if c.object == claim.object and self._nodes[c.subject].type == "Agency"},
            key=lambda id: self._nodes[id].name,
        )
        between: list[Piece] = []
        if len(parties) == 2 and self._nodes[claim.object].type == "Agreement":
            a, b = (self._name(self._nodes[id]) for id in parties)
            named = all(self._nodes[id].name in self._nodes[claim.object].name for id in parties)
            between = [] if named else [Piece(text=", between "), *a, Piece(text=" and "), *b]
        return self._sentence("challenged", claim, [*self._statement(claim, others=self._others(claim)), *between])

    def _others(self, claim: ViewClaim) -> int:
        """How many more challenge the same thing."""
        found = {
            c.subject
            for c in self._claims
            if c.relation == "CHALLENGES" and not c.mark and c.object == claim.object
            if self._nodes[c.subject].type in _CHALLENGERS[:3]
        }
        return len(found - {claim.subject})

    def _held(self, claim: ViewClaim, about: str | None) -> Sentence:
        if claim.relation in _DECISIONS and claim.speaker is None:
            return self._sentence("held", claim, self._statement(claim, about))
        speaker = self._name(self._nodes[claim.speaker]) if claim.speaker else [Piece(text="the court")]
        return self._sentence("held", claim, [*speaker, Piece(text=" held that "), *self._statement(claim, about)])

    def _alleges(self, claim: ViewClaim, about: str | None, held: ViewClaim | None) -> Sentence:
        also = " also" if held else ""
        if claim.speaker:
            head = [*self._name(self._nodes[claim.speaker]), Piece(text=f"{also} alleges that ")]
        else:
            head = [Piece(text=f"It is{also} alleged that ")]
        return self._sentence("alleged", claim, [*head, *self._statement(claim, about if held else None)])

    def _statement(self, claim: ViewClaim, named: str | None = None, others: int = 0) -> list[Piece]:
        """The claim in words, denied where it is denied; what was named before is "the agreement".

        `others` do the same.
        """
        subject, object = (
            [Piece(text=_NOUNS.get(self._nodes[id].type, "it"))] if id == named else self._name(self._nodes[id])
            for id in (claim.subject, claim.object)
        )
        label = self._labels[claim.relation]
        if claim.mark == "denied":
            label = negated(label)
        if others:
            many = "one other" if others == 1 else f"{others} others"
            label = f"and {many} {base_form(label)}"
        return [*subject, Piece(text=f" {label} "), *object]

    def _name(self, node: ViewNode) -> list[Piece]:
        name = node.name if len(node.name) <= _WHOLE_NAME else node.short.replace("\n", " ")
        wants = node.type in _ARTICLE and _ARTICLE[node.type].search(name)
        return [*([Piece(text="the ")] if wants else []), Piece(text=name, name=True)]

    def _sentence(self, told: Told, claim: ViewClaim, pieces: list[Piece]) -> Sentence:
        first = pieces[0]
        start = first if first.name else Piece(text=first.text[:1].upper() + first.text[1:])
        return Sentence(
            told=told,
            pieces=(start, *pieces[1:], Piece(text=".")),
            claim=claim.id,
            edge=(claim.subject, claim.relation, claim.object, claim.mark),
        )


def _is_holding(claim: ViewClaim) -> bool:
    """Whether a court says it: held to be so or not to be so, or done by a ruling."""
    if claim.relation not in HOLDINGS:
        return False
    if claim.relation in _DECISIONS and claim.status == "asserted":
        return not claim.mark and claim.speaker is None
    return claim.status == "held" and claim.mark in ("", "denied")

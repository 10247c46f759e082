"""The view as compact JSON for the page's script: rows with positions instead of repeated ids."""

import json
from typing import Final

from kg.view.layout import Point
from kg.view.model import View, ViewClaim, ViewEvidence
from kg.view.palette import style_of
from kg.view.selection import Selection
from kg.view.words import MARKS, OPPOSITES

Json = dict[str, object]
_ESCAPES: Final = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def dump_json(data: object) -> str:
    """JSON that cannot leave its script element."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def present_types(view: View) -> list[str]:
    """The types of the view's nodes, the most telling first."""
    return sorted({node.type for node in view.nodes}, key=lambda type: (-style_of(type).weight, type))


def page_data(view: View, selection: Selection, plurals: dict[str, str], portrait: list[Point]) -> Json:
    """Everything that the script shows; nodes, documents, relations and claims are referred to by position.

    `nodes` rows: type, name, label, id, other names, properties. `edges` rows: subject, relation, object, mark,
    claims. Marks are positions in `marks`, -1 for a plain edge.
    """
    types = present_types(view)
    nodes = {node.id: at for at, node in enumerate(view.nodes)}
    documents = {document.id: at for at, document in enumerate(view.documents)}
    relations = {relation.name: at for at, relation in enumerate(view.relations)}
    claims = {claim.id: at for at, claim in enumerate(view.claims)}
    return {
        "types": [[t, plurals.get(t, t), style_of(t).path, style_of(t).light, style_of(t).dark] for t in types],
        "marks": list(MARKS),
        "relations": [[r.name, r.label, r.inverse, relations.get(_opposite(r.name), -1)] for r in view.relations],
        "documents": [[d.title, d.date, d.publisher, d.url, d.source] for d in view.documents],
        "nodes": [
            [types.index(n.type), n.name, n.short, n.id, list(n.aliases), [list(p) for p in n.properties]]
            for n in view.nodes
        ],
        "claims": [_claim_row(claim, nodes, relations, documents) for claim in view.claims],
        "edges": [
            [nodes[e.subject], relations[e.relation], nodes[e.object], _mark(e.mark), [claims[id] for id in e.claims]]
            for e in view.edges
        ],
        "portrait": [[round(x), round(y)] for x, y in portrait],
        "citingNodes": [nodes[id] for id in sorted(selection.citing_nodes)],
        "showCiting": selection.show_citing,
    }


def _mark(mark: str) -> int:
    return MARKS.index(mark) if mark else -1


def _opposite(relation: str) -> str:
    both = {**OPPOSITES, **{b: a for a, b in OPPOSITES.items()}}
    return both.get(relation, "")


def _claim_row(claim: ViewClaim, nodes: dict[str, int], relations: dict[str, int], documents: dict[str, int]) -> Json:
    row: Json = {
        "s": nodes[claim.subject],
        "r": relations[claim.relation],
        "o": nodes[claim.object],
        "m": _mark(claim.mark),
        "w": claim.words,
        "e": [_evidence_row(evidence, documents) for evidence in claim.evidence],
    }
    if claim.speaker is not None:
        row["a"] = nodes[claim.speaker]
    if claim.qualifiers:
        row["q"] = [list(qualifier) for qualifier in claim.qualifiers]
    if claim.date is not None:
        row["d"] = claim.date
        row["i"] = claim.date_inferred
    if claim.basis != "stated":
        row["b"] = claim.basis
    return row


def _evidence_row(evidence: ViewEvidence, documents: dict[str, int]) -> list[object]:
    """Position of the document, the quote (a text alone is unmarked, a pair is a text and its role), the place."""
    parts: list[object] = [[part.text, part.role] if part.role else part.text for part in evidence.parts]
    row: list[object] = [documents.get(evidence.document or "", -1), parts]
    return [*row, evidence.place] if evidence.place else row

"""The view as compact JSON for the page's script: rows with positions instead of repeated ids."""

import base64
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from markupsafe import Markup

from kg.view.finding import Sentence
from kg.view.frame import Layout, Placed, Places
from kg.view.model import View, ViewClaim, ViewEvidence, ViewNode
from kg.view.palette import BANDS, LAST_BAND, OTHER_TYPE, STYLES, band_of, style_of
from kg.view.selection import LAYERS, Selection
from kg.view.words import MARKS, OPPOSITES, bound, word_rank

Theme = Literal["auto", "light", "dark"]
PACK_ABOVE: Final = 400_000
"""Characters; the rest of a page is about 600 KB, so this is a page above 1 MB."""

Json = dict[str, object]
_ESCAPES: Final = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def dump_json(data: object) -> str:
    """JSON that cannot leave its script element."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def present_types(view: View, *, live: bool = False) -> list[str]:
    """The types of the view's nodes, the most telling first; every type there is where more nodes may come."""
    found = {node.type for node in view.nodes} | ({*STYLES, OTHER_TYPE} if live else set())
    return sorted(found, key=lambda type: (-style_of(type).weight, type))


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a page opens, and what it can do.

    Attributes:
        layout: Which of the layouts.
        theme: "light" or "dark", or "auto" for what the reader's system says.
        live: Whether it is served by `kg view --serve`, and can ask for more.
    """

    layout: Layout = "force"
    theme: Theme = "auto"
    live: bool = False


def page_data(
    view: View,
    selection: Selection,
    placed: dict[Layout, Placed],
    finding: Sequence[Sentence],
    plurals: dict[str, str],
    options: Options,
) -> Json:
    """Everything that the script shows: the view by position, and how it is drawn.

    `layouts` hold positions in the order of the drawn nodes, x and y in turn, null where a node is left out. A row of
    `finding` is what kind of sentence it is, its words, its edge and its claim.
    """
    nodes = {node.id: at for at, node in enumerate(view.nodes)}
    edges = {edge.key: at for at, edge in enumerate(view.edges)}
    claims = {claim.id: at for at, claim in enumerate(view.claims)}
    masks = [sum(1 << LAYERS.index(layer) for layer in selection.node_layers.get(n.id, ())) for n in selection.nodes]
    return {
        **view_data(view, plurals, live=options.live),
        "marks": list(MARKS),
        "bands": [*(name for name, _ in BANDS), LAST_BAND],
        "layers": list(LAYERS),
        "shown": sorted(selection.shown),
        "nodeLayers": masks,
        "edgeLayers": [LAYERS.index(layer) if layer else -1 for layer in selection.edge_layers],
        "focus": [nodes[id] for id in selection.focus],
        "leading": [nodes[id] for id in selection.leading],
        "rest": sorted(nodes[id] for id in selection.rest),
        "finding": [[one.told, bound(one.text), edges[one.edge], claims[one.claim]] for one in finding],
        "layouts": {name: _layout_data(one) for name, one in placed.items()},
        "layout": options.layout,
        "theme": options.theme,
        "live": options.live,
    }


def view_data(view: View, plurals: dict[str, str], *, live: bool = False) -> Json:
    """A view by position: nodes, documents, relations and claims are referred to by where they stand in their list.

    `nodes` rows: type, name, label, id, other names, properties, date. `edges` rows: subject, relation, object, mark,
    claims. Marks are positions in MARKS, -1 for a plain edge. Where the page is live, documents and claims bring their
    ids and all types come along, so that two such views can be joined.
    """
    types = present_types(view, live=live)
    nodes = {node.id: at for at, node in enumerate(view.nodes)}
    documents = {document.id: at for at, document in enumerate(view.documents)}
    relations = {relation.name: at for at, relation in enumerate(view.relations)}
    claims = {claim.id: at for at, claim in enumerate(view.claims)}
    ids: Json = {"documentIds": list(documents), "claimIds": list(claims)} if live else {}
    return {
        **ids,
        "types": [_type_row(name, plurals.get(name, name)) for name in types],
        "relations": [[r.name, r.label, r.inverse, _opposite(r.name), word_rank(r.name)] for r in view.relations],
        "documents": [[d.title, d.date, d.publisher, d.url, d.source] for d in view.documents],
        "nodes": [_node_row(node, types) for node in view.nodes],
        "claims": [_claim_row(claim, nodes, relations, documents) for claim in view.claims],
        "edges": [
            [nodes[e.subject], relations[e.relation], nodes[e.object], _mark(e.mark), [claims[id] for id in e.claims]]
            for e in view.edges
        ],
    }


def data_script(name: str, data: object) -> Markup:
    """A data script for the page: JSON, or where that is long, the same packed by gzip and in base64."""
    text = dump_json(data)
    if len(text) <= PACK_ABOVE:
        return Markup(f'<script type="application/json" id="{name}">{text}</script>')  # noqa: S704  (dump_json escapes)
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = packer.compress(text.encode("utf-8")) + packer.flush()
    packed = packed[:9] + b"\xff" + packed[10:]  # RFC 1952: the system it was made on, so that all make the same
    words = base64.b64encode(packed).decode("ascii")
    return Markup(f'<script type="application/gzip" id="{name}">{words}</script>')  # noqa: S704  (base64)


def _type_row(name: str, plural: str) -> list[object]:
    style = style_of(name)
    return [name, plural, style.path, style.light, style.dark, style.weight, band_of(name)]


def _node_row(node: ViewNode, types: list[str]) -> list[object]:
    properties = [list(pair) for pair in node.properties]
    row = [types.index(node.type), node.name, node.short, node.id, list(node.aliases), properties]
    return [*row, node.date] if node.date else row


def _layout_data(placed: Placed) -> Json:
    full = [places and _places_data(places) for places in placed.full]
    return {"first": [_places_data(places) for places in placed.first], "full": full}


def _places_data(places: Places) -> Json:
    flat: list[object] = []
    for point in places.points:
        flat += [None, None] if point is None else [round(point[0]), round(point[1])]
    return {
        "at": flat,
        "lanes": [[round(lane.top), round(lane.bottom), lane.label] for lane in places.lanes],
        "ticks": [[round(x), words] for x, words in places.ticks],
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

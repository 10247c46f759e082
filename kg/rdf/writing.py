"""From extractions and graphs to triples, each a line of N-Triples.

A claim is a resource with `rdf:subject`, `rdf:predicate` and `rdf:object`. What a document says for it is a Web
Annotation: its body is the claim, its target the passage, which is selected by position and by quote
(https://www.w3.org/TR/annotation-model/#selectors). What a document calls a node is a `kg:Mention`.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from kg.claim import Claim, ClaimTally, Evidence
from kg.decision import Decision
from kg.entity import Entity, Tally
from kg.extraction import DocumentInfo, Extraction
from kg.graph import Edge
from kg.projection import Projected, identity_of, project
from kg.rdf.terms import PREFIXES, Names, date, literal, number, ref, text

A: Final = ref(PREFIXES["rdf"] + "type")
LABEL: Final = ref(PREFIXES["rdfs"] + "label")
SUBJECT, PREDICATE, OBJECT = (ref(PREFIXES["rdf"] + name) for name in ("subject", "predicate", "object"))
TITLE, DATE, PUBLISHER = (ref(PREFIXES["dcterms"] + name) for name in ("title", "date", "publisher"))
SPEAKER, DERIVED, GENERATED, USED, ACTIVITY = (
    ref(PREFIXES["prov"] + name) for name in ("wasAttributedTo", "wasDerivedFrom", "wasGeneratedBy", "used", "Activity")
)
ANNOTATION, BODY, TARGET, PASSAGE, SOURCE, SELECTOR, POSITION, QUOTE, START, END, EXACT = (
    ref(PREFIXES["oa"] + name)
    for name in (
        "Annotation", "hasBody", "hasTarget", "SpecificResource", "hasSource", "hasSelector", "TextPositionSelector",
        "TextQuoteSelector", "start", "end", "exact",
    )
)  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Statements:
    """Triples by graph, each a line of N-Triples.

    Attributes:
        default: What documents say, and the nodes and claims that they make together.
        edges: One triple for each plain edge.
        state: What a store counts and finds with.
    """

    default: set[str] = field(default_factory=set)
    edges: set[str] = field(default_factory=set)
    state: set[str] = field(default_factory=set)

    def __sub__(self, other: "Statements") -> "Statements":
        return Statements(
            default=self.default - other.default, edges=self.edges - other.edges, state=self.state - other.state
        )

    def __len__(self) -> int:
        return len(self.default) + len(self.edges) + len(self.state)

    def __bool__(self) -> bool:
        return bool(len(self))

    def by_graph(self, names: Names) -> Iterator[tuple[str | None, list[str]]]:
        """Each graph that holds something, the default one as None, with its sorted lines."""
        graphs = ((None, self.default), (names.edges_graph, self.edges), (names.state_graph, self.state))
        for graph, lines in graphs:
            if lines:
                yield graph, sorted(lines)


def graph_statements(names: Names, extractions: Iterable[Extraction]) -> Statements:
    """Everything that some documents say, as a file holds it: without a store's account."""
    result = Statements()
    entities: dict[str, Tally] = {}
    claims: dict[str, tuple[Claim, ClaimTally]] = {}
    given = list(extractions)
    identity = identity_of(given)
    for projected in (project(extraction, identity) for extraction in given):
        extraction = projected.extraction
        result.default.update(document_statements(names, projected))
        for entity in extraction.entities:
            entities.setdefault(entity.id, Tally()).add(entity)
        for claim in extraction.claims:
            claims.setdefault(claim.id, (claim, ClaimTally()))[1].add(claim)
    for key, tally in entities.items():
        result.default.update(entity_statements(names, tally.entity(key)))
    for claim, made in claims.values():
        result.default.update(claim_statements(names, claim, made))
        if claim.is_plain:
            result.edges.add(edge_statement(names, claim))
    return result


def document_statements(names: Names, projected: Projected) -> Iterator[str]:
    """What one document says; no other document says the same triples."""
    extraction = projected.extraction
    info = extraction.document
    node, activity = names.node(info.id), activity_of(names, info.id)
    yield from _info(names, info, node)
    if info.decision is not None:
        yield from _decision(names, info.decision, node)
    if projected.original is not None:
        yield f"{node} {names.term('original')} {text(projected.original.dump())} ."
    yield f"{activity} {A} {ACTIVITY} ."
    yield f"{activity} {USED} {node} ."
    for entity in extraction.entities:
        yield from _mention(names, entity, info.id, node)
    passages: set[tuple[int, int]] = set()
    for claim in extraction.claims:
        for position, evidence in enumerate(claim.evidence):
            if (evidence.start, evidence.end) not in passages:
                passages.add((evidence.start, evidence.end))
                yield from _passage(names, evidence, node)
            yield from _annotation(names, claim, evidence, position, activity)


def entity_statements(names: Names, entity: Entity) -> Iterator[str]:
    """A node as all documents make it together."""
    node = names.node(entity.id)
    for label in entity.labels:
        yield f"{node} {A} {names.term(label)} ."
    yield from _described(names, node, entity)


def claim_statements(names: Names, claim: Claim, tally: ClaimTally) -> Iterator[str]:
    """A claim as all documents make it together."""
    node, settled, term = names.node(claim.id), tally.settle(claim), names.term
    yield f"{node} {A} {term('Claim')} ."
    yield f"{node} {SUBJECT} {names.node(claim.subject)} ."
    yield f"{node} {PREDICATE} {names.predicate(claim.relation)} ."
    yield f"{node} {OBJECT} {names.node(claim.object)} ."
    for key in ("polarity", "status", "basis", "rule"):
        yield f"{node} {term(key)} {text(getattr(settled, key))} ."
    yield f"{node} {term('support')} {number(tally.documents)} ."
    if claim.attributed_to is not None:
        yield f"{node} {SPEAKER} {names.node(claim.attributed_to)} ."
    if settled.date is not None:
        yield f"{node} {DATE} {date(settled.date)} ."
        yield f"{node} {term('dateInferred')} {literal(settled.date_inferred)} ."
    for number_, qualifier in enumerate(sorted(claim.qualifiers), start=1):
        part = names.node(claim.id, f"#qualifier-{number_}")
        yield f"{node} {term('qualifier')} {part} ."
        yield f"{part} {term('kind')} {text(qualifier.kind)} ."
        yield f"{part} {term('text')} {text(qualifier.text)} ."


def edge_statement(names: Names, claim: Claim | Edge) -> str:
    """The plain edge that a claim carries."""
    return f"{names.node(claim.subject)} {names.predicate(claim.relation)} {names.node(claim.object)} ."


def activity_of(names: Names, document_id: str) -> str:
    """The reading of a document: https://www.w3.org/TR/prov-o/#Activity."""
    return names.node("/activity/" + _digest(document_id))


def _info(names: Names, info: DocumentInfo, node: str) -> Iterator[str]:
    term = names.term
    yield f"{node} {A} {term('Document')} ."
    yield f"{node} {LABEL} {text(info.title or info.source)} ."
    yield f"{node} {term('source')} {text(info.source)} ."
    yield f"{node} {term('format')} {text(info.format)} ."
    for predicate, value in ((TITLE, info.title), (PUBLISHER, info.publisher), (term("url"), info.url)):
        if value is not None:
            yield f"{node} {predicate} {text(value)} ."
    if info.date is not None:
        yield f"{node} {DATE} {date(info.date)} ."
    if info.base is not None:
        yield f"{node} {term('base')} {names.node(info.base)} ."
    for key, value in info.about:
        yield f"{node} {term(f'about{key.capitalize()}')} {names.node(value)} ."


def _decision(names: Names, decision: Decision, node: str) -> Iterator[str]:
    term = names.term
    yield f"{node} {term('decision')} {text(decision.kind)} ."
    for each in decision.nodes:
        yield f"{node} {term('nodes')} {names.node(each)} ."
    if decision.keep is not None:
        yield f"{node} {term('keep')} {names.node(decision.keep)} ."
    for key in ("reason", "by"):
        if (value := getattr(decision, key)) is not None:
            yield f"{node} {term(key)} {text(value)} ."


def _mention(names: Names, entity: Entity, document_id: str, document: str) -> Iterator[str]:
    node, term = names.node("/mention/" + _digest(document_id, entity.id)), names.term
    yield f"{node} {A} {term('Mention')} ."
    yield f"{node} {term('mentions')} {names.node(entity.id)} ."
    yield f"{node} {term('mentionedIn')} {document} ."
    for label in entity.labels:
        yield f"{node} {term('nodeType')} {term(label)} ."
    yield from _described(names, node, entity)
    for key, values in (("nodeTypeOrder", entity.labels), ("aliasOrder", entity.aliases)):
        if not _is_set(values):
            yield f"{node} {term(key)} {text(json.dumps(values))} ."


def _described(names: Names, node: str, entity: Entity) -> Iterator[str]:
    yield f"{node} {LABEL} {text(entity.name)} ."
    for alias in entity.aliases:
        yield f"{node} {names.term('alias')} {text(alias)} ."
    for key, value in entity.properties:
        yield f"{node} {names.term(key)} {literal(value)} ."


def _is_set(values: Sequence[str]) -> bool:
    """Whether repeated values of a property say everything; RDF keeps neither their order nor a second of them."""
    return all(before < after for before, after in pairwise(values))


def _passage(names: Names, evidence: Evidence, document: str) -> Iterator[str]:
    key = evidence.passage_id
    node, position, quote = names.node(key), names.node(key, "#position"), names.node(key, "#quote")
    yield f"{node} {A} {PASSAGE} ."
    yield f"{node} {SOURCE} {document} ."
    yield f"{node} {SELECTOR} {position} ."
    yield f"{node} {SELECTOR} {quote} ."
    yield f"{position} {A} {POSITION} ."
    yield f"{position} {START} {number(evidence.start)} ."
    yield f"{position} {END} {number(evidence.end)} ."
    yield f"{quote} {A} {QUOTE} ."
    yield f"{quote} {EXACT} {text(evidence.quote)} ."


def _annotation(names: Names, claim: Claim, evidence: Evidence, position: int, activity: str) -> Iterator[str]:
    key, term = "/evidence/" + _digest(evidence.document, claim.id, str(position)), names.term
    node, passage = names.node(key), names.node(evidence.passage_id)
    yield f"{node} {A} {ANNOTATION} ."
    yield f"{node} {BODY} {names.node(claim.id)} ."
    yield f"{node} {TARGET} {passage} ."
    yield f"{node} {GENERATED} {activity} ."
    yield f"{names.node(claim.id)} {DERIVED} {passage} ."
    yield f"{node} {term('basis')} {text(claim.basis)} ."
    yield f"{node} {term('rule')} {text(claim.rule)} ."
    if position:
        yield f"{node} {term('position')} {number(position)} ."
    if claim.date is not None:
        yield f"{node} {DATE} {date(claim.date)} ."
    if claim.date_inferred:
        yield f"{node} {term('dateInferred')} {literal(True)} ."
    for end, span in (("subject", evidence.subject), ("object", evidence.object)):
        if span is not None:
            yield f"{node} {term(f'{end}Start')} {number(span[0])} ."
            yield f"{node} {term(f'{end}End')} {number(span[1])} ."
    if evidence.place is not None:
        yield f"{node} {term('place')} {text(evidence.place)} ."
    yield from _steps(names, evidence, key)
    if not position:
        yield from _qualifier_spans(names, claim, key)


def _steps(names: Names, evidence: Evidence, key: str) -> Iterator[str]:
    term = names.term
    for place, step in enumerate(evidence.steps):
        part = names.node(key, f"#step-{place}")
        yield f"{names.node(key)} {term('step')} {part} ."
        yield f"{part} {term('position')} {number(place)} ."
        yield f"{part} {term('start')} {number(step.start)} ."
        yield f"{part} {term('end')} {number(step.end)} ."
        yield f"{part} {term('standsFor')} {names.node(step.entity)} ."
        yield f"{part} {term('reason')} {text(step.reason)} ."


def _qualifier_spans(names: Names, claim: Claim, key: str) -> Iterator[str]:
    """Where this document says the qualifiers, in its own order."""
    term, known = names.term, sorted(claim.qualifiers)
    for place, qualifier in enumerate(claim.qualifiers):
        part = names.node(key, f"#qualifier-{place}")
        meant = names.node(claim.id, f"#qualifier-{known.index(qualifier) + 1}")
        yield f"{names.node(key)} {term('qualifierSpan')} {part} ."
        yield f"{part} {term('position')} {number(place)} ."
        yield f"{part} {term('qualifier')} {meant} ."
        yield f"{part} {term('start')} {number(qualifier.start)} ."
        yield f"{part} {term('end')} {number(qualifier.end)} ."


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]

"""What a graph must look like, as SHACL: https://www.w3.org/TR/shacl/."""

from collections.abc import Iterator, Sequence
from typing import Final

from kg.claim import BASES
from kg.rdf.terms import Names
from kg.schema import RESERVED_LABELS, EdgeType, NodeType, Property
from kg.vocabulary.ontology import ELSEWHERE
from kg.vocabulary.turtle import block, listed, nested, prologue, words

USED: Final = ("kg", "rdf", "rdfs", "xsd", "dcterms", "prov", "oa", "sh")
ONE: Final = [("sh:minCount", "1"), ("sh:maxCount", "1")]
AT_MOST_ONE: Final = [("sh:maxCount", "1")]
DATES: Final = listed(f"[ sh:datatype xsd:{kind} ]" for kind in ("date", "gYearMonth", "gYear", "string"))

Pairs = Sequence[tuple[str, str]]


def shapes_text(names: Names) -> str:
    """The shapes as Turtle."""
    return prologue(names, USED) + "".join(_blocks(names))


def _blocks(names: Names) -> Iterator[str]:
    nodes, edges = names.schema.nodes, names.schema.edges.values()
    for node in nodes.values():
        if node.name not in RESERVED_LABELS:
            yield _node(node)
    for edge in edges:
        yield from _ends(edge)
    yield _shape("Document", "kg:Document", [*_properties(nodes["Document"], required=("source", "format"))])
    yield _shape("Mention", "kg:Mention", _mention())
    yield _shape("Claim", "kg:Claim", _claim(nodes["Claim"], [f"kg:{edge.rdf}" for edge in edges]))
    yield _shape("Evidence", "oa:Annotation", _evidence())
    yield _shape("Passage", "oa:SpecificResource", _passage())
    span = (("sh:datatype", "xsd:integer"), ("sh:minInclusive", "0"), *ONE)
    position = [_path(f"oa:{end}", span, f"A position has a whole number as its {end}.") for end in ("start", "end")]
    yield _shape("Position", "oa:TextPositionSelector", position)
    quote = _path("oa:exact", (("sh:datatype", "xsd:string"), *ONE), "A quote has its words once.")
    yield _shape("Quote", "oa:TextQuoteSelector", [quote])


def _node(node: NodeType) -> str:
    name = (("sh:datatype", "xsd:string"), *ONE)
    alias = (("sh:datatype", "xsd:string"),)
    shapes = [
        _path("rdfs:label", name, f"Of {node.plural}, each has one name."),
        _path("kg:alias", alias, "An alias is text."),
        *_properties(node),
    ]
    return _shape(node.name, f"kg:{node.name}", shapes)


def _properties(node: NodeType, required: Sequence[str] = ()) -> Iterator[str]:
    for item in node.properties:
        if item.name != "digest":  # a store keeps it apart
            path = ELSEWHERE.get((node.name, item.name), f"kg:{item.name}")
            count = ONE if item.name in required else AT_MOST_ONE
            yield _path(path, (*_kind(item), *count), _expectation(node, item, item.name in required))


def _kind(item: Property) -> Pairs:
    if item.name in ("base", "keep"):
        return [("sh:nodeKind", "sh:IRI")]
    if item.type == "date":
        return [("sh:or", DATES)]
    allowed = [("sh:in", listed(f'"{value}"' for value in item.values))] if item.values else []
    return [("sh:datatype", f"xsd:{item.type}"), *allowed]


def _expectation(node: NodeType, item: Property, required: bool) -> str:
    kind = f"one of {', '.join(item.values)}" if item.values else {"string": "text"}.get(item.type, item.type)
    return f"{node.name}.{item.name} stands {'exactly' if required else 'at most'} once and is {kind}."


def _ends(edge: EdgeType) -> Iterator[str]:
    """What may stand at the ends of a plain relation; a claim's own ends are checked with its document."""
    for end, labels, target in (
        ("Subject", edge.subjects, "sh:targetSubjectsOf"),
        ("Object", edge.objects, "sh:targetObjectsOf"),
    ):
        classes = listed(f"[ sh:class kg:{label} ]" for label in sorted(labels))
        message = f"The {end.lower()} of {edge.name} is one of {', '.join(sorted(labels))}."
        pairs = [("a", "sh:NodeShape"), (target, f"kg:{edge.rdf}"), ("sh:or", classes), ("sh:message", words(message))]
        yield block(f"kg:{edge.rdf}{end}Shape", pairs)


def _mention() -> list[str]:
    return [
        _path("kg:mentions", (("sh:nodeKind", "sh:IRI"), *ONE), "A mention is of one node."),
        _path("kg:mentionedIn", (("sh:class", "kg:Document"), *ONE), "A mention is in one document."),
        _path("rdfs:label", (("sh:datatype", "xsd:string"), *ONE), "A mention has one name."),
        _path("kg:nodeType", (("sh:nodeKind", "sh:IRI"), ("sh:minCount", "1")), "A mention says what the node is."),
    ]


def _claim(node: NodeType, relations: Sequence[str]) -> list[str]:
    relation = (("sh:in", listed(sorted(relations))), *ONE)
    evidence = (("sh:class", "oa:SpecificResource"), ("sh:minCount", "1"))
    values = [
        _path(f"kg:{item.name}", (*_kind(item), *ONE), _expectation(node, item, True))
        for item in node.properties
        if item.name in ("polarity", "status", "basis", "rule")
    ]
    return [
        _path("rdf:subject", (("sh:nodeKind", "sh:IRI"), *ONE), "A claim has one subject."),
        _path("rdf:predicate", relation, "A claim is of one relation of the vocabulary."),
        _path("rdf:object", (("sh:nodeKind", "sh:IRI"), *ONE), "A claim has one object."),
        _path("prov:wasAttributedTo", (("sh:nodeKind", "sh:IRI"), *AT_MOST_ONE), "A claim has at most one speaker."),
        _path("prov:wasDerivedFrom", evidence, "A claim has evidence: a passage that says so."),
        _path("dcterms:date", (("sh:or", DATES), *AT_MOST_ONE), "A claim has at most one date."),
        *values,
    ]


def _evidence() -> list[str]:
    bases = listed(f'"{basis}"' for basis in BASES)
    return [
        _path("oa:hasBody", (("sh:class", "kg:Claim"), *ONE), "Evidence is for one claim."),
        _path("oa:hasTarget", (("sh:class", "oa:SpecificResource"), *ONE), "Evidence is one passage."),
        _path("kg:basis", (("sh:in", bases), *ONE), f"Evidence has one basis of {', '.join(BASES)}."),
        _path("kg:rule", (("sh:datatype", "xsd:string"), *ONE), "Evidence names the rule that found it."),
    ]


def _passage() -> list[str]:
    selectors = (("sh:minCount", "2"), ("sh:maxCount", "2"))
    return [
        _path("oa:hasSource", (("sh:class", "kg:Document"), *ONE), "A passage is in one document."),
        _path("oa:hasSelector", selectors, "A passage is selected by its position and by its quote."),
    ]


def _path(path: str, pairs: Pairs, message: str) -> str:
    return nested([("sh:path", path), *pairs, ("sh:message", words(message))])


def _shape(name: str, target: str, properties: Sequence[str]) -> str:
    pairs = [("a", "sh:NodeShape"), ("sh:targetClass", target), *(("sh:property", each) for each in properties)]
    return block(f"kg:{name}Shape", pairs)

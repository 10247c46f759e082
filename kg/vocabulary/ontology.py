"""The vocabulary as OWL, with what it maps to in others: https://www.w3.org/TR/owl2-overview/."""

from collections.abc import Iterator
from typing import Final

from kg.rdf.terms import Names
from kg.schema import EdgeType, NodeType, Property
from kg.vocabulary.terms import ABOUT, LAYOUT, MENTION
from kg.vocabulary.turtle import block, listed, nested, prologue, words

USED: Final = (
    "kg", "rdf", "rdfs", "owl", "xsd", "skos", "dcterms", "prov", "oa", "org", "foaf", "schema", "eli", "folio",
)  # fmt: skip
NARROWER: Final = ("org", "oa", "prov", "rdf")
"""Vocabularies whose classes mean what they say for ours too; to the others ours are near, and no more is claimed."""
TITLE: Final = "Statutes, agreements, agencies, cases, and what documents claim of them"


def ontology_text(names: Names) -> str:
    """The ontology as Turtle."""
    return prologue(names, USED) + "".join(_blocks(names))


def property_terms(names: Names) -> dict[str, tuple[Property, list[str]]]:
    """Each property of node types that is a term of ours, with the types that have it."""
    found: dict[str, tuple[Property, list[str]]] = {}
    for node in names.schema.nodes.values():
        for item in node.properties:
            if (node.name, item.name) not in ELSEWHERE:
                found.setdefault(item.name, (item, []))[1].append(node.name)
    return dict(sorted(found.items()))


ELSEWHERE: Final = {
    ("Document", "title"): "dcterms:title",
    ("Document", "date"): "dcterms:date",
    ("Document", "publisher"): "dcterms:publisher",
    ("Passage", "start"): "oa:start",
    ("Passage", "end"): "oa:end",
    ("Passage", "quote"): "oa:exact",
    ("Claim", "relation"): "rdf:predicate",
    ("Claim", "date"): "dcterms:date",
}
"""Properties of the schema for which RDF has a term already."""


def _blocks(names: Names) -> Iterator[str]:
    yield block(
        f"<{names.vocabulary.rstrip('#')}>",
        [("a", "owl:Ontology"), ("dcterms:title", words(TITLE)), ("rdfs:comment", words(_comment()))],
    )
    for node in names.schema.nodes.values():
        yield _class(node)
    yield block("kg:Mention", [("a", "owl:Class"), ("rdfs:label", words("mention")), ("rdfs:comment", words(MENTION))])
    for edge in names.schema.edges.values():
        yield from _relation(edge)
    for name, (item, owners) in property_terms(names).items():
        known = next((term for term in LAYOUT if term.name == name), None)
        yield _property(name, _range(item), item.definition if known is None else known.definition, owners)
    for term in LAYOUT:
        if term.name not in property_terms(names):
            yield _property(term.name, _layout_range(term.range), term.definition, [])
    for key in ABOUT:
        definition = f"The {key} that the document tells of."
        yield _property(f"about{key.capitalize()}", f"kg:{key.capitalize()}", definition, ["Document"])


def _comment() -> str:
    return (
        "A plain relation stands only where a claim affirms it, in the document's own voice or held by a court. What "
        "is denied, alleged, asked, attempted or proposed is a kg:Claim and nothing else."
    )


def _class(node: NodeType) -> str:
    mapped = [("rdfs:subClassOf" if _prefix(each) in NARROWER else "skos:closeMatch", each) for each in node.maps_to]
    label = ("rdfs:label", words(_spaced(node.name)))
    return block(f"kg:{node.name}", [("a", "owl:Class"), label, ("rdfs:comment", words(node.definition)), *mapped])


def _relation(edge: EdgeType) -> Iterator[str]:
    yield block(
        f"kg:{edge.rdf}",
        [
            ("a", "owl:ObjectProperty"),
            ("rdfs:label", words(edge.label)),
            ("rdfs:comment", words(edge.definition)),
            ("skos:notation", f'"{edge.name}"'),
            ("rdfs:domain", _union(edge.subjects)),
            ("rdfs:range", _union(edge.objects)),
            *(("skos:closeMatch", each) for each in edge.maps_to),
        ],
    )
    yield block(
        f"kg:{edge.rdf}Inverse",
        [
            ("a", "owl:ObjectProperty"),
            ("rdfs:label", words(edge.inverse)),
            ("owl:inverseOf", f"kg:{edge.rdf}"),
            *(("skos:closeMatch", each) for each in edge.inverse_maps_to),
        ],
    )


def _property(name: str, kind: str, definition: str, owners: list[str]) -> str:
    sort = "owl:DatatypeProperty" if kind.startswith("xsd:") or kind == "rdfs:Literal" else "owl:ObjectProperty"
    domain = [("schema:domainIncludes", f"kg:{owner}") for owner in owners]  # mentions have them as well
    said = [("rdfs:label", words(_spaced(name).lower())), ("rdfs:comment", words(definition))]
    return block(f"kg:{name}", [("a", sort), *said, *domain, ("rdfs:range", kind)])


def _range(item: Property) -> str:
    if item.name in ("base", "keep"):
        return "rdfs:Resource"
    return "rdfs:Literal" if item.type == "date" else f"xsd:{item.type}"


def _layout_range(kind: str) -> str:
    return kind if ":" in kind else f"xsd:{kind}"


def _union(labels: frozenset[str]) -> str:
    terms = [f"kg:{label}" for label in sorted(labels)]
    return terms[0] if len(terms) == 1 else nested([("a", "owl:Class"), ("owl:unionOf", listed(terms))])


def _prefix(term: str) -> str:
    return term.partition(":")[0]


def _spaced(name: str) -> str:
    return "".join(f" {char.lower()}" if char.isupper() else char for char in name).strip()

"""Short names for JSON-LD: https://www.w3.org/TR/json-ld11/#the-context."""

import json

from kg.rdf.terms import Names
from kg.vocabulary.ontology import property_terms
from kg.vocabulary.terms import ABOUT, LAYOUT


def context_text(names: Names) -> str:
    """The context that gives each term of the vocabulary its own name."""
    prefixes = {name: names.prefixes[name] for name in ("kg", "rdf", "rdfs", "xsd", "dcterms", "prov", "oa")}
    context: dict[str, object] = {"@version": 1.1, **prefixes}
    context |= {node: f"kg:{node}" for node in (*names.schema.nodes, "Mention")}
    for edge in names.schema.edges.values():
        context[edge.rdf] = _link(edge.rdf)
    for name, (item, _) in property_terms(names).items():
        context[name] = _link(name) if name in ("base", "keep") else _typed(name, item.type)
    for term in LAYOUT:
        if term.name not in context:
            context[term.name] = _link(term.name) if ":" in term.range else _typed(term.name, term.range)
    context |= {f"about{key.capitalize()}": _link(f"about{key.capitalize()}") for key in ABOUT}
    return json.dumps({"@context": context}, ensure_ascii=False, indent=2) + "\n"


def _link(name: str) -> dict[str, str]:
    return {"@id": f"kg:{name}", "@type": "@id"}


def _typed(name: str, kind: str) -> object:
    return {"@id": f"kg:{name}", "@type": f"xsd:{kind}"} if kind in ("integer", "boolean") else f"kg:{name}"

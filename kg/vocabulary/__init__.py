"""What is generated from `schemas/`: the vocabulary in the languages of other tools."""

from collections.abc import Callable
from typing import Final

from kg.rdf.terms import DEFAULT_BASE_IRI, Names
from kg.vocabulary.context import context_text
from kg.vocabulary.json_schema import json_schema_text
from kg.vocabulary.neo4j import neo4j_text
from kg.vocabulary.ontology import ontology_text
from kg.vocabulary.relations import relations_text
from kg.vocabulary.shapes import shapes_text

Generator = Callable[[Names], str]

GENERATED: Final[dict[str, tuple[str, Generator]]] = {
    "owl": ("ontology.ttl", ontology_text),
    "shacl": ("shapes.ttl", shapes_text),
    "json-schema": ("claims.schema.json", json_schema_text),
    "jsonld-context": ("context.jsonld", context_text),
    "neo4j": ("constraints.cypher", neo4j_text),
    "markdown": ("relations.md", relations_text),
}
"""Name of the form, its file in `schemas/generated/` (the last in `docs/`), and what makes it."""


def generated_text(form: str, base: str = DEFAULT_BASE_IRI) -> str:
    """The schema in one of GENERATED; equal schemas give equal text.

    Args:
        form: A key of GENERATED.
        base: What the ids of the graph stand behind.
    """
    return GENERATED[form][1](Names(base))

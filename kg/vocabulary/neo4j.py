"""Constraints and indexes for Neo4j, of its Community Edition alone: https://neo4j.com/docs/cypher-manual/5/schema/."""

from kg.rdf.terms import Names


def neo4j_text(names: Names) -> str:
    """Statements of Cypher, one a line."""
    lines = ["// Generated from schemas/ by `python -m kg.vocabulary`; do not edit."]
    for label in names.schema.nodes:
        lines.append(_unique(label))
    for label in names.schema.nodes:
        if label not in ("Claim", "Passage"):
            name = "title" if label == "Document" else "name"
            lines.append(f"CREATE INDEX {label.lower()}_{name} IF NOT EXISTS FOR (n:{label}) ON (n.{name});")
    for key in ("relation", "status", "polarity"):
        lines.append(f"CREATE INDEX claim_{key} IF NOT EXISTS FOR (n:Claim) ON (n.{key});")
    return "\n".join(lines) + "\n"


def _unique(label: str) -> str:
    return f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE;"

"""Triples as engines take them."""

from kg.rdf import Names, Statements


def update_text(names: Names, delete: Statements, insert: Statements) -> str:
    """As one SPARQL update, which is one transaction: https://www.w3.org/TR/sparql11-update/#deleteInsert."""
    parts = [f"{word} DATA {{\n{block}\n}}" for word, block in _blocks(names, delete, insert)]
    return " ;\n".join(parts)


def guarded_text(names: Names, delete: Statements, insert: Statements, condition: str) -> str:
    """The same, where nothing is done unless the pattern of the condition is found."""
    parts = [f"{word} {{\n{block}\n}}" for word, block in _blocks(names, delete, insert)]
    return "\n".join([*parts, f"WHERE {{ {condition} }}"])


def _blocks(names: Names, delete: Statements, insert: Statements) -> list[tuple[str, str]]:
    return [(word, _block(names, data)) for word, data in (("DELETE", delete), ("INSERT", insert)) if data]


def _block(names: Names, statements: Statements) -> str:
    parts: list[str] = []
    for graph, lines in statements.by_graph(names):
        body = "\n".join(lines)
        parts.append(body if graph is None else f"GRAPH <{graph}> {{\n{body}\n}}")
    return "\n".join(parts)

"""What a Neo4j database needs before the first document: constraints and indexes, made from the schema.

All of them are named `kg_...` and rest on properties that nobody else has, so that they bind our nodes alone. The one
exception is the index on `id`, which binds nothing and makes a user's `{id: ...}` quick.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.schema import RESERVED_LABELS, Schema
from kg.stores.cypher import OWN_ID

VERSION: Final = 1
"""Of the layout; a database of a higher one is refused."""

LAYOUT: Final = "kg_layout_"
"""The version stands in the name of a constraint: a database of others gets no node that is no document's."""

LOCK_LABEL: Final = "_kg_Writer"
TERMS_INDEX: Final = "kg_terms"

LAYOUTS: Final = f"SHOW CONSTRAINTS YIELD name WHERE name STARTS WITH '{LAYOUT}' RETURN name"
EXISTING: Final = (
    "SHOW INDEXES YIELD name, type, entityType, labelsOrTypes, properties "
    "RETURN name, type, entityType, labelsOrTypes AS labels, properties"
)
AWAIT_TERMS: Final = f"CALL db.awaitIndex('{TERMS_INDEX}', 600)"

LOCK: Final = f"CREATE (w:{LOCK_LABEL} {{name: 'writer'}}) DELETE w"
"""Holds the entry of the unique index until the transaction ends, and leaves nothing behind: a second writer waits."""

NAMED: Final = (
    f"CALL db.index.fulltext.queryNodes('{TERMS_INDEX}', $search) YIELD node AS n "
    f"WHERE $label IN labels(n) AND n.{OWN_ID} IS NOT NULL AND all(term IN $terms WHERE term IN n._kg_terms) "
    "RETURN n.id AS id, n._kg_tally AS tally, n.title AS title, n.source AS source"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """An index that is there, or has to be: equal when it does the same, whatever it is called."""

    type: str
    labels: tuple[str, ...]
    properties: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """An index or a constraint by its name, and how it is made."""

    name: str
    index: Index
    statement: str


def definitions(schema: Schema) -> Iterator[Definition]:
    """Everything that the schema asks for; the mark of the layout last."""
    for label in schema.nodes:
        yield _constraint(f"kg_own_{label}", label, OWN_ID)
        yield _range(f"kg_id_{label}", f"(n:`{label}`)", label, "n.id")
    for relation in schema.edges:
        yield _range(f"kg_key_{relation}", f"()-[r:`{relation}`]-()", relation, "r._kg_key")
    named = sorted(set(schema.nodes) - set(RESERVED_LABELS) | {"Document"})
    yield Definition(
        name=TERMS_INDEX,
        index=Index(type="FULLTEXT", labels=tuple(named), properties=("_kg_terms",)),
        statement=f"CREATE FULLTEXT INDEX {TERMS_INDEX} IF NOT EXISTS FOR (n:{'|'.join(f'`{n}`' for n in named)}) "
        "ON EACH [n._kg_terms] OPTIONS {indexConfig: {`fulltext.analyzer`: 'keyword'}}",
    )
    yield _constraint(f"{LAYOUT}{VERSION}", LOCK_LABEL, "name")


def completions(schema: Schema) -> Iterator[str]:
    """Statements that put in the empty lists which `neo4j-admin database import` leaves out; by themselves each."""
    lists = {label: ("aliases",) for label in schema.nodes if label not in RESERVED_LABELS}
    for label, keys in (lists | {"Claim": ("qualifiers", "qualifier_kinds")}).items():
        for key in keys:
            where = f"n.{OWN_ID} IS NOT NULL AND n.{key} IS NULL"
            yield f"MATCH (n:`{label}`) WHERE {where} CALL {{ WITH n SET n.{key} = [] }} IN TRANSACTIONS OF 10000 ROWS"
    where = f"d.{OWN_ID} IS NOT NULL AND r.properties IS NOT NULL AND r.aliases IS NULL"
    yield (
        f"MATCH (d:Document)-[r:MENTIONS]->() WHERE {where} "
        "CALL { WITH r SET r.aliases = [] } IN TRANSACTIONS OF 10000 ROWS"
    )


def _constraint(name: str, label: str, key: str) -> Definition:
    return Definition(
        name=name,
        index=Index(type="RANGE", labels=(label,), properties=(key,)),
        statement=f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:`{label}`) REQUIRE n.{key} IS UNIQUE",
    )


def _range(name: str, pattern: str, label: str, key: str) -> Definition:
    return Definition(
        name=name,
        index=Index(type="RANGE", labels=(label,), properties=(key.partition(".")[2],)),
        statement=f"CREATE INDEX {name} IF NOT EXISTS FOR {pattern} ON ({key})",
    )


def search_text(terms: Sequence[str]) -> str:
    """The terms, each whole, as a question to the full-text index.

    Syntax: https://lucene.apache.org/core/9_11_0/queryparser/org/apache/lucene/queryparser/classic/package-summary.html
    """
    longest = sorted(terms, key=len, reverse=True)[:MOST_TERMS]  # the comparison that counts is made on the node
    return " AND ".join('"' + term.replace("\\", "\\\\").replace('"', '\\"') + '"' for term in longest)


MOST_TERMS: Final = 64
"""The index takes 1024 of them, and fewer find as much."""

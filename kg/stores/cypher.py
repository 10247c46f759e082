"""The Cypher of the product, once, for every engine that speaks Neo4j 5's dialect.

What was not put there by `add` (a user may write as well) has none of the store's own properties, and is passed over.

Values are parameters. Labels and relationship types cannot be, so they are put in by `_name`, which takes the names of
the schema and of the fixed layout and nothing else.

The layout: `(:Document)-[:MENTIONS]->(entity)`, `(:Claim)-[:SUBJECT|OBJECT|ATTRIBUTED_TO]->(entity or Document)`,
`(:Claim)-[:EVIDENCED_BY]->(:Passage)-[:IN_DOCUMENT]->(:Document)`, and a plain relationship of each relation of the
schema between entities.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from kg.errors import SchemaError

DOCUMENT: Final = "Document"
PASSAGE: Final = "Passage"
CLAIM: Final = "Claim"
RECORDS: Final = (DOCUMENT, PASSAGE, CLAIM)
STRUCTURE: Final = ("MENTIONS", "SUBJECT", "OBJECT", "ATTRIBUTED_TO", "EVIDENCED_BY", "IN_DOCUMENT")

# The properties of what is created, by name: an engine writes a map that it knows in advance in half the time.
ENTITY_KEYS: Final = ("id", "name", "aliases", "_kg_tally", "_kg_terms")
PASSAGE_KEYS: Final = ("id", "start", "end", "quote")
CLAIM_KEYS: Final = (
    "id", "relation", "polarity", "status", "date", "date_inferred", "basis", "rule", "qualifiers", "qualifier_kinds",
    "support", "_kg_subject", "_kg_object", "_kg_speaker", "_kg_tally",
)  # fmt: skip
MENTION_KEYS: Final = ("labels", "name", "aliases", "properties")
EVIDENCE_KEYS: Final = (
    "position", "rule", "basis", "date", "date_inferred", "subject_start", "subject_end", "object_start", "object_end",
    "place", "steps", "qualifiers",
)  # fmt: skip
EDGE_KEYS: Final = ("claims", "support", "status", "first_date", "last_date", "_kg_key")

_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def _name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise SchemaError(f"{name!r} is no label, relation or property")
    return f"`{name}`"


OWN_ID: Final = "_kg_id"
"""In a database that others use as well, the id of a node of ours: theirs have none, whatever their labels and ids."""

_BY_ID: Final = "{id: "
_HAS_ID: Final = "n.id IS NOT NULL"
_STARTS: Final = ".id STARTS WITH"
_CREATED: Final = "{`id`: row.properties.`id`"
_REPLACED: Final = "SET n = row.properties"


@cache
def among_others(statement: str) -> str:
    """A statement of ours for a database that others use as well: it finds and makes nodes by `OWN_ID`."""
    own = f"{_CREATED.replace('id', OWN_ID, 1)}, {_CREATED[1:]}"
    return (
        statement.replace(_BY_ID, f"{{{OWN_ID}: ")
        .replace(_HAS_ID, f"n.{OWN_ID} IS NOT NULL")
        .replace(_STARTS, f".{OWN_ID} STARTS WITH")
        .replace(_CREATED, own)
        .replace(_REPLACED, f"{_REPLACED}, n.{OWN_ID} = row.properties.id")
    )


def _map(keys: Sequence[str]) -> str:
    """A map of properties out of `row.properties`; those that are null are not stored."""
    return "{" + ", ".join(f"{_name(key)}: row.properties.{_name(key)}" for key in keys) + "}"


# Reading.

DOCUMENTS: Final = "MATCH (d:Document) WHERE d._kg_entities IS NOT NULL RETURN properties(d) AS document"

DIGESTS: Final = "UNWIND $ids AS id MATCH (d:Document {id: id}) RETURN d.id AS id, d.digest AS digest"

DOCUMENTS_BY_ID: Final = (
    "UNWIND $ids AS id MATCH (d:Document {id: id}) WHERE d._kg_entities IS NOT NULL RETURN properties(d) AS document"
)

DECISIONS: Final = (
    "MATCH (d:Document) WHERE d.id STARTS WITH '/decision/' AND d.decision IS NOT NULL AND d._kg_entities IS NOT NULL "
    "RETURN d.id AS id"
)

MENTIONS: Final = (
    "UNWIND $ids AS id MATCH (d:Document {id: id})-[m:MENTIONS]->(n) WHERE m.properties IS NOT NULL "
    "RETURN d.id AS document, n.id AS id, m.labels AS labels, m.name AS name, m.aliases AS aliases, "
    "m.properties AS properties"
)

EVIDENCE_OF_DOCUMENTS: Final = (
    "UNWIND $ids AS id MATCH (d:Document {id: id})<-[:IN_DOCUMENT]-(p:Passage)<-[e:EVIDENCED_BY]-(c:Claim) "
    "WHERE e.position IS NOT NULL "
    "RETURN properties(c) AS claim, properties(e) AS evidence, properties(p) AS passage, d.id AS document"
)

EVIDENCE_OF_CLAIMS: Final = (
    "UNWIND $ids AS id MATCH (c:Claim {id: id})-[e:EVIDENCED_BY]->(p:Passage)-[:IN_DOCUMENT]->(d:Document) "
    "WHERE e.position IS NOT NULL "
    "RETURN properties(c) AS claim, properties(e) AS evidence, properties(p) AS passage, d.id AS document"
)

CLAIM_TALLIES: Final = "UNWIND $ids AS id MATCH (c:Claim {id: id}) RETURN c.id AS id, c._kg_tally AS tally"

CLAIM_IDS: Final = (
    "MATCH (c:Claim) WHERE c.id STARTS WITH $prefix AND c._kg_tally IS NOT NULL "
    "RETURN c.id AS id ORDER BY id LIMIT $limit"
)

CLAIM_DATES: Final = "UNWIND $ids AS id MATCH (c:Claim {id: id}) RETURN c.id AS id, c.status AS status, c.date AS date"


def entities_by_id(label: str) -> str:
    """Entities with that label among some ids."""
    return (
        f"UNWIND $ids AS id MATCH (n:{_name(label)} {{id: id}}) WHERE n._kg_tally IS NOT NULL "
        "RETURN n.id AS id, labels(n) AS labels, n._kg_tally AS tally"
    )


def ids_with_label(label: str) -> str:
    """Which of some ids are nodes with that label."""
    return f"UNWIND $ids AS id MATCH (n:{_name(label)} {{id: id}}) RETURN n.id AS id"


def documents_naming(label: str) -> str:
    """Documents that contribute to some nodes."""
    return (
        f"UNWIND $ids AS id MATCH (n:{_name(label)} {{id: id}})<-[m:MENTIONS]-(d:Document) "
        "WHERE m.properties IS NOT NULL RETURN DISTINCT d.id AS id"
    )


def named(label: str) -> str:
    """Nodes that have all the given terms."""
    return (
        f"MATCH (n:{_name(label)}) WHERE all(term IN $terms WHERE term IN n._kg_terms) "
        "RETURN n.id AS id, n._kg_tally AS tally, n.title AS title, n.source AS source"
    )


def claims_of(label: str) -> str:
    """Ids of the claims that some nodes take part in."""
    return (
        f"UNWIND $ids AS id MATCH (n:{_name(label)} {{id: id}})<-[:SUBJECT|OBJECT|ATTRIBUTED_TO]-(c:Claim) "
        "WHERE c._kg_tally IS NOT NULL RETURN DISTINCT c.id AS id"
    )


def claims_from(label: str) -> str:
    """Claims of which some nodes are the subject, with their objects."""
    return (
        f"UNWIND $ids AS id MATCH (n:{_name(label)} {{id: id}})<-[:SUBJECT]-(c:Claim) "
        "WHERE c._kg_tally IS NOT NULL RETURN c.id AS id, c._kg_object AS object"
    )


def neighbours(label: str, relations: Sequence[str]) -> str:
    """Nodes one plain relationship away from some nodes, in either direction."""
    types = "|".join(map(_name, relations))
    return (
        f"UNWIND $ids AS id MATCH (n:{_name(label)} {{id: id}})-[r:{types}]-(m) "
        "WHERE r._kg_key IS NOT NULL RETURN m.id AS id, labels(m) AS labels, max(r.support) AS support"
    )


def edges_by_key(relation: str) -> str:
    """Plain relationships of one type by their keys."""
    return (
        f"UNWIND $keys AS key MATCH ()-[r:{_name(relation)} {{_kg_key: key}}]->() "
        "RETURN r._kg_key AS key, r.claims AS claims, r.support AS support"
    )


def count_nodes(label: str) -> str:
    """How many nodes have the label."""
    return f"MATCH (n:{_name(label)}) WHERE {_HAS_ID} RETURN count(n) AS count"


def count_edges(relation: str) -> str:
    """How many relationships are of the type."""
    return f"MATCH ()-[r:{_name(relation)}]->() WHERE r._kg_key IS NOT NULL RETURN count(r) AS count"


# Writing.

UPDATE_CLAIMS: Final = "UNWIND $rows AS row MATCH (n:Claim {id: row.id}) SET n = row.properties"

DELETE_CLAIMS: Final = "UNWIND $ids AS id MATCH (n:Claim {id: id}) DETACH DELETE n"

CREATE_PASSAGES: Final = (
    f"UNWIND $rows AS row MATCH (d:Document {{id: row.end}}) CREATE (:Passage {_map(PASSAGE_KEYS)})-[:IN_DOCUMENT]->(d)"
)

UPDATE_PASSAGES: Final = "UNWIND $rows AS row MATCH (n:Passage {id: row.start}) SET n = row.properties"

DELETE_PASSAGES: Final = "UNWIND $ids AS id MATCH (n:Passage {id: id}) DETACH DELETE n"

CREATE_DOCUMENTS: Final = "UNWIND $rows AS row CREATE (n:Document) SET n = row.properties"

UPDATE_DOCUMENTS: Final = "UNWIND $rows AS row MATCH (n:Document {id: row.id}) SET n = row.properties"

DELETE_DOCUMENTS: Final = "UNWIND $ids AS id MATCH (n:Document {id: id}) DETACH DELETE n"

WITHDRAW_MENTIONS: Final = (
    "UNWIND $ids AS id MATCH (:Document {id: id})-[r:MENTIONS]->() WHERE r.properties IS NOT NULL DELETE r"
)

WITHDRAW_EVIDENCE: Final = (
    "UNWIND $ids AS id MATCH (:Document {id: id})<-[:IN_DOCUMENT]-(:Passage)<-[r:EVIDENCED_BY]-() "
    "WHERE r.position IS NOT NULL DELETE r"
)

CREATE_EVIDENCE: Final = (
    "UNWIND $rows AS row MATCH (a:Claim {id: row.start}) MATCH (b:Passage {id: row.end}) "
    f"CREATE (a)-[:EVIDENCED_BY {_map(EVIDENCE_KEYS)}]->(b)"
)


def create_claims(subject: str, object: str) -> str:
    """New claims about nodes with those labels."""
    return (
        f"UNWIND $rows AS row MATCH (a:{_name(subject)} {{id: row.start}}) MATCH (b:{_name(object)} {{id: row.end}}) "
        f"CREATE (a)<-[:SUBJECT]-(:Claim {_map(CLAIM_KEYS)})-[:OBJECT]->(b)"
    )


def create_speakers(label: str) -> str:
    """Who says what some claims say, where it has the label."""
    return (
        f"UNWIND $rows AS row MATCH (a:Claim {{id: row.start}}) MATCH (b:{_name(label)} {{id: row.end}}) "
        "CREATE (a)-[:ATTRIBUTED_TO]->(b)"
    )


def create_entities(labels: Sequence[str], properties: Sequence[str]) -> str:
    """New nodes with exactly these labels, and those of these properties that they have."""
    return f"UNWIND $rows AS row CREATE (:{':'.join(map(_name, labels))} {_map((*ENTITY_KEYS, *properties))})"


def update_entities(label: str) -> str:
    """Replace the properties of some nodes."""
    return f"UNWIND $rows AS row MATCH (n:{_name(label)} {{id: row.id}}) SET n = row.properties"


def add_labels(label: str, new: Sequence[str]) -> str:
    """Give some nodes further labels."""
    return f"UNWIND $ids AS id MATCH (n:{_name(label)} {{id: id}}) SET n:{':'.join(map(_name, new))}"


def remove_labels(label: str, old: Sequence[str]) -> str:
    """Take labels from some nodes; `label` is one that stays."""
    return f"UNWIND $ids AS id MATCH (n:{_name(label)} {{id: id}}) REMOVE n:{':'.join(map(_name, old))}"


def delete_entities(label: str) -> str:
    """Take nodes out with all that hangs on them."""
    return f"UNWIND $ids AS id MATCH (n:{_name(label)} {{id: id}}) DETACH DELETE n"


def create_mentions(label: str) -> str:
    """What documents contribute to nodes with that label."""
    return (
        f"UNWIND $rows AS row MATCH (a:Document {{id: row.start}}) MATCH (b:{_name(label)} {{id: row.end}}) "
        f"CREATE (a)-[:MENTIONS {_map(MENTION_KEYS)}]->(b)"
    )


def create_edges(relation: str, subject: str, object: str) -> str:
    """Plain relationships between nodes with those labels."""
    return (
        f"UNWIND $rows AS row MATCH (a:{_name(subject)} {{id: row.start}}) MATCH (b:{_name(object)} {{id: row.end}}) "
        f"CREATE (a)-[:{_name(relation)} {_map(EDGE_KEYS)}]->(b)"
    )


def update_edges(relation: str) -> str:
    """Replace the properties of some plain relationships."""
    return f"UNWIND $rows AS row MATCH ()-[r:{_name(relation)} {{_kg_key: row.key}}]->() SET r = row.properties"


def delete_edges(relation: str) -> str:
    """Take plain relationships out."""
    return f"UNWIND $keys AS key MATCH ()-[r:{_name(relation)} {{_kg_key: key}}]->() DELETE r"

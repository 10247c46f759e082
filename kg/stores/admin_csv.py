"""The graph as CSV for `neo4j-admin database import full`, which fills a new database many times faster than Bolt.

What it makes is what `kg import` into the same database would have made, node for node and property for property.
Source: https://neo4j.com/docs/operations-manual/5/import/
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final, cast

from kg.claim import ClaimTally
from kg.entity import Tally
from kg.errors import KgError, StoreError
from kg.extraction import Extraction
from kg.graph import Graph, build_graph
from kg.projection import Projected, identity_of, project
from kg.schema import Schema, load_schema
from kg.stores import cypher
from kg.stores.neo4j_layout import AWAIT_TERMS, completions, definitions
from kg.stores.records import (
    ABOUT,
    Json,
    Properties,
    claim_properties,
    document_properties,
    edge_properties,
    entity_properties,
    evidence_properties,
    mention_properties,
    passage_properties,
)

ARGUMENTS: Final = "import.args"
FINISH: Final = "finish.cypher"
README: Final = "README.txt"
LARGEST_FIELD: Final = 4_000_000
"""Bytes that the import tool reads at once unless it is told otherwise."""

Columns = Mapping[str, str]

_DELIMITERS: Final = "\x1f\x1e\x1d\x1c\x01\x02\x03\x04\x05\x06\x07\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17"
_KINDS: Final = {"integer": "long", "boolean": "boolean"}
_DOCUMENT: Final = dict.fromkeys(("source", "format", "digest", "title", "date", "publisher", "url", "base"), "string")
_DECISION: Final = {**dict.fromkeys(("decision", "keep", "reason", "by"), "string"), "nodes": "string[]"}
_DOCUMENT_OWN: Final = {
    "_kg_entities": "long", "_kg_claims": "long", "_kg_terms": "string[]", "_kg_original": "string",
}  # fmt: skip
_TYPES: Final[Columns] = {
    **dict.fromkeys(("start", "end", "position", "support"), "long"),
    **dict.fromkeys(("subject_start", "subject_end", "object_start", "object_end"), "long"),
    **dict.fromkeys(("aliases", "_kg_terms", "qualifier_kinds", "claims", "labels"), "string[]"),
    "date_inferred": "boolean",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminImport:
    """What was written: how many nodes and relationships stand in the files."""

    nodes: int
    relationships: int


@dataclass(slots=True)
class _Folder:
    """The files of one import, opened when their first row comes."""

    path: Path
    delimiter: str
    stack: ExitStack
    files: dict[str, IO[str]] = field(default_factory=dict)
    arguments: list[str] = field(default_factory=list)
    rows: int = 0
    longest: int = 0

    def node(self, labels: Sequence[str], space: str, columns: Columns, properties: Properties) -> None:
        name = f"nodes-{'-'.join(labels)}"
        header = [f"id:ID({space})", f"{cypher.OWN_ID}:string", *(f"{key}:{kind}" for key, kind in columns.items())]
        key = properties["id"]
        self._row(name, header, f"--nodes={':'.join(labels)}", [key, key, *map(properties.get, columns)])

    def join(
        self, relation: str, start: tuple[str, str], end: tuple[str, str], columns: Columns, row: Properties
    ) -> None:
        name = f"{relation}-{start[0]}-{end[0]}"
        header = [f":START_ID({start[0]})", f":END_ID({end[0]})", *(f"{key}:{kind}" for key, kind in columns.items())]
        self._row(name, header, f"--relationships={relation}", [start[1], end[1], *map(row.get, columns)])

    def _row(self, name: str, header: Sequence[str], option: str, values: Iterable[Json]) -> None:
        if name not in self.files:
            (self.path / f"{name}.header.csv").write_text(",".join(header) + "\n", encoding="utf-8")
            # From version 2026 on the tool looks for the folder of a bare name, and finds none.
            self.arguments.append(f"{option}=./{name}.header.csv,./{name}.csv")
            path = self.path / f"{name}.csv"
            self.files[name] = self.stack.enter_context(path.open("w", encoding="utf-8", newline=""))
        fields = [_field(value, self.delimiter) for value in values]
        self.longest = max(self.longest, *(len(text) for text in fields))
        self.files[name].write(",".join(fields) + "\n")
        self.rows += 1


def write_admin_csv(extractions: Iterable[Extraction], folder: Path) -> AdminImport:
    """Write the files, the arguments of the import and a README into a folder, which is new or empty.

    Raises:
        StoreError: The folder holds something, or cannot be written.
    """
    given = sorted(extractions, key=lambda extraction: extraction.document.id)
    graph, identity = build_graph(given), identity_of(given)
    projected = [(project(extraction, identity), extraction.digest()) for extraction in given]
    documents = [each.extraction for each, _ in projected]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise StoreError("the folder is not empty", source=str(folder), hint="name a new one")
        with ExitStack() as stack:
            files = _Folder(folder, _delimiter(documents), stack)
            _write_entities(files, documents, load_schema())
            _write_documents(files, projected)
            _write_claims(files, documents, graph)
            nodes, files.rows = files.rows, 0
            _write_structure(files, documents, graph)
        _write_arguments(files)
    except OSError as error:
        raise StoreError(f"cannot be written: {error.strerror}", source=str(folder)) from error
    return AdminImport(nodes=nodes, relationships=files.rows)


def _write_entities(files: _Folder, documents: Sequence[Extraction], schema: Schema) -> None:
    tallies: dict[str, Tally] = {}
    for extraction in documents:
        for entity in extraction.entities:
            tallies.setdefault(entity.id, Tally()).add(entity)
    for key in sorted(tallies):
        labels = sorted(tallies[key].labels)
        items = {
            item.name: _KINDS.get(item.type, "string") for name in labels for item in schema.nodes[name].properties
        }
        files.node(labels, "entity", _typed(cypher.ENTITY_KEYS[1:]) | items, entity_properties(key, tallies[key]))


def _write_documents(files: _Folder, documents: Sequence[tuple[Projected, str]]) -> None:
    about = sorted({ABOUT + key for projected, _ in documents for key, _ in projected.extraction.document.about})
    columns = {**_DOCUMENT, **dict.fromkeys(about, "string"), **_DECISION, **_DOCUMENT_OWN}
    for projected, digest in documents:
        properties = document_properties(projected, digest)
        files.node([cypher.DOCUMENT], "document", columns, properties)


def _write_claims(files: _Folder, documents: Sequence[Extraction], graph: Graph) -> None:
    tallies: dict[str, ClaimTally] = {}
    passages: dict[str, Properties] = {}
    for extraction in documents:
        for claim in extraction.claims:
            tallies.setdefault(claim.id, ClaimTally()).add(claim)
            passages |= {evidence.passage_id: passage_properties(evidence) for evidence in claim.evidence}
    columns = _typed(cypher.CLAIM_KEYS[1:]) | {"qualifiers": "string[]"}
    for claim in graph.claims:
        files.node([cypher.CLAIM], "claim", columns, claim_properties(claim, tallies[claim.id]))
    for key in sorted(passages):
        files.node([cypher.PASSAGE], "passage", _typed(cypher.PASSAGE_KEYS[1:]), passages[key])


def _write_structure(files: _Folder, documents: Sequence[Extraction], graph: Graph) -> None:
    known = {extraction.document.id for extraction in documents}

    def end(key: str) -> tuple[str, str]:
        return ("document" if key in known else "entity"), key

    for claim in graph.claims:
        files.join("SUBJECT", ("claim", claim.id), end(claim.subject), {}, {})
        files.join("OBJECT", ("claim", claim.id), end(claim.object), {}, {})
        if claim.attributed_to is not None:
            files.join("ATTRIBUTED_TO", ("claim", claim.id), end(claim.attributed_to), {}, {})
    for edge in graph.edges:
        files.join(edge.relation, end(edge.subject), end(edge.object), _typed(cypher.EDGE_KEYS), edge_properties(edge))
    for extraction in documents:
        _write_contribution(files, extraction)


def _write_contribution(files: _Folder, extraction: Extraction) -> None:
    document = "document", extraction.document.id
    for entity in extraction.entities:
        files.join("MENTIONS", document, ("entity", entity.id), _typed(cypher.MENTION_KEYS), mention_properties(entity))
    placed: set[str] = set()
    for claim in extraction.claims:
        for position, evidence in enumerate(claim.evidence):
            passage, row = ("passage", evidence.passage_id), evidence_properties(claim, evidence, position)
            files.join("EVIDENCED_BY", ("claim", claim.id), passage, _typed(cypher.EVIDENCE_KEYS), row)
            if evidence.passage_id not in placed:
                files.join("IN_DOCUMENT", passage, document, {}, {})
                placed.add(evidence.passage_id)


def _write_arguments(files: _Folder) -> None:
    options = ["--multiline-fields=true", "--ignore-empty-strings=false"]
    options += [f"--array-delimiter=U+{ord(files.delimiter):04X}", "--bad-tolerance=0"]
    if files.longest * 4 > LARGEST_FIELD:
        options.append(f"--read-buffer-size={files.longest * 4}")
    lines = [*options, *sorted(files.arguments)]
    (files.path / ARGUMENTS).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    schema = load_schema()
    statements = [*(item.statement for item in definitions(schema)), AWAIT_TERMS, *completions(schema)]
    (files.path / FINISH).write_text("".join(f"{statement};\n" for statement in statements), encoding="utf-8")
    (files.path / README).write_text(_README, encoding="utf-8")


def _typed(keys: Iterable[str]) -> dict[str, str]:
    return {key: _TYPES.get(key, "string") for key in keys}


def _field(value: Json, delimiter: str) -> str:
    """One field: nothing at all for null, so that an empty text stays one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = delimiter.join(cast("list[str]", value)) if isinstance(value, list) else str(value)
    return '"' + text.replace('"', '""') + '"'


def _delimiter(documents: Iterable[Extraction]) -> str:
    """A character that stands in no name and no qualifier."""
    found = set(_listed_characters(documents))
    for character in _DELIMITERS:
        if character not in found:
            return character
    raise KgError("the names hold every control character that could part them", hint="export as jsonl")


def _listed_characters(documents: Iterable[Extraction]) -> Iterator[str]:
    for extraction in documents:
        for entity in extraction.entities:
            yield from entity.name
            yield from "".join(entity.aliases)
        for claim in extraction.claims:
            for qualifier in claim.qualifiers:
                yield from qualifier.kind + qualifier.text
        yield from (extraction.document.title or "") + extraction.document.source
        if extraction.document.decision is not None:
            yield from "".join(extraction.document.decision.nodes)


_README: Final = f"""\
A graph for a new Neo4j database (5 or newer), written by `kg export --format neo4j-admin`.

In this folder, with no server running on the database:

    neo4j-admin database import full neo4j @{ARGUMENTS}

Add --overwrite-destination=true before the @ to replace a database. Then start the server, and make the constraints and
indexes:

    kg shell --write --store neo4j://USER@HOST/neo4j < {FINISH}

(cypher-shell -f {FINISH} does the same; so does the first `kg import` into the database.)
"""

"""The JSON lines of `kg extract` as a JSON Schema: https://json-schema.org/draft/2020-12/schema."""

import json
from typing import Final

from kg.claim import BASES, POLARITIES, STATUSES
from kg.decision import KINDS
from kg.rdf.terms import Names
from kg.schema import RESERVED_LABELS, NodeType, Property
from kg.validate import MAX_ID

Json = dict[str, object]

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
DATE: Final = r"^\d{4}(-\d{2}(-\d{2})?)?$"
TEXT: Final[Json] = {"type": "string"}
NUMBER: Final[Json] = {"type": "integer", "minimum": 0}
ID: Final[Json] = {"type": "string", "minLength": 1, "maxLength": MAX_ID}


def json_schema_text(names: Names) -> str:
    """The schema of one line."""
    lines = {"document": _document(), "node": _node(names), "claim": _claim(names), "mention": _mention()}
    schema: Json = {
        "$schema": DRAFT,
        "$id": f"{names.vocabulary.rstrip('#')}/claims.schema.json",
        "title": "One line of `kg extract`",
        "description": "Generated from schemas/ by `python -m kg.vocabulary`; do not edit.",
        "type": "object",
        "required": ["type"],
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in lines],
        "$defs": {**lines, "span": _span(), "evidence": _evidence(), "step": _step(), "qualifier": _qualifier()},
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _object(properties: Json, required: list[str], **more: object) -> Json:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False, **more}


def _document() -> Json:
    optional: Json = dict.fromkeys(("title", "date", "publisher", "url", "base"), TEXT)
    about = {"type": "object", "propertyNames": {"pattern": "^[a-z][a-z_]{0,30}$"}, "additionalProperties": ID}
    own: Json = {"type": {"const": "document"}, "id": ID, "source": TEXT, "format": TEXT}
    return _object({**own, **optional, "about": about, "decision": _decision()}, ["type", "id", "source"])


def _decision() -> Json:
    nodes = {"type": "array", "items": ID, "minItems": 1, "maxItems": 2, "uniqueItems": True}
    own: Json = {"kind": {"enum": list(KINDS)}, "nodes": nodes, "keep": ID, "reason": TEXT, "by": TEXT}
    return _object(own, ["kind", "nodes"])


def _node(names: Names) -> Json:
    nodes = {name: node for name, node in names.schema.nodes.items() if name not in RESERVED_LABELS}
    labels = {"type": "array", "minItems": 1, "items": {"enum": sorted(nodes)}}
    known: Json = {"name": TEXT, "aliases": {"type": "array", "items": TEXT}}
    known |= {item.name: {} for node in nodes.values() for item in node.properties}
    properties = {"type": "object", "properties": known, "required": ["name"], "additionalProperties": False}
    # A node of several labels may have the properties of each, so a value is fixed only where there is one label.
    single = [_single(node) for node in nodes.values() if node.properties]
    own: Json = {"type": {"const": "node"}, "id": ID, "labels": labels, "properties": properties}
    return _object(own, ["type", "id", "labels", "properties"], allOf=single)


def _single(node: NodeType) -> Json:
    values: Json = {item.name: _value(item) for item in node.properties}
    return {
        "if": {"properties": {"labels": {"const": [node.name]}}},
        "then": {
            "properties": {
                "properties": {"properties": values, "propertyNames": {"enum": ["name", "aliases", *values]}}
            }
        },
    }


def _value(item: Property) -> Json:
    described: Json = {"description": item.definition}
    if item.values:
        return {**described, "enum": list(item.values)}
    if item.type == "date":
        return {**described, "type": "string", "pattern": DATE}
    return {**described, "type": item.type}


def _claim(names: Names) -> Json:
    properties: Json = {
        "type": {"const": "claim"},
        "id": {"type": "string", "pattern": "^/claim/[0-9a-f]{20}$"},
        "relation": {"enum": sorted(names.schema.edges)},
        "subject": ID,
        "object": ID,
        "polarity": {"enum": list(POLARITIES)},
        "status": {"enum": list(STATUSES)},
        "attributed_to": {"anyOf": [ID, {"type": "null"}]},
        "qualifiers": {"type": "array", "items": {"$ref": "#/$defs/qualifier"}},
        "date": {"anyOf": [TEXT, {"type": "null"}]},
        "inferred": {"type": "boolean"},
        "evidence": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/evidence"}},
        "rule": TEXT,
        "basis": {"enum": list(BASES)},
    }
    required = ["type", "relation", "subject", "object", "polarity", "status", "evidence", "rule", "basis"]
    return _object(properties, required)


def _evidence() -> Json:
    span: Json = {"$ref": "#/$defs/span"}
    steps = {"type": "array", "items": {"$ref": "#/$defs/step"}}
    own: Json = {"document": ID, "start": NUMBER, "end": NUMBER, "quote": TEXT}
    return _object(
        {**own, "subject": span, "object": span, "place": TEXT, "steps": steps}, ["document", "start", "end", "quote"]
    )


def _span() -> Json:
    return {"type": "array", "prefixItems": [{"type": "integer"}, {"type": "integer"}], "minItems": 2, "maxItems": 2}


def _step() -> Json:
    own: Json = {"start": {"type": "integer"}, "end": {"type": "integer"}, "entity": ID, "reason": TEXT}
    return _object(own, list(own))


def _qualifier() -> Json:
    own: Json = {"kind": TEXT, "text": TEXT, "start": {"type": "integer"}, "end": {"type": "integer"}}
    return _object(own, list(own))


def _mention() -> Json:
    own: Json = {
        "type": {"const": "mention"},
        "document": ID,
        "start": NUMBER,
        "end": NUMBER,
        "target": ID,
        "quote": TEXT,
    }
    return _object(own, list(own))

"""A mapping file, read and checked against the schema before any row is."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from kg.claim import BASES, POLARITIES, STATUSES, Basis
from kg.errors import MappingError, SchemaError
from kg.mapping.rules import FINDERS, VALUE, Choice, ClaimRule, Condition, Finder, Mapping, NodeRule, Piece, Template
from kg.schema import RESERVED_LABELS, Schema, load_schema, read_yaml
from kg.sources import MAPPING_SUFFIX

"""The mapping of `agreements.csv` stands beside it as `agreements.mapping.yaml`."""

_PLACE: Final = re.compile(r"\{([^{}:]+)(?::(raw))?\}")
_TOP: Final = ("mapping", "basis", "nodes", "claims")
_NODE: Final = ("label", "id", "name", "aliases", "properties", "find", "each", "split", "when")
_CLAIM: Final = (
    "relation", "subject", "object", "polarity", "status", "attributed_to", "date", "qualifiers", "when",
)  # fmt: skip


def mapping_beside(path: Path) -> Path | None:
    """The mapping that stands beside a table, where there is one."""
    beside = path.with_name(path.name.split(".")[0] + MAPPING_SUFFIX)
    return beside if beside.is_file() else None


def load_mapping(path: Path) -> Mapping:
    """The mapping in a YAML file.

    Raises:
        MappingError: It is no YAML, a key is unknown or missing, or a label, relation or property is not in the schema;
            names the place in the file.
    """
    try:
        data = read_yaml(path)
    except SchemaError as error:
        raise MappingError(error.message, source=str(path), hint="mend the file; docs/mapping.md shows one") from error
    return _Reader(source=str(path), schema=load_schema()).mapping(data)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    source: str
    schema: Schema

    def mapping(self, data: object) -> Mapping:
        table = self._table(data, "the file", _TOP)
        nodes = self._table(table.get("nodes"), "nodes", None)
        rules = tuple(self._node(key, entry, f"nodes.{key}") for key, entry in nodes.items())
        if not rules:
            raise self._error("there are no nodes", "nodes", "name at least one")
        entries = self._list(table.get("claims", []), "claims")
        claims = tuple(self._claim(entry, f"claims[{i}]", rules) for i, entry in enumerate(entries, start=1))
        name = self._text(table, "mapping", "the file")
        basis = self._one_of(str(table.get("basis", "stated")), BASES, "basis")
        return Mapping(name=name, source=self.source, basis=cast(Basis, basis), nodes=rules, claims=claims)

    def _node(self, key: str, data: object, place: str) -> NodeRule:
        table = self._table(data, place, _NODE)
        find = self._one_of(str(table["find"]), FINDERS, f"{place}.find") if "find" in table else None
        each = self._text(table, "each", place) if "each" in table else None
        if find and not each:
            raise self._error("`find` needs a column to look up", place, "add `each: COLUMN`")
        templated = find is None or "label" in table or "id" in table
        for name in ("label", "id", "name") if templated else ():
            self._text(table, name, place)
        label = self._label(str(table["label"]), f"{place}.label") if templated else None
        properties = self._table(table.get("properties", {}), f"{place}.properties", None)
        if label:
            known = [p.name for p in self.schema.nodes[label].properties]
            for name in properties:
                self._one_of(name, known, f"{place}.properties", "property")
        make = self._template
        return NodeRule(
            key=key,
            label=label,
            id=make(table["id"], f"{place}.id", each) if templated else None,
            name=make(table["name"], f"{place}.name", each) if templated else None,
            aliases=tuple(
                make(text, f"{place}.aliases", each)
                for text in self._list(table.get("aliases", []), f"{place}.aliases")
            ),
            properties=tuple((k, make(v, f"{place}.properties.{k}", each)) for k, v in sorted(properties.items())),
            find=cast(Finder | None, find),
            each=each,
            split=self._separator(table, place),
            when=self._conditions(table.get("when"), f"{place}.when"),
        )

    def _claim(self, data: object, place: str, nodes: tuple[NodeRule, ...]) -> ClaimRule:
        table = self._table(data, place, _CLAIM)
        relation = self._one_of(
            self._text(table, "relation", place), self.schema.edges, f"{place}.relation", "relation"
        )
        rules = {rule.key: rule for rule in nodes}
        ends = {
            end: self._one_of(self._text(table, end, place), rules, f"{place}.{end}", "node")
            for end in ("subject", "object", "attributed_to")
            if end != "attributed_to" or end in table
        }
        self._check_ends(relation, rules[ends["subject"]], rules[ends["object"]], place)
        qualifiers = self._table(table.get("qualifiers", {}), f"{place}.qualifiers", None)
        return ClaimRule(
            place=place,
            relation=relation,
            subject=ends["subject"],
            object=ends["object"],
            polarity=self._choice(table.get("polarity", "affirmed"), POLARITIES, f"{place}.polarity"),
            status=self._choice(table.get("status", "asserted"), STATUSES, f"{place}.status"),
            attributed_to=ends.get("attributed_to"),
            date=self._text(table, "date", place) if "date" in table else None,
            qualifiers=tuple(
                (kind, self._template(text, f"{place}.qualifiers.{kind}", None))
                for kind, text in sorted(qualifiers.items())
            ),
            when=self._conditions(table.get("when"), f"{place}.when"),
        )

    def _check_ends(self, relation: str, subject: NodeRule, object: NodeRule, place: str) -> None:
        edge = self.schema.edge(relation)
        for end, rule, allowed in (("subject", subject, edge.subjects), ("object", object, edge.objects)):
            if rule.label and not rule.find and rule.label not in allowed:
                raise self._error(
                    f"{relation} takes no {rule.label} as {end}",
                    f"{place}.{end}",
                    f"it takes {', '.join(sorted(allowed))}",
                )

    def _label(self, label: str, place: str) -> str:
        return self._one_of(label, [n for n in self.schema.nodes if n not in RESERVED_LABELS], place, "label")

    def _choice(self, data: object, allowed: tuple[str, ...], place: str) -> Choice:
        if isinstance(data, str):
            return Choice(default=self._one_of(data, allowed, place))
        table = self._table(data, place, ("column", "values", "otherwise"))
        values = self._table(table.get("values"), f"{place}.values", None)
        for word in (*values.values(), *([table["otherwise"]] if "otherwise" in table else [])):
            self._one_of(str(word), allowed, place)
        return Choice(
            default=table.get("otherwise"),
            column=self._text(table, "column", place),
            values=tuple((str(cell), str(word)) for cell, word in values.items()),
        )

    def _conditions(self, data: object, place: str) -> tuple[Condition, ...]:
        if data is None:
            return ()
        entries = data if isinstance(data, list) else [data]
        return tuple(self._condition(entry, place) for entry in entries)

    def _condition(self, data: object, place: str) -> Condition:
        if not isinstance(data, dict):
            return Condition(column=self._text({"when": data}, "when", place))
        table = self._table(data, place, ("column", "is"))
        values = table.get("is", [])
        words = tuple(str(value) for value in (values if isinstance(values, list) else [values]))
        return Condition(column=self._text(table, "column", place), values=words)

    def _template(self, data: object, place: str, each: str | None) -> Template:
        text = str(data)
        pieces: list[Piece] = []
        end = 0
        for found in _PLACE.finditer(text):
            pieces += [Piece(text=text[end : found.start()]), Piece(column=found[1].strip(), raw=found[2] is not None)]
            end = found.end()
        pieces.append(Piece(text=text[end:]))
        if "{" in "".join(piece.text for piece in pieces) or "}" in "".join(piece.text for piece in pieces):
            raise self._error(f"a brace is open in {text!r}", place, "columns are written {column} or {column:raw}")
        template = Template(text=text, pieces=tuple(piece for piece in pieces if piece.text or piece.column))
        if VALUE in template.columns and each is None:
            raise self._error("{value} has no meaning here", place, "it is one part of the cell that `each` names")
        return template

    def _table(self, data: object, place: str, keys: tuple[str, ...] | None) -> dict[str, Any]:
        if not isinstance(data, dict):
            raise self._error("names and values are expected here", place, "docs/mapping.md shows the format")
        table = {str(key): value for key, value in data.items()}
        for key in table if keys is not None else ():
            self._one_of(key, keys or (), place, "key")
        return table

    def _list(self, data: object, place: str) -> list[object]:
        if not isinstance(data, list):
            raise self._error("a list is expected here", place, "begin each entry with a hyphen")
        return data

    def _text(self, table: dict[str, Any], key: str, place: str) -> str:
        value = table.get(key)
        if isinstance(value, bool):
            raise self._error(f"`{key}` is a truth value", place, "YAML reads yes, no, on and off so: put it in quotes")
        if value is None or not str(value).strip() or isinstance(value, dict | list):
            raise self._error(f"`{key}` is missing", place, f"add `{key}: ...`")
        return str(value)

    def _separator(self, table: dict[str, Any], place: str) -> str | None:
        if "split" in table and not (isinstance(table["split"], str) and table["split"]):
            raise self._error("`split` is no text", place, 'write it in quotes, such as split: ";"')
        return table.get("split")

    def _one_of(self, word: str, allowed: Iterable[str], place: str, kind: str = "value") -> str:
        known = sorted(allowed)
        if word in known:
            return word
        near = difflib.get_close_matches(word, known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"one of: {', '.join(known)}"
        raise self._error(f"no {kind} {word!r}", place, hint)

    def _error(self, message: str, place: str, hint: str) -> MappingError:
        return MappingError(message, source=self.source, place=place, hint=hint)

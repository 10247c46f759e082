"""The rows of a document, mapped: every claim has its row as evidence."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, cast

from kg.claim import Claim, Evidence, Polarity, Qualifier, Status, merge_claims
from kg.document import Document, Record
from kg.entity import Entity, Value, merge_entities
from kg.errors import MappingError
from kg.extraction import Extraction, MentionInfo, describe
from kg.identifiers import citation_of, label_of, provision_properties, slug
from kg.mapping.rules import VALUE, Choice, ClaimRule, Condition, Finder, Mapping, NodeRule, Template
from kg.schema import Schema, load_schema

_DATE: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")
_BOOLEANS: Final = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def map_records(document: Document, mapping: Mapping) -> Extraction:
    """The entities and claims that a mapping reads from the records of a document.

    Raises:
        MappingError: A column is not there, or a row does not fit; names the row and the column.
    """
    schema = load_schema()
    rows = [_Row(document=document, mapping=mapping, record=record, schema=schema) for record in document.records]
    for row in rows:
        row.check_columns()
    read = [(row, row.nodes()) for row in rows]
    named = [node for _, nodes in read for group in nodes.values() for node in group]
    return Extraction(
        document=describe(document),
        entities=tuple(merge_entities(node.entity for node in named)),
        claims=tuple(merge_claims(claim for row, nodes in read for claim in row.claims(nodes))),
        mentions=tuple(
            sorted(
                {
                    MentionInfo(
                        start=node.span[0],
                        end=node.span[1],
                        target=node.entity.id,
                        quote=document.text[node.span[0] : node.span[1]],
                    )
                    for node in named
                    if node.span
                }
            )
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Node:
    """A node of a row, and where in the document's text the row names it."""

    entity: Entity
    span: tuple[int, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    document: Document
    mapping: Mapping
    record: Record
    schema: Schema

    @property
    def values(self) -> dict[str, str]:
        return {column: value.strip() for column, value in self.record.values}

    def check_columns(self) -> None:
        present = {column for column, _ in self.record.values}
        missing = sorted(self.mapping.columns - present)
        if missing:
            raise self._error(
                f"no column {missing[0]!r}", f"the columns are {', '.join(sorted(present))}; see {self.mapping.source}"
            )

    def nodes(self) -> dict[str, list[_Node]]:
        values = self.values
        return {rule.key: list(self._nodes(rule, values)) for rule in self.mapping.nodes}

    def claims(self, nodes: dict[str, list[_Node]]) -> Iterator[Claim]:
        for rule in self.mapping.claims:
            if not self._holds(rule.when, self.values):
                continue
            speakers = [node.entity.id for node in nodes[rule.attributed_to]] if rule.attributed_to else []
            for subject in nodes[rule.subject]:
                for object in nodes[rule.object]:
                    yield self._claim(rule, subject, object, speakers[0] if speakers else None)

    def _claim(self, rule: ClaimRule, subject: _Node, object: _Node, speaker: str | None) -> Claim:
        if not self.schema.allows(rule.relation, subject.entity.labels, object.entity.labels):
            ends = f"{subject.entity.labels[0]} {subject.entity.id} and {object.entity.labels[0]} {object.entity.id}"
            raise self._error(
                f"{rule.relation} cannot stand between {ends}", f"see {rule.place} in {self.mapping.source}"
            )
        start, end = self.record.start, self.record.end
        evidence = Evidence(
            document=self.document.id,
            start=start,
            end=end,
            quote=self.document.text[start:end],
            subject=subject.span,
            object=object.span,
            place=self.record.place,
        )
        return Claim(
            relation=rule.relation,
            subject=subject.entity.id,
            object=object.entity.id,
            polarity=cast(Polarity, self._choose(rule.polarity)),
            status=cast(Status, self._choose(rule.status)),
            attributed_to=speaker,
            qualifiers=tuple(self._qualifiers(rule)),
            date=self._date(rule.date),
            basis=self.mapping.basis,
            rule=f"mapping:{self.mapping.name}",
            evidence=(evidence,),
        )

    def _nodes(self, rule: NodeRule, values: dict[str, str]) -> Iterator[_Node]:
        if not self._holds(rule.when, values):
            return
        if rule.each is None:
            entity = self._entity(rule, values)
            columns = [c for template in (rule.name, rule.id) if template for c in template.columns]
            yield _Node(entity=entity, span=self._span(values[columns[0]] if columns else ""))
            return
        cell = values[rule.each]
        for part in cell.split(rule.split) if rule.split else [cell]:
            if value := part.strip():
                found = _FINDERS[rule.find](value) if rule.find else None
                if found is None and rule.id is None:
                    raise self._error(
                        f"column {rule.each!r}: {value!r} is no known {rule.find}",
                        f"write it another way, or give {rule.key} in {self.mapping.source} a label, id and name",
                    )
                entity = found or self._entity(rule, {**values, VALUE: value})
                yield _Node(entity=entity, span=self._span(value))

    def _entity(self, rule: NodeRule, values: dict[str, str]) -> Entity:
        assert rule.label and rule.id and rule.name  # noqa: S101  (reading.py lets no other rule come here)
        for column in (*rule.id.columns, *rule.name.columns):
            if not values[column]:
                raise self._error(
                    f"column {column!r} is empty", f"skip such rows: add `when: {column}` to {rule.key} in the mapping"
                )
        name = _fill(rule.name, values)
        aliases = {_fill(alias, values) for alias in rule.aliases if all(values[c] for c in alias.columns)}
        return Entity(
            id=_fill(rule.id, values, slugged=True),
            labels=(rule.label,),
            name=name,
            aliases=tuple(sorted(aliases - {name})),
            properties=tuple(self._properties(rule, values)),
        )

    def _properties(self, rule: NodeRule, values: dict[str, str]) -> Iterator[tuple[str, Value]]:
        types = {p.name: p for p in self.schema.nodes[cast(str, rule.label)].properties}
        for name, template in rule.properties:
            if not all(values[column] for column in template.columns):
                continue
            text = _fill(template, values)
            kind = types[name]
            if kind.values and text not in kind.values:
                raise self._error(f"{name} is {text!r}", f"the schema knows {', '.join(kind.values)}")
            yield name, self._typed(name, kind.type, text)

    def _typed(self, name: str, kind: str, text: str) -> Value:
        if kind == "integer" and re.fullmatch(r"-?\d+", text):
            return int(text)
        if kind == "boolean" and text.lower() in _BOOLEANS:
            return _BOOLEANS[text.lower()]
        if kind == "string" or (kind == "date" and _DATE.match(text)):
            return text
        raise self._error(f"{name} is {text!r}, not a {kind}", "mend the cell")

    def _qualifiers(self, rule: ClaimRule) -> Iterator[Qualifier]:
        for kind, template in rule.qualifiers:
            if all(self.values[column] for column in template.columns):
                text = _fill(template, self.values)
                start, end = self._span(text) or (self.record.start, self.record.start)
                yield Qualifier(kind=kind, text=text, start=start, end=end)

    def _choose(self, choice: Choice) -> str:
        chosen = choice.default
        if choice.column is not None:
            chosen = dict(choice.values).get(self.values[choice.column], choice.default)
        if chosen is None:
            raise self._error(
                f"column {choice.column!r}: {self.values[choice.column or '']!r} has no meaning in the mapping",
                f"add it to `values`, or an `otherwise`, in {self.mapping.source}",
            )
        return chosen

    def _date(self, column: str | None) -> str | None:
        text = self.values[column] if column else ""
        if text and not _DATE.match(text):
            raise self._error(f"column {column!r}: {text!r} is no date", "write YYYY-MM-DD, YYYY-MM or YYYY")
        return text or None

    def _holds(self, conditions: tuple[Condition, ...], values: dict[str, str]) -> bool:
        return all(values[c.column] in c.values if c.values else values[c.column] for c in conditions)

    def _span(self, text: str) -> tuple[int, int] | None:
        start = self.document.text.find(text, self.record.start, self.record.end) if text else -1
        return (start, start + len(text)) if start >= 0 else None

    def _error(self, message: str, hint: str) -> MappingError:
        return MappingError(message, source=self.document.source, place=self.record.place, hint=hint)


def _fill(template: Template, values: dict[str, str], *, slugged: bool = False) -> str:
    parts = []
    for piece in template.pieces:
        value = values[piece.column] if piece.column else piece.text
        parts.append(slug(value) if slugged and piece.column and not piece.raw else value)
    return "".join(parts)


def _find_law(text: str) -> Entity | None:
    law = _parse_citation(text)
    if law is None:
        return None
    citation = citation_of(law)
    return Entity(
        id=law,
        labels=(label_of(law),),
        name=citation,
        aliases=() if text == citation else (text,),
        properties=tuple(sorted(provision_properties(law).items())),
    )


def _parse_citation(text: str) -> str | None:
    """The canonical id of the one provision that a cell cites, from end to end."""
    from kg.mentions.citation import parse_citation  # reads the gazetteers: only for mappings that look laws up

    target = parse_citation(text)
    return target if target and label_of(target) in _laws() else None


@cache
def _laws() -> frozenset[str]:
    return frozenset(node.name for node in load_schema().nodes.values() if node.family == "law")


def _find_agency(text: str) -> Entity | None:
    from kg.mentions.agencies import find_agency  # reads the gazetteer: only for mappings that look agencies up

    agency = find_agency(text)
    if agency is None:
        return None
    acronym: dict[str, Value] = {"acronym": agency.acronyms[0]} if agency.acronyms else {}
    return Entity(
        id=agency.id,
        labels=("Agency",),
        name=agency.name,
        aliases=tuple(sorted({text, *agency.acronyms[:1]} - {agency.name})),
        properties=tuple(sorted({"jurisdiction": "federal", **acronym}.items())),
    )


_FINDERS: Final[dict[Finder, Callable[[str], Entity | None]]] = {"law": _find_law, "agency": _find_agency}

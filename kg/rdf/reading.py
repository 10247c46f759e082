"""From triples back to extractions: the inverse of `kg.rdf.writing`."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, cast

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.claim import BASES, POLARITIES, STATUSES, Basis, Claim, Evidence, Polarity, Qualifier, Status, Step
from kg.decision import KINDS as DECISION_KINDS
from kg.decision import Decision, DecisionKind
from kg.entity import Entity, Value
from kg.errors import CorruptDocument
from kg.extraction import DocumentInfo, Extraction
from kg.projection import Original, Projected
from kg.rdf.terms import PREFIXES, Names

_RDF, _DCTERMS, _PROV, _OA = (PREFIXES[name] for name in ("rdf", "dcterms", "prov", "oa"))
_LABEL: Final = PREFIXES["rdfs"] + "label"
_INTEGER, _BOOLEAN = (PREFIXES["xsd"] + name for name in ("integer", "boolean"))
_MENTION_TERMS: Final = ("mentions", "mentionedIn", "nodeType", "nodeTypeOrder", "alias", "aliasOrder")


Term = NamedNode | Literal
Resource = dict[str, list[Term]]


def read_triples(names: Names, triples: Iterable[Triple | Quad]) -> list[Extraction]:
    """The documents that some triples hold, as they went in, sorted by id; triples of others beside them do no harm.

    Raises:
        CorruptDocument: Something is missing of a document.
    """
    return [projected.restored() for projected in read_projected(names, triples)]


def read_projected(names: Names, triples: Iterable[Triple | Quad]) -> list[Projected]:
    """The same as they are taken by the decisions among them; see `read_triples`."""
    return read_resources(names, gather(triples))


def read_resources(names: Names, resources: Mapping[str, Resource]) -> list[Projected]:
    """The same of triples that were gathered."""
    reader = Reader(names, resources)
    entities = reader.entities()
    claims = reader.claims()
    return [
        Projected(
            extraction=Extraction(
                document=info,
                entities=tuple(sorted(entities.get(info.id, ()))),
                claims=tuple(sorted(claims.get(info.id, ()), key=lambda claim: claim.id)),
            ),
            original=reader.original(info.id),
        )
        for info in sorted(reader.documents(), key=lambda info: info.id)
    ]


def gather(triples: Iterable[Triple | Quad]) -> dict[str, Resource]:
    """Triples by subject and predicate."""
    resources: dict[str, Resource] = {}
    for triple in triples:
        subject, value = cast(Term, triple.subject).value, cast(Term, triple.object)
        resources.setdefault(subject, {}).setdefault(triple.predicate.value, []).append(value)
    return resources


class Reader:
    """Reads resources that were gathered.

    Args:
        names: The IRIs that they were written with.
        resources: Predicates and objects by subject.
    """

    def __init__(self, names: Names, resources: Mapping[str, Resource]) -> None:
        self._names = names
        self._resources = resources
        self._vocabulary = names.vocabulary

    def documents(self) -> Iterator[DocumentInfo]:
        """The documents."""
        about = self._vocabulary + "about"
        for iri in self._of_type(self._vocabulary + "Document"):
            node = self._resources[iri]
            subjects = {key.removeprefix(about).lower(): node[key] for key in node if key.startswith(about)}
            yield DocumentInfo(
                id=self._id(iri),
                source=self._text(iri, self._vocabulary + "source"),
                format=self._text(iri, self._vocabulary + "format"),
                title=self._maybe(node, _DCTERMS + "title"),
                date=self._maybe(node, _DCTERMS + "date"),
                publisher=self._maybe(node, _DCTERMS + "publisher"),
                url=self._maybe(node, self._vocabulary + "url"),
                base=self._maybe_id(node, self._vocabulary + "base"),
                about=tuple((key, self._id(terms[0].value)) for key, terms in sorted(subjects.items())),
                decision=self._decision(iri),
            )

    def original(self, document_id: str) -> Original | None:
        """What a document says itself, where it is taken to say something else."""
        iri = self._names.node(document_id)[1:-1]
        dumped = self._maybe(self._resources[iri], self._vocabulary + "original")
        try:
            return None if dumped is None else Original.load(dumped)
        except (ValueError, TypeError) as error:
            raise self._corrupt(iri, f"original: {error}") from error

    def entities(self) -> dict[str, list[Entity]]:
        """What each document contributes to nodes, by document."""
        result: dict[str, list[Entity]] = {}
        for iri in self._of_type(self._vocabulary + "Mention"):
            document = self._id(self._one(iri, self._vocabulary + "mentionedIn").value)
            result.setdefault(document, []).append(self._entity(iri))
        return result

    def claims(self) -> dict[str, list[Claim]]:
        """What each document claims, by document."""
        annotations: dict[tuple[str, str], list[tuple[int, str]]] = {}
        for iri in self._of_type(_OA + "Annotation"):
            node = self._resources[iri]
            if self._vocabulary + "rule" not in node:
                continue  # somebody else's
            passage = self._one(iri, _OA + "hasTarget").value
            document = self._one(passage, _OA + "hasSource").value
            claim = self._one(iri, _OA + "hasBody").value
            position = int(self._maybe(node, self._vocabulary + "position") or 0)
            annotations.setdefault((document, claim), []).append((position, iri))
        result: dict[str, list[Claim]] = {}
        for (document, claim), parts in annotations.items():
            ordered = [iri for _, iri in sorted(parts)]
            result.setdefault(self._id(document), []).append(self._claim(claim, self._id(document), ordered))
        return result

    def _decision(self, iri: str) -> Decision | None:
        node, own = self._resources[iri], self._vocabulary
        if own + "decision" not in node:
            return None
        return Decision(
            kind=cast(DecisionKind, self._closed(iri, "decision", DECISION_KINDS)),
            nodes=tuple(sorted({self._id(term.value) for term in node.get(own + "nodes", ())})),
            keep=self._maybe_id(node, own + "keep"),
            reason=self._maybe(node, own + "reason"),
            by=self._maybe(node, own + "by"),
        )

    def _entity(self, iri: str) -> Entity:
        node, own = self._resources[iri], self._vocabulary
        labels = {self._names.local(term.value) or "" for term in node.get(own + "nodeType", ())}
        aliases = {term.value for term in node.get(own + "alias", ())}
        properties: dict[str, Value] = {}
        for key, terms in node.items():
            name = self._names.local(key)
            if name and name not in _MENTION_TERMS:
                properties[name] = _value(terms[0])
        return Entity(
            id=self._id(self._one(iri, own + "mentions").value),
            labels=self._ordered(node, "nodeTypeOrder", labels),
            name=self._text(iri, _LABEL),
            aliases=self._ordered(node, "aliasOrder", aliases),
            properties=tuple(sorted(properties.items())),
        )

    def _ordered(self, node: Resource, key: str, values: Iterable[str]) -> tuple[str, ...]:
        order = self._maybe(node, self._vocabulary + key)
        return tuple(cast(list[str], json.loads(order)) if order is not None else sorted(values))

    def _claim(self, iri: str, document: str, annotations: Sequence[str]) -> Claim:
        own, first = self._vocabulary, annotations[0]
        made = self._resources[first]
        speaker = self._resources.get(iri, {}).get(_PROV + "wasAttributedTo")
        relation = self._names.relation(self._one(iri, _RDF + "predicate").value)
        claim = Claim(
            relation=relation or self._one(iri, _RDF + "predicate").value,
            subject=self._id(self._one(iri, _RDF + "subject").value),
            object=self._id(self._one(iri, _RDF + "object").value),
            polarity=cast(Polarity, self._closed(iri, "polarity", POLARITIES)),
            status=cast(Status, self._closed(iri, "status", STATUSES)),
            attributed_to=self._id(speaker[0].value) if speaker else None,
            qualifiers=self._qualifiers(made),
            date=self._maybe(made, _DCTERMS + "date"),
            date_inferred=self._maybe(made, own + "dateInferred") == "true",
            basis=cast(Basis, self._closed(first, "basis", BASES)),
            rule=self._text(first, own + "rule"),
            evidence=tuple(self._evidence(part, document) for part in annotations),
        )
        if claim.id != self._id(iri):
            raise self._corrupt(iri, f"its content makes it {claim.id}")
        return claim

    def _evidence(self, iri: str, document: str) -> Evidence:
        node, own = self._resources[iri], self._vocabulary
        passage = self._one(iri, _OA + "hasTarget").value
        selectors = [term.value for term in self._resources.get(passage, {}).get(_OA + "hasSelector", ())]
        position = next((each for each in selectors if each.endswith("#position")), passage)
        quote = next((each for each in selectors if each.endswith("#quote")), passage)
        return Evidence(
            document=document,
            start=self._int(position, _OA + "start"),
            end=self._int(position, _OA + "end"),
            quote=self._text(quote, _OA + "exact"),
            subject=self._span(iri, "subject"),
            object=self._span(iri, "object"),
            place=self._maybe(node, own + "place"),
            steps=tuple(
                Step(
                    start=self._int(part, own + "start"),
                    end=self._int(part, own + "end"),
                    entity=self._id(self._one(part, own + "standsFor").value),
                    reason=self._text(part, own + "reason"),
                )
                for part in self._parts(node, "step")
            ),
        )

    def _qualifiers(self, annotation: Resource) -> tuple[Qualifier, ...]:
        own = self._vocabulary
        found = []
        for part in self._parts(annotation, "qualifierSpan"):
            meant = self._one(part, own + "qualifier").value
            found.append(
                Qualifier(
                    kind=self._text(meant, own + "kind"),
                    text=self._text(meant, own + "text"),
                    start=self._int(part, own + "start"),
                    end=self._int(part, own + "end"),
                )
            )
        return tuple(found)

    def _parts(self, node: Resource, name: str) -> list[str]:
        """Resources in the order of their positions."""
        parts = {term.value for term in node.get(self._vocabulary + name, ())}
        return sorted(parts, key=lambda part: self._int(part, self._vocabulary + "position"))

    def _span(self, iri: str, end: str) -> tuple[int, int] | None:
        start, stop = self._vocabulary + f"{end}Start", self._vocabulary + f"{end}End"
        return (self._int(iri, start), self._int(iri, stop)) if start in self._resources[iri] else None

    def _of_type(self, kind: str) -> Iterator[str]:
        for iri, node in self._resources.items():
            if any(term.value == kind for term in node.get(_RDF + "type", ())):
                yield iri

    def _one(self, iri: str, predicate: str) -> Term:
        found = self._resources.get(iri, {}).get(predicate)
        if not found:
            raise self._corrupt(iri, f"{self._names.short(predicate)} is missing")
        if len(found) > 1 and len(set(found)) > 1:
            raise self._corrupt(iri, f"{self._names.short(predicate)} has {len(set(found))} values")
        return found[0]

    def _text(self, iri: str, predicate: str) -> str:
        return self._one(iri, predicate).value

    def _int(self, iri: str, predicate: str) -> int:
        value = self._one(iri, predicate).value
        if not value.removeprefix("-").isdecimal():
            raise self._corrupt(iri, f"{self._names.short(predicate)} is {value!r}, which is no whole number")
        return int(value)

    def _closed(self, iri: str, name: str, allowed: Sequence[str]) -> str:
        value = self._text(iri, self._vocabulary + name)
        if value not in allowed:
            raise self._corrupt(iri, f"{name} is {value!r}, which is none of {', '.join(allowed)}")
        return value

    def _maybe(self, node: Resource, predicate: str) -> str | None:
        return node[predicate][0].value if predicate in node else None

    def _maybe_id(self, node: Resource, predicate: str) -> str | None:
        value = self._maybe(node, predicate)
        return None if value is None else self._id(value)

    def _id(self, iri: str) -> str:
        path_id = self._names.path_id(iri)
        if path_id is None:
            raise self._corrupt(iri, "no IRI of ours where one is meant")
        return path_id

    def _corrupt(self, iri: str, reason: str) -> CorruptDocument:
        return CorruptDocument(
            f"the triples are not as they were written: {reason}",
            place=self._names.short(iri),
            hint="import the document again into a new store",
        )


def _value(term: Term) -> Value:
    kind = term.datatype.value if isinstance(term, Literal) else ""
    if kind == _INTEGER:
        return int(term.value)
    return term.value == "true" if kind == _BOOLEAN else term.value

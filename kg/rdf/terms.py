"""Names in RDF: from path ids, labels, relations and values to terms of N-Triples, and back."""

import datetime
import re
from contextlib import suppress
from functools import cached_property, lru_cache
from typing import Final
from urllib.parse import quote, unquote

from kg.entity import Value
from kg.schema import Schema, load_schema

DEFAULT_BASE_IRI: Final = "https://example.org/kg"
"""A reserved name that can be nobody's: what publishes the graph puts its own base in its place."""

PREFIXES: Final = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "folio": "https://folio.openlegalstandard.org/",
    "sh": "http://www.w3.org/ns/shacl#",
}
"""Prefixes of other vocabularies; `kg:` is ours, see `Names.prefixes`."""

_PATH: Final = (
    "/:@!$&'()*+,;=~-._"  # what stands for itself in a path: https://www.rfc-editor.org/rfc/rfc3986#section-3.3
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_DOTS: Final = re.compile(r"(?<=/)\.\.?(?=/|$)")
_ESCAPED: Final = re.compile('[\x00-\x1f"\\\\\x7f\ud800-\udfff\ufffe\uffff]')
_ESCAPES: Final = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_DATE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_KINDS: Final = {4: "gYear", 7: "gYearMonth", 10: "date"}


@lru_cache(maxsize=200_000)
def iri_of(path_id: str, base: str = DEFAULT_BASE_IRI) -> str:
    """The IRI of a path id: the same path behind a base; `Names.path_id` takes it back."""
    path = quote(_SURROGATE.sub("\ufffd", path_id), safe=_PATH)
    # A path segment of dots would be resolved away by whoever normalises IRIs.
    path = _DOTS.sub(lambda match: match[0].replace(".", "%2E"), path)
    return base.rstrip("/") + ("" if path.startswith("/") else ":") + path


def ref(iri: str) -> str:
    """An IRI as N-Triples writes it."""
    return f"<{iri}>"


def text(value: str) -> str:
    """A string as N-Triples writes it: https://www.w3.org/TR/n-triples/#canonical-ntriples."""
    return f'"{_ESCAPED.sub(_escape, value)}"'


def number(value: int) -> str:
    """A whole number as N-Triples writes it."""
    return f'"{value}"^^<{PREFIXES["xsd"]}integer>'


def literal(value: Value) -> str:
    """A property's value as N-Triples writes it."""
    if isinstance(value, bool):
        return f'"{"true" if value else "false"}"^^<{PREFIXES["xsd"]}boolean>'
    return number(value) if isinstance(value, int) else text(value)


def date(value: str) -> str:
    """A date with the precision that is known; what is no date of the calendar stays text."""
    if _DATE.fullmatch(value):
        with suppress(ValueError):
            datetime.date.fromisoformat(value + "-01-01"[len(value) - 4 :])
            return f'"{value}"^^<{PREFIXES["xsd"]}{_KINDS[len(value)]}>'
    return text(value)


class Names:
    """The IRIs of one base.

    Args:
        base: What path ids stand behind; the vocabulary is `BASE/schema#`.
        schema: The closed vocabulary.
    """

    def __init__(self, base: str = DEFAULT_BASE_IRI, schema: Schema | None = None) -> None:
        self.base = base.rstrip("/")
        self.vocabulary = self.base + "/schema#"
        self.edges_graph = self.base + "/graph/edges"
        self.state_graph = self.base + "/graph/state"
        self.schema = schema or load_schema()

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """Every prefix, ours first."""
        return {"kg": self.vocabulary, **PREFIXES}

    @cached_property
    def _predicates(self) -> dict[str, str]:
        return {name: ref(self.vocabulary + edge.rdf) for name, edge in self.schema.edges.items()}

    @cached_property
    def _relations(self) -> dict[str, str]:
        return {self.vocabulary + edge.rdf: name for name, edge in self.schema.edges.items()}

    def node(self, path_id: str, part: str = "") -> str:
        """A path id, or a part of what it stands for, as N-Triples writes its IRI."""
        return f"<{iri_of(path_id, self.base)}{part}>"

    def path_id(self, iri: str) -> str | None:
        """The path id of an IRI; None where it is none of ours."""
        path = iri.removeprefix(self.base)
        if path == iri or path[:1] not in ("/", ":") or "#" in path or "?" in path:
            return None
        return unquote(path.removeprefix(":"))

    def term(self, name: str) -> str:
        """A term of our vocabulary as N-Triples writes it."""
        return ref(self.vocabulary + name)

    def predicate(self, relation: str) -> str:
        """The property of a relation."""
        return self._predicates[relation]

    def relation(self, iri: str) -> str | None:
        """The inverse of `predicate`, of a bare IRI."""
        return self._relations.get(iri)

    def local(self, iri: str) -> str | None:
        """The name of a term of our vocabulary."""
        return iri[len(self.vocabulary) :] if iri.startswith(self.vocabulary) else None

    def short(self, iri: str) -> str:
        """How people read an IRI: a path id where it is ours, else with a prefix where one fits."""
        if (path_id := self.path_id(iri)) is not None:
            return path_id
        for prefix, namespace in self.prefixes.items():
            if iri.startswith(namespace) and re.fullmatch(r"[\w-]+", iri[len(namespace) :]):
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"

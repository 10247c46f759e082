"""The SPARQL of the product. Ids go in as IRIs of `Names.node`, in which everything but a path is escaped."""

from collections.abc import Sequence
from typing import Final

from kg.rdf import Names
from kg.rdf.terms import PREFIXES

_FIRST: Final = "PREFIX rdf: <{rdf}> PREFIX oa: <{oa}> PREFIX prov: <{prov}> ".format_map(PREFIXES)

# What belongs to annotations `?y`, as `?s`. Of a claim not its passages, of which it may have one in every document.
_ANNOTATED: Final = (
    "BIND(?y AS ?s) ?s ?p ?o .",
    "?y oa:hasTarget ?s . ?s ?p ?o .",
    "?y oa:hasTarget ?t . ?t oa:hasSelector ?s . ?s ?p ?o .",
    "?y kg:step|kg:qualifierSpan ?s . ?s ?p ?o .",
    "?y oa:hasBody ?s . ?s ?p ?o . FILTER(?p != prov:wasDerivedFrom)",
    "?y oa:hasBody ?c . ?c kg:qualifier ?s . ?s ?p ?o .",
)


class Queries:
    """Queries for one store.

    Args:
        names: Its IRIs.
    """

    def __init__(self, names: Names) -> None:
        self._prologue = f"PREFIX kg: <{names.vocabulary}> {_FIRST}"
        self._edges = f"<{names.edges_graph}>"
        self._state = f"<{names.state_graph}>"

    def digests(self, wanted: str) -> str:
        """Document and digest of those in a VALUES clause for `?k`."""
        return self._select("?k ?digest", f"{wanted} GRAPH {self._state} {{ ?k kg:digest ?digest }}")

    def tallies(self, kind: str, wanted: str) -> str:
        """Resource and tally; `kind` is `nodeTally` or `claimTally`."""
        return self._select("?k ?tally", f"{wanted} GRAPH {self._state} {{ ?k kg:{kind} ?tally }}")

    def revision(self) -> str:
        """The store's revision."""
        return self._select("?revision", f"GRAPH {self._state} {{ {self._state} kg:revision ?revision }}")

    def decisions(self) -> str:
        """The documents that are decisions."""
        return self._select("?d", f"GRAPH {self._state} {{ ?d kg:decided ?kind }}")

    def naming(self, wanted: str) -> str:
        """Documents that name one of the nodes in a VALUES clause for `?k`."""
        where = f"{wanted} ?m kg:mentions ?k ; kg:mentionedIn ?d . GRAPH {self._state} {{ ?d kg:digest ?digest }}"
        return self._select("DISTINCT ?d", where)

    def documents(self, limit: int, after: str) -> str:
        """Documents with how many nodes and claims they have, in the order of their IRIs, those after an IRI."""
        pattern = "?d kg:digest ?digest ; kg:entityCount ?entities ; kg:claimCount ?claims"
        where = f'GRAPH {self._state} {{ {pattern} }} FILTER(STR(?d) > "{after}")'
        return f"{self._select('?d ?entities ?claims', where)} ORDER BY STR(?d) LIMIT {limit}"

    def resources(self, wanted: str) -> str:
        """Everything of the resources in a VALUES clause for `?k`."""
        return self._construct([f"{wanted} BIND(?k AS ?s) ?s ?p ?o ."])

    def of_documents(self, documents: str, activities: str) -> str:
        """Everything of documents: themselves, their mentions, annotations, passages, and the claims that they make."""
        own = (f"{documents} BIND(?k AS ?s) ?s ?p ?o .", f"{documents} ?s kg:mentionedIn ?k ; ?p ?o .")
        return self._construct([*own, *(f"{activities} ?y prov:wasGeneratedBy ?k . {rest}" for rest in _ANNOTATED)])

    def of_claims(self, claims: str) -> str:
        """Everything of claims: themselves, their annotations and passages, from all documents."""
        return self._construct([f"{claims} ?y oa:hasBody ?k ; prov:wasGeneratedBy [] . {rest}" for rest in _ANNOTATED])

    def edges_of(self, wanted: str) -> str:
        """Ids one plain edge away from those in a VALUES clause for `?k`."""
        return self._select("DISTINCT ?n", f"{wanted} GRAPH {self._edges} {{ {{ ?k ?p ?n }} UNION {{ ?n ?p ?k }} }}")

    def support(self, wanted: str) -> str:
        """Ends, property and number of documents of the plain edges at the ids in a VALUES clause for `?k`."""
        plain = 'rdf:predicate ?p ; kg:polarity "affirmed" ; kg:status ?status'
        where = (
            f"{wanted} {{ ?c rdf:subject ?k ; rdf:object ?n }} UNION {{ ?c rdf:object ?k ; rdf:subject ?n }} "
            f'?c {plain} . FILTER(?status IN ("asserted", "held")) '
            f"{self._ours('?c')} ?y oa:hasBody ?c ; kg:rule ?rule ; prov:wasGeneratedBy ?a ."
        )
        return f"{self._select('?k ?n ?p (COUNT(DISTINCT ?a) AS ?support)', where)} GROUP BY ?k ?n ?p"

    def claims_of(self, wanted: str) -> str:
        """Claims in which one of the ids is subject, object or speaker."""
        where = f"{wanted} ?c rdf:subject|rdf:object|prov:wasAttributedTo ?k . {self._ours('?c')}"
        return self._select("DISTINCT ?c", where)

    def claims_from(self, wanted: str) -> str:
        """Claims by their subject, with their object."""
        return self._select("?c ?o", f"{wanted} ?c rdf:subject ?k ; rdf:object ?o . {self._ours('?c')}")

    def claims_starting(self, prefix: str, limit: int) -> str:
        """Claims whose IRI begins so, in the order of their IRIs."""
        where = f'GRAPH {self._state} {{ ?c kg:claimTally ?tally }} FILTER(STRSTARTS(STR(?c), "{prefix}"))'
        return f"{self._select('?c', where)} ORDER BY STR(?c) LIMIT {limit}"

    def carriers(self, wanted: str) -> str:
        """Claims that carry the plain edges in a VALUES clause for `?s ?p ?o`."""
        where = (
            f"{wanted} ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; "
            f'kg:polarity "affirmed" ; kg:status ?status . FILTER(?status IN ("asserted", "held")) {self._ours("?c")}'
        )
        return self._select("?c ?s ?p ?o", where)

    def named(self, terms: list[str]) -> str:
        """Resources that have all the terms, with their tally where they are nodes."""
        objects = ", ".join(terms)
        return self._select(
            "?k ?tally", f"GRAPH {self._state} {{ ?k kg:term {objects} . OPTIONAL {{ ?k kg:nodeTally ?tally }} }}"
        )

    def count_labels(self) -> str:
        """How many nodes of each class."""
        where = f"GRAPH {self._state} {{ ?n kg:nodeTally ?tally }} ?n a ?class"
        return f"{self._select('?class (COUNT(*) AS ?count)', where)} GROUP BY ?class"

    def count_edges(self) -> str:
        """How many plain edges of each property."""
        return f"{self._select('?p (COUNT(*) AS ?count)', f'GRAPH {self._edges} {{ ?s ?p ?o }}')} GROUP BY ?p"

    def count_records(self) -> str:
        """How many documents, claims and passages."""
        parts = (
            ("Document", f"GRAPH {self._state} {{ ?x kg:digest ?y }}"),
            ("Claim", f"GRAPH {self._state} {{ ?x kg:claimTally ?y }}"),
            ("Passage", f"GRAPH {self._state} {{ ?d kg:digest ?y }} ?x oa:hasSource ?d ; a oa:SpecificResource ."),
        )
        unions = " UNION ".join(
            f'{{ SELECT ("{name}" AS ?kind) (COUNT(DISTINCT ?x) AS ?count) WHERE {{ {where} }} }}'
            for name, where in parts
        )
        return self._select("?kind ?count", unions)

    def _ours(self, claim: str) -> str:
        return f"GRAPH {self._state} {{ {claim} kg:claimTally ?tally }}"

    def _select(self, columns: str, where: str) -> str:
        return f"{self._prologue}SELECT {columns} WHERE {{ {where} }}"

    def _construct(self, patterns: Sequence[str]) -> str:
        where = " UNION ".join(f"{{ {pattern} }}" for pattern in patterns)
        return f"{self._prologue}CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {where} }}"

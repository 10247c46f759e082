"""What every store does, on those of triples; and what SPARQL says of the same graph."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from kg.claim import Qualifier, Step
from kg.entity import Entity
from kg.errors import QueryError, StoreError
from kg.extraction import DocumentInfo, Extraction
from kg.stores import open_store
from kg.stores.base import Parameter
from kg.stores.rdf.endpoint import EndpointStore
from kg.stores.rdf.oxigraph import OxigraphStore
from tests.builders import CODE, DHS, IRS, JUDGE, MOU, claim, entity, evidence, extraction, follow_up, report
from tests.stores.conftest import clear
from tests.stores.dump import TripleStore, check_consistent, dump
from tests.stores.test_contract import (
    test_a_new_store_is_empty,
    test_adding_again_writes_nothing,
    test_another_thread_reads,
    test_any_history_gives_what_its_documents_give,
    test_claims_by_the_beginning_of_their_id,
    test_counts,
    test_documents,
    test_entity_and_claims_about,
    test_find,
    test_mentions_are_not_kept,
    test_neighbourhood_and_subgraph,
    test_removing_one_leaves_what_the_other_gives,
    test_removing_what_is_not_there,
    test_search,
    test_the_last_of_one_id_in_a_batch_counts,
    test_the_order_does_not_matter,
    test_the_same_id_with_other_content_replaces,
    test_what_breaks_the_schema_is_refused_whole,
    test_what_went_in_comes_out,
)
from tests.stores.test_hostile_text import HOSTILE, test_half_of_a_surrogate_pair_is_refused, test_long_text
from tests.stores.triples import FOREIGN, session_of

# The tests of the contract that ask in no language of their own run here a second time, with the stores of this module.
__all__ = [
    "test_a_new_store_is_empty",
    "test_adding_again_writes_nothing",
    "test_another_thread_reads",
    "test_any_history_gives_what_its_documents_give",
    "test_claims_by_the_beginning_of_their_id",
    "test_counts",
    "test_documents",
    "test_entity_and_claims_about",
    "test_find",
    "test_half_of_a_surrogate_pair_is_refused",
    "test_long_text",
    "test_mentions_are_not_kept",
    "test_neighbourhood_and_subgraph",
    "test_removing_one_leaves_what_the_other_gives",
    "test_removing_what_is_not_there",
    "test_search",
    "test_the_last_of_one_id_in_a_batch_counts",
    "test_the_order_does_not_matter",
    "test_the_same_id_with_other_content_replaces",
    "test_what_breaks_the_schema_is_refused_whole",
    "test_what_went_in_comes_out",
]

THEIRS = (
    f"INSERT DATA {{ <{FOREIGN}a> a <{FOREIGN}Law> ; <http://www.w3.org/2000/01/rdf-schema#label> 'Somebody\\'s' . "
    f"<{FOREIGN}note> a <http://www.w3.org/ns/oa#Annotation> ; <http://www.w3.org/ns/oa#hasBody> <{FOREIGN}body> . "
    f"GRAPH <{FOREIGN}graph> {{ <{FOREIGN}a> <{FOREIGN}b> 'c' }} }}"
)
COUNT_THEIRS = (
    f"SELECT ?s WHERE {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} FILTER(CONTAINS(STR(?s), '{FOREIGN}')) }}"
)


@pytest.fixture(params=["fuseki", "oxigraph"], scope="module")
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TripleStore]:
    """One store for the module, in which there are triples of somebody else's."""
    if request.param == "oxigraph":
        with OxigraphStore(tmp_path_factory.mktemp("store") / "kg", create=True) as store:
            yield from with_theirs(store)
        return
    with EndpointStore(f"sparql+{request.getfixturevalue('fuseki_url')}") as server:
        server.view().query("DROP ALL", write=True)
        yield from with_theirs(server)


def with_theirs(store: TripleStore) -> Iterator[TripleStore]:
    store.view().query(THEIRS, write=True)
    yield store
    assert len(store.view().query(COUNT_THEIRS).rows) == 5


@pytest.fixture
def store(shared: TripleStore) -> TripleStore:
    """The store of the module, empty but for what is somebody else's."""
    clear(shared)
    return shared


@pytest.mark.parametrize(
    ("polarity", "status"),
    [("negated", "asserted"), ("negated", "held"), ("affirmed", "alleged"), ("affirmed", "questioned"),
     ("affirmed", "attempted"), ("affirmed", "proposed"), ("affirmed", "conditional")],
)  # fmt: skip
def test_what_is_not_affirmed_is_nowhere_a_plain_edge(store: TripleStore, polarity: Any, status: Any) -> None:
    made = claim("/doc/d", MOU, "VIOLATES", CODE, polarity=polarity, status=status)
    store.writer().add([extraction("d", [entity(MOU), entity(CODE)], [made])])
    view = store.view()
    assert view.query("ASK { { ?a kg:violates ?b } UNION { GRAPH ?g { ?a kg:violates ?b } } }").rows == ((False,),)
    assert view.query("ASK { $m ?r $s }", {"m": {"@id": MOU}, "s": {"@id": CODE}}).rows == ((False,),)
    assert view.graph().edges == () and view.neighbourhood([MOU], 1, 10).edges == ()
    rows = view.query(
        "SELECT ?polarity ?status { ?c rdf:predicate kg:violates ; kg:polarity ?polarity ; kg:status ?status }"
    )
    assert rows.rows == ((polarity, status),)


EDGES = "SELECT ?s ?o WHERE { GRAPH ?edges { ?s kg:governs ?o } }"


def test_an_edge_goes_with_its_last_claim(store: TripleStore) -> None:
    store.writer().add([report(), follow_up()])
    for gone in ("/doc/follow-up", "/doc/report"):
        assert store.view().query(EDGES).rows == ((CODE, MOU),)
        store.writer().remove(gone)
    assert store.view().query(EDGES).rows == ()


def test_an_edge_stays_with_a_claim_of_another_kind(store: TripleStore) -> None:
    ends = [entity(MOU), entity(CODE)]
    store.writer().add([extraction("one", ends, [claim("/doc/one", CODE, "GOVERNS", MOU)])])
    store.writer().add([extraction("two", ends, [claim("/doc/two", CODE, "GOVERNS", MOU, status="held")])])
    store.writer().add([extraction("no", ends, [claim("/doc/no", CODE, "GOVERNS", MOU, status="alleged")])])
    store.writer().remove("/doc/one")
    assert store.view().query(EDGES).rows == ((CODE, MOU),)
    store.writer().remove("/doc/two")
    assert store.view().query(EDGES).rows == ()
    check_consistent(store)


def test_labels_come_and_go_with_documents(store: TripleStore) -> None:
    both = Entity(id=IRS, labels=("Agency", "Organization"), name="IRS")
    store.writer().add([extraction("one", [entity(IRS, "IRS")], [])])
    expected = dump(store)
    store.writer().add([extraction("two", [both], [])])
    types = "SELECT ?t WHERE { $n a ?t } ORDER BY ?t"
    assert store.view().query(types, {"n": {"@id": IRS}}).rows == (("kg:Agency",), ("kg:Organization",))
    check_consistent(store)
    store.writer().remove("/doc/two")
    assert store.view().query(types, {"n": {"@id": IRS}}).rows == (("kg:Agency",),)
    assert dump(store) == expected


def test_cells(store: TripleStore) -> None:
    query = (
        "SELECT (1 AS ?a) (2.5 AS ?b) (true AS ?c) ?d ('x' AS ?e) ('2020-01-02'^^xsd:date AS ?f) ('y'@en AS ?g) "
        "(1e3 AS ?h) (kg:violates AS ?i) (<https://somebody.example/x> AS ?j) "
        "(<https://example.org/kg/us/a%20b> AS ?k) {}"
    )
    rows = store.view().query(query)
    assert rows.columns == tuple("abcdefghijk")
    assert rows.rows == ((1, 2.5, True, None, "x", "2020-01-02", "y", 1000.0, "kg:violates", f"{FOREIGN}x", "/us/a b"),)
    assert [type(value) for value in rows.rows[0][:3]] == [int, float, bool]


def test_forms(store: TripleStore) -> None:
    store.writer().add([report()])
    view = store.view()
    given: dict[str, Parameter] = {"irs": {"@id": IRS}}
    assert view.query("ASK { $irs a kg:Agency }", given).rows == ((True,),)
    made = view.query("CONSTRUCT { ?s kg:near $irs } WHERE { GRAPH ?g { $irs kg:partyTo ?s } }", given)
    assert (made.columns, made.rows) == (("subject", "predicate", "object"), ((MOU, "kg:near", IRS),))
    described = view.query("DESCRIBE $irs", given).rows
    assert (IRS, "rdfs:label", "Internal Revenue Service") in described
    assert view.query("SELECT ?x WHERE { ?x kg:nope ?y }").columns == ("x",)


@pytest.mark.parametrize(
    "value",
    ["`}\"' \0 \u202e 😀\n", "\\u0022", "a\\", "'''", '"""', "$x ?y", "} INSERT DATA { <a:a> <a:b> 1 }", "",
     "\r\n\t", 7, 2**70, -1, True, 0.5],
)  # fmt: skip
def test_parameters(store: TripleStore, value: Parameter) -> None:
    # In a string, a comment and an IRI the same letters are no parameter.
    query = "SELECT ($v AS ?a) ('$v' AS ?b) (<a:$v> AS ?c) # $v\n{ FILTER($v = $v) }"
    assert store.view().query(query, {"v": value}).rows == ((value, "$v", "a:$v"),)


@pytest.mark.parametrize(
    ("value", "iri"),
    [("/us/a b'\"<>", "https://example.org/kg/us/a%20b'%22%3C%3E"), ("kg:violates", "https://example.org/kg/schema#violates"),
     ("https://a.example/b?c#d", "https://a.example/b?c#d"), ("urn:x:y", "urn:x:y")],
)  # fmt: skip
def test_parameters_that_are_things(store: TripleStore, value: str, iri: str) -> None:
    assert store.view().query("SELECT (STR($v) AS ?a) {}", {"v": {"@id": value}}).rows == ((iri,),)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"v": None}, "cannot be passed"),
        ({"v": [1]}, "cannot be passed"),
        ({"v": float("nan")}, "cannot be passed"),
        ({"v": {"@id": "> } INSERT"}}, "no id and no IRI"),
        ({"v": {"@id": "a:b>"}}, "no id and no IRI"),
        ({"v": 1, "w": 2}, "does not use the parameter 'w'"),
    ],
)
def test_parameters_that_cannot_be(store: TripleStore, given: dict[str, Parameter], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        store.view().query("SELECT ($v AS ?a) {}", given)


WRITING = [
    "INSERT DATA { <a:a> <a:b> 1 }",
    "DELETE WHERE { ?s ?p ?o }",
    "DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    "CLEAR ALL",
    "DROP ALL",
    "CREATE GRAPH <a:g>",
    "COPY DEFAULT TO <a:g>",
    "LOAD <file:///etc/passwd>",
    "SELECT * { ?s ?p ?o } ; DELETE WHERE { ?s ?p ?o }",
]


@pytest.mark.parametrize("query", WRITING)
def test_a_query_only_reads(store: TripleStore, query: str) -> None:
    store.writer().add([report()])
    before = dump(store)
    with pytest.raises(QueryError) as error:
        store.view().query(query)
    assert "--write" in str(error.value) or query.startswith("SELECT")
    assert dump(store) == before


def test_a_query_writes_where_it_may(store: TripleStore) -> None:
    view = store.view()
    view.query("INSERT DATA { <https://somebody.example/new> kg:note $text }", {"text": "a'\n\\"}, write=True)
    ask = "SELECT ?o { <https://somebody.example/new> kg:note ?o }"
    assert view.query(ask).rows == (("a'\n\\",),) and view.query(ask, write=True).rows == (("a'\n\\",),)
    with pytest.raises(QueryError):
        view.query("DELETE WHERE { <https://somebody.example/new> ?p ?o } ; INSERT DATA { ?x ?y ?z }", write=True)
    assert view.query(ask).rows == (("a'\n\\",),)
    view.query("DELETE WHERE { <https://somebody.example/new> ?p ?o }", write=True)
    assert view.query(ask).rows == ()


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?x WHERE { ?x", "line 1, column"),
        ("SELECT ?x\nWHERE { kg:a kg:b ?x }\nORDER", "line 3, column"),
        ("SELECT (nope(1) AS ?x) {}", "line 1, column"),
        ("SELECT * { a:b c:d ?e }", "prefix"),
        ("", "empty"),
        ("# nothing", "empty"),
        ("MATCH (n) RETURN n", "kg query"),
        ("RETURN 1", "kg query"),
    ],
)
def test_a_bad_query_says_what_is_wrong(store: TripleStore, query: str, message: str) -> None:
    with pytest.raises(QueryError) as error:
        store.view().query(query)
    assert message in str(error.value).lower() and "\n" not in str(error.value) and len(str(error.value)) < 450


def test_what_was_changed_by_hand_is_noticed(store: TripleStore) -> None:
    store.writer().add([report(), follow_up()])
    view = store.view()
    quote = "DELETE { ?q oa:exact ?e } INSERT { ?q oa:exact 'other' } WHERE { ?q oa:exact ?e FILTER(?e = 'it may do') }"
    view.query(quote, write=True)
    with pytest.raises(StoreError, match="/doc/report: the triples of this document are not those that were stored"):
        list(view.extractions())
    with pytest.raises(StoreError, match="changed by hand"):
        store.writer().remove("/doc/report")
    view.query(
        "DELETE { ?q oa:exact 'other' } INSERT { ?q oa:exact 'it may do' } WHERE { ?q oa:exact 'other' }", write=True
    )


def test_what_others_say_of_our_things_does_not_disturb(store: TripleStore) -> None:
    store.writer().add([report()])
    before = dump(store)
    their = (
        "<https://somebody.example/n> a oa:Annotation ; oa:hasBody ?c ; oa:hasTarget <https://somebody.example/t> "
        "; prov:wasGeneratedBy <https://somebody.example/x> . "
        "<https://somebody.example/d> a kg:Document ; kg:source 'x' ."
    )
    store.view().query(f"INSERT {{ {their} }} WHERE {{ ?c a kg:Claim }}", write=True)
    assert [row.info for row in store.view().documents()] == [report().document]
    assert store.view().claims_about(CODE) and store.view().neighbourhood([DHS], 2, 3).claims
    assert dump(store) == before
    store.writer().remove("/doc/report")
    left = store.view().query("SELECT ?c { <https://somebody.example/n> oa:hasBody ?c }").rows
    assert len(left) == len(report().claims)
    store.view().query("DELETE WHERE { <https://somebody.example/n> ?p ?o }", write=True)
    store.view().query("DELETE WHERE { <https://somebody.example/d> ?p ?o }", write=True)


@pytest.mark.parametrize(
    "text",
    [
        *HOSTILE,
        '\n\\"',
        '"""',
        "\\u0022 \\U0001F600",
        "<a> .",
        "..",
        "/../.",
        "#",
        "%20",
        "\ufffe\uffff",
        "\x7f\x85\u2028",
    ],
)
def test_hostile_text_comes_out_as_it_went_in(store: TripleStore, text: str) -> None:
    document, node = f"/doc/{text}", f"/person/{text}"
    person = Entity(
        id=node, labels=("Person",), name=text, aliases=(text + "x", text + "a"), properties=(("role", text),)
    )
    step = Step(start=1, end=2, entity=node, reason=text)
    first = replace(evidence(document, 5, text), place=text, steps=(step, replace(step, reason="x")), object=(1, 2))
    scope = Qualifier(kind=text, text=text, start=1, end=2)
    made = replace(
        claim(document, JUDGE, "SUPPORTS", node, rule=text, date=text),
        attributed_to=node,
        qualifiers=(scope, Qualifier(kind="a", text="b"), scope),
        evidence=(replace(evidence(document, 900, "later")), first),
    )
    info = DocumentInfo(
        id=document, source=text, format=text, title=text, date=text, publisher=text, url=text, base=text,
        about=(("case", text), ("first_court", "/us/court/dcd")),
    )  # fmt: skip
    given = Extraction(document=info, entities=tuple(sorted([entity(JUDGE), person])), claims=(made,))
    store.writer().add([given])
    assert list(store.view().extractions()) == [given]
    assert node in [found.id for found in store.view().find(text)]
    check_consistent(store)
    ask = "SELECT ?name WHERE { $n a kg:Person ; rdfs:label ?name FILTER(?name = $text) }"
    assert store.view().query(ask, {"n": {"@id": node}, "text": text}).rows == ((text,),)
    store.writer().remove(document)
    assert store.view().documents() == []


def test_values_keep_their_types(store: TripleStore) -> None:
    ends = [entity(MOU, kind="true", number="007", provisional=True), entity(CODE, heading="1", level="section")]
    store.writer().add([extraction("d", ends, [])])
    assert next(store.view().extractions()).entities == tuple(ends)
    rows = store.view().query(
        "SELECT ?k ?n ?p { $m kg:kind ?k ; kg:number ?n ; kg:provisional ?p }", {"m": {"@id": MOU}}
    )
    assert rows.rows == (("true", "007", True),)


@pytest.mark.parametrize(
    "date", ["2025", "2025-05", "2025-05-12", "2025-02-30", "0000", "2025-W01-1", "20250512", "May"]
)
def test_dates_keep_their_precision(store: TripleStore, date: str) -> None:
    given = extraction("d", [entity(CODE)], [claim("/doc/d", "/doc/d", "CITES", CODE, date=date)])
    store.writer().add([given])
    assert list(store.view().extractions()) == [given]
    rows = store.view().query("SELECT ?d (DATATYPE(?d) AS ?t) { ?c a kg:Claim ; dcterms:date ?d }").rows
    kinds = {"2025": "xsd:gYear", "2025-05": "xsd:gYearMonth", "2025-05-12": "xsd:date"}
    assert rows == ((date, kinds.get(date, "xsd:string")),)


def test_two_that_write_at_once(store: TripleStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever planned before the other wrote plans again, and nothing is counted twice."""
    if isinstance(store, OxigraphStore):
        pytest.skip("a folder is locked by one process")
    session = session_of(store)
    done: list[bool] = []
    apply = session.apply

    def late(*arguments: Any) -> bool:
        if not done:
            done.append(True)
            with open_store(store.uri) as other:
                other.writer().add([follow_up()])
        return apply(*arguments)

    monkeypatch.setattr(session, "apply", late)
    written = store.writer().add([report()])
    assert (written.nodes, written.outcomes) == (2, (("/doc/report", "new"),))
    assert list(store.view().extractions()) == [follow_up(), report()]
    check_consistent(store)


def test_a_reader_sees_no_half_of_a_replacement(store: TripleStore, monkeypatch: pytest.MonkeyPatch) -> None:
    if isinstance(store, OxigraphStore):
        pytest.skip("a folder is locked by one process")
    after = replace(report(), entities=report().entities[:1], claims=())
    store.writer().add([report()])
    session, waiting = session_of(store), [after]
    construct = session.construct

    def overtaken(query: str) -> Iterator[Any]:
        yield from construct(query)
        if waiting:
            with open_store(store.uri) as other:
                other.writer().add([waiting.pop()])

    monkeypatch.setattr(session, "construct", overtaken)
    assert list(store.view().extractions()) == [after] and not waiting

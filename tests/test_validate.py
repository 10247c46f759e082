"""What is refused before it is stored, and why."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from kg.claim import Evidence
from kg.entity import Entity
from kg.errors import SchemaError
from kg.extraction import Extraction
from kg.graph import build_graph
from kg.schema import load_schema
from kg.validate import check_extraction, check_graph, extraction_faults
from tests.builders import CODE, IRS, JUDGE, MOU, claim, entity, evidence, extraction, extractions, follow_up, report


@settings(max_examples=40, deadline=None)
@given(extractions("a"))
def test_what_the_builders_make_is_sound(made: Extraction) -> None:
    check_extraction(made)
    check_graph(build_graph([made]))


def test_the_report_is_sound() -> None:
    check_extraction(report())
    check_graph(build_graph([report(), follow_up()]))


def with_entity(**changes: object) -> Extraction:
    return extraction("d", [replace(entity(CODE), **changes)], [])  # type: ignore[arg-type]


def with_claim(**changes: object) -> Extraction:
    made = replace(claim("/doc/d", CODE, "GOVERNS", MOU), **changes)  # type: ignore[arg-type]
    return extraction("d", [entity(CODE), entity(MOU), entity(IRS)], [made])


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (with_entity(labels=()), "it has no label"),
        (with_entity(labels=("Statut",)), "no label 'Statut'"),
        (with_entity(labels=("Claim",)), "no label 'Claim'"),
        (with_entity(labels=("Document",)), "no label 'Document'"),
        (with_entity(properties=(("colour", "red"),)), "no property 'colour' on Statute"),
        (with_entity(properties=(("level", 7),)), "level is 7, which is no string"),
        (with_entity(properties=(("level", "storey"),)), "level is 'storey', which is none of act"),
        (with_entity(properties=(("provisional", 1),)), "provisional is 1, which is no boolean"),
        (with_entity(id=""), "an id is empty"),
        (with_entity(id="/us/usc/" + "x" * 3000), "has 3008 characters"),
        (with_entity(id="/doc/d"), "the document is listed as a node"),
        (with_entity(name="a\udc00"), r"half of a surrogate pair \(U\+DC00\)"),
        (with_claim(relation="LIKES"), "no relation 'LIKES'"),
        (with_claim(object="/us/usc/t1/s1"), "/us/usc/t1/s1 is no node here"),
        (with_claim(attributed_to=JUDGE), f"{JUDGE} is no node here"),
        (with_claim(relation="PARTY_TO"), "Statute PARTY_TO Agreement is not allowed"),
        (with_claim(status="sure"), "'sure' is none of asserted"),
        (with_claim(evidence=()), "it has no evidence"),
        (with_claim(evidence=(evidence("/doc/other"),)), "another document, /doc/other"),
        (with_claim(evidence=(replace(evidence("/doc/d"), end=3),)), "9 characters where 3 are meant"),
        (with_claim(evidence=(replace(evidence("/doc/d"), start=9, end=0),)), "its evidence is at 9-0"),
        (
            with_claim(evidence=(evidence("/doc/d"), Evidence(document="/doc/d", start=0, end=9, quote="other one"))),
            "two different quotes at 0-9",
        ),
    ],
)
def test_faults(made: Extraction, message: str) -> None:
    with pytest.raises(SchemaError, match=message) as error:
        check_extraction(made)
    assert error.value.source == "d.txt"


def test_a_ruling_has_a_date() -> None:
    ruling = Entity(id="/us/ruling/1", labels=("Ruling",), name="r", properties=(("date", "12 May 2025"),))
    with pytest.raises(SchemaError, match="no ISO date"):
        check_extraction(extraction("d", [ruling], []))


@pytest.mark.parametrize("key", ["Case", "", "a b", "x`"])
def test_about_has_simple_keys(key: str) -> None:
    made = extraction("d", [], [], replace(report().document, id="/doc/d", about=((key, "/us/case/x/1"),)))
    with pytest.raises(SchemaError, match="about has the key"):
        check_extraction(made)


def test_all_faults_are_listed() -> None:
    made = with_claim(relation="LIKES", evidence=())
    assert [fault for _, fault in extraction_faults(made, load_schema())] == [
        "no relation 'LIKES'",
        "it has no evidence",
    ]


def test_a_graph_with_an_edge_that_no_claim_carries() -> None:
    graph = build_graph([report()])
    with pytest.raises(SchemaError, match="no claim carries"):
        check_graph(replace(graph, claims=()))
    with pytest.raises(SchemaError, match="missing or differs"):
        check_graph(replace(graph, edges=()))


def test_a_graph_whose_evidence_has_no_document() -> None:
    with pytest.raises(SchemaError, match=r"is no (node|document)"):
        check_graph(replace(build_graph([report()]), documents=()))

"""The graph of many documents, and the projection of its edges."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.claim import merge_claims
from kg.graph import build_graph, project_edges, to_networkx
from tests.builders import CODE, IRS, MOU, claim, extractions, follow_up, report


def test_an_edge_sums_up_its_claims() -> None:
    claims = [
        claim("/doc/a", CODE, "GOVERNS", MOU, date="2021"),
        claim("/doc/b", CODE, "GOVERNS", MOU, date="2020-05"),
        claim("/doc/b", CODE, "GOVERNS", MOU, status="held", date="2023"),
        claim("/doc/c", CODE, "GOVERNS", MOU, status="alleged", date="1999"),
    ]
    (edge,) = project_edges(merge_claims(claims))
    assert (edge.subject, edge.relation, edge.object) == (CODE, "GOVERNS", MOU)
    assert edge.claims == tuple(sorted({claims[0].id, claims[2].id}))
    assert (edge.support, edge.status, edge.first_date, edge.last_date) == (2, "held", "2020-05", "2023")


def test_what_a_court_denied_is_no_edge() -> None:
    graph = build_graph([report()])
    assert not any(edge.relation == "VIOLATES" for edge in graph.edges)
    assert len([c for c in graph.claims if c.relation == "VIOLATES"]) == 2


@settings(max_examples=40, deadline=None)
@given(st.permutations("abc"), st.data())
def test_the_order_does_not_matter(names: list[str], data: st.DataObject) -> None:
    made = {name: data.draw(extractions(name)) for name in "abc"}
    assert build_graph(made[name] for name in names) == build_graph(made[name] for name in "abc")


@settings(max_examples=40, deadline=None)
@given(extractions("a"), extractions("b"))
def test_every_edge_has_a_plain_claim_and_every_plain_claim_an_edge(one: object, two: object) -> None:
    graph = build_graph([one, two])  # type: ignore[list-item]
    carried = [key for edge in graph.edges for key in edge.claims]
    assert sorted(carried) == [claim.id for claim in graph.claims if claim.is_plain]


def test_networkx_has_flat_attributes() -> None:
    graph = to_networkx(build_graph([report(), follow_up()]))
    assert graph.nodes[IRS]["aliases"] == "IRS; the Service" and graph.nodes[IRS]["labels"] == "Agency"
    assert graph.nodes["/doc/report"]["name"] == "A judge rules"
    assert graph.edges[CODE, MOU, "GOVERNS"]["support"] == 2
    flat = (str, int, bool)
    assert all(isinstance(value, flat) for _, data in graph.nodes(data=True) for value in data.values())
    assert all(isinstance(value, flat) for _, _, data in graph.edges(data=True) for value in data.values())


def test_a_document_without_title_goes_by_its_source() -> None:
    bare = replace(report(), document=replace(report().document, title=None))
    assert to_networkx(build_graph([bare])).nodes["/doc/report"]["name"] == "report.txt"


@pytest.mark.parametrize("relation", ["GOVERNS", "CITES"])
def test_relations_are_apart(relation: str) -> None:
    edges = project_edges([claim("/doc/a", CODE, "GOVERNS", MOU), claim("/doc/a", CODE, "CITES", MOU)])
    assert relation in [edge.relation for edge in edges] and len(edges) == 2

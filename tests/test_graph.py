"""The graph of many documents, and the projection of its edges."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.claim import merge_claims
from kg.errors import KgError
from kg.export import claims_lines, nodelink_text, read_nodelink
from kg.extraction import read_extractions
from kg.graph import build_graph, from_networkx, project_edges, split_graph, to_networkx
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


def test_networkx_has_all_properties() -> None:
    graph = to_networkx(build_graph([report(), follow_up()]))
    assert graph.nodes[IRS]["aliases"] == ["IRS", "the Service"] and graph.nodes[IRS]["labels"] == ["Agency"]
    assert graph.nodes["/doc/report"]["name"] == "A judge rules"
    assert graph.nodes["/doc/report"]["about"]["court"] == "/us/court/dcd"
    edge = graph.edges[CODE, MOU, "GOVERNS"]
    assert (edge["support"], edge["status"], edge["last_date"]) == (2, "held", "2025-06-01")
    assert {graph.graph["claims"][key]["relation"] for key in edge["claims"]} == {"GOVERNS"}
    denied = [claim for claim in graph.graph["claims"].values() if claim["relation"] == "VIOLATES"]
    assert len(denied) == 2 and not graph.has_edge(MOU, CODE)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_networkx_node_link_and_documents_give_the_graph_again(data: st.DataObject) -> None:
    graph = build_graph([report(), follow_up(), *(data.draw(extractions(name)) for name in "ab")])
    assert from_networkx(to_networkx(graph)) == graph
    assert read_nodelink(nodelink_text(graph)) == graph
    assert build_graph(split_graph(graph)) == graph
    assert build_graph(read_extractions(claims_lines(split_graph(graph)))) == graph


def test_a_part_of_a_networkx_graph_is_a_graph() -> None:
    whole = to_networkx(build_graph([report()]))
    part = whole.subgraph([CODE, MOU, "/doc/report"])
    graph = from_networkx(part)
    assert {entity.id for entity in graph.entities} == {CODE, MOU}
    assert [(edge.subject, edge.relation, edge.object) for edge in graph.edges] == [
        ("/doc/report", "CITES", CODE),
        (CODE, "GOVERNS", MOU),
    ]
    assert len([claim for claim in graph.claims if claim.relation == "VIOLATES"]) == 2


def test_what_networkx_cannot_have_got_from_us() -> None:
    network = to_networkx(build_graph([report()]))
    network.add_edge(MOU, CODE, key="VIOLATES")
    with pytest.raises(KgError, match=r"VIOLATES.*rests on no claim"):
        from_networkx(network)
    network.remove_edge(MOU, CODE, key="VIOLATES")
    network.add_node("/x")
    with pytest.raises(KgError, match=r"/x: not of the form.*labels"):
        from_networkx(network)
    with pytest.raises(KgError, match="no node-link JSON"):
        read_nodelink("{")
    with pytest.raises(KgError, match="not directed"):
        read_nodelink('{"directed": false, "multigraph": false, "graph": {}, "nodes": [], "edges": []}')


def test_a_document_without_title_goes_by_its_source() -> None:
    bare = replace(report(), document=replace(report().document, title=None))
    assert to_networkx(build_graph([bare])).nodes["/doc/report"]["name"] == "report.txt"


@pytest.mark.parametrize("relation", ["GOVERNS", "CITES"])
def test_relations_are_apart(relation: str) -> None:
    edges = project_edges([claim("/doc/a", CODE, "GOVERNS", MOU), claim("/doc/a", CODE, "CITES", MOU)])
    assert relation in [edge.relation for edge in edges] and len(edges) == 2

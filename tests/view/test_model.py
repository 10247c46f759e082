"""The view model, what is chosen of it, and its words."""

from typing import Any

import pytest

from kg.claim import Claim, Evidence
from kg.entity import Entity
from kg.extraction import DocumentInfo
from kg.graph import Graph, project_edges
from kg.schema import load_schema
from kg.view.model import build_view, quote_parts, web_address
from kg.view.palette import STYLES, primary_type
from kg.view.selection import LIMIT_EDGES, REQUEST_NODES, select
from kg.view.words import MARKS, mark_of, short_name, status_words

MOU, S6103 = "/us/agreement/mou/dhs+irs/2025-04-07", "/us/usc/t26/s6103"


def claim(**changes: Any) -> Claim:
    evidence = (Evidence(document="/doc/1", start=10, end=30, quote="A is party to the B."),)
    values: dict[str, Any] = {
        "relation": "PARTY_TO",
        "subject": "/a",
        "object": "/b",
        "rule": "r",
        "evidence": evidence,
    }
    return Claim(**{**values, **changes})


def graph_of(claims: list[Claim], entities: list[Entity], documents: int = 1) -> Graph:
    known = tuple(DocumentInfo(id=f"/doc/{n + 1}", source=f"{n + 1}.txt") for n in range(documents))
    ordered = tuple(sorted(claims, key=lambda c: c.id))
    return Graph(documents=known, entities=tuple(sorted(entities)), claims=ordered, edges=tuple(project_edges(ordered)))


def star(points: int) -> Graph:
    """One case that many agencies are party to."""
    entities = [Entity(id="/case", labels=("Case",), name="Case")]
    entities += [Entity(id=f"/agency/{n:05d}", labels=("Agency",), name=f"Agency {n}") for n in range(points)]
    return graph_of([claim(subject=e.id, object="/case") for e in entities[1:]], entities)


@pytest.mark.parametrize(
    ("changes", "mark", "words"),
    [
        ({}, "", "stated by the document"),
        ({"status": "held"}, "", "held by Judge Hallam"),
        ({"status": "held", "polarity": "negated"}, "denied", "denied: held not to be so by Judge Hallam"),
        ({"polarity": "negated"}, "denied", "denied by Judge Hallam"),
        ({"status": "alleged"}, "alleged", "alleged by Judge Hallam"),
        ({"status": "alleged", "polarity": "negated"}, "denied", "denied: said not to be so by Judge Hallam"),
        ({"status": "questioned"}, "asked", "asked by Judge Hallam, not answered here"),
        ({"status": "attempted"}, "attempted", "attempted by Judge Hallam"),
        ({"status": "proposed"}, "proposed", "proposed by Judge Hallam"),
        ({"status": "conditional"}, "conditional", "conditional, according to Judge Hallam"),
        ({"status": "attempted", "polarity": "negated"}, "attempted", "not attempted, according to Judge Hallam"),
        ({"evidence": ()}, "unsupported", "recorded without evidence"),
    ],
)
def test_every_status_has_a_mark_and_words(changes: dict[str, Any], mark: str, words: str) -> None:
    made = claim(**changes)
    speaker = None if words.endswith(("document", "evidence")) else "Judge Hallam"
    assert (mark_of(made), status_words(made, speaker)) == (mark, words)
    assert made.is_plain == (mark == "")


def test_without_a_speaker_the_words_still_read() -> None:
    assert status_words(claim(status="held"), None) == "held by the court"
    assert status_words(claim(polarity="negated"), None) == "denied: the document says it is not so"
    assert status_words(claim(status="attempted", polarity="negated"), None) == "not attempted"


def test_edges_are_the_plain_edges_and_the_marked_ones(graph: Graph) -> None:
    view = build_view(graph)
    plain = {(e.subject, e.relation, e.object) for e in view.edges if not e.mark}
    assert plain == {(e.subject, e.relation, e.object) for e in graph.edges}
    marked = [id for e in view.edges if e.mark for id in e.claims]
    assert sorted(marked) == sorted(c.id for c in graph.claims if not c.is_plain)
    assert {e.mark for e in view.edges} <= {"", *MARKS}


def test_the_denied_claim_is_never_a_plain_edge(graph: Graph) -> None:
    between = [e for e in build_view(graph).edges if (e.subject, e.object) == (MOU, S6103)]
    assert sorted((e.relation, e.mark) for e in between) == [("VIOLATES", "alleged"), ("VIOLATES", "denied")]


def test_a_document_is_a_node_only_where_a_claim_touches_it(graph: Graph) -> None:
    view = build_view(graph)
    touched = {end for c in graph.claims for end in (c.subject, c.object) if end.startswith("/doc/")}
    assert {n.id for n in view.nodes if n.type == "Document"} == touched
    assert len(view.documents) == len(graph.documents)


def test_relations_read_as_english(graph: Graph) -> None:
    words = {r.name: (r.label, r.inverse) for r in build_view(graph).relations}
    assert words["PARTY_TO"] == ("is party to", "has party")


def test_an_end_that_nobody_described_is_still_a_node() -> None:
    view = build_view(graph_of([claim(object="/us/agency/x-y")], [Entity(id="/a", labels=("Agency",), name="A")]))
    assert [(n.name, n.type) for n in view.nodes] == [("A", "Agency"), ("x-y", "Other")]


@pytest.mark.parametrize(
    ("subject", "object", "expected"),
    [
        ((10, 11), (24, 29), [("A", "s"), (" is party to ", ""), ("the B", "o"), (".", "")]),
        (None, None, [("A is party to the B.", "")]),
        ((10, 29), (24, 29), [("A is party to ", "s"), ("the B", "so"), (".", "")]),
        ((0, 11), (24, 99), [("A", "s"), (" is party to ", ""), ("the B.", "o")]),
        ((0, 5), (50, 60), [("A is party to the B.", "")]),
    ],
)
def test_the_quote_is_cut_at_the_two_ends(subject: Any, object: Any, expected: list[tuple[str, str]]) -> None:
    evidence = Evidence(document="/d", start=10, end=30, quote="A is party to the B.", subject=subject, object=object)
    parts = quote_parts(evidence)
    assert [(p.text, p.role) for p in parts] == expected
    assert "".join(p.text for p in parts) == evidence.quote


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Internal Revenue Service", "Internal\nRevenue Service"),
        ("26 U.S.C. § 6103", "26 U.S.C. §\u00a06103"),
        ("Centro Obrero del Valle v. Commissioner of Internal Revenue", "Centro Obrero del…\nv. Commissioner of…"),
        ("U.S. District Court for the District of Columbia", "U.S. District Court\n… District of Columbia"),
        ("x" * 60, "x" * 22 + "\n…" + "x" * 21),
        ("", ""),
    ],
)
def test_short_names(name: str, short: str) -> None:
    assert short_name(name) == short
    assert all(len(line) <= 23 for line in short_name(name).split("\n"))


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//example.org/x", False),
        ("https:///x", False),
        ("https://example.org/a b", False),
        ("https://[bad", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(address: str | None, kept: bool) -> None:
    assert web_address(address) == (address if kept else None)


def test_selection_is_capped_and_keeps_the_telling_nodes() -> None:
    view = build_view(star(5100))
    assert len(select(view).nodes) == 300
    most = select(view, 10_000)
    assert len(most.nodes) == REQUEST_NODES
    assert "/case" in {n.id for n in select(view, 5).nodes}
    assert select(view, 0).nodes == ()


def test_selection_draws_at_most_4000_edges() -> None:
    entities = [Entity(id=f"/a/{n:03d}", labels=("Agency",), name=str(n)) for n in range(100)]
    claims = [claim(subject=a.id, object=b.id) for a in entities for b in entities[:50] if a != b]
    assert len(claims) > LIMIT_EDGES
    assert len(select(build_view(graph_of(claims, entities)), 300).edges) == LIMIT_EDGES


def test_where_lines_would_tangle_fewer_nodes_are_drawn_unless_asked_for() -> None:
    entities = [Entity(id=f"/a/{n:03d}", labels=("Agency",), name=str(n)) for n in range(200)]
    claims = [
        claim(subject=entities[n].id, object=entities[(n * 7 + m) % 200].id) for n in range(200) for m in range(9)
    ]
    view = build_view(graph_of(claims, entities))
    easy = select(view)
    assert 75 <= len(easy.nodes) < 200 and len(easy.edges) < 600
    assert len(select(view, 300).nodes) == 200


def test_documents_that_only_cite_start_hidden_unless_nothing_else_is_there(graph: Graph) -> None:
    view = build_view(graph)
    chosen = select(view)
    assert "citing" not in chosen.shown
    assert {n for n in chosen.hidden() if n.startswith("/doc/")}
    only = graph_of([claim(relation="CITES", subject="/doc/1")], [Entity(id="/b", labels=("Statute",), name="B")])
    assert select(build_view(only)).shown == {"citing"}


def law(*names: str) -> list[Entity]:
    return [Entity(id=name, labels=("Statute",), name=name) for name in names]


def test_the_structure_of_the_law_waits_unless_the_law_is_the_picture() -> None:
    party = [Entity(id="/b", labels=("Agreement",), name="B"), Entity(id="/a", labels=("Agency",), name="A")]
    parts = [claim(relation="PART_OF", subject=f"/s{n}", object="/s") for n in range(2)]
    mixed = select(build_view(graph_of([claim(), *parts], [*party, *law("/s", "/s0", "/s1")])))
    assert mixed.hidden() == {"/s", "/s0", "/s1"}
    alone = select(build_view(graph_of(parts, law("/s", "/s0", "/s1"))))
    assert alone.shown == {"structure"} and alone.hidden() == frozenset()


def test_what_was_asked_for_is_drawn_first_and_never_hidden() -> None:
    parts = [claim(relation="PART_OF", subject="/s0", object="/s")]
    entities = [*star(8).entities, *law("/s", "/s0", "/s9")]
    view = build_view(graph_of([*star(8).claims, *parts], entities))
    chosen = select(view, 3, focus={"/s", "/s0", "/s9"})
    assert {n.id for n in chosen.nodes} == set(chosen.focus) == {"/s", "/s0", "/s9"}
    assert chosen.hidden() == frozenset() and chosen.edge_layers == ("",)


def test_a_name_without_a_statement_waits_and_who_is_only_quoted_is_not_drawn() -> None:
    entities = [*law("/s"), *(Entity(id=i, labels=("Agency",), name=i) for i in ("/a", "/b", "/quoted"))]
    chosen = select(build_view(graph_of([claim(attributed_to="/quoted")], entities)))
    assert [n.id for n in chosen.nodes] == ["/a", "/b", "/s"]
    assert chosen.hidden() == {"/s"}


def test_dates_come_from_a_property_a_document_or_a_plain_statement() -> None:
    entities = [
        Entity(id="/a", labels=("Person",), name="A"),
        Entity(id="/b", labels=("Agreement",), name="B"),
        Entity(id="/r", labels=("Ruling",), name="R", properties=(("date", "2026-04-14"),)),
    ]
    signed = [claim(relation="SIGNED", date="2026-01-12"), claim(relation="FILED", date="2020", status="alleged")]
    view = build_view(graph_of(signed, entities))
    assert {n.id: n.date for n in view.nodes} == {"/a": None, "/b": "2026-01-12", "/r": "2026-04-14"}


def test_every_type_of_the_schema_has_a_look_of_its_own() -> None:
    drawn = set(load_schema().nodes) - {"Passage", "Claim"}
    assert drawn <= set(STYLES)
    for values in (
        [s.path for s in STYLES.values()],
        [s.light for s in STYLES.values()],
        [s.dark for s in STYLES.values()],
    ):
        assert len(set(values)) == len(values)
    assert primary_type(("Agency", "Case")) == "Case"

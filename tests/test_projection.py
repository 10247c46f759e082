"""What documents are taken to say by decisions, and what they say themselves: nothing is lost either way."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.curation import check_alike, curated, decision_faults, distinct, same
from kg.decision import Decision
from kg.entity import Entity
from kg.errors import DecisionConflict, KgError
from kg.export import nodelink_text, read_nodelink
from kg.extraction import DocumentInfo, Extraction, extraction_lines, read_extractions
from kg.graph import build_graph, split_graph
from kg.projection import Identity, Original, is_provisional, project
from kg.rdf import Names, graph_statements, read_triples
from kg.rdf.formats import nquads, triples_of
from tests.builders import CODE, IRS, MOU, entity, extraction, extractions, follow_up, report

NODES = ["/us/agency/a", "/us/agency/b", "/us/usc/t1/s1", "/us/usc/t1/s2", "/us/case/x/1", "/person/p", "/us/agency/c"]
DECISIONS = [same(a, b, keep=keep) for a, b in itertools.combinations(NODES, 2) for keep in (a, b)]


@st.composite
def identities(draw: st.DrawFn) -> Identity:
    """An identity by some decisions that do not contradict one another."""
    made: list[DocumentInfo] = []
    for decision in draw(st.lists(st.sampled_from(DECISIONS), max_size=4)):
        try:
            Identity([*made, decision.document])
            made.append(decision.document)
        except DecisionConflict:
            continue
    return Identity(made)


@given(extractions("d"), identities())
def test_what_a_document_says_is_restored_from_what_it_is_taken_to_say(given: Extraction, identity: Identity) -> None:
    projected = project(given, identity)
    assert projected.restored() == given
    assert not {each.id for each in projected.extraction.entities} & set(identity.moved)
    if projected.original is not None:
        assert Original.load(projected.original.dump()) == projected.original
    assert project(projected.extraction, identity).original is None


@given(st.lists(st.sampled_from(DECISIONS), max_size=5))
def test_the_order_of_decisions_does_not_matter(decisions: list[Extraction]) -> None:
    outcomes = set()
    for order in (decisions, decisions[::-1], sorted(decisions, key=lambda each: each.document.id)):
        try:
            outcomes.add(tuple(sorted(Identity([each.document for each in order]).moved.items())))
        except DecisionConflict as error:
            outcomes.add(((str(error), ""),))
    assert len(outcomes) == 1


def everything() -> list[Extraction]:
    short = extraction("short", [entity("/us/agency/irs", "I.R.S.")], [])
    claim = curated(entity(IRS, "IRS"), "SIGNED", entity(MOU, "the MOU"), quote="q", source="https://example.org/s")
    made = [same(IRS, "/us/agency/irs", reason="r", by="b", date="2026"), distinct(IRS, "/us/agency/x"), claim]
    return sorted([report(), follow_up(), short, *made], key=lambda each: each.document.id)


def test_json_lines_hold_decisions() -> None:
    lines = [line for each in everything() for line in extraction_lines(each, mentions=False)]
    assert list(read_extractions(lines)) == everything()


def test_triples_hold_decisions_and_what_they_change() -> None:
    statements = graph_statements(Names(), everything())
    assert read_triples(Names(), triples_of(nquads(Names(), statements))) == everything()
    assert not any("/us/agency/irs> a" in line for line in statements.default)


def test_networkx_holds_the_graph_as_it_is_taken() -> None:
    graph = build_graph(everything())
    assert [each.id for each in graph.entities if each.id in (IRS, "/us/agency/irs")] == [IRS]
    assert read_nodelink(nodelink_text(graph)) == graph == build_graph(split_graph(graph))


@pytest.mark.parametrize(
    ("node", "provisional"),
    [
        ("/us/case/dcd/1:25-cv-00677", False),
        ("/us/case/x/doe-v-roe", True),
        ("/person/friedrich~0a1b2c3d", True),
        ("/person/dabney-friedrich", False),
        ("/us/agreement/mou/a+b/undated", True),
        ("/us/agreement/mou/a+b/2025-04-07", False),
        ("/doc/sha256/ab/s/3", True),
        ("what is this", True),
    ],
)
def test_what_is_provisional(node: str, provisional: bool) -> None:
    assert is_provisional(node) is provisional


@pytest.mark.parametrize(
    ("first", "second", "keep", "kept"),
    [
        (IRS, "/us/agency/a", None, IRS),
        ("/us/agency/a", IRS, None, "/us/agency/a"),
        ("/us/case/x/a", "/us/case/us/1/2", None, "/us/case/us/1/2"),
        ("/us/case/us/1/2", "/us/case/x/a", "/us/case/x/a", "/us/case/x/a"),
    ],
)
def test_which_id_stays(first: str, second: str, keep: str | None, kept: str) -> None:
    info = same(first, second, keep=keep).document
    assert info.decision is not None and info.decision.keep == kept
    assert Identity([info]).of(first) == Identity([info]).of(second) == kept


def test_the_way_from_one_id_to_another() -> None:
    links = [same("/person/a", "/person/b"), same("/person/b", "/person/c"), same("/person/x", "/person/y")]
    identity = Identity([each.document for each in links])
    assert [each.id for each in identity.path("/person/a", "/person/c")] == [each.document.id for each in links[:2]]
    assert identity.path("/person/a", "/person/x") == []
    assert len(identity.behind("/person/c")) == 2 and identity.members == {
        "/person/a": ("/person/b", "/person/c"),
        "/person/x": ("/person/y",),
    }


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        (("Agency",), ("Agency",), True),
        (("Agency",), ("Organization",), True),
        (("Agency", "Person"), ("Person",), True),
        (("Agency",), ("Statute",), False),
        (("Person",), ("Organization",), False),
    ],
)
def test_what_can_be_one(first: tuple[str, ...], second: tuple[str, ...], alike: bool) -> None:
    ends = Entity(id="/a/b", labels=first, name="a"), Entity(id="/a/c", labels=second, name="c")
    if alike:
        check_alike(*ends)
    else:
        with pytest.raises(KgError, match="only things of one type"):
            check_alike(*ends)


def test_a_decision_that_is_none_is_a_fault() -> None:
    decision = same(IRS, CODE).document
    bad = [
        DocumentInfo(id=decision.id, source="s"),
        DocumentInfo(id="/doc/x", source="s", format="decision", decision=decision.decision),
        DocumentInfo(id=decision.id, source="s", format="decision", decision=Decision(kind="same", nodes=(IRS,))),
        DocumentInfo(id=decision.id, source="s", format="decision", decision=Decision(kind="same", nodes=(CODE, IRS))),
        DocumentInfo(id=decision.id, source="s", format="decision", decision=Decision(kind="claim", nodes=(CODE, IRS))),
    ]
    for info in bad:
        assert list(decision_faults(Extraction(document=info))), info
    assert not list(decision_faults(same(IRS, CODE)))

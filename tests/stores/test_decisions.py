"""What every store does with decisions: what is the same thing, what is not, and claims of a person's own."""

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.curation import curated, distinct, same
from kg.entity import Entity
from kg.errors import DecisionConflict, KgError, NotFound, SchemaError
from kg.extraction import Extraction
from kg.graph import build_graph
from tests.builders import (
    CODE,
    DHS,
    IRS,
    JUDGE,
    MOU,
    claim,
    entity,
    extraction,
    extractions,
    follow_up,
    report,
)
from tests.stores.conftest import clear
from tests.stores.dump import AnyStore, check_consistent, dump
from tests.stores.test_contract import RANDOM

SERVICE = "/us/agency/the-service"
SHORT = "/person/friedrich~0a1b2c3d"


def memo() -> Extraction:
    """A third document, which knows the agency and the judge under ids of its own."""
    actors = [entity(SERVICE, "The Service"), entity(SHORT, "Friedrich"), entity(MOU, "the memo"), entity(IRS, "IRS")]
    made = [
        claim("/doc/memo", SERVICE, "PARTY_TO", MOU, date="2025-04-07"),
        claim("/doc/memo", IRS, "PARTY_TO", MOU, start=30),
        claim("/doc/memo", SERVICE, "SIGNED", MOU, status="alleged", speaker=SHORT),
    ]
    return extraction("memo", actors, made)


def fill(store: AnyStore, items: Sequence[Extraction]) -> str:
    clear(store)
    for item in items:
        store.writer().add([item])
    return dump(store)


def test_two_nodes_become_one(store: AnyStore) -> None:
    store.writer().add([report(), memo()])
    written = store.writer().add([same(IRS, SERVICE, reason="the same agency", by="a curator", date="2026-01-02")])
    assert written.writes > 0 and written.removed_nodes == 1
    view = store.view()
    assert view.entity(SERVICE) is None and [found.id for found in view.find(SERVICE)] == [IRS]
    merged = view.entity(IRS)
    assert merged is not None and {"IRS", "The Service", SERVICE} <= {merged.name, *merged.aliases}
    party = [each for each in view.claims_about(IRS) if each.relation == "PARTY_TO"]
    assert len(party) == 1 and {evidence.document for evidence in party[0].evidence} == {"/doc/report", "/doc/memo"}
    assert [edge.support for edge in view.graph().edges if edge.subject == IRS] == [2]
    check_consistent(store)


def test_documents_stay_as_they_went_in(store: AnyStore) -> None:
    decision = same(IRS, SERVICE)
    store.writer().add([report(), memo(), decision])
    assert list(store.view().extractions()) == [decision, memo(), report()]
    assert store.view().decisions() == [decision]
    assert [row.info.id for row in store.view().documents()] == ["/doc/memo", "/doc/report"]
    assert store.view().graph() == build_graph([report(), memo(), decision])


def test_the_speaker_and_the_steps_of_evidence_go_with_the_node(store: AnyStore) -> None:
    store.writer().add([report(), same(JUDGE, SHORT, keep=SHORT), same(IRS, SERVICE, keep=SERVICE)])
    found = store.view().claims_about(SHORT)
    assert [each.attributed_to for each in found] == [SHORT]
    steps = [step for each in store.view().claims_about(SERVICE) for e in each.evidence for step in e.steps]
    assert [step.entity for step in steps] == [SERVICE]
    check_consistent(store)


def test_again_writes_nothing(store: AnyStore) -> None:
    items = [report(), memo(), same(IRS, SERVICE, reason="r"), curated(*ends(), reason="seen")]
    store.writer().add(items)
    before = dump(store)
    assert store.writer().add(items).writes == 0
    assert store.writer().add(list(reversed(items))).writes == 0
    assert dump(store) == before


def test_another_reason_replaces_the_first(store: AnyStore) -> None:
    store.writer().add([report(), memo(), same(IRS, SERVICE, reason="guessed")])
    written = store.writer().add([same(IRS, SERVICE, reason="looked up", by="a curator")])
    assert [outcome for _, outcome in written.outcomes] == ["replaced"]
    assert [each.document.decision.reason for each in store.view().decisions() if each.document.decision] == [
        "looked up"
    ]
    check_consistent(store)


def test_the_order_of_documents_and_decisions_does_not_matter(store: AnyStore) -> None:
    items = [report(), memo(), same(IRS, SERVICE), curated(*ends(), reason="seen")]
    store.writer().add(items)
    expected = dump(store)
    for turn in range(len(items)):
        assert fill(store, [*items[turn:], *items[:turn]][::-1]) == expected


def test_what_is_taken_back_leaves_no_trace(store: AnyStore) -> None:
    documents = [report(), follow_up(), memo()]
    without = fill(store, documents)
    decisions = [same(IRS, SERVICE), same(JUDGE, SHORT), distinct(IRS, DHS), curated(*ends(), quote="q", source="s")]
    for order in (decisions, decisions[::-1]):
        fill(store, [*documents, *decisions])
        for decision in order:
            store.writer().remove(decision.document.id)
            check_consistent(store)
        assert dump(store) == without


def test_a_decision_outlives_its_documents(store: AnyStore) -> None:
    decision, statement = same(IRS, SERVICE), curated(*ends(), reason="seen")
    expected = fill(store, [decision, statement, follow_up()])
    fill(store, [report(), memo(), decision, statement, follow_up()])
    store.writer().remove("/doc/report")
    store.writer().remove("/doc/memo")
    assert dump(store) == expected
    store.writer().remove("/doc/follow-up")
    assert store.view().decisions() == sorted([decision, statement], key=lambda each: each.document.id)
    assert [(edge.subject, edge.relation, edge.object) for edge in store.view().graph().edges] == [(DHS, "SIGNED", MOU)]
    store.writer().add([memo()])
    assert store.view().entity(SERVICE) is None and store.view().entity(IRS) is not None


def test_a_chain_is_one_node(store: AnyStore) -> None:
    third = "/us/agency/irs"
    documents = [report(), memo(), extraction("third", [entity(third, "I.R.S.")], [])]
    links = [same(IRS, SERVICE, keep=IRS), same(SERVICE, third, keep=third)]
    expected = fill(store, [*documents, *links])
    assert [each.id for each in store.view().graph().entities if each.id in (IRS, SERVICE, third)] == [IRS]
    assert fill(store, [*links, *documents]) == expected
    assert fill(store, [documents[0], links[1], documents[2], links[0], documents[1]]) == expected
    store.writer().remove(links[1].document.id)
    assert store.view().entity(third) is not None and store.view().entity(SERVICE) is None
    check_consistent(store)


@pytest.mark.parametrize(
    ("decisions", "message"),
    [
        ([same(IRS, SERVICE), distinct(IRS, SERVICE)], "distinct, and to be the same"),
        ([same(IRS, SERVICE), same(SERVICE, "/us/agency/x"), distinct(IRS, "/us/agency/x")], "distinct"),
        ([same(IRS, SERVICE, keep=IRS), same(IRS, SERVICE, keep=SERVICE)], "none is kept by all"),
    ],
)
def test_decisions_that_contradict_are_refused(store: AnyStore, decisions: list[Extraction], message: str) -> None:
    for order in itertools.permutations(decisions):
        before = fill(store, [report(), memo(), *order[:-1]])
        with pytest.raises(DecisionConflict, match=message) as error:
            store.writer().add([order[-1]])
        assert order[-1].document.id in str(error.value) and "kg curate undo" in str(error.value)
        assert dump(store) == before


def test_a_curated_claim_stands_like_any_other(store: AnyStore) -> None:
    statement = curated(*ends(), quote="Both signed.", source="the Register", by="a curator", date="2026-01-02")
    store.writer().add([report(), statement])
    found = [each for each in store.view().claims_about(DHS) if each.relation == "SIGNED"]
    assert [(each.rule, each.evidence[0].quote) for each in found] == [("curated", "Both signed.")]
    source = store.view().entity(found[0].evidence[0].document)
    assert source is not None and source.name == "curated, from the Register"
    assert store.view().counts()["SIGNED"] == 1
    check_consistent(store)


@pytest.mark.parametrize(("polarity", "status"), [("negated", "asserted"), ("affirmed", "alleged")])
def test_a_curated_claim_that_is_not_affirmed_is_no_edge(store: AnyStore, polarity: str, status: str) -> None:
    store.writer().add([curated(*ends(), reason="r", polarity=polarity, status=status)])  # type: ignore[arg-type]
    assert store.view().graph().edges == () and len(store.view().graph().claims) == 1
    assert "SIGNED" not in store.view().counts()


def test_a_curated_claim_keeps_the_schema(store: AnyStore) -> None:
    with pytest.raises(SchemaError, match="Agency GOVERNS Agreement is not allowed"):
        store.writer().add([curated(ends()[0], "GOVERNS", ends()[2], reason="r")])
    assert store.view().decisions() == []


def test_the_ends_of_a_curated_claim_go_with_their_nodes(store: AnyStore) -> None:
    statement = curated(entity(SERVICE, "The Service"), "SIGNED", entity(MOU, "the memo"), reason="seen")
    store.writer().add([report(), statement, same(IRS, SERVICE)])
    edges = {(edge.subject, edge.relation, edge.object) for edge in store.view().graph().edges}
    assert (IRS, "SIGNED", MOU) in edges
    assert statement in store.view().decisions()
    check_consistent(store)


def test_labels_of_one_node_are_those_of_both(store: AnyStore) -> None:
    union = Entity(id="/org/the-service", labels=("Organization",), name="The Service")
    store.writer().add([report(), extraction("other", [union], [])])
    before = dump(store)
    decision = same(IRS, union.id)
    store.writer().add([decision])
    merged = store.view().find(union.id)
    assert [(each.id, each.labels) for each in merged] == [(IRS, ("Agency", "Organization"))]
    check_consistent(store)
    store.writer().remove(decision.document.id)
    assert dump(store) == before


def test_a_decision_that_is_not_there(store: AnyStore) -> None:
    with pytest.raises(NotFound):
        store.writer().remove(same(IRS, SERVICE).document.id)


@pytest.mark.parametrize("text", ["'", '"`}) DETACH DELETE n //', "\\", "\0", "\u202eabc", "a\nb\r\n", "$x {y}", "😀"])
def test_hostile_words_of_a_curator(store: AnyStore, text: str) -> None:
    node = f"/person/{text}"
    person = Entity(id=node, labels=("Person",), name=text)
    items = [
        same(JUDGE, node, keep=JUDGE, reason=text, by=text, date=text),
        distinct(node, IRS, reason=text, by=text),
        curated(person, "SIGNED", entity(MOU), quote=text, source=text, reason=text, by=text, claim_date=text),
    ]
    store.writer().add([report(), *items])
    assert store.view().decisions() == sorted(items, key=lambda each: each.document.id)
    check_consistent(store)
    for item in items:
        store.writer().remove(item.document.id)
    assert list(store.view().extractions()) == [report()]


@given(st.data())
@RANDOM
def test_any_history_gives_what_is_there_at_its_end(store: AnyStore, data: st.DataObject) -> None:
    clear(store)
    nodes = ["/us/agency/a", "/us/agency/b", "/us/usc/t1/s1", "/us/usc/t1/s2", "/person/p"]
    pairs = st.sampled_from([*itertools.combinations(nodes[:2], 2), *itertools.combinations(nodes[2:4], 2)])
    live: dict[str, Extraction] = {}
    for _ in range(data.draw(st.integers(1, 6))):
        decides: bool = data.draw(st.booleans())
        if decides:
            first, second = data.draw(pairs)
            item = data.draw(st.sampled_from([same(first, second), same(first, second, keep=second)]))
        else:
            item = data.draw(extractions(data.draw(st.sampled_from("abc"))))
        try:
            store.writer().add([item])
            live[item.document.id] = item
        except DecisionConflict:
            assert decides
        forgets: bool = data.draw(st.booleans())
        if live and forgets:
            gone = data.draw(st.sampled_from(sorted(live)))
            store.writer().remove(gone)
            del live[gone]
    check_consistent(store)
    assert list(store.view().extractions()) == [live[key] for key in sorted(live)]
    before = dump(store)
    clear(store)
    store.writer().add([live[key] for key in sorted(live)])
    assert dump(store) == before


def ends() -> tuple[Entity, str, Entity]:
    """A claim that no document makes."""
    return entity(DHS, "Department of Homeland Security"), "SIGNED", entity(MOU, "the memorandum")


@pytest.mark.parametrize(
    ("first", "second", "keep"), [(IRS, IRS, None), (IRS, "/doc/sha256/0", None), (IRS, CODE, MOU), ("x", IRS, None)]
)
def test_what_cannot_be_decided(first: str, second: str, keep: str | None) -> None:
    with pytest.raises(KgError):
        same(first, second, keep=keep)

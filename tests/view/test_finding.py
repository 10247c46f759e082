"""What the page says first, and what it never says: no more than its claims."""

from dataclasses import replace
from typing import Any

import pytest

from kg.claim import Claim, Evidence
from kg.entity import Entity
from kg.extraction import DocumentInfo
from kg.graph import Graph, project_edges
from kg.schema import load_schema
from kg.view import render_page
from kg.view.finding import find_finding, leading_nodes
from kg.view.model import build_view
from kg.view.words import negated

QUOTE = "It is written so in the papers."
EVIDENCE = (Evidence(document="/doc/1", start=0, end=len(QUOTE), quote=QUOTE),)
ENTITIES = {
    "/org/tenants": ("Organization", "Harbor Tenants"),
    "/org/owners": ("Organization", "Owners League"),
    "/us/agency/housing": ("Agency", "Department of Housing"),
    "/us/agency/pensions": ("Agency", "Pension Service"),
    "/us/agreement/x": ("Agreement", "MOU 12-34"),
    "/us/agreement/y": ("Agreement", "MOU 56-78"),
    "/us/usc/t5/s552a": ("Statute", "Privacy Act of 1974"),
    "/us/usc/t26/s6103": ("Statute", "26 U.S.C. § 6103"),
    "/us/court/mdd": ("Court", "U.S. District Court for the District of Maryland"),
    "/person/judge": ("Person", "Judge Amory"),
    "/us/ruling/1": ("Ruling", "Order of May 2"),
}
X, Y, LAW, PRIVACY = "/us/agreement/x", "/us/agreement/y", "/us/usc/t26/s6103", "/us/usc/t5/s552a"
COURT: dict[str, Any] = {"status": "held", "attributed_to": "/us/court/mdd"}


def claim(subject: str, relation: str, object: str, **more: Any) -> Claim:
    return Claim(relation=relation, subject=subject, object=object, rule="test", **{"evidence": EVIDENCE, **more})


def graph_of(*claims: Claim) -> Graph:
    ordered = tuple(sorted(claims, key=lambda one: one.id))
    entities = tuple(Entity(id=id, labels=(label,), name=name) for id, (label, name) in sorted(ENTITIES.items()))
    document = DocumentInfo(id="/doc/1", source="one.txt", title="One")
    return Graph(documents=(document,), entities=entities, claims=ordered, edges=tuple(project_edges(ordered)))


def told(*claims: Claim, focus: tuple[str, ...] = ()) -> list[str]:
    return [sentence.text for sentence in find_finding(build_view(graph_of(*claims)), focus)]


CHALLENGE = claim("/org/tenants", "CHALLENGES", X)
ALLEGED = claim(X, "VIOLATES", PRIVACY, status="alleged", attributed_to="/org/tenants")
PARTIES = (claim("/us/agency/housing", "PARTY_TO", X), claim("/us/agency/pensions", "PARTY_TO", X))
DENIED = claim(X, "VIOLATES", LAW, polarity="negated", **COURT)


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ((), []),
        (PARTIES, []),
        ((CHALLENGE,), ["Harbor Tenants challenges MOU 12-34."]),
        (
            (CHALLENGE, *PARTIES, DENIED, ALLEGED),
            [
                "Harbor Tenants challenges MOU 12-34, between the Department of Housing and the Pension Service.",
                "The U.S. District Court for the District of Maryland held that the agreement does not violate"
                " 26 U.S.C. § 6103.",
                "Harbor Tenants also alleges that the agreement violates the Privacy Act of 1974.",
            ],
        ),
        ((DENIED,), [
            "The U.S. District Court for the District of Maryland held that MOU 12-34 does not violate"
            " 26 U.S.C. § 6103."
        ]),
        ((claim(X, "VIOLATES", LAW, status="held"),), ["The court held that MOU 12-34 violates 26 U.S.C. § 6103."]),
        (
            (claim(X, "VIOLATES", LAW, status="held", attributed_to="/person/judge"),),
            ["Judge Amory held that MOU 12-34 violates 26 U.S.C. § 6103."],
        ),
        ((claim("/us/ruling/1", "ENJOINS", X),), ["Order of May 2 enjoins MOU 12-34."]),
        (
            (claim(X, "VIOLATES", PRIVACY, status="alleged"),),
            ["It is alleged that MOU 12-34 violates the Privacy Act of 1974."],
        ),
    ],
)  # fmt: skip
def test_it_says_who_challenges_what_and_what_a_court_held(claims: tuple[Claim, ...], expected: list[str]) -> None:
    assert told(*claims) == expected


@pytest.mark.parametrize(
    "other",
    [
        claim(X, "VIOLATES", LAW),
        claim(X, "VIOLATES", LAW, polarity="negated"),
        claim(X, "VIOLATES", LAW, polarity="negated", attributed_to="/us/agency/housing"),
        claim(X, "VIOLATES", LAW, polarity="negated", status="alleged", attributed_to="/us/agency/housing"),
        claim(X, "VIOLATES", LAW, status="questioned"),
        claim(X, "VIOLATES", LAW, status="conditional"),
        claim("/us/ruling/1", "ENJOINS", X, attributed_to="/org/tenants"),
        claim("/us/ruling/1", "ENJOINS", X, status="proposed"),
        claim("/us/ruling/1", "ENJOINS", X, polarity="negated"),
        claim(X, "VIOLATES", LAW, polarity="negated", **{**COURT, "evidence": ()}),
        claim("/org/tenants", "CHALLENGES", Y, status="attempted"),
        claim("/org/tenants", "CHALLENGES", Y, polarity="negated"),
    ],
)
def test_what_no_court_held_is_never_told_as_its_word(other: Claim) -> None:
    assert told(other) == []
    assert told(CHALLENGE, other) == ["Harbor Tenants challenges MOU 12-34."]


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        (["/org/owners"], "Harbor Tenants and one other challenge MOU 12-34."),
        (["/org/owners", "/us/agency/pensions"], "Harbor Tenants and 2 others challenge MOU 12-34."),
        (["/us/ruling/1"], "Harbor Tenants challenges MOU 12-34."),
    ],
)
def test_who_else_challenges_it_is_counted(others: list[str], expected: str) -> None:
    of_tenants = claim(
        "/org/tenants", "CHALLENGES", X, evidence=(*EVIDENCE, replace(EVIDENCE[0], start=50, end=50 + len(QUOTE)))
    )
    assert told(of_tenants, *(claim(other, "CHALLENGES", X) for other in others)) == [expected]


def test_what_is_alleged_is_left_out_where_a_court_has_spoken_on_it() -> None:
    alleged = claim(X, "VIOLATES", LAW, status="alleged", attributed_to="/org/tenants")
    assert len(told(CHALLENGE, DENIED, alleged)) == 2


def test_of_several_challenges_the_one_a_court_spoke_on_then_the_one_asked_for() -> None:
    other = claim("/org/owners", "CHALLENGES", Y)
    assert told(CHALLENGE, other, DENIED)[0] == "Harbor Tenants challenges MOU 12-34."
    assert told(CHALLENGE, other, DENIED, focus=(Y,))[0] == "Harbor Tenants challenges MOU 12-34."
    assert told(CHALLENGE, other, focus=(Y,)) == ["Owners League challenges MOU 56-78."]


def test_parties_that_the_name_names_are_not_named_again() -> None:
    graph = graph_of(CHALLENGE, *PARTIES)
    long = "Memorandum between the Department of Housing and the Pension Service"
    entities = tuple(replace(one, name=long) if one.id == X else one for one in graph.entities)
    [sentence] = find_finding(build_view(replace(graph, entities=entities)))
    assert sentence.text == f"Harbor Tenants challenges {long}."


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("violates", "does not violate"),
        ("complies with", "does not comply with"),
        ("strikes down", "does not strike down"),
        ("dismisses", "does not dismiss"),
        ("discloses to", "does not disclose to"),
        ("denies", "does not deny"),
        ("is party to", "is not party to"),
        ("governs", "does not govern"),
    ],
)
def test_labels_are_denied_in_english(label: str, expected: str) -> None:
    assert negated(label) == expected


def test_every_relation_that_a_finding_tells_is_in_the_schema() -> None:
    from kg.view.finding import HOLDINGS

    assert {"CHALLENGES", *HOLDINGS} <= load_schema().edges.keys()


def test_the_sample_is_told_with_its_claims(graph: Graph) -> None:
    view = build_view(graph)
    finding = find_finding(view)
    assert [sentence.text for sentence in finding] == [
        "Centro Obrero del Valle challenges IRS–DHS Memorandum of Understanding, between the Department of Homeland"
        " Security and the Internal Revenue Service.",
        "Judge Ruth Hallam held that the agreement does not violate 26 U.S.C. § 6103.",
        "Centro Obrero del Valle also alleges that the agreement violates 5 U.S.C. § 706.",
    ]
    claims = {one.id: one for one in view.claims}
    for sentence in finding:
        one = claims[sentence.claim]
        assert sentence.edge == (one.subject, one.relation, one.object, one.mark)
    assert leading_nodes(view, finding) >= {"/org/centro-obrero-del-valle", LAW, "/person/ruth-hallam"}


def test_what_is_redacted_is_not_told(graph: Graph) -> None:
    page = render_page(graph, title="x", redact={"people"}).decode()
    assert "The court held that the agreement does not violate 26 U.S.C. §\xa06103." in page
    assert "Hallam" not in page

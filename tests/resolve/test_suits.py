"""Who sues whom in one sentence, however long its lists are."""

import pytest

from tests.relate.sentences import extracted

CASES = [
    (
        "Harbor Tenants Association, the Wexford Workers Union, and Larkspur Homes, LLC sued the Department of Labor.",
        ["Harbor Tenants Association", "Larkspur Homes, LLC", "Wexford Workers Union"],
        ["Department of Labor"],
    ),
    (
        "Three retired clerks, represented by Harbor Tenants Association, sued the Department of Labor over its rule.",
        [],
        ["Department of Labor"],
    ),
    (
        "Harbor Tenants Association sued the Department of Labor, the Social Security Administration, and the City of"
        " Wexford over the sharing of records with the Internal Revenue Service.",
        ["Harbor Tenants Association"],
        ["City of Wexford", "Department of Labor", "Social Security Administration"],
    ),
    (
        "Harbor Tenants Association filed a class action lawsuit against the City of Wexford in 2019.",
        ["Harbor Tenants Association"],
        ["City of Wexford"],
    ),
    (
        "Cities of Wexford and Dunmore sued the Department of Labor.",
        ["City of Dunmore", "City of Wexford"],
        ["Department of Labor"],
    ),
    (
        "HGA and the Wexford Workers Union today sued the Department of Labor.",
        ["HGA", "Wexford Workers Union"],
        ["Department of Labor"],
    ),
    ("HGA, a non-profit focused on privacy, and a clerk sued the City of Wexford.", ["HGA"], ["City of Wexford"]),
    ("The Harbor Party (HPA, HPB, and HPC) sued the City of Wexford.", ["HPA", "HPB", "HPC"], ["City of Wexford"]),
    (
        "Clerks sued the Department of Labor, U.S. DOGE Service, and Jane Roe over a memo.",
        [],
        ["Department of Labor", "Jane Roe", "U.S. DOGE Service"],
    ),
    ("No one has sued the City of Wexford.", [], []),
    ("Harbor Tenants Association may have sued the City of Wexford.", [], []),
    ("Harbor Tenants Association sued the City of Wexford, the newspaper reported.", [], []),
    ("A lawyer for Harbor Tenants Association sued the City of Wexford.", [], ["City of Wexford"]),
    ("The Department of Labor believes Harbor Tenants Association sued the City of Wexford.", [], []),
    ("Has Harbor Tenants Association sued the City of Wexford?", [], []),
]


@pytest.mark.parametrize(("text", "plaintiffs", "defendants"), CASES)
def test_the_sides_of_a_suit(text: str, plaintiffs: list[str], defendants: list[str]) -> None:
    extraction = extracted(text)
    names = {entity.id: entity.name for entity in extraction.entities}
    sides: dict[str, set[str]] = {"plaintiff": set(), "defendant": set()}
    for claim in extraction.claims:
        if claim.relation == "PARTY_TO" and claim.is_plain:
            for qualifier in claim.qualifiers:
                sides[qualifier.text].add(names[claim.subject])
    assert sorted(sides["plaintiff"]) == plaintiffs
    assert sorted(sides["defendant"]) == defendants


def test_whose_act_a_suit_is_over() -> None:
    extraction = extracted(
        "Harbor Tenants Association sued the City of Wexford over the Department of Labor's decision to close it."
    )
    challenged = {c.object for c in extraction.claims if c.relation == "CHALLENGES" and c.is_plain}
    assert challenged == {"/us/agency/city-of-wexford", "/us/agency/labor-department"}


ACTS = [
    ("Three clerks sued the City of Wexford over the order by the Department of Labor to close it.", True),
    ("Three clerks sued the City of Wexford over a meeting with the Department of Labor.", False),
    ("Three clerks filed a lawsuit challenging the Department of Labor's new policy in the City of Wexford.", True),
    ("Three clerks praised the Department of Labor's new policy; the case was dismissed.", False),
]


@pytest.mark.parametrize(("text", "challenged"), ACTS)
def test_a_suit_of_nobody_named_challenges_whose_act_it_is_over(text: str, *, challenged: bool) -> None:
    claims = extracted(text).claims
    found = any(c.relation == "CHALLENGES" and c.object == "/us/agency/labor-department" for c in claims)
    assert found is challenged

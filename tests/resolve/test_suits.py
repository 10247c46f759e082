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

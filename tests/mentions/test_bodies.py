"""Agencies, governments and courts."""

import pytest

from tests.mentions.reading import mentions, targets

IRS, DHS, DOJ = "internal-revenue-service", "homeland-security-department", "justice-department"

AGENCIES = [
    ("the Internal Revenue Service", [IRS]),
    ("the U.S. Department of Homeland Security", [DHS]),
    ("the United States Department of Justice", [DOJ]),
    ("the IRS and DHS agreed", [IRS, DHS]),
    ("the IRS's data", [IRS]),
    ("the IRS-DHS memorandum", [IRS, DHS]),
    ("the DoD said", ["defense-department"]),
    ("Secretary of Homeland Security", [DHS]),
    ("the Commissioner of Internal Revenue", [IRS]),
    ("the Attorney General may", [DOJ]),
    ("Attorney General Jane Roe may", []),
    ("the Civil Rights Division of the Department of Justice", ["civil-rights-division"]),
    ("the Department of Justice and its Civil Rights Division", [DOJ, "civil-rights-division"]),
    ("The Civil Rights Division of the city", []),
    ("the U.S. Attorney's Office for the District of Columbia", ["us-attorneys-office-for-the-district-of-columbia"]),
    ("JANE DOE sued", []),
    ("JANE DOE, plaintiff", []),
    ("ICE STORM WARNING", []),
    ("SEC. 101. Short title", []),
    ("SEC. 2. (a) In general", []),
    ("The SEC. It sued.", ["securities-and-exchange-commission"]),
    ("BETWEEN THE FDA AND THE FTC", ["food-and-drug-administration", "federal-trade-commission"]),
    ("a department of justice", []),
    ("Bureau of Nothing At All", []),
    ("the doe and the ice", []),
]
GOVERNMENTS = [
    ("Texas Attorney General Jane Roe", ["/us/tx/agency/texas-attorney-general"]),
    ("the Attorney General of Texas", ["/us/tx/agency/texas-attorney-general"]),
    ("the Attorney General for the State of Texas", ["/us/tx/agency/texas-attorney-general"]),
    ("Ohio's Attorney General", ["/us/oh/agency/ohio-attorney-general"]),
    ("New York State Attorney General Jane Roe", ["/us/ny/agency/new-york-attorney-general"]),
    ("the California Department of Justice", ["/us/ca/agency/california-department-of-justice"]),
    ("the Texas Department of Public Safety", ["/us/tx/agency/texas-department-of-public-safety"]),
    ("the State of Illinois", ["/us/il/agency/state-of-illinois"]),
    ("the Commonwealth of Virginia", ["/us/va/agency/commonwealth-of-virginia"]),
    ("the City of Chicago, Illinois", ["/us/il/agency/city-of-chicago"]),
    ("the City of Chicago sued", ["/us/agency/city-of-chicago"]),
    ("Cook County", ["/us/agency/cook-county"]),
    ("a city of lights and its county", []),
    ("the Secretary of State of Texas", []),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [*((text, [f"/us/agency/{slug}" for slug in slugs]) for text, slugs in AGENCIES), *GOVERNMENTS],
)
def test_agencies(text: str, expected: list[str]) -> None:
    assert targets(text, kinds="Agency") == expected


def test_a_county_is_a_node_only_where_a_claim_uses_it() -> None:
    assert [m.weak for m in mentions("Cook County and the City of Chicago") if m.kind == "Agency"] == [True, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Zoning Board Inc. (ZBI) and the Internal Revenue Service (IRS). The IRS", [IRS, IRS]),
        ('the Internal Revenue Service (the "Service"). The Service said', [IRS, IRS]),
        ('the Food and Drug Administration ("FDA" or "Agency"). The Agency said', ["food-and-drug-administration"] * 2),
        ("The Service said. The Internal Revenue Service (the Service)", [IRS]),
    ],
)
def test_a_short_name_counts_from_its_definition_on(text: str, expected: list[str]) -> None:
    assert targets(text, kinds="Agency") == [f"/us/agency/{slug}" for slug in expected]


COURTS = [
    ("the U.S. District Court for the Northern District of California", ["cand"]),
    ("the United States District Court for the District of Columbia", ["dcd"]),
    ("the Northern District of California", ["cand"]),
    ("the U.S. Court of Appeals for the Ninth Circuit", ["ca9"]),
    ("the Ninth Circuit", ["ca9"]),
    ("the D.C. Circuit", ["cadc"]),
    ("the Supreme Court", ["scotus"]),
    ("the U.S. Supreme Court", ["scotus"]),
    ("the Supreme Court of the United States", ["scotus"]),
    ("the Supreme Court of Ohio", ["ohio"]),
    ("the Ohio Supreme Court", ["ohio"]),
    ("the Supreme Court of Ohio; the Supreme Court", ["ohio"]),
    ("Roe v. Doe (D.D.C. 2020)", ["dcd"]),
    ("Roe v. Doe (9th Cir. June 1, 2021)", ["ca9"]),
    ("the U.S. Bankruptcy Court for the Southern District of New York", ["nysb"]),
    ("the bankruptcy court for the Northern District of California", []),
    ("the U.S. Attorney for the Southern District of New York", []),
    ("the Circuit Court", []),
    ("Supreme Court precedent", []),
    ("the court", []),
    ("(Dallas 2020)", []),
]


@pytest.mark.parametrize(("text", "expected"), COURTS)
def test_courts(text: str, expected: list[str]) -> None:
    assert targets(text, kinds="Court") == [f"/us/court/{court}" for court in expected]

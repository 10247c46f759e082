"""Organizations and public bodies by their names, their captions and their short forms; and what is none."""

import pytest

from kg.document import Document
from kg.mentions import Mention
from kg.mentions.finding import find_mentions
from kg.text import read_text
from tests.mentions.reading import mentions, named, targets


def read(text: str, title: str | None = None) -> list[Mention]:
    return find_mentions(read_text(Document(source="test", format="text", text=text, title=title)))


NAMED = [
    ("Wexford Laboratories sued", ["Wexford Laboratories"]),
    ("the Elmwood Railroad", ["Elmwood Railroad"]),
    ("at Kessler Memorial Hospital,", ["Kessler Memorial Hospital"]),
    ("the Cherokee Nation and the Crow Tribe", ["Cherokee Nation", "Crow Tribe"]),
    ("the Larkspur Revocable Trust", ["Larkspur Revocable Trust"]),
    ("the Democratic Party", ["Democratic Party"]),
    ("the ACLU", ["ACLU"]),
    ("the New York Times printed", ["New York Times"]),
    ("the Orchid Benefit Plan", ["Orchid Benefit Plan"]),
    ("National Weather Counselors filed a suit", ["National Weather Counselors"]),
    ("Church Aid Service, and the Lutheran Family Homes sued", ["Church Aid Service", "Lutheran Family Homes"]),
    ("Launch Maine sued the agency", ["Launch Maine"]),
    ("the Presidents' Alliance on Higher Learning", ["Presidents' Alliance on Higher Learning"]),
    ("Hercules Incorporated made", ["Hercules Incorporated"]),
    ("Jane Q. Roe and Delta Growers, Inc. claimed", ["Delta Growers, Inc."]),
]
NONE = [
    "Legal Services", "the Planning Committee", "a bank", "the Bank",
    "Justice Department sued", "Texas and Missouri sued",
    "San Diego filed a brief", "South Dakota challenged the rule", "The court sued", "He filed a motion",
    "Congress challenged it", "the Trump Administration appealed", "John Smith sued", "The State filed suit",
    "New York sued", "Several Plaintiffs sued", "John's Retirement Plan", "the Fourth Circuit", "Fed. R. Civ. P. 23",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_names_of_organizations(text: str, expected: list[str]) -> None:
    assert named(text, "Organization") == expected


@pytest.mark.parametrize("text", NONE)
def test_no_organization(text: str) -> None:
    assert named(text, "Organization") == []


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Roe v. Harbor Foods, Inc.", "Harbor Foods sold fish.", ["Harbor Foods"]),
        ("Roe v. Zentrix, Inc.", "Zentrix sold fish. Zentrix Avenue.", ["Zentrix"]),
        ("Roe v. Marsh Watch of Ohio", "Marsh Watch of Ohio sold fish.", ["Marsh Watch of Ohio"]),
        ("Kellner Bros. & Root v. Roe", "He worked for Kellner Bros. & Root (KBR).", ["Kellner Bros. & Root (KBR)"]),
        ("Roe v. United States", "He came to the United States.", []),
        ("Roe v. New York", "He came to New York.", []),
        ("Castle Rock v. Roe", "The Castle Rock police came.", []),
        ("Abrego Lopez v. Roe", "Abrego Lopez sued.", []),
        ("Harbor Foods, Inc. to pay", "The Harbor was full.", []),
    ],
)
def test_a_caption_names_bodies(title: str, text: str, expected: list[str]) -> None:
    assert [text[m.start : m.end] for m in read(text, title) if m.kind == "Organization"] == expected


def test_a_company_is_the_same_without_its_legal_form() -> None:
    text = "Tidewater Foods, Inc. sold fish. Later Tidewater Foods stopped."
    assert [m.name for m in read(text) if m.kind == "Organization"] == ["Tidewater Foods, Inc."] * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Wilmington Parking Authority", ["/us/agency/wilmington-parking-authority"]),
        ("the Colorado Civil Rights Commission", ["/us/co/agency/colorado-civil-rights-commission"]),
        ("the Franchise Tax Board of California", ["/us/agency/franchise-tax-board-of-california"]),
        ("the Cleveland Board of Education", ["/us/agency/cleveland-board-of-education"]),
        ("the Hazelwood School District", ["/us/agency/hazelwood-school-district"]),
        ("the Miami-Dade Police Department", ["/us/agency/miami-dade-police-department"]),
        ("the State Bar of Arizona", ["/us/agency/state-bar-of-arizona"]),
        ("the Washington Metropolitan Transit Commission", ["/us/agency/washington-metropolitan-transit-commission"]),
        ("the cities of Dayton and St. Paul sued", ["/us/agency/city-of-dayton", "/us/agency/city-of-st-paul"]),
        ("The Fulton County", ["/us/agency/fulton-county"]),
        ("Does Dade County", ["/us/agency/dade-county"]),
        ("the Housing Authority", []),
        ("the Board of Education", []),
        ("the School Board", []),
        ("the Third Congressional District", []),
        ("the Police Department", []),
        ("Kansas City, Missouri School District", []),
    ],
)
def test_public_bodies(text: str, expected: list[str]) -> None:
    assert targets(text, kinds="Agency") == expected


@pytest.mark.parametrize(
    ("title", "text", "weak"),
    [
        (None, "He lived in Cook County.", True),
        (None, "He lived in the city of Dallas.", True),
        (None, "Cook County sued.", False),
        (None, "She sued Cook County.", False),
        ("Cook County v. Roe", "He lived in Cook County.", False),
        (None, "The City of Dallas grew.", False),
    ],
)
def test_a_place_that_acts_or_is_a_party_is_a_node(title: str | None, text: str, weak: bool) -> None:
    assert [m.weak for m in read(text, title) if m.kind == "Agency"] == [weak]


def test_a_city_of_the_caption_is_meant_where_it_acts() -> None:
    text = "Wexford required a permit. He lived in Wexford."
    found = [m for m in read(text, "Roe v. City of Wexford") if m.kind == "Agency"]
    assert [(m.start, m.name) for m in found] == [(0, "City of Wexford")]


RULES = [
    ("under Federal Rule of Civil Procedure 23(b)(1)", ["/us/frcp/r23/b/1"]),
    ("Rule 404(b) of the Federal Rules of Evidence", ["/us/fre/r404/b"]),
    ("Rules 8(a)(2) and 9(b) of the Federal Rules of Civil Procedure", ["/us/frcp/r8/a/2", "/us/frcp/r9/b"]),
    ("Rule 801(d)(2)(E), Federal Rules of Evidence", ["/us/fre/r801/d/2/E"]),
    ("Rule 41(g), Fed. R. Crim. P.", ["/us/frcrp/r41/g"]),
    ("Fed. R. Crim. P. 32.2; Fed. R. App. P. 4(a)(6)", ["/us/frcrp/r32.2", "/us/frap/r4/a/6"]),
    ("FRE 404(b) and FRCP 12", ["/us/fre/r404/b", "/us/frcp/r12"]),
    ("the Federal Rules of Evidence apply", ["/us/fre"]),
    ("Fed. R. Bankr. P. 9006", ["/us/frbp/r9006"]),
    ("FRCP 26(a). Later Rule 26(b). And Rule 30", ["/us/frcp/r26/a", "/us/frcp/r26/b"]),
    ("FRCP 26 and Fed. R. Crim. P. 26. Rule 26", ["/us/frcp/r26", "/us/frcrp/r26"]),
    ("Rule 23(b)", []),
    ("Rule 10b-5 and the Federal Rules of Evidence", ["/us/fre"]),
    ("the FRE", []),
    ("federal rules of evidence", []),
    ("Rule 404 of the Rules of the Court", []),
    ("Federal Reserve Rule 4", []),
]


@pytest.mark.parametrize(("text", "expected"), RULES)
def test_rules_of_the_federal_courts(text: str, expected: list[str]) -> None:
    assert targets(text, kinds="Regulation") == expected


def test_an_acronym_stands_for_the_body_that_defines_it() -> None:
    found = [m for m in mentions("the Energy Reserves Group (ERG) sued. ERG won.") if m.kind == "Organization"]
    assert [m.name for m in found] == ["Energy Reserves Group", "ERG"]

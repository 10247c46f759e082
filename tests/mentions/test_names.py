"""Cases, people, organisations, agreements and descriptions."""

import pytest

from tests.mentions.reading import mentions, named, targets

CASES = [
    ("In Smith v. Jones. The court held", ["Smith v. Jones"]),
    ("See Roe v. Wade and Doe v. Bolton.", ["Roe v. Wade", "Doe v. Bolton"]),
    ("United States v. General Electric Co. was read", ["United States v. General Electric Co."]),
    ("Sierra Club v. U.S. Dep't of the Interior holds", ["Sierra Club v. U.S. Dep't of the Interior"]),
    ("Acme Widgets, Inc. v. FTC", ["Acme Widgets, Inc. v. FTC"]),
    ("JANE DOE v. JOHN ROE", ["JANE DOE v. JOHN ROE"]),
    ("Garner v. Board of Public Works, Adler v. Board", ["Garner v. Board of Public Works", "Adler v. Board"]),
    ("the tax v. the duty", []),
    ("10 v. 20", []),
    ("plaintiffs v. defendants", []),
    ("v. Smith", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_names_of_cases(text: str, expected: list[str]) -> None:
    assert named(text, "Case") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hazelwood School Dist. v. Kuhlmeier, 484 U.S. 260, 267 (1988)", ["/us/case/us/484/260"]),
        ("United States v. Microsoft Corp., 253 F.3d 34 (D.C. Cir. 2001)", ["/us/case/f3d/253/34"]),
        ("410 U.S. 113", ["/us/case/us/410/113"]),
        (f"410 U.S. 113 {'and so on ' * 300} 484 U.S. 260", ["/us/case/us/410/113", "/us/case/us/484/260"]),
        ("26 U.S.C. 6103, 12 C.F.R. 5, 135 Stat. 429, 90 Fed. Reg. 12345, 5 Main St. 20, 12 Jan. 2020", []),
    ],
)
def test_reporter_citations(text: str, expected: list[str]) -> None:
    assert targets(text, kinds="Case") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No. 1:25-cv-00677 (D.D.C.)", ["1:25-cv-00677"]),
        ("Case No. 2:19-cr-00012-ABC", ["2:19-cr-00012-ABC"]),
        ("Civil Action No. 24-2210 (TRK)", ["24-2210 (TRK)"]),
        ("Nos. 23-1, 23-2 and 23-15", ["23-1", "23-2", "23-15"]),
        ("Nos. 23-1 and 23-15", ["23-1", "23-15"]),
        ("No. 7", []),
        ("Nothing. 12-34", []),
        ("Pub. L. No. 94-142", []),
    ],
)
def test_dockets(text: str, expected: list[str]) -> None:
    assert [m.number for m in mentions(text) if m.kind == "Case" and m.number] == expected


PEOPLE = [
    ("U.S. District Judge Dabney L. Friedrich ruled", ["Dabney L. Friedrich"]),
    ("Justice William J. Brennan, Jr. wrote", ["William J. Brennan, Jr."]),
    ("Justice William J. Brennan Jr. wrote", ["William J. Brennan Jr."]),
    ("Judge Sandra O'Connor", ["Sandra O'Connor"]),
    ("Secretary Robert McDonald", ["Robert McDonald"]),
    ("Judge Amy van Dyke", ["Amy van Dyke"]),
    ("Gov. Sarah Sanders-Smith's order", ["Sarah Sanders-Smith"]),
    ("Chief Justice Roberts", ["Roberts"]),
    ("President Biden", ["Biden"]),
    ("Attorney General Merrick Garland", ["Merrick Garland"]),
    ("Texas Attorney General Ken Paxton", ["Ken Paxton"]),
    ("/s/ John Smith", ["John Smith"]),
    ("By: Mary Jones, Chief Counsel", ["Mary Jones"]),
    ("For the Department of the Treasury: Jane Q. Roe, Director", ["Jane Q. Roe"]),
    ("Judge Denies Motion", []),
    ("Judge Rules Against Agency", []),
    ("Judge held that", []),
    ("the Judge. The motion", []),
    ("Judge New York", []),
    ("Director of the Bureau", []),
    ("Secretary of State", []),
    ("Dr. Office", []),
    ("Jane Roe", ["Jane Roe"]),
]


@pytest.mark.parametrize(("text", "expected"), PEOPLE)
def test_people(text: str, expected: list[str]) -> None:
    assert named(text, "Person") == expected


def test_a_signatory_signs_for_a_body() -> None:
    text = "For the Department of the Treasury: Jane Q. Roe, Director"
    signatory = next(m for m in mentions(text) if m.kind == "Person")
    assert [text[start:end] for start, end in signatory.parties] == ["Department of the Treasury"]
    assert signatory.role == "Director"


ORGANIZATIONS = [
    ("the immigrant-rights group Public Citizen sued", ["Public Citizen"]),
    ("Acme Widgets, Inc. sued", ["Acme Widgets, Inc."]),
    ("Pulse Wire & Cable LLC sued", ["Pulse Wire & Cable LLC"]),
    ("The E.C. Knight Company sued", ["E.C. Knight Company"]),
    ("the National Treasury Employees Union", ["National Treasury Employees Union"]),
    ("The American Bar Association", ["American Bar Association"]),
    ("the Center for Biological Diversity", ["Center for Biological Diversity"]),
    ("University officials met", []),
    ("According to Union officials", []),
    ("In Association with them", []),
    ("the Company grew", []),
    ("the Soviet Union. This case", ["Soviet Union"]),
    ("a big company grew", []),
]


@pytest.mark.parametrize(("text", "expected"), ORGANIZATIONS)
def test_organizations(text: str, expected: list[str]) -> None:
    assert named(text, "Organization") == expected


AGREEMENTS = [
    ("the memorandum of understanding between the IRS and DHS", ["IRS", "DHS"], None),
    ("MEMORANDUM OF UNDERSTANDING\nBETWEEN THE\nFDA AND THE FTC", [], None),
    ("MEMORANDUM OF UNDERSTANDING BETWEEN THE FDA AND THE FTC", ["FDA", "FTC"], None),
    ("The IRS entered into a memorandum of understanding with DHS.", ["IRS", "DHS"], None),
    ("The IRS today announced an agreement with DHS.", ["IRS", "DHS"], None),
    ("MOU 225-26-004 with the FDA", ["FDA"], "225-26-004"),
    ("the Interagency Agreement No. 21-445-3", [], "21-445-3"),
    ("an agreement between the IRS and others", [], None),
    ("the proposed data-sharing agreement", [], None),
]


@pytest.mark.parametrize(("text", "parties", "number"), AGREEMENTS)
def test_agreements(text: str, parties: list[str], number: str | None) -> None:
    found = [m for m in mentions(text) if m.kind == "Agreement"]
    assert len(found) == 1
    assert [text[start:end] for start, end in found[0].parties] == parties
    assert found[0].number == number


@pytest.mark.parametrize(
    "text",
    ["these agreements", "any agreement", "no agreement", "in agreement with him", "we agree", "similar memorandum"],
)
def test_no_agreement(text: str) -> None:
    assert [m for m in mentions(text) if m.kind == "Agreement"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the group", [("the group", "Organization", False)]),
        ("that statute", [("that statute", "Statute", False)]),
        ("her ruling", [("her ruling", "Ruling", False)]),
        ("either party", [("either party", "Party", True)]),
        ("the plaintiffs", [("the plaintiffs", "Party", True)]),
        ("these agencies", [("these agencies", "Agency", True)]),
        ("this court ruling", [("this court ruling", "Ruling", False)]),
        ("Smith's lawsuit", [("lawsuit", "Case", False)]),
        ("its motion to dismiss", [("its motion to dismiss", "Motion", False)]),
        ("a request for an injunction", [("a request for an injunction", "Motion", False)]),
        ("the decision-makers", []),
        ("a group", []),
        ("groups", []),
    ],
)
def test_descriptions(text: str, expected: list[tuple[str, str, bool]]) -> None:
    found = [m for m in mentions(text) if m.form == "description"]
    assert [(text[m.start : m.end], m.kind, m.plural) for m in found] == expected

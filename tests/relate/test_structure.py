"""Claims that rest on what things are: parts, parties, signatures, courts, citations."""

from kg.claim import Claim
from kg.document import Document, Place
from kg.pipeline import extract
from tests.relate.sentences import extracted

MOU = (
    "MEMORANDUM OF UNDERSTANDING\nBETWEEN\nTHE DEPARTMENT OF LABOR\nAND\nTHE INTERNAL REVENUE SERVICE\n\n"
    "It rests on 26 U.S.C. § 6103(i)(2).\n\nFor the Department of Labor: Helen Vasquez, Secretary of Labor\n"
)
AGREEMENT = "/us/agreement/mou/internal-revenue-service+labor-department/undated"


def claims(text: str, rule: str, base: str | None = None) -> list[tuple[str, str, str]]:
    found: list[Claim] = [claim for claim in extracted(text, base).claims if claim.rule == rule]
    return sorted((claim.subject, claim.relation, claim.object) for claim in found)


def test_a_subsection_is_part_of_its_section() -> None:
    assert ("/us/usc/t26/s6103/i/2", "PART_OF", "/us/usc/t26/s6103") in claims(MOU, "part-of.identifier")


def test_a_bureau_is_part_of_its_department() -> None:
    text = "The Internal Revenue Service is a bureau of the Department of the Treasury."
    expected = ("/us/agency/internal-revenue-service", "PART_OF", "/us/agency/treasury-department")
    assert claims(text, "part-of.agency") == [expected]
    assert claims("The Internal Revenue Service left.", "part-of.agency") == []


def test_parties_and_signatures() -> None:
    assert claims(MOU, "party.between") == [
        ("/us/agency/internal-revenue-service", "PARTY_TO", AGREEMENT),
        ("/us/agency/labor-department", "PARTY_TO", AGREEMENT),
    ]
    assert claims(MOU, "signed.block") == [("/person/helen-vasquez", "SIGNED", AGREEMENT)]


def test_an_agreement_cites_what_its_text_refers_to() -> None:
    assert (AGREEMENT, "CITES", "/us/usc/t26/s6103/i/2") in claims(MOU, "cites.statute")


def test_a_subsection_cites_for_itself() -> None:
    text = "§ 4417. Records\n\n(a) Rule.—It is as section 31102 of title 49 says.\n"
    found = claims(text, "cites.statute", "/us/usc/t49/s4417")
    assert [(s, o) for s, _, o in found] == [("/us/usc/t49/s4417/a", "/us/usc/t49/s31102")]


def test_every_kind_of_law_and_every_form_of_a_case_is_cited() -> None:
    text = (
        "See 26 U.S.C. § 6103; 28 C.F.R. § 16.5; Fed. R. Civ. P. 12(b)(6); U.S. Const. amend. IV; Exec. Order 14161;"
        " Pub. L. 117-58; 90 Fed. Reg. 12345. See Gray v. Moss, 410 U.S. 113, 93 S. Ct. 705 (1973). Id. at 120. See"
        " also Doe v. Ames, No. 1:25-cv-00677-ABC, 2025 WL 1234567 (D.D.C. Mar. 5, 2025).\n"
    )
    found = extracted(text)
    assert {claim.object for claim in found.claims if claim.relation == "CITES"} == {
        "/us/usc/t26/s6103", "/us/cfr/t28/s16.5", "/us/frcp/r12/b/6", "/us/const/amdt/4", "/us/eo/14161",
        "/us/pl/117/58", "/us/fr/90/12345", "/us/case/us/410/113", "/us/case/dcd/1:25-cv-00677",
    }  # fmt: skip
    cases = {entity.id: entity for entity in found.entities if entity.id.startswith("/us/case/")}
    assert {entity.name for entity in cases.values()} == {"Gray v. Moss", "Doe v. Ames"}
    assert cases["/us/case/us/410/113"].aliases == ("410 U.S. 113", "93 S. Ct. 705")


def test_the_section_that_cites_a_case_is_the_subject() -> None:
    text = "§ 4417. Records\n\n(a) Rule.—It is as Gray v. Moss, 410 U.S. 113 (1973), says.\n(b) Else.—Id. at 120.\n"
    found = claims(text, "cites.case", "/us/usc/t49/s4417")
    assert [(s, o) for s, _, o in found] == [
        ("/us/usc/t49/s4417/a", "/us/case/us/410/113"),
        ("/us/usc/t49/s4417/b", "/us/case/us/410/113"),
    ]


def test_the_court_of_the_judge_is_the_court_of_the_case() -> None:
    text = "U.S. District Judge Miriam Okafor denied a motion for a preliminary injunction in Boston."
    assert claims(text, "judge-of.seat") == [("/person/miriam-okafor", "JUDGE_OF", "/us/court/mad")]
    assert [target for _, _, target in claims(text, "heard-in.judge")] == ["/us/court/mad"]


def test_the_ruling_is_in_its_case() -> None:
    text = "U.S. District Judge Miriam Okafor denied a motion for a preliminary injunction in Boston."
    assert len(claims(text, "in-case.ruling")) == 1
    assert claims("The order would bar it.", "in-case.ruling") == []


def test_evidence_knows_its_place_in_the_source() -> None:
    text = "A line before it.\nThe Department of Labor administers the Fair Labor Standards Act."
    places = (Place(start=0, label="line 1"), Place(start=18, label="line 2"))
    document = Document(source="test", format="text", text=text, places=places)
    claims = extract(document).claims
    assert {e.place for c in claims if c.relation == "ADMINISTERS" for e in c.evidence} == {"line 2"}


def test_of_a_long_table_a_citation_quotes_the_lines_around_it() -> None:
    rows = [f"Row {n} | 26 U.S.C. 6103 | 5 U.S.C. {550 + n} | a fee of {n} dollars" for n in range(200)]
    text = "The fees of the office are these\n" + "\n".join(rows)
    quotes = [claim.evidence[0].quote for claim in extracted(text).claims if claim.relation == "CITES"]
    assert quotes
    assert max(map(len, quotes)) < 800
    assert all(quote in text and quote.endswith("dollars") for quote in quotes)
    assert all(quote.startswith(("Row ", "The fees")) for quote in quotes)

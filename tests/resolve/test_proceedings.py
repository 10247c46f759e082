"""The case, the court, the judge and the ruling that a document is about."""

import pytest

from kg.document import Document
from kg.mentions.finding import find_mentions
from kg.resolve import About, resolve_mentions
from kg.text import read_text
from tests.relate.sentences import resolved

OKAFOR = "/person/miriam-okafor"
OPENING = "U.S. District Judge Miriam Okafor denied a motion for a preliminary injunction in Boston.\n"


def about(text: str, title: str | None = None) -> About:
    document = Document(source="test", format="text", text=text, title=title)
    read = read_text(document)
    return resolve_mentions(read, find_mentions(read)).about


def test_the_judge_who_acts_at_the_outset() -> None:
    found = about(OPENING + "One.\nTwo.\nThree.\nFour.\nFive.\nJudge Harold Binney spoke too.")
    assert found.judge == OKAFOR
    assert found.court == "/us/court/mad"
    assert found.ruling is not None


@pytest.mark.parametrize(
    "text",
    [
        "In a separate case, Judge Miriam Okafor dismissed a challenge.",
        "Judge Miriam Okafor and Judge Harold Binney spoke.",
        "An appeals court reversed the order. U.S. District Judge Miriam Okafor had blocked it.",
        "Justice Anne Moss wrote the opinion. District Judge Miriam Okafor had dismissed the case.",
        "Judge Miriam Okafor dissented.",
    ],
)
def test_no_judge_of_the_case(text: str) -> None:
    assert about(text).judge is None


@pytest.mark.parametrize(
    "text",
    [
        "They may appeal to the U.S. Court of Appeals for the First Circuit. The lawsuit goes on.",
        "The U.S. District Court for the District of Maryland heard a similar case. The lawsuit goes on.",
    ],
)
def test_a_court_that_is_only_named_is_not_the_court_of_the_case(text: str) -> None:
    assert about(text).court is None


def test_an_order_that_is_asked_for_is_no_ruling() -> None:
    assert about("Harbor Tenants Association sued the City of Wexford. The order would bar it.").ruling is None


def test_a_case_that_is_cited_is_not_the_documents_own() -> None:
    assert about("The rule of Larkspur v. Medbury, 812 F.3d 214 (4th Cir. 2015), is old.").case is None
    assert about("The Court overruled its decision in Larkspur v. Medbury.").case is None


def test_a_title_that_is_a_caption_names_the_case() -> None:
    assert about("The tenants sued.", title="Harbor Tenants v. City of Wexford").case == (
        "/us/case/x/harbor-tenants-v-city-of-wexford"
    )


def test_a_name_with_its_citation_is_the_case_of_the_citation() -> None:
    resolution = resolved("See Larkspur v. Medbury, Inc., 812 F.3d 214 (4th Cir. 2015).")
    assert {entity for r in resolution.mentions if r.mention.kind == "Case" for entity in r.ids} == {
        "/us/case/f3d/812/214"
    }


def test_who_dissents() -> None:
    text = "Circuit Judge Ana Delgado wrote for the majority. Judge Thomas Wye, a former mayor, dissented."
    assert resolved(text).dissenters == {"/person/thomas-wye"}


@pytest.mark.parametrize("docket", ["No. 1:25-cv-00677-ABC", "No. 1:25-cv-00677 (D. Mass.)", "No. 1:25-cv-00677 (ABC)"])
def test_the_initials_of_the_judge_are_no_part_of_the_case(docket: str) -> None:
    assert about(f"{OPENING}The case is Doe v. Ames, {docket}.").case == "/us/case/mad/1:25-cv-00677"

"""The courts through which a case went: which is the document's own, which is below, and what each did."""

import pytest

from tests.relate.sentences import extracted, resolved

STORY = (
    "Harlan Voss was convicted of mail fraud in the U.S. District Court for the District of Maryland. "
    "The U.S. Court of Appeals for the Fourth Circuit affirmed the conviction. "
    "The Supreme Court granted certiorari. In a 6-3 decision, the Court reversed the court of appeals and remanded."
)
KAGAN = " Justice Elena Kagan delivered the opinion of the Court."
BELOW = [
    (STORY, "/us/court/ca4"),
    ("The district court dismissed the suit. The Ninth Circuit reversed." + KAGAN, "/us/court/ca9"),
    (
        "The Supreme Court of Ohio affirmed. On habeas review the district court denied relief, and the Sixth Circuit"
        " reversed. Justice Byron White delivered the opinion of the Court.",
        "/us/court/ca6",
    ),
    ("The Fifth Circuit held one thing and the Ninth Circuit held another." + KAGAN, None),
    ("The state trial court convicted him." + KAGAN, None),
]


def test_the_story_of_a_case() -> None:
    extraction = extracted(STORY)
    names = {e.id: e.name for e in extraction.entities}
    said = {(names[c.subject], c.relation, names[c.object]) for c in extraction.claims if c.is_plain}
    own = next(name for name in names.values() if name.startswith("Ruling in"))
    fourth = "Ruling of the U.S. Court of Appeals for the Fourth Circuit"
    assert (fourth, "AFFIRMS", "U.S. District Court for the District of Maryland") in said
    assert (own, "REVERSES", "U.S. Court of Appeals for the Fourth Circuit") in said
    assert (own, "REMANDS", "U.S. Court of Appeals for the Fourth Circuit") in said
    assert ("U.S. Court of Appeals for the Fourth Circuit", "ISSUED", fourth) in said


@pytest.mark.parametrize(("text", "court"), BELOW)
def test_the_court_below(text: str, court: str | None) -> None:
    found = {claim.object for claim in extracted(text).claims if claim.relation == "APPEALED_FROM"}
    assert found == ({court} if court else set())


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("The Fourth Circuit did not affirm the judgment of the district court.", set()),
        ("The Fourth Circuit may reverse the judgment of the district court.", set()),
        ("Did the Fourth Circuit reverse the judgment of the district court?", set()),
        ("The Fourth Circuit declined to vacate the judgment of the district court.", set()),
        ("The Fourth Circuit vacated the judgment of the district court.", {"VACATES"}),
        ("In vacating the judgment of the district court, the Fourth Circuit held that it was late.", {"VACATES"}),
        ("The Fourth Circuit was reversed.", set()),
    ],
)
def test_what_a_court_did_not_do(text: str, relations: set[str]) -> None:
    plain = {c.relation for c in extracted(text).claims if c.is_plain}
    assert plain & {"AFFIRMS", "REVERSES", "VACATES", "REMANDS"} == relations


def test_a_description_is_the_one_court_of_its_level() -> None:
    resolution = resolved(
        "Harlan Voss appealed to the U.S. Court of Appeals for the Fourth Circuit. The court of appeals reversed."
        " Justice Elena Kagan delivered the opinion of the Court."
    )
    described = [r for r in resolution.mentions if r.mention.name == "appeals"]
    assert [r.ids for r in described] == [("/us/court/ca4",)]

"""What "the group", "that statute", "either Party" and "the city" stand for, and when they stay open."""

import pytest

from tests.relate.sentences import resolved

LABOR = "/us/agency/labor-department"
IRS = "/us/agency/internal-revenue-service"
WEXFORD = "/us/agency/city-of-wexford"
TENANTS = "/org/harbor-tenants-association"
SUED = "Harbor Tenants Association sued the City of Wexford. "
MOU = (
    "MEMORANDUM OF UNDERSTANDING\nBETWEEN\nTHE DEPARTMENT OF LABOR\nAND\nTHE INTERNAL REVENUE SERVICE\n\n"
    "The Department of Labor and the Internal Revenue Service agree as follows.\n"
)


def ids_of(text: str, words: str) -> tuple[str, ...]:
    """What the last use of the words stands for."""
    resolution = resolved(text)
    start = text.rindex(words)
    found = [r for r in resolution.mentions if r.mention.start <= start < r.mention.end]
    return found[-1].ids if found else ()


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (SUED + "The association wants a hearing.", "The association", (TENANTS,)),
        ("The advocacy group Harbor Tenants spoke. The group wants a hearing.", "The group", ("/org/harbor-tenants",)),
        ("Brightwater Homes, LLC rents flats. The company denies it.", "The company", ("/org/brightwater-homes-llc",)),
        (SUED + "The city denies it.", "The city", (WEXFORD,)),
        ("The Internal Revenue Service spoke. The agency denies it.", "The agency", (IRS,)),
        ("The Department of Labor spoke. The department denies it.", "The department", (LABOR,)),
        (
            "The Department of Labor met the Internal Revenue Service. Both agencies agreed.",
            "Both agencies",
            (LABOR, IRS),
        ),
        ("The Fair Housing Act was amended. That statute is old.", "That statute", ("/us/pl/90/284/tVIII",)),
        (MOU + "Either Party may end it.", "Either Party", (LABOR, IRS)),
        (SUED + "The plaintiff wants a hearing.", "The plaintiff", (TENANTS,)),
        (SUED + "The defendant wants a hearing.", "The defendant", (WEXFORD,)),
        ("Brightwater Homes, LLC rents flats. Then Brightwater left.", "Brightwater", ("/org/brightwater-homes-llc",)),
        ("Judge Miriam Okafor ruled. Then Okafor left.", "Okafor", ("/person/miriam-okafor",)),
    ],
)
def test_a_description_stands_for_what_was_named(text: str, words: str, expected: tuple[str, ...]) -> None:
    assert ids_of(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Department of Labor met the Internal Revenue Service. The agency denies it.", "The agency"),
        ("Harbor Tenants Association met Dock Workers Association. The association denies it.", "The association"),
        ("The City of Wexford met the City of Dunmore. The city denies it.", "The city"),
        (
            "The Department of Labor, the Internal Revenue Service and the Federal Trade Commission met. "
            "Both agencies left.",
            "Both agencies",
        ),
        ("The Fair Housing Act is old. One. Two. Three. That statute is old.", "That statute"),
        ("The Fair Housing Act is old. He broke the law.", "the law"),
        ("The rule is new. See 29 C.F.R. § 531.52. The rule is old.", "The rule"),
        (SUED + "In a separate case, Dunmore won. The court agreed.", "The court"),
        (SUED + "Either Party may leave.", "Either Party"),
        ("Harbor Tenants spoke. The company denies it.", "The company"),
        ("The administration spoke to the Department of Labor. The government denies it.", "The government"),
    ],
)
def test_what_may_be_several_things_stays_open(text: str, words: str) -> None:
    assert ids_of(text, words) == ()


def test_the_court_is_open_where_several_are_named() -> None:
    text = (
        "Harbor Tenants Association sued the City of Wexford in the U.S. District Court for the District of Maryland. "
        "It may go to the U.S. Court of Appeals for the Fourth Circuit. Then the court denied it."
    )
    assert ids_of(text, "the court") == ()
    assert ids_of(text.replace("It may go to the U.S. Court of Appeals for the Fourth Circuit. ", ""), "the court") == (
        "/us/court/mdd",
    )


def test_the_steps_are_recorded() -> None:
    text = SUED + "The association wants a hearing."
    steps = [step for r in resolved(text).mentions for step in r.steps]
    assert [(text[s.start : s.end], s.entity) for s in steps] == [("The association", TENANTS)]
    assert steps[0].reason == "the only association named before"

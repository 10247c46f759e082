"""Who is a party of the case that a text tells of, and who is not."""

import pytest

from tests.relate.sentences import extracted

RULING = " The U.S. Court of Appeals for the Fourth Circuit affirmed."
PARTIES = [
    ("The petitioner, Harlan Voss, owned a farm.", {"Harlan Voss"}),
    ("Harlan Voss, one of the plaintiffs, owned a farm.", {"Harlan Voss"}),
    ("The court granted Harlan Voss certiorari.", {"Harlan Voss"}),
    ("Did the search violate Harlan Voss's Fourth Amendment rights?", {"Harlan Voss"}),
    ("Was Harlan Voss denied the right to counsel?", {"Harlan Voss"}),
    ("Harlan Voss was fired for a speech.", {"Harlan Voss"}),
    ("The county denied Harlan Voss and several other residents a permit.", {"Harlan Voss"}),
    ("Harlan Voss and two other former students brought the case to court.", {"Harlan Voss"}),
    ("Harlan Voss (convicted of three counts of fraud) claimed that the law was void.", {"Harlan Voss"}),
    ("Harlan Voss, the director of the Department of Labor, appealed.", {"Harlan Voss"}),
    ("Harlan Voss sought damages from a neighbor.", {"Harlan Voss"}),
    ("Harlan Voss lost a leg at sea. He sued for negligence.", {"Harlan Voss"}),
    ("Ellen Goetz lost a leg at sea. Ellen sued for negligence.", {"Ellen Goetz"}),
    ("A newspaper wrote of Harlan Voss.", set()),
    ("Harlan Voss was not fired.", set()),
    ("Harlan Voss may have been fired.", set()),
    ("The county might deny Harlan Voss a permit.", set()),
    ("A neighbor says that Harlan Voss was fired.", set()),
    ("If Harlan Voss was fired, the county pays.", set()),
    ("Justice Anne Moss was denied a permit.", set()),
]


@pytest.mark.parametrize(("text", "names"), PARTIES)
def test_the_parties_of_the_case(text: str, names: set[str]) -> None:
    extraction = extracted(text + RULING)
    by_id = {entity.id: entity.name for entity in extraction.entities if entity.labels == ("Person",)}
    found = {claim.subject for claim in extraction.claims if claim.relation == "PARTY_TO" and claim.is_plain}
    assert {by_id[each] for each in found if each in by_id} == names


ENJOINED = [
    ("The preliminary injunction prevents the Department of Labor from closing its offices.", True),
    ("A restraining order which bars Department of Labor employees from closing an office expired.", True),
    ("The statute prevents the Department of Labor from closing its offices.", False),
]


@pytest.mark.parametrize(("text", "party"), ENJOINED)
def test_an_injunction_binds_a_party(text: str, *, party: bool) -> None:
    claims = extracted(text + RULING).claims
    assert any(c.relation == "PARTY_TO" and c.subject == "/us/agency/labor-department" for c in claims) is party

"""Which mentions of agreements are the same one."""

import pytest

from tests.relate.sentences import resolved


def agreements(text: str) -> list[str]:
    return [r.ids[0] if r.ids else "" for r in resolved(text).mentions if r.mention.kind == "Agreement"]


IRS_LABOR = "an agreement between the Internal Revenue Service and the Department of Labor"
IRS_STATE = "an agreement between the Internal Revenue Service and the Department of State"


def test_an_agreement_is_known_by_its_parties() -> None:
    first, again = agreements(f"They signed {IRS_LABOR}. The agreement is new.")
    assert first == again == "/us/agreement/agreement/internal-revenue-service+labor-department/undated"


def test_one_party_in_common_makes_no_one_agreement() -> None:
    first, second = agreements(f"They signed {IRS_LABOR}. They left {IRS_STATE}.")
    assert first != second


def test_of_two_agreements_the_agreement_is_open() -> None:
    *_, bare = agreements(f"They signed {IRS_LABOR}. They left {IRS_STATE}. The agreement is new.")
    assert bare == ""


def test_a_paragraph_that_speaks_of_one_means_it() -> None:
    first, second, bare = agreements(f"They signed {IRS_LABOR}.\nThey left {IRS_STATE}. The agreement is new.")
    assert bare == second != first


def test_a_new_agreement_is_not_the_one_without_parties() -> None:
    first, second = agreements(f"They signed an agreement. They left {IRS_STATE}.")
    assert first != second


@pytest.mark.parametrize("heading", ["MEMORANDUM OPINION", "MEMORANDUM AND ORDER", "MEMORANDUM OF LAW"])
def test_a_court_paper_is_no_agreement(heading: str) -> None:
    resolution = resolved(f"{heading}\n\nThe City of Wexford must pay.")
    assert resolution.about.instrument is None
    assert not any(r.mention.kind == "Agreement" and r.ids for r in resolution.mentions)


def test_an_agreement_of_another_kind_is_not_the_instrument() -> None:
    text = (
        "MEMORANDUM OF AGREEMENT\nBETWEEN\nTHE DEPARTMENT OF LABOR\nAND\nTHE INTERNAL REVENUE SERVICE\n\n"
        + "Purpose. " * 60
        + "\nThis Memorandum of Agreement supersedes the Memorandum of Understanding between the Department of Labor "
        "and the Internal Revenue Service."
    )
    found = agreements(text)
    assert found[0] == found[1] == "/us/agreement/moa/internal-revenue-service+labor-department/undated"
    assert found[-1] == "/us/agreement/mou/internal-revenue-service+labor-department/undated"


def test_a_treaty_is_one_node_by_its_name() -> None:
    text = "She sought relief under the Convention Against Torture. The Convention Against Torture forbids it."
    assert agreements(text) == ["/us/agreement/treaty/convention-against-torture"] * 2

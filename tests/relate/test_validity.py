"""That a law does not stand: said by the court, in a plain sentence, or as the answer to a question."""

import pytest

from tests.relate.sentences import extracted

FACTS = "Harlan Voss was fined under a city ordinance. "
FOUND = [
    "The Supreme Court held that the ordinance ran afoul of the First Amendment.",
    "The Supreme Court ruled that Wexford's permit fee was an infringement of free speech.",
    "The Supreme Court concluded that the statute exceeded Congress's authority under the Commerce Clause.",
    "The Supreme Court held that the ban, which the city passed in 1990, violates the Equal Protection Clause.",
    "The Supreme Court found the curfew ordinance for minors to be void.",
    "The Supreme Court ruled that the sex-based classification did not survive strict scrutiny.",
    "The Supreme Court reversed. Therefore, the policy banning leaflets is unconstitutional.",
    "The Supreme Court reversed. The ban on handing out leaflets violated the First Amendment.",
    "Does the ordinance, as enforced by the police, violate the First Amendment? Yes. The Supreme Court reversed.",
    "Is the permit requirement a violation of the Equal Protection Clause? Yes. The Supreme Court reversed.",
    "Did Congress exceed its powers under the Commerce Clause by passing the statute? Yes. The Supreme Court ruled.",
]
DENIED = [
    "Does the ordinance violate the First Amendment? No. The Supreme Court affirmed.",
    "Is the ordinance unconstitutionally vague? It is not. The Supreme Court affirmed.",
]
NEITHER = [
    "The Supreme Court held that the ordinance violated neither the First Amendment nor the Equal Protection Clause.",
    "The Supreme Court held that the ordinance was valid and the officers violated the Fourth Amendment.",
    "The Supreme Court held that the ban is not a burden violating the First Amendment.",
    "The Supreme Court held that the rule of an earlier case, that the ordinance was void, is not retroactive.",
    "The Supreme Court held that no ordinance of that kind violates the First Amendment.",
    "The Supreme Court held that the ordinance is unconstitutional only if it is enforced by the mayor.",
    "The Supreme Court affirmed. Justice Anne Moss concurred. The ordinance, she noted, was unconstitutional.",
    "The Supreme Court affirmed. Justice Anne Moss concurred. Moss found that the ordinance was unconstitutional.",
    "The Supreme Court affirmed. Justice Anne Moss dissented. The ordinance violated the First Amendment.",
    "The ordinance violated the First Amendment. Should the fine be returned? No. The Supreme Court affirmed.",
    "Does the ordinance violate the First Amendment? Yes and no. The Supreme Court reversed in part.",
    "Does the ordinance violate the First Amendment? Yes, its critics say. The Supreme Court affirmed.",
    "Did the officers violate the First Amendment? Yes. The Supreme Court reversed.",
    "Does a law that does not violate the First Amendment need a hearing? Yes. The Supreme Court affirmed.",
    "When the ordinance violates the First Amendment, a fine is void. The Supreme Court affirmed.",
]


def verdicts(text: str) -> set[tuple[str, bool]]:
    claims = [claim for claim in extracted(FACTS + text).claims if claim.relation == "STRIKES_DOWN"]
    return {(claim.polarity, claim.status in ("asserted", "held")) for claim in claims}


@pytest.mark.parametrize("text", FOUND)
def test_a_law_is_struck_down(text: str) -> None:
    assert verdicts(text) == {("affirmed", True)}


@pytest.mark.parametrize("text", DENIED)
def test_a_law_is_said_to_stand(text: str) -> None:
    assert verdicts(text) == {("negated", True)}


@pytest.mark.parametrize("text", NEITHER)
def test_other_words_strike_nothing_down(text: str) -> None:
    assert ("affirmed", True) not in verdicts(text)

"""A plain statement is none any more once other words govern it, whichever they are."""

import pytest

from tests.relate.sentences import describe, extracted, said, status_class

STATEMENTS = [
    "the City of Wexford violated the Fair Housing Act",
    "the Department of Labor enforces the Privacy Act of 1974",
    "the Department of Labor shared wage records with the Internal Revenue Service",
    "the Fair Housing Act prohibits the City of Wexford from closing a shelter",
    "Executive Order 14398 revoked Executive Order 13478",
    "Executive Order 14398 conflicts with the Privacy Act of 1974",
    "Harbor Tenants Association sued the City of Wexford",
]
BEFORE = [
    "It is unclear whether {}.",
    "Nobody knows if {}.",
    "The Department of Justice alleged that {}.",
    "The mayor denied that {}.",
    "It is false that {}.",
    "It is possible that {}.",
    "Perhaps {}.",
    "If {}, the tenants win.",
    "Suppose {}.",
    "Critics say {}.",
    "The tenants contend {}.",
    "There is no proof that {}.",
    "The mayor doubts that {}.",
    "The suit claimed {}.",
    "One theory is that {}.",
    "The mayor would not say whether {}.",
    "The claim that {} was dropped.",
    "The idea that {} is a myth.",
    "It was rumored that {}.",
    "The tenants could not show that {}.",
    "No court has found that {}.",
    "The appeals court reversed a finding that {}.",
    "According to the tenants, {}.",
    "In the view of the tenants, {}.",
    "The Department of Justice believes {}.",
    "It seems that {}.",
    "It is as if {}.",
    "The day may come when {}.",
    "Even if {}, nothing changes.",
    "Assuming {}, what follows?",
    "Who said that {}?",
    "An earlier version of this article said {}.",
    "A plaintiff must show that {}.",
    "The Department of Justice will argue that {}.",
    "“I am sure that {}, and everyone here knows it,” said Delia Marsh.",
    "The headline read: {}.",
    "Had the tenants known that {}, they would have left.",
    "The mayor fears that {}.",
    "Rumor has it that {}.",
    "The brief asserts that {}.",
    "The dissent would hold that {}.",
]
AFTER = [
    "{}, critics say.",
    "{}, according to the tenants.",
    "{}, the Department of Justice alleged.",
    "{}, a claim that the mayor called absurd.",
    "{}, the complaint says.",
    "{}, which the mayor denies.",
    "{}, or so the tenants say.",
    "{} — or so the tenants say.",
    "{}?",
    "{}. That is false.",
    "{}, the tenants’ lawyer argued.",
    "{}, Delia Marsh said.",
    "{}, in the view of the tenants.",
]


@pytest.mark.parametrize("frame", [*BEFORE, *AFTER])
def test_a_governed_statement_is_not_plain(frame: str) -> None:
    for statement in STATEMENTS:
        text = frame.format(statement if frame[0] != "{" else statement[0].upper() + statement[1:])
        extraction = extracted(text)
        governed = [c for c in said(extraction) if c.rule != "reverses"]  # what the words around it say themselves
        plain = [describe(extraction, c) for c in governed if status_class(c) == "plain" and c.is_plain]
        assert plain == [], text


@pytest.mark.parametrize("statement", STATEMENTS)
def test_on_its_own_it_is_plain(statement: str) -> None:
    assert any(claim.is_plain for claim in said(extracted(statement[0].upper() + statement[1:] + ".")))

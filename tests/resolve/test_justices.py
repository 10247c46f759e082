"""Justices of the Supreme Court by their names, and who wrote, concurred and dissented."""

import pytest

from tests.relate.sentences import extracted

COURT = "The Supreme Court granted certiorari. "
CASES = [
    ("Justice Harlan wrote for the majority. Justice Potter Stewart dissented.", "/person/john-marshall-harlan-ii"),
    ("Justice Harlan wrote for the majority. Justice Horace Gray dissented.", "/person/john-marshall-harlan"),
    ("Justice Elena Kagan delivered the opinion of the Court.", "/person/elena-kagan"),
    ("In a 5-4 decision, authored by Justice William J. Brennan, Jr., the Court reversed.", "/person/william-brennan"),
    ("Writing for a unanimous Court, Justice O'Connor held that it was late.", "/person/sandra-day-oconnor"),
]  # fmt: skip


def _people(text: str, relation: str) -> set[str]:
    return {c.subject for c in extracted(COURT + text).claims if c.relation == relation and c.is_plain}


@pytest.mark.parametrize(("text", "person"), CASES)
def test_the_author(text: str, person: str) -> None:
    assert _people(text, "AUTHORED") == {person}


def test_a_surname_of_two_justices_is_neither() -> None:
    assert not _people("Justice Harlan wrote for the majority.", "AUTHORED") & {
        "/person/john-marshall-harlan", "/person/john-marshall-harlan-ii",
    }  # fmt: skip


def test_a_justice_of_a_state_is_none_of_them() -> None:
    text = "The Supreme Court of Ohio reversed. Justice White wrote for the majority."
    assert "/person/byron-white" not in {e.id for e in extracted(text).entities}


def test_who_dissented_with_those_who_joined() -> None:
    text = "Justice Antonin Scalia, joined by Chief Justice Roberts and Justices Thomas and Samuel Alito, dissented."
    assert _people(text, "DISSENTED_FROM") == {
        "/person/antonin-scalia", "/person/john-roberts", "/person/clarence-thomas", "/person/samuel-alito",
    }  # fmt: skip


def test_concurring_in_part_and_dissenting_in_part() -> None:
    text = "Justice Elena Kagan wrote an opinion concurring in part and dissenting in part."
    assert _people(text, "CONCURRED_IN") == _people(text, "DISSENTED_FROM") == {"/person/elena-kagan"}


def test_the_one_who_gives_the_reasons_wrote_them() -> None:
    text = "The Court held that the search was lawful. Justice Powell argued that the officers had a warrant."
    assert _people(text, "AUTHORED") == {"/person/lewis-powell"}
    assert not _people(text + " Justice Stevens argued that the question was moot.", "AUTHORED")

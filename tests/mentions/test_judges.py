"""Judges in a list that is headed by the plural of their title."""

import pytest

from kg.mentions.judges import find_judges


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Justices Ann Ames, Bo Birch and Cy Cole dissented.", ["Ann Ames", "Bo Birch", "Cy Cole"]),
        ("Circuit Judges Ames and Birch agreed.", ["Ames", "Birch"]),
        ("Justices Ann Ames and Bo Birch's dissent", ["Ann Ames", "Bo Birch"]),
        ("Justice Ann Ames dissented.", []),
        ("The Justices agreed.", []),
        ("Justices Ames, joined by others", ["Ames"]),
    ],
)
def test_each_has_the_title(text: str, names: list[str]) -> None:
    found = list(find_judges(text))
    assert [m.name for m in found] == names
    assert all(text[m.start : m.end] == m.name and m.role and not m.role.endswith("s") for m in found)

"""Named acts, as the shipped table has them."""

import pytest

from kg.inventory import act_table

LAWS = [
    ("Endangered Species Act of 1973", "/us/pl/93/205"),
    ("the Endangered Species Act", "/us/pl/93/205"),
    ("Social Security Act", "/us/act/1935-08-14/ch531"),
    ("Immigration and Nationality Act", "/us/act/1952-06-27/ch477"),
    ("Truth in Lending Act", "/us/pl/90/321/tI"),
    ("Plant Protection Act", "/us/pl/106/224/tIV"),
    ("Clean Air Act Amendments of 1990", "/us/pl/101/549"),
]
UNRESOLVED = [
    "Water Resources Development Act",  # there are many: the year tells which
    "National Defense Authorization Act",
    "Clean Harbors Restoration Act",
    "Act",
    "",
]
SECTIONS = [
    ("Endangered Species Act of 1973", "8", ("b",), "/us/usc/t16/s1537/b"),
    ("Endangered Species Act of 1973", "7", ("a", "2"), "/us/usc/t16/s1536/a/2"),
    ("Social Security Act", "1861", ("s", "2"), "/us/usc/t42/s1395x/s/2"),
    ("Immigration and Nationality Act", "101", ("a", "15"), "/us/usc/t8/s1101/a/15"),
    ("Securities Exchange Act of 1934", "10", ("b",), "/us/usc/t15/s78j/b"),
    ("Americans with Disabilities Act of 1990", "505", (), "/us/usc/t42/s12205"),
    ("Endangered Species Act of 1973", "99", (), None),
    ("Federal Reserve Act", "16", (), None),  # it became several sections of the Code
]


@pytest.mark.parametrize(("name", "law"), LAWS)
def test_names(name: str, law: str) -> None:
    act = act_table().act(name)
    assert act is not None
    assert act.id == law


@pytest.mark.parametrize("name", UNRESOLVED)
def test_an_unknown_or_ambiguous_name_is_no_act(name: str) -> None:
    assert act_table().act(name) is None


def test_an_ambiguous_name_has_candidates() -> None:
    assert len(act_table().candidates("Water Resources Development Act")) > 5


@pytest.mark.parametrize(("name", "number", "path", "expected"), SECTIONS)
def test_sections(name: str, number: str, path: tuple[str, ...], expected: str | None) -> None:
    act = act_table().act(name)
    assert act is not None
    place = act_table().section(act.id, number, path)
    assert (place.id if place else None) == expected


def test_titles_and_homes() -> None:
    assert act_table().level("/us/act/1935-08-14/ch531/tXVIII") == "/us/usc/t42/ch7/schXVIII"
    assert act_table().level("/us/act/1935-08-14/ch531/tXCIX") is None
    act = act_table().act("Endangered Species Act of 1973")
    assert act is not None
    assert (act.home, act.level, act.date) == ("/us/usc/t16/s1531", "/us/usc/t16/ch35", "1973-12-28")

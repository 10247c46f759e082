"""Short forms of names: surnames and companies."""

import pytest

from kg.mentions.people import surname
from tests.relate.sentences import resolved


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Miriam Okafor", "Okafor"), ("John M. Doe, Jr.", "Doe"), ("Ann Lee III", "Lee"), ("Okafor", "Okafor"), ("", "")],
)
def test_surname(name: str, expected: str) -> None:
    assert surname(name) == expected


def short_forms(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (text[r.mention.start : r.mention.end], r.ids)
        for r in resolved(text).mentions
        if r.mention.form in ("surname", "acronym")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lumenpath, Inc. sells data. Users of Lumenpath left.", [("Lumenpath", ("/org/lumenpath-inc",))]),
        ("Lumenpath, Inc. sells data. See Lumenpath's notice.", [("Lumenpath", ("/org/lumenpath-inc",))]),
        ("American Widgets, Inc. sells data. An American left.", []),
        ("Lumenpath, Inc. sells data. It is on Lumenpath Avenue.", []),
        ("Lumenpath, Inc. and Lumenpath Holdings, LLC sell data. Then Lumenpath left.", []),
        ("Judge Miriam Okafor met Mayor Samuel Okafor. Then Okafor left.", [("Okafor", ())]),
        (
            "Judge Miriam Okafor met Mayor Samuel Okafor. Then Judge Okafor left.",
            [("Okafor", ("/person/miriam-okafor",))],
        ),
    ],
)
def test_a_short_form_means_one_name(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert short_forms(text) == expected

"""References with their own words, and the scope that is no part of an id."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.references import find_references

OWN = "/us/usc/t8/s1252"
Row = tuple[str, list[tuple[str, str]]]

WORDS: list[Row] = [
    ("26 U.S.C. § 6103(i)(2)", [("26 U.S.C. § 6103(i)(2)", "/us/usc/t26/s6103/i/2")]),
    ("26 U.S.C. 6103 and 7213", [("26 U.S.C. 6103", "/us/usc/t26/s6103"), ("7213", "/us/usc/t26/s7213")]),
    (
        "paragraph (2) or (3) of section 1182(a) of this title",
        [
            ("paragraph (2)", "/us/usc/t8/s1182/a/2"),
            ("(3)", "/us/usc/t8/s1182/a/3"),
            ("section 1182(a) of this title", "/us/usc/t8/s1182/a"),
        ],
    ),
    (
        "subsection (e) of section 1226 and section 7 of this title",
        [
            ("subsection (e)", "/us/usc/t8/s1226/e"),
            ("section 1226", "/us/usc/t8/s1226"),
            ("7", "/us/usc/t8/s7"),
        ],
    ),
    (
        "sections 5303 and 5304 of title 5, United States Code",
        [
            ("sections 5303", "/us/usc/t5/s5303"),
            ("5304", "/us/usc/t5/s5304"),
            ("title 5, United States Code", "/us/usc/t5"),
        ],
    ),
    (
        'the Act of May 27, 1921 (47 U.S.C. 34 et seq.; the "Cable Act")',
        [
            ("Act of May 27, 1921", "/us/act/1921-05-27"),
            ("47 U.S.C. 34", "/us/usc/t47/s34"),
            ("Cable Act", "/us/act/1921-05-27"),
        ],
    ),
    ("the report on section 12 says so", []),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_each_target_has_its_words(text: str, expected: list[tuple[str, str]]) -> None:
    found = find_references(text, base=OWN)
    assert [(text[r.start : r.end], r.target) for r in found] == expected


def test_what_stands_within_a_section_is_counted_from_it() -> None:
    text = "§ 1252. X\n(a) Y\n(1) a\n(A) b\n(B) c.\n(b) In subparagraphs (A) and (B) of paragraph (1) of subsection (a)"
    assert [(text[r.start : r.end], r.target) for r in find_references(text, base=OWN)] == [
        ("subparagraphs (A)", f"{OWN}/a/1/A"),
        ("(B)", f"{OWN}/a/1/B"),
        ("paragraph (1) of subsection (a)", f"{OWN}/a/1"),
        ("subsection (a)", f"{OWN}/a"),
    ]


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("54 U.S.C. 302902 et seq.", ("et_seq",)),
        ("8 U.S.C. 1324a note", ("note",)),
        ("8 U.S.C. 1324a(b) noted", ()),
    ],
)
def test_scope_is_a_flag(text: str, flags: tuple[str, ...]) -> None:
    (found,) = find_references(text)
    assert found.flags == flags


PIECES = st.sampled_from(
    ["section ", "§ ", "§§ ", "5 U.S.C. ", "12", "552a", "(a)", "(1)", " of ", "title 5", "this title", ", ", " and ",
     "paragraph ", "subsection ", "Pub. L. 101-2", " to ", "-", "\n", "App.", " et seq.", "Act", "”", "\u2009"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from([None, OWN, "/us/cfr/t24/s5.240"]))
def test_spans_stand_in_the_text_and_nothing_else_changes_them(text: str, base: str | None) -> None:
    found = find_references(text, base)
    assert found == find_references(text, base)
    assert all(0 <= r.start < r.end <= len(text) and text[r.start : r.end].strip() for r in found)

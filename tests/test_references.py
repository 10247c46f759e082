"""References with their own words, and the scope that is no part of an id."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.inventory import inventory
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
    (
        "section 5(b) of the Act of June 22, 1936 (33 U.S.C. 701h(b)), is",
        [
            ("section 5(b) of the Act of June 22, 1936", "/us/act/1936-06-22/s5/b"),
            ("Act of June 22, 1936", "/us/act/1936-06-22"),
            ("33 U.S.C. 701h(b)", "/us/usc/t33/s701h/b"),
        ],
    ),
    (
        "section 4 of title III of div. N of Pub. L. 116-260",
        [
            ("section 4 of title III of div. N of Pub. L. 116-260", "/us/pl/116/260/dN/tIII/s4"),
            ("Pub. L. 116-260", "/us/pl/116/260"),
        ],
    ),
    (
        "chapter 35 of title 44, United States Code",
        [("chapter 35", "/us/usc/t44/ch35"), ("title 44, United States Code", "/us/usc/t44")],
    ),
    (
        "paragraphs (2) and (3) of section 212(a) of the Immigration and Nationality Act",
        [
            ("paragraphs (2)", "/us/usc/t8/s1182/a/2"),
            ("(3)", "/us/usc/t8/s1182/a/3"),
            ("section 212(a) of the Immigration and Nationality Act", "/us/usc/t8/s1182/a"),
            ("Immigration and Nationality Act", "/us/act/1952-06-27/ch477"),
        ],
    ),
    (
        "under sections 401 and 501 of the Endangered Species Act of 1973 or so",
        [
            ("sections 401 and 501 of the Endangered Species Act of 1973", "/us/pl/93/205/s401"),
            ("501", "/us/pl/93/205/s501"),
            ("Endangered Species Act of 1973", "/us/pl/93/205"),
        ],
    ),
    ("the report on section 12 says so", []),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_each_target_has_its_words(text: str, expected: list[tuple[str, str]]) -> None:
    found = find_references(text, base=OWN)
    assert [(text[r.start : r.end], r.target) for r in found] == expected


def test_a_title_alone_is_that_of_the_act_named_before() -> None:
    text = "Title III of the Americans with Disabilities Act; a Title III claim"
    found = {(r.start, r.target) for r in find_references(text)}
    title = {"/us/pl/101/336/tIII", "/us/usc/t42/ch126/schIII", "/us/usc/t42/s12181"}
    assert {target for start, target in found if start == text.rindex("Title III")} == title
    assert not [r for r in find_references(text, base=OWN) if r.start == text.rindex("Title III")]
    part = "Title III of the Americans with Disabilities Act; it says so in part E of title III"
    assert "/us/pl/101/336/tIII/ptE" in {r.target for r in find_references(part) if r.start == part.rindex("part E")}


def test_what_stands_within_a_section_is_counted_from_it() -> None:
    text = "§ 1252. X\n(a) Y\n(1) a\n(A) b\n(B) c.\n(b) In subparagraphs (A) and (B) of paragraph (1) of subsection (a)"
    assert [(text[r.start : r.end], r.target) for r in find_references(text, base=OWN)] == [
        ("subparagraphs (A)", f"{OWN}/a/1/A"),
        ("(B)", f"{OWN}/a/1/B"),
        ("paragraph (1) of subsection (a)", f"{OWN}/a/1"),
        ("subsection (a)", f"{OWN}/a"),
    ]


def test_a_letter_is_no_numeral_where_no_dash_introduces_it() -> None:
    text = (
        "§ 9. X.\n(h) Y\n(1) Z\n(A) one.\n(B) two.\n(i) Grants\nThis subsection is new.\n"
        "(j) In—\n(1) a\n(A) b—\n(i) this clause."
    )
    found = find_references(text, base="/us/usc/t8/s9")
    assert [r.target for r in found] == ["/us/usc/t8/s9/i", "/us/usc/t8/s9/j/1/A/i"]


def test_the_number_that_a_provision_begins_with_is_no_reference() -> None:
    text = " § 44.212 Delay in lading.\nAs § 44.211 and § 44.212 say."
    found = find_references(text, base="/us/cfr/t27/s44.212")
    assert [(text[r.start : r.end], r.target) for r in found] == [
        ("§ 44.211", "/us/cfr/t27/s44.211"),
        ("44.212", "/us/cfr/t27/s44.212"),
    ]


def test_a_base_may_be_written_with_a_dash() -> None:
    (found,) = find_references("This section applies.", base="/us/usc/t42/s300ff–15")
    assert found.target == "/us/usc/t42/s300ff-15"


def test_a_quoted_law_speaks_of_its_own_section() -> None:
    text = (
        "§ 9. X.\nBody.\nEditorial Notes\nThe amendment of this section was large.\n"
        "“(a) As used in this section [amending this section] it is so.”"
    )
    found = find_references(text, base="/us/usc/t8/s9")
    assert [text[: r.start].count("\n") for r in found] == [3, 4]
    assert text[found[1].start - 10 : found[1].start] == "[amending "


def test_what_the_editors_correct_is_the_quoted_law() -> None:
    lines = ("§ 9. Tolls", "(a) None.", "Editorial Notes", "“In this Act [probably means “this title”] it is so.”")
    assert find_references("\n".join(lines), base="/us/usc/t8/s9") == []


@pytest.mark.parametrize(
    ("text", "term", "expected"),
    [
        ("Section 9 of the Harbor Tolls Act (HTA) binds. The HTA", "HTA", ["/us/act/harbor-tolls-act"] * 2),
        ('section 9 of the Harbor Tolls Act (the "Act"); the Act', "Act", ["/us/act/harbor-tolls-act"] * 2),
        (
            'section 9 of the Harbor Tolls Act ("Section 9"); Section 9',
            "Section 9",
            ["/us/act/harbor-tolls-act/s9"] * 2,
        ),
        ('section 9 of Public Law 99-1 (the "Tolls Act"); the Tolls Act', "Tolls Act", ["/us/pl/99/1"] * 2),
        ('5 U.S.C. 552 ("FOIA"); FOIA', "FOIA", ["/us/usc/t5/s552"] * 2),
        ('Act of June 13, 1940, ch. 343 (proviso under "Coast Pilots"); the Coast Pilots', "Coast Pilots", []),
        ('8 U.S.C. 1101 (called the "Pilot" category); a Pilot', "Pilot", []),
        ("section 9(b)(ii) of title 5 (II) and (II)", "II", []),
        (
            "the Endangered Spruces Act (ENSA), that is the Endangered Species Act of 1973 (ENSA). The ENSA",
            "ENSA",
            ["/us/pl/93/205"] * 2,
        ),
        ("the Spruces Act (SPRA), not the Firs Act (FIRA). The SPRA", "SPRA", ["/us/act/spruces-act"] * 2),
    ],
)
def test_what_a_term_stands_for(text: str, term: str, expected: list[str]) -> None:
    found = [r.target for r in find_references(text) if text[r.start : r.end] == term and "et_seq" not in r.flags]
    assert found == expected


@pytest.mark.parametrize(
    ("name", "has_home"),
    [
        ("Consolidated Appropriations Act, 2023", False),  # an act of many divisions
        ("Infrastructure Investment and Jobs Act", False),
        ("Victims of Trafficking and Violence Protection Act of 2000", True),  # its first division has a place
        ("Endangered Species Act of 1973", True),
    ],
)
def test_the_home_of_an_act(name: str, has_home: bool) -> None:
    assert any("et_seq" in found.flags for found in find_references(f"the {name}")) == has_home


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


@settings(deadline=None)  # the first example loads the inventory
@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from([None, OWN, "/us/cfr/t24/s5.240"]))
def test_spans_stand_in_the_text_and_nothing_else_changes_them(text: str, base: str | None) -> None:
    found = find_references(text, base)
    assert found == find_references(text, base)
    assert all(0 <= r.start < r.end <= len(text) and text[r.start : r.end].strip() for r in found)


Flagged = list[tuple[str, str, tuple[str, ...]]]

FLAGS: list[tuple[str, Flagged]] = [
    ("26 U.S.C. 6103", [("26 U.S.C. 6103", "/us/usc/t26/s6103", ())]),
    ("26 U.S.C. 61033", [("26 U.S.C. 61033", "/us/usc/t26/s61033", ("unverified",))]),
    ("26 U.S.C. 6103(zz)", [("26 U.S.C. 6103(zz)", "/us/usc/t26/s6103/zz", ("unverified",))]),
    ("chapter 311 of title 49", [("chapter 311", "/us/usc/t49/ch311", ()), ("title 49", "/us/usc/t49", ())]),
    (
        "chapter 999 of title 49",
        [("chapter 999", "/us/usc/t49/ch999", ("unverified",)), ("title 49", "/us/usc/t49", ())],
    ),
    ("26 U.S.C. 6103 et seq.", [("26 U.S.C. 6103", "/us/usc/t26/s6103", ("et_seq",))]),
    ("26 U.S.C. 6103 note", [("26 U.S.C. 6103", "/us/usc/t26/s6103", ("note",))]),
    ("50 U.S.C. App. 451", [("50 U.S.C. App. 451", "/us/usc/t50/app451", ("app", "unverified"))]),
    ("28 C.F.R. 9999.1", [("28 C.F.R. 9999.1", "/us/cfr/t28/s9999.1", ())]),
    (
        "26 U.S.C. 3401-3404",
        [
            ("26 U.S.C. 3401", "/us/usc/t26/s3401", ("range",)),
            ("-", "/us/usc/t26/s3402", ("range",)),
            ("-", "/us/usc/t26/s3403", ("range",)),
            ("3404", "/us/usc/t26/s3404", ("range",)),
        ],
    ),
    (
        "26 U.S.C. 3401 through 3403 and 6103",
        [
            ("26 U.S.C. 3401", "/us/usc/t26/s3401", ("range",)),
            ("through", "/us/usc/t26/s3402", ("range",)),
            ("3403", "/us/usc/t26/s3403", ("range",)),
            ("6103", "/us/usc/t26/s6103", ()),
        ],
    ),
    (
        "26 U.S.C. 3401 through 3403z",
        [
            ("26 U.S.C. 3401", "/us/usc/t26/s3401", ("range",)),
            ("3403z", "/us/usc/t26/s3403z", ("range", "unverified")),
        ],
    ),
    ("42 U.S.C. 1395w-4", [("42 U.S.C. 1395w-4", "/us/usc/t42/s1395w-4", ())]),
    ("15 U.S.C. 80a-1", [("15 U.S.C. 80a-1", "/us/usc/t15/s80a-1", ())]),
    (
        "42 U.S.C. 2000e-2000f",
        [
            ("42 U.S.C. 2000e", "/us/usc/t42/s2000e", ("range",)),
            *(("-", s, ("range",)) for s in inventory().between("/us/usc/t42/s2000e", "/us/usc/t42/s2000f")),
            ("2000f", "/us/usc/t42/s2000f", ("range",)),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), FLAGS)
def test_the_scope_and_what_the_inventory_does_not_have(text: str, expected: Flagged) -> None:
    found = [(text[r.start : r.end], r.target, r.flags) for r in find_references(text)]
    assert sorted(found) == sorted(expected)


ACTS: list[tuple[str, list[str]]] = [
    ("section 8(b) of the Endangered Species Act of 1973", ["/us/usc/t16/s1537/b", "/us/pl/93/205"]),
    ("Sections 4 and 7(a)(2) of the ESA", ["/us/usc/t16/s1533", "/us/usc/t16/s1536/a/2", "/us/pl/93/205"]),
    (
        "section 4(a) of the Administrative Procedure Act (APA) (5 U.S.C. 553(b))",
        ["/us/usc/t5/s553/b", *["/us/act/1946-06-11/ch324"] * 2, "/us/usc/t5/s551", "/us/usc/t5/s553/b"],
    ),
    (
        "section 8(b) of the Endangered Species Act (ESA) (16 U.S.C. 1531 et seq.)",
        ["/us/usc/t16/s1537/b", *["/us/pl/93/205"] * 2, *["/us/usc/t16/s1531"] * 2],
    ),
    (  # its former place in the Code is another law's now
        "section 4(a) and section 706 of the Administrative Procedure Act",
        ["/us/act/1946-06-11/ch324/s4/a", "/us/usc/t5/s706", "/us/act/1946-06-11/ch324"],
    ),
    ("section 404 of the Clean Water Act", ["/us/usc/t33/s1344", "/us/act/1948-06-30/ch758"]),
    ("section 505 of title V of the Americans with Disabilities Act", ["/us/usc/t42/s12205", "/us/pl/101/336"]),
    ("section 3(a) of the Privacy Act of 1974", ["/us/pl/93/579/s3/a", "/us/usc/t5/s552a"]),
    ("section 2 of the Federal Arbitration Act", ["/us/usc/t9/s2", "/us/usc/t9"]),
    ("section 99 of the Endangered Species Act", ["/us/pl/93/205/s99", "/us/pl/93/205"]),
    (
        "section 3 of the Clean Harbors Restoration Act",
        ["/us/act/clean-harbors-restoration-act/s3", "/us/act/clean-harbors-restoration-act"],
    ),
    (
        "section 5 of the Water Resources Development Act",
        ["/us/act/water-resources-development-act/s5", "/us/act/water-resources-development-act"],
    ),
    ("section 8(b) 1\n1  See References in Text note below.\nof the ESA", ["/us/usc/t16/s1537/b", "/us/pl/93/205"]),
    ("section 9(b) [now 8(b)] of the ESA", ["/us/usc/t16/s1537/b", "/us/pl/93/205"]),
    ("section 9 [probably should be “section 8”] of the ESA", ["/us/usc/t16/s1537", "/us/pl/93/205"]),
    ("section 8 [sic] of the ESA", ["/us/usc/t16/s1537", "/us/pl/93/205"]),
    ("section 8(b) (other than paragraph (2)(A)) of the ESA", ["/us/usc/t16/s1537/b", "/us/pl/93/205"]),
    ("section 4 or 8, respectively, of the ESA", ["/us/usc/t16/s1533", "/us/usc/t16/s1537", "/us/pl/93/205"]),
    ("section[s] 4 and 8 of the ESA", ["/us/usc/t16/s1533", "/us/usc/t16/s1537", "/us/pl/93/205"]),
    ("section 8 (b) of the ESA", ["/us/usc/t16/s1537/b", "/us/pl/93/205"]),
    ("section 8 (the lawyers)", []),
    ("section 161 b. of the Atomic Energy Act of 1954", ["/us/usc/t42/s2201/b", "/us/act/1946-08-01/ch724"]),
    ("section 57b.(2) of the Atomic Energy Act of 1954", ["/us/usc/t42/s2077/b/2", "/us/act/1946-08-01/ch724"]),
    ("section 3.7(f) of the Farm Credit Act of 1971", ["/us/usc/t12/s2128/f", "/us/pl/92/181"]),
    ("section 3.7 of the Harbor Agreement", []),
    (
        'section 8(b) of the Endangered Species Act of 1973 (the "Act"). The Act says',
        ["/us/usc/t16/s1537/b", "/us/pl/93/205", *["/us/pl/93/205", "/us/usc/t16/s1531"] * 2],
    ),
    (
        'section 5 of the Gamma Harbor Act ("Section 5"). Section 5 says',
        ["/us/act/gamma-harbor-act/s5", "/us/act/gamma-harbor-act", *["/us/act/gamma-harbor-act/s5"] * 2],
    ),
    ("section 3.7 of the Gamma Harbor Act", ["/us/act/gamma-harbor-act"]),
    ("the Clean Air Act Amendments of 1990", ["/us/pl/101/549"]),
    (
        "title XVIII of the Social Security Act",
        [
            "/us/act/1935-08-14/ch531/tXVIII",
            "/us/usc/t42/ch7/schXVIII",
            "/us/usc/t42/s1395",
            "/us/act/1935-08-14/ch531",
        ],
    ),
    (
        "part A of title IV of the Social Security Act",
        [
            "/us/act/1935-08-14/ch531/tIV/ptA",
            "/us/usc/t42/ch7/schIV/ptA",
            "/us/usc/t42/s601",
            "/us/act/1935-08-14/ch531",
        ],
    ),
    (
        "parts D and E of title IV of the Social Security Act",
        [
            "/us/act/1935-08-14/ch531/tIV/ptD",
            "/us/usc/t42/ch7/schIV/ptD",
            "/us/usc/t42/s651",
            "/us/act/1935-08-14/ch531/tIV/ptE",
            "/us/usc/t42/ch7/schIV/ptE",
            "/us/usc/t42/s670",
            "/us/act/1935-08-14/ch531",
        ],
    ),
    (
        "title XIX (relating to grants) of the Social Security Act (42 U.S.C. 1396 et seq.)",
        ["/us/act/1935-08-14/ch531/tXIX", "/us/act/1935-08-14/ch531", "/us/usc/t42/s1396"],
    ),
    ("part C of title IX of the Gamma Harbor Act", ["/us/act/gamma-harbor-act/tIX/ptC", "/us/act/gamma-harbor-act"]),
    ("section 8 and title IX of the ESA", ["/us/usc/t16/s1537", "/us/pl/93/205"]),
    ("the Endangered Species Act of 1973", ["/us/pl/93/205", "/us/usc/t16/s1531"]),
    ("the Endangered Species Act of 1973 (16 U.S.C. 1531 et seq.)", ["/us/pl/93/205", "/us/usc/t16/s1531"]),
    (
        "title XCIX of the Social Security Act",
        ["/us/act/1935-08-14/ch531/tXCIX", "/us/act/1935-08-14/ch531"],
    ),
    (
        "the Harbor Relief Requirements Act, 2018 (division I of Public Law 115-254)",
        ["/us/pl/115/254/dI"] * 2 + ["/us/pl/115/254"],
    ),
    ("the Telecommunications Act of 1996", ["/us/pl/104/104", "/us/usc/t47/s609"]),  # in the notes of the section
    (
        "the Omnibus Crime Control and Safe Streets Act of 1968. See section 1218 of such Act",
        ["/us/pl/90/351", "/us/usc/t34/s10101", "/us/usc/t34/s10308"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ACTS)
def test_sections_of_acts_by_their_place_in_the_code(text: str, expected: list[str]) -> None:
    assert [r.target for r in find_references(text)] == expected

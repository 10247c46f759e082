"""References that only the text itself resolves."""

import pytest

from kg.mentions.outline import outline
from tests.mentions.reading import targets

BASE = "/us/usc/t49/s4417"
LAW = """§ 4417. Disclosure of fleet records
(a) General rule
Except as provided in {}, nobody shall.
(b) Definitions
(1) In general
(A) one; or
(B) two {}.
(2) Term
(i) {}
(c) Exceptions
(1) first
(2) second {}
(Added Pub. L. 117–58, § 5, Nov. 15, 2021, 135 Stat. 757.)
Amendments
2021—Subsec. (a). This note names {}."""


def _law(**places: str) -> str:
    """The law above with words at its five places: a, b1B, b2i, c2 and note."""
    return LAW.format(*(places.get(name, "nothing") for name in ("a", "b1B", "b2i", "c2", "note")))


@pytest.mark.parametrize(
    ("place", "words", "expected"),
    [
        ("a", "subsection (c)", ["c"]),
        ("a", "subsections (b) and (c)(2)", ["b", "c/2"]),
        ("a", "subsection (b)(1)(A)(i), (c)(2), or (d)(1), (3), of this section", ["b/1/A/i", "c/2", "d/1", "d/3", ""]),
        ("a", "subsection (b)(1)(A)(i), (ii), (B) or (3) of this section", ["b/1/A/i", "b/1/A/ii", "b/1/B", "b/3"]),
        ("a", "subsection (b)(1) or (2)", ["b/1", "b/2"]),
        ("a", "paragraph (2)", []),
        ("a", "paragraph (2) of subsection (b)", ["b/2"]),
        ("a", "subparagraph (A) of paragraph (1) of subsection (b)", ["b/1/A"]),
        ("a", "subsection (c)(2) of this section", ["c/2"]),
        ("a", "this section", [""]),
        ("a", "this subsection", ["a"]),
        ("a", "this paragraph", []),
        ("a", "subsection (c) of section 5 of the Act", []),
        ("a", "subsection (c) of the agreement", []),
        (
            "a",
            "paragraphs (1) and (2) of subsection (b), and subsection (c), of section 9 of the Widget Act",
            ["/us/act/widget-act/s9"],
        ),
        ("a", "paragraphs (1) and (2) of subsection (b), and subsection (c), of this section", ["b/1", "b/2", "c", ""]),
        ("c2", "paragraph (1)(A) of that subsection, and such paragraph (1)(A)", []),
        ("c2", "paragraph (1) of subsection (b), and such paragraph (1)", ["b/1", "b/1"]),
        ("c2", "paragraph (1), and such paragraph (1)", ["c/1", "c/1"]),
        ("b1B", "this subparagraph", ["b/1/B"]),
        ("b1B", "this paragraph", ["b/1"]),
        ("b1B", "subparagraph (A)", ["b/1/A"]),
        ("b1B", "subparagraph (C)", []),
        ("b1B", "paragraph (2)", ["b/2"]),
        ("b1B", "paragraph (2) of this subsection", ["b/2"]),
        ("b1B", "clause (i) of paragraph (2)", ["b/2/i"]),
        ("b2i", "this clause", ["b/2/i"]),
        ("c2", "paragraph (1)", ["c/1"]),
        ("c2", "paragraph (1) of this subsection of such notice", ["c/1"]),
        ("c2", "paragraph (1) of this subsection of the Charter", ["c"]),
        (
            "a",
            "under section 15 of this title if the loan meets the requirements of subsection (c)",
            ["/us/usc/t49/s15"],
        ),
        (
            "a",
            "an offer under section 15 of this title that meets the requirements of subsection (c)",
            ["/us/usc/t49/s15", "c"],
        ),
        ("a", "subsection (b)(1), subparagraphs (A) and (B) of this section", ["b/1", ""]),
        ("a", "subparagraph (A) of this section, and paragraph (3) of this section", ["", "3"]),
        ("note", "paragraph (1)", []),
    ],
)
def test_relative(place: str, words: str, expected: list[str]) -> None:
    text = _law(**{place: words})
    bare = set(targets(_law(), BASE))
    found = [target for target in targets(text, BASE) if target not in bare]
    assert found == [path if path.startswith("/") else "/".join(filter(None, (BASE, path))) for path in expected]


@pytest.mark.parametrize(
    ("text", "base", "expected"),
    [
        ("section 4412 of this title", BASE, ["/us/usc/t49/s4412"]),
        ("sections 4412 through 4415 of this title", BASE, ["/us/usc/t49/s4412", "/us/usc/t49/s4415"]),
        ("chapter 311 of this title", BASE, ["/us/usc/t49/ch311"]),
        ("this title", BASE, ["/us/usc/t49"]),
        ("section 4412 of this title", None, []),
        ("section 4412 of such title", BASE, []),
        ("as defined in section 581 and 585", BASE, []),
        ("as defined in section 581", "/us/usc/t26/s6103", ["/us/usc/t26/s581"]),
        ("under section 581 in any year", "/us/usc/t26/s6103", ["/us/usc/t26/s581"]),
        ("described in section 581(a), of the income of a", "/us/usc/t26/s6103", ["/us/usc/t26/s581/a"]),
        ("described in section 581(a), of such Act", "/us/usc/t26/s6103", []),
        ("under section 581(a).1 In the case of a", "/us/usc/t26/s6103", ["/us/usc/t26/s581/a"]),
        ("section 3551 of this title", "/us/usc/t18a", ["/us/usc/t18/s3551"]),
        ("section 3551 of this title", "/us/usc/t18a/pl/91/538/s1", ["/us/usc/t18/s3551"]),
        (
            "under section 1839 or by reason of section 5 of the Widget Act",
            "/us/usc/t26/s6103",
            ["/us/act/widget-act/s5"],
        ),
        (
            "under section 581 or by reason of section 5 of the Widget Act",
            "/us/usc/t26/s6103",
            ["/us/usc/t26/s581", "/us/act/widget-act/s5"],
        ),
        ("section 581 of the Widget Act", "/us/usc/t26/s6103", ["/us/act/widget-act/s581"]),
        ("section 581 of such Act", "/us/usc/t26/s6103", []),
        ("under the Widget Act, section 581(a), or", "/us/usc/t26/s6103", ["/us/act/widget-act", "/us/usc/t26/s581/a"]),
        ("§ 41.181", "/us/cfr/t27/s41.11", ["/us/cfr/t27/s41.181"]),
        ("§ 41.181(a) and (b)", "/us/cfr/t27/s41.11", ["/us/cfr/t27/s41.181/a", "/us/cfr/t27/s41.181/b"]),
        ("part 46 of this chapter", "/us/cfr/t27/s41.11", ["/us/cfr/t27/pt46"]),
        ("this part", "/us/cfr/t27/s41.11", ["/us/cfr/t27/pt41"]),
        ("paragraph (b)(1) of this section", "/us/cfr/t27/s41.11", ["/us/cfr/t27/s41.11/b/1"]),
    ],
)
def test_what_the_base_decides(text: str, base: str | None, expected: list[str]) -> None:
    assert targets(text, base) == expected


def test_a_letter_goes_on_with_letters_and_a_roman_numeral_with_numerals() -> None:
    lines = "\n".join(f"({letter}) text" for letter in "abcdefgh")
    assert "/us/usc/t5/s1/i" in targets(f"{lines}\n(i) This is it: this subsection.", "/us/usc/t5/s1")
    nested = "(a) x\n(1) y\n(A) z\n(i) one\n(ii) two, and this clause"
    assert targets(nested, "/us/usc/t5/s1") == ["/us/usc/t5/s1/a/1/A/ii"]
    wrapped = "(a) x\n(1) y\n(A) z\n(B) under clause\n(v), or (vi) of it\n(C) this subparagraph"
    assert targets(wrapped, "/us/usc/t5/s1") == ["/us/usc/t5/s1/a/1/C"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("this paragraph (c) is new", ["/c"]),
        ("this paragraph is new", ["/c/3"]),
        ("for this paragraph (A) one, (B) two", ["/c/3"]),
        ("paragraph (c) (1) of this section", ["/c/1"]),
        ("paragraph (a) or (c)(1) of this section", ["/a", "/c/1"]),
        ("paragraph (c) (1) or this section", ["/c", ""]),
        ("this section 1\n1  See References in Text note below.", []),
        ("this section 1\n1  So in original.", [""]),
    ],
)
def test_how_a_paragraph_is_named(words: str, expected: list[str]) -> None:
    text = f"(a) One.\n(c) Two.\n(1) Three.\n(3) It holds that {words}."
    base = "/us/cfr/t27/s70.97"
    assert targets(text, base) == [base + below for below in expected]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Subsec. (a) of this section is new.", 1),
        ("Pub. L. 99-1 provided that:\n“(1) In general.—\nThis section [amending this section] is law.”", 1),
        ("Pub. L. 99-1 provided that:\n“(1) In general.—\nThis title, and subsection (a) of this section.”", 0),
        ("“(2) Rule.—\nIt is so.”\nFor this title, see this section.", 2),
        ("“(2) A mark is missing.\nPub. L. 99-1 amended this section.", 1),
        ("Ex. Ord. No. 99990, July 1, 1999, provided:\nSec. 2. Subsection (a) of this section [see this section].", 1),
        ("Ex. Ord. No. 99990, July 1, 1999, provided:\nSec. 2. So.\nPub. L. 99-1 amended this section.", 1),
        ("Ex. Ord. No. 99990, July 1, 1999, about subsection (a) of this section, expired:\nSee this section.", 2),
    ],
)
def test_what_a_note_quotes_speaks_of_another_law(note: str, expected: int) -> None:
    text = f"§ 4417. Records\nNothing.\nEditorial Notes\n{note}"
    assert sum(target in (BASE, "/us/usc/t49", f"{BASE}/a") for target in targets(text, BASE)) == expected


def _outlined(*lines: str) -> list[str]:
    """The paths of the provisions that begin with the lines, of a section that has them as its text."""
    parts = outline("\n".join(("§ 7. Harbors", *lines, "(Added Pub. L. 117-58, § 5.)")), "s7")
    return [part.id.removeprefix("s7/") for part in parts[1:]]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("(h) x", "(1) y", "(A) z", "(i) one", "(ii) two"), ["h", "h/1", "h/1/A", "h/1/A/i", "h/1/A/ii"]),
        (("(h) x", "(1) y", "(A) z", "(i) next", "(1) one"), ["h", "h/1", "h/1/A", "i", "i/1"]),
        (("(h) x", "(1) y", "(A) z", "(i) next", "(j) last"), ["h", "h/1", "h/1/A", "i", "j"]),
        (
            ("(h) x", "(1) y", "(i) next", "(1) one", "(A) z", "(i) a", "(ii) b"),
            ["h", "h/1", "i", "i/1", "i/1/A", "i/1/A/i", "i/1/A/ii"],
        ),
        (("(H) x", "(I) next", "(J) last"), ["H", "I", "J"]),
        (("(a) x", "(iv) y", "(v) z"), ["a", "a/iv", "a/v"]),
        (("(a) x", "[(b) Repealed. Pub. L. 98-369.]", "(c) y"), ["a", "b", "c"]),
        (("(a) x", "(b) one", "(b)  2 another", "(1) y"), ["a", "b", "b", "b/1"]),
        (("(a) x", "(1) under section 1", "1  So in original.", "(b) of it", "(2) y"), ["a", "a/1", "a/2"]),
        (("(a) x 1", "1  So in original.", "(b) Heading", "(1) y"), ["a", "b", "b/1"]),
        (("(a) x", "(1) y", "(b)(2), or (3) of it", "(2) z"), ["a", "a/1", "a/2"]),
        (("(a) x", "(i) one", "(ii) two—", "(1) y"), ["a", "a/i", "a/ii", "a/1"]),
        (("(g) x", "(h) .gov names", "(1) y"), ["g", "h", "h/1"]),
        (("(a) x", "(12) y", "(A) one", "(b) two", "(13) z"), ["a", "a/12", "a/12/A", "a/12/b", "a/13"]),
        (("(a) x", "(1) y", "(A) one", "(b) two", "(1) z", "(2) z"), ["a", "a/1", "a/1/A", "b", "b/1", "b/2"]),
        (
            ("(a) x", "(1) y", "(A) z", "(i) a", "(I) b", "(aa) c", "(AA) d", "(BB) e"),
            ["a", "a/1", "a/1/A", "a/1/A/i", "a/1/A/i/I", *(f"a/1/A/i/I/aa{end}" for end in ("", "/AA", "/BB"))],
        ),
    ],
)
def test_outline(lines: tuple[str, ...], expected: list[str]) -> None:
    assert _outlined(*lines) == expected


def test_a_subitem_knows_where_it_stands() -> None:
    lines = "(a) x\n(1) y\n(A) z\n(i) a\n(I) b\n(aa) c\n(AA) as in subclause (I), this clause\n(BB) e"
    path = "/us/usc/t5/s1/a/1/A/i"
    assert targets(lines, "/us/usc/t5/s1") == [f"{path}/I", path]

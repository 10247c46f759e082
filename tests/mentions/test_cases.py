"""Citations of cases: in full, in several reporters, in short forms, by docket; and what is left unbound."""

import re
import subprocess
import sys

import pytest

from benchmarks.opinions import HOSTILE, opinion
from kg.references import find_references

ROE = "Roe v. Wade, 410 U.S. 113, 120 (1973). "
TWO = "Bell Corp. v. Tanner, 550 U.S. 544 (2007). Archer v. Ibsen, 556 U.S. 662 (2009). "


def cases(text: str) -> list[tuple[str, str]]:
    """The words of every reference to a case, and its id without "/us/case/"."""
    found = find_references(text)
    return [(text[r.start : r.end], r.target[9:]) for r in found if r.target.startswith("/us/case/")]


FULL = [
    ("550 U. S. 544", "us/550/544"),
    ("550 U.S.\n544", "us/550/544"),
    ("253 F. 3d 34", "f3d/253/34"),
    ("12 F.Supp.2d 3", "f-supp-2d/12/3"),
    ("600 B.R. 12", "br/600/12"),
    ("12 F. App'x 3", "f-appx/12/3"),
    ("2015 ND 12", "nd/2015/12"),
    ("2011-Ohio-1234", "ohio/2011/1234"),
    ("2013 COA 15", "coa/2013/15"),
    ("2017 IL App (1st) 143684", "il-app-1st/2017/143684"),
    ("2019 WL 1234567", "wl/2019/1234567"),
    ("2010 U.S. Dist. LEXIS 12335", "us-dist-lexis/2010/12335"),
    ("T.C. Memo. 2019-233", "tc-memo/2019/233"),
    ("5 U.S. (1 Cranch) 137", "us/5/137"),
    ("60 U.S. (19 How.) 393", "us/60/393"),
    ("6 Wheat. 264", "us/19/264"),
    ("24 N.Y.2d 10", "ny2d/24/10"),
    ("24 NY2d 10", "ny2d/24/10"),
    ("8 I. & N. Dec. 12", "i-n-dec/8/12"),
]


@pytest.mark.parametrize(("citation", "target"), FULL)
def test_full_citations(citation: str, target: str) -> None:
    text = f"The rule stands in {citation} (2001), and there alone."
    assert cases(text) == [(citation, target)]


@pytest.mark.parametrize(
    "text",
    [
        "26 U.S.C. 6103, 12 C.F.R. 5, 135 Stat. 429, 90 Fed. Reg. 12345",
        "on 24 April 2019, at 5 Main St. 20, 12 Jan. 2020",
        "See 85 Harv. L. Rev. 1 (1971).",
        "585 U.S. ___ (2018)",
        "Wall. 12, Bee 3, Bankr. L. Rep. (CCH) P12,345",
        "Of the 50 States 12 have none; 2 Section 5",
        "page 12\n\nF.3d 7",
        "11656\nMar. 14, 1972\n37 F.R. 5479",
        "E.O. 11656 Mar. 14, 1972",
        "Heintzelman Library, 6615 NY 8, Brant Lake; the Annex, 815 NY 8, Brant Lake",
        "Concord Cemetery, 21755 US 52 N., and 2001 US 52",
        "They met at 12 Hill 45 and at 3 Ohio 7.",
        "It has 12\nOhio\n7 (1950)",
    ],
)
def test_no_case(text: str) -> None:
    assert cases(text) == []


PARALLEL = [
    ("410 U.S. 113, 93 S. Ct. 705, 35 L. Ed. 2d 147 (1973)", "us/410/113"),
    ("93 S. Ct. 705, 410 U.S. 113 (1973)", "us/410/113"),
    ("410 U.S. 113, 118-120 & n.3, 93 S. Ct. 705, 709 (1973)", "us/410/113"),
    ("585 U.S. ___, 138 S. Ct. 2206 (2018)", "s-ct/138/2206"),
    ("50 Cal.3d 1, 5 [266 Cal.Rptr. 1, 785 P.2d 857]", "cal-3d/50/1"),
    ("2015 ND 12, 860 N.W.2d 1", "nd/2015/12"),
    ("24 N.Y.2d 10, 246 N.E.2d 725, 298 N.Y.S.2d 700 (1969)", "ny2d/24/10"),
    ("12 F.3d 34, 1993 WL 12345 (2d Cir. 1993)", "f3d/12/34"),
    ("1931, 46 F.2d 604, 60 App.D.C. 23", "f2d/46/604"),
]


@pytest.mark.parametrize(("citations", "target"), PARALLEL)
def test_parallel_citations_are_one_case(citations: str, target: str) -> None:
    assert {found for _, found in cases(f"Gray v. Moss, {citations}.")} == {target}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("410 U.S. 113; 93 S. Ct. 705", ["us/410/113", "s-ct/93/705"]),
        ("12 F.3d 34, 13 F.3d 35", ["f3d/12/34", "f3d/13/35"]),
        ("12 F.3d 34, 5 F. Supp. 2d 6", ["f3d/12/34", "f-supp-2d/5/6"]),
        ("410 U.S. 113, 12 F.3d 34", ["us/410/113", "f3d/12/34"]),
        ("12 F.3d 34 (2d Cir. 1993), cert. denied, 510 U.S. 900", ["f3d/12/34", "us/510/900"]),
        ("410 U.S. 113, 93 S. Ct. 705. 410 U.S. 179, 93 S. Ct. 705", ["us/410/113"] * 2 + ["us/410/179"] * 2),
    ],
)
def test_two_cases_stay_two(text: str, expected: list[str]) -> None:
    assert [target for _, target in cases(text)] == expected


def test_a_case_is_one_wherever_its_reporters_stand_together() -> None:
    text = "93 S. Ct. 705 (1973). Roe v. Wade, 410 U.S. 113, 93 S. Ct. 705 (1973). 93 S. Ct., at 710."
    assert {target for _, target in cases(text)} == {"us/410/113"}


BOUND = [
    (ROE + "410 U.S. at 121.", "410 U.S. at 121", "us/410/113"),
    (ROE + "Roe, 410 U. S., at 121.", "410 U. S., at 121", "us/410/113"),
    (TWO + "Tanner, 550 U.S. at 557.", "550 U.S. at 557", "us/550/544"),
    (ROE + "Doe v. Bolton, 410 U.S. 179 (1973). 410 U.S. at 185.", "410 U.S. at 185", "us/410/179"),
    (ROE + "Doe v. Bolton, 410 U.S. 179 (1973). Roe, 410 U.S. at 150.", "410 U.S. at 150", "us/410/113"),
    (TWO + "Tanner, supra, at 555.", "Tanner, supra, at 555", "us/550/544"),
    (TWO + "See Bell Corp., supra.", "Bell Corp., supra", "us/550/544"),
    ("People v. Ames (1990) 50 Cal.3d 1. Ames, supra, 50 Cal.3d at p. 7.", "50 Cal.3d at p. 7", "cal-3d/50/1"),
    (TWO + "Ibsen at 670.", "Ibsen at 670", "us/556/662"),
    ("In re Gault, 387 U.S. 1 (1967). Gault, supra, at 5.", "Gault, supra, at 5", "us/387/1"),
    (ROE + "Id. at 121.", "Id. at 121", "us/410/113"),
    (ROE + "Id., at 121-122.", "Id., at 121-122", "us/410/113"),
    (ROE + "Ibid.", "Ibid.", "us/410/113"),
    (ROE + "It holds; id. at 121.", "id. at 121", "us/410/113"),
    (ROE + "The Fourth Amendment is not read so. Id. at 125.", "Id. at 125", "us/410/113"),
    (
        "Ames v. Boll, 1 F.3d 1, 5 (9th Cir. 1993) (quoting Cole v. Dent, 2 F.3d 2, 3 (9th Cir. 1993)). Id. at 6.",
        "Id. at 6",
        "f3d/1/1",
    ),
    (
        "Ames v. Boll, 12 F.3d 34 (2d Cir. 1993), cert. denied, 510 U.S. 900 (1994). Id. at 35.",
        "Id. at 35",
        "f3d/12/34",
    ),
    ("Ames v. Boll, 2019 WL 12345, at *2 (D. Md. 2019). Id. at *3.", "Id. at *3", "wl/2019/12345"),
]


@pytest.mark.parametrize(("text", "words", "target"), BOUND)
def test_short_forms(text: str, words: str, target: str) -> None:
    assert cases(text)[-1] == (words, target)


UNBOUND = [
    "Id. at 5. Twombly, supra, at 6. 550 U.S. at 555.",
    ROE + "See 26 U.S.C. § 6103. Id.",
    ROE + "See 26 U.S.C. § 6103. Id. at 121.",
    ROE + "See 26 U.S.C. 6103. Ibid.",
    ROE + "Id. § 5.",
    ROE + "Id. ¶ 5.",
    ROE + "Id. at 5.",
    ROE + "Id. at 700.",
    ROE + "ECF No. 12 at 3. Id. at 121.",
    ROE + "Compl. ¶ 5. Id.",
    ROE + "See 85 Harv. L. Rev. 100 (1971). Id. at 121.",
    ROE + "In Gray v. Moss the Court went on. Id. at 121.",
    ROE + "The Fourth Amendment is read so. Id.",
    ROE + "Show your id. at 121 Main Street, please",
    ROE + "411 U.S. at 121.",
    ROE + "410 U.S. at 5.",
    ROE + "Moss, supra, at 121.",
    ROE + "Smith, supra note 5, at 121.",
    ROE + "See supra, at 121.",
    ROE + "United States, supra, at 121.",
    ROE + "They met Roe at 5 on Monday.",
    ROE + "Roe at 700.",
    "Doe v. Roe, 410 U.S. 113 (1973); Poe v. Roe, 411 U.S. 5 (1973). Roe, supra.",
    "Doe v. Roe, 410 U.S. 113 (1973); Poe v. Moss, 411 U.S. 100 (1973). Id. at 120.",
    ROE + "Doe v. Bolton, 410 U.S. 179 (1973). Roe, 410 U.S. at 185.",
]


@pytest.mark.parametrize("text", UNBOUND)
def test_what_the_text_leaves_open_is_unbound(text: str) -> None:
    assert [words for words, _ in cases(text) if not words[0].isdecimal() or " at " in words] == []


DOCKETS = [
    ("No. 1:25-cv-00677 (D.D.C.)", [("No. 1:25-cv-00677", "dcd/1:25-cv-00677")]),
    ("Case No. 1:25-cv-00677-DLF (D.D.C. filed Mar. 5, 2025)", [("Case No. 1:25-cv-00677-DLF", "dcd/1:25-cv-00677")]),
    (
        "Case 1:25-cv-00677-DLF, U.S. District Court for the District of Columbia",
        [("Case 1:25-cv-00677-DLF", "dcd/1:25-cv-00677")],
    ),
    ("Nos. 22-1 & 22-2 (9th Cir. 2023)", [("Nos. 22-1", "ca9/22-1"), ("22-2", "ca9/22-2")]),
    ("Civil Action No. 24-2210 (TRK), D.D.C.", [("Civil Action No. 24-2210 (TRK)", "dcd/24-2210")]),
    ("Civil Action No. 24-2210 (TRK).", []),
    ("No. 24-5205 (a motion)", []),
    ("No. 94-142 (1975)", []),
    (
        "Doe v. Moss, No. 1:25-cv-00677, 2025 WL 1234567, at *3 (D.D.C. Mar. 5, 2025). Id. at *4.",
        [(words, "dcd/1:25-cv-00677") for words in ("No. 1:25-cv-00677", "2025 WL 1234567", "Id. at *4")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DOCKETS)
def test_dockets_with_their_court(text: str, expected: list[tuple[str, str]]) -> None:
    assert cases(text) == expected


def test_eyecite_is_imported_only_where_a_case_may_be_cited() -> None:
    program = (
        "import sys; from kg.references import find_references;"
        "find_references('See 26 U.S.C. 6103, and Gray v. Moss, on page 5. Id. at 6.');"
        "assert 'eyecite' not in sys.modules; find_references('410 U.S. 113'); assert 'eyecite' in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_texts_are_read(words: str) -> None:
    assert all(target.count("/") == 2 for _, target in cases(words * 2_000))


def test_an_opinion_binds_its_short_forms() -> None:
    text = opinion(30_000)
    given = len(re.findall(r"Id\. at|supra, at|\w at \d+\.", text))
    bound = [words for words, _ in cases(text) if " at " in words]
    assert given > 40
    assert len(bound) >= 0.95 * given

"""One citation that fills the whole text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mentions.citation import parse_citation

TABLE = [
    ("IRC 6103", "/us/usc/t26/s6103"),
    ("26 USC 6103", "/us/usc/t26/s6103"),
    ("26 U.S.C. § 6103(i)(2)", "/us/usc/t26/s6103/i/2"),
    (" 26\u00a0U.S.C.\u00a0§\u00a06103\n", "/us/usc/t26/s6103"),
    ("section 6103 of the Internal Revenue Code", "/us/usc/t26/s6103"),
    ("Internal Revenue Code", "/us/usc/t26"),
    ("26 U.S.C.", "/us/usc/t26"),
    ("Title 26, United States Code", "/us/usc/t26"),
    ("42 U.S.C. 1983 et seq.", "/us/usc/t42/s1983"),
    ("49 U.S.C. ch. 311", "/us/usc/t49/ch311"),
    ("/us/usc/t26/s6103", "/us/usc/t26/s6103"),
    ("/person/jane-roe", "/person/jane-roe"),
    ("21 CFR 20.85", "/us/cfr/t21/s20.85"),
    ("26 CFR 301.6103(i)-1(a)", "/us/cfr/t26/s301.6103(i)-1/a"),
    ("28 C.F.R. part 36", "/us/cfr/t28/pt36"),
    ("40 CFR part 82, subpart F", "/us/cfr/t40/pt82/sptF"),
    ("Pub. L. 117-58", "/us/pl/117/58"),
    ("135 Stat. 429", "/us/stat/135/429"),
    ("82 Fed. Reg. 4", "/us/fr/82/4"),
    ("EO 14161", "/us/eo/14161"),
    ("Executive Order 14161", "/us/eo/14161"),
    ("S. 2291, 119th Cong.", "/us/bill/119/s2291"),
    ("ADA", "/us/pl/101/336"),
    ("Privacy Act", "/us/usc/t5/s552a"),
    ("the Privacy Act", "/us/usc/t5/s552a"),
    ("Act of August 14, 1935", "/us/act/1935-08-14"),
    ("IRS", "/us/agency/internal-revenue-service"),
    ("Department of Homeland Security", "/us/agency/homeland-security-department"),
    ("Texas Attorney General", "/us/tx/agency/texas-attorney-general"),
    ("U.S. District Court for the District of Columbia", "/us/court/dcd"),
    ("D.D.C.", "/us/court/dcd"),
    ("9th Cir.", "/us/court/ca9"),
    ("Ninth Circuit", "/us/court/ca9"),
    ("U.S. Supreme Court", "/us/court/scotus"),
    ("Fourth Amendment", "/us/const/amdt/4"),
    ("Commerce Clause", "/us/const/art/1/s8/cl3"),
    ("U.S. Constitution", "/us/const"),
    ("484 U.S. 9", "/us/case/us/484/9"),
]
NONE = [
    "", " ", "/", "/us", "/us/usc", "/foo/x", "/us/usc/t26/", "hello", "tax", "section 5", "26 U.S.C. 6103 and 7213",
    "26 U.S.C. 6103 x", "see 26 U.S.C. 6103", "1 U.S.C. 10-30", "Ala.", "IRA", "Foo Bar Act", "Attorney General",
    "City of Chicago", "Cook County", "Supreme Court", "S. 2291", "Constitution", "us", "301.6103(i)-1",
    "Roe v. Wade", "Judge Roe", "IRS DHS", "26 U.S.C. 6103" * 50,
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_one_citation(text: str, expected: str) -> None:
    assert parse_citation(text) == expected


@pytest.mark.parametrize("text", NONE)
def test_no_citation_or_not_one(text: str) -> None:
    assert parse_citation(text) is None


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    found = parse_citation(text)
    assert found is None or parse_citation(found) == found

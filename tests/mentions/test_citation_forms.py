"""Ids and citations, both ways."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import IdentifierError
from kg.inventory import inventory
from kg.mentions.citation import Style, format_citation, parse_citation, read_citation

ORACLE = Path(__file__).parents[3] / "shared" / "data" / "references" / "usc_inventory.txt.gz"
FORMS = [
    ("/us/usc/t26/s6103/i/2", "26 U.S.C. § 6103(i)(2)", "IRC 6103(i)(2)"),
    ("/us/usc/t5/s552a/b", "5 U.S.C. § 552a(b)", "section 552a(b) of title 5"),
    ("/us/usc/t42/s1395w-4", "42 U.S.C. § 1395w-4", "section 1395w-4 of title 42"),
    ("/us/usc/t26/stF/ch61", "26 U.S.C. subtit. F, ch. 61", "26 U.S.C. subtit. F, ch. 61"),
    ("/us/usc/t42/ch7/schXVIII", "42 U.S.C. ch. 7, subch. XVIII", "42 U.S.C. ch. 7, subch. XVIII"),
    ("/us/usc/t18", "18 U.S.C.", "18 U.S.C."),
    ("/us/usc/t5/app", "5 U.S.C. App.", "5 U.S.C. App."),
    ("/us/usc/t50/app451/a", "50 U.S.C. App. § 451(a)", "50 U.S.C. App. § 451(a)"),
    ("/us/cfr/t26/s301.6103(i)-1/a", "26 C.F.R. § 301.6103(i)-1(a)", "26 C.F.R. § 301.6103(i)-1(a)"),
    ("/us/cfr/t40/pt82/sptF", "40 C.F.R. part 82, subpart F", "40 C.F.R. part 82, subpart F"),
    ("/us/pl/101/336", "Pub. L. 101-336", "Americans with Disabilities Act of 1990"),
    ("/us/pl/117/58/dB/tIII/s23011/a", "Pub. L. 117-58, div. B, tit. III, § 23011(a)", None),
    ("/us/stat/68A/3", "68A Stat. 3", None),
    ("/us/act/1935-08-14/ch531/s205/g", "Act of Aug. 14, 1935, ch. 531, § 205(g)", None),
    ("/us/fr/81/82272", "81 Fed. Reg. 82272", None),
    ("/us/fr/doc/2025-07978", "FR Doc. 2025-07978", None),
    ("/us/eo/14161", "Executive Order 14161", None),
    ("/us/bill/119/s2291", "S. 2291 (119th Cong.)", None),
    ("/us/const/amdt/14/s1", "U.S. Const. amend. XIV, § 1", None),
    ("/us/const/art/1/s8/cl3", "U.S. Const. art. I, § 8, cl. 3", None),
    ("/us/frcp/r12/b/6", "Fed. R. Civ. P. 12(b)(6)", None),
    ("/us/ca/civ/s1946.2", "CA Civ § 1946.2", None),
    ("/us/agency/internal-revenue-service", "Internal Revenue Service", None),
    ("/us/court/dcd", "D.D.C.", None),
    ("/us/case/us/484/9", "484 U.S. 9", None),
    ("/us/case/f3d/12/345", "12 F.3d 345", None),
    ("/us/case/dcd/1:25-cv-00677", "No. 1:25-cv-00677 (D.D.C.)", None),
]
"""Id, Bluebook form, plain form (None: the same)."""
OWN_ID = [
    "/us/act/lamp-keepers-act/s3",
    "/us/usc/t26/s6103@2025-05-12",
    "/us/case/x/roe-v-wade",
    "/us/agreement/mou/a+b/2025-04-07",
    "/us/agency/no-such-agency",
    "/us/court/nowhere",
    "/person/jane-roe",
    "/org/acme",
    "/doc/sha256/ab12",
    "/claim/00112233445566778899",
]
VARIANTS = [
    ("26 USC 6103(i)(2)", "/us/usc/t26/s6103/i/2"),
    ("title 26 U.S.C. § 6103", "/us/usc/t26/s6103"),
    ("I.R.C. § 6103", "/us/usc/t26/s6103"),
    ("section 6103(i)(2) of title 26, United States Code", "/us/usc/t26/s6103/i/2"),
    ("26 U.S.C. 61033", "/us/usc/t26/s61033"),
    ("section 8(b) of the Endangered Species Act of 1973", "/us/usc/t16/s1537/b"),
    ("Public Law 117-58", "/us/pl/117/58"),
    ("42 U.S.C. 1395w-4", "/us/usc/t42/s1395w-4"),
]
WRONG = [
    ("section 6103", '"section 6103 of title 26"'),
    ("26 U.S.C. 3401-3406", "26 U.S.C. § 3401 or 26 U.S.C. § 3406"),
    ("/us/usc/26/6103", "/us/usc/t26/s6103"),
    ("Water Resources Development Act", "Water Resources Development Act of 1974"),
    ("Privcy Act", "Privacy Act"),
    ("99 U.S.C. 1", "26 U.S.C. § 6103"),
    ("26 U.S.C. 6103 and 7213", "26 U.S.C. § 6103"),
    ("", "26 U.S.C. § 6103"),
]
DESIGNATOR = st.from_regex(r"[a-z]{1,2}|[1-9][0-9]?|[A-Z]{1,2}|[ivx]{1,5}", fullmatch=True)
BELOW = st.lists(DESIGNATOR, max_size=4)
NUMBER = st.from_regex(r"[1-9][0-9]{0,4}[a-z]{0,2}(-[1-9][0-9]?[a-z]?)?", fullmatch=True)
LEVELS = st.lists(st.from_regex(r"(t|st|ch|sch|pt|spt|d)([IVX]{1,4}|[A-H]|[1-9][0-9]?)", fullmatch=True), max_size=3)
INTEGER = st.integers(1, 9999).map(str)
DAY = st.dates().map(str).filter(lambda day: day >= "1789")


def joined(*parts: st.SearchStrategy[str] | st.SearchStrategy[list[str]] | str) -> st.SearchStrategy[str]:
    pieces = [st.just(part) if isinstance(part, str) else part for part in parts]
    return st.tuples(*pieces).map(
        lambda found: "/".join(piece for part in found for piece in ([part] if isinstance(part, str) else part))
    )


SECTION = NUMBER.map("s{}".format)


def like(pattern: str) -> st.SearchStrategy[str]:
    return st.from_regex(pattern, fullmatch=True)


def upto(most: int, form: str = "{}") -> st.SearchStrategy[str]:
    return st.integers(1, most).map(form.format)


BILL = like(r"(s|hr|sres|hres|sjres|hjres|sconres|hconres)[1-9][0-9]{0,3}")
RULES = st.sampled_from(["/us/frcp", "/us/frcrp", "/us/fre", "/us/frap", "/us/frbp"])
STATES = st.sampled_from(["/us/ca/civ", "/us/tx/penal", "/us/ny/gen/bus"])
REPORTERS = st.sampled_from(["/us/case/us", "/us/case/f3d", "/us/case/f-supp-2d"])
NAMED = st.sampled_from(["/person", "/org", "/us/agency", "/us/act"])
IDS = st.one_of(
    joined("/us/usc", upto(54, "t{}"), SECTION, BELOW),
    joined("/us/usc", upto(54, "t{}"), LEVELS),
    joined("/us/cfr", upto(50, "t{}"), like(r"s[1-9][0-9]{0,3}\.[1-9][0-9]{0,3}(-[1-9])?"), BELOW),
    joined("/us/pl", upto(119), INTEGER, LEVELS, SECTION, BELOW),
    joined("/us/pl", upto(119), INTEGER, LEVELS),
    joined("/us/act", DAY, INTEGER.map("ch{}".format), SECTION, BELOW),
    joined("/us/act", DAY),
    joined("/us/stat", upto(138), INTEGER),
    joined("/us/fr", upto(90), INTEGER),
    joined("/us/eo", INTEGER),
    joined("/us/bill", upto(119), BILL),
    joined("/us/const/amdt", upto(27)),
    joined("/us/const/art", upto(7), upto(10, "s{}"), upto(18, "cl{}")),
    joined(RULES, upto(9037, "r{}"), BELOW),
    joined(STATES, like(r"s[1-9][0-9]{0,4}(\.[1-9])?")),
    joined(REPORTERS, upto(999), INTEGER),
    joined(NAMED, like(r"[a-z]{2,9}(-[a-z]{2,9}){0,3}")),
)


@pytest.mark.parametrize(("identifier", "bluebook", "plain"), FORMS)
def test_both_ways(identifier: str, bluebook: str, plain: str | None) -> None:
    assert format_citation(identifier) == bluebook
    assert format_citation(identifier, "plain") == (plain or bluebook)
    assert format_citation(identifier, "uslm") == identifier
    assert parse_citation(bluebook) == parse_citation(plain or bluebook) == parse_citation(identifier) == identifier


@pytest.mark.parametrize("identifier", OWN_ID)
def test_what_has_no_citation_of_its_own_is_given_by_its_id(identifier: str) -> None:
    assert format_citation(identifier) == identifier
    assert parse_citation(identifier) == identifier


@pytest.mark.parametrize(("text", "expected"), VARIANTS)
def test_variants(text: str, expected: str) -> None:
    assert read_citation(text) == expected


@pytest.mark.parametrize(("text", "near"), WRONG)
def test_a_wrong_or_ambiguous_form_is_an_error_that_names_near_forms(text: str, near: str) -> None:
    assert parse_citation(text) is None
    with pytest.raises(IdentifierError) as caught:
        read_citation(text)
    assert near in (caught.value.hint or "")


@pytest.mark.parametrize("text", ["", "6103", "/us", "26 U.S.C. § 6103"])
def test_what_is_no_id_cannot_be_cited(text: str) -> None:
    with pytest.raises(IdentifierError):
        format_citation(text)


@settings(deadline=None)  # the first example loads the gazetteers
@given(IDS, st.sampled_from(["bluebook", "plain", "uslm"]))
def test_every_kind_reads_back(identifier: str, style: Style) -> None:
    assert parse_citation(format_citation(identifier, style)) == identifier


def test_a_sample_of_the_code_reads_back() -> None:
    ids = list(inventory().ids())[::371]
    assert len(ids) > 1900
    assert _unlike(ids) == []


@pytest.mark.slow
def test_the_whole_code_reads_back() -> None:
    assert _unlike(_oracle() if ORACLE.exists() else inventory().ids()) == []


def _oracle() -> Iterator[str]:
    with gzip.open(ORACLE, "rt", encoding="utf-8") as lines:
        yield from (line.strip().replace("\N{EN DASH}", "-") for line in lines)


def _unlike(ids: Iterator[str] | list[str]) -> list[str]:
    """Ids that are not written as a citation, or do not read back."""
    return [each for each in ids if (form := format_citation(each)) == each or parse_citation(form) != each]

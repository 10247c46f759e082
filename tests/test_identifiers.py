"""Canonical ids: parsed, formatted, shown as citations, placed in their law."""

import gzip
import itertools
import random
from pathlib import Path
from typing import cast

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import IdentifierError
from kg.identifiers import (
    Identifier,
    citation_of,
    enclosing_law,
    format_identifier,
    label_of,
    level_of,
    parent_of,
    parse_identifier,
    provision_properties,
    slug,
)
from kg.mentions.citation import parse_citation
from kg.schema import load_schema

ROOT = Path(__file__).resolve().parents[1]
INVENTORY = ROOT.parent / "shared" / "data" / "references" / "usc_inventory.txt.gz"
ACTS = ROOT / "schemas" / "gazetteers" / "acts.yaml"

# id, label, level, citation, parent, enclosing law
TABLE = [
    ("/us/usc/t26", "Statute", "title", "26 U.S.C.", None, None),
    ("/us/usc/t26/s6103", "Statute", "section", "26 U.S.C. § 6103", None, None),
    (
        "/us/usc/t26/s6103/i/2", "Statute", "subsection", "26 U.S.C. § 6103(i)(2)",
        "/us/usc/t26/s6103/i", "/us/usc/t26/s6103",
    ),
    (
        "/us/usc/t26/s6103/i/2/A", "Statute", "subsection", "26 U.S.C. § 6103(i)(2)(A)",
        "/us/usc/t26/s6103/i/2", "/us/usc/t26/s6103",
    ),
    ("/us/usc/t42/s1395w-4", "Statute", "section", "42 U.S.C. § 1395w-4", None, None),
    ("/us/usc/t49/ch311", "Statute", "chapter", "49 U.S.C. ch. 311", None, None),
    ("/us/usc/t26/stF/ch61", "Statute", "chapter", "26 U.S.C. subtit. F, ch. 61", "/us/usc/t26/stF", None),
    ("/us/cfr/t26/s301.6103(i)-1", "Regulation", "section", "26 C.F.R. § 301.6103(i)-1", None, None),
    (
        "/us/cfr/t21/s20.85/a/1", "Regulation", "subsection", "21 C.F.R. § 20.85(a)(1)",
        "/us/cfr/t21/s20.85/a", "/us/cfr/t21/s20.85",
    ),
    ("/us/cfr/t40/pt82", "Regulation", "part", "40 C.F.R. part 82", None, None),
    (
        "/us/cfr/t40/pt82/sptF", "Regulation", "subpart", "40 C.F.R. part 82, subpart F",
        "/us/cfr/t40/pt82", "/us/cfr/t40/pt82",
    ),
    ("/us/pl/117/58", "Statute", "act", "Pub. L. 117-58", None, None),
    ("/us/pl/116/136/s3610", "Statute", "section", "Pub. L. 116-136, § 3610", "/us/pl/116/136", None),
    (
        "/us/pl/117/58/dB/tIII/s23011/a", "Statute", "subsection", "Pub. L. 117-58, div. B, tit. III, § 23011(a)",
        "/us/pl/117/58/dB/tIII/s23011", "/us/pl/117/58/dB/tIII/s23011",
    ),
    (
        "/us/pl/117/58/dB/tIII/s23011", "Statute", "section", "Pub. L. 117-58, div. B, tit. III, § 23011",
        "/us/pl/117/58/dB/tIII", "/us/pl/117/58",
    ),
    ("/us/stat/68A/3", "Statute", "page", "68A Stat. 3", None, None),
    ("/us/act/1935-08-14/ch531", "Statute", "act", "Act of Aug. 14, 1935, ch. 531", None, None),
    (
        "/us/act/1935-08-14/ch531/s205/g", "Statute", "subsection", "Act of Aug. 14, 1935, ch. 531, § 205(g)",
        "/us/act/1935-08-14/ch531/s205", "/us/act/1935-08-14/ch531/s205",
    ),
    ("/us/act/1932-06-30", "Statute", "act", "Act of June 30, 1932", None, None),
    (
        "/us/act/1932-06-30/s321", "Statute", "section", "Act of June 30, 1932, § 321",
        "/us/act/1932-06-30", "/us/act/1932-06-30",
    ),
    (
        "/us/act/national-environmental-policy-act/s3", "Statute", "section", "National Environmental Policy Act, § 3",
        "/us/act/national-environmental-policy-act", "/us/act/national-environmental-policy-act",
    ),
    ("/us/fr/81/82272", "Regulation", "page", "81 Fed. Reg. 82272", None, None),
    ("/us/fr/doc/2025-07978", "Regulation", "document", "FR Doc. 2025-07978", None, None),
    ("/us/frcp", "Regulation", "rules", "Federal Rules of Civil Procedure", None, None),
    ("/us/fre/r404", "Regulation", "rule", "Fed. R. Evid. 404", "/us/fre", "/us/fre"),
    ("/us/frcp/r23/b/3", "Regulation", "subdivision", "Fed. R. Civ. P. 23(b)(3)", "/us/frcp/r23/b", "/us/frcp/r23"),
    ("/us/frcrp/r32.2", "Regulation", "rule", "Fed. R. Crim. P. 32.2", "/us/frcrp", "/us/frcrp"),
    ("/us/frap/r4/a", "Regulation", "subdivision", "Fed. R. App. P. 4(a)", "/us/frap/r4", "/us/frap/r4"),
    ("/us/frbp/r9006", "Regulation", "rule", "Fed. R. Bankr. P. 9006", "/us/frbp", "/us/frbp"),
    ("/us/eo/14161", "ExecutiveOrder", None, "Executive Order 14161", None, None),
    ("/us/bill/119/s2291", "Bill", None, "S. 2291 (119th Cong.)", None, None),
    ("/us/bill/101/hr1", "Bill", None, "H.R. 1 (101st Cong.)", None, None),
    ("/us/bill/112/hjres3", "Bill", None, "H.J. Res. 3 (112th Cong.)", None, None),
    ("/us/const", "Constitution", "constitution", "U.S. Constitution", None, None),
    ("/us/const/amdt/4", "Constitution", "amendment", "U.S. Const. amend. IV", None, None),
    (
        "/us/const/amdt/14/s1", "Constitution", "section", "U.S. Const. amend. XIV, § 1",
        "/us/const/amdt/14", "/us/const/amdt/14",
    ),
    (
        "/us/const/art/1/s8/cl3", "Constitution", "clause", "U.S. Const. art. I, § 8, cl. 3",
        "/us/const/art/1/s8", "/us/const/art/1/s8",
    ),
    ("/us/ca/civ/s1946.2", "Statute", "section", "CA Civ § 1946.2", None, None),
    ("/us/agency/internal-revenue-service", "Agency", None, "internal revenue service", None, None),
    ("/us/tx/agency/attorney-general", "Agency", None, "attorney general", None, None),
    ("/us/court/dcd", "Court", None, "dcd", None, None),
    ("/us/case/dcd/1:25-cv-00677", "Case", None, "No. 1:25-cv-00677", None, None),
    ("/us/case/us/484/9", "Case", None, "484 U.S. 9", None, None),
    ("/us/case/x/roe-v-wade", "Case", None, "roe v wade", None, None),
    ("/us/agreement/mou/dhs+irs/2025-04-07", "Agreement", None, "2025 04 07", None, None),
    ("/person/jane-roe", "Person", None, "jane roe", None, None),
    ("/org/public-citizen", "Organization", None, "public citizen", None, None),
    ("/claim/0123456789abcdef0123", "Claim", None, "0123456789abcdef0123", None, None),
    ("/doc/sha256/" + "ab" * 32, "Document", "act", "document abababababab", None, None),
    (
        "/doc/sha256/" + "ab" * 32 + "/s4417/a", "Statute", "subsection", "§ 4417(a)",
        "/doc/sha256/" + "ab" * 32 + "/s4417", "/doc/sha256/" + "ab" * 32 + "/s4417",
    ),
]  # fmt: skip
IDS = [row[0] for row in TABLE]


@pytest.mark.parametrize(("text", "label", "level", "citation", "parent", "law"), TABLE, ids=IDS)
def test_what_an_id_says(
    text: str, label: str, level: str | None, citation: str, parent: str | None, law: str | None
) -> None:
    assert format_identifier(parse_identifier(text)) == text
    assert label_of(text) == label
    assert level_of(text) == level
    assert citation_of(text) == citation
    assert parent_of(text) == parent
    assert enclosing_law(text) == law


def test_the_day_as_of_which_a_law_is_meant() -> None:
    text = "/us/usc/t26/s6103/i@2025-05-12"
    assert parse_identifier(text) == Identifier(kind="usc", parts=("t26", "s6103", "i"), date="2025-05-12")
    assert format_identifier(parse_identifier(text)) == text
    assert parent_of(text) == "/us/usc/t26/s6103@2025-05-12"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "us/usc/t26",
        "/us",
        "/us/",
        "/us/usc/",
        "/us//t26",
        "/xx/usc/t26",
        "/us/nope/1",
        "/us/usc/t26/",
        "//",
        "/@",
        "26 U.S.C. 6103",
    ],
)
def test_what_is_no_id(text: str) -> None:
    with pytest.raises(IdentifierError):
        parse_identifier(text)


@pytest.mark.parametrize(
    "text", ["/us/usc", "/us/pl/117", "/us/stat/1", "/us/fr/doc", "/us/bill/119", "/us/const/art", "/us/case", "/us/ca"]
)
def test_an_id_that_lacks_pieces_is_refused_or_shown_but_never_breaks(text: str) -> None:
    for function in (label_of, level_of, citation_of, parent_of, enclosing_law):
        try:
            function(text)
        except IdentifierError:
            continue


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Internal Revenue Service", "internal-revenue-service"),
        ("Roe v. Wade", "roe-v-wade"),
        ("U.S. Attorney's Office", "us-attorneys-office"),
        ("  Sanders—Smith  ", "sanders-smith"),
        ("Ñandú & Söhne, Inc.", "ñandú-söhne-inc"),
        ("东京 2020", "东京-2020"),
        ("", "x"),
        ("...", "x"),
        ("a" * 200, "a" * 120),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text())
def test_a_slug_is_a_piece_of_an_id_and_stays_what_it_is(text: str) -> None:
    made = slug(text)
    assert format_identifier(parse_identifier(f"/org/{made}")) == f"/org/{made}"
    assert slug(made) == made


PIECE = st.text("abcdefghijklmnopqrstuvwxyzABCDEF0123456789.-()+~:", min_size=1, max_size=8)
HEADS = st.sampled_from(
    """/us/usc/t26 /us/cfr/t21 /us/pl/117/58 /us/stat/68A/3 /us/act/1935-08-14 /us/act/some-act /us/fr/81 /us/eo/14161
    /us/bill/119/s1 /us/const /us/frcp /us/const/amdt/4 /us/ca/civ /us/tx/agency/x /us/agency/x /us/court/dcd /us/case/x
    /us/agreement/mou /us/program/x /us/ruling/x /us/motion/x /person/x /org/x /place/x /event/x /doc/sha256 /claim/a
    /passage/b""".split()
)


@given(HEADS, st.lists(PIECE, max_size=4), st.sampled_from(["", "@2025-05-12"]))
def test_format_undoes_parse_for_every_kind(head: str, pieces: list[str], date: str) -> None:
    text = "/".join((head, *pieces)) + date
    try:
        identifier = parse_identifier(text)
    except IdentifierError:
        assert head in ("/us/pl", "/us/fr/81", "/us/case/x", "/us/agency/x")  # too few pieces, or too many
        return
    assert format_identifier(identifier) == text
    assert parse_identifier(format_identifier(identifier)) == identifier
    for function in (label_of, level_of, citation_of, parent_of, enclosing_law):
        assert function(text) is None or isinstance(function(text), str)


@given(st.text())
def test_any_text_is_an_id_or_an_error(text: str) -> None:
    try:
        assert format_identifier(parse_identifier(text)) == text.removesuffix("@")
    except IdentifierError:
        assert parse_citation(text) is None or not text.startswith("/")


CITABLE = ("/us/usc/t26/s6", "/us/usc/t42", "/us/pl/117/58", "/us/cfr", "/us/eo", "/us/fr", "/us/bill", "/us/stat",
           "/us/const", "/us/fre", "/us/frcp", "/us/frcrp", "/us/frap", "/us/frbp")  # fmt: skip


@pytest.mark.parametrize("text", [text for text in IDS if text.startswith(CITABLE)])
def test_a_citation_reads_back_as_its_id(text: str) -> None:
    assert parse_citation(citation_of(text)) == text


def _sample() -> list[str]:
    if not INVENTORY.exists():
        pytest.skip("../shared/data/references is not here: no inventory of the Code")
    with gzip.open(INVENTORY, "rt", encoding="utf-8") as lines:
        every = [line.strip().replace("–", "-") for line in lines]
    return random.Random(7).sample(every, 20_000)  # noqa: S311  (a sample, always the same)


def test_every_level_of_an_id_is_one_that_a_node_of_its_label_may_have() -> None:
    others = ["/us/usc/t50/app1742", "/us/cfr/t1/chI/schA", "/us/cfr/t40/pt82/appA", "/us/cfr/t2/stA", "/us/usc/t28/dA"]
    for text in (*IDS, *others):
        properties = load_schema().nodes[label_of(text)].properties
        if "level" in provision_properties(text) and label_of(text) != "Document":
            (level,) = (item for item in properties if item.name == "level")
            assert level.values and level_of(text) in level.values, text


def test_ids_of_the_code_are_understood() -> None:
    (levels,) = (item.values for item in load_schema().nodes["Statute"].properties if item.name == "level")
    assert levels
    for text in _sample():
        assert format_identifier(parse_identifier(text)) == text
        assert label_of(text) == "Statute"
        assert level_of(text) in levels
        assert citation_of(text)
        assert parent_of(text) is None or text.startswith(f"{parent_of(text)}/")


def test_ids_of_sections_of_the_code_read_back_from_their_citations() -> None:
    sections = (text for text in _sample() if level_of(text) in ("section", "subsection"))
    wrong = [text for text in itertools.islice(sections, 1500) if parse_citation(citation_of(text)) != text]
    assert len(wrong) <= 15, wrong[:20]


def test_ids_of_acts_are_understood() -> None:
    acts = cast(list[dict[str, str]], yaml.load(ACTS.read_text(encoding="utf-8"), yaml.CSafeLoader))
    for act in acts:
        assert format_identifier(parse_identifier(act["id"])) == act["id"]
        assert label_of(act["id"]) == "Statute"
        assert level_of(act["id"]) is not None
        assert citation_of(act["id"])

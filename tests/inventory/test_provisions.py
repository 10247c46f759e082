"""Which provisions exist, as the shipped inventory has it, and the forms that it is kept in."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.inventory import inventory
from kg.inventory.order import section_key
from kg.inventory.paths import decode_paths, encode_paths
from kg.inventory.provisions import MOST_BETWEEN

PIECES = st.text("abcABC123-", min_size=1, max_size=4)
PATHS = st.lists(st.lists(PIECES, min_size=1, max_size=5).map("/".join), max_size=30)

EXISTING = [
    "/us/usc/t26",
    "/us/usc/t26/s6103",
    "/us/usc/t26/s6103/i/2",
    "/us/usc/t26/s6103@2025-05-12",
    "/us/usc/t42/s1395w-4",
    "/us/usc/t42/s1395w-4/b/1",
    "/us/usc/t5/s552a/b",
    "/us/usc/t49/ch311",
    "/us/usc/t26/ch61",
    "/us/usc/t26/stF/ch61",
    "/us/usc/t42/ch7/schXVIII",
    "/us/usc/t42/schXVIII",
]
MISSING = [
    "",
    "/us/usc",
    "/us/usc/t53",
    "/us/usc/t99/s1",
    "/us/usc/t26/s61033",
    "/us/usc/t26/s6103/",
    "/us/usc/t26/s6103/zz",
    "/us/usc/t26/S6103",
    "/us/usc/t26/s6103/i/2/",
    "/us/usc/t49/ch999",
    "/us/usc/t49/stZZ/ch311",
    "/us/cfr/t26/s1.1",
    "26 U.S.C. 6103",
]


@pytest.mark.parametrize("identifier", EXISTING)
def test_what_exists(identifier: str) -> None:
    assert inventory().exists(identifier)


@pytest.mark.parametrize("identifier", MISSING)
def test_what_does_not_exist(identifier: str) -> None:
    assert not inventory().exists(identifier)


@settings(deadline=None)  # the first example loads the inventory
@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    assert inventory().exists(text) in (True, False)


@given(PATHS)
def test_paths_are_read_as_they_were_written(paths: list[str]) -> None:
    pieces = [path.split("/") for path in paths]
    above = {"/".join(each[:depth]) for each in pieces for depth in range(1, len(each) + 1)}
    assert decode_paths(encode_paths(paths)) == above


@pytest.mark.parametrize(
    ("first", "last", "between"),
    [
        ("/us/usc/t26/s3401", "/us/usc/t26/s3404", ["/us/usc/t26/s3402", "/us/usc/t26/s3403"]),
        ("/us/usc/t26/s3401/a", "/us/usc/t26/s3403/b", ["/us/usc/t26/s3402"]),
        ("/us/usc/t42/s1395w-3", "/us/usc/t42/s1395w-4", ["/us/usc/t42/s1395w-3a", "/us/usc/t42/s1395w-3b"]),
        ("/us/usc/t26/s3404", "/us/usc/t26/s3401", []),
        ("/us/usc/t26/s3401", "/us/usc/t26/s3402", []),
        ("/us/usc/t26/s3401", "/us/usc/t42/s3404", []),
        ("/us/usc/t26", "/us/usc/t26/s3404", []),
        ("/us/usc/t26/s1", "/us/usc/t26/s9834", []),
    ],
)
def test_the_sections_between_two(first: str, last: str, between: list[str]) -> None:
    assert inventory().between(first, last) == between


def test_a_range_stands_for_no_more_than_its_limit() -> None:
    assert 0 < len(inventory().between("/us/usc/t26/s1", "/us/usc/t26/s1400")) <= MOST_BETWEEN


@pytest.mark.parametrize(
    "ordered",
    [
        ["1395w", "1395w-1", "1395w-4", "1395w-4a", "1395w-21", "1395x", "1395z", "1395aa"],
        ["9", "10", "10a", "10b-1", "11", "106A", "106b"],
        ["300a", "300a-1", "300z", "300aa", "300aa-1", "300bb"],
    ],
)
def test_the_order_of_the_code(ordered: list[str]) -> None:
    assert sorted(set(ordered), key=section_key) == ordered


def test_headings_and_what_stands_near() -> None:
    assert inventory().heading("/us/usc/t26/s6103/i/2") == (
        "Confidentiality and disclosure of returns and return information"
    )
    assert inventory().heading("/us/usc/t26/s61033") is None
    assert inventory().heading("/us/usc/t26") is None
    assert inventory().near("/us/usc/t26/s61033") == ["/us/usc/t26/s9834"]
    assert inventory().near("/us/usc/t26/s6103/zz") == ["/us/usc/t26/s6103"]
    assert inventory().near("/us/usc/t99/s1") == []


def test_a_chapter_begins_with_a_section() -> None:
    assert inventory().first_section("/us/usc/t42/ch7/schXVIII") == "/us/usc/t42/s1395"
    assert inventory().first_section("/us/usc/t42/ch9999") is None


def test_the_release_point_is_recorded() -> None:
    assert inventory().release == "119-100"
    assert len(inventory().titles) == 53


def test_nothing_is_loaded_at_start() -> None:
    code = (
        "import sys, kg.cli, kg.mentions, kg.references\n"
        "from kg.inventory import act_table, archive, inventory\n"
        "assert [f.cache_info().currsize for f in (act_table, archive, inventory)] == [0, 0, 0]\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    code = "import sys\nfrom kg.cli import main\nassert 'kg.inventory' not in sys.modules\n"
    subprocess.run([sys.executable, "-c", code], check=True)

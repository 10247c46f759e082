"""Plain text: encodings, line ends, header lines, titles, lines."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg_loaders import text
from kg_loaders.encoding import decode
from kg_loaders.text import find_title, iso_date

from kg.document import Document, Source

LoadBytes = Callable[..., list[Document]]
WORDS = "The court’s order — under § 12 — costs €5.\nNext line."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(load_bytes: LoadBytes, encoding: str) -> None:
    assert load_bytes(WORDS.encode(encoding), "a.txt")[0].text == WORDS


def test_other_encoding_is_detected() -> None:
    russian = "Суд постановил, что соглашение не нарушает закон. " * 8
    assert decode(russian.encode("koi8-r"), "a.txt") == russian


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(load_bytes: LoadBytes, end: str) -> None:
    document = load_bytes(f"First line.{end}Second line.{end}", "a.txt")[0]
    assert document.text == "First line.\nSecond line.\n"
    assert document.place_of(document.text.index("Second")) == "line 2"


TITLES = [
    ("Judge rules for agency\n\nThe judge ruled.", "Judge rules for agency"),
    ("Judge rules for agency\nThe judge ruled.", ""),
    ("The judge ruled.\n\nThe agency won.", ""),
    ("and so it went\n\nThe agency won.", ""),
    ("x" * 200 + "\n\nThe agency won.", ""),
    ("Only a line", ""),
    ("Only a line\n\n\n", ""),
]


@pytest.mark.parametrize(("words", "title"), TITLES)
def test_title(words: str, title: str) -> None:
    assert find_title(words)[1] == title


DATES = [
    ("2025-05-13", "2025-05-13"),
    ("2025-05-13T10:00:00Z", "2025-05-13"),
    ("2025-05", "2025-05"),
    ("2025", "2025"),
    ("May 13, 2025", "2025-05-13"),
    ("Tuesday, May 13, 2025", "2025-05-13"),
    ("Mar. 4, 2015", "2015-03-04"),
    ("05/13/2025", None),
    ("2025-13-01", None),
    ("Maybe 13, 2025x", None),
    ("soon", None),
    ("", None),
]


@pytest.mark.parametrize(("words", "date"), DATES)
def test_date(words: str, date: str | None) -> None:
    assert iso_date(words) == date


def test_header_is_no_text(load_bytes: LoadBytes) -> None:
    document = load_bytes("Title: A ruling\nDate: 2025-05-13\n\nThe judge ruled.\n", "a.txt")[0]
    assert (document.text, document.title, document.date) == ("The judge ruled.\n", "A ruling", "2025-05-13")
    assert document.place_of(0) == "line 4"


NO_HEADERS = [
    "Title: A ruling\nThe judge ruled.\n",
    "Title: A\nTitle: B\n\nText.\n",
    "To: the clerk\n\nText.\n",
    "---\nText\n",
]


@pytest.mark.parametrize("words", NO_HEADERS)
def test_other_lines_stay(load_bytes: LoadBytes, words: str) -> None:
    assert load_bytes(words, "a.txt")[0].text == words


def test_what_the_user_gives_counts(load_bytes: LoadBytes) -> None:
    words = "Date: 2025-05-13\nBase: /us/usc/t1/s1\n\nText.\n"
    document = load_bytes(words, "a.txt", base="/us/usc/t2/s2", date="2020-01-01")[0]
    assert (document.base, document.date) == ("/us/usc/t2/s2", "2020-01-01")


def test_memo_date_line_stays_in_the_text(load_bytes: LoadBytes) -> None:
    words = "MEMORANDUM\nTo: the clerk\nDate: May 13, 2025\n\nText.\n"
    document = load_bytes(words, "a.txt")[0]
    assert (document.text, document.date) == (words, "2025-05-13")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\n"), min_size=1))
def test_text_comes_as_it_is(words: str) -> None:
    (document,) = text.load(Source(name="a.txt", data=("x" + words).encode()))
    assert ("x" + words).endswith(document.text)
    lines = ("x" + words).split("\n")
    for place in document.places:
        number = int(place.label.removeprefix("line "))
        assert document.text[place.start :].startswith(lines[number - 1])


def test_a_release_mark_is_no_title(load_bytes: LoadBytes) -> None:
    words = "FOR IMMEDIATE RELEASE\n\nAgency Settles with City\n\nThe agency settled today. It said so.\n"
    (document,) = load_bytes(words.encode(), "text")
    assert document.title == "Agency Settles with City"
    assert [document.text[r.start : r.end] for r in document.regions] == ["Agency Settles with City"]

"""What holds for every text, friendly or hostile."""

import time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.mentions import Mention
from kg.mentions.finding import find_mentions
from kg.text import read_text
from tests.mentions.reading import document, mentions

BASES = st.sampled_from([None, "/us/usc/t26/s6103", "/us/cfr/t27/s41.11", "/us/bill/119/s1"])
SNIPPETS = [
    "26 U.S.C. 6103(i)(2), 7213 and 7431", "section 552a(b) of title 5", "paragraph (2) of",
    "sections 4412 through 4415", "of this title", "subsection (b)(1)", "this section", "\n(a) ", "\n(1) ", "\n(i) ",
    "the ADA", "the Smith Act", "Act", "Pub. L. 117–58, div. B, §§ 5, 6", "135 Stat. 429", "June 30, 1906, ch. 3914",
    "26 CFR 301.6103(i)-1(a)", "part 36", "90 Fed. Reg. 12345", "E.O. 13,526", "the First and Fourth Amendments",
    "Roe v. Wade, 410 U.S. 113 (1973)", "v.", "No. 1:25-cv-00677 (D.D.C.)", "the IRS", "(IRS)", '("Agency")',
    "Department of Justice", "Attorney General of Texas", "Cook County", "the Ninth Circuit", "Judge Jane Q. Roe",
    "/s/ Jane Roe", "the group Public Citizen", "Acme, Inc.", "the memorandum of understanding between",
    "an agreement with", "and", ",", ";", " ", "\n", "“", "”", "§", "(", ")", "the plaintiffs",
    "its motion to dismiss", "Advertisement\n", "John Smith",
    "Gary and Venida Roe", "Officer Ruiz", "Jr.", "de la",
    "Wexford Laboratories sued", "the Elmwood School District", "cities of Dayton and St. Paul", "FRCP 23(b)",
    "Rule 23(b)",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(SNIPPETS) | st.text(max_size=4), max_size=25).map(" ".join)


def _check(text: str, found: list[Mention]) -> None:
    free = [m for m in found if not m.nested]
    assert [m.start for m in found] == sorted(m.start for m in found)
    for mention in found:
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end].strip()
        for start, end in mention.parties:
            assert 0 <= start < end <= len(text)
        for item in mention.items:
            assert mention.start <= item.start < item.end <= mention.end
    for first, second in pairwise(free):
        assert first.end <= second.start


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, BASES)
def test_mentions_lie_within_the_text_and_do_not_overlap(text: str, base: str | None) -> None:
    found = mentions(text, base)
    _check(text, found)
    assert mentions(text, base) == found


@settings(max_examples=150, deadline=None)
@given(st.text(), BASES)
def test_any_text_is_read(text: str, base: str | None) -> None:
    _check(text, mentions(text, base))


NUMBERS = st.integers(100, 9999)


@settings(deadline=None)
@given(st.integers(1, 54), st.lists(NUMBERS, min_size=1, max_size=5, unique=True))
def test_an_item_stands_where_its_number_stands(title: int, numbers: list[int]) -> None:
    text = f"sections {', '.join(f'{n}(a)' for n in sorted(numbers))} of title {title}"
    items = [item for m in mentions(text) for item in m.items]
    assert [item.target for item in items] == [f"/us/usc/t{title}/s{n}/a" for n in sorted(numbers)]
    assert [text[item.start : item.end] for item in items] == [f"{n}(a)" for n in sorted(numbers)]


HOSTILE = [
    "§ ", "(", "section 1 ", "A v. ", "Alpha Beta ", "the agreement between the ", '"', "“", "a", "A", "1", "a-",
    "A.", "1-", "A'", "_", "First, ", "word ", "\n", "(a)(b)", "\n(a) x\n(1) y", "subsection (a) ",
    "paragraph (1) of ", "section 1, 2, ", "26 U.S.C. 6103(a), 6104 and ", "the Act of the Act ", "Foo & ", "Judge ",
    "Foo County ", "IRS, ", 'IRS ("A") ', "# ", "immigrant group ", "the motion to the a ", "State of Texas ",
    "Texas Department of Foo, Bar and ", "—", ". ", "Inc. ", "x (@foo) May 1, 2020\n",
    "John Smith ", "John ", "Smith was arrested. ", "Gary and ", "Smith Railroad ", "FRCP 23, ", "Rule 23 ",
    "Dayton and ",     "cities of ", "sued ", "Harbor Watch of Ohio and ", "of the Federal Rules ", "Officer ", "St. ",
    "memorandum of understanding between IRS and DHS ", "IRS announced an agreement with ",
]  # fmt: skip


def _seconds(text: str, base: str | None) -> float:
    best = float("inf")
    for _ in range(3):
        begin = time.process_time()
        find_mentions(read_text(document(text, base)))
        best = min(best, time.process_time() - begin)
    return best


@pytest.mark.parametrize("base", [None, "/us/usc/t26/s6103"])
@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_text_and_not_with_its_square(piece: str, base: str | None) -> None:
    """Eight times the text: eight times the CPU where it grows with the text, 64 times where with its square."""
    small, large = (piece * (size // len(piece)) for size in (10_000, 80_000))
    mentions("Roe v. Wade, 410 U.S. 113 (1973), the IRS and the ADA")  # imports and gazetteers
    first, second = _seconds(small, base), _seconds(large, base)
    assert second < max(24 * first, 0.5)


def test_a_thousand_definitions_take_no_thousand_passes() -> None:
    names = [f"{chr(65 + i // 26 % 26)}{chr(65 + i % 26)}{chr(65 + i // 676)}" for i in range(1000)]
    small, large = (
        "\n".join(f"the Internal Revenue Service ({name})" for name in names[:count]) for count in (125, 1000)
    )
    assert _seconds(large, None) < max(24 * _seconds(small, None), 0.5)

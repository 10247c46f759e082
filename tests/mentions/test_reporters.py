"""Our scan for reporters finds what eyecite finds, on texts of our own."""

import pytest
from eyecite import get_citations
from eyecite.models import FullCaseCitation, FullJournalCitation, ShortCaseCitation
from reporters_db import REPORTERS

from benchmarks.opinions import opinion
from kg.mentions.reporter_tokens import read_tokens
from kg.mentions.reporters import find_reported
from kg.mentions.scan import Scan
from kg.text import fold


def eyecites(text: str) -> list[tuple[int, int]]:
    kinds = (FullCaseCitation, ShortCaseCitation, FullJournalCitation)
    return sorted((c.token.start, c.token.end) for c in get_citations(text) if isinstance(c, kinds))


def ours(text: str) -> list[tuple[int, int]]:
    return [(cite.start, cite.end) for cite in find_reported(Scan(text))]


def every_reporter() -> list[str]:
    """The usual name of each reporter that eyecite knows, and its variants; not those that are misprints."""
    names = {name for group in REPORTERS.values() for one in group for name in (*one["editions"], *one["variations"])}
    return sorted(fold(name) for name in names if name[0].isupper() and name not in ("Mar.", "Dec."))


TEMPLATES = [
    "In Gray v. Moss, 12 {} 345 (1950), it stands.",
    "Here 12 {}, at 345, stands.",
    "Here 12 {} at p. 345 stands.",
]


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_reporter_is_looked_for(template: str) -> None:
    text = "\n\n".join(template.format(name) for name in every_reporter())
    lost = {(token.start, token.end) for token in read_tokens(text)} - set(ours(text))
    assert [text[start:end] for start, end in lost if text[start].isdecimal()] == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_reporters_are_found_as_eyecite_finds_them(template: str) -> None:
    for name in every_reporter()[::60]:
        text = template.format(name)
        assert [span for span in eyecites(text) if text[span[0]].isdecimal()] == [
            span for span in ours(text) if text[span[0]].isdecimal()
        ]


def test_an_opinion_has_the_same_citations() -> None:
    text = opinion(6_000)
    assert ours(text) == eyecites(text)


def test_offsets_hold_in_text_that_is_not_plain() -> None:
    text = fold("The café — “Peña” — ¶ 5 § 6 … 410 U.S. 113 …")
    (cite,) = find_reported(Scan(text))
    assert text[cite.start : cite.end] == "410 U.S. 113"

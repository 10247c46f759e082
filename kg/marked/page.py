"""One HTML file that needs nothing else and asks for nothing: the texts, and beside each what it refers to."""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from importlib.resources import files
from itertools import chain, islice
from typing import Final

from kg.listing import Listed
from kg.marked.entries import Entry, citation_or_id, entries_of, flag_words, kind_of
from kg.marked.segments import segments_of
from kg.references import Reference

MOST_TARGETS: Final = 6
"""Targets that the words over a mark name; a range may have hundreds."""
MOST_PLACES: Final = 24
"""Places of one law that the list links."""
TITLE: Final = "References to law"
_TINTS: Final = {
    "cfr": "regulation",
    "fr": "regulation",
    "eo": "regulation",
    "case": "case",
    "const": "constitution",
    "state": "state",
}
_LEGEND: Final = (
    ("statute", "statutes"),
    ("regulation", "regulations and orders"),
    ("constitution", "the Constitution"),
    ("case", "cases"),
    ("state", "state law"),
    ("unverified", "not in the inventory of the law"),
)


def marked_page(documents: Iterable[Listed]) -> Iterator[str]:
    """The page in pieces, document by document; the same documents give the same text."""
    rest = iter(documents)
    first = list(islice(rest, 2))
    alone = len(first) == 1
    yield _head(_name(first[0]) if alone else TITLE)
    total = 0
    for number, listed in enumerate(chain(first, rest), start=1):
        total += len(listed.references)
        yield from _article(number, listed, alone=alone)
    documents_read = "1 document" if alone else f"{number if first else 0} documents"
    yield f"</main>\n<footer>{_plural(total, 'reference')} in {documents_read}.</footer>\n</body>\n</html>\n"


def _head(title: str) -> str:
    style = (files("kg.marked") / "page.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    legend = "".join(f'<li><span class="ref {tint}">{words}</span></li>' for tint, words in _LEGEND)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="statute-kg">
<title>{_text(title)}</title>
<link rel="icon" href="data:,">
<style>{style}</style>
</head>
<body>
<header>
<h1><bdi>{_text(title)}</bdi></h1>
<ul class="legend" aria-label="What the marks mean">{legend}</ul>
</header>
<main>
"""


def _article(number: int, listed: Listed, *, alone: bool) -> Iterator[str]:
    groups = entries_of(listed.references)
    entries = [entry for _, members in groups for entry in members]
    anchors = {entry.target: f"d{number}e{place}" for place, entry in enumerate(entries)}
    links = {entry.target: entry.link or f"#{anchors[entry.target]}" for entry in entries}
    named = _text(_name(listed))
    heading = "" if alone else f"<h2><bdi>{named}</bdi></h2>\n"
    where = f"<bdi>{_text(listed.doc_id)}</bdi> · " if listed.title else ""
    summary = (
        f"{_plural(len(listed.references), 'reference')} to {_plural(len(entries), 'law or case', 'laws and cases')}"
    )
    yield f'<article aria-label="{named}">\n{heading}<p class="sub">{where}{summary}</p>\n<div class="columns">\n'
    yield f'<div class="text">{"".join(_marked(number, listed, links))}</div>\n'
    yield f'<nav class="list" aria-label="References of {named}">\n' if entries else ""
    for title, members in groups:
        yield f"<h3>{title}</h3>\n<ul>\n"
        yield from (_entry(number, entry, anchors[entry.target]) for entry in members)
        yield "</ul>\n"
    yield "</nav>\n" if entries else ""
    yield "</div>\n</article>\n"


def _marked(number: int, listed: Listed, links: Mapping[str, str]) -> Iterator[str]:
    for start, end, cover in segments_of(len(listed.text), listed.references):
        words = _text(listed.text[start:end])
        if not cover:
            yield words
            continue
        tint, address, over = _tint(cover[0]), escape(links[cover[0].target]), _text(_over(cover))
        yield f'<a class="ref {tint}" id="d{number}p{start}" href="{address}" title="{over}">{words}</a>'


def _entry(number: int, entry: Entry, anchor: str) -> str:
    citation = f"<bdi>{_text(entry.citation)}</bdi>"
    if entry.link:
        citation = f'<a href="{escape(entry.link)}">{citation}</a>'
    flags = "".join(f' <span class="flag">{_text(flag)}</span>' for flag in entry.flags)
    shown = entry.starts[:MOST_PLACES]
    places = " ".join(
        f'<a href="#d{number}p{start}" aria-label="place {place} of {_text(entry.citation)}">{place}</a>'
        for place, start in enumerate(shown, start=1)
    )
    more = f" and {len(entry.starts) - len(shown):,} more" if len(entry.starts) > len(shown) else ""
    return (
        f'<li id="{anchor}">{citation}{flags} <code>{_text(entry.target)}</code>'
        f' <span class="places">in the text: {places}{more}</span></li>\n'
    )


def _over(cover: Sequence[Reference]) -> str:
    """What stands over a mark: the citations and ids of its targets."""
    named = [_described(reference) for reference in cover[:MOST_TARGETS]]
    more = [f"and {len(cover) - len(named):,} more"] if len(cover) > len(named) else []
    return "; ".join(named + more)


def _described(reference: Reference) -> str:
    flags = flag_words(reference.flags)
    return f"{citation_or_id(reference.target)} {reference.target}" + (f" ({', '.join(flags)})" if flags else "")


def _tint(reference: Reference) -> str:
    tint = _TINTS.get(kind_of(reference.target), "statute")
    return f"{tint} unverified" if "unverified" in reference.flags else tint


def _name(listed: Listed) -> str:
    return listed.title or listed.doc_id


def _plural(count: int, one: str, many: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def _text(text: str) -> str:
    """Escaped, and without the characters that are in no HTML document (https://www.w3.org/TR/xml/#charsets)."""
    return escape(text.translate(_NO_CHARACTERS))


_CONTROLS: Final = (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF)
_NO_CHARACTERS: Final = dict.fromkeys(_CONTROLS, "\ufffd")

"""The page of references: every one marked once and linked, nothing of the text obeyed."""

import html
import re

import pytest

from kg.listing import Listed
from kg.marked import marked_page
from kg.marked.segments import segments_of
from kg.references import Reference

TAX = "/us/usc/t26/s6103"
HOSTILE = "</div><script>alert(1)</script> & \x00\x1b[31m \u202e"


def at(start: int, end: int, target: str = TAX, *flags: str) -> Reference:
    return Reference(start=start, end=end, target=target, flags=flags)


def listed(text: str, *references: Reference, doc_id: str = "a.txt", title: str | None = None) -> Listed:
    return Listed(doc_id=doc_id, title=title, text=text, references=references)


def page(*documents: Listed) -> str:
    return "".join(marked_page(documents))


def plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


SEGMENTS: list[tuple[list[tuple[int, int]], list[tuple[int, int, list[tuple[int, int]]]]]] = [
    ([], [(0, 10, [])]),
    ([(2, 4)], [(0, 2, []), (2, 4, [(2, 4)]), (4, 10, [])]),
    ([(0, 10)], [(0, 10, [(0, 10)])]),
    ([(1, 3), (1, 3)], [(0, 1, []), (1, 3, [(1, 3), (1, 3)]), (3, 10, [])]),
    ([(1, 8), (3, 5)], [(0, 1, []), (1, 3, [(1, 8)]), (3, 5, [(3, 5)]), (5, 8, [(1, 8)]), (8, 10, [])]),
    ([(1, 5), (3, 8)], [(0, 1, []), (1, 3, [(1, 5)]), (3, 5, [(1, 5)]), (5, 8, [(3, 8)]), (8, 10, [])]),
    ([(4, 4)], [(0, 10, [])]),
]  # fmt: skip


@pytest.mark.parametrize(("spans", "expected"), SEGMENTS)
def test_segments(spans: list[tuple[int, int]], expected: list[tuple[int, int, list[tuple[int, int]]]]) -> None:
    found = segments_of(10, [at(*span) for span in spans])

    assert [(start, end, [(r.start, r.end) for r in cover]) for start, end, cover in found] == expected


def test_a_reference_is_marked_linked_and_listed() -> None:
    markup = page(listed("Under 26 U.S.C. 6103(i), too.", at(6, 23, f"{TAX}/i", "et_seq"), title="A title"))

    mark = re.search(r'<a class="ref statute" id="d1p6" href="([^"]+)" title="([^"]+)">([^<]+)</a>', markup)
    assert mark and mark[3] == "26 U.S.C. 6103(i)"
    assert html.unescape(mark[1]).startswith("https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title26")
    assert mark[2] == f"26 U.S.C. § 6103(i) {TAX}/i (et seq.)"
    entry = re.search(r'<li id="d1e0">.*?</li>', markup, re.DOTALL)
    assert entry and 'href="#d1p6"' in entry[0] and f"<code>{TAX}/i</code>" in entry[0]
    assert "<h1><bdi>A title</bdi></h1>" in markup and "1 reference to 1 law or case" in markup


def test_every_place_that_is_linked_is_there() -> None:
    markup = page(
        listed("one two three four", at(0, 3), at(4, 13, "/us/case/x/a-v-b"), at(8, 13), at(8, 13, "/us/pl/91/190")),
        listed("one", at(0, 3, "/us/pl/91/190")),
    )

    ids = re.findall(r' id="([^"]+)"', markup)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', markup)) <= set(ids)


@pytest.mark.parametrize("references", [(), (at(0, 6), at(3, 20), at(8, 9, "/us/usc/t1/s" + HOSTILE))])
def test_nothing_of_a_document_is_obeyed(references: tuple[Reference, ...]) -> None:
    markup = page(listed(HOSTILE, *references, doc_id=HOSTILE, title=HOSTILE))

    assert "<script" not in markup and "\x00" not in markup and "\x1b" not in markup
    body = re.search(r'<div class="text">(.*?)</div>', markup, re.DOTALL)
    assert body and plain(body[1]) == HOSTILE.replace("\x00", "\ufffd").replace("\x1b", "\ufffd")


def test_the_page_allows_nothing_but_its_own_style() -> None:
    markup = page(listed("x"))

    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', markup)
    assert policy and policy[1].startswith("default-src 'none'; style-src 'sha256-")
    assert markup.count("<style>") == 1 and "style=" not in markup and "src=" not in markup


def test_a_range_names_a_few_of_its_sections_and_counts_the_rest() -> None:
    markup = page(listed("sections 1 to 40", *(at(0, 16, f"/us/usc/t5/s{number}") for number in range(1, 41))))

    title = re.search(r'title="([^"]+)"', markup)
    assert title and title[1].count("/us/usc/") == 6 and title[1].endswith("; and 34 more")


def test_no_documents_and_no_references() -> None:
    assert "0 references in 0 documents." in page()
    assert "<nav" not in page(listed("Nothing here."))

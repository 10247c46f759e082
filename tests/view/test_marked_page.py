"""The page of references in a browser: nothing blocked, nothing fetched, axe-core finds nothing."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from kg.document import Document
from kg.listing import list_document
from kg.marked import marked_page

Open = Any
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
TEXTS = (
    "The alliance relies on 26 U.S.C. § 6103(i)(2), 5 U.S.C. 552a, 40 CFR part 82 and Pub. L. 91-190.",
    "See U.S. Const. art. I, § 8, cl. 3; 81 Fed. Reg. 82272; 410 U.S. 113; Cal. Civ. Code § 1946.2.",
)


@pytest.fixture(scope="module")
def markup() -> bytes:
    documents = (Document(source=f"{n}.txt", format="text", text=text) for n, text in enumerate(TEXTS))
    return "".join(marked_page(map(list_document, documents))).encode()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
def test_axe_finds_nothing(open_page: Open, markup: bytes, theme: str, width: int) -> None:
    watched = open_page(markup, color_scheme=theme, width=width, height=800, bypass_csp=True)
    found = Axe().run(watched.page, options={**RULES, "resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()


def test_the_style_is_allowed_and_a_place_in_the_list_leads_to_its_mark(open_page: Open, markup: bytes) -> None:
    page = open_page(markup, width=1280, height=800).page
    assert page.locator("article").first.evaluate("(e) => getComputedStyle(e).borderTopStyle") == "solid"

    page.locator(".places a").first.click()

    assert page.locator("a.ref:target").count() == 1

"""axe-core finds nothing, in either theme and in each state of the page that a reader meets."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Open = Any
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def overview(page: Page) -> None:
    page.locator("summary").first.click()


def node(page: Page) -> None:
    page.keyboard.press("/")
    page.locator("#search").fill("IRS–DHS")
    page.keyboard.press("Enter")


def edge(page: Page) -> None:
    page.locator("#panel .statement").first.click()


def menus(page: Page) -> None:
    for name in ("narrow", "relations", "save"):
        page.locator(f"#{name}").evaluate("(e) => { e.hidden = false; }")


def results(page: Page) -> None:
    page.locator("#search").fill("irs")


def route(page: Page) -> None:
    node(page)
    page.get_by_role("button", name="Path to …").click()
    page.keyboard.press("/")
    page.locator("#search").fill("hallam")
    page.keyboard.press("Enter")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", [overview, node, edge, menus, results, route])
def test_axe_finds_nothing(open_page: Open, sample_page: bytes, theme: str, state: Callable[[Page], None]) -> None:
    watched = open_page(sample_page, color_scheme=theme, bypass_csp=True)
    state(watched.page)
    found = Axe().run(watched.page, options={**RULES, "resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()


def test_axe_finds_nothing_on_a_telephone(open_page: Open, sample_page: bytes) -> None:
    watched = open_page(sample_page, width=400, height=800, bypass_csp=True)
    watched.page.click("#more")
    found = Axe().run(watched.page, options={**RULES, "resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()


def test_axe_would_find_something(open_page: Open) -> None:
    """The check itself works: a page with a fault has one."""
    watched = open_page(b"<!doctype html><html lang=en><title>x</title><main><h1>x</h1><img src='data:,'></main>")
    assert Axe().run(watched.page).violations_count > 0

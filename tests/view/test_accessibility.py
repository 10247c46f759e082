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


STOPS = """() => [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")]
  .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled)
  .map((e) => { e.dataset.stop = "1"; return e; }).length"""
HERE = """() => {
  const e = document.activeElement;
  const seen = getComputedStyle(e);
  const ring = seen.outlineStyle !== "none" && parseFloat(seen.outlineWidth) >= 2;
  const fresh = e.dataset.stop === "1";
  e.dataset.stop = "0";
  return [fresh, ring || e.id === "panel", e.outerHTML.slice(0, 90)];
}"""


@pytest.mark.parametrize("width", [400, 1440])
def test_the_tab_key_reaches_every_control_once_and_shows_where_it_is(
    open_page: Open, sample_page: bytes, width: int
) -> None:
    page = open_page(sample_page, width=width, height=900).page
    count = int(page.evaluate(STOPS))
    assert count > 25
    for _ in range(count):
        page.keyboard.press("Tab")
        fresh, ring, words = page.evaluate(HERE)
        assert fresh, f"twice or hidden: {words}"
        assert ring, f"no ring: {words}"

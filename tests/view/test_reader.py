"""The examples' page as a journalist opens it: who challenged what, what the court said, which sentence says so."""

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from kg.cli import main as kg
from kg.extraction import read_extractions
from kg.graph import Graph, build_graph
from kg.view import render_page

Open = Any
EXAMPLES = Path(__file__).parents[2] / "examples" / "rental-records"
CHALLENGER, AGREEMENT, LAW = "Harborlight Tenants Alliance", "MOU 847-26-014", "26 U.S.C. § 6103"
COURT, JUDGE = "U.S. District Court for the District of Maryland", "Eleanor Whitcombe"
HELD = f"The {COURT} held that the agreement does not violate {LAW}."
SENTENCE = "The Court therefore holds that the Memorandum does not violate section 6103."
OPINION = "Harborlight Tenants Alliance v. Social Security Administration · April 14, 2026"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def examples() -> Graph:
    done = CliRunner().invoke(kg, ["extract", str(EXAMPLES)], catch_exceptions=False)
    return build_graph(read_extractions(done.stdout.splitlines()))


@pytest.fixture(scope="module")
def page_of_examples(examples: Graph) -> bytes:
    return render_page(examples, title="What the documents say")


def in_first_screen(page: Page, selector: str) -> bool:
    """Whether the whole element stands in the window, without scrolling anything."""
    inside = """(e) => {
      const box = e.getBoundingClientRect();
      const frame = (e.closest("#panel") || document.documentElement).getBoundingClientRect();
      return box.top >= 0 && box.bottom <= Math.min(innerHeight, frame.bottom) && box.height > 0;
    }"""
    return bool(page.locator(selector).first.evaluate(inside))


def test_three_questions_are_answered_before_any_click(open_page: Open, page_of_examples: bytes) -> None:
    watched = open_page(page_of_examples)
    page = watched.page
    expect(page.locator("#finding a.challenged")).to_contain_text(f"{CHALLENGER} challenges {AGREEMENT}")
    expect(page.locator("#finding a.held")).to_have_text(HELD)
    told = page.locator("#panel .told").first
    expect(told.locator("h3")).to_have_text("What the court said")
    expect(told.locator("blockquote")).to_have_text(SENTENCE)
    expect(told.locator(".cite")).to_contain_text(OPINION)
    for selector in ("#finding", "#panel .told blockquote", "#panel .told .cite", "#contested"):
        assert in_first_screen(page, selector), selector
    assert watched.faults() == []


@pytest.mark.parametrize("width", [400, 768])
def test_on_a_small_screen_the_sentence_is_one_click_away(open_page: Open, page_of_examples: bytes, width: int) -> None:
    page = open_page(page_of_examples, width=width, height=800).page
    assert in_first_screen(page, "#finding") and in_first_screen(page, "#contested")
    page.locator("#finding a.held").click()
    expect(page.locator("#panel blockquote").first).to_have_text(SENTENCE)
    expect(page.locator("#panel .kicker")).to_have_text("Not established: denied")
    expect(page.locator("#panel .triple .relation")).to_contain_text("violates (denied)")
    assert in_first_screen(page, "#panel blockquote")


def test_every_sentence_opens_the_statement_it_tells(open_page: Open, page_of_examples: bytes) -> None:
    page = open_page(page_of_examples).page
    links = page.locator("#finding a")
    ends = [(CHALLENGER, AGREEMENT), (AGREEMENT, LAW), (AGREEMENT, "Privacy Act of 1974")]
    expect(links).to_have_count(len(ends))
    for at, pair in enumerate(ends):
        links.nth(at).click()
        expect(page.locator("#panel .triple .node")).to_have_text(list(pair))
        state = page.url.partition("#")[2]
        assert state.startswith((links.nth(at).get_attribute("href") or "")[1:])  # as a link it leads to the same
    assert page.locator("#panel blockquote").count() > 0


def test_the_keyboard_alone_opens_the_sentence(open_page: Open, page_of_examples: bytes) -> None:
    page = open_page(page_of_examples).page
    page.locator("#finding a.held").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_focused()
    expect(page.locator("#panel blockquote").first).to_have_text(SENTENCE)
    expect(page.locator("#says")).to_have_text(f"{AGREEMENT} violates {LAW}, denied")


def test_without_a_script_the_finding_is_read_and_its_sentence_is_in_the_table(
    open_page: Open, page_of_examples: bytes
) -> None:
    page = open_page(page_of_examples, java_script_enabled=False).page
    expect(page.locator("#finding")).to_contain_text(HELD)
    page.locator("summary").first.click()
    expect(page.locator("td.quote", has_text=SENTENCE).first).to_be_visible()


def shown_words(page: Page, folder: Path) -> tuple[list[tuple[str, float, float]], tuple[float, float]]:
    """The words of the picture with their places, and its size."""
    page.click("#save-button")
    with page.expect_download() as waiting:
        page.click("[data-save=svg]")
    path = folder / "picture.svg"
    waiting.value.save_as(path)
    svg = ElementTree.parse(path).getroot()  # noqa: S314  (our own page wrote it)
    words = [(e.text or "", float(e.get("x", 0)), float(e.get("y", 0))) for e in svg.iter(f"{SVG}text")]
    return words, (float(svg.get("width", 0)), float(svg.get("height", 0)))


@pytest.mark.parametrize("width", [320, 400, 768, 1440])
def test_who_matters_has_a_label_in_the_frame(
    open_page: Open, page_of_examples: bytes, tmp_path: Path, width: int
) -> None:
    page = open_page(page_of_examples, width=width, height=900).page
    words, (right, bottom) = shown_words(page, tmp_path)
    text = " ".join(word for word, _, _ in words).replace("\xa0", " ")
    for name in (CHALLENGER, AGREEMENT, LAW, JUDGE, "U.S. District Court"):
        assert name in text, name
    for word, x, y in words:
        half = 2.4 * len(word)  # less than any letter of this size is wide, on average
        assert half <= x <= right - half and 8 <= y <= bottom, word


def test_a_telephone_begins_with_few_names_and_shows_all_when_asked(
    open_page: Open, page_of_examples: bytes, tmp_path: Path
) -> None:
    watched = open_page(page_of_examples, width=400, height=800)
    page = watched.page
    picture, rest = page.locator("#picture"), page.locator("#rest")
    expect(picture).to_have_attribute("data-nodes", "16")
    waiting = int(re.findall(r"\d+", rest.inner_text())[0])
    rest.click()
    expect(picture).to_have_attribute("data-nodes", str(16 + waiting))
    expect(rest).to_have_text("Show fewer")
    assert "all=1" in page.url
    rest.click()
    expect(picture).to_have_attribute("data-nodes", "16")
    page.locator("#search").fill("Winter")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_contain_text("Winter")
    expect(picture).to_have_attribute("data-nodes", str(16 + waiting))  # what is chosen is seen
    assert watched.faults() == []


def test_a_wide_screen_has_no_such_button(open_page: Open, page_of_examples: bytes) -> None:
    watched = open_page(page_of_examples)
    expect(watched.page.locator("#rest")).to_be_hidden()
    watched.page.set_viewport_size({"width": 400, "height": 800})
    expect(watched.page.locator("#rest")).to_be_visible()
    expect(watched.page.locator("#picture")).to_have_attribute("data-nodes", "16")


def test_details_are_in_plain_english(open_page: Open, page_of_examples: bytes, examples: Graph) -> None:
    page = open_page(page_of_examples).page
    provisional = [e for e in examples.entities if ("provisional", True) in e.properties]
    assert provisional
    for entity in [*provisional[:3], *(e for e in examples.entities if e.name in (AGREEMENT, LAW, JUDGE))]:
        page.keyboard.press("/")
        page.locator("#search").fill(entity.id)
        page.keyboard.press("Enter")
        panel = page.locator("#panel")
        expect(panel.locator("h2")).to_have_text(entity.name)
        words = " ".join(panel.locator(".kicker, dl, .actions").all_inner_texts())
        assert words and not re.search(r"Provisional|\bTrue\b|\bmou\b|Level|_|/us/", words), words
        page.locator("#panel details.id summary").click()
        expect(panel.locator("code")).to_have_text(entity.id)


def test_what_a_statute_cites_and_what_cites_it(open_page: Open, examples: Graph) -> None:
    law = "/us/usc/t42/s1306"
    page = open_page(render_page(examples, title="x", focus={law})).page
    panel = page.locator("#panel")
    expect(panel.locator("h2")).to_have_text("42 U.S.C. § 1306")
    expect(panel.locator(".heading")).to_contain_text("Disclosure of information")
    for words, ends in (
        ("Cites", {e.object for e in examples.edges if e.relation == "CITES" and e.subject == law}),
        ("Is cited by", {e.subject for e in examples.edges if e.relation == "CITES" and e.object == law}),
    ):
        section = panel.locator("section", has=page.get_by_role("heading", name=words, exact=True))
        expect(section.locator("button.node")).to_have_count(len(ends))
        assert ends and section.locator("blockquote").count() == len(ends)

"""The page in a real browser: what is drawn, what is read, what is not done."""

from collections import Counter
from typing import Any

import networkx as nx
import pytest
from playwright.sync_api import expect

from kg.graph import Graph
from kg.view.model import build_view
from kg.view.palette import STYLES, style_of
from kg.view.selection import select

Open = Any
DARK_CONTESTED, LIGHT_CONTESTED = "#f08cb2", "#a3355f"


def shown_nodes(graph: Graph) -> Counter[str]:
    selection = select(build_view(graph))
    return Counter(n.type for n in selection.nodes if n.id not in selection.hidden())


def close(colours: Counter[str], wanted: str, within: int = 2) -> int:
    """Pixels whose colour is the wanted one, give or take the rounding of the canvas."""
    parts = [int(wanted[at : at + 2], 16) for at in (1, 3, 5)]
    return sum(
        count
        for colour, count in colours.items()
        if colour != "clear"
        and all(abs(int(colour[at : at + 2], 16) - part) <= within for at, part in zip((1, 3, 5), parts, strict=True))
    )


def search(page: Any, text: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("options", [{}, {"offline": True}, {"color_scheme": "dark"}])
def test_it_asks_for_nothing_and_draws(
    open_page: Open, sample_page: bytes, graph: Graph, options: dict[str, Any]
) -> None:
    watched = open_page(sample_page, **options)
    colours = watched.colours()
    for type in shown_nodes(graph):
        style = style_of(type)
        wanted = style.dark if "color_scheme" in options else style.light
        assert close(colours, wanted) > 30, type
    assert watched.faults() == []


def test_it_draws_over_http_where_nothing_else_answers(open_page: Open, sample_page: bytes) -> None:
    watched = open_page(b"<title>before</title>")
    watched.context.route(
        "**/*",
        lambda route: (
            route.fulfill(body=sample_page, content_type="text/html")
            if route.request.url == "http://kg.test/"
            else None
        ),
    )
    watched.requests.clear()
    watched.address = "http://kg.test/"
    watched.page.goto(watched.address)
    watched.settle()
    assert close(watched.colours(), STYLES["Case"].light) > 30
    assert watched.faults() == []


def test_the_legend_counts_what_is_drawn(open_page: Open, sample_page: bytes, graph: Graph) -> None:
    page = open_page(sample_page).page
    plurals: dict[str, int] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('.legend button')].map((b) =>
        [b.querySelector('path').getAttribute('d'), Number(b.querySelector('.count').textContent)]))"""
    )
    assert plurals == {style_of(type).path: count for type, count in shown_nodes(graph).items()}
    selection = select(build_view(graph))
    plain = [e for e, layer in zip(selection.edges, selection.edge_layers, strict=True) if not e.mark and not layer]
    assert int(page.get_attribute("#picture", "data-edges") or 0) == len(plain)


def test_the_counts_are_those_of_networkx(open_page: Open, graph: Graph, sample_page: bytes) -> None:
    """Of the plain statements beside citations and the structure of the law, counted without any code of the page."""
    law = {e.id for e in graph.entities if {"Statute", "Regulation", "Constitution", "Bill"} & {*e.labels}}
    told: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for claim in graph.claims:
        if claim.polarity == "affirmed" and claim.status in ("asserted", "held"):
            told.add_edge(claim.subject, claim.object, key=claim.relation)
    structure = [
        (a, b, relation)
        for a, b, relation in told.edges(keys=True)
        if relation in ("PART_OF", "CITES") and (a.startswith("/doc/") or {a, b} <= law)
    ]
    told.remove_edges_from(structure)
    contested = {
        end for c in graph.claims if not c.is_plain for end in (c.subject, c.object)
    }  # their lines wait, they do not
    seen = {node for node, degree in told.degree() if degree} | contested
    picture = open_page(sample_page).page.locator("#picture")
    expect(picture).to_have_attribute("data-edges", str(told.number_of_edges()))
    expect(picture).to_have_attribute("data-nodes", str(len(seen)))


def test_a_type_can_be_switched_off(open_page: Open, sample_page: bytes) -> None:
    watched = open_page(sample_page)
    button = watched.page.locator(".legend button", has_text="Courts")
    assert close(watched.colours(), STYLES["Court"].light) > 30
    button.click()
    watched.settle()
    assert close(watched.colours(), STYLES["Court"].light) == 0
    expect(button).to_have_attribute("aria-pressed", "false")


def test_relations_can_be_switched_off(open_page: Open, sample_page: bytes, graph: Graph) -> None:
    page = open_page(sample_page).page
    before = int(page.get_attribute("#picture", "data-edges") or 0)
    page.click("#relations-button")
    page.get_by_label("is party to").uncheck()
    parties = [e for e in graph.edges if e.relation == "PARTY_TO"]
    assert int(page.get_attribute("#picture", "data-edges") or 0) == before - len(parties)
    page.keyboard.press("Escape")
    expect(page.locator("#relations")).to_be_hidden()


def test_what_is_denied_or_alleged_is_off_until_asked_for(open_page: Open, sample_page: bytes, graph: Graph) -> None:
    watched = open_page(sample_page)
    button = watched.page.locator("#contested")
    expect(button).to_contain_text("3 denied, 6 alleged, 5 more: show")
    before = int(watched.page.get_attribute("#picture", "data-edges") or 0)
    assert close(watched.colours(), LIGHT_CONTESTED) == 0
    button.click()
    watched.settle()
    marked = [e for e in build_view(graph).edges if e.mark]
    assert int(watched.page.get_attribute("#picture", "data-edges") or 0) == before + len(marked)
    assert close(watched.colours(), LIGHT_CONTESTED) > 30
    button.click()
    watched.settle()
    assert close(watched.colours(), LIGHT_CONTESTED) == 0


def test_the_panel_of_a_denied_edge_says_so(open_page: Open, sample_page: bytes, sample: dict[str, Any]) -> None:
    watched = open_page(sample_page)
    panel = watched.page.locator("#panel")
    panel.locator(".statement").first.click()
    expect(panel.locator(".kicker")).to_have_text("Not established: denied")
    expect(panel.locator(".claim blockquote").first).to_have_text(sample["HELD"])
    expect(panel.locator("blockquote mark").nth(0)).to_have_text("the memorandum")
    expect(panel.locator("blockquote mark").nth(1)).to_have_text("Section 6103 of the Internal Revenue Code")
    expect(panel).to_contain_text("Held not to be so by Judge Ruth Hallam")
    expect(panel).to_contain_text("Denied in 2 documents")
    expect(panel).to_contain_text("The same, said otherwise")
    expect(panel).to_contain_text("Alleged by Centro Obrero del Valle")
    link = panel.locator(".cite a").first
    assert link.get_attribute("href") == "https://example.org/opinions/25-677"
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert watched.faults() == []


def test_the_panel_of_a_node_shows_its_quotes_and_what_disputes_it(
    open_page: Open, sample_page: bytes, sample: dict[str, Any]
) -> None:
    page = open_page(sample_page).page
    search(page, "IRS–DHS")
    panel = page.locator("#panel")
    expect(panel.locator("h2")).to_have_text("IRS–DHS Memorandum of Understanding")
    expect(panel.locator(".contested blockquote").first).to_have_text(sample["HELD"])
    expect(panel).to_contain_text(sample["PARTIES"])
    expect(panel).to_contain_text("/us/agreement/mou/dhs+irs/2025-04-07")
    expect(panel).to_be_focused()


def test_a_click_on_a_node_and_on_a_line_reads_them(open_page: Open, two_nodes: bytes) -> None:
    watched = open_page(two_nodes)
    left, right = watched.middle(STYLES["Agency"].light), watched.middle(STYLES["Agreement"].light)
    panel = watched.page.locator("#panel")
    watched.page.mouse.click(*left)
    expect(panel.locator("h2")).to_have_text("Harbor Agency")
    expect(panel.locator("blockquote")).to_have_text("The Harbor Agency is a party to the pact.")
    watched.page.keyboard.press("Escape")
    expect(panel.locator("h2")).to_have_text("Read the sentence behind every line")
    watched.page.wait_for_timeout(350)
    watched.page.mouse.click((left[0] * 2 + right[0]) / 3, (left[1] * 2 + right[1]) / 3)
    expect(panel.locator(".kicker")).to_have_text("Statement")
    expect(panel.locator("blockquote")).to_have_text("The Harbor Agency is a party to the pact.")
    assert watched.faults() == []


def test_a_double_click_shows_the_neighbours_only(open_page: Open, sample_page: bytes) -> None:
    watched = open_page(sample_page)
    search(watched.page, "Meridian Labs")
    watched.page.locator("#picture").focus()
    watched.page.keyboard.press("f")
    expect(watched.page.locator("#picture")).to_have_attribute("data-nodes", "2")
    watched.page.locator("#unfocus").click()
    assert int(watched.page.get_attribute("#picture", "data-nodes") or 0) > 40


def test_the_keyboard_alone_reaches_a_quote(open_page: Open, sample_page: bytes, graph: Graph) -> None:
    watched = open_page(sample_page)
    page = watched.page
    page.locator("#picture").focus()
    page.keyboard.press("ArrowRight")
    first = page.locator("#panel h2").inner_text()
    for key in ("ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_focused()
    assert first
    quotes = {e.quote for c in graph.claims for e in c.evidence}
    assert set(page.locator("#panel blockquote").all_inner_texts()) <= quotes
    assert page.locator("#panel blockquote").count() > 0
    page.keyboard.press("Escape")
    expect(page.locator("#picture")).to_be_focused()
    assert watched.faults() == []


def test_search_finds_names_ids_and_quotes_by_keyboard(open_page: Open, sample_page: bytes) -> None:
    page = open_page(sample_page).page
    found = page.locator("#found [role=option]")
    for text, first in (
        ("hallam", "Judge Ruth Hallam"),
        ("25-cv-00677", "Centro Obrero del Valle v. Commissioner"),
        ("ninety days", "for more than ninety days"),
    ):
        page.keyboard.press("/")
        page.locator("#search").fill(text)
        expect(found.first).to_contain_text(first)
    page.keyboard.press("Enter")
    expect(page.locator("#panel .triple")).to_contain_text("enjoins")
    page.keyboard.press("/")
    page.locator("#search").fill("commission")
    expect(found.nth(1)).to_be_visible()
    second = found.nth(1).locator(".name").inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text(second)


def test_what_is_not_drawn_can_still_be_read(open_page: Open, crowd: bytes) -> None:
    watched = open_page(crowd)
    expect(watched.page.locator("#picture")).to_have_attribute("data-nodes", "300")
    search(watched.page, "Agency 399")
    expect(watched.page.locator("#panel")).to_contain_text("Not drawn in the picture")
    assert watched.faults() == []


def test_the_theme_button_changes_the_picture(open_page: Open, sample_page: bytes) -> None:
    watched = open_page(sample_page)
    watched.page.click("#theme")
    watched.settle()
    assert close(watched.colours(), STYLES["Case"].dark) > 30
    assert watched.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 24, 29)"
    expect(watched.page.locator("#theme")).to_have_attribute("aria-pressed", "true")


def test_without_javascript_there_is_the_table(open_page: Open, sample_page: bytes, graph: Graph) -> None:
    page = open_page(sample_page, java_script_enabled=False).page
    expect(page.get_by_text("The picture needs JavaScript")).to_be_visible()
    expect(page.locator("#panel")).to_be_hidden()
    page.locator("summary").first.click()
    rows = page.locator("#table details").first.locator("tbody tr")
    assert rows.count() == len(graph.claims)
    expect(rows.first).to_be_visible()


@pytest.mark.parametrize("width", [320, 400, 768, 1440])
def test_nothing_scrolls_sideways(open_page: Open, sample_page: bytes, width: int) -> None:
    watched = open_page(sample_page, width=width, height=700)
    page = watched.page
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0
    search(page, "IRS–DHS")
    assert page.evaluate(wide) == 0
    page.keyboard.press("Escape")
    if width < 620:
        page.click("#more")
        page.click("#relations-button")
    page.locator("summary").first.click()
    assert page.evaluate(wide) == 0
    assert watched.faults() == []


def test_on_a_telephone_the_details_are_a_sheet(open_page: Open, sample_page: bytes) -> None:
    page = open_page(sample_page, width=400, height=800, has_touch=True).page
    search(page, "Meridian")
    box = page.locator("#panel").bounding_box()
    assert box is not None and box["y"] > 300 and round(box["y"] + box["height"]) == 800
    page.locator("#panel .close").click()
    expect(page.locator("#panel")).not_to_have_class("panel js open")


def test_every_control_has_a_name(open_page: Open, sample_page: bytes) -> None:
    page = open_page(sample_page).page
    named = "(e) => e.getAttribute('aria-label') || e.textContent.trim() || e.closest('label')"
    controls = "[...document.querySelectorAll('button, input, a, summary, [tabindex]')]"
    assert page.evaluate(f"{controls}.filter((e) => !({named})(e)).map((e) => e.outerHTML)") == []

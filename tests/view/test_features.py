"""What a reader does with the page in a real browser: other layouts, filters, paths, saving, links back to a state."""

import csv
import io
import json
import re
import struct
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from playwright.sync_api import Page, expect

from kg.graph import Graph
from kg.view import render_page
from kg.view.frame import LAYOUTS
from kg.view.model import build_view

Open = Any


def number(page: Page, name: str) -> int:
    return int(page.get_attribute("#picture", name) or 0)


def search(page: Page, text: str) -> None:
    page.keyboard.press("/")
    page.locator("#search").fill(text)
    page.keyboard.press("Enter")


def save(page: Page, kind: str, folder: Path) -> Path:
    page.click("#save-button")
    with page.expect_download() as waiting:
        page.click(f"[data-save={kind}]")
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_layout_draws_the_same_and_keeps_what_is_chosen(open_page: Open, sample_page: bytes, layout: str) -> None:
    watched = open_page(sample_page)
    page = watched.page
    before = number(page, "data-nodes"), number(page, "data-edges")
    search(page, "hallam")
    page.click("[data-layout=layered]")
    page.click(f"[data-layout={layout}]")
    watched.settle()
    expect(page.locator("#panel h2")).to_have_text("Judge Ruth Hallam")
    expect(page.locator(f"[data-layout={layout}]")).to_have_attribute("aria-pressed", "true")
    assert (number(page, "data-nodes"), number(page, "data-edges")) == before
    assert len(watched.colours()) > 20
    assert watched.faults() == []


def test_the_state_is_in_the_address_and_comes_back(open_page: Open, sample_page: bytes) -> None:
    watched = open_page(sample_page)
    page = watched.page
    search(page, "hallam")
    page.click("[data-layout=timeline]")
    page.click("#contested")
    page.click("#theme")
    page.locator(".legend button", has_text="Courts").click()
    state = number(page, "data-nodes"), number(page, "data-edges"), page.url
    assert "#" in page.url and "Court" in page.url
    page.goto("about:blank")
    watched.address = state[2]
    page.goto(state[2])
    watched.settle()
    expect(page.locator("#panel h2")).to_have_text("Judge Ruth Hallam")
    expect(page.locator("[data-layout=timeline]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#contested")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#theme")).to_have_attribute("aria-pressed", "true")
    assert (number(page, "data-nodes"), number(page, "data-edges")) == state[:2]


def test_status_document_and_date_are_in_the_address_too(open_page: Open, sample_page: bytes) -> None:
    watched = open_page(sample_page)
    page = watched.page
    page.click("#narrow-button")
    page.get_by_label("held").uncheck()
    page.get_by_label("Court leaves the tax records agreement in place").uncheck()
    page.locator("#narrow input[type=date]").first.fill("2025-05-30")
    state = number(page, "data-nodes"), number(page, "data-edges"), page.url
    page.goto("about:blank")
    watched.address = state[2]
    page.goto(state[2])
    watched.settle()
    assert (number(page, "data-nodes"), number(page, "data-edges")) == state[:2]
    page.click("#narrow-button")
    expect(page.get_by_label("held")).not_to_be_checked()
    expect(page.get_by_label("Court leaves the tax records agreement in place")).not_to_be_checked()
    expect(page.locator("#narrow input[type=date]").first).to_have_value("2025-05-30")
    expect(page.locator("#narrow-button .count")).to_have_text("3 on")
    assert watched.complaints == []


@pytest.mark.parametrize(
    "fragment",
    [
        "#node=nothing&layout=%3Cb%3E&near=x|9&edge=|||&path=a|b",
        "#=&&&%",
        "#layers=x&types=|",
        "#from=x&to=2025&unread=99|-1|x",
    ],
)
def test_an_address_that_means_nothing_shows_the_page(open_page: Open, sample_page: bytes, fragment: str) -> None:
    watched = open_page(sample_page)
    watched.page.goto("about:blank")
    watched.address += fragment
    watched.page.goto(watched.address)
    watched.settle()
    expect(watched.page.locator("#panel h2")).to_have_text("Read the sentence behind every line")
    assert watched.complaints == []


def test_layers_wait_until_they_are_asked_for(open_page: Open, sample_page: bytes) -> None:
    watched = open_page(sample_page)
    page = watched.page
    nodes, edges = number(page, "data-nodes"), number(page, "data-edges")
    button = page.locator("#layer-citing")
    expect(button).to_contain_text("citations by documents: show")
    button.click()
    expect(button).to_contain_text("hide")
    assert number(page, "data-nodes") > nodes and number(page, "data-edges") > edges
    button.click()
    assert (number(page, "data-nodes"), number(page, "data-edges")) == (nodes, edges)


def test_status_document_and_date_narrow_the_picture(open_page: Open, sample_page: bytes, graph: Graph) -> None:
    page = open_page(sample_page).page
    before = number(page, "data-edges")
    page.click("#narrow-button")
    page.get_by_label("stated").uncheck()
    held = {(c.subject, c.relation, c.object) for c in graph.claims if c.is_plain and c.status == "held"}
    assert number(page, "data-edges") == len(held) < before
    page.get_by_label("stated").check()
    assert number(page, "data-edges") == before
    page.locator("#narrow input[type=date]").first.fill("2030-01-01")
    assert (number(page, "data-edges"), number(page, "data-nodes")) == (0, 0)
    expect(page.locator("#narrow-button .count")).to_have_text("1 on")


def test_a_path_is_as_short_as_networkx_finds(open_page: Open, sample_page: bytes, graph: Graph) -> None:
    view = build_view(graph)
    documents = {document.id for document in graph.documents}
    ways = nx.Graph(
        (e.subject, e.object)
        for e in view.edges
        if not e.mark and not (e.relation == "CITES" and e.subject in documents)
    )
    names = {node.id: node.name for node in view.nodes}
    page = open_page(sample_page).page
    judge = next(id for id, name in names.items() if name == "Judge Ruth Hallam")
    reached = nx.single_source_shortest_path_length(ways, judge)
    for other in sorted(reached, key=lambda id: (-reached[id], id))[:6]:
        search(page, "Judge Ruth Hallam")
        page.get_by_role("button", name="Path to …").click()
        search(page, other)
        expect(page.locator("#panel .steps > li")).to_have_count(reached[other])
        expect(page.locator("#panel .triple .node").last).to_have_text(names[other])
    assert page.locator("#panel .steps blockquote").count() == reached[other]
    page.keyboard.press("Escape")
    expect(page.locator("#pathing")).to_be_hidden()


def test_no_path_is_said(open_page: Open, sample_page: bytes, two_nodes: bytes) -> None:
    page = open_page(two_nodes).page
    search(page, "Harbor")
    page.get_by_role("button", name="Path to …").click()
    expect(page.locator("#pathing")).to_contain_text("Path from Harbor Agency: choose the other end")
    page.click("#pathing")
    expect(page.locator("#panel h2")).to_have_text("Read the sentence behind every line")


def test_the_picture_can_be_saved(open_page: Open, sample_page: bytes, tmp_path: Path) -> None:
    watched = open_page(sample_page)
    png = save(watched.page, "png", tmp_path)
    assert png.name == "who-shares-tax-records.png"
    data = png.read_bytes()
    assert data.startswith(b"\x89PNG") and struct.unpack(">II", data[16:24])[0] > 900
    svg = ElementTree.parse(save(watched.page, "svg", tmp_path)).getroot()  # noqa: S314  (our own page wrote it)
    space = "{http://www.w3.org/2000/svg}"
    assert len(svg.findall(f"{space}polyline")) == number(watched.page, "data-edges")
    assert len([p for p in svg.findall(f"{space}path") if p.get("transform")]) == number(watched.page, "data-nodes")
    assert any("Hallam" in (text.text or "") for text in svg.iter(f"{space}text"))
    assert watched.complaints == []


PIXELS = """(points) => {
  const canvas = document.querySelector("#picture canvas");
  const ctx = canvas.getContext("2d");
  const ratio = canvas.width / canvas.clientWidth;
  const pixel = ([x, y]) => ctx.getImageData(Math.round(x * ratio), Math.round(y * ratio), 1, 1).data;
  return points.map((point) => [...pixel(point)].slice(0, 3));
}"""


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_node_is_drawn_where_it_stands(open_page: Open, many: Graph, tmp_path: Path, layout: str) -> None:
    """vis-network leaves out what it takes to be out of sight, and once took what had moved for that."""
    watched = open_page(render_page(many, title="Many", max_nodes=250))
    watched.page.click("button[data-layout=timeline]")
    watched.page.click(f"button[data-layout={layout}]")
    watched.settle()
    svg = ElementTree.parse(save(watched.page, "svg", tmp_path)).getroot()  # noqa: S314  (our own page wrote it)
    shapes = [e for e in svg.findall("{http://www.w3.org/2000/svg}path") if e.get("transform")]
    assert len(shapes) == 250
    points = [tuple(map(float, re.findall(r"translate\((\S+) (\S+)\)", e.get("transform") or "")[0])) for e in shapes]
    wanted = [[int((e.get("fill") or "")[at : at + 2], 16) for at in (1, 3, 5)] for e in shapes]
    found = watched.page.evaluate(PIXELS, points)
    covered = [pair for pair in zip(wanted, found, strict=True) if pair[0] != pair[1]]
    assert len(covered) < 50  # a name, an arrow or a nearer node may stand over a middle


def test_what_is_shown_can_be_saved_as_data(open_page: Open, sample_page: bytes, graph: Graph, tmp_path: Path) -> None:
    page = open_page(sample_page).page
    page.click("#contested")
    data = json.loads(save(page, "json", tmp_path).read_text(encoding="utf-8"))
    assert len(data["nodes"]) == number(page, "data-nodes")
    quotes = {e.quote for c in graph.claims for e in c.evidence}
    assert {e["quote"] for s in data["statements"] for e in s["evidence"]} <= quotes
    assert {s["status"] for s in data["statements"]} >= {"held", "stated", "denied", "alleged"}
    rows = list(csv.DictReader(io.StringIO(save(page, "csv", tmp_path).read_text(encoding="utf-8-sig"))))
    assert len(rows) == len(data["statements"])
    assert {row["quote"] for row in rows} <= quotes


def test_a_statute_shows_its_heading_and_its_place(open_page: Open) -> None:
    from kg.claim import Claim, Evidence
    from kg.entity import Entity
    from kg.extraction import DocumentInfo
    from kg.graph import project_edges

    evidence = (Evidence(document="/doc/1", start=0, end=3, quote="So."),)
    names = {"/us/usc/t26": "Title 26", "/us/usc/t26/ch61": "Chapter 61", "/us/usc/t26/s6103": "26 U.S.C. § 6103"}
    entities = tuple(
        Entity(id=id, labels=("Statute",), name=name, properties=(("heading", f"On {name}"),))
        for id, name in names.items()
    )
    parts = [("/us/usc/t26/s6103", "/us/usc/t26/ch61"), ("/us/usc/t26/ch61", "/us/usc/t26")]
    claims = tuple(
        sorted(
            (Claim(relation="PART_OF", subject=a, object=b, rule="r", evidence=evidence) for a, b in parts),
            key=lambda claim: claim.id,
        )
    )
    graph = Graph(
        documents=(DocumentInfo(id="/doc/1", source="1.txt"),),
        entities=entities,
        claims=claims,
        edges=tuple(project_edges(claims)),
    )
    page = open_page(render_page(graph, title="Law", focus={"/us/usc/t26/s6103"})).page
    expect(page.locator("#panel h2")).to_have_text("26 U.S.C. § 6103")
    expect(page.locator("#panel .heading")).to_have_text("On 26 U.S.C. § 6103")
    expect(page.locator("#panel .crumbs li")).to_have_text(["Title 26 On Title 26", "Chapter 61 On Chapter 61"])


def test_a_large_page_is_packed_and_its_table_grows(open_page: Open, many: Graph) -> None:
    html = render_page(many, title="Many")
    assert len(html) < 1_500_000 and b'type="application/gzip"' in html
    watched = open_page(html)
    page = watched.page
    expect(page.locator("#picture")).to_have_attribute("data-nodes", "300")
    table = page.locator("#statements")
    expect(table.locator("summary")).to_contain_text(f"The first {table.locator('tbody tr').count():,} of")
    table.locator("summary").click()
    while table.locator(".grow").is_visible():
        table.locator(".grow").click()
    assert table.locator("tbody tr").count() == len(many.claims)
    expect(table.locator("summary")).to_contain_text(f"All {len(many.claims):,} statements")
    assert watched.faults() == []


def test_themes_and_layouts_can_be_given(open_page: Open, graph: Graph) -> None:
    page = open_page(render_page(graph, title="x", theme="dark", layout="timeline")).page
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("[data-layout=timeline]")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 24, 29)"

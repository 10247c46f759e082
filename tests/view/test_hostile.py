"""Script in every field of a document stays text: on load, on hover, on click, in the search, in the table."""

import csv
import io
import json
import re
from typing import Any

import pytest
from lxml import etree
from playwright.sync_api import Page, expect

from kg.claim import Claim, Evidence, Qualifier
from kg.entity import Entity
from kg.extraction import DocumentInfo
from kg.graph import Graph, project_edges
from kg.view import render_page, render_picture, show
from kg.view.palette import STYLES
from kg.view.words import clean

Open = Any
SVG_TAGS = {"svg", "title", "defs", "marker", "path", "rect", "polyline", "g", "text"}
PAYLOADS = (
    "<img src=x onerror=window.pwned=1>",
    "</script><script>window.pwned=1</script>",
    "{{7*7}}{% raw %}",
    "<a href=javascript:window.pwned=1>href</a>",
    "\u2028window.pwned=1\u2029//",
    '"><svg onload=window.pwned=1>',
    "</title></style></noscript><iframe srcdoc='<script>parent.pwned=1</script>'>",
    "]]><!--",
)


def hostile(payload: str) -> Graph:
    """A graph with the payload in every field that comes from outside."""
    document = f"/doc/{payload}"
    info = DocumentInfo(
        id=document,
        source=payload,
        title=f"Title {payload}",
        date=payload,
        publisher=payload,
        url="javascript:window.pwned=1",
    )
    entities = (
        Entity(
            id=f"/us/agency/{payload}",
            labels=("Agency",),
            name=f"Agency {payload}",
            aliases=(payload, payload + "2"),
            properties=(("jurisdiction", payload), (payload, payload)),
        ),
        Entity(id="/us/agreement/x", labels=("Agreement",), name=payload),
    )
    quote = f"It says {payload} so."
    subject = (8, 8 + len(payload))
    evidence = (
        Evidence(
            document=document, start=0, end=len(quote), quote=quote, subject=subject, object=(0, 2), place=payload
        ),
    )
    shared: dict[str, Any] = {
        "subject": entities[0].id,
        "object": entities[1].id,
        "evidence": evidence,
        "rule": payload,
    }
    claims = (
        Claim(relation="PARTY_TO", qualifiers=(Qualifier(kind=payload, text=payload),), date=payload, **shared),
        Claim(relation="SIGNED", status="alleged", attributed_to=entities[0].id, **shared),
        Claim(relation=payload, polarity="negated", **shared),
    )
    ordered = tuple(sorted(claims, key=lambda c: c.id))
    return Graph(documents=(info,), entities=entities, claims=ordered, edges=tuple(project_edges(ordered)))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_a_document_runs(open_page: Open, payload: str) -> None:
    html = render_page(hostile(payload), title=payload, subtitle=payload)
    watched = open_page(html)
    page = watched.page
    left, right = watched.middle(STYLES["Agency"].light), watched.middle(STYLES["Agreement"].light)
    page.mouse.move(*left)
    page.mouse.move((left[0] + right[0]) / 2, (left[1] + right[1]) / 2)
    page.click("#contested")
    page.mouse.click(*left)
    expect(page.locator("#panel h2")).to_contain_text("Agency")
    assert f"It says {payload} so." in page.locator("#panel").evaluate("(e) => e.textContent")
    assert page.locator("#panel a").count() == 0
    page.locator("#panel .statement").first.click()
    page.keyboard.press("Escape")
    page.locator("#search").fill(payload)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.click("#relations-button")
    for layout in ("layered", "timeline", "force"):
        page.click(f"[data-layout={layout}]")
    page.click("#narrow-button")
    page.mouse.click(*left)
    page.get_by_role("button", name="Path to …").click()
    page.mouse.click(*right)
    page.keyboard.press("Escape")
    saved = save_all(page)
    for summary in page.locator("summary").all():
        summary.click()
    watched.settle()
    assert page.evaluate("'pwned' in window") is False
    assert page.evaluate("document.querySelectorAll('img, iframe, a[href^=\"javascript\"], svg[onload]').length") == 0
    assert page.evaluate("document.title") == re.sub("[ \t\n]+", " ", payload).strip(" ")
    assert page.locator("h1").evaluate("(e) => e.textContent") == payload
    assert "49" not in page.locator("h1").inner_text()
    assert watched.faults() == []
    check_saved(saved, payload)


def save_all(page: Page) -> dict[str, bytes]:
    """What each kind of file holds."""
    saved = {}
    for kind in ("svg", "csv", "json", "png"):
        page.click("#save-button")
        with page.expect_download() as waiting:
            page.click(f"[data-save={kind}]")
        saved[kind] = waiting.value.path().read_bytes()
    return saved


def check_saved(saved: dict[str, bytes], payload: str) -> None:
    """Saved files hold the payload as text."""
    assert {element.tag.rpartition("}")[2] for element in etree.fromstring(saved["svg"]).iter()} <= SVG_TAGS
    assert any(node["name"] == payload for node in json.loads(saved["json"])["nodes"])
    rows = list(csv.reader(io.StringIO(saved["csv"].decode("utf-8-sig"), newline="")))
    assert {len(row) for row in rows} == {10}
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_static_picture_holds_it_as_text(payload: str) -> None:
    svg = render_picture(hostile(payload), format="svg", title=payload, subtitle=payload)
    elements = list(etree.fromstring(svg).iter())
    assert {element.tag.rpartition("}")[2] for element in elements} <= SVG_TAGS
    assert not [name for element in elements for name in element.attrib if str(name).startswith("on")]
    assert clean(payload) in [element.text for element in elements]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_frame_in_a_notebook_holds_it_as_text(open_page: Open, payload: str) -> None:
    frame = show(hostile(payload), title=payload)._repr_html_()
    watched = open_page(f"<!doctype html><title>notebook</title>{frame}".encode())
    inner = watched.page.frame_locator("iframe")
    expect(inner.locator("#picture")).to_have_attribute("data-nodes", "2")
    assert inner.locator("h1").evaluate("(e) => e.textContent") == payload
    assert watched.page.evaluate("'pwned' in window") is False
    assert watched.page.locator("body > *").count() == 1


def test_a_formula_is_no_formula_in_a_spreadsheet(open_page: Open) -> None:
    page = open_page(render_page(hostile("=HYPERLINK(1)"), title="x")).page
    page.click("#save-button")
    with page.expect_download() as waiting:
        page.click("[data-save=csv]")
    assert "'=HYPERLINK(1)" in waiting.value.path().read_text(encoding="utf-8-sig")

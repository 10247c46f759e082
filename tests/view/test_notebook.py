"""The page in a notebook."""

from html.parser import HTMLParser
from typing import Any

import pytest
from playwright.sync_api import expect

from kg.errors import KgError
from kg.graph import Graph
from kg.stores.base import Rows
from kg.view import show

Open = Any


class Frames(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append({"tag": tag, **dict(attrs)})


def test_it_is_a_frame_without_the_rights_of_the_notebook(graph: Graph) -> None:
    [frame] = Frames(show(graph, title="A & B", height=500)._repr_html_()).found
    assert frame["tag"] == "iframe" and frame["title"] == "A & B" and frame["height"] == "500"
    assert "allow-scripts" in (frame["sandbox"] or "")
    assert "allow-same-origin" not in (frame["sandbox"] or "") and "allow-top-navigation" not in (
        frame["sandbox"] or ""
    )
    assert (frame["srcdoc"] or "").startswith("<!doctype html>")


def test_it_draws_in_its_frame(open_page: Open, graph: Graph) -> None:
    watched = open_page(f"<!doctype html><title>n</title>{show(graph)._repr_html_()}".encode())
    inner = watched.page.frame_locator("iframe")
    inner.locator("#search").fill("hallam")
    inner.locator("#found [role=option]").first.click()
    expect(inner.locator("#panel h2")).to_have_text("Judge Ruth Hallam")
    assert watched.complaints == []


def test_rows_need_their_view() -> None:
    with pytest.raises(KgError, match="rows alone hold no sentences"):
        show(Rows(columns=("n",), rows=()))

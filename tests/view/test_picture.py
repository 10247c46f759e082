"""Pictures without a browser: the nodes, colours and words of the page, as SVG and PNG."""

import struct
import sys
from collections import Counter

import pytest
from lxml import etree

from kg.errors import KgError, MissingExtra
from kg.graph import Graph
from kg.view import LAYOUTS, Layout, render_picture
from kg.view.model import build_view
from kg.view.palette import BACKGROUND, STYLES, style_of
from kg.view.selection import select

SVG = "{http://www.w3.org/2000/svg}"


def words(svg: bytes) -> list[str]:
    return [element.text or "" for element in etree.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_draws_what_the_page_draws_at_first(graph: Graph, layout: Layout) -> None:
    svg = render_picture(graph, format="svg", title="Who shares", subtitle="and why", layout=layout)
    selection = select(build_view(graph))
    shown = [node for node in selection.nodes if node.id not in selection.hidden()]
    drawn = Counter(
        e.get("fill") for e in etree.fromstring(svg).iter(f"{SVG}path") if e.find(f"{SVG}title") is not None
    )
    assert drawn == Counter(style_of(node.type).light for node in shown)
    text = words(svg)
    assert text[:2] == ["Who shares", "and why"]
    assert {line for node in shown for line in node.short.split("\n")} <= set(text)
    assert "challenges" in text and text[-1] == "Not drawn, as it is not established: 3 denied, 6 alleged, 5 more."


def test_it_says_what_the_page_says_first(graph: Graph) -> None:
    text = " ".join(words(render_picture(graph, format="svg", title="x")))
    assert "Judge Ruth Hallam held that the agreement does not violate 26 U.S.C. §\xa06103." in text
    hidden = " ".join(words(render_picture(graph, format="svg", title="x", redact={"people"})))
    assert "The court held that the agreement does not violate" in hidden and "Hallam" not in hidden


def test_the_same_graph_gives_the_same_picture(graph: Graph) -> None:
    assert render_picture(graph, format="svg", title="x") == render_picture(graph, format="svg", title="x")


def test_dark_is_dark(graph: Graph) -> None:
    svg = render_picture(graph, format="svg", title="x", theme="dark").decode()
    assert f'fill="{BACKGROUND["dark"]}"' in svg and STYLES["Case"].dark in svg and STYLES["Case"].light not in svg


def test_redaction_holds_for_pictures(graph: Graph) -> None:
    svg = render_picture(graph, format="svg", title="Judge Hallam", redact={"people"}).decode()
    assert "Hallam" not in svg and "█████" in svg


def test_a_png_is_twice_the_size_and_has_ink(graph: Graph) -> None:
    svg = etree.fromstring(render_picture(graph, format="svg", title="x"))
    png = render_picture(graph, format="png", title="x")
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == tuple(2 * int(svg.get(name, "0")) for name in ("width", "height"))
    assert len(png) > 40_000


def test_a_crowd_is_drawn_too(many: Graph) -> None:
    svg = render_picture(many, format="svg", title="Many", max_nodes=1000)
    assert svg.count(b"scale(") > 1000
    assert len(words(svg)) < 1000


def test_nothing_is_a_picture_too() -> None:
    empty = Graph(documents=(), entities=(), claims=(), edges=())
    assert words(render_picture(empty, format="svg", title="Nothing")) == ["Nothing"]


def test_without_the_extra_the_error_names_it(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(MissingExtra, match="needs resvg-py"):
        render_picture(graph, format="png", title="x")


def test_without_a_font_there_is_no_picture_without_words(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    import resvg_py

    real = resvg_py.svg_to_bytes
    monkeypatch.setattr(resvg_py, "svg_to_bytes", lambda **options: real(**options, skip_system_fonts=True))
    with pytest.raises(KgError, match="no font"):
        render_picture(graph, format="png", title="x")

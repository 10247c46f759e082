"""The file itself: its bytes, its policy, what is in it and what is not."""

import base64
import gzip
import hashlib
import json
import os
import re
import struct
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.graph import Graph
from kg.view import render_page, render_picture, write_page
from kg.view.payload import dump_json

STRICT = ("-X", "warn_default_encoding", "-W", "error::EncodingWarning:kg")
"""A file that is opened in the encoding of the locale is an error: that is cp1252 on Windows."""
AGAIN = """
import runpy, sys, hashlib
from kg.view import render_page
graph = runpy.run_path(sys.argv[1])["sample_graph"]()
page = render_page(graph, title="Who shares tax records", subtitle="Agreements, provisions and cases")
print(hashlib.sha256(page).hexdigest())
"""


class Elements(HTMLParser):
    """Every element with its attributes, and the text of scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1][0] in ("script", "style") and self.cdata_elem:
            self.raw.append((*self.found[-1], data))


def test_the_same_graph_gives_the_same_bytes(graph: Graph, sample_page: bytes) -> None:
    again = render_page(graph, title="Who shares tax records", subtitle="Agreements, provisions and cases")
    assert again == sample_page
    assert b"\r" not in sample_page
    sample_page.decode("utf-8")


@pytest.mark.parametrize("seed", ["77"])
def test_the_same_bytes_elsewhere(seed: str, sample_page: bytes, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    sample = str(Path(__file__).with_name("sample.py"))
    done = subprocess.run(
        [sys.executable, *STRICT, "-c", AGAIN, sample],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == hashlib.sha256(sample_page).hexdigest()
    assert list(tmp_path.iterdir()) == []


def test_no_stray_files(graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    render_page(graph, title="x")
    assert list(tmp_path.iterdir()) == []


def test_the_file_is_small(sample_page: bytes) -> None:
    assert len(sample_page) < 800_000


def test_nothing_in_it_is_fetched(sample_page: bytes) -> None:
    elements = Elements(sample_page.decode())
    assert not [tag for tag, attributes in elements.found if "src" in attributes or "srcset" in attributes]
    assert [a["href"] for tag, a in elements.found if tag == "link"] == ["data:,"]
    assert not [tag for tag, a in elements.found if any(name.startswith("on") or name == "style" for name in a)]
    assert b"sourceMappingURL" not in sample_page
    assert not re.search(r"@import|url\(", "".join(text for tag, _, text in elements.raw if tag == "style"))


def test_the_policy_names_each_script_and_style(sample_page: bytes) -> None:
    elements = Elements(sample_page.decode())
    [policy] = [a["content"] or "" for tag, a in elements.found if a.get("http-equiv") == "Content-Security-Policy"]
    running = [text for tag, a, text in elements.raw if tag == "script" and a.get("type") != "application/json"]
    styles = [text for tag, _, text in elements.raw if tag == "style"]
    assert (len(running), len(styles)) == (2, 1)
    for text in running + styles:
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy and "*" not in policy
    order = [tag for tag, _ in elements.found]
    assert order.index("meta") < order.index("style") < order.index("script")


def test_data_cannot_leave_its_script() -> None:
    hostile = {"a": "</script><script>x</script>&\u2028\u2029<!--"}
    text = dump_json(hostile)
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == hostile


def test_what_utf8_and_html_cannot_hold_is_replaced(graph: Graph) -> None:
    first, *rest = graph.entities
    broken = replace(graph, entities=(replace(first, name="lone \ud800 nul \0 end"), *rest))
    page = render_page(broken, title="t\ud800\0").decode("utf-8")
    assert "lone � nul � end" in page


def test_every_claim_has_a_row(graph: Graph, sample_page: bytes) -> None:
    page = sample_page.decode()
    table = page[page.index('id="table"') : page.index("</details>")]
    assert table.count("<tr") == len(graph.claims) + 1
    assert "<mark" in table and ">denied</span>" in table


def test_an_empty_graph_is_a_page() -> None:
    page = render_page(Graph(documents=(), entities=(), claims=(), edges=()), title="Nothing")
    assert b">All</span> 0 statements" in page


def test_writing_is_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    write_page(target, b"one")
    write_page(target, b"two")
    assert target.read_bytes() == b"two"
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]
    with pytest.raises(KgError, match="cannot be written"):
        write_page(tmp_path / "missing" / "page.html", b"x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(KgError, match="cannot be written"):
        write_page(tmp_path / "folder", b"x")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["folder", "page.html"]


def test_redacted_people_are_not_in_the_file(graph: Graph) -> None:
    page = render_page(graph, title="Judge Hallam and others", subtitle="by Ann Kessler", redact={"people"}).decode()
    for name in ("Hallam", "hallam", "Delgado", "delgado", "Kessler", "kessler", "Oyelaran", "oyelaran", "/person/"):
        assert name not in page
    assert "does not violate" in page and "█████" in page
    assert "held not to be so by the court" in page


def test_redacted_people_leave_the_two_ends_where_they_are(graph: Graph) -> None:
    page = render_page(graph, title="x", redact={"people"}).decode()
    assert re.search(r'█████ held that <mark class="subject">the memorandum</mark> does not violate <mark', page)


def test_redacted_evidence_is_not_in_the_file(graph: Graph) -> None:
    page = render_page(graph, title="x", redact={"evidence"}).decode()
    for claim in graph.claims:
        assert not [e.quote for e in claim.evidence if e.quote in page]
        assert not [q.text for q in claim.qualifiers if q.text in page]
    assert "is party to" in page and "alleged by" in page


def test_redacted_sources_are_not_in_the_file(graph: Graph) -> None:
    page = render_page(graph, title="x", redact={"sources"}).decode()
    for document in graph.documents:
        for text in (document.id, document.title, document.url, document.publisher, document.source):
            if text and text not in ("Food and Drug Administration", "U.S. District Court"):  # names of nodes as well
                assert text not in page
    assert "Document 1" in page and "does not violate" in page


HIDDEN = {
    "people": ("Hallam", "Delgado", "Kessler", "Oyelaran"),
    "evidence": ("Judge Hallam held that", "criminal investigation", "ninety days"),
    "sources": ("example.org", "Valley Courier", "papers/", "Memorandum opinion, Centro"),
}
"""Words of the sample that each redaction takes out, in whatever case they stand."""


@pytest.mark.parametrize("kind", HIDDEN)
@pytest.mark.parametrize("format", ["html", "svg", "png"])
def test_what_is_redacted_is_in_no_byte_of_any_file(graph: Graph, kind: str, format: str) -> None:
    def made(redact: set[str]) -> bytes:
        title = f"Judge Hallam and Ann Kessler, {kind}"
        if format == "html":
            return readable(render_page(graph, title=title, redact=redact))
        return readable(render_picture(graph, format="svg" if format == "svg" else "png", title=title, redact=redact))

    found = made({kind}).lower()
    assert [word for word in HIDDEN[kind] if word.lower().encode() in found] == []
    if format == "html":  # the check itself finds them where they are
        assert [word for word in HIDDEN[kind] if word.lower().encode() not in made(set()).lower()] == []


def readable(data: bytes) -> bytes:
    """A file with what is packed or written in base64 in it spelled out; of a PNG all that is no pixel."""
    if data.startswith(b"\x89PNG"):
        chunks, at = [], 8
        while at < len(data):
            length, kind = struct.unpack(">I4s", data[at : at + 8])
            chunks.append((kind, data[at + 8 : at + 8 + length]))
            at += length + 12
        assert {kind for kind, _ in chunks} <= {b"IHDR", b"IDAT", b"IEND", b"sRGB", b"pHYs"}  # no text, no profile
        return b"".join(content for kind, content in chunks if kind != b"IDAT")
    packed = re.findall(rb'type="application/gzip" id="[a-z-]+">([A-Za-z0-9+/=]+)<', data)
    return data + b"".join(gzip.decompress(base64.b64decode(text)) for text in packed)


def test_what_is_redacted_is_in_no_packed_byte_either(many: Graph) -> None:
    first, *rest = many.documents
    secret = replace(many, documents=(replace(first, title="Whispered Title", url="https://whisper.test/"), *rest))
    assert b"whisper" in readable(render_page(secret, title="x")).lower()
    page = render_page(secret, title="x", redact={"sources"})
    assert b'type="application/gzip"' in page and b"whisper" not in readable(page).lower()


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("/srv/ann/case files/opinion.txt", "opinion.txt"),
        (r"C:\Users\Ann\opinion.txt", "opinion.txt"),
        ("https://example.org/ann/opinion", "https://example.org/ann/opinion"),
        ("papers/opinion.txt", "papers/opinion.txt"),
    ],
)
def test_a_page_tells_nothing_of_the_folders_of_its_maker(graph: Graph, source: str, shown: str) -> None:
    first, *rest = graph.documents
    document = replace(first, source=source, title=None, url=None)
    page = render_page(replace(graph, documents=(document, *rest)), title="x").decode()
    assert shown in page and "case files" not in page and "Users" not in page


def test_all_redactions_together(graph: Graph) -> None:
    page = render_page(graph, title="x", redact={"people", "evidence", "sources"}).decode()
    assert "example.org" not in page and "Hallam" not in page and "asked the court to stop" not in page


def test_an_unknown_redaction_is_an_error(graph: Graph) -> None:
    with pytest.raises(KgError, match="cannot redact names"):
        render_page(graph, title="x", redact={"names"})


def test_pyvis_is_imported_only_when_a_page_is_drawn() -> None:
    code = "import sys, kg.view; print('pyvis' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"

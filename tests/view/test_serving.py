"""`kg view --serve`: for this machine and this page alone, read-only, a node more at a time."""

import http.client
import json
import socket
import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from kg.claim import Claim, Evidence
from kg.entity import Entity
from kg.errors import KgError
from kg.extraction import DocumentInfo, Extraction
from kg.stores import open_store
from kg.view import render_page
from kg.view.serving import HEADERS, HOST, LivePage, address, make_server

Open = Any
SECTION = "/us/usc/t26/s6103"
SCRIPT = "</script><img src=x onerror=window.pwned=1>"
LOOSE = "papers/6.txt"
"""The one document of the sample that bends the schema, which a store does not take."""


def hostile_extraction() -> Extraction:
    """A document whose names, title, quote and address are script, beside the sample's."""
    info = DocumentInfo(id=f"/doc/sha256/{'e' * 64}", source=SCRIPT, title=SCRIPT, url="javascript:window.pwned=1")
    quote = f"It says {SCRIPT} of {SCRIPT}."
    group = Entity(id="/org/hostile", labels=("Organization",), name=f"Hostile {SCRIPT}", aliases=(SCRIPT,))
    section = Entity(id=SECTION, labels=("Statute",), name="26 U.S.C. § 6103")
    evidence = Evidence(document=info.id, start=0, end=len(quote), quote=quote, subject=(8, 8 + len(SCRIPT)))
    claim = Claim(relation="CHALLENGES", subject=group.id, object=SECTION, rule="test", evidence=(evidence,))
    return Extraction(document=info, entities=tuple(sorted((group, section))), claims=(claim,))


@dataclass(frozen=True)
class Served:
    port: int
    token: str
    address: str

    def get(self, path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        return connection.getresponse()


@pytest.fixture(scope="module")
def served(sample: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The sample in a real store; the page begins with one statute and what is next to it."""
    uri = f"embedded:{tmp_path_factory.mktemp('served') / 'graph'}"
    with open_store(uri, create=True) as store:
        good = [one for one in sample["extractions"]() if one.document.source != LOOSE]
        store.writer().add([*good, hostile_extraction()])
    with open_store(uri, read_only=True) as store:
        view = store.view()
        graph = view.neighbourhood([SECTION], 1, 4)
        live = LivePage(render_page(graph, title="Live", focus={SECTION}, live=True), view)
        with make_server(live) as server:
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            yield Served(server.server_address[1], live.token, address(server, live))
            server.shutdown()
            thread.join()
            live.close()


def test_it_listens_on_the_loopback_address_alone(served: Served) -> None:
    assert served.address == f"http://127.0.0.1:{served.port}/{served.token}/"
    assert len(served.token) >= 32


def test_only_the_whole_address_is_answered(served: Served) -> None:
    for path in ("/", "/wrong/", f"/{served.token[:-1]}/", f"/{served.token}x/", f"/{served.token}/../", "/%00"):
        assert served.get(path).status == 404
    answer = served.get(f"/{served.token}/")
    assert answer.status == 200
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert "statute-kg" in answer.headers["Server"] and "Python" not in answer.headers["Server"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.test"},
        {"Host": "localhost"},
        {"Host": "127.0.0.1"},
        {"Origin": "http://evil.test"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_a_page_from_elsewhere_gets_nothing(served: Served, headers: dict[str, str]) -> None:
    assert served.get(f"/{served.token}/", **headers).status == 403
    assert served.get(f"/{served.token}/search?q=irs", **headers).status == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_there_is_no_way_to_write(served: Served, method: str) -> None:
    assert served.get(f"/{served.token}/", method=method).status == 501


def test_more_comes_as_data(served: Served) -> None:
    answer = served.get(f"/{served.token}/expand?id={SECTION}")
    rows = json.load(answer)
    assert answer.headers["Content-Type"] == "application/json"
    assert SECTION in [row[3] for row in rows["nodes"]]
    assert len(rows["sizes"]) == len(rows["nodes"]) and len(rows["claimIds"]) == len(rows["claims"]) > 3
    found = json.load(served.get(f"/{served.token}/search?q=hallam"))
    assert [row[1] for row in found["nodes"]] == ["Judge Ruth Hallam"]
    assert json.load(served.get(f"/{served.token}/expand?id=/nothing"))["nodes"] == []
    for path in ("expand", "search", "expand?q=1", "other", "search?q=" + "x" * 5000):
        assert served.get(f"/{served.token}/{path}").status == 404


def test_what_is_asked_is_no_query(served: Served) -> None:
    for text in ("%27%20OR%201=1%20--", "%7D)%20DETACH%20DELETE%20n%20//", "%00", "%ed%a0%80"):
        assert served.get(f"/{served.token}/search?q={text}").status == 200
        assert served.get(f"/{served.token}/expand?id={text}").status == 200
    assert json.load(served.get(f"/{served.token}/expand?id={SECTION}"))["claims"]


def test_a_reader_goes_from_node_to_node(open_page: Open, served: Served) -> None:
    watched = open_page(b"<title>before</title>")
    page = watched.page
    watched.address = served.address
    watched.requests.clear()
    page.goto(served.address)
    watched.settle()
    expect(page.locator("#panel h2")).to_have_text("26 U.S.C. § 6103")
    before = int(page.get_attribute("#picture", "data-nodes") or 0)
    page.get_by_role("button", name="Load what is next to it").click()
    expect(page.locator("#says")).to_contain_text("added next to")
    after = int(page.get_attribute("#picture", "data-nodes") or 0)
    assert after > before
    page.locator("#search").fill("meridian")
    expect(page.locator("#found")).to_contain_text("in the store")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_contain_text("Meridian")
    expect(page.locator("#panel blockquote").first).to_be_visible()
    assert int(page.get_attribute("#picture", "data-nodes") or 0) > after
    page.click("[data-layout=layered]")
    watched.settle()
    assert watched.complaints == [] and page.evaluate("window.violations") == []
    assert {request.partition("?")[0] for request in watched.requests} == {
        served.address,
        f"{served.address}expand",
        f"{served.address}search",
    }


def test_script_in_what_the_store_holds_stays_text(open_page: Open, served: Served) -> None:
    watched = open_page(b"<title>before</title>")
    page = watched.page
    page.goto(served.address)
    watched.settle()
    page.locator("#search").fill("hostile")
    expect(page.locator("#found")).to_contain_text(f"Hostile {SCRIPT}")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text(f"Hostile {SCRIPT}")
    expect(page.locator("#panel blockquote").first).to_have_text(f"It says {SCRIPT} of {SCRIPT}.")
    page.get_by_role("button", name="Load what is next to it").click()
    expect(page.locator("#says")).to_contain_text("added next to")
    assert page.locator("img, a[href^=javascript]").count() == 0
    assert page.evaluate("'pwned' in window") is False
    assert watched.complaints == [] and page.evaluate("window.violations") == []


def test_a_browser_that_goes_away_in_the_middle_leaves_no_trace(capfd: pytest.CaptureFixture[str]) -> None:
    live = LivePage(b"x" * 30_000_000, None)  # type: ignore[arg-type]  # never asked
    with make_server(live) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        port = int(server.server_address[1])
        for _ in range(3):
            with socket.create_connection((HOST, port)) as gone:
                gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # reset, not closed
                gone.sendall(f"GET /{live.token}/ HTTP/1.1\r\nHost: {HOST}:{port}\r\n\r\n".encode())
                assert gone.recv(100)
        assert http_status(port, f"/{live.token}/") == 200  # and it goes on
        server.shutdown()
        thread.join()
    live.close()
    assert capfd.readouterr() == ("", "")


def http_status(port: int, path: str) -> int:
    connection = http.client.HTTPConnection(HOST, port, timeout=20)
    connection.request("HEAD", path)
    return connection.getresponse().status


def test_any_other_fault_of_the_server_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    live = LivePage(b"", None)  # type: ignore[arg-type]  # never asked
    with make_server(live) as server:
        try:
            raise ValueError("unforeseen")
        except ValueError:
            server.handle_error(None, ("127.0.0.1", 1))  # type: ignore[arg-type]  # no request to tell of
    live.close()
    assert "unforeseen" in capfd.readouterr().err


def test_it_cannot_be_reached_by_another_address_of_the_machine(served: Served) -> None:
    for family, other in ((socket.AF_INET, "127.0.0.2"), (socket.AF_INET6, "::1")):
        with socket.socket(family) as client, pytest.raises(OSError):
            client.connect((other, served.port))


def test_a_port_that_is_taken_is_an_error(served: Served) -> None:
    live = LivePage(b"", None)  # type: ignore[arg-type]  # never asked
    with pytest.raises(KgError, match="cannot serve on port"):
        make_server(live, served.port)
    live.close()


def test_a_store_that_fails_is_said(tmp_path: Path) -> None:
    class Broken:
        def neighbourhood(self, *_: object) -> None:
            raise KgError("the store is gone")

    live = LivePage(b"", Broken())  # type: ignore[arg-type]
    answer = live.answer(f"/{live.token}/expand?id=/x")
    assert (answer.status, answer.body) == (500, b"the store is gone\n")
    live.close()

"""A SPARQL endpoint's address, and servers that do not answer as they should."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.stores import open_store
from kg.stores.rdf.endpoint import PASSWORD_VARIABLE, EndpointStore, parse_address
from tests.builders import report
from tests.servers.fuseki import fuseki

SECRET = "hunter2"  # noqa: S105  (of nobody)


@pytest.mark.parametrize(
    ("uri", "query", "update", "shown"),
    [
        ("sparql+http://h/ds", "http://h/ds", "http://h/ds", "sparql+http://h/ds"),
        ("sparql+https://h:3030/a/b", "https://h:3030/a/b", "https://h:3030/a/b", "sparql+https://h:3030/a/b"),
        ("sparql+http://h", "http://h/", "http://h/", "sparql+http://h"),
        ("sparql+http://[::1]:80/ds", "http://[::1]:80/ds", "http://[::1]:80/ds", "sparql+http://[::1]:80/ds"),
        ("sparql+http://me:pw@h/q?update=/u&x=1", "http://h/q?x=1", "http://h/u", "sparql+http://h/q"),
        ("sparql+http://h/r/law?update=law/statements", "http://h/r/law", "http://h/r/law/statements", "sparql+http://h/r/law"),
    ],
)  # fmt: skip
def test_addresses(uri: str, query: str, update: str, shown: str) -> None:
    address = parse_address(uri)
    assert (address.query, address.update, address.uri) == (query, update, shown)


@pytest.mark.parametrize(
    "uri",
    ["sparql+http:///ds", "sparql+http://h:port/ds", "sparql+http://me:hunter2@/ds", "sparql+http://h/ds?timeout=soon",
     "sparql+http://me:hunter2@h/ds?update=https://other.example/update"],
)  # fmt: skip
def test_no_address(uri: str) -> None:
    with pytest.raises(StoreError) as error:
        parse_address(uri)
    assert SECRET not in str(error.value)


def test_the_password_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, SECRET)
    address = parse_address("sparql+https://me@h/ds")
    assert address.authorization == "Basic bWU6aHVudGVyMg==" and "me" not in address.uri
    assert parse_address("sparql+https://h/ds").authorization is None


Answer = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def server(answer: Answer) -> Iterator[tuple[str, list[str | None]]]:
    """A server that answers every request so, and the Authorization headers that it got."""
    seen: list[str | None] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            seen.append(self.headers.get("Authorization"))
            self.rfile.read(int(self.headers["Content-Length"]))
            answer(self)

        def log_message(self, format: str, *arguments: object) -> None:
            """Nothing on stderr."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        try:
            yield f"127.0.0.1:{running.server_port}", seen
        finally:
            running.shutdown()


def status(code: int, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (status(401), "the server refuses this user .*KG_STORE_PASSWORD"),
        (
            status(302, Location="https://elsewhere.example/ds"),
            "the endpoint has moved to https://elsewhere.example/ds",
        ),
        (status(500), "the server says 500"),
        (status(200, Content_Type="text/html"), "the server answers with text/html"),
        (status(200, Content_Type="application/sparql-results+json"), "an answer cannot be read"),
    ],
)
def test_servers_that_answer_otherwise(answer: Answer, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, SECRET)
    with server(answer) as (host, seen), pytest.raises(StoreError, match=message) as error:
        open_store(f"sparql+http://me@{host}/ds")
    assert seen == ["Basic bWU6aHVudGVyMg=="] and SECRET not in str(error.value)  # a redirect gets no password


def test_a_server_that_does_not_answer() -> None:
    done = threading.Event()

    def wait(handler: BaseHTTPRequestHandler) -> None:
        done.wait(20)

    try:
        with server(wait) as (host, _):
            with pytest.raises(StoreError, match=r"no answer within 0\.2 seconds .*timeout="):
                open_store(f"sparql+http://{host}/ds?timeout=0.2")
            done.set()
    finally:
        done.set()
    with pytest.raises(StoreError, match=r"cannot be reached: .*is the server running"):
        open_store("sparql+http://127.0.0.1:9/ds")


def test_what_is_on_disk_is_there_after_a_restart(tmp_path: Path) -> None:
    with fuseki(tmp_path, on_disk=True) as url, EndpointStore(f"sparql+{url}") as store:
        store.writer().add([report()])
    with fuseki(tmp_path, on_disk=True) as url, EndpointStore(f"sparql+{url}", read_only=True) as store:
        assert list(store.view().extractions()) == [report()]
        with pytest.raises(StoreError, match="for reading only"):
            store.writer().remove("/doc/report")

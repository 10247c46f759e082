"""`kg view --serve`: the page over the live store, for this machine alone; it reads and cannot write."""

import json
import secrets
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hmac import compare_digest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from kg.errors import KgError
from kg.graph import Graph
from kg.schema import Schema, load_schema
from kg.stores.base import View
from kg.view.frame import radius
from kg.view.model import build_view
from kg.view.page import plural_names
from kg.view.payload import Json, present_types, view_data

HOST: Final = "127.0.0.1"
EXPANDED: Final = 40
"""Most nodes that come with one step."""
FOUND: Final = 20
LONGEST: Final = 4_000
"""Characters of a request's address; an id is far shorter."""
IDLE: Final = 20
"""Seconds after which a silent connection is closed."""
HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What goes back to the browser."""

    status: int
    type: str
    body: bytes


class LivePage:
    """The page and what it may ask; a store is asked by one thread at a time, always the same."""

    def __init__(self, page: bytes, view: View, schema: Schema | None = None) -> None:
        self._page = page
        self._view = view
        self._schema = schema or load_schema()
        self._store = ThreadPoolExecutor(max_workers=1)
        self.token = secrets.token_urlsafe(24)

    def close(self) -> None:
        """Wait for what the store is being asked."""
        self._store.shutdown()

    def answer(self, target: str) -> Answer:
        """What stands at an address, of which the first part must be the token."""
        parts = urlsplit(target)
        token, _, what = parts.path.removeprefix("/").partition("/")
        if len(target) > LONGEST or not compare_digest(token.encode(), self.token.encode()):
            return _words(404, "There is nothing here. Use the whole address that `kg view --serve` prints.")
        values = {name: found[0] for name, found in parse_qs(parts.query).items()}
        if what == "":
            return Answer(status=200, type="text/html; charset=utf-8", body=self._page)
        if what == "expand" and "id" in values:
            return self._ask(lambda: self._view.neighbourhood([values["id"]], 1, EXPANDED))
        if what == "search" and "q" in values:
            return self._ask(lambda: _names_alone(self._view, values["q"]))
        return _words(404, "There is nothing here.")

    def _ask(self, question: Callable[[], Graph]) -> Answer:
        try:
            graph = self._store.submit(question).result()
        except KgError as error:
            return _words(500, str(error))
        return Answer(status=200, type="application/json", body=json.dumps(self._rows(graph)).encode("ascii"))

    def _rows(self, graph: Graph) -> Json:
        view = build_view(graph, self._schema)
        plurals = plural_names(present_types(view, live=True), self._schema)
        return {**view_data(view, plurals, live=True), "sizes": [radius(node) for node in view.nodes]}


def make_server(live: LivePage, port: int = 0) -> ThreadingHTTPServer:
    """A server on the loopback address alone; port 0 takes a free one. `serve_forever` runs it.

    Raises:
        KgError: The port is taken.
    """

    class Handler(_Handler):
        page = live

    try:
        server = _Server((HOST, port), Handler)
    except OSError as error:
        raise KgError(f"cannot serve on port {port}: {error.strerror}", hint="choose another --port") from error
    return server


class _Server(ThreadingHTTPServer):
    """One whose browsers may go away in the middle of an answer; anything else that goes wrong is still told."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


def address(server: ThreadingHTTPServer, live: LivePage) -> str:
    """Where the page is, with its token."""
    return f"http://{HOST}:{server.server_address[1]}/{live.token}/"


class _Handler(BaseHTTPRequestHandler):
    """GET and HEAD of who came by this very address; anything else is refused by the base class with 501."""

    page: LivePage
    timeout = IDLE
    server_version = "statute-kg"
    sys_version = ""

    def do_GET(self) -> None:
        self._send(self._answer(), with_body=True)

    def do_HEAD(self) -> None:
        self._send(self._answer(), with_body=False)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the address holds the token."""

    def _answer(self) -> Answer:
        if not self._is_ours():
            return _words(403, "Only this machine's browser may ask, by the address that `kg view --serve` prints.")
        return self.page.answer(self.path)

    def _is_ours(self) -> bool:
        """Whether the names that the browser gives are this server's: a page elsewhere may not ask through it.

        `Host` stops a name that was pointed at this machine, `Origin` and `Sec-Fetch-Site` a page of another site.
        """
        own = f"{HOST}:{self.connection.getsockname()[1]}"
        origin = self.headers.get("Origin")
        site = self.headers.get("Sec-Fetch-Site", "none")
        return (
            self.headers.get_all("Host") == [own]
            and origin in (None, f"http://{own}")
            and site in ("none", "same-origin")
        )

    def _send(self, answer: Answer, *, with_body: bool) -> None:
        self.send_response(answer.status)
        for name, value in {**HEADERS, "Content-Type": answer.type, "Content-Length": str(len(answer.body))}.items():
            self.send_header(name, value)
        self.end_headers()
        if with_body:
            self.wfile.write(answer.body)


def _names_alone(view: View, text: str) -> Graph:
    entities = view.search(text, FOUND)
    return Graph(documents=(), entities=tuple(sorted(entities)), claims=(), edges=())


def _words(status: int, text: str) -> Answer:
    return Answer(status=status, type="text/plain; charset=utf-8", body=f"{text}\n".encode())

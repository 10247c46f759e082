"""Triples on a server: any SPARQL 1.1 endpoint with update, over HTTP.

https://www.w3.org/TR/sparql11-protocol/
"""

import base64
import http.client
import os
import re
import ssl
import threading
from dataclasses import dataclass, replace
from typing import Final, Self
from urllib.parse import parse_qs, unquote, urlencode, urljoin, urlsplit, urlunsplit

from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

from kg.errors import QueryError, StoreError
from kg.rdf import Names, Statements
from kg.stores.rdf.answers import query_error
from kg.stores.rdf.oxigraph import base_iri
from kg.stores.rdf.queries import Queries
from kg.stores.rdf.reading import RdfView
from kg.stores.rdf.session import Answer, Session
from kg.stores.rdf.text import guarded_text
from kg.stores.rdf.writing import RdfWriter

PASSWORD_VARIABLE: Final = "KG_STORE_PASSWORD"  # noqa: S105  (the name of a variable)
TIMEOUT: Final = 300.0
"""Seconds without an answer after which a request is given up, where the URI has no `timeout=`."""

ROWS: Final = "application/sparql-results+json"
TRIPLES: Final = "application/n-triples"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where an endpoint is, and who asks.

    Attributes:
        query: Its URL for queries.
        update: Its URL for updates.
        uri: The store's URI without a password.
        authorization: The header of that name; never printed.
        timeout: Seconds.
    """

    query: str
    update: str
    uri: str
    authorization: str | None
    timeout: float


def parse_address(uri: str) -> Address:
    """The address in `sparql+https://USER@HOST/DATASET?update=URL&timeout=SECONDS`.

    The password comes from KG_STORE_PASSWORD. Updates go where queries go, unless `update` says where, which may be
    relative.

    Raises:
        StoreError: It is no such URI.
    """
    parts = urlsplit(uri.removeprefix("sparql+"))
    try:
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise StoreError(f"no address: {error}", source="the store", hint=_EXAMPLE) from error
    if not host:
        raise StoreError("the host is missing", source=f"sparql+{parts.scheme}:", hint=_EXAMPLE)
    options = parse_qs(parts.query)
    update, timeout = options.pop("update", [""])[0], options.pop("timeout", [str(TIMEOUT)])[0]
    place = f"[{host}]" if ":" in host else host
    location = place if port is None else f"{place}:{port}"
    query = urlunsplit((parts.scheme, location, parts.path or "/", urlencode(options, doseq=True), ""))
    user = unquote(parts.username) if parts.username else None
    shown = f"sparql+{urlunsplit((parts.scheme, location, parts.path, '', ''))}"
    password = unquote(parts.password) if parts.password else os.environ.get(PASSWORD_VARIABLE, "")
    target = urlsplit(urljoin(query, update)) if update else urlsplit(query)
    if (target.scheme, target.netloc) != (parts.scheme, location):
        raise StoreError("updates go to another server", source=shown, hint="give update= as a path on the same one")
    try:
        seconds = float(timeout)
    except ValueError as error:
        raise StoreError(f"timeout={timeout} is no number", source=shown, hint="in seconds") from error
    return Address(
        query=query,
        update=urlunsplit(target),
        uri=shown,
        authorization=_basic(user, password) if user else None,
        timeout=seconds,
    )


class EndpointSession(Session):
    """A connection to an endpoint, kept open between requests.

    Args:
        address: Where it is.
        names: The IRIs of the graph.
        read_only: Refuse to write.
    """

    def __init__(self, address: Address, names: Names, *, read_only: bool) -> None:
        self.uri, self.names = address.uri, names
        self._address, self._read_only = address, read_only
        self._queries = Queries(names)
        self._connection: http.client.HTTPConnection | None = _connection(address)
        self._turn = threading.Lock()  # a connection has one request at a time

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def ask(self, query: str) -> Answer:
        """See `Session.ask`."""
        try:
            return self._query(query)
        except QueryError as error:
            raise StoreError(f"cannot be read: {error.message}", source=self.uri) from error

    def ask_user(self, query: str) -> Answer:
        """See `Session.ask_user`; the protocol's query operation cannot write."""
        return self._query(query)

    def update_user(self, text: str) -> None:
        """See `Session.update_user`."""
        self._check_writable()
        if self._connection is not None:
            self._connection.close()  # over a fresh connection nothing is sent twice
        self._post(self._address.update, "application/sparql-update", text, "*/*")

    def apply(self, delete: Statements, insert: Statements, expected: str | None) -> bool:
        """See `Session.apply`: one request, which does nothing where the revision is another one by then."""
        self._check_writable()
        state = f"<{self.names.state_graph}>"
        revision = f"{state} <{self.names.vocabulary}revision>"
        unchanged = f"GRAPH {state} {{ {expected} }}"
        empty = f"FILTER NOT EXISTS {{ GRAPH {state} {{ {revision} ?any }} }}"
        text = guarded_text(self.names, delete, insert, empty if expected is None else unchanged)
        try:
            self._post(self._address.update, "application/sparql-update", text, "*/*")
        except QueryError as error:
            raise StoreError(f"cannot be written: {error.message}", source=self.uri) from error
        wanted = next((line for line in insert.state if line.startswith(revision)), None)
        found = next(self.solutions(self._queries.revision()), None)
        return found is None if wanted is None else found is not None and f'"{found[0]}"' in wanted

    def _query(self, query: str) -> Answer:
        kind, body = self._post(self._address.query, "application/sparql-query", query, f"{ROWS}, {TRIPLES};q=0.9")
        try:
            if kind == ROWS:
                return parse_query_results(body, QueryResultsFormat.JSON)
            if kind in (TRIPLES, "text/plain"):
                return parse(body, RdfFormat.N_TRIPLES)
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"an answer cannot be read: {error}", source=self.uri) from error
        raise StoreError(f"the server answers with {kind}, not with SPARQL results", source=self.uri, hint=_EXAMPLE)

    def _check_writable(self) -> None:
        if self._read_only:
            raise StoreError("the store is open for reading only", source=self.uri)

    def _post(self, url: str, kind: str, text: str, accept: str) -> tuple[str, bytes]:
        if self._connection is None:
            raise StoreError("the store is closed", source=self.uri)
        headers = {"Content-Type": f"{kind}; charset=utf-8", "Accept": accept, "User-Agent": "statute-kg"}
        if self._address.authorization:
            headers["Authorization"] = self._address.authorization
        parts = urlsplit(url)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        try:
            with self._turn:
                response, body = self._exchange(target, text.encode("utf-8", "replace"), headers)
        except TimeoutError as error:
            self._connection.close()
            hint = "ask for less, or give it longer: --timeout, or ?timeout=SECONDS in the URI"
            raise StoreError(
                f"no answer within {self._address.timeout:g} seconds", source=self.uri, hint=hint
            ) from error
        except (OSError, http.client.HTTPException) as error:
            self._connection.close()
            reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
            raise StoreError(f"cannot be reached: {reason}", source=self.uri, hint="is the server running?") from error
        if response.status >= 300:
            raise self._refused(response, body)
        return response.headers.get_content_type(), body

    def _exchange(self, target: str, data: bytes, headers: dict[str, str]) -> tuple[http.client.HTTPResponse, bytes]:
        connection = self._connection
        if connection is None:
            raise http.client.NotConnected
        kept = connection.sock is not None
        try:
            connection.request("POST", target, data, headers)
            response = connection.getresponse()
        except (ConnectionError, http.client.RemoteDisconnected):
            if not kept:
                raise
            # The server closed an idle connection. Our updates do nothing when they arrive a second time.
            connection.close()
            connection.request("POST", target, data, headers)
            response = connection.getresponse()
        return response, response.read()

    def _refused(self, response: http.client.HTTPResponse, body: bytes) -> StoreError | QueryError:
        said = body.decode("utf-8", "replace").strip() or response.reason
        if response.status in (401, 403):
            hint = f"give the user in the URI and the password in {PASSWORD_VARIABLE}"
            return StoreError("the server refuses this user", source=self.uri, hint=hint)
        if response.status in (301, 302, 303, 307, 308):
            moved = response.headers.get("Location", "another address")
            return StoreError(f"the endpoint has moved to {moved}", source=self.uri, hint="use that address")
        if response.status == 400:
            return query_error(re.sub(r"^Error 400:\s*", "", said))
        return StoreError(f"the server says {response.status}: {said[:200]}", source=self.uri, hint=_EXAMPLE)


class EndpointStore:
    """A graph on a server, with IRIs behind KG_BASE_IRI; other triples of the dataset are left alone.

    Args:
        uri: See `parse_address`.
        read_only: Refuse to write.
        timeout: Seconds without an answer after which a request is given up, 0 for none; else what the URI says.

    Raises:
        StoreError: The server cannot be reached, or refuses.
    """

    def __init__(self, uri: str, read_only: bool = False, timeout: float | None = None) -> None:
        address = parse_address(uri)
        if timeout is not None:
            address = replace(address, timeout=timeout)
        self.uri = address.uri
        self._session = EndpointSession(address, Names(base_iri()), read_only=read_only)
        self._session.ask("ASK {}")

    @property
    def engine(self) -> str:
        """What is known of the server: the protocol says neither its name nor its version."""
        return "SPARQL endpoint"

    def writer(self) -> RdfWriter:
        """For writing."""
        return RdfWriter(self._session)

    def view(self) -> RdfView:
        """For reading."""
        return RdfView(self._session)

    def close(self) -> None:
        """Close the connection; more than once does no harm."""
        self._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


_EXAMPLE: Final = "write sparql+https://USER@HOST/DATASET, or add ?update=PATH where updates go elsewhere"


def _basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode("ascii")


def _connection(address: Address) -> http.client.HTTPConnection:
    parts = urlsplit(address.query)
    host = parts.hostname or ""
    if parts.scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(host, parts.port, timeout=address.timeout or None, context=context)
    return http.client.HTTPConnection(host, parts.port, timeout=address.timeout or None)

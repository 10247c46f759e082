"""A chat endpoint on the loopback that answers as it is told to, and remembers what it was asked."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Asked = dict[str, Any]


@dataclass(kw_only=True)
class Reply:
    """What the endpoint does with one request."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    drip: float = 0.0


@dataclass(kw_only=True)
class Stub:
    """The endpoint: `answer` gives the reply to the n-th request, counted from 0."""

    url: str = ""
    requests: list[Asked] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    answer: Callable[[int, Asked], Reply]


def said(content: str) -> Reply:
    """A chat answer with that text."""
    body = {"choices": [{"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": "stop"}]}
    return Reply(body=json.dumps(body).encode())


def claims(*items: dict[str, object]) -> Reply:
    """A chat answer with claims in the form that was asked for."""
    return said(json.dumps({"claims": items}))


def item(request: Asked, relation: str, subject: str, object: str, quote: str, **changes: object) -> dict[str, object]:
    """A claim between the first mentions with those words."""
    ids = {m["words"]: m["id"] for m in reversed(given(request)["mentions"])}
    plain = {"relation": relation, "subject": ids.get(subject, subject), "object": ids.get(object, object)}
    return {**plain, "polarity": "affirmed", "status": "asserted", "speaker": None, "quote": quote, **changes}


def given(request: Asked) -> Any:
    """What the model was given to read."""
    return json.loads(request["messages"][-1]["content"])


@contextmanager
def serving(answer: Callable[[int, Asked], Reply]) -> Iterator[Stub]:
    stub = Stub(answer=answer)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            stub.requests.append(request)
            stub.headers.append(dict(self.headers))
            stub.paths.append(self.path)
            reply = stub.answer(len(stub.requests) - 1, request)
            time.sleep(reply.wait)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            step = 1 if reply.drip else max(1, len(reply.body))
            for start in range(0, len(reply.body), step):
                self.wfile.write(reply.body[start : start + step])
                self.wfile.flush()
                time.sleep(reply.drip)

        def handle(self) -> None:
            try:
                super().handle()
            except ConnectionError:
                self.close_connection = True  # the client has given up, as some tests want it to

        def log_message(self, format: str, *args: object) -> None:
            """Keep the output of the tests clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    stub.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

"""One question to a chat endpoint: with a time limit, a few tries, and a key that is never shown."""

import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from typing import IO, Final

from kg.errors import ExtractorError

AGAIN: Final = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
"""Answers after which another try may succeed."""
LARGEST_ANSWER: Final = 8 * 1024 * 1024
LONGEST_PAUSE: Final = 30.0
_SHOWN: Final = 300


class _NotNowError(Exception):
    """This try failed, the next one may not."""

    def __init__(self, reason: str, pause: float | None = None) -> None:
        super().__init__(reason)
        self.pause = pause


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the key to another host."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where questions go.

    Attributes:
        url: The base, such as "http://localhost:11434/v1".
        key: Sent as a bearer token where there is one.
        timeout: Seconds for one try, from the request to the last byte.
        tries: How often to ask before giving up.
        pause: Seconds before the second try; each later one waits twice as long, or as long as the server says.
    """

    url: str
    key: str | None = field(default=None, repr=False)
    timeout: float = 60.0
    tries: int = 4
    pause: float = 1.0

    def ask(self, request: Mapping[str, object]) -> str:
        """The text of the answer to a chat request.

        Raises:
            ExtractorError: There is none after all tries, or the endpoint says that there never will be.
        """
        reason = ""
        for number in range(self.tries):
            try:
                return _content(self._post(json.dumps(request).encode()))
            except _NotNowError as error:
                reason = self._safe(str(error))
                if number + 1 < self.tries:
                    time.sleep(min(error.pause or self.pause * 2**number, LONGEST_PAUSE))
        raise ExtractorError(
            f"the model at {self.url} gave no answer in {self.tries} tries: {reason}",
            hint="is the server running? what was answered is kept, so a second run goes on from here",
        )

    def _post(self, body: bytes) -> bytes:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        url = f"{self.url.rstrip('/')}/chat/completions"
        request = urllib.request.Request(url, data=body, headers=headers)  # noqa: S310  (http and https alone: `start`)
        opener = urllib.request.build_opener(_NoRedirects)
        try:
            with opener.open(request, timeout=self.timeout) as answer:
                return _read(answer, time.monotonic() + self.timeout)
        except urllib.error.HTTPError as error:
            with error:
                self._refused(error)
            raise
        except (OSError, http.client.HTTPException) as error:
            said = error.reason if isinstance(error, urllib.error.URLError) else error
            raise _NotNowError(f"{type(said).__name__}: {said}" if not isinstance(said, str) else said) from error

    def _refused(self, error: urllib.error.HTTPError) -> None:
        said = " ".join(error.read(_SHOWN * 4).decode("utf-8", "replace").split())[:_SHOWN]
        reason = f"HTTP status {error.code}{f': {said}' if said else ''}"
        if error.code in AGAIN:
            raise _NotNowError(reason, _seconds(error.headers.get("Retry-After"))) from None
        hint = "check KG_OPENAI_KEY" if error.code in (401, 403) else "check KG_OPENAI_URL and KG_OPENAI_MODEL"
        raise ExtractorError(f"the model at {self.url} refuses: {self._safe(reason)}", hint=hint) from None

    def _safe(self, text: str) -> str:
        """What a server says may repeat the key that it got."""
        return text.replace(self.key, "***") if self.key else text


def _read(answer: http.client.HTTPResponse, deadline: float) -> bytes:
    """The whole body; the socket's own time limit starts again with every byte, this one does not."""
    parts: list[bytes] = []
    size = 0
    while part := answer.read1(65_536):
        parts.append(part)
        size += len(part)
        if time.monotonic() > deadline:
            raise _NotNowError("it answers too slowly")
        if size > LARGEST_ANSWER:
            raise _NotNowError(f"an answer of more than {LARGEST_ANSWER // 2**20} MiB")
    return b"".join(parts)


def _content(body: bytes) -> str:
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError) as error:
        raise _NotNowError("what came is no answer of a chat endpoint") from error
    if not isinstance(content, str):
        raise _NotNowError("the answer holds no text")
    return content


def _seconds(value: str | None) -> float | None:
    """A Retry-After in seconds; a date, which the field may be as well, is left to our own pauses."""
    return float(value) if value and value.isascii() and value.isdigit() else None

"""One question to an endpoint: tries, time limits, and a key that is never shown."""

import pytest

from kg.errors import ExtractorError
from kg.extractors.endpoint import Endpoint
from tests.extractors.stub import Asked, Reply, said, serving

KEY = "sk-very-secret"
QUESTION = {"model": "m", "messages": []}


def ask(url: str, timeout: float = 5.0, tries: int = 3) -> str:
    return Endpoint(url=url, key=KEY, timeout=timeout, tries=tries, pause=0.01).ask(QUESTION)


def test_the_question_goes_to_the_chat_path_with_the_key() -> None:
    with serving(lambda number, request: said("yes")) as stub:
        assert ask(stub.url) == "yes"
    assert stub.paths == ["/v1/chat/completions"]
    assert stub.requests == [QUESTION]
    assert stub.headers[0]["Authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_may_pass_is_asked_again(status: int) -> None:
    with serving(lambda number, request: Reply(status=status) if number < 2 else said("at last")) as stub:
        assert ask(stub.url) == "at last"
    assert len(stub.requests) == 3


def test_a_server_may_say_how_long_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("kg.extractors.endpoint.time.sleep", pauses.append)
    replies = [
        Reply(status=429, headers={"Retry-After": "7"}),
        Reply(status=429, headers={"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}),
        Reply(status=429, headers={"Retry-After": "86400"}),
        said("yes"),
    ]
    waited: list[float] = []

    def answer(number: int, request: Asked) -> Reply:
        waited[:] = [pause for pause in pauses if pause]
        return replies[number]

    with serving(answer) as stub:
        assert ask(stub.url, tries=4) == "yes"
    assert waited == [7.0, 0.02, 30.0]


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(status=500, body=b"out of\nmemory"), "HTTP status 500: out of memory"),
        (Reply(body=b"<html>"), "no answer of a chat endpoint"),
        (Reply(body=b"[]"), "no answer of a chat endpoint"),
        (Reply(body=b'{"choices": []}'), "no answer of a chat endpoint"),
        (Reply(body=b'{"choices": [{"message": {"content": null}}]}'), "holds no text"),
        (Reply(body=b"\xff\xfe"), "no answer of a chat endpoint"),
    ],
)
def test_what_does_not_pass_is_an_error_in_the_end(reply: Reply, reason: str) -> None:
    with serving(lambda number, request: reply) as stub, pytest.raises(ExtractorError, match=reason) as raised:
        ask(stub.url)
    assert len(stub.requests) == 3
    assert f"{stub.url} gave no answer in 3 tries" in raised.value.message


@pytest.mark.parametrize(("status", "hint"), [(400, "KG_OPENAI_MODEL"), (401, "KG_OPENAI_KEY"), (404, "KG_OPENAI_URL")])
def test_what_will_never_pass_is_asked_once(status: int, hint: str) -> None:
    reply = Reply(status=status, body=f"no, {KEY} is wrong".encode())
    with serving(lambda number, request: reply) as stub, pytest.raises(ExtractorError) as raised:
        ask(stub.url)
    assert len(stub.requests) == 1
    assert f"HTTP status {status}: no, *** is wrong" in raised.value.message
    assert hint in (raised.value.hint or "")


def test_the_key_does_not_follow_a_redirect() -> None:
    with serving(lambda number, request: said("stolen")) as other:
        moved = Reply(status=307, headers={"Location": f"{other.url}/chat/completions"})
        with serving(lambda number, request: moved) as stub, pytest.raises(ExtractorError, match="HTTP status 307"):
            ask(stub.url)
    assert other.requests == []


@pytest.mark.parametrize("reply", [Reply(wait=1.0), Reply(body=said("x" * 50).body, drip=0.05)])
def test_a_slow_server_does_not_hold_us(reply: Reply) -> None:
    with serving(lambda number, request: reply) as stub, pytest.raises(ExtractorError, match=r"timed out|too slowly"):
        ask(stub.url, timeout=0.2, tries=2)
    assert len(stub.requests) == 2


def test_nobody_listens() -> None:
    with serving(lambda number, request: said("")) as stub:
        url = stub.url
    with pytest.raises(ExtractorError, match="gave no answer in 3 tries") as raised:
        ask(url)
    assert KEY not in str(raised.value)


def test_the_key_is_not_in_the_representation() -> None:
    assert KEY not in repr(Endpoint(url="http://127.0.0.1/v1", key=KEY))

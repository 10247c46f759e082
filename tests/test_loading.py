"""Which loader reads a file, and what comes of errors on the way."""

from collections.abc import Iterator

import pytest

from kg.document import MAX_BYTES, Document, Source, max_bytes
from kg.errors import AmbiguousFormat, CorruptDocument, LoadError, UnsupportedFormat
from kg.loading import LoaderSpec, detect, load, merge_loaders


def read(source: Source) -> Iterator[Document]:
    yield Document(source=source.name, format="x", text=source.read().decode())


def spec(name: str, start: bytes, *suffixes: str, fallback: bool = False) -> LoaderSpec:
    return LoaderSpec(
        name=name,
        description=name,
        suffixes=suffixes,
        sniff=lambda head: head.startswith(start),
        load=read,
        fallback=fallback,
    )


SPECS = [spec("plus", b"+", ".plus"), spec("plain", b"", ".txt", fallback=True), spec("double", b"++", ".dbl")]
LOADERS = {item.name: item for item in SPECS}

DETECTED = [
    ("a.plus", b"+1", "plus"),
    ("a", b"+1", "plus"),
    ("a.txt", b"+1", "plain"),
    ("a.unknown", b"words", "plain"),
    ("a.plus", b"++", "plus"),
    ("a.dbl", b"++", "double"),
    ("a.DBL.GZ!x.dbl", b"++", "double"),
]


@pytest.mark.parametrize(("name", "data", "found"), DETECTED)
def test_detect(name: str, data: bytes, found: str) -> None:
    assert detect(Source(name=name, data=data), LOADERS).name == found


REFUSED: list[tuple[str, bytes, type[LoadError], str]] = [
    ("a", b"++", AmbiguousFormat, "plus, double"),
    ("a.plus", b"words", CorruptDocument, "not plus"),
    ("a.txt", b" \n", CorruptDocument, "empty"),
]


@pytest.mark.parametrize(("name", "data", "kind", "words"), REFUSED)
def test_refused(name: str, data: bytes, kind: type[LoadError], words: str) -> None:
    with pytest.raises(kind, match=words) as raised:
        list(load(Source(name=name, data=data), LOADERS))
    assert raised.value.source == name
    assert raised.value.hint


def test_no_loader() -> None:
    with pytest.raises(UnsupportedFormat, match="no loader"):
        detect(Source(name="a", data=b"x"), {"plus": LOADERS["plus"]})


def test_format_is_forced() -> None:
    (document,) = load(Source(name="a.txt", data=b"words"), LOADERS, "plus")
    assert document.text == "words"
    with pytest.raises(UnsupportedFormat, match="no format 'x'"):
        list(load(Source(name="a", data=b"words"), LOADERS, "x"))


def failing(error: Exception) -> dict[str, LoaderSpec]:
    def fail(source: Source) -> Iterator[Document]:
        yield Document(source=source.name, format="x", text="first")
        raise error

    return {"x": LoaderSpec(name="x", description="x", suffixes=(), sniff=lambda _: True, load=fail)}


def test_error_gets_the_name_of_its_source() -> None:
    documents = load(Source(name="a.x", data=b"x"), failing(CorruptDocument("broken", place="line 3")))
    assert next(documents).text == "first"
    with pytest.raises(CorruptDocument, match=r"a\.x: line 3: broken"):
        next(documents)


def test_recursion_is_an_error_of_the_document() -> None:
    with pytest.raises(CorruptDocument, match="nested too deeply"):
        list(load(Source(name="a.x", data=b"x"), failing(RecursionError())))


def test_no_text_is_an_error() -> None:
    with pytest.raises(CorruptDocument, match="no text"):
        list(load(Source(name="a", data=b" \n"), LOADERS, "plain"))


def test_merge_loaders() -> None:
    other = spec("other", b"o")
    assert list(merge_loaders(LOADERS, [other])) == [*LOADERS, "other"]
    with pytest.raises(AmbiguousFormat, match="plus"):
        merge_loaders(LOADERS, [LOADERS["plus"]])


@pytest.mark.parametrize(("value", "limit"), [("", MAX_BYTES), ("1", 1 << 20), ("0.5", 1 << 19)])
def test_limit(monkeypatch: pytest.MonkeyPatch, value: str, limit: int) -> None:
    monkeypatch.setenv("KG_MAX_MB", value)
    assert max_bytes() == limit


@pytest.mark.parametrize("value", ["x", "-1", "0", "inf", "nan"])
def test_limit_that_is_none(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("KG_MAX_MB", value)
    with pytest.raises(LoadError, match="KG_MAX_MB"):
        max_bytes()

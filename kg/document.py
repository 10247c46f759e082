"""What a loader hands on: the text of a document, and where each part of it came from."""

import gzip
import hashlib
import io
import os
import tarfile
import zipfile
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Literal, cast

from kg.errors import CorruptDocument, DocumentTooLarge, LoadError

MEBIBYTE = 1024 * 1024
MAX_BYTES = 256 * MEBIBYTE
"""Largest file that is read, in bytes; the largest title of the U.S. Code in XML is 110 MB."""
MAX_MB_VARIABLE = "KG_MAX_MB"

_UNREADABLE = (OSError, zipfile.BadZipFile, tarfile.TarError, KeyError, RuntimeError, NotImplementedError, ValueError)

RegionKind = Literal["boilerplate", "heading", "note", "credit", "caption", "signature", "toc", "running_head"]


def max_bytes() -> int:
    """Largest source that is read: `MAX_BYTES`, or what the environment variable KG_MAX_MB says.

    Raises:
        LoadError: The variable is no positive number.
    """
    value = os.environ.get(MAX_MB_VARIABLE)
    if not value:
        return MAX_BYTES
    try:
        limit = int(float(value) * MEBIBYTE)
    except (ValueError, OverflowError) as error:
        raise LoadError(
            f"{MAX_MB_VARIABLE} is {value!r}, not a number of MiB", hint=f"set {MAX_MB_VARIABLE}=512"
        ) from error
    if limit <= 0:
        raise LoadError(f"{MAX_MB_VARIABLE} is {value!r}, not above 0", hint=f"set {MAX_MB_VARIABLE}=512")
    return limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One thing to load: a file, a member of an archive, or bytes that are already there.

    A `.gz` that is no tar archive is unpacked while it is read; its suffix is that of the inner name.

    Attributes:
        name: What messages and the `source` of documents call it: the path as given, `archive.zip!member` or `-`.
        path: The file on disk; None for bytes that came from elsewhere.
        member: The name inside the archive `path`, or None.
        data: The bytes where there is no file.
        base: Canonical id of the law that the text is, so that "this section" can be resolved.
        date: ISO date of the document, where the user gives it.
    """

    name: str
    path: Path | None = None
    member: str | None = None
    data: bytes | None = None
    base: str | None = None
    date: str | None = None

    def read(self, limit: int | None = None) -> bytes:
        """All bytes.

        Raises:
            DocumentTooLarge: It holds more than `limit` bytes.
            LoadError: It cannot be opened.
        """
        limit = max_bytes() if limit is None else limit
        if self.data is None and self.path is not None and self.member is None:
            self._check_size(_stat_size(self.path, self.name), limit)
        data = self.head(limit + 1)
        self._check_size(len(data), limit)
        return data

    def head(self, count: int) -> bytes:
        """The first `count` bytes.

        Raises:
            LoadError: It cannot be opened, or its compression is damaged.
        """
        if self.data is None and self.path is None:
            raise LoadError("nothing to read", source=self.name, hint="give a path or bytes")
        with unreadable_named(self.name):
            return self._head(count)

    def open(self) -> BinaryIO:
        """All bytes as a stream, unpacked: a file with many documents need not be held in memory.

        What is no file of its own on the disk is read whole, and has to keep the limit.
        """
        if self.data is not None or self.path is None or self.member is not None:
            return io.BytesIO(self.read())
        with unreadable_named(self.name):
            return cast(BinaryIO, gzip.open(self.path) if self._is_gzip() else self.path.open("rb"))

    def _head(self, count: int) -> bytes:
        if not self._is_gzip():
            return self.data[:count] if self.data is not None else _read(self.path, self.member, count)
        if self.data is None and self.member is None and self.path is not None:
            with gzip.open(self.path) as stream:
                return stream.read(count)
        packed = self.data if self.data is not None else _read(self.path, self.member, max_bytes())
        with gzip.GzipFile(fileobj=io.BytesIO(packed)) as stream:
            return stream.read(count)

    def _is_gzip(self) -> bool:
        return self._inner_name.endswith(".gz") and not self._inner_name.endswith(".tar.gz")

    @property
    def _inner_name(self) -> str:
        return (self.member or (str(self.path) if self.path else self.name)).lower()

    @property
    def suffix(self) -> str:
        """The last suffix of the name, lower case, with its dot; that of the inner name for `x.txt.gz`."""
        name = self._inner_name
        return Path(name.removesuffix(".gz") if self._is_gzip() else name).suffix

    def _check_size(self, size: int, limit: int) -> None:
        if size > limit:
            raise DocumentTooLarge(
                f"larger than {limit / MEBIBYTE:.3g} MiB",
                source=self.name,
                hint=f"split it into smaller documents, or raise {MAX_MB_VARIABLE}",
            )


@contextmanager
def unreadable_named(name: str) -> Iterator[None]:
    """Errors of reading bytes, as errors that name the source."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise CorruptDocument(
            f"the compressed data is damaged: {error}", source=name, hint="fetch or compress it again"
        ) from error
    except UnicodeDecodeError:
        raise
    except _UNREADABLE as error:
        raise LoadError(
            f"cannot be read: {_reason(error)}", source=name, hint="check the path and its permissions"
        ) from error


def _stat_size(path: Path, name: str) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise LoadError(f"cannot be read: {_reason(error)}", source=name, hint="check the path") from error
    except ValueError as error:  # a NUL byte in the name
        raise LoadError("cannot be read: no valid path", source=name, hint="check the path") from error


def _reason(error: Exception) -> str:
    # str() of an OSError repeats the path, which may hold anything; the name is already in the message.
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__


def _read(path: Path | None, member: str | None, count: int) -> bytes:
    assert path is not None  # noqa: S101  head() has refused a source without data and path
    if member is None:
        with path.open("rb") as stream:
            return stream.read(count)
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive, archive.open(member) as stream:
            return stream.read(count)
    with tarfile.open(path) as tar:
        inner = tar.extractfile(member)
        if inner is None:
            raise KeyError(member)
        return inner.read(count)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Region:
    """A stretch of text with a role of its own; `boilerplate` yields no nodes and no claims."""

    start: int
    end: int
    kind: RegionKind


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """Where the text from `start` on stands in the source: "page 3", "line 12", an XML path, "row 7"."""

    start: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Link:
    """A reference that the publisher tagged: `target` is the canonical id or the href as given."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Part:
    """A provision that the text contains, with its own identifier.

    Attributes:
        start, end: Its text.
        id: Canonical id ("/us/usc/t17/s101/1").
        heading: Its heading in words, or "".
        parent: Canonical id of the provision it belongs to, or None at the top.
    """

    start: int
    end: int
    id: str
    heading: str = ""
    parent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A structured row: column names and values as text, and its place in `Document.text`."""

    start: int
    end: int
    values: tuple[tuple[str, str], ...]
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Text with its provenance; offsets everywhere are code points of `text`.

    Attributes:
        source: Where it came from, as the user named it.
        format: Name of the loader.
        text: What is read for mentions and claims.
        title, date, publisher, url: As the source states them; `date` is ISO 8601, possibly cut to a month or year.
        base: Canonical id of the law that the text is.
        kind: What sort of document the source itself declares it to be ("USCTitle"), or None.
        regions, places, links, parts, records: Sorted by start.
    """

    source: str
    format: str
    text: str
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    base: str | None = None
    kind: str | None = None
    regions: tuple[Region, ...] = ()
    places: tuple[Place, ...] = ()
    links: tuple[Link, ...] = ()
    parts: tuple[Part, ...] = ()
    records: tuple[Record, ...] = ()
    id: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", document_id(self.text, self.base))

    def place_of(self, offset: int) -> str | None:
        """The place in the source of the character at `offset`."""
        index = bisect_right(self.places, offset, key=lambda place: place.start) - 1
        return self.places[index].label if index >= 0 else None


def document_id(text: str, base: str | None) -> str:
    """Id of a document by its content, so that the same text from two files is one document.

    The law that a text claims to be is part of its identity: "§ 1. Short title." occurs in many titles.
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass"))
    if base is not None:
        digest.update(b"\0" + base.encode())
    return f"/doc/sha256/{digest.hexdigest()}"

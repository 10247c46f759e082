"""From what the user names to the sources that are read: files, folders, globs, archives, standard input.

Nothing is unpacked to the disk. What cannot be opened becomes an error in its place, and the rest goes on.
"""

import bz2
import glob
import gzip
import lzma
import os
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final, cast

from kg.document import MEBIBYTE, Source, max_bytes
from kg.errors import CorruptDocument, DocumentTooLarge, LoadError

MAX_MEMBERS: Final = 200_000
"""Most files that are read from one archive; the U.S. Code, one file a section, has 51,000."""
MAX_EXPANSION: Final = 16
"""All members of an archive together may hold this many times the limit of one file."""
ZIP_SUFFIXES: Final = (".zip",)
TAR_SUFFIXES: Final = (".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2", ".tbz2")
STANDARD_INPUT: Final = "-"
MAPPING_SUFFIX: Final = ".mapping.yaml"
"""How the name of a row mapping ends, which stands beside its table."""
_DAMAGED: Final = (
    tarfile.TarError,
    zipfile.BadZipFile,
    lzma.LZMAError,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
)

Found = Iterator[Source | LoadError]
Members = Callable[[str], Iterator[tuple[str, int, bytes | None]]]
"""From the path of an archive to the name, size and bytes of each member; None for bytes that need a password."""


def find_sources(
    paths: Sequence[str], *, base: str | None = None, date: str | None = None, stdin: bytes | None = None
) -> Found:
    """The sources that paths name, in the order given.

    Folders are read recursively in the order of names, without hidden files; members of a zip in the order of names,
    those of a tar in the order of the archive, which is read once from start to end.

    Args:
        paths: Files, folders, globs that the shell did not expand, archives, or `-`.
        base: Canonical id of the law that the texts are.
        date: ISO date of the documents.
        stdin: What `-` stands for; read from standard input where it is None.
    """
    for path in paths:
        for found in _find(path, stdin):
            yield found if isinstance(found, LoadError) else replace(found, base=base, date=date)


def printable_name(name: str) -> str:
    r"""A name that is safe in a message: line ends, controls, marks of writing direction as escapes (`\n`)."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape", "surrogatepass").decode()
        for character in name
    )


def _find(path: str, stdin: bytes | None) -> Found:
    name = printable_name(path)
    if path == STANDARD_INPUT:
        yield from _from_stream(name, stdin)
        return
    if not path or "\0" in path:
        yield LoadError("no valid path", source=name or "''", hint="give a file, a folder or -")
    elif os.path.isdir(path):
        yield from _from_folder(path)
    elif os.path.exists(path):
        yield from _from_file(path)
    elif glob.has_magic(path) and (matches := sorted(glob.glob(path, recursive=True))):
        for match in matches:
            if not os.path.isdir(match):
                yield from _from_file(match)
    else:
        yield LoadError("there is no such file or folder", source=name, hint="check the path")


def _from_stream(name: str, data: bytes | None) -> Found:
    if data is None:
        data = sys.stdin.buffer.read(max_bytes() + 1)
    if len(data) > max_bytes():
        yield _too_large(name)
    else:
        yield Source(name=name, data=data)


def _from_folder(path: str) -> Found:
    errors: list[OSError] = []
    empty = True
    for folder, folders, files in os.walk(path, onerror=errors.append):
        folders[:] = sorted(inner for inner in folders if not inner.startswith("."))
        for file in sorted(inner for inner in files if not inner.startswith(".")):
            full = os.path.join(folder, file)
            if os.path.isfile(full) or not os.path.exists(full):  # not a pipe or a device
                empty = False
                yield from _from_file(full)
    for error in errors:
        name = printable_name(str(error.filename))
        yield LoadError(f"cannot be read: {error.strerror}", source=name, hint="check its permissions")
    if empty and not errors:
        yield LoadError("no files in this folder", source=printable_name(path), hint="check the path")


def _from_file(path: str) -> Found:
    name = printable_name(path)
    lower = path.lower()
    if not os.path.exists(path):
        yield LoadError("a link to a file that is not there", source=name, hint="remove the link")
    elif not os.path.isfile(path):
        yield from _from_pipe(path, name)
    elif lower.endswith(ZIP_SUFFIXES):
        yield from _expand(path, name, _zip_members)
    elif lower.endswith(TAR_SUFFIXES):
        yield from _expand(path, name, _tar_members)
    else:
        yield Source(name=name, path=Path(path))


def _from_pipe(path: str, name: str) -> Found:
    # <(command) of a shell: it can be read only once.
    try:
        with open(path, "rb") as stream:
            yield from _from_stream(name, stream.read(max_bytes() + 1))
    except OSError as error:
        yield LoadError(f"cannot be read: {error.strerror}", source=name, hint="check the path")


def _expand(path: str, name: str, members: Members) -> Found:
    count = total = 0
    try:
        for member, size, data in members(path):
            full = f"{name}!{printable_name(member)}"
            count, total = count + 1, total + size
            if count > MAX_MEMBERS or total > MAX_EXPANSION * max_bytes():
                yield DocumentTooLarge(
                    "the archive holds too much",
                    source=name,
                    place=f"member {count}",
                    hint="split it into smaller ones",
                )
                return
            yield _member(full, member, size, data)
    except _DAMAGED as error:
        yield CorruptDocument(
            f"the archive is damaged: {printable_name(str(error))}",
            source=name,
            place=f"after member {count}",
            hint="fetch it again",
        )
    if count == 0:
        yield LoadError("no files in this archive", source=name, hint="check it")


def _member(name: str, member: str, size: int, data: bytes | None) -> Source | LoadError:
    if member.lower().endswith(ZIP_SUFFIXES + TAR_SUFFIXES):
        return LoadError("an archive inside an archive", source=name, hint="unpack the outer one")
    if size > max_bytes():
        return _too_large(name)
    if data is None:
        return LoadError("protected by a password", source=name, hint="unpack the archive")
    return Source(name=name, member=member, data=data)


def _zip_members(path: str) -> Iterator[tuple[str, int, bytes | None]]:
    with zipfile.ZipFile(path) as archive:
        for info in sorted(archive.infolist(), key=lambda info: info.filename):
            if info.is_dir() or _is_hidden(info.filename):
                continue
            too_large = info.file_size > max_bytes()
            locked = bool(info.flag_bits & 1)
            yield info.filename, info.file_size, None if locked else b"" if too_large else archive.read(info)


def _tar_members(path: str) -> Iterator[tuple[str, int, bytes | None]]:
    with _open_packed(path) as packed:
        tape = _Tape(packed)
        with tarfile.open(fileobj=cast(BinaryIO, tape), mode="r|") as archive:
            for info in archive:
                if info.isfile() and not _is_hidden(info.name):
                    inner = archive.extractfile(info) if info.size <= max_bytes() else None
                    yield info.name, info.size, b"" if inner is None else inner.read()
                archive.members.clear()  # type: ignore[attr-defined]  # tarfile would keep the header of every member
        tape.check_end()


def _open_packed(path: str) -> BinaryIO:
    # Unlike tarfile's own decompression, these say so when the file is cut off.
    with open(path, "rb") as stream:
        start = stream.read(6)
    openers = ((b"\x1f\x8b", gzip.open), (b"\xfd7zXZ\0", lzma.open), (b"BZh", bz2.open))
    opener = next((opener for magic, opener in openers if start.startswith(magic)), open)
    return cast(BinaryIO, opener(path, "rb"))


class _Tape:
    """A stream of bytes that remembers how it ended: tarfile takes a cut archive for a shorter one."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._last = b""

    def read(self, count: int) -> bytes:
        data = self._stream.read(count)
        self._last = (self._last + data)[-tarfile.BLOCKSIZE :]
        return data

    def check_end(self) -> None:
        while self.read(MEBIBYTE):
            pass
        if self._last.strip(b"\0"):
            raise EOFError("it is cut off")


def _is_hidden(member: str) -> bool:
    parts = PurePosixPath(member.replace("\\", "/")).parts
    return any(part == "__MACOSX" or (part.startswith(".") and part not in (".", "..")) for part in parts)


def _too_large(name: str) -> DocumentTooLarge:
    return DocumentTooLarge(
        f"larger than {max_bytes() // (1024 * 1024)} MiB",
        source=name,
        hint="split it into smaller documents, or raise KG_MAX_MB",
    )

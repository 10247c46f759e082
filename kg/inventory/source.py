"""Reads the U.S. Code in USLM: sections, what is above and below them, their credits and notes.

https://uscode.house.gov/download/download.shtml; USLM 1.0 has one `section` element a section, with `identifier`s on it
and on every provision below it.
"""

import re
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from kg.errors import InventoryError

if TYPE_CHECKING:
    from lxml.etree import _Element

_ID: Final = re.compile(r"(?P<title>/us/usc/t\d{1,2}[a-z]?)(?:/(?P<rest>.+))?")
_SECTION: Final = re.compile(r"s\d[^/]*")
_DASHES: Final = str.maketrans({"‐": "-", "‑": "-", "–": "-", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"'})
_RELEASE: Final = re.compile(r"(?:@|\busc-)(\d{2,3}-\d{1,3}(?:not\d+)?)")
_SPACE: Final = re.compile(r"\s+")
SOURCES_HINT: Final = "give USLM XML of the U.S. Code: a file, a folder, a .zip or a .tar.xz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note under a section; `topic` is USLM's own word: "referencesInText", "shortTitle"."""

    topic: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSection:
    """A section of the Code.

    Attributes:
        id: Canonical id.
        heading: Without its number.
        levels: Ids of what it stands in, outermost first, where the file has them.
        paths: What stands below it, "a/1/A", in order.
        credit: The source credit: the acts that made and changed it.
        notes: In order.
        text: The whole text, notes included.
    """

    id: str
    heading: str
    levels: tuple[str, ...]
    paths: tuple[str, ...]
    credit: str
    notes: tuple[Note, ...]
    text: str


@dataclass(slots=True, kw_only=True)
class CodeFiles:
    """Files of the Code, read one after another; the release point is known once they have been read."""

    paths: tuple[Path, ...]
    release: str | None = None
    complete: set[str] = field(default_factory=set)
    """Titles that came as one file with all their levels."""

    def sections(self) -> Iterator[CodeSection]:
        """Every section.

        Raises:
            InventoryError: A path cannot be read, or is no XML.
        """
        for path in self.paths:
            self.release = self.release or _release(path.name)
            for name, stream in _streams(path):
                yield from self._read(name, stream)

    def _read(self, name: str, stream: IO[bytes]) -> Iterator[CodeSection]:
        from lxml import etree

        levels: list[str] = []
        try:
            for event, element in etree.iterparse(stream, events=("start", "end"), huge_tree=True):
                tag = etree.QName(element).localname if isinstance(element.tag, str) else ""
                identifier = _canonical(element)
                if event == "start" and identifier and tag != "section" and _is_level(identifier):
                    levels.append(identifier)
                elif event == "end" and tag == "docPublicationName":
                    self.release = self.release or _release(element.text or "")
                elif event == "end" and tag == "section" and identifier:
                    yield _section(element, identifier, tuple(levels))
                    element.clear()
                elif event == "end" and levels and identifier == levels[-1]:
                    levels.pop()
                    self.complete.add(_title(identifier))
        except (etree.XMLSyntaxError, OSError) as error:
            raise InventoryError(f"no valid XML: {error}", source=name, hint=SOURCES_HINT) from error


def _release(text: str) -> str | None:
    match = _RELEASE.search(text)
    return match.group(1) if match else None


def _streams(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Every XML file of a folder, an archive or a file, with its name, in the order of the names."""
    try:
        if path.is_dir():
            for file in sorted(path.rglob("*.xml")):
                with file.open("rb") as stream:
                    yield str(file), stream
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                for name in sorted(name for name in archive.namelist() if name.endswith(".xml")):
                    with archive.open(name) as member:
                        yield f"{path}:{name}", member
        elif tarfile.is_tarfile(path):
            with tarfile.open(path, "r|*") as tar:
                for entry in tar:
                    packed = tar.extractfile(entry) if entry.isfile() and entry.name.endswith(".xml") else None
                    if packed:
                        yield f"{path}:{entry.name}", BytesIO(packed.read())
        else:
            with path.open("rb") as stream:
                yield str(path), stream
    except (OSError, tarfile.TarError, zipfile.BadZipFile, EOFError) as error:
        raise InventoryError(f"cannot be read: {error}", source=str(path), hint=SOURCES_HINT) from error


def _canonical(element: "_Element") -> str | None:
    identifier = element.get("identifier")
    return "".join(identifier.split()).translate(_DASHES).rstrip("/") if identifier else None


def _title(identifier: str) -> str:
    match = _ID.fullmatch(identifier)
    return match.group("title") if match else ""


def _is_level(identifier: str) -> bool:
    """Whether an id names a title or what stands between it and its sections."""
    match = _ID.fullmatch(identifier)
    return match is not None and not any(_SECTION.fullmatch(piece) for piece in (match.group("rest") or "").split("/"))


def _section(element: "_Element", identifier: str, levels: tuple[str, ...]) -> CodeSection:
    root = f"{identifier}/"
    below = (_canonical(each) or "" for each in element.iter("{*}*") if each is not element)
    heading = element.find("{*}heading")
    return CodeSection(
        id=identifier,
        heading=_words(heading).strip("[] ") if heading is not None else "",
        levels=levels,
        paths=tuple(dict.fromkeys(each[len(root) :] for each in below if each.startswith(root))),
        credit=" ".join(_words(each) for each in element.iter("{*}sourceCredit")),
        notes=tuple(_notes(element)),
        text=_words(element),
    )


def _notes(element: "_Element") -> Iterator[Note]:
    for note in element.iter("{*}note"):
        text = " ".join(_words(part) for part in note if not str(part.tag).endswith("}heading"))
        yield Note(topic=note.get("topic", ""), text=text)


def _words(element: "_Element") -> str:
    """The text of an element, dashes and quotation marks plain, white space single."""
    return _SPACE.sub(" ", "".join(map(str, element.itertext("{*}*")))).translate(_DASHES).strip()

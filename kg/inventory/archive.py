"""The file that an inventory is kept in: a zip of UTF-8 texts, the same bytes for the same texts."""

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from kg.errors import InventoryError

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip can hold: of when it was made nothing is kept, so that the bytes do not change."""
_RELEASE = "release.json"
_FORMAT = 1


class Archive:
    """An inventory that was written, opened once; each text is read when it is asked for.

    Raises:
        InventoryError: It cannot be read, or is of another format.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile) as error:
            raise InventoryError("cannot be read as an inventory", source=str(path), hint=_HINT) from error
        self._names = frozenset(self._zip.namelist())
        self.about = self._about()

    def _about(self) -> dict[str, Any]:
        about = cast(dict[str, Any], json.loads(self.text(_RELEASE) or "{}"))
        if about.get("format") != _FORMAT:
            raise InventoryError(f"is no inventory of format {_FORMAT}", source=str(self.path), hint=_HINT)
        return about

    def text(self, name: str) -> str:
        """One text of the archive; empty where there is none of that name."""
        return self._zip.read(name).decode() if name in self._names else ""


_HINT = "make one with `kg inventory build`"


def write_archive(path: Path, about: Mapping[str, object], texts: Mapping[str, str]) -> None:
    """Write the texts and what is said about them.

    Raises:
        InventoryError: The file cannot be written.
    """
    header = json.dumps({"format": _FORMAT, **about}, indent=1, sort_keys=True) + "\n"
    try:
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in [(_RELEASE, header), *sorted(texts.items())]:
                info = zipfile.ZipInfo(name, date_time=_EPOCH)
                info.create_system = 3  # the same on every system
                info.external_attr = 0o644 << 16
                archive.writestr(info, text.encode(), compress_type=zipfile.ZIP_DEFLATED, compresslevel=9)
    except OSError as error:
        raise InventoryError(f"cannot be written: {error.strerror}", source=str(path)) from error

"""The folder of a store that lives in this process: what is in it, and whether it is ours."""

import json
from collections.abc import Set
from pathlib import Path
from typing import Final, cast

from kg.errors import StoreError
from kg.stores.lock import HOLDERS, LOCK

VERSION: Final = 1
"""Of the layout; a store of a higher one is refused."""

FORMAT_FILE: Final = "format.json"
SCHEMES: Final = {"arcadedb": "embedded", "oxigraph": "rdf"}
"""The engine that a folder was made by, and how its URI begins."""


def check_folder(folder: Path, engine: str, own: Set[str], create: bool) -> bool:
    """Whether there is a store; a folder that is neither ours nor empty is refused.

    Args:
        folder: Where it is looked for.
        engine: What it has to be made by.
        own: Names in the folder that the engine uses beside the lock.
        create: Whether one may be made.

    Raises:
        StoreError: There is none and none may be made, or what is there is something else.
    """
    missing = StoreError("no graph here yet", source=str(folder), hint="`kg import PATH` makes one")
    if not folder.exists():
        if not create:
            raise missing
        return False
    if not folder.is_dir():
        raise StoreError("a file, no folder of a graph", source=str(folder), hint="name another one with --store")
    names = {path.name for path in folder.iterdir()}
    if FORMAT_FILE in names:
        _check_marker(folder, engine)
        return True
    if names and not (names <= {FORMAT_FILE, LOCK, HOLDERS, *own} and LOCK in names):
        raise StoreError("not empty, and no graph of ours", source=str(folder), hint="name another one with --store")
    if not create:
        raise missing
    return False


def make_folder(folder: Path) -> None:
    """Make it, with the folders that it is in.

    Raises:
        StoreError: It cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"cannot be made: {error.strerror}", source=str(folder)) from error


def write_marker(folder: Path, engine: str, **more: str) -> None:
    """Say that the store is complete, and what made it."""
    content = {"format": "statute-kg", "version": VERSION, "engine": engine, **more}
    (folder / FORMAT_FILE).write_text(json.dumps(content) + "\n", encoding="utf-8")


def read_marker(folder: Path) -> dict[str, object]:
    """What `write_marker` wrote; empty where it cannot be read."""
    try:
        content = json.loads((folder / FORMAT_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return cast(dict[str, object], content) if isinstance(content, dict) else {}


def _check_marker(folder: Path, engine: str) -> None:
    content = read_marker(folder)
    version, made_by = content.get("version"), str(content.get("engine"))
    if content.get("format") != "statute-kg" or not isinstance(version, int):
        raise StoreError(f"{FORMAT_FILE} is not ours", source=str(folder), hint="name another folder with --store")
    if made_by in SCHEMES and made_by != engine:
        raise StoreError(
            f"a store of another kind, made by {made_by}",
            source=str(folder),
            hint=f"name it as {SCHEMES[made_by]}:{folder}",
        )
    if version > VERSION:
        raise StoreError(
            f"made by a newer statute-kg (version {version} of the layout, this one knows {VERSION})",
            source=str(folder),
            hint="upgrade statute-kg, or import into a new folder",
        )

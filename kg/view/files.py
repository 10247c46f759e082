"""Puts a page or a picture where it belongs."""

from contextlib import suppress
from os import getpid
from pathlib import Path

from kg.errors import KgError


def write_page(path: Path, page: bytes) -> None:
    """Puts the page at `path`, whole or not at all.

    Raises:
        KgError: It cannot be written there.
    """
    draft = path.with_name(f".{path.name}.{getpid()}.tmp")
    try:
        with draft.open("xb") as stream:
            stream.write(page)
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise KgError(
            f"the page cannot be written: {error.strerror}",
            source=str(path),
            hint="check the folder and its permissions",
        ) from error

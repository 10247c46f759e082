"""Files that are written whole or not at all."""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from kg.errors import KgError


def write_whole(target: str, chunks: Iterable[bytes]) -> None:
    """Write to the file `target`, or to stdout for `-`; what was there before stays until everything is written.

    Raises:
        KgError: It cannot be written.
    """
    path = Path(target)
    if target == "-":
        sys.stdout.buffer.writelines(chunks)
        return
    direct = path.exists() and not path.is_file()  # a pipe or a device has nothing that could be kept
    draft = path if direct else path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with draft.open("wb" if direct else "xb") as stream:
            stream.writelines(chunks)
            stream.flush()
            if not direct:
                os.fsync(stream.fileno())
                draft.replace(path)
    except OSError as error:
        raise KgError(
            f"cannot be written: {error.strerror}", source=target, hint="check the folder and its permissions"
        ) from error
    finally:
        if not direct:
            with suppress(OSError):
                draft.unlink()

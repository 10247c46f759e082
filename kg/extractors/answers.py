"""Answers of a model, kept by what was asked, so that a run repeats without a network."""

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

import platformdirs

from kg.errors import ExtractorError


def default_folder() -> Path:
    """Where answers are kept: in the user's cache."""
    return Path(platformdirs.user_cache_dir("statute-kg")) / "answers"


class Answers:
    """Answers on disk, one file each, named by a hash of the request; which endpoint answered plays no part.

    Args:
        folder: Made when the first answer comes.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, request: Mapping[str, object]) -> str | None:
        """The answer that was kept, or None."""
        try:
            return self._path(request).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise ExtractorError(
                f"an answer that was kept cannot be read: {error}", hint=f"delete the folder {self._folder}"
            ) from error

    def put(self, request: Mapping[str, object], answer: str) -> None:
        """Keep an answer: whole or not at all, whoever else writes at the same time.

        Raises:
            ExtractorError: The folder cannot be written.
        """
        path = self._path(request)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent)
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
                stream.write(answer)
            Path(name).replace(path)
        except OSError as error:
            raise ExtractorError(
                f"the answer cannot be kept: {error}", hint="let XDG_CACHE_HOME name a folder that can be written"
            ) from error

    def _path(self, request: Mapping[str, object]) -> Path:
        text = json.dumps(request, sort_keys=True, ensure_ascii=True)
        name = hashlib.sha256(text.encode()).hexdigest()
        return self._folder / name[:2] / f"{name}.json"

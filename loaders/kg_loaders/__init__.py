"""The loaders: one module per input format.

Importing this package is cheap: what a format needs is imported when a file of that format is loaded.
"""

from collections.abc import Iterator
from importlib.metadata import entry_points
from typing import Final

from kg.errors import UnsupportedFormat
from kg.loading import ENTRY_POINT_GROUP, LoaderSpec, merge_loaders
from kg_loaders import csv, docx, eml, html, json, jsonl, mhtml, pdf, text, uslm

LOADERS: Final[dict[str, LoaderSpec]] = {
    module.spec.name: module.spec for module in (csv, docx, eml, html, json, jsonl, mhtml, pdf, text, uslm)
}
"""The built-in loaders, by name."""


def all_loaders() -> dict[str, LoaderSpec]:
    """The built-in loaders, and those that installed packages offer under the entry point group `kg.loaders`.

    Raises:
        AmbiguousFormat: A package offers a name that is taken.
        UnsupportedFormat: A package offers something that is no loader.
    """
    return merge_loaders(LOADERS, _plugins())


def _plugins() -> Iterator[LoaderSpec]:
    for entry in sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda entry: entry.name):
        try:
            plugin = entry.load()
        except Exception as error:  # a plugin may fail in any way; the message names it
            raise UnsupportedFormat(
                f"the loader {entry.name!r} ({entry.value}) cannot be imported: {error}", hint="repair or uninstall it"
            ) from error
        if not isinstance(plugin, LoaderSpec):
            raise UnsupportedFormat(
                f"the loader {entry.name!r} ({entry.value}) is no LoaderSpec", hint="ask its author"
            )
        yield plugin

"""Which extractors there are, and how the chosen ones are started."""

from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import entry_points
from typing import Final

from kg.errors import ExtractorError, KgError
from kg.extractors.spec import Extractor, ExtractorSpec

ENTRY_POINT_GROUP: Final = "kg.extractors"


def _start_openai() -> Extractor:
    from kg.extractors.openai import start

    return start()


EXTRACTORS: Final[dict[str, ExtractorSpec]] = {
    "openai": ExtractorSpec(
        name="openai",
        description="a language model behind any OpenAI-compatible endpoint (KG_OPENAI_URL, KG_OPENAI_MODEL)",
        start=_start_openai,
    )
}
"""The built-in extractors, by name."""


def installed_extractors() -> dict[str, ExtractorSpec]:
    """The built-in extractors, and those that installed packages offer.

    Raises:
        ExtractorError: A package offers a name that is taken, or something that is no extractor.
    """
    found = dict(EXTRACTORS)
    for spec in _plugins():
        if spec.name in found:
            raise ExtractorError(f"two extractors are called {spec.name!r}", hint="uninstall one of the packages")
        found[spec.name] = spec
    return found


def _plugins() -> Iterator[ExtractorSpec]:
    for entry in sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda entry: (entry.name, entry.value)):
        try:
            plugin = entry.load()
        except Exception as error:  # a plugin may fail in any way; the message names it
            raise ExtractorError(
                f"the extractor {entry.name!r} ({entry.value}) cannot be imported: {error}",
                hint="repair or uninstall it",
            ) from error
        if not isinstance(plugin, ExtractorSpec):
            raise ExtractorError(
                f"the extractor {entry.name!r} ({entry.value}) is no ExtractorSpec", hint="ask its author"
            )
        yield plugin


class Extractors:
    """The chosen extractors; a worker process gets their names, and starts its own.

    Args:
        names: In the order in which they are asked; a name that comes twice counts once.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.names = tuple(dict.fromkeys(names))
        self._started: dict[str, Extractor] | None = None

    def started(self) -> Mapping[str, Extractor]:
        """The extractors by name, started at the first call.

        Raises:
            ExtractorError: There is none of a name, or it cannot be started.
        """
        if self._started is None:
            installed = installed_extractors() if self.names else {}
            self._started = {name: _start(name, installed) for name in self.names}
        return self._started

    def __reduce__(self) -> tuple[object, ...]:
        return Extractors, (self.names,)


def _start(name: str, installed: Mapping[str, ExtractorSpec]) -> Extractor:
    if name not in installed:
        raise ExtractorError(f"no extractor is called {name!r}", hint=f"installed: {', '.join(sorted(installed))}")
    try:
        return installed[name].start()
    except KgError:
        raise
    except Exception as error:
        raise ExtractorError(
            f"the extractor {name!r} cannot be started: {type(error).__name__}: {error}", hint="see its documentation"
        ) from error

"""From a file to documents: which loader, exactly one, and what it gives."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kg.document import Document, Source
from kg.errors import AmbiguousFormat, CorruptDocument, KgError, UnsupportedFormat

HEAD_BYTES: Final = 64 * 1024
ENTRY_POINT_GROUP: Final = "kg.loaders"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoaderSpec:
    """One input format.

    Attributes:
        name: What `--format` takes.
        description: One line for `kg doctor` and the documentation.
        suffixes: File name endings, lower case with dot.
        sniff: Says from the first bytes (at most `HEAD_BYTES`) whether the content is of this format.
        load: Yields the documents; raises LoadError for a broken source.
        fallback: Reads any text, and so yields to every loader that knows the content.
    """

    name: str
    description: str
    suffixes: tuple[str, ...]
    sniff: Callable[[bytes], bool]
    load: Callable[[Source], Iterator[Document]]
    fallback: bool = False


def detect(source: Source, loaders: Mapping[str, LoaderSpec]) -> LoaderSpec:
    """The loader whose content test and file name agree best.

    Content decides; the name only chooses between loaders whose content tests both pass. A name that promises a
    format which the content is not ("page.pdf" that holds a plain text) is refused rather than read as something else.

    Raises:
        CorruptDocument: The file is empty, or its content is not what its name says.
        UnsupportedFormat: No content test passes.
        AmbiguousFormat: Two pass and the name does not decide.
    """
    head = source.head(HEAD_BYTES)
    if not head.strip():
        raise CorruptDocument("the file is empty", source=source.name, hint="leave it out, or fetch it again")
    claims = [spec for spec in loaders.values() if spec.sniff(head)]
    named = [spec for spec in claims if source.suffix in spec.suffixes]
    chosen = named or [spec for spec in claims if not spec.fallback] or claims
    if not chosen:
        raise UnsupportedFormat(
            "no loader reads this content", source=source.name, hint=f"formats: {', '.join(sorted(loaders))}"
        )
    if len(chosen) > 1:
        names = ", ".join(spec.name for spec in chosen)
        raise AmbiguousFormat(f"could be {names}", source=source.name, hint="choose one with --format")
    if chosen[0].fallback and not named:
        _check_name(source, chosen[0], loaders)
    return chosen[0]


def _check_name(source: Source, chosen: LoaderSpec, loaders: Mapping[str, LoaderSpec]) -> None:
    for spec in loaders.values():
        if source.suffix in spec.suffixes:
            raise CorruptDocument(
                f"named {source.suffix}, but the content is not {spec.name}",
                source=source.name,
                hint=f"rename it, or read it with --format {spec.name} or --format {chosen.name}",
            )


def load(source: Source, loaders: Mapping[str, LoaderSpec], format: str | None = None) -> Iterator[Document]:
    """The documents of one source.

    Raises:
        LoadError: One of its children, with the source's name in it; also when no document has any text.
    """
    if format is not None and format not in loaders:
        raise UnsupportedFormat(
            f"no format {format!r}", source=source.name, hint=f"formats: {', '.join(sorted(loaders))}"
        )
    try:
        spec = loaders[format] if format else detect(source, loaders)
        found = False
        for document in spec.load(source):
            found = found or bool(document.text.strip())
            yield document
        if not found:
            raise CorruptDocument("no text in it", source=source.name, hint="leave it out, or check the original")
    except KgError as error:
        raise error.at(source.name) from error.__cause__
    except RecursionError as error:
        raise CorruptDocument("nested too deeply", source=source.name, hint="check the original") from error


def with_text(documents: Iterable[Document]) -> Iterator[Document]:
    """The documents, but for a source in which none has text: `load` ends with an error there."""
    blank: list[Document] = []
    found = False
    for document in documents:
        blank.append(document)
        found = found or bool(document.text.strip())
        if found:
            yield from blank
            blank.clear()


def merge_loaders(builtin: Mapping[str, LoaderSpec], others: Iterable[LoaderSpec]) -> dict[str, LoaderSpec]:
    """Built-in loaders and those of third parties; a third party cannot replace a built-in one."""
    merged = dict(builtin)
    for spec in others:
        if spec.name in merged:
            raise AmbiguousFormat(f"two loaders are called {spec.name!r}", hint="uninstall one of the packages")
        merged[spec.name] = spec
    return merged

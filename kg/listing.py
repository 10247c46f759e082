"""The references of documents, as `kg references` prints them."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from kg.document import Document, Source
from kg.errors import LoadError
from kg.loading import LoaderSpec, load, with_text
from kg.references import Reference, find_references
from kg.spread import Part, Work, map_sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A document with its references.

    Attributes:
        doc_id: The id that a JSON line gives the document, else its source.
        title: Its title, or None.
        text: What the offsets of the references refer to.
        references: In the order of the text.
    """

    doc_id: str
    title: str | None
    text: str
    references: tuple[Reference, ...]


def list_references(
    sources: Iterable[Source | LoadError],
    loaders: Callable[[], Mapping[str, LoaderSpec]],
    format: str | None = None,
    *,
    jobs: int = 1,
) -> Iterator[Part[Listed]]:
    """The references of every document, in the order of the sources whatever the number of processes.

    Args:
        sources: Sources, and errors about those that could not be opened.
        loaders: Gives the loaders; a module's own function, so that its name can be sent to a worker process.
        format: Name of the one loader to use, or None to detect it.
        jobs: Processes that load and read.
    """
    read = partial(_documents, loaders=loaders, format=format)
    return map_sources(sources, Work(read=read, do=list_document, name=_name, size=_size), jobs=jobs)


def list_document(document: Document) -> Listed:
    """The references of one document."""
    return Listed(
        doc_id=document.source,
        title=document.title,
        text=document.text,
        references=tuple(find_references(document.text, document.base)),
    )


def reference_lines(listed: Listed) -> Iterator[str]:
    """A JSON line for each reference, with the same bytes on every run."""
    for reference in listed.references:
        yield json.dumps(
            {
                "doc_id": listed.doc_id,
                "start": reference.start,
                "end": reference.end,
                "target": reference.target,
                "flags": reference.flags,
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )


def _documents(
    source: Source, loaders: Callable[[], Mapping[str, LoaderSpec]], format: str | None
) -> Iterator[Document]:
    return with_text(load(source, loaders(), format))


def _name(document: Document) -> str:
    return document.source


def _size(document: Document) -> int:
    return len(document.text)

"""The line: file -> loader -> Document -> mentions -> claims -> graph -> store."""

import gzip
import io
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import IO, Final

from kg.document import Document, Source
from kg.errors import CorruptDocument, KgError, LoadError
from kg.extraction import Extraction, read_extractions
from kg.extractors import Extractor, Extractors
from kg.extractors.gates import ask_extractors
from kg.loading import HEAD_BYTES, LoaderSpec, load, with_text
from kg.mapping import Mapping as RowMapping
from kg.mapping import load_mapping, map_records, mapping_beside
from kg.mentions.finding import find_mentions
from kg.projection import identity_of, project
from kg.relate import relate
from kg.resolve import resolve_mentions
from kg.spread import Part, Work, map_source, map_sources
from kg.stores.base import Outcome, View, Written
from kg.text import read_text
from kg.validate import check_extraction

BATCH_DOCUMENTS: Final = 200
BATCH_CLAIMS: Final = 10_000
CLAIMS_HEAD: Final = re.compile(rb'\s*\{"type":\s*"document",\s*"id":\s*"/(?:doc/sha256|decision)/')
"""How a file of `kg extract` or `kg export` begins."""

Add = Callable[[Sequence[Extraction]], Written]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How sources are read.

    Attributes:
        loaders: Gives the loaders; a module's own function, so that its name can be sent to a worker process.
        format: Name of the one loader to use, or None to detect it.
        mapping: How rows become claims; None for the mapping that stands beside a file, where there is one.
        check: Whether a document whose claims break the schema is an error, as a store demands.
        quarantine: Whether to keep what the gates refused, with the reasons.
        extractors: What proposes claims beside the rules.
    """

    loaders: Callable[[], Mapping[str, LoaderSpec]]
    format: str | None = None
    mapping: RowMapping | None = None
    check: bool = False
    quarantine: bool = False
    extractors: Extractors = field(default_factory=Extractors)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What came of a source, or of a part of it: one with many documents comes in several of these.

    Attributes:
        source: Its name.
        extractions: The documents that could be read.
        errors: Why others could not.
    """

    source: str
    extractions: tuple[Extraction, ...] = ()
    errors: tuple[KgError, ...] = ()


@dataclass(slots=True, kw_only=True)
class ImportReport:
    """What an import did.

    Attributes:
        new, replaced, unchanged, failed: Documents.
        repeated: Documents whose text came earlier in the same import.
        nodes, claims: How many came into being.
        writes: Statements that changed the store.
        errors: One for each failed document or source.
    """

    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    repeated: int = 0
    failed: int = 0
    nodes: int = 0
    claims: int = 0
    writes: int = 0
    errors: list[KgError] = field(default_factory=list)

    def count(self, written: Written) -> None:
        """Add what one batch changed."""
        outcomes = [outcome for _, outcome in written.outcomes]
        self.new += outcomes.count("new")
        self.replaced += outcomes.count("replaced")
        self.unchanged += outcomes.count("unchanged")
        self.nodes += written.nodes
        self.claims += written.claims
        self.writes += written.writes


def extract(
    document: Document,
    mapping: RowMapping | None = None,
    *,
    quarantine: bool = False,
    extractors: Mapping[str, Extractor] | None = None,
) -> Extraction:
    """Everything that one document says: a pure function of it, of the mapping of its rows and of what extractors say.

    Args:
        document: As a loader gives it.
        mapping: How its rows become claims, where it has rows.
        quarantine: Whether to keep what the gates refused.
        extractors: What proposes claims beside the rules, by name.
    """
    if document.records and mapping:
        return map_records(document, mapping)
    text = read_text(document)
    resolution = resolve_mentions(text, find_mentions(text))
    extraction, refused = relate(resolution)
    if extractors:
        extraction, refused = ask_extractors(extraction, refused, resolution, extractors)
    return replace(extraction, refused=tuple(refused)) if quarantine else extraction


def extract_sources(sources: Iterable[Source | LoadError], reading: Reading, *, jobs: int = 1) -> Iterator[Extracted]:
    """What every source says, in the order of the sources whatever the number of processes.

    Args:
        sources: Sources, and errors about those that could not be opened.
        reading: How to read them.
        jobs: Processes that load and extract.
    """
    return map(_sorted_out, map_sources(sources, _work(reading), jobs=jobs))


def extract_source(source: Source, reading: Reading) -> Iterator[Extracted]:
    """What one source says, in parts; a document that fails does not keep the others from being read."""
    return map(_sorted_out, map_source(source, _work(reading)))


_Found = tuple[Document, RowMapping | None] | Extraction


def _work(reading: Reading) -> Work[_Found, Extraction]:
    return Work(read=partial(_read, reading=reading), do=partial(_extracted, reading=reading), name=_name, size=_size)


def _name(found: _Found) -> str:
    return found.document.source if isinstance(found, Extraction) else found[0].source


def _size(found: _Found) -> int:
    return 0 if isinstance(found, Extraction) else len(found[0].text)


def _sorted_out(part: Part[Extraction]) -> Extracted:
    return Extracted(
        source=part.source,
        extractions=tuple(item for item in part.items if isinstance(item, Extraction)),
        errors=tuple(item for item in part.items if isinstance(item, KgError)),
    )


def checked(source: str, extraction: Extraction) -> Extracted:
    """A document of another store on its way into one; what breaks the schema is an error."""
    try:
        check_extraction(extraction)
    except KgError as error:
        return Extracted(source=source, errors=(error.at(source),))
    return Extracted(source=source, extractions=(extraction,))


def import_sources(
    extracted: Iterable[Extracted], add: Add, *, failed: Callable[[KgError], None] = lambda error: None
) -> ImportReport:
    """Store what sources say, batch by batch: each is stored whole or not at all.

    Args:
        extracted: From `extract_sources`.
        add: `Writer.add`, or `Rehearsal.add` for a dry run.
        failed: Told of each document that could not be read, when it happens.

    Raises:
        StoreError: The store cannot be written; the batches before it are stored.
    """
    report = ImportReport()
    batch: list[Extraction] = []
    seen: set[str] = set()
    claims = 0
    for part in extracted:
        for error in part.errors:
            report.errors.append(error)
            failed(error)
        for extraction in part.extractions:
            if extraction.document.id in seen:
                report.repeated += 1
                continue
            seen.add(extraction.document.id)
            batch.append(extraction)
            claims += len(extraction.claims)
            if len(batch) >= BATCH_DOCUMENTS or claims >= BATCH_CLAIMS:
                report.count(add(batch))
                batch, claims = [], 0
    if batch:
        report.count(add(batch))
    report.failed = len(report.errors)
    return report


class Rehearsal:
    """Works out what writing would do.

    Args:
        view: Of the store, or None where there is none yet.
    """

    def __init__(self, view: View | None) -> None:
        self._digests: dict[str, str] = {}
        self._ids: set[str] = set()
        self._identity = identity_of(view.decisions() if view else ())
        for extraction in view.extractions() if view else ():
            self._digests[extraction.document.id] = extraction.digest()
            self._ids.update(self._known_as(extraction))

    def add(self, extractions: Sequence[Extraction]) -> Written:
        """What `Writer.add` would answer, but for what replacing a document would take away."""
        outcomes: list[tuple[str, Outcome]] = []
        nodes = claims = 0
        for extraction in extractions:
            key = extraction.document.id
            known = self._digests.get(key)
            outcomes.append((key, "new" if known is None else _changed(known, extraction)))
            fresh = self._known_as(extraction) - self._ids
            self._ids |= fresh
            claims += sum(name.startswith("/claim/") for name in fresh)
            nodes += sum(not name.startswith("/claim/") for name in fresh)
        return Written(outcomes=tuple(outcomes), nodes=nodes, claims=claims)

    def _known_as(self, extraction: Extraction) -> set[str]:
        """The nodes and claims of a document, by the decisions of the store."""
        return _ids(project(extraction, self._identity).extraction)


def _ids(extraction: Extraction) -> set[str]:
    return {entity.id for entity in extraction.entities} | {claim.id for claim in extraction.claims}


def _changed(known: str, extraction: Extraction) -> Outcome:
    return "unchanged" if known == extraction.digest() else "replaced"


def _read(source: Source, reading: Reading) -> Iterator[_Found]:
    """The documents of a source with the mapping of their rows, or what was extracted from it earlier."""
    if reading.format is None and _holds_claims(source):
        yield from _read_claims(source)
        return
    mapping = reading.mapping or _mapping_of(source)
    for document in with_text(load(source, reading.loaders(), reading.format)):
        yield document, mapping


def _extracted(found: _Found, reading: Reading) -> Extraction:
    if isinstance(found, Extraction):
        extraction = found
    else:
        extraction = extract(*found, quarantine=reading.quarantine, extractors=reading.extractors.started())
    if reading.check:
        check_extraction(extraction)
    return extraction


def _mapping_of(source: Source) -> RowMapping | None:
    beside = mapping_beside(source.path) if source.path and not source.member else None
    return load_mapping(beside) if beside else None


def _holds_claims(source: Source) -> bool:
    return CLAIMS_HEAD.match(source.head(HEAD_BYTES)) is not None


def _read_claims(source: Source) -> Iterator[Extraction]:
    try:
        with _open_claims(source) as lines:
            yield from read_extractions(lines, source.name)
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise CorruptDocument(
            f"cannot be read to its end: {error}", source=source.name, hint="copy it again"
        ) from error


def _open_claims(source: Source) -> IO[str]:
    if source.path is None or source.member is not None:
        return io.TextIOWrapper(io.BytesIO(source.read()), encoding="utf-8")
    # A file is streamed: an exported graph may be larger than the largest document.
    if source.path.name.lower().endswith(".gz"):
        return gzip.open(source.path, "rt", encoding="utf-8")
    return source.path.open(encoding="utf-8")

"""`kg copy`: a graph from one place to another."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import click

from kg.cli.files import write_whole
from kg.cli.importing import EXIT_WITH_FAILURES, report_json
from kg.cli.lazy import command
from kg.cli.options import all_loaders, embedded_folder, json_option
from kg.cli.terminal import print_json, report_error, safe_json, with_progress
from kg.document import Source
from kg.errors import KgError
from kg.export import claims_lines
from kg.pipeline import Extracted, ImportReport, Reading, checked, extract_source, import_sources
from kg.sources import find_sources
from kg.stores import open_store
from kg.stores.address import without_password

CLAIMS_SUFFIXES: Final = (".jsonl", ".jsonl.gz")


@command(
    "copy",
    examples=(
        "kg copy .kg neo4j://neo4j@localhost/neo4j",
        "kg copy neo4j+s://reader@db.example.org/law backup.jsonl",
        "kg copy graph.jsonl embedded:graph",
        "kg copy .kg rdf:triples",
        "kg copy sparql+https://me@data.example.org/law embedded:copy",
    ),
)
@click.argument("origin", metavar="FROM")
@click.argument("target", metavar="TO")
@json_option
@click.pass_context
def copy(ctx: click.Context, origin: str, target: str, as_json: bool) -> None:
    """Copy the graph from one store to another.

    FROM and TO are stores, as --store takes them, or files of claims (.jsonl, and .jsonl.gz to read). Nothing is lost
    on the way: nodes, claims, evidence, documents, decisions. What is in TO already stays; a document that is there as
    it is in FROM is not written again, so an interrupted copy goes on where it was when it is started again. A file is
    replaced once the new one is complete.

    A document that cannot be copied is reported and the others go on; the exit status is then 1.
    """
    if _place(origin) == _place(target):
        raise KgError("FROM and TO are the same", source=without_password(target), hint="name another place to copy to")
    report = _to_file(origin, target) if _is_claims(target) else _to_store(origin, target)
    if as_json:
        print_json({"from": without_password(origin), "to": without_password(target), **report_json(report)})
    else:
        words = f"{report.new} new, {report.unchanged} unchanged, {report.replaced} replaced, {report.failed} failed"
        click.echo(f"Copied {without_password(origin)} to {without_password(target)}: {words}")
    if report.failed:
        ctx.exit(EXIT_WITH_FAILURES)


def _to_store(origin: str, target: str) -> ImportReport:
    with ExitStack() as stack:
        parts, total = _read(origin, stack)  # first: a FROM that is not there must not make a TO
        writer = stack.enter_context(open_store(target, create=True)).writer()
        counted = with_progress(parts, "Copying", _documents, total)
        return import_sources(counted, writer.add, failed=report_error)


def _to_file(origin: str, target: str) -> ImportReport:
    report = ImportReport()

    def chunks(parts: Iterator[Extracted]) -> Iterator[bytes]:
        for part in parts:
            report.new += len(part.extractions)
            report.errors += part.errors
            for error in part.errors:
                report_error(error)
            for line in claims_lines(part.extractions):
                yield safe_json(line).encode()

    if not target.endswith(CLAIMS_SUFFIXES[0]):
        raise KgError(
            "a compressed file is not written", source=target, hint="name a .jsonl, or use `kg export - | gzip`"
        )
    with ExitStack() as stack:
        parts, total = _read(origin, stack)
        write_whole(target, chunks(with_progress(parts, "Copying", _documents, total)))
    report.failed = len(report.errors)
    return report


def _read(origin: str, stack: ExitStack) -> tuple[Iterator[Extracted], int | None]:
    """What FROM holds, and how many documents that are where it is known."""
    if _is_claims(origin):
        return _read_file(origin), None
    view = stack.enter_context(open_store(origin, read_only=True)).view()
    name = without_password(origin)
    total = len(view.documents()) + len(view.decisions())
    return (checked(name, extraction) for extraction in view.extractions()), total


def _read_file(path: str) -> Iterator[Extracted]:
    reading = Reading(loaders=all_loaders, check=True)
    for found in find_sources((path,)):
        if isinstance(found, Source):
            yield from extract_source(found, reading)
        else:
            yield Extracted(source=path, errors=(found,))


def _documents(part: Extracted) -> int:
    return len(part.extractions) + len(part.errors)


def _is_claims(place: str) -> bool:
    return place.lower().endswith(CLAIMS_SUFFIXES) and "://" not in place and not Path(place).is_dir()


def _place(place: str) -> str:
    """The same text for the same place, as far as that can be seen from outside."""
    folder = Path(place) if _is_claims(place) else embedded_folder(place)
    return str(folder.resolve()) if folder is not None else without_password(place).rstrip("/")

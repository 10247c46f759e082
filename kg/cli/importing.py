"""`kg import` and `kg extract`: documents in."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import click

from kg.cli.jobs import choose_jobs, is_document
from kg.cli.lazy import command
from kg.cli.options import all_loaders, holds_nothing, json_option, paths_argument, reading_options, store_option
from kg.cli.terminal import error_json, print_json, report_error, safe_json, with_progress
from kg.document import Source
from kg.errors import LoadError
from kg.extraction import extraction_lines
from kg.extractors import Extractors
from kg.mapping import load_mapping
from kg.pipeline import Extracted, ImportReport, Reading, Rehearsal, extract_sources, import_sources
from kg.sources import find_sources
from kg.stores import open_store

EXIT_WITH_FAILURES: Final = 1


@command(
    "import",
    examples=(
        "kg import examples/",
        "kg import --jobs 4 opinions/ 'news/*.html' notices.zip",
        "kg import --base /us/usc/t26/s6103 section.txt",
        "kg import --dry-run --json inbox/",
        "kg import --store embedded:copy graph.jsonl",
        "curl -s https://example.org/ruling.html | kg import -",
    ),
)
@paths_argument
@reading_options
@click.option("--dry-run", is_flag=True, help="Store nothing; say what would happen.")
@store_option
@json_option
@click.pass_context
def import_(
    ctx: click.Context,
    paths: tuple[str, ...],
    format: str | None,
    jobs: int | None,
    base: str | None,
    date: str | None,
    mapping: str | None,
    extractors: tuple[str, ...],
    dry_run: bool,
    store: str,
    as_json: bool,
) -> None:
    """Read documents and store what they say.

    PATH is a file, a folder, a glob pattern, a zip or tar archive, or - for stdin. Files of `kg export` and
    `kg extract` are imported as they are. A document that is there already is left alone, so a second import writes
    nothing. A document that fails is reported and the others go on; the exit status is then 1.
    """
    extracted = _extracted(paths, base, date, _reading(format, mapping, extractors, check=True), jobs, "Importing")
    if dry_run:
        report = _rehearse(extracted, store)
    else:
        with open_store(store, create=True) as opened:
            report = import_sources(extracted, opened.writer().add, failed=report_error)
    if as_json:
        print_json({"dry_run": dry_run, **report_json(report)})
    else:
        click.echo(_report_text(report, dry_run))
    if report.failed:
        ctx.exit(EXIT_WITH_FAILURES)


@command(
    "extract",
    examples=(
        "kg extract ruling.txt",
        "kg extract --mentions ruling.txt | jq 'select(.type == \"mention\")'",
        'kg extract --quarantine ruling.txt | grep \'^{"type":"refused"\'',
        "kg extract --jobs 4 opinions.jsonl > claims.jsonl",
        "kg extract --extractor openai --quarantine ruling.txt",
    ),
)
@paths_argument
@click.option("--mentions", is_flag=True, help="Print the mentions of each document as well.")
@click.option("--quarantine", is_flag=True, help="Print as well what the gates refused, with the reason.")
@reading_options
@click.pass_context
def extract(
    ctx: click.Context,
    paths: tuple[str, ...],
    mentions: bool,
    quarantine: bool,
    format: str | None,
    jobs: int | None,
    base: str | None,
    date: str | None,
    mapping: str | None,
    extractors: tuple[str, ...],
) -> None:
    """Print what documents say as JSON lines.

    Nothing is stored. Each document is a line of its own, followed by its nodes and its claims in the order of their
    ids; the same input gives the same bytes on every run. PATH is what `kg import` takes.

    With --quarantine the claims that a rule proposed and a gate refused follow those of the document, in the order of
    the text: which gate it was, and why.
    """
    failed = False
    out = sys.stdout.buffer
    reading = replace(_reading(format, mapping, extractors, check=False), quarantine=quarantine)
    for part in _extracted(paths, base, date, reading, jobs, "Extracting"):
        for extraction in part.extractions:
            for line in extraction_lines(extraction, mentions=mentions):
                out.write(safe_json(line).encode() + b"\n")
        for error in part.errors:
            failed = True
            out.flush()
            report_error(error)
    out.flush()
    if failed:
        ctx.exit(EXIT_WITH_FAILURES)


def _reading(format: str | None, mapping: str | None, extractors: tuple[str, ...], *, check: bool) -> Reading:
    rows = load_mapping(Path(mapping)) if mapping else None
    chosen = Extractors(extractors)
    chosen.started()  # a setting that is missing is said once, before the first document
    return Reading(loaders=all_loaders, format=format, mapping=rows, check=check, extractors=chosen)


def _extracted(
    paths: tuple[str, ...], base: str | None, date: str | None, reading: Reading, jobs: int | None, label: str
) -> Iterator[Extracted]:
    sources: Iterator[Source | LoadError] = filter(is_document, find_sources(paths, base=base, date=date))
    if jobs is None:
        jobs, sources = choose_jobs(sources)
    parts = extract_sources(sources, reading, jobs=jobs)
    return with_progress(parts, label, lambda part: len(part.extractions) + len(part.errors))


def _rehearse(extracted: Iterable[Extracted], uri: str) -> ImportReport:
    if holds_nothing(uri):
        return import_sources(extracted, Rehearsal(None).add, failed=report_error)
    with open_store(uri, read_only=True) as store:
        return import_sources(extracted, Rehearsal(store.view()).add, failed=report_error)


def _report_text(report: ImportReport, dry_run: bool) -> str:
    head = "Nothing is stored. An import would give:\n" if dry_run else ""
    documents = f"{report.new} new, {report.unchanged} unchanged, {report.replaced} replaced, {report.failed} failed"
    repeated = f" ({report.repeated} more had the text of another)" if report.repeated else ""
    return f"{head}Documents: {documents}{repeated}\nAdded: {report.nodes} nodes, {report.claims} claims"


def report_json(report: ImportReport) -> dict[str, object]:
    """What an import did, as data."""
    return {
        "documents": {
            "new": report.new,
            "unchanged": report.unchanged,
            "replaced": report.replaced,
            "repeated": report.repeated,
            "failed": report.failed,
        },
        "added": {"nodes": report.nodes, "claims": report.claims},
        "writes": report.writes,
        "errors": [error_json(error) for error in report.errors],
    }

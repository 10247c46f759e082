"""`kg references`: every reference to law in documents."""

import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

import click

from kg.cli.files import write_whole
from kg.cli.jobs import choose_jobs, is_document
from kg.cli.lazy import command
from kg.cli.options import all_loaders, base_option, complete_format, jobs_option, paths_argument
from kg.cli.tables import Linked, Value, plain_table, print_table
from kg.cli.terminal import report_error, safe_json, visible_line, with_progress
from kg.document import Source
from kg.errors import KgError, LoadError
from kg.links import link_of
from kg.listing import Listed, list_references, reference_lines
from kg.marked import citation_or_id, flag_words, marked_page
from kg.sources import find_sources
from kg.spread import Part

EXIT_WITH_FAILURES: Final = 1
FORMATS: Final = ("table", "jsonl", "html")
SUFFIXES: Final = {".jsonl": "jsonl", ".ndjson": "jsonl", ".html": "html", ".htm": "html", ".txt": "table"}
COLUMNS: Final = ("place", "words", "citation", "id", "flags")
MOST_WORDS: Final = 60
"""Characters of the words of a reference that a table shows."""


@command(
    "references",
    examples=(
        "kg references ruling.txt",
        'kg references --base "26 U.S.C. 6103" section.txt',
        "kg references -o ruling.html ruling.pdf",
        "kg references opinions.jsonl.gz > references.jsonl",
        "echo 'See 26 U.S.C. 6103(i)(2).' | kg references --format table -",
    ),
    see="In jsonl each line is {doc_id, start, end, target, flags}; start and end count code points of the text as "
    "given. doc_id is the id of the JSON line, else the path.",
)
@paths_argument
@base_option
@click.option(
    "--format",
    type=click.Choice(FORMATS),
    help="How they are printed; else by the suffix of FILE, as a table on a terminal, and as jsonl in a pipe.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format jsonl.")
@click.option("-o", "--output", metavar="FILE", default="-", type=click.Path(), help="Write to this file.")
@click.option(
    "--input-format", metavar="F", shell_complete=complete_format, help="The format of the documents; else by content."
)
@jobs_option
@click.pass_context
def references(
    ctx: click.Context,
    paths: tuple[str, ...],
    base: str | None,
    format: str | None,
    as_json: bool,
    output: str,
    input_format: str | None,
    jobs: int | None,
) -> None:
    """Find every reference to law in documents.

    Each reference has its canonical id, its flags (et seq., note, range) and, in a table or a page, its citation and
    the address where it can be read. html shows the text with each reference marked and linked. PATH is what
    `kg import` takes; a document that fails is reported and the others go on; the exit status is then 1.
    """
    sources: Iterator[Source | LoadError]
    chosen = "jsonl" if as_json else format or _format_of(output)
    sources = filter(is_document, find_sources(paths, base=base))
    if jobs is None:
        jobs, sources = choose_jobs(sources)
    parts = list_references(sources, all_loaders, input_format, jobs=jobs)
    errors: list[KgError] = []
    listed = _without_errors(with_progress(parts, "Reading", lambda part: len(part.items)), errors)
    if chosen == "table" and output == "-":
        _print_tables(listed)
    else:
        write_whole(output, (text.encode("utf-8", "backslashreplace") for text in WRITERS[chosen](listed)))
    if errors:
        ctx.exit(EXIT_WITH_FAILURES)


def _format_of(output: str) -> str:
    if output == "-":
        return "table" if sys.stdout.isatty() else "jsonl"
    return SUFFIXES.get(Path(output).suffix.lower(), "jsonl")


def _without_errors(parts: Iterable[Part[Listed]], errors: list[KgError]) -> Iterator[Listed]:
    """The documents; errors are reported when they come, and kept."""
    for part in parts:
        for item in part.items:
            if isinstance(item, KgError):
                errors.append(item)
                sys.stdout.flush()
                report_error(item)
            else:
                yield item


def _json_lines(documents: Iterable[Listed]) -> Iterator[str]:
    for listed in documents:
        yield "".join(f"{safe_json(line)}\n" for line in reference_lines(listed))


def _tables(documents: Iterable[Listed]) -> Iterator[str]:
    for listed in documents:
        table = plain_table(COLUMNS, _rows(listed)) if listed.references else []
        yield "\n".join((_heading(listed), *table)) + "\n"


def _print_tables(documents: Iterable[Listed]) -> None:
    for listed in documents:
        click.secho(_heading(listed), bold=True)
        if listed.references:
            print_table(COLUMNS, _rows(listed), "")


def _heading(listed: Listed) -> str:
    count = len(listed.references)
    return f"{visible_line(listed.doc_id)}: {count:,} reference{'' if count == 1 else 's'}"


def _rows(listed: Listed) -> list[tuple[Value, ...]]:
    line_starts = [0, *(index + 1 for index, character in enumerate(listed.text) if character == "\n")]
    rows: list[tuple[Value, ...]] = []
    for reference in listed.references:
        line = bisect_right(line_starts, reference.start)
        place = f"{line}:{reference.start - line_starts[line - 1] + 1}"
        words = _shortened(" ".join(listed.text[reference.start : reference.end].split()))
        citation = Linked.to(citation_or_id(reference.target), link_of(reference.target))
        rows.append((place, words, citation, reference.target, ", ".join(flag_words(reference.flags))))
    return rows


def _shortened(words: str) -> str:
    return words if len(words) <= MOST_WORDS else words[: MOST_WORDS - 1] + "…"


WRITERS: Final[dict[str, Callable[[Iterable[Listed]], Iterator[str]]]] = {
    "table": _tables,
    "jsonl": _json_lines,
    "html": marked_page,
}

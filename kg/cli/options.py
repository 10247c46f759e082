"""Options that several commands share."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import click
from click.shell_completion import CompletionItem

from kg.loading import LoaderSpec

DEFAULT_STORE: Final = "embedded:.kg"

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


@cache
def all_loaders() -> Mapping[str, LoaderSpec]:
    """The loaders that are installed; worker processes call it by its name, for every source."""
    from kg_loaders import all_loaders as installed

    return installed()


def complete_format(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of formats that begin so."""
    return [CompletionItem(n, help=s.description) for n, s in all_loaders().items() if n.startswith(incomplete)]


def _complete_extractor(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from kg.extractors import installed_extractors

    return [
        CompletionItem(n, help=s.description) for n, s in installed_extractors().items() if n.startswith(incomplete)
    ]


def check_date(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """A day, month or year of an option."""
    if value is not None and not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", value):
        raise click.BadParameter("write it as 2025-05-12 (or 2025-05, or 2025)")
    return value


def _check_base(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is None or value.startswith("/"):
        return value
    from kg.mentions.citation import parse_citation  # the gazetteers take a moment to load

    if target := parse_citation(value):
        return target
    raise click.BadParameter(f"no citation is known as {value!r}: try 26 U.S.C. 6103, or /us/usc/t26/s6103")


store_option: Decorator = click.option(
    "--store",
    metavar="URI",
    envvar="KG_STORE",
    default=DEFAULT_STORE,
    show_default=True,
    show_envvar=True,
    help="Where the graph is kept: a folder, rdf:FOLDER, neo4j://USER@HOST/DATABASE or sparql+https://USER@HOST/DATASET.",
)
timeout_option: Decorator = click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(0),
    default=300,
    show_default=True,
    help="How long a query may take; 0 for as long as it takes.",
)
jobs_option: Decorator = click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(1, 256),
    help="Processes that read; else one a processor when there are many files.",
)
base_option: Decorator = click.option(
    "--base",
    metavar="ID",
    callback=_check_base,
    help='The law that the text is, its id or citation: "this section".',
)
json_option: Decorator = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
paths_argument: Decorator = click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path())


def embedded_folder(uri: str) -> Path | None:
    """The folder of a store inside this process; None for a server."""
    scheme, separator, address = uri.partition(":")
    if scheme in ("embedded", "rdf") and separator:
        return Path(address)
    return None if separator and len(scheme) > 1 else Path(uri)


def holds_nothing(uri: str) -> bool:
    """Whether there is no graph at the URI yet and one could be made."""
    folder = embedded_folder(uri)
    return folder is not None and (not folder.exists() or (folder.is_dir() and not any(folder.iterdir())))


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say how documents are read."""
    options: tuple[Decorator, ...] = (
        click.option(
            "--format", metavar="F", shell_complete=complete_format, help="The format of the files; else by content."
        ),
        jobs_option,
        base_option,
        click.option("--date", metavar="D", callback=check_date, help="The date of documents that state none."),
        click.option("--mapping", metavar="FILE", type=click.Path(), help="How rows of a table become claims (YAML)."),
        click.option(
            "--extractor",
            "extractors",
            metavar="NAME",
            multiple=True,
            shell_complete=_complete_extractor,
            help="Let this propose claims beside the rules; may be given more than once.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command

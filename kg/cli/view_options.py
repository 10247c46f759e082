"""The options of `kg view`: what is drawn, how it looks, where it goes."""

from collections.abc import Callable, Sequence
from typing import Any, Final, get_args

import click

from kg.view import LAYOUTS, MAX_NODES, REQUEST_NODES, Theme

ENDINGS: Final = (".html", ".htm", ".svg", ".png")
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def _check_output(context: click.Context, parameter: click.Parameter, value: str) -> str:
    if value != "-" and not value.lower().endswith(ENDINGS):
        raise click.BadParameter(f"{value!r} should end in .html, .svg or .png", context, parameter)
    return value


CHOICES: Final[Sequence[Decorator]] = (
    click.option("--query", metavar="CYPHER", help="Draw what this query returns: nodes, relationships or paths."),
    click.option("--around", metavar="ID-OR-NAME", help="Draw one thing and what is near it."),
    click.option("--path", nargs=2, metavar="A B", help="Draw the shortest ways from one thing to another."),
    click.option("--between", nargs=2, metavar="A B", help="Draw two things and what both touch."),
    click.option("--document", metavar="ID-OR-TITLE", help="Draw what a document speaks of, and what others add."),
    click.option(
        "--depth",
        metavar="N",
        type=click.IntRange(1, 5),
        default=1,
        show_default=True,
        help="How many edges away, for --around and --between.",
    ),
)
LOOKS: Final[Sequence[Decorator]] = (
    click.option("--title", metavar="T", help="The heading."),
    click.option(
        "--max-nodes",
        metavar="N",
        type=click.IntRange(1, REQUEST_NODES),
        show_default=f"{MAX_NODES}, fewer where their lines would tangle",
        help="Draw at most so many nodes, the most telling; search and tables hold the rest.",
    ),
    click.option(
        "--redact",
        multiple=True,
        type=click.Choice(["people", "evidence", "sources"]),
        help="Leave this out of the file; may be given more than once.",
    ),
    click.option(
        "--layout",
        type=click.Choice(LAYOUTS),
        default="force",
        show_default=True,
        help="What stands near what is joined, in layers by kind, or along time.",
    ),
    click.option(
        "--theme",
        type=click.Choice(get_args(Theme)),
        default="auto",
        show_default=True,
        help="Colours at first; auto follows the reader's system, in an .svg or .png light.",
    ),
)
OUTPUTS: Final[Sequence[Decorator]] = (
    click.option(
        "-o",
        "--output",
        metavar="FILE",
        default="kg.html",
        show_default=True,
        type=click.Path(dir_okay=False, allow_dash=True),
        callback=_check_output,
        help="Where it goes: a page (.html), or a picture for a report (.svg, .png). - is standard output.",
    ),
    click.option("--open", "open_it", is_flag=True, help="Open it in the browser."),
    click.option("--serve", is_flag=True, help="Serve the page on this machine, over the live store, until Ctrl-C."),
    click.option("--port", type=click.IntRange(1, 65535), help="The port of --serve; any free one by default."),
)


def with_options(*options: Decorator) -> Decorator:
    """All of the options, in this order in the help."""

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        for option in reversed(options):
            option(function)
        return function

    return decorate

"""A group that imports a command's module only when the command runs, so that `kg --help` is quick."""

import difflib
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final, cast

import click
from click.shell_completion import CompletionItem

from kg.errors import KgError

EXIT_INTERRUPTED: Final = 130
"""What shells call a command that Ctrl-C ended: 128 + SIGINT."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A command that is not imported yet.

    Attributes:
        module: Where it is defined.
        function: Its name there.
        short: The first sentence of its help.
    """

    module: str
    function: str
    short: str


def command(name: str, *, examples: Sequence[str], see: str = "") -> Callable[[Callable[..., Any]], click.Command]:
    """A click command whose help ends with examples, one a line as typed.

    Args:
        name: As typed after `kg`.
        examples: Without the prompt.
        see: A sentence after the examples.
    """
    return click.command(name, epilog=example_block(examples) + (f"\n\n{see}" if see else ""))


def example_block(examples: Sequence[str]) -> str:
    """Examples as a paragraph that click does not wrap."""
    return "\n".join(("\b", "Examples:", *(f"  {example}" for example in examples)))


class LazyGroup(click.Group):
    """Commands by section, imported when they run; the errors of all of them are reported here.

    Args:
        sections: Heading to command name to entry, in the order of the help.
        report: Prints an error.
    """

    def __init__(
        self,
        *args: Any,
        sections: Mapping[str, Mapping[str, Entry]],
        report: Callable[[KgError], None],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sections = sections
        self.entries = {name: entry for section in sections.values() for name, entry in section.items()}
        self._report = report

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the help."""
        return list(self.entries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        entry = self.entries.get(cmd_name)
        return cast(click.Command, getattr(import_module(entry.module), entry.function)) if entry else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments begin with, or an error with the names that come near."""
        if args[0] not in self.entries and not args[0].startswith("-"):
            near = suggest(args[0], self.entries)
            ctx.fail(f"there is no command {args[0]!r}" + (f"; {near}" if near else ""))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands by section, without importing any of them."""
        width = max(map(len, self.entries))
        for heading, entries in self.sections.items():
            with formatter.section(heading):
                formatter.write_dl([(name.ljust(width), entry.short) for name, entry in entries.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Names of commands and options that begin so."""
        items = [CompletionItem(n, help=e.short) for n, e in self.entries.items() if n.startswith(incomplete)]
        return items + click.Command.shell_complete(self, ctx, incomplete)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command and answer for what goes wrong."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except KgError as error:
            self._report(error)
            ctx.exit(error.exit_code)
        except BrokenPipeError:  # the reader, such as `head`, has seen enough
            _silence(sys.stdout)
            ctx.exit(0)
        except KeyboardInterrupt:
            click.echo("\nStopped.", err=True)
            ctx.exit(EXIT_INTERRUPTED)


def suggest(name: str, names: Iterable[str]) -> str:
    """A question with the names that come near, or nothing."""
    known = {each.lower(): each for each in names}
    near = difflib.get_close_matches(name.lower(), known, n=3, cutoff=0.5)
    return f"did you mean {' or '.join(known[each] for each in near)}?" if near else ""


def _silence(stream: Any) -> None:
    """Keep the interpreter from complaining at exit about what is still in the buffer.

    https://docs.python.org/3/library/signal.html#note-on-sigpipe
    """
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())

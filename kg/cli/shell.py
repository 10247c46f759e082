"""`kg shell`: many questions to a store that stays open."""

import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Final

import click

from kg.cli.about import print_schema, print_stats
from kg.cli.answers import print_rows
from kg.cli.documents import print_documents
from kg.cli.lazy import command, suggest
from kg.cli.options import store_option, timeout_option
from kg.cli.querying import check_language
from kg.cli.showing import print_card
from kg.cli.statements import split_statements
from kg.cli.terminal import report_error, report_notes
from kg.errors import KgError, QueryError
from kg.query import run_query
from kg.stores import open_store
from kg.stores.base import View

EXIT_WITH_FAILURES: Final = 1
CARD_CLAIMS: Final = 20
WELCOME: Final = "End a query with ; to run it. :help lists the commands, :quit leaves."

COMMANDS: Final[Mapping[str, str]] = {
    ":documents": "list the documents",
    ":help": "list these commands",
    ":quit": "leave",
    ":schema": "list node types and relations; :schema NAME shows one",
    ":show": "show one thing: :show IRC 6103",
    ":stats": "count what is in the graph",
}


@command("shell", examples=("kg shell", "kg shell --write", "kg shell < questions.cypher"))
@click.option("--write", is_flag=True, help="Let queries change the graph.")
@timeout_option
@store_option
@click.pass_context
def shell(ctx: click.Context, write: bool, timeout: float, store: str) -> None:
    """Ask many questions, with the store kept open.

    A query ends with ; and may take several lines. Commands begin with a colon. On a terminal there are history and
    completion of labels, relations, properties and commands; otherwise statements are read from stdin.
    """
    check_language(store, "Cypher")
    with open_store(store, read_only=not write, timeout=timeout or None) as opened:
        session = Session(opened.view(), write=write)
        if sys.stdin.isatty():
            from kg.cli.prompt import read_statements

            click.echo(WELCOME)
            for statement in read_statements(store, COMMANDS):
                if not session.run(statement):
                    return
            return
        run_lines(session, sys.stdin)
    if session.failed:
        ctx.exit(EXIT_WITH_FAILURES)


class Session:
    """Runs one statement after the other; an error is reported and the next one runs.

    Args:
        view: Of the open store.
        write: Whether queries may change it.
    """

    def __init__(self, view: View, *, write: bool) -> None:
        self.failed = False
        self._view = view
        self._write = write

    def run(self, statement: str) -> bool:
        """Run a query or a command; False when the session is over."""
        statement = statement.strip()
        if statement in (":quit", ":exit", ":q"):
            return False
        try:
            if statement.startswith(":"):
                self._command(statement)
            elif statement:
                rows = run_query(self._view, statement, write=self._write)
                report_notes(rows.notes)
                print_rows(rows, "table")
        except KgError as error:
            self.failed = True
            report_error(error)
        return True

    def _command(self, statement: str) -> None:
        name, _, words = statement.partition(" ")
        actions: dict[str, Callable[[str], None]] = {
            ":documents": lambda words: print_documents(self._view),
            ":help": lambda words: print_help(),
            ":schema": lambda words: print_schema(words or None),
            ":show": lambda words: print_card(self._view, words, CARD_CLAIMS),
            ":stats": lambda words: print_stats(self._view),
        }
        if name not in actions:
            near = suggest(name, COMMANDS)
            raise QueryError(f"there is no command {name!r}", hint=near or ":help lists them")
        actions[name](words.strip().removesuffix(";").strip())


def print_help() -> None:
    """Print the commands of the shell."""
    for name, words in COMMANDS.items():
        click.echo(f"{name.ljust(12)}{words}")
    click.echo("Anything else is Cypher and ends with ;")


def run_lines(session: Session, lines: Iterable[str]) -> None:
    """Run the statements and commands in some lines; the last one may lack its ;."""
    waiting = ""
    for line in lines:
        if not waiting.strip() and line.lstrip().startswith(":"):
            if not session.run(line):
                return
            waiting = ""
            continue
        statements, waiting = split_statements(waiting + line)
        for statement in statements:
            session.run(statement)
    session.run(waiting)

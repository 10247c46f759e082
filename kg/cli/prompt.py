"""The prompt of `kg shell` on a terminal: history, several lines, completion."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import click
from platformdirs import user_state_path
from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from kg.cli.options import embedded_folder
from kg.cli.statements import split_statements
from kg.schema import Schema, load_schema

KEYWORDS: Final = (
    "AND", "AS", "BY", "CALL", "CASE", "collect", "CONTAINS", "count", "DESC", "DISTINCT", "ELSE", "END", "ENDS WITH",
    "EXISTS", "IN", "IS NOT NULL", "IS NULL", "LIMIT", "MATCH", "NOT", "OPTIONAL MATCH", "OR", "ORDER BY", "RETURN",
    "SKIP", "STARTS WITH", "THEN", "UNION", "UNWIND", "WHEN", "WHERE", "WITH",
)  # fmt: skip
STRUCTURE: Final = ("ATTRIBUTED_TO", "EVIDENCED_BY", "IN_DOCUMENT", "MENTIONS", "OBJECT", "SUBJECT")
PROPERTIES: Final = ("aliases", "claims", "first_date", "id", "last_date", "name", "status", "support")
HISTORY: Final = "shell_history"

_COMMAND: Final = re.compile(r"^\s*(:\w*)$")
_RELATION: Final = re.compile(r"\[[^\]]*[:|](\w*)$")
_LABEL: Final = re.compile(r"\([^)]*[:|&](\w*)$")
_PROPERTY: Final = re.compile(r"\w\.(\w*)$")
_WORD: Final = re.compile(r"(\w+)$")


def read_statements(store: str, commands: Mapping[str, str]) -> Iterator[str]:
    """Statements and commands as they are typed, until the end of input; Ctrl-C drops the current one."""
    session: PromptSession[str] = PromptSession(
        history=open_history(store),
        completer=CypherCompleter(load_schema(), commands),
        complete_while_typing=False,
        multiline=True,
        key_bindings=_bindings(),
        prompt_continuation="..> ",
    )
    while True:
        try:
            text = session.prompt("kg> ")
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if text.lstrip().startswith(":"):
            yield text
        else:
            statements, rest = split_statements(text)
            yield from (*statements, rest)


def open_history(store: str) -> History:
    """The history in the workspace of an embedded store, else in the user's state folder."""
    folder = embedded_folder(store) or user_state_path("statute-kg")
    path = folder / HISTORY
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)  # questions may hold names
    except OSError as error:
        click.echo(f"The history is not kept: {path}: {error.strerror}", err=True)
        return InMemoryHistory()
    return FileHistory(path)


class CypherCompleter(Completer):
    """Completes commands, labels, relations, properties and keywords by what stands before the cursor.

    Args:
        schema: Where the names come from.
        commands: Commands of the shell and what they do.
    """

    def __init__(self, schema: Schema, commands: Mapping[str, str]) -> None:
        properties = {p.name for node in schema.nodes.values() for p in node.properties}
        self._commands = dict(commands)
        self._labels = {name: node.definition for name, node in sorted(schema.nodes.items())}
        self._relations = {name: edge.definition for name, edge in sorted(schema.edges.items())}
        self._relations |= dict.fromkeys(STRUCTURE, "part of the layout of claims")
        self._properties = dict.fromkeys(sorted({*properties, *PROPERTIES}), "")
        self._keywords = dict.fromkeys(KEYWORDS, "")

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """What may follow."""
        text = document.text_before_cursor
        for pattern, names in self._choices(text):
            if match := pattern.search(text):
                typed = match[1]
                for name, meaning in names.items():
                    if name.lower().startswith(typed.lower()):
                        yield Completion(name, start_position=-len(typed), display_meta=meaning)
                return

    def _choices(self, text: str) -> tuple[tuple[re.Pattern[str], Mapping[str, str]], ...]:
        """What may stand at the end of the text, the first that fits."""
        if text.lstrip().startswith(":show"):
            return ()
        if text.lstrip().startswith(":schema "):
            return ((_WORD, self._labels | self._relations),)
        return (
            (_COMMAND, self._commands),
            (_RELATION, self._relations),
            (_LABEL, self._labels),
            (_PROPERTY, self._properties),
            (_WORD, self._keywords),
        )


def is_complete(text: str) -> bool:
    """Whether Enter runs the text rather than opening another line."""
    return not text.strip() or text.lstrip().startswith(":") or not split_statements(text)[1].strip()


def _bindings() -> KeyBindings:
    bindings = KeyBindings()

    @bindings.add("enter", filter=Condition(lambda: is_complete(get_app().current_buffer.text)))
    def run(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    return bindings

"""What goes to the terminal: errors, progress, and text from documents that must not steer it."""

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

import click

from kg.errors import KgError

T = TypeVar("T")

# C0 and C1 controls, line and paragraph separators, surrogates, and the controls of writing direction that can make a
# line read otherwise than it is (https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing).
_UNSAFE: Final = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_UNSAFE_TEXT: Final = re.compile(f"[{_UNSAFE}]")
_UNSAFE_LINE: Final = re.compile(f"[{_UNSAFE}\t\n]")
_UNSAFE_JSON: Final = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """The text with control characters written out, so that a terminal shows them and does not obey them."""
    return _UNSAFE_TEXT.sub(_escape, text)


def visible_line(text: str) -> str:
    """The same on one line: tabs and newlines are written out as well."""
    return _UNSAFE_LINE.sub(_escape, text)


def json_text(data: object) -> str:
    """Indented JSON that is safe on a terminal and the same everywhere."""
    return safe_json(json.dumps(data, ensure_ascii=False, indent=2))


def safe_json(text: str) -> str:
    """JSON text with the same meaning in which no character can steer a terminal or break UTF-8."""
    return _UNSAFE_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def print_json(data: object) -> None:
    """Print a value as JSON."""
    print_data(json_text(data) + "\n")


def print_data(text: str) -> None:
    """Print text as UTF-8 with bare newlines, whatever the locale: data is the same bytes everywhere."""
    click.echo(text.encode("utf-8", "backslashreplace"), nl=False)


def report_error(error: KgError) -> None:
    """Print an error on stderr: where, what, and the next step."""
    where = ": ".join(visible_line(part) for part in (error.source, error.place) if part)
    message = f"{where}: {visible(error.message)}" if where else visible(error.message)
    click.secho(f"Error: {message}", fg="red", err=True)
    if error.hint:
        click.echo(f"  {visible(error.hint)}", err=True)


def report_notes(notes: Iterable[str]) -> None:
    """Print on stderr what an engine remarks about a query."""
    for note in notes:
        click.secho(f"Note: {visible_line(note)}", fg="yellow", err=True)


def error_json(error: KgError) -> dict[str, str | None]:
    """An error as data."""
    return {
        "type": type(error).__name__,
        "source": error.source,
        "place": error.place,
        "message": error.message,
        "hint": error.hint,
    }


def with_progress(items: Iterable[T], label: str, advance: Callable[[T], int], total: int | None = None) -> Iterator[T]:
    """The items, counted on stderr while they pass, where stderr is a terminal; with a bar where the total is known."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    bar = () if total is None else (BarColumn(),)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), *bar, MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as progress:
        task = progress.add_task(label, total=total)
        for item in items:
            progress.advance(task, advance(item))
            yield item


def _escape(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape", "surrogatepass").decode()

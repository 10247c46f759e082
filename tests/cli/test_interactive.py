"""What only a terminal gets: colour, drawn tables, the prompt of the shell."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from kg.cli.prompt import CypherCompleter, is_complete, open_history
from kg.cli.shell import COMMANDS
from kg.schema import load_schema

KG = Path(sys.executable).parent / "kg"


def on_terminal(folder: Path, *arguments: str, typed: str = "", **environment: str) -> tuple[str, int]:
    """What `kg` prints on a terminal and how it ends; `typed` is typed once the prompt stands there."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [str(KG), *arguments],
        cwd=folder,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={
            **{name: value for name, value in os.environ.items() if name != "NO_COLOR"},
            "TERM": "xterm",
            "COLUMNS": "100",
            "KG_NO_AOT": "1",
            "PROMPT_TOOLKIT_NO_CPR": "1",
            **environment,
        },
    )
    os.close(theirs)
    printed, deadline = "", time.monotonic() + 40
    while time.monotonic() < deadline:
        if not select.select([ours], [], [], 0.2)[0]:
            if process.poll() is not None:
                break
            continue
        try:
            printed += os.read(ours, 65536).decode(errors="replace")
        except OSError:  # Linux says so when the other end is closed
            break
        if typed and "kg>" in printed:
            os.write(ours, typed.encode())
            typed = ""
    os.close(ours)
    return printed, process.wait(timeout=20)


def test_an_error_is_red_on_a_terminal_unless_no_color_is_set(tmp_path: Path) -> None:
    red, code = on_terminal(tmp_path, "schema", "Nothing")
    plain, _ = on_terminal(tmp_path, "schema", "Nothing", NO_COLOR="1")

    assert code == 3
    assert "\x1b[31mError: no node type or relation 'Nothing'" in red
    assert "\x1b" not in plain


def test_a_table_is_drawn_on_a_terminal(tmp_path: Path) -> None:
    printed, code = on_terminal(tmp_path, "schema", "Statute")

    assert code == 0
    assert "─" in printed


def test_failures_are_told_while_the_progress_is_shown(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The IRS signed it.\n")

    printed, code = on_terminal(tmp_path, "extract", "missing.txt", "a.txt")

    assert code == 1
    assert "Error: missing.txt: there is no such file or folder" in printed
    assert '{"type":"document"' in printed


def test_ctrl_c_stops_an_import_and_keeps_whole_batches(tmp_path: Path) -> None:
    for number in range(600):
        (tmp_path / f"{number}.txt").write_text(f"{number}. The IRS shares data under 26 U.S.C. § 6103.\n" * 40)
    command = [str(KG), "import", "--jobs", "2", "--store", "embedded:graph", "."]
    process = subprocess.Popen(
        command, cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    while process.poll() is None and not (tmp_path / "graph" / "format.json").exists():
        time.sleep(0.1)  # before the store is made, it has not begun
    time.sleep(3)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)

    assert (process.returncode, out, err.strip()) == (130, "", "Stopped.")
    done = subprocess.run(
        [str(KG), "documents", "--json", "--store", "embedded:graph"], cwd=tmp_path, capture_output=True, check=True
    )
    assert len(json.loads(done.stdout)) % 200 == 0


def test_the_shell_runs_several_lines_keeps_its_history_and_leaves(stored: Path, tmp_path: Path) -> None:
    typed = "RETURN\r1 AS one;\r:schema GOVERNS\r:quit\r"

    printed, code = on_terminal(tmp_path, "shell", "--store", str(stored), typed=typed)

    assert code == 0, printed
    assert "one" in printed
    assert "GOVERNS" in printed
    assert "RETURN" in (stored / "shell_history").read_text(encoding="utf-8")


def test_the_history_is_the_users_alone(tmp_path: Path) -> None:
    open_history(f"embedded:{tmp_path}")

    assert (tmp_path / "shell_history").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (":sh", {":show"}),
        ("MATCH (s:Stat", {"Statute"}),
        ("MATCH (s:Statute)-[g:GOV", {"GOVERNS"}),
        ("MATCH ()-[:AMENDS|REPE", {"REPEALS"}),
        ("MATCH (c:Claim)-[:EVID", {"EVIDENCED_BY"}),
        ("MATCH (s) RETURN s.head", {"heading"}),
        ("MATCH (s) retu", {"RETURN"}),
        (":schema regul", {"Regulation"}),
        (":show Stat", set()),
    ],
)
def test_tab_completes_by_what_stands_before(typed: str, expected: set[str]) -> None:
    completer = CypherCompleter(load_schema(), COMMANDS)

    found = completer.get_completions(Document(typed), CompleteEvent())

    assert {completion.text for completion in found} == expected


@pytest.mark.parametrize(
    ("text", "complete"),
    [("", True), (":help", True), ("RETURN 1", False), ("RETURN 1;", True), ("RETURN ';", False)],
)
def test_enter_runs_what_is_complete(text: str, complete: bool) -> None:
    assert is_complete(text) is complete

"""What every command has: help, examples, quick start, suggestions."""

import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.cli.lazy import LazyGroup

KG = Path(sys.executable).parent / "kg"
assert isinstance(main, LazyGroup)
COMMANDS = list(main.entries)
JSON_COMMANDS = (
    "import",
    "documents",
    "remove",
    "query",
    "show",
    "schema",
    "stats",
    "doctor",
    "explain",
    "copy",
    "merge",
    "split",
)


def test_help_names_every_command_and_gives_examples() -> None:
    result = CliRunner().invoke(main, ["--help"])

    assert result.exit_code == 0
    assert all(re.search(rf"^  {name} +\w", result.output, re.MULTILINE) for name in COMMANDS)
    assert "Examples:\n    kg import examples/\n" in result.output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples_that_are_not_wrapped(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"])

    assert result.exit_code == 0
    assert "Examples:\n" in result.output
    examples = result.output.split("Examples:\n")[1].split("\n\n")[0].splitlines()
    assert all(re.match(r"    \S", line) for line in examples)
    assert any(f"kg {name}" in line for line in examples)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_short_help_is_the_first_sentence_of_the_help(name: str) -> None:
    entry = main.entries[name]
    command = getattr(importlib.import_module(entry.module), entry.function)

    assert isinstance(command, click.Command)
    assert command.name == name
    assert (command.help or "").split("\n")[0] == entry.short


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None

    silent = [option.name for option in command.params if isinstance(option, click.Option) and not option.help]
    assert not silent


@pytest.mark.parametrize("name", JSON_COMMANDS)
def test_commands_with_a_table_can_print_json(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None

    assert any("--json" in option.opts for option in command.params)


@pytest.mark.parametrize(("typed", "meant"), [("improt", "import"), ("querry", "query"), ("sho", "show")])
def test_an_unknown_command_suggests_what_comes_near(typed: str, meant: str) -> None:
    result = CliRunner().invoke(main, [typed])

    assert result.exit_code == 2
    assert re.search(rf"there is no command '{typed}'; did you mean .*{meant}", result.stderr)


def test_an_unknown_option_is_wrong_usage() -> None:
    assert CliRunner().invoke(main, ["import", "--nothing", "x"]).exit_code == 2
    assert CliRunner().invoke(main, ["import"]).exit_code == 2
    assert CliRunner().invoke(main, ["extract", "--date", "yesterday", "x"]).exit_code == 2
    assert CliRunner().invoke(main, ["extract", "--base", "the law of the land", "x"]).exit_code == 2


def test_the_version_is_that_of_the_distribution() -> None:
    assert re.fullmatch(r"kg \d+\.\d+\.\d+\S*\n", CliRunner().invoke(main, ["--version"]).output)


def test_help_takes_a_third_of_a_second_and_imports_nothing_heavy() -> None:
    before = os.times()
    subprocess.run([KG, "--help"], check=True, capture_output=True)
    after = os.times()
    heavy = "rich, networkx, lxml, yaml, rdflib, prompt_toolkit, jpype, eyecite, trafilatura, kg_loaders, kg.schema"
    program = f"""
import sys
from click.testing import CliRunner
from kg.cli import main
assert CliRunner().invoke(main, ["--help"]).exit_code == 0
print([name for name in {heavy.split(", ")!r} if name in sys.modules])
"""
    imported = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)

    assert imported.stdout == "[]\n"
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    assert cpu < 0.3


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script_is_printed(shell: str) -> None:
    result = CliRunner().invoke(main, ["completion", shell])

    assert result.exit_code == 0
    assert "_KG_COMPLETE" in result.output


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("kg que", {"query"}),
        ("kg schema gov", {"GOVERNS"}),
        ("kg schema stat", {"Statute"}),
        ("kg extract --format us", {"uslm"}),
        ("kg export --format turt", {"turtle"}),
    ],
)
def test_a_shell_completes_commands_names_and_formats(words: str, expected: set[str]) -> None:
    environment = {**os.environ, "_KG_COMPLETE": "bash_complete", "COMP_WORDS": words}
    environment["COMP_CWORD"] = str(len(words.split()) - 1)

    done = subprocess.run([KG], env=environment, capture_output=True, text=True, check=True)

    assert {line.split(",")[1] for line in done.stdout.splitlines()} == expected

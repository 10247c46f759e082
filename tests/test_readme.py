"""The README says what is so: its runnable blocks are run, and its commands exist."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from kg.cli import main as kg

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
RUNNABLE = re.compile(r"(?<=<!-- run -->\n```console\n)(.*?)(?=^```)", re.MULTILINE | re.DOTALL)
COLUMNS = "120"
COMMANDS = kg.list_commands(click.Context(kg))


def run(command: str, folder: Path) -> str:
    """What the terminal would show of a command, in a folder where `examples` is."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("KG_")}
    environment |= {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    environment |= {"COLUMNS": COLUMNS, "NO_COLOR": "1", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stdout.decode()
    return "\n".join(line.rstrip() for line in done.stdout.decode().splitlines()) + "\n"


def test_the_walk_through_prints_what_it_shows(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    text = README.read_text(encoding="utf-8")
    shown = RUNNABLE.findall(text)
    assert len(shown) >= 5
    real = []
    for block in shown:
        command = block.splitlines()[0]
        assert command.startswith("$ ")
        real.append(f"{command}\n{run(command[2:], tmp_path)}")
    if request.config.getoption("--update-golden", default=False):
        outputs = iter(real)
        README.write_text(RUNNABLE.sub(lambda _: next(outputs), text), encoding="utf-8")
    else:
        assert shown == real


@pytest.mark.parametrize(
    "page",
    ["README.md", "CONTRIBUTING.md", "docs/mapping.md", "docs/plugins.md", "docs/triples.md", "examples/README.md"],
)
def test_every_command_and_word_that_is_named_exists(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"```console\n(.*?)```", text, re.DOTALL) + re.findall(r"`([^`\n]+)`", text))
    for name in re.findall(r"(?:^|[\s$/])kg ([a-z][a-z-]*)", code):
        assert name in COMMANDS, f"{page}: kg {name}"
    words = set(re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[0].split())
    for name in re.findall(r"(?:^|[\s$])make ([a-z]+)", code):
        assert name in words, f"{page}: make {name}"


def test_the_readme_leads_with_the_two_commands_and_names_every_other() -> None:
    text = README.read_text(encoding="utf-8")
    assert text.index("$ make demo") < text.index("$ make test") < text.index("## Install")
    assert [name for name in COMMANDS if f"`kg {name}" not in text] == []


@pytest.mark.parametrize(
    "page", [path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("[bde]*/**/*.md"))]
)
def test_links_inside_the_tree_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)", text):
        if not target.startswith(("http://", "https://")):
            assert ((ROOT / page).parent / target).exists(), f"{page} links to {target}"


def test_the_picture_is_small_enough() -> None:
    assert (ROOT / "docs" / "demo.png").stat().st_size < 300_000

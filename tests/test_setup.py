"""The scripts behind `make setup` and `make test`: what they say when the machine lacks something."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A folder for PATH in which there is a shell and little else."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in ("sh", "rm"):
        (folder / tool).symlink_to(shutil.which(tool) or f"/bin/{tool}")
    return folder


def program(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def run(script: str, *arguments: str, path: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["/bin/sh", str(ROOT / ".ci" / script), *arguments],
        env={"PATH": str(path), **environment},
        cwd=path.parent,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.parametrize(
    ("python3", "environment", "message"),
    [
        (None, {}, "Python 3.11 or newer is needed, and there is"),
        ('echo "Python 3.9.2"; [ "$1" = --version ]', {}, "there is Python 3.9.2"),
        ("exit 1", {"PYTHON": "python3"}, "PYTHON=python3 is no Python 3.11 or newer"),
        ('[ "$1" = -c ]', {}, "apt-get install python3-venv"),
    ],
)
def test_setup_says_which_python_it_needs(
    bare: Path, python3: str | None, environment: dict[str, str], message: str
) -> None:
    if python3:
        program(bare, "python3", python3)
    done = run("venv", "env", ".", path=bare, **environment)
    assert done.returncode == 1
    assert message in done.stderr
    assert not (bare.parent / "env").exists()


def test_setup_uses_uv_where_it_is_there(bare: Path) -> None:
    program(bare, "uv", 'echo "uv $*"')
    done = run("venv", "env", ".[dev]", path=bare)
    assert done.stdout.splitlines() == [
        "uv venv --quiet --python >=3.11 env",
        "uv pip install --quiet --python env/bin/python --editable .[dev]",
    ]


def test_what_is_missing_is_named_with_what_is_skipped(bare: Path) -> None:
    program(bare, "id", "echo 1000")
    done = run("system", path=bare)
    assert done.returncode == 0
    assert all(f"{name} is missing" in done.stderr for name in ("chromium", "java", "mvn"))
    assert done.stderr.count("skipped without it") == 3


def test_what_is_missing_is_installed_where_that_is_allowed(bare: Path) -> None:
    program(bare, "id", "echo 0")
    program(bare, "apt-get", 'echo "$1" >> log; [ -e updated ] || [ "$1" = update ] || exit 100; : > updated')
    wanted = ("chromium fonts-dejavu-core fonts-liberation", "default-jre-headless", "maven")
    assert run("system", path=bare).stderr.splitlines() == [f"make: apt-get installs {name}" for name in wanted]
    assert (bare.parent / "log").read_text().split() == ["install", "update", "install", "install", "install"]


def test_make_knows_its_words() -> None:
    make = shutil.which("make")
    if make is None:
        pytest.skip("make is not installed")
    done = subprocess.run(
        [make, "-s", "help"], cwd=ROOT, env={**os.environ}, capture_output=True, text=True, check=True
    )
    assert [line.split()[1] for line in done.stdout.splitlines()] == [
        "setup",
        "demo",
        "test",
        "check",
        "bench",
        "clean",
    ]

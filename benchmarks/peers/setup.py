"""The peers' own environment: made once with the ordinary package clients, in the user's cache folder."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from platformdirs import user_cache_path

HERE = Path(__file__).parent
PYTHON_PEERS = (
    "citeurl==12.0.4",
    "markdown>=3",  # citeurl imports it and does not ask for it
    "eyecite==2.7.8",
    "regex",  # with reporters-db all that the two LexNLP modules that find citations import
    "reporters-db",
)
BARE_PEERS = ("lexnlp==2.3.0",)
"""Installed without what they ask for: LexNLP pins 2022 versions that no longer build, for modules not used here."""
NODE_PEERS = ("citation@0.9.0",)
FINDERS = ("kg", "citation", "eyecite", "citeurl", "lexnlp")
"""In the order of the columns."""
NAMES = {"kg": "statute-kg", "citation": "npm citation 0.9", "eyecite": "eyecite 2.7.8", "citeurl": "citeurl 12.0.4",
         "lexnlp": "LexNLP 2.3"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one finder found in a file of documents.

    Attributes:
        finds: JSON lines as the scorer reads them.
        cpu: Seconds that the finding took.
        megabytes: UTF-8 of the texts, in millions of bytes.
    """

    finds: Path
    cpu: float
    megabytes: float

    @property
    def speed(self) -> float:
        """Megabytes a second of CPU."""
        return self.megabytes / self.cpu


def run_finder(finder: str, documents: Path, folder: Path) -> Found | None:
    """Run one finder over JSON lines of documents; None where its environment cannot be made here.

    Args:
        finder: One of `FINDERS`, "kg-laws" or "kg-laws-plain".
        documents: Lines with doc_id, text and perhaps base.
        folder: Where what it finds goes.
    """
    command = command_of(finder)
    if command is None:
        return None
    finds = folder / f"{documents.stem}.{finder}.jsonl"
    with documents.open("rb") as given, finds.open("wb") as out:
        done = subprocess.run(command, stdin=given, stdout=out, stderr=subprocess.PIPE, env=environment(), check=False)
    assert done.returncode == 0, f"{finder}: {done.stderr.decode()[-2000:]}"
    spent = json.loads(done.stderr.splitlines()[-1])
    return Found(finds=finds, cpu=spent["cpu"], megabytes=spent["bytes"] / 1e6)


def command_of(finder: str) -> list[str] | None:
    """How a finder is started."""
    if finder.startswith("kg"):
        return [sys.executable, str(HERE / "run.py"), finder]
    if finder == "citation":
        node = node_folder()
        return ["node", str(HERE / "run.js")] if node else None
    python = python_environment()
    return [str(python), str(HERE / "run.py"), finder] if python else None


def environment() -> dict[str, str]:
    node = node_folder()
    return {**os.environ, "NODE_PATH": str(node / "node_modules") if node else "", "PYTHONHASHSEED": "0"}


@cache
def python_environment() -> Path | None:
    """The interpreter of the environment with the peers in Python."""
    folder = _folder("python", PYTHON_PEERS + BARE_PEERS)
    python = folder / "bin" / "python"
    if not (folder / "done").exists():
        steps = (
            [sys.executable, "-m", "venv", "--clear", str(folder)],
            [str(python), "-m", "pip", "install", "-q", *PYTHON_PEERS],
            [str(python), "-m", "pip", "install", "-q", "--no-deps", *BARE_PEERS],
        )
        if not _made(folder, steps):
            return None
    return python


@cache
def node_folder() -> Path | None:
    """The folder with the peer in JavaScript."""
    if not shutil.which("npm"):
        print("npm citation is left out: node and npm are not installed", file=sys.stderr)
        return None
    folder = _folder("node", NODE_PEERS)
    if not (folder / "done").exists():
        folder.mkdir(parents=True, exist_ok=True)
        options = ("--no-fund", "--no-audit", "--ignore-scripts", "--prefix", str(folder))
        if not _made(folder, (["npm", "install", *options, *NODE_PEERS],)):
            return None
    return folder


def _folder(kind: str, wanted: tuple[str, ...]) -> Path:
    digest = hashlib.sha256("\n".join((sys.version, *wanted)).encode()).hexdigest()[:12]
    return user_cache_path("statute-kg") / "peers" / f"{kind}-{digest}"


def _made(folder: Path, steps: tuple[list[str], ...]) -> bool:
    for step in steps:
        done = subprocess.run(step, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            print(f"Left out: {' '.join(step)}\n{done.stderr[-1500:]}", file=sys.stderr)
            return False
    (folder / "done").touch()
    return True

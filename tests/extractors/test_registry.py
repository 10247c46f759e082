"""Extractors of other packages: found by entry point, started once a process, named in every error."""

import json
import os
import pickle
import re
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
from click.shell_completion import ShellComplete

from kg.cli import main
from kg.errors import ExtractorError
from kg.extractors import EXTRACTORS, Extractable, Extractors, ExtractorSpec, Proposal, installed_extractors, registry

ROOT = Path(__file__).parent.parent.parent
KG = Path(sys.executable).parent / "kg"
PAGE = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")


def nothing(document: Extractable) -> list[Proposal]:
    return []


def broken_start() -> Any:
    raise OSError("no model here")


quiet = ExtractorSpec(name="quiet", description="says nothing", start=lambda: nothing)
taken = ExtractorSpec(name="openai", description="a name that is taken", start=lambda: nothing)
broken = ExtractorSpec(name="broken", description="does not start", start=broken_start)


def offer(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    entry = EntryPoint(name, value, "kg.extractors")
    monkeypatch.setattr(registry, "entry_points", lambda group: [entry] if group == "kg.extractors" else [])


@pytest.fixture(autouse=True)
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "plugins_of_tests", sys.modules[__name__])


def test_a_package_offers_an_extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, "quiet", "plugins_of_tests:quiet")
    assert installed_extractors() == {**EXTRACTORS, "quiet": quiet}
    assert Extractors(["quiet", "quiet"]).started() == {"quiet": nothing}


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("openai", "plugins_of_tests:taken", "two extractors are called 'openai'"),
        ("gone", "no_such_package:spec", "the extractor 'gone' .* cannot be imported"),
        ("odd", "plugins_of_tests:nothing", "the extractor 'odd' .* is no ExtractorSpec"),
        ("broken", "plugins_of_tests:broken", "the extractor 'broken' cannot be started: OSError: no model here"),
        ("quiet", "plugins_of_tests:quiet", "no extractor is called 'broken'"),
    ],
)
def test_what_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str) -> None:
    offer(monkeypatch, name, value)
    with pytest.raises(ExtractorError, match=message):
        Extractors(["broken"]).started()


def test_only_what_is_chosen_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, "gone", "no_such_package:spec")
    assert Extractors().started() == {}


def test_names_go_to_other_processes_and_nothing_else() -> None:
    chosen = Extractors(["one", "two", "one"])
    assert pickle.loads(pickle.dumps(chosen)).names == ("one", "two")  # noqa: S301  (made here)


def test_importing_is_cheap() -> None:
    heavy = ("kg.relate", "kg.mentions", "urllib.request")
    code = f"import sys, kg.extractors; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_names_are_completed(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, "quiet", "plugins_of_tests:quiet")
    complete = ShellComplete(main, {}, "kg", "_KG_COMPLETE")
    assert [item.value for item in complete.get_completions(["extract", "--extractor"], "")] == ["openai", "quiet"]


@pytest.fixture
def packaged(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """The example of the page as an installed package, its letter beside it, and the environment that sees both."""
    source, toml, letter = (re.search(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL) for kind in ("python", "toml", "text"))
    assert source and toml and letter
    site = tmp_path / "site"
    information = site / "kg_siding-1.0.dist-info"
    information.mkdir(parents=True)
    (site / "kg_siding.py").write_text(source[1], encoding="utf-8")
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: kg-siding\nVersion: 1.0\n")
    (information / "entry_points.txt").write_text(
        toml[1].replace('[project.entry-points."kg.extractors"]', "[kg.extractors]").replace('"', "")
    )
    (tmp_path / "letter.txt").write_text(letter[1], encoding="utf-8")
    return tmp_path, {**os.environ, "PYTHONPATH": str(site), "NO_COLOR": "1"}


def extract(folder: Path, environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(KG), "extract", "--extractor", "siding", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )


def test_the_example_of_the_page_prints_what_it_shows(packaged: tuple[Path, dict[str, str]]) -> None:
    done = extract(*packaged, "--quarantine", "letter.txt")
    found = [json.loads(line) for line in done.stdout.splitlines() if "plugin:" in line]
    shown = re.search(r"join\(.*\n((?:(?:claim|refused) .*\n)+)```", PAGE)

    assert done.returncode == 0, done.stderr
    assert shown
    told = ["  ".join(line[key] for key in ("type", "object", "polarity", "reason") if key in line) for line in found]
    assert "\n".join(told) + "\n" == shown[1]


def test_a_failure_in_another_process_is_that_of_its_document(packaged: tuple[Path, dict[str, str]]) -> None:
    folder, environment = packaged
    module = folder / "site" / "kg_siding.py"
    module.write_text(
        module.read_text(encoding="utf-8").replace(
            "    for one in", '    if "rain" in document.text:\n        raise ValueError("wet")\n    for one in', 1
        ),
        encoding="utf-8",
    )
    letter = (folder / "letter.txt").read_text(encoding="utf-8")
    names = [f"{number}.txt" for number in range(4)]
    for number, name in enumerate(names):
        (folder / name).write_text(f"{letter}It was day {number}." + (" It rained." if number == 2 else ""))
    alone = extract(folder, environment, "--jobs", "1", *names)
    shared = extract(folder, environment, "--jobs", "2", *names)

    assert (alone.returncode, shared.returncode) == (1, 1)
    assert "Error: 2.txt: the extractor 'siding' failed: ValueError: wet" in shared.stderr
    assert shared.stdout == alone.stdout
    sources = [json.loads(line)["source"] for line in shared.stdout.splitlines() if '"type":"document"' in line]
    assert sources == ["0.txt", "1.txt", "3.txt"]
    assert shared.stdout.count("plugin:siding/sided-with") == 6

"""`kg import --extractor`: what an extractor adds is stored, and a failure takes nothing away."""

import json
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.extractors import Extractable, ExtractorSpec, Proposal, registry

TEXT = "The City of Wexford sided with the Department of Labor.\n"
BY_PLUGIN = "MATCH (c:Claim) WHERE c.rule STARTS WITH 'plugin:' RETURN c.rule AS rule, c.basis AS basis"
down = False


def side(document: Extractable) -> Iterator[Proposal]:
    if down:
        raise ConnectionError("the server is down")
    city, labor = document.mentions
    quote = document.text.strip()
    yield Proposal(relation="SUPPORTS", subject=city.entity, object=labor.entity, start=0, end=len(quote), quote=quote)


siding = ExtractorSpec(name="siding", description="who sided with whom", start=lambda: side)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KG_NO_AOT", "1")
    monkeypatch.setenv("KG_STORE", "graph")
    monkeypatch.setitem(sys.modules, "plugins_of_tests", sys.modules[__name__])
    entry = EntryPoint("siding", "plugins_of_tests:siding", "kg.extractors")
    monkeypatch.setattr(registry, "entry_points", lambda group: [entry] if group == "kg.extractors" else [])
    (tmp_path / "letter.txt").write_text(TEXT)
    return lambda *arguments: CliRunner().invoke(main, list(arguments))


def documents(result: Result) -> dict[str, int]:
    told: dict[str, Any] = json.loads(result.stdout)
    return {key: count for key, count in told["documents"].items() if count}


def test_claims_of_an_extractor_are_stored_and_survive_its_failure(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_it = ("import", "--json", "--extractor", "siding", "letter.txt")
    stored = [{"rule": "plugin:siding/claim", "basis": "stated"}]

    assert documents(run(*with_it)) == {"new": 1}
    assert json.loads(run("query", "--format", "json", BY_PLUGIN).stdout) == stored
    assert documents(run(*with_it)) == {"unchanged": 1}

    monkeypatch.setattr(sys.modules[__name__], "down", True)
    failed = run(*with_it)
    assert (failed.exit_code, documents(failed)) == (1, {"failed": 1})
    assert "letter.txt: the extractor 'siding' failed: ConnectionError: the server is down" in failed.stderr
    assert json.loads(run("query", "--format", "json", BY_PLUGIN).stdout) == stored

    assert documents(run("import", "--json", "letter.txt")) == {"replaced": 1}
    assert json.loads(run("query", "--format", "json", BY_PLUGIN).stdout) == []


def test_a_dry_run_counts_its_claims(run: Callable[..., Result]) -> None:
    with_it, without = (
        json.loads(run("import", "--json", "--dry-run", *options, "letter.txt").stdout)["added"]["claims"]
        for options in (("--extractor", "siding"), ())
    )
    assert with_it == without + 1

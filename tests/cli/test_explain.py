"""`kg explain`: why a claim stands."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from kg.cli import main
from kg.cli.reasons import PART_COLOURS, explanation_lines
from kg.explain import explain_claim, pick_claim
from kg.extraction import Extraction, read_extractions
from kg.graph import build_graph
from tests.cli.conftest import HOSTILE, Run, sample_extractions

REPORT = (
    "Judge lets two agencies share files\n\n"
    "The Tenants Alliance sued the Social Security Administration (SSA) over a Memorandum of Understanding between the"
    " SSA and the Department of Labor.\n\n"
    "The case turned on whether the memorandum violates the Privacy Act of 1974. “Does the memorandum violate the"
    " Privacy Act of 1974? It does not,” U.S. District Judge Ada Lindgren wrote. The Tenants Alliance argued that the"
    " memorandum violates the Privacy Act of 1974.\n\n"
    "The agency may disclose wage records to the Department of Labor.\n"
)


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("explained")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    result = CliRunner().invoke(main, ["extract", str(folder / "report.txt")])
    assert result.exit_code == 0, result.output
    (folder / "claims.jsonl").write_bytes(result.stdout_bytes)
    yield folder / "claims.jsonl"


@pytest.fixture(scope="module")
def store(extracted: Path) -> str:
    uri = str(extracted.parent / "graph")
    result = CliRunner(env={"KG_NO_AOT": "1"}).invoke(main, ["import", str(extracted), "--store", uri])
    assert result.exit_code == 0, result.output
    return uri


def read(path: Path) -> Extraction:
    (extraction,) = read_extractions(path.read_text(encoding="utf-8").splitlines())
    return extraction


def claim_id(path: Path, relation: str, polarity: str, status: str) -> str:
    (found,) = (c.id for c in read(path).claims if (c.relation, c.polarity, c.status) == (relation, polarity, status))
    return found


def test_a_denial_is_shown_with_its_parts_its_answer_and_who_disputes_it(run: Run, extracted: Path) -> None:
    denied = claim_id(extracted, "VIOLATES", "negated", "held")
    output = run("explain", denied, "--from", extracted).stdout

    assert output.startswith("DENIED: ")
    assert "held by Ada Lindgren, negated (denied: held not to be so by Ada Lindgren); carries no plain edge" in output
    assert "“Does the [subject: memorandum] violate the [object: Privacy Act of 1974][question: ?]" in output
    assert "[answer: It does not],” U.S. District Judge [speaker: Ada Lindgren]" in output
    assert (
        "the words alone, without the rule, read as: questioned, affirmed; the short answer makes it negated" in output
    )
    assert "violates: a frame over a sentence in schemas/frames/conduct.yaml; basis: stated" in output
    assert "VIOLATES: The subject breaks the law." in output
    disputed, left_open = output.split("Disputed by\n")[1].split("Left open by\n")
    assert "alleged by Tenants Alliance, affirmed" in disputed
    assert "questioned, affirmed" in left_open


def test_the_same_from_a_store_and_by_a_prefix(run: Run, extracted: Path, store: str) -> None:
    denied = claim_id(extracted, "VIOLATES", "negated", "held")
    whole = run("explain", denied, "--from", extracted).stdout

    for typed in (denied, denied.removeprefix("/"), denied.removeprefix("/claim/"), denied[: len("/claim/") + 12]):
        assert run("explain", typed, "--store", store).stdout == whole


def test_a_store_of_triples_gives_the_same(run: Run, extracted: Path) -> None:
    at = ("--store", "rdf:triples")
    assert run("import", extracted, *at).exit_code == 0
    for claim in read(extracted).claims:
        assert run("explain", claim.id, *at).stdout == run("explain", claim.id, "--from", extracted).stdout != ""
    assert "several claims" in run("explain", "/claim/", *at).stderr
    assert "no claim has an id" in run("explain", "nope", *at).stderr


def test_json_has_every_part_where_it_stands(run: Run, extracted: Path) -> None:
    alleged = claim_id(extracted, "VIOLATES", "affirmed", "alleged")
    told: dict[str, Any] = json.loads(run("explain", "--json", alleged, "--from", extracted).stdout)

    assert (told["id"], told["plain"], told["force"]) == (alleged, False, "alleged by Tenants Alliance, affirmed")
    assert told["relation"]["definition"] == "The subject breaks the law."
    assert told["rule"]["patterns"] and told["rule"]["examples"]
    (evidence,) = told["evidence"]
    assert {part["role"] for part in evidence["parts"]} == {"subject", "object", "speaker", "cue"}
    for part in evidence["parts"]:
        assert REPORT[part["start"] : part["end"]] == part["words"]
    assert evidence["read_again"] == {"polarity": "affirmed", "status": "alleged", "objection": None, "answer": None}
    assert {each["polarity"] for each in told["disputed_by"]} == {"negated"}
    assert {each["status"] for each in told["left_open_by"]} == {"questioned"}
    assert told["supported_by"] == []


def test_coreference_is_told_step_by_step(run: Run, extracted: Path) -> None:
    disclosed = next(c for c in read(extracted).claims if c.evidence[0].steps)
    told = json.loads(run("explain", "--json", disclosed.id, "--from", extracted).stdout)
    output = run("explain", disclosed.id, "--from", extracted).stdout

    steps = [step for evidence in told["evidence"] for step in evidence["steps"]]
    assert steps
    for step in steps:
        words = f"“{step['words']}”" if step["words"] else "not named here"
        assert f"{words} -> {step['name']}: {step['reason']}" in output


def test_colour_takes_the_place_of_brackets_in_a_terminal(extracted: Path) -> None:
    graph = build_graph([read(extracted)])
    explanation = explain_claim(pick_claim(graph, claim_id(extracted, "VIOLATES", "affirmed", "alleged")), graph)
    lines = list(explanation_lines(explanation, coloured=True))

    quoted = next(line for line in lines if "argued" in line)
    colour = {role: click.style("x", fg=fg, underline=True).partition("x")[0] for role, fg in PART_COLOURS.items()}
    assert f"{colour['subject']}memorandum\x1b[0m violates the {colour['object']}Privacy Act of 1974\x1b[0m" in quoted
    assert f"{colour['speaker']}Tenants Alliance\x1b[0m {colour['cue']}argued\x1b[0m" in quoted
    assert click.unstyle(quoted).strip(" “”") == explanation.reasons[0].evidence.quote


@pytest.mark.parametrize(
    ("typed", "message"), [("zz", "no claim has an id that begins with 'zz'"), ("", "several claims have an id")]
)
def test_what_names_no_claim_or_several(run: Run, extracted: Path, store: str, typed: str, message: str) -> None:
    for place in (("--from", extracted), ("--store", store)):
        result = run("explain", typed, *place)
        assert result.exit_code == 3
        assert message in result.stderr


def test_a_file_that_is_none(run: Run, tmp_path: Path) -> None:
    (tmp_path / "broken.jsonl").write_text("{")
    (tmp_path / "binary.jsonl").write_bytes(b"\xff\xfe\x00")

    for name, message in (("missing", "No such file"), ("broken", "line 1"), ("binary", "no text in UTF-8")):
        result = run("explain", "3f", "--from", f"{name}.jsonl")
        assert (result.exit_code, message in result.stderr) == (3, True), result.stderr


def test_words_of_a_document_do_not_steer_the_terminal(run: Run, stored: Path) -> None:
    opposes = next(c for e in sample_extractions() for c in e.claims if c.subject == HOSTILE.id)
    output = run("explain", opposes.id, "--store", stored).stdout

    assert "\x1b" not in output and "\x9b" not in output and "\u202e" not in output
    assert "\\x1b[31m" in output


def test_ids_are_completed_from_the_store_and_from_a_file(extracted: Path, store: str) -> None:
    denied = claim_id(extracted, "VIOLATES", "negated", "held")
    typed = denied.removeprefix("/claim/")[:5]
    complete = ShellComplete(main, {}, "kg", "_KG_COMPLETE")

    for place in (["--from", str(extracted)], ["--store", store]):
        for prefix in (typed, f"/claim/{typed}"):
            found = [item.value for item in complete.get_completions(["explain", *place], prefix)]
            assert denied[-20:] in [value[-20:] for value in found]
            assert all(value.startswith(prefix) for value in found)
    assert complete.get_completions(["explain", "--store", "embedded:/nowhere"], "3f") == []

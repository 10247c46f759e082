"""`kg merge`, `kg split`, `kg curate`, and where other commands tell of decisions."""

import json
import shutil
from pathlib import Path

import pytest

from kg.entity import Entity
from kg.extraction import DocumentInfo
from tests.cli.conftest import Run, extraction, write_claims

SINGERS, IRS = "/org/irs-singers", "/us/agency/internal-revenue-service"
GROUP, JUDGE = "/org/centro", "/person/dabney-friedrich"
SECTION, MOU = "/us/usc/t26/s6103", "/us/agreement/mou/dhs+irs/undated"


@pytest.fixture
def graph(stored: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the store, which the commands take by themselves."""
    copy = tmp_path / "graph"
    shutil.copytree(stored, copy)
    monkeypatch.setenv("KG_STORE", str(copy))
    return copy


def exported(run: Run, name: str = "out.jsonl") -> bytes:
    assert run("export", name).exit_code == 0
    return Path(name).read_bytes()


def test_merge_show_split(run: Run, graph: Path) -> None:
    before, counted = exported(run), run("stats").stdout
    merged = run(
        "merge", IRS, "IRS Singers", "--reason", "a choir of the agency", "--by", "R. Roe", "--on", "2026-01-02"
    )
    assert merged.exit_code == 0, merged.output
    assert merged.stdout.startswith(
        f"Decided: merged by decision: {SINGERS} is the same as {IRS} (by R. Roe, 2026-01-02;"
    )
    for words in ("IRS", "irs singers", SINGERS, IRS):
        card = run("show", words).stdout
        assert card.startswith("Internal Revenue Service  (Agency, Organization)\n") or "IRS Singers" in card
        assert (
            f"merged by decision: {SINGERS} is the same as {IRS} (by R. Roe, 2026-01-02; a choir of the agency;" in card
        )
    card = json.loads(run("show", "--json", "IRS").stdout)
    assert [(each["keep"], each["by"], each["date"]) for each in card["merged"]] == [(IRS, "R. Roe", "2026-01-02")]
    claim = next(each["id"] for each in card["claims"] if each["relation"] == "SUPPORTS")
    assert "merged by decision" in run("explain", claim).stdout
    assert run("validate", "--no-shapes", str(graph)).exit_code == 0
    split = run("split", SINGERS, IRS)
    assert split.exit_code == 0 and "They are two nodes again" in split.stdout
    assert (exported(run), run("stats").stdout) == (before, counted)


def test_a_merge_holds_for_what_comes_later(run: Run, graph: Path) -> None:
    exported(run)
    run("merge", IRS, SINGERS, "--on", "2026-01-02")
    after = exported(run, "after.jsonl")
    for row in json.loads(run("documents", "--json").stdout):
        assert run("remove", "--yes", row["id"]).exit_code == 0
    assert json.loads(run("documents", "--json").stdout) == []
    assert SINGERS in run("curate", "list").stdout
    assert "0 new" not in run("import", "out.jsonl").stdout
    assert exported(run, "again.jsonl") == after
    assert json.loads(run("import", "--json", "out.jsonl").stdout)["writes"] == 0
    for target in ("embedded:two", "rdf:three"):
        assert run("copy", str(graph), target).exit_code == 0
        assert run("export", "copy.jsonl", "--store", target).exit_code == 0
        assert Path("copy.jsonl").read_bytes() == after


def test_which_id_stays(run: Run, graph: Path) -> None:
    canonical = "/us/agreement/mou/dhs+irs/2025-04-07"
    assert f"{MOU} is the same as {canonical}" in run("merge", MOU, canonical).stdout
    assert f"{SINGERS} is the same as {IRS}" in run("merge", "--keep", IRS, SINGERS, IRS).stdout
    assert json.loads(run("show", "--json", MOU).stdout)["id"] == canonical
    assert "Decided before" in run("merge", MOU, canonical).stdout
    again = json.loads(run("merge", "--json", MOU, canonical).stdout)
    assert again["writes"] == 0 and again["keep"] == canonical


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("merge", IRS), 2, "name two nodes"),
        (("merge", IRS, IRS), 3, f"both are {IRS}"),
        (("merge", IRS, "26 USC 6103"), 3, "is a Agency and"),
        (("merge", IRS, "nobody at all"), 3, "nothing in the graph is called 'nobody at all'"),
        (("merge", IRS, SINGERS, "--keep", GROUP), 3, f"{GROUP} is neither"),
        (("merge", "--propose", IRS), 2, "leave A, B and --keep out"),
        (("merge", IRS, SINGERS, "--on", "yesterday"), 2, "write it as"),
        (("split", IRS, SINGERS), 3, "were not merged"),
        (("curate", "undo", "nothing"), 3, "no decision has an id"),
        (("curate", "claim", IRS, "GOVERNS", "26 USC 6103", "--reason", "r"), 3, "is not allowed"),
        (("curate", "claim", IRS, "NOPE", MOU, "--reason", "r"), 3, "no relation 'NOPE'"),
        (("curate", "claim", IRS, "SIGNED", MOU), 3, "needs the words"),
        (("curate", "claim", IRS, "SIGNED", MOU, "--reason", "r", "--status", "sure"), 2, "'sure' is not one of"),
        (("remove", "--yes", "/decision/0"), 3, "no document"),
    ],
)
def test_what_is_refused(run: Run, graph: Path, arguments: tuple[str, ...], code: int, message: str) -> None:
    before = exported(run)
    result = run(*arguments)
    assert (result.exit_code, message in result.stderr) == (code, True), result.output
    assert exported(run) == before


def test_distinct_things_are_not_merged_nor_proposed(run: Run, graph: Path) -> None:
    namesake = Entity(id=f"{JUDGE}~2", labels=("Person",), name="DABNEY  Friedrich")
    info = DocumentInfo(id=f"/doc/sha256/{'d' * 64}", source="other.txt")
    write_claims(Path("other.jsonl"), [extraction(info, [namesake], [])])
    assert run("import", "other.jsonl").exit_code == 0
    pairs = [(each["keep"], each["other"]) for each in json.loads(run("merge", "--propose", "--json").stdout)]
    assert pairs == [(JUDGE, namesake.id)]
    assert run("split", "--distinct", JUDGE, namesake.id, "--reason", "two people").exit_code == 0
    assert run("merge", "--propose").stderr == "No two nodes look alike.\n"
    refused = run("merge", JUDGE, namesake.id)
    assert refused.exit_code == 3 and "decided to be distinct" in refused.stderr and "kg curate undo" in refused.stderr


def test_several_decisions_make_one_node(run: Run, graph: Path) -> None:
    run("merge", IRS, SINGERS)
    run("merge", SINGERS, GROUP)
    result = run("split", IRS, GROUP)
    assert result.exit_code == 3 and result.stderr.count("/decision/") == 2
    assert len(json.loads(run("curate", "list", "--json", "IRS").stdout)) == 2
    assert run("split", SINGERS, GROUP).exit_code == 0 and run("show", GROUP).stdout.startswith("Centro")


def test_a_claim_of_ones_own(run: Run, graph: Path) -> None:
    before = exported(run)
    words = ("--quote", "I do.", "--source", "https://example.org/interview", "--date", "2025-06")
    who = ("--by", "R. Roe", "--on", "2026-01-02")
    made = run("curate", "claim", "Dabney Friedrich", "supports", "the MOU", *words, *who)
    assert made.exit_code == 0, made.output
    card = run("show", "Dabney Friedrich").stdout
    assert "  supports\n    Memorandum of Understanding" in card and "stated by a curator; 2025-06" in card
    assert "“I do.”" in card and "curated, from https://example.org/interview" in card
    found = [each for each in json.loads(run("show", "--json", JUDGE).stdout)["claims"] if each["curated"]]
    assert [each["relation"] for each in found] == ["SUPPORTS"]
    explained = run("explain", found[0]["id"]).stdout
    assert "stated by a curator, affirmed; carries a plain edge" in explained and "by R. Roe, 2026-01-02" in explained
    assert "curated: a claim that a person made" in explained
    alleged = run("curate", "claim", JUDGE, "VIOLATES", SECTION, "--status", "alleged", "--attributed-to", GROUP,
                  "--reason", "told so")  # fmt: skip
    assert alleged.exit_code == 0, alleged.output
    assert "ALLEGED: Dabney Friedrich violates" in run("show", JUDGE).stdout
    assert "I do." in run("curate", "list").stdout and "(alleged, affirmed)" in run("curate", "list").stdout
    page = run("view", "--output", "page.html")
    assert page.exit_code == 0, page.output
    for each in json.loads(run("curate", "list", "--json").stdout):
        assert run("curate", "undo", each["id"][:18]).exit_code == 0
    assert exported(run) == before


@pytest.mark.parametrize("name", ["claim", "list", "undo"])
def test_the_help_of_each_part(run: Run, name: str) -> None:
    result = run("curate", name, "--help")
    assert result.exit_code == 0 and f"kg curate {name}" in result.output.split("Examples:")[1]


def test_the_page_tells_of_decisions(run: Run, graph: Path) -> None:
    run("merge", IRS, SINGERS, "--reason", "a choir of the agency")
    assert run("view", "--around", "IRS", "--output", "page.html").exit_code == 0
    assert "merged by decision" in Path("page.html").read_text(encoding="utf-8")
    assert run("export", "graph.json").exit_code == 0 and run("export", "graph.graphml").exit_code == 0
    assert run("export", "graph.apoc.json").exit_code == 0
    assert '"decision":"same"' in Path("graph.apoc.json").read_text(encoding="utf-8")
    assert "a choir of the agency" in Path("graph.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["people", "evidence", "sources"])
def test_a_redacted_page_does_not_tell_of_decisions(run: Run, graph: Path, kind: str) -> None:
    run("merge", IRS, SINGERS, "--reason", "a choir of the agency", "--by", "R. Roe")
    assert run("view", "--redact", kind, "--around", "IRS", "--output", "page.html").exit_code == 0
    page = Path("page.html").read_text(encoding="utf-8")
    assert not any(words in page for words in ("merged by decision", "choir of the agency", "R. Roe", SINGERS))

"""Questions in Cypher: query and shell."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli.statements import split_statements
from tests.cli.conftest import MEMORANDUM, SECTION, Run, sample_extractions, write_claims

KG = Path(sys.executable).parent / "kg"
GOVERNS = "MATCH (s:Statute)-[g:GOVERNS]->(a:Agreement) RETURN s.name, a.name, g.support"


def test_a_table_in_a_pipe_is_plain_and_aligned(run: Run, stored: Path) -> None:
    result = run("query", GOVERNS, "--store", stored)

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "s.name            a.name                                               g.support",
        "----------------  ---------------------------------------------------  ---------",
        "26 U.S.C. § 6103  Memorandum of Understanding between the IRS and DHS          2",
    ]


def test_json_jsonl_and_csv_hold_the_same_rows(run: Run, stored: Path) -> None:
    expected = {"s.name": SECTION.name, "a.name": MEMORANDUM.name, "g.support": 2}

    as_json = json.loads(run("query", "--json", GOVERNS, "--store", stored).stdout)
    lines = run("query", "--format", "jsonl", GOVERNS, "--store", stored).stdout.splitlines()
    table = list(csv.DictReader(io.StringIO(run("query", "--format", "csv", GOVERNS, "--store", stored).stdout)))

    assert as_json == [expected]
    assert [json.loads(line) for line in lines] == [expected]
    assert table == [{name: str(value) for name, value in expected.items()}]


def test_nodes_relationships_and_paths_are_rows_as_well(run: Run, stored: Path) -> None:
    text = (
        "MATCH p = (s:Statute)-[g:GOVERNS]->(a:Agreement) RETURN s, g, p, [1, 'x'] AS list, null AS none, true AS yes"
    )

    (row,) = json.loads(run("query", "--json", text, "--store", stored).stdout)
    table = run("query", text, "--store", stored).stdout

    assert row["s"]["labels"] == ["Statute"]
    assert row["g"]["type"] == "GOVERNS"
    assert [node["properties"]["id"] for node in row["p"]["nodes"]] == [SECTION.id, MEMORANDUM.id]
    assert (row["list"], row["none"], row["yes"]) == ([1, "x"], None, True)
    assert f"{SECTION.id} -GOVERNS-> {MEMORANDUM.id}" in table


def test_values_are_parameters_and_never_part_of_the_text(run: Run, stored: Path) -> None:
    text = "MATCH (o:Organization {name: $name}) RETURN o.id, $n + 1 AS n, $list AS list"
    evil = "x'}) DETACH DELETE o //"

    found = run("query", "--json", "--param", "name=Centro de Trabajadores Unidos", "--param", "n=2",
                "--param", 'list=["a", 1]', text, "--store", stored)  # fmt: skip
    nothing = run("query", "--json", "--param", f"name={evil}", "--param", "n=NaN", "--param", "list=1", text,
                  "--store", stored)  # fmt: skip

    assert json.loads(found.stdout) == [{"o.id": "/org/centro", "n": 3, "list": ["a", 1]}]
    assert json.loads(nothing.stdout) == []


def test_a_query_comes_from_an_argument_a_file_or_stdin(run: Run, stored: Path, tmp_path: Path) -> None:
    (tmp_path / "q.cypher").write_text(GOVERNS)

    given = run("query", GOVERNS, "--store", stored).stdout
    assert run("query", "--file", "q.cypher", "--store", stored).stdout == given
    assert run("query", "-", "--store", stored, input=GOVERNS).stdout == given
    assert run("query", "--store", stored).exit_code == 2
    assert run("query", GOVERNS, "--file", "q.cypher", "--store", stored).exit_code == 2
    assert run("query", "--param", "x", GOVERNS, "--store", stored).exit_code == 2
    missing = run("query", "--file", "none.cypher", "--store", stored)
    assert (missing.exit_code, "none.cypher: the query cannot be read" in missing.stderr) == (3, True)


def test_a_query_only_reads_unless_told(run: Run, tmp_path: Path) -> None:
    run("import", write_claims(tmp_path / "graph.jsonl", sample_extractions()))
    text = "CREATE (p:Person {id: '/person/x', name: 'X'}) RETURN p.id"

    refused = run("query", text)
    before = run("query", "--json", "MATCH (p:Person) RETURN count(p) AS n")
    done = run("query", "--write", text)
    after = run("query", "--json", "MATCH (p:Person) RETURN count(p) AS n")

    assert (refused.exit_code, done.exit_code) == (3, 0)
    assert "--write" in refused.stderr
    assert (json.loads(before.stdout), json.loads(after.stdout)) == ([{"n": 1}], [{"n": 2}])


def test_a_wrong_query_says_where(run: Run, stored: Path) -> None:
    result = run("query", "MATCH (a:Agreement RETURN a", "--store", stored)

    assert result.exit_code == 3
    assert "line 1, column 20" in result.stderr


def test_control_characters_are_shown_in_tables_and_kept_in_data(run: Run, stored: Path) -> None:
    text = "MATCH (o:Organization {id: '/org/evil'}) RETURN o.name AS name"

    table = run("query", text, "--store", stored).stdout
    data = run("query", "--json", text, "--store", stored).stdout

    assert "Evil\\x1b[31m\\x9b2J\\nOrg \\u202etxet" in table
    assert json.loads(data) == [{"name": "Evil\x1b[31m\x9b2J\nOrg \u202etxet"}]
    assert not any(character in table + data for character in "\x1b\x9b\u202e")


def test_no_rows_are_said_on_stderr(run: Run, stored: Path) -> None:
    result = run("query", "MATCH (b:Bill) RETURN b", "--store", stored)

    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "No rows.\n")


def test_stats_count_nodes_and_plain_edges(run: Run, stored: Path) -> None:
    data = json.loads(run("stats", "--json", "--store", stored).stdout)

    assert data["nodes"]["Claim"] == 7
    assert data["nodes"]["Document"] == 3
    assert data["edges"]["GOVERNS"] == 1
    assert "VIOLATES" not in data["edges"]
    assert "GOVERNS" in run("stats", "--store", stored).stdout


def test_schema_lists_types_and_relations_or_one_of_them(run: Run) -> None:
    data = json.loads(run("schema", "--json").stdout)

    assert data["relations"]["GOVERNS"]["objects"]
    assert data["nodes"]["Statute"]["properties"]["level"]["values"]
    assert run("schema", "governs").stdout.splitlines()[2].startswith("GOVERNS")
    assert "level" in run("schema", "Statute").stdout
    unknown = run("schema", "GOVERN")
    assert (unknown.exit_code, "did you mean GOVERNS" in unknown.stderr) == (3, True)


def test_doctor_finds_the_parts_and_the_store(run: Run, stored: Path) -> None:
    well = json.loads(run("doctor", "--json", "--store", stored).stdout)
    ill = run("doctor", "--store", "neo5j://nowhere")

    assert {"Python", "statute-kg", "Java", "Store", "click"} <= {check["name"] for check in well["checks"]}
    assert next(c for c in well["checks"] if c["name"] == "Store")["found"].endswith("holds 3 documents")
    assert ill.exit_code == 1
    assert "missing  Store: neo5j://nowhere: no store for 'neo5j'" in ill.stdout


def test_the_shell_answers_statements_and_commands_from_stdin(run: Run, stored: Path) -> None:
    lines = f"""
// a comment; with a semicolon
{GOVERNS.replace(" RETURN", chr(10) + "RETURN")};
RETURN 'a;b' AS text; RETURN 2 AS two;
:schema GOVERNS
:show 26 U.S.C. § 6103
:stats
:documents
:help
RETURN 3 AS three
"""
    result = run("shell", "--store", stored, input=lines)

    assert result.exit_code == 0, result.output
    for words in (
        "26 U.S.C. § 6103  Memorandum",
        "a;b",
        "two",
        "  governs\n",
        "Claim",
        "notice.txt",
        ":quit",
        "three",
    ):
        assert words in result.stdout, words


def test_the_shell_goes_on_after_an_error_and_says_so_at_the_end(run: Run, stored: Path) -> None:
    result = run(
        "shell", "--store", stored, input="RETURN;\n:shw IRS\n:show Zzyzx\nCREATE (:Person);\nRETURN 7 AS n;\n"
    )

    assert result.exit_code == 1
    assert result.stderr.count("Error: ") == 4
    assert "did you mean :show" in result.stderr
    assert "7" in result.stdout


def test_the_shell_stops_at_quit(run: Run, stored: Path) -> None:
    assert run("shell", "--store", stored, input=":quit\nRETURN 1 AS one;\n").stdout == ""


@pytest.mark.parametrize(
    ("text", "statements", "rest"),
    [
        ("", [], ""),
        ("RETURN 1", [], "RETURN 1"),
        ("RETURN 1; RETURN 2;", ["RETURN 1", "RETURN 2"], ""),
        ("RETURN ';' ;x", ["RETURN ';'"], "x"),
        ("RETURN 'it\\'s;' ;", ["RETURN 'it\\'s;'"], ""),
        ('RETURN ";";', ['RETURN ";"'], ""),
        ("MATCH (`a;b`) RETURN 1;", ["MATCH (`a;b`) RETURN 1"], ""),
        ("RETURN 1 // a; b", [], "RETURN 1 // a; b"),
        ("RETURN 1 // a; b\n;", ["RETURN 1 // a; b"], ""),
        ("/* a; b */ RETURN 1;", ["/* a; b */ RETURN 1"], ""),
        ("/* a; b", [], "/* a; b"),
        ("RETURN 'open; ", [], "RETURN 'open; "),
        (";;", [], ""),
    ],
)
def test_a_statement_ends_with_a_semicolon_that_is_its_own(text: str, statements: list[str], rest: str) -> None:
    assert split_statements(text) == (statements, rest)


def test_two_processes_may_read_and_a_writer_is_told_who_holds_the_store(run: Run, tmp_path: Path) -> None:
    run("import", write_claims(tmp_path / "graph.jsonl", sample_extractions()))
    reader = subprocess.Popen(
        [KG, "shell", "--write"], cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert reader.stdin is not None
    assert reader.stdout is not None
    reader.stdin.write("RETURN 'open' AS state;\n")
    reader.stdin.flush()
    assert reader.stdout.readline().strip() == "state"

    refused = run("stats")
    reader.communicate(":quit\n", timeout=30)

    assert refused.exit_code == 3
    assert f"in use by process {reader.pid}" in refused.stderr


@pytest.mark.parametrize(
    ("cypher", "value"),
    [
        ("MATCH (s {id: $law}) RETURN s.id", "IRC 6103"),
        ("MATCH (s:Statute) WHERE s.id = $law RETURN s.id", "26 U.S.C. § 6103"),
        ("MATCH (s:Statute) WHERE $law = s.id RETURN s.id", "section 6103 of title 26"),
        ("MATCH (s:Statute) WHERE s.id IN $law RETURN s.id", '["26 USC 6103", "/us/usc/t26/s6103"]'),
        ("MATCH (s:Statute) WHERE s.name = $law RETURN s.id", "26 U.S.C. § 6103"),
    ],
)
def test_a_parameter_that_is_compared_with_an_id_may_be_a_citation(
    run: Run, stored: Path, cypher: str, value: str
) -> None:
    result = run("query", "--format", "jsonl", "--param", f"law={value}", cypher, "--store", stored)

    assert result.exit_code == 0
    assert [json.loads(line) for line in result.stdout.splitlines()] == [{"s.id": SECTION.id}]


def test_a_parameter_that_is_no_citation_is_an_error_with_near_forms(run: Run, stored: Path) -> None:
    result = run("query", "--param", "law=section 6103", "MATCH (s {id: $law}) RETURN s", "--store", stored)

    assert result.exit_code == 3
    assert "section 6103 of title 26" in result.stderr

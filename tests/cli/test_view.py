"""The page, as the command line writes it."""

import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from kg.stores import open_store
from kg.view import show
from tests.cli.conftest import Run


def test_the_whole_graph_is_written_and_said_where(run: Run, stored: Path, tmp_path: Path) -> None:
    result = run("view", "--store", stored)
    page = (tmp_path / "kg.html").read_text(encoding="utf-8")

    assert result.exit_code == 0
    assert result.stdout.startswith("kg.html: 7 nodes, 5 edges, ")
    assert "It does not,” she wrote." in page
    assert "/org/irs-singers" in page
    assert [path.name for path in tmp_path.iterdir()] == ["kg.html"]


def test_the_page_is_the_same_twice(run: Run, stored: Path, tmp_path: Path) -> None:
    run("view", "-o", "a.html", "--store", stored)
    run("view", "-o", "b.html", "--store", stored)

    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


@pytest.mark.parametrize(
    ("query", "nodes"),
    [
        ("MATCH (s:Statute) RETURN s", 1),
        ("MATCH (:Statute)-[g:GOVERNS]->() RETURN g", 2),
        ("MATCH p = (:Organization)-[:CHALLENGES]->()<-[:GOVERNS]-() RETURN p", 3),
        ("MATCH (a:Agency) RETURN collect(a), {inner: a}", 1),
        ("MATCH (c:Claim {polarity: 'negated'}) RETURN c", 2),
        ("MATCH (c:Claim)-[:EVIDENCED_BY]->(p)-[:IN_DOCUMENT]->(d {title: 'A notice'}) RETURN c, p", 3),
    ],
)
def test_a_query_chooses_what_is_drawn(run: Run, stored: Path, query: str, nodes: int) -> None:
    result = run("view", "--query", query, "--store", stored)

    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(f"kg.html: {nodes} nodes, ")


def test_a_query_for_values_alone_says_what_to_return(run: Run, stored: Path, tmp_path: Path) -> None:
    result = run("view", "--query", "MATCH (s:Statute) RETURN s.name", "--store", stored)

    assert result.exit_code == 3
    assert "there is nothing to draw in the rows" in result.stderr
    assert "RETURN a, s" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_is_around_a_name_is_drawn(run: Run, stored: Path) -> None:
    near = run("view", "--around", "Centro de Trabajadores Unidos", "--store", stored)
    far = run("view", "--around", "/org/centro", "--depth", "2", "--store", stored)

    assert near.stdout.startswith("kg.html: 2 nodes, ")
    assert far.stdout.startswith("kg.html: 6 nodes, ")


def test_title_and_redaction_reach_the_page(run: Run, stored: Path, tmp_path: Path) -> None:
    run("view", "--title", "My <title>", "--redact", "evidence", "--store", stored)
    page = (tmp_path / "kg.html").read_text(encoding="utf-8")

    assert "My &lt;title&gt;" in page
    assert "she wrote" not in page


def test_wrong_usage_and_wrong_folders_are_errors(run: Run, stored: Path) -> None:
    both = run("view", "--query", "RETURN 1", "--around", "IRS", "--store", stored)
    folder = run("view", "-o", "missing/kg.html", "--store", stored)

    assert both.exit_code == 2
    assert folder.exit_code == 3
    assert "missing/kg.html" in folder.stderr


def test_the_shortest_way_between_two_names_is_drawn(run: Run, stored: Path, tmp_path: Path) -> None:
    result = run("view", "--path", "Centro de Trabajadores Unidos", "26 USC 6103", "--store", stored)

    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("kg.html: 3 nodes, 2 edges, ")
    assert "From Centro de Trabajadores Unidos to " in (tmp_path / "kg.html").read_text(encoding="utf-8")


def test_no_way_is_said(run: Run, stored: Path) -> None:
    result = run("view", "--path", "Dabney Friedrich", "26 USC 6103", "--store", stored)

    assert result.exit_code == 3
    assert "no chain of statements joins" in result.stderr
    assert "--around" in result.stderr


def test_what_stands_between_two_names_is_drawn(run: Run, stored: Path) -> None:
    found = run("view", "--between", "Centro de Trabajadores Unidos", "26 USC 6103", "--store", stored)
    nothing = run("view", "--between", "/org/irs-singers", "Dabney Friedrich", "--store", stored)

    assert found.stdout.startswith("kg.html: 3 nodes, ")
    assert nothing.exit_code == 3
    assert "--depth 2" in nothing.stderr


def test_what_a_document_speaks_of_is_drawn(run: Run, stored: Path) -> None:
    found = run("view", "--document", "a notice", "--store", stored)
    unknown = run("view", "--document", "no such paper", "--store", stored)

    assert found.exit_code == 0, found.output
    assert "kg.html: 3 nodes" in found.stdout
    assert unknown.exit_code == 3
    assert "no document is called 'no such paper'" in unknown.stderr


@pytest.mark.parametrize(("ending", "begin"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("html", b"<!doctype html>")])
def test_the_ending_says_what_is_written(run: Run, stored: Path, tmp_path: Path, ending: str, begin: bytes) -> None:
    result = run("view", "-o", f"graph.{ending}", "--layout", "timeline", "--theme", "dark", "--store", stored)

    assert result.exit_code == 0, result.output
    assert (tmp_path / f"graph.{ending}").read_bytes().startswith(begin)


def test_other_endings_and_other_sizes_are_usage_errors(run: Run, stored: Path) -> None:
    ending = run("view", "-o", "graph.pdf", "--store", stored)
    size = run("view", "--max-nodes", "9999", "--store", stored)
    hidden = run("view", "--serve", "--redact", "people", "--store", stored)

    assert (ending.exit_code, size.exit_code, hidden.exit_code) == (2, 2, 2)
    assert ".html, .svg or .png" in ending.stderr


def test_the_page_can_go_to_standard_output(run: Run, stored: Path, tmp_path: Path) -> None:
    result = run("view", "-o", "-", "--store", stored)

    assert result.stdout.startswith("<!doctype html>")
    assert list(tmp_path.iterdir()) == []


def test_a_query_may_return_ids_and_may_find_nothing(run: Run, stored: Path) -> None:
    ids = run("view", "--query", "MATCH (s:Statute) RETURN s.id", "--store", stored)
    nothing = run("view", "--query", "MATCH (s:Statute {name: 'x'}) RETURN s", "--store", stored)

    assert ids.stdout.startswith("kg.html: 1 nodes, ")
    assert nothing.exit_code == 3
    assert "the query found nothing" in nothing.stderr


def test_fewer_nodes_can_be_asked_for(run: Run, stored: Path, tmp_path: Path) -> None:
    run("view", "--max-nodes", "2", "--store", stored)

    assert "Graph with 2 nodes." in (tmp_path / "kg.html").read_text(encoding="utf-8")


def test_a_notebook_shows_the_rows_of_a_query(stored: Path) -> None:
    with open_store(f"embedded:{stored}", read_only=True) as store:
        view = store.view()
        shown = show(view.query("MATCH (o:Organization)-[:CHALLENGES]->(a:Agreement) RETURN o, a"), view)

    assert b"The group sued to block the agreement." in shown.page
    assert b"The IRS signed it." not in shown.page


def test_the_page_is_served_until_it_is_ended(stored: Path, tmp_path: Path) -> None:
    command = [
        str(Path(sys.executable).parent / "kg"),
        "view",
        "--serve",
        "--around",
        "26 USC 6103",
        "--store",
        str(stored),
    ]
    environment = {**os.environ, "KG_NO_AOT": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path, env=environment
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        line = process.stdout.readline()
        assert line.startswith("Serving on http://127.0.0.1:")
        with urllib.request.urlopen(line.removeprefix("Serving on ").strip(), timeout=60) as answer:  # noqa: S310
            assert answer.read().startswith(b"<!doctype html>")
        process.send_signal(signal.SIGINT)
        try:
            assert process.wait(timeout=60) == 0
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        assert "read-only" in process.stderr.read()
    assert list(tmp_path.iterdir()) == []

"""The page, as the command line writes it."""

from pathlib import Path

import pytest

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

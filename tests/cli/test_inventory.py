"""`kg inventory`: what exists, and the file that says so."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

SOURCE = Path(__file__).parents[1] / "fixtures" / "inventory" / "usc-101-2.xml"


def test_info_shows_the_release_point_and_the_counts(run: Run) -> None:
    result = run("inventory", "info")
    data = json.loads(run("inventory", "info", "--json").stdout)

    assert result.exit_code == 0
    assert "release point  119-100" in result.stdout
    assert data["release"] == "119-100"
    assert data["sections"] > 50_000
    assert data["provisions"] > 740_000
    assert data["act_sections"] > 30_000
    assert data["bytes"] < 6_000_000


def test_check_says_what_exists_and_what_is_near(run: Run) -> None:
    result = run("inventory", "check", "IRC 6103(i)(2)", "26 U.S.C. 61033")

    assert result.exit_code == 1
    assert result.stdout.splitlines()[2:] == [
        "/us/usc/t26/s6103/i/2  exists      Confidentiality and disclosure of returns and return information",
        "/us/usc/t26/s61033     unverified  near it: /us/usc/t26/s9834",
    ]


def test_check_as_json(run: Run) -> None:
    result = run("inventory", "check", "--json", "section 8 of the Endangered Species Act of 1973")

    assert result.exit_code == 0
    assert json.loads(result.stdout) == [
        {
            "given": "section 8 of the Endangered Species Act of 1973",
            "id": "/us/usc/t16/s1537",
            "exists": True,
            "heading": "International cooperation",
            "near": [],
        }
    ]


@pytest.mark.parametrize(
    ("text", "hint"), [("section 6103", "name its title"), ("/us/usc/26/6103", "/us/usc/t26/s6103")]
)
def test_check_of_what_is_no_citation_is_an_error(run: Run, text: str, hint: str) -> None:
    result = run("inventory", "check", text)

    assert result.exit_code == 3
    assert hint in result.stderr


def test_build_writes_an_inventory(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.zip"
    result = run("inventory", "build", SOURCE, "-o", target)
    data = json.loads(run("inventory", "build", "--json", "--release", "101-3", SOURCE, "-o", target).stdout)

    assert result.exit_code == 0
    assert "release point 101-2: 3 sections, 8 provisions" in result.stdout
    assert (data["release"], data["file"]) == ("101-3", str(target))


def test_build_of_what_is_no_code_is_an_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<a/>")
    result = run("inventory", "build", tmp_path / "a.xml", "-o", tmp_path / "out.zip")

    assert result.exit_code == 3
    assert "no section of the U.S. Code" in result.stderr
    assert not (tmp_path / "out.zip").exists()

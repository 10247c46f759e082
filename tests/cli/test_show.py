"""One thing as a card."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(
    "words",
    [
        "/us/usc/t26/s6103",
        "26 U.S.C. § 6103",
        "section 6103 of the internal revenue code",
        "IRC 6103",
        "26 USC 6103",
        " 26 USC 6103 ",
        "Sec. 6103 of the Internal Revenue Code of 1986",
    ],
)
def test_a_thing_is_found_by_id_name_alias_or_citation(run: Run, stored: Path, words: str) -> None:
    result = run("show", words, "--store", stored)

    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[:4] == [
        "26 U.S.C. § 6103  (Statute)",
        "/us/usc/t26/s6103",
        "also: Section 6103 of the Internal Revenue Code",
        "level: section",
    ]


def test_the_card_tells_what_is_established_from_what_is_only_said(run: Run, stored: Path) -> None:
    card = run("show", "the MOU", "--store", stored).stdout
    established, said = card.split("Who says what, and where")

    assert "  is governed by\n    26 U.S.C. § 6103  /us/usc/t26/s6103  (2 documents)\n" in established
    assert "violates" not in established
    assert (
        "  DENIED: Memorandum of Understanding between the IRS and DHS violates 26 U.S.C. § 6103\n"
        "    denied: held not to be so by Dabney Friedrich; 2025-05-12\n"
        "    ““Does it violate the Code? It does not,” she wrote.”\n"
        "      news.txt, characters " in said
    )
    assert "  ALLEGED: Memorandum of Understanding between the IRS and DHS violates 26 U.S.C. § 6103\n" in said
    assert "    alleged by Centro de Trabajadores Unidos\n" in said
    assert "    scope: only for criminal investigations\n" in said
    assert said.count("““") + said.count("    “") == 9  # eight sentences, one of them in quotes of its own


def test_claims_beyond_the_limit_are_counted(run: Run, stored: Path) -> None:
    few = run("show", "--limit", "2", "the MOU", "--store", stored).stdout
    every = run("show", "--limit", "0", "the MOU", "--store", stored).stdout

    assert few.endswith("... and 5 more claims: add --limit 0 to see them all\n")
    assert "more claims" not in every


def test_json_has_the_same_card(run: Run, stored: Path) -> None:
    card = json.loads(run("show", "--json", "the MOU", "--store", stored).stdout)

    assert card["labels"] == ["Agreement"]
    assert {(edge["subject"]["name"], edge["relation"]) for edge in card["edges"]} >= {("26 U.S.C. § 6103", "GOVERNS")}
    denied = [each for each in card["claims"] if each["polarity"] == "negated"]
    assert [(each["plain"], each["status"], each["evidence"][0]["source"]) for each in denied] == [
        (False, "held", "news.txt")
    ]


def test_an_ambiguous_name_lists_the_candidates(run: Run, stored: Path) -> None:
    result = run("show", "irs", "--store", stored)

    assert result.exit_code == 3
    assert "'irs' is the name of 2 things" in result.stderr
    assert "/us/agency/internal-revenue-service  Agency: Internal Revenue Service" in result.stderr
    assert "/org/irs-singers                     Organization: IRS Singers" in result.stderr


def test_an_unknown_name_suggests_what_comes_near(run: Run, stored: Path) -> None:
    near = run("show", "Trabajadores", "--store", stored)
    nothing = run("show", "Zzyzx", "--store", stored)

    assert (near.exit_code, nothing.exit_code) == (3, 3)
    assert "/org/centro" in near.stderr
    assert "nothing in the graph is called 'Zzyzx'" in nothing.stderr


def test_what_documents_hold_cannot_steer_the_terminal(run: Run, stored: Path) -> None:
    result = run("show", "/org/evil", "--store", stored)

    assert result.stdout.startswith("Evil\\x1b[31m\\x9b2J\\nOrg \\u202etxet  (Organization)\n")
    assert "Evil\\x1b[31m org \\x9b2J opposes\\u202e it." in result.stdout
    assert not any(character in result.stdout for character in "\x1b\x9b\u202e")


def test_a_document_is_a_thing_as_well(run: Run, stored: Path) -> None:
    assert run("show", "A ruling", "--store", stored).stdout.startswith("A ruling  (Document)\n")


def test_a_store_that_is_not_there_is_an_error_with_the_next_step(run: Run) -> None:
    result = run("show", "IRS")

    assert result.exit_code == 3
    assert "no graph here yet" in result.stderr
    assert "kg import" in result.stderr


@pytest.mark.parametrize(
    ("form", "hint"),
    [
        ("section 61033", '"section 61033 of title 26"'),
        ("42 U.S.C. 1395w-4", "it cites /us/usc/t42/s1395w-4, of which no document in the graph speaks"),
        ("26 U.S.C. 3401-3406", "26 U.S.C. § 3401 or 26 U.S.C. § 3406"),
    ],
)
def test_a_wrong_form_is_an_error_that_names_near_forms(run: Run, stored: Path, form: str, hint: str) -> None:
    result = run("show", form, "--store", stored)

    assert result.exit_code != 0
    assert hint in result.stderr

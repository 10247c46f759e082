"""Row mappings: what they make of rows, and what they say about wrong files and rows."""

import csv
import re
from collections.abc import Mapping as Table
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claim import Claim
from kg.document import Document, Record
from kg.errors import MappingError
from kg.extraction import Extraction, extraction_lines
from kg.mapping import Mapping, load_mapping, map_records, mapping_beside

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "mapping.md"

BASE = """\
mapping: t
nodes:
  a: {label: Agreement, id: "/us/agreement/mou/{number}", name: "MOU {number}"}
  p: {each: party, split: ";", label: Organization, id: "/org/{value}", name: "{value}"}
claims:
  - {relation: PARTY_TO, subject: p, object: a}
"""


def read(tmp_path: Path, text: str, name: str = "t.mapping.yaml") -> Mapping:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return load_mapping(path)


def table(*rows: Table[str, str], source: str = "t.csv") -> Document:
    records: list[Record] = []
    text = ""
    for number, row in enumerate(rows, start=2):
        start = len(text)
        text += "\n".join(f"{column}: {value}" for column, value in row.items() if value)
        records.append(Record(start=start, end=len(text), values=tuple(row.items()), place=f"row {number}"))
        text += "\n\n"
    return Document(source=source, format="csv", text=text, records=tuple(records))


def brief(claim: Claim) -> str:
    words = (claim.subject, claim.relation, claim.object, claim.polarity, claim.status, claim.date or "-")
    return " ".join(words)


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def guide_rows() -> list[dict[str, str]]:
    return list(csv.DictReader(blocks("csv")[0].splitlines()))


def test_the_example_of_the_guide(tmp_path: Path) -> None:
    mapping = read(tmp_path, blocks("yaml")[0])
    found = map_records(table(*guide_rows()), mapping)
    assert sorted(brief(claim) for claim in found.claims) == blocks("text")[0].splitlines()
    waiver = next(entity for entity in found.entities if entity.id == "/us/agreement/waiver/w-12")
    assert (waiver.name, waiver.aliases) == ("Waiver W-12", ("HUD waiver W-12",))
    assert waiver.properties == (("kind", "waiver"), ("number", "W-12"))


def test_the_errors_of_the_guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = blocks("yaml")[0]
    Path("waivers.mapping.yaml").write_text(text.replace("PARTY_TO", "PARTYTO"), encoding="utf-8")
    with pytest.raises(MappingError) as unknown:
        load_mapping(Path("waivers.mapping.yaml"))
    Path("waivers.mapping.yaml").write_text(text, encoding="utf-8")
    first, second = guide_rows()
    rows = table(first, {**second, "waives": "24 CFR five"}, source="waivers.csv")
    with pytest.raises(MappingError) as unread:
        map_records(rows, load_mapping(Path("waivers.mapping.yaml")))
    assert [str(unknown.value), str(unread.value)] == blocks("text")[1].splitlines()


def test_evidence_is_the_row_and_ends_are_found_in_it(tmp_path: Path) -> None:
    document = table({"number": "7", "party": "Elm Union; Ash Union"}, {"number": "8", "party": "Ash Union"})
    found = map_records(document, read(tmp_path, BASE))
    assert len(found.claims) == 3
    for claim in found.claims:
        (evidence,) = claim.evidence
        assert evidence.quote == document.text[evidence.start : evidence.end]
        assert evidence.subject is not None
        name = document.text[slice(*evidence.subject)]
        assert claim.subject == "/org/" + name.lower().replace(" ", "-")
        assert (claim.rule, claim.basis) == ("mapping:t", "stated")
    assert {document.text[m.start : m.end] == m.quote for m in found.mentions} == {True}


def test_the_same_claim_in_two_rows_is_one_with_two_pieces_of_evidence(tmp_path: Path) -> None:
    found = map_records(
        table({"number": "7", "party": "Elm Union"}, {"number": "7", "party": "Elm Union"}), read(tmp_path, BASE)
    )
    assert [len(claim.evidence) for claim in found.claims] == [2]


@pytest.mark.parametrize(
    ("more", "cell", "expected"),
    [
        ("status: alleged", "", "affirmed alleged"),
        ("polarity: negated", "", "negated asserted"),
        ("status: {column: state, values: {draft: proposed}, otherwise: held}", "draft", "affirmed proposed"),
        ("status: {column: state, values: {draft: proposed}, otherwise: held}", "", "affirmed held"),
        ("polarity: {column: state, values: {denied: negated, admitted: affirmed}}", "denied", "negated asserted"),
    ],
)
def test_polarity_and_status(tmp_path: Path, more: str, cell: str, expected: str) -> None:
    mapping = read(tmp_path, BASE.replace("object: a}", f"object: a, {more}}}"))
    (claim,) = map_records(table({"number": "7", "party": "Elm Union", "state": cell}), mapping).claims
    assert f"{claim.polarity} {claim.status}" == expected


@pytest.mark.parametrize(
    ("condition", "row", "claims"),
    [
        ("when: state", {"state": ""}, 0),
        ("when: state", {"state": "x"}, 1),
        ("when: {column: state, is: [a, b]}", {"state": "b"}, 1),
        ("when: {column: state, is: a}", {"state": "b"}, 0),
        ("when: [state, {column: number, is: '8'}]", {"state": "b"}, 0),
    ],
)
@pytest.mark.parametrize("at", ["node", "claim"])
def test_conditions(tmp_path: Path, condition: str, row: dict[str, str], claims: int, at: str) -> None:
    spot = 'name: "MOU {number}"}' if at == "node" else "object: a}"
    mapping = read(tmp_path, BASE.replace(spot, f"{spot[:-1]}, {condition}}}"))
    found = map_records(table({"number": "7", "party": "Elm Union", **row}), mapping)
    assert len(found.claims) == claims
    assert ("/us/agreement/mou/7" in {e.id for e in found.entities}) == (at == "claim" or claims == 1)


def test_raw_keeps_what_a_slug_would_change(tmp_path: Path) -> None:
    mapping = read(
        tmp_path, 'mapping: c\nnodes:\n  c: {label: Case, id: "/us/case/mdd/{docket:raw}", name: "{docket}"}\n'
    )
    (case,) = map_records(table({"docket": " 1:26-cv-00418 "}), mapping).entities
    assert case.id == "/us/case/mdd/1:26-cv-00418"


def test_typed_properties_speakers_and_qualifiers(tmp_path: Path) -> None:
    mapping = read(
        tmp_path,
        """\
mapping: q
nodes:
  a: {label: Agreement, id: "/us/agreement/mou/{number}", name: "{number}", properties: {provisional: "{open}"}}
  p: {label: Person, id: "/person/{who}", name: "{who}"}
claims:
  - {relation: SIGNED, subject: p, object: a, attributed_to: p, qualifiers: {role: "{role}"}}
""",
    )
    found = map_records(table({"number": "7", "open": "yes", "who": "Ada Quill", "role": "Administrator"}), mapping)
    (claim,) = found.claims
    assert claim.attributed_to == "/person/ada-quill"
    assert [(q.kind, q.text) for q in claim.qualifiers] == [("role", "Administrator")]
    assert dict(found.entities[1].properties) == {"provisional": True}


def test_a_value_that_is_not_found_may_be_made_from_templates(tmp_path: Path) -> None:
    mapping = read(
        tmp_path,
        'mapping: f\nnodes:\n  p: {each: who, find: agency, label: Organization, id: "/org/{value}", name: "{value}"}',
    )
    found = map_records(table({"who": "Internal Revenue Service"}, {"who": "Elm Union"}), mapping)
    assert [e.id for e in found.entities] == ["/org/elm-union", "/us/agency/internal-revenue-service"]


@pytest.mark.parametrize(
    ("wrong", "place", "message", "hint"),
    [
        ("mapping: [", None, "no valid YAML", "docs/mapping.md"),
        ("- a", "the file", "names and values", "docs/mapping.md"),
        ("mapping: t\nnodes: {}\n", "nodes", "no nodes", "at least one"),
        (BASE.replace("mapping: t", "name: t"), "the file", "no key 'name'", "one of"),
        (BASE.replace("mapping: t\n", ""), "the file", "`mapping` is missing", "add `mapping"),
        (BASE.replace("Agreement", "Agreemint"), "nodes.a.label", "no label 'Agreemint'", "'Agreement'"),
        (BASE.replace("Agreement", "Claim"), "nodes.a.label", "no label 'Claim'", "one of"),
        (BASE.replace("PARTY_TO", "PARTYTO"), "claims[1].relation", "no relation 'PARTYTO'", "'PARTY_TO'"),
        (BASE.replace("PARTY_TO", "JUDGE_OF"), "claims[1].subject", "takes no Organization", "Person"),
        (BASE.replace("object: a", "object: b"), "claims[1].object", "no node 'b'", "one of: a, p"),
        (BASE.replace("object: a", "object: a, status: sure"), "claims[1].status", "no value 'sure'", "asserted"),
        (BASE.replace("MOU {number}", "MOU {no"), "nodes.a.name", "a brace is open", "{column}"),
        (BASE.replace("MOU {number}", "{value}"), "nodes.a.name", "no meaning", "each"),
        (BASE.replace("each: party, split", "find: law, split"), "nodes.p", "`find` needs a column", "add `each"),
        (BASE.replace("name: ", "properties: {colour: x}, name: ", 1), "nodes.a.properties", "'colour'", "kind"),
        (BASE.replace("object: a", "object: a, when: no"), "claims[1].when", "truth value", "in quotes"),
        (BASE.replace('split: ";"', "split: 3"), "nodes.p", "`split` is no text", "in quotes"),
        (BASE.replace("claims:\n  -", "claims:\n "), "claims", "a list is expected", "hyphen"),
    ],
)
def test_wrong_mappings(tmp_path: Path, wrong: str, place: str | None, message: str, hint: str) -> None:
    with pytest.raises(MappingError) as caught:
        read(tmp_path, wrong)
    assert caught.value.source == str(tmp_path / "t.mapping.yaml")
    assert caught.value.place == place
    assert message in caught.value.message
    assert hint in (caught.value.hint or "")


def test_a_missing_mapping_file(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="cannot be read"):
        load_mapping(tmp_path / "none.mapping.yaml")


GOOD = {"number": "1", "party": "Elm Union", "day": "2026"}


@pytest.mark.parametrize(
    ("change", "row", "message", "hint"),
    [
        (("", ""), {"number": ""}, "column 'number' is empty", "when: number"),
        (("object: a}", "object: a, date: day}"), {"day": "May 3"}, "no date", "YYYY-MM-DD"),
        (
            ("object: a}", "object: a, status: {column: day, values: {'2026': held}}}"),
            {"day": "y"},
            "'y' has no meaning",
            "otherwise",
        ),
        (
            ("split:", "properties: {kind: x}, split:"),
            {"party": "26 U.S.C. 6103"},
            "PARTY_TO cannot stand between",
            "claims[1]",
        ),
    ],
)
def test_rows_that_do_not_fit(
    tmp_path: Path, change: tuple[str, str], row: dict[str, str], message: str, hint: str
) -> None:
    text = BASE.replace(*change).replace("split:", "find: law, split:")
    with pytest.raises(MappingError) as caught:
        map_records(table(GOOD, {**GOOD, **row}), read(tmp_path, text))
    assert (caught.value.source, caught.value.place) == ("t.csv", "row 3")
    assert message in caught.value.message
    assert hint in (caught.value.hint or "")


def test_a_property_of_another_type(tmp_path: Path) -> None:
    mapping = read(tmp_path, BASE.replace("name: ", 'properties: {provisional: "{day}"}, name: ', 1))
    with pytest.raises(MappingError, match="provisional is 'perhaps', not a boolean"):
        map_records(table({**GOOD, "day": "perhaps"}), mapping)


def test_a_column_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match=r"row 2: no column 'party' \(the columns are day, number;"):
        map_records(table({"number": "1", "day": "2026"}), read(tmp_path, BASE))


def test_a_mapping_is_found_beside_its_table(tmp_path: Path) -> None:
    beside = tmp_path / "rows.mapping.yaml"
    assert mapping_beside(tmp_path / "rows.csv") is None
    beside.write_text(BASE, encoding="utf-8")
    assert mapping_beside(tmp_path / "rows.csv") == beside
    assert mapping_beside(tmp_path / "rows.csv.gz") == beside


cells = st.text(st.characters(codec="utf-8", exclude_characters="\n\r;"), max_size=12).filter(
    lambda text: text == text.strip()
)


@given(rows=st.lists(st.tuples(cells.filter(bool), cells), max_size=6))
def test_mapping_is_pure_and_evidence_is_verbatim(
    rows: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    mapping = read(tmp_path_factory.mktemp("m"), BASE)
    document = table(*({"number": no, "party": party} for no, party in rows))

    def lines(found: Extraction) -> list[str]:
        return list(extraction_lines(found, mentions=True))

    found = map_records(document, mapping)
    assert lines(found) == lines(map_records(document, mapping))
    for claim in found.claims:
        assert all(e.quote == document.text[e.start : e.end] for e in claim.evidence)

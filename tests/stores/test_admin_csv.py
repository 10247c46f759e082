"""`neo4j-admin database import full` of an export gives what an import over Bolt gives."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.claim import Qualifier
from kg.cli import main
from kg.curation import curated, distinct, same
from kg.entity import Entity
from kg.errors import StoreError
from kg.extraction import DocumentInfo, Extraction
from kg.stores.admin_csv import ARGUMENTS, FINISH, write_admin_csv
from kg.stores.neo4j import Neo4jStore
from tests.builders import CODE, DHS, IRS, JUDGE, MOU, claim, entity, evidence, extraction, follow_up, report, synthetic
from tests.servers.neo4j import PASSWORD, Server
from tests.stores.conftest import open_empty, with_password
from tests.stores.dump import check_consistent, dump
from tests.stores.test_hostile_text import HOSTILE


def hostile(number: int, text: str) -> Extraction:
    """A document with the text in every field."""
    short = text[:100]
    document, node = f"/doc/{number}{short}", f"/person/{number}{short}"
    names = (text + "x", f"{number}")
    person = Entity(id=node, labels=("Person",), name=text, aliases=names, properties=(("role", text),))
    made = replace(
        claim(document, JUDGE, "SUPPORTS", node, rule=text, date=text),
        attributed_to=node,
        qualifiers=(Qualifier(kind=text, text=text, start=1, end=2), Qualifier(kind="scope", text="", start=1, end=1)),
        evidence=(evidence(document, 5, text),),
    )
    info = DocumentInfo(id=document, source=text, title=text, publisher="", about=(("case", short),))
    return Extraction(document=info, entities=tuple(sorted([entity(JUDGE), person])), claims=(made,))


def documents() -> list[Extraction]:
    both = Entity(id=IRS, labels=("Agency", "Organization"), name="IRS")
    return [
        report(),
        follow_up(),
        *(synthetic(number, 8, 8) for number in range(6)),
        *(
            hostile(number, text)
            for number, text in enumerate((*HOSTILE, "\x1f", ",", '"",', ";", "\\,", "x" * 70_000))
        ),
        extraction("two", [both, entity(CODE)], []),
        extraction("three", [entity("/us/agency/irs", "I.R.S.")], []),
        same(IRS, "/us/agency/irs", reason="the same", by="a curator", date="2026-01-02"),
        distinct(IRS, DHS),
        curated(entity(IRS, "IRS"), "SIGNED", entity(MOU, "the MOU"), quote="Signed.", source="page 3"),
    ]


@pytest.fixture
def imported(neo4j_server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A second server, filled by the import tool."""
    folder = tmp_path / "csv"
    written = write_admin_csv(documents(), folder)
    assert written.nodes > 100 and written.relationships > 300
    server = Server(tmp_path / "home")
    server.admin("database", "import", "full", "neo4j", f"@{ARGUMENTS}", folder=folder)
    with server:
        monkeypatch.setenv("KG_STORE_PASSWORD", PASSWORD)
        finish = (folder / FINISH).read_text(encoding="utf-8")
        done = CliRunner().invoke(main, ["shell", "--write", "--store", server.uri], input=finish)
        assert done.exit_code == 0, done.output
        yield server


def test_the_import_tool_makes_the_same_graph(neo4j_server: Server, imported: Server) -> None:
    with open_empty(neo4j_server) as bolt, Neo4jStore(with_password(imported)) as bulk:
        bolt.writer().add(documents())
        assert bulk.view().counts() == bolt.view().counts()
        assert dump(bulk) == dump(bolt)
        check_consistent(bulk)
        assert bulk.writer().add(documents()).writes == 0
        for store in (bolt, bulk):
            store.writer().remove("/doc/report")
        assert dump(bulk) == dump(bolt)
        assert [found.id for found in bulk.view().find("irs")] == [IRS]


def test_the_same_graph_gives_the_same_files(tmp_path: Path) -> None:
    write_admin_csv(documents(), tmp_path / "one")
    write_admin_csv(reversed(documents()), tmp_path / "two")
    files = {path.name: path.read_bytes() for path in (tmp_path / "one").iterdir()}
    assert files == {path.name: path.read_bytes() for path in (tmp_path / "two").iterdir()}
    assert "--array-delimiter=U+001E\n" in (tmp_path / "one" / ARGUMENTS).read_text(encoding="utf-8")


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(StoreError, match="not empty"):
        write_admin_csv([report()], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]

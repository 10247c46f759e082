"""An inventory made from USLM XML."""

import shutil
import tarfile
import zipfile
from pathlib import Path

import pytest

from kg.errors import InventoryError
from kg.inventory import ActTable, Archive, Provisions
from kg.inventory.building import InventoryBuilder

SOURCE = Path(__file__).parents[1] / "fixtures" / "inventory" / "usc-101-2.xml"


def build(source: Path, target: Path) -> Archive:
    builder = InventoryBuilder([source])
    for _ in builder.read():
        pass
    builder.write(target)
    return Archive(target)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return build(SOURCE, tmp_path_factory.mktemp("inventory") / "usc.zip")


def test_provisions_levels_and_headings(archive: Archive) -> None:
    provisions = Provisions(archive)

    assert provisions.release == "101-2"
    assert list(provisions.ids()) == [
        "/us/usc/t53/s101",
        "/us/usc/t53/s101/a",
        "/us/usc/t53/s101/a/1",
        "/us/usc/t53/s101/a/2",
        "/us/usc/t53/s101/b",
        "/us/usc/t53/s102a-1",
        "/us/usc/t53/s102a-1/c",
        "/us/usc/t53/s103",
    ]
    assert provisions.exists("/us/usc/t53/ch2")
    assert not provisions.exists("/us/usc/t53/ch3")
    assert provisions.first_section("/us/usc/t53/ch2") == "/us/usc/t53/s103"
    assert provisions.heading("/us/usc/t53/s102a-1") == "Oil fund"
    assert provisions.between("/us/usc/t53/s101", "/us/usc/t53/s103") == ["/us/usc/t53/s102a-1"]


@pytest.mark.parametrize(
    ("name", "law", "home"),
    [
        ("Lamp Keepers' Act of 1984", "/us/pl/98/999", "/us/usc/t53/s101"),
        ("the Lamp Keepers' Act", "/us/pl/98/999", "/us/usc/t53/s101"),
        ("Beacon Fund Act of 1951", "/us/act/1951-08-07/ch999", "/us/usc/t53/s101"),
        ("Harbor Bell Act", "/us/pl/98/999/tII", "/us/usc/t53/s103"),
        ("Fog Horn Safety Act of 1960", "/us/act/fog-horn-safety-act-of-1960", "/us/usc/t53/s102a-1"),
        ("Buoy Colors Act", "/us/pl/97/997", "/us/usc/t53/s103"),
    ],
)
def test_names_of_acts(archive: Archive, name: str, law: str, home: str) -> None:
    act = ActTable(archive).act(name)

    assert act is not None
    assert (act.id, act.home) == (law, home)


def test_an_act_in_the_notes_of_a_section_and_one_that_is_a_section(archive: Archive) -> None:
    acts = [ActTable(archive).act(name) for name in ("Buoy Colors Act", "Harbor Bell Act")]

    assert [act.note if act else None for act in acts] == [True, False]


def test_a_name_that_is_stated_once_without_its_law_is_no_act(archive: Archive) -> None:
    assert ActTable(archive).act("Lone Buoy Act of 1930") is None


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("/us/pl/98/999/tI", "/us/usc/t53/s101"),
        ("/us/act/fog-horn-safety-act-of-1960/tII/ptA", "/us/usc/t53/s103"),
        ("/us/act/fog-horn-safety-act-of-1960/tII", None),
    ],
)
def test_parts_of_acts(archive: Archive, part: str, expected: str | None) -> None:
    assert ActTable(archive).first_section(part) == expected


@pytest.mark.parametrize(
    ("law", "number", "path", "expected"),
    [
        ("/us/pl/98/999", "2", (), "/us/usc/t53/s101"),
        ("/us/pl/98/999/tI", "2", ("a", "1"), "/us/usc/t53/s101/a/1"),
        ("/us/act/1951-08-07/ch999", "9", ("c",), "/us/usc/t53/s102a-1/c"),
        ("/us/pl/98/999/tII", "21", (), "/us/usc/t53/s103"),
        ("/us/pl/99/998", "3", (), None),  # it amended the section, and is not the law that the section is of
        ("/us/pl/98/999", "77", (), None),
        ("/us/pl/1/1", "2", (), None),
    ],
)
def test_sections_of_acts(archive: Archive, law: str, number: str, path: tuple[str, ...], expected: str | None) -> None:
    place = ActTable(archive).section(law, number, path)

    assert (place.id if place else None) == expected


def test_folders_and_archives_give_the_same_bytes(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    shutil.copy(SOURCE, folder / "usc53.xml")
    with zipfile.ZipFile(tmp_path / "usc.zip", "w") as zipped:
        zipped.write(SOURCE, "usc53.xml")
    with tarfile.open(tmp_path / "usc.tar.xz", "w:xz") as tar:
        tar.add(SOURCE, "usc/usc53.xml")
    expected = archive.path.read_bytes()
    for source in (folder, tmp_path / "usc.zip", tmp_path / "usc.tar.xz"):
        build(source, tmp_path / "made.zip")
        assert (tmp_path / "made.zip").read_bytes() == expected


@pytest.mark.parametrize(("name", "text"), [("a.xml", "<a/>"), ("b.xml", "no XML"), ("c.zip", "no zip")])
def test_what_is_no_code_is_an_error(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(InventoryError):
        build(tmp_path / name, tmp_path / "made.zip")


def test_what_is_no_inventory_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_text("no zip")
    with pytest.raises(InventoryError):
        Archive(tmp_path / "x.zip")
    with pytest.raises(InventoryError):
        Archive(tmp_path / "missing.zip")
    with zipfile.ZipFile(tmp_path / "y.zip", "w") as zipped:
        zipped.writestr("release.json", '{"format": 99}')
    with pytest.raises(InventoryError):
        Archive(tmp_path / "y.zip")

"""Files, folders, globs, archives and standard input; what cannot be opened is an item, not the end."""

import bz2
import gzip
import io
import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from kg.document import Source
from kg.errors import CorruptDocument, DocumentTooLarge, LoadError
from kg.sources import find_sources, printable_name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", ".hidden", "sub/c.txt", ".kg/d.txt", "sub/.git/e.txt"):
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path / "docs"


def names(paths: list[str], root: Path | None = None) -> list[str]:
    prefix = f"{root}/" if root else ""
    return [str(getattr(item, "name", item)).replace(prefix, "") for item in find_sources(paths)]


def test_folder(folder: Path) -> None:
    assert names([str(folder)], folder) == ["a.txt", "b.txt", "sub/c.txt"]
    assert [source.read() for source in find_sources([str(folder)]) if isinstance(source, Source)] == [
        b"a.txt",
        b"b.txt",
        b"sub/c.txt",
    ]


def test_glob_that_the_shell_left(folder: Path) -> None:
    assert names([f"{folder}/*.txt"], folder) == ["a.txt", "b.txt"]
    assert names([f"{folder}/**/*.txt"], folder) == ["a.txt", "b.txt", "sub/c.txt"]


def test_name_with_brackets_is_a_name_first(folder: Path) -> None:
    (folder / "[x].txt").write_text("x")
    assert names([f"{folder}/[x].txt"], folder) == ["[x].txt"]


def test_what_is_missing_does_not_stop_the_rest(folder: Path) -> None:
    (folder / "empty").mkdir()
    (folder / "broken").symlink_to(folder / "nowhere")
    paths = [str(folder / "no.txt"), str(folder / "no*.x"), str(folder / "empty"), "", "a\0b", str(folder / "a.txt")]
    found = list(find_sources([*paths, str(folder / "broken")]))
    errors = [item for item in found if isinstance(item, LoadError)]
    assert len(found) == 7
    assert len(errors) == 6
    assert all(error.source and error.hint for error in errors)


def test_base_and_date(folder: Path) -> None:
    (source,) = find_sources([str(folder / "a.txt")], base="/us/usc/t1", date="2025")
    assert isinstance(source, Source)
    assert (source.base, source.date) == ("/us/usc/t1", "2025")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    (source,) = find_sources(["-"], stdin=b"words")
    assert isinstance(source, Source)
    assert (source.name, source.read()) == ("-", b"words")
    monkeypatch.setenv("KG_MAX_MB", "0.5")
    assert [type(item) for item in find_sources(["-"], stdin=bytes(600_000))] == [DocumentTooLarge]


def zip_file(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def tar_file(path: Path, members: dict[str, bytes], mode: str) -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return path


MEMBERS = {"b.txt": b"b", "a/x.txt": b"x", ".hidden": b"h", "__MACOSX/a.txt": b"m", "../../up.txt": b"u"}


def test_zip(tmp_path: Path) -> None:
    path = zip_file(tmp_path / "x.zip", MEMBERS)
    found = [item for item in find_sources([str(path)]) if isinstance(item, Source)]
    assert [item.name for item in found] == [f"{path}!{name}" for name in ("../../up.txt", "a/x.txt", "b.txt")]
    assert [(item.read(), item.suffix) for item in found] == [(b"u", ".txt"), (b"x", ".txt"), (b"b", ".txt")]
    assert not (tmp_path.parent.parent / "up.txt").exists()


@pytest.mark.parametrize("suffix", ["tar", "tar.gz", "tgz", "tar.xz", "tar.bz2"])
def test_tar(tmp_path: Path, suffix: str) -> None:
    mode = {"tar": "w", "tgz": "w:gz"}.get(suffix, f"w:{suffix.removeprefix('tar.')}")
    path = tar_file(tmp_path / f"x.{suffix}", MEMBERS, mode)
    found = [item for item in find_sources([str(path)]) if isinstance(item, Source)]
    assert [(item.member, item.read()) for item in found] == [
        ("b.txt", b"b"),
        ("a/x.txt", b"x"),
        ("../../up.txt", b"u"),
    ]


def test_damaged_archives(tmp_path: Path) -> None:
    for name, data in (
        ("a.zip", b"PK\x03\x04rubbish"),
        ("b.tar", b"rubbish" * 99),
        ("c.tar.gz", gzip.compress(b"x")[:9]),
    ):
        (tmp_path / name).write_bytes(data)
    (tmp_path / "d.tar.bz2").write_bytes(bz2.compress(bytes(10240))[:20])
    whole = tar_file(tmp_path / "e.tar.xz", {f"{n}.txt": os.urandom(9000) for n in range(20)}, "w:xz").read_bytes()
    (tmp_path / "e.tar.xz").write_bytes(whole[: len(whole) // 2])
    found = list(find_sources([str(tmp_path)]))
    broken = [item.source for item in found if isinstance(item, CorruptDocument)]
    assert {Path(str(source)).name for source in broken} == {"a.zip", "b.tar", "c.tar.gz", "d.tar.bz2", "e.tar.xz"}
    assert len(broken) == 5


def test_tar_that_is_cut_between_two_members(tmp_path: Path) -> None:
    whole = tar_file(tmp_path / "a.tar", {"a.txt": b"a", "b.txt": b"b"}, "w").read_bytes()
    (tmp_path / "a.tar").write_bytes(whole[:1024])
    source, error = find_sources([str(tmp_path / "a.tar")])
    assert isinstance(source, Source)
    assert isinstance(error, CorruptDocument)
    assert "cut off" in str(error)


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_MAX_MB", "0.1")
    bomb = {f"{number:02}.txt": bytes(100_000) for number in range(40)}
    for path in (zip_file(tmp_path / "b.zip", bomb), tar_file(tmp_path / "b.tar.gz", bomb, "w:gz")):
        found = list(find_sources([str(path)]))
        assert isinstance(found[-1], DocumentTooLarge)
        assert len(found) < 20
    one = zip_file(tmp_path / "c.zip", {"a.txt": bytes(200_000), "b.txt": b"b"})
    assert [type(item) for item in find_sources([str(one)])] == [DocumentTooLarge, Source]


def test_archive_inside_an_archive(tmp_path: Path) -> None:
    path = zip_file(tmp_path / "x.zip", {"in.zip": b"PK", "b.txt": b"b"})
    source, error = find_sources([str(path)])
    assert isinstance(source, Source)
    assert "inside" in str(error)


def test_zip_with_a_password(tmp_path: Path) -> None:
    path = zip_file(tmp_path / "x.zip", {"a.txt": b"secret words"})
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    path.write_bytes(bytes(data))
    (error,) = find_sources([str(path)])
    assert "password" in str(error)


HOSTILE = [
    ("a\nb", "a\\nb"),
    ("a\u202eb", "a\\u202eb"),
    ("a\x1b[31m", "a\\x1b[31m"),
    ("a'\"b", "a'\"b"),
    ("a\udcffb", "a\\udcffb"),
    ("straße", "straße"),
]


@pytest.mark.parametrize(("name", "shown"), HOSTILE)
def test_hostile_names(tmp_path: Path, name: str, shown: str) -> None:
    assert printable_name(name) == shown
    path = tmp_path / name
    path.write_text("words")
    (source,) = find_sources([str(path)])
    assert isinstance(source, Source)
    assert source.name == f"{tmp_path}/{shown}"
    assert source.read() == b"words"
    path.unlink()
    (error,) = find_sources([str(path)])
    assert isinstance(error, LoadError)
    assert shown in str(error)
    assert "\n" not in str(error)


def test_pipe(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.write(write, b"words")
    os.close(write)
    (source,) = find_sources([f"/dev/fd/{read}"])
    os.close(read)
    assert isinstance(source, Source)
    assert source.read() == source.head(10) == b"words"

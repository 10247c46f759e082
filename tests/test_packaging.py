"""What the wheel holds, and that the package works from where pip puts it."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NEEDED = ("kg", "loaders", "schemas", "pyproject.toml", "README.md", "LICENSE")
UNWANTED = ("/tests/", "/examples/", "/benchmarks/", "/docs/", "/.ci/", "/__pycache__/", ".pyc")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree, built without the network from a copy: two test processes never share a build folder."""
    folder = tmp_path_factory.mktemp("wheel")
    tree = folder / "tree"
    for name in NEEDED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tree / name, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
        else:
            tree.mkdir(exist_ok=True)
            shutil.copy(source, tree / name)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(tree)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return sorted(archive.namelist())


def files_under(folder: Path, *patterns: str) -> set[str]:
    return {path.relative_to(folder).as_posix() for pattern in patterns for path in folder.rglob(pattern)}


def test_only_our_two_packages_reach_site_packages(names: list[str]) -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert {name.split("/")[0] for name in names} == {"kg", "kg_loaders", f"statute_kg-{version}.dist-info"}


def test_every_module_is_in(names: list[str]) -> None:
    expected = {f"kg/{name}" for name in files_under(ROOT / "kg", "*.py", "py.typed")}
    expected |= {f"kg_loaders/{name}" for name in files_under(ROOT / "loaders" / "kg_loaders", "*.py")}
    assert expected <= set(names)


def test_every_file_of_the_schema_is_in(names: list[str]) -> None:
    shipped = {name.removeprefix("kg/_schemas/") for name in names if name.startswith("kg/_schemas/")}
    assert files_under(ROOT / "schemas", "*.yaml") <= shipped


def test_the_template_scripts_and_styles_of_the_page_are_in(names: list[str]) -> None:
    view = ROOT / "kg" / "view"
    expected = {f"kg/view/{name}" for name in files_under(view, "*.js", "*.css", "*.html", "*.j2")}
    assert {Path(name).suffix for name in expected} >= {".js", ".css", ".html"}
    assert expected <= set(names)


def test_nothing_else_is_in(names: list[str]) -> None:
    assert [name for name in names for part in UNWANTED if part in f"/{name}"] == []


def test_the_command_is_declared(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (entry,) = (name for name in archive.namelist() if name.endswith("/entry_points.txt"))
        assert re.search(r"^kg ?= ?kg\.cli:main$", archive.read(entry).decode(), re.MULTILINE)


def test_it_works_from_site_packages(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target)]
    if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True).returncode:
        with zipfile.ZipFile(
            wheel
        ) as archive:  # environments made by uv have no pip; a wheel is a zip of site-packages
            archive.extractall(target)
    else:
        subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    program = """
import json, kg, kg_loaders
from kg.schema import load_schema, schemas_folder
schema = load_schema()
print(json.dumps([kg.__file__, kg_loaders.__file__, str(schemas_folder()), len(schema.nodes), len(schema.edges)]))
"""
    environment = {**os.environ, "PYTHONPATH": str(target)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    *places, nodes, edges = json.loads(done.stdout)
    assert all(Path(place).is_relative_to(target) for place in places)
    assert nodes > 10
    assert edges > 40


def test_no_place_of_a_machine_and_no_registry_is_named_in_the_tree() -> None:
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("no git checkout")
    pattern = re.compile(r"/wor[k]/|/roo[t]/|/hom[e]/\w|/opt/wheel[s]|files\.pythonhosted|index-ur[l]|extra-inde[x]")
    found = []
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.is_file() and path.suffix not in (".png", ".pdf", ".docx", ".zip", ".gz", ".xz"):
            text = path.read_text(encoding="utf-8", errors="replace")
            found += [f"{name}: {match.group()}" for match in pattern.finditer(text)]
    assert found == []

"""Every fixture gives the documents that stand beside it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from kg_loaders import LOADERS

from kg.document import Source
from kg.loading import load

FIXTURES = Path(__file__).parent.parent / "fixtures"
FORMATS = sorted(LOADERS)
FILES = sorted(
    path for name in FORMATS for path in (FIXTURES / name).glob("*") if not path.name.endswith(".expected.json")
)


def test_every_format_has_a_fixture() -> None:
    assert {path.parent.name for path in FILES} == set(FORMATS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_golden(path: Path, golden: Callable[[Path, object], None]) -> None:
    source = Source(name=path.name, path=path)
    documents = list(load(source, LOADERS))
    assert {document.format for document in documents} == {path.parent.name}
    assert documents == list(load(source, LOADERS))
    golden(path.with_name(path.name + ".expected.json"), documents)

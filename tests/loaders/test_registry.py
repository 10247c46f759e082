"""The table of loaders: cheap to import, open to other packages."""

import subprocess
import sys
from importlib.metadata import EntryPoint

import kg_loaders
import pytest
from kg_loaders import LOADERS, all_loaders

from kg.document import Source
from kg.errors import AmbiguousFormat, LoadError, MissingExtra, UnsupportedFormat
from kg.loading import LoaderSpec, load

HEAVY = ("trafilatura", "lxml", "pypdf", "docx", "charset_normalizer", "justext")


def test_importing_is_cheap() -> None:
    code = f"import sys, kg_loaders; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_names_and_suffixes_are_unique() -> None:
    suffixes = [suffix for spec in LOADERS.values() for suffix in spec.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert all(name == spec.name and spec.description for name, spec in LOADERS.items())
    assert [name for name, spec in LOADERS.items() if spec.fallback] == ["text"]


def plugin(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    entry = EntryPoint(name, value, "kg.loaders")
    monkeypatch.setattr(kg_loaders, "entry_points", lambda group: [entry] if group == "kg.loaders" else [])


def test_plugin(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = LoaderSpec(name="odt", description="x", suffixes=(".odt",), sniff=lambda _: False, load=LOADERS["text"].load)
    monkeypatch.setattr(kg_loaders, "plugin_spec", spec, raising=False)
    plugin(monkeypatch, "odt", "kg_loaders:plugin_spec")
    assert all_loaders() == {**LOADERS, "odt": spec}


PLUGINS: list[tuple[str, str, type[LoadError]]] = [
    ("text", "kg_loaders.text:spec", AmbiguousFormat),
    ("odt", "no_such_package:spec", UnsupportedFormat),
    ("odt", "kg_loaders.text:load", UnsupportedFormat),
]


@pytest.mark.parametrize(("name", "value", "kind"), PLUGINS)
def test_bad_plugin(monkeypatch: pytest.MonkeyPatch, name: str, value: str, kind: type[LoadError]) -> None:
    plugin(monkeypatch, name, value)
    with pytest.raises(kind, match=name):
        all_loaders()


def test_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    page = b"<html><body><nav>x</nav><p>Words of a page.</p></body></html>"
    with pytest.raises(MissingExtra, match="trafilatura") as raised:
        list(load(Source(name="a.html", data=page), LOADERS))
    assert "pip install" in str(raised.value)

"""The Java machine, and its class cache: built once, in the background or not at all, and never in the way."""

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.stores import aot, jvm
from kg.stores.embedded import EmbeddedStore

ROOT = Path(__file__).parents[2]

QUERY = """
import sys, jpype
from kg.stores.embedded import EmbeddedStore
with EmbeddedStore(sys.argv[1], create=True) as store:
    options = jpype.JClass("java.lang.management.ManagementFactory").getRuntimeMXBean().getInputArguments()
    print(store.view().query("RETURN 1 AS n").rows, [str(o) for o in options if "AOT" in str(o)])
"""


def run(tmp_path: Path, **environment: str) -> str:
    variables = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run(
        [sys.executable, "-c", QUERY, str(tmp_path / "kg")], env=variables, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return done.stdout.strip()


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("KG_NO_AOT")
    path = jvm.class_cache()
    assert path is not None
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def test_the_java_machine_has_no_hand_in_the_garbage_collection_of_python(tmp_path: Path) -> None:
    EmbeddedStore(tmp_path / "kg", create=True).close()
    assert "_jpype" not in [getattr(hook, "__module__", None) for hook in gc.callbacks]


def test_it_can_be_switched_off(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_NO_AOT", "1")
    assert jvm.class_cache() is None
    jvm.build_class_cache()
    assert list(cache.parent.iterdir()) == []


def test_a_second_builder_leaves_it_to_the_first(cache: Path) -> None:
    cache.with_suffix(".building").touch()
    aot.main(cache)
    assert not cache.exists() and cache.with_suffix(".building").exists()


def test_a_failure_is_noted_and_not_tried_again_at_once(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "false")
    aot.main(cache)
    assert [path.name for path in cache.parent.iterdir()] == [cache.with_suffix(".failed").name]
    monkeypatch.setattr(subprocess, "Popen", None)  # a call would fail
    jvm.build_class_cache()


@pytest.mark.skipif(sys.platform == "win32", reason="the fixture moves the cache by XDG_CACHE_HOME")
def test_a_broken_cache_is_no_obstacle(cache: Path, tmp_path: Path) -> None:
    cache.write_bytes(b"no class cache at all")
    assert run(tmp_path, KG_NO_AOT="").startswith("((1,),)")


@pytest.mark.skipif(sys.platform == "win32", reason="the fixture moves the cache by XDG_CACHE_HOME")
def test_it_is_built_and_used(cache: Path, tmp_path: Path) -> None:
    aot.main(cache)
    assert [path.name for path in cache.parent.iterdir()] == [cache.name] and cache.stat().st_size > 10_000_000
    assert run(tmp_path, KG_NO_AOT="") == f"((1,),) ['-XX:AOTCache={cache}']"

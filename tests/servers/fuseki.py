"""A real Apache Jena Fuseki for tests: its jar from Maven, kept in a cache folder; started on a free port."""

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from platformdirs import user_cache_path

VERSION = "5.6.0"
ARTIFACT = f"org.apache.jena:jena-fuseki-server:{VERSION}"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
OLDEST_JAVA = 17
FAST_START = ("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
START = 180
"""Seconds to wait for the server: it takes 3, and more where the machine is busy."""


@contextmanager
def fuseki(folder: Path, *, on_disk: bool = False) -> Iterator[str]:
    """The URL of the dataset of a server; see `fuseki_process`."""
    with fuseki_process(folder, on_disk=on_disk) as (url, _):
        yield url


@contextmanager
def fuseki_process(folder: Path, *, on_disk: bool = False) -> Iterator[tuple[str, int]]:
    """A server with an empty TDB2 dataset: the URL of the dataset, and its pid; skips the test where it cannot run.

    Args:
        folder: Where it may write.
        on_disk: Keep the dataset there; each update then waits for the disk.
    """
    java, jar = _java(), _jar()
    port = _free_port()
    data = ["--tdb2", f"--loc={folder / 'tdb2'}"] if on_disk else ["--memTDB"]
    (folder / "tdb2").mkdir(parents=True, exist_ok=True)
    with (folder / "fuseki.log").open("wb") as log:
        process = subprocess.Popen(
            [java, *FAST_START, "-jar", str(jar), "--localhost", f"--port={port}", *data, "--update", "--ping", "/ds"],
            cwd=folder,
            env={**os.environ, "FUSEKI_BASE": str(folder / "base")},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(process, f"http://127.0.0.1:{port}/$/ping", folder / "fuseki.log")
        yield f"http://127.0.0.1:{port}/ds", process.pid
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _java() -> str:
    java = shutil.which("java")
    if java is None:
        pytest.skip("Fuseki needs Java 17 (Debian: apt-get install default-jre-headless)")
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=True).stderr
    version = re.search(r'version "(\d+)', said)
    if version is None or int(version[1]) < OLDEST_JAVA:
        pytest.skip(f"Fuseki needs Java {OLDEST_JAVA}, and this is {said.splitlines()[0]}")
    return java


def _jar() -> Path:
    jar = user_cache_path("statute-kg") / "servers" / f"jena-fuseki-server-{VERSION}.jar"
    if jar.exists():
        return jar
    maven = shutil.which("mvn")
    if maven is None:
        pytest.skip("Fuseki comes by Maven (Debian: apt-get install maven)")
    jar.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=jar.parent) as folder:
        command = [maven, "-B", "-q", COPY, f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={folder}"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600, check=False)
        if done.returncode:
            pytest.skip(f"Maven could not bring {ARTIFACT}: {done.stdout.strip()[-300:]}")
        (Path(folder) / jar.name).replace(jar)
    return jar


def _wait(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    end = time.monotonic() + START
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310  (our own server)
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"Fuseki did not start: {log.read_text(errors='replace')[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

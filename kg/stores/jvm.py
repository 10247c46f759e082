"""Starts the Java machine of the embedded engine: quietly, with bounds, and from a class cache where there is one.

A process has one Java machine, and its options are those of the first store that is opened. The engine's package can
start it too; its defaults (the vector module, module options that switch the class cache off, a console log) cost a
second of every start, so it is done here.
"""

import contextlib
import gc
import hashlib
import os
import platform
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import jpype
import platformdirs

from kg.errors import StoreError

PACKAGE: Final = "arcadedb-embedded"
HEAP: Final = "1g"
"""Heap limit where KG_HEAP does not say otherwise; a quarter of it caches pages."""

RETRY: Final = 86_400
"""Seconds after which a class cache that could not be built is tried again."""

_OPTIONS: Final = (
    "-XX:+UseSerialGC",  # one writer, short runs: the least CPU
    "-XX:TieredStopAtLevel=1",  # 4,000 documents are imported in 63 s of CPU with it, in 103 s without
    "-XX:+UseCompactObjectHeaders",
    "-XX:-UsePerfData",  # no file in /tmp for each process
    "-Xlog:disable",  # a class cache that does not fit is no news to the user
    "--enable-native-access=ALL-UNNAMED",
    "--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED",
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
    "-Dfile.encoding=UTF8",
    "-Djava.awt.headless=true",
    f"-Djava.util.logging.config.file={os.devnull}",  # no console handler; a store adds its own file
    "-Darcadedb.log.impl=slf4j",  # the default logger puts its own console handler back
    "-Darcadedb.txWalFlush=2",  # the default does not fsync
    "-Darcadedb.polyglotEngineEnabled=false",  # no scripts inside queries
    "-Darcadedb.opencypher.loadCsv.allowFileUrls=false",  # a query reads the store and nothing else
    "-Darcadedb.opencypher.loadCsv.allowRemoteUrls=false",
)


def start(*, record: Path | None = None) -> None:
    """Start the Java machine, unless it runs already.

    Args:
        record: Write a class cache there when the process ends, instead of using one.

    Raises:
        StoreError: It does not start, or another library started one without the engine.
    """
    if jpype.isJVMStarted():
        _check_engine()
        return
    options = [*_OPTIONS, f"-Xmx{os.environ.get('KG_HEAP') or HEAP}", f"-XX:ErrorFile={_crash_file()}"]
    if record is not None:
        options.append(f"-XX:AOTCacheOutput={record}")
    elif (cache := class_cache()) is not None and cache.is_file():
        options.append(f"-XX:AOTCache={cache}")
    options += os.environ.get("ARCADEDB_JVM_ARGS", "").split()
    try:
        jpype.startJVM(_library(), *options, classpath=os.pathsep.join(_jars()), interrupt=False)
    except Exception as error:
        raise StoreError(
            f"the engine's Java machine does not start: {_first_line(error)}",
            hint="check KG_HEAP and ARCADEDB_JVM_ARGS, or reinstall arcadedb-embedded",
        ) from error
    _separate_collectors()
    _check_engine()


def forget_interrupt() -> None:
    """Let Java go on after a Ctrl-C: else the next thing that waits there, such as closing a database, fails."""
    if jpype.isJVMStarted():
        with contextlib.suppress(jpype.JException):  # to be told of it is to have forgotten it
            java("java.lang.Thread").interrupted()


def java(name: str) -> Any:
    """A Java class by its full name."""
    return jpype.JClass(name)


def class_cache() -> Path | None:
    """Where the class cache of this installation is, or would be; None where it is switched off (KG_NO_AOT=1)."""
    if os.environ.get("KG_NO_AOT", "") not in ("", "0"):
        return None
    return Path(platformdirs.user_cache_dir("statute-kg")) / "aot" / f"{_fingerprint()}.aot"


def build_class_cache() -> None:
    """Have a missing class cache built by a process of its own, which outlives this one; never an error."""
    cache = class_cache()
    if cache is None or cache.exists() or not sys.executable:
        return
    with contextlib.suppress(OSError):
        if time.time() - cache.with_suffix(".failed").stat().st_mtime < RETRY:
            return
    with contextlib.suppress(OSError):
        cache.parent.mkdir(parents=True, exist_ok=True)
        process = subprocess.Popen(  # noqa: S603  (our own module, by our own interpreter)
            [sys.executable, "-m", "kg.stores.aot", str(cache)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            cwd=cache.parent,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        process.returncode = 0  # nobody waits for it


def _separate_collectors() -> None:
    """Let Python collect its garbage alone, as Java does; the two share no cycle here.

    At every collection of Python JPype has the allocator count what is free, all of it, and may run Java's as well:
    https://github.com/jpype-project/jpype/blob/master/native/common/jp_gc.cpp. Much of what is read out of any store
    took five times as long with it.
    """
    gc.callbacks[:] = [hook for hook in gc.callbacks if getattr(hook, "__module__", None) != "_jpype"]


def _check_engine() -> None:
    try:
        java("com.arcadedb.database.DatabaseFactory")
        java("com.arcadedb.GlobalConfiguration").TX_WAL_FLUSH.setValue(2)
    except TypeError as error:
        raise StoreError(
            "another library has started a Java machine without the engine",
            hint="open the store first, or use a process of its own",
        ) from error


def _package() -> Path:
    spec = find_spec("arcadedb_embedded")
    if spec is None or spec.origin is None:
        raise StoreError("the embedded engine is not installed", hint="pip install arcadedb-embedded")
    return Path(spec.origin).parent


def _library() -> str:
    home = _package() / "jre"
    names = {"win32": "bin/server/jvm.dll", "darwin": "lib/server/libjvm.dylib"}
    library = home / names.get(sys.platform, "lib/server/libjvm.so")
    if not library.is_file():
        raise StoreError("the embedded engine has no Java of its own here", source=str(library), hint="reinstall it")
    return str(library)


def _jars() -> list[str]:
    return sorted(map(str, (_package() / "jars").glob("*.jar")))


def _fingerprint() -> str:
    """Everything that a class cache depends on: the engine, its Java, where they are, and the options."""
    parts = [version(PACKAGE), version("jpype1"), platform.machine(), *_OPTIONS]
    parts.append((_package() / "jre" / "release").read_text())
    for jar in _jars():
        status = os.stat(jar)
        parts.append(f"{jar} {status.st_size} {status.st_mtime_ns}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]


def _crash_file() -> str:
    return str(Path(tempfile.gettempdir()) / "statute-kg-hs_err_pid%p.log")


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__

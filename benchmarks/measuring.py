"""What all benchmarks share: CPU seconds and peak memory of commands, and the tables of RESULTS.md."""

import os
import platform
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
KG = Path(sys.executable).parent / "kg"
SHARED = ROOT.parent / "shared"
RESULTS = ROOT / "benchmarks" / "RESULTS.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What one command cost: CPU seconds, user and system, and the most memory it held, in megabytes."""

    cpu: float
    memory: float


def cpu_of(work: Callable[[], None]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def child_cpu(command: list[str], environment: dict[str, str]) -> float:
    """CPU seconds, user and system, of a command with all the processes that it waits for."""
    with children() as spent:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, f"{command}: {done.stdout[-1000:]}{done.stderr[-2000:]}"
    return spent()


def child_usage(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Usage:
    """CPU seconds and peak memory of a command that works in one process; what it prints is thrown away."""
    child = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, f"{command}: exit status {child.returncode}"
    scale = 1_000_000 if sys.platform == "darwin" else 1_000  # getrusage(2): bytes there, kilobytes elsewhere
    return Usage(cpu=usage.ru_utime + usage.ru_stime, memory=usage.ru_maxrss / scale)


@contextmanager
def children() -> Iterator[Callable[[], float]]:
    def total() -> float:
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    begin = total()
    yield lambda: total() - begin


def machine() -> str:
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file() and (found := re.search(r"^model name\s*:\s*(.+)$", info.read_text(), re.MULTILINE)):
        model = found[1]
    return f"{os.cpu_count()} cores of {model}, {platform.system()}, Python {platform.python_version()}"


def write_between_markers(path: Path, name: str, text: str) -> None:
    """Put text between `<!-- name:begin -->` and `<!-- name:end -->` of a file."""
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    before, _, rest = path.read_text(encoding="utf-8").partition(begin)
    _, _, after = rest.partition(end)
    path.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")

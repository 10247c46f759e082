"""What the tests let worker processes do; in a folder of its own, so that a process can import it by its name."""

import os
import signal
import time
from collections.abc import Iterator

from kg.document import Document, Source
from kg.errors import CorruptDocument
from kg.loading import LoaderSpec


def repeat(item: int) -> Iterator[str]:
    if item == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    if item == 14:
        os._exit(7)
    time.sleep(0.02 if item % 3 == 0 else 0)
    for part in range(item % 4):
        yield f"{item}.{part}"


def slow(item: int) -> Iterator[int]:
    time.sleep(60)
    yield item


def lost(item: object, how: str) -> str:
    return f"{item} lost: {how}"


def load_lines(source: Source) -> Iterator[Document]:
    """A document a line; some words do what goes wrong in life."""
    for number, line in enumerate(source.read().decode().splitlines(), start=1):
        if line == "broken":
            raise CorruptDocument("it is broken", place=f"line {number}", hint="mend it")
        if line == "bug":
            raise ZeroDivisionError("a fault of the loader")
        if line == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        yield Document(source=f"{source.name}:{number}", format="lines", text=line)


def line_loaders() -> dict[str, LoaderSpec]:
    spec = LoaderSpec(name="lines", description="", suffixes=(), sniff=lambda head: True, load=load_lines)
    return {"lines": spec}

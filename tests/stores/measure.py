"""CPU of importing synthetic documents: `python -m tests.stores.measure 1000` (with `taskset -c 0` for one core)."""

import resource
import sys
import tempfile
import time

from kg.stores.embedded import EmbeddedStore
from tests.builders import synthetic

BATCH = 200


def cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main(count: int) -> None:
    documents = [synthetic(number) for number in range(count)]
    before, started = cpu(), time.monotonic()
    with tempfile.TemporaryDirectory() as folder, EmbeddedStore(folder, create=True) as store:
        for start in range(0, count, BATCH):
            store.writer().add(documents[start : start + BATCH])
        added, counts = cpu() - before, store.view().counts()
        before = cpu()
        store.view().graph()
        sys.stdout.write(f"{count} documents: {added:.1f} s CPU, {time.monotonic() - started:.1f} s in all to add; ")
        sys.stdout.write(f"{cpu() - before:.1f} s CPU to read back; {counts}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))

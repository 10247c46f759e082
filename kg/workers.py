"""Work on many items in several processes, with the results in the order of the items."""

import multiprocessing
import queue
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Final, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD: Final = 16
"""Items a process may be ahead of the one whose results are due; bounds the memory."""
BUFFERED: Final = 8
"""Results of one item that wait for their turn before its process has to pause."""


def map_in_order(
    items: Iterable[Item],
    work: Callable[[Item], Iterator[Result]],
    lost: Callable[[Item, str], Result],
    jobs: int,
) -> Iterator[Result]:
    """The results of `work(item)` for every item, in the order of the items, whatever the number of processes.

    Processes are spawned, never forked: a Java machine may be running in this one. Memory stays bounded however many
    items there are, and however many results one of them has.

    Args:
        items: Taken one by one, a bounded number ahead.
        work: Picklable; yields any number of results.
        lost: The result for an item whose process died, from the item and how it died.
        jobs: Processes; with 1 all is done in this one.
    """
    if jobs <= 1:
        for item in items:
            yield from work(item)
        return
    pool = _Pool(work, lost, jobs)
    waiting: deque[_Slot[Result]] = deque()
    try:
        for item in items:
            waiting.append(pool.submit(item))
            if len(waiting) > AHEAD * jobs:
                yield from waiting.popleft()
        while waiting:
            yield from waiting.popleft()
    finally:
        pool.close()


class _Slot(Generic[Result]):
    """The results of one item: filled by the thread that drives a process, emptied by the caller."""

    def __init__(self) -> None:
        self._queue: queue.Queue[Result | BaseException | None] = queue.Queue(BUFFERED)

    def put(self, result: Result | BaseException | None, stopped: threading.Event) -> None:
        """Wait for room; give up once the pool is closed. None ends the results."""
        while not stopped.is_set():
            with suppress(queue.Full):
                return self._queue.put(result, timeout=0.2)

    def __iter__(self) -> Iterator[Result]:
        while (result := self._queue.get()) is not None:
            if isinstance(result, BaseException):
                raise result
            yield result


class _Pool(Generic[Item, Result]):
    """Processes, each with a thread that hands it one item at a time and collects what comes back."""

    def __init__(
        self, work: Callable[[Item], Iterator[Result]], lost: Callable[[Item, str], Result], jobs: int
    ) -> None:
        self._work = work
        self._lost = lost
        self._tasks: queue.Queue[tuple[Item, _Slot[Result]]] = queue.Queue()
        self._stopped = threading.Event()
        self._processes: list[BaseProcess] = []
        self._jobs = jobs

    def submit(self, item: Item) -> _Slot[Result]:
        if len(self._processes) < self._jobs:  # a process costs a second: none before there is work for it
            worker = self._start()
            threading.Thread(target=self._drive, args=(len(self._processes) - 1, worker), daemon=True).start()
        slot: _Slot[Result] = _Slot()
        self._tasks.put((item, slot))
        return slot

    def close(self) -> None:
        self._stopped.set()
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.join()

    def _start(self, index: int | None = None) -> Connection:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._work), daemon=True)
        with _interrupts_ignored():
            process.start()
        theirs.close()
        if index is None:
            self._processes.append(process)
        else:
            self._processes[index] = process
        return ours

    def _drive(self, index: int, worker: Connection) -> None:
        while not self._stopped.is_set():
            try:
                item, slot = self._tasks.get(timeout=0.2)
            except queue.Empty:
                continue
            try:
                worker.send(item)
                while (message := worker.recv()) is not None:
                    slot.put(message[0], self._stopped)
            except (EOFError, OSError):
                if self._stopped.is_set():
                    return
                slot.put(self._lost(item, self._epitaph(index)), self._stopped)
                worker = self._start(index)
            except BaseException as error:  # e.g. an item that cannot be pickled: the caller has to see it
                slot.put(error, self._stopped)
            slot.put(None, self._stopped)

    def _epitaph(self, index: int) -> str:
        process = self._processes[index]
        process.join(5)
        code = process.exitcode or 0
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"


def _serve(connection: Connection, work: Callable[[Item], Iterator[Result]]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    with suppress(EOFError, OSError):  # the parent is gone: there is nobody to tell
        while True:
            item = connection.recv()
            for result in work(item):
                connection.send((result,))
            connection.send(None)


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """A process inherits what is ignored, so that Ctrl-C cannot hit it before `_serve` runs."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    previous = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)

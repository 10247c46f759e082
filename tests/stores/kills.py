"""Imports that are killed, and servers that are: what was acknowledged is there, and nothing is half there."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import cast

from kg.errors import StoreError
from kg.stores import open_store
from kg.stores.base import Store
from tests.builders import synthetic
from tests.servers.neo4j import PASSWORD, Server
from tests.stores.dump import AnyStore, GraphStore, check_consistent

NODES = 8
TWIN = 100_000
"""Each batch holds two documents: number n and number n + TWIN."""

ADD = f"""
import sys
from kg.stores import open_store
from tests.builders import synthetic
with open_store(sys.argv[1], create=True) as store:
    for number in range(int(sys.argv[2]), 10_000):
        store.writer().add([synthetic(n, {NODES}, {NODES}) for n in (number, number + {TWIN})])
        print(number, flush=True)
"""


def importing(uri: str, first: int) -> "subprocess.Popen[str]":
    """A process that adds one batch after the other from a number on, and prints each one that is stored."""
    environment = {**os.environ, "KG_STORE_PASSWORD": PASSWORD, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.Popen(
        [sys.executable, "-c", ADD, uri, str(first)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        env=environment,
    )


def kill_the_client(store: GraphStore, uri: str, chance: random.Random) -> int:
    """Kill an import at some moment of some batch; the number of documents that are there afterwards."""
    process = importing(uri, next_number(store))
    acknowledged = [int(process.stdout.readline()) for _ in range(chance.randrange(1, 5))] if process.stdout else []
    time.sleep(chance.random() * 0.3)
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    return check(store, acknowledged + list(map(int, rest.split())))


def kill_the_holder(uri: str, chance: random.Random) -> int:
    """The same for a store that one process holds: it is opened again after each kill."""
    first = 0
    with contextlib.suppress(StoreError), open_store(uri, read_only=True) as store:  # there is none at first
        first = next_number(store)
    process = importing(uri, first)
    acknowledged = [int(process.stdout.readline()) for _ in range(chance.randrange(1, 5))] if process.stdout else []
    time.sleep(chance.random() * 0.3)
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    with open_store(uri) as store:
        return check(store, acknowledged + list(map(int, rest.split())))


def kill_the_server(store: GraphStore, server: Server, chance: random.Random) -> int:
    """Kill the server under an import and start it again: the import goes on by itself, or it says what happened."""
    process = importing(server.uri, next_number(store))
    assert process.stdout is not None
    acknowledged = [int(process.stdout.readline()) for _ in range(chance.randrange(1, 5))]
    time.sleep(chance.random() * 0.3)
    server.stop(kill=True)
    server.start()
    lines = [process.stdout.readline() for _ in range(2)]
    if not all(lines):  # the server took longer to start than a fault is waited out
        assert process.stderr is not None and f"{server.uri.replace('neo4j@', '')}: " in process.stderr.read()
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    return check(store, acknowledged + [int(line) for line in (*lines, *rest.split()) if line])


def next_number(store: Store) -> int:
    """The first number that is not stored."""
    return 1 + max((_number(row.info.id) % TWIN for row in store.view().documents()), default=-1)


def check(store: Store, acknowledged: list[int]) -> int:
    """What was promised is stored, each document whole and with its twin, and the graph is what the documents say."""
    stored = {row.info.id for row in store.view().documents()}
    promised = {synthetic(n).document.id for number in acknowledged for n in (number, number + TWIN)}
    assert promised <= stored, sorted(promised - stored)
    assert {_number(name) % TWIN for name in stored} == {_number(name) for name in stored if _number(name) < TWIN}
    assert len(stored) % 2 == 0
    for extraction in store.view().extractions():
        assert extraction == synthetic(_number(extraction.document.id), NODES, NODES)
    check_consistent(cast(AnyStore, store))
    return len(stored)


def _number(document_id: str) -> int:
    return int(document_id.rpartition("-")[2])

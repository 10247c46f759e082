"""Kills during an import: `python -m benchmarks.kills`.

Twenty of a process that holds a folder (embedded, then Oxigraph), and twenty on Neo4j: ten of the client, ten of the
server.
"""

import argparse
import random
import tempfile
from pathlib import Path

from kg.stores.neo4j import Neo4jStore
from tests.servers.neo4j import Server
from tests.stores.conftest import with_password
from tests.stores.kills import kill_the_client, kill_the_holder, kill_the_server


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--rounds", type=int, default=10, help="kills of each kind on Neo4j, and half of those on a folder"
    )
    rounds = parser.parse_args().rounds
    chance = random.Random(20)  # noqa: S311
    with tempfile.TemporaryDirectory() as folder:
        for scheme in ("embedded", "rdf"):
            for number in range(2 * rounds):
                there = kill_the_holder(f"{scheme}:{folder}/{scheme}", chance)
                print(f"{scheme}: killed, {number + 1} of {2 * rounds}: {there} whole documents", flush=True)
    with (
        tempfile.TemporaryDirectory() as home,
        Server(Path(home)) as server,
        Neo4jStore(with_password(server)) as store,
    ):
        for number in range(rounds):
            there = kill_the_client(store, server.uri, chance)
            print(f"client killed, {number + 1} of {rounds}: {there} whole documents", flush=True)
        for number in range(rounds):
            there = kill_the_server(store, server, chance)
            print(f"server killed, {number + 1} of {rounds}: {there} whole documents", flush=True)
    print(f"{6 * rounds} kills: no acknowledged document lost, none half there")


if __name__ == "__main__":
    main()

"""Twenty kills during an import into Neo4j, ten of the client and ten of the server: `python -m benchmarks.kills`."""

import argparse
import random
import tempfile
from pathlib import Path

from kg.stores.neo4j import Neo4jStore
from tests.servers.neo4j import Server
from tests.stores.conftest import with_password
from tests.stores.kills import kill_the_client, kill_the_server


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10, help="kills of each kind")
    rounds = parser.parse_args().rounds
    chance = random.Random(20)  # noqa: S311
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
    print(f"{2 * rounds} kills: no acknowledged document lost, none half there")


if __name__ == "__main__":
    main()

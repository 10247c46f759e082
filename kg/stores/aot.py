"""Builds the class cache of the embedded engine: `python -m kg.stores.aot FILE`.

A class cache is what one run of the Java machine has loaded and linked, written down for the next one. It is recorded
by a process that does what later ones will do, on a small graph of its own, and put in place by a rename, so that two
builders at once do no harm. Nothing depends on it: where it cannot be built, starting takes a second longer.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from kg.claim import Claim, Evidence
from kg.entity import Entity
from kg.extraction import DocumentInfo, Extraction

BUILDING: Final = 300
"""Seconds after which a builder that has not finished is taken for dead."""

QUERIES: Final = (
    "MATCH (n) RETURN count(n)",
    "MATCH (a:Agency {id: '/us/agency/x'})<-[r:GOVERNS]-(s:Statute) WHERE s.name CONTAINS 'Act' RETURN a, r, s.name",
    "MATCH p = (c:Claim)-[:EVIDENCED_BY]->(:Passage)-[:IN_DOCUMENT]->(d:Document) RETURN p, c.status ORDER BY d.id",
    "MATCH (a)-[:GOVERNS|CITES*1..2]-(b) OPTIONAL MATCH (b)--(c) RETURN b.id, count(DISTINCT c) AS n, collect(c.name)",
    "MATCH (a:Agency), (s:Statute), p = shortestPath((a)-[*..4]-(s)) RETURN length(p)",
)


def main(target: Path) -> None:
    """Build the cache at `target`, unless another process is at it."""
    claim = target.with_suffix(".building")
    with contextlib.suppress(OSError):
        if time.time() - claim.stat().st_mtime > BUILDING:
            claim.unlink()
    try:
        os.close(os.open(claim, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except OSError:
        return
    try:
        _build(target)
    finally:
        claim.unlink(missing_ok=True)


def _build(target: Path) -> None:
    for old in target.parent.glob("*.aot"):  # of versions that are no longer installed, as far as we know
        if time.time() - old.stat().st_mtime > 90 * 86_400:
            old.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        fresh = Path(folder) / "fresh.aot"
        command = [sys.executable, "-m", "kg.stores.aot", "--record", str(fresh)]
        done = subprocess.run(command, cwd=folder, timeout=BUILDING, check=False)  # noqa: S603  (our own module)
        if done.returncode == 0 and fresh.exists():
            fresh.replace(target)
        else:
            target.with_suffix(".failed").touch()


def record(target: Path) -> None:
    """Do what later processes will do; the Java machine writes the cache when this one ends."""
    from kg.stores import jvm
    from kg.stores.embedded import EmbeddedStore

    os.environ["KG_NO_AOT"] = "1"  # this process builds one, and asks for no other
    jvm.start(record=target)
    with tempfile.TemporaryDirectory() as folder:
        with EmbeddedStore(folder, create=True) as store:
            store.writer().add([_sample(number) for number in range(3)])
            store.writer().remove("/doc/2")
        with EmbeddedStore(folder, read_only=True) as store:
            view = store.view()
            for query in QUERIES:
                view.query(query)
            view.find("X")
            view.search("act")
            view.claims_about("/us/agency/x")
            view.neighbourhood(["/us/agency/x"], 2, 50)
            view.graph()
            view.counts()
            view.documents()


def _sample(number: int) -> Extraction:
    document = DocumentInfo(id=f"/doc/{number}", source=f"{number}.txt", title="A title")
    statute = Entity(id="/us/usc/t26/s1", labels=("Statute",), name="The Act", properties=(("level", "section"),))
    agency = Entity(id="/us/agency/x", labels=("Agency",), name="Agency X", aliases=("X",))
    evidence = (Evidence(document=document.id, start=0, end=3, quote="The"),)
    return Extraction(
        document=document,
        entities=(agency, statute),
        claims=(
            Claim(relation="GOVERNS", subject=statute.id, object=agency.id, rule="sample", evidence=evidence),
            Claim(relation="CITES", subject=document.id, object=statute.id, rule="sample", evidence=evidence),
        ),
    )


if __name__ == "__main__":
    if sys.argv[1] == "--record":
        record(Path(sys.argv[2]))
    else:
        main(Path(sys.argv[1]))

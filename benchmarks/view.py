"""What the page costs to make, to load and to move, beside stock pyvis and neo4j-viz: `python -m benchmarks.view`.

Times of the browser are CPU seconds of its main thread (CDP, `Performance.getMetrics` in the domain of thread ticks):
they vary less than the clock on a busy machine. neo4j-viz lays out in workers and draws with the graphics process, so
beside the others all of the browser's processes are counted (CDP, `SystemInfo.getProcessInfo`), a browser of its own
for each page. Our pages are opened three times, offline, and the middle one stands.
"""

import argparse
import datetime
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from benchmarks.measuring import RESULTS, machine, write_between_markers
from kg.claim import Claim, Evidence
from kg.entity import Entity
from kg.extraction import DocumentInfo
from kg.graph import Graph, project_edges
from kg.view import render_page

SIZES = (100, 1_000, 5_000)
IN_FILE = 20_000
DRAWN = 1_500
PYVIS = "0.3.2"
NEO4J_VIZ = "1.11.0"
"""GPL-3.0: no dependency of the project, so it is installed for the measurement, into an environment of its own."""
TYPES = ("Statute", "Agency", "Agreement", "Case", "Ruling", "Person", "Organization", "Court")
RELATIONS = ("PARTY_TO", "GOVERNS", "CHALLENGES", "CITES")
REPEATS = 3
QUIET = 0.6
"""Seconds without work after which a page has come to rest."""
PATIENCE = 30.0
"""CPU seconds after which a page that does not come to rest is left."""
WAIT = 60.0
"""Seconds by the clock after which it is left as well: some draw for ever, a little at a time."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PEER = """
import json, sys
from pathlib import Path
kind, source, target = sys.argv[1:]
data = json.loads(Path(source).read_text())
if kind == "pyvis":
    from pyvis.network import Network
    net = Network(directed=True, cdn_resources="in_line")
    for at, name in enumerate(data["nodes"]):
        net.add_node(at, label=name)
    for a, b, word in data["edges"]:
        net.add_edge(a, b, label=word)
    html = net.generate_html()
else:
    from neo4j_viz import Node, Relationship, VisualizationGraph
    nodes = [Node(id=str(at), caption=name) for at, name in enumerate(data["nodes"])]
    edges = [Relationship(source=str(a), target=str(b), caption=word) for a, b, word in data["edges"]]
    html = VisualizationGraph(nodes=nodes, relationships=edges).render().data
    html = "<!doctype html><meta charset=utf-8>" + html
Path(target).write_text(html, encoding="utf-8")
"""


Start = Callable[[], Browser]


@dataclass(frozen=True)
class Load:
    """What a page took until it came to rest, in CPU seconds of the main thread; None where it did not.

    `total` is what all processes of the browser took until then, or until the page was left.
    """

    rest: float | None
    spent: float
    total: float
    frame: float | None = None
    click: float | None = None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the tables into benchmarks/RESULTS.md")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        peer = peer_python(folder / "peers")
        executable = next(path for each in BROWSERS if (path := shutil.which(each)))

        def browser() -> Browser:
            return playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])

        made = [own_row(browser, folder, size, size) for size in SIZES]
        made.append(own_row(browser, folder, IN_FILE, DRAWN))
        beside = [row for size in SIZES for row in peer_rows(browser, folder, peer, size)]
    text = report(made, beside)
    print(text)
    if arguments.write:
        write_between_markers(RESULTS, "view", text)


def sample(count: int) -> Graph:
    """A graph of that many nodes and half as many lines again, each with a sentence; the same for the same count."""
    source = random.Random(count)  # noqa: S311  (repeatable, no secret)
    entities = tuple(
        Entity(id=f"/n/{n:06d}", labels=(TYPES[n % 8],), name=f"{TYPES[n % 8]} of district {n}") for n in range(count)
    )
    pairs = [(n, source.randrange(n)) for n in range(1, count)]
    pairs += [(source.randrange(count), source.randrange(count)) for _ in range(count // 2)]
    claims = {claim.id: claim for number, pair in enumerate(pairs) for claim in [statement(number, *pair)]}
    ordered = tuple(claims[key] for key in sorted(claims))
    documents = (DocumentInfo(id="/doc/1", source="one.txt", title="One", date="2026-01-02"),)
    return Graph(documents=documents, entities=entities, claims=ordered, edges=tuple(project_edges(ordered)))


def statement(number: int, subject: int, object: int) -> Claim:
    quote = (
        f"The court found in paragraph {number} that party {subject} had dealt with party {object} as it was bound to."
    )
    evidence = Evidence(document="/doc/1", start=200 * number, end=200 * number + len(quote), quote=quote)
    return Claim(
        relation=RELATIONS[number % 4],
        subject=f"/n/{subject:06d}",
        object=f"/n/{object:06d}",
        rule="benchmark",
        evidence=(evidence,),
    )


def own_row(browser: Start, folder: Path, count: int, drawn: int) -> list[str]:
    graph = sample(count)
    begin = time.process_time()
    html = render_page(graph, title="Benchmark", max_nodes=drawn)
    build = time.process_time() - begin
    path = folder / f"own-{count}-{drawn}.html"
    path.write_bytes(html)
    loads = [load(browser, path, own=True) for _ in range(REPEATS)]
    middle = {name: median([getattr(one, name) for one in loads]) for name in ("rest", "frame", "click", "total")}
    print(count, build, len(html), middle, file=sys.stderr)
    name = f"{count:,}" if count == drawn else f"{count:,} in the file, {drawn:,} drawn"
    return [name, f"{build:.1f} s", f"{len(html) / 1e6:.2f} MB", seconds(middle["rest"]), milliseconds(middle["frame"]),
            milliseconds(middle["click"])]  # fmt: skip


def peer_rows(browser: Start, folder: Path, python: Path, count: int) -> list[list[str]]:
    """The same graph drawn by the others and by us, counted alike."""
    graph = sample(count)
    names = {entity.id: at for at, entity in enumerate(graph.entities)}
    data = {
        "nodes": [entity.name for entity in graph.entities],
        "edges": [[names[edge.subject], names[edge.object], edge.relation] for edge in graph.edges],
    }
    source = folder / "graph.json"
    source.write_text(json.dumps(data), encoding="utf-8")
    rows = []
    for kind, words in (
        ("own", "statute-kg"),
        ("pyvis", f"stock pyvis {PYVIS}"),
        ("neo4j-viz", f"neo4j-viz {NEO4J_VIZ}"),
    ):
        path = folder / (f"own-{count}-{count}.html" if kind == "own" else f"{kind}-{count}.html")
        if kind != "own":
            subprocess.run([str(python), "-c", PEER, kind, str(source), str(path)], check=True, capture_output=True)
        one = load(browser, path, own=False)
        print(kind, count, one, file=sys.stderr)
        main = seconds(one.rest) if one.rest is not None else f"not after {one.spent:.1f} s"
        total = seconds(one.total) if one.rest is not None else f"not after {one.total:.1f} s"
        rows.append([f"{count:,}", words, f"{path.stat().st_size / 1e6:.2f} MB", main, total])
    return rows


def peer_python(folder: Path) -> Path:
    """An environment with the two others, from the package index."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = folder / "bin" / "python"
    wanted = [f"pyvis=={PYVIS}", f"neo4j-viz=={NEO4J_VIZ}"]
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", *wanted], check=True)
    return python


def load(start: Start, path: Path, *, own: bool) -> Load:
    """Opens a page without a network, waits for rest, and with our own page pans and reads."""
    browser = start()
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    page = context.new_page()
    page.wait_for_timeout(1000)  # the browser itself is at rest
    whole = browser.new_browser_cdp_session()
    before = all_processes(whole)
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    begin = busy(session)
    page.goto(path.as_uri(), wait_until="commit", timeout=120_000)
    rest = until_rest(page, session, begin)
    spent = busy(session) - begin
    total = all_processes(whole) - before
    frame = click = None
    if own:
        frame = pan(page, session)
        click = read(page, session)
    browser.close()
    return Load(rest, spent, total, frame, click)


def all_processes(session: CDPSession) -> float:
    """CPU seconds that all processes of the browser have spent."""
    return float(sum(each["cpuTime"] for each in session.send("SystemInfo.getProcessInfo")["processInfo"]))


def busy(session: CDPSession) -> float:
    """CPU seconds that the main thread has spent in tasks."""
    metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"])


def until_rest(page: Page, session: CDPSession, begin: float) -> float | None:
    """CPU seconds until nothing more is done; None for a page that goes on."""
    last, since = busy(session), time.monotonic()
    until = time.monotonic() + WAIT
    while busy(session) - begin < PATIENCE and time.monotonic() < until:
        page.wait_for_timeout(150)
        now = busy(session)
        if now - last > 0.004:
            last, since = now, time.monotonic()
        elif time.monotonic() - since > QUIET:
            return last - begin
    return None


def pan(page: Page, session: CDPSession) -> float:
    """CPU seconds of one frame while the picture is dragged."""
    frames = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    page.mouse.move(500, 400)
    page.mouse.down()
    page.evaluate(frames)
    begin = busy(session)
    for step in range(1, 21):
        page.mouse.move(500 + 9 * step, 400 + 4 * step)
        page.evaluate("new Promise((done) => requestAnimationFrame(done))")
    page.evaluate(frames)
    spent = busy(session) - begin
    page.mouse.up()
    return spent / 20


def read(page: Page, session: CDPSession) -> float:
    """CPU seconds from choosing a node to its details, drawn; the second node, as the picture moves to the first."""
    page.locator("#picture").focus()
    page.keyboard.press("ArrowRight")
    page.locator("#panel h2 bdi").wait_for()
    page.wait_for_timeout(1500)
    begin = busy(session)
    page.keyboard.press("ArrowRight")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return busy(session) - begin


def median(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None


def seconds(value: float | None) -> str:
    return "never" if value is None else f"{value:.2f} s"


def milliseconds(value: float | None) -> str:
    return "" if value is None else f"{value * 1000:.0f} ms"


def report(made: list[list[str]], beside: list[list[str]]) -> str:
    def table(head: list[str], rows: list[list[str]]) -> list[str]:
        return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]

    return "\n".join(
        [
            f"{datetime.date.today().isoformat()}, {machine()}. Command: `python -m benchmarks.view --write`.",
            "",
            "The page of a generated graph with half as many lines again as nodes. CPU time; of the browser, that of"
            " its main thread.",
            "To reach: at rest in 0.5 / 1 / 2 s, a frame of panning in 16 / 70 / 120 ms, details in 100 ms;"
            " 0.8 / 1.5 / 4 MB, 10 MB with 20,000 nodes; made in 2 s with 1,500 drawn, 5 s with 5,000,"
            " 10 s with 20,000 in the file.",
            "",
            *table(["nodes", "to make", "file", "at rest", "a frame of panning", "a node chosen and read"], made),
            "",
            "The same graphs side by side, each with its defaults, offline; a page that is not at rest after"
            f" {PATIENCE:.0f} s of CPU time, or {WAIT:.0f} s by the clock, is left. neo4j-viz works in workers and in"
            " the graphics process, so all processes are counted as well.",
            "",
            *table(["nodes", "drawn by", "file", "at rest: main thread", "at rest: all processes"], beside),
        ]
    )


if __name__ == "__main__":
    main()

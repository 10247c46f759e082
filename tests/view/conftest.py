"""The sample graph, the browser, and pages opened in it under watch."""

import runpy
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Error, Page, expect, sync_playwright

from kg.claim import Claim, Evidence, Status
from kg.entity import Entity
from kg.extraction import DocumentInfo
from kg.graph import Graph, project_edges
from kg.view import render_page

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"]
PATIENCE = 30_000
"""Milliseconds that a page may take to show something on a machine with other work."""
READBACK = "willReadFrequently"
"""Chromium's advice to whoever reads pixels twice; that is these tests, not the page."""
WATCH = """
window.violations = [];
const note = (event) => window.violations.push(event.violatedDirective + " " + event.blockedURI);
document.addEventListener("securitypolicyviolation", note);
"""


@pytest.fixture(scope="session")
def sample() -> dict[str, Any]:
    """The names of sample.py; by path, because a package in site-packages is called `tests` as well."""
    return runpy.run_path(str(Path(__file__).with_name("sample.py")))


@pytest.fixture(scope="session")
def graph(sample: dict[str, Any]) -> Graph:
    made: Graph = sample["sample_graph"]()
    return made


@pytest.fixture(scope="session")
def sample_page(graph: Graph) -> bytes:
    return render_page(graph, title="Who shares tax records", subtitle="Agreements, provisions and cases")


@pytest.fixture(scope="session")
def two_nodes() -> bytes:
    """A page of one plain statement."""
    quote = "The Harbor Agency is a party to the pact."
    evidence = Evidence(document="/doc/1", start=0, end=len(quote), quote=quote, subject=(4, 17), object=(32, 40))
    claim = Claim(relation="PARTY_TO", subject="/a", object="/b", rule="r", evidence=(evidence,))
    entities = (
        Entity(id="/a", labels=("Agency",), name="Harbor Agency"),
        Entity(id="/b", labels=("Agreement",), name="Pact"),
    )
    return render_page(_graph(entities, (claim,)), title="Two")


@pytest.fixture(scope="session")
def crowd() -> bytes:
    """A page of more nodes than are drawn."""
    agencies = [Entity(id=f"/agency/{n:03d}", labels=("Agency",), name=f"Agency {n}") for n in range(400)]
    evidence = Evidence(document="/doc/1", start=0, end=3, quote="So.")
    claims = [
        Claim(relation="PART_OF", subject=a.id, object="/agency/000", rule="r", evidence=(evidence,))
        for a in agencies[1:]
    ]
    return render_page(_graph(tuple(agencies), tuple(claims)), title="Crowd")


@pytest.fixture(scope="session")
def many() -> Graph:
    """A graph whose page is packed: 1,000 nodes and 2,400 statements with a sentence each."""
    types = ("Statute", "Agency", "Agreement", "Case", "Ruling", "Person")
    entities = tuple(
        Entity(id=f"/n/{n:04d}", labels=(types[n % 6],), name=f"{types[n % 6]} number {n}") for n in range(1000)
    )
    claims = tuple(_statement(n, (n * 7919 + n // 1000) % 1000, n * 104729 % 997) for n in range(2400))
    return _graph(entities, tuple({claim.id: claim for claim in claims}.values()))


def _statement(number: int, subject: int, object: int) -> Claim:
    relation = ("PARTY_TO", "CITES", "CHALLENGES", "GOVERNS")[number % 4]
    quote = f"In paragraph {number} it is written that number {subject} has to do with number {object}, as was found."
    evidence = Evidence(document="/doc/1", start=200 * number, end=200 * number + len(quote), quote=quote)
    status: Status = "alleged" if number % 10 == 0 else "asserted"
    return Claim(
        relation=relation,
        subject=f"/n/{subject:04d}",
        object=f"/n/{object:04d}",
        status=status,
        rule="r",
        evidence=(evidence,),
    )


def _graph(entities: tuple[Entity, ...], claims: tuple[Claim, ...]) -> Graph:
    ordered = tuple(sorted(claims, key=lambda claim: claim.id))
    document = DocumentInfo(id="/doc/1", source="one.txt", title="One")
    return Graph(documents=(document,), entities=entities, claims=ordered, edges=tuple(project_edges(ordered)))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if executable is None:
        pytest.skip("no Chromium on this machine")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Watched:
    """A page that is open, and all that it did which it should not do."""

    page: Page
    context: BrowserContext
    address: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def faults(self) -> list[str]:
        """Requests beyond the page itself, errors, dialogs and violations of the policy."""
        others = [request for request in self.requests if request != self.address]
        violations: list[str] = self.page.evaluate("window.violations")
        return others + self.complaints + violations

    def failed(self, error: Error) -> None:
        self.complaints.append(str(error))

    def wrote(self, message: ConsoleMessage) -> None:
        if READBACK not in message.text:
            self.complaints.append(message.text)

    def asked(self, dialog: Dialog) -> None:
        self.complaints.append(dialog.message)
        dialog.dismiss()

    def settle(self) -> None:
        """Waits until what was asked for is drawn."""
        self.page.wait_for_timeout(60)
        self.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def colours(self) -> Counter[str]:
        """How many pixels of the canvas have which colour, as #rrggbb."""
        pixels: dict[str, int] = self.page.evaluate(COLOURS)
        return Counter(pixels)

    def middle(self, colour: str) -> tuple[float, float]:
        """The middle of all that has a colour, on the screen."""
        x, y = self.page.evaluate(MIDDLE, colour)
        return float(x), float(y)


COLOURS = """() => {
  const canvas = document.querySelector("#picture canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const counts = new Map();
  for (let at = 0; at < data.length; at += 4) {
    const parts = [0, 1, 2].map((i) => data[at + i].toString(16).padStart(2, "0"));
    const key = data[at + 3] < 255 ? "clear" : "#" + parts.join("");
    counts.set(key, (counts.get(key) || 0) + 1);
  }
  return Object.fromEntries([...counts].filter(([, count]) => count > 8));
}"""
MIDDLE = """(colour) => {
  const canvas = document.querySelector("#picture canvas");
  const wanted = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let [x, y, count] = [0, 0, 0];
  for (let at = 0; at < data.length; at += 4) {
    if (wanted.every((value, i) => data[at + i] === value)) {
      x += (at / 4) % canvas.width;
      y += Math.floor(at / 4 / canvas.width);
      count += 1;
    }
  }
  const frame = canvas.getBoundingClientRect();
  const ratio = canvas.width / frame.width;
  return [frame.left + x / count / ratio, frame.top + y / count / ratio];
}"""

Open = Callable[..., Watched]


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a page from a file; keyword arguments go to the browser's context."""
    contexts: list[BrowserContext] = []

    def opened(html: bytes, *, width: int = 1440, height: int = 900, **options: Any) -> Watched:
        path = tmp_path / f"page-{len(contexts)}.html"
        path.write_bytes(html)
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(20_000)  # a bound, not a measure: other work may hold the machine
        contexts.append(context)
        context.add_init_script(WATCH)
        page = context.new_page()
        watched = Watched(page=page, context=context, address=path.as_uri())
        context.on("request", lambda request: watched.requests.append(request.url))
        page.on("pageerror", watched.failed)
        page.on("console", watched.wrote)
        page.on("dialog", watched.asked)
        page.goto(watched.address)
        page.wait_for_timeout(120)
        return watched

    yield opened
    for context in contexts:
        context.close()

"""The page looks as it was agreed: screenshots at three widths in both themes, compared at a quarter of their size.

At that size the drawing of letters hardly counts, and a shape, a colour, a label or a panel that moved does. Letters of
another width move everything, so the goldens hold where the fonts are those they were made with, which .ci/system
brings. `pytest --update-golden` takes them anew.
"""

import base64
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

Open = Any
FOLDER = Path(__file__).with_name("goldens")
SIZES = {1440: 900, 768: 1024, 400: 800}
PROBE = """() => {
  const ctx = document.createElement("canvas").getContext("2d");
  return ["body", "h1"].map((name) => {
    ctx.font = "16px " + getComputedStyle(document.querySelector(name)).fontFamily;
    return ctx.measureText("The Judge of 26 U.S.C. § 6103(i)").width.toFixed(1);
  }).join(" ");
}"""
FONTS = "255.0 213.8"
"""What PROBE says where sans is DejaVu Sans and serif is Liberation Serif."""
SMALLER = """async ([data, share]) => {
  const image = await createImageBitmap(await (await fetch("data:image/png;base64," + data)).blob());
  const canvas = new OffscreenCanvas(Math.round(image.width / share), Math.round(image.height / share));
  const ctx = canvas.getContext("2d", { willReadFrequently: true });
  ctx.imageSmoothingQuality = "high";
  ctx.drawImage(image, 0, 0, canvas.width, canvas.height);
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""
DIFFERENCE = """async (both) => {
  const [a, b] = await Promise.all(both.map(async (data) => {
    const image = await createImageBitmap(await (await fetch("data:image/png;base64," + data)).blob());
    const ctx = new OffscreenCanvas(image.width, image.height).getContext("2d", { willReadFrequently: true });
    ctx.drawImage(image, 0, 0);
    return ctx.getImageData(0, 0, image.width, image.height);
  }));
  if (a.width !== b.width || a.height !== b.height) return 1;
  let off = 0;
  for (let at = 0; at < a.data.length; at += 4) {
    if ([0, 1, 2].some((part) => Math.abs(a.data[at + part] - b.data[at + part]) > 40)) off += 1;
  }
  return off / (a.data.length / 4);
}"""
TOLERANCE = 0.002
"""Share of pixels that may be another colour: what two builds of a browser draw differently stays far below."""


def taken(watched: Any) -> str:
    """The page as it stands, at a quarter of its size, as base64."""
    watched.page.wait_for_timeout(300)
    watched.settle()
    full = base64.b64encode(watched.page.screenshot()).decode()
    small: str = in_blank(watched, SMALLER, [full, 4])
    return small


def in_blank(watched: Any, script: str, argument: object) -> Any:
    """What a script says in a page of its own, which may read data that ours may not."""
    page: Page = watched.context.new_page()
    try:
        return page.evaluate(script, argument)
    finally:
        page.close()


def need_fonts(watched: Any) -> None:
    fonts = watched.page.evaluate(PROBE)
    if fonts != FONTS:
        pytest.skip(f"the goldens were made with other fonts ({FONTS}, here {fonts})")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", SIZES)
def test_it_looks_as_agreed(
    open_page: Open, sample_page: bytes, width: int, theme: str, request: pytest.FixtureRequest
) -> None:
    watched = open_page(sample_page, width=width, height=SIZES[width], color_scheme=theme)
    need_fonts(watched)
    found = taken(watched)
    golden = FOLDER / f"sample-{width}-{theme}.png"
    if request.config.getoption("--update-golden"):
        golden.write_bytes(base64.b64decode(found))
    wanted = base64.b64encode(golden.read_bytes()).decode()
    assert in_blank(watched, DIFFERENCE, [found, wanted]) <= TOLERANCE


@pytest.mark.parametrize("change", ["[data-layout=layered]", "#contested", "#layer-citing", "#theme"])
def test_a_change_would_be_noticed(open_page: Open, sample_page: bytes, change: str) -> None:
    watched = open_page(sample_page)
    before = taken(watched)
    watched.page.click(change)
    assert in_blank(watched, DIFFERENCE, [before, taken(watched)]) > TOLERANCE

"""The picture of the README: docs/demo.png from demo.html, in Chromium at 1440 x 900.

Usage: `make demo && .venv/bin/python -m benchmarks.screenshot [PAGE [PICTURE]]`. Needs the dev extra and a Chromium.
"""

import base64
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FEWER_COLOURS = """async (data) => {
  const image = await createImageBitmap(await (await fetch("data:image/png;base64," + data)).blob());
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const pixels = context.getImageData(0, 0, image.width, image.height);
  pixels.data.forEach((value, index) => { pixels.data[index] = Math.round(value / 17) * 17; });
  context.putImageData(pixels, 0, 0);
  return canvas.toDataURL("image/png").split(",")[1];
}"""
"""Sixteen shades a channel: the edges of letters need no more, and the file is a third smaller."""
SETTLED = 1500
"""Milliseconds until the page stands still."""


def main() -> None:
    page_file = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "demo.html"
    picture = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "docs" / "demo.png"
    browser_path = next(path for name in BROWSERS if (path := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-lcd-text"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(page_file.resolve().as_uri())
        page.wait_for_timeout(SETTLED)
        taken = base64.b64encode(page.screenshot()).decode()
        page.goto("about:blank")
        picture.write_bytes(base64.b64decode(page.evaluate(FEWER_COLOURS, taken)))
        browser.close()
    print(f"{picture}: {picture.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()

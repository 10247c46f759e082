"""Colours stand out as WCAG 2.2 AA asks: 4.5:1 for text, 3:1 for shapes and lines."""

import re
from importlib.resources import files

import pytest

from kg.view.palette import BACKGROUND, OTHER, STYLES, TypeStyle

TEXTS = ("ink", "soft", "contested", "accent")


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def variables() -> list[tuple[str, dict[str, str]]]:
    """The colours of each theme, as the style sheet states them: light, dark by choice, dark by the system."""
    css = (files("kg.view") / "app.css").read_text(encoding="utf-8")
    blocks = re.findall(r"color-scheme: (light|dark);([^}]*)}", css)
    return [
        (theme, {**dict(re.findall(r"--([\w-]+): (#\w{6});", block)), "ground": BACKGROUND[theme]})
        for theme, block in blocks
    ]


@pytest.mark.parametrize("style", [*STYLES.values(), OTHER])
def test_each_type_stands_out(style: TypeStyle) -> None:
    assert contrast(style.light, BACKGROUND["light"]) >= 3
    assert contrast(style.dark, BACKGROUND["dark"]) >= 3


def test_both_ways_to_the_dark_theme_are_the_same() -> None:
    themes = variables()
    assert [theme for theme, _ in themes] == ["light", "dark", "dark"]
    assert themes[1] == themes[2]


@pytest.mark.parametrize(("theme", "colours"), variables())
def test_texts_and_lines_stand_out(theme: str, colours: dict[str, str]) -> None:
    for text in TEXTS:
        assert contrast(colours[text], colours["ground"]) >= 4.5, (theme, text)
        assert contrast(colours[text], colours["paper"]) >= 4.5, (theme, text)
    assert contrast(colours["contested"], colours["contested-paper"]) >= 4.5
    assert contrast(colours["line"], colours["ground"]) >= 3
    for mark in ("mark-s", "mark-o"):
        assert contrast(colours["ink"], colours[mark]) >= 4.5

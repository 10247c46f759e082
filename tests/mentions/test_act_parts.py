"""The parts of an act that are named before it."""

import pytest

from kg.mentions.act_parts import parts_before

NAME = "Gamma Harbor Act"
PARTS: list[tuple[str, list[tuple[str, str]]]] = [
    ("title IV of the ", [("title IV", "/tIV")]),
    ("part C of title IV of the ", [("part C", "/tIV/ptC")]),
    ("Subtitles B and C of title XII of the ", [("Subtitles B", "/tXII/stB"), ("C", "/tXII/stC")]),
    ("title I, title II, or title VI of the ", [("title I", "/tI"), ("title II", "/tII"), ("title VI", "/tVI")]),
    ("part I and chapter 4 of part II of the ", [("part I", "/ptI"), ("chapter 4", "/ptII/ch4")]),
    ("titles III and VI 1 of the ", [("titles III", "/tIII"), ("VI", "/tVI")]),
    ("title IV 2\n2  See References in Text note below.\nof the ", [("title IV", "/tIV")]),
    ("chapter 5 (relating to training) of part II of the ", [("chapter 5", "/ptII/ch5")]),
    ("under the ", []),
    ("title IV, and the ", []),
    ("the title of the ", []),
    ("section 5 of the ", []),
]


@pytest.mark.parametrize(("before", "expected"), PARTS)
def test_parts_before(before: str, expected: list[tuple[str, str]]) -> None:
    text = before + NAME
    assert [(text[part.start : part.end], part.path) for part in parts_before(text, len(before))] == expected

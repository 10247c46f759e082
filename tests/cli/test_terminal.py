"""What must not reach a terminal, and what must reach a pipe."""

import json

import pytest

from kg.cli.tables import plain_table
from kg.cli.terminal import json_text, safe_json, visible, visible_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain § 6103 – “quoted”", "plain § 6103 – “quoted”"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x9b2J", "\\x9b2J"),
        ("a\rb", "a\\rb"),
        ("\u202etxet", "\\u202etxet"),
        ("half \ud800", "half \\ud800"),
        ("two\nlines\tand", "two\nlines\tand"),
    ],
)
def test_control_characters_are_shown_and_not_obeyed(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert visible_line(text) == shown.replace("\n", "\\n").replace("\t", "\\t")


@pytest.mark.parametrize("text", ["\x9b\x85", "\u202e", "\ud800", "\u2028", "\x7f", "§"])
def test_json_keeps_its_meaning_without_them(text: str) -> None:
    safe = json_text({"text": text})

    assert json.loads(safe) == {"text": text}
    assert safe.encode()
    assert "\x9b" not in safe
    assert json.loads(safe_json(json.dumps(text, ensure_ascii=False))) == text


def test_a_plain_table_is_aligned_by_columns_on_the_terminal() -> None:
    rows = [("法令", 1), ("a\nb", 20), (None, None)]

    assert plain_table(("name", "count"), rows) == ["name  count", "----  -----", "法令      1", "a\\nb     20", ""]

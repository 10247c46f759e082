"""Every frame says by its own examples what it reads, and reads it."""

from typing import Any

import pytest

from kg.relate.frames import compile_pattern, forms, load_frames
from kg.schema import read_yaml, schemas_folder
from tests.relate.sentences import Expected, describe, extracted, names_of, said

ENTRIES: list[dict[str, Any]] = [
    entry for path in sorted((schemas_folder() / "frames").glob("*.yaml")) for entry in read_yaml(path)
]
EXAMPLES = [(entry["id"], example) for entry in ENTRIES for example in entry.get("examples", [])]


def test_every_frame_has_an_example() -> None:
    assert [entry["id"] for entry in ENTRIES if not entry.get("examples")] == []


def test_ids_are_not_given_twice() -> None:
    ids = [frame.id for frame in load_frames()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("frame", "example"), EXAMPLES, ids=[f"{frame}-{n}" for n, (frame, _) in enumerate(EXAMPLES)])
def test_a_frame_reads_its_example(frame: str, example: dict[str, Any]) -> None:
    extraction = extracted(example["text"])
    names = names_of(extraction)
    own = [claim for claim in said(extraction) if claim.rule == frame]
    shown = [describe(extraction, claim) for claim in said(extraction)]
    for row in example["claims"]:
        assert any(Expected.of(row).is_met_by(claim, names) for claim in own), (row, shown)


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("deny", ["deny", "denies", "denied", "denying"]),
        ("violate", ["violate", "violates", "violated", "violating"]),
        ("bring", ["bring", "brings", "brought", "bringing"]),
        ("run afoul of", ["run afoul of", "runs afoul of", "ran afoul of", "running afoul of"]),
        ("breach", ["breach", "breaches", "breached", "breaching"]),
        ("convey", ["convey", "conveys", "conveyed", "conveying"]),
    ],
)
def test_forms_of_a_verb(verb: str, expected: list[str]) -> None:
    assert forms(verb) == expected


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ("<Agency:0> sued <Agency:1>", True),
        ("<Agency:0> has never sued <Agency:1>", True),
        ("<Agency:0> is suing <Agency:1>", True),
        ("<Agency:0> was sued <Agency:1>", False),
        ("<Agency:0> has been repeatedly sued <Agency:1>", False),
        ("<Statute:0> sued <Agency:1>", False),
    ],
)
def test_an_active_frame_does_not_read_a_passive(text: str, matches: bool) -> None:
    pattern = compile_pattern("{S} {V:sue} {O}", "Agency", "Agency")
    assert bool(pattern.search(text)) is matches


def test_a_determiner_is_a_word_of_its_own() -> None:
    pattern = compile_pattern("{S} {V:sue} {O}", "Agency", "Agency")
    match = pattern.search("Asked whether <Agency:0> sued <Agency:1>")
    assert match is not None
    assert match.start() == len("Asked whether ")

"""A pronoun at the head of a sentence stands for the one person whom the sentence before is about, or for nobody."""

import pytest

from tests.relate.sentences import resolved

MEANT = [
    ("Harlan Voss owned a farm in Maryland. He sued the county.", "/person/harlan-voss"),
    ("In 1990, Harlan Voss bought a farm. Later that year, he sued the county.", "/person/harlan-voss"),
    ("Ellen Goetz, a nurse, lost her license. She appealed.", "/person/ellen-goetz"),
    ("A jury convicted Harlan Voss of fraud. He appealed.", "/person/harlan-voss"),
    ("Harlan Voss was a sailor. He fell. He sued.", "/person/harlan-voss"),
    ("Justice Anne Moss dissented. She wrote that the law was void.", "/person/anne-moss"),
]
OPEN = [
    "Harlan Voss hit Mark Roe. He sued.",
    "Harlan Voss was stopped by an officer. He was fined.",
    "The law lies heavily on Harlan Voss. He sued.",
    "While she wrote that the law was void, Harlan Voss agreed. She dissented.",
    "The statute was old. He sued.",
    "Harlan Voss owned a farm.\\n\\nHe sued the county.",
    'Harlan Voss owned a farm. "He sued," a neighbor said.',
    "Harlan Voss owned a farm. After Mark Roe died, he sued.",
]


def meant(text: str) -> set[str]:
    resolution = resolved(text.replace("\\n", "\n"))
    found = [r for r in resolution.mentions if r.mention.name in ("he", "she")]
    assert all(step.reason for r in found for step in r.steps)
    return {entity for r in found for entity in r.ids}


@pytest.mark.parametrize(("text", "person"), MEANT)
def test_a_pronoun_means_the_person_before(text: str, person: str) -> None:
    assert meant(text) == {person}


@pytest.mark.parametrize("text", OPEN)
def test_a_pronoun_stays_open(text: str) -> None:
    assert meant(text) == set()

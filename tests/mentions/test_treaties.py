"""Treaties by name, and what other countries agreed among themselves."""

import pytest

from tests.mentions.reading import targets

ROOT = "/us/agreement/treaty/"
TABLE = [
    ("relief under the Convention Against Torture", ["convention-against-torture"]),
    (
        "the Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment",
        ["convention-against-torture"],
    ),
    ("Article 36 of the Vienna Convention on Consular Relations", ["vienna-convention-on-consular-relations"]),
    ("a petition under the Hague Convention on the Civil Aspects of International Child Abduction",
     ["hague-child-abduction-convention"]),
    ("service under the Hague Service Convention", ["hague-service-convention"]),
    ("the New York Convention and the Warsaw Convention", ["new-york-convention", "warsaw-convention"]),
    ("the Treaty of Guadalupe Hidalgo", ["treaty-of-guadalupe-hidalgo"]),
    ("rights reserved in the 1855 Treaty of Point Elliott", ["treaty-of-point-elliott"]),
    ("claims under the ICCPR", ["international-covenant-on-civil-and-political-rights"]),
    ("Article 103 of the United Nations Charter", ["united-nations-charter"]),
]  # fmt: skip
NONE = [
    "the European Convention on Human Rights", "the Treaty of Maastricht", "the Democratic National Convention",
    "the Treaty of Waitangi", "the American Convention on Human Rights", "the Conventions", "ICCPRX",
    "a convention against torture", "the agreement", "the city charter",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_treaties(text: str, expected: list[str]) -> None:
    assert targets(text, kinds="Agreement") == [ROOT + name for name in expected]


@pytest.mark.parametrize("text", NONE)
def test_no_treaty_of_the_gazetteer(text: str) -> None:
    assert [target for target in targets(text) if target.startswith(ROOT)] == []

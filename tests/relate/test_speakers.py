"""Who says what stands in quotation marks."""

import pytest

from kg.relate.speakers import find_speakers
from tests.relate.sentences import resolved

SAID = "“The City of Wexford has ignored the law for years,”"
GOES_ON = "“It will go on to ignore the law for many years,"
OKAFOR = "/person/miriam-okafor"


def speakers(text: str) -> list[str | None]:
    resolution = resolved(text)
    found = find_speakers(resolution)
    return [found.get(quotation) for quotation in resolution.text.quotations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{SAID} Judge Miriam Okafor wrote.", [OKAFOR]),
        (f"Judge Miriam Okafor wrote: {SAID}", [OKAFOR]),
        (f"{SAID} the mayor said.", [None]),
        (f"{SAID} it reads. Judge Miriam Okafor left.", [None]),
        (f"Judge Miriam Okafor wrote: {GOES_ON}\n{SAID}", [OKAFOR, OKAFOR]),
        (f"Judge Miriam Okafor wrote: {GOES_ON}\nThe mayor left. {SAID}", [OKAFOR, None]),
    ],
)
def test_a_quotation_has_the_speaker_that_is_named_beside_it(text: str, expected: list[str | None]) -> None:
    assert speakers(text) == expected

"""Text that is made to be slow costs no more than its length: no pattern backtracks, no list is read twice."""

import time

import pytest

from kg.mentions.context import context_of
from kg.mentions.public_laws import find_public_laws
from kg.mentions.regulations import find_regulations
from kg.mentions.scan import Scan

PIECES = [
    "§ ", "(", "section 1 ", "1 CFR ", "12, ", "1 CFR 1.1 § 1.1(a)(1)(", "14 CFR part 1, ", "1.1-1-1", "CFR 1(a)",
    "paragraph (a) of ", "First, ", "Amendment First and ", "Const. art. I ", "Article I, Section 8 ",
    "Due Process Clause ", "Fed. R. Civ. P. 1, ", "Rule 1 and ", "Cal. Penal Code § 1, ",
    "section 1 of the California Penal Code ", "Stat. ", "1 ILCS 1/1-1-1", "1 Fed. Reg. 1,",
    "Executive Orders 12866, ", "Pub. L. 1-1 of title I of ", "title I of title I of ", "Pub. Laws 10-1, 10-1, ",
    "act of Aug. 1, 1956, ch. 1, ", "H.R. 1 119th Cong. ", "■ 1. In § 1.1, paragraph (a), 1 CFR 1.1 ",
    "\n§ 1.1 A this section, 1 CFR 1.1 ■ 1. ", "Convention ", "First Amendment to A A A A A A A ",
    "Treas. Reg. § 1.1(a)(1)-",
]  # fmt: skip
SHORT, TIMES = 30_000, 4
SLACK = 3
"""How much worse than linear is still noise; a quadratic rule is four times worse."""


@pytest.mark.parametrize("piece", PIECES)
def test_cost_grows_with_length(piece: str) -> None:
    short = max(_cost(piece, SHORT) for _ in range(2))
    long = min(_cost(piece, SHORT * TIMES) for _ in range(2))
    assert long < SLACK * TIMES * (short + 0.02)


def _cost(piece: str, length: int) -> float:
    text = (piece * (length // len(piece) + 1))[:length] + " CFR 119th Congress Constitution"
    start = time.process_time()
    found = [*find_regulations(context_of(text)), *find_public_laws(Scan(text))]
    assert all(0 <= citation.start < citation.end <= len(text) for citation in found)
    return time.process_time() - start

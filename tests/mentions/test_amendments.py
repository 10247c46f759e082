"""What instructions of the Federal Register that amend the C.F.R. name, where the document shows the title."""

import pytest

from tests.mentions.reading import targets

RULE = "HARBOR OFFICE\n33 CFR Part 902\nPART 902—HARBOR FEES\n{}\n"
ROOT = "/us/cfr/t33"


def named(body: str) -> list[str]:
    """What the body of a rule names beside the part in its heading."""
    found = targets(RULE.format(body), kinds="Regulation")
    assert found[0] == f"{ROOT}/pt902"
    return [target.removeprefix(ROOT) for target in found[1:]]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("■ 1. The authority citation for part 902 continues to read as follows:", ["/pt902"]),
        ("■ 2. Amend § 902.4 by revising paragraph (b)(1) to read as follows:", ["/s902.4", "/s902.4/b/1"]),
        ("■ 2. In § 902.4, revise paragraphs (a) introductory text, (b), and (c)(2) to read as follows:",
         ["/s902.4", "/s902.4/a", "/s902.4/b", "/s902.4/c/2"]),
        ("■ 2. In § 902.4:\n■ a. Remove paragraph (d); and\n■ b. Redesignate paragraph (e)(3) as paragraph (d).",
         ["/s902.4", "/s902.4/d", "/s902.4/e/3", "/s902.4/d"]),
        ("■ 2. Redesignate § 902.4 as § 902.5 and revise paragraph (b).", ["/s902.4", "/s902.5"]),
        ("■ 3. Revise § 902.6.\n§ 902.6 Late fees.\nA fee under paragraph (b) of this section is due.",
         ["/s902.6", "/s902.6", "/s902.6/b"]),
        ("■ 3. Revise § 902.6.\n§ 902.6 Fees.\nSee § 905.2 of this chapter and part 7 of this chapter.",
         ["/s902.6", "/s902.6", "/s905.2", "/pt7"]),
        ("■ 4. Remove and reserve subpart B of part 902.", ["/pt902/sptB"]),
        ("■ 4. Amend § 777.1 by revising paragraph (a).", []),
    ],
)  # fmt: skip
def test_amendments(body: str, expected: list[str]) -> None:
    assert named(body) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The NCUA Board acts.\n■ 1. Amend § 701.14 by revising paragraph (e).",
         ["/us/cfr/t12/s701.14", "/us/cfr/t12/s701.14/e"]),
        ("The NCUA Board acts. Amend § 701.14 by revising paragraph (e).", []),
        ("■ 1. Amend § 701.14 by revising paragraph (e).", []),
        ("The NCUA Board acts.\n■ 1. Amend § 801.14.", []),
        ("The EPA and the FDA act.\n■ 1. Amend § 70.14.", []),
        ("The EPA and the NCUA act.\n■ 1. Amend § 70.14.", ["/us/cfr/t40/s70.14"]),
    ],
)  # fmt: skip
def test_the_agency_shows_the_title(text: str, expected: list[str]) -> None:
    assert targets(text, kinds="Regulation") == expected

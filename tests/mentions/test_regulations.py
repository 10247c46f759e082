"""Regulations, the Federal Register, executive orders, bills and the Constitution."""

import pytest

from tests.mentions.reading import targets

TABLE = [
    ("26 CFR 301.6103(i)-1(a)", ["/us/cfr/t26/s301.6103(i)-1/a"]),
    ("26 C.F.R. § 301.6103(n)-1", ["/us/cfr/t26/s301.6103(n)-1"]),
    ("17 CFR 240.19b-4", ["/us/cfr/t17/s240.19b-4"]),
    ("21 C. F. R. 20.85", ["/us/cfr/t21/s20.85"]),
    ("41 CFR 301-10.122", ["/us/cfr/t41/s301-10.122"]),
    ("28 CFR part 36", ["/us/cfr/t28/pt36"]),
    ("28 C.F.R. pt. 36", ["/us/cfr/t28/pt36"]),
    ("40 CFR part 82, subpart F", ["/us/cfr/t40/pt82/sptF"]),
    ("12 CFR part 708a", ["/us/cfr/t12/pt708a"]),
    ("21 CFR parts 10, 11 and 12", ["/us/cfr/t21/pt10", "/us/cfr/t21/pt11", "/us/cfr/t21/pt12"]),
    ("21 CFR 20.85 and 20.88(d)", ["/us/cfr/t21/s20.85", "/us/cfr/t21/s20.88/d"]),
    ("21 CFR 20.85(a) and (c)(2)", ["/us/cfr/t21/s20.85/a", "/us/cfr/t21/s20.85/c/2"]),
    ("10 CFR 2.309, 12 CFR 1.1", ["/us/cfr/t10/s2.309", "/us/cfr/t12/s1.1"]),
    ("section 41.181 of title 27, Code of Federal Regulations", ["/us/cfr/t27/s41.181"]),
    ("sections 60.4 through 60.6 of title 36, Code of Federal Regulations", ["/us/cfr/t36/s60.4", "/us/cfr/t36/s60.6"]),
    ("subpart C of part 213 of title 5 of the Code of Federal Regulations", ["/us/cfr/t5/pt213/sptC"]),
    ("title 14, Code of Federal Regulations", ["/us/cfr/t14"]),
    ("Title 14, Code of Federal Regulations (14 CFR) part 71", ["/us/cfr/t14", "/us/cfr/t14/pt71"]),
    ("12 CFR part 703 is amended. Revise § 703.112(c).", ["/us/cfr/t12/pt703", "/us/cfr/t12/s703.112/c"]),
    ("12 CFR part 703 and 14 CFR part 703. Revise § 703.112.", ["/us/cfr/t12/pt703", "/us/cfr/t14/pt703"]),
    ("12 CFR part 703. Revise § 704.1.", ["/us/cfr/t12/pt703"]),
    ("90 Fed. Reg. 12345", ["/us/fr/90/12345"]),
    ("90 Fed. Reg. 12,345", ["/us/fr/90/12345"]),
    ("82 FR 8272", ["/us/fr/82/8272"]),
    ("FR Doc. 2025-07978", ["/us/fr/doc/2025-07978"]),
    ("FR Doc. No. 05-12345", ["/us/fr/doc/05-12345"]),
    ("Executive Order 14161", ["/us/eo/14161"]),
    ("Executive Order No. 14161", ["/us/eo/14161"]),
    ("Exec. Order 13526", ["/us/eo/13526"]),
    ("E.O. 13,526", ["/us/eo/13526"]),
    ("EO 14161", ["/us/eo/14161"]),
    ("E.O. 14,161", ["/us/eo/14161"]),
    ("Executive Orders 12866 and 13563", ["/us/eo/12866", "/us/eo/13563"]),
    ("Executive Orders 12866, 13563, and 13,771", ["/us/eo/12866", "/us/eo/13563", "/us/eo/13771"]),
    ("E.O. 12866 and E.O. 13563", ["/us/eo/12866", "/us/eo/13563"]),
    ("Executive Order (E.O.) 12866", ["/us/eo/12866"]),
    ("90 Fed. Reg. 8,339 (Jan. 28, 2025)", ["/us/fr/90/8339"]),
    ("81 FR 82272, 82274", ["/us/fr/81/82272"]),
    ("83 FR 1 (Jan. 2, 2018)", ["/us/fr/83/1"]),
    ("72 Federal Register 31176", ["/us/fr/72/31176"]),
    ("FR Doc. E8-12345", ["/us/fr/doc/E8-12345"]),
    ("Ex. Ord. No. 12333", ["/us/eo/12333"]),
    ("E.O. 13222, 3 CFR, 2001 Comp., p. 783", ["/us/eo/13222"]),
    ("subpart B of part 1121 of chapter X of title 49 of the Code of Federal Regulations", ["/us/cfr/t49/pt1121/sptB"]),
    ("40 C.F.R. pts. 1500-1508", ["/us/cfr/t40/pt1500", "/us/cfr/t40/pt1508"]),
    (
        "49 CFR 1.48 and 1.49, parts 21 and 24; 23 CFR part 710",
        ["/us/cfr/t49/s1.48", "/us/cfr/t49/s1.49", "/us/cfr/t49/pt21", "/us/cfr/t49/pt24", "/us/cfr/t23/pt710"],
    ),
    ("40 CFR parts 60-63", ["/us/cfr/t40/pt60", "/us/cfr/t40/pt63"]),
    ("21 CFR 1308.41-1308.45", ["/us/cfr/t21/s1308.41", "/us/cfr/t21/s1308.45"]),
    ("40 CFR part 63, subparts A and ZZZZ", ["/us/cfr/t40/pt63/sptA", "/us/cfr/t40/pt63/sptZZZZ"]),
    ("subpart F of 40 CFR part 82", ["/us/cfr/t40/pt82/sptF"]),
    ("appendix A to 40 CFR part 50", ["/us/cfr/t40/pt50/appA"]),
    ("40 CFR part 50, appendix A", ["/us/cfr/t40/pt50/appA"]),
    ("40 CFR chapter I", ["/us/cfr/t40/chI"]),
    ("chapter V of title 31, Code of Federal Regulations", ["/us/cfr/t31/chV"]),
    ("subchapter M of chapter I of title 22, Code of Federal Regulations", ["/us/cfr/t22/chI/schM"]),
    ("part 120 of chapter I of title 22, Code of Federal Regulations", ["/us/cfr/t22/pt120"]),
    ("section 60.13 of 36 CFR part 60", ["/us/cfr/t36/s60.13"]),
    ("paragraphs (a) and (b)(1) of 14 CFR 91.1", ["/us/cfr/t14/s91.1/a", "/us/cfr/t14/s91.1/b/1"]),
    ("40 CFR 60.1(a) and (b) (2018)", ["/us/cfr/t40/s60.1/a", "/us/cfr/t40/s60.1/b"]),
    ("40 C.F.R. § 60.1 (2018)", ["/us/cfr/t40/s60.1"]),
    ("26 CFR 1.401(a)(9)-1(b)", ["/us/cfr/t26/s1.401(a)(9)-1/b"]),
    ("Treas. Reg. § 1.401-1(b)", ["/us/cfr/t26/s1.401-1/b"]),
    ("17 CFR 240.10b5-1", ["/us/cfr/t17/s240.10b5-1"]),
    ("H. Con. Res. 12, 118th Cong.", ["/us/bill/118/hconres12"]),
    ("H.R. 1234 and S. 22 (both of the 119th Cong.)", ["/us/bill/119/hr1234", "/us/bill/119/s22"]),
    ("S. 2291, 119th Congress", ["/us/bill/119/s2291"]),
    ("H.R. 1 (101st Cong.)", ["/us/bill/101/hr1"]),
    ("H.J. Res. 3, 112th Cong.", ["/us/bill/112/hjres3"]),
    ("the Fourth Amendment", ["/us/const/amdt/4"]),
    ("the 14th Amendment", ["/us/const/amdt/14"]),
    ("the First, Fourth and Twenty-first Amendments", ["/us/const/amdt/1", "/us/const/amdt/4", "/us/const/amdt/21"]),
    ("Article III of the Constitution", ["/us/const/art/3"]),
    ("Article I, Section 8, Clause 3 of the Constitution", ["/us/const/art/1/s8/cl3"]),
    ("U.S. Const. art. I, § 8, cl. 3", ["/us/const/art/1/s8/cl3"]),
    ("U.S. Const. amend. XIV, § 1", ["/us/const/amdt/14/s1"]),
    ("the Commerce Clause", ["/us/const/art/1/s8/cl3"]),
    ("the Equal Protection Clause", ["/us/const/amdt/14/s1"]),
    ("the U.S. Constitution", ["/us/const"]),
]
NONE = [
    "S. 2291", "H.R. 1", "No. 5 CFR", "99 CFR 1.1", "part 36", "§ 41.181", "section 3.5", "Executive Order",
    "Order 14161", "Article 7", "Article III", "the 97th Amendment", "First, we amend it", "the Amendment", "FR 12",
    "an insanity clause", "the first amendment to the lease", "the Santa Clause", "constitution",
    "Executive Order 12", "H.R. 5 died in the 118th Congress, like H.R. 6 in the 119th Congress",
    "Harry S. 33 of the 119th Congress", "EO 14161.5",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_regulations(text: str, expected: list[str]) -> None:
    assert targets(text) == expected
    assert targets(f"Under {text}, it is so.") == expected


@pytest.mark.parametrize("text", NONE)
def test_no_regulation(text: str) -> None:
    assert targets(text, kinds="Regulation ExecutiveOrder Bill Constitution") == []

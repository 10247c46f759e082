"""The Constitution by article, amendment and the name of a clause; what is another constitution, or none."""

import pytest

from tests.mentions.reading import targets

A, R = "/us/const/art", "/us/const/amdt"

SENTENCES = [
    ("The statute exceeds the power granted by the Commerce Clause.", [f"{A}/1/s8/cl3"]),
    ("U.S. Const. art. I, § 8, cl. 3, is the source of that power.", [f"{A}/1/s8/cl3"]),
    ("Congress relied on Article I, Section 8, to create the registry.", [f"{A}/1/s8"]),
    ("The Fourteenth Amendment binds the counties.", [f"{R}/14"]),
    ("Amendment XIV of the Constitution binds them too.", [f"{R}/14"]),
    ("It violated the Commerce Clause of the Constitution. The state court agreed.", [f"{A}/1/s8/cl3", "/us/const"]),
    ("It violated the Free Speech clause and the Establishment clause.", [f"{R}/1", f"{R}/1"]),
    ("The Contract clause of the lease binds the tenant.", []),
    (
        "It violates the Equal Protection Clause of the Fourteenth Amendment of the Constitution.",
        [f"{R}/14/s1", f"{R}/14"],
    ),
    ("It violated the Equal Protection Clause of the constitution of Ohio.", []),
    ("She pleads claims under the First and Fourth Amendments.", [f"{R}/1", f"{R}/4"]),
    ("The seizure offends the 5th Amendment.", [f"{R}/5"]),
    ("See U.S. Const. amend. XIV, § 1.", [f"{R}/14/s1"]),
    ("State law gives way under the Supremacy Clause.", [f"{A}/6/cl2"]),
    ("The classification denies equal protection, so the Equal Protection Clause applies.", [f"{R}/14/s1"]),
    ("The ban works a taking under the Takings Clause.", [f"{R}/5"]),
    ("Prayer at the meeting violates the Establishment Clause.", [f"{R}/1"]),
    ("The Free Exercise Clause protects the congregation.", [f"{R}/1"]),
    ("His statement was admitted in breach of the Confrontation Clause.", [f"{R}/6"]),
    ("The levy impairs leases contrary to the Contracts Clause.", [f"{A}/1/s10/cl1"]),
    ("It rests on the Necessary and Proper Clause.", [f"{A}/1/s8/cl18"]),
    ("The examiners were named in violation of the Appointments Clause.", [f"{A}/2/s2/cl2"]),
    ("The President must obey the Take Care Clause.", [f"{A}/2/s3"]),
    ("The judgment is owed respect under the Full Faith and Credit Clause.", [f"{A}/4/s1"]),
    ("The right to travel rests on the Privileges or Immunities Clause.", [f"{R}/14/s1"]),
    ("Nonresidents invoke the Privileges and Immunities Clause.", [f"{A}/4/s2/cl1"]),
    ("The Due Process Clause of the Fourteenth Amendment requires notice.", [f"{R}/14/s1", f"{R}/14"]),
    ("The Fifth Amendment's Due Process Clause applies to federal agencies.", [f"{R}/5", f"{R}/5"]),
    ("The Due Process Clause requires notice.", []),
    ("The Fifth Amendment governs. The agency did what the Due Process Clause forbids.", [f"{R}/5", f"{R}/5"]),
    ("Both the Fifth and Fourteenth Amendments are pleaded; the Due Process Clause is not.", [f"{R}/5", f"{R}/14"]),
    ("Due Process Clauses of the Fifth and Fourteenth Amendments", [f"{R}/5", f"{R}/14/s1", f"{R}/5", f"{R}/14"]),
    ("The rule adds punishment after the fact, which the Ex Post Facto Clause forbids.", [f"{A}/1"]),
    ("Article I, Section 10, contains an Ex Post Facto Clause for the states.", [f"{A}/1/s10", f"{A}/1/s10/cl1"]),
    ("The plaintiffs lack Article III standing.", [f"{A}/3"]),
    ("Article III of the Constitution limits the courts to cases.", [f"{A}/3"]),
    ("Section 5 of the Fourteenth Amendment lets Congress enforce it.", [f"{R}/14/s5"]),
    ("Under the Fourteenth Amendment, Section 3, he may not serve.", [f"{R}/14/s3"]),
    ("It was passed under clause 3 of section 8 of article I of the Constitution.", [f"{A}/1/s8/cl3"]),
    ("No rule may abridge the First Amendment to the Constitution of the United States.", [f"{R}/1"]),
    ("U.S. Const. amends. V and XIV guarantee process.", [f"{R}/5", f"{R}/14"]),
    ("Amendment XIV to the United States Constitution was ratified later.", [f"{R}/14"]),
]  # fmt: skip
"""Written before the rules."""

MORE_SENTENCES = [
    ("The fine is grossly disproportionate under the Excessive Fines Clause.", [f"{R}/8"]),
    ("The panel relied on the Speech or Debate Clause.", [f"{A}/1/s6/cl1"]),
    ("Detention without the writ offends the Suspension Clause.", [f"{A}/1/s9/cl2"]),
    ("The Appropriations Clause forbids the payment.", [f"{A}/1/s9/cl7"]),
    ("He claims the Double Jeopardy Clause and the Self-Incrimination Clause.", [f"{R}/5", f"{R}/5"]),
    ("The dormant Commerce Clause limits the tariff.", [f"{A}/1/s8/cl3"]),
    ("Const., Art. I, §8, cl. 18, gives the means.", [f"{A}/1/s8/cl18"]),
    ("U. S. Const., Amdt. 14, §1, is plain.", [f"{R}/14/s1"]),
    ("U.S. CONST. art. II, § 2, cl. 2.", [f"{A}/2/s2/cl2"]),
    ("The Presentment Clause bars a line-item veto.", [f"{A}/1/s7/cl2"]),
    ("The Patent and Copyright Clause is no blank cheque.", [f"{A}/1/s8/cl8"]),
    ("The Guarantee Clause is not for the courts.", [f"{A}/4/s4"]),
    ("The claim rests on the Citizenship Clause.", [f"{R}/14/s1"]),
    ("The Fourth, Fifth, and Sixth Amendments were raised.", [f"{R}/4", f"{R}/5", f"{R}/6"]),
    ("The Twenty-First Amendment returned the matter to the states.", [f"{R}/21"]),
    ("An Article III court may hear it.", [f"{A}/3"]),
    ("The Eighth Amendment's Cruel and Unusual Punishments Clause forbids it.", [f"{R}/8", f"{R}/8"]),
    ("the Double Jeopardy and Confrontation Clauses", [f"{R}/5", f"{R}/6"]),
    ("the Due Process and Equal Protection Clauses of the Fourteenth Amendment",
     [f"{R}/14/s1", f"{R}/14/s1", f"{R}/14"]),
    ("the Commerce and Supremacy Clauses, and the Establishment Clause", [f"{A}/1/s8/cl3", f"{A}/6/cl2", f"{R}/1"]),
    ("the first amendment to the Constitution of the United States", [f"{R}/1"]),
    ("the fourth and fifth amendments to the Constitution", [f"{R}/4", f"{R}/5"]),
    ("The Constitution vests that power in Congress.", ["/us/const"]),
    ("the Constitution of the United States", ["/us/const"]),
    ("Article VI, clause 2, of the U.S. Constitution", [f"{A}/6/cl2"]),
    ("art. IV, § 2, of the Constitution", [f"{A}/4/s2"]),
    ("The Recess Appointments Clause was written for long journeys.", [f"{A}/2/s2/cl3"]),
    ("A treaty made under the Treaty Clause binds the states.", [f"{A}/2/s2/cl2"]),
    ("the Fourteenth Amendment, § 1", [f"{R}/14/s1"]),
]  # fmt: skip

NONE = [
    "Cal. Const. art. I, § 7, protects privacy.",
    "N.Y. Const., art. I, § 6, is broader.",
    "Article I, Section 8 of the Pennsylvania Constitution is at issue.",
    "the Fifth Amendment to the Oregon Constitution",
    "The parties signed the First Amendment to the Lease Agreement.",
    "Second Amendment to Credit Agreement", "the Fourth Amendment to the Trust",
    'This First Amendment to Lease (the "First Amendment") is made today. The First Amendment controls.',
    "Article II, Section 3 of the Agreement governs fees.",
    "Article II, Section 3 of the bylaws",
    "The Constitution of Iraq provides otherwise.",
    "the Due Process Clause of the Ohio Constitution",
    "Washington's Privileges and Immunities Clause",
    "He lives on Constitution Avenue.",
    "The California Constitution is broader, and the state constitution controls.",
    "Article 7 of the treaty", "Article III of the Treaty", "Clause 3 of the lease",
    "the first and second amendments to the bill", "the First amendment",
    "the First Amendment Coalition", "the 41st Amendment", "the Indemnity Clause", "the Arbitration Clause",
    "U.S. Const. art. IX, § 1", "Article I, Section 99, is no part of what Congress may use.",
    "The Virginia Constitution, in Article I, Section 8, says more.",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SENTENCES + MORE_SENTENCES)
def test_constitution(text: str, expected: list[str]) -> None:
    assert targets(text, kinds="Constitution") == expected


@pytest.mark.parametrize("text", NONE)
def test_no_provision_of_the_constitution(text: str) -> None:
    assert targets(text, kinds="Constitution") == []

"""News-length documents with a fixed seed: reports of rulings on agreements, about 4,500 characters each."""

import random
from pathlib import Path

AGENCIES = (
    ("Social Security Administration", "SSA"),
    ("Internal Revenue Service", "IRS"),
    ("Department of Homeland Security", "DHS"),
    ("Department of Housing and Urban Development", "HUD"),
    ("Department of Veterans Affairs", "VA"),
    ("Department of Labor", "DOL"),
    ("Department of Education", "ED"),
    ("Department of Agriculture", "USDA"),
    ("Federal Trade Commission", "FTC"),
    ("Environmental Protection Agency", "EPA"),
)
LAWS = (
    "Section 6103 of the Internal Revenue Code",
    "5 U.S.C. § 552a(b)",
    "42 U.S.C. § 1306",
    "section 706 of title 5, United States Code",
    "44 U.S.C. §§ 3501-3521",
    "31 U.S.C. § 3729",
    "20 C.F.R. part 401",
    "28 C.F.R. § 16.5",
)
DISTRICTS = (
    "the District of Columbia",
    "the District of Maryland",
    "the Northern District of Ohio",
    "the District of Oregon",
)
FIRST = ("Eleanor", "Marcus", "Ingrid", "Tobias", "Rosalind", "Desmond", "Leopold", "Marguerite", "Anselm", "Beatrix")
LAST = ("Whitcombe", "Achterberg", "Lindgren", "Farrow", "Marchetti", "Dunleavy", "Oyelaran", "Castellane", "Brandvold")
GROUPS = ("Tenants Alliance", "Workers Union", "Privacy Project", "Veterans League", "Growers Association")
PLACES = ("Harborlight", "Elmford", "Port Sable", "Calder Ridge", "Northmere", "Brightwell", "Ashgrove", "Tidewater")
FILLER = (
    "Officials said that the arrangement would save time for families and for the offices that serve them.",
    "Lawyers who follow the field said that the decision was narrow and that other courts might see it differently.",
    "The hearing lasted most of a day, and the courtroom was full from the first witness to the last.",
    "Nobody at the agency would say how many files had been exchanged since the winter.",
    "Critics have warned that records collected for one purpose are seldom used for that purpose alone.",
    "A spokesman declined to comment on the details while the case was pending.",
    "Similar arrangements have existed for decades, though few of them have been tested in court.",
    "The opinion runs to more than thirty pages and spends most of them on the history of the program.",
)


def write_reports(folder: Path, count: int, seed: int = 20250513) -> None:
    """Write `count` reports into a folder, the same ones for the same seed."""
    folder.mkdir(parents=True, exist_ok=True)
    source = random.Random(seed)  # noqa: S311  (repeatable text, no secret)
    for number in range(count):
        (folder / f"report-{number:05}.txt").write_text(report(source, number), encoding="utf-8")


def report(source: random.Random, number: int) -> str:
    """One report."""
    (giver, giver_short), (taker, taker_short) = source.sample(AGENCIES, 2)
    law, other_law = source.sample(LAWS, 2)
    district = source.choice(DISTRICTS)
    judge = f"{source.choice(FIRST)} {source.choice(LAST)}"
    lawyer = f"{source.choice(FIRST)} {source.choice(LAST)}"
    group = f"{source.choice(PLACES)} {source.choice(GROUPS)}"
    paragraphs = [
        f"Judge rules on data sharing between {giver_short} and {taker_short}",
        f"A federal judge ruled on Monday on an agreement under which the {giver} ({giver_short}) gives records to the"
        f" {taker} ({taker_short}).",
        f"U.S. District Judge {judge} of {district} denied a request for an injunction filed by the {group}."
        f" The group had sought to block a Memorandum of Understanding (MOU) between the {giver_short} and"
        f" the {taker_short}.",
        f"The case centered on whether the agreement violated {law}. According to Judge {judge.split()[1]},"
        " the agreement falls within the legal bounds of that provision.",
        f"“Does the Memorandum violate the law? It does not,” {judge.split()[1]} wrote.",
        f"{lawyer}, a lawyer for the group, argued that the agreement also violates {other_law}, and said that"
        " the group would appeal.",
        f"Under the terms of the agreement, the {taker_short} is permitted to submit names to the {giver_short}, which"
        " then returns the addresses that it has on file.",
        "READ MORE: What readers should know",
    ]
    while sum(map(len, paragraphs)) < 4400:
        paragraphs.append(" ".join(source.sample(FILLER, 3)))
    paragraphs.append(f"The case is {group} v. {giver}, No. 1:25-cv-{number:05}.")
    return "\n\n".join(paragraphs) + "\n"

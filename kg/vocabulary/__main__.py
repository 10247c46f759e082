"""Writes what is generated from `schemas/`: `python -m kg.vocabulary`."""

import sys
from pathlib import Path

from kg.vocabulary import GENERATED, generated_text


def main(root: Path) -> None:
    """Write every file below the root of a checkout."""
    for form, (name, _) in GENERATED.items():
        path = root / ("docs" if form == "markdown" else "schemas/generated") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(generated_text(form), encoding="utf-8", newline="\n")
        sys.stdout.write(f"{path.relative_to(root)}\n")


if __name__ == "__main__":
    main(Path(__file__).parents[2])

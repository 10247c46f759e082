"""Text like an opinion with a fixed seed: one citation of a case to about 250 characters, most in short forms."""

import random

from benchmarks.generate import FILLER, GROUPS, LAST, LAWS, PLACES

_COURTS = (
    ("U.S.", "", 400, 580),
    ("F.3d", "2d Cir. ", 1, 999),
    ("F. Supp. 2d", "S.D.N.Y. ", 1, 999),
    ("F.4th", "D.C. Cir. ", 1, 90),
    ("Cal. 4th", "", 1, 60),
)
HOSTILE = (
    "1 U.S. 1 ",
    "v. v. v. ",
    "Id. Id. ",
    "((((",
    "1 U.S. 1 ((",
    "Roe v. Wade, 410 U.S. 113. Id. at 114. ",
    "Roe, supra, ",
)


def opinion(length: int, seed: int = 20250513) -> str:
    """An opinion of at least `length` characters."""
    source = random.Random(seed)  # noqa: S311  (repeatable text, no secret)
    cited: list[tuple[str, str, int, int]] = []
    paragraphs: list[str] = []
    size = 0
    while size < length:
        sentences = []
        for _ in range(4):
            sentences += [source.choice(FILLER), source.choice(FILLER), _citation(source, cited)]
        paragraphs.append(" ".join(sentences))
        size += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)


def _citation(source: random.Random, cited: list[tuple[str, str, int, int]]) -> str:
    turn = source.random()
    if turn < 0.15:
        return f"See {source.choice(LAWS)}."
    if turn < 0.5 or not cited:
        left, right = source.choice(LAST), f"{source.choice(PLACES)} {source.choice(GROUPS)}"
        reporter, court, low, high = source.choice(_COURTS)
        volume, page = source.randint(low, high), source.randint(1, 900)
        cited.append((right, reporter, volume, page))
        year = source.randint(1980, 2024)
        return f"See {left} v. {right}, {volume} {reporter} {page}, {page + 3} ({court}{year})."
    name, reporter, volume, page = source.choice(cited[-20:])
    if turn < 0.7:
        return f"{name}, {volume} {reporter} at {page + 5}."
    if turn < 0.9:
        return f"Id. at {page + 4}."
    return f"{name}, supra, at {page + 2}."

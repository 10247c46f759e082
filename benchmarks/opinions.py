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
    cited: list[tuple[str, str, int, int] | None] = []
    paragraphs: list[str] = []
    size = 0
    while size < length:
        sentences = []
        for _ in range(4):
            sentences += [source.choice(FILLER), source.choice(FILLER), _citation(source, cited)]
        paragraphs.append(" ".join(sentences))
        size += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)


def _citation(source: random.Random, cited: list[tuple[str, str, int, int] | None]) -> str:
    """A sentence that cites; `cited` are the cases so far in the order of the text, None for a law."""
    turn = source.random()
    cases = [case for case in cited[-20:] if case]
    if turn < 0.15:
        cited.append(None)
        return f"See {source.choice(LAWS)}."
    if turn < 0.5 or not cases:
        left, right = source.choice(LAST), f"{source.choice(PLACES)} {source.choice(LAST)} {source.choice(GROUPS)}"
        reporter, court, low, high = source.choice(_COURTS)
        cited.append((right, reporter, source.randint(low, high), source.randint(1, 900)))
        _, _, volume, page = cited[-1] or ("", "", 0, 0)
        return f"See {left} v. {right}, {volume} {reporter} {page}, {page + 3} ({court}{source.randint(1980, 2024)})."
    if turn < 0.75 and cited[-1]:
        return f"Id. at {cited[-1][3] + 4}."
    cited.append(source.choice(cases))
    name, reporter, volume, page = cited[-1] or ("", "", 0, 0)
    return f"{name}, supra, at {page + 2}." if turn > 0.9 else f"{name}, {volume} {reporter} at {page + 5}."

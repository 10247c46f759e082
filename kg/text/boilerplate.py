"""Lines inside an article that are not the article: adverts, teasers, embedded posts, release marks."""

import re
from typing import Final

_POST_END: Final = re.compile(r"^\W{0,3}.{1,60}\(@\w{1,20}\)\s+\w+ \d{1,2}, \d{4}\s*$")
_POST_LIMIT: Final = 330
"""Longest embedded post in characters: 280 and the address of a picture."""
_POST_LINES: Final = 12
_FIXED_LENGTH: Final = 300
_RULE: Final = re.compile(r"[#*\-_= ]{3,}$")
_FIXED: Final = re.compile(
    r"""[^\w(\u00a9#*]{0,5}(?:
      for\ immediate\ release | embargoed\ until\b.{0,60} | -?\ ?30\ ?-?
    | advertisement | sponsored(?:\ content)?
    | (?:read|see|watch|learn|find\ out)\ (?:more|also|the\ full|next)\b.{0,120}
    | (?:related|recommended|more\ from|trending|most\ (?:read|popular)|up\ next|also\ read)\b\ ?(?::.{0,160})?
    | (?:sign\ up|subscribe|connect\ with|follow\ us|click\ here|tap\ here|download\ (?:the|our)
      |join\ (?:us|our)|donate\b|share\ (?:this|on))(?:\ .{0,160})?
    | copyright\ .{0,160} | (?:\u00a9|\(c\))\ ?(?:copyright\ )?(?:19|20)\d\d\b.{0,160} | \u00a9\ .{0,160}
    | all\ rights\ reserved\.?
    | .{0,120}pic\.twitter\.com/\w+ | https?://\S+
    )\W{0,5}$""",
    re.IGNORECASE | re.VERBOSE,
)
_WORD: Final = re.compile(r"[A-Za-z][\w'’-]*")
_SMALL: Final = frozenset(
    (
        "a an and as at but by for from in into is it its nor of on or over per than that the to up via vs "
        "with your my our"
    ).split()
)
_LAW_WORD: Final = re.compile(
    r"\b(?:act|agreement|memorandum|order|section|article|part|title|court|plaintiffs?|defendants?|between)\b"
    r"|§|\bCFR\b|C\.F\.R|\bU\.S\.C|\bv\.|^\s*(?:\(|/s/|(?:for|by|signed|dated|attest)\b)",
    re.IGNORECASE,
)
_END: Final = re.compile(r"[.;:,)\]”\"’—]$")
_PROSE_LENGTH: Final = 90


def boilerplate_lines(lines: list[str]) -> list[bool]:
    """Which lines are boilerplate; a blank line is not.

    A teaser is a headline between paragraphs of prose: title case, no full stop, no word of a legal heading. What
    stands before the first paragraph of prose is the document's own head and is never taken for one.
    """
    flags = [_is_fixed(line.strip()) for line in lines]
    for index, line in enumerate(lines):
        if _POST_END.match(line):
            _mark_post(lines, flags, index)
    first = next((index for index, line in enumerate(lines) if _is_prose(line)), len(lines))
    for index in range(first + 1, len(lines)):
        flags[index] = flags[index] or _is_teaser(lines[index])
    return flags


def _is_fixed(line: str) -> bool:
    return 0 < len(line) <= _FIXED_LENGTH and bool(_RULE.match(line) or _FIXED.match(line))


def _mark_post(lines: list[str], flags: list[bool], end: int) -> None:
    flags[end] = True
    budget = _POST_LIMIT
    for index in range(end - 1, max(-1, end - 1 - _POST_LINES), -1):
        budget -= len(lines[index])
        if budget < 0:
            return
        flags[index] = bool(lines[index].strip())


def _is_prose(line: str) -> bool:
    return len(line) >= _PROSE_LENGTH and bool(_END.search(line.rstrip()))


def _is_teaser(line: str) -> bool:
    line = line.strip()
    if not line or _END.match(line, len(line) - 1) or line.isupper():
        return False
    words = _WORD.findall(line)
    if not 4 <= len(words) <= 25 or _LAW_WORD.search(line):
        return False
    big = [word for word in words if word.lower() not in _SMALL]
    return len(big) >= 3 and sum(word[0].isupper() for word in big) >= 0.85 * len(big) and line[0].isupper()

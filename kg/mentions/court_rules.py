"""Finds the federal rules of procedure and evidence: "Fed. R. Civ. P. 23(b)", "Rule 4 of the Federal Rules of ..."."""

import re
from collections.abc import Iterator
from typing import Final

from kg.mentions.anchors import find_at
from kg.mentions.mention import Citation, Item, cited
from kg.mentions.scan import Scan
from kg.mentions.sections import SUBS, designators

_SETS: Final = {
    "frcp": r"Civil Procedure|Civ\. ?P(?:roc)?\.",
    "frcrp": r"Criminal Procedure|Crim\. ?P(?:roc)?\.",
    "fre": r"Evidence|Evid\.",
    "frap": r"Appellate Procedure|App\. ?P(?:roc)?\.",
    "frbp": r"Bankruptcy Procedure|Bankr\. ?P(?:roc)?\.",
}
_SET: Final = re.compile(
    r"\bFed(?:eral|\.) ?(?:Rules?|R\.) ?(?:of )?(?:"
    + "|".join(f"(?P<{key}>{words})" for key, words in _SETS.items())
    + r")"
)
_SHORT: Final = re.compile(r"\bF(?P<short>RCP|RCrP|RCRP|RE|RAP|RBP|\.R\.C\.P\.|\.R\.E\.)(?= ?(?:Rules? )?\d)")
_LONG_WORDS: Final = ("Fed. R", "Fed.R", "Federal R")
_SHORT_WORDS: Final = ("FRC", "FRE", "FRAP", "FRBP", "F.R.C.P.", "F.R.E.")
_ITEM: Final = re.compile(rf"(?P<number>\d{{1,4}}(?:\.\d{{1,2}})?)(?P<subs>{SUBS})?(?![\w-])")
_OPEN: Final = re.compile(r",? ?(?:Rules? |§{1,2} ?)?(?=\d)")
_JOIN: Final = re.compile(r"(?:, and |, or |, | and | or )(?:Rules? )?(?=\d)")
_RULE: Final = re.compile(r"\bRules? (?=\d)")
_OF: Final = re.compile(r",? (?:(?:of|in|under) the )?\Z")
_MOST: Final = 12


def find_court_rules(scan: Scan) -> Iterator[Citation]:
    """Every reference to the rules or to one of them; by number alone where the number stood with its rules before."""
    if not scan.has(*_LONG_WORDS, *_SHORT_WORDS):
        return
    sets = [*find_at(scan, _SET, *_LONG_WORDS), *find_at(scan, _SHORT, *_SHORT_WORDS)]
    if not sets:
        return
    sets.sort(key=lambda match: match.start())
    folded = scan.folded
    lists = {match.start(): _items(folded, match.end()) for match in find_at(scan, _RULE, "Rule")}
    ends = {items[-1].end(): start for start, items in lists.items() if items}
    owners: dict[str, dict[str, int]] = {}
    for match in sets:
        root = f"/us/{_key(match)}"
        opened = _OPEN.match(folded, match.end())
        items = _items(folded, opened.end()) if opened else []
        start, end = match.start(), items[-1].end() if items else match.end()
        of = _OF.search(folded, max(0, start - 12), start)
        if not items and of and of.start() in ends:
            start = ends[of.start()]
            items = lists.pop(start)
        for item in items:
            owners.setdefault(item.group("number"), {}).setdefault(root, item.start())
        yield _mention(start, end, root, items)
    for start, items in lists.items():
        roots = {root for item in items for root, at in owners.get(item.group("number"), {"": 0}).items() if at < start}
        known = all(len(owners.get(item.group("number"), {})) == 1 for item in items)
        if items and known and len(roots) == 1:
            yield _mention(start, items[-1].end(), roots.pop(), items)


def _key(match: re.Match[str]) -> str:
    short = match.groupdict().get("short")
    return f"F{short}".replace(".", "").lower() if short else match.lastgroup or ""


def _items(folded: str, start: int) -> list[re.Match[str]]:
    """The rule numbers of the list that begins here."""
    found: list[re.Match[str]] = []
    item = _ITEM.match(folded, start)
    while item and len(found) < _MOST:
        found.append(item)
        join = _JOIN.match(folded, item.end())
        item = _ITEM.match(folded, join.end()) if join else None
    return found


def _mention(start: int, end: int, root: str, items: list[re.Match[str]]) -> Citation:
    targets = [
        Item(
            start=item.start(),
            end=item.end(),
            target="/".join((root, f"r{item.group('number')}", *designators(item.group("subs") or ""))),
        )
        for item in items
    ]
    return cited("Regulation", start, end, targets or [Item(start=start, end=end, target=root)])

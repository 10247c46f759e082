"""What a text calls an act once it has named it: by a term that it defines, by the name without its year."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Final, NamedTuple

from kg.identifiers import slug
from kg.mentions.mention import Form, Item, Mention

YEAR: Final = re.compile(
    r",? of (?:18|19|20)\d\d\b|, (?:18|19|20)\d\d\b"
    r"|(?: for|,) [Ff]iscal [Yy]ears? (?:19|20)\d\d(?:(?: and|,) (?:19|20)\d\d)?\b"
)
PLACE: Final = re.compile(r" of (?!Congress|Parliament|Fiscal)(?:the )?[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}\b")
"""Behind a name, the rest of it: "Organic Act of the Virgin Islands"."""
_TELLING_END: Final = re.compile(rf"(?:{YEAR.pattern}|{PLACE.pattern})\Z")
"""What a short name leaves out."""
TERM: Final = re.compile(r"(?:[A-Z][\w-]{0,20} )?(?:Act|Code|Statute)\b|[A-Z][A-Z&.]{0,8}[A-Z]\b")
_DEFINED: Final = re.compile(
    r"(?: ?\([^()\n]{1,80}\)){0,2}? ?\((?:hereinafter |hereafter |referred to as |or )?(?:the )?\"?(?:the )?"
    rf"({TERM.pattern})(?:\"?,? or (?:the )?\"?({TERM.pattern}))?\"?[,)]"
)
_TERM_BEFORE: Final = re.compile(rf"\b(?P<term>(?:{TERM.pattern})),? \Z")
_LONGEST_TERM: Final = 40


class ActName(NamedTuple):
    """Where a text names an act."""

    start: int
    end: int
    id: str
    name: str
    form: Form = "name"

    def mention(self, *, start: int | None = None, nested: bool = False) -> Mention:
        """The act as a mention, from `start` where words before its name belong to it."""
        item = Item(start=self.start, end=self.end, target=self.id)
        return Mention(
            start=self.start if start is None else start, end=self.end, kind="Statute", form=self.form, name=self.name,
            items=(item,), nested=nested,
        )  # fmt: skip


class Definitions:
    """Short terms that the text gives to acts: the Federal Trade Commission Act ("FTC Act")."""

    def __init__(self, folded: str, acts: Sequence[Mention]) -> None:
        self._folded = folded
        self._places: dict[str, list[int]] = {}
        self._acts: dict[str, list[ActName]] = {}
        for act in acts:
            if act.form == "name" and (match := _DEFINED.match(folded, act.end)):
                name = ActName(start=act.start, end=act.end, id=act.items[0].target, name=act.name)
                for term in filter(None, match.groups()):
                    self._places.setdefault(term, []).append(match.end())
                    self._acts.setdefault(term, []).append(name)
        self._whole: dict[str, dict[str, int]] = {}
        for act in sorted(acts, key=attrgetter("start")):
            if rest := _TELLING_END.search(act.name):
                known = self._whole.setdefault(act.name[: rest.start()], {})
                known.setdefault(act.items[0].target, act.start)

    def in_full(self, act: ActName) -> ActName:
        """The act, or where no table has it the one that was named before with its year or place."""
        before = self._whole.get(act.name, {})
        if len(before) != 1 or not is_unknown(act) or self._folded.startswith(" of ", act.end):
            return act
        target, first = next(iter(before.items()))
        return act._replace(id=target) if first <= act.start else act

    def before(self, place: int) -> ActName | None:
        """The act for which the term stands that ends right before a place."""
        if not self._places or self._folded[place - 1 : place] != " ":
            return None
        term = _TERM_BEFORE.search(self._folded, max(0, place - _LONGEST_TERM), place)
        meant = self.meaning(term.group("term"), term.start()) if term else None
        return (
            meant._replace(start=term.start("term"), end=term.end("term"), form="acronym") if meant and term else None
        )

    def meaning(self, term: str, offset: int) -> ActName | None:
        """The act that the term was last given to before the offset."""
        index = bisect_left(self._places.get(term, []), offset) - 1
        return self._acts[term][index] if index >= 0 else None


def is_unknown(act: ActName) -> bool:
    """Whether no table has the act: its id is its name."""
    return act.id.startswith("/us/act/") and act.id == f"/us/act/{slug(act.name)}"


def in_full(acts: Sequence[Mention], definitions: Definitions) -> Iterator[Mention]:
    """The acts, those that the text named before with their year as these."""
    for act in acts:
        item = act.items[0]
        full = definitions.in_full(ActName(start=item.start, end=item.end, id=item.target, name=act.name))
        yield act if full.id == item.target else replace(act, items=(item._replace(target=full.id),))

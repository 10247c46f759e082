"""Short forms of cases that the text has cited: "550 U.S. at 555", "Twombly, supra, at 5", "Id. at 6", "Roe at 120".

One that could be another case, or something that is no case, is bound to nothing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from kg.mentions.anchors import find_at
from kg.mentions.parallels import Key
from kg.mentions.reporters import Reported
from kg.mentions.scan import RECORDS, Scan

_ID: Final = re.compile(r"(?<![\w.])(?:[Ii]d|[Ii]bid)\.(?!\w)")
_ID_PIN: Final = re.compile(r",? ?(?:at )?(?:pp?\. ?)?(?P<star>\*?)(?P<page>\d{1,5})\b(?:-\d+)?(?! [A-Z][\w.]* ?\d)")
_ELSEWHERE: Final = re.compile(r",? ?(?:at )?(?:§|¶|paras?\b|secs?\b|Ex\b|art\b|tit\b|ch\b)")
"""Behind "Id." these point into something that has no pages."""
_SUPRA: Final = re.compile(r"\bsupra\b(?!,? (?:notes?|nn?\.|[Pp]art|[Ss]ection|§|p\b))")
_SUPRA_PIN: Final = re.compile(r",? at (?:pp?\. ?)?\d{1,5}\b(?:-\d+)?")
_AT: Final = re.compile(
    r",? (?:at (?:pp?\. ?)?|pp?\. )(?P<star>\*?)(?P<page>\d{1,5})\b(?:-\d+)?(?=[,.;)\]\\]| ?[(\[]|\Z)"
)
_NAME: Final = re.compile(
    r"(?<![\w.'-])(?:[A-Z][\w'&-]*\.?"
    r"(?:,? (?:v\.|vs\.|of|the|and|&|for|ex|rel\.|in|re|[A-Z][\w'&-]*\.?)(?=[ ,]|\Z)){0,9})\s?,?\s?\Z"
)
_NAME_LENGTH: Final = 90
_SIGNALS: Final = frozenset(
    """id ibid see also in cf but accord compare e.g as the under with and citing quoting contra from both although
    while unlike""".split()
)
_GENERIC: Final = frozenset(
    """inc co corp ltd llc llp company corporation united states america state people commonwealth city county board
    commissioner secretary department dept of the and v vs in re ex rel parte matter estate us usa et al for district
    court attorney general national american assn association""".split()
)
"""Words of parties that tell no case from another."""
_RECORD: Final = re.compile(
    r"\b(?:ECF|Dkt|Doc|Docket|Compl|J\.A|App|Tr|Br|Exs?|Exh|Decl|Aff|Dep|Mem|Mot|Opp'n|Resp|Reply|Pet|Hr'g|Rec|A\.R|R|Op"
    r"|Brief|Appendix|Record|Complaint|Restatement|Commentaries)\.?,?(?: \((?:First|Second|Third)\)[^.;]{0,30})?"
    r"(?: Nos?\.)? ?(?:at |pp?\. ?)?(?:¶+ ?|§+ ?|\*)?\d|\b(?:ante|post|infra),? at |§"
)
"""Papers of the case, books and sections: what "Id." may refer to as well."""
_MARKS: Final = (
    ("id", _ID, ("Id.", "id.", "Ibid.", "ibid.")),
    ("supra", _SUPRA, ("supra",)),
    ("at", _AT, (", at ", " at ", ", p. ", " p. ", ", pp. ", " pp. ")),
    ("other", _RECORD, RECORDS),
)
_ASIDE: Final = re.compile(
    r"(?:,? (?:at )?[*\d][\d*n.,&\s-]{0,40})?(?:\s?[(\[][^()\[\]]{0,80}[)\]]){0,2}\s?\((?:[^()]|\([^()]*\))*"
)
"""From a citation into the parenthesis that explains it: "(quoting ..."; what stands there is cited by that case."""
_HISTORY: Final = re.compile(
    r"(?:,? (?:at )?[*\d][\d*n.,&\s-]{0,40})?(?:\s?[(\[][^()\[\]]{0,80}[)\]]){0,2}, (?:cert\.|aff'd|aff'g|rev'd|rev'g"
    r"|vacated|vacating|reh'g|appeal|petition|modified|overruled|abrogated|superseded)(?!\w)[^;()]{0,80}"
)
"""From a citation to what became of the case later."""
_CITING: Final = re.compile(r"(?:[.;,(\]\"')]|\b(?:[Ss]ee|also|cf\.))\s?\Z")
_NEW_SENTENCE: Final = re.compile(r"[a-z]{2}\.\s[A-Z]|\n")
_LONGEST: Final = 150
"""Pages of an opinion, beyond which a page is hardly one of it."""
_FARTHEST: Final = 2500
"""Characters over which "Id." reaches."""
_ASIDE_LENGTH: Final = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Something that is cited at a place: a case, or, without a target, anything else.

    Attributes:
        keys: All names of the case in reporters, for its pages.
        name: The parties, as the text gives them here.
        short: The citation of a reporter that has a page inside the case.
        form: "id", "supra", "at" for words that may stand for a case; "law" for a provision that is named rather than
            cited, and has no pages; "other" for what else there is.
    """

    start: int
    end: int
    target: str | None = None
    keys: tuple[Key, ...] = ()
    name: str = ""
    short: Reported | None = None
    form: str = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackReference:
    """A short form; `target` is the case that it stands for, None where the text leaves it open."""

    start: int
    end: int
    target: str | None
    form: str


@dataclass(kw_only=True)
class _Known:
    target: str
    keys: tuple[Key, ...]
    words: set[str] = field(default_factory=set)


def find_back_references(scan: Scan, places: Iterable[Place]) -> Iterator[BackReference]:
    """Every short form, in the order of the text, given what the text cites in full and what else it cites.

    Args:
        scan: The text.
        places: Cases cited in full, with their targets; short citations of reporters; and laws, articles, other cases.
    """
    given = sorted(places, key=lambda place: (place.start, -place.end))
    first = next((place.start for place in given if place.target), None)
    if first is None:
        yield from (_unbound(place) for place in given if place.short)
        return
    reader = _Reader(scan.folded)
    for place in sorted([*given, *_marks(scan, first)], key=lambda place: (place.start, -place.end)):
        if (found := reader.read(place)) is not None:
            yield found


def _unbound(place: Place) -> BackReference:
    return BackReference(start=place.start, end=place.end, target=None, form="short")


def _marks(scan: Scan, first: int) -> Iterator[Place]:
    """Words that may stand for a case, or for something else that was cited, behind the first case."""
    for form, pattern, words in _MARKS:
        for match in find_at(scan, pattern, *words):
            if match.start() >= first:
                yield Place(start=match.start(), end=match.end(), form=form)


class _Reader:
    """Reads what is cited in the order of the text, and remembers the cases."""

    def __init__(self, folded: str) -> None:
        self.folded = folded
        self.known: dict[str, _Known] = {}
        self.by_word: dict[str, set[str]] = {}
        self.by_volume: dict[tuple[str, str], list[tuple[int, str]]] = {}
        self.last: str | None = None
        self.last_end = 0
        self.law_end = 0
        self.rivals: set[str] = set()
        self.done = 0

    def read(self, place: Place) -> BackReference | None:
        if place.form == "id":
            return self._id(place)
        if place.form in ("supra", "at"):
            return self._named(place)
        if place.short:
            return self._short(place)
        if place.form == "law":
            self.law_end = place.end
            return None
        if place.target:
            self._learn(place)
        if place.start >= self.done or place.target:
            self._cite(place, place.target)
        return None

    def _learn(self, place: Place) -> None:
        target = place.target or ""
        known = self.known.get(target)
        if known is None:
            known = self.known[target] = _Known(target=target, keys=place.keys)
            for key in place.keys:
                if key.page.isdecimal():
                    self.by_volume.setdefault((key.reporter, key.volume), []).append((int(key.page), target))
        for word in words_of_parties(place.name) - known.words:
            known.words.add(word)
            self.by_word.setdefault(word, set()).add(target)

    def _cite(self, place: Place, target: str | None) -> None:
        """What "Id." refers to from here on; what a parenthesis of the last citation cites is passed over."""
        start = place.start
        gap = self.folded[self.last_end : start] if self.last and start - self.last_end < _ASIDE_LENGTH else ""
        if gap and (_ASIDE.fullmatch(gap) or _HISTORY.fullmatch(gap)):
            return
        self.rivals = self.rivals | {self.last} if self.last and _is_string(gap) else set()
        self.last, self.last_end = target, place.end

    def _id(self, place: Place) -> BackReference:
        start, end, folded = place.start, place.end, self.folded
        pin = _ID_PIN.match(folded, end)
        target = self.last if start - self.last_end <= _FARTHEST and _is_citing(folded, start, end) else None
        if target and pin:
            fits = self._has_page(target, pin)
            target = (
                target if fits and not any(self._has_page(rival, pin) for rival in self.rivals - {target}) else None
            )
        elif self.rivals - {target} or self.law_end > self.last_end:
            target = None
        end = pin.end() if pin else end
        self.last, self.last_end, self.done = target, end, end
        return BackReference(start=start, end=end, target=target, form="id")

    def _has_page(self, target: str, pin: re.Match[str]) -> bool:
        page = int(pin.group("page"))
        for key in self.known[target].keys:
            if key.is_electronic:
                if pin.group("star"):
                    return True
            elif key.page.isdecimal() and not pin.group("star") and 0 <= page - int(key.page) <= _LONGEST:
                return True
        return False

    def _short(self, place: Place) -> BackReference:
        cite = place.short
        assert cite is not None  # noqa: S101  (the caller has looked)
        target = None
        if cite.page and cite.page.isdecimal():
            page = int(cite.page)
            starts = [s for s in self.by_volume.get((cite.reporter, cite.volume or ""), []) if s[0] <= page]
            nearest = max((first for first, _ in starts), default=0)
            found = {case for first, case in starts if first == nearest}
            named = self._by_name(_name_before(self.folded, place.start)[0])
            if named is not None:
                found &= named
            elif page - nearest > _LONGEST:
                found = set()
            target = found.pop() if len(found) == 1 else None
        self._cite(place, target)
        self.done = place.end
        return BackReference(start=place.start, end=place.end, target=target, form="short")

    def _named(self, place: Place) -> BackReference | None:
        words, start = _name_before(self.folded, place.start)
        cases = self._by_name(words) or set()
        target = next(iter(cases)) if len(cases) == 1 else None
        if place.form == "at":
            page = _AT.match(self.folded, place.start)
            if place.start < self.done or target is None or page is None or not self._has_page(target, page):
                return None
            form, end = "reference", place.end
        else:
            pin = _SUPRA_PIN.match(self.folded, place.end)
            form, end = "supra", pin.end() if pin else place.end
        found = Place(start=start, end=end)
        self._cite(found, target)
        self.done = end
        return BackReference(start=start, end=end, target=target, form=form)

    def _by_name(self, words: frozenset[str]) -> set[str] | None:
        """The cases of which all these words name a party; None where no case that was cited has any."""
        if not words:
            return None
        found = [self.by_word.get(word, set()) for word in words]
        together = set.intersection(*found)
        return together if together or any(found) else None


def words_of_parties(name: str) -> frozenset[str]:
    """The words of a case's name that tell it from others: "twombly" of "Bell Atlantic Corp. v. Twombly"."""
    words = (word.strip(".,'&").lower().removesuffix("'s") for word in name.split())
    return frozenset(word for word in words if len(word) > 1 and word not in _GENERIC)


def _name_before(folded: str, end: int) -> tuple[frozenset[str], int]:
    """The words of a name that ends here, and where it begins."""
    begin = max(0, end - _NAME_LENGTH)
    match = _NAME.search(folded, begin, end)
    if match is None:
        return frozenset(), end
    start = match.start()
    for word in re.finditer(r"\S+\s*", folded[match.start() : end]):
        if word.group().strip(" .,").lower() not in _SIGNALS:
            break
        start = match.start() + word.end()
    return words_of_parties(folded[start:end]), start


def _is_string(gap: str) -> bool:
    """Whether two citations stand in one string: "See A; B"."""
    return ";" in gap and len(gap) < 160 and not _NEW_SENTENCE.search(gap)


def _is_citing(folded: str, start: int, end: int) -> bool:
    """Whether "id." stands where one cites, and is no word of the sentence; and points at no section or exhibit."""
    opens = folded[start].isupper() or _CITING.search(folded, max(0, start - 9), start) is not None
    return opens and not _ELSEWHERE.match(folded, end)

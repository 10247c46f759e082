"""Sentences of legal and journalistic prose: full stops of abbreviations do not end one."""

import re
from collections.abc import Iterator
from typing import Final

_ABBREVIATIONS: Final = frozenset(
    """
    mr mrs ms dr prof rev hon jr sr st gen col maj capt lt sgt sen rep gov pres supt insp adm
    v vs no nos art arts sec secs ch chs cl cls pt pts para paras subd subdiv subch div app add amend amdt const
    u.s u.s.c c.f.r u.k e.u d.c u.n
    inc corp co ltd llc llp bros assn ass'n dept dep't comm'n comm gov't nat'l int'l univ ins mfg ry r.r sch dist bd
    cnty cir ct cal fla tex ill mass mich minn wash ariz colo conn del ga haw ind kan ky la md me miss mo mont neb nev
    n.h n.j n.m n.y n.c n.d okla or pa r.i s.c s.d tenn ut vt va w.va wis wyo ala ark
    f f.2d f.3d f.4th f.supp supp s.ct l.ed fed reg stat pub l cong sess rec u.s.c.a i.r.c
    e.g i.e cf al et seq id ibid viz etc approx est ed eds vol vols p pp fn n rptr atty att'y e.o ex exec h.r h.j s.j
    jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun a.m p.m
    """.split()
)
_WORDS_TOO: Final = frozenset("no or me miss ill wash mass art add ex la pa co".split())
"""Abbreviations that are words when they do not start with a capital letter."""
_MAY_END: Final = frozenset("u.s d.c inc corp co ltd u.s.c c.f.r etc a.m p.m jr al seq u.n e.u u.k".split())
_STARTERS: Final = frozenset(
    """The A An In On At But And He She It They We This That These Those His Her Its Their After Before When While As If
    For Under However Although Because There Such Both Each No Nor According By With From Since Any All Some Judge
    Justice""".split()
)
_STOP: Final = re.compile(r"([.?!])([\"')\]”’]{0,5})(\s+|$)")
_OPENING: Final = re.compile(r"[(\[\"“'‘]")
_LONGEST_TOKEN: Final = 30
_NEXT: Final = re.compile(r"[\"“'‘(\[]{0,5}(\S{1,40})")
_ENUMERATOR: Final = re.compile(r"^\W{0,5}(?:[IVXLC]{1,6}|[A-Z]|\d{1,3})$")
_ENUMERATOR_LENGTH: Final = 14
_ANSWER: Final = re.compile(r"\W*No")
"""A sentence so far that may be a short answer, and the number of a case as well: "No. The Court held", "No. 12"."""
_PLAIN: Final = re.compile(r"[A-Z][a-z]*[,\u2019']?[a-z]*")
_INITIALS: Final = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_TRAIL: Final = re.compile(r"\W+$")


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of `text[start:end]`, a paragraph, as (start, end) without outer white space."""
    begin = start
    for match in _STOP.finditer(text, start, end):
        if match.end() >= end:
            break
        if _ends_sentence(text, begin, match):
            yield from _trimmed(text, begin, match.end(2))
            begin = match.end()
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _ends_sentence(text: str, begin: int, match: re.Match[str]) -> bool:
    following = _NEXT.match(text, match.end())
    word = following.group(1) if following else ""
    if not word or not (word[0].isupper() or word[0].isdigit() or word[0] in "§—"):
        return False
    if match.group(1) != ".":
        return True
    before = text[max(begin, match.start() - _LONGEST_TOKEN) : match.start()]
    token = _OPENING.split(before.split()[-1])[-1] if before and not before[-1].isspace() else ""
    return _token_ends(token, text[begin : min(match.start(), begin + _ENUMERATOR_LENGTH)], word)


def _token_ends(token: str, sentence: str, following: str) -> bool:
    bare = token.lower().rstrip(".")
    if _ENUMERATOR.match(sentence):
        return False
    if len(token) == 1 and token.isalpha() and token.isupper():
        return _is_starter(following)
    if bare in _WORDS_TOO and token[0].islower():
        return True
    if bare == "no" and _ANSWER.fullmatch(sentence):
        return _PLAIN.fullmatch(following) is not None
    if bare in _ABBREVIATIONS:
        return bare in _MAY_END and _is_starter(following)
    return _is_starter(following) if _INITIALS.fullmatch(token) else True


def _is_starter(word: str) -> bool:
    return _TRAIL.sub("", word) in _STARTERS

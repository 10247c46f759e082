"""Finds people: by titles, by full names, by surnames where the text or the caption tells of them, and who signs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from kg.mentions.captions import Caption
from kg.mentions.full_names import FullName, find_full_names, is_told_of
from kg.mentions.gazetteer import state_codes
from kg.mentions.mention import Mention
from kg.mentions.name_lists import name_lists
from kg.mentions.name_runs import SUFFIX, name_runs
from kg.mentions.surnames import find_surnames
from kg.mentions.words import Words

_LEVEL: Final = (
    r"(?:(?:U\.S\.|United States|[Ff]ederal|Senior|Chief|Acting|Deputy|Assistant|Associate|Principal"
    r"|[Ff]ormer|State) )*"
)
_BENCH: Final = (
    r"(?:(?:District|Circuit|Magistrate|Bankruptcy|Appeals|Administrative Law|Supreme Court|Superior Court) )?"
)
_OFFICE: Final = (
    r"(?:Judge|Justice|Attorney General|Solicitor General|Inspector General|Surgeon General|General Counsel|Secretary"
    r"|Administrator|Commissioner|Director|President|Vice President|Governor|Gov\.|Senators?|Sen\.|Representative|Rep\."
    r"|Chairman|Chairwoman|Chair|Mayor|Sheriff|Superintendent|Attorney|Professor|Prof\.|Dr\.|Mr\."
    r"|Ms\.|Mrs\.)"
)
_OFFICES: Final = frozenset(
    """judge justice attorney solicitor inspector surgeon general secretary administrator commissioner director
    president vice governor gov senator senators sen representative rep chairman chairwoman chair mayor sheriff
    superintendent professor prof dr mr ms mrs""".split()
)
"""First words of the offices."""
_PART: Final = r"(?:(?!(?:Jr|Sr)\.)[A-Z][a-z'-]*[a-z](?:[A-Z][a-z]+)?|[A-Z]\.|[A-Z]'[A-Z][a-z]+|de|la|von|van|del)"
NAME: Final = (
    rf"[A-Z](?:[a-z'-]*[a-z](?:[A-Z][a-z]+)?|\.|'[A-Z][a-z]+)(?:[ -]{_PART}){{0,4}}"
    r"(?:,? (?:Jr|Sr)\.| I{2,3}\b| IV\b)?"
)
_TITLED: Final = re.compile(
    rf"(?P<title>{_OFFICE}(?: of (?:State|Defense|Homeland Security|the Treasury))?) (?P<name>{NAME})"
)
_BEFORE_OFFICE: Final = re.compile(rf"\b{_LEVEL}{_BENCH}\Z")
_GLUED: Final = re.compile(r"(?<=[a-z]\.)(?:Justice|Judge)\b")
"""Where the space between two sentences is missing: "dissented.Justice Harlan"."""
_LONGEST_LEVEL: Final = 90
_SIGNED: Final = re.compile(
    rf"^(?:For (?:the )?(?P<body>[^:\n]{{3,90}}): ?|(?:By|/s/):? ?)(?P<name>{NAME})"
    r"(?:, (?P<title>[A-Z][^\n]{2,80}))?$",
    re.MULTILINE,
)
_SIGNS: Final = ("For ", "By", "/s/")
_NOT_NAMES: Final = frozenset(
    """The This That These In On At For And But Court Department Office Agency Service Commission Board Act Section
    Administration Bureau Division Committee Council Congress State States United District Circuit Judge Justice General
    January February March April May June July August September October November December Monday Tuesday Wednesday
    Thursday Friday Saturday Sunday Order Orders Memorandum Agreement Party Parties
    Denies Grants Rules Blocks Halts Pauses Says Said Dismisses Upholds Strikes Allows Rejects Finds Declines
    Temporarily Permanently Vacates Affirms Reverses Lets Sides Tosses Bars Refuses Hears Weighs Issues Approves
    Clears Will Would May Must Has Had Is Was Does Did Can Could Should Not Who Whose Whom If When While After
    Before""".split()
)


def find_people(words: Words, caption: Caption, bodies: Iterable[Mention] = ()) -> Iterator[Mention]:
    """Every person of the text.

    Args:
        words: The words of the text.
        caption: Who its title says are the parties.
        bodies: The organizations that it names: "Ortega Foods" makes "Ortega" no person.
    """
    folded = words.folded
    titled = {mention.start: mention for mention in _titled(words)}
    signed = list(_signed(folded))
    runs = list(name_runs(words))
    firms = _by_first_word(bodies)
    full = {
        name.start: name
        for name in find_full_names(words, runs, caption.surnames)
        if not _begins_firm(folded, name, firms)
    }
    yield from signed
    for start, mention in titled.items():
        longer = full.get(start)
        if longer and longer.end > mention.end:
            mention = replace(mention, end=longer.end, name=folded[start : longer.end], form="name")
        yield mention
    for start, found in full.items():
        if start not in titled:
            yield _person(start, found.end, folded[start : found.end], None, ())
        yield from _sharing(words, found)
    yield from _anonymous(words, caption)
    known = {surname(m.name) for m in (*titled.values(), *signed) if m.form == "name"}
    known.update(name.surname for name in full.values())
    for alone in find_surnames(words, runs, caption, frozenset(known), frozenset(firms)):
        if alone.start not in titled:
            yield _person(alone.start, alone.end, alone.name, None, ())


def _by_first_word(bodies: Iterable[Mention]) -> dict[str, list[str]]:
    firms: dict[str, list[str]] = {}
    for body in bodies:
        firms.setdefault(body.name.split(" ", 1)[0].rstrip(","), []).append(body.name)
    return firms


def _titled(words: Words) -> Iterator[Mention]:
    folded = words.folded
    done = 0
    offices = [words.starts[index] for index in words.where(_OFFICES)]
    if ".J" in folded:
        offices = sorted({*offices, *(glued.start() for glued in _GLUED.finditer(folded))})
    for office in offices:
        match = _TITLED.match(folded, office) if office >= done else None
        name = _clean(match.group("name")) if match else None
        if not match:
            continue
        done = match.end()
        if name:
            before = _BEFORE_OFFICE.search(folded, max(0, office - _LONGEST_LEVEL), office)
            title = folded[before.start() if before else office : match.end("title")]
            start = match.start("name")
            yield _person(start, start + len(name), name, title.strip(), ())


def _signed(folded: str) -> Iterator[Mention]:
    if not (folded.startswith(_SIGNS) or any(f"\n{sign}" in folded for sign in _SIGNS)):
        return
    for match in _SIGNED.finditer(folded):
        name = match.group("name")
        if " " in name and not set(name.split()) & _NOT_NAMES:
            body = ((match.start("body"), match.end("body")),) if match.group("body") else ()
            yield _person(match.start("name"), match.end("name"), name, match.group("title"), body)


def _begins_firm(folded: str, name: FullName, firms: dict[str, list[str]]) -> bool:
    """Whether the name is the beginning of that of a firm of the text, and nothing around it tells of a person."""
    text = folded[name.start : name.end]
    longer = any(firm.startswith((f"{text} ", f"{text}, ")) for firm in firms.get(text.split(" ", 1)[0], ()))
    return longer and not name.role and not is_told_of(folded, name.start, name.end)


def _sharing(words: Words, name: FullName) -> Iterator[Mention]:
    """Who shares a surname that stands but once: "Gary and Venida Thacker"."""
    lists = name_lists()
    link, index = name.first - 1, name.first - 2
    if index < 0 or words.bare[link] != "and" or words.bare[index] not in lists.given:
        return
    start, end = words.starts[index], words.ends[index]
    if words.folded[end : words.starts[name.first]] != " and ":
        return
    before = index - 1
    opened = before < 0 or words.bare[before] in lists.leads or words.bare[before] in lists.roles
    if not opened and words.folded[words.ends[before] : start] == " " and words.folded[words.starts[before]].isupper():
        return
    first = words.folded[start:end]
    yield _person(start, end, f"{first} {name.surname}", None, ())


def _anonymous(words: Words, caption: Caption) -> Iterator[Mention]:
    """Parties whom the caption names by initials: "J.G.G."."""
    for index in words.capitals if caption.initials else ():
        word = words.folded[words.starts[index] : words.ends[index]].removesuffix("'s")
        if word in caption.initials:
            yield _person(words.starts[index], words.starts[index] + len(word), word, None, ())


def _person(start: int, end: int, name: str, role: str | None, parties: tuple[tuple[int, int], ...]) -> Mention:
    return Mention(
        start=start,
        end=end,
        kind="Person",
        form="surname" if " " not in name else "name",
        name=name,
        role=role,
        parties=parties,
    )


def _clean(name: str) -> str | None:
    """The name without what follows it by accident; None where it is no name."""
    words: list[str] = []
    for word in name.split(" "):
        if word.strip(".,") in _NOT_NAMES:
            break
        words.append(word)
    while words and words[-1].islower():
        words.pop()
    text = " ".join(words).rstrip(",")
    text = text[:-2] if text.endswith("'s") else text
    return text if len(text) > 2 and text not in state_codes() else None


def surname(name: str) -> str:
    """The last word of a name, without a generation ("Jr.")."""
    words = SUFFIX.sub("", name).split()
    return words[-1] if words else name

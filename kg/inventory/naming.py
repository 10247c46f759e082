"""Names of acts and the laws they stand for, as the Code's notes and credits give them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.inventory.citing import Law, read_law
from kg.inventory.source import CodeSection, Note

_REFERRED: Final = re.compile(r",? referred to in (?P<where>.{1,300}?),? (?:is|are|was|were|means) ")
_SENTENCE: Final = re.compile(r"(?:^|(?<![A-Z])(?<!Jr)(?<!Sr)(?<!St)(?<!No)(?<!Dr)(?<!L)[.;:][\"')\]]{0,2} )(?=[A-Z])")
_NAME_LENGTH: Final = 200
_KNOWN_AS: Final = re.compile(
    r"(?:(?:also|popularly|commonly) )?known as the (?P<name>[A-Z](?:[^.;()\"]|(?<=[A-Z])\.|(?<=Jr)\.){3,150}?)"
    r"(?=,? which |, and |\.(?: |$)|;|,? to reflect| \(| and (?:is|was) |$)"
)
_MEANING: Final = re.compile(
    r"\b(?:meaning|means|is|of) (?=(?:[a-z]+ |[A-Z]{1,6} |\([^()]{1,40}\) ){0,10}(?:Pub\. L\.|act ))"
)
_CITED: Final = re.compile(
    r"may be (?:cited|referred to)(?: to)? as (?:the |an? )?(?P<quote>[\"'])(?:the )?"
    r"(?P<name>[A-Z0-9][^\"]{3,160}?)[.,]?(?P=quote)(?=[.,;:)\]\"']|$| or | and | \()"
)
_OR: Final = re.compile(
    r"[.,]?[\"'] or (?:the )?[\"'](?:the )?(?P<name>[A-Z][^\"]{3,160}?)[.,]?[\"'](?=[.,;:)\]\"']|$| )"
)
_THIS: Final = re.compile(
    r"\b[Tt]h(?:is|e) (?P<level>Act|joint resolution|division|title|subtitle|chapter|subchapter|part|subpart|section)\b"
)
_PROVIDED: Final = re.compile(r"(?:^|[.\]\"')] )(?P<law>(?:Pub\. L\. |[Aa]ct [JFMASOND]))(?=.{5,400}?\bprovided)")
_ENACTED: Final = re.compile(
    r"enacted as (?:a )?part of the (?P<name>[A-Z].{3,150}?)"
    r"(?:, and (?:also|not)|, which|, also known|\.| and not| and also)"
)
_CREDIT: Final = re.compile(r"\((?:R\.S\. [^;]{1,40}; )?(?=Pub\. L\.|[JFMASOND][a-z]{2,8}\.? \d)")
_SECTION_NUMBER: Final = re.compile(r",? §{1,2} ?(?P<number>\d[\w.-]*)")
_CODES: Final = {
    "division": "d",
    "title": "t",
    "subtitle": "st",
    "chapter": "ch",
    "subchapter": "sch",
    "part": "pt",
    "subpart": "spt",
}
_ACT_WORDS: Final = re.compile(
    r"\b(?:Acts?|Code|Law|Amendments?|Resolution|Program|Compact|Treaty|Statute|Charter|Authorization|Initiative)\b"
)
_TOPICS: Final = frozenset(
    ["referencesInText", "shortTitle", "shortTitleOfAmendment", "codification", "miscellaneous", ""]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """That a name stands for a law.

    Attributes:
        name: Tidied.
        law: The law, or the part of one.
        weight: How much the source is worth where two differ.
        note: Id of the section among whose notes the law's own words stand, that give it the name; or None.
    """

    name: str
    law: Law
    weight: int
    note: str | None = None


def find_namings(section: CodeSection) -> Iterator[Naming]:
    """Every naming of a law in a section and its notes."""
    credit = read_credit(section.credit)
    if credit:
        for name, level, _ in _short_titles(section.text.partition(section.credit)[0]):
            law = _named_part(credit[0], level or "Act", credit[1])
            if law and level in (None, "Act"):  # "this chapter" of the Code may be an act or a title of one
                yield Naming(name=name, law=law, weight=2)
    for note in section.notes:
        if note.topic in _TOPICS or "hort" in note.topic:
            yield from _in_note(note, credit[0] if credit else None, section.id)


def read_credit(credit: str) -> tuple[Law, str] | None:
    """The law that enacted a section, and its section: "(Pub. L. 93-205, § 7, Dec. 28, 1973, 87 Stat. 892; ..."."""
    start = _CREDIT.match(credit)
    law = read_law(credit, start.end()) if start else None
    number = _SECTION_NUMBER.match(credit, law.end) if law else None
    return (law, number.group("number") if number else "") if law else None


def tidy_name(name: str) -> str | None:
    """A name without what does not belong to it, or None where it is none."""
    name = name.strip(" ,").removeprefix("The ").removeprefix("the ")
    name = re.sub(r",? (?:as amended|which comprises?|also known as|as in effect)\b.*$| or USA PATRIOT Act$", "", name)
    plain = (
        _ACT_WORDS.search(name)
        and " of the " not in name[:12]
        and not name.startswith(("Section ", "Sections ", "This ", "An Act ", "An act "))
    )
    return name if plain and len(name.split()) > 1 and len(name) < _NAME_LENGTH else None


def name_before(text: str, end: int) -> tuple[int, str]:
    """What stands between the beginning of the sentence and a place in it."""
    start = max(0, end - _NAME_LENGTH)
    begins = [match.end() for match in _SENTENCE.finditer(text, start, end)]
    begin = begins[-1] if begins else start
    return begin, text[begin:end]


def _in_note(note: Note, credit: Law | None, section: str) -> Iterator[Naming]:
    text = note.text
    if note.topic == "referencesInText":
        for match in _REFERRED.finditer(text):
            law = read_law(text, match.end())
            name = tidy_name(name_before(text, match.start())[1])
            if law and name:
                yield Naming(name=name, law=law, weight=3)
    for match in _KNOWN_AS.finditer(text):
        meant = _law_before(text, match.start())
        name = tidy_name(match.group("name"))
        if meant and name:
            yield Naming(name=name, law=meant, weight=2)
    for name, level, place in _short_titles(text):
        law_and_section = _providing(text, place)
        law = _named_part(law_and_section[0], level or "", law_and_section[1]) if law_and_section else None
        if law:
            yield Naming(name=name, law=law, weight=5, note=section)
    if note.topic == "codification" and credit:
        for match in _ENACTED.finditer(text):
            if name := tidy_name(match.group("name")):
                yield Naming(name=name, law=credit, weight=1)


def _law_before(text: str, end: int) -> Law | None:
    begin = max(0, end - 400)
    found: Law | None = None
    for match in _MEANING.finditer(text, begin, end):
        law = read_law(text, match.end())
        found = law if law and law.end <= end else found
    return found


def _short_titles(text: str) -> Iterator[tuple[str, str | None, int]]:
    """Every short title as (name, what it is the title of, where)."""
    for match in _CITED.finditer(text):
        levels = [m.group("level") for m in _THIS.finditer(text, max(0, match.start() - 1500), match.start())]
        named = _first_level(text, match.start()) or (levels[-1] if levels else None)
        level = "Act" if named == "joint resolution" else named
        for name in filter(None, (tidy_name(match.group("name")), *_alternatives(text, match.end("name")))):
            yield name, level, match.start()


def _first_level(text: str, end: int) -> str | None:
    """What is named, past a bracket that lists what it enacted: "this Act [enacting this chapter ...] may be cited"."""
    head = text[max(0, end - 3000) : end].rstrip()
    if not head.endswith("]"):
        return None
    depth = 0
    for index in range(len(head) - 1, -1, -1):
        depth += (head[index] == "]") - (head[index] == "[")
        if depth == 0:
            levels = [m.group("level") for m in _THIS.finditer(head, max(0, index - 40), index)]
            return levels[-1] if levels else None
    return None


def _alternatives(text: str, end: int) -> Iterator[str | None]:
    if match := _OR.match(text, end):
        yield tidy_name(match.group("name"))


def _providing(text: str, end: int) -> tuple[Law, str] | None:
    """The law whose words a note quotes at a place: "Pub. L. 93-205, § 1, Dec. 28, 1973, 87 Stat. 884, provided: "."""
    for match in reversed(list(_PROVIDED.finditer(text, max(0, end - 4000), end))):
        if law := read_law(text, match.start("law")):
            number = _SECTION_NUMBER.match(text, law.end)
            return law, number.group("number") if number else ""
    return None


def _named_part(law: Law, level: str, section: str) -> Law | None:
    """The part of a law that a short title in a section of it names."""
    path: str | None
    if level == "Act":
        path = ""
    elif level == "section":
        path = f"{law.divisions}/s{section}" if section else None
    else:
        pieces = law.divisions.split("/")[1:]
        code = _CODES.get(level, "-")
        depth = next((i for i, piece in enumerate(pieces) if re.fullmatch(rf"{code}[A-Z0-9-]+", piece)), None)
        path = "".join(f"/{piece}" for piece in pieces[: depth + 1]) if depth is not None else None
    return Law(id=law.id, divisions=path, date=law.date, end=law.end) if path is not None else None

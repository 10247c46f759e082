"""Finds organisations: by what the text calls them, by legal form, by the last word of the name, by the caption."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from kg.identifiers import slug
from kg.mentions.captions import LEGAL_FORM, Caption
from kg.mentions.gazetteer import organization_names, state_codes
from kg.mentions.lexicon import Lexicon
from kg.mentions.litigants import find_litigants, opens_sentence
from kg.mentions.mention import Item, Mention
from kg.mentions.name_lists import name_lists
from kg.mentions.public_bodies import is_public, public_body
from kg.mentions.words import Words

_CAP: Final = r"[A-Z](?:[\w&]|['.-](?=\w)){1,40}"
_NAME: Final = re.compile(
    rf"(?<!\.),? (?:called |named )?(?P<name>{_CAP}(?: (?:of|for|de|del|la|and|&|the|in|to|on|{_CAP})){{0,8}})"
)
_DESCRIPTORS: Final = frozenset(
    """group groups organization organizations nonprofit nonprofits non-profit non-profits company companies union
    unions charity coalition tank watchdog firm newspaper church""".split()
)
_APPOSED: Final = frozenset("organization nonprofit non-profit profit union charity coalition watchdog group".split())
_APPOSITION: Final = re.compile(r", an? (?:[a-z-]+ ){0,3}(?<!for )\Z")
_SAYS_WHAT: Final = re.compile(
    r"[,.]|(?: (?:organization|group))?(?:[,.]| (?:that|which|of|for|in|based|focused|dedicated|representing)\b)"
)
"""Behind the noun of an apposition: "Harbor Watch, a nonprofit that ..."; "a union leader" is something else."""
_SUFFIX: Final = re.compile(
    r",? (?:Inc|Incorporated|LLC|L\.L\.C|Corp|Corporation|Company|Co|Ltd|Limited|LLP|L\.P|N\.A|PLC|PLLC|P\.C|P\.A)\b\.?"
)
_SUFFIXES: Final = frozenset(
    "inc incorporated llc corp corporation company co ltd limited llp lp na plc pllc pc pa".split()
)
_BODIES: Final = frozenset(
    """association union coalition foundation institute league federation alliance society center centre project
    fund network university college brotherhood conference chamber caucus collective clinic club campaign""".split()
)
_FIRMS: Final = frozenset(
    """bank bancorp hospital railroad railway airlines airways lines motors industries laboratories enterprises
    holdings technologies communications stores foods systems services partners partnership trust newspapers
    publishing broadcasting academy council committee party nation tribe tribes pueblo band grange jaycees
    insurance mutual cooperative church seminary ministries charities teamsters workers press casino theatre
    theater museum orchestra farms mills mining oil petroleum steel electric edison pharmaceuticals realty group
    associates financial logistics distributors manufacturing products brands entertainment studios restaurants
    properties creamery dairy underwriters international guild plan diocese archdiocese school times""".split()
)
"""Last words of names of bodies that also end what is no name: only with a word of its own before them."""
_OF: Final = re.compile(
    rf" (?:of|for|on|to|against) (?:the )?{_CAP}"
    rf"(?:(?:, {_CAP}){{1,3}},? and {_CAP} {_CAP}(?<=s)(?![\w-])|(?: (?:and|of|&|{_CAP})){{0,5}})"
)
"""What a body is of; a list, "of State, County and Municipal Employees", only where it ends in two words, a plural."""
_LINKS: Final = frozenset("of for and &".split())
_LEAD: Final = re.compile(
    r"^(?:(?:The|A|An|In|On|At|But|And|When|While|As|For|By|According|That|This|Both|Its|Their|European) )+"
)
_TAIL: Final = re.compile(r"(?: (?:of|for|de|del|la|and|&|the|in|to|on)){1,4}\Z")
_INSIDE: Final = re.compile(r"(?:[A-Z][\w.'-]*,? (?:and|(?:of|for|&|de|del|la)(?: the)?) |[A-Z][\w'-]+, |\bv\. )\Z")
_GOES_ON: Final = re.compile(r"(?:,? (?:of|for|on|&) (?:the )?|-| )[A-Z]| and (?:Trust|Savings|Loan|Hospital|Sons)\b")
_PLACE: Final = re.compile(r"(?P<kind>City|Town|Village|Township|Borough|County) of (?P<place>[A-Z][^,]+)")
_ACTS: Final = re.compile(
    r"(?:, [A-Z][a-z]+(?: [A-Z][a-z]+)?,?)? (?:sued|filed|appealed|argued|contended|claimed|moved|sought|obtained"
    r"|enacted|adopted|passed|required|requires|prohibited|prohibits|denied|refused|challenged|petitioned|fired|fined|imposed"
    r"|had (?:an ordinance|argued|enacted|adopted|passed))\b"
)
_ACTED_ON: Final = re.compile(r"\b(?:sued|against|suing) (?:the )?\Z")
_ONE_WORD: Final = re.compile(r" [A-Z]|[/&-]| v\.")
_BEFORE_WORD: Final = re.compile(r"(?:[A-Z][\w.'&-]*|v\.|&) \Z|[/&-]\Z")
_COMMON: Final = frozenset(
    """american national first united general global international federal new north south east west northern
    southern eastern western central great standard universal pacific atlantic state city county public community
    trust bank health energy power home homes insurance justice liberty freedom union capital the smith johnson
    things already square desert household citizens consumers travelers""".split()
)
_SHORTEST: Final = 4
_TELLING: Final = frozenset(
    "railroad railway airlines airways laboratories industries enterprises holdings bancorp".split()
)
"""Last words of which each alone tells a firm."""
_NATIONAL: Final = frozenset(["national", "american", "international", "united"])
_OF_ALL: Final = frozenset("Women's Men's Children's People's Farmers's Veterans's Workmen's Nurses's".split())
_LOOSE: Final = dict.fromkeys(
    "services systems products lines plan group associates financial committee council".split(), 2
)
"""Last words that want two words before them: "Legal Services" is no name, "Lutheran Community Services" is."""
_BENEFITS: Final = frozenset("benefit benefits pension welfare health retirement".split())


def find_organizations(words: Words) -> Iterator[Mention]:
    """Every organisation that is named by its form."""
    folded = words.folded
    for index in words.where(_DESCRIPTORS):
        if folded[words.starts[index]].islower() and (match := _NAME.match(folded, words.ends[index])):
            yield from _mention(match.start("name"), match.group("name"), role=_descriptor(words, index))
    for index in words.where(_APPOSED):
        yield from _apposed(words, index)
    for index in words.where(_SUFFIXES):
        yield from _company(words, index)
    for index in words.where(_BODIES):
        if folded[words.starts[index]].isupper():
            start = words.starts[_first_of_body(words, index)]
            end = words.name_end(index)
            of = _OF.match(folded, end)
            yield from _mention(start, folded[start : of.end() if of else end], role=None)
    for index in words.where(_FIRMS):
        if folded[words.starts[index]].isupper():
            yield from _firm(words, index)
    for start, end, known in organization_names().find(words):
        yield Mention(start=start, end=end, kind="Organization", form="name", name=known.name, role=known.kind)
    yield from find_litigants(words)


def find_short_names(words: Words, found: Iterable[Mention], caption: Caption) -> Iterator[Mention]:
    """Bodies of the caption, and those of the text without their legal form: "Harbor Foods" of "Harbor Foods, Inc."."""
    entries: dict[str, Mention | None] = {}
    for mention in found:
        stem = LEGAL_FORM.sub("", mention.name)
        if stem != mention.name and " " in stem:
            entries.setdefault(stem, mention)
    for body in caption.bodies:
        stem = _LEAD.sub("", LEGAL_FORM.sub("", body)).rstrip(",.")
        if " " in stem or (stem != body and len(stem) >= _SHORTEST and stem.lower() not in _COMMON):
            entries.setdefault(stem, None)
    yield from _places(words, caption)
    if not entries:
        return
    for start, end, (stem, known) in Lexicon((stem, (stem, known)) for stem, known in entries.items()).find(words):
        if " " not in stem and (
            _ONE_WORD.match(words.folded, end) or _BEFORE_WORD.search(words.folded, max(0, start - 30), start)
        ):
            continue
        if known:
            yield replace(known, start=start, end=end, form="acronym", terms=(), parties=())
        elif not _GOES_ON.match(words.folded, end) or " " not in stem:
            name = " ".join(words.folded[start:end].split())
            if is_public(name):
                yield public_body(start, end, name)
            else:
                yield Mention(start=start, end=end, kind="Organization", form="name", name=name)


def _places(words: Words, caption: Caption) -> Iterator[Mention]:
    """A city that the caption names, where the text says but "Wexford" and that it did something."""
    for body in caption.bodies:
        match = _PLACE.match(body)
        if not match:
            continue
        name = f"{match.group('kind')} of {match.group('place')}"
        for start, end, _ in Lexicon([(match.group("place"), name)]).find(words):
            if _ACTS.match(words.folded, end) or _ACTED_ON.search(words.folded, max(0, start - 14), start):
                item = Item(start=start, end=end, target=f"/us/agency/{slug(name)}")
                yield Mention(start=start, end=end, kind="Agency", form="name", name=name, items=(item,))


def _apposed(words: Words, index: int) -> Iterator[Mention]:
    """The body that a noun behind its name says to be one: "HGA, a nonprofit group, sued"."""
    start = words.starts[index]
    opening = _APPOSITION.search(words.folded, max(0, start - 60), start)
    if opening is None or not _SAYS_WHAT.match(words.folded, words.ends[index]):
        return
    last = bisect_left(words.starts, opening.start()) - 1
    first = words.run_before(last, _LINKS, 6)
    lists = name_lists()
    while first < last and opens_sentence(words.bare[first], lists):
        first += 1
    name = words.folded[words.starts[first] : words.ends[last]]
    if words.ends[last] == opening.start() and name[0].isupper() and (" " in name or name.isupper()):
        yield Mention(start=words.starts[first], end=words.ends[last], kind="Organization", form="name", name=name)


def _descriptor(words: Words, index: int) -> str:
    """The noun with the word before it: "immigrant-rights group"."""
    first = index
    if index > 0 and words.folded[words.ends[index - 1] : words.starts[index]] == " ":
        first = index - 1
    return words.folded[words.starts[first] : words.ends[index]]


def _company(words: Words, index: int) -> Iterator[Mention]:
    """A name that ends with its legal form, with or without a comma before it."""
    if index == 0:
        return
    folded = words.folded
    match = _SUFFIX.match(folded, words.ends[index - 1])
    first = words.run_before(index - 1, _LINKS, 6)
    first = _behind_person(words, first, index)
    start = words.starts[first]
    if match and folded[start].isupper():
        yield from _mention(start, folded[start : match.end()], role=None)


def _first_of_body(words: Words, index: int) -> int:
    """The first word of a body's name; a plural that owns it belongs to it: "Farmers' Union"."""
    first = words.run_before(index, frozenset(), 5)
    if first > 1 and words.bare[first - 1] == "and" and words.bare[first - 2] not in _BODIES | _FIRMS:
        joined = words.run_before(first - 2, frozenset(), 1)
        if words.bare[joined] in _NATIONAL and words.ends[first - 2] + 1 == words.starts[first - 1]:
            return joined  # "National Clean and Safe Water Association"
    before = first - 1
    if (
        before >= 0
        and words.folded.startswith("s' ", words.ends[before] - 2)
        and words.folded[words.starts[before]].isupper()
    ):
        first = words.run_before(before, frozenset(), 3)
    return first


def _behind_person(words: Words, first: int, last: int) -> int:
    """Where the name begins behind a person: "Jane Q. Roe and Delta Growers, Inc."."""
    links = [position for position in range(first + 2, last) if words.bare[position] == "and"]
    return links[0] + 1 if links and words.bare[first] in name_lists().given else first


def _firm(words: Words, index: int) -> Iterator[Mention]:
    """A name that ends with what a body is, and has a word of its own before it: "Wexford Laboratories"."""
    lists = name_lists()
    first = words.run_before(index, frozenset("&"), 5)
    for position in range(first, index):
        word = words.folded[words.starts[position] : words.ends[position]]
        if word.endswith("'s") and word not in _OF_ALL:
            first = position + 1
    while first < index and opens_sentence(words.bare[first], lists):
        first += 1
    if first == index or _INSIDE.search(words.folded, max(0, words.starts[first] - 40), words.starts[first]):
        return
    start, end = words.starts[first], words.name_end(index)
    own = [w for w in words.bare[first:index] if w not in lists.never and w not in lists.soft]
    if words.bare[index] == "plan" and _BENEFITS.isdisjoint(words.bare[first:index]):
        return
    if index - first < _LOOSE.get(words.bare[index], 1):
        return
    if (
        (own or words.bare[index] in _TELLING)
        and not _GOES_ON.match(words.folded, end)
        and words.folded[start:end] not in state_codes()
    ):
        yield Mention(start=start, end=end, kind="Organization", form="name", name=words.folded[start:end])


def _mention(start: int, name: str, role: str | None) -> Iterator[Mention]:
    lead = _LEAD.match(name)
    if lead:
        start, name = start + lead.end(), name[lead.end() :]
    tail = _TAIL.search(name)
    name = name[: tail.start()] if tail else name
    name = name[:-2] if name.endswith("'s") else name
    if " " in name or (role and len(name) > 3):
        yield Mention(start=start, end=start + len(name), kind="Organization", form="name", name=name, role=role)

"""Short forms of names that a text gives in full elsewhere: surnames, and companies without their legal form."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kg.mentions import Mention
from kg.mentions.name_lists import name_lists
from kg.mentions.people import surname
from kg.mentions.surnames import litigates
from kg.text import Text

_FORM: Final = re.compile(r",? (?:Inc|LLC|L\.L\.C|Corp|Corporation|Company|Co|Ltd|LLP|L\.P|PLC)\b\.?$")
_WORD: Final = re.compile(r"[A-Z](?<![\w-][A-Z])[\w'-]*\w")
_COMMON: Final = frozenset(
    """American National First United General Global International Federal New North South East West Northern Southern
    Eastern Western Central Great Standard Universal Pacific Atlantic State City County Public Community Trust Bank
    Health Energy Power Home Homes Insurance Justice Liberty Freedom Union Capital The Smith Johnson""".split()
)
_SHORTEST: Final = 3
_DOCTRINE: Final = re.compile(
    r"(?:'s)? (?:[Dd]octrine|[Rr]ule|[Tt]est|factors?|standard|framework|hearing|violations?|material|deference|stops?"
    r"|warnings?|rights|analysis|exception|presumption|immunity|Amendment|Act)\b"
)
"""Behind a surname these make it the name of a rule of law: "Miranda warnings"."""
_STOPS: Final = ".?!\"')"
_LEAD: Final = re.compile(
    r"(?:(?:If|Even|Perhaps|Maybe|Suppose|Supposing|Assuming|Imagine|When|Whenever|While|Whether|Unless|Until|Once"
    r"|Because|Since"
    r"|Although|Though|After|Before|Had|Has|Have|Did|Does|Do|Is|Are|Was|Were|Can|Could|May|Might|Would|Should|Will"
    r"|Must|Why|How"
    r"|Who|What|Where|Did|There|Here|Nobody|No|Not|Then|So|Yet|Nor|Neither|Either|Today|Yesterday|Contrary|Despite"
    r"|Under) )+"
)
"""Words with a capital at the start of a sentence that are no part of a name."""


def cut_leads(mentions: list[Mention]) -> list[Mention]:
    """Names without the word that opens their sentence: "If Harbor Tenants Association" names no such association."""
    return [_cut_lead(mention) for mention in mentions]


def drop_headline_names(text: Text, mentions: list[Mention]) -> list[Mention]:
    """Leave out organisations that only a headline names: "Screening Company to Pay" is no name of a company."""
    body = next((s.start for s in text.sentences if text.folded[s.end - 1] in _STOPS and not s.heading), 0)
    return [m for m in mentions if m.kind != "Organization" or m.start >= body or m.name in text.folded[body:]]


def _cut_lead(mention: Mention) -> Mention:
    lead = _LEAD.match(mention.name) if mention.kind == "Organization" and mention.form == "name" else None
    if not lead or " " not in mention.name[lead.end() :]:
        return mention
    return replace(mention, start=mention.start + lead.end(), name=mention.name[lead.end() :])


def short_mentions(text: Text, mentions: list[Mention]) -> list[Mention]:
    """Uses of a short form ("Friedrich wrote", "Brightwater denies") that can mean only one name of the document."""
    forms = dict(_forms(mentions))
    if not forms:
        return []
    taken = sorted([(m.start, m.end) for m in mentions if not m.nested] + list(text.boilerplate))
    starts = [start for start, _ in taken]
    found: list[Mention] = []
    for match in _WORD.finditer(text.folded):
        word = match.group().removesuffix("'s")
        full = forms.get(word)
        start, end = match.start(), match.start() + len(word)
        if full is None or _overlaps(taken, starts, start, end):
            continue
        if full.kind == "Person":
            if _DOCTRINE.match(text.folded, end) or (_is_common(word) and not litigates(text.folded, end)):
                continue
            if word != surname(full.name) and _goes_on(text.folded, start, end):
                continue
            found.append(replace(full, start=start, end=end, form="surname", name=word, role=None, parties=()))
        elif not _goes_on(text.folded, start, end):
            short = replace(full, start=start, end=end, form="acronym", terms=(), parties=(), nested=False)
            found.append(short)
    return found


def _forms(mentions: list[Mention]) -> Iterator[tuple[str, Mention]]:
    """Each short form with the one name it can stand for; a form that two names share stands for neither."""
    full: dict[str, dict[str, Mention]] = {}
    for mention in mentions:
        if mention.form == "name" and mention.kind in ("Person", "Organization"):
            form = surname(mention.name) if mention.kind == "Person" else _first_of_company(mention.name)
            if form and len(form) >= _SHORTEST:
                full.setdefault(form, {}).setdefault(mention.name, mention)
    for form, mention in _given_names(mentions).items():
        full.setdefault(form, {}).setdefault(mention.name, mention)
    for form, by_name in full.items():
        if len(by_name) == 1 or {m.kind for m in by_name.values()} == {"Person"}:
            yield form, next(iter(by_name.values()))


def _given_names(mentions: list[Mention]) -> dict[str, Mention]:
    """Given names that one person alone has, where nobody bears it as a surname: "Ellen" of "Ellen Goett"."""
    lists = name_lists()
    found: dict[str, dict[str, Mention]] = {}
    for mention in mentions:
        first = mention.name.partition(" ")[0]
        known = first.lower() in lists.given and first.lower() not in lists.places and len(first) >= _SHORTEST
        if mention.kind == "Person" and mention.form == "name" and not mention.role and known:
            found.setdefault(first, {}).setdefault(mention.name, mention)
    taken = {surname(m.name) for m in mentions if m.kind == "Person"}
    taken |= {word for m in mentions if m.kind not in ("Person", "Court") for word in m.name.split()}
    return {
        first: next(iter(names.values())) for first, names in found.items() if len(names) == 1 and first not in taken
    }


def _is_common(form: str) -> bool:
    """Whether the word says something else where it stands alone: "Chief", "House"."""
    lists = name_lists()
    word = form.lower()
    return word in lists.never or word in lists.roles or word in lists.leads


def _first_of_company(name: str) -> str | None:
    """The first word of "Brightwater Homes, LLC"; None without a legal form, or where the word is a common one."""
    if not _FORM.search(name):
        return None
    first = name.split()[0].rstrip(",")
    return None if first in _COMMON else first


def _overlaps(taken: list[tuple[int, int]], starts: list[int], start: int, end: int) -> bool:
    index = bisect_left(starts, end)
    return index > 0 and taken[index - 1][1] > start


def _goes_on(folded: str, start: int, end: int) -> bool:
    """Whether the word is part of a longer name: "Brightwater Avenue", "Lake Brightwater"."""
    return bool(re.match(r" (?!LLC|Inc)[A-Z][a-z]", folded[end : end + 3])) or bool(
        re.search(r"(?<![.?!\"] )(?<!^)\b[A-Z][a-z]+ $", folded[max(0, start - 20) : start])
    )

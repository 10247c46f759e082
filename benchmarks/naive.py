"""The patterns that one writes first: a dozen regular expressions over the plain text, no coreference, no cues.

They are here to be compared with. Each is what a person would try before reading any errors.
"""

import re
from collections.abc import Iterator
from typing import Final

Relation = dict[str, str | None]

_NAME: Final = r"(?:[A-Z][\w.'’-]+ ){0,3}[A-Z][\w'’-]+"
_JUSTICE: Final = rf"(?:Chief )?Justice (?P<judge>{_NAME})"
_VOTES: Final = (
    ("authored_by", re.compile(rf"{_JUSTICE},? (?:wrote|delivered|authored|announced)")),
    ("authored_by", re.compile(rf"(?:opinion|decision|majority|judgment)[^.]{{0,60}}? by {_JUSTICE}")),
    ("authored_by", re.compile(rf"{_JUSTICE}[^.]{{0,40}} (?:majority|unanimous)")),
    ("dissent_by", re.compile(rf"{_JUSTICE},? (?:\w+ )?(?:dissent|wrote a dissent|filed a dissent)")),
    ("dissent_by", re.compile(rf"dissent\w*[^.]{{0,30}} by {_JUSTICE}")),
    ("concurrence_by", re.compile(rf"{_JUSTICE},? (?:\w+ )?(?:concur|wrote a concur|filed a concur)")),
    ("concurrence_by", re.compile(rf"concur\w*[^.]{{0,30}} by {_JUSTICE}")),
)
_COURT: Final = re.compile(
    r"(?:U\.S\. |United States )?(?:Court of Appeals|Supreme Court|District Court)"
    r" (?:for|of) (?:the )?(?:[A-Z][\w.]+ ?){1,4}"
    r"|\b(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Federal|D\.C\.) Circuit"
    r"|\b(?!United|The)[A-Z][a-z]+ (?:[A-Z][a-z]+ )?(?:Supreme Court|Court of Appeals)"
)
_DECIDES: Final = (
    ("affirms", re.compile(r"[Tt]he (?:Supreme )?Court[^.]* affirm")),
    ("reverses", re.compile(r"[Tt]he (?:Supreme )?Court[^.]* revers")),
    ("vacates", re.compile(r"[Tt]he (?:Supreme )?Court[^.]* vacat")),
    ("remands", re.compile(r"[Tt]he (?:Supreme )?Court[^.]* remand")),
    ("dismisses", re.compile(r"[Tt]he (?:Supreme )?Court[^.]* dismiss")),
)
_UNCONSTITUTIONAL: Final = re.compile(r"\bunconstitutional\b|\bstruck down\b|\binvalidated\b")
_BELOW_DECIDES: Final = re.compile(
    r"(?P<court>(?:Court of Appeals|Circuit|Supreme Court)[^.,]{0,40}?) (?P<verb>affirmed|reversed|vacated)"
)
_AGENCY: Final = re.compile(
    r"\b(?:[A-Z][a-z]+ (?:and |of |for )?){1,4}(?:Commission|Board|Agency|Administration|Service|Bureau|Department)\b"
    r"|\b(?:Department|Bureau) of (?:the )?[A-Z][a-z]+(?: and [A-Z][a-z]+)*"
)
_SUES: Final = re.compile(
    rf"(?P<one>{_NAME}(?: (?:of|for|and) {_NAME})*)(?:,[^,.]*,)? sued (?:the )?(?P<other>{_NAME})"
)
_VERSUS: Final = re.compile(rf"(?P<one>{_NAME}) v\. (?P<other>{_NAME})")
_PRESENT: Final = {"affirmed": "affirms", "reversed": "reverses", "vacated": "vacates"}


def naive_relations(text: str) -> list[Relation]:
    """Relations in the form that the scorer reads."""
    found = [*_votes(text), *_decisions(text), *_parties(text)]
    return list({tuple(relation.values()): relation for relation in found}.values())


def _votes(text: str) -> Iterator[Relation]:
    for kind, pattern in _VOTES:
        for match in pattern.finditer(text):
            yield _relation(kind, "@case", match.group("judge"))


def _decisions(text: str) -> Iterator[Relation]:
    for court in _COURT.finditer(text):
        yield _relation("appealed_from", "@case", court.group().strip())
    conclusion = text.rsplit("?", 1)[-1]
    for kind, pattern in _DECIDES:
        if pattern.search(conclusion):
            yield _relation(kind, "@court", None)
    if _UNCONSTITUTIONAL.search(conclusion):
        yield _relation("holds_unconstitutional", "@court", None)
    for below in _BELOW_DECIDES.finditer(text):
        yield _relation(_PRESENT[below.group("verb")], below.group("court"), None)


def _parties(text: str) -> Iterator[Relation]:
    for agency in _AGENCY.finditer(text):
        yield _relation("involves_agency", "@case", agency.group())
    for pattern in (_SUES, _VERSUS):
        for match in pattern.finditer(text):
            yield _relation("party_to", match.group("one"), "@case")
            yield _relation("party_to", match.group("other"), "@case")
            yield _relation("sues", match.group("one"), match.group("other"))


def _relation(kind: str, subject: str | None, target: str | None) -> Relation:
    return {"type": kind, "from_name": subject, "to_name": target}

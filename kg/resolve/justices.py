"""Which Justice of the United States Supreme Court is meant by a name with that title."""

import re
from functools import cache
from typing import Final

from kg.mentions import Mention
from kg.mentions.gazetteer import Justice, courts, justices
from kg.mentions.people import surname
from kg.text import Text

SCOTUS: Final = "/us/court/scotus"
_CERTIORARI: Final = re.compile(r"\b(?:certiorari|(?:U\. ?S\.|US|United States) Supreme Court)\b")

_OPINION_OF: Final = re.compile(r"\b[Tt]he Court (?:held|ruled|found|reversed|affirmed|concluded|upheld|rejected)\b")


def name_justices(text: Text, mentions: list[Mention]) -> dict[Mention, Justice]:
    """The Justice of each mention with that title, where the text is about that court and one Justice alone fits.

    "Justice Harlan" fits two; the one is meant who served together with all the others that the text names.
    """
    titled = [m for m in mentions if m.kind == "Person" and m.form != "description" and "Justice" in (m.role or "")]
    if not titled:
        return {}
    fitting = {mention: _fitting(mention) for mention in titled}
    named = [mention for mention in titled if mention.form == "name" and fitting[mention]]
    courts_named = {item.target for m in mentions if m.kind == "Court" for item in m.items}
    of_that_court = SCOTUS in courts_named or bool(_CERTIORARI.search(text.folded))
    elsewhere = not (of_that_court or named) and any(
        courts()[c.rsplit("/", 1)[1]].kind == "state-supreme" for c in courts_named
    )
    known = all(fitting.values()) and any(len(found) == 1 for found in fitting.values())
    if elsewhere or not (of_that_court or named or (known and _OPINION_OF.search(text.folded))):
        return {}
    sure = {found[0] for found in fitting.values() if len(found) == 1}
    found: dict[Mention, Justice] = {}
    for mention, candidates in fitting.items():
        together = [c for c in candidates if all(c.served_with(other) for other in sure)] if sure else candidates
        spelled = _spelled(text, mention, fitting)
        chosen = [c for c in together if c in spelled] or together
        if len(chosen) == 1:
            found[mention] = chosen[0]
    return found


def _fitting(mention: Mention) -> list[Justice]:
    """Justices whose surname it is, and whose first name where it gives one."""
    last = surname(mention.name).lower()
    first = mention.name.split()[0] if mention.form == "name" else None
    same = _by_surname().get(last, [])
    if first is None:
        return same
    return [j for j in same if j.name.split()[0] == first or (len(first.rstrip(".")) == 1 and j.name[0] == first[0])]


@cache
def _by_surname() -> dict[str, list[Justice]]:
    found: dict[str, list[Justice]] = {}
    for justice in justices():
        found.setdefault(surname(justice.plain).lower(), []).append(justice)
    return found


def _spelled(text: Text, mention: Mention, fitting: dict[Mention, list[Justice]]) -> set[Justice]:
    """Those of the surname whom the text names in full."""
    last = surname(mention.name)
    return {c for m, found in fitting.items() if m.form == "name" and surname(m.name) == last for c in found}

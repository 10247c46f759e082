"""People of one document: full names first, then surnames that can mean only one of them."""

import re
from dataclasses import replace

from kg.claim import Step
from kg.identifiers import slug
from kg.mentions import Mention
from kg.resolve.resolution import Drafts, Resolved, document_tag
from kg.text import Text


def resolve_people(text: Text, mentions: list[Mention], drafts: Drafts) -> dict[Mention, Resolved]:
    """Every mention of a person, and who it is.

    A surname alone stands for the one full name that ends in it; where there is none it is a person known by surname
    only, whose id holds for this document alone.
    """
    people = [m for m in mentions if m.kind == "Person" and m.form != "description"]
    full: dict[str, tuple[str, int]] = {}
    resolved: dict[Mention, Resolved] = {}
    for mention in (m for m in people if m.form == "name"):
        person = drafts.add(f"/person/{slug(_plain(mention.name))}", "Person", mention.name)
        _set_role(drafts, person, mention)
        full.setdefault(_surname(mention.name), (person, mention.start))
        resolved[mention] = Resolved(mention=mention, ids=(person,))
    for mention in (m for m in people if m.form == "surname"):
        known = full.get(_surname(mention.name))
        if known:
            step = Step(
                start=mention.start, end=mention.end, entity=known[0], reason=f"surname of the person at {known[1]}"
            )
            resolved[mention] = Resolved(mention=mention, ids=(known[0],), steps=(step,))
            if mention.role:
                drafts.add(known[0], "Person", mention.name, f"{mention.role} {mention.name}")
        else:
            person = drafts.add(f"/person/{slug(mention.name)}~{document_tag(text)}", "Person", mention.name)
            _set_role(drafts, person, mention)
            resolved[mention] = Resolved(mention=mention, ids=(person,))
    return resolved


def surname_mentions(text: Text, mentions: list[Mention]) -> list[Mention]:
    """Bare surnames ("Friedrich wrote") of people who are named in full elsewhere in the document."""
    names = {_surname(m.name): m for m in mentions if m.kind == "Person" and m.form == "name"}
    taken = [(m.start, m.end) for m in mentions if not m.nested]
    found: list[Mention] = []
    for surname, person in names.items():
        if len(surname) < 4:
            continue
        for match in re.finditer(rf"(?<![\w-]){re.escape(surname)}(?![\w-])", text.folded):
            span = match.span()
            inside = any(a < span[1] and span[0] < b for a, b in (*taken, *text.boilerplate))
            if not inside:
                found.append(
                    replace(person, start=span[0], end=span[1], form="surname", name=surname, role=None, parties=())
                )
    return found


def _plain(name: str) -> str:
    """The name without middle initials and generation: "Dabney L. Friedrich" and "Dabney Friedrich" are one."""
    return re.sub(r"(?<= )[A-Z]\. |,? (?:Jr|Sr)\.$", "", name)


def _surname(name: str) -> str:
    words = re.sub(r",? (?:Jr\.|Sr\.|I{2,3}|IV)$", "", name).split()
    return words[-1] if words else name


def _set_role(drafts: Drafts, person: str, mention: Mention) -> None:
    if mention.role:
        drafts.by_id[person].properties.setdefault("role", mention.role)
        if re.search(r"Judge|Justice", mention.role):
            drafts.by_id[person].aliases.add(f"{mention.role.split()[-1]} {_surname(mention.name)}")

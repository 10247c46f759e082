"""People of one document: full names first, then surnames that can mean only one of them."""

import re

from kg.claim import Step
from kg.identifiers import slug
from kg.mentions import Mention
from kg.mentions.gazetteer import Justice
from kg.mentions.people import surname
from kg.resolve.resolution import Drafts, Resolved, document_tag
from kg.text import Text


def resolve_people(
    text: Text, mentions: list[Mention], justices: dict[Mention, Justice], drafts: Drafts
) -> dict[Mention, Resolved]:
    """Every mention of a person, and who it is.

    A surname alone stands for the one full name that ends in it, and for none where there are several; where there is
    none it is a person known by surname only, whose id holds for this document alone.
    """
    people = [m for m in mentions if m.kind == "Person" and m.form != "description"]
    full: dict[str, dict[str, int]] = {}
    resolved: dict[Mention, Resolved] = {}
    for mention, justice in justices.items():
        person = drafts.add(f"/person/{slug(_plain(justice.name))}", "Person", justice.name, mention.name)
        _set_role(drafts, person, mention)
        full.setdefault(surname(mention.name), {}).setdefault(person, mention.start)
        step = Step(start=mention.start, end=mention.end, entity=person, reason="the Justice of that name")
        resolved[mention] = Resolved(mention=mention, ids=(person,), steps=(step,))
    people = [m for m in people if m not in justices]
    for mention in (m for m in people if m.form == "name"):
        person = drafts.add(f"/person/{slug(_plain(mention.name))}", "Person", mention.name)
        _set_role(drafts, person, mention)
        full.setdefault(surname(mention.name), {}).setdefault(person, mention.start)
        resolved[mention] = Resolved(mention=mention, ids=(person,))
    given = _by_given_name(people)
    for mention in (m for m in people if m.form == "surname"):
        known = _with_title(full.get(surname(mention.name), {}), mention, drafts)
        if not known and not mention.role and mention.name in given:
            first = given[mention.name]
            known = {resolved[first].ids[0]: first.start}
        if len(known) > 1:
            resolved[mention] = Resolved(mention=mention)
        elif known:
            resolved[mention] = _known(mention, *next(iter(known.items())), drafts)
        else:
            person = drafts.add(f"/person/{slug(mention.name)}~{document_tag(text)}", "Person", mention.name)
            _set_role(drafts, person, mention)
            resolved[mention] = Resolved(mention=mention, ids=(person,))
    return resolved


def _by_given_name(people: list[Mention]) -> dict[str, Mention]:
    """The one full name that begins with each given name: "Ellen" of "Ellen Goett"."""
    found: dict[str, dict[str, Mention]] = {}
    for mention in people:
        if mention.form == "name":
            found.setdefault(mention.name.split()[0], {}).setdefault(_plain(mention.name), mention)
    return {first: next(iter(names.values())) for first, names in found.items() if len(names) == 1}


def _with_title(known: dict[str, int], mention: Mention, drafts: Drafts) -> dict[str, int]:
    """Of several people of a surname those who have the title that the mention gives: "Judge Okafor"."""
    if len(known) < 2 or not mention.role:
        return known
    title = mention.role.split()[-1]
    titled = {p: at for p, at in known.items() if title in str(drafts.by_id[p].properties.get("role", "")).split()}
    return titled or known


def _known(mention: Mention, person: str, at: int, drafts: Drafts) -> Resolved:
    if mention.role:
        drafts.add(person, "Person", mention.name, f"{mention.role} {mention.name}")
    step = Step(start=mention.start, end=mention.end, entity=person, reason=f"name of the person at {at}")
    return Resolved(mention=mention, ids=(person,), steps=(step,))


def _plain(name: str) -> str:
    """The name without middle initials and generation: "Dabney L. Friedrich" and "Dabney Friedrich" are one."""
    return re.sub(r"(?<= )[A-Z]\. |,? (?:Jr|Sr)\.$", "", name)


def _set_role(drafts: Drafts, person: str, mention: Mention) -> None:
    if mention.role:
        drafts.by_id[person].properties.setdefault("role", mention.role)
        if re.search(r"Judge|Justice", mention.role):
            drafts.by_id[person].aliases.add(f"{mention.role.split()[-1]} {surname(mention.name)}")

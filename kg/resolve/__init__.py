"""From mentions to entities, inside one document."""

import re
from dataclasses import replace
from typing import Final

from kg.entity import Value
from kg.identifiers import citation_of, label_of, provision_properties, slug
from kg.mentions import Mention, read_context
from kg.mentions.gazetteer import agencies, courts
from kg.resolve.agreements import Agreements, resolve_agreements
from kg.resolve.cases import name_cases
from kg.resolve.descriptions import resolve_description
from kg.resolve.justices import name_justices
from kg.resolve.memory import Memory
from kg.resolve.motions import resolve_motions
from kg.resolve.names import cut_leads, drop_headline_names, short_mentions
from kg.resolve.people import resolve_people
from kg.resolve.proceedings import NO_PROCEEDINGS, Proceedings, resolve_proceedings
from kg.resolve.pronouns import resolve_pronouns
from kg.resolve.resolution import About, Draft, Drafts, Resolution, Resolved, Tribunals
from kg.resolve.tribunals import law_at_issue, resolve_tribunals, reviewed_by
from kg.text import Text

__all__ = ["About", "Resolution", "Resolved", "resolve_mentions"]

_RELATIVE: Final = re.compile(
    r"(?i)\b(?:this|such) (?:section|title|chapter|act|part)\b|^(?:sub)?(?:section|paragraph|clause)s? \(|^§"
    r"|^sec(?:tion|\.)s? [\w().-]+$"
)
_PARTY_WORD: Final = re.compile(r"^(?:(?:Plaintiff|Defendant|Petitioner|Respondent|Appellant|Appellee|Intervenor)s? )+")
_ACCUSED: Final = re.compile(
    r"\b(?:alleg(?:ations?|ed|es|ing)|claims?|accus(?:ations?|ed)|charges?) (?:that )?(?:the )?$"
)


def resolve_mentions(text: Text, mentions: list[Mention]) -> Resolution:
    """Give every mention the entities it stands for; what stays ambiguous stays without."""
    context = read_context(text)
    mentions = drop_headline_names(text, cut_leads(mentions))
    mentions = sorted([*mentions, *short_mentions(text, mentions)], key=lambda m: (m.start, -m.end, m.kind))
    drafts = Drafts()
    resolved: dict[Mention, Resolved] = {}
    for mention in mentions:
        if mention.items:
            resolved[mention] = _by_items(text, mention, drafts)
        elif mention.kind == "Organization" and mention.form in ("name", "acronym"):
            resolved[mention] = _organization(mention, drafts)
    resolved.update(resolve_motions(text, mentions, drafts))
    _join_places(resolved, drafts)
    justices = name_justices(text, mentions)
    resolved.update(resolve_people(text, mentions, justices, drafts))
    pronouns = resolve_pronouns(text, resolved)
    actors = {(m.start, m.end): r.ids for m, r in resolved.items() if m.kind in ("Agency", "Organization", "Person")}
    agreements = resolve_agreements(text, mentions, actors, drafts)
    resolved.update(agreements.resolved)
    people = {m: resolved[m].ids[0] for m in mentions if m.kind == "Person" and m in resolved and resolved[m].ids}
    proceedings = NO_PROCEEDINGS
    if text.document.base is None and context.section is None:  # a law tells of no case of its own
        proceedings = resolve_proceedings(text, mentions, actors, people, bool(justices), drafts)
    tribunals = Tribunals()
    if proceedings.case:
        tribunals = resolve_tribunals(text, mentions, proceedings.court, resolved, drafts)
    name_cases(text, mentions, proceedings.case, resolved, drafts)
    if context.section and not context.parts:
        drafts.add(context.section, "Statute", citation_of(context.section))
    about = _about(proceedings, agreements, context.section)
    resolved.update(pronouns)
    mentions = sorted([*mentions, *pronouns], key=lambda m: (m.start, -m.end, m.kind)) if pronouns else mentions
    done = _with_descriptions(text, mentions, resolved, about, drafts)
    about = replace(about, accused=_accused(text, done))
    used = {entity for r in done for entity in r.ids} | {about.case, about.ruling, about.court, about.instrument}
    for tribunal in tribunals.by_mention.values():
        used |= {tribunal.ruling, reviewed_by(tribunal.ruling)}
    used |= {reviewed_by(about.ruling), law_at_issue(about.ruling)} if about.ruling else set()
    entities = {i: draft.entity() for i, draft in drafts.by_id.items() if i in used or not draft.weak}
    dissenters = proceedings.dissenters
    return Resolution(
        text=text, context=context, mentions=tuple(done), entities=entities, about=about, dissenters=dissenters,
        tribunals=tribunals, suits=proceedings.suits,
    )  # fmt: skip


def _with_descriptions(
    text: Text, mentions: list[Mention], resolved: dict[Mention, Resolved], about: About, drafts: Drafts
) -> list[Resolved]:
    """What was resolved, in the order of the text, with the descriptions that it explains."""
    done: list[Resolved] = []
    memory = Memory(text, drafts)
    for mention in mentions:
        if mention not in resolved and mention.form == "description":
            resolved[mention] = resolve_description(text, mention, memory, about)
        if mention in resolved:
            done.append(resolved[mention])
            memory.remember(resolved[mention])
    return done


def _by_items(text: Text, mention: Mention, drafts: Drafts) -> Resolved:
    words = _words(text, mention)
    for item in mention.items:
        label = label_of(item.target)
        if mention.kind == "Agency":
            _add_agency(item.target, mention, words, drafts)
        elif mention.kind == "Court":
            court = courts()[item.target.rsplit("/", 1)[1]]
            drafts.add(item.target, label, court.name, words, *court.abbreviations[:1])
        elif mention.form == "short":
            drafts.add(item.target, label, mention.name)
        elif mention.form == "citation" and label != "Case":
            _add_provision(
                item.target, label, "" if len(mention.items) > 1 or _RELATIVE.search(words) else words, drafts
            )
        else:
            named = text.document.text[item.start : item.end]
            drafts.add(item.target, label, mention.name, _without_terms(named, mention), *_acronyms(mention))
    ids = tuple(dict.fromkeys(item.target for item in mention.items))
    return Resolved(mention=mention, ids=ids)


def _add_provision(target: str, label: str, alias: str, drafts: Drafts) -> None:
    drafts.add(target, label, citation_of(target), alias, properties=provision_properties(target))


def _acronyms(mention: Mention) -> tuple[str, ...]:
    """The defined terms by which it can be found in other documents too: "HAVA", not "Commission"."""
    return tuple(term for term in mention.terms if sum(c.isupper() for c in term) > 1)


def _add_agency(target: str, mention: Mention, words: str, drafts: Drafts) -> None:
    known = agencies().get(target.rsplit("/", 1)[1]) if target.startswith("/us/agency/") else None
    if known is None:
        level = "state" if re.search(r"State|Commonwealth", mention.name) else "local"
        jurisdiction = "federal" if "Attorney's Office" in mention.name else level
        names = (words, *_acronyms(mention))
        drafts.add(target, "Agency", mention.name, *names, weak=mention.weak, properties={"jurisdiction": jurisdiction})
        return
    short: dict[str, Value] = {"acronym": known.acronyms[0]} if known.acronyms else {}
    spelled = () if mention.role or words.isupper() or mention.form == "acronym" else (words,)
    names = (*spelled, *_acronyms(mention), *known.acronyms[:1])
    drafts.add(target, "Agency", known.name, *names, properties={"jurisdiction": "federal", **short})


def _organization(mention: Mention, drafts: Drafts) -> Resolved:
    name = _PARTY_WORD.sub("", mention.name)
    entity = drafts.organizations.get(name) or f"/org/{slug(name)}"
    kind: dict[str, Value] = {"kind": mention.role} if mention.role else {}
    drafts.add(entity, "Organization", name, *mention.terms, properties=kind)
    draft = drafts.by_id[entity]
    if draft.name.isupper() and not name.isupper():  # the caption shouts; the text says how it is spelled
        draft.aliases.discard(draft.name)
        draft.name = name
    return Resolved(mention=mention, ids=(entity,))


def _words(text: Text, mention: Mention) -> str:
    """The mention as written, without the parenthesis that defines its short name."""
    return _without_terms(text.document.text[mention.start : mention.end], mention)


def _without_terms(words: str, mention: Mention) -> str:
    return " ".join((re.sub(r" ?\([^()]*\)$", "", words) if mention.terms else words).split())


def _join_places(resolved: dict[Mention, Resolved], drafts: Drafts) -> None:
    """A city without its state is the one with its state of the same document."""
    by_name: dict[str, list[Draft]] = {}
    for draft in drafts.by_id.values():
        if draft.label == "Agency" and draft.properties.get("jurisdiction") == "local":
            by_name.setdefault(draft.name, []).append(draft)
    moved: dict[str, str] = {}
    for same in by_name.values():
        placed = [d for d in same if not d.id.startswith("/us/agency/")]
        loose = [d for d in same if d.id.startswith("/us/agency/")]
        if len(placed) != 1 or not loose:
            continue
        placed[0].aliases |= loose[0].aliases
        del drafts.by_id[loose[0].id]
        moved[loose[0].id] = placed[0].id
    for mention, result in resolved.items() if moved else ():
        if any(entity in moved for entity in result.ids):
            resolved[mention] = replace(result, ids=tuple(moved.get(entity, entity) for entity in result.ids))


def _about(proceedings: Proceedings, agreements: Agreements, section: str | None) -> About:
    instrument = agreements.instrument or section
    return About(
        case=proceedings.case,
        ruling=proceedings.ruling,
        court=proceedings.court,
        judge=proceedings.judge,
        instrument=instrument,
        plaintiffs=proceedings.plaintiffs,
        defendants=proceedings.defendants,
        parties=agreements.parties.get(instrument or "", ()),
        captioned=proceedings.captioned,
    )


def _accused(text: Text, done: list[Resolved]) -> str | None:
    """The one party of whom the document says that it is alleged to have done something."""
    found = {
        entity
        for r in done
        if r.mention.kind in ("Agency", "Organization", "Person") and len(r.ids) == 1
        and _ACCUSED.search(text.folded[max(0, r.mention.start - 40) : r.mention.start])
        for entity in r.ids
    }  # fmt: skip
    return found.pop() if len(found) == 1 else None

"""The case, the ruling, the court and the judge that a document is about."""

import re
from dataclasses import dataclass
from typing import Final

from kg.entity import Value
from kg.identifiers import slug
from kg.mentions import Mention
from kg.mentions.gazetteer import courts
from kg.resolve.resolution import Drafts, document_tag
from kg.text import Text

Actors = dict[tuple[int, int], tuple[str, ...]]
_FILED_BY: Final = re.compile(r"\b(?:filed|brought) (?:jointly )?by (?:the |an? )?$|\b(?:sued|suit) by (?:the )?$")
_SUES: Final = re.compile(
    r"^(?:'s)?,? (?:has |had |have |also |then |jointly |first )*(?:sued|filed (?:an? |its |their )?(?:\w+ )?"
    r"(?:suit|lawsuit|complaint|petition|case|action)|brought (?:an? )?(?:suit|lawsuit|case|action)|(?:challenged|is challenging|challenges)\b|"
    r"(?:attempted|sought|asked|tried|moved|petitioned|is seeking|is asking|seeks)\b[^.;]{0,40}\bto "
    r"(?:block|stop|halt|enjoin|vacate|invalidate|set aside|overturn|strike))"
)
_DESCRIPTOR: Final = re.compile(
    r"\b(?:the|an?) (?:[\w-]+ ){0,2}(?:group|organization|nonprofit|union|company|coalition) $"
)
_SUED: Final = re.compile(r"\b(?:sued|lawsuit against|suit against|complaint against|case against) (?:the )?$")
_JUDGE: Final = re.compile(r"Judge|Justice")
_CITY: Final = re.compile(r"\b(?:in|of|at) ((?:[A-Z][a-z.]+ ?){1,3})(?:, ([A-Z][A-Za-z.]+(?: [A-Z][a-z]+)?))?")
_RULING: Final = re.compile(
    r"\b(?:ruled|ruling|held|decided|denied|granted|dismissed|ordered|opinion|order|judgment|affirmed|reversed|vacated)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proceedings:
    """What the document is about; ids or None."""

    case: str | None
    ruling: str | None
    court: str | None
    judge: str | None
    plaintiffs: tuple[str, ...]
    defendants: tuple[str, ...]


NO_PROCEEDINGS: Final = Proceedings(case=None, ruling=None, court=None, judge=None, plaintiffs=(), defendants=())


def resolve_proceedings(
    text: Text, mentions: list[Mention], actors: Actors, people: dict[Mention, str], drafts: Drafts
) -> Proceedings:
    """The case of a document that tells of one, with provisional ids where neither docket nor caption is given."""
    judge_mention = next((m for m in people if m.role and _JUDGE.search(m.role) and m.form == "name"), None)
    judge_mention = judge_mention or next((m for m in people if m.role and _JUDGE.search(m.role)), None)
    judge = people[judge_mention] if judge_mention else None
    plaintiffs = _parties(text, actors, _FILED_BY, _SUES)
    defendants = tuple(i for i in _parties(text, actors, _SUED, None) if i not in plaintiffs)
    named = [m for m in mentions if m.kind == "Case" and m.form == "name"]
    docket = next((m for m in mentions if m.kind == "Case" and m.number), None)
    told = any(m.kind in ("Case", "Motion") and m.form == "description" for m in mentions)
    court = _court(text, mentions, judge_mention, drafts)
    case = None
    if docket or named or (told and (plaintiffs or court or judge)) or (judge and plaintiffs):
        case = _case(text, named, docket, court, plaintiffs, drafts)
    ruling = _ruling(text, mentions, case, judge, drafts) if case else None
    return Proceedings(
        case=case,
        ruling=ruling,
        court=court if case else None,
        judge=judge,
        plaintiffs=plaintiffs,
        defendants=defendants,
    )


def _parties(text: Text, actors: Actors, before: re.Pattern[str], after: re.Pattern[str] | None) -> tuple[str, ...]:
    found: list[str] = []
    for (start, end), ids in actors.items():
        left = text.folded[max(0, start - 90) : start]
        left = _DESCRIPTOR.sub("", left)
        if before.search(left) or (after is not None and after.match(text.folded[end : end + 120])):
            found += ids
    return tuple(dict.fromkeys(found))


def _case(
    text: Text,
    named: list[Mention],
    docket: Mention | None,
    court: str | None,
    plaintiffs: tuple[str, ...],
    drafts: Drafts,
) -> str:
    caption = named[0].name if named else None
    if docket and court:
        number = docket.number or ""
        entity = f"/us/case/{court.rsplit('/', 1)[1]}/{number.partition(' (')[0]}"
        return drafts.add(entity, "Case", caption or docket.name, docket.name, properties={"docket": number})
    if caption:
        properties: dict[str, Value] = {"provisional": True}
        if docket and docket.number:
            properties["docket"] = docket.number
        return drafts.add(f"/us/case/x/{slug(caption)}", "Case", caption, properties=properties)
    tag = document_tag(text)
    if plaintiffs:
        names = " and ".join(drafts.by_id[plaintiff].name for plaintiff in plaintiffs[:2])
        key = slug(drafts.by_id[plaintiffs[0]].name)
        return drafts.add(
            f"/us/case/x/{key}~{tag}", "Case", f"Case brought by {names}", properties={"provisional": True}
        )
    where = f" in the {drafts.by_id[court].name}" if court else ""
    return drafts.add(f"/us/case/x/unnamed~{tag}", "Case", f"Unnamed case{where}", properties={"provisional": True})


def _ruling(text: Text, mentions: list[Mention], case: str, judge: str | None, drafts: Drafts) -> str | None:
    described = any(m.kind == "Ruling" for m in mentions)
    if not described and not (judge and _RULING.search(text.folded)):
        return None
    entity = f"/us/ruling/x/{document_tag(text)}"
    author = f" by {drafts.by_id[judge].name}" if judge else ""
    name = drafts.by_id[case].name
    name = name[0].lower() + name[1:] if drafts.by_id[case].id.endswith(document_tag(text)) else name
    return drafts.add(entity, "Ruling", f"Ruling{author} in {name}", properties={"provisional": True})


def _court(text: Text, mentions: list[Mention], judge: Mention | None, drafts: Drafts) -> str | None:
    """The court of the case: where the judge sits, else the only court that is named."""
    named = list(dict.fromkeys(item.target for m in mentions if m.kind == "Court" for item in m.items))
    if judge and judge.role and "District" in judge.role:
        seat = _seat(text, judge)
        if seat:
            court = courts()[seat]
            return drafts.add(court.node, "Court", court.name, *court.abbreviations[:1])
    return named[0] if len(named) == 1 else None


def _seat(text: Text, judge: Mention) -> str | None:
    """The one district court that sits in the city, or covers the state, named in the judge's sentence."""
    index = text.sentence_at(judge.start)
    sentence = text.sentences[index]
    for match in _CITY.finditer(text.folded, judge.end, sentence.end):
        city, state = match.group(1).strip(), (match.group(2) or "").rstrip(".,")
        districts = [c for c in courts().values() if c.kind == "district"]
        sitting = [c.id for c in districts if city in c.seats and (not state or _same_state(c.state, state))]
        whole = [c.id for c in districts if c.state == city]
        for found in (sitting, whole):
            if len(found) == 1:
                return found[0]
    return None


def _same_state(court_state: str | None, text: str) -> bool:
    short = {"D.C": "District of Columbia", "D.C.": "District of Columbia"}.get(text, text)
    return court_state is not None and court_state.startswith(short.rstrip("."))

"""The case, the ruling, the court and the judge that a document is about."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.entity import Value
from kg.identifiers import slug
from kg.mentions import Mention
from kg.mentions.dockets import number_of_case
from kg.mentions.gazetteer import Court, courts
from kg.resolve.judges import acted, at_the_outset, dissenting, lead_judge
from kg.resolve.justices import SCOTUS
from kg.resolve.resolution import Drafts, document_tag
from kg.resolve.suits import ACTORS, Suit, find_suits
from kg.resolve.tribunals import law_at_issue, rank_of, reviewed_by
from kg.text import Text

Actors = dict[tuple[int, int], tuple[str, ...]]
_FILED_BY: Final = re.compile(
    r"\b(?:(?:filed|brought) (?:in [^.;\n]{5,90} )?(?:jointly )?|challenge (?:to [^.;,\n]{1,60} )?|sued "
    r"|suit )by (?:the |an? )?$"
)
_SUES: Final = re.compile(
    r"^(?:'s)?,? (?:has |had |have |also |then |jointly |first )*(?:sued|filed (?:an? |its |their |this )?(?:\w+ )?"
    r"(?:suit|lawsuit|complaint|petition|case|action)|brought (?:an? |this )?(?:suit|lawsuit|case|action)"
    r"|(?:challenged|is challenging|challenges)\b|"
    r"(?:attempted|sought|asked|tried|moved|petitioned|is seeking|is asking|seeks)\b[^.;]{0,40}\bto "
    r"(?:block|stop|halt|enjoin|vacate|invalidate|set aside|overturn|strike))"
)
_DESCRIPTOR: Final = re.compile(
    r"\b(?:the|an?) (?:[\w-]+ ){0,2}(?:group|organization|nonprofit|union|company|coalition) $"
)
_SUED: Final = re.compile(r"\b(?:sued|(?:lawsuit|suit|complaint|case|action) against) (?:the )?$")
_ELSEWHERE: Final = re.compile(
    r"\b(?:separate|another|similar|unrelated|earlier version|previous(?:ly)?|other (?:case|suit|lawsuit)|"
    r"if|not (?:sue|challenge)|may|might|could|threaten\w*|said (?:it|they) would)\b",
    re.IGNORECASE,
)
"""A sentence with these words may tell of a case that is not the document's own, or of none."""
_CITED: Final = re.compile(r"^[,.]? (?:\d{1,4} [A-Z]|No\.|\(\d{4}\)|[^.;\n]{0,40}\(\d{4}\))")
_CITING: Final = re.compile(
    r"\b(?:citing|cites?|see|under|overrul\w+(?: by)?|by|from|following|unlike|like|distinguish\w+|decision in"
    r"|ruling in|held in|cf\.) $",
    re.IGNORECASE,
)
_CASE_IS: Final = re.compile(r"\b[Tt]he (?:case|lawsuit|suit) is (?:called |known as |titled )?[^.;\n]{0,200}$")
_STATED: Final = 230
_OWN_NAME: Final = 600
"""A case that the document is about is named in its first characters."""
_CAPTION: Final = re.compile(r"[^\n]{2,120}? v\. [^\n]{2,160}|(?:In re|Ex parte|In the Matter of) [^\n]{2,120}")
_CITY: Final = re.compile(r"\b(?:in|of|at) ((?:[A-Z][a-z.]+ ?){1,3})(?:, ([A-Z][A-Za-z.]+(?: [A-Z][a-z]+)?))?")
_BEFORE_COURT: Final = re.compile(
    r"\b(?:(?:filed|pending|brought|heard|case|suit|lawsuit|complaint|appeal) (?:\w+ )?|sued [^.;\n]{3,90} )(?:in"
    r"|before) (?:the )?$"
)
_HIGHER: Final = re.compile(
    r"\bJustices? (?:[A-Z]|delivered)|\bcertiorari\b|\b(?:U\.S\.|United States) Supreme Court (?!precedent)"
    r"|\b[Pp]er curiam\b|\b5-4\b|\b\d-\d (?:decision|majority|opinion)"
)
_WRITTEN: Final = re.compile(
    r"\b(?:wrote|writing|delivered|authored|announced) (?:for |the |an? )[^.;]{0,40}?\b(?:majority|opinion|[Cc]ourt)\b"
    r"|\b(?:opinion|decision),? (?:was )?(?:(?:written|delivered|authored|announced) )?by (?:Chief )?Justice\b"
    r"|\b(?:his|her|a|the) (?:majority|plurality|unanimous) opinion\b|\bmajority, speaking through\b"
    r"|\bJustice [^.;]{3,60}, for (?:a|the) (?:unanimous|majority|Court)\b"
)
"""An opinion that somebody wrote: then there is a ruling, if the document has a case of its own."""
_REVIEWED: Final = re.compile(
    r"(?<![a-z] in )\b(?:[Tt]he|[Uu]nanimous|[Dd]ivided) (?:U\.S\. |US |United States )?(?:Supreme )?Court"
    r"(?:'s (?:decision|opinion|ruling|judgment|holding)"
    r"|(?: (?:[a-z]+ly|also|then|therefore|thus|has|had|again|first))*(?:, [^.;,]{1,60},)? "
    r"(?:held|rul|found|revers|affirm|vacat|conclu|determin|decid|declar|reject|upheld|struck|agree|dismiss|remand"
    r"|reason|declin|refus|explain|overturn|stat|said|noted|sid|invalidat|recogni|deni|grant|adopt|appl|voted)\w*)"
    r"|\b[Ii]n an? (?:\d-to-\d|\d-\d|unanimous) (?:vote|decision|opinion|ruling), the [Jj]ustices "
    r"(?:held|ruled|found|upheld|struck|revers|affirm|vacat|conclu|agreed)"
)
"""What summaries of opinions call the court that decided: "the Court held", with a capital letter."""
_OPINIONS: Final = re.compile(
    r"\bJustices? (?:[^.;]|(?<=\b[A-Z])\.|(?<=[JS]r)\.){1,160}?\b(?:wrote|writing|delivered|authored|announced"
    r"|dissent\w*|concur\w*|joined|opinion)\b"
    r"|\b(?:opinion|decision|dissent|concurrence),? (?:\w+ ){0,4}by (?:Chief )?Justice"
)
_ROLES: Final = (("plaintiff", "petitioner", "appellant"), ("defendant", "respondent", "appellee"))
_HINTS: Final = {_FILED_BY: ("by ",), _SUED: ("sued ", "against ")}
"""What a pattern has, so that it is not tried in vain."""
_UNLAWFUL: Final = re.compile(
    r"\b(?:violat\w+|unlawful\w*|unconstitutional\w*|exceeds|statutory authority|ultra vires|illegal\w*)\b"
)
"""What one says of an act that one challenges in court."""
_SHORT: Final = 6000
"""Characters of a report that tells of one case only."""
_BROUGHT: Final = re.compile(
    r"\b(?:filed (?:an? |its |their |his |her )(?:[\w-]+ ){0,6}?(?:suit|lawsuit|complaint|petition|appeal|action)"
    r"|appealed|(?:was|were|grand jury) (?:convicted|indicted|sentenced)|indicted|pleaded guilty|class action"
    r"|petition(?:ed)? for (?:an? )?(?:writ of )?(?:habeas|certiorari)|convicted of)\b"
)
_HEAD: Final = 300
_OPINION: Final = re.compile(
    r"^[ \t]*(?:MEMORANDUM |OPINION |FINAL |DECISION )?(?:AND |& )?(?:OPINION|ORDER|JUDGMENT|DECISION)\b[A-Z &]*$",
    re.MULTILINE,
)
"""The heading of a court's own paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proceedings:
    """What the document is about; ids or None."""

    case: str | None
    ruling: str | None
    court: str | None
    judge: str | None
    plaintiffs: tuple[str, ...]
    defendants: tuple[str, ...]
    dissenters: frozenset[str]
    captioned: tuple[tuple[str, str], ...] = ()
    suits: tuple[Suit, ...] = ()


NO_PROCEEDINGS: Final = Proceedings(
    case=None, ruling=None, court=None, judge=None, plaintiffs=(), defendants=(), dissenters=frozenset()
)


def resolve_proceedings(
    text: Text, mentions: list[Mention], actors: Actors, people: dict[Mention, str], justices: bool, drafts: Drafts
) -> Proceedings:
    """The case of a document that tells of one, with provisional ids where neither docket nor caption is given.

    `justices` is whether it names Justices of the Supreme Court.
    """
    lead = lead_judge(text, people)
    judge = people[lead] if lead else None
    suits = tuple(
        suit for suit in find_suits(text, mentions) if not _ELSEWHERE.search(text.folded, suit.start, suit.end)
    )
    plaintiffs = _sides(actors, suits, "plaintiffs", _parties(text, actors, suits, _FILED_BY, _SUES))
    found = _sides(actors, suits, "defendants", _parties(text, actors, suits, _SUED, None))
    defendants = tuple(i for i in found if i not in plaintiffs)
    caption = _own_caption(text, mentions)
    docket = _own_docket(text, mentions)
    told = any(m.kind == "Case" and m.form == "description" for m in mentions)
    asked = told or any(m.kind == "Motion" for m in mentions)
    court, court_acted = _court(text, mentions, lead, drafts)
    if lead is None and _of_the_supreme_court(text, mentions, justices):
        known = courts()["scotus"]
        court, court_acted = drafts.add(SCOTUS, "Court", known.name), True
    decided = (
        (lead is not None and acted(text, lead))
        or court_acted
        or (lead is None and bool(_REVIEWED.search(text.folded)))
        or bool(docket and _OPINION.search(text.folded[: _OWN_NAME * 2]))
    )
    case = None
    if (
        docket
        or caption
        or decided
        or (told and plaintiffs)
        or (asked and (court or judge))
        or (plaintiffs and (judge or court or defendants or _UNLAWFUL.search(text.folded)))
        or _one_case(text, mentions, suits)
    ):
        case = _case(text, caption, docket, court, (plaintiffs, defendants), drafts)
    ruling = _ruling(text, mentions, case, judge, decided, drafts) if case else None
    return Proceedings(
        case=case,
        ruling=ruling,
        court=court if case else None,
        judge=judge,
        plaintiffs=plaintiffs,
        defendants=defendants,
        dissenters=dissenting(text, people),
        captioned=_captioned(text, caption, drafts) if case and caption else (),
        suits=suits if case else (),
    )


def _of_the_supreme_court(text: Text, mentions: list[Mention], justices: bool) -> bool:
    """Whether the document reports a ruling of the Supreme Court: its Justices write, or "the Court" rules."""
    if justices and _OPINIONS.search(text.folded):
        return True
    named = {item.target for m in mentions if m.kind == "Court" for item in m.items}
    if (SCOTUS in named or "certiorari" in text.folded) and _REVIEWED.search(text.folded):
        return True
    circuits = any(courts()[court.rsplit("/", 1)[1]].kind == "appeals" for court in named)
    return circuits and "Supreme Court" in " ".join(match.group() for match in _REVIEWED.finditer(text.folded))


def _captioned(text: Text, caption: str, drafts: Drafts) -> tuple[tuple[str, str], ...]:
    """The parties that the caption of a court paper names, with the roles that it gives them."""
    head = text.folded[: _OWN_NAME * 2]
    found: list[tuple[str, str]] = []
    for side, roles in zip(re.split(r" vs?\. ", caption, maxsplit=1), _ROLES, strict=False):
        name = re.sub(r",? et al\.?$", "", side).strip(" .,").lower()
        role = next((role for role in roles if role.title() in head or role.upper() in head), None)
        for draft in drafts.by_id.values() if role else ():
            if name in (known.lower() for known in (draft.name, *draft.aliases)) and draft.label != "Case":
                found.append((draft.id, role or ""))
    return tuple(found)


def _one_case(text: Text, mentions: list[Mention], suits: tuple[Suit, ...]) -> bool:
    """Whether a short report tells of one case that somebody brings, defends or appeals, though it names none."""
    if len(text.folded) > _SHORT:
        return False
    sides = [frozenset(m.name for m in suit.plaintiffs) or None for suit in suits]
    if suits:
        return len(set(sides)) == 1
    actors = [m for m in mentions if m.kind in ACTORS and m.form != "description"]
    for match in _BROUGHT.finditer(text.folded):
        sentence = text.sentences[max(0, text.sentence_at(match.start()))]
        if _ELSEWHERE.search(text.folded, sentence.start, sentence.end) or text.folded[sentence.end - 1] == "?":
            continue
        if any(sentence.start <= m.start < sentence.end for m in actors):
            return True
    return False


def _sides(actors: Actors, suits: tuple[Suit, ...], side: str, others: tuple[str, ...]) -> tuple[str, ...]:
    """One side of the suits, and those that other words name."""
    named = [i for suit in suits for m in getattr(suit, side) for i in actors.get((m.start, m.end), ())]
    return tuple(dict.fromkeys([*named, *others]))


def _parties(
    text: Text, actors: Actors, suits: tuple[Suit, ...], before: re.Pattern[str], after: re.Pattern[str] | None
) -> tuple[str, ...]:
    told = {text.sentence_at(suit.start) for suit in suits}
    found: list[str] = []
    for (start, end), ids in actors.items():
        if text.sentence_at(start) in told:
            continue
        left = text.folded[max(0, start - 150) : start]
        told_before = any(hint in left for hint in _HINTS[before]) and before.search(_DESCRIPTOR.sub("", left))
        if told_before or (after is not None and after.match(text.folded[end : end + 120])):
            sentence = text.sentences[max(0, text.sentence_at(start))]
            if not _ELSEWHERE.search(text.folded, sentence.start, sentence.end):
                found += ids
    return tuple(dict.fromkeys(found))


def _own_caption(text: Text, mentions: list[Mention]) -> str | None:
    """The name of the document's own case: its title, or a case that it names first and does not merely cite."""
    if text.document.title and _CAPTION.fullmatch(text.document.title.strip()):
        return text.document.title.strip().rstrip(".")
    for mention in mentions:
        if mention.kind != "Case" or mention.form != "name":
            continue
        if _CASE_IS.search(text.folded[max(0, mention.start - _STATED) : mention.start]):
            return mention.name
        if mention.start > _OWN_NAME:
            continue
        cited = _CITED.match(text.folded[mention.end : mention.end + 60])
        if not cited and not _CITING.search(text.folded[max(0, mention.start - 20) : mention.start]):
            return mention.name
    return None


def _own_docket(text: Text, mentions: list[Mention]) -> Mention | None:
    """The docket number in the head of the document, or the only one that it gives."""
    given = [m for m in mentions if m.kind == "Case" and m.number]
    head = [m for m in given if m.start < _OWN_NAME]
    if head:
        return head[0]
    own = [m for m in given if not _elsewhere(text, m)]
    return own[0] if len({m.number for m in given}) == 1 and own else None


def _case(
    text: Text,
    caption: str | None,
    docket: Mention | None,
    court: str | None,
    sides: tuple[tuple[str, ...], tuple[str, ...]],
    drafts: Drafts,
) -> str:
    if docket and (court or docket.items):
        number = docket.number or ""
        entity = f"/us/case/{court.rsplit('/', 1)[1]}/{number_of_case(number)}" if court else ""
        entity = docket.items[0].target if docket.items else entity
        return drafts.add(entity, "Case", caption or docket.name, docket.name, properties={"docket": number})
    if caption:
        properties: dict[str, Value] = {"provisional": True}
        if docket and docket.number:
            properties["docket"] = docket.number
        return drafts.add(f"/us/case/x/{slug(caption)}", "Case", caption, properties=properties)
    tag = document_tag(text)
    for parties, words in zip(sides, ("Case brought by", "Case against"), strict=True):
        if parties:
            names = " and ".join(drafts.by_id[party].name for party in parties[:2])
            key = slug(drafts.by_id[parties[0]].name)
            return drafts.add(f"/us/case/x/{key}~{tag}", "Case", f"{words} {names}", properties={"provisional": True})
    where = f" in the {drafts.by_id[court].name}" if court else ""
    return drafts.add(f"/us/case/x/unnamed~{tag}", "Case", f"Unnamed case{where}", properties={"provisional": True})


def _ruling(
    text: Text, mentions: list[Mention], case: str, judge: str | None, decided: bool, drafts: Drafts
) -> str | None:
    """The ruling that the document reports; an order that somebody asks for, or may make, is none."""
    told = any(m.kind == "Ruling" and m.name in ("ruling", "opinion", "judgment", "verdict") for m in mentions)
    if not decided and not told and not _WRITTEN.search(text.folded):
        return None
    entity = f"/us/ruling/x/{document_tag(text)}"
    author = f" by {drafts.by_id[judge].name}" if judge else ""
    name = drafts.by_id[case].name
    name = name[0].lower() + name[1:] if drafts.by_id[case].id.endswith(document_tag(text)) else name
    drafts.add(
        reviewed_by(entity), "Ruling", f"Decision reviewed in {name}", weak=True, properties={"provisional": True}
    )
    issue = f"Law at issue in {name}"
    drafts.add(law_at_issue(entity), "Statute", issue, weak=True, properties={"provisional": True})
    return drafts.add(entity, "Ruling", f"Ruling{author} in {name}", properties={"provisional": True})


def _court(text: Text, mentions: list[Mention], judge: Mention | None, drafts: Drafts) -> tuple[str | None, bool]:
    """The court of the case, and whether it is said to have ruled.

    It is where the judge sits, or the one in the caption, or the one that acts at the outset, or the one in which the
    case is said to be pending. A court that the text merely names is not the court of its case.
    """
    named = [m for m in mentions if m.kind == "Court" and m.items]
    if judge and judge.role and "District" in judge.role:
        seat = _seat(text, judge)
        if seat:
            court = courts()[seat]
            return drafts.add(court.node, "Court", court.name, *court.abbreviations[:1]), False
    captions = [m for m in named if m.start < _HEAD and text.folded[m.start : m.end].isupper()]
    outset = [m for m in named if at_the_outset(text, m.start) and acted(text, m) and not _reviewed(text, m)]
    pending = [m for m in named if _BEFORE_COURT.search(text.folded[max(0, m.start - 120) : m.start])]
    pending = [m for m in pending if not _elsewhere(text, m)]
    for group, has_ruled in ((captions, False), (outset, True), (pending, False)):
        ids = {item.target for m in group for item in m.items}
        if has_ruled and len(ids) > 1:
            ids = _highest(ids)
        if len(ids) == 1:
            return ids.pop(), has_ruled
    return None, False


def _highest(ids: set[str]) -> set[str]:
    """Of the courts that ruled in one case those that stand highest: there its ruling was made."""
    ranks = {court: rank_of(court) for court in ids}
    return {court for court in ids if ranks[court] == max(ranks.values())}


def _reviewed(text: Text, court: Mention) -> bool:
    """Whether the text goes on to a higher court: then the court that acted first is not that of its ruling."""
    supreme = court.items[0].target == "/us/court/scotus"
    return not supreme and bool(_HIGHER.search(text.folded, court.end))


def _elsewhere(text: Text, mention: Mention) -> bool:
    sentence = text.sentences[max(0, text.sentence_at(mention.start))]
    return bool(_ELSEWHERE.search(text.folded, sentence.start, sentence.end))


def _seat(text: Text, judge: Mention) -> str | None:
    """The one district court that sits in the city, or covers the state, named in the judge's sentence."""
    index = text.sentence_at(judge.start)
    sentence = text.sentences[index]
    for match in _CITY.finditer(text.folded, judge.end, sentence.end):
        city, state = match.group(1).strip(" ."), (match.group(2) or "").rstrip(".,")
        by_seat, by_state = _districts()
        sitting = [c.id for c in by_seat.get(city, ()) if not state or _same_state(c.state, state)]
        whole = [c.id for c in by_state.get(city, ())]
        for found in (sitting, whole):
            if len(found) == 1:
                return found[0]
    return None


@cache
def _districts() -> tuple[dict[str, list[Court]], dict[str, list[Court]]]:
    """The federal trial courts by the cities where they sit, and by their states."""
    by_seat: dict[str, list[Court]] = {}
    by_state: dict[str, list[Court]] = {}
    for court in courts().values():
        if court.kind == "district":
            for seat in dict.fromkeys(court.seats):
                by_seat.setdefault(seat, []).append(court)
            if court.state:
                by_state.setdefault(court.state, []).append(court)
    return by_seat, by_state


def _same_state(court_state: str | None, text: str) -> bool:
    short = {"D.C": "District of Columbia", "D.C.": "District of Columbia"}.get(text, text)
    return court_state is not None and court_state.startswith(short.rstrip("."))

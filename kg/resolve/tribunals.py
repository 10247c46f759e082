"""The courts through which a case went, and the ruling of each."""

import re
from collections.abc import Mapping
from typing import Final

from kg.claim import Step
from kg.entity import Value
from kg.mentions import Mention
from kg.mentions.courts import KINDS_OF_LEVEL
from kg.mentions.gazetteer import courts
from kg.resolve.justices import SCOTUS
from kg.resolve.resolution import Drafts, Resolved, Tribunal, Tribunals, document_tag
from kg.text import Text

_RANKS: Final = {
    "special": 1, "district": 1, "other": 1, "military": 1, "state-appeals": 2, "appeals": 2, "state-supreme": 3,
    "supreme": 4, "trial": 1, "circuit": 2, "lower": 1,
}  # fmt: skip
_NAMES: Final = {"trial": "trial court", "appeals": "court of appeals", "circuit": "circuit court",
                 "supreme": "state supreme court", "lower": "lower court"}  # fmt: skip
_ADVERB: Final = (
    r"(?: (?:[a-z]+ly|also|then|later|again|first|en banc|had|has(?! (?:repeatedly|long|consistently|previously))"
    r"|thus|therefore))*"
)
_ACT: Final = re.compile(
    rf"(?:(?:,[^,;.\n]{{1,90}},)?(?: (?:panel|judge))?(?:, (?:which|and it|but it))?{_ADVERB},? "
    r"(?:affirm|revers|vacat|remand|held|rul|f(?:ou|i)nd|grant|den(?:y|ied)|dismiss|reject|agree|disagree|conclud|upheld"
    r"|overturn|str[iu]ck|order|enjoin|convict|sentenc|declin|refus|certif|enter|issu|determin|reason|decid|declar"
    r"|stay|set aside|award|invalidat|consider|explain|state[ds]|instruct|appl(?:y|ied)|threw|quash|barr|sustain|err"
    r"|misappl|uph[eo]ld|revok|reinstat|noted|approv|modif|ma[dk]e|certif|intervene|observ|overr[ui])\w*)"
)
_ITS_RULING: Final = re.compile(r"'s (?:ruling|decision|reversal|judgment|holding|affirmance|denial|order|opinion)\b")
_SAID_OF_IT: Final = re.compile(r"\bthat (?:the )?$")
"""What somebody says of a ruling: it need not be one in this case."""
_ACT_BEFORE: Final = re.compile(
    r"\b(?:[Ii]n (?:affirming|reversing|vacating|dismissing|so ruling|so holding)[^.;,]{0,60}, "
    r"|(?:affirmed|reversed|vacated|dismissed|denied|granted|upheld|rejected|decided|convicted|sentenced|overturned)"
    r"(?: [a-z]+){0,3} (?:by|in) "
    r"|\b(?:[Aa]ppeal(?:s|ed|ing)?|certif\w+|petition(?:ed)?)\b[^.;]{0,70}? (?:to|from|in|before) "
    r"|\b(?:sued|filed|brought|suit|petition)\b[^.;]{0,70}? in )(?:the |an? )?$"
)
_CITED_YEAR: Final = re.compile(r" (?:[A-Z][a-z]{2,8}\.? \d{1,2}, )?\d{4}\)")
_FEDERAL: Final = re.compile(r"\bfederal district court\b")
"""Then "the district court" is that one, and no court of a state."""
_STATES_OWN: Final = re.compile(
    r"^(?:[Tt]he|[Aa]n?|[Tt]hat|[Ii]ts) (?:[Ss]tate(?:'s)? |(?!United|Federal|District|Trial|Court|Circuit|Superior"
    r"|Bankruptcy|County|Appea|Appellate|Supreme|Lower|High)[A-Z][a-z]+ )"
)
"""A state's own: "the Texas district court"."""


def resolve_tribunals(
    text: Text, mentions: list[Mention], own: str | None, resolved: dict[Mention, Resolved], drafts: Drafts
) -> Tribunals:
    """Give every court but the document's own its ruling, and "the district court" the one court that it can mean."""
    found: dict[Mention, Tribunal] = {}
    seen = [m for m in mentions if m.kind == "Court" and not _in_citation(text, m)]
    for mention in seen:
        if mention.items and mention.items[0].target != own:
            found[mention] = _tribunal(text, mention.items[0].target)
    named = dict.fromkeys(found.values())
    for mention in seen:
        if mention.form == "description" and mention.name in _NAMES:
            _describe(text, mention, own, named, found, resolved)
    acts = sorted(((m.start, t) for m, t in found.items() if _acted(text, m)), key=lambda act: act[0])
    for tribunal in dict.fromkeys(found.values()):
        name = courts()[tribunal.key].name if tribunal.court else _NAMES[tribunal.key.rsplit("-", 1)[-1]]
        provisional: dict[str, Value] = {"provisional": True}
        drafts.add(tribunal.ruling, "Ruling", f"Ruling of the {name}", weak=True, properties=provisional)
        reviewed = f"Decision that the {name} reviewed"
        drafts.add(reviewed_by(tribunal.ruling), "Ruling", reviewed, weak=True, properties=provisional)
    return Tribunals(by_mention=found, acts=tuple(acts))


def _in_citation(text: Text, mention: Mention) -> bool:
    """Whether a court stands in the parenthesis of a citation: "3 F.4th 1375 (Fed. Cir. 2021)"."""
    return text.folded.startswith("(", mention.start - 1) and _CITED_YEAR.match(text.folded, mention.end) is not None


def _describe(
    text: Text, mention: Mention, own: str | None, named: Mapping[Tribunal, None], found: dict[Mention, Tribunal],
    resolved: dict[Mention, Resolved],
) -> None:  # fmt: skip
    words = text.folded[mention.start : mention.end]
    states = bool(_STATES_OWN.match(words))
    if mention.name == "supreme" and not states:
        if own == SCOTUS:
            resolved[mention] = _one(mention, own)
        return
    rivals = [t for t in named if t.rank == (rank_of(own) if own else 0)]
    if own and courts()[own.rsplit("/", 1)[1]].kind in KINDS_OF_LEVEL.get(mention.name, ()) and not (rivals or states):
        resolved[mention] = _one(mention, own)
        return
    kinds = ("state-supreme",) if mention.name == "supreme" else KINDS_OF_LEVEL.get(mention.name, ())
    federal = (
        "ederal" in words
        or "U.S." in words
        or (mention.name == "trial" and words.endswith("district court") and bool(_FEDERAL.search(text.folded)))
    )
    if federal:
        kinds = tuple(kind for kind in kinds if not kind.startswith("state"))
    fitting = [t for t in named if t.court and courts()[t.key].kind in kinds]
    if words.lower().endswith("court of appeals"):  # no name of the Illinois Appellate Court
        fitting = [t for t in fitting if "Court of Appeals" in courts()[t.key].name]
    own_state = states and not federal and mention.name != "supreme"
    if mention.definite and not mention.plural and len(fitting) == 1 and not own_state:
        found[mention] = fitting[0]
        resolved[mention] = _one(mention, fitting[0].court or "")
    elif mention.name == "trial" and not states and (known := next((t for t in found.values() if t.district), None)):
        found[mention] = known
    elif not mention.plural or mention.name == "lower":
        key = f"state-{mention.name}" if own_state else f"federal-{mention.name}" if federal else mention.name
        rank = _RANKS["state-supreme"] if mention.name == "supreme" else _RANKS[mention.name]
        found[mention] = Tribunal(
            key=key, court=None, rank=rank, ruling=_ruling_id(text, key), federal=federal and rank == _RANKS["appeals"],
            district=federal and rank == 1,
        )  # fmt: skip


def _one(mention: Mention, court: str) -> Resolved:
    step = Step(start=mention.start, end=mention.end, entity=court, reason="the only court of that level named")
    return Resolved(mention=mention, ids=(court,), steps=(step,))


def _tribunal(text: Text, court: str) -> Tribunal:
    key = court.rsplit("/", 1)[1]
    kind = courts()[key].kind
    return Tribunal(
        key=key, court=court, rank=rank_of(court), ruling=_ruling_id(text, key), federal=kind == "appeals",
        district=kind == "district",
    )  # fmt: skip


def reviewed_by(ruling: str) -> str:
    """Id of the decision that a ruling reviewed, where the text does not say whose it was."""
    return f"{ruling}-reviewed"


def law_at_issue(ruling: str) -> str:
    """Id of the law that a ruling tests, where the text describes it and does not name it."""
    return f"/us/act/x/{ruling.rsplit('/', 1)[1]}"


def rank_of(court: str) -> int:
    """How high a named court stands; a trial court is 1."""
    return _RANKS[courts()[court.rsplit("/", 1)[1]].kind]


def _ruling_id(text: Text, key: str) -> str:
    return f"/us/ruling/x/{document_tag(text)}-{key}"


def _acted(text: Text, mention: Mention) -> bool:
    """Whether the words beside a court say that it ruled."""
    before = text.folded[max(0, mention.start - 110) : mention.start]
    if _ITS_RULING.match(text.folded, mention.end) and not _SAID_OF_IT.search(before):
        return True
    return bool(_ACT.match(text.folded, mention.end)) or bool(_ACT_BEFORE.search(before))

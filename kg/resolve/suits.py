"""Who sues whom: the parties on both sides of "sued", however long the lists are."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kg.mentions import Mention
from kg.text import Text

ACTORS: Final = ("Agency", "Organization", "Person")
_VERB: Final = re.compile(
    r"(?<![\w-])(?:(?:have|has|had|jointly|also|then|later|subsequently|first|recently|today"
    r"|yesterday) )*"
    r"(?:sued|sues|(?:filed|brought|files|brings) (?:[\w'-]+ ){0,7}?(?:suit|lawsuit|complaint|action|petition|case)"
    r" (?:[\w.'-]+ ){0,9}?against)(?= )",
    re.IGNORECASE,
)
_STEMS: Final = ("sued", "sues", "filed", "files", "brought", "brings")
"""What no verb of suing lacks."""
_ASIDE: Final = re.compile(
    r",? (?:represented|assisted|joined|supported|led|backed) by\b|, (?:an? |the (?!\w+ (?:and|of) )|who\b"
    r"|which\b|with\b|on behalf"
    r"|along with|together with|through\b|by\b|based\b|both\b|all\b|each\b|former\b|then\b)"
)
_INTRO: Final = re.compile(r"^(?:(?:On|In|After|During|Following|Later|Then|Earlier|Last|This|By|Also)\b[^,]{0,60}, )?")
_END: Final = re.compile(
    r",? (?:over|for|alleging|claiming|arguing|seeking|asserting|contending|under|after|because|when|challenging|to"
    r"|requesting|asking|saying|pursuant|based|following|regarding|concerning|on (?!behalf)|in (?!re )|as|which"
    r"|who|that"
    r"|with the)\b|[;:](?= |$)|, (?:and )?(?:alleg|claim|argu|seek)"
)
_OTHER_VERB: Final = re.compile(
    r"\b(?:was|were|is|are|had|has|have|said|says|did|(?-i:does)|would|could|may|might|if|whether|that|when|not|never|no|who"
    r"|which|(?!(?:focused|based|located|held|employed|dedicated|represented|related|known|called)\b)[a-z]{3,}ed"
    r"(?= (?:by|to|that|the|an?|his|her|its|their|from|with|at|on|in|for|and)\b))\b",
    re.IGNORECASE,
)
_LISTED: Final = re.compile(r"(?: \([^)]{1,12}\)| [\d-]+)?(?:,| and | & |;| \()")
_SAID_SO: Final = re.compile(
    r"[,—] (?:according to|(?:[^,;]{1,80} )?(?:said|says|say|allege[sd]|report(?:s|ed)|claim(?:s|ed)?|told"
    r"|wrote))\b[^,;]{0,60}$"
)
"""Words at the end of a sentence that put it into somebody's mouth."""
_INSIDE: Final = re.compile(
    r"\b(?:(?<!ities )(?<!unties )(?<!tates )(?<!owns )of|by|at|with|from|for|to|in|on|against|under|between|via|per"
    r"|represented by|including) "
    r"(?:the |an? |Dr\. |Mr\. |Ms\. |Mrs\. |former |then |President |Judge |Justice )*$",
    re.IGNORECASE,
)
_SUFFERED: Final = re.compile(r"\b(?:is|are|was|were|be|been|being)(?: [a-z]+ly)? \Z")
"""Before "sued" it turns the sides: "was sued by"."""
_PEOPLE_OF: Final = re.compile(
    r"\b(?:representatives|officials|officers|members|employees|agents|directors|heads|lawyers|attorneys|staff|workers)"
    r" (?:of|at|in|from|for) (?:the )?\Z"
)
"""Before a list they make all of it theirs: "officials of the A, B and C"."""
_OVER: Final = re.compile(r" (?:over|challenging) (?:the |President )?")
_DECIDED_BY: Final = re.compile(
    r"(?:[\w-]+ ){0,4}?(?:decisions?|orders?|plans?|polic(?:y|ies)|rules?|directives?|memorandum|efforts?|refusal"
    r"|failure|actions?|termination|takeover)(?: (?:issued|made|taken|announced))? (?:by|from) (?:the )?"
    r"(?:[A-Z]\w+ ){0,3}"
)
"""From "over the" to whose act it is: "decision by the"."""
_MODIFIER: Final = re.compile(
    r"(?:'s? |'s?$| (?:officials?|employees?|officers?|agents?|staff|workers?|director|administrator|secretary"
    r"|commissioner"
    r"|administration|leaders?|members?|policy|data|grant|funding)\b"
    r"| (?:Acting |Deputy |Assistant )*(?:Direct(?:or)?|Secretary|Administrator|Commissioner|Chair|Chief"
    r"|Attorney General)\b)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suit:
    """A sentence that says that somebody sued.

    Attributes:
        start, end: The sentence.
        plaintiffs, defendants: Mentions of both sides, in order.
        blamed: Whose act the suit is over: "over the agency's decision".
    """

    start: int
    end: int
    plaintiffs: tuple[Mention, ...]
    defendants: tuple[Mention, ...]
    blamed: tuple[Mention, ...] = ()


def find_suits(text: Text, mentions: list[Mention]) -> Iterator[Suit]:
    """Every suit that is reported as a fact; one that is denied, planned or reported by somebody is left out."""
    everyone = [m for m in mentions if m.kind in ACTORS and m.form != "description" and not m.nested]
    starts = [m.start for m in everyone]
    for index in _with_stem(text):
        sentence = text.sentences[index]
        if sentence.boilerplate or text.folded[sentence.end - 1 : sentence.end] == "?":
            continue
        verb = _VERB.search(text.folded, sentence.start, sentence.end)
        if verb is None or text.quotation_at(verb.start()) is not None:
            continue
        if _SUFFERED.search(text.folded, max(sentence.start, verb.start() - 30), verb.start()):
            continue
        begin = sentence.start
        intro = _INTRO.match(text.folded[begin : verb.start()])
        begin += intro.end() if intro else 0
        aside = _ASIDE.search(text.folded, begin, verb.start())
        subject_end = aside.start() if aside else verb.start()
        if _OTHER_VERB.search(text.folded, begin, subject_end) or begin >= subject_end:
            continue
        if _SAID_SO.search(text.folded[verb.end() : sentence.end]):
            continue
        actors = everyone[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        plaintiffs = tuple(_heads(text, actors, begin, subject_end))
        if any(not _LISTED.match(text.folded[a.end : b.start]) for a, b in pairwise(plaintiffs)):
            continue
        stop = _END.search(text.folded, verb.end(), sentence.end)
        object_end = stop.start() if stop else sentence.end
        yield Suit(
            start=sentence.start, end=sentence.end,
            plaintiffs=plaintiffs,
            defendants=tuple(_heads(text, actors, verb.end(), object_end)),
            blamed=tuple(_blamed(text, actors, verb.end(), sentence.end)),
        )  # fmt: skip


def _with_stem(text: Text) -> list[int]:
    """The sentences in which a verb of suing may stand, in order."""
    found: set[int] = set()
    for stem in _STEMS:
        place = text.lowered.find(stem)
        while place >= 0:
            found.add(text.sentence_at(place))
            place = text.lowered.find(stem, place + 1)
    return sorted(found - {-1})


def _blamed(text: Text, actors: list[Mention], start: int, end: int) -> Iterator[Mention]:
    """Whose act the suit is over: "over the agency's decision", "over the order by the agency"."""
    over = _OVER.search(text.folded, start, end)
    for mention in actors if over else ():
        near = over is not None and over.end() <= mention.start <= over.end() + 40
        owns = near and text.folded.startswith(("'s ", "' "), mention.end)
        if owns or (over and _DECIDED_BY.fullmatch(text.folded, over.end(), mention.start)):
            yield mention
            return


def _heads(text: Text, actors: list[Mention], start: int, end: int) -> Iterator[Mention]:
    """The actors of a stretch that are members of its list, not parts of other names: "lawyers for X", "X's widow"."""
    theirs: Mention | None = None
    for mention in actors:
        if start <= mention.start and mention.end <= end:
            before = text.folded[max(start, mention.start - 40) : mention.start]
            goes_on = theirs is not None and _LISTED.match(text.folded, theirs.end, mention.start)
            theirs = mention if goes_on or _PEOPLE_OF.search(before) else None
            if theirs is None and not _INSIDE.search(before) and not _MODIFIER.match(text.folded, mention.end):
                yield mention

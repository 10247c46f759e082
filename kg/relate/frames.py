"""Frames: how a relation is said. They are data, `schemas/frames/*.yaml`; this compiles them to patterns.

A pattern is a regular expression over a masked sentence with these macros:
`{S}` subject slot, `{O}` object slot, `{V:break|violate}` an active verb group with any of the verbs, `{F:break}` the
same without its participle in -ing, `{L:turn on}` the bare verbs, `{BE}`, `{DET}`, `{ASIDE}` an aside between commas,
`{WHEN}` where and when, `{START}` a clause's start, `{gap}` a few words without another slot, `{act}` the rest of the
clause, kept as the qualifier "action", `{APPOSITION}` who the subject is, `{OTHERS}` who is not named beside it ("and
several other residents").
Of opinions: `{JOIN}` and `{JOINED}` who joined, with the slots J and K; `{WROTE}`, `{KIND}`, `{OPINION}`, `{BENCH}` the
court or majority for which one writes, `{PANEL}` a part of a court before it, `{WRITING}` for whom, between commas.
Of review: `{JUDGMENT}` what a court reviews, `{WHAT}` the same with its court, `{WHOSE}` that court, `{WHICH}` the
case, `{ALSO}` another act before the verb, `{OPENS}` from a judge to a participle ("wrote for the court, reversing").
Of validity: `{LAW}` a law that is described, `{OWNER}` whose it is, `{WHICHLAW}` that or a slot, `{POST}` what
describes it behind the noun, `{OTHERWISE}` words that make it another statement, `{RIGHTS}`, `{BREACHES}`, `{INVALID}`
that it does not stand, `{FLATLY}` without a condition behind it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, cast

from kg.claim import Basis, Polarity, Status
from kg.errors import SchemaError
from kg.relate.cues import Manner
from kg.relate.mask import ACTORS, LAWS, Masked
from kg.relate.needs import Need, Needs, needed_parts
from kg.relate.words import CONTROL
from kg.schema import load_schema, read_yaml, schemas_folder

SLOTS: Final = ("S", "O", "J", "K")
FAMILIES: Final[dict[str, tuple[str, ...]]] = {
    "actor": ACTORS,
    "law": LAWS,
    "judge": ("Person", "Court", "Ruling"),
}
ADVERBS: Final = (
    rf"(?:(?:{CONTROL}|does|did|do|has|have|had|is|are|was|were|be|been|being|will|would|may|might|could|can"
    rf"|cannot|should|shall|must"
    r"|won't|don't|doesn't|didn't|isn't|wasn't|aren't|weren't|hasn't|hadn't|wouldn't|couldn't|can't|not|never|also"
    r"|still"
    r"|no longer|now|then|already|later|today|jointly|again|first|once|reportedly|thereby|thus|therefore|far from"
    r"|[a-z]+ly) )*"
)
_MACROS: Final = {
    "DET": (
        r"(?:(?<![A-Za-z])(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Tt]his|[Tt]hat|[Ss]uch|[Aa]ny|[Ee]ach|his|her|our|said"
        r"|a new) )?"
    ),
    "BE": r"(?:is|are|was|were|be|been|being|has been|have been|had been)",
    "ASIDE": r"(?:, [^<>;]{1,90},|,(?= [a-z]+s ))?",
    "APPOSITION": (
        r"(?:, [^<>;]{1,90},|,(?= [a-z]+s )| \([^()<>]{1,80}\)"
        r"|, (?:the|an?|then|then-|former|acting) (?:[^<>;.]|<(?:Agency|Organization|Court|Place):\d+>){1,110}?,)?"
    ),
    "OTHERS": (
        r"(?:,? and (?:(?:several|some|many|two|three|four|five|six|seven|eight|nine|ten|other|fellow|a (?:number|group"
        r"|class) of|his|her|their|its) )+[^<>;:.]{0,70}?,?)?"
    ),
    "START": r"(?:^(?:\W{0,2}(?:\d{1,2}(?:\.\d{1,2})*|[A-Za-z]|[ivxIVX]{1,5})[.)]{0,2} )?|[.;:—] ?|\) |, )",
    "WHEN": (
        r"(?: of (?:the )?(?:<Court:\d+>|[A-Z]\w+(?: [A-Z]\w+)?))?"
        r"(?:,? (?:on|in|at|late|earlier|early|last|this) (?:(?! that | who | which |\b[a-z]{2,}ed\b)[^<>;,]){1,30},?)?"
    ),
    "JOIN": (
        r"(?:,? (?:and )?(?:joined(?: in part)? by|with whom|(?:who|which) was joined by)"
        r" (?:[^<>.;:]{0,20}<Person:(?P<J>\d+)>)?[^.;:]{0,160}?)?,?"
    ),
    "JOINED": r"(?:,? (?:in which |and )?(?:was )?joined(?: in part)? by [^<>.;:]{0,20}<Person:(?P<K>\d+)>)?",
    "WROTE": (
        r"(?:also |then |separately )*(?:wrote|writes|delivere?d?|delivers|authored|announced|penned|issued"
        r"|filed|writing)"
    ),
    "KIND": (
        r"(?:(?:\d+-\d+|\d+-to-\d+|unanimous|unsigned|per curiam|brief|short|lengthy|majority|plurality|principal|lead"
        r"|main|divided|nearly|landmark|narrow|controlling|Court's|court's) )*"
    ),
    "OPINION": r"(?:opinions?|decisions?|judgments?|rulings?|<Ruling:\d+>)",
    "BENCH": (
        r"(?:(?:the|a|an) (?:[\w-]+ )?(?:[\d-]+ |unanimous |nearly |equally |sharply |divided )*"
        r"(?:[Cc]ourt|majority|plurality|justices)|<Court:\d+>)"
    ),
    "PANEL": r"(?:(?:[Aa]|[Tt]he) (?:[\w-]+ ){0,3}?(?:panel|majority|court|bench) (?:of|on|at|in|for) )?",
    "JUDGMENT": (
        r"(?:judgments?|decisions?|rulings?|orders?|opinions?|convictions?|sentences?|holdings?|dismissals?|findings?"
        r"|verdicts?|injunctions?|awards?|denials?|determinations?|conclusions?|case|<Ruling:\d+>)"
    ),
    "WHAT": (
        r"(?:in part )?(?:the |that |an? |its |his |her |their |both |this |all (?:of )?(?:the )?)?"
        r"(?:(?!court)[\w'-]+ ){0,3}?{JUDGMENT}(?: and [a-z]+)?(?: (?:of|by|from|in) {O})?(?! (?:of|by|from|in) <C)"
    ),
    "WHOSE": r"(?:in part )?{O}(?:'s? (?:(?!court)[\w-]+ ){0,2}?{JUDGMENT})?(?! in <Case)",
    "WHICH": (
        r"(?:<Case:\d+>|(?:the |that |this |its |his |her |their )?(?:case|cases|matter|suit|cause|issue|question"
        r"|proceedings?|claims?))"
    ),
    "OPENS": (
        r"{JOIN},? [^.;]{0,140}?(?:{OPINION}|majority|<Court:\d+>|[Cc]ourt|plurality|ruled|held|voted"
        r"|reversed|vacated|affirmed)[^.;:<>]{0,60}?,? (?:and )?"
        r"(?:(?:affirming|reversing|vacating|remanding)\b[^.;]{0,90}?,? and )?"
    ),
    "ALSO": (
        r"(?:(?:has |had |also )*(?:affirmed|reversed|vacated|upheld|overturned|remanded|wrote|delivered|held"
        r"|ruled|found"
        r"|agreed|concluded|granted|rejected)\b[^.;]{0,110}?(?:,? and|,? but|,) )?"
    ),
    "WRITING": r"(?:, (?:writing for|speaking for|in an?|in its|per) [^.;]{1,100}?,?)?",
    "LAW": (
        r"(?:§ ?\d+\w*|[Ss]ections? \d+\w*|(?:{OWNER}|the |The |this |This |that |both |such |Such |an? |An? |its "
        r"|(?!(?:If|When|Whenever|Unless|Whether|Although|Though|While|Because|Since|Where|Until|Once|Had|Does|Did|Do|Is"
        r"|Was|Are|Were|Can|May|Should|Would|Could|No|Neither|Nor|Not|Without)\b)"
        r"[A-Z]\w+(?:'s)? (?:[A-Z]\w+(?:'s)? )?)"
        r"(?:(?!(?:not|that|no|neither|nor|none|without)\b)[\w'-]+ ){0,4}?"
        r"(?:[Ll]aws?|[Ss]tatutes?|[Oo]rdinances?|[Aa]ct|provisions?|[Rr]egulations?|rules?"
        r"|requirements?|bans?|tax|taxes|fees?"
        r"|schemes?|prohibitions?|restrictions?|plans?|[Ss]ection \d+\w*|amendment|exemption|apportionment|order"
        r"|polic(?:y|ies)|classifications?|distinctions?|preferences?"
        r"|practices?|systems?|procedures?|limits?|quota|program))"
    ),
    "OWNER": r"(?:(?:the |The )?<(?:Agency|Organization|Statute|Place):\d+>(?:'s?)? )",
    "WHICHLAW": r"(?:[^.;<>]{0,60}, )?(?:(?:the |both |The )?(?:[A-Z][\w'-]+ |amended ){0,4}?{O}|{LAW})",
    "POST": (
        r"(?:,? (?:on|of|for|to|against|from|in|as|[a-z]+(?:ing|ed))\b(?! not\b)"
        r"(?:(?!\b(?:{OTHERWISE}|that|which|who|whether|because|held|found|said|ruled|argued|claimed|contended)\b)"
        r"[^.;?]){0,160}?,?)?"
    ),
    "OTHERWISE": (
        r"not|cannot|nor|never|neither|no|none|(?<!who )(?<!that )(?<!which )(?:was|were|is|are|did|does|do"
        r"|has|had|have)"
        r"|could|would|may|might|can|should|if|but|although|while|valid|constitutional|permissible|consistent"
    ),
    "RIGHTS": (
        r"(?:(?!(?:not|neither|nor|no|none)\b)[\w'-]+ ){0,8}?(?:<Constitution:\d+>|Constitution\b|Clause\b"
        r"|free speech|freedom of|due process|equal protection|free exercise|separation of powers)"
    ),
    "BREACHES": (
        r"(?:violated?|violates|infringed?|infringes|offend(?:s|ed)?|abridged?|abridges|contravened?|contravenes"
        r"|transgress(?:es|ed)|(?:runs?|ran) afoul of|conflict(?:s|ed) with)"
    ),
    "INVALID": (
        r"(?:(?:was|is|were|are|to be) (?:[a-z]+ly |an? |both |also |therefore )*(?:unconstitutional|invalid|void"
        r"|overbroad|unconstitutionally)\w*"
        r"|(?:did |does )?(?:placed?|places|imposed?s?|constitutes?d?|amount(?:s|ed)? to) (?:an )?unconstitutional\b"
        r"|(?:in violation of|violating) (?:the )?{RIGHTS}"
        r"|(?:was|is|were|are) (?:therefore )?(?:inconsistent with|contrary to|in conflict with|an? (?:[a-z]+ )?"
        r"(?:violation|infringement|abridgment) of) {RIGHTS}"
        r"|(?:clearly |plainly |therefore |also |both |impermissibly )?{BREACHES}(?: on| upon)?"
        r" (?:the |their |his |her |its )?{RIGHTS}"
        r"|exceed(?:s|ed) (?:Congress's|Congress'|its|the|<Agency:\d+>'s?) (?:(?:scope|limits|bounds) of )?"
        r"(?:[\w-]+ ){0,4}?"
        r"(?:authority|powers?)\b"
        r"|(?:fail(?:s|ed)|did not survive|does not survive|could not survive|cannot survive) (?:(?:the|under|to) )?"
        r"(?:[\w-]+ ){0,2}?"
        r"(?:scrutiny|(?:rational basis|balancing) (?:test|review))\b)"
    ),
    "FLATLY": r"(?![^.;]{0,120}\b(?:unless|if|provided that|only when)\b)",
    "gap": r"(?:[^<>.;:]{1,60}? )?",
    "act": r"(?P<act>[^;]{3,260})",
}
_MACRO: Final = r"\{([A-Za-z]\w*(?::[^{}]*)?)\}"
_PASSIVE: Final = r"(?:[a-z']+ )*?(?:is|are|was|were|be|been|being)(?: (?:not|never|also|then|later|[a-z]+ly))* "
"""What makes "was sued by" of "sued": an active frame must not read it the wrong way round."""
_IRREGULAR: Final = {
    "bring": ("brings", "brought", "bringing"), "give": ("gives", "gave", "given", "giving"),
    "send": ("sends", "sent", "sending"), "run": ("runs", "ran", "running"), "fall": ("falls", "fell", "falling"),
    "forbid": ("forbids", "forbade", "forbidden", "forbidding"), "strike": ("strikes", "struck", "striking"),
    "break": ("breaks", "broke", "broken", "breaking"), "keep": ("keeps", "kept", "keeping"),
    "let": ("lets", "letting"), "find": ("finds", "found", "finding"), "win": ("wins", "won"),
    "seek": ("seeks", "sought", "seeking"), "withhold": ("withholds", "withheld"),
    "begin": ("begins", "began", "begun"), "withdraw": ("withdraws", "withdrew"),
    "plead": ("pleads", "pleaded", "pled"), "sue": ("sues", "sued", "suing"),
    "uphold": ("upholds", "upheld", "upholding"),
    "make": ("makes", "made", "making"), "set": ("sets", "setting"), "write": ("writes", "wrote", "written", "writing"),
    "be": ("is", "are", "was", "were", "been", "being"), "hold": ("holds", "held", "holding"),
    "overturn": ("overturns", "overturned", "overturning"), "permit": ("permits", "permitted", "permitting"),
    "bar": ("bars", "barred", "barring"), "ban": ("bans", "banned", "banning"), "drop": ("drops", "dropped"),
}  # fmt: skip


_NORMS: Final = frozenset(["PERMITS", "PROHIBITS", "REQUIRES", "GOVERNS"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a match of a frame claims.

    Attributes:
        relation: The relation.
        subject, object: "S", "O", or what the document is about: "case", "ruling", "instrument", "accused".
        polarity: "negated" turns what the cues find.
        status: A status of its own, beside those that the cues find.
        basis: What the claim rests on.
        speaker: The slot that says so, where the pattern itself has it.
        role: Role of a party, kept as a qualifier.
        judge_only: Whether the object must be known as a judge.
    """

    relation: str
    subject: str
    object: str
    polarity: Polarity
    status: Status | None
    basis: Basis
    speaker: str | None
    role: str | None
    judge_only: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One pattern of a frame.

    Attributes:
        regex: Over masked sentences; group `v` is the verb group that the cues read.
        needs: What it cannot match without.
        before: What may stand before the slot with which it begins; None where it begins with none.
    """

    regex: re.Pattern[str]
    needs: Needs
    before: re.Pattern[str] | None

    def matches(self, masked: Masked) -> Iterator[re.Match[str]]:
        """What `regex.finditer` gives; a pattern that begins with a slot is tried at the slots alone."""
        if self.before is None or self.needs.opening is None:
            yield from self.regex.finditer(masked.text)
            return
        done = 0
        for kind, (start, _) in zip(masked.kinds, masked.marks, strict=True):
            if kind not in self.needs.opening or start < done or not self.regex.match(masked.text, start):
                continue
            before = self.before.search(masked.text, done, start)
            match = self.regex.match(masked.text, before.start() if before else start)
            if match:
                done = match.end()
                yield match


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A way of saying a relation.

    Attributes:
        id: The rule id of its claims.
        patterns: How it is said.
        triggers: Lower-case stems of which one must occur, so that most sentences are passed over quickly.
        outcomes: Its claims.
        needs: "instrument" where it holds in the text of an agreement or law only; "narrative" where not; "case" where
            the document tells of a case, and a party is none of its judges; "ruling" where it reports a ruling besides;
            "answer" where it is a question besides that a short answer settles;
            "several" where its subject must be more than one: who announces an agreement alone need not be a party.
        manner: How its matches are read: whether a modal is part of the meaning ("may" of a permission), whether the
            words around it are read, whether it may stand inside a noun phrase.
    """

    id: str
    patterns: tuple[Pattern, ...]
    triggers: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    needs: str | None
    manner: Manner


def compile_pattern(pattern: str, subject: str, object: str) -> re.Pattern[str]:
    """A frame's pattern as a regular expression."""

    def macro(match: re.Match[str]) -> str:
        name, _, argument = match.group(1).partition(":")
        if name == "S" or name == "O":
            return slot(name, subject if name == "S" else object)
        if name == "V":
            verbs = [form for verb in argument.split("|") for form in forms(verb)]
            participles = "|".join(form for form in verbs if not form.endswith("ing"))
            return rf"(?P<v>(?!{_PASSIVE}(?:{participles})\b){ADVERBS}(?:{'|'.join(verbs)}))\b"
        if name == "F":
            verbs = [form for verb in argument.split("|") for form in forms(verb)]
            finite = "|".join(form for form in verbs if not form.split(" ")[0].endswith("ing"))
            return rf"(?P<v>(?!{_PASSIVE}(?:{finite})\b){ADVERBS}(?:{finite}))\b"
        if name == "L":
            return "(?:" + "|".join(f for verb in argument.split("|") for f in forms(verb)) + ")"
        return re.sub(_MACRO, macro, _MACROS[name])

    return re.compile(re.sub(_MACRO, macro, pattern))


def slot(name: str, kinds: str) -> str:
    """A slot of one of the kinds, with the number of its placeholder as group `name`."""
    return rf"{_MACROS['DET']}<(?:{'|'.join(_kinds(kinds))}):(?P<{name}>\d+)>"


def _kinds(names: str) -> list[str]:
    return [kind for part in names.split("|") for kind in FAMILIES.get(part, (part,))]


def read_pattern(pattern: str, subject: str, object: str) -> Pattern:
    """A frame's pattern with what it needs: what stands in it outside of every group."""
    regex = compile_pattern(pattern, subject, object)
    outer = re.sub(r"\\.|\[[^\]]*\]", "_", pattern)
    while (peeled := re.sub(r"\([^()]*\)", "_", outer)) != outer:
        outer = peeled
    parts = needed_parts(pattern, _macro_parts)
    if "|" in re.sub(r"\{\w+:[^{}]*\}", "", outer):
        return Pattern(regex=regex, needs=Needs(slots=(), verbs=(), parts=parts), before=None)
    kinds = {"S": subject, "O": object}
    verbs = re.findall(r" (?:\{ALSO\})?\{[VF]:([^{}]*)\}(?![?*]|\{\d)", outer)
    opening = re.match(r"(?:\{PANEL\})?\{([SO])\}(?![?*]|\{\d)", pattern)
    needs = Needs(
        slots=tuple(frozenset(_kinds(kinds[name])) for name in re.findall(r"\{([SO])\}(?![?*]|\{\d)", outer)),
        verbs=tuple(
            frozenset(re.findall("^[a-z]+", form)[0] for verb in group.split("|") for form in forms(verb))
            for group in verbs
        ),
        parts=parts,
        opening=frozenset(_kinds(kinds[opening.group(1)])) if opening else None,
    )
    lead = f"{_MACROS['PANEL']}{_MACROS['DET']}" if pattern.startswith("{PANEL}") else _MACROS["DET"]
    return Pattern(regex=regex, needs=needs, before=re.compile(rf"{lead}\Z") if opening else None)


@cache
def _macro_parts(macro: str) -> tuple[Need, ...]:
    """What the text of a macro needs; slots and verb groups have needs of their own kind."""
    name, _, argument = macro.partition(":")
    if name == "L":
        return needed_parts("|".join(form for verb in argument.split("|") for form in forms(verb)), _macro_parts)
    return needed_parts(_MACROS[name], _macro_parts) if name in _MACROS else ()


def forms(verb: str) -> list[str]:
    """The inflected forms of a verb; of a phrase its first word is inflected."""
    first, space, rest = verb.partition(" ")
    if first in _IRREGULAR:
        inflected = [first, *_IRREGULAR[first]]
    else:
        stem = first[:-1] if first.endswith("e") else first
        y = first[:-1] if first.endswith("y") and first[-2] not in "aeou" else None
        third = f"{y}ies" if y else f"{first}es" if first.endswith(("s", "sh", "ch", "x")) else f"{first}s"
        inflected = [first, third, f"{y}ied" if y else f"{stem}ed", f"{stem}ing"]
    return [re.escape(form) + (space + rest) for form in inflected]


@cache
def load_frames() -> tuple[Frame, ...]:
    """Every frame of `schemas/frames`.

    Raises:
        SchemaError: A frame names a relation that the schema does not have, or a pattern is wrong.
    """
    found: list[Frame] = []
    for path in sorted((schemas_folder() / "frames").glob("*.yaml")):
        for entry in cast(list[dict[str, Any]], read_yaml(path)):
            try:
                found.append(_frame(entry))
            except (KeyError, re.error, ValueError) as error:
                raise SchemaError(f"frame {entry.get('id')!r} is wrong: {error!r}", source=str(path)) from error
    return tuple(found)


def _frame(entry: dict[str, Any]) -> Frame:
    subject, object = entry.get("subject", "actor"), entry.get("object", "actor")
    return Frame(
        id=entry["id"],
        patterns=tuple(read_pattern(pattern, subject, object) for pattern in entry["patterns"]),
        triggers=tuple(entry["triggers"]),
        outcomes=tuple(_outcome(claim) for claim in entry["claims"]),
        needs=entry.get("needs"),
        manner=Manner(
            plain_modal=entry.get("plain_modal", False),
            operators=entry.get("operators", True),
            norm=all(claim["relation"] in _NORMS for claim in entry["claims"]),
            attributive=entry.get("attributive", False),
            act=entry.get("act", False),
            presupposed=entry.get("presupposed", False),
        ),
    )


def _outcome(entry: dict[str, Any]) -> Outcome:
    load_schema().edge(entry["relation"])
    return Outcome(
        relation=entry["relation"],
        subject=entry.get("from", "S"),
        object=entry.get("to", "O"),
        polarity=entry.get("polarity", "affirmed"),
        status=entry.get("status"),
        basis=entry.get("basis", "stated"),
        speaker=entry.get("speaker"),
        role=entry.get("role"),
        judge_only=entry.get("judge_only", False),
    )

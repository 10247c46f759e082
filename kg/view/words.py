"""Names and statements in the words of the page."""

import re
from typing import Final

from kg.claim import Claim
from kg.decision import CURATED

MARKS: Final = ("denied", "alleged", "asked", "attempted", "proposed", "conditional", "unsupported")
"""What a claim is called that carries no plain edge, in the order of the page."""

OPPOSITES: Final = {
    "VIOLATES": "COMPLIES_WITH",
    "SUPPORTS": "OPPOSES",
    "PERMITS": "PROHIBITS",
    "GRANTS": "DENIES",
    "UPHOLDS": "STRIKES_DOWN",
    "AFFIRMS": "REVERSES",
}
"""Relations that dispute one another between the same two nodes."""

FIRST_WORDS: Final = frozenset(
    "CHALLENGES VIOLATES COMPLIES_WITH ENJOINS GRANTS DENIES DISMISSES "
    "UPHOLDS STRIKES_DOWN VACATES AFFIRMS REVERSES".split()
)
"""Relations whose words find room in the picture before others: who is at odds, and what was decided."""
LAST_WORDS: Final = frozenset({"CITES", "PART_OF", "CONCERNS"})

_NOT_CHARACTERS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_VERSUS: Final = re.compile(r"\s+vs?\.\s+")
_LINE: Final = 22


def clean(text: str) -> str:
    """The text as it can stand in a page: same length, without what HTML and UTF-8 cannot hold."""
    return _NOT_CHARACTERS.sub("�", text).replace("\r", "\n")


def bound(text: str) -> str:
    """The text with no line broken after a section sign."""
    return text.replace("§ ", "§\u00a0")


def short_name(name: str) -> str:
    """The name on at most two lines of a label; shortened in its middle, a case on either side of "v."."""
    name = bound(" ".join(name.split()))
    sides = _VERSUS.split(name, maxsplit=1)
    if len(name) > _LINE and len(sides) == 2:
        return f"{_head(sides[0], _LINE)}\nv. {_head(sides[1], _LINE - 3)}"
    if len(name) <= _LINE:
        return name
    spaces = [match.start() for match in re.finditer(" ", name)]
    middle = min(spaces, key=lambda at: (max(at, len(name) - at - 1), at), default=0)
    if middle and max(middle, len(name) - middle - 1) <= _LINE:
        return f"{name[:middle]}\n{name[middle + 1 :]}"
    first = _head(name, _LINE, more="")
    return f"{first}\n…{_tail(name[len(first) :], _LINE - 1)}"


def _head(text: str, limit: int, more: str = "…") -> str:
    """The first words that fit; of a word that is too long alone, its beginning."""
    if len(text) <= limit:
        return text
    cut = text.rfind(" ", 0, limit - len(more) + 1)
    return (text[:cut] if cut > 0 else text[: limit - len(more)]).rstrip(" ,;") + more


def _tail(text: str, limit: int) -> str:
    """The last words that fit, with the space before them; of a word that is too long alone, its end."""
    if len(text) <= limit:
        return text
    cut = text.find(" ", len(text) - limit)
    return text[cut:] if cut >= 0 else text[len(text) - limit :]


def base_form(verb: str) -> str:
    """The verb of "does not ...": "violates" is "violate", "denies" is "deny"."""
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    return verb[:-2] if verb.endswith(("sses", "shes", "ches")) else verb.removesuffix("s")


def negated(label: str) -> str:
    """A relation's label for a statement that is denied: "does not violate", "is not party to"."""
    verb, _, rest = label.partition(" ")
    words = f"{verb} not" if verb in ("is", "was", "has") else f"does not {base_form(verb)}"
    return f"{words} {rest}".rstrip()


def word_rank(relation: str) -> int:
    """0 for a word that finds room first, 2 for one that finds it last."""
    return 0 if relation in FIRST_WORDS else 2 if relation in LAST_WORDS else 1


def mark_of(claim: Claim) -> str:
    """Which of MARKS the claim is, or "" for one that carries a plain edge."""
    if claim.is_plain:
        return ""
    if claim.polarity == "negated" and claim.status in ("asserted", "held", "alleged"):
        return "denied"
    if claim.status in ("asserted", "held"):
        return "unsupported"
    return "asked" if claim.status == "questioned" else claim.status


def status_words(claim: Claim, speaker: str | None) -> str:
    """With what force the claim is made, and by whom: "alleged by the plaintiffs"."""
    by = f" by {speaker}" if speaker else ""
    if claim.polarity == "negated":
        return _negated_words(claim, by)
    if not claim.evidence:
        return "recorded without evidence"
    return {
        "asserted": f"stated{by}"
        if by
        else "stated by a curator"
        if claim.rule == CURATED
        else "stated by the document",
        "held": f"held{by or ' by the court'}",
        "alleged": f"alleged{by}",
        "questioned": f"asked{by}, not answered here",
        "attempted": f"attempted{by}",
        "proposed": f"proposed{by}",
        "conditional": f"conditional{', according to ' + speaker if speaker else ''}",
    }[claim.status]


def _negated_words(claim: Claim, by: str) -> str:
    return {
        "asserted": f"denied{by}" if by else "denied: the document says it is not so",
        "held": f"denied: held not to be so{by or ' by the court'}",
        "alleged": f"denied: said not to be so{by}",
        "questioned": f"asked{by} whether it is not so",
        "attempted": f"not attempted{by and ', according to' + by.removeprefix(' by')}",
        "proposed": f"proposed{by}: that it should not be so",
        "conditional": "conditional: not so under a condition",
    }[claim.status]

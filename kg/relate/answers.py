"""The short answers that settle a direct question: "It does not.", "Yes."."""

import re
from dataclasses import dataclass
from typing import Final

from kg.claim import Polarity
from kg.text import Quotation, Sentence, Text

_ANSWER: Final = re.compile(
    r"^\W*(?:(?P<no>No)|(?P<yes>Yes)|(?:It|They|He|She|This|That|The \w+) "
    r"(?:does|do|did|is|are|was|were|has|have|had|can|must)(?P<not>n't| not)?)(?P<rest>\b.*)$",
    re.DOTALL,
)
_NOTHING_MORE: Final = re.compile(r"^\W*$")
_LIMITED: Final = re.compile(
    r"^, (?:at least |and )?(?:on|in|for|under|here|today|we (?:hold|conclude))\b[^?.<>]{0,60}\W*$"
)
"""A tail that narrows the answer and takes nothing back: "at least on this record"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A short answer; `quotation` is the one in which it stands, so that it has a speaker."""

    polarity: Polarity
    quotation: Quotation | None


def read_answer(text: Text, sentence: Sentence | None) -> Answer | None:
    """The answer that a sentence gives, or None where it says more, or less, than yes or no.

    "No court has said", "Yes, its critics say" and "It may have" answer nothing.
    """
    if sentence is None or sentence.boilerplate or sentence.heading:
        return None
    quotation = text.quotation_at(sentence.start)
    end = min(sentence.end, quotation.end) if quotation else sentence.end
    polarity = short_answer(text.folded[sentence.start : end])
    return None if polarity is None else Answer(polarity=polarity, quotation=quotation)


def short_answer(words: str) -> Polarity | None:
    """The polarity of a short answer, or None where the words are none."""
    match = _ANSWER.match(words)
    if not match:
        return None
    rest = match.group("rest")
    if not _NOTHING_MORE.match(rest) and not _LIMITED.match(rest):
        return None
    return "negated" if match.group("no") or match.group("not") else "affirmed"

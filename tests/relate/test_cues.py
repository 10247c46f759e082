"""Cues, one by one: statuses, polarity, speakers and objections."""

import pytest

from kg.relate.answers import short_answer
from kg.relate.cues import Cues, Manner, read_cues
from kg.relate.frames import compile_pattern
from kg.relate.mask import Masked, mask_sentence
from tests.relate.sentences import resolved

PATTERN = compile_pattern("{S}{ASIDE} {V:violate} {O}", "Agency", "law")
W = "the City of Wexford"
F = "the Fair Housing Act"


def masked(text: str) -> Masked:
    resolution = resolved(text)
    sentence = resolution.text.sentences[0]
    return mask_sentence(resolution, sentence, [r for r in resolution.mentions if r.mention.start < sentence.end])


def read(text: str, manner: Manner | None = None, judges: frozenset[int] = frozenset()) -> Cues:
    sentence = masked(text)
    match = PATTERN.search(sentence.text)
    assert match is not None, sentence.text
    return read_cues(sentence, match, manner or Manner(), judges)


@pytest.mark.parametrize(
    ("text", "polarity", "status"),
    [
        (f"{W} violated {F}.", "affirmed", "asserted"),
        (f"{W} never violated {F}.", "negated", "asserted"),
        (f"It is unknown whether {W} violated {F}.", "affirmed", "questioned"),
        (f"{W} may have violated {F}.", "affirmed", "conditional"),
        (f"{W} will violate {F}.", "affirmed", "proposed"),
        (f"{W} tried to violate {F}.", "affirmed", "attempted"),
        (f"{W} refused to violate {F}.", "negated", "attempted"),
        (f"{W} failed to violate {F}.", "negated", "asserted"),
        (f"{W} allegedly violated {F}.", "affirmed", "alleged"),
        (f"If {W} violated {F}, it pays.", "affirmed", "conditional"),
        (f"{W} violated {F}, critics say.", "affirmed", "alleged"),
        (f"{W} violated {F} if the mayor is right.", "affirmed", "conditional"),
        (f"Neither {W} nor the City of Dunmore violated {F}.", "negated", "asserted"),
        (f"Contrary to reports, {W} violated {F}.", "affirmed", "asserted"),
    ],
)
def test_polarity_and_status(text: str, polarity: str, status: str) -> None:
    cues = read(text)
    assert (cues.polarity, cues.status(), cues.objection) == (polarity, status, None)


@pytest.mark.parametrize(
    ("text", "objection"),
    [
        (f"There is no evidence that {W} violated {F}.", "words before it take it back"),
        (f"The mayor is sorry that {W} violated {F}.", "it lies under words that no rule knows"),
        (f"Lawyers for {W} violated {F}.", "its subject is part of a larger phrase"),
        (f"An earlier version said {W} violated {F}.", "an earlier report is taken back"),
        (f"The Department of Labor does not deny that {W} violated {F}.", "a denial is itself denied"),
        (f"The Department of Labor did not say that {W} violated {F}.", "who is said to say so does not"),
    ],
)
def test_objections(text: str, objection: str) -> None:
    assert read(text).objection == objection


def test_a_judge_holds_and_anyone_else_alleges() -> None:
    text = f"The Department of Labor ruled that {W} violated {F}."
    assert read(text).status() == "alleged"
    assert read(text, judges=frozenset([0])).status() == "held"
    assert read(text, judges=frozenset([0])).speaker == 0


def test_a_judge_who_argues_does_not_hold() -> None:
    text = f"The Department of Labor argued that {W} violated {F}."
    assert read(text, judges=frozenset([0])).status() == "alleged"


def test_a_dissent_holds_nothing() -> None:
    text = f"In a dissent, the Department of Labor wrote that {W} violated {F}."
    assert read(text, judges=frozenset([0])).status() == "alleged"


def test_a_norm_may_have_a_condition() -> None:
    text = f"{W} violated {F} if the mayor is right."
    assert read(text, Manner(norm=True)).status() == "asserted"


def test_without_operators_only_the_verb_counts() -> None:
    text = f"It is unknown whether {W} violated {F}."
    assert read(text, Manner(operators=False)).status() == "asserted"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("No.", "negated"),
        ("Yes.", "affirmed"),
        ("It does not.", "negated"),
        ("It doesn't.", "negated"),
        ("It does.", "affirmed"),
        ('"It does not,"', "negated"),
        ("It does not, at least on this record,", "negated"),
        ("No court has said.", None),
        ("Yes, its critics say.", None),
        ("It may.", None),
        ("It does not matter.", None),
        ("It was sued.", None),
        ("That is not clear.", None),
        ("Not yet.", None),
        ("", None),
    ],
)
def test_short_answers(words: str, expected: str | None) -> None:
    assert short_answer(words) == expected

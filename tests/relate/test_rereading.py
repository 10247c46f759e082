"""The cues, read again: a liar proposes plain claims for every sentence of the polarity set."""

from collections.abc import Iterator

import pytest

from kg.claim import Claim
from kg.document import Document
from kg.extractors import Extractable, Proposal
from kg.pipeline import extract
from kg.relate.mask import mask_sentence
from kg.relate.rereading import find_cues, triggers_of
from tests.relate.sentences import names_of, resolved
from tests.relate.test_polarity import FLAT, expected

RELATIONS = (
    "VIOLATES", "DISCLOSES_TO", "PERMITS", "PROHIBITS", "REQUIRES", "REVOKES", "CHALLENGES", "ADMINISTERS",
)  # fmt: skip
HARD = "near_misses"
"""Sentences that say one relation and look like another: what a sentence is about is not for the cues to know."""


def lies(document: Extractable, relations: set[str]) -> Iterator[Proposal]:
    """That every two mentions are joined, plainly, by each of the relations."""
    for one in document.mentions:
        for other in document.mentions:
            for relation in relations:
                yield Proposal(
                    relation=relation, subject=one.entity, object=other.entity, start=0, end=len(document.text),
                    quote=document.text, subject_span=(one.start, one.end), object_span=(other.start, other.end),
                )  # fmt: skip


def believed(text: str) -> list[Claim]:
    """The lies that passed as plain claims, without what the sentence does say."""
    allowed = expected(text)[1]
    likely = {r for r in RELATIONS if any(trigger in text.lower() for trigger in triggers_of(r))}
    relations = {each.relation for each in allowed} or likely
    extraction = extract(
        Document(source="s", format="text", text=text), extractors={"liar": lambda document: lies(document, relations)}
    )
    names = names_of(extraction)
    passed = [claim for claim in extraction.claims if claim.rule.startswith("plugin:") and claim.is_plain]
    return [claim for claim in passed if not any(each.is_met_by(claim, names) for each in allowed)]


@pytest.mark.parametrize(("kind", "text"), [(kind, case["text"]) for kind, case in FLAT if kind != HARD])
def test_a_liar_is_never_believed(kind: str, text: str) -> None:
    assert [(claim.subject, claim.relation, claim.object) for claim in believed(text)] == []


def test_what_is_not_plain_is_never_believed_to_be() -> None:
    """Among the hard ones too: where the right ends are joined by the right relation, its force is read."""
    for text in (case["text"] for kind, case in FLAT if kind == HARD):
        names = names_of(extract(Document(source="s", format="text", text=text)))
        for claim in believed(text):
            assert not any(each.same_statement(claim, names) for each in expected(text)[1]), text


def truths(document: Extractable, text: str) -> Iterator[Proposal]:
    """What the sentence says, as somebody proposes it who reads it rightly."""
    statuses = {"plain": "asserted", "said": "alleged", "open": "questioned"}
    names = names_of(extract(Document(source="s", format="text", text=text)))
    for each in expected(text)[0]:
        for one in document.mentions:
            for other in document.mentions:
                ends = each.subject in names.get(one.entity, set()), each.object in names.get(other.entity, set())
                if all(ends) and each.status in statuses:
                    yield Proposal(
                        relation=each.relation, subject=one.entity, object=other.entity, start=0, end=len(text),
                        quote=text, polarity=each.polarity, status=statuses[each.status],
                    )  # fmt: skip


def test_the_truth_is_believed_often_enough_to_be_of_use() -> None:
    """The price of never believing a liar."""
    told = lost = 0
    for text in (case["text"] for _, case in FLAT):
        proposed: list[Proposal] = []

        def read(document: Extractable, text: str = text, proposed: list[Proposal] = proposed) -> list[Proposal]:
            proposed += truths(document, text)
            return proposed

        document = Document(source="s", format="text", text=text)
        extraction = extract(document, quarantine=True, extractors={"reader": read})
        refused = [each for each in extraction.refused if each.claim.rule.startswith("plugin:")]
        told, lost = told + len(proposed), lost + len(refused)
    assert told >= 60
    assert (told - lost) / told >= 0.7


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("The City of Wexford did not violate the Fair Housing Act.", [("not", "negation")]),
        (
            "The City of Wexford denied that it tried to violate the Fair Housing Act.",
            [("denied", "denial"), ("tried to", "attempt")],
        ),
        ("Did the City of Wexford violate the Fair Housing Act?", [("?", "question")]),
        (
            "According to critics, the City of Wexford may have violated the Fair Housing Act if it did so.",
            [("According to", "report"), ("critics", "hearsay"), ("may", "possibility"), ("if", "condition")],
        ),
        ("The City of Wexford violated the Fair Housing Act.", []),
    ],
)
def test_cue_words_stand_where_they_are(text: str, cues: list[tuple[str, str]]) -> None:
    resolution = resolved(text)
    masked = mask_sentence(resolution, resolution.text.sentences[0], list(resolution.mentions))
    assert [(text[cue.start : cue.end], cue.kind) for cue in find_cues(masked)] == cues

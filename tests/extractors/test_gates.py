"""What an extractor proposes, and what the gates make of it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest

from kg.claim import Claim
from kg.document import Document, Region
from kg.errors import ExtractorError
from kg.extraction import extraction_lines
from kg.extractors import Extractable, Proposal
from kg.pipeline import extract

CITY, LABOR = "/us/agency/city-of-wexford", "/us/agency/labor-department"
HOUSING, PRIVACY = "/us/pl/90/284/tVIII", "/us/pl/93/579"
ALLIANCE = "/org/wexford-tenants-alliance"
NAMES = {
    "City of Wexford": CITY, "Department of Labor": LABOR, "Fair Housing Act": HOUSING, "Privacy Act of 1974": PRIVACY,
    "Wexford Tenants Alliance": ALLIANCE,
}  # fmt: skip
Propose = Callable[[Extractable], Iterable[Proposal]]


def proposal(document: Extractable, relation: str, subject: str, object: str, **changes: Any) -> Proposal:
    """Over the whole text, between the nodes with those names."""
    whole = Proposal(
        relation=relation, subject=NAMES[subject], object=NAMES[object], start=0, end=len(document.text),
        quote=document.text,
    )  # fmt: skip
    return replace(whole, **changes)


def judged(text: str, propose: Propose, **document: Any) -> tuple[list[Claim], list[tuple[str, str]]]:
    """What of the plugin's proposals was accepted, and the gate and reason of the others."""
    extraction = extract(
        Document(source="s", format="text", text=text, **document), quarantine=True, extractors={"test": propose}
    )
    refused = [(str(r.gate), r.reason) for r in extraction.refused if r.claim.rule.startswith("plugin:")]
    return [claim for claim in extraction.claims if claim.rule.startswith("plugin:")], refused


def one(relation: str, subject: str, object: str, /, **changes: Any) -> Propose:
    return lambda document: [replace(proposal(document, relation, subject, object), **changes)]


SIDED = "The City of Wexford sided with the Department of Labor."


def test_a_sound_proposal_is_accepted_and_marked() -> None:
    (claim,), refused = judged(SIDED, one("SUPPORTS", "City of Wexford", "Department of Labor", rule="Sided with"))

    assert refused == []
    assert (claim.rule, claim.basis, claim.is_plain) == ("plugin:test/sided-with", "stated", True)
    (evidence,) = claim.evidence
    assert (evidence.quote, evidence.subject, evidence.object) == (SIDED, (4, 19), (35, 54))


def test_an_extractor_sees_the_text_the_mentions_and_the_claims_so_far() -> None:
    seen: list[Extractable] = []
    text = "The Department of Labor violated the Fair Housing Act. The agency sided with the City of Wexford."

    def propose(document: Extractable) -> list[Proposal]:
        seen.append(document)
        return []

    judged(text, propose, title="A title")

    (document,) = seen
    assert (document.text, document.title) == (text, "A title")
    named = [(m.words, m.entity, m.label, m.name) for m in document.mentions]
    assert ("Department of Labor", LABOR, "Agency", "Department of Labor") in named
    assert ("agency", LABOR, "Agency", "Department of Labor") in [(w.removeprefix("The "), *rest) for w, *rest in named]
    assert all(document.text[m.start : m.end] == m.words for m in document.mentions)
    assert ("VIOLATES", LABOR, HOUSING) in [(c.relation, c.subject, c.object) for c in document.claims]


def test_a_later_extractor_sees_the_claims_of_an_earlier_one() -> None:
    seen: list[list[str]] = []
    first = one("SUPPORTS", "City of Wexford", "Department of Labor")

    def second(document: Extractable) -> list[Proposal]:
        seen.append([claim.rule for claim in document.claims])
        return []

    extract(Document(source="s", format="text", text=SIDED), extractors={"first": first, "second": second})

    assert "plugin:first/claim" in seen[0]


def test_coreference_is_recorded() -> None:
    text = "The Department of Labor answered on Monday. The agency sided with the City of Wexford."
    (claim,), refused = judged(text, one("SUPPORTS", "Department of Labor", "City of Wexford"))

    assert refused == []
    (evidence,) = claim.evidence
    assert evidence.quote == "The agency sided with the City of Wexford."
    ((words, entity),) = [(text[s.start : s.end], s.entity) for s in evidence.steps]
    assert (words.removeprefix("The "), entity) == ("agency", LABOR)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The City of Wexford did not side with the Department of Labor.", "asserted"),
        ("Critics say the City of Wexford sided with the Department of Labor.", "asserted"),
        (
            "The Wexford Tenants Alliance argued that the City of Wexford sided with the Department of Labor.",
            "asserted",
        ),
        ("Did the City of Wexford side with the Department of Labor?", "asserted"),
        ("It is unclear whether the City of Wexford sided with the Department of Labor.", "held"),
        ("The City of Wexford refused to side with the Department of Labor.", "asserted"),
        ("The City of Wexford tried to side with the Department of Labor.", "asserted"),
        ("The City of Wexford would side with the Department of Labor if it could.", "asserted"),
        ("The City of Wexford denied reports of siding with the Department of Labor.", "asserted"),
        ("Nobody has said that the City of Wexford sided with the Department of Labor.", "asserted"),
        ("No city sided with the City of Wexford or with the Department of Labor.", "asserted"),
        ("The City of Wexford sued to block rules of the Department of Labor.", "asserted"),
        ("The City of Wexford gave the Department of Labor no support.", "asserted"),
        ("The City of Wexford sided with the Department of Labor. That is false.", "asserted"),
        ("“The City of Wexford sided with the Department of Labor,” the Wexford Tenants Alliance said.", "asserted"),
        ("The City of Wexford sided with the Department of Labor, the Wexford Tenants Alliance said.", "asserted"),
        ("There is no evidence that the City of Wexford sided with the Department of Labor.", "asserted"),
        ("The City of Wexford rejected a plan of the Department of Labor.", "asserted"),
    ],
)
def test_what_is_denied_alleged_or_asked_is_never_made_plain(text: str, status: str) -> None:
    accepted, refused = judged(text, one("SUPPORTS", "City of Wexford", "Department of Labor", status=status))

    assert accepted == []
    assert [gate for gate, _ in refused] == ["cues"]


@pytest.mark.parametrize(
    ("text", "changes", "speaker"),
    [
        ("The City of Wexford did not side with the Department of Labor.", {"polarity": "negated"}, None),
        (
            "The Wexford Tenants Alliance argued that the City of Wexford sided with the Department of Labor.",
            {"status": "alleged"},
            ALLIANCE,
        ),
        ("Did the City of Wexford side with the Department of Labor?", {"status": "questioned"}, None),
        (SIDED, {"status": "alleged"}, None),
    ],
)
def test_what_agrees_with_the_words_or_is_more_careful_is_accepted(
    text: str, changes: dict[str, str], speaker: str | None
) -> None:
    (claim,), refused = judged(text, one("SUPPORTS", "City of Wexford", "Department of Labor", **changes))

    assert refused == []
    assert not claim.is_plain
    assert claim.attributed_to == speaker


@pytest.mark.parametrize(
    ("changes", "gate", "reason"),
    [
        ({"relation": "LIKES"}, "schema", "no relation 'LIKES'"),
        ({"relation": "GOVERNS"}, "schema", "GOVERNS does not join Agency to Agency"),
        ({"polarity": "maybe"}, "schema", "'maybe', 'asserted'"),
        ({"status": "certain"}, "schema", "'affirmed', 'certain'"),
        ({"subject": "/us/agency/made-up"}, "ends", "does not mention '/us/agency/made-up'"),
        ({"object": "m99"}, "ends", "does not mention 'm99'"),
        ({"attributed_to": "/person/nobody"}, "ends", "does not mention '/person/nobody'"),
        ({"object": CITY}, "ends", "not two mentions in one sentence"),
        ({"start": 1}, "quote", "does not stand at its offsets"),
        ({"start": -5, "end": -1}, "quote", "does not stand at its offsets"),
        ({"end": 10_000}, "quote", "does not stand at its offsets"),
        ({"quote": SIDED.replace("sided", "fought")}, "quote", "does not stand at its offsets"),
        ({"quote": "", "end": 0}, "quote", "does not stand at its offsets"),
        ({"end": 19, "quote": SIDED[:19]}, "ends", "not two mentions in one sentence of the quote"),
        ({"subject_span": (35, 54)}, "ends", "not two mentions in one sentence"),
        ({"attributed_to": HOUSING}, "ends", "does not mention"),
    ],
)
def test_each_gate_refuses_with_its_reason(changes: dict[str, Any], gate: str, reason: str) -> None:
    accepted, refused = judged(SIDED, one("SUPPORTS", "City of Wexford", "Department of Labor", **changes))

    assert accepted == []
    ((found, why),) = refused
    assert found == gate
    assert reason in why


def test_a_quote_that_leaves_out_what_turns_it_is_read_with_its_whole_sentence() -> None:
    text = "It is false that the City of Wexford sided with the Department of Labor."
    quote = "City of Wexford sided with the Department of Labor"
    start = text.index(quote)
    changes = {"start": start, "end": start + len(quote), "quote": quote}
    accepted, refused = judged(text, one("SUPPORTS", "City of Wexford", "Department of Labor", **changes))

    assert accepted == []
    assert [gate for gate, _ in refused] == ["cues"]


def test_ends_of_two_sentences_make_no_claim() -> None:
    text = "The City of Wexford answered on Monday. The Department of Labor did so on Tuesday."
    accepted, refused = judged(text, one("SUPPORTS", "City of Wexford", "Department of Labor"))

    assert (accepted, [gate for gate, _ in refused]) == ([], ["ends"])


def test_two_items_of_one_list_make_no_claim() -> None:
    text = "The City of Wexford and the Department of Labor met on Monday."
    accepted, refused = judged(text, one("SUPPORTS", "City of Wexford", "Department of Labor"))

    assert (accepted, [gate for gate, _ in refused]) == ([], ["ends"])


@pytest.mark.parametrize("kind", ["boilerplate", "note", "heading"])
def test_what_is_no_prose_of_the_document_makes_no_claim(kind: Any) -> None:
    text = f"{SIDED}\n\nThe City of Wexford met the Department of Labor."
    regions = (Region(start=0, end=len(SIDED), kind=kind),)
    accepted, refused = judged(
        text, one("SUPPORTS", "City of Wexford", "Department of Labor", end=len(SIDED), quote=SIDED), regions=regions
    )

    assert accepted == []
    assert [gate for gate, _ in refused] == ["ends" if kind == "boilerplate" else "boilerplate"]


def test_a_claim_of_a_rule_stays_as_it_is() -> None:
    text = "The City of Wexford violated the Fair Housing Act."
    alone = extract(Document(source="s", format="text", text=text))
    both = extract(
        Document(source="s", format="text", text=text),
        extractors={"test": one("VIOLATES", "City of Wexford", "Fair Housing Act")},
    )

    assert both == alone


def test_what_a_rule_reads_as_denied_no_extractor_makes_plain() -> None:
    text = "The City of Wexford did not violate the Fair Housing Act."
    propose = one("VIOLATES", "City of Wexford", "Fair Housing Act")
    accepted, refused = judged(text, propose)
    assert (accepted, len(refused)) == ([], 1)


def test_words_that_a_rule_refused_an_extractor_cannot_make_plain() -> None:
    text = "Lawyers for the City of Wexford violated the Fair Housing Act."
    accepted, refused = judged(text, one("VIOLATES", "City of Wexford", "Fair Housing Act"))
    assert (accepted, len(refused)) == ([], 1)


def test_the_order_of_the_proposals_plays_no_part() -> None:
    text = (
        SIDED + " The City of Wexford backed the Department of Labor on Tuesday. It agreed with the Fair Housing Act."
    )

    def proposals(document: Extractable) -> list[Proposal]:
        wide = proposal(document, "SUPPORTS", "City of Wexford", "Department of Labor")
        second = text.index("The City of Wexford backed")
        return [
            wide,
            replace(wide, start=second, quote=text[second:]),
            proposal(document, "SUPPORTS", "City of Wexford", "Fair Housing Act"),
        ]

    def printed(propose: Propose) -> list[str]:
        found = extract(Document(source="s", format="text", text=text), quarantine=True, extractors={"test": propose})
        return list(extraction_lines(found, mentions=True))

    there = printed(proposals)
    assert len([line for line in there if "plugin:test" in line]) == 2
    assert there == printed(lambda document: reversed(proposals(document)))
    (claim,) = (line for line in there if '"status":"asserted"' in line and "plugin:test" in line and LABOR in line)
    assert claim.count('"quote"') == 2


def test_of_two_readings_of_the_same_words_the_more_careful_stays() -> None:
    plain = one("SUPPORTS", "City of Wexford", "Department of Labor")
    careful = one("SUPPORTS", "City of Wexford", "Department of Labor", status="alleged")

    (claim,), refused = judged(SIDED, lambda document: [*plain(document), *careful(document)])
    assert claim.status == "alleged"
    assert refused == [("one reading", "the same extractor doubts the same words")]

    both = extract(
        Document(source="s", format="text", text=SIDED),
        quarantine=True,
        extractors={"careful": careful, "plain": plain},
    )
    assert [c.status for c in both.claims if c.rule.startswith("plugin:")] == ["alleged"]
    assert [r.reason for r in both.refused] == ["plugin:careful/claim reads the same words otherwise"]


@pytest.mark.parametrize(
    ("propose", "reason"),
    [
        (lambda document: 1 / 0, "ZeroDivisionError"),
        (lambda document: (1 / 0 for _ in range(1)), "ZeroDivisionError"),
        (lambda document: ["a claim"], "it gave a str, no Proposal"),
        (lambda document: None, "TypeError"),
    ],
)
def test_a_failure_names_the_extractor_and_the_document(propose: Any, reason: str) -> None:
    with pytest.raises(ExtractorError, match=f"the extractor 'test' failed: .*{reason}") as raised:
        judged(SIDED, propose)
    assert raised.value.source == "s"


def test_nodes_that_only_an_extractor_uses_are_there() -> None:
    text = "The Department of Labor sided with a motion for a stay."

    def propose(document: Extractable) -> list[Proposal]:
        (labor, motion) = document.mentions
        assert (labor.label, motion.label) == ("Agency", "Motion")
        whole = proposal(document, "SUPPORTS", "Department of Labor", "Department of Labor")
        return [replace(whole, object=motion.entity)]

    document = Document(source="s", format="text", text=text)
    alone, more = extract(document), extract(document, extractors={"test": propose})
    (claim,) = (claim for claim in more.claims if claim.rule.startswith("plugin:"))
    assert claim.object in {e.id for e in more.entities} - {e.id for e in alone.entities}

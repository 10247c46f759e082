"""Each gate refuses with its reason."""

from dataclasses import replace

import pytest

from kg.claim import Claim, Evidence
from kg.document import Document, Region
from kg.entity import Entity
from kg.relate import relate
from kg.relate.candidates import Candidate
from kg.relate.gates import doubted_statements, refusal, statement_of
from kg.schema import load_schema
from kg.text import Text, read_text
from tests.relate.sentences import resolved

WORDS = "The City of Wexford violated the Fair Housing Act."
CITY = Entity(id="/us/agency/city-of-wexford", labels=("Agency",), name="City of Wexford")
ACT = Entity(id="/us/pl/90/284/tVIII", labels=("Statute",), name="Fair Housing Act")


def text_of(*regions: Region) -> Text:
    return read_text(Document(source="test", format="text", text=WORDS, regions=regions))


def claim_of(text: Text, **changes: object) -> Claim:
    evidence = Evidence(document=text.document.id, start=0, end=len(WORDS), quote=WORDS)
    claim = Claim(relation="VIOLATES", subject=CITY.id, object=ACT.id, rule="test", evidence=(evidence,))
    return replace(claim, **changes)  # type: ignore[arg-type]


def reason(text: Text, claim: Claim) -> str | None:
    document = Entity(id=text.document.id, labels=("Document",), name="test")
    found = refusal(claim, {CITY.id: CITY, ACT.id: ACT}, document, text, load_schema())
    return found.reason if found else None


def test_a_sound_claim_passes() -> None:
    text = text_of()
    assert reason(text, claim_of(text)) is None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"subject": "/us/agency/unknown"}, "an end is no entity of the document"),
        ({"object": CITY.id}, "both ends are the same"),
        ({"relation": "PARTY_TO"}, "PARTY_TO does not join Agency to Statute"),
    ],
)
def test_ends(changes: dict[str, str], expected: str) -> None:
    text = text_of()
    assert reason(text, claim_of(text, **changes)) == expected


@pytest.mark.parametrize(("start", "quote"), [(0, "The Town of Wexford"), (1, WORDS[:5]), (3, " ")])
def test_a_quote_must_stand_where_it_says(start: int, quote: str) -> None:
    text = text_of()
    evidence = Evidence(document=text.document.id, start=start, end=start + len(quote), quote=quote)
    assert reason(text, claim_of(text, evidence=(evidence,))) == "the quote does not stand at its offsets"


def test_boilerplate_says_nothing() -> None:
    text = text_of(Region(start=0, end=len(WORDS), kind="boilerplate"))
    assert reason(text, claim_of(text)) == "it stands in boilerplate"


def test_what_one_rule_doubts_no_other_reads_as_plain() -> None:
    text = text_of()
    plain, alleged = claim_of(text), claim_of(text, status="alleged")
    assert doubted_statements([Candidate(claim=plain)]) == set()
    assert statement_of(plain) in doubted_statements([Candidate(claim=alleged)])
    assert statement_of(plain) in doubted_statements([Candidate(claim=plain, objection="it is taken back")])


def test_what_is_refused_is_told() -> None:
    _, refused = relate(resolved("There is no evidence that the City of Wexford violated the Fair Housing Act."))
    told = [(r.claim.relation, r.gate, r.reason) for r in refused]
    assert told == [("VIOLATES", "cues", "words before it take it back")]

"""The examples go through the whole line, offline: what they must say, and what they must never say."""

from functools import cache
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner

from kg.cli import main as kg
from kg.extraction import Extraction, read_extractions
from kg.graph import Graph, build_graph, to_networkx

FOLDER = Path(__file__).parent.parent / "examples" / "rental-records"

SSA = "/us/agency/social-security-administration"
HUD = "/us/agency/housing-and-urban-development-department"
DHS = "/us/agency/homeland-security-department"
MOU = "/us/agreement/mou/847-26-014"
FORMER_MOU = "/us/agreement/mou/847-19-006"
REPORTED_MOU = f"/us/agreement/mou/{HUD.split('/')[-1]}+{SSA.split('/')[-1]}/undated"
ALLIANCE = "/org/harborlight-tenants-alliance"
BRIGHTWELL = "/org/brightwell-tenant-data-inc"
JUDGE = "/person/eleanor-whitcombe"
COURT = "/us/court/mdd"
CASE = "/us/case/mdd/1:26-cv-00418"
TAX_SECRECY = "/us/usc/t26/s6103"
PRIVACY_ACT = "/us/usc/t5/s552a"
SOCIAL_SECURITY_RECORDS = "/us/usc/t42/s1306"

YES, NO = "affirmed", "negated"
EXPECTED = {
    "news-report.txt": [
        (REPORTED_MOU, "VIOLATES", TAX_SECRECY, NO, "held"),
        (REPORTED_MOU, "VIOLATES", PRIVACY_ACT, YES, "alleged"),
        (ALLIANCE, "CHALLENGES", REPORTED_MOU, YES, "asserted"),
        (SSA, "PARTY_TO", REPORTED_MOU, YES, "asserted"),
        (HUD, "PARTY_TO", REPORTED_MOU, YES, "asserted"),
        (CASE, "HEARD_IN", COURT, YES, "asserted"),
        (CASE, "DECIDED_BY", JUDGE, YES, "asserted"),
        (JUDGE, "JUDGE_OF", COURT, YES, "asserted"),
    ],
    "opinion.txt": [
        (MOU, "VIOLATES", TAX_SECRECY, NO, "held"),
        (MOU, "VIOLATES", TAX_SECRECY, YES, "alleged"),
        (MOU, "VIOLATES", PRIVACY_ACT, YES, "alleged"),
        (ALLIANCE, "CHALLENGES", MOU, YES, "asserted"),
        (SSA, "PARTY_TO", CASE, YES, "asserted"),
        (CASE, "HEARD_IN", COURT, YES, "asserted"),
    ],
    "memorandum.txt": [
        (SSA, "PARTY_TO", MOU, YES, "asserted"),
        (HUD, "PARTY_TO", MOU, YES, "asserted"),
        (SOCIAL_SECURITY_RECORDS, "GOVERNS", MOU, YES, "asserted"),
        (f"{TAX_SECRECY}/l/7", "GOVERNS", MOU, YES, "asserted"),
        (MOU, "PROHIBITS", HUD, YES, "asserted"),
        (MOU, "PERMITS", HUD, YES, "asserted"),
        (MOU, "REPLACES", FORMER_MOU, YES, "asserted"),
        (SSA, "DISCLOSES_TO", HUD, YES, "proposed"),
        ("/person/leopold-marchetti", "SIGNED", MOU, YES, "asserted"),
    ],
    "press-release.txt": [
        (SSA, "PARTY_TO", MOU, YES, "asserted"),
        (SOCIAL_SECURITY_RECORDS, "GOVERNS", MOU, YES, "asserted"),
        (MOU, "PROHIBITS", HUD, YES, "asserted"),
        (MOU, "REQUIRES", HUD, YES, "asserted"),
        (MOU, "REPLACES", FORMER_MOU, YES, "asserted"),
    ],
    "federal-register-notice.html": [
        (f"{TAX_SECRECY}/l/7", "PERMITS", SSA, YES, "asserted"),
        (SOCIAL_SECURITY_RECORDS, "PERMITS", SSA, YES, "asserted"),
        (f"{PRIVACY_ACT}/p", "REQUIRES", HUD, YES, "asserted"),
    ],
    "settlement.html": [
        (BRIGHTWELL, "VIOLATES", SOCIAL_SECURITY_RECORDS, YES, "alleged"),
        (BRIGHTWELL, "VIOLATES", SOCIAL_SECURITY_RECORDS, NO, "alleged"),
    ],
    "statute-section.xml": [
        (f"{SOCIAL_SECURITY_RECORDS}/b/2", "CITES", f"{TAX_SECRECY}/l/7", YES, "asserted"),
        (f"{SOCIAL_SECURITY_RECORDS}/b", "PART_OF", SOCIAL_SECURITY_RECORDS, YES, "asserted"),
    ],
    "agreements.csv": [
        (SSA, "PARTY_TO", MOU, YES, "asserted"),
        (SOCIAL_SECURITY_RECORDS, "GOVERNS", MOU, YES, "asserted"),
        (f"{TAX_SECRECY}/l/7", "GOVERNS", MOU, YES, "asserted"),
        ("/person/marguerite-dunleavy", "SIGNED", MOU, YES, "asserted"),
        (MOU, "REPLACES", FORMER_MOU, YES, "asserted"),
        (HUD, "PARTY_TO", "/us/agreement/mou/847-26-020", YES, "proposed"),
        (ALLIANCE, "CHALLENGES", MOU, YES, "asserted"),
        (ALLIANCE, "PARTY_TO", CASE, YES, "asserted"),
        (CASE, "CONCERNS", MOU, YES, "asserted"),
    ],
}
NOISE = (
    "Seven Cities",
    "READ MORE",
    "income checks",
    "newsletter",
    "lawn equipment",
    "Lake Ellery",
    "mortgage",
    "Skip to",
)


def extract(*options: str) -> str:
    """What `kg extract` prints of the folder."""
    result = CliRunner().invoke(kg, ["extract", "--mentions", *options, str(FOLDER)])
    assert result.exit_code == 0, result.stderr
    return result.stdout


@cache
def extractions() -> dict[str, Extraction]:
    """What each document says, by file name."""
    found = read_extractions(extract("--jobs", "1").splitlines())
    return {Path(extraction.document.source).name: extraction for extraction in found}


@cache
def graph() -> Graph:
    return build_graph(extractions().values())


def test_every_document_is_read_and_nothing_else_is() -> None:
    assert sorted(extractions()) == sorted(EXPECTED)


@pytest.mark.parametrize(
    ("name", "claim"), [(name, claim) for name, claims in EXPECTED.items() for claim in claims], ids=str
)
def test_a_document_says(name: str, claim: tuple[str, str, str, str, str]) -> None:
    found = {(c.subject, c.relation, c.object, c.polarity, c.status) for c in extractions()[name].claims}
    near = sorted(f for f in found if f[1] == claim[1])
    assert claim in found, near


def test_no_agreement_and_no_agency_violates_anything() -> None:
    assert [edge for edge in graph().edges if edge.relation == "VIOLATES"] == []


def test_nothing_is_disclosed_or_permitted_to_homeland_security() -> None:
    edges = [e for e in graph().edges if DHS in (e.subject, e.object)]
    assert [e for e in edges if e.relation in ("DISCLOSES_TO", "PERMITS", "PARTY_TO", "GOVERNS")] == []


def test_the_motion_was_not_granted_and_nothing_was_enjoined() -> None:
    wrong = {"GRANTS", "ENJOINS", "STRIKES_DOWN", "VACATES", "REVERSES"}
    assert [edge for edge in graph().edges if edge.relation in wrong] == []


def test_adverts_and_navigation_yield_nothing() -> None:
    names = [name for entity in graph().entities for name in (entity.name, *entity.aliases)]
    quotes = [evidence.quote for claim in graph().claims for evidence in claim.evidence]
    assert [text for text in names + quotes for noise in NOISE if noise.lower() in text.lower()] == []


def test_the_evidence_is_verbatim() -> None:
    for extraction in extractions().values():
        for claim in extraction.claims:
            for evidence in claim.evidence:
                assert evidence.document == extraction.document.id
                assert len(evidence.quote) == evidence.end - evidence.start > 0


def test_they_make_one_graph() -> None:
    """One connected component of plain edges over everything that a plain edge touches, documents left out."""
    drawn = to_networkx(graph())
    drawn.remove_nodes_from([n for n in list(drawn) if n.startswith("/doc/") and n.count("/") == 3])
    drawn.remove_nodes_from(list(nx.isolates(drawn)))
    components = sorted(nx.weakly_connected_components(drawn), key=len, reverse=True)
    assert [sorted(component) for component in components[1:]] == []
    assert len(components[0]) >= 30


def test_the_same_bytes_from_one_process_and_from_two() -> None:
    assert extract("--jobs", "1") == extract("--jobs", "2")

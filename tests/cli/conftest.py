"""A graph of three small documents, and `kg` run inside the test process, so that the Java machine starts once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.claim import Claim, Evidence, Polarity, Qualifier, Status
from kg.cli import main
from kg.entity import Entity
from kg.extraction import DocumentInfo, Extraction, extraction_lines

Run = Callable[..., Result]

SECTION = Entity(
    id="/us/usc/t26/s6103",
    labels=("Statute",),
    name="26 U.S.C. § 6103",
    aliases=("Section 6103 of the Internal Revenue Code",),
    properties=(("level", "section"),),
)
MEMORANDUM = Entity(
    id="/us/agreement/mou/dhs+irs/undated",
    labels=("Agreement",),
    name="Memorandum of Understanding between the IRS and DHS",
    aliases=("the MOU",),
    properties=(("kind", "mou"),),
)
GROUP = Entity(id="/org/centro", labels=("Organization",), name="Centro de Trabajadores Unidos")
JUDGE = Entity(id="/person/dabney-friedrich", labels=("Person",), name="Dabney Friedrich")
IRS = Entity(
    id="/us/agency/internal-revenue-service", labels=("Agency",), name="Internal Revenue Service", aliases=("IRS",)
)
OTHER_IRS = Entity(id="/org/irs-singers", labels=("Organization",), name="IRS Singers", aliases=("IRS",))
HOSTILE = Entity(id="/org/evil", labels=("Organization",), name="Evil\x1b[31m\x9b2J\nOrg \u202etxet")


def claim(
    document: str,
    subject: Entity,
    relation: str,
    object: Entity,
    quote: str,
    polarity: Polarity = "affirmed",
    status: Status = "asserted",
    speaker: Entity | None = None,
    qualifiers: tuple[Qualifier, ...] = (),
) -> Claim:
    start = sum(map(ord, quote)) % 1000
    return Claim(
        relation=relation,
        subject=subject.id,
        object=object.id,
        polarity=polarity,
        status=status,
        attributed_to=speaker.id if speaker else None,
        qualifiers=qualifiers,
        date="2025-05-12" if status == "held" else None,
        rule="test",
        evidence=(Evidence(document=document, start=start, end=start + len(quote), quote=quote),),
    )


def extraction(document: DocumentInfo, entities: list[Entity], claims: list[Claim]) -> Extraction:
    return Extraction(
        document=document,
        entities=tuple(sorted(entities)),
        claims=tuple(sorted(claims, key=lambda claim: claim.id)),
    )


def sample_extractions() -> list[Extraction]:
    news = DocumentInfo(id=f"/doc/sha256/{'a' * 64}", source="news.txt", title="A ruling", date="2025-05-13")
    notice = DocumentInfo(id=f"/doc/sha256/{'ab' * 32}", source="notice.txt", title="A notice")
    hostile = DocumentInfo(id=f"/doc/sha256/{'c' * 64}", source="evil\x1b]0;x\x07.txt", title="Evil\x1b[2J title")
    governs = "Section 6103 governs the agreement."
    also = "The statute governs such agreements."
    only = Qualifier(kind="scope", text="only for criminal investigations", start=5, end=37)
    return [
        extraction(
            news,
            [SECTION, MEMORANDUM, GROUP, JUDGE, IRS],
            [
                claim(news.id, SECTION, "GOVERNS", MEMORANDUM, governs, qualifiers=(only,)),
                claim(news.id, GROUP, "CHALLENGES", MEMORANDUM, "The group sued to block the agreement."),
                claim(news.id, MEMORANDUM, "VIOLATES", SECTION, "“Does it violate the Code? It does not,” she wrote.",
                      polarity="negated", status="held", speaker=JUDGE),
                claim(news.id, MEMORANDUM, "VIOLATES", SECTION, "Critics say it violates the Code.",
                      status="alleged", speaker=GROUP),
                claim(news.id, IRS, "PARTY_TO", MEMORANDUM, "The IRS signed it."),
            ],
        ),
        extraction(
            notice,
            [SECTION, MEMORANDUM, IRS, OTHER_IRS],
            [
                claim(notice.id, SECTION, "GOVERNS", MEMORANDUM, also, qualifiers=(only,)),
                claim(notice.id, OTHER_IRS, "SUPPORTS", MEMORANDUM, "The singers praised it."),
            ],
        ),
        extraction(
            hostile,
            [HOSTILE, MEMORANDUM],
            [claim(hostile.id, HOSTILE, "OPPOSES", MEMORANDUM, "Evil\x1b[31m org \x9b2J opposes\u202e it.")],
        ),
    ]  # fmt: skip


def write_claims(path: Path, extractions: list[Extraction]) -> Path:
    lines = [line for each in extractions for line in extraction_lines(each, mentions=False)]
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `kg` in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_STORE", raising=False)
    monkeypatch.setenv("KG_NO_AOT", "1")
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments: str | Path, input: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, [str(each) for each in arguments], input=input, prog_name="kg")

    return run


@pytest.fixture(scope="session")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a store with the three documents; for tests that only read."""
    folder = tmp_path_factory.mktemp("stored")
    claims = write_claims(folder / "claims.jsonl", sample_extractions())
    result = CliRunner(env={"KG_NO_AOT": "1"}).invoke(main, ["import", str(claims), "--store", str(folder / "graph")])
    assert result.exit_code == 0, result.output
    yield folder / "graph"

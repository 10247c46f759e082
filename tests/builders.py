"""Extractions for tests: hand-made, synthetic by the thousand, and random ones by hypothesis."""

import random
from collections.abc import Sequence

from hypothesis import strategies as st

from kg.claim import BASES, STATUSES, Claim, Evidence, Polarity, Qualifier, Status, Step
from kg.entity import Entity
from kg.extraction import DocumentInfo, Extraction

IRS = "/us/agency/internal-revenue-service"
DHS = "/us/agency/department-of-homeland-security"
JUDGE = "/person/dabney-friedrich"
CODE = "/us/usc/t26/s6103"
MOU = "/us/agreement/mou/department-of-homeland-security+internal-revenue-service/2025-04-07"


def evidence(document: str, start: int = 0, quote: str = "the words") -> Evidence:
    return Evidence(document=document, start=start, end=start + len(quote), quote=quote)


def claim(
    document: str,
    subject: str,
    relation: str,
    object: str,
    *,
    status: Status = "asserted",
    polarity: Polarity = "affirmed",
    speaker: str | None = None,
    date: str | None = None,
    rule: str = "made.by.hand",
    start: int = 0,
) -> Claim:
    return Claim(
        relation=relation,
        subject=subject,
        object=object,
        polarity=polarity,
        status=status,
        attributed_to=speaker,
        date=date,
        rule=rule,
        evidence=(evidence(document, start),),
    )


def entity(entity_id: str, name: str | None = None, **properties: str | int | bool) -> Entity:
    labels = {"agency": "Agency", "person": "Person", "usc": "Statute", "agreement": "Agreement", "case": "Case"}
    label = next(label for part, label in labels.items() if f"/{part}/" in entity_id)
    return Entity(
        id=entity_id,
        labels=(label,),
        name=name or entity_id.rpartition("/")[2],
        properties=tuple(sorted(properties.items())),
    )


def extraction(
    name: str, entities: Sequence[Entity], claims: Sequence[Claim], info: DocumentInfo | None = None
) -> Extraction:
    return Extraction(
        document=info or DocumentInfo(id=f"/doc/{name}", source=f"{name}.txt"),
        entities=tuple(sorted(entities)),
        claims=tuple(sorted(claims, key=lambda item: item.id)),
    )


def report() -> Extraction:
    """A judge holds that a memorandum of two agencies does not violate the Code; a union alleges that it does."""
    document = "/doc/report"
    entities = [
        Entity(id=IRS, labels=("Agency",), name="Internal Revenue Service", aliases=("IRS",)),
        Entity(id=DHS, labels=("Agency",), name="Department of Homeland Security", aliases=("DHS",)),
        Entity(id=JUDGE, labels=("Person",), name="Dabney Friedrich", properties=(("role", "Judge"),)),
        Entity(id=CODE, labels=("Statute",), name="26 U.S.C. § 6103", properties=(("level", "section"),)),
        entity(MOU, "the memorandum", kind="mou", provisional=False),
    ]
    qualified = Claim(
        relation="PERMITS",
        subject=CODE,
        object=IRS,
        qualifiers=(Qualifier(kind="scope", text="only for criminal investigations", start=40, end=72),),
        date="2025-05",
        date_inferred=True,
        basis="inferred",
        rule="permits.may",
        evidence=(
            Evidence(
                document=document,
                start=100,
                end=109,
                quote="it may do",
                subject=(100, 102),
                object=(103, 106),
                place="page 3",
                steps=(Step(start=100, end=102, entity=IRS, reason="pronoun"),),
            ),
            evidence(document, 0),
        ),
    )
    claims = [
        claim(document, MOU, "VIOLATES", CODE, status="held", polarity="negated", speaker=JUDGE, date="2025-05-12"),
        claim(document, MOU, "VIOLATES", CODE, status="alleged", start=50),
        claim(document, CODE, "GOVERNS", MOU),
        claim(document, IRS, "PARTY_TO", MOU),
        claim(document, DHS, "PARTY_TO", MOU, start=50),
        claim(document, document, "CITES", CODE),
        qualified,
    ]
    about = (("case", "/us/case/dcd/1:25-cv-00677"), ("court", "/us/court/dcd"))
    info = DocumentInfo(
        id=document,
        source="report.txt",
        title="A judge rules",
        date="2025-05-12",
        url="https://example.org/1",
        about=about,
    )
    return extraction("report", entities, claims, info)


def follow_up() -> Extraction:
    """Says some of the same, calls one agency by another name, and adds a node and a claim of its own."""
    document = "/doc/follow-up"
    entities = [
        Entity(id=IRS, labels=("Agency",), name="IRS", aliases=("the Service",), properties=(("acronym", "IRS"),)),
        Entity(id=CODE, labels=("Statute",), name="Section 6103", properties=(("level", "section"),)),
        entity("/us/usc/t26/s7213", "26 U.S.C. § 7213"),
        entity(MOU, "IRS-DHS memorandum", kind="mou", provisional=True),
    ]
    claims = [
        claim(document, CODE, "GOVERNS", MOU, status="held", date="2025-06-01"),
        claim(document, CODE, "GOVERNS", MOU, date="2025-04-01", rule="a.rule.before"),
        claim(document, "/us/usc/t26/s7213", "CITES", CODE, start=20),
        claim(document, IRS, "PARTY_TO", MOU, date="2025-04-07"),
    ]
    return extraction("follow-up", entities, claims)


def synthetic(number: int, nodes: int = 20, claims: int = 25) -> Extraction:
    """One of any number of documents in which a few nodes and claims return again and again."""
    chance = random.Random(number)  # noqa: S311  (a test corpus, always the same)
    document = f"/doc/synthetic-{number:06}"
    popular = [entity(f"/us/usc/t26/s{chance.randrange(60)}") for _ in range(nodes // 2)]
    own = [entity(f"/us/agency/{number}-{index}", f"Agency {number} of {index}") for index in range(nodes // 4)]
    shared = [entity(f"/us/agency/{chance.randrange(40)}") for _ in range(nodes - nodes // 2 - nodes // 4)]
    known = {item.id: item for item in (*popular, *own, *shared)}
    made: list[Claim] = []
    for index in range(claims):
        law, actor = chance.choice(popular).id, chance.choice((*own, *shared)).id
        ends = (document, "CITES", law) if index % 3 == 0 else (law, "GOVERNS", actor)
        quote = f"words number {index} of the document, as long as a sentence of the law often is"
        made.append(
            Claim(
                relation=ends[1],
                subject=ends[0],
                object=ends[2],
                status=chance.choice(STATUSES),
                basis=chance.choice(BASES),
                date=f"20{chance.randrange(10, 25)}-0{chance.randrange(1, 9)}-11",
                rule=f"rule.{chance.randrange(9)}",
                evidence=(evidence(document, index * 100, quote),),
            )
        )
    unique = {item.id: item for item in made}
    info = DocumentInfo(id=document, source=f"{number}.txt", title=f"No. {number}")
    return extraction("synthetic", list(known.values()), list(unique.values()), info)


# Random ones: few ids, so that documents meet; any text that can be stored.

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SHORT = st.text(st.sampled_from("ab`'\"}{$\\\0\n😀\u202e\u0301é"), min_size=1, max_size=6)
_NODES = {
    "/us/agency/a": ("Agency",), "/us/agency/b": ("Agency", "Organization"), "/us/usc/t1/s1": ("Statute",),
    "/us/usc/t1/s2": ("Statute",), "/us/case/x/1": ("Case",), "/person/p": ("Person",),
}  # fmt: skip
_ENDS = [
    ("/us/usc/t1/s1", "GOVERNS", "/us/agency/a"), ("/us/usc/t1/s2", "GOVERNS", "/us/agency/b"),
    ("/us/usc/t1/s1", "CITES", "/us/usc/t1/s2"), ("/us/agency/a", "PARTY_TO", "/us/case/x/1"),
    ("", "CITES", "/us/usc/t1/s1"), ("", "CITES", "/us/case/x/1"),
]  # fmt: skip


@st.composite
def extractions(draw: st.DrawFn, name: str) -> Extraction:
    """One document of that name."""
    document = f"/doc/{name}"
    entities = [
        Entity(
            id=key,
            labels=tuple(sorted(draw(st.sets(st.sampled_from(labels), min_size=1)))),
            name=draw(SHORT),
            aliases=tuple(sorted(draw(st.sets(SHORT, max_size=2)))),
            properties=(("role", draw(TEXT)),) if "Person" in labels and draw(st.booleans()) else (),
        )
        for key, labels in _NODES.items()
    ]
    claims = {made.id: made for made in draw(st.lists(_claims(document), max_size=5))}
    info = DocumentInfo(id=document, source=draw(TEXT), title=draw(st.none() | TEXT), date=draw(st.none() | TEXT))
    return Extraction(
        document=info,
        entities=tuple(sorted(item for item in entities)),
        claims=tuple(claims[key] for key in sorted(claims)),
    )


@st.composite
def _claims(draw: st.DrawFn, document: str) -> Claim:
    subject, relation, object_ = draw(st.sampled_from(_ENDS))
    date = draw(st.none() | st.sampled_from(["2020", "2021-05", "2022-01-31"]))
    return Claim(
        relation=relation,
        subject=subject or document,
        object=object_,
        polarity=draw(st.sampled_from(["affirmed", "negated"])),
        status=draw(st.sampled_from(["asserted", "held", "alleged"])),
        attributed_to=draw(st.none() | st.just("/person/p")),
        qualifiers=tuple(draw(st.lists(st.builds(Qualifier, kind=st.just("scope"), text=SHORT), max_size=2))),
        date=date,
        date_inferred=date is not None and draw(st.booleans()),
        basis=draw(st.sampled_from(BASES)),
        rule=draw(st.sampled_from(["r.one", "r.two"])),
        evidence=tuple(draw(st.lists(_evidence(document), min_size=1, max_size=2, unique_by=lambda e: e.start))),
    )


@st.composite
def _evidence(draw: st.DrawFn, document: str) -> Evidence:
    start = draw(st.integers(0, 3))
    quote = "quoted `words}' \0 of\nthe 😀 text"[: 4 + start]  # one quote for each place
    span = draw(st.none() | st.just((start, start + 1)))
    return Evidence(document=document, start=start, end=start + len(quote), quote=quote, subject=span)

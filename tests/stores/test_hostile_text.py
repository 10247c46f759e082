"""Whatever stands in a document comes out of every store as it went in, or is refused."""

from dataclasses import replace

import pytest

from kg.claim import Qualifier, Step
from kg.entity import Entity
from kg.errors import SchemaError
from kg.extraction import DocumentInfo, Extraction
from tests.builders import CODE, IRS, JUDGE, claim, entity, evidence, extraction
from tests.stores.dump import AnyStore, GraphStore, check_consistent

HOSTILE = [
    "'",
    '"',
    "`}) DETACH DELETE n //",
    "\\",
    "\0",
    "\u202eabc",
    "😀\u200d",
    "a\nb\r\n\tc",
    "$x {y}",
    "é e\u0301",
    " ",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_out_as_it_went_in(store: GraphStore, text: str) -> None:
    document, node = f"/doc/{text}", f"/person/{text}"
    person = Entity(id=node, labels=("Person",), name=text, aliases=(text + "x",), properties=(("role", text),))
    step = Step(start=1, end=2, entity=node, reason=text)
    made = replace(
        claim(document, JUDGE, "SUPPORTS", node, rule=text, date=text),
        attributed_to=node,
        qualifiers=(Qualifier(kind=text, text=text, start=1, end=2),),
        evidence=(replace(evidence(document, 5, text), place=text, steps=(step,), object=(1, 2)),),
    )
    info = DocumentInfo(
        id=document, source=text, format=text, title=text, date=text, publisher=text, url=text, base=text,
        about=(("case", text),),
    )  # fmt: skip
    given = Extraction(document=info, entities=tuple(sorted([entity(JUDGE), person])), claims=(made,))
    store.writer().add([given])
    assert list(store.view().extractions()) == [given]
    assert node in [found.id for found in store.view().find(text)]
    check_consistent(store)
    assert store.view().query("MATCH (n:Person {id: $id}) RETURN n.name", {"id": node}).rows == ((text,),)


def test_half_of_a_surrogate_pair_is_refused(store: AnyStore) -> None:
    with pytest.raises(SchemaError, match="surrogate"):
        store.writer().add([extraction("d", [entity(IRS, "a\ud800b")], [])])
    assert store.view().documents() == []


def test_long_text(store: AnyStore) -> None:
    long = "word " * 100_000
    made = replace(claim("/doc/d", CODE, "GOVERNS", IRS), evidence=(evidence("/doc/d", 0, long),))
    given = extraction("d", [entity(IRS, long), entity(CODE)], [made])
    store.writer().add([given])
    assert list(store.view().extractions()) == [given]
    assert [found.id for found in store.view().find(long)] == [IRS]
    with pytest.raises(SchemaError, match="characters, more than"):
        store.writer().add([extraction("e", [entity("/us/agency/" + "x" * 5000)], [])])

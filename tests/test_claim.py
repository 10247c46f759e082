"""Claims: what their ids stand for, and how they are merged."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.claim import Basis, Claim, ClaimTally, Evidence, Qualifier, merge_claims
from tests.builders import CODE, IRS, MOU, claim, evidence, extractions


def test_the_id_is_what_is_claimed_not_where_or_how() -> None:
    made = claim("/doc/a", MOU, "VIOLATES", CODE)
    elsewhere = replace(made, evidence=(evidence("/doc/b", 7),), rule="other", date="2020", basis="inferred")
    assert elsewhere.id == made.id
    for changed in (
        replace(made, relation="COMPLIES_WITH"),
        replace(made, subject=IRS),
        replace(made, object=IRS),
        replace(made, polarity="negated"),
        replace(made, status="alleged"),
        replace(made, attributed_to=IRS),
        replace(made, qualifiers=(Qualifier(kind="scope", text="only here"),)),
    ):
        assert changed.id != made.id


def test_the_order_and_place_of_qualifiers_do_not_matter() -> None:
    one, two = Qualifier(kind="a", text="x", start=1, end=2), Qualifier(kind="b", text="y")
    made = claim("/doc/a", MOU, "VIOLATES", CODE)
    assert replace(made, qualifiers=(one, two)).id == replace(made, qualifiers=(two, replace(one, start=5))).id


def test_plain_is_affirmed_and_asserted_or_held_with_evidence() -> None:
    made = claim("/doc/a", MOU, "VIOLATES", CODE)
    assert made.is_plain and replace(made, status="held").is_plain
    assert not replace(made, polarity="negated").is_plain
    assert not replace(made, evidence=()).is_plain
    assert not any(replace(made, status=s).is_plain for s in ("alleged", "questioned", "attempted", "proposed"))


def test_the_same_words_at_the_same_place_are_one_passage() -> None:
    assert evidence("/doc/a", 3).passage_id == replace(evidence("/doc/a", 3), subject=(3, 4)).passage_id
    assert evidence("/doc/a", 3).passage_id != evidence("/doc/b", 3).passage_id


def test_merging_takes_the_strongest_basis_and_the_first_date() -> None:
    said: list[tuple[Basis, str, str | None, bool, str]] = [
        ("inferred", "a", "2019", True, "/doc/c"),
        ("stated", "z", "2020", True, "/doc/a"),
        ("stated", "m", "2020", False, "/doc/b"),
        ("stated", "n", None, False, "/doc/d"),
    ]
    plain = claim("/doc/a", CODE, "GOVERNS", MOU)
    made = [
        replace(plain, basis=basis, rule=rule, date=date, date_inferred=inferred, evidence=(evidence(document),))
        for basis, rule, date, inferred, document in said
    ]
    (merged,) = merge_claims(made)
    assert (merged.basis, merged.rule, merged.date, merged.date_inferred) == ("stated", "m", "2019", True)
    assert [item.document for item in merged.evidence] == ["/doc/a", "/doc/b", "/doc/c", "/doc/d"]


def test_spans_of_qualifiers_are_those_of_the_first_document() -> None:
    def made(document: str, start: int) -> Claim:
        qualifier = Qualifier(kind="scope", text="only here", start=start, end=start + 9)
        return replace(claim(document, MOU, "VIOLATES", CODE), qualifiers=(qualifier,))

    for order in ([made("/doc/b", 5), made("/doc/a", 9)], [made("/doc/a", 9), made("/doc/b", 5)]):
        (merged,) = merge_claims(order)
        assert merged.qualifiers[0].start == 9


def test_evidence_that_differs_in_its_spans_alone_is_merged_the_same_way() -> None:
    plain = evidence("/doc/a")
    spanned = Evidence(document="/doc/a", start=0, end=plain.end, quote=plain.quote, subject=(0, 3))
    made = [replace(claim("/doc/a", MOU, "VIOLATES", CODE), evidence=(item,)) for item in (plain, spanned)]
    assert repr(merge_claims(made)) == repr(merge_claims(made[::-1]))


@settings(max_examples=40, deadline=None)
@given(st.permutations("abc"), st.data())
def test_merging_does_not_depend_on_order_or_grouping(names: list[str], data: st.DataObject) -> None:
    made = {name: data.draw(extractions(name)).claims for name in "abc"}
    shuffled = [claim for name in names for claim in made[name]]
    merged = merge_claims(shuffled)
    assert repr(merged) == repr(merge_claims([claim for name in "abc" for claim in made[name]]))
    half = merge_claims([*made["a"], *made["b"]])
    assert [(c.id, c.rule, c.basis, c.date, len(c.evidence)) for c in merge_claims([*half, *made["c"]])] == [
        (c.id, c.rule, c.basis, c.date, len(c.evidence)) for c in merged
    ]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_tally_gives_back_what_was_put_in(data: st.DataObject) -> None:
    made = [claim for name in "abc" for claim in data.draw(extractions(name)).claims]
    tally = ClaimTally()
    for item in made:
        tally.add(item)
    assert ClaimTally.load(tally.dump()) == tally and tally.documents == len(made)
    for item in made:
        tally.add(item, -1)
    assert tally == ClaimTally()

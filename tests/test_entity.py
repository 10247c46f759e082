"""Nodes as many documents know them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.entity import Entity, Tally, merge_entities
from tests.builders import IRS, extractions


def node(name: str, *aliases: str, labels: tuple[str, ...] = ("Agency",), **properties: str | int | bool) -> Entity:
    return Entity(id=IRS, labels=labels, name=name, aliases=aliases, properties=tuple(sorted(properties.items())))


def test_most_documents_name_it() -> None:
    (merged,) = merge_entities([node("IRS"), node("IRS", "the Service"), node("Internal Revenue Service")])
    assert (merged.name, merged.aliases) == ("IRS", ("Internal Revenue Service", "the Service"))


def test_among_equals_the_longest_then_the_first() -> None:
    assert merge_entities([node("IRS"), node("Internal Revenue")])[0].name == "Internal Revenue"
    assert merge_entities([node("b"), node("a")])[0].name == "a"


def test_labels_and_properties_are_joined() -> None:
    (merged,) = merge_entities([node("a", labels=("Court",), kind="x"), node("a", kind="yy"), node("a", kind="x", n=1)])
    assert merged.labels == ("Agency", "Court") and merged.properties == (("kind", "x"), ("n", 1))


def test_true_is_not_one() -> None:
    (merged,) = merge_entities([node("a", p=True), node("a", p=1), node("a", p=1)])
    assert merged.properties == (("p", 1),) and merged.properties[0][1] is not True
    assert merge_entities([node("a", p=True)])[0].properties[0][1] is True


def test_a_single_one_is_put_in_order() -> None:
    (merged,) = merge_entities([Entity(id=IRS, labels=("B", "A", "A"), name="n", aliases=("z", "n", "a"))])
    assert (merged.labels, merged.aliases) == (("A", "B"), ("a", "z"))


@settings(max_examples=40, deadline=None)
@given(st.permutations("abc"), st.data())
def test_the_order_does_not_matter(names: list[str], data: st.DataObject) -> None:
    made = {name: data.draw(extractions(name)).entities for name in "abc"}
    assert merge_entities(e for name in names for e in made[name]) == merge_entities(
        e for name in "abc" for e in made[name]
    )


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_contribution_can_be_taken_out_again(data: st.DataObject) -> None:
    kept, gone = data.draw(extractions("a")).entities[0], data.draw(extractions("b")).entities[0]
    tally, alone = Tally(), Tally()
    alone.add(kept)
    tally.add(gone)
    tally.add(kept)
    assert Tally.load(tally.dump()) == tally
    tally.add(gone, -1)
    assert tally == alone and tally.dump() == alone.dump() and tally.entity(kept.id) == alone.entity(kept.id)

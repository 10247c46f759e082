"""People without a title, and what is no person."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.document import Document
from kg.mentions import Mention
from kg.mentions.captions import read_caption
from kg.mentions.finding import find_mentions
from kg.mentions.name_lists import name_lists
from kg.text import read_text
from tests.mentions.reading import named


def people(text: str, title: str) -> list[str]:
    found = find_mentions(read_text(Document(source="test", format="text", text=text, title=title)))
    return [text[m.start : m.end] for m in found if m.kind == "Person" and m.form != "description"]


FULL = [
    ("John Smith sued.", ["John Smith"]),
    ("In 1990 John Smith was arrested.", ["John Smith"]),
    ("When Linda Alvarez appealed, the court", ["Linda Alvarez"]),
    ("Although Peter Novak's car was searched", ["Peter Novak"]),
    ("Alice Adams, Bob Brown, and Carl Cole filed", ["Alice Adams", "Bob Brown", "Carl Cole"]),
    ("W. M. Garland operated a mill", ["W. M. Garland"]),
    ("A.L. Lockhart directs the prison", ["A.L. Lockhart"]),
    ("J. E. B. Stuart rode", ["J. E. B. Stuart"]),
    ("Rosa de la Cruz was born", ["Rosa de la Cruz"]),
    ("Barry Van Houten, the owner", ["Barry Van Houten"]),
    ("José Gómez-Pérez worked", ["José Gómez-Pérez"]),
    ("Sean O'Malley and Ian McTavish", ["Sean O'Malley", "Ian McTavish"]),
    ("Robert Beck, II, was tried", ["Robert Beck, II"]),
    ("Ira Gore, Jr. bought a car", ["Ira Gore, Jr."]),
    ('James "Bud" Keller drove', ['James "Bud" Keller']),
    ("Michael H., a minor, sued", ["Michael H."]),
    ("John Doe sued", ["John Doe"]),
    ("his wife, Marguerite Delacroix-Oyelaran, testified", ["Marguerite Delacroix-Oyelaran"]),
    ("Texas Governor Paula Reyes signed", ["Paula Reyes"]),
    ("Secretary of Agriculture Dana Whitfield announced", ["Dana Whitfield"]),
    ("the reporter Hannah Lindqvist and seized", ["Hannah Lindqvist"]),
    ("Defendant Arturo Salas pleaded guilty", ["Arturo Salas"]),
    ("the estate of Joseph Kowalski", ["Joseph Kowalski"]),
    ("Jackson Brewer was convicted", ["Jackson Brewer"]),
    ("Virginia Thompson, a teacher, was fired", ["Virginia Thompson"]),
    ("officers arrested Deshawn Parker in his home", ["Deshawn Parker"]),
]
NOBODY = [
    "The Supreme Court held", "Congress Smith", "New York Times", "the Fourth Amendment", "the Miranda warnings",
    "a Terry stop", "a Brady violation", "Chevron deference", "the Jim Crow era", "Planned Parenthood", "San Francisco",
    "Santa Clara County", "St. Paul sued", "the City of Charlotte", "Austin, Texas", "Jackson, Mississippi",
    "Grant County",
    "Charlotte Observer", "Georgia Power", "Virginia Military Institute", "the Sherman Antitrust Act", "Madison Avenue",
    "Lincoln Memorial", "the Jordan River", "Easter Sunday", "Grand Jury", "Good Friday", "Roman Catholic",
    "Native American",
    "the Labor Day weekend", "Wells Fargo", "Philip Morris", "Eli Lilly and Company", "Martin Luther College",
    "Paul Harris Stores, Inc.", "the S.S. Catalina", "U.S. Steel", "D.C. Circuit", "Federal Reserve", "North Carolina",
    "West Virginia", "Rio Grande", "Des Moines", "Arlington Heights", "Ann Arbor, Michigan", "Plaintiff Class",
    "District Attorney", "General Counsel", "Attorney General of Texas", "Chief Justice", "Roe v. Wade",
    "Smith v. Jones", "Equal Protection", "Due Process", "Good Samaritan", "Fair Housing", "the Rosa Parks Museum",
    "Marshall Plan", "Monroe Doctrine", "Morgan Stanley", "March Madness", "May Day", "August Recess",
    "Amber Alerts were sent", "Christian schools", "Jewish Americans", "Mexican Americans", "Section Eight",
    "Title Seven", "Part Two", "The Department", "Does Congress", "May Congress", "Will States", "Penn Station",
    "Chase Manhattan Bank", "Ford Motor Company", "John Deere Company", "the Henry Street School", "Bell Telephone",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FULL)
def test_full_names(text: str, expected: list[str]) -> None:
    assert named(text, "Person") == expected


@pytest.mark.parametrize("text", NOBODY)
def test_no_person(text: str) -> None:
    assert named(text, "Person") == []


def test_who_shares_a_surname_is_named_by_it() -> None:
    text = "Gary and Venida Thornhill sued."
    found = [m for m in find_mentions(read_text(Document(source="t", format="text", text=text))) if m.kind == "Person"]
    assert [m.name for m in found] == ["Gary Thornhill", "Venida Thornhill"]


CAPTIONED = [
    ("Ortega v. Ohio", "Ortega was convicted. The jury believed Ortega.", ["Ortega", "Ortega"]),
    ("Knutsen v. Ohio", "Knutsen bought bonds.", ["Knutsen"]),
    ("Zyx'Kiri v. Bell", "Zyx'Kiri presented his claims.", ["Zyx'Kiri"]),
    ("J.G.G. v. Smith", "The government removed J.G.G. to Ohio.", ["J.G.G."]),
    ("In re Stahlberg", "Stahlberg was admitted to the bar.", ["Stahlberg"]),
    ("Marbella v. Iowa", "The Marbella doctrine. Marbella was born in Iowa.", ["Marbella"]),
    ("Wyndale v. Ohio", "Wyndale, the drug manufacturer, did not warn him.", []),
    ("Ohio v. Chicago", "Chicago was sued in its courts.", []),
    ("Ford v. Ohio", "Ford Motor Company sold cars.", []),
    ("Ortega wins in court", "Ortega.", []),
    ("Bell v. Texas", "He lived in Texas, and she was born in Texas.", []),
]


@pytest.mark.parametrize(("title", "text", "expected"), CAPTIONED)
def test_surnames_of_a_caption(title: str, text: str, expected: list[str]) -> None:
    assert people(text, title) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Officer Harmon searched the car.", ["Harmon"]),
        ("The jury heard petitioner Delgado.", []),
        ("Delgado was arrested. Then Delgado testified.", ["Delgado", "Delgado"]),
        ("Delgado was arrested.", []),
        ("Young was young. Young died.", []),
        ("Miranda was read. Under Miranda, and Miranda again.", []),
    ],
)
def test_surnames_without_a_caption(text: str, expected: list[str]) -> None:
    assert named(text, "Person") == expected


@pytest.mark.parametrize(
    ("title", "surnames", "initials", "bodies"),
    [
        ("Ortega v. Harbor Foods, Inc.", {"Ortega"}, set(), ("Harbor Foods, Inc",)),
        ("J.G.G. v. Trump", {"Trump"}, {"J.G.G."}, ()),
        ("United States v. Texas", set(), set(), ()),
        ("United States ex rel. Marlow v. Acme Corp.", {"Marlow"}, set(), ("Acme Corp",)),
        ("Village of Elmsford v. Doe", {"Doe"}, set(), ("Village of Elmsford",)),
        ("DHS v. Board of Education", set(), set(), ("Board of Education",)),
        ("Court denies motion", set(), set(), ()),
        ("A v. B v. C", set(), set(), ()),
    ],
)
def test_captions(title: str, surnames: set[str], initials: set[str], bodies: tuple[str, ...]) -> None:
    caption = read_caption(title)
    assert (set(caption.surnames), set(caption.initials), caption.bodies) == (surnames, initials, bodies)


def test_the_lists_are_sorted_lower_case_and_disjoint() -> None:
    lists = name_lists()
    assert len(lists.given) > 15_000
    assert len(lists.surnames) > 40_000
    assert not lists.given & lists.either
    assert not lists.given & lists.also_given
    assert not lists.never & lists.soft
    for names in (lists.given, lists.either, lists.surnames):
        assert all(name.isascii() and name.isalpha() and name.islower() for name in names)


NAMES = st.sampled_from(
    ["John Smith", "Mary O'Brien", "A. B. Novak", "Officer Ruiz", "Ortega", "de la", "Jr.", "J.G.G."]
)
WORDS = st.text(string.ascii_letters + " .,'\"-&", max_size=12)


@settings(max_examples=300, deadline=None)
@given(st.lists(NAMES | WORDS, max_size=12).map(" ".join), st.sampled_from([None, "Ortega v. Novak", "J.G.G. v. Ruiz"]))
def test_a_name_is_what_stands_at_its_offsets(text: str, title: str | None) -> None:
    document = Document(source="t", format="text", text=text, title=title)
    found: list[Mention] = [m for m in find_mentions(read_text(document)) if m.kind == "Person" and m.role is None]
    for mention in found:
        words = text[mention.start : mention.end]
        assert words == words.strip() and words[0].isupper()
        assert mention.name == words or mention.name.startswith(f"{words} ")
    assert find_mentions(read_text(document)) == find_mentions(read_text(document))

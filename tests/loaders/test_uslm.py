"""USLM: the publisher's words, parts, links and places, on small files here and on official ones."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from kg_loaders import uslm
from kg_loaders.markup import all_text, local_name
from kg_loaders.uslm_ids import canonical_id, title_of, usable_id
from kg_loaders.uslm_text import SKIPPED, is_quoted
from lxml import etree

from kg.document import Document, Source

LoadBytes = Callable[..., list[Document]]

IDS = [
    ("/us/usc/t17/s101", "/us/usc/t17/s101"),
    ("/us/usc/t2/s60–1", "/us/usc/t2/s60-1"),
    ("/us/usc/t26/s6103@2025-05-12", "/us/usc/t26/s6103@2025-05-12"),
    ("/us/cfr/t 20 /s404.2/c/2", "/us/cfr/t20/s404.2/c/2"),
    ("/us/cfr/t27/p478", "/us/cfr/t27/pt478"),
    ("/us/cfr/t27/p478/spB", "/us/cfr/t27/pt478/sptB"),
    ("/us/cfr/t27/pt478/sptB", "/us/cfr/t27/pt478/sptB"),
    ("/us/cfr/t26/s301.6103(i)-1", "/us/cfr/t26/s301.6103(i)-1"),
    ("/us/fr/83/frdoc2018-09910", "/us/fr/doc/2018-09910"),
    ("/us/fr/83/21774", "/us/fr/83/21774"),
    ("/us/bill/114/hr/240", "/us/bill/114/hr240"),
    ("https://uscode.house.gov/us/usc/t17/s101", "/us/usc/t17/s101"),
    ("https://example.org/a b", "https://example.org/a b"),
    ("#part-1", "#part-1"),
]


@pytest.mark.parametrize(("href", "identifier"), IDS)
def test_canonical_id(href: str, identifier: str) -> None:
    assert canonical_id(href) == identifier
    assert canonical_id(identifier) == identifier


def test_what_converters_could_not_make_is_no_id() -> None:
    assert usable_id("/us/cfr/t27/pNaN") is None
    assert usable_id("") is None
    assert title_of("/us/usc/t17/s101") == "/us/usc/t17"
    assert title_of("/us/usc/t17") is None


def section(inner: str) -> str:
    return (
        '<section xmlns="http://xml.house.gov/schemas/uslm/1.0" identifier="/us/usc/t99/s1"><num value="1">§ 1.</num>'
        f"<heading> Piers</heading>{inner}</section>"
    )


LAYOUTS = [
    ("<content>A pier.</content>", "A pier."),
    (
        "<chapeau>A pier—</chapeau><paragraph><num>(1)</num><content> is; or</content></paragraph>",
        "A pier—\n(1) is; or",
    ),
    ("<subsection><num>(a)</num><heading> Rule</heading><content>A pier.</content></subsection>", "(a) Rule\nA pier."),
    (
        "<subsection><num>(a)</num><heading> Rule.—</heading><content>A pier.</content></subsection>",
        "(a) Rule.—A pier.",
    ),
    ("<subsection><num>(a)</num><paragraph><num>(1)</num><content> x</content></paragraph></subsection>", "(a) (1) x"),
    ("<content><p>One.</p>\n  <p>Two.</p></content>", "One.\nTwo."),
    ("<content>a\n   b <i>c</i>d</content>", "a b cd"),
    ("<content>5 U.S.C. 552<ref idref='f'>1</ref> says</content>", "5 U.S.C. 552[1] says"),
    ("<content>x<note type='footnote'><num>2</num> See y.</note> z.</content>", "x z.\n[2] See y."),
    ("<content>x<page>9 STAT. 1</page> z.</content>", "x z."),
    ("<content>a<br/>b</content>", "a\nb"),
    ("<content>reads: <quotedContent><p>“b”</p></quotedContent>; and</content>", "reads:\n“b”; and"),
    ("<table><tr><td/><td>b</td><td>c</td></tr></table>", "\tb\tc"),
    ("<toc><tocItem><column>1.</column></tocItem></toc><content>x</content>", "x"),
    ("<content>\u2003\u2003x\u00a0y</content>", "x\u00a0y"),
    ("<content>x<!-- no --><?page 3?> y</content>", "x y"),
]


@pytest.mark.parametrize(("inner", "text"), LAYOUTS)
def test_layout(load_bytes: LoadBytes, inner: str, text: str) -> None:
    (document,) = load_bytes(section(inner), "a.xml")
    assert document.text == f"§ 1. Piers\n{text}\n"
    assert document.parts[0].parent == "/us/usc/t99"
    assert document.title == "99 U.S.C. § 1 — Piers"


def test_text_that_a_law_quotes_is_no_part_of_it(load_bytes: LoadBytes) -> None:
    quoted = '<quotedContent><section identifier="/us/usc/t1/s2"><num value="2">2.</num></section></quotedContent>'
    (document,) = load_bytes(section(f"<content>It reads: {quoted}</content>"), "a.xml")
    assert [part.id for part in document.parts] == ["/us/usc/t99/s1"]


def check(document: Document) -> None:
    size = len(document.text)
    for spans in (
        [(part.start, part.end) for part in document.parts],
        [(link.start, link.end) for link in document.links],
        [(region.start, region.end) for region in document.regions],
        [(place.start, place.start + 1) for place in document.places],
    ):
        starts = [start for start, _ in spans]
        assert starts == sorted(starts)
        for start, end in spans:
            assert 0 <= start < end <= size
            assert document.text[start:end].strip(" \n\t") == document.text[start:end]
    assert document.place_of(0) is not None
    assert "  " not in document.text
    assert " \n" not in document.text
    ids = {part.id for part in document.parts}
    for part in document.parts[1:]:
        assert part.parent in ids or part.parent == document.base
        assert part.parent != part.id


CODES = [
    ("usc17.xml", uslm.SECTIONS, 153, 1),
    ("usc35.xml", uslm.SECTIONS, 174, 1),
    ("CFR-2018-title27-vol3.xml", uslm.SECTIONS, 344, 1),
    ("FR-2018-05-10.xml", uslm.NOTICES, 72, 0),
]


@pytest.mark.parametrize(("name", "names", "count", "front"), CODES)
def test_official_file(shared_data: Path, name: str, names: frozenset[str], count: int, front: int) -> None:
    path = shared_data / "uslm" / name
    documents = list(uslm.load(Source(name=name, path=path)))
    root = etree.parse(path).getroot()
    units = [
        element
        for element in root.iter()
        if local_name(element) in names
        and element.get("identifier")
        and not is_quoted(element)
        and not any(local_name(above) in names and above.get("identifier") for above in element.iterancestors())
    ]
    assert len(units) == count
    assert len(documents) == count + front
    for document in documents:
        check(document)
        assert document.title
        assert document.date
    for element, document in zip(units, documents, strict=False):
        assert document.base == usable_id(element.get("identifier"))
        assert not letters(element) - Counter(filter(str.isalnum, document.text))
        references = [ref for ref in element.iter("{*}ref") if ref.get("href") and not in_skipped(ref)]
        assert sorted(link_of(ref) for ref in references) == sorted(
            (link.target, squashed(document.text[link.start : link.end])) for link in document.links
        )


def letters(element: "etree._Element") -> Counter[str]:
    if not local_name(element) or local_name(element) in SKIPPED:
        return Counter()
    found = Counter(filter(str.isalnum, str(element.text or "")))
    for child in element:
        found += letters(child) + Counter(filter(str.isalnum, str(child.tail or "")))
    return found


def in_skipped(element: "etree._Element") -> bool:
    return any(local_name(above) in SKIPPED for above in element.iterancestors())


def link_of(ref: "etree._Element") -> tuple[str, str]:
    return canonical_id(str(ref.get("href"))), squashed(all_text(ref))


def squashed(text: str) -> str:
    return "".join(text.split())


def test_official_law(shared_data: Path) -> None:
    path = shared_data / "uslm" / "PLAW-114publ4.xml"
    (document,) = uslm.load(Source(name=path.name, path=path))
    check(document)
    assert (document.base, document.date) == ("/us/pl/114/4", "2015-03-04")
    assert len(document.links) == 192
    assert "/us/pl/114/4/s503/a/1" in {part.id for part in document.parts}


def test_section_of_the_code_in_words(shared_data: Path) -> None:
    path = shared_data / "uslm" / "usc17.xml"
    documents = {document.base: document for document in uslm.load(Source(name=path.name, path=path))}
    rights = documents["/us/usc/t17/s106"]
    assert rights.title == "17 U.S.C. § 106 — Exclusive rights in copyrighted works"
    assert rights.text.startswith(
        "§\u202f106. Exclusive rights in copyrighted works\nSubject to sections 107 through 122, "
    )
    assert "\n(1) to reproduce the copyrighted work in copies or phonorecords;\n(2) to prepare " in rights.text
    assert rights.parts[0].parent == "/us/usc/t17/ch1"
    front = documents["/us/usc/t17"]
    assert front.title == "Title 17 — COPYRIGHTS"
    assert ("/us/usc/t17/ch9", "/us/usc/t17") in {(part.id, part.parent) for part in front.parts}

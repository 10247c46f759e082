"""PDF and Word: printed lines as running text, running heads out, tables and footnotes in."""

import io
import zipfile
from collections.abc import Callable

import pytest
from kg_loaders.pdf_lines import Page, join_lines, without_running_heads

from kg.document import Document

LoadBytes = Callable[..., list[Document]]
MakePdf = Callable[..., bytes]
FULL = "The Office keeps the records of every vessel that has come into the harbor since"

JOINS = [
    ([FULL, "the year began."], f"{FULL} the year began.\n"),
    ([f"{FULL} infor-", "mation was kept."], f"{FULL} information was kept.\n"),
    ([f"{FULL} Smith-", "Jones came."], f"{FULL} Smith- Jones came.\n"),
    ([f"{FULL} well-", "kept files.", "", "A well-kept file."], f"{FULL} well-kept files.\nA well-kept file.\n"),
    (
        [f"{FULL}.", "Short line.", "Next one.", FULL],
        f"{FULL}.\nShort line.\nNext one.\n{FULL}\n".replace(".\nShort", ". Short"),
    ),
    ([f"{FULL};", "(b) the Board."], f"{FULL};\n(b) the Board.\n"),
    ([f"{FULL} under subsection", "(b) of section 12."], f"{FULL} under subsection (b) of section 12.\n"),
    ([FULL, "", "New paragraph."], f"{FULL}\nNew paragraph.\n"),
    (["HEADING", FULL], f"HEADING\n{FULL}\n"),
]


@pytest.mark.parametrize(("lines", "text"), JOINS)
def test_join(lines: list[str], text: str) -> None:
    assert join_lines([Page(number=1, lines=tuple(lines))])[0] == text


def test_sentence_that_turns_the_page() -> None:
    pages = [Page(number=1, lines=(FULL,)), Page(number=2, lines=("the year began.",)), Page(number=3, lines=("End.",))]
    text, places = join_lines(pages)
    assert text == f"{FULL} the year began.\nEnd.\n"
    assert [(text[place.start :].split()[0], place.label) for place in places] == [
        ("The", "page 1"),
        ("the", "page 2"),
        ("End.", "page 3"),
    ]


def test_running_heads() -> None:
    bodies = ["First words here.", "Other words there.", "Last words of all.", "A fourth page."]
    pages = [
        Page(number=n, lines=("Harbor Review", f"Vol. {n} No. 1", body, f"- {n} -")) for n, body in enumerate(bodies, 1)
    ]
    assert [page.lines for page in without_running_heads(pages)] == [(body,) for body in bodies]


def test_headings_that_differ_stay() -> None:
    pages = [Page(number=1, lines=("Section 1", "Words.")), Page(number=2, lines=("Section 2", "More."))]
    assert [page.lines[0] for page in without_running_heads(pages)] == ["Section 1", "Section 2"]


TITLES = [
    ("/Title (Agreement on piers)", "Agreement on piers"),
    ("/Title (Microsoft Word - draft.doc)", None),
    ("/Title (untitled)", None),
    ("/Title (a1b2.pdf)", None),
    ("", None),
]


@pytest.mark.parametrize(("info", "title"), TITLES)
def test_title(load_bytes: LoadBytes, make_pdf: MakePdf, info: str, title: str | None) -> None:
    (document,) = load_bytes(make_pdf([["Words (in brackets) § 5."]], info), "a.pdf")
    assert (document.title, document.text) == (title, "Words (in brackets) § 5.\n")


WORD = '<?xml version="1.0"?><w:{0} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{1}</w:{0}>'
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OVERRIDE = '<Override PartName="/word/{0}.xml" ContentType="{1}.{2}+xml"/>'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f"{OVERRIDE.format('document', OFFICE, 'document.main')}{OVERRIDE.format('styles', OFFICE, 'styles')}"
    f"{OVERRIDE.format('footnotes', OFFICE, 'footnotes')}</Types>"
)
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
RELATION = f'<Relationship Id="r{{0}}" Type="{RELATED}/{{0}}" Target="{{1}}"/>'


def docx(body: str, footnotes: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS.format(RELATION.format("officeDocument", "word/document.xml")))
        inner = RELATION.format("styles", "styles.xml") + RELATION.format("footnotes", "footnotes.xml")
        archive.writestr("word/_rels/document.xml.rels", RELATIONS.format(inner))
        style = '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
        archive.writestr("word/styles.xml", WORD.format("styles", style))
        archive.writestr("word/footnotes.xml", WORD.format("footnotes", footnotes))
        archive.writestr("word/document.xml", WORD.format("document", f"<w:body>{body}</w:body>"))
    return buffer.getvalue()


def paragraph(text: str, inner: str = "") -> str:
    return f"<w:p>{inner}<w:r><w:t>{text}</w:t></w:r></w:p>"


BODIES = [
    (paragraph("A pier."), "A pier.\n"),
    ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>", "a\tb\nc\n"),
    (
        "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>",
        "new\n",
    ),
    (
        f"<w:tbl><w:tr><w:tc>{paragraph('a')}{paragraph('b')}</w:tc><w:tc>{paragraph('c')}</w:tc></w:tr></w:tbl>",
        "a b\tc\n",
    ),
    (f"<w:sdt><w:sdtContent>{paragraph('control')}</w:sdtContent></w:sdt>", "control\n"),
    ("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>x</w:t></w:r></w:p>", "x\n"),
]


@pytest.mark.parametrize(("body", "text"), BODIES)
def test_word(load_bytes: LoadBytes, body: str, text: str) -> None:
    assert load_bytes(docx(body), "a.docx")[0].text == text


def test_word_headings_and_footnotes(load_bytes: LoadBytes) -> None:
    heading = paragraph("Piers", '<w:pPr><w:pStyle w:val="H1"/></w:pPr>')
    body = f'{heading}<w:p><w:r><w:t>See the act.</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
    separator = f'<w:footnote w:type="separator" w:id="0">{paragraph("-")}</w:footnote>'
    footnotes = f'{separator}<w:footnote w:id="2">{paragraph("5 U.S.C. 552.")}</w:footnote>'
    (document,) = load_bytes(docx(body, footnotes), "a.docx")
    assert document.text == "Piers\nSee the act.[2]\n[2] 5 U.S.C. 552.\n"
    assert [(document.text[r.start : r.end], r.kind) for r in document.regions] == [
        ("Piers", "heading"),
        ("[2] 5 U.S.C. 552.", "note"),
    ]

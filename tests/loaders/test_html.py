"""Web pages: what is the article, what surrounds it, what is certain to be no statement of the page."""

from collections.abc import Callable

import pytest

from kg.document import Document

LoadBytes = Callable[..., list[Document]]
PARAGRAPH = (
    "The Board upheld the agreement on piers because the statute allows the Office to lend its records to others."
)


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


ARTICLE = "".join(f"<p>{PARAGRAPH} It was decision number {number} of this year.</p>" for number in range(4))

FURNITURE = [
    "<nav><a href=/>Home page of the courier</a></nav>",
    "<header><p>The Harbor Courier masthead</p></header>",
    "<footer><p>All rights reserved by the courier</p></footer>",
    "<script>var words = 'in a script';</script>",
    "<style>p { color: red }</style>",
    "<noscript>Please enable scripts</noscript>",
    "<div class='cookie-banner'><p>We use cookies to improve the page</p></div>",
    "<div id='comments'><p>I loved reading this article</p></div>",
    "<div class='newsletter-form'><p>Get our letter every day</p></div>",
    "<div role='dialog'><p>Sign in to go on reading</p></div>",
    "<p hidden>Nobody sees this paragraph</p>",
    "<p style='display: none'>Nobody sees this one either</p>",
    "<form><label>Your address</label><input value='x'><button>Send it</button></form>",
    "<!-- a comment of the editor -->",
    "<template><p>Text of a template</p></template>",
]


@pytest.mark.parametrize("furniture", FURNITURE)
def test_furniture_stays_out(load_bytes: LoadBytes, furniture: str) -> None:
    (document,) = load_bytes(page(f"{furniture}<article>{ARTICLE}</article>{furniture}"), "a.html")
    expected = [f"{PARAGRAPH} It was decision number {number} of this year." for number in range(4)]
    assert document.text.splitlines() == expected


@pytest.mark.parametrize(
    "embed",
    [
        "<blockquote class='twitter-tweet'><p>What a day at the piers of our city</p></blockquote>",
        "<blockquote class='x instagram-media'><p>What a day at the piers of our city</p></blockquote>",
    ],
)
def test_embedded_posts_are_boilerplate(load_bytes: LoadBytes, embed: str) -> None:
    (document,) = load_bytes(page(f"<article>{ARTICLE}{embed}{ARTICLE}</article>"), "a.html")
    marked = [document.text[r.start : r.end] for r in document.regions if r.kind == "boilerplate"]
    assert marked == ["What a day at the piers of our city"]


@pytest.mark.parametrize("tag", ["aside", "div role=complementary", "figure", "figcaption"])
def test_what_stands_beside_a_plain_text_is_boilerplate(load_bytes: LoadBytes, tag: str) -> None:
    beside = f"<{tag}>Ten facts on piers</{tag.split()[0]}>"
    (document,) = load_bytes(page(f"<p>{PARAGRAPH}</p>{beside}<p>Signed.</p>"), "a.html")
    for region in document.regions:
        assert (region.kind, document.text[region.start : region.end]) == ("boilerplate", "Ten facts on piers")


def test_non_breaking_spaces_stay(load_bytes: LoadBytes) -> None:
    (document,) = load_bytes(
        page(f"<nav>x</nav><article>{ARTICLE}<p>See 5&nbsp;U.S.C. §&nbsp;552, as the Board reads it.</p></article>"),
        "a.html",
    )
    assert "5\xa0U.S.C. §\xa0552, as the Board" in document.text


def test_quote_and_table_and_list_stay(load_bytes: LoadBytes) -> None:
    body = (
        f"<nav>x</nav><article>{ARTICLE}"
        "<blockquote><p>“It does not violate the statute at all,” the Board wrote.</p></blockquote>"
        "<ul><li>The first point is the statute.</li></ul>"
        "<table><tr><th>Agency</th><th>Role</th></tr><tr><td>Harbor Office</td><td>owner of piers</td></tr></table>"
        f"{ARTICLE}</article>"
    )
    (document,) = load_bytes(page(body), "a.html")
    for words in ("“It does not violate", "The first point is", "Agency\tRole\nHarbor Office\towner of piers"):
        assert words in document.text
    assert not [region for region in document.regions if region.kind == "boilerplate"]


META = [
    ("<meta property='article:published_time' content='2025-05-13T08:00:00Z'>", "date", "2025-05-13"),
    ("<meta name='date' content='13 May'>", "date", None),
    ("<meta property='article:modified_time' content='2025-05-13'>", "date", None),
    (
        '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "datePublished": "2025-05-13"}</script>',
        "date",
        "2025-05-13",
    ),
    ("<script type='application/ld+json'>{broken</script>", "date", None),
    ("<meta property='og:site_name' content='Harbor Courier'>", "publisher", "Harbor Courier"),
    ("<link rel=canonical href='https://example.org/a'>", "url", "https://example.org/a"),
    ("<link rel=canonical href='/a'>", "url", None),
    ("<title>Panel\n upholds</title>", "title", "Panel upholds"),
    ("<title>x</title><meta property='og:title' content='Panel upholds'>", "title", "Panel upholds"),
    ("", "title", None),
]


@pytest.mark.parametrize(("head", "name", "value"), META)
def test_metadata(load_bytes: LoadBytes, head: str, name: str, value: str | None) -> None:
    (document,) = load_bytes(page(f"<p>{PARAGRAPH}</p>", head), "a.html")
    assert getattr(document, name) == value


def test_preformatted_text_keeps_its_lines(load_bytes: LoadBytes) -> None:
    (document,) = load_bytes("<html><body><pre>\nSEC. 1. A\n   pier.\n\nSEC. 2. B.\n</pre></body></html>", "a.html")
    assert document.text == "SEC. 1. A\n   pier.\nSEC. 2. B.\n"
    assert [place.label for place in document.places] == ["line 2", "line 5"]

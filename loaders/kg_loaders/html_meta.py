"""What a web page states about itself: title, date, publisher, address."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg_loaders.markup import all_text
from kg_loaders.text import iso_date

if TYPE_CHECKING:
    from lxml.etree import _Element

# Most specific first; modification dates are no publication dates and are left out.
_DATES: Final = (
    "article:published_time", "og:article:published_time", "datepublished", "citation_publication_date",
    "citation_date", "dcterms.issued", "dc.date.issued", "dcterms.created", "dc.date.created", "dcterms.date",
    "dc.date", "pubdate", "publish-date", "publish_date", "sailthru.date", "parsely-pub-date", "date",
)  # fmt: skip
_TITLES: Final = ("og:title", "twitter:title", "citation_title", "dcterms.title", "dc.title")
_PUBLISHERS: Final = ("og:site_name", "citation_publisher", "dcterms.publisher", "dc.publisher", "application-name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """Metadata of a page, each None where the page does not state it."""

    title: str | None
    date: str | None
    publisher: str | None
    url: str | None


def read_meta(root: "_Element") -> Meta:
    """The metadata of a page from its meta elements, JSON-LD, `<title>`, `<h1>` and canonical link."""
    metas = _metas(root)
    linked = list(_json_ld(root))
    headings = [all_text(h1) for h1 in root.iter("h1")]
    page_title = root.find(".//title")
    titles = [
        *(metas.get(name) for name in _TITLES),
        _first_string(linked, "headline"),
        headings[0] if len(headings) == 1 else None,
        page_title.text if page_title is not None else None,
    ]
    dates = [
        *(metas.get(name) for name in _DATES[:3]),
        _first_string(linked, "datePublished"),
        *(metas.get(name) for name in _DATES[3:]),
        *_times(root),
    ]
    return Meta(
        title=next((" ".join(title.split()) for title in titles if title and title.strip()), None),
        date=next((found for value in dates if value and (found := iso_date(value))), None),
        publisher=next(filter(None, (metas.get(name) for name in _PUBLISHERS)), None) or _publisher(linked),
        url=_url(root, metas),
    )


def _metas(root: "_Element") -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(str(name).strip().lower(), str(content))
    return found


def _times(root: "_Element") -> Iterator[str]:
    for element in root.iter("time"):
        if element.get("pubdate") is not None or (element.get("itemprop") or "") == "datePublished":
            yield str(element.get("datetime") or "")


def _url(root: "_Element", metas: dict[str, str]) -> str | None:
    links = [
        str(link.get("href") or "") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"
    ]
    candidates = (*links, metas.get("og:url", ""))
    return next((url.strip() for url in candidates if url.strip().startswith(("http://", "https://"))), None)


def _json_ld(root: "_Element") -> Iterator[dict[str, object]]:
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            value = json.loads(script.text or "null")
        except (ValueError, RecursionError):
            continue  # metadata that does not parse states nothing
        items = value.get("@graph", [value]) if isinstance(value, dict) else value
        for item in items if isinstance(items, list) else []:
            if isinstance(item, dict) and "Article" in str(item.get("@type")):
                yield item


def _first_string(items: list[dict[str, object]], key: str) -> str | None:
    return next((value for item in items if isinstance(value := item.get(key), str) and value), None)


def _publisher(items: list[dict[str, object]]) -> str | None:
    for item in items:
        publisher = item.get("publisher")
        if isinstance(publisher, dict) and isinstance(name := publisher.get("name"), str) and name:
            return name
    return None

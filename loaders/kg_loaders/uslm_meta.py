"""What USLM says about a document: title, date, publisher, kind, and the law that it is."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg_loaders.markup import all_text, local_name
from kg_loaders.text import iso_date
from kg_loaders.uslm_ids import usable_id
from kg_loaders.uslm_text import heading_of

if TYPE_CHECKING:
    from lxml.etree import _Element

# A release point says as of when the text holds; `created` may be the day of a conversion.
_DATES: Final = ("docReleasePoint", "approvedDate", "date", "created")
_CODE_ID: Final = re.compile(r"/us/(usc|cfr)/t(\d+)(a?)(?:/|$)")
_CODES: Final = {"usc": "U.S.C.", "cfr": "C.F.R."}
_BILL_TYPES: Final = ("hr", "s", "hjres", "sjres", "hconres", "sconres", "hres", "sres")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """Metadata of a file, each None where it is not stated; `law` is the canonical id of a public or private law."""

    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    kind: str | None = None
    law: str | None = None


def read_meta(meta: "_Element") -> Meta:
    """What a `<meta>` element states."""
    values: dict[str, str] = {}
    for element in meta:
        name, text = local_name(element), all_text(element)
        if name and text:
            values.setdefault(name, text)
    dates = (iso_date(values[name]) for name in _DATES if name in values)
    return Meta(
        title=values.get("title"),
        date=next(filter(None, dates), None) or _approved(meta),
        publisher=values.get("publisher"),
        kind=values.get("type"),
        law=_law(values),
    )


def section_title(section: "_Element", base: str | None) -> str | None:
    """The number and heading of a section as a citation: "17 U.S.C. § 101 — Definitions"."""
    num = section.find("{*}num")
    number = all_text(num).strip("[. ") if num is not None else ""
    match = _CODE_ID.match(base or "")
    if match:
        number = f"{match[2]} {_CODES[match[1]]} {'App. ' if match[3] else ''}{number}"
    heading = heading_of(section)
    if not number and not heading:
        return base
    return " — ".join(filter(None, (number, heading.removesuffix("]") if "[" not in heading else heading)))


def front_title(root: "_Element") -> str | None:
    """The number and heading of a title: "Title 17 — COPYRIGHTS"."""
    title = root.find("{*}main/{*}title")
    num = title.find("{*}num") if title is not None else None
    if title is None or num is None:
        return None
    return " — ".join(filter(None, (all_text(num).rstrip("—. "), heading_of(title))))


def notice_base(element: "_Element") -> str | None:
    """The canonical id of a Federal Register document, by its identifier or its number."""
    found = usable_id(element.get("identifier"))
    if found:
        return found
    number = element.find("{*}meta/{*}docNumber")
    digits = all_text(number).replace("–", "-") if number is not None else ""
    return f"/us/fr/doc/{digits}" if re.fullmatch(r"[A-Z]?\d+-\d+", digits) else None


def notice_title(element: "_Element") -> str | None:
    """The subject of a Federal Register document."""
    for path in ("{*}preface/{*}subject", "{*}meta/{*}subject", "{*}preface/{*}title", "{*}meta/{*}title"):
        found = element.find(path)
        if found is not None and all_text(found):
            return all_text(found)
    return None


def _law(values: dict[str, str]) -> str | None:
    congress, number = values.get("congress", ""), values.get("docNumber", "")
    if not congress.isdigit() or not number.isdigit():
        return None
    if values.get("publicPrivate") in ("public", "private") and "Law" in values.get("type", ""):
        return f"/us/{'pl' if values['publicPrivate'] == 'public' else 'pvtl'}/{congress}/{number}"
    kind = re.sub(r"[^a-z]", "", values.get("docTypeAbbreviation", "").lower())
    return f"/us/bill/{congress}/{kind}{number}" if kind in _BILL_TYPES else None


def _approved(meta: "_Element") -> str | None:
    # GPO prints the day of approval in the margin beside the long title.
    root = meta.getparent()
    margin = root.find("{*}main/{*}longTitle/{*}sidenote/{*}p") if root is not None else None
    return iso_date(all_text(margin)) if margin is not None else None

"""Identifiers and hrefs of USLM as canonical ids."""

import re
from typing import Final

_HOST: Final = re.compile(r"^https?://(?:www\.)?(?:uscode\.house\.gov|govinfo\.gov|api\.fdsys\.gov/link)(?=/us/)")
_DASHES: Final = str.maketrans({"‐": "-", "‑": "-", "–": "-", "—": "-"})
# GPO writes parts /p478 and subparts /spB; the ids of the project have /pt478 and /sptB.
_CFR_PART: Final = re.compile(r"^(/us/cfr/t[^/]+)/p(?=\d)")
_CFR_SUBPART: Final = re.compile(r"^(/us/cfr/t[^/]+/pt[^/]+)/sp(?!t)(?=[A-Za-z0-9])")
_FR_DOCUMENT: Final = re.compile(r"^/us/fr/[^/]+/frdoc")
_BILL: Final = re.compile(r"^(/us/bill/\d+)/([a-z]+)/(\d+)")


def canonical_id(href: str) -> str:
    """The canonical id that an identifier or href of USLM stands for; what is no path of the law stays as given.

    Converters of GPO leave blanks and en dashes in them ("/us/cfr/t 20 /s404.2", "/us/usc/t2/s60–1"). A version
    ("@2025-05-12") stays.
    """
    path = _HOST.sub("", href.strip())
    if not path.startswith("/us/"):
        return path
    path = "".join(path.split()).translate(_DASHES).rstrip("/")
    path = _CFR_SUBPART.sub(r"\1/spt", _CFR_PART.sub(r"\1/pt", path))
    path = _FR_DOCUMENT.sub("/us/fr/doc/", path)
    return _BILL.sub(r"\1/\2\3", path)


def usable_id(identifier: str | None) -> str | None:
    """The canonical id of an element, or None for one that its converter could not make ("/us/cfr/t27/pNaN")."""
    if not identifier or not identifier.startswith("/us/") or "NaN" in identifier:
        return None
    return canonical_id(identifier)


def title_of(identifier: str) -> str | None:
    """The id of the title that a provision of a code belongs to: "/us/usc/t17" for "/us/usc/t17/s101"."""
    match = re.match(r"/us/(?:usc|cfr)/t[^/@]+", identifier)
    return match[0] if match and match[0] != identifier else None

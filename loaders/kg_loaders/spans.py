"""Text that is written piece by piece, with spans opened and closed on the way."""

import re
from dataclasses import dataclass, field
from typing import Final

_SPACES: Final = re.compile(r"[ \t\r\n\f]+")
_OPENING: Final = ("“", "‘")
# Em spaces and the like, with which printed lines are indented.
_INDENTATION: Final = " \u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u3000"


@dataclass(slots=True, eq=False)
class Mark:
    """A span that is being written: its start is known once a character stands in it."""

    start: int | None = None
    end: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written between opening and closing it."""
        return self.start is None or self.end <= self.start


@dataclass(slots=True)
class TextWriter:
    """Collects text with the white space of markup folded; spans neither begin nor end with white space.

    A blank or line end waits until something follows it, so that no line ends with a blank and no text with a line
    end. Non-breaking spaces are text.
    """

    length: int = 0
    _chunks: list[str] = field(default_factory=list)
    _waiting: str = ""
    _glued: bool = False
    _open: list[Mark] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What was written so far."""
        return "".join(self._chunks)

    def write(self, text: str) -> None:
        """Add running text; each run of white space counts as one blank."""
        folded = _SPACES.sub(" ", text)
        if not self.length or self._waiting == "\n":
            folded = folded.lstrip(_INDENTATION)
        if folded.startswith(" "):
            self.space()
        words = folded.strip(" ")
        if not words:
            return
        self._put(words)
        if folded.endswith(" "):
            self.space()

    def space(self) -> None:
        """A blank before what follows, unless a line starts there."""
        self._waiting = self._waiting or " "

    def tab(self) -> None:
        """A tab between two cells of a row; an empty cell keeps its own."""
        self._waiting = (self._waiting if self._waiting.strip(" ") else "") + "\t"

    def line(self) -> None:
        """Start a new line, unless the one that has begun is to be continued."""
        if not self._glued:
            self._waiting = "" if self._chunks and self._chunks[-1].endswith(_OPENING) else "\n"

    def join(self) -> None:
        """Let what follows stand right after what was written: a full stop after a quoted block."""
        self._waiting = ""

    def drop_last(self) -> None:
        """Take the last character back: the hyphen of a word that goes on."""
        self._chunks[-1] = self._chunks[-1][:-1]
        self.length -= 1

    def glue(self) -> None:
        """Let the next line continue this one: a number stands before its text."""
        self._glued = True

    def open(self) -> Mark:
        """A span that begins with the next character."""
        mark = Mark()
        self._open.append(mark)
        return mark

    def close(self, mark: Mark) -> Mark:
        """End a span after the last character."""
        mark.end = self.length
        if mark in self._open:
            self._open.remove(mark)
        return mark

    def _put(self, words: str) -> None:
        if self.length and self._waiting:
            self._chunks.append(self._waiting)
            self.length += len(self._waiting)
        self._waiting, self._glued = "", False
        for mark in self._open:
            mark.start = self.length
        self._open.clear()
        self._chunks.append(words)
        self.length += len(words)

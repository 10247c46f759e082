"""What a text has spoken of so far, kept so that each description is looked up without reading everything again."""

import re
from collections.abc import Iterator
from typing import Final

from kg.resolve.resolution import Drafts, Resolved
from kg.text import Text

_COMPANY: Final = re.compile(r"\b(?:Inc|LLC|L\.L\.C|Corp|Corporation|Company|Co|Ltd|LLP|L\.P|PLC)\b\.?$")
_COMPANY_NOUNS: Final = ("company", "firm", "corporation", "business")


class Memory:
    """The mentions before a place in the text, by kind."""

    def __init__(self, text: Text, drafts: Drafts) -> None:
        self._text = text
        self._drafts = drafts
        self._named: dict[str, list[tuple[int, Resolved]]] = {}
        self._entities: dict[str, dict[str, None]] = {}
        self._by_word: dict[tuple[str, str], dict[str, None]] = {}
        self._open: set[tuple[str, str]] = set()

    def remember(self, resolved: Resolved) -> None:
        """Take in the next mention of the text."""
        mention = resolved.mention
        if not resolved.ids:
            self._open.add((mention.kind, mention.name))
        if mention.form == "description":
            self._add_words(mention.kind, resolved.ids, (mention.name,) if resolved.ids else ())
            return
        self._named.setdefault(mention.kind, []).append((self._text.sentence_at(mention.start), resolved))
        known = self._entities.setdefault(mention.kind, {})
        for entity in resolved.ids:
            if entity not in known:
                known[entity] = None
                self._add_words(mention.kind, (entity,), self._words(entity))
        self._add_words(mention.kind, resolved.ids, (mention.role or "").lower().split())

    def was_open(self, kind: str, name: str) -> bool:
        """Whether the same words stood before for something that has no name."""
        return (kind, name) in self._open

    def entities(self, kind: str) -> tuple[str, ...]:
        """Every entity of a kind that was named."""
        return tuple(self._entities.get(kind, ()))

    def fitting(self, kind: str, noun: str) -> tuple[str, ...]:
        """The entities of a kind in whose names or descriptors the noun occurs."""
        return tuple(self._by_word.get((kind, noun), ()))

    def backwards(self, kind: str, sentence: int) -> Iterator[tuple[int, Resolved]]:
        """The named mentions of a kind from the last on, down to a sentence."""
        for index, resolved in reversed(self._named.get(kind, [])):
            if index < sentence:
                return
            yield index, resolved

    def _words(self, entity: str) -> Iterator[str]:
        draft = self._drafts.by_id[entity]
        for name in (draft.name, *draft.aliases):
            yield from name.lower().split()
        if _COMPANY.search(draft.name):
            yield from _COMPANY_NOUNS

    def _add_words(
        self, kind: str, entities: tuple[str, ...], words: Iterator[str] | tuple[str, ...] | list[str]
    ) -> None:
        for word in words:
            for entity in entities:
                self._by_word.setdefault((kind, word), {})[entity] = None

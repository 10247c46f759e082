"""Finds what a text names: one module a kind of thing, all of them pure functions of the text.

What finds references to law is imported here; `kg.mentions.finding` has the rest, which takes a moment to load.
"""

from kg.mentions.cited_law import find_cited_law
from kg.mentions.context import Context, context_of, read_context
from kg.mentions.mention import Citation, Item, Mention

__all__ = ["Citation", "Context", "Item", "Mention", "context_of", "find_cited_law", "read_context"]

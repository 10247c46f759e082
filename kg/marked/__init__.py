"""The text of documents as a page, with each reference to law marked and linked."""

from kg.marked.entries import citation_or_id, flag_words
from kg.marked.page import marked_page

__all__ = ["citation_or_id", "flag_words", "marked_page"]

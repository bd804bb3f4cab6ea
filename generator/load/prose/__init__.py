"""Markdown: from an author's text to a document whose references know where they stand."""

from generator.load.prose.headings import find_anchor, heading_id
from generator.load.prose.read import read_document

__all__ = ["find_anchor", "heading_id", "read_document"]

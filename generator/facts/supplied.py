"""The words for a reference that has none, `[](fact:id)`: what a page shows there, and how they are filled in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator.diagnostics import Edit, Fix
from generator.facts.wording import figure

if TYPE_CHECKING:
    from generator.facts.ledger import Figure
    from generator.model.document import Document, Reference

_MARKUP: Final = re.compile(r"[\\`*_\[\]<>|]")
"""What Markdown would read in the words of a link."""

_EMPTY: Final = "[]"


def supplied_words(found: Figure, language: str) -> str:
    """Give the figure in the words of a language, with its status unless it is actual.

    A contested fact without a figure of its own gives its label.
    """
    if found.value is None:
        return found.fact.label.text
    words = figure(found.value, language)
    return words if found.status == "actual" else f"{words} ({found.status})"


def lacks_words(reference: Reference) -> bool:
    """Tell whether a page must supply the words of a reference."""
    return reference.scheme == "fact" and not reference.words and not reference.directive


def filling(document: Document, reference: Reference, words: str) -> Fix | None:
    """Give the fix that writes words into an empty reference; None where something other than words stands in it."""
    source = document.source
    start = source.find(reference.span)
    if start is None or not source.text.startswith(_EMPTY, start):
        return None
    edit: Edit = source.insert(start + 1, _MARKUP.sub(r"\\\g<0>", words))
    return Fix(f"`{_EMPTY}` becomes `[{words}]`", (edit,))

"""References to facts that hold no words of the author's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Fault, diagnose
from generator.facts.supplied import filling, lacks_words, supplied_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.check.examined import Examined


def references_without_words(examined: Examined) -> Iterator[Diagnostic]:
    """Report N-WORDS for `[](fact:id)`, with the figure's words as the fix."""
    language = examined.site.config.language
    for passage in examined.passages:
        for reference in passage.document.references:
            if not lacks_words(reference):
                continue
            found = examined.ledger.find(reference.target)
            if isinstance(found, Fault) or found.value is None:
                continue
            words = supplied_words(found, language)
            fix = filling(passage.document, reference, words)
            message = f"the page supplies these words: {words}"
            yield diagnose("N-WORDS", reference.span, message, fix=fix)

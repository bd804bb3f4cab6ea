"""Sentences that rest on what changed, and that no check can judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, diagnose
from generator.facts.changes import spelt
from generator.facts.reread import resting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.check.examined import Examined


def sentences_to_reread(examined: Examined) -> Iterator[Diagnostic]:
    """Report N-REREAD for words that rest on a value which changed since the last release, and hold no number.

    A change that nothing explains is an error of its own (E-CHANGE-SILENT): it may yet be taken back.
    """
    site = examined.site
    pending = examined.background.pending
    if not pending:
        return
    for one in resting(examined.passages, examined.ledger, site.config.language, pending):
        if one.by_words:
            change = pending[one.on]
            words = one.placed.words
            message = f"“{words}” rests on `{one.on}`, which was {spelt(change.old, site.units)} at the last release"
            yield diagnose(
                "N-REREAD", one.placed.reference.span, f"{message} and is now {spelt(change.new, site.units)}"
            )

"""Figures in prose that nothing stands behind, and marks that free none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, diagnose
from generator.facts.lint import Sayings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.check.examined import Examined
    from generator.facts.lint import Linted

_HINT = 'bind it: `[{}](fact:id)`, cite its source behind it (`[@id]`), or mark it: `[{}](free: "why")`'
_SAID = "a fact says it: write `[{}](fact:{})`"


def unbound_figures(examined: Examined) -> Iterator[Diagnostic]:
    """Report W-FIGURE-UNBOUND for figures that are bound to nothing and that the baseline does not list."""
    sayings = Sayings.of(examined.ledger)
    for linted in examined.figures:
        document = linted.passage.document
        for one in linted.figures:
            if not one.bond and one not in linted.known:
                address = sayings.address(one)
                words = one.phrase if address else one.words
                hint = _SAID.format(words, address) if address else _HINT.format(words, words)
                place = document.at(one.start, len(words))
                yield diagnose("W-FIGURE-UNBOUND", place, f"nothing stands behind the figure “{words}”", hint=hint)


def needless_marks(examined: Examined) -> Iterator[Diagnostic]:
    """Report N-FIGURE-FREE for marks of `free:` around what a fact says, and around words without a figure."""
    sayings = Sayings.of(examined.ledger)
    for linted in examined.figures:
        yield from _needless(linted, sayings)


def _needless(linted: Linted, sayings: Sayings) -> Iterator[Diagnostic]:
    free = [one for one in linted.figures if one.bond == "free"]
    for reference in linted.passage.document.references:
        if reference.scheme != "free" or not reference.words:
            continue
        end = reference.offset + len(reference.words)
        inside = [one for one in free if one.start < end and reference.offset < one.end]
        address = next((found for one in inside if (found := sayings.address(one))), "")
        if address:
            hint = f"write `[{reference.words}](fact:{address})`"
            yield diagnose("N-FIGURE-FREE", reference.span, "this figure is left free, and a fact says it", hint=hint)
        elif not inside:
            message = f"“{reference.words}” is left free, but holds no figure that would have to be bound"
            yield diagnose("N-FIGURE-FREE", reference.span, message, hint="remove the mark, and keep the words")

"""Statements that rest on nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Span, diagnose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.check.examined import Examined
    from generator.model.fact import Fact

SOURCES = frozenset({"source", "sources"})


def facts_without_source(examined: Examined) -> Iterator[Diagnostic]:
    """Report E-SOURCE-MISSING for facts, claims and cells without a source, and formulas that name no fact either."""
    for fact in examined.own.facts.values():
        if fact.sources or fact.said & SOURCES:
            continue
        if fact.derive is None:
            yield from _unsourced(fact)
        elif examined.ledger.of_constants(fact):
            yield _missing(f"the fact `{fact.id}`, whose formula names no other fact,", fact.derive.span)


def _unsourced(fact: Fact) -> Iterator[Diagnostic]:
    if fact.claims:
        for claim in fact.claims:
            if not claim.sources and not claim.said & SOURCES:
                yield _missing(f"the claim `{claim.key}` of `{fact.id}`", claim.key.span)
    elif fact.series is not None:
        bare = [cell for cell in fact.series.cells if not cell.sources and not cell.said & SOURCES]
        if bare and len(bare) == len(fact.series.cells):
            yield _missing(f"the series `{fact.id}`", fact.place)
        else:
            for cell in bare:
                yield _missing(f"the cell `{'.'.join((fact.id.text, *cell.keys))}`", cell.written.span)
    else:
        yield _missing(f"the fact `{fact.id}`", fact.place)


def _missing(what: str, place: Span) -> Diagnostic:
    return diagnose("E-SOURCE-MISSING", place, f"{what} has no source")


def events_without_source(examined: Examined) -> Iterator[Diagnostic]:
    """Report E-SOURCE-MISSING for events that neither name a source nor have a fact that does."""
    facts = examined.site.facts
    for event in examined.own.events.values():
        sourced = event.sources or event.said & SOURCES
        if not sourced and not any(facts.get(text.text.partition(".")[0]) for text in event.facts):
            yield _missing(f"the event `{event.id}`", event.id.span)


def quotes_without_source(examined: Examined) -> Iterator[Diagnostic]:
    """Report E-SOURCE-MISSING for quotes without a source."""
    for quote in examined.own.quotes.values():
        if not quote.sources and not quote.said & SOURCES:
            yield _missing(f"the quote `{quote.id}`", quote.id.span)

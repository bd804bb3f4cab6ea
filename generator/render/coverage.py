"""What readers are told of an article's figures: how many are bound, and which are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.facts.lint import coverage
from generator.render.people import date_view
from generator.render.views import CoverageView, FreeView

if TYPE_CHECKING:
    from generator.render.library import Library


def coverage_view(library: Library, slug: str) -> CoverageView | None:
    """Give the count of the figures in an article's text; None where it has none."""
    parts = library.figures.get(slug, ())
    figures = [one for linted in parts for one in linted.figures]
    if not figures:
        return None
    count = coverage(figures, library.ledger, sum(len(linted.known) for linted in parts))
    return CoverageView(
        figures=count.figures,
        bound=count.bound,
        facts=len(count.facts),
        events=count.to_events,
        citations=count.to_citations,
        quotations=count.to_quotations,
        sources=len(count.sources),
        oldest=date_view(library, count.oldest) if count.oldest is not None else None,
        free=tuple(FreeView(" ".join(one.phrase.split()), one.reason) for one in figures if one.bond == "free"),
        unbound=count.unbound,
    )

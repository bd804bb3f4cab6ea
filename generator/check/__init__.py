"""The rules: pure functions that look at a whole site and say what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.check import (
    circles,
    claims,
    dating,
    drafts,
    figures,
    naming,
    references,
    releases,
    rereading,
    saying,
    slugs,
    sourcing,
    staleness,
    unused,
    wordless,
    years,
)
from generator.check.examined import Examined, examine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.diagnostics import Diagnostic

Rule = "Callable[[Examined], Iterable[Diagnostic]]"

RULES: tuple[Callable[[Examined], Iterable[Diagnostic]], ...] = (
    slugs.unsafe_slugs,
    slugs.unsafe_aliases,
    references.unknown_ids,
    claims.unnamed_claims,
    references.missing_images,
    references.circular_sources,
    references.self_references,
    saying.wrong_figures,
    years.figures_of_other_years,
    drafts.links_to_drafts,
    sourcing.facts_without_source,
    sourcing.events_without_source,
    sourcing.quotes_without_source,
    circles.sources_on_this_site,
    circles.sources_by_the_author,
    circles.figures_on_one_source,
    circles.unread_web_pages,
    dating.facts_without_date,
    dating.events_without_date,
    dating.published_in_the_future,
    dating.dated_in_the_future,
    staleness.overdue_reviews,
    naming.ambiguous_terms,
    naming.words_like_ids,
    naming.undeclared_units,
    naming.misplaced_blocks,
    naming.literal_references,
    figures.unbound_figures,
    figures.needless_marks,
    unused.unused_entries,
    wordless.references_without_words,
    rereading.sentences_to_reread,
    releases.unexplained_changes,
    releases.misplaced_ids,
)


def check(examined: Examined) -> tuple[Diagnostic, ...]:
    """Give everything that the rules find, in the order of the rules."""
    return tuple(problem for rule in RULES for problem in rule(examined))


__all__ = ["RULES", "Examined", "check", "examine"]

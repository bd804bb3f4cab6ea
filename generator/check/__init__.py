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
from generator.check.examined import (
    Background,
    Examined,
    background,
    examine,
    examine_article,
    examine_shared,
)
from generator.check.whole import Tally, Whole, join, tally

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from generator.diagnostics import Diagnostic
    from generator.facts.ledger import Ledger
    from generator.model.site import Site

OF_PARTS: tuple[Callable[[Examined], Iterable[Diagnostic]], ...] = (
    slugs.unsafe_slugs,
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
    wordless.references_without_words,
    rereading.sentences_to_reread,
)
"""The rules that find in a site what they find in its parts: each article, and all that is no article."""

OF_WHOLE: tuple[Callable[[Whole], Iterable[Diagnostic]], ...] = (
    slugs.unsafe_aliases,
    unused.unused_entries,
    releases.unexplained_changes,
    releases.misplaced_ids,
)
"""The rules that no part of a site can answer."""


def check_part(examined: Examined) -> tuple[Diagnostic, ...]:
    """Give what the rules of parts find, in the order of the rules."""
    return tuple(problem for rule in OF_PARTS for problem in rule(examined))


def check_whole(whole: Whole) -> tuple[Diagnostic, ...]:
    """Give what the rules of the whole find, in the order of the rules."""
    return tuple(problem for rule in OF_WHOLE for problem in rule(whole))


def has_unsafe_addresses(site: Site, ledger: Ledger, now: dt.datetime) -> bool:
    """Tell whether an article or page of a site has an address that cannot be one."""
    wrong = (problem for entry in site.entries() for problem in slugs.slug_problem(entry.slug))
    return any(wrong) or any(slugs.unsafe_aliases(Whole(site, ledger, now, Tally())))


def check(examined: Examined) -> tuple[Diagnostic, ...]:
    """Give everything that the rules find in a site that is laid out as one."""
    whole = Whole(examined.site, examined.ledger, examined.now, tally(examined))
    return (*check_part(examined), *check_whole(whole))


__all__ = [
    "OF_PARTS",
    "OF_WHOLE",
    "Background",
    "Examined",
    "Tally",
    "Whole",
    "background",
    "check",
    "check_part",
    "check_whole",
    "examine",
    "examine_article",
    "examine_shared",
    "has_unsafe_addresses",
    "join",
    "tally",
]

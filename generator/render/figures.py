"""Facts, cells and claims as views."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.diagnostics import Fault
from generator.facts.ledger import Figure
from generator.facts.sources import stands_alone
from generator.facts.staleness import is_overdue, review_date
from generator.facts.wording import date_words, figure
from generator.model.fact import PERIOD_WORDS
from generator.render.people import date_view, name_link, name_of, source_views
from generator.render.prose import prose
from generator.render.views import ClaimView, CorrectionView, DateView, FigureView

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.dates import Date
    from generator.model.fact import Claim, Correction, Fact
    from generator.model.value import Value
    from generator.render.library import Library


def words_of(library: Library, value: Value | None) -> str:
    """Give a value in the words of the page's language, "" where there is none."""
    return figure(value, library.language) if value is not None else ""


def find(library: Library, address: str) -> Figure | None:
    """Give what an address points at in this edition; None where it is not to be shown."""
    found = library.ledger.find(address)
    if isinstance(found, Fault) or found.fact.id.text not in library.site.facts:
        return None
    return found


def figure_view(library: Library, found: Figure, label: str = "") -> FigureView:
    """Give a figure as sidebars and lists show it; `label` replaces its own."""
    fact = found.fact
    contested = bool(fact.claims) and fact.settled is None
    shown = () if found.value is not None else fact.claims
    return FigureView(
        label=label or label_of(found),
        url=library.addresses.fact(found.address),
        words=words_of(library, found.value),
        status="" if found.status == "actual" else found.status,
        dates=dates_of(library, found),
        contested=contested,
        claims=tuple(claim_view(library, fact, claim) for claim in shown),
        sources=source_views(library, found.sources),
        derived=fact.derive is not None,
        corrected=bool(found.cell.corrections if found.cell is not None else fact.corrections),
        overdue=overdue_view(library, fact),
        secondary=stands_alone(found, library.site.sources),
        settled=settled_words(library, fact) if found.claim is None else "",
        by=name_link(library, found.claim.by) if found.claim is not None else None,
    )


def settled_words(library: Library, fact: Fact) -> str:
    """Give who ended the dispute about a fact, and when: "settled by The court of Norrby, 14 April 2026"."""
    settled = fact.settled
    if settled is None:
        return ""
    return f"settled by {name_of(library, settled.by)}, {date_words(settled.date, library.language)}"


def review_of(library: Library, fact: Fact) -> Date | None:
    """Give the day by which a fact must be looked at again."""
    return review_date(fact, library.site.articles.get(fact.home))


def overdue_view(library: Library, fact: Fact) -> DateView | None:
    """Give the day by which a fact, or one that it is worked out from, was to be looked at again, where it has passed.

    Of several it is the earliest.
    """
    late = [due for due in _reviews_behind(library, fact) if is_overdue(due, library.edition.today)]
    first = min(late, key=lambda due: due.latest or due.sort_key[1], default=None)
    return date_view(library, first) if first is not None else None


def _reviews_behind(library: Library, fact: Fact) -> Iterator[Date]:
    waiting, seen = [fact], {fact.id.text}
    while waiting:
        one = waiting.pop()
        due = review_of(library, one)
        if due is not None:
            yield due
        for found in library.ledger.inputs.get(one.id.text, ()):
            if found.fact.id.text not in seen:
                seen.add(found.fact.id.text)
                waiting.append(found.fact)


def fact_view(library: Library, fact: Fact) -> FigureView:
    """Give a whole fact as a figure: of a series its newest cell, or none where that is not one value."""
    found = library.ledger.find(fact.id.text)
    if isinstance(found, Fault):
        bare = Figure(fact.id.text, fact, None, fact.status, fact.period, fact.as_of, fact.since, fact.sources)
        size = len(fact.series.cells) if fact.series is not None else 0
        return replace(figure_view(library, bare), words=f"{size} figures")
    view = figure_view(library, found, fact.label.text)
    return replace(view, url=library.addresses.fact(fact.id.text))


def view_of(library: Library, address: str, label: str = "") -> FigureView | None:
    """Give what an address points at as lists show it: also a whole series; None where it is not to be shown."""
    found = find(library, address)
    if found is not None:
        return figure_view(library, found, label)
    fact = library.site.facts.get(address)
    return None if fact is None else replace(fact_view(library, fact), label=label or fact.label.text)


def label_of(found: Figure) -> str:
    """Give a figure's label: the fact's, with the names of a cell's row where it has one."""
    fact, series = found.fact, found.fact.series
    if found.cell is None or series is None:
        return fact.label.text
    pairs = zip(series.by, found.cell.keys, strict=False)
    names = [series.name(key) for word, key in pairs if word not in PERIOD_WORDS]
    return f"{fact.label.text} ({', '.join(names)})" if names else fact.label.text


def dates_of(library: Library, found: Figure) -> str:
    """Give what a figure describes and when it was known, in words: "2024", "as of 23 April 2025", "since 2010"."""
    language = library.language
    if found.period is not None:
        return date_words(found.period, language)
    if found.as_of is not None:
        return f"as of {date_words(found.as_of, language)}"
    return f"since {date_words(found.since, language)}" if found.since is not None else ""


def claim_view(library: Library, fact: Fact, claim: Claim) -> ClaimView:
    """Give one answer to a contested fact."""
    as_of = claim.as_of or fact.as_of
    return ClaimView(
        id=f"claim-{claim.key}",
        by=name_link(library, claim.by),
        figure=words_of(library, claim.value),
        as_of=date_view(library, as_of) if as_of is not None else None,
        basis=prose(library, claim.basis),
        sources=source_views(library, claim.sources),
        preferred=fact.preferred is not None and fact.preferred.text == claim.key.text,
    )


def correction_views(library: Library, corrections: Iterable[Correction]) -> tuple[CorrectionView, ...]:
    """Give what we had published of a fact and got wrong, newest first."""
    newest = sorted(corrections, key=lambda one: one.date.sort_key, reverse=True)
    return tuple(
        CorrectionView(
            date_view(library, one.date), one.was.text, prose(library, one.because), source_views(library, one.sources)
        )
        for one in newest
    )


NOTHING = Markup()

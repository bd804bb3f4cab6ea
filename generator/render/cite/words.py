"""A citation in words, as it stands on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.render.cite.works import Work, article_work, date_of, fact_sources, fact_work, figure_dates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.article import Article
    from generator.model.fact import Fact
    from generator.render.library import Library

MOST_SOURCES = 3
"""Sources that are named in words; the files name them all."""


def article_words(library: Library, article: Article) -> str:
    """Give how an article is cited: who wrote what, where, when."""
    work = article_work(library, article)
    return f"{_by(work)}: “{work.title}”. {_sentence(_unless_named(work), date_of(library, work))} {work.url}"


def fact_words(library: Library, fact: Fact) -> str:
    """Give how a figure is cited: the figure, who made it, then this site, which passes it on."""
    work = fact_work(library, fact)
    whose = _sentence(f"“{work.title}”", figure_dates(library, fact))
    given = _sentence(f"Given by {work.inside}", "worked out there" if fact.derive is not None else "")
    makers = [_named(library, source) for source in fact_sources(library, fact)]
    return f"{whose} {_credit(makers, _credited(fact))}{given} {work.url}"


def _credited(fact: Fact) -> str:
    if fact.derive is not None:
        return "what it is worked out from"
    return "the claims" if fact.claims and fact.settled is None else "the figure"


def _credit(makers: list[str], what: str) -> str:
    if not makers:
        return ""
    more = len(makers) - MOST_SOURCES
    named = "; ".join(makers[:MOST_SOURCES]) + (f"; and {more} more" if more > 0 else "")
    many = "Sources" if len(makers) > 1 else "Source"
    return f"{many} of {what}: {_sentence(named)} "


def _named(library: Library, work: Work) -> str:
    return ", ".join(part for part in (_by(work), f"“{work.title}”", date_of(library, work)) if part)


def _by(work: Work) -> str:
    """Give who made a work: its authors, and its publisher where that is somebody else."""
    names = [name.whole for name in work.authors]
    if work.kind != "page" and work.publisher and work.publisher not in names:
        names.append(work.publisher)
    return _and(names)


def _unless_named(work: Work) -> str:
    return "" if work.inside in {name.whole for name in work.authors} else work.inside


def _and(names: Iterable[str]) -> str:
    *first, last = [*names] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def _sentence(*parts: str) -> str:
    words = ", ".join(part for part in parts if part)
    return f"{words.rstrip('.')}." if words else ""

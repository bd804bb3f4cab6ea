"""When a fact must be looked at again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Fault
from generator.model.dates import Date, parse_date

if TYPE_CHECKING:
    import datetime as dt

    from generator.model.article import Article
    from generator.model.fact import Fact


def review_date(fact: Fact, home: Article | None = None) -> Date | None:
    """Give the day by which a fact must be looked at again; None where nothing says one.

    `review_in` counts from `as_of`, else from the period's end, else from the publication of the article that it was
    written in (`home`).
    """
    if fact.review_by is not None or fact.review_in is None:
        return fact.review_by
    dates = (fact.as_of, fact.period, home.published if home is not None else None)
    day = next((date.latest for date in dates if date is not None and date.latest is not None), None)
    due = parse_date(fact.review_in.after(day).isoformat()) if day is not None else None
    return None if isinstance(due, Fault) else due


def is_overdue(due: Date | None, today: dt.date) -> bool:
    """Tell whether the last day of a review's date has passed."""
    return due is not None and due.latest is not None and due.latest < today

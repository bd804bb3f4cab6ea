"""Figures and events that do not say when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Span, diagnose
from generator.facts.changes.snapshot import corrections_of
from generator.facts.derive import names_days
from generator.model.publication import is_public
from generator.model.value import DateValue, Quantity, Value

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from generator.check.examined import Examined
    from generator.model.dates import Date
    from generator.model.fact import Fact

DATES = frozenset({"period", "as_of", "since"})


def facts_without_date(examined: Examined) -> Iterator[Diagnostic]:
    """Report E-PERIOD-MISSING for measured quantities without a period, `as_of` or `since`.

    A whole number of things may be fixed by a rule (five members), and a claim may be as old as its source: for these
    it is the warning W-PERIOD-MISSING. A formula needs a date of its own where it names neither a fact nor a day.
    """
    for fact in examined.own.facts.values():
        if fact.period or fact.as_of or fact.since or fact.said & DATES:
            continue
        for what, value, place in (*_undated(fact), *_undated_constant(examined, fact)):
            code = "E-PERIOD-MISSING" if _is_measured(value) else "W-PERIOD-MISSING"
            if isinstance(value, Quantity):
                yield diagnose("W-PERIOD-MISSING" if "claim" in what else code, place, f"{what} does not say when")


def _undated(fact: Fact) -> Iterator[tuple[str, Value | None, Span]]:
    if fact.value is not None:
        yield f"the figure `{fact.id}`", fact.value, fact.place
    for claim in fact.claims:
        if claim.as_of is None and not claim.said & DATES:
            yield f"the claim `{claim.key}` of `{fact.id}`", claim.value, claim.key.span
    for cell in fact.series.cells if fact.series is not None else ():
        if cell.period is None and cell.as_of is None and not cell.said & DATES:
            yield f"the cell `{'.'.join((fact.id.text, *cell.keys))}`", cell.value, cell.written.span


def _undated_constant(examined: Examined, fact: Fact) -> Iterator[tuple[str, Value | None, Span]]:
    ledger = examined.ledger
    if fact.derive is not None and ledger.of_constants(fact) and not names_days(ledger.expressions[fact.id.text]):
        yield f"the figure `{fact.id}`", ledger.results[fact.id.text].value, fact.derive.span


def _is_measured(value: Value | None) -> bool:
    """Tell whether a value must have been measured: anything but an exact whole number of things or of days."""
    if not isinstance(value, Quantity):
        return False
    whole = value.low is not None and value.low == value.high and value.low == value.low.to_integral_value()
    return not (whole and value.bound == "exact" and not value.approximate and value.unit.kind in {"count", "time"})


def events_without_date(examined: Examined) -> Iterator[Diagnostic]:
    """Report E-REQUIRED for events whose date neither stands in them nor comes from one of their facts."""
    for event in examined.own.events.values():
        if event.date is not None or "date" in event.said:
            continue
        facts = (examined.ledger.find(text.text) for text in event.facts)
        if not any(isinstance(getattr(found, "value", None), DateValue) for found in facts):
            message = f"the event `{event.id}` has no date"
            yield diagnose("E-REQUIRED", event.id.span, message, hint="add `date:`, or a fact whose value is a date")


def dated_in_the_future(examined: Examined) -> Iterator[Diagnostic]:
    """Report W-FUTURE for corrections that are still to be made, and for values that nobody can know yet (`as_of`)."""
    today = examined.now.astimezone(examined.site.config.timezone).date()
    for fact in examined.own.facts.values():
        for address, one in corrections_of(fact):
            if _is_after(one.date, today):
                message = f"a correction of `{address}` has the date {one.date.text}, which is yet to come"
                yield diagnose("W-FUTURE", one.was.span, message, hint="write the day on which it was mended")
        for what, date, place in _known(fact):
            if _is_after(date, today):
                message = f"`{what}` was known as of {date.text if date else ''}, which is yet to come"
                hint = "write the day on which it was known; what a figure describes is its `period:`"
                yield diagnose("W-FUTURE", place, message, hint=hint)


def _is_after(date: Date | None, today: dt.date) -> bool:
    return date is not None and date.earliest is not None and date.earliest > today


def _known(fact: Fact) -> Iterator[tuple[str, Date | None, Span]]:
    yield fact.id.text, fact.as_of, fact.place
    yield from ((f"{fact.id}#{claim.key}", claim.as_of, claim.key.span) for claim in fact.claims)
    for cell in fact.series.cells if fact.series is not None else ():
        if cell.as_of != fact.as_of:  # a fact's own is told once
            yield ".".join((fact.id.text, *cell.keys)), cell.as_of, cell.written.span


def published_in_the_future(examined: Examined) -> Iterator[Diagnostic]:
    """Report W-FUTURE for articles that are public before the day on which they say that they were published."""
    today = examined.now.astimezone(examined.site.config.timezone).date()
    for article in examined.own.articles.values():
        day = article.published.earliest if article.published is not None else None
        if day is not None and day > today and is_public(article, examined.now):
            message = f"`{article.slug}` is public now, but says that it was published on {day}"
            yield diagnose("W-FUTURE", article.place, message)

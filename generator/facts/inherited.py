"""What a derived fact takes over from the figures that it is worked out from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.facts.ledger import Figure
    from generator.model.dates import Date
    from generator.model.source import SourceRef

CERTAINTY = ("actual", "provisional", "estimate", "agreed", "announced", "forecast", "threatened")
"""The statuses of facts from the most to the least certain."""


def weakest_status(statuses: Iterable[str]) -> str:
    """Give the least certain of some statuses: what is worked out from a forecast is no better than one."""
    return max(statuses, key=CERTAINTY.index, default=CERTAINTY[0])


def inherited_sources(inputs: Iterable[Figure]) -> tuple[SourceRef, ...]:
    """Give the sources of all inputs, each once."""
    found = {ref.text.text: ref for figure in inputs for ref in figure.sources}
    return tuple(found.values())


def oldest(inputs: Iterable[Figure]) -> Date | None:
    """Give the oldest day on which an input was known: the whole is no newer."""
    dates = [figure.as_of for figure in inputs if figure.as_of is not None]
    return min(dates, key=lambda date: date.sort_key, default=None)


def common_period(inputs: tuple[Figure, ...]) -> Date | None:
    """Give the period that all inputs describe, if it is one."""
    periods = {figure.period.edtf: figure.period for figure in inputs if figure.period is not None}
    told = all(figure.period is not None for figure in inputs)
    return next(iter(periods.values())) if told and len(periods) == 1 else None

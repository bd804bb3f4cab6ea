"""Published values in words for an editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Fault
from generator.facts.changes.changes import fact_id
from generator.model.lock import PublishedFigure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.lock import PublishedCorrection, Record
    from generator.model.unit import Units


def spelt(figure: PublishedFigure, units: Units) -> str:
    """Give a value with the word of its unit: `770000 tonnes` for `770000 t`."""
    unit = units.find(figure.unit) if figure.unit else None
    word = unit.word("en", one=False) if unit is not None and not isinstance(unit, Fault) else ""
    if not word or not figure.value.endswith(f" {figure.unit}"):
        return figure.value
    return figure.value.removesuffix(figure.unit) + word


def spelt_was(one: PublishedCorrection, records: Iterable[Record], units: Units) -> str:
    """Give the old value of a correction with the word of a unit that `records` say its fact has, or had."""
    owner = fact_id(one.address)
    figures = (record for record in records if isinstance(record, PublishedFigure) and fact_id(record.address) == owner)
    unit = next((figure.unit for figure in figures if figure.unit and one.was.endswith(f" {figure.unit}")), "")
    return spelt(PublishedFigure(one.address, "", one.was, unit), units)

"""Values, units, dates and sources as programs read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.facts.sources import is_primary
from generator.model.unit.ucum import ucum
from generator.model.value import DateValue, Quantity, Several, Value, YesNo
from generator.render.people import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from generator.model.dates import Date
    from generator.model.source import Source, SourceRef
    from generator.model.unit import Unit
    from generator.render.library import Library

Node = dict[str, Any]


def filled(**values: object) -> Node:
    """Give a group of keys without those that say nothing. No, and nought, say something."""
    return {key.rstrip("_"): value for key, value in values.items() if value not in (None, "", [], {})}


def number(decimal: Decimal | None) -> int | float | None:
    """Give a number for JSON; one of more than fifteen digits is exact in the text beside it only."""
    if decimal is None:
        return None
    return int(decimal) if decimal == decimal.to_integral_value() else float(decimal)


def value_node(value: Value) -> Node:
    """Give a value with its type; a quantity has `number` if it is one number, `low` and `high` if it has ends."""
    if isinstance(value, Quantity):
        return filled(
            type="quantity",
            text=value.text,
            number=number(value.number),
            low=number(value.low),
            high=number(value.high),
            bound=value.bound,
            approximate=value.approximate,
            unit=unit_node(value.unit) if value.unit.kind != "number" else None,
        )
    if isinstance(value, YesNo):
        return {"type": "boolean", "text": value.text, "value": value.yes}
    if isinstance(value, DateValue):
        return {"type": "date", "text": value.text, "date": date_node(value.date)}
    if isinstance(value, Several):
        return {"type": "list", "text": value.text, "items": [value_node(item) for item in value.items]}
    return {"type": "text", "text": value.text}


def unit_node(unit: Unit) -> Node:
    """Give a unit with its codes: UCUM for what is measured and counted, ISO 4217 for money; compounds have parts."""
    return filled(
        id=unit.id,
        kind=unit.kind,
        symbol=unit.symbol,
        ucum=ucum(unit),
        currency=unit.currency,
        parts=[{**unit_node(part), "power": power} for part, power in unit.parts],
    )


def date_node(date: Date | None) -> Node | None:
    """Give a date in EDTF, and the first and the last day of it, null where it is open."""
    if date is None:
        return None
    start, end = (day.isoformat() if day is not None else None for day in (date.earliest, date.latest))
    return {"edtf": date.edtf, "start": start, "end": end}


def refs(references: Iterable[SourceRef]) -> list[Node]:
    """Give references to sources: the id, and the place in the source."""
    return [filled(id=ref.id.text, locator=ref.locator) for ref in references]


def source_nodes(library: Library, ids: Iterable[str]) -> Mapping[str, Node]:
    """Give the sources of some ids in the order of the site's own list."""
    wanted = frozenset(ids)
    return {id_: _source(library, source) for id_, source in library.site.sources.items() if id_ in wanted}


def _source(library: Library, source: Source) -> Node:
    return filled(
        title=source.title.text,
        kind=source.kind,
        primary=is_primary(source),
        publisher=name_of(library, source.publisher),
        authors=[name_of(library, author) for author in source.authors],
        date=date_node(source.date),
        url=source.url.text if source.url is not None else "",
        archive_url=source.archive_url.text if source.archive_url is not None else "",
        accessed=date_node(source.accessed),
        isbn=source.isbn.text if source.isbn is not None else "",
        language=source.language.text if source.language is not None else "",
        licence=source.licence.text if source.licence is not None else "",
        cites=refs(source.cites),
        page=library.addresses.absolute(library.addresses.source(source.id.text)),
    )

"""Facts as tables for spreadsheets: a line for each figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.facts.ledger import Figure, cell_figure
from generator.facts.wording import machine_number
from generator.model.unit.ucum import ucum
from generator.model.value import DateValue, Quantity
from generator.render.data.cells import as_csv
from generator.render.figures import find, label_of, words_of
from generator.render.people import name_of
from generator.render.prose import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.dates import Date
    from generator.model.fact import Fact
    from generator.render.library import Library

COLUMNS = (
    "id", "kind", "label", "value", "words", "low", "high", "bound", "unit", "ucum", "currency", "approximate",
    "status", "by", "preferred", "period", "period_start", "period_end", "as_of", "as_of_start", "as_of_end", "since",
    "since_start", "since_end", "basis", "formula", "sources", "source_urls", "licence", "url",
)  # fmt: skip
_BEFORE_VALUE = COLUMNS.index("value")


def facts_csv(library: Library) -> bytes:
    """Give every figure as a line: facts, claims and cells."""
    facts = library.site.facts.values()
    return as_csv(COLUMNS, (_row(library, found) for fact in facts for found in _figures(library, fact)))


def fact_data_csv(library: Library, id_: str) -> bytes:
    """Give the figures of one fact; of a series each cell, with a column for each part of its address."""
    fact = library.site.facts[id_]
    by = fact.series.by if fact.series is not None else ()
    keys = tuple(f"by_{word}" if word in COLUMNS else word for word in by)
    columns = (*COLUMNS[:_BEFORE_VALUE], *keys, *COLUMNS[_BEFORE_VALUE:])
    found = _figures(library, fact)
    return as_csv(columns, ({**_row(library, one), **dict(zip(keys, _keys(one), strict=False))} for one in found))


def _keys(found: Figure) -> tuple[str, ...]:
    return found.cell.keys if found.cell is not None else ()


def _figures(library: Library, fact: Fact) -> Iterator[Figure]:
    if fact.series is not None:
        yield from (cell_figure(fact, cell) for cell in fact.series.cells)
    elif not fact.claims or fact.settled is not None:
        yield library.ledger.whole(fact)
    for claim in fact.claims:
        found = find(library, f"{fact.id}#{claim.key}")
        if found is not None:
            yield found


def _row(library: Library, found: Figure) -> dict[str, str]:
    fact, claim, licence = found.fact, found.claim, library.site.config.data.licence
    basis = claim.basis if claim is not None else found.cell.basis if found.cell is not None else fact.basis
    return {
        "id": found.address,
        "kind": _kind(found),
        "label": label_of(found),
        **_value(library, found),
        "status": found.status,
        "by": name_of(library, claim.by) if claim is not None else "",
        "preferred": "yes" if claim is not None and fact.preferred and fact.preferred.text == claim.key.text else "",
        **_days("period", found.period),
        **_days("as_of", found.as_of),
        **_days("since", found.since),
        "basis": plain(library, basis).replace("\n", " ") if basis is not None else "",
        "formula": fact.derive.text if fact.derive is not None else "",
        **_sources(library, found),
        "licence": licence.text if licence is not None else "",
        "url": library.addresses.absolute(library.addresses.fact(found.address)),
    }


def _kind(found: Figure) -> str:
    if found.cell is not None or found.claim is not None:
        return "cell" if found.cell is not None else "claim"
    return "derived" if found.result is not None else "settled" if found.fact.settled is not None else "value"


def _value(library: Library, found: Figure) -> dict[str, str]:
    """Give a value: one number in plain digits where it is one, a date in EDTF, else its words."""
    value, words = found.value, words_of(library, found.value)
    number = machine_number(value) if value is not None else None
    if number is None or not isinstance(value, Quantity):
        return {"value": value.date.edtf if isinstance(value, DateValue) else words, "words": words}
    return {
        "value": number.number or words,
        "words": words,
        "low": number.low,
        "high": number.high,
        "bound": number.bound,
        "unit": number.unit,
        "ucum": ucum(value.unit) if value.unit.kind != "number" else "",
        "currency": value.unit.currency or "",
        "approximate": "yes" if number.approximate else "",
    }


def _days(name: str, date: Date | None) -> dict[str, str]:
    if date is None:
        return {}
    start, end = (day.isoformat() if day is not None else "" for day in (date.earliest, date.latest))
    return {name: date.edtf, f"{name}_start": start, f"{name}_end": end}


def _sources(library: Library, found: Figure) -> dict[str, str]:
    held = library.site.sources
    urls = (held[ref.id.text].url for ref in found.sources if ref.id.text in held)
    references = "; ".join(ref.text.text for ref in found.sources)
    return {"sources": references, "source_urls": " ".join(url.text for url in urls if url is not None)}

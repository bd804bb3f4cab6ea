"""Files for machines: facts, events and terms as JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

from generator.facts.ledger import Figure, cell_figure
from generator.facts.sources import is_primary, stands_alone
from generator.facts.wording import machine_number
from generator.model.value import DateValue, Several, Value, YesNo
from generator.render.figures import all_corrections, find, label_of, overdue_view, review_of, words_of
from generator.render.people import name_of
from generator.render.prose import plain
from generator.render.timelines import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.dates import Date
    from generator.model.document import Document
    from generator.model.fact import Correction, Fact
    from generator.model.source import SourceRef
    from generator.render.library import Library

CSV_COLUMNS = ("id", "label", "value", "words", "low", "high", "unit", "approximate", "status", "by", "period", "as_of",
               "since", "basis", "sources", "url")  # fmt: skip


def as_json(value: object) -> bytes:
    """Give JSON as UTF-8, in the order given."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _edtf(date: Date | None) -> str | None:
    return date.edtf if date is not None else None


def _plain(library: Library, document: Document | None) -> str | None:
    return plain(library, document) if document is not None else None


def _refs(refs: Iterable[SourceRef]) -> list[dict[str, str]]:
    return [{"id": ref.id.text} | ({"locator": ref.locator} if ref.locator else {}) for ref in refs]


def _value(value: Value | None) -> object:
    """Give a value for JSON: numbers as text in plain decimals, so that none loses a digit."""
    if value is None:
        return None
    number = machine_number(value)
    if number is not None:
        return {
            "number": number.number or None,
            "low": number.low or None,
            "high": number.high or None,
            "unit": number.unit,
            "bound": number.bound,
            "approximate": number.approximate,
        }
    if isinstance(value, YesNo):
        return value.yes
    if isinstance(value, DateValue):
        return {"date": value.date.edtf}
    return [_value(item) for item in value.items] if isinstance(value, Several) else value.text


# --- facts


def facts_json(library: Library) -> bytes:
    """Give every fact with its claims, cells, derivation, corrections and sources."""
    facts = [_fact(library, fact) for fact in library.site.facts.values()]
    return as_json({"site": library.site.config.base_url, "facts": facts, "sources": _sources(library)})


def _fact(library: Library, fact: Fact) -> dict[str, Any]:
    found = library.ledger.whole(fact) if fact.series is None else None
    held: dict[str, Any] = {
        "id": fact.id.text,
        "label": fact.label.text,
        "url": library.addresses.absolute(library.addresses.fact(fact.id.text)),
        "value": _value(found.value) if found is not None else None,
        "words": words_of(library, found.value) if found is not None else None,
        "status": found.status if found is not None else fact.status,
        "period": _edtf(found.period if found is not None else fact.period),
        "as_of": _edtf(found.as_of if found is not None else fact.as_of),
        "since": _edtf(fact.since),
        "basis": _plain(library, fact.basis),
        "note": _plain(library, fact.note),
        "owner": name_of(library, fact.owner),
        "review_by": _edtf(review_of(library, fact)),
        "overdue": overdue_view(library, fact) is not None or None,
        "one_secondary_source": (found is not None and stands_alone(found, library.site.sources)) or None,
        "article": fact.home or None,
        "sources": _refs(found.sources if found is not None else fact.sources),
        "derive": fact.derive.text if fact.derive is not None else None,
        "round": fact.round,
        "claims": [_claim(library, fact, claim.key.text) for claim in fact.claims],
        "preferred": fact.preferred.text if fact.preferred is not None else None,
        "because": _plain(library, fact.because),
        "settled": _settled(library, fact),
        "by": list(fact.series.by) if fact.series is not None else None,
        "cells": [_cell(library, cell_figure(fact, cell)) for cell in fact.series.cells] if fact.series else [],
        "corrections": [_correction(library, one) for one in all_corrections(fact)],
    }
    return {key: value for key, value in held.items() if value not in (None, "", [])}


def _claim(library: Library, fact: Fact, key: str) -> dict[str, Any]:
    claim = next(one for one in fact.claims if one.key.text == key)
    return {
        "id": key,
        "by": name_of(library, claim.by),
        "value": _value(claim.value),
        "words": words_of(library, claim.value),
        "as_of": _edtf(claim.as_of),
        "basis": _plain(library, claim.basis),
        "sources": _refs(claim.sources),
    }


def _settled(library: Library, fact: Fact) -> dict[str, Any] | None:
    settled = fact.settled
    if settled is None:
        return None
    words = words_of(library, settled.value)
    date, by = settled.date.edtf, name_of(library, settled.by)
    return {"value": _value(settled.value), "words": words, "by": by, "date": date, "sources": _refs(settled.sources)}


def _cell(library: Library, found: Figure) -> dict[str, Any]:
    cell = found.cell
    keys = list(cell.keys) if cell is not None else []
    return {
        "keys": keys,
        "value": _value(found.value),
        "words": words_of(library, found.value),
        "status": found.status,
        "period": _edtf(found.period),
        "as_of": _edtf(found.as_of),
        "since": _edtf(found.since),
        "basis": _plain(library, cell.basis) if cell is not None else None,
        "note": _plain(library, cell.note) if cell is not None else None,
        "sources": _refs(found.sources),
    }


def _correction(library: Library, one: Correction) -> dict[str, Any]:
    return {
        "was": one.was.text,
        "date": one.date.edtf,
        "because": _plain(library, one.because),
        "sources": _refs(one.sources),
    }


def _sources(library: Library) -> dict[str, Any]:
    return {
        id_: {
            key: value
            for key, value in (
                ("title", source.title.text),
                ("publisher", name_of(library, source.publisher)),
                ("author", ", ".join(name_of(library, author) for author in source.authors)),
                ("date", _edtf(source.date)),
                ("kind", source.kind),
                ("primary", is_primary(source)),
                ("url", source.url.text if source.url is not None else ""),
                ("accessed", _edtf(source.accessed)),
                ("archive_url", source.archive_url.text if source.archive_url is not None else ""),
            )
            if value
        }
        for id_, source in library.site.sources.items()
    }


def facts_csv(library: Library) -> bytes:
    """Give every figure as a line: facts, claims and cells (RFC 4180, UTF-8).

    A text that a spreadsheet could take for a formula gets an apostrophe before it (OWASP ASVS 5.0, 1.2.10); a plain
    negative number stays one.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    for fact in library.site.facts.values():
        for found in _figures(library, fact):
            writer.writerow([safe_cell(text) for text in _row(library, found)])
    return out.getvalue().encode()


def safe_cell(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula."""
    if text[:1] in "=+-@\t\r" and text and not re.fullmatch(r"-?\d+(\.\d+)?", text):
        return f"'{text}"
    return text.replace("\0", "")


def _figures(library: Library, fact: Fact) -> Iterator[Figure]:
    if fact.series is not None:
        yield from (cell_figure(fact, cell) for cell in fact.series.cells)
    elif not fact.claims or fact.settled is not None:
        yield library.ledger.whole(fact)
    for claim in fact.claims:
        found = find(library, f"{fact.id}#{claim.key}")
        if found is not None:
            yield found


def _row(library: Library, found: Figure) -> list[str]:
    number = machine_number(found.value) if found.value is not None else None
    words = words_of(library, found.value)
    basis = found.claim.basis if found.claim is not None else found.fact.basis
    return [
        found.address,
        label_of(found),
        number.number if number is not None else words,
        words,
        number.low if number is not None else "",
        number.high if number is not None else "",
        number.unit if number is not None else "",
        "yes" if number is not None and number.approximate else "",
        found.status,
        name_of(library, found.claim.by) if found.claim is not None else "",
        _edtf(found.period) or "",
        _edtf(found.as_of) or "",
        _edtf(found.since) or "",
        (_plain(library, basis) or "").replace("\n", " "),
        "; ".join(ref.text.text for ref in found.sources),
        library.addresses.absolute(library.addresses.fact(found.address)),
    ]


def published_lock(library: Library) -> bytes:
    """Give the lock as it is, so that `check --against` finds what was deployed; it holds what was public only."""
    return library.site.lock.text.encode()


# --- events and terms


def timeline_json(library: Library) -> bytes:
    """Give every event, oldest first."""
    events = [
        {
            "id": event.id.text,
            "title": plain(library, event.title),
            "date": date.edtf,
            "kind": event.kind,
            "text": _plain(library, event.text) or "",
            "people": [name_of(library, text) for text in event.people],
            "facts": [text.text for text in event.facts],
            "tags": [text.text for text in event.tags],
            "sources": _refs(event.sources),
            "url": library.addresses.absolute(library.addresses.event(event.id.text)),
        }
        for date, event in in_order(library, library.site.events.values())
    ]
    return as_json({"site": library.site.config.base_url, "events": events})


def glossary_json(library: Library) -> bytes:
    """Give every term, in the order of their names."""
    terms = [
        {
            "id": term.id.text,
            "name": term.name.text,
            "aliases": [text.text for text in term.aliases],
            "definition": plain(library, term.definition),
            "see_also": [text.text for text in term.see_also],
            "sources": _refs(term.sources),
            "url": library.addresses.absolute(library.addresses.term(term.id.text)),
        }
        for term in sorted(library.site.terms.values(), key=lambda term: term.name.text.casefold())
    ]
    return as_json({"site": library.site.config.base_url, "terms": terms})

"""A row of a sheet in words: one text a column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.facts.wording import date_words, figure
from generator.render.figures import label_of
from generator.render.people import name_in

if TYPE_CHECKING:
    from generator.facts.ledger import Figure
    from generator.facts.sheet import Row
    from generator.model.dates import Date
    from generator.model.site import Site
    from generator.model.source import SourceRef

COLUMNS: Final = (
    "number", "where", "sentence", "words", "kind", "label", "address", "value", "status", "by", "period", "as_of",
    "since", "sources", "reason", "place", "checked",
)  # fmt: skip


def cells(site: Site, row: Row, number: int) -> dict[str, str]:
    """Give the texts of a row by column; `checked` is left to whoever checks."""
    found = row.found
    held = _figure_cells(site, found) if found is not None else {}
    return dict.fromkeys(COLUMNS, "") | {
        "number": str(number),
        "where": row.part,
        "sentence": row.sentence,
        "words": row.words,
        "kind": row.kind,
        "label": row.label or (label_of(found) if found is not None else ""),
        "address": row.address,
        "reason": row.reason,
        "sources": "; ".join(_source_words(site, id_, f"{id_} {place}".rstrip()) for id_, place in row.cited),
        "place": f"{row.place.path}:{row.place.line}:{row.place.column}",
        **held,
    }


def _figure_cells(site: Site, found: Figure) -> dict[str, str]:
    language = site.config.language
    return {
        "value": figure(found.value, language) if found.value is not None else "",
        "status": found.status,
        "by": name_in(site, found.claim.by) if found.claim is not None else "",
        "period": _date(found.period, language),
        "as_of": _date(found.as_of, language),
        "since": _date(found.since, language),
        "sources": "; ".join(source_words(site, ref) for ref in found.sources),
    }


def _date(date: Date | None, language: str) -> str:
    return date_words(date, language) if date is not None else ""


def source_words(site: Site, ref: SourceRef) -> str:
    """Give a source with its place in it, who published it, when, and where it is to be found."""
    return _source_words(site, ref.id.text, ref.text.text)


def _source_words(site: Site, id_: str, shown: str) -> str:
    source = site.sources.get(id_)
    if source is None:
        return shown
    language = site.config.language
    names = [name_in(site, source.publisher), *(name_in(site, author) for author in source.authors)]
    date = date_words(source.date, language) if source.date is not None else ""
    parts = [shown, source.title.text, *names, date, source.url.text if source.url is not None else ""]
    return ", ".join(part for part in parts if part)

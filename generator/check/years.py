"""Figures of one year in sentences that speak of another."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from generator.diagnostics import Diagnostic, Fault, diagnose
from generator.facts.ledger import cell_figure
from generator.facts.sentences import sentence_at
from generator.facts.wording import date_words
from generator.facts.wording import figure as figure_words
from generator.facts.years import covers_years, in_clause, named_years
from generator.model.fact import PERIOD_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.check.examined import Examined
    from generator.facts.ledger import Figure
    from generator.model.document import Document, Reference
    from generator.model.fact import Cell

_DOUBT: Final = re.compile(
    r"\b(?:since|from|than|compared|comparison|versus|vs|against|between|until|till|before|after|unlike|instead"
    r"|then|now|today|still|current\w*|later|earlier|previous\w*|year before|ago|reach\w*|rose|r[ai]s(?:e|en|ing)"
    r"|f[ae]ll\w*|grew|publish\w*|report\w*|announc\w*|said|says?|found|show\w*|releas\w*|estimat\w*|forecast\w*"
    r"|project\w*|expect\w*|predict\w*|plan\w*|target\w*|aim\w*|decid\w*|law|promis\w*|threat\w*|agreed?|signed?|set)\b",
    re.IGNORECASE,
)
"""Words with which a sentence may tell of two times, or tell in one year of another: nothing is certain there."""


def figures_of_other_years(examined: Examined) -> Iterator[Diagnostic]:
    """Report W-PERIOD-OTHER for a cell of a series in a sentence of another year, for which the series has one too.

    Only sentences that name one year, and say with it when, are judged.
    """
    tag = examined.site.config.language
    for passage in examined.passages:
        for reference in passage.document.references:
            if reference.scheme != "fact" or not reference.words or reference.directive:
                continue
            found = examined.ledger.find(reference.target)
            if isinstance(found, Fault) or found.cell is None or found.period is None:
                continue
            year = _year(examined, passage.document, reference, found)
            meant = _cells_of(found, year) if year else []
            if meant:
                yield _told(reference, found, year, meant, tag)


def _year(examined: Examined, document: Document, reference: Reference, found: Figure) -> int:
    """Give the one year of which a reference's sentence surely speaks, where its figure is of another; else 0."""
    plain, start = document.plain, reference.offset
    end = start + len(reference.words)
    if found.period is None or plain[start:end] != reference.words:
        return 0
    first, last = sentence_at(plain, start)
    beside = [one for one in document.references if first <= one.offset < last and one.words and one.offset != start]
    numbers = {one.offset for one in (*beside, reference) if one.scheme == "fact"}
    named = [one for one in named_years(plain, first, last, examined.site.config.language) if one.start not in numbers]
    years = {(one.year, one.last) for one in named}
    if len(years) != 1 or any(one.role != "when" for one in named) or _DOUBT.search(plain[first:last]):
        return 0
    if not in_clause(plain, (first, last), (start, end), named):
        return 0
    if any(one.offset <= year.start < one.offset + len(one.words) for one in beside for year in named):
        return 0
    year = named[0].year
    others = [examined.ledger.find(one.target) for one in beside if one.scheme == "fact"]
    known = [one.period for one in (found, *others) if not isinstance(one, Fault) and one.period is not None]
    return 0 if named[0].last != year or any(covers_years(date, year, year) for date in known) else year


def _cells_of(found: Figure, year: int) -> list[Cell]:
    """Give the cells beside a figure's that lie wholly in a year: of the same country, and the like."""
    series, cell = found.fact.series, found.cell
    if series is None or cell is None:
        return []
    names = _names(series.by, cell)
    same = [one for one in series.cells if one.period is not None and _names(series.by, one) == names]
    inside = [one for one in same if one.period and {_first(one), _last(one)} == {year}]
    superseded = any(_starts(cell) < _starts(one) < dt.date(year, 1, 1) for one in same)
    if "date" in series.by and _last(cell) < year and not superseded:
        return []  # what came into force on a day holds until the next
    return inside


def _names(by: tuple[str, ...], cell: Cell) -> tuple[str, ...]:
    return tuple(key for word, key in zip(by, cell.keys, strict=False) if word not in PERIOD_WORDS)


def _starts(cell: Cell) -> dt.date:
    return cell.period.sort_key[0] if cell.period is not None else dt.date.max


def _first(cell: Cell) -> int:
    return cell.period.earliest.year if cell.period is not None and cell.period.earliest is not None else 0


def _last(cell: Cell) -> int:
    return cell.period.latest.year if cell.period is not None and cell.period.latest is not None else 9999


def _told(reference: Reference, found: Figure, year: int, meant: list[Cell], tag: str) -> Diagnostic:
    period = date_words(found.period, tag) if found.period is not None else ""
    other = cell_figure(found.fact, meant[0])
    words = figure_words(other.value, tag) if len(meant) == 1 and other.value is not None else "…"
    hint = f"write `[{words}](fact:{other.address})`, or name the time of this figure"
    message = f"the sentence speaks of {year}, but “{reference.words}” is the figure of {period}"
    return diagnose("W-PERIOD-OTHER", reference.span, message, hint=hint)

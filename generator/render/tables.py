"""Series and charts as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Fault
from generator.facts.ledger import Figure, cell_figure
from generator.model.address import FactAddress, parse_fact_address
from generator.model.chart import Chart
from generator.model.dates import parse_date
from generator.model.fact import PERIOD_WORDS
from generator.model.text import Text
from generator.render.figures import NOTHING, dates_of, find, label_of, words_of
from generator.render.people import date_view, source_views
from generator.render.prose import prose
from generator.render.views import CellView, ChartView, RowView, SourceView, TableView

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model.fact import Cell, Fact, Series
    from generator.render.library import Library


def cell_id(keys: Sequence[str]) -> str:
    """Give a cell's anchor on its fact's page."""
    return f"cell-{'-'.join(keys)}"


def cell_view(library: Library, cell: Cell) -> CellView:
    """Give a cell of a table."""
    return CellView(
        id=cell_id(cell.keys),
        figure=words_of(library, cell.value),
        status="" if cell.status == "actual" else cell.status,
        as_of=date_view(library, cell.as_of) if cell.as_of is not None else None,
        note=prose(library, cell.note) + prose(library, cell.basis),
        sources=source_views(library, cell.sources),
        corrected=bool(cell.corrections),
    )


def key_words(library: Library, series: Series, word: str, key: str) -> str:
    """Give a key of a series in words: its name, or its date."""
    if word in PERIOD_WORDS:
        date = parse_date(key)
        return key if isinstance(date, Fault) else date_view(library, date).words
    return series.name(key)


def series_table(
    library: Library, fact: Fact, rows: str = "", columns: str = "", within: tuple[str, ...] = ()
) -> TableView:
    """Give a series as a table. `rows` and `columns` name its `by` words; `within` keeps the cells of one slice.

    Without them the first word goes down and the last across; a series by one word has one column.
    """
    series = fact.series
    if series is None:
        return _empty(fact.label.text)
    across = _across(series.by, rows, columns)
    down = tuple(word for word in series.by if word != across)
    shown = [cell for cell in series.cells if cell.keys[: len(within)] == within]
    held = {(_pick(series.by, cell.keys, down), _pick(series.by, cell.keys, (across,))): cell for cell in shown}
    heads = list(dict.fromkeys(key for _, key in held))
    sides = list(dict.fromkeys(key for key, _ in held))
    if down and down[0] in PERIOD_WORDS and len(down) == 1:
        sides.sort()
    if across in PERIOD_WORDS:
        heads.sort()

    def one(side: tuple[str, ...], head: tuple[str, ...]) -> CellView | None:
        cell = held.get((side, head))
        return cell_view(library, cell) if cell is not None else None

    return TableView(
        caption=_caption(library, fact, within),
        corner=", ".join(word.capitalize() for word in down),
        columns=tuple(key_words(library, series, across, head[0]) for head in heads) if across else ("Figure",),
        rows=tuple(RowView(_side(library, series, down, side), tuple(one(side, h) for h in heads)) for side in sides),
        unit="",
        note=prose(library, fact.note),
        sources=_together(library, [cell_figure(fact, cell) for cell in shown]),
    )


def _across(by: tuple[str, ...], rows: str, columns: str) -> str:
    """Give the word that goes across, "" where a series has one word only."""
    if columns in by and len(by) > 1:
        return columns
    if len(by) < 2:  # noqa: PLR2004 - one word goes down alone
        return ""
    return next(word for word in reversed(by) if word != rows)


def _pick(by: tuple[str, ...], keys: tuple[str, ...], words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(keys[by.index(word)] for word in words if word in by)


def _side(library: Library, series: Series, down: tuple[str, ...], side: tuple[str, ...]) -> str:
    return ", ".join(key_words(library, series, word, key) for word, key in zip(down, side, strict=True))


def _caption(library: Library, fact: Fact, within: tuple[str, ...]) -> str:
    series = fact.series
    if series is None or not within:
        return fact.label.text
    names = (key_words(library, series, word, key) for word, key in zip(series.by, within, strict=False))
    return f"{fact.label.text}: {', '.join(names)}"


def _together(library: Library, figures: Iterable[Figure]) -> tuple[SourceView, ...]:
    refs = {ref.text.text: ref for found in figures for ref in found.sources}
    return source_views(library, refs.values())


def _empty(caption: str) -> TableView:
    return TableView(caption, "", (), (), "", NOTHING, ())


# --- charts


def chart_view(library: Library, chart: Chart, rows: tuple[str, ...] = (), kind: str | None = None) -> ChartView:
    """Give a chart as its data in a table. `rows` keeps some rows of it; `kind` is line or bar."""
    parts = [part for text in chart.of for part in _part(library, text.text, rows)]
    title = chart.title.text if chart.title is not None else _chart_title(chart, parts)
    by = _by(library, chart)
    if not by:
        parts = [("Figure", [found for _, figures in parts for found in figures])]
    table = (None if rows else _matrix(library, chart, by)) or _merged(library, parts, title, by)
    note = prose(library, chart.note) if chart.note is not None else table.note
    sources = source_views(library, chart.sources) or table.sources
    shown = TableView(title, table.corner, table.columns, table.rows, table.unit, note, sources)
    over_time = any(word in PERIOD_WORDS for word in by)
    alt = chart.alt.text if chart.alt is not None else ""
    chosen = kind or chart.type or ("line" if over_time else "bar")
    return ChartView(f"chart-{chart.id}", title, alt, chosen, shown)


def _chart_title(chart: Chart, parts: list[tuple[str, list[Figure]]]) -> str:
    """Give the title of a chart without one: the labels of its facts."""
    labels = dict.fromkeys(found.fact.label.text for _, figures in parts for found in figures)
    return ", ".join(labels) or chart.id.text


def _matrix(library: Library, chart: Chart, by: tuple[str, ...]) -> TableView | None:
    """Give a single series by two names or more, none of them a time, with the last of them across."""
    address = parse_fact_address(chart.of[0].text) if len(chart.of) == 1 else None
    fact = library.site.facts.get(address.id) if isinstance(address, FactAddress) else None
    if fact is None or not isinstance(address, FactAddress) or len(by) - len(address.cell) < 2:  # noqa: PLR2004 - a table has two sides
        return None
    return None if any(word in PERIOD_WORDS for word in by) else series_table(library, fact, within=address.cell)


def address_chart(addresses: Sequence[Text]) -> Chart:
    """Give the chart of series, slices or facts that are named in a body, without an entry of its own."""
    first = addresses[0]
    id_ = Text("-".join(text.text.replace(".", "-") for text in addresses), first.span)
    return Chart(id_, first.span, tuple(addresses), None, None, None, (), None)


def _by(library: Library, chart: Chart) -> tuple[str, ...]:
    for text in chart.of:
        address = parse_fact_address(text.text)
        fact = None if isinstance(address, Fault) else library.site.facts.get(address.id)
        if fact is not None and fact.series is not None:
            return fact.series.by
    return ()


def _part(library: Library, address: str, rows: tuple[str, ...]) -> list[tuple[str, list[Figure]]]:
    """Give the columns that one address adds to a chart's table: each a label and its figures."""
    parsed = parse_fact_address(address)
    fact = None if isinstance(parsed, Fault) else library.site.facts.get(parsed.id)
    if isinstance(parsed, Fault) or fact is None:
        return []
    if fact.series is None or parsed.claim or parsed.as_of:
        found = find(library, address)
        return [(label_of(found), [found])] if found is not None else []
    return _slices(fact, fact.series, parsed, rows)


def _slices(fact: Fact, series: Series, parsed: FactAddress, rows: tuple[str, ...]) -> list[tuple[str, list[Figure]]]:
    kept = [cell for cell in series.cells if cell.keys[: len(parsed.cell)] == parsed.cell]
    period = next((index for index, word in enumerate(series.by) if word in PERIOD_WORDS), len(series.by))
    found: dict[tuple[str, ...], list[Figure]] = {}
    for cell in kept:
        names = tuple(key for index, key in enumerate(cell.keys) if index != period)
        if not rows or set(rows) & set(names):
            found.setdefault(names, []).append(cell_figure(fact, cell))
    if period == len(series.by):
        return [(fact.label.text, [figure for figures in found.values() for figure in figures])]
    names_of = {names: ", ".join(series.name(key) for key in names) for names in found}
    return [(names_of[names] or fact.label.text, figures) for names, figures in found.items()]


def _merged(library: Library, parts: list[tuple[str, list[Figure]]], title: str, by: tuple[str, ...]) -> TableView:
    """Give columns of figures as one table, its rows joined by their keys."""
    rows: dict[str, list[CellView | None]] = {}
    dated = any(word in PERIOD_WORDS for word in by)
    order: dict[str, object] = {}
    for index, (_, figures) in enumerate(parts):
        for found in figures:
            side = _heading(library, found, dated=dated)
            order.setdefault(side, found.period.sort_key if dated and found.period is not None else len(order))
            rows.setdefault(side, [None] * len(parts))[index] = _figure_cell(library, found)
    sides = sorted(rows, key=lambda side: order[side]) if dated and _comparable(order) else list(rows)  # type: ignore[arg-type,return-value]
    return TableView(
        caption=title,
        corner=", ".join(word.capitalize() for word in by if not dated or word in PERIOD_WORDS) or "Fact",
        columns=tuple(label for label, _ in parts) if len(parts) > 1 else ("Figure",),
        rows=tuple(RowView(side, tuple(rows[side])) for side in sides),
        unit="",
        note=NOTHING,
        sources=_together(library, [found for _, figures in parts for found in figures]),
    )


def _comparable(order: dict[str, object]) -> bool:
    return len({type(value) for value in order.values()}) == 1


def _heading(library: Library, found: Figure, *, dated: bool) -> str:
    if found.cell is None or found.fact.series is None:
        return label_of(found)
    if dated:
        return dates_of(library, found)
    pairs = zip(found.fact.series.by, found.cell.keys, strict=False)
    return ", ".join(key_words(library, found.fact.series, word, key) for word, key in pairs)


def _figure_cell(library: Library, found: Figure) -> CellView:
    if found.cell is not None:
        return cell_view(library, found.cell)
    return CellView(
        id=f"cell-{found.fact.id}",
        figure=words_of(library, found.value),
        status="" if found.status == "actual" else found.status,
        as_of=date_view(library, found.as_of) if found.as_of is not None else None,
        note=NOTHING,
        sources=source_views(library, found.sources),
        corrected=bool(found.fact.corrections),
    )

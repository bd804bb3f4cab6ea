"""Figures, their sources, claims and corrections, and tables of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.render.views.shared import DateView, LinkView  # noqa: TC001 - the theme reads the types of fields

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source, as lists of sources show it; `primary` marks one that speaks at first hand."""

    id: str
    title: str
    url: str
    link: str
    archive: str
    publisher: str
    author: LinkView | None
    date: DateView
    kind: str
    language: str
    licence: str
    isbn: str
    accessed: DateView | None
    locator: str = ""
    primary: bool = False


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One answer to a contested fact. `id` is its anchor on the fact's page."""

    id: str
    by: LinkView
    figure: str
    as_of: DateView | None
    basis: Markup
    sources: tuple[SourceView, ...]
    preferred: bool


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """Something that we had published and got wrong. `was` is "" for an article's correction."""

    date: DateView
    was: str
    text: Markup
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class CellView:
    """A value of a series. `id` is its anchor on the fact's page; `status` is "" where it is actual."""

    id: str
    figure: str
    status: str
    as_of: DateView | None
    note: Markup
    sources: tuple[SourceView, ...]
    corrected: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of a table of figures: its heading and its cells, None where there is no value."""

    heading: str
    cells: tuple[CellView | None, ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """Figures as an accessible table. `corner` names what the rows are; `columns` are the column headings.

    `statuses` and `sources` tell whether any cell has one to show.
    """

    caption: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[RowView, ...]
    unit: str
    note: Markup
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart: here its data as a table, under its title. `alt` describes what it shows."""

    id: str
    title: str
    alt: str
    kind: str
    table: TableView


@dataclass(frozen=True, slots=True)
class FigureView:
    """A fact, cell or contested fact as sidebars and lists show it.

    `words` is the figure ("about 1.4 million cars"), "" for a contested fact without a preferred or settled value: its
    `claims` then stand side by side. `status` is "" where it is actual. `dates` is "2024", "as of 23 April 2025" or "".
    `overdue` is the day by which it was to be looked at again, None where that has not passed. `secondary` marks what
    rests on one secondary source. `settled` says who ended the dispute about it, and when, or is "". `by` is whose
    answer it is, None where it is nobody's in particular.
    """

    label: str
    url: str
    words: str
    status: str
    dates: str
    contested: bool
    claims: tuple[ClaimView, ...]
    sources: tuple[SourceView, ...]
    derived: bool
    corrected: bool
    overdue: DateView | None = None
    secondary: bool = False
    settled: str = ""
    by: LinkView | None = None


@dataclass(frozen=True, slots=True)
class SidebarView:
    """A group of a sidebar; `name` is "" for lines without one."""

    name: str
    figures: tuple[FigureView, ...]

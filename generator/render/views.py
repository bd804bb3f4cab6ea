"""All that templates see: plain frozen values, already resolved, worded and escaped.

`str` fields are text, which templates escape; `Markup` fields are HTML that the renderer made and nothing else.
Every `url` is relative to the host and begins with the base path; `absolute` ones carry the whole address.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class LinkView:
    """Words that lead somewhere; `url` is "" where they lead nowhere. `note` is a small addition, such as a date."""

    words: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class DateView:
    """A date in words, and as HTML's `datetime` wants it ("" where it has no such form)."""

    words: str
    machine: str


@dataclass(frozen=True, slots=True)
class PictureView:
    """An image; `alt` is "" for a decorative one; sizes are in pixels, None where unknown."""

    url: str
    absolute: str
    alt: str
    width: int | None
    height: int | None
    caption: Markup
    credit: str
    licence: str
    source_url: str


@dataclass(frozen=True, slots=True)
class MenuView:
    """An entry of the menu; `current` marks the page that is shown."""

    words: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page shows of its site."""

    title: str
    description: str
    language: str
    home: str
    menu: tuple[MenuView, ...]
    footer: tuple[LinkView, ...]
    publisher: LinkView | None
    publisher_logo: PictureView | None
    feed: str
    stylesheets: tuple[str, ...]
    icon: str
    policy: str
    generator: str


@dataclass(frozen=True, slots=True)
class HeadView:
    """What goes into the head of a page. `kind` is Open Graph's type, dates are RFC 3339 or "", `json_ld` safe JSON."""

    title: str
    description: str
    canonical: str
    kind: str
    image: PictureView | None
    published: str
    modified: str
    json_ld: Markup | None
    indexed: bool = True
    alternates: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source, as lists of sources show it. `details` are publisher, author, date, kind and such, worded."""

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


@dataclass(frozen=True, slots=True)
class SidebarView:
    """A group of a sidebar; `name` is "" for lines without one."""

    name: str
    figures: tuple[FigureView, ...]


@dataclass(frozen=True, slots=True)
class EventView:
    """An entry of the timeline. `id` is its anchor on the page where it is shown, `url` its place on the timeline."""

    id: str
    url: str
    title: Markup
    date: DateView
    era: bool
    text: Markup
    people: tuple[LinkView, ...]
    figures: tuple[FigureView, ...]
    topics: tuple[LinkView, ...]
    sources: tuple[SourceView, ...]
    picture: PictureView | None
    used_in: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class MonthView:
    """The events of a month; `name` is "" for those known by their year alone."""

    name: str
    id: str
    events: tuple[EventView, ...]


@dataclass(frozen=True, slots=True)
class YearView:
    """The events of a year."""

    name: str
    id: str
    months: tuple[MonthView, ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """A timeline, oldest first. Eras are in `years` too, and `eras` lists them for an overview."""

    eras: tuple[EventView, ...]
    years: tuple[YearView, ...]


@dataclass(frozen=True, slots=True)
class TeaserView:
    """An article as lists show it."""

    title: Markup
    url: str
    summary: Markup
    date: DateView | None
    topics: tuple[LinkView, ...]
    picture: PictureView | None
    figures: int
    draft: str


@dataclass(frozen=True, slots=True)
class NoticeView:
    """Something the reader must know first: `kind` is draft, embargo, expired, withdrawn or review."""

    kind: str
    text: Markup


@dataclass(frozen=True, slots=True)
class ContentsView:
    """A line of a page's table of contents."""

    words: str
    url: str
    level: int


@dataclass(frozen=True, slots=True)
class CardView:
    """A question and its answer; `id` is its anchor."""

    id: str
    question: Markup
    answer: Markup


@dataclass(frozen=True, slots=True)
class CitationView:
    """A numbered entry of a page's list of sources, with links back to where it is cited."""

    id: str
    number: int
    source: SourceView
    back: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article's page. `timeline` is its own part of the timeline, None where it has no events."""

    title: Markup
    summary: Markup
    authors: tuple[LinkView, ...]
    published: DateView | None
    changed: DateView | None
    topics: tuple[LinkView, ...]
    picture: PictureView | None
    contents: tuple[ContentsView, ...]
    notices: tuple[NoticeView, ...]
    body: Markup
    cards: tuple[CardView, ...]
    sidebar: tuple[SidebarView, ...]
    timeline: TimelineView | None
    citations: tuple[CitationView, ...]
    fact_sources: tuple[SourceView, ...]
    corrections: tuple[CorrectionView, ...]
    related: tuple[TeaserView, ...]
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class PlainView:
    """A plain page."""

    title: Markup
    body: Markup
    contents: tuple[ContentsView, ...]
    citations: tuple[CitationView, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """The first page: newest articles first, the latest events, and what the site holds."""

    lead: TeaserView | None
    articles: tuple[TeaserView, ...]
    events: tuple[EventView, ...]
    topics: tuple[LinkView, ...]
    counts: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class TermView:
    """An entry of the glossary; `id` is its anchor."""

    id: str
    name: str
    aliases: tuple[str, ...]
    definition: Markup
    see_also: tuple[LinkView, ...]
    sources: tuple[SourceView, ...]
    used_in: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class LetterView:
    """The terms (or people) under one letter."""

    letter: str
    id: str
    terms: tuple[TermView, ...]


@dataclass(frozen=True, slots=True)
class FactGroupView:
    """Some lines of the index of facts under a heading: a topic file's facts, or an article's own."""

    name: str
    id: str
    figures: tuple[FigureView, ...]


@dataclass(frozen=True, slots=True)
class WorkingView:
    """A part of the working of a derived fact: words, or an input with its figure and its page."""

    words: str
    figure: FigureView | None


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact's page. Exactly one of `figure.words`, `claims` and `tables` leads; the rest is empty.

    `details` are pairs of a heading and its words: what period, when known, since when, unit, owner, review date.
    `settled` says who ended a dispute and when; `because` why one claim is preferred.
    """

    figure: FigureView
    details: tuple[tuple[str, str], ...]
    basis: Markup
    note: Markup
    claims: tuple[ClaimView, ...]
    because: Markup
    settled: Markup
    settled_sources: tuple[SourceView, ...]
    tables: tuple[TableView, ...]
    working: tuple[WorkingView, ...]
    rounding: str
    corrections: tuple[CorrectionView, ...]
    sources: tuple[SourceView, ...]
    used_in: tuple[LinkView, ...]
    notices: tuple[NoticeView, ...]


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person, organisation or state. `roles` are worded, each with its dates as `note`."""

    id: str
    url: str
    name: str
    native_name: str
    kind: str
    aka: tuple[str, ...]
    roles: tuple[LinkView, ...]
    link: str
    discloses: str
    events: tuple[EventView, ...]
    claims: tuple[FigureView, ...]
    quotes: tuple[QuoteView, ...]
    articles: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class QuoteView:
    """Somebody's words. `translation` says whose the translation is, or ""."""

    id: str
    words: Markup
    by: LinkView
    date: DateView | None
    original: str
    original_language: str
    translation: str
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class SourcePageView:
    """A source's page: what it is, and what rests on it."""

    source: SourceView
    cites: tuple[LinkView, ...]
    facts: tuple[FigureView, ...]
    events: tuple[LinkView, ...]
    used_in: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic: its articles, its events and the facts of its articles."""

    id: str
    name: str
    url: str
    articles: tuple[TeaserView, ...]
    events: tuple[EventView, ...]


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry of the Atom feed; `content` is HTML. Dates are RFC 3339."""

    id: str
    title: str
    url: str
    published: str
    updated: str
    summary: str
    content: str
    authors: tuple[str, ...]
    topics: tuple[str, ...]

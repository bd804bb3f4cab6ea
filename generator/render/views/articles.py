"""Articles, plain pages, and the first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.render.views.changes import ChangeView  # noqa: TC001 - the theme reads the types of fields
from generator.render.views.events import EventView, TimelineView  # noqa: TC001 - the theme reads the types of fields
from generator.render.views.figures import CorrectionView, SidebarView, SourceView  # noqa: TC001 - the theme reads the types of fields
from generator.render.views.shared import CiteView, ContentsView, DateView, LinkView, NoticeView, PictureView  # noqa: TC001 - the theme reads the types of fields

if TYPE_CHECKING:
    from markupsafe import Markup


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
class CardView:
    """A question and its answer; `id` is its anchor, `former` those that it had before."""

    id: str
    question: Markup
    answer: Markup
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CitationView:
    """A numbered entry of a page's list of sources, with links back to where it is cited."""

    id: str
    number: int
    source: SourceView
    back: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FreeView:
    """A figure that is left free on purpose, and why, or ""."""

    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class CoverageView:
    """What the figures of an article's text are bound to.

    `figures` are all, `bound` those that are bound; `facts`, `events`, `citations` and `quotations` count to what,
    `sources` on how many it all rests. `oldest` is the oldest date of the facts, `free` are those left free on purpose,
    `unbound` counts those bound to nothing.
    """

    figures: int
    bound: int
    facts: int
    events: int
    citations: int
    quotations: int
    sources: int
    oldest: DateView | None
    free: tuple[FreeView, ...]
    unbound: int


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
    coverage: CoverageView | None
    cite: CiteView | None = None
    changes: tuple[ChangeView, ...] = ()


@dataclass(frozen=True, slots=True)
class PlainView:
    """A plain page."""

    title: Markup
    body: Markup
    contents: tuple[ContentsView, ...]
    citations: tuple[CitationView, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """The first page: newest articles first, the latest events, and what the site holds.

    `all_articles` and `all_topics` lead to the whole where there are more of them than stand here, else they are "".
    """

    lead: TeaserView | None
    articles: tuple[TeaserView, ...]
    events: tuple[EventView, ...]
    topics: tuple[LinkView, ...]
    counts: tuple[LinkView, ...]
    all_articles: str = ""
    all_topics: str = ""


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

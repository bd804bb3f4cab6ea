"""Pages of one entry, and lists of them: terms, facts, people, sources, topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.render.views.articles import TeaserView  # noqa: TC001 - the theme reads the types of fields
from generator.render.views.changes import ChangeView  # noqa: TC001 - the theme reads the types of fields
from generator.render.views.events import EventView  # noqa: TC001 - the theme reads the types of fields
from generator.render.views.figures import ClaimView, CorrectionView, FigureView, SourceView, TableView  # noqa: TC001 - the theme reads the types of fields
from generator.render.views.shared import CiteView, DateView, LinkView, NoticeView  # noqa: TC001 - the theme reads the types of fields

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class TermView:
    """An entry of the glossary; `id` is its anchor, `former` those that it had before."""

    id: str
    name: str
    aliases: tuple[str, ...]
    definition: Markup
    see_also: tuple[LinkView, ...]
    sources: tuple[SourceView, ...]
    used_in: tuple[LinkView, ...]
    former: tuple[str, ...] = ()


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
class StepView:
    """One operation of the working of a derived fact: what is done in words, and what it comes to."""

    words: str
    figure: str


@dataclass(frozen=True, slots=True)
class EmbedView:
    """A fact as other sites show it in a frame: its figure, or the newest cells of a series, or its claims.

    `site` leads to the fact's page. `frame` and `text` are the HTML that other sites copy: a frame, and plain words;
    both are "" in the frame itself.
    """

    figure: FigureView
    cells: tuple[FigureView, ...]
    site: LinkView
    url: str
    frame: str
    text: str


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact's page. Exactly one of `figure.words`, `claims` and `tables` leads; the rest is empty.

    `details` are pairs of a heading and its words: what period, when known, since when, unit, owner, review date.
    `settled` says who ended a dispute and when; `because` why one claim is preferred. `working` is the formula of a
    derived fact, `steps` the operations of it, `inputs` what it is worked out from, `rounding` a sentence or "".
    `files` are the data for programs, under `licence`; `embed` is absent where the site wants no frames.
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
    steps: tuple[StepView, ...]
    inputs: tuple[FigureView, ...]
    rounding: str
    corrections: tuple[CorrectionView, ...]
    sources: tuple[SourceView, ...]
    used_in: tuple[LinkView, ...]
    notices: tuple[NoticeView, ...]
    files: tuple[LinkView, ...]
    licence: LinkView | None
    embed: EmbedView | None
    cite: CiteView | None = None
    changes: tuple[ChangeView, ...] = ()


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
class PersonView:
    """A person, organisation or state. `roles` are worded, each with its dates as `note`.

    `all_quotes` leads to the rest of what they said where it is too much for one page, else it is "".
    """

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
    all_quotes: str = ""


@dataclass(frozen=True, slots=True)
class QuotesView:
    """Words of somebody, whom `by` leads to: a page of many."""

    by: LinkView
    quotes: tuple[QuoteView, ...]


@dataclass(frozen=True, slots=True)
class SourcePageView:
    """A source's page: what it is, and what rests on it; `rests` counts the facts. A list of sources has no `facts`."""

    source: SourceView
    cites: tuple[LinkView, ...]
    facts: tuple[FigureView, ...]
    events: tuple[LinkView, ...]
    used_in: tuple[LinkView, ...]
    rests: int = 0


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic: its articles and its events. `count` is the number of its articles; a list of topics has only that."""

    id: str
    name: str
    url: str
    articles: tuple[TeaserView, ...]
    events: tuple[EventView, ...]
    count: int = 0


@dataclass(frozen=True, slots=True)
class UsedInView:
    """All places that use an entry, which `of` leads to."""

    of: LinkView
    places: tuple[LinkView, ...]

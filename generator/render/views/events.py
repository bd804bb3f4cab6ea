"""The timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.render.views.figures import FigureView, SourceView  # noqa: TC001 - the theme reads the types of fields
from generator.render.views.shared import DateView, LinkView, PictureView  # noqa: TC001 - the theme reads the types of fields

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class EventView:
    """An entry of the timeline. `id` is its anchor on the page where it is shown, `url` its place on the timeline.

    `former` are anchors that it had before.
    """

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
    former: tuple[str, ...] = ()


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

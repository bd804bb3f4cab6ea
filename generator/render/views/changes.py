"""What changed since it was published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.render.views.figures import SourceView  # noqa: TC001 - the theme reads the types of fields
from generator.render.views.shared import DateView, LinkView  # noqa: TC001 - the theme reads the types of fields

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change. `kind` is correction, update, words, new, withdrawn or gone.

    `id` is its anchor on the page of changes. `subject` is the fact or article that it is about. Of a figure `was` and
    `now` are the words before and after, `dates` say what the new one describes or when it was known; `text` says why.
    `pending` marks what only the preview shows, because no release holds it. `moment` is RFC 3339, for machines.
    """

    id: str
    kind: str
    date: DateView
    moment: str
    subject: LinkView
    was: str
    now: str
    dates: str
    text: Markup
    sources: tuple[SourceView, ...]
    pending: bool


@dataclass(frozen=True, slots=True)
class ChangeDayView:
    """The changes of one day."""

    date: DateView
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class LastView:
    """A value that a fact had before it was taken away.

    `part` names its cell or claim, "" for the fact's own. `dates` say what it described or when it was known; `since`
    is the day of the release that first had it.
    """

    part: str
    value: str
    dates: str
    since: DateView


@dataclass(frozen=True, slots=True)
class ChangesView:
    """The page of changes: all corrections, then the newest of the others by day.

    `older` is how many others the page leaves out; `data` has them all. `since` is the day of the first release, None
    where nothing was ever released. `feed` and `script` are "" where there is none.
    """

    corrections: tuple[ChangeView, ...]
    days: tuple[ChangeDayView, ...]
    older: int
    since: DateView | None
    data: str
    feed: str
    script: str

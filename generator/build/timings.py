"""Where the time of a build went: a stopwatch that a build tells of its stages, and what it says at the end."""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING, Final

from generator.base import dataclass
from generator.build.watch import Kind, Lap
from generator.render.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.build.watch import Laps
    from generator.diagnostics import Diagnostic
    from generator.render.library import Library

STAGES: Final = {
    "start": "Python and the program begin",
    "compare": "is anything another than after the last build?",
    "recall": "what earlier builds kept is taken from the disk",
    "look": "what stands in the output is looked at",
    "read": "the files of the site are read, of articles the heads",
    "lay out": "what all pages need is worked out",
    "articles": "articles are read whole, checked and rendered",
    "connect": "what pages tell of one another is put together",
    "pages": "all other pages and files are rendered",
    "judge": "the site is checked as a whole, and problems are sorted",
    "publish": "files are written, and the output is exchanged",
    "keep": "what came of it is kept for the next build",
}
"""The stages of a build by name, in their order, with what is done in each."""

SLOWEST: Final = 10
"""So many pages and templates are named."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage, and the seconds from its begin to its end."""

    name: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Work:
    """How many of something were made again, how many were taken over, and how many processes shared the work."""

    what: str
    again: int
    over: int
    processes: int


@dataclass(frozen=True, slots=True)
class Spent:
    """The seconds that something took in all, and how often it was done."""

    name: str
    seconds: float
    times: int


@dataclass(frozen=True, slots=True)
class Timings:
    """Where the time of a build went.

    `seconds` are those of the whole build, `stages` are parts of them, one after the other. `steps`, `pages` and
    `templates` are added up over all processes, and parts of stages: the slowest come first, and of pages and templates
    no others are named.
    """

    seconds: float
    stages: tuple[Stage, ...]
    work: tuple[Work, ...]
    steps: tuple[Spent, ...]
    pages: tuple[Spent, ...]
    templates: tuple[Spent, ...]


class Clock:
    """A meter that measures."""

    def __init__(self) -> None:
        """Begin with nothing measured."""
        self._laps: list[Lap] = []

    @contextmanager
    def of(self, kind: Kind, name: str) -> Iterator[None]:
        """Measure what is done within, however it ends."""
        begun = perf_counter()
        try:
            yield
        finally:
            self._laps.append(Lap(kind, name, perf_counter() - begun))

    def watched(self, library: Library) -> Library:
        """Give a library whose theme has the filling of its templates measured."""
        theme = library.theme
        return replace(library, theme=_Watched(theme.environment, theme.files, theme.assets, theme.digest, self))

    def laps(self) -> Laps:
        """Give what was measured."""
        return tuple(self._laps)


@dataclass(frozen=True, slots=True)
class _Watched(Theme):
    """A theme that has the filling of its templates measured."""

    clock: Clock

    def render(self, template: str, context: Mapping[str, object], page: str) -> str | Diagnostic:
        """Give a template filled in, as `Theme.render` does."""
        with self.clock.of("template", template):
            return Theme.render(self, template, context, page)


class Stopwatch:
    """A watch that measures. It runs from when it is made."""

    def __init__(self, before: Mapping[str, float], now: Callable[[], float] = perf_counter) -> None:
        """Begin; `before` are the stages that are over, with the seconds that they took, `now` gives seconds."""
        self._now = now
        self._begun = now()
        self._before = sum(before.values())
        self._stages = defaultdict(float, before)
        self._running: tuple[str, float] | None = None
        self._work: dict[str, Work] = {}
        self._spent: dict[tuple[Kind, str], Spent] = {}

    def stage(self, name: str) -> None:
        """End the stage that runs, and begin one."""
        self._end()
        self._running = (name, self._now())

    def count(self, what: str, again: int, over: int, processes: int) -> None:
        """Note how many of something are made again; what is counted twice is what came of the second time."""
        self._work[what] = Work(what, again, over, processes)

    def meter(self) -> Clock:
        """Give what measures a piece of the work."""
        return Clock()

    def add(self, laps: Laps) -> None:
        """Add what was measured of a piece."""
        for lap in laps:
            key = (lap.kind, lap.name)
            one = self._spent.get(key, Spent(lap.name, 0.0, 0))
            self._spent[key] = Spent(lap.name, one.seconds + lap.seconds, one.times + 1)

    def timings(self) -> Timings:
        """End the stage that runs, and give what was measured."""
        self._end()
        return Timings(
            self._before + self._now() - self._begun,
            tuple(Stage(name, self._stages[name]) for name in STAGES if name in self._stages),
            tuple(self._work.values()),
            self._slowest("step"),
            self._slowest("page"),
            self._slowest("template"),
        )

    def _end(self) -> None:
        if self._running is not None:
            name, begun = self._running
            self._stages[name] += self._now() - begun
            self._running = None

    def _slowest(self, kind: Kind) -> tuple[Spent, ...]:
        found = (spent for (own, _), spent in self._spent.items() if own == kind)
        return tuple(sorted(found, key=lambda one: (-one.seconds, one.name))[:SLOWEST])

"""Who is told where a build is, for who wants to know where its time goes; as a rule nobody, which costs nothing."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Literal, Protocol

from generator.base import dataclass

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from generator.render.library import Library

Kind = Literal["page", "step", "template"]


@dataclass(frozen=True, slots=True)
class Lap:
    """Seconds that something took: the making of a page, a step of the work on it, the filling of a template."""

    kind: Kind
    name: str
    seconds: float


Laps = tuple[Lap, ...]


class Meter(Protocol):
    """What measures one piece of the work, in the process that does it."""

    def of(self, kind: Kind, name: str) -> AbstractContextManager[object]:
        """Measure what is done within."""

    def watched(self, library: Library) -> Library:
        """Give a library whose theme has the filling of its templates measured."""

    def laps(self) -> Laps:
        """Give what was measured."""


class Watch(Protocol):
    """What is told where a build is."""

    def stage(self, name: str) -> None:
        """Hear that the stage before is over, and one of `timings.STAGES` begins; it may have been there before."""

    def count(self, what: str, again: int, over: int, processes: int) -> None:
        """Hear how many of something are made again, and how many are taken over, by how many processes."""

    def meter(self) -> Meter:
        """Give what measures a piece of the work."""

    def add(self, laps: Laps) -> None:
        """Take what was measured of a piece."""


_UNMEASURED = nullcontext()


@dataclass(frozen=True, slots=True)
class Nobody:
    """Hears and measures nothing: a watch, and its own meter."""

    def stage(self, name: str) -> None:
        """Hear nothing."""

    def count(self, what: str, again: int, over: int, processes: int) -> None:
        """Hear nothing."""

    def meter(self) -> Nobody:
        """Give this very one."""
        return self

    def add(self, laps: Laps) -> None:
        """Take nothing."""

    def of(self, kind: Kind, name: str) -> AbstractContextManager[object]:  # noqa: ARG002 - it measures nothing
        """Measure nothing."""
        return _UNMEASURED

    def watched(self, library: Library) -> Library:
        """Give the library as it is."""
        return library

    def laps(self) -> Laps:
        """Give nothing."""
        return ()


NOBODY = Nobody()
"""The watch of most builds."""

"""Facts: one statement each, with its value, dates, status and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass

if TYPE_CHECKING:
    from generator.diagnostics import Span
    from generator.model.dates import Date, Duration
    from generator.model.document import Document
    from generator.model.source import SourceRef
    from generator.model.text import Text
    from generator.model.value import Value

STATUSES = ("actual", "provisional", "estimate", "forecast", "announced", "threatened", "agreed")
PERIOD_WORDS = ("year", "quarter", "month", "date")


@dataclass(frozen=True, slots=True)
class Correction:
    """What we had published and got wrong: the old value as it was printed, when we mended it, and why."""

    was: Text
    date: Date
    because: Document | None
    sources: tuple[SourceRef, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody's answer to a contested fact. `by` is a person's id or words; `said` is as in `Fact`."""

    key: Text
    by: Text
    written: Text
    value: Value
    sources: tuple[SourceRef, ...]
    as_of: Date | None
    basis: Document | None
    said: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Settled:
    """Who ended a dispute, when, and with what value."""

    written: Text
    value: Value
    by: Text
    date: Date
    sources: tuple[SourceRef, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a series; `keys` is its address in the order of the series' `by`, each key in its written form.

    What a cell does not say itself (unit, status, sources, dates) was filled from the fact, `cells` and `defaults` when
    it was read, so that a cell stands alone. `said` is as in `Fact`.
    """

    keys: tuple[str, ...]
    written: Text
    value: Value
    status: str
    period: Date | None
    as_of: Date | None
    since: Date | None
    sources: tuple[SourceRef, ...]
    basis: Document | None
    note: Document | None
    corrections: tuple[Correction, ...]
    said: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Series:
    """One statement over years, countries or days. `by` names the parts of an address, `names` words for its keys.

    `unread` are the addresses of cells that cannot be read: references to them are not called unknown.
    """

    by: tuple[str, ...]
    cells: tuple[Cell, ...]
    names: tuple[tuple[str, str], ...]
    place: Span
    unread: frozenset[tuple[str, ...]] = frozenset()

    def name(self, key: str) -> str:
        """Give the words of a key: from `names`, or the key itself."""
        return next((words for name, words in self.names if name == key), key)


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement. It has exactly one of `value`, `derive`, `claims` and `series`.

    `home` is the slug of the only article that uses it (facts written inline), or "" for a shared fact.
    `place` is where the entry begins. `written` is the value as the author wrote it. `said` are the keys that date and
    source it as far as they are written, even where they cannot be read: nobody needs to be told that they are missing.
    `was` are ids that it had before.
    """

    id: Text
    label: Text
    place: Span
    home: str
    written: Text | None
    value: Value | None
    derive: Text | None
    claims: tuple[Claim, ...]
    series: Series | None
    sources: tuple[SourceRef, ...]
    period: Date | None
    as_of: Date | None
    since: Date | None
    status: str
    unit: Text | None
    basis: Document | None
    note: Document | None
    owner: Text | None
    review_by: Date | None
    review_in: Duration | None
    round: int | None
    corrections: tuple[Correction, ...]
    preferred: Text | None
    because: Document | None
    settled: Settled | None
    said: frozenset[str] = frozenset()
    was: tuple[Text, ...] = ()

    @property
    def all_corrections(self) -> tuple[Correction, ...]:
        """Give a fact's corrections and those of its cells."""
        cells = self.series.cells if self.series is not None else ()
        return (*self.corrections, *(one for cell in cells for one in cell.corrections))

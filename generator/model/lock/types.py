"""What the lock holds: releases, and what each of them published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True, slots=True)
class Release:
    """A moment at which the author wrote down what is public.

    `key` is made from all that the release holds, so that a line that is changed or lost shows. `after` are the keys of
    the releases that its author had before: two, where two branches had been merged.
    """

    key: str
    moment: dt.datetime
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A value as it was published: that of a fact, of a cell (`cars.us.2024`) or of a claim (`rice#trump`).

    `value` is the value in one form for all ways to write it; `unit` the unit's id, "" for a plain number and for
    words. Dates are EDTF or "". `step` is what the last digit that counts of an approximate number is worth, "" for
    any other value. `derive` is a derived fact's formula with its rounding, `inputs` its inputs with their values.
    `by` is the name of whose claim it is, "" for all else and in lines of before it was kept.
    """

    address: str
    label: str
    value: str
    unit: str = ""
    status: str = "actual"
    period: str = ""
    as_of: str = ""
    since: str = ""
    step: str = ""
    derive: str = ""
    inputs: tuple[tuple[str, str], ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True)
class PublishedEntry:
    """Something with an address of its own, named as in a link: `article:rice`, `fact:levy`, `card:rice#why`, `/old/`.

    `url` is its address under the home page (`/rice/`). `title` and `words` (a digest of its prose) are there for
    what has them. `state` is "", withdrawn, gone (the author took it away and says why) or moved (it leads to `to`).
    """

    address: str
    url: str
    title: str = ""
    words: str = ""
    state: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class PublishedCorrection:
    """A correction as it was published: `address` is a fact's id, a cell's address or `article:slug`.

    `was` is the old value in its one form, "" for an article's; `date` is EDTF; `text` the words, without markup.
    """

    address: str
    was: str
    date: str
    text: str = ""


Record = PublishedFigure | PublishedEntry | PublishedCorrection


@dataclass(frozen=True, slots=True)
class Kept:
    """A record of the lock, with the release that wrote it, and its line in the file (from 1)."""

    release: Release
    record: Record
    line: int = 1


@dataclass(frozen=True, slots=True)
class Lock:
    """All releases, oldest first, and their records in the same order; `text` is the file as it is.

    The order is that of the moments, whatever the order of the lines.
    """

    releases: tuple[Release, ...] = ()
    kept: tuple[Kept, ...] = ()
    text: str = ""

    def __bool__(self) -> bool:
        """Tell whether anything was ever released."""
        return bool(self.releases)

    @property
    def heads(self) -> tuple[str, ...]:
        """Give the keys of the releases that no other one follows."""
        followed = {key for release in self.releases for key in release.after}
        return tuple(sorted(release.key for release in self.releases if release.key not in followed))

    @property
    def newest(self) -> dt.datetime | None:
        """Give the moment of the last release."""
        return self.releases[-1].moment if self.releases else None


EMPTY = Lock()

"""A list over several pages: which page holds which entry.

Entries are sorted into parts by what they are (their year, then their month; their letter, then their first two), so
that an edit moves nothing but the entry itself, and an entry's page is known from the entry and from how full its
part is. A part that is too full becomes an overview of smaller ones and keeps its address; where nothing is left to
sort by, parts are numbered.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.base import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Levels:
    """The parts that something may stand in, from coarse to fine: their keys, and their names, by index.

    Few of the names are ever asked for, so that they are made when they are.
    """

    keys: tuple[str, ...]
    name: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list: its id, and the parts that it may stand in."""

    id: str
    levels: Levels


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a list. `key` is its place below the list's address, "" for the first page; `name` is in words.

    `entries` are the ids of all that stand in it or in its `parts`, in the list's order; a part that has parts shows
    an overview. `up` is the key of what it is a part of. `before` and `after` are the neighbours of a page of entries,
    None at the ends; of an overview only `after`, its first page of entries.
    """

    key: str
    name: str
    up: str
    parts: tuple[str, ...]
    entries: tuple[str, ...]
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list with its pages by key, the first of which is "", and the page of each entry by the entry's id."""

    pages: Mapping[str, Part]
    place: Mapping[str, str]

    @property
    def first(self) -> Part:
        """Give the first page."""
        return self.pages[""]

    @property
    def paged(self) -> bool:
        """Tell whether the list goes over several pages."""
        return len(self.pages) > 1

    def further(self) -> Iterator[str]:
        """Give the keys of all pages but the first."""
        return (key for key in self.pages if key)


@dataclass(frozen=True, slots=True)
class _Group:
    """Entries that go into one part, and the level by which that part would be divided."""

    key: str
    name: str
    entries: Sequence[Entry]
    level: int


def listing(entries: Sequence[Entry], limit: int, *, by_name: bool = False) -> Listing:
    """Lay a list out on pages of at most `limit` entries; with no more than that it is one page.

    Parts stand in the order of their first entries, or `by_name` in that of their keys below the first level: names
    may be sorted otherwise than their letters.
    """
    found = {part.key: part for part in _grown(_Group("", "", entries, 0), "", limit, by_name=by_name)}
    leaves = [key for key, part in found.items() if not part.parts]
    for key, before, after in zip(leaves, (None, *leaves), (*leaves[1:], None), strict=False):
        found[key] = replace(found[key], before=before, after=after)
    keys = list(found)
    for index, key in enumerate(keys):
        if found[key].parts:
            found[key] = replace(found[key], after=next(other for other in keys[index:] if not found[other].parts))
    return Listing(found, {id_: key for key in leaves for id_ in found[key].entries})


def _grown(group: _Group, up: str, limit: int, *, by_name: bool) -> Iterator[Part]:
    """Give a part and then all that it is divided into."""
    below = _divided(group, limit, by_name=by_name) if len(group.entries) > limit else ()
    ids = tuple(entry.id for entry in group.entries)
    yield Part(group.key, group.name, up, tuple(one.key for one in below), ids)
    for one in below:
        yield from _grown(one, group.key, limit, by_name=by_name)


def _divided(group: _Group, limit: int, *, by_name: bool) -> Sequence[_Group]:
    """Divide entries by the first level at which they differ, else by number."""
    depth = len(group.entries[0].levels.keys)
    for level in range(group.level, depth):
        found: dict[str, list[Entry]] = {}
        for entry in group.entries:
            found.setdefault(entry.levels.keys[level], []).append(entry)
        if len(found) > 1:
            ordered = sorted(found) if by_name and level else found
            return [_Group(key, found[key][0].levels.name(level), found[key], level + 1) for key in ordered]
    starts = range(0, len(group.entries), limit)
    stem = f"{group.key}-" if group.key else ""
    words = f"{group.name}, " if group.name else ""
    return [
        _Group(f"{stem}{number}", f"{words}{number}", group.entries[start : start + limit], depth)
        for number, start in enumerate(starts, 1)
    ]

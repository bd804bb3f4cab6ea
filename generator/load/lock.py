"""factbox.lock to a `Lock`: every line is verified, then every release, then that none is missing between them."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.diagnostics import Diagnostic, Span, diagnose
from generator.model.lock import BadLine, Kept, Line, Lock, Record, Release, read_line, release_key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping

    from generator.load.tree import TextFile

    Order = Callable[[Release], tuple[dt.datetime, int, str]]


@dataclass(slots=True)
class _Found:
    """What the lines of one release say; `first` is the place of its first line."""

    first: Span
    end: Span | None = None
    release: Release | None = None
    records: dict[str, Record] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


def read_lock(file: TextFile) -> tuple[Lock, tuple[Diagnostic, ...]]:
    """Give the lock that a file holds; it is empty where anything in the file is damaged. Reports E-LOCK."""
    found: dict[str, _Found] = {}
    problems = []
    for number, text in enumerate(file.text.split("\n"), 1):
        line = read_line(text)
        if isinstance(line, BadLine):
            problems.append(diagnose("E-LOCK", Span(file.path, number, 1, max(len(text), 1)), line.reason))
        elif line is not None:
            _take(found, line, Span(file.path, number, 1, len(text)))
    problems += [] if problems else list(_broken(found))
    if not found and not problems:
        problems.append(diagnose("E-LOCK", Span(file.path, 1), "no release is in here: its lines were taken away"))
    return (Lock(text=file.text) if problems else _lock(found, file.text)), tuple(problems)


def _take(found: dict[str, _Found], line: Line, span: Span) -> None:
    one = found.setdefault(line.key, _Found(span))
    if isinstance(line.held, Release):
        one.release, one.end = line.held, span
    else:
        one.lines.setdefault(line.body, span.line)
        one.records[line.body] = line.held  # a line that a merge left twice is one


def _broken(found: Mapping[str, _Found]) -> Iterator[Diagnostic]:
    """Report releases that are not whole, and those that follow one which is not there."""
    for key, one in found.items():
        if one.release is None or one.end is None:
            yield diagnose("E-LOCK", one.first, "the end of the release that this line belongs to is missing")
        elif release_key(one.release.moment, one.release.after, one.records) != key:
            day = one.release.moment.date().isoformat()
            yield diagnose("E-LOCK", one.end, f"lines of the release of {day} are missing, or others were added")
        elif any(before not in found for before in one.release.after):
            day = one.release.moment.date().isoformat()
            yield diagnose("E-LOCK", one.end, f"a release before the one of {day} is missing")


def _lock(found: Mapping[str, _Found], text: str) -> Lock:
    whole = {key: one.release for key, one in found.items() if one.release is not None}
    releases = sorted(whole.values(), key=_in_order(whole))
    kept = [
        Kept(one, found[one.key].records[body], found[one.key].lines[body])
        for one in releases
        for body in sorted(found[one.key].records)
    ]
    return Lock(tuple(releases), tuple(kept), text)


def _in_order(releases: Mapping[str, Release]) -> Order:
    """Give what releases are put in order by: their moment, then how many releases came before, then their key."""
    depth: dict[str, int] = {}
    stack = list(releases)
    while stack:
        key = stack[-1]
        waiting = [before for before in releases[key].after if before not in depth and before in releases]
        if waiting:  # there is no circle: a key is made from the keys before it
            stack.extend(waiting)
            continue
        depth[key] = 1 + max((depth[before] for before in releases[key].after), default=0)
        stack.pop()
    return lambda release: (release.moment, depth[release.key], release.key)

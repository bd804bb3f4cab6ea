"""Where the time of a build went, as tables for people and as JSON for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from generator.build.timings import STAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from generator.build.timings import Spent, Timings


def as_json(timings: Timings) -> str:
    """Give one JSON object of {seconds, stages, work, steps, pages, templates}, with seconds as numbers."""
    return json.dumps(asdict(timings), ensure_ascii=False, indent=2) + "\n"


def as_text(timings: Timings) -> str:
    """Give tables: of the stages with their shares, of what was made and taken over, of what took longest."""
    return "".join(f"{line}\n" for line in _lines(timings))


def _lines(timings: Timings) -> Iterator[str]:
    yield "Where the time went:"
    whole = timings.seconds
    for stage in timings.stages:
        yield f"  {stage.name:9} {_row(stage.seconds, whole)}  {STAGES[stage.name]}"
    rest = whole - sum(stage.seconds for stage in timings.stages)
    yield f"  {'rest':9} {_row(rest, whole)}  between the stages"
    yield f"  {'all':9} {_row(whole, whole)}"
    for work in timings.work:
        shared = f" by {work.processes} processes" if work.processes > 1 else ""
        yield f"{work.what}: {work.again:,} made{shared}, {work.over:,} taken over"
    yield from _table("Steps of the work on pages, added up over all processes:", timings.steps)
    yield from _table("The slowest pages:", timings.pages)
    yield from _table("The slowest templates, each with the parts that it includes:", timings.templates)


def _row(seconds: float, whole: float) -> str:
    return f"{seconds:9.3f} s {seconds / whole if whole else 0:5.0%}"


def _table(title: str, rows: Iterable[Spent]) -> Iterator[str]:
    for index, one in enumerate(rows):
        if not index:
            yield title
        many = "once" if one.times == 1 else f"{one.times:,} times"
        yield f"  {one.seconds:9.3f} s  {one.name} ({many})"


FORMS: Mapping[str, Callable[[Timings], str]] = {"text": as_text, "json": as_json}

"""Every look of the work on a page at what may change is noted: nothing that it is given goes by the notes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from truth_site import site

from generator.build import Job, trace
from generator.build.digests import closed_digests, site_digests
from generator.build.laid import Laid, lay_out
from generator.build.stock import in_memory
from generator.build.themes import read_themes
from generator.build.trace import Key, trace_ground, trace_library
from generator.load.site import Loaded, load
from generator.render.library import close

if TYPE_CHECKING:
    from collections.abc import Iterator

WORLD = "it stands in a file that is part of the digest of what every page is made with"
NOT_TRACED = {
    "ground.site.config": WORLD,
    "ground.site.units": WORLD,
    "ground.site.lock": WORLD,
    "ground.site.baseline": WORLD,
    "ground.baseline": WORLD,
    "ground.matcher": "the work on a file notes that it looked for all terms, whatever it found",
    "library.edition.site.config": WORLD,
    "library.edition.site.units": WORLD,
    "library.edition.site.lock": WORLD,
    "library.edition.site.baseline": WORLD,
    "library.theme": WORLD,
    "library.assets": WORLD,
    "library.lists.limits": WORLD,
    "library.figures": "they are those of the article itself, read from its own text",
}
"""What need not be noted, and why."""

NEVER_ANOTHER = (str, bytes, bool, int, float, dt.date, dt.tzinfo, ZoneInfo, enum.Enum, type(None))
"""Kinds of values that hold nothing else; the moment counts by its day and by what it makes of each article."""


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> tuple[Loaded, Laid]:
    root = tmp_path_factory.mktemp("traced")
    for path, data in site().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    loaded = load(root)
    assert loaded.site is not None
    job = Job(root, dt.datetime(2025, 5, 1, 12, tzinfo=dt.UTC))
    return loaded, lay_out(job, loaded, loaded.site, read_themes(job.root), in_memory(loaded.site), code=b"")


def is_noting(value: object) -> bool:
    """Tell whether a value is one of the things that note looks."""
    return type(value).__module__.startswith(f"{trace.__name__}.")


def untraced(name: str, value: object) -> Iterator[str]:
    """Give the names of all fields, and fields of these, that can be looked at without a note."""
    if name in NOT_TRACED or isinstance(value, NEVER_ANOTHER) or is_noting(value):
        return
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from untraced(f"{name}.{field.name}", getattr(value, field.name))
    else:
        yield name


def kinds(value: object) -> Iterator[str]:
    """Give the kinds as which looks at a value, and at what it holds, are noted."""
    if is_noting(value) and hasattr(value, "kind"):
        yield value.kind
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from kinds(getattr(value, field.name))


def test_nothing_is_looked_at_without_a_note(laid: tuple[Loaded, Laid]) -> None:
    bench, reads = laid[1].bench, set[Key]()
    found = [*untraced("ground", trace_ground(bench.ground, reads))]
    found += untraced("library", trace_library(bench.library, reads))
    assert found == [], "trace it in generator/build/trace/ and tell in digests.py what it is, or say here why not"


def test_what_need_not_be_noted_is_there(laid: tuple[Loaded, Laid]) -> None:
    bench = laid[1].bench
    for name in NOT_TRACED:
        value: object = bench
        for part in name.split("."):
            value = getattr(value, part)


def test_of_all_that_is_noted_it_is_told_what_it_is_now(laid: tuple[Loaded, Laid]) -> None:
    loaded, found = laid
    assert loaded.site is not None
    bench, reads = found.bench, set[Key]()
    shelf = close(bench.library, found.shared, ())
    digests = site_digests(loaded, loaded.site, bench.ground.pending, bench.library)
    now = closed_digests(digests, shelf)
    noted = {*kinds(trace_ground(bench.ground, reads)), *kinds(trace_library(shelf, reads)), "listed", "shown"}
    assert {kind for kind in noted if not now.knows(kind)} == set()
    for kind in noted:
        assert isinstance(now.of((kind, "*")), str)
        assert isinstance(now.of((kind, "fares")), str)


def test_looks_are_noted_whatever_the_way(laid: tuple[Loaded, Laid]) -> None:
    """A mapping can be looked at in many ways; each leaves a note."""
    bench = laid[1].bench

    def noted(look: object) -> set[Key]:
        reads: set[Key] = set()
        look(trace_ground(bench.ground, reads).site.events)  # type: ignore[operator]
        return reads

    for look in (list, len, dict, bool, lambda m: list(m.items()), lambda m: list(m.values()), lambda m: m == {}):
        assert ("events", "*") in noted(look), look
    for look in (lambda m: m.get("new-fare"), lambda m: "new-fare" in m, lambda m: m["new-fare"]):
        assert noted(look) == {("events", "new-fare")}, look

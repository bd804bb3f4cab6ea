"""Any history of a store: builds that are deployed, broken off at any request, gone back from, and deployed again.

The store is held in memory. Whatever happened before, no page lacks its style sheet, nothing of others is touched, and
a deploy that ends well leaves exactly its build, and the hashed files that stay for a while.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from deploying import few, lacking
from hypothesis import given, settings
from hypothesis import strategies as some

from generator.deploy import Order, Wishes, deploy, rollback
from generator.deploy.lease import Timing
from generator.deploy.live import MANIFEST, read_live
from generator.deploy.objects import ObjectHost
from generator.deploy.retry import Patience
from generator.deploy.store import Dress, Found, Raced, Trouble
from generator.diagnostics import Abort, Span
from generator.model.dates import Duration
from generator.model.target import Target
from generator.model.text import Text
from generator.publish import publish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

THEIRS = {"theirs/page.html": b"<p>theirs", "theirs.css": b"p {}"}
START = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


@dataclass
class Memory:
    """A store in memory, which from some request on does nothing any more; the last one may still be done."""

    held: dict[str, bytes] = field(default_factory=lambda: dict(THEIRS))
    left: int = -1
    late: bool = False
    swaps: bool = True
    copies: bool = True
    tells: bool = True
    place: str = "memory"

    @contextmanager
    def opened(self) -> Iterator[None]:
        yield

    def _request(self) -> None:
        if self.left == 0:
            words = "the line broke"
            raise Trouble(words)
        self.left -= 1

    def _answer(self) -> None:
        if self.left == 0 and self.late:
            words = "the line broke"
            raise Trouble(words)

    def read(self, key: str) -> tuple[bytes, str] | None:
        self._request()
        data = self.held.get(key)
        self._answer()
        return None if data is None else (data, hashlib.sha256(data).hexdigest())

    def put(self, key: str, data: bytes, dress: Dress) -> str:
        del dress
        self._request()
        self.held[key] = data
        self._answer()
        return hashed(data) if self.tells else ""

    def swap(self, key: str, data: bytes, token: str | None) -> str:
        self._request()
        held = self.held.get(key)
        if (None if held is None else hashlib.sha256(held).hexdigest()) != token:
            raise Raced
        self.held[key] = data
        self._answer()
        return hashlib.sha256(data).hexdigest()

    def copy(self, source: str, key: str, dress: Dress) -> str:
        del dress
        self._request()
        if source not in self.held:
            words = "gone"
            raise Trouble(words, gone=True)
        self.held[key] = self.held[source]
        self._answer()
        return hashed(self.held[key]) if self.tells else ""

    def delete(self, key: str) -> None:
        self._request()
        self.held.pop(key, None)
        self._answer()

    def listed(self, *, md5: bool) -> dict[str, Found]:
        self._request()
        return {key: Found(len(data), hashed(data) if self.tells and md5 else "") for key, data in self.held.items()}

    def shown(self) -> dict[str, bytes]:
        return {key: data for key, data in self.held.items() if not key.startswith(".factbox/") and key not in THEIRS}


def hashed(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


@dataclass(frozen=True)
class Step:
    """A deploy of an edition, or with none a return; it is broken off before request `cut`; `days` pass before it."""

    edition: str
    cut: int
    late: bool
    days: int
    elsewhere: bool


STEPS = some.builds(
    Step,
    edition=some.sampled_from(["red", "blue", "teal", "pink", ""]),
    cut=some.one_of(some.just(-1), some.integers(0, 60)),
    late=some.booleans(),
    days=some.sampled_from([0, 0, 1, 40]),
    elsewhere=some.booleans(),
)


def target(keep: int) -> Target:
    return Target(
        Text("live", Span("config.yaml")),
        "s3",
        keep_assets=Duration("30 days", 0, 30),
        keep_releases=keep,
        max_deletes=100,
    )


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give a built folder for each edition."""
    root = tmp_path_factory.mktemp("trees")
    for edition in ("red", "blue", "teal", "pink"):
        publish(few(edition), root / edition / "site", moment=START)
    return {edition: root / edition / "site" for edition in ("red", "blue", "teal", "pink")}


@settings(max_examples=60)
@given(
    steps=some.lists(STEPS, min_size=1, max_size=7),
    copies=some.booleans(),
    tells=some.booleans(),
)
def test_whatever_happened_before_the_site_is_whole(
    trees: dict[str, Path], steps: list[Step], *, copies: bool, tells: bool
) -> None:
    store = Memory(copies=copies, tells=tells)
    now = START
    for step in [*steps, Step("red", -1, late=False, days=0, elsewhere=False)]:
        now += dt.timedelta(days=step.days, minutes=1)
        desk = trees["red"].parent / ("other" if step.elsewhere else "desk")
        host = ObjectHost(store, desk, Patience(tries=1), Timing(silent=0, settle=0))
        store.left, store.late = step.cut, step.late
        done = code(host, trees, step, now) == 0
        check(store, trees, step, done=done)
    assert done


def code(host: ObjectHost, trees: dict[str, Path], step: Step, now: dt.datetime, keep: int = 2) -> int:
    try:
        if step.edition:
            order = Order(trees[step.edition], target(keep), Wishes(100, older=True), now, built=now)
            deploy(order, host, lambda *_: None)
        else:
            rollback(host, None, now, lambda *_: None)
    except Abort as refused:
        return refused.exit_code
    return 0


def check(store: Memory, trees: dict[str, Path], step: Step, *, done: bool) -> None:
    assert {key: store.held.get(key) for key in THEIRS} == THEIRS
    assert lacking(store.shown()) == []
    if not done:
        return
    shown = store.shown()
    live = read_live(store.held[MANIFEST], "memory")
    assert live.lease is None
    assert {path: hashlib.sha256(data).hexdigest() for path, data in shown.items() if path in live.files} == live.files
    assert shown.keys() - live.files.keys() == live.assets.keys()
    assert all(hashlib.sha256(shown[path]).hexdigest() == past.digest for path, past in live.assets.items())
    if step.edition:
        built = {
            file.relative_to(trees[step.edition]).as_posix(): file.read_bytes()
            for file in trees[step.edition].rglob("*")
            if file.is_file()
        }
        assert {path: data for path, data in shown.items() if path in built} == built
        assert live.files.keys() == built.keys()


def test_a_style_sheet_stays_for_thirty_days_after_the_last_build_that_had_it(trees: dict[str, Path]) -> None:
    store = Memory()
    host = ObjectHost(store, trees["red"].parent / "desk", Patience(tries=1), Timing(silent=0, settle=0))
    styles = {edition: next(path for path in few(edition) if path.startswith("assets/style")) for edition in trees}

    def go(day: int, edition: str) -> set[str]:
        step = Step(edition, -1, late=False, days=0, elsewhere=False)
        assert code(host, trees, step, START + dt.timedelta(day), keep=3) == 0
        return {name for name, path in styles.items() if path in store.held}

    assert go(0, "red") == {"red"}
    assert go(1, "blue") == {"red", "blue"}
    assert read_live(store.held[MANIFEST], "memory").assets[styles["red"]].left == dt.date(2026, 3, 2)
    assert go(20, "teal") == {"red", "blue", "teal"}
    assert go(30, "pink") == {"red", "blue", "teal", "pink"}
    assert go(31, "teal") == {"blue", "teal", "pink"}
    assert go(80, "blue") == {"blue", "teal", "pink"}, "a release that one can go back to has the pink one"
    assert go(130, "red") == {"red", "blue", "teal"}

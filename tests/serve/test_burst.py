"""Saves are gathered by bursts; time is made to pass without waiting for it."""

from __future__ import annotations

import asyncio
import os
import selectors
import time
from typing import TYPE_CHECKING, Any

import pytest

from generator.serve import watch
from generator.serve.burst import FEW, GIT_LONGEST, LONGEST, QUIET, Saves, git_is_busy

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path


class Hasty(asyncio.SelectorEventLoop):
    """A loop whose clock jumps to the next thing to do."""

    def __init__(self) -> None:
        super().__init__(selectors.SelectSelector())
        self.clock = 0.0
        select = self._selector.select  # type: ignore[attr-defined]

        def jump(timeout: float | None = None) -> Any:
            self.clock += timeout or 0.0
            return select(0)

        self._selector.select = jump  # type: ignore[attr-defined]

    def time(self) -> float:
        return self.clock


def _run(story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    loop = Hasty()
    try:
        loop.run_until_complete(story())
    finally:
        loop.close()


def _bursts(saves: list[tuple[float, list[str]]], *, busy_until: float = 0.0) -> list[tuple[float, int]]:
    """Give when bursts were given and how many paths were in each, for saves at certain seconds."""
    found: list[tuple[float, int]] = []

    async def story() -> None:
        loop = asyncio.get_running_loop()
        gathered = Saves(lambda: loop.time() < busy_until, lambda path: not path.startswith("gone"))

        async def follow() -> None:
            while True:
                paths = await gathered.burst()
                found.append((round(loop.time(), 2), len(paths)))

        following = asyncio.create_task(follow())
        for moment, paths in saves:
            await asyncio.sleep(moment - loop.time())
            gathered.add(paths)
        await asyncio.sleep(100)
        following.cancel()
        assert not gathered.waiting

    _run(story)
    return found


def test_one_save_is_given_at_once() -> None:
    assert _bursts([(1, ["a"])]) == [(1, 1)]
    assert _bursts([(1, ["a"]), (1.5, ["a", "b"])]) == [(1, 1), (1.5, FEW)]


def test_a_save_that_nobody_saw_is_one_too() -> None:
    assert _bursts([(1, [])]) == [(1, 0)]


def test_many_saves_are_given_once_when_it_is_quiet() -> None:
    saves = [(1 + number / 50, [f"{number}-{part}" for part in range(5)]) for number in range(100)]
    assert _bursts(saves) == [(round(1 + 99 / 50 + QUIET, 2), 500)]


def test_a_folder_that_came_or_a_file_that_went_may_not_be_all() -> None:
    assert _bursts([(1, ["gone"]), (1.1, ["a"]), (9, ["b"])]) == [(round(1.1 + QUIET, 2), 2), (9, 1)]


def test_a_burst_that_never_ends_is_given_in_parts() -> None:
    saves = [(1 + number / 10, [f"{number}-{part}" for part in range(5)]) for number in range(60)]
    bursts = _bursts(saves)
    assert bursts[0][0] == pytest.approx(1 + LONGEST, abs=0.2)
    assert sum(count for _, count in bursts) == 300
    assert len(bursts) == 2


def test_while_git_is_at_work_nothing_is_given() -> None:
    assert _bursts([(1, ["a"]), (1.2, ["b"]), (1.4, ["c"])], busy_until=1.5) == [(1.5 + QUIET, 3)]


def test_a_git_that_never_ends_is_not_waited_for() -> None:
    ((moment, count),) = _bursts([(1, ["a"])], busy_until=1000)
    assert moment == pytest.approx(1 + GIT_LONGEST + QUIET, abs=0.1)
    assert count == 1


def test_git_is_at_work_while_it_holds_its_lock(tmp_path: Path) -> None:
    site = tmp_path / "project/sites/mine"
    site.mkdir(parents=True)
    assert not git_is_busy(site)()
    git = tmp_path / "project/.git"
    git.mkdir()
    busy = git_is_busy(site)
    assert not busy()
    lock = git / "index.lock"
    lock.touch()
    assert busy()
    old = time.time() - GIT_LONGEST - 1
    os.utime(lock, (old, old))
    assert not busy()  # a git that died left it


@pytest.mark.parametrize("named", ["{0}/real", "real"])
def test_a_worktree_names_where_its_lock_is(tmp_path: Path, named: str) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / ".git").write_text(f"gitdir: {named.format(tmp_path)}\n", "utf-8")
    (tmp_path / "real/index.lock").touch()
    assert git_is_busy(tmp_path)()


def test_a_git_file_of_another_kind_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / ".git").write_bytes(b"\xff\x00")
    assert not git_is_busy(tmp_path)()


def test_what_goes_on_is_told_before_it_could_seem_over() -> None:
    assert watch.LONGEST + watch.STEP + watch.TOP_STEP < QUIET * 1000

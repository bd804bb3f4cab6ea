"""Articles made by executors whose workers share nothing with us but the folder: the same bytes, or nothing."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from small_sites import NOW, site

from generator.build import Job, make
from generator.diagnostics import Abort

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

RICH = Path(__file__).parents[1] / "sites/every-key"


@pytest.fixture(params=["threads", "processes"])
def executor(request: pytest.FixtureRequest) -> Iterator[Executor]:
    spawned = multiprocessing.get_context("spawn")
    kinds: dict[str, Callable[[], Executor]] = {
        "threads": lambda: ThreadPoolExecutor(2),
        "processes": lambda: ProcessPoolExecutor(2, mp_context=spawned),
    }
    with kinds[request.param]() as found:
        yield found


def _articles(root: Path) -> Path:
    """Make a site of forty articles, more than are sent at once, the last with a problem."""
    text = "title: Rice {n}\nsummary: On rice.\nstatus: published\npublished: 2025-05-01\nbody: Rice [is](/rice-1/).\n"
    files = {f"content/articles/rice-{n}.yaml": text.format(n=n) for n in range(40)}
    return site(root, {**files, "content/articles/rice-39.yaml": text.format(n=39) + "tags: [rice, rice]\n"})


def test_any_executor_makes_the_same(executor: Executor, tmp_path: Path) -> None:
    for root in (RICH, _articles(tmp_path)):
        here = make(Job(root, NOW))
        there = make(Job(root, NOW, executor=executor))
        assert not here.report.failed
        assert there.report == here.report
        assert dict(there.files) == dict(here.files)
        assert there.digests == here.digests
        assert list(there.digests) == list(here.digests)


class Editing(ThreadPoolExecutor):
    """Workers in whose folder somebody saves a file before they begin."""

    def __init__(self, path: Path) -> None:
        super().__init__(1)
        self.path = path

    def submit(self, *call: Any, **named: Any) -> Future[Any]:
        self.path.write_text(self.path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        return super().submit(*call, **named)


def test_workers_that_find_other_files_refuse(tmp_path: Path) -> None:
    root = _articles(tmp_path)
    with Editing(root / "content/sources.yaml") as executor, pytest.raises(Abort) as refused:
        make(Job(root, NOW, executor=executor))
    assert refused.value.exit_code == 3
    assert "holds other files than here" in refused.value.message


def _fail() -> None:
    raise SystemExit


def test_workers_that_are_gone_are_told(tmp_path: Path) -> None:
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawned, initializer=_fail) as executor, pytest.raises(Abort) as refused:
        make(Job(_articles(tmp_path), NOW, executor=executor))
    assert refused.value.exit_code == 3
    assert refused.value.message.startswith("the workers that make the articles are gone")

"""A build that is killed, or whose system calls fail, at any point: the output is the old tree or the new one, whole.

A first run is traced for the calls that a build makes; then each of a choice of them is made to kill the process, or to
fail as a disk does that is full or broken. `FACTBOX_FAULTS=1000` tries that many kills and a third as many failures.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from publish_process import FILES

from generator.publish import publish

PROCESS = Path(__file__).with_name("publish_process.py")
ROOT = PROCESS.parents[2]
MARK = "/factbox-begins-here"
POINTS = int(os.environ.get("FACTBOX_FAULTS", "48"))
LAST = 8
"""So many calls at the end of a build are always tried."""

FAILING = {
    "openat": ("ENOSPC", "EIO", "EACCES", "EMFILE"),
    "write": ("ENOSPC", "EIO", "EDQUOT"),
    "close": ("EIO", "ENOSPC"),
    "fchmod": ("EIO", "EPERM"),
    "chmod": ("EIO", "EPERM"),
    "link": ("ENOSPC", "EIO"),
    "linkat": ("ENOSPC", "EIO"),
    "rename": ("EIO", "ENOSPC"),
    "renameat2": ("EIO", "EACCES"),
    "mkdir": ("ENOSPC", "EACCES"),
    "unlink": ("EIO", "EACCES"),
    "rmdir": ("EIO", "EBUSY"),
    "syncfs": ("EIO", "ENOSPC"),
    "ftruncate": ("EIO",),
    "pwrite64": ("ENOSPC", "EIO"),
    "flock": ("EINTR",),
    "fstat": ("EIO",),
    "newfstatat": ("EIO",),
    "getdents64": ("EIO",),
}
_CALL = re.compile(r"^(?:\d+ +)?(?P<name>\w+)\(")


@dataclass(frozen=True)
class Point:
    """A system call by its name and its number among those of that name, from 1."""

    call: str
    number: int


def _strace(log: Path, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"}
    command = ["strace", "-f", "-qq", "-o", str(log), *options, sys.executable, "-B", "-s", str(PROCESS)]
    return subprocess.run(
        [*command, str(folder), "new", MARK], capture_output=True, text=True, env=environment, check=False, timeout=60
    )


def _site(root: Path, *, spare: bool) -> Path:
    """Make an output with the old files and somebody's own; with `spare`, after two builds."""
    site = root / "site"
    for name in ("old", "new", "old") if spare else ("old",):
        publish(FILES[name], site)
    (site / "mine.txt").write_text("mine")
    return site


def _tree(site: Path) -> dict[str, tuple[bytes, int]]:
    found = sorted(path for path in site.rglob("*") if path.is_file())
    return {str(path.relative_to(site)): (path.read_bytes(), path.stat().st_mode) for path in found}


@pytest.fixture(scope="module", params=[False, True], ids=["first", "later"])
def sweep(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Sweep:
    root = tmp_path_factory.mktemp("faults")
    old = _tree(_site(root / "old", spare=request.param))
    traced = _site(root / "traced", spare=request.param)
    log = root / "log"
    done = _strace(log, traced)
    assert done.returncode == 0, done.stdout + done.stderr
    points = _points(log.read_text(encoding="utf-8", errors="replace"))
    assert len(points) > POINTS // 4
    return Sweep(root, request.param, points, old, _tree(traced))


@dataclass(frozen=True)
class Sweep:
    """The calls of a build, and the trees before and after it."""

    root: Path
    spare: bool
    points: tuple[Point, ...]
    old: dict[str, tuple[bytes, int]]
    new: dict[str, tuple[bytes, int]]

    def choose(self, points: list[Point], many: int) -> list[Point]:
        """Give some of the points, the same ones each time, and the last ones: around the exchange of the trees."""
        if many >= len(points):
            return points
        first, last = points[:-LAST], points[-LAST:]
        chosen = random.Random(1).sample(first, many - LAST)  # noqa: S311 - no secret
        return [*sorted(chosen, key=first.index), *last]

    def run(self, number: str, *options: str) -> tuple[subprocess.CompletedProcess[str], Path]:
        """Run a build with a fault, and give how it ended and its output."""
        root = self.root / number
        site = _site(root, spare=self.spare)
        return _strace(self.root / "log", site, *options), site

    def judge(self, site: Path, told: str) -> None:
        """See that the output is whole, and that the next build works."""
        found = _tree(site)
        assert found in (self.old, self.new), f"{told}: neither the old tree nor the new one"
        publish(FILES["new"], site)
        assert _tree(site) == self.new, told
        shutil.rmtree(site.parent)


def _points(log: str) -> tuple[Point, ...]:
    counts: dict[str, int] = {}
    found = []
    inside = False
    for line in log.splitlines():
        call = _CALL.match(line)
        if call is None:
            continue
        name = call["name"]
        counts[name] = counts.get(name, 0) + 1
        if MARK in line and name in {"access", "faccessat", "faccessat2"}:
            if inside:
                break
            inside = True
        elif inside:
            found.append(Point(name, counts[name]))
    return tuple(found)


def test_a_kill_at_any_point_leaves_the_old_tree_or_the_new_one(sweep: Sweep) -> None:
    chosen = sweep.choose(list(sweep.points), POINTS)
    ends = set()
    for index, point in enumerate(chosen):
        how = f"inject={point.call}:signal=SIGKILL:when={point.number}"
        done, site = sweep.run(f"kill-{index}", "-e", f"trace={point.call}", "-e", how)
        assert done.returncode in {-9, 137}, f"{how}: {done.returncode} {done.stdout}"
        ends.add(_tree(site) == sweep.new)
        sweep.judge(site, how)
    assert False in ends


def test_a_call_that_fails_leaves_the_old_tree_or_the_new_one_and_says_why(sweep: Sweep) -> None:
    failing = [point for point in sweep.points if point.call in FAILING]
    refused = 0
    for index, point in enumerate(sweep.choose(failing, max(POINTS // 3, 8))):
        kinds = FAILING[point.call]
        error = kinds[index % len(kinds)]
        how = f"inject={point.call}:error={error}:when={point.number}"
        done, site = sweep.run(f"fail-{index}", "-e", f"trace={point.call}", "-e", how)
        assert done.returncode in {0, 3}, f"{how}: {done.returncode} {done.stdout}{done.stderr}"
        if done.returncode == 3:
            refused += 1
            assert _tree(site) == sweep.old, how
            assert done.stdout.startswith("error: "), how
        sweep.judge(site, how)
    assert refused


def test_a_full_disk_gets_back_the_room_that_the_build_took(sweep: Sweep) -> None:
    wrote = next(point.number for point in sweep.points if point.call == "write")
    how = f"inject=write:error=ENOSPC:when={wrote}"
    done, site = sweep.run("full", "-e", "trace=write", "-e", how)
    assert done.returncode == 3
    assert "No space left on device" in done.stdout
    assert _tree(site) == sweep.old
    assert not list((site.parent / ".factbox/trees/site").glob("tree-*"))
    sweep.judge(site, how)

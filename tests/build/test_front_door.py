"""`factbox build` again and again: whatever happened to the files meanwhile, the output is what a first build makes."""

from __future__ import annotations

import importlib
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from truth_site import FARES, SITE, TERMS, site, swap

from generator.cli.main import run
from generator.publish import memory

if TYPE_CHECKING:
    from collections.abc import Callable

    Tree = dict[str, bytes]

ROOT = Path(__file__).resolve().parents[2]
builds = importlib.import_module("generator.build.build")  # its name is that of the function in it, too
NOW = "2025-05-01T12:00:00+00:00"
WORDS = swap(FARES, "The trams carried", "All the trams carried")
MEANING = swap(TERMS, "A coin for one ride.", "A brass coin for one ride.")
KILLS = max(int(os.environ.get("FACTBOX_FAULTS", "48")) // 6, 8)
CALLS = ("pwrite64", "renameat2", "rename", "unlink", "link", "mkdir", "fchmod", "ftruncate", "flock")
"""What a build does to the disk, its own memory included."""


@pytest.fixture(autouse=True)
def secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder of this test's own for what belongs to the user."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path / "state"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a site that was built, edited and built again: both trees were used, and all of the memory."""
    root = lay(tmp_path / "site", site())
    build(root)
    edit(root, MEANING)
    build(root)
    return root


def lay(root: Path, files: dict[str, bytes]) -> Path:
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


def edit(root: Path, *edits: Callable[[dict[str, bytes]], None]) -> None:
    held = {path: (root / path).read_bytes() for path in SITE}
    files = dict(held)
    for one in edits:
        one(files)
    lay(root, {path: data for path, data in files.items() if held[path] != data})


def build(root: Path) -> None:
    assert run(["build", str(root), "--now", NOW, "--quiet"]) == 0


def tree(root: Path) -> Tree:
    """Give the files of an output by path."""
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def clean(root: Path) -> Tree:
    """Give what a build makes that knows nothing of an earlier one."""
    with_nothing = root.parent / "clean"
    shutil.rmtree(with_nothing, ignore_errors=True)
    shutil.copytree(root, with_nothing, ignore=shutil.ignore_patterns("site", ".factbox"))
    build(with_nothing)
    return tree(with_nothing / "site")


def kept(root: Path) -> Path:
    return root / ".factbox/trees/site/kept.sqlite"


# --- what is kept beside the output


def _flip(root: Path) -> None:
    """Let a few bytes be others, all over the file."""
    data = bytearray(kept(root).read_bytes())
    for place in range(100, len(data), max(len(data) // 40, 1)):
        data[place] ^= 0xFF
    kept(root).write_bytes(data)


def _flip_one(root: Path) -> None:
    """Let one value not be what was sealed."""
    data = bytearray(kept(root).read_bytes())
    data[data.rindex(b"generator.build.kept")] ^= 1
    kept(root).write_bytes(data)


def _folder(root: Path) -> None:
    kept(root).unlink()
    kept(root).mkdir()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "deleted": lambda root: kept(root).unlink(),
    "empty": lambda root: kept(root).write_bytes(b""),
    "cut short": lambda root: os.truncate(kept(root), kept(root).stat().st_size // 2),
    "only its head": lambda root: os.truncate(kept(root), 4096),
    "another file": lambda root: kept(root).write_bytes(b"no database"),
    "many bytes": _flip,
    "one value": _flip_one,
    "a folder": _folder,
    "a journal of nothing": lambda root: kept(root).with_name("kept.sqlite-journal").write_bytes(b"x" * 900),
    "all of the workspace": lambda root: shutil.rmtree(root / ".factbox"),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_memory_is_no_memory(root: Path, damage: Callable[[Path], object]) -> None:
    damage(root)
    edit(root, WORDS)
    build(root)
    assert tree(root / "site") == clean(root)
    edit(root, MEANING)
    build(root)
    assert tree(root / "site") == clean(root)


def test_a_memory_of_somebody_else_is_not_believed(root: Path, secret: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(secret.with_name("another")))
    edit(root, WORDS)
    build(root)
    assert tree(root / "site") == clean(root)


def test_a_memory_of_another_version_is_not_believed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_FORM", 0)
    edit(root, WORDS)
    build(root)
    assert tree(root / "site") == clean(root)


def test_a_memory_of_an_earlier_day_fits_no_later_output(root: Path) -> None:
    """As when a backup is laid over a part of a folder."""
    before = kept(root).read_bytes()
    edit(root, WORDS, MEANING)
    build(root)
    kept(root).write_bytes(before)
    edit(root, MEANING)
    build(root)
    assert tree(root / "site") == clean(root)


def test_two_builds_at_once_do_not_mix_what_they_keep(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first is done but for its notes when the second comes, with another edit, which is then taken back."""
    held = builds.keep

    def late(*given: Any) -> None:
        monkeypatch.setattr(builds, "keep", held)
        edit(root, MEANING)
        build(root)
        held(*given)

    edit(root, swap("content/events.yaml", "The first tram", "The very first tram"))
    monkeypatch.setattr(builds, "keep", late)
    build(root)
    edit(root, MEANING)
    build(root)
    assert tree(root / "site") == clean(root)


# --- the output


def _older(root: Path) -> None:
    """Put back the output of an earlier build, with its times, as a backup does."""
    shutil.copytree(root / "site", root / "backup", copy_function=shutil.copy2)
    edit(root, WORDS)
    build(root)
    shutil.rmtree(root / "site")
    (root / "backup").rename(root / "site")


def _change(root: Path) -> None:
    """Change a page, keeping its size and its time of modification."""
    page = root / "site/fares/index.html"
    times = page.stat()
    page.write_bytes(page.read_bytes().replace(b"trams", b"tramz"))
    os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))


OUTPUTS: dict[str, Callable[[Path], object]] = {
    "deleted": lambda root: shutil.rmtree(root / "site"),
    "a page deleted": lambda root: (root / "site/fares/index.html").unlink(),
    "a folder deleted": lambda root: shutil.rmtree(root / "site/facts"),
    "a page changed": _change,
    "a page empty": lambda root: (root / "site/index.html").write_bytes(b""),
    "the record deleted": lambda root: (root / "site/build.json").unlink(),
    "of an earlier build": _older,
}


@pytest.mark.parametrize("harm", OUTPUTS.values(), ids=OUTPUTS)
@pytest.mark.parametrize("edits", [(), (WORDS, MEANING)], ids=["nothing else", "with edits"])
def test_an_output_that_was_harmed_is_mended(
    root: Path, harm: Callable[[Path], object], edits: tuple[Callable[[dict[str, bytes]], None], ...]
) -> None:
    harm(root)
    edit(root, *edits)
    build(root)
    assert tree(root / "site") == clean(root)


# --- edits that hide


def _same_size(root: Path) -> None:
    """Edit, with the same size, and put the time of modification back."""
    path = root / FARES
    times = path.stat()
    path.write_bytes(path.read_bytes().replace(b"A token was paid.", b"A token was lost."))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def _copied(root: Path) -> None:
    """Copy an older file over it with its times, as `cp -p` does."""
    older = root.parent / "older.yaml"
    older.write_bytes((root / FARES).read_bytes().replace(b"A token was paid.", b"A token was lost."))
    os.utime(older, ns=(0, (root / FARES).stat().st_mtime_ns))
    shutil.copy2(older, root / FARES)


def _renamed(root: Path) -> None:
    """Put an older file in its place by its name, as editors save."""
    _copied(root)
    older = root.parent / "oldest.yaml"
    older.write_bytes((root / FARES).read_bytes().replace(b"lost", b"kept"))
    os.utime(older, ns=(0, 0))
    older.replace(root / FARES)


HIDDEN: dict[str, Callable[[Path], object]] = {
    "same size and time": _same_size,
    "cp -p": _copied,
    "renamed over it": _renamed,
    "touched": lambda root: os.utime(root / FARES),
    "moved away": lambda root: (root / FARES).rename(root / "content/articles/tariffs.yaml"),
}


@pytest.mark.parametrize("hide", HIDDEN.values(), ids=HIDDEN)
def test_an_edit_that_hides_is_seen(root: Path, hide: Callable[[Path], object]) -> None:
    """It comes at once after a build, within one tick of a clock that counts seconds."""
    build(root)
    hide(root)
    build(root)
    assert tree(root / "site") == clean(root)


def test_a_build_of_nothing_new_writes_nothing(root: Path) -> None:
    def state() -> dict[str, tuple[int, ...]]:
        seen = ((path, path.lstat()) for path in (root, *sorted(root.rglob("*"))))
        return {
            str(path): (one.st_ino, one.st_mode, one.st_size, one.st_mtime_ns, one.st_ctime_ns) for path, one in seen
        }

    build(root)
    before, files = state(), tree(root)
    build(root)
    assert tree(root) == files
    assert state() == before


# --- kills


def _process(root: Path, log: Path, *options: str) -> int:
    command = ["strace", "-f", "-qq", "-o", str(log), *options, sys.executable, "-m", "generator"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    return subprocess.run(
        [*command, "build", str(root), "--now", NOW, "--quiet"], env=environment, check=False, timeout=120,
        capture_output=True,
    ).returncode  # fmt: skip


def test_a_build_that_is_killed_leaves_nothing_that_misleads_the_next(root: Path, tmp_path: Path) -> None:
    """Also while it writes what it keeps. The next build has other words again."""
    old, log = tree(root / "site"), tmp_path / "log"
    shutil.copytree(root, tmp_path / "traced", symlinks=True)
    edit(tmp_path / "traced", WORDS, MEANING)
    assert _process(tmp_path / "traced", log, "-e", f"trace={','.join(CALLS)}") == 0
    calls: dict[str, int] = {}
    points = []
    for name in re.findall(r"(?m)^\d+ +(\w+)\(", log.read_text(errors="replace")):
        calls[name] = calls.get(name, 0) + 1
        points.append((name, calls[name]))
    assert len(points) > KILLS // 4
    chosen = random.Random(3).sample(points, min(KILLS, len(points)))  # noqa: S311 - no secret
    assert any(name == "pwrite64" for name, _ in chosen)
    edit(root, WORDS, MEANING)
    new = clean(root)
    for name, number in chosen:
        how = f"inject={name}:signal=SIGKILL:when={number}"
        _process(root, log, "-e", f"trace={name}", "-e", how)
        assert tree(root / "site") in (old, new), how
        edit(root, WORDS)
        build(root)
        assert tree(root / "site") == (between := clean(root)), how
        edit(root, MEANING)
        build(root)
        assert tree(root / "site") == old != between, how
        edit(root, WORDS, MEANING)

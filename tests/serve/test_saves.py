"""However a file is saved, copied, moved or switched, the preview shows the newest; a burst of saves is one build."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import subprocess
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

from generator.build import Made
from generator.diagnostics import Abort, Span, diagnose
from generator.diagnostics.report import Report
from generator.serve import Preview, serve

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

PATIENCE = 30
OLD = 1_000_000_000


class Enough(Exception):  # noqa: N818 - it is no error
    """The test has seen what it wanted."""


@dataclass(slots=True)
class Folder:
    """A folder under a preview that makes one page of all of its texts, and counts how often it does."""

    root: Path
    work: float = 0.0
    address: str = ""
    builds: int = 0
    at_work: bool = False
    ended: bool = False
    begun: threading.Event = field(default_factory=threading.Event)

    def make(self) -> Made:
        """Read everything, then work for a while: what is saved meanwhile is not in it."""
        assert not self.at_work, "two builds at once"
        self.at_work = True
        self.builds += 1
        files = {path.relative_to(self.root).as_posix(): path for path in sorted(self.root.rglob("*.yaml"))}
        texts = {}
        for name, path in files.items():
            with contextlib.suppress(OSError):
                texts[name] = path.read_text("utf-8")
        time.sleep(self.work)
        self.at_work = False
        if any("mistake" in text for text in texts.values()):
            return Made(Report((diagnose("E-TYPE", Span("content/a.yaml"), "a mistake", hint="mend it"),), {}), {})
        words = "".join(f"<p>{name}: {text}</p>" for name, text in texts.items())
        return Made(Report((), {}), {"index.html": f"<body>{words}</body>".encode()})

    def shown(self) -> str:
        """Give what the browser gets."""
        with urlopen(self.address, timeout=PATIENCE) as answer:  # noqa: S310 - our own
            text: str = answer.read().decode()
        return text

    def wait(self, is_right: Callable[[str], bool]) -> None:
        """Wait until the browser gets what is right."""
        deadline = time.monotonic() + PATIENCE
        while not is_right(self.shown()):
            assert time.monotonic() < deadline, self.shown()[-500:]
            time.sleep(0.02)

    def rest(self) -> None:
        """Wait until it has been quiet for long enough that nothing more is built."""
        seen = -1
        while seen != self.builds:
            seen = self.builds
            time.sleep(0.5)

    def built(self, *_told: object) -> None:
        """End the preview when the test has ended."""
        if self.ended:
            raise Enough

    def started(self, address: str) -> None:
        """Take the address."""
        self.address = address
        self.begun.set()


@contextlib.contextmanager
def previewed(root: Path, work: float = 0.0) -> Iterator[Folder]:
    """Serve a folder until the block ends."""
    folder = Folder(root, work)

    def run() -> None:
        with contextlib.suppress(Enough):
            serve(Preview(root, folder.make, folder.built, folder.started, port=0))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert folder.begun.wait(PATIENCE)
    try:
        yield folder
    finally:
        folder.ended = True
        deadline = time.monotonic() + PATIENCE
        while thread.is_alive() and time.monotonic() < deadline:
            root.mkdir(exist_ok=True)
            (root / "config.yaml").write_text(f"title: {time.monotonic()}", "utf-8")
            thread.join(0.3)
        assert not thread.is_alive()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a folder with an article in it."""
    found = tmp_path / "site"
    (found / "content/articles").mkdir(parents=True)
    (found / "config.yaml").write_text("title: x", "utf-8")
    (found / "content/articles/a.yaml").write_text("first", "utf-8")
    return found


def _in_place(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def _as_vim(path: Path, text: str) -> None:
    trial, backup = path.with_name("4913"), path.with_name(f"{path.name}~")
    trial.touch()
    trial.unlink()
    path.rename(backup)
    with path.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    path.chmod(0o644)
    backup.unlink()


def _by_rename(name: str) -> Callable[[Path, str], None]:
    def save(path: Path, text: str) -> None:
        beside = path.with_name(name.format(path.name))
        beside.write_text(text, "utf-8")
        beside.replace(path)

    return save


def _as_jetbrains(path: Path, text: str) -> None:
    fresh, old = (path.with_name(f"{path.name}___jb_{kind}___") for kind in ("tmp", "old"))
    fresh.write_text(text, "utf-8")
    path.rename(old)
    fresh.rename(path)
    old.unlink()


def _by_copy(path: Path, text: str) -> None:
    """Copy as `cp -p` does: the copy is as old as its original."""
    original = path.parents[3] / "original"
    original.write_text(text, "utf-8")
    os.utime(original, (OLD, OLD))
    subprocess.run(["cp", "-p", original, path], check=True)  # noqa: S607 - whatever cp is here


def _with_the_same_size_and_time(path: Path, text: str) -> None:
    before = path.stat()
    path.write_text(text[: before.st_size].ljust(before.st_size), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _by_moving_a_folder(path: Path, text: str) -> None:
    """Put a whole folder in the place of another."""
    fresh = path.parents[3] / "fresh"
    fresh.mkdir()
    (fresh / path.name).write_text(text, "utf-8")
    path.parent.rename(path.parents[3] / "gone")
    fresh.rename(path.parent)
    shutil.rmtree(path.parents[3] / "gone")


def _by_link(path: Path, text: str) -> None:
    other = path.parents[3] / "other"
    other.write_text(text, "utf-8")
    path.unlink()
    path.hardlink_to(other)
    other.unlink()


WAYS = {
    "in place": _in_place,
    "vim": _as_vim,
    "VS Code": _by_rename("{}.vsctmp"),
    "gedit": _by_rename(".goutputstream-X1Y2Z3"),
    "nano": _by_rename("#{}#"),
    "JetBrains": _as_jetbrains,
    "cp -p": _by_copy,
    "time put back": _with_the_same_size_and_time,
    "folder moved": _by_moving_a_folder,
    "hard link": _by_link,
}


def test_every_way_to_save_is_seen(root: Path) -> None:
    path = root / "content/articles/a.yaml"
    with previewed(root) as folder:
        for number in range(2):  # what one way leaves behind must not hide the next
            for name, save in WAYS.items():
                words = f"{number}{len(name):02}{name}"[:5]
                save(path, words)
                folder.wait(lambda text, words=words: f"a.yaml: {words}</p>" in text)  # type: ignore[misc]


def test_what_is_moved_or_made_anew_is_followed_from_then_on(root: Path) -> None:
    content, aside = root / "content", root.parent / "aside"
    with previewed(root) as folder:
        (content / "articles/a.yaml").rename(content / "articles/b.yaml")
        folder.wait(lambda text: "b.yaml: first" in text and "a.yaml" not in text)
        content.rename(aside)
        folder.wait(lambda text: "b.yaml" not in text)
        aside.rename(content)
        folder.wait(lambda text: "b.yaml: first" in text)
        (content / "deep/er").mkdir(parents=True)
        (content / "deep/er/c.yaml").write_text("third", "utf-8")
        folder.wait(lambda text: "c.yaml: third" in text)
        (content / "deep").rename(content / "articles/deep")
        (content / "articles/deep/er/c.yaml").write_text("fourth", "utf-8")
        folder.wait(lambda text: "articles/deep/er/c.yaml: fourth" in text)
        shutil.rmtree(content / "articles/deep")
        folder.wait(lambda text: "c.yaml" not in text)
        (root / "templates/new").mkdir(parents=True)
        (root / "templates/new/t.yaml").write_text("theme", "utf-8")
        folder.wait(lambda text: "t.yaml: theme" in text)
        (root / "templates/new/t.yaml").write_text("other", "utf-8")
        folder.wait(lambda text: "t.yaml: other" in text)


@pytest.mark.parametrize("remove", [shutil.rmtree, lambda root: root.rename(root.parent / "gone")])
def test_a_site_that_another_takes_the_place_of_is_followed(root: Path, remove: Callable[[Path], object]) -> None:
    aside = root.parent / "aside"
    shutil.copytree(root, aside)
    (aside / "content/articles/a.yaml").write_text("the other", "utf-8")
    with previewed(root) as folder:
        remove(root)
        folder.rest()
        aside.rename(root)
        folder.wait(lambda text: "a.yaml: the other" in text)
        (root / "content/articles/a.yaml").write_text("afterwards", "utf-8")
        folder.wait(lambda text: "a.yaml: afterwards" in text)


def test_what_a_build_does_not_read_starts_none(root: Path) -> None:
    with previewed(root) as folder:
        folder.rest()
        before = folder.builds
        for name in ("site/site.html", "templates.txt", "content/.git/index", "content/#a.yaml#",
                     "content/articles/.a.yaml.swp", "content/articles/a.yaml~", "content/articles/4913"):  # fmt: skip
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_text("x", "utf-8")
            time.sleep(0.1)
        folder.rest()
        assert folder.builds == before


def test_a_burst_of_saves_is_one_build_or_a_second_where_the_machine_stalls(root: Path) -> None:
    many = root.parent / "many"
    many.mkdir()
    for number in range(500):
        (many / f"n{number}.yaml").write_text(f"number {number}", "utf-8")
    with previewed(root) as folder:
        folder.rest()
        before = folder.builds
        shutil.copytree(many, root / "content/many")
        folder.wait(lambda text: text.count("content/many/") == 500)
        folder.rest()
        assert 1 <= folder.builds - before <= 3


def test_a_branch_switch_is_one_build_of_the_whole_branch(root: Path) -> None:
    def git(*words: str) -> None:
        identity = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        command = ["git", "-C", f"{root}", *identity, *words]
        subprocess.run(command, check=True, capture_output=True)

    git("init", "-b", "main")
    git("add", ".")
    git("commit", "-m", "one")
    git("checkout", "-b", "other")
    for number in range(200):
        path = root / f"content/part{number % 9}/n{number}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"number {number}", "utf-8")
    (root / "content/articles/a.yaml").write_text("other", "utf-8")
    (root / "config.yaml").write_text("title: other", "utf-8")
    git("add", ".")
    git("commit", "-m", "two")
    git("checkout", "main")
    with previewed(root) as folder:
        for branch, count in (("other", 200), ("main", 0), ("other", 200)):
            folder.rest()
            before = folder.builds
            git("checkout", branch)
            folder.wait(lambda text, count=count: text.count("content/part") == count)  # type: ignore[misc]
            folder.wait(lambda text, count=count: ("title: other" in text) == (count > 0))  # type: ignore[misc]
            folder.rest()
            assert 1 <= folder.builds - before <= 3


def test_whenever_it_comes_the_last_save_wins_and_no_two_builds_run_at_once(root: Path) -> None:
    path = root / "content/articles/a.yaml"
    chance = random.Random(7)  # noqa: S311 - it keeps no secret
    with previewed(root, work=0.08) as folder:
        for story in range(6):
            for number in range(8):
                path.write_text(f"{story}.{number}", "utf-8")
                time.sleep(chance.choice([0, 0.01, 0.03, 0.05, 0.09, 0.13]))
            path.write_text(f"{story}.last", "utf-8")
            folder.wait(lambda text, story=story: f"{story}.last" in text)  # type: ignore[misc]
        folder.rest()
        assert "5.last" in folder.shown()


def test_what_is_saved_during_the_first_build_is_built_too(root: Path) -> None:
    path = root / "content/articles/a.yaml"
    timer = threading.Timer(0.3, lambda: path.write_text("during", "utf-8"))
    timer.start()
    with previewed(root, work=1) as folder:
        timer.join()
        folder.wait(lambda text: "a.yaml: during" in text)


def test_a_mistake_that_is_mended_while_it_is_built_is_never_shown(root: Path) -> None:
    path = root / "content/articles/a.yaml"
    with previewed(root, work=0.6) as folder:
        folder.rest()
        before = folder.builds
        path.write_text("a mistake", "utf-8")
        while folder.builds == before or not folder.at_work:
            time.sleep(0.005)
        path.write_text("mended", "utf-8")
        while "mended" not in (text := folder.shown()):
            assert "factbox-overlay" not in text
            time.sleep(0.02)


def test_a_mistake_is_shown_even_if_the_saves_never_end(root: Path) -> None:
    path = root / "content/articles/a.yaml"
    with previewed(root, work=0.1) as folder:
        deadline = time.monotonic() + PATIENCE
        number = 0
        while "factbox-overlay" not in folder.shown():
            assert time.monotonic() < deadline
            number += 1
            path.write_text(f"a mistake {number}", "utf-8")
            time.sleep(0.02)


@pytest.mark.parametrize("kind", [OSError, RuntimeError])
def test_a_machine_that_watches_no_more_is_named(
    root: Path, monkeypatch: pytest.MonkeyPatch, kind: type[Exception]
) -> None:
    async def refuse(*_folders: Path, **_settings: object) -> AsyncIterator[object]:
        message = "Too many open files"
        raise kind(message)
        yield

    monkeypatch.setattr("generator.serve.watch.awatch", refuse)
    folder = Folder(root)
    with pytest.raises(Abort, match=r"cannot watch the folder.*Too many open files") as caught:
        serve(Preview(root, folder.make, folder.built, folder.started, port=0))
    assert caught.value.exit_code == 3

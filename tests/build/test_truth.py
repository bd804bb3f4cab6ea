"""What is made again after edits is what would be made from nothing: the same files and the same problems."""

from __future__ import annotations

import datetime as dt
import functools
import json
import os
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from truth_site import EDITS, MEETING, WORDS, move, site, swap, toggle

from generator.build import Job, build, make, release, remake, themes
from generator.build.kept import NOTHING
from generator.load.tree import walk
from generator.plan import LIMITS, Limits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from truth_site import Edit

    from generator.build import Made

SEQUENCES = int(os.environ.get("FACTBOX_SEQUENCES", "72"))
"""How many sequences of edits are tried in all; the long mode tries ten thousand."""

SMALL = Limits(**{name: min(getattr(LIMITS, name), 2) for name in Limits.__dataclass_fields__})
"""Lists that go over several pages as soon as they hold three entries."""


def some(edits: dict[str, Edit]) -> st.SearchStrategy[list[str]]:
    """Give the names of one, two or three edits."""
    return st.lists(st.sampled_from(sorted(edits)), min_size=1, max_size=3)


@functools.lru_cache(maxsize=64)
def made_from_nothing(files: frozenset[tuple[str, bytes]], now: dt.datetime, limits: Limits, *, preview: bool) -> Made:
    """Make a site in a folder of its own; many sequences come by the same states."""
    with tempfile.TemporaryDirectory() as folder:
        for path, data in files:
            (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / path).write_bytes(data)
        made = make(Job(Path(folder), now, preview=preview, limits=limits, jobs=1))
        return replace(made, files=dict(made.files))


class Editing(RuleBasedStateMachine):
    """A site that is edited, and built again after each of its edits."""

    limits = LIMITS

    def __init__(self) -> None:
        """Begin with the site as it was built once."""
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.files = site()
        self.written: dict[str, bytes] = {}
        self.now = dt.datetime(2025, 5, 1, 12, tzinfo=dt.UTC)
        self.kept = NOTHING
        self.digests: dict[str, str] = {}
        self.build()

    def teardown(self) -> None:
        """Take the folder away."""
        shutil.rmtree(self.folder, ignore_errors=True)

    @rule(names=some(EDITS))
    def edit(self, names: list[str]) -> None:
        """Edit something."""
        self.make(EDITS, names)

    @rule(names=some(WORDS))
    def write_words(self, names: list[str]) -> None:
        """Edit the words of articles, or what must be seen after that."""
        self.make(WORDS, names)

    @rule(names=some(MEETING))
    def edit_shared(self, names: list[str]) -> None:
        """Edit what several things share."""
        self.make(MEETING, names)

    def make(self, edits: Mapping[str, Edit], names: list[str]) -> None:
        for name in names:
            edits[name](self.files)
        self.build()

    @rule(hours=st.sampled_from([2, 24, 30 * 24, 31 * 24, 200 * 24]), preview=st.booleans())
    def wait(self, hours: int, *, preview: bool) -> None:
        """Let time go by; an embargo ends in it."""
        self.now += dt.timedelta(hours=hours)
        self.build(preview=preview)

    @precondition(lambda self: self.digests)
    @rule()
    def release(self) -> None:
        """Write down in the lock what is public."""
        release(self.job(preview=False))
        lock = self.folder / "factbox.lock"
        if lock.exists():
            self.files["factbox.lock"] = self.written["factbox.lock"] = lock.read_bytes()
        self.build()

    def job(self, *, preview: bool) -> Job:
        return Job(self.folder, self.now, preview=preview, limits=self.limits)

    def clean(self, *, preview: bool) -> Made:
        return made_from_nothing(frozenset(self.files.items()), self.now, self.limits, preview=preview)

    def build(self, *, preview: bool = False) -> None:
        """Build with what is kept and from nothing, and compare."""
        self.write()
        made, self.kept = remake(self.job(preview=preview), self.kept, self.digests)
        clean = self.clean(preview=preview)
        assert made.report.problems == clean.report.problems
        assert made.digests == clean.digests
        assert {**clean.files, **made.files} == clean.files, "what is made again is as from nothing"
        assert made.inputs == clean.inputs
        assert {p for p, d in made.digests.items() if self.digests.get(p) != d} <= set(made.files), "nothing is missing"
        self.digests = dict(made.digests) or self.digests

    def write(self) -> None:
        for path in self.written.keys() - self.files.keys():
            (self.folder / path).unlink()
        for path, data in self.files.items():
            if self.written.get(path) != data:
                (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
                (self.folder / path).write_bytes(data)
        self.written = dict(self.files)


class EditingOnDisk(Editing):
    """The same through the command's own way: what is kept is read from the disk each time."""

    def build(self, *, preview: bool = False) -> None:
        """Build into the output, and compare with what is made from nothing."""
        self.write()
        output = self.folder / "site"
        report, _ = build(self.job(preview=preview), output)
        clean = self.clean(preview=preview)
        assert report.problems == clean.report.problems
        if not report.failed:
            there = {str(path.relative_to(output)): path.read_bytes() for path in output.rglob("*") if path.is_file()}
            assert clean.inputs == json.loads(there.pop("build.json"))["inputs"]
            assert there == dict(clean.files)
        self.digests = dict(clean.digests) or self.digests


class EditingLists(Editing):
    """The same, with lists that have many pages."""

    limits = SMALL


@pytest.mark.parametrize("machine", [Editing, EditingOnDisk, EditingLists])
@pytest.mark.parametrize("known", [False, True], ids=["read", "known"])
def test_made_again_is_made_from_nothing(
    machine: type[Editing], monkeypatch: pytest.MonkeyPatch, *, known: bool
) -> None:
    """Files that have just been written are read again each time; here they are `known` as if the edits took hours."""
    held = functools.lru_cache(maxsize=64)(themes.theme_of.__wrapped__)
    monkeypatch.setattr(themes, "theme_of", held)  # sequences come by few themes, and by each of them often
    if known:
        monkeypatch.setattr(walk, "TICK", 0)
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=SEQUENCES // 6,
            stateful_step_count=5,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


ONCE_WRONG = {
    "the feed, when words come back with another edit": (["words"], ["words", "an event"]),
    "a summary that the body says again": (["said twice"], ["words said twice"]),
    "places below words that grew": (["below"], ["grown"], ["a source"], ["grown"]),
    "defaults at the end of an indented file": (["more facts"], ["defaults last"]),
    "words of an article whose address another has": (["two heads"], ["words"], ["two heads"]),
    "a link of a template to a page that goes": (["no embargo", "template that leads"], ["no article"], ["no article"]),
    "a table that comes, and goes": (["own series"], ["own table"], ["own cell"], ["own table"]),
    "a file that a path leads to, renamed": (["slugs", "path to a file"], ["files renamed"], ["files renamed"]),
    "a page that becomes an article": (["becomes article"], ["becomes article"]),
    "a part of a page that a template leads to": (
        ["template that leads to a part"],
        ["heading"],
        ["words"],
        ["heading"],
    ),
}
BELOW = """title: Below
summary: Below.
status: published
published: 2025-01-05
body: |
  One.
facts:
  bolts: {label: Bolts, value: 3 stops, as_of: 2032-01-01, source: report}
"""


def slugs(files: dict[str, bytes]) -> None:
    """Let an article and a page keep their addresses whatever their files are called."""
    for path in ("content/articles/lines.yaml", "content/pages/about.yaml"):
        files[path] = b"slug: " + Path(path).stem.encode() + b"\n" + files[path]
    swap("content/articles/depth.yaml", "[more](/about/)", "[more](../pages/about.yaml)")(files)


def rename(files: dict[str, bytes]) -> None:
    """Rename the files of both, or back."""
    move("content/articles/lines.yaml", "content/articles/tracks.yaml")(files)
    move("content/pages/about.yaml", "content/pages/us.yaml")(files)


MORE = {
    "slugs": slugs,
    "files renamed": rename,
    "below": toggle("content/articles/below.yaml", BELOW.encode()),
    "grown": swap("content/articles/below.yaml", "One.", "One.\n\n  Two."),
    "no embargo": swap("content/articles/later.yaml", "publish_at: 2025-06-01 12:00\n", ""),
}


@pytest.mark.parametrize("machine", [Editing, EditingOnDisk])
@pytest.mark.parametrize("steps", ONCE_WRONG.values(), ids=ONCE_WRONG)
def test_what_was_once_wrong(
    machine: type[Editing], steps: tuple[list[str], ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walk, "TICK", 0)
    site_edited = machine()
    for names in steps:
        site_edited.make({**EDITS, **MEETING, **WORDS, **MORE}, names)
    site_edited.teardown()


def test_a_day_has_an_afternoon() -> None:
    """What expires, or comes out, later on the day of a build is seen by the next."""
    site_edited = Editing()
    site_edited.make(MEETING, ["expires this afternoon"])
    for _ in range(2):
        site_edited.wait(hours=2, preview=False)
    site_edited.teardown()

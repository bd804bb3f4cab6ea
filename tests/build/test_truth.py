"""What is made again after edits is what would be made from nothing: the same files and the same problems."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from truth_site import EDITS, site

from generator.build import Job, build, make, release, remake
from generator.build.kept import NOTHING
from generator.plan import LIMITS, Limits

SEQUENCES = int(os.environ.get("FACTBOX_SEQUENCES", "240"))
"""How many sequences of edits are tried in all; the long mode tries ten thousand."""

SMALL = Limits(**{name: min(getattr(LIMITS, name), 2) for name in Limits.__dataclass_fields__})
"""Lists that go over several pages as soon as they hold three entries."""


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

    @rule(names=st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=3))
    def edit(self, names: list[str]) -> None:
        """Edit something."""
        for name in names:
            EDITS[name](self.files)
        self.build()

    @rule(days=st.sampled_from([1, 30, 31, 200]), preview=st.booleans())
    def wait(self, days: int, *, preview: bool) -> None:
        """Let time go by; an embargo ends in it."""
        self.now += dt.timedelta(days=days)
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

    def build(self, *, preview: bool = False) -> None:
        """Build with what is kept and from nothing, and compare."""
        self.write()
        made, self.kept = remake(self.job(preview=preview), self.kept, self.digests)
        clean = make(self.job(preview=preview))
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
        clean = make(self.job(preview=preview))
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
@pytest.mark.parametrize("share", range(2))
def test_made_again_is_made_from_nothing(machine: type[Editing], share: int) -> None:
    assert share >= 0
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=SEQUENCES // 6,
            stateful_step_count=5,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

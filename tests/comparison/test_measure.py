"""What the comparison measures is what happened: time, memory of all processes, files that were written."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bench.compare import CASES, FOOTER, Plan, StaleError, compare, prepare, seats
from bench.measure import FailedError, Written, marks, run, written
from bench.programs import PROGRAMS, Program
from bench.render import PAGE, tables
from bench.results import keep, kept
from bench.story import Story

if TYPE_CHECKING:
    from pathlib import Path

MEGABYTE = 2**20
# A program that starts another: each holds 40 MB until the inner one has ended.
PARENT = f"""
import subprocess, sys
held = bytearray(40 * {MEGABYTE})
subprocess.run([sys.executable, "-c", "import time; held = bytearray(40 * {MEGABYTE}); time.sleep(0.3)"], check=True)
"""
# A program that makes pages of whatever stands in the site: all files, one after the other.
COPYING = """
from pathlib import Path
out = Path("out")
out.mkdir(exist_ok=True)
text = "".join(path.read_text() for path in sorted(Path().rglob("*")) if path.is_file() and "out" not in path.parts)
for number in range(3):
    page = out / f"article-{number:05}" / "index.html"
    page.parent.mkdir(exist_ok=True)
    page.write_text(text)
(out / "index.html").write_text(text)
"""


def imitation(program: Program, source: str) -> Program:
    return replace(
        program, command=(sys.executable, "-c", source), requirement="", version=("echo", "v1.2"), output="out"
    )


def test_memory_is_that_of_all_processes(tmp_path: Path) -> None:
    found = run([sys.executable, "-c", PARENT], tmp_path, 60, watch=True)
    assert found.memory > 80 * MEGABYTE
    assert not run([sys.executable, "-c", ""], tmp_path, 60, watch=False).memory


def test_a_run_that_takes_too_long_is_stopped_with_all_its_processes(tmp_path: Path) -> None:
    source = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(600)'])"
    assert run([sys.executable, "-c", source], tmp_path, 0.5, watch=False).over


def test_a_program_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(FailedError, match="the reason"):
        run([sys.executable, "-c", "raise SystemExit('the reason')"], tmp_path, 60, watch=False)


def test_a_file_counts_as_written_when_it_was_and_only_then(tmp_path: Path) -> None:
    names = ("kept", "rewritten", "replaced", "removed", "touched/by-nobody")
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("abc")
        os.utime(tmp_path / name, ns=(0, 0))
    before = marks(tmp_path)
    (tmp_path / "rewritten").write_text("xyz")
    (tmp_path / "new").write_text("abcdef")
    shutil.copy2(tmp_path / "replaced", tmp_path / "swap")
    (tmp_path / "swap").replace(tmp_path / "replaced")
    (tmp_path / "removed").unlink()
    os.link(tmp_path / "new", tmp_path / "second name")
    assert written(before, marks(tmp_path)) == Written(files=3, size=12, removed=1)


@pytest.mark.parametrize("program", PROGRAMS, ids=[program.name for program in PROGRAMS])
def test_every_case_changes_what_it_says(tmp_path: Path, program: Program) -> None:
    plan = Plan((program,), 1, 60, tmp_path)
    (seat,) = seats(plan, 101)
    old = {path: path.read_text() for path in tmp_path.rglob("*") if path.is_file()}
    changed = {}
    for case in CASES:
        prepare(seat, case, 1)
        new = {path: path.read_text() for path in tmp_path.rglob("*") if path.is_file()}
        changed[case] = [path.relative_to(seat.root).as_posix() for path in new if new[path] != old[path]]
        old = new
    assert changed["cold"] == changed["same"] == []
    assert changed["template"] == [program.template]
    assert len(changed["article"]) == 1
    assert "article-00001" in changed["article"][0]
    before, after = Story(101).figure(0), replace(Story(101), revision=1).figure(0)
    if program.name == "factbox":
        assert changed["fact"] == ["content/facts/facts-0000.yaml"]
    else:
        assert len(changed["fact"]) == 3  # articles 0 and 100, and the page of facts
        said = [(seat.root / name).read_text() for name in changed["fact"]]
        assert all(f"{after}" in text for text in said)
        assert not any(f"with {before}" in text for text in said)
    assert FOOTER in (seat.root / program.template).read_text()


def test_a_comparison_is_kept_and_shown(tmp_path: Path) -> None:
    hugo = imitation(PROGRAMS[0], COPYING)
    slow = replace(imitation(PROGRAMS[2], "import time; time.sleep(60)"), name="eleventy")
    result = compare(Plan((hugo, slow), 1, 1.5, tmp_path / "work"), 3)
    keep(result, "peers", tmp_path / "results")
    assert kept("peers", tmp_path / "results") == [result]
    row = result.row("article", "Hugo")
    assert row is not None
    assert (row.files, len(row.seconds)) == (4, 1)
    text = tables(tmp_path / "results")
    assert "| cold | Eleventy | over 2 |" in text
    assert "| nothing changed | Eleventy | not run |" in text
    assert text.count("| 1.00 |") == text.count("s (1.00) |") == len(CASES)


def test_a_page_that_stays_as_it_was_is_noticed(tmp_path: Path) -> None:
    once = "from pathlib import Path\nif Path('out').exists():\n    raise SystemExit\n"
    stale = imitation(PROGRAMS[0], once + COPYING)
    with pytest.raises(StaleError, match="article-00001"):
        compare(Plan((stale,), 1, 60, tmp_path / "work"), 3)


def test_the_page_shows_the_results_that_are_kept() -> None:
    assert tables() in PAGE.read_text("utf-8")

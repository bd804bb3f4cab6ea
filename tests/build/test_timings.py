"""What a build tells of its time: it is true as far as it goes, names what is slow, and changes nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from small_sites import BASE, BODY, NOW, lay_over, site

from generator.build import Job, build
from generator.build.timings import SLOWEST, STAGES, Stopwatch
from generator.cli.main import run

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = (BASE / "content/articles/rice.yaml").read_text("utf-8")
SLOW = (
    '{% extends "theme/fact.html" %}{% block turn %}{% for a in range(19) %}{% for b in range(100000) %}{% endfor %}'
    "{% endfor %}{{ super() }}{% endblock %}"
)
Capture = pytest.CaptureFixture[str]


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("broken", [False, True])
def test_the_option_changes_neither_files_nor_verdict(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, *, broken: bool
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    plain, timed = site(tmp_path / "plain" / "a"), site(tmp_path / "timed" / "a")
    if broken:
        for root in (plain, timed):
            lay_over(root, {"content/articles/rice.yaml": ARTICLE.replace("fact:access", "fact:acces")})
    monkeypatch.chdir(plain)
    code = run(["build", "--format", "json"])
    told = capsys.readouterr()
    monkeypatch.chdir(timed)
    assert (run(["build", "--format", "json", "--timings"]), code) == (code, 1 if broken else 0)
    told_timed = capsys.readouterr()
    assert (told_timed.out, told.err) == (told.out, "")
    assert _files(timed / "site") == _files(plain / "site")
    assert json.loads(told_timed.err)["stages"]


def test_a_second_build_tells_that_all_was_taken_over(site: Path, capsys: Capture) -> None:
    assert run(["build", str(site), "--timings"]) == 0
    first = capsys.readouterr().err
    assert all(f"  {name} " in first for name in STAGES)
    assert "files of articles: 1 made, 0 taken over" in first
    assert "The slowest pages:" in first
    assert "article.html (" in first
    assert run(["build", str(site), "--timings", "--quiet"]) == 0
    second = capsys.readouterr()
    assert second.out == ""
    assert "all files: 0 made, " in second.err
    assert "  compare " in second.err
    assert "  read " not in second.err
    assert "The slowest" not in second.err


def test_stages_are_parts_of_the_whole(tmp_path: Path) -> None:
    watch = Stopwatch({"start": 0.25})
    build(Job(site(tmp_path / "site"), NOW, watch=watch), tmp_path / "out")
    timings = watch.timings()
    assert [stage.name for stage in timings.stages] == [name for name in STAGES if name != "compare"]
    assert all(stage.seconds >= 0 for stage in timings.stages)
    assert sum(stage.seconds for stage in timings.stages) <= timings.seconds
    by_stage = {stage.name: stage.seconds for stage in timings.stages}
    assert by_stage["start"] == 0.25
    making = by_stage["articles"] + by_stage["pages"]
    assert sum(page.seconds for page in timings.pages) <= making
    assert sum(one.seconds for one in timings.templates) <= making


PROGRAM = """
import datetime as dt, sys
from pathlib import Path
from generator.build import Job, make
from generator.build.timings import Stopwatch
from generator.cli.timings import as_json
root, jobs, now = Path(sys.argv[1]), int(sys.argv[2]), dt.datetime.fromisoformat(sys.argv[3])
make(Job(root, now))  # so that the code of all templates is made
watch = Stopwatch({})
make(Job(root, now, jobs=jobs, watch=watch))
print(as_json(watch.timings()))
"""
"""A process of its own: those that run tests have several threads, and cannot fork."""


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_slow_is_named_from_whatever_process(tmp_path: Path, jobs: int) -> None:
    more = {f"content/articles/a{n}.yaml": ARTICLE.replace("title: ", f"title: Nr. {n} ", 1) for n in range(12)}
    root = site(tmp_path, {**more, "templates/fact.html": SLOW})
    processes = jobs if hasattr(os, "fork") and sys.platform != "darwin" else 1
    asked = [sys.executable, "-c", PROGRAM, str(root), str(jobs), NOW.isoformat()]
    timings = json.loads(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)
    assert timings["pages"][0]["name"] == "facts/access/index.html"
    assert (timings["templates"][0]["name"], timings["templates"][0]["times"]) == ("fact.html", 1)
    assert {one["name"]: one["times"] for one in timings["templates"]}["article.html"] == 13
    assert len(timings["pages"]) == SLOWEST
    work = {one["what"]: one for one in timings["work"]}
    assert work["files of articles"] == {"what": "files of articles", "again": 13, "over": 0, "processes": processes}
    assert work["other files"]["processes"] == processes


def test_an_edit_of_words_tells_how_little_was_made(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    build(Job(root, NOW), tmp_path / "out")
    lay_over(root, {"content/articles/rice.yaml": ARTICLE.replace(BODY, BODY.replace("Japan", "Now Japan"))})
    watch = Stopwatch({})
    build(Job(root, NOW, watch=watch), tmp_path / "out")
    timings = watch.timings()
    made = {one.what: one.again for one in timings.work}
    assert made["files of articles"] == 1
    assert made["all files"] < 10
    assert "article.html" in {one.name for one in timings.templates}
    assert "fact.html" not in {one.name for one in timings.templates}

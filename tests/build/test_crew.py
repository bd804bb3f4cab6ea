"""Builds that processes share: the same bytes as of one, and an end in order whatever happens to one of them."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from small_sites import site

ROOT = Path(__file__).parents[2]

WORK = """
import os, signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job begins with it ignored
import generator.build.unit, generator.build.worked as worked
from generator.cli.main import main

def work(bench, file, *more):
    {deed}
    return generator.build.unit.work(bench, file, *more)

worked.work = work
sys.argv[1:] = ["build", {root!r}, "--now", "2026-03-01", "--jobs", {jobs!r}]
main()
"""
"""A build in whose processes something happens at the work on each file of articles."""


def _begin(root: Path, deed: str, jobs: int = 2) -> subprocess.Popen[str]:
    script = WORK.format(deed=deed, root=str(root), jobs=str(jobs))
    return subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def _end(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Give the exit code and what was said, when the last of all processes has closed the pipe."""
    try:
        said, wrong = process.communicate(timeout=60)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    return process.returncode, said + wrong


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Give a site of twelve articles."""
    text = "title: Rice {n}\nsummary: On rice.\nstatus: published\npublished: 2025-05-01\nbody: Rice is grown.\n"
    return site(tmp_path / "site", {f"content/articles/rice-{n}.yaml": text.format(n=n) for n in range(12)})


def _files(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize(("root", "more"), [(ROOT, (3,)), (ROOT / "tests/sites/every-key", (2, 3))])
def test_any_number_of_processes_makes_the_same_bytes(root: Path, more: tuple[int, ...], tmp_path: Path) -> None:
    made = {}
    for jobs in (1, *more):
        output = tmp_path / f"jobs-{jobs}/site"
        output.parent.mkdir()
        command = ["build", str(root), "-o", str(output), "--now", "2026-07-18", "--jobs", str(jobs)]
        subprocess.run([sys.executable, "-m", "generator", *command], cwd=ROOT, check=True, capture_output=True)
        made[jobs] = _files(output)
        assert {path.name for path in output.parent.iterdir()} == {"site", ".factbox"}
    assert all(made[jobs] == made[1] for jobs in more)
    assert len(made[1]) > 50


def test_problems_are_told_as_one_process_tells_them(articles: Path) -> None:
    for number in (3, 9):
        path = articles / f"content/articles/rice-{number}.yaml"
        path.write_text(path.read_text().replace("is grown", "[is](fact:grown)"), encoding="utf-8")
    told = [_end(_begin(articles, "pass", jobs)) for jobs in (1, 3)]
    assert told[0] == told[1]
    assert told[0][0] == 1
    assert told[0][1].count("E-REF") == 2


def test_a_process_that_is_killed_ends_the_build_in_order(articles: Path) -> None:
    assert _end(_begin(articles, "pass"))[0] == 0
    before = _files(articles / "site")
    (articles / "content/articles/rice-0.yaml").write_text("title: Oats\nsummary: On oats.\nbody: Oats.\n")
    kill = "'rice-5' in file.path and os.kill(os.getpid(), signal.SIGKILL)"
    text = (articles / "content/articles/rice-5.yaml").read_text()
    (articles / "content/articles/rice-5.yaml").write_text(text.replace("grown", "eaten"))
    code, said = _end(_begin(articles, kill))
    assert code == 3
    assert said.startswith("a process of this build was ended by SIGKILL; where memory runs out")
    assert len(said.splitlines()) == 1
    assert _files(articles / "site") == before


def test_ctrl_c_ends_all_processes_at_once(articles: Path) -> None:
    process = _begin(articles, "print(end='at work', flush=True); time.sleep(50)")
    assert process.stdout is not None
    assert process.stdout.read(7) == "at work"
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    code, said = _end(process)
    assert code == 130
    assert said.replace("at work", "") == "stopped\n"
    assert not (articles / "site").exists()


def test_processes_end_when_the_first_one_is_killed(articles: Path) -> None:
    process = _begin(articles, "print(end='at work', flush=True); time.sleep(0.2)")
    assert process.stdout is not None
    assert process.stdout.read(7) == "at work"
    process.kill()
    assert "Traceback" not in _end(process)[1]  # it comes to an end only when all have


def test_a_mistake_of_the_program_in_a_process_is_told_with_its_place(articles: Path) -> None:
    code, said = _end(_begin(articles, "'rice-5' in file.path and 1 / 0"))
    assert code == 1
    assert "It was raised in another process:" in said
    assert said.rpartition("It was raised in another process:")[2].count(", in work\n") == 1
    assert said.rstrip().endswith("ZeroDivisionError: division by zero")
    assert not (articles / "site").exists()


def test_a_full_disk_under_the_pages_that_wait_is_told(articles: Path) -> None:
    small = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))"
    code, said = _end(_begin(articles, f"{small}; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)"))
    assert code == 3
    assert "a build keeps its pages in a file there until it writes them" in said
    assert len(said.splitlines()) == 1
    assert not (articles / "site").exists()

"""What only a process of its own can show: what is imported, signals, closed pipes, a machine that refuses."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
FACTBOX = [sys.executable, "-m", "generator"]
HEAVY = {"jinja2", "babel", "markdown_it", "livereload", "tornado", "rich", "yaml", "watchfiles", "edtf"}
ELSEWHERE = {
    "asyncio",
    "boto3",
    "edtf",
    "email",
    "http",
    "livereload",
    "pyparsing",
    "rich",
    "ssl",
    "tornado",
    "watchfiles",
}
OTHER_ROOMS = {"generator.deploy", "generator.external", "generator.fix", "generator.serve"}


def _run(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    whole = {"capture_output": True, "text": True, "timeout": 60, "check": False, "env": environment, **options}
    return subprocess.run([*FACTBOX, *arguments], **whole)  # noqa: PLW1510 - it is in the options


def test_help_and_version_import_nothing_heavy() -> None:
    script = (
        "import sys\n"
        "from generator.cli.main import run\n"
        "codes = [run(a) for a in (['--version'], ['--help'], ['build', '--help'], ['serve', '--help'], ['biuld'])]\n"
        "print('codes', codes)\n"
        "print('imported', *sorted(name for name in sys.modules if '.' not in name))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT, timeout=60
    )
    lines = done.stdout.splitlines()
    assert lines[0].startswith("factbox ")
    assert lines[-2] == "codes [0, 0, 0, 0, 2]"
    assert not HEAVY & set(lines[-1].split())


def test_a_build_imports_nothing_that_other_commands_use(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests/sites/minimal", tmp_path / "site")
    script = (
        "import sys\n"
        "from generator.cli.main import run\n"
        f"code = run(['build', '--quiet', {str(tmp_path / 'site')!r}])\n"
        "print('code', code)\n"
        "print('imported', *sorted(sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT, timeout=60
    )
    told = done.stdout.splitlines()
    assert told[-2] == "code 0"
    imported = set(told[-1].split())
    assert not ELSEWHERE & {name.partition(".")[0] for name in imported}
    assert not OTHER_ROOMS & {".".join(name.split(".")[:2]) for name in imported}


def test_a_reader_who_leaves_early_is_no_error() -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        done = _run("check", "--codes", capture_output=False, stdout=write, stderr=subprocess.PIPE)
    finally:
        os.close(write)
    assert done.stderr == ""
    assert done.returncode == 141


def test_a_full_disk_behind_the_output_is_told() -> None:
    with Path("/dev/full").open("w") as full:
        done = _run("check", "--codes", capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 3
    assert done.stderr == "No space left on device\n"


@pytest.fixture(scope="module")
def shared() -> Iterator[Path]:
    """Give a folder with a new site that every user may read and write."""
    folder = Path(tempfile.mkdtemp(prefix="factbox-"))
    assert _run("init", "--quiet", str(folder / "my-site")).returncode == 0
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    yield folder
    shutil.rmtree(folder)


def _as_mortal(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run without the powers of root, to whom no file is closed; all that Python needs is loaded before they go."""
    script = (
        "import os, sys\n"
        "from generator.cli.main import run\n"
        f"run(['check', '--quiet', {str(site)!r}])\n"
        "if os.geteuid() == 0: os.setuid(65534)\n"
        f"sys.exit(run({list(arguments)!r}))\n"
    )
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=ROOT, timeout=60
    )


def test_closed_streams_do_not_matter(shared: Path) -> None:
    command = f"exec '{sys.executable}' -m generator check '{shared / 'my-site'}' >&- 2>&-"
    done = subprocess.run(["/bin/sh", "-c", command], check=False, timeout=60, cwd=ROOT)
    assert done.returncode == 0


def test_a_file_that_cannot_be_read_is_named_with_the_reason(shared: Path) -> None:
    locked = shared / "my-site/content/people.yaml"
    locked.chmod(0)
    try:
        done = _as_mortal(shared / "my-site", "build", str(shared / "my-site"))
    finally:
        locked.chmod(0o666)
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1] == f"{locked} cannot be read: Permission denied"
    assert "Traceback" not in done.stderr
    assert not (shared / "my-site/site").exists()


def test_an_output_that_cannot_be_written_is_named_with_the_reason(shared: Path) -> None:
    output = shared / "locked"
    output.mkdir(mode=0o555)
    done = _as_mortal(shared / "my-site", "build", str(shared / "my-site"), "--output", str(output))
    assert done.returncode == 3
    assert str(output) in done.stderr
    assert "Permission denied" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(output.iterdir()) == []

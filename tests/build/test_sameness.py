"""The same site gives the same bytes wherever, however and by whomever it is built, and none of them tells by whom."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from truth_site import site

if TYPE_CHECKING:
    from collections.abc import Mapping

    Held = dict[str, tuple[bytes, int]]

ROOT = Path(__file__).resolve().parents[2]
CANARY = "canary"
USUAL = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
ELSEWHERE: dict[str, dict[str, str]] = {
    "zone": {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
    "locale": {"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr", "PYTHONUTF8": "0", "PYTHONHASHSEED": "2"},
    "plain": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "3"},
}
"""What a machine may have otherwise: its time zone, its language, its encoding, and how Python scatters its sets."""


def lay(root: Path, *, backwards: bool = False) -> Path:
    """Write the site, its files in one order or the other."""
    for path, data in sorted(site().items(), reverse=backwards):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


def build(root: Path, *options: str, mask: int = 0o022, cwd: Path = ROOT, variables: Mapping[str, str] = USUAL) -> Held:
    """Build in a process of its own, and give the bytes and modes of the output."""
    person = {"HOME": str(root.parent / f"{CANARY}-home"), "USER": f"{CANARY}-user", "LOGNAME": f"{CANARY}-user"}
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **person, **USUAL, **variables}
    command = [sys.executable, "-m", "generator", "build", os.path.relpath(root, cwd), "--quiet"]
    subprocess.run(
        [*command, "--now", "2025-05-01T12:00:00+00:00", *options],
        env=environment, cwd=cwd, umask=mask, check=True, timeout=120, capture_output=True,
    )  # fmt: skip
    output = root / "site"
    found = (path for path in sorted(output.rglob("*")) if path.is_file())
    return {path.relative_to(output).as_posix(): (path.read_bytes(), path.stat().st_mode) for path in found}


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Held:
    return build(lay(tmp_path_factory.mktemp("usual") / "site"))


@pytest.mark.parametrize("variables", ELSEWHERE.values(), ids=ELSEWHERE)
def test_the_same_bytes_elsewhere(usual: Held, variables: Mapping[str, str], tmp_path: Path) -> None:
    """In another folder, with its files written in another order, another mask of modes, and three processes."""
    root = lay(tmp_path / f"{CANARY} fólder" / "deep" / "site", backwards=True)
    assert build(root, "--jobs", "3", mask=0o077, cwd=tmp_path, variables=variables) == usual
    article = root / "content/articles/fares.yaml"
    before = article.read_bytes()
    article.write_bytes(before.replace(b"The trams carried", b"All the trams carried"))
    assert build(root, "--jobs", "2", mask=0o002, variables=variables) != usual
    article.write_bytes(before)
    assert build(root, "--jobs", "1") == usual


def test_a_folder_that_moved_goes_on(usual: Held, tmp_path: Path) -> None:
    """With what was kept beside the output; nothing of it leads back to where it was."""
    root = lay(tmp_path / CANARY / "site")
    build(root)
    shutil.move(tmp_path / CANARY, tmp_path / "moved")
    assert build(tmp_path / "moved/site") == usual
    article = tmp_path / "moved/site/content/articles/fares.yaml"
    article.write_bytes(article.read_bytes().replace(b"The trams carried", b"All the trams carried"))
    fresh = lay(tmp_path / "fresh")
    shutil.copy(article, fresh / "content/articles/fares.yaml")
    assert build(tmp_path / "moved/site") == build(fresh)


def test_no_output_tells_of_the_machine(tmp_path: Path) -> None:
    root = lay(tmp_path / CANARY / "site")
    held = build(root, "--drafts")
    told = (CANARY, str(tmp_path), str(ROOT), platform.node(), f"{Path.home()}/")
    names = [name for name in told if name and name.encode() not in b"".join(site().values())]
    assert CANARY in names
    for path, (data, _) in held.items():
        assert not [name for name in names if name.encode() in data or name in path], path

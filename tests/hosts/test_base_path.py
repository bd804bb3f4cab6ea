"""A site below a path is the same site: the same files, and every address in them begins with the path."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from generator.build import Job, make
from generator.cli.main import run
from generator.diagnostics.show import as_text

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
NOW = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
BASE = "/sub-path/of.it/"
ADDRESS = re.compile(r"""\s(?:href|src|srcset|content|data-[\w-]+)="((?:https://site\.example)?/[^"]*)\"""")
WHOLE = re.compile(r"https://site\.example[^\s\"'<>)]*")


def minimal(folder: Path) -> None:
    shutil.copytree(ROOT / "tests/sites/minimal", folder)


def starter(folder: Path) -> None:
    assert run(["init", "--quiet", str(folder)]) == 0


def demonstration(folder: Path) -> None:
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "config.yaml", folder)


def built(folder: Path, base: str) -> Mapping[str, bytes]:
    config = folder / "config.yaml"
    lines = config.read_text("utf-8")
    config.write_text(re.sub(r"(?m)^base_url:.*$", f"base_url: https://site.example{base}", lines), "utf-8")
    result = make(Job(folder, NOW))
    assert not result.report.failed, as_text(result.report)
    return result.files


@pytest.mark.parametrize("lay", [minimal, starter, demonstration])
def test_a_site_below_a_path_is_the_same_site(lay: object, tmp_path: Path) -> None:
    assert callable(lay)
    lay(tmp_path / "site")
    plain, below = built(tmp_path / "site", "/"), built(tmp_path / "site", BASE)
    assert below.keys() == plain.keys()
    for path, data in below.items():
        if not path.endswith((".png", ".jpg")):
            assert data.replace(BASE.encode(), b"/") == plain[path], path
    for path, data in below.items():
        text = unescape(data.decode()) if path.endswith((".html", ".xml", ".json", ".txt", ".csv")) else ""
        found = {match[1] for match in ADDRESS.finditer(text)} if path.endswith(".html") else set()
        for address in found | set(WHOLE.findall(text)):
            _leads_to_a_file(address, below, path)


def _leads_to_a_file(address: str, files: Mapping[str, bytes], page: str) -> None:
    url = address.removeprefix("https://site.example").partition("#")[0]
    assert url.startswith(BASE), (address, page)
    name = unquote(url.removeprefix(BASE))
    assert name in files or f"{name}index.html" in files, (address, page)

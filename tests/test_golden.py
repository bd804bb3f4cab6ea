"""Tiny sites, built whole, are byte for byte what they were."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from generator.build import Job, make
from generator.diagnostics.show import as_text

SITES = Path(__file__).parent / "sites"
GOLDEN = Path(__file__).parent / "golden"
NOW = dt.datetime(2026, 2, 1, tzinfo=dt.UTC)


def names() -> list[str]:
    return sorted(path.name for path in GOLDEN.iterdir())


@pytest.mark.parametrize("name", names())
def test_site_is_what_it_was(name: str, request: pytest.FixtureRequest) -> None:
    made = make(Job(SITES / name, NOW))
    assert not made.report.failed, as_text(made.report)
    folder = GOLDEN / name
    if request.config.getoption("--update"):
        shutil.rmtree(folder)
        for path, data in made.files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    golden = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    assert sorted(golden) == sorted(made.files)
    different = [path for path, file in golden.items() if file.read_bytes() != made.files[path]]
    assert not different, f"{', '.join(different)}: look at the difference with `pytest --update` and `git diff`"


def test_there_are_golden_sites() -> None:
    assert names()

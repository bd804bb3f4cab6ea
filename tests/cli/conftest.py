"""Sites to run commands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.cli.main import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Give a small site without mistakes: the starter."""
    folder = tmp_path / "my-site"
    assert run(["init", "--quiet", str(folder)]) == 0
    capsys.readouterr()
    return folder

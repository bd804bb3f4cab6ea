"""Options of the test run, and what tests of several rooms share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

# No test asserts a time: what is slow on a busy machine is not wrong.
settings.register_profile("factbox", deadline=None)
settings.load_profile("factbox")

STARTER = Path(__file__).resolve().parents[1] / "generator" / "starter"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the expected outputs and golden sites")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Tell whether expected outputs are to be rewritten instead of compared."""
    return bool(request.config.getoption("--update"))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Give a small site without mistakes that a test may change: the starter of `factbox init`."""
    return Path(shutil.copytree(STARTER, tmp_path / "my-site"))

"""Options of the test run."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the expected outputs of tests/invalid")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Tell whether expected outputs are to be rewritten instead of compared."""
    return bool(request.config.getoption("--update"))

"""The digest of the program: what another version of anything that it is made of makes another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base.program import program

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_another_version_of_a_package_is_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    metadata = tmp_path / "some_parser-1.0.dist-info"
    before = program.__wrapped__()
    metadata.mkdir()
    first = program.__wrapped__()
    (tmp_path / "some_parser").mkdir()
    assert program.__wrapped__() == first
    metadata.rename(tmp_path / "some_parser-1.1.dist-info")
    assert len({before, first, program.__wrapped__()}) == 3

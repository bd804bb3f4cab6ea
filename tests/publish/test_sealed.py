"""What is kept between builds is believed only where this user sealed it."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from generator.publish.sealed import seal, unsealed

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder of this test's own for what belongs to the user."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


def test_what_was_sealed_is_given_again(home: Path) -> None:
    for data in (b"", b"x", b"data" * 1000):
        sealed = seal(data)
        assert sealed is not None
        assert unsealed(sealed) == data
    (secret,) = (home / "factbox").iterdir()
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600


def test_what_was_changed_is_not_believed() -> None:
    sealed = seal(b"data") or b""
    for place in range(len(sealed)):
        assert unsealed(sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]) is None
        assert unsealed(sealed[:place]) is None
    assert unsealed(sealed + b"x") is None
    assert unsealed(b"\0" * 32 + b"data") is None


def test_what_somebody_else_sealed_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = seal(b"data") or b""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "other"))
    assert unsealed(sealed) is None
    assert unsealed(seal(b"data") or b"") == b"data"


def test_without_a_folder_of_the_users_own_nothing_is_sealed(home: Path) -> None:
    home.write_text("a file")
    assert seal(b"data") is None
    assert unsealed(b"\0" * 64) is None


def test_a_damaged_secret_seals_nothing(home: Path) -> None:
    sealed = seal(b"data") or b""
    (home / "factbox/secret").write_bytes(b"")
    assert seal(b"data") is None
    assert unsealed(sealed) is None

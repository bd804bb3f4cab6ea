"""A site to a folder of releases: through the command line, with what is refused and how one goes back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from deploying import build, edit, files_at, live, site_with

from generator.cli.main import run

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def root(site: Path) -> Path:
    return build(site_with(site, "live: {kind: folder, to: ../www}"))


@pytest.fixture
def www(root: Path) -> Path:
    return root.parent / "www"


def deploy(root: Path, *options: str) -> int:
    return run(["deploy", str(root), *options])


def test_a_folder_shows_the_build_and_nothing_else(root: Path, www: Path, capsys: Capture) -> None:
    (root / "site/private.txt").write_text("mine")
    assert deploy(root) == 0
    shown = files_at(www / "current")
    assert shown == {path: data for path, data in files_at(root / "site").items() if path != "private.txt"}
    told = capsys.readouterr().out
    assert "release 1" in told
    assert "not sent, since no build made them: private.txt;" in told
    assert (www / "current").readlink().as_posix() == "releases/1"


def test_a_second_deploy_has_nothing_to_do(root: Path, www: Path, capsys: Capture) -> None:
    assert deploy(root) == 0
    before = (www / ".factbox/deploy.json").read_bytes()
    capsys.readouterr()
    assert deploy(root) == 0
    assert "nothing to do" in capsys.readouterr().out
    assert (www / ".factbox/deploy.json").read_bytes() == before


def test_an_edit_makes_a_release_that_shares_what_stayed(root: Path, www: Path) -> None:
    deploy(root)
    edit(root, "What is a metre", "What was a metre")
    assert deploy(root) == 0
    old, new = (www / "releases/1/robots.txt").stat(), (www / "releases/2/robots.txt").stat()
    assert old.st_ino == new.st_ino
    assert files_at(www / "current") == files_at(root / "site")


def test_a_live_file_that_was_changed_by_hand_is_mended(root: Path, www: Path) -> None:
    deploy(root)
    page = www / "current/robots.txt"
    page.write_text("mine")
    edit(root, "What is a metre", "What was a metre")
    assert deploy(root) == 0
    assert files_at(www / "current") == files_at(root / "site")


def test_rollback_puts_the_release_before_back(root: Path, www: Path, capsys: Capture) -> None:
    deploy(root)
    first = files_at(www / "current")
    edit(root, "What is a metre", "What was a metre")
    deploy(root)
    assert run(["rollback", str(root)]) == 0
    assert files_at(www / "current") == first
    assert "release 1 is live again" in capsys.readouterr().out
    assert deploy(root) == 4
    assert "gone back from" in capsys.readouterr().err
    assert run(["rollback", str(root)]) == 4
    assert run(["rollback", str(root), "--to", "2"]) == 0
    assert files_at(www / "current") == files_at(root / "site")


def test_rollback_refuses_a_release_that_is_not_whole(root: Path, www: Path, capsys: Capture) -> None:
    deploy(root)
    edit(root, "What is a metre", "What was a metre")
    deploy(root)
    (www / "releases/1/index.html").write_text("mine")
    assert run(["rollback", str(root)]) == 4
    assert "index.html" in capsys.readouterr().err
    assert (www / "current").readlink().as_posix() == "releases/2"


def test_only_the_last_releases_are_kept(root: Path, www: Path) -> None:
    for number in range(5):
        edit(root, "What is a metre" if number == 0 else f"Metre {number - 1}", f"Metre {number}")
        assert deploy(root) == 0
    assert sorted(path.name for path in (www / "releases").iterdir()) == ["3", "4", "5"]


def test_a_dry_run_tells_all_and_changes_nothing(root: Path, www: Path, capsys: Capture) -> None:
    assert deploy(root, "--dry-run") == 0
    told = capsys.readouterr().out
    assert not www.exists()
    names = files_at(root / "site").keys()
    assert all(f"add     {name}  " in told for name in names)
    assert f"{len(names)} to add, 0 to change" in told
    deploy(root)
    edit(root, "What is a metre", "What was a metre")
    before = files_at(www)
    capsys.readouterr()
    assert deploy(root, "--dry-run") == 0
    assert "change  " in capsys.readouterr().out
    assert files_at(www) == before


def test_assets_of_an_earlier_build_stay_for_open_pages(root: Path, www: Path) -> None:
    deploy(root)
    old = next(path for path in live(www)["files"] if path.startswith("assets/style."))
    (root / "templates/assets").mkdir(parents=True)
    (root / "templates/assets/style.css").write_text("p { color: black }")
    assert deploy(build(root)) == 0
    assert (www / "current" / old).is_file()
    assert old in live(www)["assets"]


def test_a_deploy_that_was_killed_before_its_manifest_is_finished_by_the_next(root: Path, www: Path) -> None:
    deploy(root)
    manifest = (www / ".factbox/deploy.json").read_bytes()
    edit(root, "What is a metre", "What was a metre")
    deploy(root)
    (www / ".factbox/deploy.json").write_bytes(manifest)
    assert deploy(root) == 0
    assert files_at(www / "current") == files_at(root / "site")


def test_what_factbox_did_not_make_there_is_not_touched(root: Path, www: Path, capsys: Capture) -> None:
    (www / "current").mkdir(parents=True)
    (www / "current/mine.html").write_text("mine")
    assert deploy(root) == 4
    assert "is not a link" in capsys.readouterr().err
    assert (www / "current/mine.html").read_text() == "mine"


def test_a_manifest_that_is_damaged_is_not_guessed(root: Path, www: Path, capsys: Capture) -> None:
    deploy(root)
    file = www / ".factbox/deploy.json"
    for damaged in ("{", "[]", json.dumps({"format": 9})):
        file.write_text(damaged)
        assert deploy(root) == 4
        assert "deploy.json" in (told := capsys.readouterr().err) or "another version" in told

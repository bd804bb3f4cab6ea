"""`factbox init` writes a site that is right, teaches, and is never written over anything."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest
import yaml

from generator.cli.main import run
from generator.load.site import load

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Give a new site."""
    folder = tmp_path / "my-site"
    assert run(["init", "--quiet", str(folder)]) == 0
    assert capsys.readouterr() == ("", "")
    return folder


def test_a_new_site_has_nothing_wrong_even_to_the_strict(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--strict", "--format", "json", str(site)]) == 0
    assert capsys.readouterr().out == "[]\n"


def test_a_new_site_stays_right_as_time_passes(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--strict", "--now", "2099-01-01", str(site)]) == 0
    assert capsys.readouterr().out == "all is well\n"


def test_it_shows_one_of_each_kind(site: Path) -> None:
    held = load(site).site
    assert held is not None
    facts = held.facts.values()
    assert [bool(kind) for kind in (held.articles, held.pages, held.events, held.terms, held.people, held.sources)] == [
        True
    ] * 6
    assert any(fact.value for fact in facts)
    assert any(fact.claims and fact.preferred for fact in facts)
    assert any(fact.derive for fact in facts)
    assert any(fact.series for fact in facts)
    article = next(iter(held.articles.values()))
    assert article.body is not None
    assert article.cards
    assert article.sidebar


def test_every_file_explains_itself(site: Path) -> None:
    for path in site.rglob("*"):
        if path.is_file():
            assert any(line.lstrip().startswith("#") for line in path.read_text("utf-8").splitlines()), path


def test_git_is_told_to_leave_the_output_alone(site: Path) -> None:
    assert "/site/" in (site / ".gitignore").read_text("utf-8").splitlines()


def test_it_says_what_to_type_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "two words"
    assert run(["init", str(folder)]) == 0
    assert f"\n  factbox serve '{folder}'\n  factbox build '{folder}'\n" in capsys.readouterr().out


@pytest.mark.parametrize("inside", [[], [".git"]])
def test_an_empty_folder_will_do(tmp_path: Path, inside: list[str]) -> None:
    for name in inside:
        (tmp_path / name).mkdir()
    assert run(["init", "--quiet", str(tmp_path)]) == 0
    assert (tmp_path / "config.yaml").is_file()


def test_a_folder_with_anything_in_it_is_left_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "config.yaml").write_text("mine")
    assert run(["init", str(tmp_path)]) == 2
    assert os.listdir(tmp_path) == ["config.yaml"]  # noqa: PTH208 - names only
    assert (tmp_path / "config.yaml").read_text() == "mine"
    assert "not empty: it holds config.yaml" in capsys.readouterr().err


def test_a_file_is_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "here").write_text("mine")
    assert run(["init", str(tmp_path / "here")]) == 2
    assert "is a file" in capsys.readouterr().err


def test_where_nothing_can_be_written_the_path_and_the_reason_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert run(["init", str(tmp_path / "file" / "below")]) in {2, 3}
    told = capsys.readouterr().err
    assert str(tmp_path / "file") in told
    assert told.count("\n") == 1


# --- the workflow that publishes it


def test_the_workflow_may_read_the_repository_and_its_last_job_alone_may_publish(site: Path) -> None:
    held = yaml.safe_load((site / ".github/workflows/pages.yaml").read_text("utf-8"))
    assert held["permissions"] == {"contents": "read"}
    build, publish = held["jobs"]["build"], held["jobs"]["publish"]
    assert "permissions" not in build
    assert publish["permissions"] == {"pages": "write", "id-token": "write"}
    assert publish["needs"] == "build"
    # What comes from elsewhere is checked, and never published.
    assert "github.event_name != 'pull_request'" in publish["if"]
    assert set(held[True]) == {"push", "pull_request", "schedule", "workflow_dispatch"}  # YAML 1.1 reads `on` as yes
    assert all("timeout-minutes" in job for job in held["jobs"].values())


def test_the_workflow_names_each_action_by_a_whole_version(site: Path) -> None:
    held = yaml.safe_load((site / ".github/workflows/pages.yaml").read_text("utf-8"))
    steps = [step for job in held["jobs"].values() for step in job["steps"]]
    used = [step["uses"] for step in steps if "uses" in step]
    assert [name.partition("@")[0] for name in used] == [
        "actions/checkout", "actions/setup-python", "actions/upload-pages-artifact", "actions/deploy-pages",
    ]  # fmt: skip
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+\.\d+\.\d+", name) for name in used)
    assert next(step for step in steps if "checkout" in step.get("uses", ""))["with"]["persist-credentials"] is False


def test_the_commands_of_the_workflow_publish_the_new_site(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = yaml.safe_load((site / ".github/workflows/pages.yaml").read_text("utf-8"))
    steps = held["jobs"]["build"]["steps"]
    commands = [step["run"].split() for step in steps if "run" in step]
    assert not any("${{" in step.get("run", "") for step in steps), "what others write must not become a command"
    monkeypatch.chdir(site)
    own = [words[1:] for words in commands if words[0] == "factbox"]
    assert [run(words) for words in own] == [0, 0]
    path = next(step["with"]["path"] for step in steps if "upload" in step.get("uses", ""))
    assert (site / path / "index.html").is_file()

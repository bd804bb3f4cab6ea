"""`factbox init` writes a site that is right, teaches, and is never written over anything."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from generator.cli.main import run
from generator.load import load

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

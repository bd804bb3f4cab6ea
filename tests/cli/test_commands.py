"""What the commands promise: their exit codes, what they print where, and what they leave alone."""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING

import click
import pytest

from generator.cli.main import factbox, run

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = "content/articles/first-article.yaml"
Capture = pytest.CaptureFixture[str]


def _break(site: Path) -> None:
    """Misspell a key and leave a reference without a target, in two files."""
    article = site / ARTICLE
    article.write_text(article.read_text("utf-8").replace("short_title:", "shrot_title:"), "utf-8")
    events = site / "content/events/metre.yaml"
    events.write_text(events.read_text("utf-8").replace("facts: [light-speed]", "facts: [lihgt-speed]"), "utf-8")


def _tree(folder: Path) -> dict[str, tuple[str, int, int]]:
    """Give all that a build could change of a folder's files: their bytes, modes and times."""
    held = {}
    for path in folder.rglob("*"):
        if path.is_file():
            status = path.stat()
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            held[path.relative_to(folder).as_posix()] = (digest, status.st_mode, status.st_mtime_ns)
    return held


# --- help and usage


def test_every_command_helps_with_an_example(capsys: Capture) -> None:
    assert factbox.commands
    for name, command in factbox.commands.items():
        assert run([name, "--help"]) == 0
        told = capsys.readouterr().out
        assert f"factbox {name}" in told.partition("Example:")[2], name
        assert all(option.help for option in command.params if isinstance(option, click.Option)), name


def test_help_names_the_commands_and_the_exit_codes(capsys: Capture) -> None:
    assert run(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(f"  {name} " in told for name in factbox.commands)
    assert all(f"\n    {number}" in told for number in (0, 1, 2, 3, 4, 130))


def test_help_fits_a_narrow_window(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    assert run(["build", "--help"]) == 0
    assert "--strict" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["biuld"], "did you mean `build`?"),
        (["xyzzy"], f"the commands are: {', '.join(factbox.commands)}"),
        (["build", "--stict"], "--strict"),
        (["build", "--format", "xml"], "json"),
        (["build", "a", "b"], "b"),
        (["serve", "--port", "65536"], "65535"),
        (["init"], "FOLDER"),
    ],
)
def test_wrong_usage_is_told_with_what_would_be_right(typed: list[str], told: str, capsys: Capture) -> None:
    assert run(typed) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("command", ["build", "check", "serve"])
def test_a_folder_that_is_no_site_is_told_of_init(command: str, tmp_path: Path, capsys: Capture) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        assert run([command, str(folder)]) == 2
        told = capsys.readouterr()
        assert "`factbox init`" in told.err
        assert str(folder) in told.err
        assert told.out == ""


@pytest.mark.parametrize("command", ["build", "check", "release"])
@pytest.mark.parametrize("lacking", ["", "config.yaml", "content", "text"])
def test_programs_are_told_of_a_folder_that_is_no_site_in_their_form(
    command: str, lacking: str, site: Path, capsys: Capture
) -> None:
    folder = site if lacking else site / "missing"
    if lacking == "text":
        (site / "config.yaml").write_bytes(b"title: \xff\n")
    elif lacking:
        (site / lacking).rename(site / "elsewhere")
    assert run([command, str(folder), "--format", "json"]) == 2
    told = capsys.readouterr()
    (problem,) = json.loads(told.out)
    assert (problem["code"], problem["severity"], problem["path"]) == ("E-CONFIG", "error", "config.yaml")
    assert problem["message"]
    assert problem["hint"]
    assert told.err == ""


def test_a_moment_that_is_none_is_refused(site: Path, capsys: Capture) -> None:
    for command in ("build", "check", "serve"):
        assert run([command, str(site), "--now", "soon"]) == 2
        assert "--now soon" in capsys.readouterr().err
    assert not (site / "site").exists()


def test_a_broken_configuration_is_exit_code_two(site: Path, capsys: Capture) -> None:
    (site / "config.yaml").write_text("title: [\n")
    assert run(["check", str(site)]) == 2
    assert "config.yaml:1:8: error[E-CONFIG]" in capsys.readouterr().out


# --- content with errors


def test_errors_leave_the_earlier_output_as_it_was(site: Path, capsys: Capture) -> None:
    assert run(["build", str(site)]) == 0
    before = _tree(site / "site")
    _break(site)
    capsys.readouterr()
    assert run(["build", str(site)]) == 1
    assert _tree(site / "site") == before
    told = capsys.readouterr().out
    assert f"{ARTICLE}:3:1: error[E-UNKNOWN]" in told
    assert "did you mean `light-speed`?" in told
    assert "nothing was written" in told


def test_check_writes_nothing_at_all(site: Path) -> None:
    before = _tree(site)
    assert run(["check", str(site)]) == 0
    _break(site)
    broken = _tree(site)
    assert run(["check", str(site)]) == 1
    assert before.keys() == broken.keys() == _tree(site).keys()
    assert _tree(site) == broken


@pytest.mark.parametrize("command", ["build", "check"])
def test_every_way_to_ask_gives_the_same_errors_and_verdict(
    command: str, site: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    _break(site)

    def errors(*options: str) -> list[str]:
        assert run([command, str(site), *options]) == 1
        return [line for line in capsys.readouterr().out.splitlines() if ": error[" in line]

    expected = errors()
    assert len(expected) >= 2
    assert errors("--quiet") == expected
    if command == "build":
        assert errors("--verbose") == expected
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "20")
    assert errors() == expected
    assert run([command, str(site), "--format", "json"]) == 1
    held = json.loads(capsys.readouterr().out)
    assert [f"{p['path']}:{p['line']}:{p['column']}: {p['severity']}[{p['code']}]" for p in held] == [
        line[: line.index("]") + 1] for line in expected
    ]


def test_json_is_the_only_thing_printed(site: Path, capsys: Capture) -> None:
    assert run(["build", str(site), "--format", "json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out) == []
    assert told.err == ""


def test_quiet_says_nothing_where_all_is_well(site: Path, capsys: Capture) -> None:
    for command in ("check", "build", "clean"):
        assert run([command, str(site), "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


# --- the output folder


def test_a_second_build_writes_nothing(site: Path, capsys: Capture) -> None:
    assert run(["build", str(site)]) == 0
    before = _tree(site / "site")
    capsys.readouterr()
    assert run(["build", str(site)]) == 0
    assert _tree(site / "site") == before
    assert "(0 written, 0 removed)" in capsys.readouterr().out


def test_what_leaves_the_content_leaves_the_output(site: Path) -> None:
    extra = site / "content/pages/extra.md"
    extra.write_text("---\ntitle: One more\n---\nWords.\n", "utf-8")
    assert run(["build", str(site)]) == 0
    assert (site / "site/extra/index.html").is_file()
    extra.unlink()
    assert run(["build", str(site)]) == 0
    assert not (site / "site/extra").exists()


def test_files_of_somebody_else_are_never_deleted(site: Path, capsys: Capture) -> None:
    assert run(["build", str(site)]) == 0
    (site / "site/CNAME").write_text("example.org")
    (site / "site/facts/mine.txt").write_text("mine")
    capsys.readouterr()
    assert run(["build", str(site), "--verbose"]) == 0
    assert "  CNAME\n  facts/mine.txt\n" in capsys.readouterr().out
    assert run(["clean", str(site)]) == 0
    assert sorted(path.name for path in (site / "site").rglob("*") if path.is_file()) == ["CNAME", "mine.txt"]


def test_clean_takes_an_output_away_whole(site: Path) -> None:
    before = _tree(site)
    assert run(["build", str(site)]) == 0
    assert run(["clean", str(site)]) == 0
    assert not (site / "site").exists()
    assert _tree(site) == before


def test_a_folder_of_somebody_else_is_no_output(site: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/one.txt").write_text("mine")
    for folder in (tmp_path / "letters", site, site / "content", site / "content/articles"):
        before = _tree(tmp_path)
        assert run(["build", str(site), "--output", str(folder)]) == 2
        assert _tree(tmp_path) == before
        assert "error: the output folder" in capsys.readouterr().err


def test_an_output_folder_below_a_file_is_refused_without_a_traceback(site: Path, capsys: Capture) -> None:
    blocked = site / "config.yaml" / "site"
    assert run(["build", str(site), "--output", str(blocked)]) in {2, 3}
    assert str(site / "config.yaml") in capsys.readouterr().err


def test_drafts_are_in_the_output_only_when_asked_for(site: Path, tmp_path: Path) -> None:
    article = site / "content/articles/second.yaml"
    article.write_text("title: Not yet\nsummary: Words.\nbody: Words.\n", "utf-8")
    for options, expected in (([], False), (["--drafts"], True)):
        output = tmp_path / f"out-{expected}"
        assert run(["build", str(site), "--output", str(output), *options]) == 0
        assert (output / "second/index.html").exists() is expected


def test_the_same_moment_gives_the_same_bytes(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    for name in ("one", "two"):
        assert run(["build", str(site), "--output", str(tmp_path / name)]) == 0
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert run(["build", str(site), "--output", str(tmp_path / "three"), "--now", "2026-01-01"]) == 0
    digests = [{path: held[0] for path, held in _tree(tmp_path / name).items()} for name in ("one", "two", "three")]
    assert digests[0] == digests[1] == digests[2]


def test_the_folder_may_be_the_one_we_are_in(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    assert run(["build", "--quiet"]) == 0
    assert os.path.isfile("site/index.html")  # noqa: PTH113 - from here

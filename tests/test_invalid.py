"""Every code of the table is shown by a tiny site, with the output that its author sees."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from small_sites import ARTICLE, INVALID, invalid_site, site, with_body
from small_sites import made as made_here

from generator.build import Made
from generator.diagnostics import CODES, Severity
from generator.diagnostics.report import report
from generator.diagnostics.show import as_json, as_text
from generator.external import Answer, links, survey
from generator.load.site import load

if TYPE_CHECKING:
    from pathlib import Path

    from generator.diagnostics.report import Report

FOLDERS = sorted(path.name for path in INVALID.iterdir() if path.name != "_base")


ANSWERS = {
    "W-LINK-GONE": Answer("gone", "the server answers 404"),
    "W-LINK-MOVED": Answer("moved", "", "https://wto.example/members/japan"),
    "N-LINK-UNKNOWN": Answer("unknown", "the server answers 403"),
}
"""What other servers say, for the codes of which `check --external` alone knows."""


def made(code: str, root: Path, *, strict: bool = False) -> Made:
    """Check the site that shows a code, and ask elsewhere where that is needed."""
    result = made_here(root, strict=strict)
    if code not in ANSWERS:
        return result
    here = load(root).site
    assert here is not None
    found = survey(root, links(here), lambda _url: ANSWERS[code], refresh=True)
    problems = [*result.report.problems, *found.problems]
    whole = report(problems, result.report.sources, dict(here.config.checks), strict=strict)
    return Made(whole, {} if whole.failed else result.files)


def _codes(text: str) -> set[str]:
    return {line.split("[", 1)[1].split("]", 1)[0] for line in text.splitlines() if "[" in line and "]: " in line}


def test_the_base_site_is_sound(tmp_path: Path) -> None:
    assert as_text(made_here(site(tmp_path), strict=True).report) == ""


@pytest.mark.parametrize("code", FOLDERS)
def test_a_code_is_told_in_these_words_at_its_place(code: str, tmp_path: Path, *, update: bool) -> None:
    root = invalid_site(code, tmp_path)
    if CODES[code].severity is Severity.OFF:  # it is told where config.yaml asks for it
        config = root / "config.yaml"
        config.write_text(f"{config.read_text()}checks: {{{code}: warning}}\n")
    result = made(code, root)
    text = as_text(result.report)
    expected = INVALID / code / "expected.txt"
    if update:
        expected.write_text(text)
    assert text == expected.read_text()
    assert {problem.code for problem in result.report.problems} == {code}, "one mistake, one code"
    assert str(tmp_path) not in text
    assert bool(result.files) == (CODES[code].severity is not Severity.ERROR)
    _check_places(result.report)
    _check_json(result.report)


def _check_places(report: Report) -> None:
    for problem in report.problems:
        for span in (problem.span, *(other.span for other in problem.related)):
            assert span.length >= 1
            if span.path in report.sources:  # else it is no text that can be read
                lines = report.sources[span.path].split("\n")
                assert 1 <= span.line <= len(lines)
                assert 1 <= span.column <= len(lines[span.line - 1]) + 1


def _check_json(report: Report) -> None:
    listed = json.loads(as_json(report))
    told = [(p.code, p.severity.value, p.span.path, p.span.line, p.span.column, p.message) for p in report.problems]
    keys = ("code", "severity", "path", "line", "column", "message")
    assert [tuple(entry[key] for key in keys) for entry in listed] == told


def test_each_code_has_its_site_and_each_site_its_code() -> None:
    assert set(CODES) == set(FOLDERS)


@pytest.mark.parametrize("code", [code for code in FOLDERS if CODES[code].severity is Severity.WARNING])
def test_a_strict_run_makes_errors_of_warnings(code: str, tmp_path: Path) -> None:
    report = made(code, invalid_site(code, tmp_path), strict=True).report
    assert report.failed
    assert {problem.severity for problem in report.problems} == {Severity.ERROR}


@pytest.mark.parametrize("severity", ["error", "off"])
@pytest.mark.parametrize("code", [name for name, code in CODES.items() if not code.fixed and name != "W-CONFIG"])
def test_config_yaml_sets_how_bad_a_problem_is(code: str, severity: str, tmp_path: Path) -> None:
    root = invalid_site(code, tmp_path)
    config = root / "config.yaml"
    config.write_text(f"{config.read_text()}checks: {{{code}: {severity}}}\n")
    result = made(code, root)
    found = {problem.severity.value for problem in result.report.problems}
    assert found == (set() if severity == "off" else {severity})
    assert bool(result.files) == (severity == "off")


@pytest.mark.parametrize("code", [name for name, code in CODES.items() if code.fixed])
def test_config_yaml_cannot_turn_off_what_makes_a_site_unreadable(code: str, tmp_path: Path) -> None:
    report = made_here(
        site(tmp_path, {"config.yaml": f"title: A\nbase_url: https://a.example/\nchecks: {{{code}: off}}\n"})
    )
    assert f"`{code}` is always an error" in as_text(report.report)


def test_a_hundred_problems_are_shown_and_all_are_counted(tmp_path: Path) -> None:
    many = {
        f"content/facts/f{number}.yaml": "".join(
            f"Bad_{number}_{line}: {{label: A, value: yes}}\n" for line in range(10)
        )
        for number in range(50)
    }
    report = made_here(site(tmp_path, many)).report
    text = as_text(report)
    wrong = [problem for problem in report.problems if problem.code == "E-ID"]
    assert len(wrong) == 500
    assert text.count(": error[") == 100
    assert f"... and {len(report.problems) - 100} more" in text
    assert text.endswith(f"{report.count(Severity.ERROR)} errors, 0 warnings in 50 files\n")
    assert len(json.loads(as_json(report))) == len(report.problems)


def test_problems_come_in_the_order_of_their_places_and_the_same_in_every_run(tmp_path: Path) -> None:
    for code in ("E-REF", "W-UNUSED", "E-CELL"):
        invalid_site(code, tmp_path)
    first, second = made_here(tmp_path).report, made_here(tmp_path).report
    assert as_text(first) == as_text(second)
    places = [(problem.span.path, problem.span.line, problem.span.column) for problem in first.problems]
    assert places == sorted(places)


def test_a_broken_file_hides_no_problem_of_another(tmp_path: Path) -> None:
    files = {
        "content/people.yaml": "akazawa: {name: Ryosei Akazawa, born: 1960}\n",
        "content/events.yaml": "deal: {title: The deal: at last, date: 2025-07-22, source: wto}\n",
        "content/quotes.yaml": "- not\n- quotes\n",
        "templates/article.html": "{{ article.titel }}\n",
        ARTICLE: with_body("See [this](javascript:1)."),
    }
    report = made_here(site(tmp_path, files)).report
    assert {(problem.span.path, problem.code) for problem in report.problems} == {
        ("content/people.yaml", "E-UNKNOWN"),
        ("content/events.yaml", "E-YAML"),
        ("content/quotes.yaml", "E-SHAPE"),
        ("templates/article.html", "E-TPL-UNDEF"),
        (ARTICLE, "E-LINK"),
    }


def test_what_a_broken_file_holds_is_not_called_missing(tmp_path: Path) -> None:
    """The one mistake is told, and no reference to what the file would have held."""
    facts = "access: {label: Rice: free of duty, value: 770000 tonnes, as_of: 2025, source: wto}\n"
    assert _codes(as_text(made_here(site(tmp_path, {"content/facts.yaml": facts})).report)) == {"E-YAML"}

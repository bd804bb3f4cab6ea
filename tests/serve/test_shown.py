"""The browser keeps the last good pages, and hears of what it can see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.build import Made
from generator.diagnostics import Abort, Span, diagnose
from generator.diagnostics.report import Report
from generator.serve.attempt import Failure, attempt
from generator.serve.dress import dress, lay_over, problem_page
from generator.serve.gate import is_loopback, loopback_gate
from generator.serve.shown import Shown, advance
from generator.serve.sight import look

if TYPE_CHECKING:
    from pathlib import Path

GOOD = Made(Report((), {}), {"index.html": b"<head></head><body>one</body>"}, "/")
WARNED = Made(Report((diagnose("W-UNUSED", Span("a.yaml"), "unused"),), {}), GOOD.files, "/")
EMPTY = Shown({}, "/", None)


def _bad(message: str = "no", hint: str = "mend it", text: str = "title: x") -> Made:
    problem = diagnose("E-TYPE", Span("content/a.yaml", 1, 8), message, hint=hint)
    return Made(Report((problem,), {"content/a.yaml": text}), {})


def test_the_last_good_pages_stay_while_something_is_wrong() -> None:
    good = advance(EMPTY, GOOD)
    bad = advance(good, _bad())
    assert bad.files == good.files == GOOD.files
    assert bad.trouble is not None
    mended = advance(bad, GOOD)
    assert mended == good


def test_a_warning_is_no_trouble() -> None:
    assert advance(advance(EMPTY, GOOD), WARNED).trouble is None


def test_a_page_carries_one_script_and_is_otherwise_as_it_was_built() -> None:
    page = b"<html><head><title>x</title></head><body>words <code>&lt;/head></code></body></html>"
    dressed = dress(page, "/livereload.js?port=8000&snipver=8")
    tag = b'<script src="/livereload.js?port=8000&amp;snipver=8"></script>'
    assert dressed.count(b"<script") == 1
    assert dressed == page.replace(b"</title>", b"</title>" + tag)


def test_a_page_that_leaves_its_tags_out_gets_them_at_its_end() -> None:
    assert dress(b"<title>x</title>words", "/s.js").endswith(b'words<script src="/s.js"></script>')


def test_what_is_wrong_lies_over_the_page_with_its_place_and_no_markup_of_its_own() -> None:
    bad = advance(advance(EMPTY, GOOD), _bad("<script>1</script>", "write <b>", "title: <img src=x onerror=1>"))
    dressed = dress(lay_over(bad.files["index.html"], bad), "/s.js")
    assert b"one" in dressed
    assert b"content/a.yaml:1:8" in dressed
    assert b"&lt;script&gt;1&lt;/script&gt;" in dressed
    assert b"write &lt;b&gt;" in dressed
    assert dressed.count(b"<script") == 1
    assert b"<img" not in dressed
    assert b"<mark>&lt;</mark>img" in dressed
    assert b"style=" not in dressed
    assert b"<style" not in dressed


def test_the_first_errors_of_many_are_shown_and_the_others_counted() -> None:
    problems = tuple(diagnose("E-TYPE", Span("a.yaml", line), "no") for line in range(1, 61))
    shown = advance(EMPTY, Made(Report(problems, {}), {}))
    page = lay_over(problem_page(shown), shown)
    assert page.count(b"<li>") == 50
    assert b"10 more" in page
    assert b"60 errors" in page


def test_an_abort_and_a_bug_are_told_and_survived(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def locked() -> Made:
        message = f"{tmp_path}/content/a.yaml cannot be read, and {tmp_path} neither"
        raise Abort(message)

    def buggy() -> Made:
        return {"a": GOOD}[f"{tmp_path}"]

    shown = "content/a.yaml cannot be read, and the site's folder neither"
    assert attempt(locked, tmp_path) == Failure(
        f"{tmp_path}/content/a.yaml cannot be read, and {tmp_path} neither", shown, 3
    )
    assert capsys.readouterr().err == ""
    found = attempt(buggy, tmp_path)
    assert isinstance(found, Failure)
    assert str(tmp_path) in found.message
    assert found.shown == "Factbox has a bug: KeyError; the terminal tells where"
    assert "Traceback" in capsys.readouterr().err


def test_the_browser_never_learns_where_the_site_is(tmp_path: Path) -> None:
    def locked() -> Made:
        message = f"{tmp_path}/content/a.yaml cannot be read"
        raise Abort(message)

    for before in (EMPTY, advance(EMPTY, GOOD)):
        sight = look(advance(before, attempt(locked, tmp_path)), "/")
        assert b"content/a.yaml cannot be read" in sight.data
        assert str(tmp_path).encode() not in sight.data


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000", "[::1]:8000"])
def test_the_gate_knows_our_own_names(host: str) -> None:
    assert loopback_gate(8000).allows_host(host)


@pytest.mark.parametrize(
    "host", ["", "127.0.0.1", "localhost:80", "localhost.evil:8000", "evil:8000", "127.0.0.1:80000", "[::2]:8000"]
)
def test_the_gate_knows_no_other_names(host: str) -> None:
    assert not loopback_gate(8000).allows_host(host)


def test_on_the_usual_port_a_name_needs_none() -> None:
    assert loopback_gate(80).allows_host("localhost")


def test_which_addresses_only_this_machine_can_reach() -> None:
    assert all(is_loopback(host) for host in ("127.0.0.1", "127.1.2.3", "::1", "[::1]", "localhost"))
    assert not any(is_loopback(host) for host in ("0.0.0.0", "::", "192.168.1.2", "example.org", ""))  # noqa: S104 - not bound

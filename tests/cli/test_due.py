"""`factbox due`: what is to be looked at again, in words, as JSON and as a calendar."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_sites import BASE, site

from generator.cli.main import run
from generator.diagnostics import Span
from generator.facts.staleness import Review
from generator.plan import Addresses
from generator.render.calendar import review_calendar

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]
FACTS = """\
access: {label: "Rice let in; free, of duty", value: 770000 tonnes, as_of: 2025, source: wto, owner: farm,
  review_by: 2026-10-31}
levy: {label: Levy, value: 341 JPY/kg, as_of: 2026-02-01, source: wto, owner: Farm desk, review_in: 12 months}
price: {label: Price, value: 20 JPY/kg, as_of: 2026-02-01, source: wto, review_by: 2026-12-24}
"""
ARTICLE = "content/articles/rice.yaml"
FILES = {
    "content/facts.yaml": FACTS,
    "content/people.yaml": "farm: {name: Farm desk, kind: organisation}\n",
    ARTICLE: (BASE / ARTICLE)
    .read_text()
    .replace("status: published\n", "status: published\nreview_by: 2026-12\nnotes: Hush.\n")
    + "  The levy is [341 JPY/kg](fact:levy), the price [20 JPY/kg](fact:price).\n",
}
NOW = "--now=2026-11-24T12:00+09:00"


@pytest.fixture
def reviewed(tmp_path: Path) -> str:
    return str(site(tmp_path, FILES))


def _due(*arguments: str) -> int:
    return run(["due", *arguments, NOW])


def test_reviews_are_listed_by_owner_and_soonest_first_with_their_places(reviewed: str, capsys: Capture) -> None:
    assert _due(reviewed) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Farm desk",
        "  2026-10-31  overdue  Rice let in; free, of duty (access)  content/facts.yaml:1",
        "  2027-02-01           Levy (levy)  content/facts.yaml:3",
        "kept by nobody",
        "  2026-12-24           Price (price)  content/facts.yaml:4",
        "  2026-12-31           Rice (rice)  content/articles/rice.yaml:1",
        "1 overdue, 3 to come",
    ]


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        (["--by", "farm desk"], ["access", "levy"]),
        (["--by", "farm"], ["access", "levy"]),
        (["--within", "30 days"], ["access", "price"]),
        (["--within", "1 month", "--by", "farm"], ["access"]),
        (["--within", "1 day"], ["access"]),
    ],
)
def test_a_list_can_be_narrowed(arguments: list[str], ids: list[str], reviewed: str, capsys: Capture) -> None:
    assert _due(reviewed, *arguments, "--format", "json") == 0
    assert [entry["id"] for entry in json.loads(capsys.readouterr().out)] == ids


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--by", "frm"], "did you mean `farm`?"),
        (["--by", "nobody"], "no fact and no article"),
        (["--within", "soon"], "12 months"),
    ],
)
def test_what_nobody_can_mean_is_wrong_usage(arguments: list[str], told: str, reviewed: str, capsys: Capture) -> None:
    assert _due(reviewed, *arguments) == 2
    assert told in capsys.readouterr().err


def test_strict_fails_where_anything_listed_is_overdue(reviewed: str) -> None:
    assert _due(reviewed, "--strict") == 1
    assert run(["due", reviewed, "--strict", "--now=2026-10-31"]) == 0
    assert run(["due", reviewed, "--strict", "--now=2026-11-01"]) == 1


def test_a_day_is_one_of_the_site(tmp_path: Path) -> None:
    config = (BASE / "config.yaml").read_text() + "timezone: Asia/Tokyo\n"
    root = str(site(tmp_path, {**FILES, "config.yaml": config}))
    assert run(["due", root, "--strict", "--now=2026-10-31T14:59+00:00"]) == 0
    assert run(["due", root, "--strict", "--now=2026-10-31T15:00+00:00"]) == 1


def test_what_is_over_is_not_listed(tmp_path: Path, capsys: Capture) -> None:
    article = (
        (BASE / ARTICLE)
        .read_text()
        .replace("status: published\n", "status: published\nreview_by: 2026-10\nexpires: 2026-11-01\n")
    )
    assert _due(str(site(tmp_path, {ARTICLE: article}))) == 0
    assert capsys.readouterr().out == "nothing to look at again\n"


def test_errors_in_the_content_are_told_beside_the_list(tmp_path: Path, capsys: Capture) -> None:
    root = str(site(tmp_path, {**FILES, "content/events.yaml": "a: {title: A: b, date: 2025, source: wto}\n"}))
    assert _due(root) == 1
    told = capsys.readouterr()
    assert "access" in told.out
    assert "1 error in the content" in told.err


def test_a_site_without_configuration_is_wrong_usage(tmp_path: Path) -> None:
    assert _due(str(tmp_path)) == 2


# --- the calendar


def read_calendar(data: bytes) -> list[dict[str, str]]:
    """Read the events of a calendar as RFC 5545 says: CRLF, unfolding, then escapes."""
    text = data.decode()
    assert text.endswith("\r\n")
    assert re.search(r"(?<!\r)\n|\r(?!\n)", text) is None
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").split("\r\n")
    assert (lines[0], lines[-2]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert lines[1] == "VERSION:2.0"
    events: list[dict[str, str]] = []
    for line in lines:
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and ":" in line:
            name, _, value = line.partition(":")
            events[-1].setdefault(name, re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], value))
    return events


def test_a_calendar_has_a_whole_day_for_each_review(reviewed: str, tmp_path: Path) -> None:
    target = tmp_path / "due.ics"
    assert _due(reviewed, "-o", str(target)) == 0
    events = read_calendar(target.read_bytes())
    assert [event["UID"] for event in events] == [
        "fact-access@rice.example.org", "fact-price@rice.example.org", "article-rice@rice.example.org",
        "fact-levy@rice.example.org",
    ]  # fmt: skip
    first = events[0]
    assert first["SUMMARY"] == "Look again at: Rice let in; free, of duty"
    assert first["DTSTAMP"] == "20261124T030000Z"
    assert (first["DTSTART;VALUE=DATE"], first["DTEND;VALUE=DATE"]) == ("20261031", "20261101")
    assert first["DESCRIPTION"] == "Kept by Farm desk.\nFact access, content/facts.yaml:1"
    assert first["URL"] == "https://rice.example.org/facts/access/"
    assert b"Hush" not in target.read_bytes()


def test_the_same_site_and_moment_give_the_same_calendar(reviewed: str, capsys: Capture) -> None:
    assert _due(reviewed, "--format", "ics") == 0
    first = capsys.readouterr().out
    assert _due(reviewed, "--format", "ics") == 0
    assert capsys.readouterr().out == first


@given(
    st.text(st.characters(codec="utf-8"), max_size=200),
    st.text(st.characters(codec="utf-8"), max_size=60),
)
def test_any_words_survive_a_calendar(title: str, name: str) -> None:
    review = Review("fact", "a", title, dt.date(2026, 11, 24), "x", name, Span("content/facts.yaml", 3), "", "")
    now = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
    data = review_calendar("A site", [review], Addresses("https://a.example/", "/"), now)
    (event,) = read_calendar(data)
    broken = title.replace("\r\n", "\n").replace("\r", "\n")
    assert event["SUMMARY"] == "Look again at: " + re.sub("[\x00-\x09\x0b-\x1f\x7f]", " ", broken)


def test_an_output_that_cannot_be_written_is_the_machines_fault(reviewed: str, tmp_path: Path, capsys: Capture) -> None:
    assert _due(reviewed, "-o", str(tmp_path / "no" / "due.ics")) == 3
    assert "cannot be written" in capsys.readouterr().err

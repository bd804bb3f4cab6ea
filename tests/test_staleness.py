"""What is overdue: when a build says so, and what its readers see."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest
from small_sites import ARTICLE, BASE, site

from generator.build import Job, Made, make

if TYPE_CHECKING:
    from pathlib import Path

FACTS = """\
access: {label: Rice let in, value: 770000 tonnes, as_of: 2025-07-24, source: wto, review_in: 12 months}
twice: {label: Twice as much, derive: access * 2}
other: {label: Other, value: 3 tonnes, as_of: 2025, source: wto}
"""
BODY = (
    (BASE / ARTICLE).read_text()
    + "  Twice is [](fact:twice), other is [3 tonnes](fact:other).\nsidebar: [{facts: [access, twice, other]}]\n"
)
LAST = dt.datetime(2026, 7, 24, 23, 59, tzinfo=dt.UTC)
SAID = 'was to be looked at again by <time datetime="2026-07-24">24 July 2026</time>'


def _made(root: Path, now: dt.datetime, files: dict[str, str] | None = None) -> Made:
    return make(Job(site(root, {"content/facts.yaml": FACTS, ARTICLE: BODY, **(files or {})}), now))


def _told(made: Made) -> list[str]:
    return [problem.message for problem in made.report.problems if problem.code == "W-OVERDUE"]


def test_a_review_is_overdue_from_the_day_after(tmp_path: Path) -> None:
    before = _made(tmp_path, LAST)
    assert _told(before) == []
    assert not any(b"looked at again" in data for path, data in before.files.items() if path.endswith(".html"))
    after = _made(tmp_path, LAST + dt.timedelta(minutes=1))
    assert _told(after) == ["the fact `access` was to be looked at again by 2026-07-24"]


def test_the_reader_is_told_wherever_the_figure_is_shown(tmp_path: Path) -> None:
    files = {
        path: data.decode()
        for path, data in _made(tmp_path, LAST + dt.timedelta(days=1)).files.items()
        if path[-4:] in {"html", "json"}
    }
    assert f"This figure {SAID}. That has not been done yet." in files["facts/access/index.html"]
    assert f"A figure that this one is worked out from {SAID}." in files["facts/twice/index.html"]
    assert "looked at again" not in files["facts/other/index.html"]
    assert files["rice/index.html"].count(f"{SAID}; not yet done") == 2
    assert files["facts/index.html"].count("overdue</span>") == 2
    facts = {fact["id"]: fact.get("overdue", False) for fact in json.loads(files["facts.json"])["facts"]}
    assert facts == {"access": True, "twice": True, "other": False}


def test_an_article_is_overdue_too(tmp_path: Path) -> None:
    article = BODY.replace("status:", "review_by: 2026-06\nowner: Ann\nstatus:", 1)
    made = _made(tmp_path, LAST, {ARTICLE: article})
    assert _told(made) == ["`rice` was to be looked at again by 2026-06-30 (Ann keeps it)"]
    assert "This page was to be looked at again by " in made.files["rice/index.html"].decode()


@pytest.mark.parametrize(
    "state",
    [
        "status: draft",
        "status: withdrawn\nwithdrawn: {date: 2026-01-01, because: Wrong.}",
        "status: published\nexpires: 2026-06-01",
    ],
)
def test_what_the_public_does_not_rely_on_is_not_told(state: str, tmp_path: Path) -> None:
    article = BODY.replace("status: published", f"review_by: 2026-06\n{state}", 1)
    made = _made(tmp_path, LAST, {ARTICLE: article})
    assert _told(made) == []


def test_a_chain_of_derived_figures_is_followed_once(tmp_path: Path) -> None:
    """Forty figures of which each is twice worked out from the one before: no doubling of work at each step."""
    chain = "".join(f"step-{n}: {{label: Step, derive: step-{n - 1} - step-{n - 1} / 2}}\n" for n in range(1, 41))
    facts = f"{FACTS}step-0: {{label: Step, derive: access / 2}}\n{chain}"
    made = _made(tmp_path, LAST + dt.timedelta(days=1), {"content/facts.yaml": facts})
    assert "A figure that this one is worked out from" in made.files["facts/step-40/index.html"].decode()


@pytest.mark.parametrize(
    ("keys", "hint"),
    [
        ("as_of: 2024, review_by: 2025-01-01", "move `review_by:` on"),
        ("as_of: 2024-01-01, review_in: 12 months", "move `as_of:` on"),
        ("period: 2024, review_in: 12 months", "move `period:` on, or add `as_of:`"),
    ],
)
def test_the_hint_names_the_keys_that_the_fact_has(keys: str, hint: str, tmp_path: Path) -> None:
    facts = FACTS.replace("as_of: 2025-07-24, source: wto, review_in: 12 months", f"source: wto, {keys}")
    made = _made(tmp_path, LAST, {"content/facts.yaml": facts})
    assert [p.hint for p in made.report.problems if p.code == "W-OVERDUE"] == [f"look at it again, then {hint}"]

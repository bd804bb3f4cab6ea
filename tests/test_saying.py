"""The check of what references say, on whole sites: where it looks, where it points, and what it leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from small_sites import ARTICLE, made, site, with_body

if TYPE_CHECKING:
    from pathlib import Path

    from generator.diagnostics import Diagnostic

FACTS = """
access: {label: Rice let in free of duty, value: 770000 tonnes, as_of: 2025, source: wto}
rate:
  label: A rate
  unit: percent
  by: [date]
  source: wto
  data: {2025-04-05: 10, 2025-07-07: {value: 25, status: threatened}, 2025-08-07: 15}
change: {label: A change, derive: "change(rate.2025-04-05 to rate.2025-08-07)"}
less: {label: A change in points, derive: rate.2025-04-05 - rate.2025-08-07}
trays: {label: Trays, value: 64 trays, since: 2020, source: wto}
boxes: {label: Boxes a tray, value: 18 boxes, since: 2020, source: wto}
all: {label: All, derive: trays * boxes}
disputed:
  label: A disputed figure
  claims:
    one: {by: the one, value: 700%, as_of: 2025, source: wto}
    other: {by: the other, value: 778%, as_of: 2025, source: wto}
"""
EVENTS = "letter: {title: A letter, date: 2025-07-07, source: wto}\nvote: {title: A vote, facts: [day], source: wto}\n"
DAY = "day: {label: Day of the vote, value: 2025-07-20, as_of: 2025, source: wto}\n"


def told(tmp_path: Path, body: str, files: dict[str, str] | None = None) -> list[Diagnostic]:
    laid = {"content/facts.yaml": FACTS + DAY, "content/events.yaml": EVENTS, ARTICLE: with_body(body), **(files or {})}
    problems = made(site(tmp_path, laid)).report.problems
    return [problem for problem in problems if problem.code == "E-FIGURE"]


@pytest.mark.parametrize(
    "words",
    [
        "[15%](fact:rate)",
        "[25%](fact:rate.2025-07-07)",
        "[10%](fact:rate?as_of=2025-06-01)",
        "[700%](fact:disputed#one)",
        "rose by [half](fact:change)",
        "rose by [50%](fact:change)",
        "fell by [5 points](fact:less)",
        "[1,152](fact:all)",
        "[1,200](fact:all)",
        "[](fact:rate)",
        "[a **770,000 tonnes** quota](fact:access)",
        r"nearly [780\,000 *tonnes*](fact:access)",
        "[7 July](event:letter)",
        "[20 July](event:vote)",
        "[the vote](event:vote)",
        "[nobody knows](fact:disputed)",
        "between [10](fact:rate.2025-04-05) and [15%](fact:rate)",
        "[10%](fact:rate.2025-04-05)–[15%](fact:rate)",
    ],
)
def test_true_words_pass(words: str, tmp_path: Path) -> None:
    assert [problem.message for problem in told(tmp_path, f"They say {words} of it.")] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It is [10%](fact:rate).", "10%"),
        ("It is [15%](fact:rate?as_of=2025-06-01).", "15%"),
        ("It is [778%](fact:disputed#one).", "778%"),
        ("It fell by [50%](fact:change).", "50%"),
        ("It rose by [5 points](fact:less).", "5 points"),
        ("A **bold** start, then *nearly [**770,000** tonnes](fact:access)*.", "**770,000** tonnes"),
        (r"An escaped \* and a \[bracket\], then [7\,700 tonnes](fact:access).", r"7\,700 tonnes"),
        ("On [8 July](event:letter) it came.", "8 July"),
        ("On [21 July](event:vote) they voted.", "21 July"),
        ("| a | b |\n|---|---|\n| one | [99 tonnes](fact:access) |", "99 tonnes"),
        ("- a list with [99 tonnes](fact:access)", "99 tonnes"),
        ("A note.[^1]\n\n[^1]: It is [99 tonnes](fact:access).", "99 tonnes"),
        ("Two lines, nearly\n[770,000 tonnes](fact:access).", "770,000 tonnes"),
    ],
)
def test_false_words_are_shown_at_their_place(text: str, words: str, tmp_path: Path) -> None:
    (problem,) = told(tmp_path, text)
    line = (tmp_path / ARTICLE).read_text().splitlines()[problem.span.line - 1]
    start = problem.span.column - 1
    assert line[start : start + problem.span.length].strip("*") == words.strip("*")
    assert problem.hint.startswith("write “")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/events.yaml", EVENTS + 'more: {title: "Of [99 tonnes](fact:access)", date: 2025, source: wto}'),
        ("content/events.yaml", EVENTS + 'm: {title: M, date: 2025, source: wto, text: "[99 tonnes](fact:access)"}'),
        ("content/glossary.yaml", 'quota: {name: quota, definition: "It is [99 tonnes](fact:access)."}'),
        ("content/facts.yaml", FACTS + DAY + 'n: {label: N, value: yes, source: wto, note: "[99](fact:access)"}'),
        ("content/pages/about.yaml", 'title: About\nbody: "[99 tonnes](fact:access)"'),
        ("content/articles/more.yaml", 'title: "Why [99 tonnes](fact:access)?"\nsummary: S.\nbody: B.'),
        ("content/articles/more.yaml", 'title: T\nsummary: "Of [99 tonnes](fact:access)."\nbody: B.'),
        (
            "content/articles/more.yaml",
            'title: T\nsummary: S.\ncards: [{question: "Is it [99](fact:access)?", answer: "Yes."}]',
        ),
        (
            "content/articles/more.yaml",
            'title: T\nsummary: S.\ncards: [{question: Is it?, answer: "It is [99](fact:access)."}]',
        ),
    ],
)
def test_every_piece_of_prose_is_looked_at(path: str, text: str, tmp_path: Path) -> None:
    (problem,) = told(tmp_path, "Nothing.", {path: f"{text}\n"})
    assert problem.span.path == path


def test_what_is_reported_elsewhere_is_not_reported_twice(tmp_path: Path) -> None:
    body = "[99%](fact:nothing), [99%](fact:disputed), [8 July](event:nothing), [99%](fact:rate.1999)"
    assert told(tmp_path, body) == []


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("| Year | million tonnes |\n|---|---|\n| 2025 | [0.77](fact:access) |", []),
        ("| Year | tonnes (thousands) |\n|---|---|\n| 2025 | [770](fact:access) |", []),
        ("| Year | Let in, in kg |\n|---|---|\n| 2025 | [770,000](fact:access) |", ["770,000"]),
        ("| Year | Let in, in kg |\n|---|---|\n| 2025 | [770,000,000](fact:access) |", []),
        ("| What | In 2025 |\n|---|---|\n| Rice (thousand tonnes) | [77](fact:access) |", ["77"]),
        ("| What | In 2025 |\n|---|---|\n| Decline | [5 points](fact:less) |", []),
        ("| What | In 2025 |\n|---|---|\n| Growth | [5 points](fact:less) |", ["5 points"]),
        ("Falls over the year:\n\n- the rate: [5 points](fact:less)", []),
        ("Let in, in million tonnes:\n\n- rice: [0.77](fact:access)", []),
    ],
)
def test_the_head_of_a_column_or_row_and_the_words_before_a_list_count(
    body: str, wrong: list[str], tmp_path: Path
) -> None:
    assert [problem.message.split("“")[1].split("”")[0] for problem in told(tmp_path, body)] == wrong

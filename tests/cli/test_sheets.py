"""`factbox sheet` and `factbox reread`: figures and sentences for people to look at."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from small_sites import site

from generator.cli.main import run

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]

FACTS = """\
access: {label: Rice let in free of duty, value: 770000 tonnes, as_of: 2025-04-23, source: wto art. 4(2)}
double: {label: Twice the rice, derive: access * 2}
more: {label: Twice that, derive: double * 2}
sums: {label: "=SUM(A1:A9)", value: "=1+1", source: wto}
rule: {label: Whether it is a rule, value: yes, source: wto}
cars: {label: Cars, unit: cars, by: [year], data: {2023: 5, 2024: 7}, source: wto, as_of: 2025}
split:
  label: A split
  as_of: 2025
  source: wto
  claims: {us: {by: akazawa, value: 5 tonnes}, eu: {by: the EU, value: 6 tonnes}}
"""
ARTICLE_TEXT = """\
title: On [](fact:access) of rice
summary: "Mr. Sato says it. Japan lets in [770,000 tonnes](fact:access). That is all."
status: published
published: 2026-01-31
sidebar:
- group: Rice
  facts: [access, {fact: cars.2024, label: Cars sold}]
body: |
  First. Twice is [1.54 million tonnes](fact:double), [a rule](fact:rule) | of *law*.
  Some [40 shops](free: "our count").

  | a | b |
  |---|---|
  | Akazawa: [5 tonnes](fact:split#us) | ok |

  ::: table cars
  :::
cards:
- id: why
  question: Why [=1+1](fact:sums)?
  answer: Of [7 cars](fact:cars.2024), [3.08 million tonnes](fact:more).
"""
PEOPLE = "akazawa: {name: Ryosei Akazawa}\n"
EVENTS = "deal: {title: 'A deal that [rules](fact:rule) it', date: 2025, source: wto}\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    files: dict[str, str | bytes | None] = {
        "content/facts.yaml": FACTS,
        "content/articles/rice.yaml": ARTICLE_TEXT,
        "content/people.yaml": PEOPLE,
        "content/events.yaml": EVENTS,
    }
    return site(tmp_path, files)


def _rows(arguments: list[str], capsys: Capture) -> list[dict[str, str]]:
    assert run([*arguments, "--format", "json"]) == 0
    held: list[dict[str, str]] = json.loads(capsys.readouterr().out)["rows"]
    return held


def test_a_sheet_has_every_figure_in_the_order_of_the_page(desk: Path, capsys: Capture) -> None:
    rows = _rows(["sheet", "rice", str(desk)], capsys)
    assert [(row["where"], row["kind"], row["words"], row["address"]) for row in rows] == [
        ("title", "bound", "770,000 tonnes", "access"),
        ("summary", "bound", "770,000 tonnes", "access"),
        ("body", "bound", "1.54 million tonnes", "double"),
        ("body", "bound", "a rule", "rule"),
        ("body", "free", "40 shops", ""),
        ("body", "bound", "5 tonnes", "split#us"),
        ("body", "block", "", "cars.2023"),
        ("body", "block", "", "cars.2024"),
        ("card why, question", "bound", "=1+1", "sums"),
        ("card why, answer", "bound", "7 cars", "cars.2024"),
        ("card why, answer", "bound", "3.08 million tonnes", "more"),
        ("sidebar, Rice", "sidebar", "", "access"),
        ("sidebar, Rice", "sidebar", "", "cars.2024"),
    ]
    assert [row["number"] for row in rows] == [str(number) for number in range(1, 14)]


def test_a_row_has_the_sentence_and_all_that_the_fact_says(desk: Path, capsys: Capture) -> None:
    rows = _rows(["sheet", "rice", str(desk)], capsys)
    assert rows[0]["sentence"] == "On 770,000 tonnes of rice"
    assert rows[1] == {
        "number": "2",
        "where": "summary",
        "sentence": "Japan lets in 770,000 tonnes.",
        "words": "770,000 tonnes",
        "kind": "bound",
        "label": "Rice let in free of duty",
        "address": "access",
        "value": "770,000 tonnes",
        "status": "actual",
        "by": "",
        "period": "",
        "as_of": "23 April 2025",
        "since": "",
        "sources": rows[1]["sources"],
        "reason": "",
        "place": "content/articles/rice.yaml:2:43",
        "checked": "",
    }
    assert rows[1]["sources"].startswith("wto art. 4(2), ")
    assert rows[4]["reason"] == "our count"
    assert rows[4]["sentence"] == "Some 40 shops."
    assert rows[5]["by"] == "Ryosei Akazawa"
    assert rows[9]["period"] == "2024"
    assert rows[12]["label"] == "Cars sold"


def test_a_sheet_for_spreadsheets_holds_no_formula(desk: Path, capsys: Capture) -> None:
    assert run(["sheet", "rice", str(desk), "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == 13
    assert (rows[8]["words"], rows[8]["label"], rows[8]["value"]) == ("'=1+1", "'=SUM(A1:A9)", "'=1+1")
    assert not [cell for row in rows for cell in row.values() if cell[:1] in tuple("=+-@")]


def test_a_sheet_in_markdown_has_boxes_and_a_cell_stays_a_cell(desk: Path, capsys: Capture) -> None:
    assert run(["sheet", "rice", str(desk), "--format", "markdown"]) == 0
    lines = capsys.readouterr().out.splitlines()
    table = [line for line in lines if line.startswith("|")]
    assert sum(line.startswith("| \u2610 |") for line in table) == 13
    assert len({len(line.replace("\\|", "").split("|")) for line in table}) == 1
    assert "a rule \\| of law" in "".join(table)


def test_a_sheet_as_text_can_be_ticked_off(desk: Path, capsys: Capture) -> None:
    assert run(["sheet", "rice", str(desk)]) == 0
    told = capsys.readouterr().out
    assert told.startswith(
        "On 770,000 tonnes of rice (content/articles/rice.yaml)\n"
        "Figures: 8 bound to a fact, 1 left free, 2 in blocks, 2 in the sidebar.\n\n"
        "[ ] 1. 770,000 tonnes  (bound, title)\n"
    )
    assert told.count("\n[ ] ") == 13
    assert "    as of     23 April 2025\n" in told


def test_an_article_is_named_by_slug_or_file(desk: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = _rows(["sheet", "rice", str(desk)], capsys)
    assert _rows(["sheet", "content/articles/rice.yaml", str(desk)], capsys) == expected
    assert _rows(["sheet", str(desk / "content/articles/rice.yaml"), str(desk)], capsys) == expected
    monkeypatch.chdir(desk / "content/articles")
    assert _rows(["sheet", "rice.yaml", "../.."], capsys) == expected


@pytest.mark.parametrize(
    ("name", "told"), [("rise", "did you mean `rice`?"), ("wholly-other", "the articles are: rice")]
)
def test_an_article_that_is_none_is_told_with_the_nearest(name: str, told: str, desk: Path, capsys: Capture) -> None:
    assert run(["sheet", name, str(desk)]) == 2
    shown = capsys.readouterr()
    assert f"there is no article `{name}`; {told}" in shown.err
    assert shown.out == ""


def test_a_sheet_is_made_of_an_article_that_has_errors(desk: Path, capsys: Capture) -> None:
    path = desk / "content/articles/rice.yaml"
    path.write_text(path.read_text().replace("fact:rule)", "fact:ruel)"))
    rows = _rows(["sheet", "rice", str(desk)], capsys)
    assert (rows[3]["address"], rows[3]["value"]) == ("ruel", "")


def test_figures_without_a_fact_stand_in_their_place(desk: Path, capsys: Capture) -> None:
    text = "Of [](fact:access), 30 tonnes rot. They eat 40 tonnes [@wto, p. 4]. Then [7 cars](fact:cars.2024) came."
    body = f"body: |\n  {text}\n"
    article = f"title: Rice\nsummary: A.\n{body}"
    (desk / "content/articles/rice.yaml").write_text(article)
    rows = _rows(["sheet", "rice", str(desk)], capsys)
    assert [(row["kind"], row["words"], row["address"], row["sentence"]) for row in rows] == [
        ("bound", "770,000 tonnes", "access", "Of 770,000 tonnes, 30 tonnes rot."),
        ("unbound", "30 tonnes", "", "Of 770,000 tonnes, 30 tonnes rot."),
        ("cited", "40 tonnes", "wto", "They eat 40 tonnes."),
        ("bound", "7 cars", "cars.2024", "Then 7 cars came."),
    ]
    assert rows[1]["place"] == "content/articles/rice.yaml:4:23"
    assert rows[2]["sources"] == "wto p. 4, Schedule of Japan, WTO, 1995"


def test_what_changed_since_the_release_is_to_be_read_again(desk: Path, capsys: Capture) -> None:
    assert run(["reread", str(desk)]) == 2
    assert "`factbox release`" in capsys.readouterr().err
    assert run(["release", str(desk), "--now", "2026-02-01", "--quiet"]) == 0
    assert run(["reread", str(desk), "--now", "2026-02-02"]) == 0
    assert "No figure has changed since the last release." in capsys.readouterr().out
    facts = desk / "content/facts.yaml"
    facts.write_text(facts.read_text().replace("770000 tonnes, as_of: 2025-04-23", "640000 tonnes, as_of: 2025-12-01"))
    rows = _rows(["reread", str(desk), "--now", "2026-02-02"], capsys)
    assert [(row["address"], row["was"], row["value"]) for row in rows] == [
        ("access", "770,000 tonnes", "640,000 tonnes"),
        ("access", "770,000 tonnes", "640,000 tonnes"),
        ("double", "1,540,000 tonnes", "1,280,000 tonnes"),
        ("more", "3,080,000 tonnes", "2,560,000 tonnes"),
    ]


def test_sentences_that_rest_on_a_fact_are_found_through_derived_ones(desk: Path, capsys: Capture) -> None:
    rows = _rows(["reread", str(desk), "--fact", "access"], capsys)
    assert [(row["where"], row["words"], row["kind"], row["address"], row["rests_on"]) for row in rows] == [
        ("title", "770,000 tonnes", "follows the fact", "access", ""),
        ("summary", "770,000 tonnes", "compared by the check", "access", ""),
        ("body", "1.54 million tonnes", "compared by the check", "double", "access"),
        ("card why, answer", "3.08 million tonnes", "compared by the check", "more", "access"),
    ]
    assert rows[3]["sentence"] == "Of 7 cars, 3.08 million tonnes."


def test_words_that_no_check_can_judge_come_first(desk: Path, capsys: Capture) -> None:
    rows = _rows(["reread", str(desk), "--fact", "access", "--fact", "rule"], capsys)
    assert [(row["page"], row["words"], row["kind"]) for row in rows[:3]] == [
        ("article rice", "a rule", "only you can judge it"),
        ("event deal", "rules", "only you can judge it"),
        ("article rice", "770,000 tonnes", "follows the fact"),
    ]
    assert run(["reread", str(desk), "--fact", "rule"]) == 0
    assert "2 sentences rest on `rule`; of 2 only you can judge" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("cars.2024", ["cars.2024", "cars.2024"]),
        ("cars", ["cars.2024", "cars.2024"]),
        ("cars.2023", []),
        ("split#us", ["split#us"]),
        ("split#eu", []),
        ("split", ["split#us"]),
    ],
)
def test_cells_and_claims_are_told_apart(address: str, expected: list[str], desk: Path, capsys: Capture) -> None:
    rows = _rows(["reread", str(desk), "--fact", address], capsys)
    assert [row["address"] for row in rows] == expected


def test_a_fact_that_is_none_is_told_with_the_nearest(desk: Path, capsys: Capture) -> None:
    assert run(["reread", str(desk), "--fact", "acess"]) == 2
    assert "there is no fact `acess`; did you mean `access`?" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["text", "csv", "json", "markdown"])
@pytest.mark.parametrize("block", ["::: claims split", "::: facts split", "::: table cars", "::: facts cars.2024"])
def test_what_blocks_show_is_to_be_read_again(form: str, block: str, desk: Path, capsys: Capture) -> None:
    article = f"title: Rice\nsummary: A.\nbody: |\n  {block}\n  :::\n"
    (desk / "content/articles/rice.yaml").write_text(article)
    assert run(["reread", str(desk), "--fact", "split", "--fact", "cars", "--format", form]) == 0
    shown = capsys.readouterr().out
    assert block.partition(" ")[2].split()[0] in shown
    assert "article rice" in shown


def test_a_changed_claim_is_to_be_read_again(desk: Path, capsys: Capture) -> None:
    article = desk / "content/articles/rice.yaml"
    article.write_text(article.read_text().replace("::: table cars", "::: claims split"))
    assert run(["release", str(desk), "--now", "2026-02-01", "--quiet"]) == 0
    facts = desk / "content/facts.yaml"
    facts.write_text(facts.read_text().replace("5 tonnes}", "4 tonnes, as_of: 2026-01-01}"))
    capsys.readouterr()
    assert run(["reread", str(desk), "--now", "2026-02-02"]) == 0
    told = capsys.readouterr().out
    assert "[ ] 1. 5 tonnes  (compared by the check, body)" in told
    assert "    was       5 tonnes\n    value     4 tonnes\n" in told
    assert "4 tonnes (Ryosei Akazawa)  (follows the fact, body)" in told
    assert "    was       5 tonnes (Ryosei Akazawa)\n" in told


@pytest.mark.parametrize("place", ["block", "sidebar"])
def test_each_claim_is_a_row(place: str, desk: Path, capsys: Capture) -> None:
    shown = "body: |\n  ::: claims split\n  :::\n" if place == "block" else "sidebar: [split]\n"
    (desk / "content/articles/rice.yaml").write_text(f"title: Rice\nsummary: A.\n{shown}")
    rows = _rows(["sheet", "rice", str(desk)], capsys)
    assert [(row["kind"], row["label"], row["address"], row["value"], row["by"], row["as_of"]) for row in rows] == [
        (place, "A split", "split#us", "5 tonnes", "Ryosei Akazawa", "2025"),
        (place, "A split", "split#eu", "6 tonnes", "the EU", "2025"),
    ]
    assert all(row["sources"].startswith("wto, ") for row in rows)


def test_the_source_of_a_cited_figure_may_stand_in_a_footnote(desk: Path, capsys: Capture) -> None:
    body = "body: |\n  They  eat 40 tonnes[^1], or 50 tonnes [@wto, p. 1] [@wto, p. 2].\n\n  [^1]: See [@wto, p. 9].\n"
    (desk / "content/articles/rice.yaml").write_text(f"title: Rice\nsummary: A.\n{body}")
    rows = _rows(["sheet", "rice", str(desk)], capsys)
    assert [row["sources"].partition(", Schedule")[0] for row in rows] == ["wto p. 9, p. 1, p. 2", "wto p. 1, p. 2"]
    assert rows[1]["sentence"].endswith("50 tonnes.")

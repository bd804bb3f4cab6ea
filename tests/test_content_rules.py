"""What the content model promises in the cases that are easily got wrong, seen on whole sites."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest

from generator.build import Job, Made, make

if TYPE_CHECKING:
    from pathlib import Path

NOW = dt.datetime(2026, 2, 1, tzinfo=dt.UTC)
ARTICLE = "title: A\nsummary: S.\nstatus: published\npublished: 2026-01-01\nauthors: X\nbody: |\n"


def built(folder: Path, facts: str, body: str = "Words.", **more: str) -> Made:
    files = {
        "config.yaml": "title: T\nbase_url: https://example.org/sub/\n",
        "content/sources.yaml": "s1: {title: S, publisher: P, date: 2025}\n",
        "content/facts.yaml": facts,
        "content/articles/a.yaml": ARTICLE + "".join(f"  {line}\n" for line in body.split("\n")),
        **more,
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return make(Job(folder, NOW))


def codes(made: Made) -> list[str]:
    return [problem.code for problem in made.report.problems if problem.severity == "error"]


def fact(made: Made, id_: str) -> dict[str, Any]:
    held = json.loads(made.files["facts.json"])["facts"]
    found: dict[str, Any] = next(one for one in held if one["id"] == id_)
    return found


def test_an_override_of_a_cell_overrides_its_value(tmp_path: Path) -> None:
    series = "f: {label: F, unit: cars, by: [country, year], source: s1, data: {us: {2023: 1, 2024: 2}}, "
    made = built(tmp_path, series + "cells: {us.2024: {value: 77}, us: {status: estimate}}}\n", "[](fact:f.us.2024)")
    assert [cell["words"] for cell in fact(made, "f")["cells"]] == ["1 cars", "77 cars"]
    assert {cell["status"] for cell in fact(made, "f")["cells"]} == {"estimate"}


def test_a_unit_may_hold_a_scale(tmp_path: Path) -> None:
    series = "f: {label: F, unit: million cars, by: [year], source: s1, data: {2023: 1.49, 2024: 1.37}}\n"
    made = built(tmp_path, series, "[](fact:f.2023)")
    assert fact(made, "f")["cells"][0]["words"] == "1.49 million cars"
    assert fact(made, "f")["cells"][0]["value"]["number"] == 1490000


@pytest.mark.parametrize("link", ["/d/", "d.yaml", "../articles/d.yaml", "article:d", "/d/#h"])
def test_a_link_to_a_draft_is_one_error_however_it_is_written(tmp_path: Path, link: str) -> None:
    draft = {"content/articles/d.yaml": "title: D\nsummary: S.\nbody: Words.\n"}
    used = "f: {label: F, value: 5 cars, as_of: 2024, source: s1}\n"
    made = built(tmp_path, used, f"[x]({link}) [](fact:f)", **draft)
    assert codes(made) == ["E-REF-DRAFT"]


def test_a_derived_fact_on_a_draft_is_one_error(tmp_path: Path) -> None:
    draft = (
        "title: D\nsummary: S.\nbody: '[](fact:dd)'\nfacts: {dd: {label: D, value: 2 cars, as_of: 2024, source: s1}}\n"
    )
    made = built(tmp_path, "f: {label: F, derive: dd * 2}\n", "[](fact:f)", **{"content/articles/d.yaml": draft})
    assert codes(made) == ["E-REF-DRAFT"]


@pytest.mark.parametrize("link", ["https://example.org/sub/nope/", "https://example.org/sub/a/#zz"])
def test_the_own_address_is_checked_as_a_path_is(tmp_path: Path, link: str) -> None:
    made = built(tmp_path, "f: {label: F, value: 5 cars, as_of: 2024, source: s1}\n", f"[x]({link}) [](fact:f)")
    assert codes(made) == ["E-REF" if "nope" in link else "E-ANCHOR"]


def test_a_reference_in_plain_words_is_refused(tmp_path: Path) -> None:
    quotes = {"content/quotes.yaml": "q: {text: 'W [5](fact:f) [@s1]', by: x, source: s1}\n"}
    label = "f: {label: 'F [@s1]', value: 5 cars, as_of: 2024, source: s1}\n"
    made = built(tmp_path, label, "[](fact:f)\n\n::: quote q\n:::", **quotes)
    assert codes(made) == ["E-REF-FORM", "E-REF-FORM"]


def test_an_address_of_several_rows_is_ambiguous_whatever_is_newest(tmp_path: Path) -> None:
    cells = "data: {us: {sedan: {2024: 20}, suv: {2023: 1}}}"
    series = f"f: {{label: F, unit: cars, by: [country, kind, year], source: s1, {cells}}}\n"
    assert codes(built(tmp_path, series, "[](fact:f.us)")) == ["E-REF-AMBIGUOUS"]
    assert codes(built(tmp_path, series, "[](fact:f.us.suv)")) == []


def test_a_set_of_dates_is_printed_as_it_is_written(tmp_path: Path) -> None:
    events = "e: {title: E, date: '[1908, 1909]', source: s1}\ng: {title: G, date: '{1960, 1961}', source: s1}\n"
    made = built(tmp_path, "f: {label: F, value: yes, source: s1}\n", "[x](fact:f)", **{"content/events.yaml": events})
    page = made.files["timeline/index.html"].decode()
    assert "1908 or 1909" in page
    assert "1960 and 1961" in page
    assert "January" not in page


def test_an_image_may_be_named_with_escapes(tmp_path: Path) -> None:
    media = tmp_path / "content/media"
    media.mkdir(parents=True)
    (media / "my barn.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
    described = {"content/media/media.yaml": "my barn.svg: {alt: A barn, credit: C}\n"}
    facts = "f: {label: F, value: yes, source: s1}\n"
    made = built(tmp_path, facts, "![](../media/my%20barn.svg) [x](fact:f)", **described)
    assert codes(made) == []
    assert 'src="/sub/media/my%20barn.svg"' in made.files["a/index.html"].decode()

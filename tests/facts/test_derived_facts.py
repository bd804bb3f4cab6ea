"""Derived facts of a whole site: what they take over, where their problems are told, and their working on the page."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from small_sites import made, site, with_body

from generator.diagnostics.show import as_text

if TYPE_CHECKING:
    from pathlib import Path

FACTS = """\
rice: {label: Rice let in, value: 770000 tonnes, as_of: 2025-04-23, source: wto}
bought: {label: Rice bought, value: 360000 tonnes, as_of: 2024-11, source: gazette p. 3}
budget: {label: The budget, value: 5 million USD, as_of: 2025-06-01, source: wto}
hoped: {label: Rice hoped for, value: 900000 tonnes, as_of: 2025-05, status: forecast, source: wto}
counted: {label: Rice counted, value: 800000 tonnes, as_of: 2025-05, status: provisional, source: wto}
letter: {label: The letter, value: 2025-07-07, source: wto}
deal: {label: The deal, value: 2025-07-22, source: wto}
tariff:
  label: The tariff
  unit: percent
  by: [date]
  source: wto
  data: {2025-04-02: 24, 2025-07-07: {value: 25, status: threatened}}
disputed:
  label: The tariff on rice
  claims:
    one: {by: The president, value: 700%, as_of: 2025, source: wto}
    two: {by: The ministry, value: 778%, as_of: 2005, source: gazette}
"""
SOURCES = """\
wto: {title: WTO, publisher: World Trade Organization, date: 1994-04-15}
gazette: {title: The gazette, publisher: The state, date: 2025-01-01}
"""


def derived(root: Path, formula: str, more: str = "") -> str:
    """Give the problems of a site with a derived fact, as the command line prints them."""
    return as_text(made(_site(root, f"found: {{label: Found, derive: {formula}{more}}}\n")).report)


def page(root: Path, entry: str) -> tuple[str, dict[str, object]]:
    """Give the page of the fact `found`, and what the data say of it."""
    whole = made(_site(root, entry))
    assert not whole.report.failed, as_text(whole.report)
    facts = {fact["id"]: fact for fact in json.loads(whole.files["facts.json"])["facts"]}
    return re.sub(r"\s+", " ", whole.files["facts/found/index.html"].decode()), facts["found"]


def _site(root: Path, entry: str) -> Path:
    uses = "[](fact:found), [](fact:access)."
    return site(
        root,
        {
            "content/facts/more.yaml": FACTS + entry,
            "content/sources.yaml": SOURCES,
            "content/articles/rice.yaml": with_body(uses),
        },
    )


@pytest.mark.parametrize(
    ("formula", "column", "words"),
    [
        ("rice + budget", 36, "cannot add tonnes and USD"),
        ("rice-bought", 31, "write spaces around the minus: `rice - bought`"),
        ("rice-5", 31, "`rice - 5`"),
        ("rice/bought", 31, "put a space on both sides"),
        ("rice / boughtt", 38, "did you mean `bought`?"),
        ("tariff.2025-04-03 * 2", 31, "`tariff` has no cell `2025-04-03`"),
        ("rice * disputed", 38, "name whose figure it is: `disputed#one`, `disputed#two`"),
        ("rice / (bought - bought)", 36, "divides by zero"),
        ("deal - letter", 31, "use `days(a to b)`"),
        ("rice in USD", 39, "tonnes cannot be turned into USD"),
    ],
)
def test_a_problem_is_told_at_its_column_in_the_authors_file(
    tmp_path: Path, formula: str, column: int, words: str
) -> None:
    shown = derived(tmp_path, formula)
    line = FACTS.count("\n") + 1
    assert f"content/facts/more.yaml:{line}:{column}: error[" in shown, shown
    assert words in shown


def test_the_column_is_right_in_quotes_and_in_folded_text(tmp_path: Path) -> None:
    assert f":{FACTS.count(chr(10)) + 1}:37: error[E-DERIVE]" in derived(tmp_path, '"rice + budget"')
    folded = as_text(made(_site(tmp_path, "found:\n  label: Found\n  derive: >-\n    rice\n    + budget\n")).report)
    assert f":{FACTS.count(chr(10)) + 5}:5: error[E-DERIVE]" in folded, folded


@pytest.mark.parametrize("digits", [31, -31, 999999])
def test_nobody_rounds_to_more_digits_than_there_are(tmp_path: Path, digits: int) -> None:
    assert "`round` must be from -30 to 30" in derived(tmp_path, "rice / 3", f", round: {digits}")


def test_sources_and_the_oldest_date_are_taken_over(tmp_path: Path) -> None:
    html, data = page(tmp_path, "found: {label: Found, derive: bought / rice in percent}\n")
    assert [source["id"] for source in data["sources"]] == ["gazette", "wto"]  # type: ignore[attr-defined]
    assert data["as_of"] == {"edtf": "2024-11", "start": "2024-11-01", "end": "2024-11-30"}
    assert "as of November 2024" in html


@pytest.mark.parametrize(
    ("formula", "status"),
    [
        ("rice + bought", "actual"),
        ("rice + counted", "provisional"),
        ("counted + hoped", "forecast"),
        ("tariff.2025-07-07 - tariff.2025-04-02", "threatened"),
        ("hoped * tariff.2025-07-07", "threatened"),
    ],
)
def test_the_least_certain_status_is_taken_over(tmp_path: Path, formula: str, status: str) -> None:
    html, data = page(tmp_path, f"found: {{label: Found, derive: {formula}}}\n")
    assert data["status"] == status
    assert (f'<span class="status">{status}</span>' in html.partition("</h1>")[2].partition("<dl")[0]) == (
        status != "actual"
    )


def test_a_status_goes_on_through_what_is_derived_again(tmp_path: Path) -> None:
    half = "half: {label: Half, derive: hoped / 2}\n"
    _, data = page(tmp_path, half + "found: {label: Found, derive: half * 3, status: estimate}\n")
    assert data["status"] == "forecast"


def test_the_working_shows_inputs_steps_and_rounding(tmp_path: Path) -> None:
    html, _ = page(tmp_path, "found: {label: Found, derive: (rice - bought) / counted in percent, round: 1}\n")
    working = html.partition('id="working"')[2].partition("</section>")[0]
    assert "770,000 tonnes − 360,000 tonnes <span" in working
    assert "410,000 tonnes ÷ 800,000 tonnes <span" in working
    assert "Rounded to one decimal. Before rounding: 51.25%." in working
    for id_ in ("rice", "bought", "counted"):
        assert working.count(f'href="/facts/{id_}/"') == 2
    inputs = working.partition('class="inputs"')[2]
    assert "as of November 2024" in inputs
    assert "provisional" in inputs
    assert inputs.count("/sources/wto/") == 2


def test_a_result_in_full_says_nothing_of_rounding(tmp_path: Path) -> None:
    html, _ = page(tmp_path, "found: {label: Found, derive: rice + bought}\n")
    assert "Before rounding" not in html
    assert "1,130,000 t" in html


@pytest.mark.parametrize(
    ("formula", "more", "codes"),
    [
        ("5000000 EUR", "", ["E-SOURCE-MISSING", "E-PERIOD-MISSING"]),
        ("12", "", ["E-SOURCE-MISSING", "E-PERIOD-MISSING"]),
        ("12 * 50000", ", source: wto", ["E-PERIOD-MISSING"]),
        ("12 * 50000 EUR", ", unit: EUR, as_of: 2025", ["E-SOURCE-MISSING"]),
        ("12 * 50000 EUR", ", source: wto, as_of: 2025", []),
        ("days(2025-04-02 to 2025-07-12)", "", ["E-SOURCE-MISSING"]),
        ("days(2025-04-02 to 2025-07-12)", ", source: wto", []),
        ("days(letter to 2025-07-12)", "", []),
        ("rice * 2", "", []),
    ],
)
def test_a_formula_that_names_no_fact_rests_on_a_source_as_a_value_does(
    formula: str, more: str, codes: list[str], tmp_path: Path
) -> None:
    told = derived(tmp_path, formula, more)
    assert sorted(re.findall(r"\[([EW]-[A-Z-]+MISSING)\]", told)) == sorted(codes), told


@pytest.mark.parametrize(
    ("formula", "digits", "hint"),
    [
        ("rice * 2", -7, "round: -5"),
        ("rice / 100000000", 0, "round: 4"),
        ("rice - rice", -7, ""),
        ("rice * 2", -6, ""),
    ],
)
def test_what_is_not_zero_is_not_rounded_to_zero(formula: str, digits: int, hint: str, tmp_path: Path) -> None:
    told = derived(tmp_path, formula, f", round: {digits}")
    assert ("makes zero of a result that is not" in told) is bool(hint)
    assert hint in told


@pytest.mark.parametrize(
    ("formula", "more", "told"),
    [
        ("share.2025 - share.2024 in percent", "", "in percentage points, not in percent; leave the unit out"),
        ("share.2025 - share.2024", ", unit: percent", "in percentage points, not in percent"),
        ("gap in percent", "", "in percentage points, not in percent"),
        ("100% - share.2025 in percent", "", ""),
        ("share.2025 - share.2024", "", ""),
        ("fleet * 2 - 5 ferries", "", ""),
        ("2 fleet", "", "the id “fleet” cannot follow a number; put an operator before it, such as `* fleet`"),
        ("2 the-fleet", "", "“the-fleet” is not a unit, so it cannot follow a number"),
        ("fleet * 1e5", "", "write the number in full: `100000`"),
        ("fleet * 1.5E-3", "", "write the number in full: `0.0015`"),
        ("-fleet", "", "write `fleet * -1`"),
        ("fleet - fleet + 12 ferries", "", "“fleet” does nothing here"),
        ("12 ferries + fleet - (fleet - 3 ferries)", "", "“fleet” does nothing here"),
        ("fleet * 2 + 3 ferries - fleet * 2", "", "“fleet * 2” does nothing here"),
        ("fleet - fleet", "", ""),
        ("fleet / fleet * 12", "", "“fleet / fleet” does nothing here"),
        ("change(fleet - fleet + 3 ferries to 5 ferries)", "", "“fleet” does nothing here"),
        ("fleet + fleet - 3 ferries", "", ""),
        ("fleet - 3 ferries + 3 ferries", "", ""),
        ("share.2025 - share.2024 + share.2025", "", ""),
        ("sum(share)", "", "there is no function `sum`; there are `change(a to b)`, `days(a to b)`"),
    ],
)
def test_a_formula_that_means_something_else_is_told_what_to_write(
    formula: str, more: str, told: str, tmp_path: Path
) -> None:
    facts = (
        "share: {label: Share, source: wto, by: [year], data: {2024: 20%, 2025: 24%}}\n"
        "gap: {label: Gap, value: 4 pp, as_of: 2025, source: wto}\n"
        "fleet: {label: Fleet, value: 9 ferries, as_of: 2025, source: wto}\n"
    )
    entry = f"found: {{label: Found, derive: {formula}{more}}}\n"
    found = as_text(made(_site(tmp_path, facts + entry)).report)
    assert told in found
    assert ("E-DERIVE" in found) is bool(told), found

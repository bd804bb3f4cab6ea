"""A figure of one year in a sentence of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from small_sites import ARTICLE, made, site, with_body

if TYPE_CHECKING:
    from pathlib import Path

FACTS = """\
access: {label: Rice let in free of duty, value: 770000 tonnes, as_of: 2025, source: wto}
people:
  {label: Inhabitants, by: [year], source: wto, as_of: 2026, data: {2022: 1982097, 2023: 2005760, 2024: 2028289}}
cars:
  label: Cars
  by: [country, year]
  source: wto
  as_of: 2026
  data: {us: {2023: 4980, 2024: 5120}, de: {2024: 7000}}
rate:
  label: Rate
  unit: percent
  by: [date]
  source: wto
  data: {2023-03-01: 10, 2023-09-01: 24, 2024-06-01: 15}
"""


def codes(root: Path, text: str) -> list[str]:
    files = {"content/facts.yaml": FACTS, ARTICLE: with_body(f"It is [770,000](fact:access). {text}")}
    return [one.message for one in made(site(root, files)).report.problems if one.code == "W-PERIOD-OTHER"]


@pytest.mark.parametrize(
    "text",
    [
        "In 2023 it had [2 million inhabitants](fact:people.2024).",
        "In 2022 there were [2,028,289](fact:people) people.",
        "[2,028,289](fact:people) people lived there (2023).",
        "By March 2023, it had [2.03 million](fact:people.2024) inhabitants.",
        "It had [2,028,289 inhabitants in 2023](fact:people.2024).",
        "In 2023 the US took [5,120](fact:cars.us.2024) of them.",
        "In 2023 the rate was [15%](fact:rate.2024-06-01).",
        "In 2024 the rate was [10%](fact:rate.2023-03-01).",
    ],
)
def test_the_wrong_year_is_told(text: str, tmp_path: Path) -> None:
    found = codes(tmp_path, text)
    assert len(found) == 1
    assert "the sentence speaks of 20" in found[0]


@pytest.mark.parametrize(
    "text",
    [
        "In 2024 it had [2,028,289 inhabitants](fact:people).",
        "In 2021 it had [2,028,289 inhabitants](fact:people.2024).",  # the series knows nothing of 2021
        "In 2023 Germany took [7,000](fact:cars.de.2024) of them.",  # nor of Germany in 2023
        "Since 2022 it has had [2,028,289 inhabitants](fact:people).",
        "It had [2,028,289 inhabitants](fact:people), more than in 2022.",
        "In 2022 it was decided; it has [2,028,289 inhabitants](fact:people).",
        "In 2023 it opened a school and had [2,028,289 inhabitants](fact:people) in 2024.",
        "In 2023 it opened a school and has [2,028,289 inhabitants](fact:people).",
        "In 2023, the council counted on [2,028,289](fact:people.2024), not [2,005,760](fact:people.2023).",
        "The 2023 plan was for [2,028,289](fact:people.2024).",
        "In 2023 the office published a forecast of [2,028,289](fact:people.2024).",
        "In the 2020s it had [2,028,289 inhabitants](fact:people).",
        "In 2024 the rate was [24%](fact:rate.2023-09-01).",  # it held until June
    ],
)
def test_what_may_be_true_is_not(text: str, tmp_path: Path) -> None:
    assert codes(tmp_path, text) == []

"""Which numbers of a text are figures, and of which kind.

The cases stand in judged.txt, under their kind: `[...]` marks what is judged, and a line without marks holds nothing
that is. bench/lint/README.md says what a figure is.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prose_texts import read

from generator.facts.lint import Stated, stated_figures

FIXTURES = Path(__file__).with_name("judged.txt").read_text(encoding="utf-8")
KINDS = frozenset({"money", "percent", "ratio", "fraction", "large", "quantity", "written"})


def cases() -> list[tuple[str, str]]:
    found, kind = [], ""
    for line in FIXTURES.splitlines():
        if line.startswith("## "):
            kind = line[3:]
        elif line:
            found.append((kind, line))
    return found


def figures(markdown: str, language: str = "en", *, dates: bool = False) -> list[Stated]:
    return list(stated_figures(read(markdown)[0], language, dates=dates))


def unbound(markdown: str, language: str = "en") -> list[str]:
    return [one.words for one in figures(markdown, language) if not one.bond]


@pytest.mark.parametrize(("kind", "line"), cases())
def test_a_number_is_judged_or_left_alone(kind: str, line: str) -> None:
    marked = re.findall(r"\[([^\]]*)\]", line)
    found = figures(re.sub(r"[\[\]]", "", line))
    assert [one.words for one in found] == marked
    assert bool(marked) >= (kind in KINDS)
    if kind in KINDS:
        assert kind in {one.kind for one in found}
    assert {one.kind for one in found} <= KINDS


@pytest.mark.parametrize(
    ("markdown", "left"),
    [
        ("`15 countries` and [here](https://example.org/15-countries)", []),
        ("    15 countries\n", []),
        ("```\n15 countries\n```\n", []),
        ("![15 countries](../media/a.png)", []),
        ("See https://example.org/15-countries and <https://example.org/16>.", []),
        ("1. One\n2. Two\n", []),
        ("| Countries |\n|---|\n| 15 |\n", ["15"]),
        ("## 15 countries\n", ["15"]),
        ("*15* **countries**", ["15"]),
        ("15 [countries](https://example.org/)", ["15"]),
        ("15\ncountries", ["15"]),
        ("It has 15 coun\\*tries", ["15"]),
        ("15&nbsp;countries", ["15"]),
    ],
)
def test_markup_is_no_prose(markdown: str, left: list[str]) -> None:
    assert unbound(markdown) == left


@pytest.mark.parametrize(
    ("written", "kinds"),
    [
        ("It rose on 7 July 2025 to [24%](fact:a).", {"date"}),
        ("In 1999 and in the 1990s.", {"year"}),
    ],
)
def test_dates_are_judged_where_the_site_asks_for_it(written: str, kinds: set[str]) -> None:
    assert unbound(written) == []
    assert {one.kind for one in figures(written, dates=True) if not one.bond} == kinds


@pytest.mark.parametrize(
    ("language", "words", "left"),
    [
        ("de", "Es sind 24 %, 1.234 Leute und 3 Häuser, nicht drei.", ["24 %", "1.234", "3"]),
        ("ja", "2025年に24%、770,000トンになった。", ["24%", "770,000"]),
        ("fr", "Ce sont 24 % et 1 234 personnes, soit deux sur trois.", ["24 %", "1 234"]),
    ],
)
def test_in_other_languages_digits_are_judged(language: str, words: str, left: list[str]) -> None:
    assert [" ".join(one.split()) for one in unbound(words, language)] == left


PIECES = (
    '15 24% $5 three half countries [40](free:) [1,000](fact:a) [@b] . “ ” " > | `x 5` 1.5 one of the Top 20x 3:1 two '
    "(7) days, or more than 60 COVID-19 50/50 ½ 五 ٣ - – & Section Step age: first of the Top 20"
)
WORDS = st.sampled_from([*PIECES.split(" "), "\n"])


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_any_text_is_read_and_no_two_figures_overlap(words: str) -> None:
    document = read(words)[0]
    end = 0
    for one in stated_figures(document, "en", dates=True):
        assert end <= one.start <= one.end <= len(document.plain)
        assert document.plain[one.start : one.end] == one.words
        end = one.end
        if not one.bond:
            assert one.start < one.end
            for reference in document.references:
                touches = reference.offset < one.end and one.start < reference.offset + len(reference.words)
                assert not (touches and reference.scheme in {"fact", "event", "free"} and reference.words)


@given(st.text(max_size=200), st.sampled_from(["en", "de", "ja", "ar"]))
def test_whatever_is_written_is_read(words: str, language: str) -> None:
    for one in figures(words, language):
        assert one.words or one.bond == "fact"

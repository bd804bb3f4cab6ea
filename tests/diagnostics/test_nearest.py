"""Which name an author may have meant."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics.nearest import nearest


@pytest.mark.parametrize(
    ("word", "candidates", "expected"),
    [
        ("titel", ["title", "summary"], "title"),
        ("Title", ["title"], "title"),
        ("publised", ["publisher", "published"], "published"),
        ("xyz", ["title", "summary"], None),
        ("", ["title"], None),
        ("title", [], None),
        ("a" * 200, ["a" * 200], None),
        ("ac", ["ab", "ad"], None),
        ("abcd", ["abce", "abcf"], "abce"),
        ("abcd", ["abcf", "abce"], "abce"),
    ],
)
def test_a_near_name_is_suggested_and_a_far_one_is_not(word: str, candidates: list[str], expected: str | None) -> None:
    assert nearest(word, candidates) == expected


@given(st.text(max_size=10), st.sets(st.text(max_size=10), max_size=8))
def test_the_order_of_the_candidates_makes_no_difference(word: str, candidates: set[str]) -> None:
    found = nearest(word, candidates)
    assert found is None or found in candidates
    assert nearest(word, sorted(candidates, reverse=True)) == found
    assert word not in candidates or not word or found is not None


def test_ten_thousand_names_are_searched_quickly() -> None:
    names = [f"rice-imports-from-country-{number}" for number in range(10_000)]
    began = time.process_time()
    assert nearest("rice-import-from-country-77", names) == "rice-imports-from-country-77"
    assert time.process_time() - began < 10  # a runaway takes minutes; the clock of a busy machine must not decide

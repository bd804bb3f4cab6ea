"""A figure as Factbox prints it always says its own fact, in every language, wherever it stands."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sentences import judged, marked

from generator.diagnostics import Fault
from generator.facts.binding import judge
from generator.facts.wording import figure
from generator.model.unit import STANDARD_UNITS
from generator.model.value import DateValue, parse_value

HEDGES = ("", "", "~", "over ", "under ", "at least ", "at most ")
UNITS = (
    "", "%", " pp", " cars", " tonnes", " km", " USD", " JPY", " EUR", " GBP", " CHF", " AUD", " pence", " minutes",
    " years", " JPY/kg", " USD/barrel", " °C", " kWh", " bp", " MB",
)  # fmt: skip
SCALES = ("", "", " thousand", " million", " billion", " trillion")
LANGUAGES = ("en", "en-US", "de", "de-CH", "fr", "ja", "zh", "zh-Hant", "es", "it", "ko", "sv", "pl", "ru", "hi", "ar")
NUMERALS = st.one_of(
    st.integers(0, 99).map(str),
    st.integers(0, 10**9).map(str),
    st.decimals(0, 100_000, places=2).map(str),
    st.decimals(0, 1000, places=1).map(str),
)
AROUND = (("It is ", "."), ("It was (", ")"), ("", " in all."), ("They say ", ", as before"))


@st.composite
def written_values(draw: st.DrawFn) -> str:
    hedge, scale, unit = (draw(st.sampled_from(choices)) for choices in (HEDGES, SCALES, UNITS))
    number = draw(NUMERALS)
    if not hedge and draw(st.booleans()):
        return f"{number} to {draw(NUMERALS)}{scale}{unit}"
    sign = draw(st.sampled_from(("", "", "", "-")))
    return f"{hedge}{sign}{number}{scale}{unit}"


@settings(max_examples=500, deadline=None)
@given(written_values(), st.sampled_from(LANGUAGES), st.sampled_from(AROUND))
def test_a_printed_figure_says_its_fact(written: str, language: str, around: tuple[str, str]) -> None:
    value = parse_value(written, STANDARD_UNITS)
    assume(not isinstance(value, Fault))
    assert not isinstance(value, Fault)
    words = marked(f"{around[0]}[{figure(value, language)}]{around[1]}")
    assert judge(value, words, language, STANDARD_UNITS) is None


@settings(max_examples=500, deadline=None)
@given(written_values(), st.sampled_from(("en", "en-GB", "en-US", "en-IN")))
def test_it_is_read_and_not_only_recognised(written: str, language: str) -> None:
    value = parse_value(written, STANDARD_UNITS)
    assume(not isinstance(value, Fault))
    assert not isinstance(value, Fault)
    words = marked(f"It is [{figure(value, language)}].")
    assert judge(value, words, language, STANDARD_UNITS, shown="something else") is None


@settings(max_examples=300, deadline=None)
@given(st.dates(dt.date(1000, 1, 1)), st.sampled_from(("%Y-%m-%d", "%Y-%m")), st.sampled_from(LANGUAGES))
def test_a_printed_date_says_its_fact(day: dt.date, form: str, language: str) -> None:
    value = parse_value(format(day, form), STANDARD_UNITS)
    assert isinstance(value, DateValue)
    words = marked(f"[{figure(value, language)}]")
    assert judge(value, words, language, STANDARD_UNITS) is None
    assert judge(value, words, language, STANDARD_UNITS, shown="something else") is None


@pytest.mark.parametrize(
    ("fact", "sentence", "says"),
    [
        ("12%", "It fell by [12%].", False),
        ("12%", "It rose by [12%].", True),
        ("12%", "It changed by [12%].", True),
        ("12%", "After the fall of June, it was up [12%].", True),
        ("12 pp", "A loss of [12 points].", False),
        ("12 cars", "It fell by [12 cars].", True),
    ],
)
def test_a_rise_over_time_is_no_fall(fact: str, sentence: str, *, says: bool) -> None:
    assert (judged(fact, sentence, change=True) is None) == says


def test_a_hint_says_the_size_of_a_fall() -> None:
    fault = judged("-12%", "Sales fell by [21%].")
    assert fault is not None
    assert fault.hint == "write “12%”"

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Fault
from generator.facts.derive import Expression, Result, compute, parse_derivation
from generator.facts.wording import MachineNumber, date_words, figure, machine_number
from generator.model.dates import Date, parse_date
from generator.model.unit import UnitDeclaration, units_from
from generator.model.value import Value, parse_value

if TYPE_CHECKING:
    from decimal import Decimal

UNHURRIED = settings(deadline=None)  # the first date or locale of a process takes longer than the rest
UNITS = units_from(
    [
        UnitDeclaration("cars", (("en", "car"), ("ja", "台")), (("en", "cars"), ("ja", "台"))),
        UnitDeclaration("bale", (("", "bale"),), (("", "bales"),), "60 kg"),
    ]
).units


def value(text: str) -> Value:
    found = parse_value(text, UNITS)
    assert not isinstance(found, Fault), found
    return found


def words(text: str, language: str) -> str:
    found = parse_date(text)
    assert isinstance(found, Date), found
    return date_words(found, language)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("770000 tonnes", "770,000 tonnes"),
        ("24%", "24%"),
        ("39.4 pp", "39.4 percentage points"),
        ("1 pp", "1 percentage point"),
        ("~1.4 million cars", "about 1.4 million cars"),
        ("1 cars", "1 car"),
        ("1.0 cars", "1.0 cars"),
        ("10 to 15%", "10 to 15%"),
        ("5 to 6 months", "5 to 6 months"),
        ("over 1 USD", "more than $1"),
        ("under 5 cars", "fewer than 5 cars"),
        ("under 5 kg", "less than 5 kilograms"),
        ("at least 3", "at least 3"),
        ("up to 25%", "at most 25%"),
        ("341 JPY/kg", "¥341 per kilogram"),
        ("550 billion USD", "$550 billion"),
        ("-5 million EUR", "\u2212€5 million"),
        ("1 to 2 billion USD", "$1 billion to $2 billion"),
        ("5 CHF", "CHF 5"),
        ("0.150 USD", "$0.150"),
        ("15 pence", "15 pence"),
        ("60 km/h", "60 kilometres per hour"),
        ("20 °C", "20°C"),
        ("12 bale", "12 bales"),
        ("12 rounds", "12 rounds"),
        ("yes", "yes"),
        ("The Hague", "The Hague"),
        ("[French, English]", "French and English"),
        ("7 July 2025", "7 July 2025"),
    ],
)
def test_figures_in_english(text: str, expected: str) -> None:
    assert figure(value(text), "en") == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("770000 tonnes", "en-US", "770,000 metric tons"),
        ("60 km/h", "en-US", "60 kilometers per hour"),
        ("550 billion USD", "en-GB", "US$550 billion"),
        ("770000 tonnes", "de", "770.000\u00a0Tonnen"),
        ("24%", "de", "24\u00a0%"),
        ("550 billion USD", "de", "550 Milliarden\u00a0$"),
        ("~1.4 million cars", "ja", "≈ 140万台"),
        ("5 to 6 months", "de", "5–6 Monate"),
        ("5 to 6 months", "ja", "5–6 か月"),
        ("341 JPY/kg", "de", "341\u00a0¥/kg"),
        ("no", "fr", "non"),
        ("[French, English]", "de", "French und English"),
        ("1.50 million cars", "xx-unknown", "1.5 million cars"),
    ],
)
def test_figures_in_other_languages(text: str, language: str, expected: str) -> None:
    assert figure(value(text), language) == expected


@pytest.mark.parametrize(
    ("text", "british", "american"),
    [
        ("2025-04-23", "23 April 2025", "April 23, 2025"),
        ("2025-04", "April 2025", "April 2025"),
        ("2005", "2005", "2005"),
        ("1920s", "the 1920s", "the 1920s"),
        ("19XX", "1900 to 1999", "1900 to 1999"),
        ("2025-23", "autumn 2025", "fall 2025"),
        ("2024-Q1", "the first quarter of 2024", "the first quarter of 2024"),
        ("about April 2023", "about April 2023", "about April 2023"),
        ("2005%", "perhaps about 2005", "perhaps about 2005"),
        ("before 1945", "before 1945", "before 1945"),
        ("after 7 July 2025", "after 7 July 2025", "after July 7, 2025"),
        ("after 2024-Q2", "after the second quarter of 2024", "after the second quarter of 2024"),
        ("after winter 2024", "after winter 2024", "after winter 2024"),
        ("2025-06-05/2025-06-06", "5–6 June 2025", "June 5–6, 2025"),
        ("2025-04-02/2025-07-12", "2 April to 12 July 2025", "April 2 to July 12, 2025"),
        ("2024-01/2024-03", "January to March 2024", "January to March 2024"),
        ("2024-04/2025-03", "April 2024 to March 2025", "April 2024 to March 2025"),
        ("2010~/2012", "about 2010 to 2012", "about 2010 to 2012"),
        ("2025-04-02/..", "from 2 April 2025", "from April 2, 2025"),
        ("../2025", "until 2025", "until 2025"),
        ("2025-04/2025-04", "April 2025", "April 2025"),
    ],
)
def test_dates_in_english_put_the_day_first_unless_american(text: str, british: str, american: str) -> None:
    assert (words(text, "en"), words(text, "en-US")) == (british, american)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("2025-04-23", "de", "23. April 2025"),
        ("2025-04-23", "ja", "2025年4月23日"),
        ("2024-Q1", "de", "1. Quartal 2024"),
        ("1920s", "de", "1920–1929"),
        ("2025-06-05/2025-06-06", "ja", "2025年6月5日～6日"),
        ("before 1945", "de", "< 1945"),
    ],
)
def test_dates_in_other_languages(text: str, language: str, expected: str) -> None:
    assert words(text, language).replace("\u2009", "") == expected


@pytest.mark.parametrize(
    "text", ["2025-04-23", "2025-04", "2005", "2024-Q1", "1920s", "spring 2025", "5 to 6 June 2025"]
)
@pytest.mark.parametrize("hedge", ["", "about ", "before ", "after "])
def test_english_words_are_read_back_as_the_same_days(text: str, hedge: str) -> None:
    if hedge and " to " in text:
        return
    found, again = parse_date(hedge + text), parse_date(words(hedge + text, "en").replace("the first quarter of", "Q1"))
    assert isinstance(found, Date)
    assert isinstance(again, Date)
    assert (again.earliest, again.latest) == (found.earliest, found.latest)


@UNHURRIED
@given(st.dates(), st.sampled_from(["en", "en-US"]))
def test_the_words_of_a_day_are_read_back_as_that_day(day: object, language: str) -> None:
    found = parse_date(words(str(day), language))
    if isinstance(found, Fault):  # a year of fewer than four digits is shown without its zeros
        assert str(day).startswith("0")
    else:
        assert str(found.earliest) == str(day)


@UNHURRIED
@given(st.text(max_size=30), st.sampled_from(["en", "de", "ja", "ar", "fr", "", "xx", "zh-Hant-TW", "en_US"]))
def test_every_value_and_date_has_words_in_every_language(text: str, language: str) -> None:
    found, date = parse_value(text, UNITS), parse_date(text)
    assert isinstance(found, Fault) or figure(found, language)
    assert isinstance(date, Fault) or date_words(date, language)


@UNHURRIED
@given(
    st.decimals(-(10**6), 10**9, places=2),
    st.sampled_from(["", " million", " trillion"]),
    st.sampled_from(["", "%", " t", " USD", " JPY/kg", " cars", " pp", " °C", " months"]),
    st.sampled_from(["en", "de", "ja", "ar", "hi", "fr", "pl", "tr"]),
)
def test_every_quantity_has_words_in_every_language(number: Decimal, scale: str, unit: str, language: str) -> None:
    assert figure(value(f"{number:f}{scale}{unit}"), language)


def test_a_derived_figure_reads_like_any_other() -> None:
    expression = parse_derivation("a * 2 tonnes", UNITS)
    assert isinstance(expression, Expression)
    found = compute(expression, lambda _: value("341 JPY/kg"))
    assert isinstance(found, Result)
    assert figure(found.value, "en") == "¥682,000"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("~1.4 million cars", MachineNumber("1400000", "1400000", "1400000", "cars", "exact", approximate=True)),
        ("0.150 USD", MachineNumber("0.150", "0.150", "0.150", "USD", "exact", approximate=False)),
        ("10 to 15%", MachineNumber("", "10", "15", "percent", "range", approximate=False)),
        ("over 1 JPY/kg", MachineNumber("", "1", "", "JPY/kg", "over", approximate=False)),
        ("The Hague", None),
    ],
)
def test_machines_get_plain_decimals(text: str, expected: MachineNumber | None) -> None:
    assert machine_number(value(text)) == expected

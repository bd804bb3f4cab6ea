from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Fault
from generator.model.unit import STANDARD_UNITS
from generator.model.value import (
    DateValue,
    ItemFault,
    Quantity,
    Several,
    Words,
    YesNo,
    is_measured,
    parse_list,
    parse_value,
    plain_text,
)

UNHURRIED = settings(deadline=None)  # the first date or locale of a process takes longer than the rest


def quantity(text: str, unit: str | None = None) -> Quantity:
    found = parse_value(text, STANDARD_UNITS, unit)
    assert isinstance(found, Quantity), found
    return found


def fault(text: str, unit: str | None = None) -> Fault:
    found = parse_value(text, STANDARD_UNITS, unit)
    assert isinstance(found, Fault), found
    return found


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "bound"),
    [
        ("770000 tonnes", "770000", "770000", "t", "exact"),
        ("24%", "24", "24", "percent", "exact"),
        ("24 per cent", "24", "24", "percent", "exact"),
        ("39.4 pp", "39.4", "39.4", "pp", "exact"),
        ("341 JPY/kg", "341", "341", "JPY/kg", "exact"),
        ("~1.4 million cars", "1400000", "1400000", "cars", "exact"),
        ("10 to 15%", "10", "15", "percent", "range"),
        ("10% to 15%", "10", "15", "percent", "range"),
        ("between 5 and 6 months", "5", "6", "months", "range"),
        ("1 to 2 million USD", "1000000", "2000000", "USD", "range"),
        ("over 1 USD", "1", None, "USD", "over"),
        ("more than 5", "5", None, "", "over"),
        ("under 5 kg", None, "5", "kg", "under"),
        ("at least 3", "3", None, "", "at-least"),
        ("up to 25%", None, "25", "percent", "at-most"),
        ("-5%", "-5", "-5", "percent", "exact"),
        ("−5 pp", "-5", "-5", "pp", "exact"),
        ("0", "0", "0", "", "exact"),
        ("2025", "2025", "2025", "", "exact"),
        ("2005%", "2005", "2005", "percent", "exact"),
        ("5bn USD", "5000000000", "5000000000", "USD", "exact"),
        ("US$550 billion", "550000000000", "550000000000", "USD", "exact"),
        ("EUR 5 million", "5000000", "5000000", "EUR", "exact"),
        ("12 rounds of talks", "12", "12", "rounds of talks", "exact"),
    ],
)
def test_quantities(text: str, low: str | None, high: str | None, unit: str, bound: str) -> None:
    found = quantity(text)
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    assert [found.low, found.high, found.unit.id, found.bound] == [*ends, unit, bound]
    assert found.text == text


@pytest.mark.parametrize(
    ("text", "approximate", "quantum"),
    [
        ("~1.4 million cars", True, "100000"),
        ("~1.40 million cars", True, "10000"),
        ("about 770000 tonnes", True, "10000"),
        ("770000 tonnes", False, "1"),
        ("0.150", False, "0.001"),
        ("550 billion USD", False, "1000000000"),
        ("10 to 12.5%", False, "0.1"),
        ("~0", True, "1"),
    ],
)
def test_the_precision_of_a_number_is_that_of_its_digits(text: str, *, approximate: bool, quantum: str) -> None:
    assert (quantity(text).approximate, quantity(text).quantum) == (approximate, Decimal(quantum))


def test_digits_stay_as_they_are_written() -> None:
    assert quantity("0.150 USD").written == ("0.150",)
    assert str(quantity("0.150 USD").low) == "0.150"
    assert (quantity("1.50 million cars").written, quantity("1.50 million cars").scale) == (("1.50",), "million")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1,234", "write 1234"),
        ("1.234.567", "write 1234567"),
        ("1 234 tonnes", "write 1234"),
        ("1'234", "write 1234"),
        ("1_000", "write 1000"),
        ("1,5%", "write 1.5"),
        ("10-15%", "write `10 to 15`"),
        ("10–15%", "write `10 to 15`"),
        ("1e3", "plain decimal"),
        ("0x1F", "plain decimal"),
        ("007", "write 7"),
        ("+3%", "leave it out"),
        (".5", "write 0.5"),
        ("5.", "plain decimal"),
        ("½", "0.5"),
        ("1/3", "0.5"),
        ("90-day", "90 days"),
        ("~five", "plain decimal"),
        ("nearly 5", "`under`"),
        ("about over 5", "keep one"),
        ("over 10 to 15", "range alone"),
        ("15 to 10%", "smaller number first"),
        ("1 to 1 million", "scale word at both"),
        ("1 thousand to 1 million", "same scale word"),
        ("1999 to 2001", "1999/2001"),
        ("５００", "digits 0 to 9"),
        ("9999999999999999999999", "scale word"),
        ("", "remove the key"),
        ("[]", "items"),
    ],
)
def test_numbers_that_can_be_misread_are_refused_with_a_hint(text: str, hint: str) -> None:
    assert fault(text).code == "E-VALUE"
    assert hint in fault(text).hint


@pytest.mark.parametrize(
    ("text", "start", "length"),
    [("5 ton", 2, 3), ("$550 billion", 0, 1), ("5m", 1, 1), ("5 kg to 6 g", 10, 1), ("122 of 248 seats", 4, 12)],
)
def test_the_fault_of_a_unit_stands_at_the_unit(text: str, start: int, length: int) -> None:
    assert (fault(text).code, fault(text).start, fault(text).length) == ("E-UNIT", start, length)


def test_the_unit_may_stand_elsewhere_but_not_twice() -> None:
    assert quantity("24", "percent").unit.id == "percent"
    assert quantity("24%", "percent").unit.id == "percent"
    assert fault("24 kg", "percent").code == "E-UNIT"
    assert fault("24", "ton").code == "E-UNIT"
    assert parse_value("The Hague", STANDARD_UNITS, "percent") == Words("The Hague")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "1945-06-26",
            "2025-06",
            "before 1945",
            "after 2020",
            "April 2023",
            "7 July 2025",
            "2024-Q1",
            "1920s",
            "2005~",
        ),
        *("about April 2023", "2025-06-05/2025-06-06", "5 to 6 June 2025", "spring 2025", "since 2020", "201X"),
    ],
)
def test_dates(text: str) -> None:
    found = parse_value(text, STANDARD_UNITS)
    assert isinstance(found, DateValue)
    assert found.date.text == text


@pytest.mark.parametrize("text", ["07/04/2025", "4.7.2025", "7 July", "2025-02-30", "2024-25", "after 3 months"])
def test_what_begins_like_a_date_has_to_be_one(text: str) -> None:
    assert fault(text).code == "E-DATE"


@pytest.mark.parametrize(
    "text",
    ["The Hague", "May", "over the top", "before the war", "no tariff", "G7", "2nd largest", "COVID-19", "sixty"],
)
def test_everything_else_is_words(text: str) -> None:
    assert parse_value(text, STANDARD_UNITS) == Words(text)


def test_yes_and_no() -> None:
    assert parse_value("yes", STANDARD_UNITS) == YesNo("yes", yes=True)
    assert parse_value("No", STANDARD_UNITS) == YesNo("No", yes=False)


def test_a_list_holds_values_and_reports_each_fault() -> None:
    assert parse_list(["French", "English"], STANDARD_UNITS) == Several(
        "French, English", (Words("French"), Words("English"))
    )
    assert parse_value("[French, English]", STANDARD_UNITS) == Several(
        "[French, English]", (Words("French"), Words("English"))
    )
    found = parse_list(["1,5", "ok", "5 ton"], STANDARD_UNITS)
    assert isinstance(found, tuple)
    assert [type(each) for each in found] == [ItemFault, ItemFault]
    assert [each.index for each in found] == [0, 2]
    assert fault("[1 kg, 5-6]").start == 7


def test_only_quantities_need_a_period() -> None:
    measured = {text: parse_value(text, STANDARD_UNITS) for text in ("5 kg", "[yes, 5]", "yes", "The Hague", "2025-06")}
    found = {text: not isinstance(value, Fault) and is_measured(value) for text, value in measured.items()}
    assert found == {"5 kg": True, "[yes, 5]": True, "yes": False, "The Hague": False, "2025-06": False}


DIGITS = st.decimals(0, 10**9, places=2) | st.integers(0, 10**9).map(Decimal)
UNITS = st.sampled_from(["", "%", " kg", " t", " USD", " JPY/kg", " pp", " km/h", " rounds", " months"])
SCALES = st.sampled_from(["", " thousand", " million", " billion"])


HEDGES = st.sampled_from(["", "~", "over ", "under ", "at least ", "at most "])


@UNHURRIED
@given(HEDGES, st.sampled_from(["", "-"]), DIGITS, SCALES, UNITS)
def test_a_quantity_comes_back_from_its_plain_text(
    hedge: str, sign: str, digits: Decimal, scale: str, unit: str
) -> None:
    text = f"{hedge}{sign if digits else ''}{digits:f}{scale}{unit}"
    found = quantity(text)
    assert plain_text(found) == text
    assert quantity(plain_text(found)) == found


@UNHURRIED
@given(DIGITS, DIGITS, UNITS.filter(bool))
def test_a_range_comes_back_and_runs_upwards(one: Decimal, other: Decimal, unit: str) -> None:
    low, high = sorted((one, other))
    found = parse_value(f"{low:f} to {high:f}{unit}", STANDARD_UNITS)
    if low == high:
        assert isinstance(found, Fault)
    else:
        assert isinstance(found, Quantity)
        assert (found.low, found.high) == (low, high)
        assert quantity(plain_text(found)) == found


@UNHURRIED
@given(
    st.text(max_size=40) | st.from_regex(r"(~|over |about )?[-0-9.,$€% to/X]{1,20}(kg|million|%| ton)?", fullmatch=True)
)
def test_no_text_raises_and_faults_stay_inside_it(text: str) -> None:
    found = parse_value(text, STANDARD_UNITS)
    if isinstance(found, Fault):
        assert 0 <= found.start <= len(text)
        assert found.start + (found.length or 0) <= len(text)
        assert found.message

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Fault
from generator.facts.derive import Expression, Result, compute, names, parse_derivation
from generator.model.unit import STANDARD_UNITS
from generator.model.value import Quantity, Value, parse_value

UNHURRIED = settings(deadline=None)  # the first date or locale of a process takes longer than the rest
FACTS = {
    "jp": "~1.376 million cars",
    "us": "16000 cars",
    "none": "0 cars",
    "few": "0 to 5 cars",
    "over": "over 5 cars",
    "seats": "465 seats",
    "number": "465",
    "rice": "770000 tonnes",
    "levy": "341 JPY/kg",
    "rate": "0.0067 USD/JPY",
    "gdp": "550 billion USD",
    "a": "24%",
    "b": "15%",
    "span": "10 to 15%",
    "claim#trump": "700%",
    "cars.us.2023": "1.49 million cars",
    "cars.us.2024": "1.37 million cars",
    "letter": "2025-07-07",
    "start": "2025-04-02",
    "june": "2025-06",
    "open": "2025-06/..",
    "place": "The Hague",
    "power": "2 GW",
    "time": "30 hours",
    "loss": "-5 USD",
}


def lookup(address: str) -> Value | Fault:
    if address not in FACTS:
        return Fault("E-REF", f"there is no fact “{address}”")
    return parse_value(FACTS[address], STANDARD_UNITS)


def parsed(text: str) -> Expression:
    found = parse_derivation(text, STANDARD_UNITS)
    assert isinstance(found, Expression), found
    return found


def result(text: str, digits: int | None = None) -> Result:
    found = compute(parsed(text), lookup, digits)
    assert isinstance(found, Result), found
    return found


def fault(text: str) -> Fault:
    expression = parse_derivation(text, STANDARD_UNITS)
    found = expression if isinstance(expression, Fault) else compute(expression, lookup)
    assert isinstance(found, Fault), found
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 + 3 * 4", "14"),
        ("(2 + 3) * 4", "20"),
        ("10 - 3 - 2", "5"),
        ("-5 + 3", "-2"),
        ("jp / us", "~86"),
        ("us / seats", "34.4"),
        ("rice * 1.75", "1347500 t"),
        ("rice * 45%", "346500 t"),
        ("45% * rice", "346500 t"),
        ("seats * 20%", "93 seats"),
        ("number * 20%", "93"),
        ("a * 2", "48%"),
        ("a * b", "3.6%"),
        ("a / b", "1.6"),
        ("a - b", "9 pp"),
        ("b - a", "-9 pp"),
        ("a + b", "39%"),
        ("a + 3 pp", "27%"),
        ("100% - a", "76 pp"),
        ("100% - a in percent", "76%"),
        ("claim#trump - a", "676 pp"),
        ("1.5 in percent", "150%"),
        ("rice in kg", "770000000 kg"),
        ("rice * levy", "263 billion JPY"),
        ("levy * rate in USD/kg", "2.3 USD/kg"),
        ("power * time in GWh", "60 GWh"),
        ("12 months in years", "1 years"),
        ("gdp * 15%", "82.5 billion USD"),
        ("span * rice", "80000 to 120000 t"),
        ("over * 2", "over 10 cars"),
        ("us - over", "under 15995 cars"),
        ("change(cars.us.2023 to cars.us.2024)", "-8.1%"),
        ("change(us to us * 2)", "100%"),
        ("days(2025-04-02 to 2025-07-12)", "101 days"),
        ("days(2 April 2025 to 12 July 2025)", "101 days"),
        ("days(start to letter)", "96 days"),
        ("days(start to june)", "60 to 89 days"),
    ],
)
def test_formulas(text: str, value: str) -> None:
    assert result(text).value.text == value


def test_the_value_of_a_result_reads_like_any_other_value() -> None:
    found = result("gdp * 15%").value
    assert parse_value(found.text, STANDARD_UNITS) == found


@pytest.mark.parametrize(
    ("text", "code", "start", "length"),
    [
        ("rice + gdp", "E-DERIVE", 5, 1),
        ("us - 5", "E-DERIVE", 3, 1),
        ("1 - b", "E-DERIVE", 2, 1),
        ("us / none", "E-DERIVE", 3, 1),
        ("us / few", "E-DERIVE", 3, 1),
        ("place * 2", "E-DERIVE", 0, 5),
        ("letter - start", "E-DERIVE", 0, 6),
        ("2 + nothing", "E-REF", 4, 7),
        ("levy in USD/kg", "E-DERIVE", 8, 6),
        ("rice in kgs", "E-UNIT", 8, 3),
        ("rice in ton", "E-UNIT", 8, 3),
        ("us*2", "E-DERIVE", 0, 4),
        ("us -2", "E-DERIVE", 3, 2),
        ("us -", "E-DERIVE", 4, 1),
        ("2 us", "E-DERIVE", 0, 4),
        ("(us + 2", "E-DERIVE", 0, 1),
        ("us)", "E-DERIVE", 2, 1),
        ("change(us)", "E-DERIVE", 0, 6),
        ("change(none to us)", "E-DERIVE", 0, 18),
        ("change(loss to gdp)", "E-DERIVE", 0, 19),
        ("change(us to gdp)", "E-DERIVE", 0, 17),
        ("days(letter to start)", "E-DERIVE", 0, 21),
        ("days(start to open)", "E-DERIVE", 0, 19),
        ("days(us to start)", "E-DERIVE", 5, 2),
        ("days(2025-02-30 to start)", "E-DATE", 5, 10),
        ("1,5 * us", "E-DERIVE", 0, 3),
        ("", "E-DERIVE", 0, None),
        ("((((((((((((((((((1))))))))))))))))))", "E-DERIVE", 16, 1),
    ],
)
def test_what_cannot_be_worked_out_is_a_fault_at_its_place(
    text: str, code: str, start: int, length: int | None
) -> None:
    found = fault(text)
    assert (found.code, found.start, found.length) == (code, start, length)
    assert found.message


def test_money_is_not_converted_without_a_rate() -> None:
    assert "exchange rate" in fault("levy in USD/kg").hint
    assert "exchange rate" in fault("gdp + 5 JPY").hint


def test_long_formulas_are_refused_and_not_a_crash() -> None:
    assert "too long" in fault(" + ".join(["1"] * 5000)).message


def test_names_are_given_with_their_places() -> None:
    found = names(parsed("change(cars.us.2023 to cars.us.2024) + claim#trump * us"))
    assert [(name.address, name.start, name.length) for name in found] == [
        ("cars.us.2023", 7, 12),
        ("cars.us.2024", 23, 12),
        ("claim#trump", 39, 11),
        ("us", 53, 2),
    ]
    assert [name.address for name in names(parsed("days(start to letter)"))] == ["start", "letter"]


def test_rounding_is_said() -> None:
    assert (result("10 / 3").rounding, result("10 / 3").value.text) == ("sensible", "3.33")
    assert (result("10 / 3", 1).rounding, result("10 / 3", 1).value.text) == ("asked", "3.3")
    assert result("10 / 4", 1).rounding == "none"
    assert result("2.5 * 1", 0).value.text == "3"
    assert result("rice * 1", -5).value.text == "800000 t"
    assert result("span * 1", -1).value.text == "10 to 20%"


def test_a_range_that_rounds_to_one_number_is_about_it() -> None:
    assert result("(span * 1) / 100", 0).value.text == "~0%"


def test_the_working_shows_operands_and_parts_in_order() -> None:
    steps = result("levy * rate in USD/kg", 2).steps
    assert [(step.text, step.value.text) for step in steps] == [
        ("levy", "341 JPY/kg"),
        ("rate", "0.0067 USD/JPY"),
        ("levy * rate", "2.3 USD/kg"),
        ("levy * rate in USD/kg", "2.28 USD/kg"),
    ]


def test_an_approximate_input_makes_the_result_approximate() -> None:
    assert result("jp * 2").value.approximate
    assert not result("us * 2").value.approximate


NUMBERS = st.decimals(-1000, 1000, places=2).map(lambda number: f"{number:f}")
FORMULAS = st.recursive(
    NUMBERS,
    lambda parts: st.tuples(parts, st.sampled_from("+-*"), parts).map(lambda each: f"({each[0]} {each[1]} {each[2]})"),
    max_leaves=6,
)


@UNHURRIED
@given(FORMULAS)
def test_a_formula_is_what_decimal_arithmetic_says(text: str) -> None:
    found = result(text)
    stack = [f"Decimal('{word}')" if word[-1].isdigit() else word for word in _words(text)]
    expected = eval(" ".join(stack), {"Decimal": Decimal})  # noqa: S307 - the formula was made above
    assert found.low == expected
    assert found.high == expected


def _words(text: str) -> list[str]:
    return text.replace("(", "( ").replace(")", " )").split()


@UNHURRIED
@given(st.decimals(1, 10**6, places=3), st.decimals(1, 10**6, places=3), st.integers(0, 6))
def test_a_quotient_is_rounded_half_up(one: Decimal, other: Decimal, digits: int) -> None:
    found = result(f"{one:f} / {other:f}", digits).value
    exact = (one / other).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    assert found.low is not None
    assert abs(found.low - exact) <= Decimal(1).scaleb(-digits)
    assert abs(found.low - one / other) * 2 <= Decimal(1).scaleb(-digits) * Decimal("1.000001")


@UNHURRIED
@given(st.tuples(*[st.integers(-50, 50)] * 4), st.sampled_from("+-*"), st.floats(0, 1), st.floats(0, 1))
def test_a_range_holds_every_result_of_its_numbers(
    ends: tuple[int, ...], operator: str, here: float, there: float
) -> None:
    first, last = sorted(ends[:2]), sorted(ends[2:])
    values = {"x": f"{first[0]} to {first[1] + 1}", "y": f"{last[0]} to {last[1] + 1}"}
    found = compute(parsed(f"x {operator} y"), lambda key: parse_value(values[key], STANDARD_UNITS), 0)
    assert isinstance(found, Result)
    x = first[0] + Decimal(here) * (first[1] + 1 - first[0])
    y = last[0] + Decimal(there) * (last[1] + 1 - last[0])
    exact = {"+": x + y, "-": x - y, "*": x * y}[operator]
    assert found.low is not None
    assert found.high is not None
    assert found.low <= exact <= found.high


@UNHURRIED
@given(
    st.text(max_size=40)
    | st.lists(
        st.sampled_from([*FACTS, *"+-*/()", "change(", "days(", " to ", "in", "2", "%", "kg", "USD/kg"]), max_size=14
    ).map(" ".join)
)
def test_no_text_raises(text: str) -> None:
    found = parse_derivation(text, STANDARD_UNITS)
    if isinstance(found, Expression):
        outcome = compute(found, lookup)
        assert isinstance(outcome, Result | Fault)
    else:
        outcome = found
    if isinstance(outcome, Fault):
        assert outcome.start + (outcome.length or 0) <= len(text) + 1


@UNHURRIED
@given(
    st.lists(st.sampled_from([*FACTS, "0", "3", "45%"]), min_size=2, max_size=5),
    st.lists(st.sampled_from("+-*/"), min_size=4, max_size=4),
)
def test_every_result_has_an_end_and_a_text(operands: list[str], operators: list[str]) -> None:
    text = operands[0] + "".join(f" {sign} {name}" for sign, name in zip(operators, operands[1:], strict=False))
    found = compute(parsed(text), lookup)
    if isinstance(found, Result):
        value = found.value
        assert isinstance(value, Quantity)
        assert value.low is not None or value.high is not None
        assert value.text

from __future__ import annotations

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.diagnostics import Fault
from generator.facts.derive import Expression, Result, compute, names, parse_derivation
from generator.model.unit import STANDARD_UNITS
from generator.model.value import Quantity, Value, parse_value

if TYPE_CHECKING:
    from collections.abc import Callable

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
    "least": "at least 5 cars",
    "below": "under 5 cars",
    "most": "at most 5 cars",
    "some": "over 0 cars",
    "cold": "10 °C",
    "warm": "20 °C",
    "born": "2000-02-29",
    "cents": "30 US cents",
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
        ("months(2025-01-31 to 2025-03-30)", "1 months"),
        ("years(born to 2025-02-28)", "24 years"),
        ("years(born to 2025-03-01)", "25 years"),
        ("years(1945 to 2025)", "79 to 80 years"),
        ("1 / 3 * 3", "1"),
        ("over - us", "over -15995 cars"),
        ("over + least", "over 10 cars"),
        ("least + least", "at least 10 cars"),
        ("below + most", "under 10 cars"),
        ("us - least", "at most 15995 cars"),
        ("least * few / us", "at least 0 cars"),
        ("some * few / us", "at least 0 cars"),
        ("least / over", "over 0"),
        ("us / over", "0 to 3200"),
        ("cents + 1 USD", "130 us-cents"),
        ("1 USD + cents in USD", "1.3 USD"),
        ("warm - cold", "10 °C"),
        ("a + 5 percent", "29%"),
        ("1 / 10000000000000", "0.0000000000001"),
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
        ("over - least", "E-DERIVE", 0, 12),
        ("us / some", "E-DERIVE", 3, 1),
        ("change(cold to warm)", "E-DERIVE", 0, 20),
        ("rice * 100000000000 * 100000000000 * 100000000000", "E-DERIVE", 0, 49),
        ("1 / 100000000000000 / 100000000000000 / 100000", "E-DERIVE", 0, 46),
        ("days(june to 2025-06-15)", "E-DERIVE", 0, 24),
        ("months(us to start)", "E-DERIVE", 7, 2),
        ("us -2", "E-DERIVE", 3, 2),
        ("us -", "E-DERIVE", 4, 1),
        ("2 us-cars", "E-DERIVE", 0, 9),
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


def test_each_operation_keeps_what_it_was_done_to() -> None:
    steps = [step for step in result("(jp + us) * 10%").steps if step.operator]
    assert [(step.operator, [str(value.text) for value in step.operands]) for step in steps] == [
        ("+", ["~1.376 million cars", "16000 cars"]),
        ("*", ["~1.392 million cars", "10%"]),
    ]
    (step,) = result("days(start to 12 July 2025)").steps
    assert [value.text for value in step.operands] == ["2025-04-02", "12 July 2025"]


def test_what_was_cut_off_can_be_told() -> None:
    assert result("10 / 3", 1).fuller.text == "~3.33333"
    assert result("12345 / 100", 0).fuller.text == "123.45"


def test_an_approximate_input_makes_the_result_approximate() -> None:
    assert result("jp * 2").value.approximate
    assert not result("us * 2").value.approximate


NUMBERS = st.decimals(-1000, 1000, places=2).map(lambda number: f"{number:f}")
WITH_QUOTIENTS = st.recursive(
    NUMBERS,
    lambda parts: st.tuples(parts, st.sampled_from("+-*/"), parts).map(lambda each: f"({each[0]} {each[1]} {each[2]})"),
    max_leaves=8,
)


@UNHURRIED
@given(WITH_QUOTIENTS, st.integers(-3, 12))
def test_a_formula_is_what_arithmetic_on_fractions_says(text: str, digits: int) -> None:
    stack = [f"Fraction('{word}')" if word[-1].isdigit() else word for word in _words(text)]
    found = compute(parsed(text), lookup, digits)
    try:
        expected = eval(" ".join(stack), {"Fraction": Fraction})  # noqa: S307 - the formula was made above
    except ZeroDivisionError:
        assert isinstance(found, Fault)
        assert "zero" in found.message
        return
    if isinstance(found, Fault):  # of ten digits and more than thirty zeros nobody speaks
        assert "too large" in found.message or "too small" in found.message
        return
    assert found.low == expected
    assert found.high == expected
    shown = found.value.low
    assert shown is not None
    assert abs(Fraction(shown) - expected) * 2 <= Fraction(10) ** -digits
    assert found.rounding == ("asked" if shown != expected else "none")


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


# What an author may write about a whole number, and the numbers that it then may be.
LIMITS: dict[str, Callable[[int], Callable[[Fraction], bool]]] = {
    "over": lambda limit: lambda number: number > limit,
    "at least": lambda limit: lambda number: number >= limit,
    "under": lambda limit: lambda number: number < limit,
    "at most": lambda limit: lambda number: number <= limit,
}
KNOWN = st.tuples(st.sampled_from([*LIMITS, "range", "exact"]), st.integers(-20, 20), st.integers(1, 30))
POINT = st.fractions(0, 1, max_denominator=40)


def _point(known: tuple[str, int, int], share: Fraction) -> Fraction:
    """Give a number that something may be: so far from its limit to 30 beyond, or into its range."""
    kind, limit, width = known
    if kind in {"range", "exact"}:
        return limit + share * width * (kind == "range")
    return limit + share * 30 if kind in {"over", "at least"} else limit - share * 30


def _said(known: tuple[str, int, int]) -> str:
    kind, number, width = known
    return (
        f"{number} to {number + width}" if kind == "range" else f"{number}" if kind == "exact" else f"{kind} {number}"
    )


def _may_be(known: tuple[str, int, int], number: Fraction) -> bool:
    kind, limit, width = known
    if kind == "range":
        return limit <= number <= limit + width
    return number == limit if kind == "exact" else LIMITS[kind](limit)(number)


@settings(UNHURRIED, max_examples=400)
@given(st.tuples(KNOWN, KNOWN, KNOWN), st.tuples(*[st.sampled_from("+-*/")] * 2), st.tuples(POINT, POINT, POINT))
def test_whatever_the_inputs_are_the_result_holds_it(
    known: tuple[tuple[str, int, int], ...], signs: tuple[str, str], points: tuple[Fraction, ...]
) -> None:
    points = tuple(map(_point, known, points))
    assume(all(_may_be(each, point) for each, point in zip(known, points, strict=True)))
    values = dict(zip("xyz", map(_said, known), strict=True))
    text = f"( x {signs[0]} y ) {signs[1]} z"
    found = compute(parsed(text), lambda key: parse_value(values[key], STANDARD_UNITS), 6)
    assume(isinstance(found, Result))
    assert isinstance(found, Result)
    exact = eval(text, dict(zip("xyz", points, strict=True)))  # noqa: S307 - the formula was made above
    assert found.low is None or found.low <= exact
    assert found.high is None or exact <= found.high
    assert found.value.bound != "over" or found.low != exact
    assert found.value.bound != "under" or found.high != exact


DIMENSIONS = {"kg": "M", "tonnes": "M", "metres": "L", "km": "L", "hours": "T", "seconds": "T", "JPY": "J", "USD": "U"}
FACTORS = {"kg": 1, "tonnes": 1000, "metres": 1, "km": 1000, "hours": 3600, "seconds": 1, "JPY": 1, "USD": 1}


@UNHURRIED
@given(st.lists(st.tuples(st.sampled_from("*/"), st.integers(1, 99), st.sampled_from([*DIMENSIONS])), max_size=4),
       st.tuples(st.integers(1, 99), st.sampled_from([*DIMENSIONS])))  # fmt: skip
def test_units_multiply_by_their_dimensions(more: list[tuple[str, int, str]], first: tuple[int, str]) -> None:
    text = f"{first[0]} {first[1]}" + "".join(f" {sign} {number} {unit}" for sign, number, unit in more)
    size, powers = Fraction(first[0]) * FACTORS[first[1]], Counter({DIMENSIONS[first[1]]: 1})
    for sign, number, unit in more:
        part = Fraction(number) * FACTORS[unit]
        size = size * part if sign == "*" else size / part
        powers[DIMENSIONS[unit]] += 1 if sign == "*" else -1
    found = result(text, 12)
    factor = Fraction(1)
    for atom, power in found.unit.atoms:
        factor *= Fraction(FACTORS[{"t": "tonnes"}.get(atom.id, atom.id)]) ** power
    assert found.low is not None
    assert found.low * factor == size
    assert sorted(exponent for _, exponent in found.unit.dimension) == sorted(
        power for power in powers.values() if power
    )


@given(st.sampled_from([*DIMENSIONS]), st.sampled_from([*DIMENSIONS]), st.sampled_from("+-"))
def test_what_is_added_has_one_dimension(one: str, other: str, sign: str) -> None:
    found = compute(parsed(f"5 {one} {sign} 3 {other}"), lookup)
    assert isinstance(found, Result) == (DIMENSIONS[one] == DIMENSIONS[other])
    if isinstance(found, Fault):
        assert found.start == len(f"5 {one} ")


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

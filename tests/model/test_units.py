from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Fault
from generator.model.unit import NUMBER, STANDARD_UNITS, Unit, UnitDeclaration, compound, units_from
from generator.model.unit.builtin import BY_NAME

UNHURRIED = settings(deadline=None)  # the first date or locale of a process takes longer than the rest


def unit(word: str) -> Unit:
    found = STANDARD_UNITS.find(word)
    assert isinstance(found, Unit), found
    return found


@pytest.mark.parametrize(
    ("word", "identity", "kind"),
    [
        ("%", "percent", "percent"),
        ("per cent", "percent", "percent"),
        ("percentage points", "pp", "points"),
        ("tonne", "t", "mass"),
        ("kg", "kg", "mass"),
        ("square kilometers", "km2", "area"),
        ("TWh", "TWh", "energy"),
        ("weeks", "weeks", "time"),
        ("°C", "°C", "temperature"),
        ("USD", "USD", "currency"),
        ("US dollars", "USD", "currency"),
        ("yen", "JPY", "currency"),
        ("€", "EUR", "currency"),
        ("pence", "pence", "currency"),
        ("short-tons", "short-tons", "mass"),
    ],
)
def test_common_units_are_built_in(word: str, identity: str, kind: str) -> None:
    assert (unit(word).id, unit(word).kind, unit(word).declared) == (identity, kind, True)


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_every_built_in_unit_is_found_by_its_names(name: str) -> None:
    assert unit(BY_NAME[name].id) == BY_NAME[name]
    assert unit(name) == BY_NAME[name]


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("ton", "tonnes"),
        ("tons", "short-tons"),
        ("m", "million"),
        ("$", "USD"),
        ("¥", "JPY"),
        ("dollars", "AUD"),
        ("pounds", "GBP"),
        ("rupees", "INR"),
        ("KG", "did you mean `kg`"),
        ("tonnes of rice", "label"),
        ("of 465 seats", "noun"),
        ("JPY/kg/year", "one unit per another"),
        ("kg/kg", "leave the unit out"),
        ("JPY/ton", "tonnes"),
        ("million", "noun"),
        ("", "noun"),
    ],
)
def test_words_of_two_meanings_or_none_are_refused_with_a_hint(word: str, hint: str) -> None:
    found = STANDARD_UNITS.find(word)
    assert isinstance(found, Fault)
    assert found.code == "E-UNIT"
    assert hint in found.hint


def test_a_compound_has_the_dimension_of_its_parts() -> None:
    price, speed = unit("JPY per kg"), unit("km/h")
    assert (price.id, price.dimension) == ("JPY/kg", (("JPY", 1), ("mass", -1)))
    assert speed.dimension == (("length", 1), ("second", -1))
    assert price == unit("JPY/kg")


def test_a_compound_whose_parts_cancel_is_a_number() -> None:
    assert compound(((unit("kg"), 0),)) == NUMBER
    assert compound(((unit("kg"), 1),)) == unit("kg")


def test_a_noun_that_nobody_declared_counts_itself() -> None:
    cars, car = unit("cars"), unit("car")
    assert not cars.declared
    assert cars.undeclared == ("cars",)
    assert cars.dimension == car.dimension
    assert (cars.word("de", one=True), cars.word("en", one=False)) == ("cars", "cars")
    assert unit("people per km2").undeclared == ("people",)


def test_months_are_no_number_of_days() -> None:
    assert unit("years").factor == 12 * unit("months").factor
    assert unit("months").dimension != unit("days").dimension


CARS = UnitDeclaration("cars", (("en", "car"), ("ja", "台")), (("en", "cars"), ("ja", "台")))
BALE = UnitDeclaration("bale", (("", "bale"),), (("", "bales"),), "60 kg")
LOAD = UnitDeclaration("load", (("", "load"),), (("", "loads"),), "3 bales")


def test_a_site_declares_counts_multiples_and_currencies() -> None:
    found = units_from([LOAD, BALE, CARS, UnitDeclaration("gold", (("", "gold coin"),), currency="XAU", symbol="Au")])
    assert not found.faults
    load, coin = found.units.find("loads"), found.units.find("Au")
    assert isinstance(load, Unit)
    assert (load.kind, load.factor) == ("mass", Decimal(180))
    assert isinstance(coin, Unit)
    assert (coin.kind, coin.dimension) == ("currency", (("XAU", 1),))
    car = found.units.find("car")
    assert isinstance(car, Unit)
    assert (car.declared, car.word("ja", one=False), car.word("fr", one=True)) == (True, "台", "car")
    assert [each.id for each in found.units.declared] == ["load", "bale", "cars", "gold"]


def test_a_site_may_say_what_its_ton_is() -> None:
    found = units_from([UnitDeclaration("ton", (("", "ton"),), (("", "tons"),), "2240 lb")])
    tons = found.units.find("tons")
    assert isinstance(tons, Unit)
    assert tons.factor == Decimal("1016.0469088")


@pytest.mark.parametrize(
    ("declaration", "key", "message"),
    [
        (UnitDeclaration("kg", (("", "kg"),)), "", "every site has"),
        (UnitDeclaration("x", (("", "x"),), is_="0 kg"), "is", "does not say"),
        (UnitDeclaration("x", (("", "x"),), is_="3 ton"), "is", "metric, a short or a long ton"),
        (UnitDeclaration("x", (("", "x"),), is_="2 x"), "is", "in terms of itself"),
        (UnitDeclaration("x", (("", "x"),), currency="euro"), "currency", "not a currency's code"),
        (UnitDeclaration("x", (("", "bale"),)), "", "a word of the unit “bale” too"),
        (UnitDeclaration("x", (("", "x"),), symbol="kg"), "", "every site has"),
    ],
)
def test_declarations_that_cannot_be_are_faults(declaration: UnitDeclaration, key: str, message: str) -> None:
    faults = units_from([BALE, declaration]).faults
    assert [(fault.id, fault.key) for fault in faults] == [(declaration.id, key)]
    assert message in faults[0].fault.message


def test_a_circle_of_units_is_one_fault() -> None:
    circle = [UnitDeclaration("a", (("", "a"),), is_="2 b"), UnitDeclaration("b", (("", "b"),), is_="2 a")]
    assert [fault.fault.message for fault in units_from(circle).faults] == ["“b” is declared in terms of itself"]


@UNHURRIED
@given(st.text(max_size=70))
def test_no_word_raises(word: str) -> None:
    assert isinstance(STANDARD_UNITS.find(word), Unit | Fault)

"""The units that every site has: percent, SI and common units, time. Factors are exact definitions (SI, 1959 yard)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from generator.model.unit.types import Dimension, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.unit.types import Kind

_DIMENSIONS: dict[Kind, Dimension] = {
    "percent": (),
    "points": (("points", 1),),
    "mass": (("mass", 1),),
    "length": (("length", 1),),
    "area": (("length", 2),),
    "volume": (("length", 3),),
    "time": (("second", 1),),
    "energy": (("length", 2), ("mass", 1), ("second", -2)),
    "power": (("length", 2), ("mass", 1), ("second", -3)),
    "data": (("byte", 1),),
}
_MONTHS: Dimension = (
    ("month", 1),
)  # months and years have no fixed number of days, so they convert to each other only

# kind: id | one | many | factor | symbol | CLDR name | other spellings
_TABLE = """
percent: percent | percent | percent | 0.01 | % | | %, per cent, pct
points: pp | percentage point | percentage points | 1 | pp | | ppt, pct points, percent points
points: bp | basis point | basis points | 0.01 | bp | | bps
mass: mg | milligram | milligrams | 0.000001 | mg | mass-milligram |
mass: g | gram | grams | 0.001 | g | mass-gram | gramme, grammes
mass: kg | kilogram | kilograms | 1 | kg | mass-kilogram | kilo, kilos, kilogramme, kilogrammes
mass: t | tonne | tonnes | 1000 | t | mass-tonne | metric ton, metric tons
mass: kt | kilotonne | kilotonnes | 1000000 | kt | |
mass: Mt | megatonne | megatonnes | 1000000000 | Mt | |
mass: short-tons | short ton | short tons | 907.18474 | short tons | mass-ton | short-ton, US tons
mass: long-tons | long ton | long tons | 1016.0469088 | long tons | | long-ton, imperial tons
mass: lb | pound | pounds | 0.45359237 | lb | mass-pound | lbs
mass: oz | ounce | ounces | 0.028349523125 | oz | mass-ounce |
length: mm | millimetre | millimetres | 0.001 | mm | length-millimeter |
length: cm | centimetre | centimetres | 0.01 | cm | length-centimeter |
length: metres | metre | metres | 1 | m | length-meter |
length: km | kilometre | kilometres | 1000 | km | length-kilometer |
length: inches | inch | inches | 0.0254 | inches | length-inch |
length: ft | foot | feet | 0.3048 | ft | length-foot |
length: yd | yard | yards | 0.9144 | yd | length-yard |
length: miles | mile | miles | 1609.344 | mi | length-mile | mi
length: nautical-miles | nautical mile | nautical miles | 1852 | nmi | length-nautical-mile | nmi
area: cm2 | square centimetre | square centimetres | 0.0001 | cm² | area-square-centimeter | cm²
area: m2 | square metre | square metres | 1 | m² | area-square-meter | m², sq m
area: ha | hectare | hectares | 10000 | ha | area-hectare |
area: km2 | square kilometre | square kilometres | 1000000 | km² | area-square-kilometer | km², sq km
area: acres | acre | acres | 4046.8564224 | ac | area-acre | ac
area: sq-ft | square foot | square feet | 0.09290304 | sq ft | area-square-foot | sq ft, ft2, ft²
area: sq-miles | square mile | square miles | 2589988.110336 | sq mi | area-square-mile | sq mi, mi2, mi²
volume: ml | millilitre | millilitres | 0.000001 | ml | volume-milliliter | mL
volume: litres | litre | litres | 0.001 | l | volume-liter | l, L
volume: m3 | cubic metre | cubic metres | 1 | m³ | volume-cubic-meter | m³
volume: km3 | cubic kilometre | cubic kilometres | 1000000000 | km³ | volume-cubic-kilometer | km³
volume: barrels | barrel | barrels | 0.158987294928 | bbl | volume-barrel | bbl
volume: us-gallons | US gallon | US gallons | 0.003785411784 | US gal | | us-gallon
volume: imperial-gallons | imperial gallon | imperial gallons | 0.00454609 | imp gal | | imperial-gallon
time: seconds | second | seconds | 1 | s | duration-second | s, sec
time: minutes | minute | minutes | 60 | min | duration-minute | min, mins
time: hours | hour | hours | 3600 | h | duration-hour | h, hr, hrs
time: days | day | days | 86400 | d | duration-day | d
time: weeks | week | weeks | 604800 | wk | duration-week | wk
time: months | month | months | 1 | mo | duration-month | mo
time: years | year | years | 12 | y | duration-year | y, yr, yrs
energy: J | joule | joules | 1 | J | energy-joule |
energy: kJ | kilojoule | kilojoules | 1000 | kJ | energy-kilojoule |
energy: MJ | megajoule | megajoules | 1000000 | MJ | |
energy: GJ | gigajoule | gigajoules | 1000000000 | GJ | |
energy: TJ | terajoule | terajoules | 1000000000000 | TJ | |
energy: Wh | watt-hour | watt-hours | 3600 | Wh | | watt hours
energy: kWh | kilowatt-hour | kilowatt-hours | 3600000 | kWh | energy-kilowatt-hour | kilowatt hours
energy: MWh | megawatt-hour | megawatt-hours | 3600000000 | MWh | | megawatt hours
energy: GWh | gigawatt-hour | gigawatt-hours | 3600000000000 | GWh | | gigawatt hours
energy: TWh | terawatt-hour | terawatt-hours | 3600000000000000 | TWh | | terawatt hours
power: W | watt | watts | 1 | W | power-watt |
power: kW | kilowatt | kilowatts | 1000 | kW | power-kilowatt |
power: MW | megawatt | megawatts | 1000000 | MW | power-megawatt |
power: GW | gigawatt | gigawatts | 1000000000 | GW | power-gigawatt |
power: TW | terawatt | terawatts | 1000000000000 | TW | |
temperature: °C | degree Celsius | degrees Celsius | 1 | °C | temperature-celsius | celsius, ℃
temperature: °F | degree Fahrenheit | degrees Fahrenheit | 1 | °F | temperature-fahrenheit | fahrenheit, ℉
temperature: kelvin | kelvin | kelvins | 1 | kelvin | temperature-kelvin |
data: bits | bit | bits | 0.125 | bits | digital-bit |
data: bytes | byte | bytes | 1 | bytes | digital-byte |
data: kB | kilobyte | kilobytes | 1000 | kB | digital-kilobyte | KB
data: MB | megabyte | megabytes | 1000000 | MB | digital-megabyte |
data: GB | gigabyte | gigabytes | 1000000000 | GB | digital-gigabyte |
data: TB | terabyte | terabytes | 1000000000000 | TB | digital-terabyte |
"""

AMBIGUOUS: dict[str, tuple[str, str]] = {
    "ton": ("“ton” may be a metric, a short or a long ton", "write `tonnes`, `short-tons` or `long-tons`"),
    "m": ("“m” may mean metres or million", "write `metres` or `million`"),
    "k": ("“k” may mean thousand or kelvin", "write `thousand` or `kelvin`"),
    "b": ("“b” may mean billion or bytes", "write `billion` or `bytes`"),
    "tn": ("“tn” may mean trillion or tonnes", "write `trillion` or `tonnes`"),
    "mt": ("“MT” may mean metric or million tonnes", "write `tonnes` or `million tonnes`"),
    "gallon": ("“gallon” may be the US or the imperial one", "write `us-gallons` or `imperial-gallons`"),
    "degree": (
        "“degrees” may be of an angle or a temperature",
        "write `°C`, or declare the unit in content/units.yaml",
    ),
    "calorie": ("“calorie” may be the small or the large one", "write `kJ`, or declare the unit in content/units.yaml"),
    "$": ("“$” is the sign of many dollars", "write the code, such as `550 billion USD`"),
    "¥": ("“¥” is the sign of the yen and of the yuan", "write `JPY` or `CNY` after the number"),
    "dollar": ("“dollar” does not say whose", "write the code, such as USD, AUD or CAD"),
    "pound": ("“pound” may be money or a weight", "write `GBP` or `lb`"),
    "cent": ("“cent” does not say of which currency", "write it in whole units, such as `0.15 USD`"),
    "sen": ("“sen” does not say of which currency", "write it in whole units, such as `0.15 JPY`"),
    "peso": ("“peso” does not say whose", "write the code, such as MXN or PHP"),
    "rupee": ("“rupee” does not say whose", "write the code, such as INR or PKR"),
    "franc": ("“franc” does not say whose", "write the code, such as CHF or XOF"),
    "crown": ("“crown” does not say whose", "write the code, such as SEK, NOK or CZK"),
    "krona": ("“krona” does not say whose", "write the code, SEK or ISK"),
    "krone": ("“krone” does not say whose", "write the code, NOK or DKK"),
    "dinar": ("“dinar” does not say whose", "write the code, such as KWD or RSD"),
    "dirham": ("“dirham” does not say whose", "write the code, AED or MAD"),
    "rial": ("“rial” does not say whose", "write the code, such as IRR or SAR"),
    "riyal": ("“riyal” does not say whose", "write the code, such as SAR or QAR"),
    "won": ("“won” does not say whose", "write the code, KRW or KPW"),
    "lira": ("“lira” does not say whose", "write the code, TRY or ITL"),
    "shilling": ("“shilling” does not say whose", "write the code, such as KES or TZS"),
}
"""Words that mean more than one unit, in their singular and lower case: why, and what to write instead."""

_PLURALS = {"kronor": "krona", "kroner": "krone", "liras": "lira", "lire": "lira"}


def ambiguous(name: str) -> tuple[str, str] | None:
    """Give why a word is no unit by itself and what to write instead, or None."""
    lowered = name.lower()
    for key in (lowered, _PLURALS.get(lowered, ""), lowered.removesuffix("s")):
        if key in AMBIGUOUS:
            return AMBIGUOUS[key]
    return None


def _rows() -> Iterator[tuple[Unit, tuple[str, ...]]]:
    for line in _TABLE.strip().splitlines():
        kind, _, rest = line.partition(": ")
        name, one, many, factor, symbol, cldr, others = (field.strip() for field in rest.split("|"))
        spellings = tuple(other.strip() for other in others.split(",") if other.strip())
        yield _unit(kind, name, (one, many), factor, (symbol, cldr)), spellings  # type: ignore[arg-type]


def _unit(kind: Kind, name: str, words: tuple[str, str], factor: str, marks: tuple[str, str]) -> Unit:
    if kind == "temperature":
        dimension: Dimension = ((marks[1], 1),)  # scales with different zeros never convert
    else:
        dimension = _MONTHS if name in {"months", "years"} else _DIMENSIONS[kind]
    one, many = (("en", words[0]),), (("en", words[1]),)
    return Unit(name, one, many, kind, dimension, Decimal(factor), marks[0], cldr=marks[1])


def _spellings(word: str) -> tuple[str, ...]:
    """Give a word as it is spelt on either side of the Atlantic."""
    return word, word.replace("metre", "meter").replace("litre", "liter")


def _named() -> tuple[dict[str, Unit], dict[str, Unit]]:
    exact: dict[str, Unit] = {}
    folded: dict[str, Unit] = {}
    for unit, spellings in _rows():
        words = (unit.word("en", one=True), unit.word("en", one=False))
        if unit.id != "lb":  # its word "pound" may be money
            folded.update((spelling, unit) for word in words for spelling in _spellings(word.lower()))
        exact.update((name, unit) for name in (unit.id, *spellings))
        folded.update((name.lower(), unit) for name in spellings if len(name) > 3)  # noqa: PLR2004 - symbols keep case
    return exact, folded


BY_NAME, BY_WORD = _named()
"""The built-in units by exact name or symbol, and by lower-case word."""

PERCENT = BY_NAME["percent"]
POINTS = BY_NAME["pp"]
DAYS = BY_NAME["days"]
METRES = BY_NAME["metres"]

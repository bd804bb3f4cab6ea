"""Signs and words of money in prose, with the currencies that each may mean."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from generator.model.unit.money import CODES, SIGNS

if TYPE_CHECKING:
    from collections.abc import Mapping

Meaning = tuple[tuple[str, ...], Decimal]
"""The codes that a sign or word may mean, and what part of a whole unit it is."""

_DOLLARS = "USD AUD CAD NZD HKD SGD TWD JMD BSD BBD BZD FJD NAD TTD XCD LRD GYD SRD KYD BMD BND SBD ZWL"
_PESOS = "MXN PHP ARS CLP COP CUP DOP UYU"
_CROWNS = "SEK NOK DKK CZK ISK EEK SKK"
_FRANCS = "CHF XOF XAF XPF CDF RWF BIF DJF GNF KMF FRF BEF"
_POUNDS = "GBP EGP LBP SYP SDG SSP GIP FKP SHP IEP CYP"
_RUPEES = "INR PKR LKR NPR MUR SCR"
_WHOLE: Final[tuple[tuple[str, str], ...]] = (
    ("$ dollar dollars buck bucks", f"{_DOLLARS} {_PESOS} BRL"),
    ("¥ ￥", "JPY CNY"),
    ("yen 円", "JPY"),
    ("yuan renminbi 元 人民币 人民幣", "CNY TWD HKD"),
    ("£", _POUNDS),
    ("pound pounds sterling quid", _POUNDS),
    ("€ euro euros", "EUR"),
    ("₩ won", "KRW KPW"),
    ("₹", "INR"),
    ("rs rupee rupees", _RUPEES),
    ("peso pesos", _PESOS),
    ("franc francs", _FRANCS),
    ("kr crown crowns krona kronor krone kroner", _CROWNS),
    ("rouble roubles ruble rubles", "RUB BYN"),
    ("lira liras lire", "TRY ITL"),
    ("dinar dinars", "KWD RSD IQD JOD BHD DZD LYD TND MKD"),
    ("dirham dirhams", "AED MAD"),
    ("rial rials riyal riyals", "IRR SAR QAR OMR YER"),
    ("shilling shillings", "KES TZS UGX SOS ATS"),
    ("shekel shekels", "ILS"),
    ("rand", "ZAR"),
    ("zloty zlotys zloties", "PLN"),
    ("baht", "THB"),
    ("real reais", "BRL"),
    ("hryvnia hryvnias", "UAH"),
    ("forint forints", "HUF"),
    ("rupiah", "IDR"),
    ("ringgit", "MYR"),
    ("dong", "VND"),
    ("naira", "NGN"),
    ("taka", "BDT"),
    ("leu lei", "RON MDL"),
    ("lev leva", "BGN"),
    ("mark marks", "DEM BAM FIM"),
    ("bitcoin bitcoins", "XBT"),
)
_PARTS: Final[tuple[tuple[str, str], ...]] = (
    ("cent cents c ¢", f"{_DOLLARS} {_PESOS} EUR ZAR BRL KES"),
    ("penny pence pennies p", "GBP IEP"),
    ("sen", "JPY MYR IDR"),
    ("kopeck kopecks kopek kopeks", "RUB UAH BYN"),
    ("paise", "INR PKR NPR"),
    ("centime centimes rappen", _FRANCS),
    ("öre øre", _CROWNS),
    ("grosz groszy", "PLN"),
)
_NATION_WORDS = """
USD us american; AUD australian; CAD canadian; SGD singapore; TWD taiwan taiwanese; JPY japanese
; CNY chinese; GBP british
; CHF swiss; INR indian; MXN mexican; SEK swedish; NOK norwegian; DKK danish; CZK czech; ISK icelandic; KRW korean
; RUB russian; TRY turkish; EGP egyptian; PKR pakistani; EUR euro; KWD kuwaiti; PHP philippine
; ARS argentine; CLP chilean
; SAR saudi; ILS israeli; NZD zealand; HKD kong
"""
_NATIONS: Final[Mapping[str, str]] = {
    word: row.split()[0] for row in _NATION_WORDS.split(";") for word in row.split()[1:]
}
_HUNDREDTH = Decimal("0.01")


def _table() -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    for rows, part in ((_WHOLE, Decimal(1)), (_PARTS, _HUNDREDTH)):
        for words, codes in rows:
            found.update((word, (tuple(codes.split()), part)) for word in words.split())
    found.update((sign.lower(), ((code,), Decimal(1))) for sign, code in SIGNS.items() if sign != "£")
    return found


MONEY: Final[Mapping[str, Meaning]] = _table()
"""Signs and words of money, in small letters."""

GLUED_ONLY: Final = frozenset({"p", "c"})
"""Words that mean money only close behind the digits: `50p`."""


def money_of(word: str) -> Meaning | None:
    """Give what a sign, a word or a code in capitals means as money, or None."""
    if word in CODES:
        return (word,), Decimal(1)
    return MONEY.get(word.lower())


def national(nation: str, meaning: Meaning) -> Meaning | None:
    """Give the currency of a nation among those that a word may mean: `Australian dollars`."""
    code = _NATIONS.get(nation)
    return ((code,), meaning[1]) if code is not None and code in meaning[0] else None

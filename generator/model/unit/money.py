"""Currencies: ISO 4217 codes, the signs that mean one currency only, and smaller coins with a name of their own."""

from __future__ import annotations

from decimal import Decimal

from generator.model.unit.types import Unit

_IN_USE = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLF CLP CNY
COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR
IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR
MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD
SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD
XCG XDR XOF XPF YER ZAR ZMW ZWG
"""
_OF_THE_PAST = """
ANG ATS BEF CUC CYP DEM EEK ESP FIM FRF GRD HRK IEP ITL LTL LVL MTL NLG PTE SIT SKK SUR YUG ZWD ZWL
"""  # still met in prices of their day
_SIGNS = """
EUR €; GBP £; INR ₹; KRW ₩; RUB ₽; TRY ₺; UAH ₴; VND ₫; ILS ₪; THB ฿; NGN ₦; PHP ₱; KZT ₸; GHS ₵; BRL R$; TWD NT$
USD US$; AUD A$; CAD C$; HKD HK$; NZD NZ$; SGD S$; JPY JP¥; CNY CN¥
"""
_NAMES = """
JPY yen; JPY japanese yen; EUR euro; EUR euros; USD us dollar; USD us dollars; USD u.s. dollar; USD u.s. dollars
GBP pound sterling; GBP pounds sterling; GBP british pounds; CNY yuan; CNY renminbi; CHF swiss franc; CHF swiss francs
KRW south korean won; KRW korean won; INR indian rupee; INR indian rupees; AUD australian dollar; AUD australian dollars
CAD canadian dollar; CAD canadian dollars; THB baht; PLN zloty; ZAR rand; BRL real; BRL reais; UAH hryvnia; ILS shekels
"""
_COINS = {
    "pence": ("GBP", "penny", "pence"),
    "penny": ("GBP", "penny", "pence"),
    "us cents": ("USD", "US cent", "US cents"),
    "us cent": ("USD", "US cent", "US cents"),
    "euro cents": ("EUR", "euro cent", "euro cents"),
    "euro cent": ("EUR", "euro cent", "euro cents"),
    "japanese sen": ("JPY", "sen", "sen"),
}


def _by_name(text: str) -> dict[str, str]:
    """Give the codes of a list of `CODE name` by their names."""
    entries = (entry.strip() for line in text.strip().splitlines() for entry in line.split(";"))
    return {name: code for code, _, name in (entry.partition(" ") for entry in entries)}


CODES = frozenset((_IN_USE + _OF_THE_PAST).split())
SIGNS = _by_name(_SIGNS)
"""Signs that mean one currency. `$` and `¥` mean several and are not among them."""

_WORDS = _by_name(_NAMES)


def currency(name: str) -> Unit | None:
    """Give the currency of a code in capitals, a sign that means one currency, or an English name; else None."""
    code = name if name in CODES else SIGNS.get(name) or _WORDS.get(name.lower())
    if code is not None:
        return whole_unit(code)
    coin = _COINS.get(name.lower().replace("-", " "))
    return None if coin is None else _coin(*coin)


def whole_unit(code: str) -> Unit:
    """Give the unit of a currency's code, such as USD."""
    return Unit(code, (), (), "currency", ((code, 1),), currency=code)


def _coin(code: str, one: str, many: str) -> Unit:
    """Give the hundredth part of a currency, by its own name."""
    identity = many.lower().replace(" ", "-")
    return Unit(identity, (("en", one),), (("en", many),), "currency", ((code, 1),), Decimal("0.01"))

"""A number with the sign, the currency, the percent sign or the points that belong to it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.facts.numbers.counting import count_at
from generator.facts.numbers.english import FUNCTION_WORDS, SMALL, TENS
from generator.facts.numbers.money import GLUED_ONLY, MONEY, money_of, national
from generator.facts.numbers.tokens import Token, at
from generator.facts.numbers.written import in_words
from generator.model.unit.builtin import BY_NAME, BY_WORD
from generator.model.unit.money import CODES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.facts.numbers.language import Language
    from generator.facts.numbers.money import Meaning
    from generator.facts.numbers.parts import Count
    from generator.facts.numbers.phrase import Kind

_MINUSES = frozenset("-−–")
_HYPHENS = frozenset("-‐‑")
_PERCENTS = frozenset({"%", "％", "٪", "percent", "pct", "percents"})
_POINT_WORDS = frozenset({"point", "points", "pt", "pts"})
_BASIS_POINTS = frozenset({"bp", "bps"})
_HUNDREDTH = Decimal("0.01")
_HUNDREDED = frozenset({"dollar", "dollars", "pound", "pounds", "euro", "euros", "franc", "francs", "buck", "bucks"})
"""Words of money whose hundredths are said behind them."""
_CENTS = frozenset({*TENS, *(word for word, number in SMALL.items() if number >= 10)})  # noqa: PLR2004 - two digits
_LEAST_CENTS, _MOST_CENTS = 10, 99
_LONGEST_PREFIX = 3
_COMPOUNDS = frozenset(name.lower().replace("-", " ") for name in (*BY_NAME, *BY_WORD) if {" ", "-"} & set(name))
"""Names of units of more than one word: `cubic metres`, `kilowatt-hours`."""
_NATION_STARTS = frozenset({"hong", "new", "south", "saudi"})
_CUBED = frozenset({"m", "km", "cm", "mm", "ft", "mi"})


@dataclass(frozen=True, slots=True)
class Amount:
    """A number between two tokens with what it is an amount of; `kind` is "" for a number alone."""

    start: int
    stop: int
    value: Decimal
    step: Decimal
    count: Count
    kind: Kind | None = None
    currency: tuple[str, ...] = ()

    @property
    def is_bare(self) -> bool:
        """Tell whether it is a number without a currency or a percent sign."""
        return self.kind is None


def amount_at(tokens: Sequence[Token], index: int, language: Language) -> Amount | None:
    """Give the amount that begins at a token: a sign, a currency, or a number."""
    negative, first = _sign(tokens, index)
    money, first = _currency_before(tokens, first, language)
    if money is not None and not negative:
        negative, first = _sign(tokens, first)
    if first >= len(tokens):
        return None
    count = count_at(tokens, first, language, money=money is not None)
    if count is None:
        return None
    amount = Amount(index, count.stop, count.value, count.unit_step, count)
    amount = _priced(amount, money) if money is not None else _suffixed(tokens, amount, language)
    return replace(amount, value=-amount.value) if negative else amount


def _sign(tokens: Sequence[Token], index: int) -> tuple[bool, int]:
    """Tell whether a minus stands at a token, and where to go on."""
    token, following = at(tokens, index), at(tokens, index + 1)
    if token.text in _MINUSES and following.glued and not (token.glued and at(tokens, index - 1).kind != "sign"):
        return True, index + 1
    if token.low in {"minus", "negative"}:
        return True, index + 1
    if token.text == "+" and following.glued and not token.glued:
        return False, index + 1
    return False, index


# --- money


def _currency_before(tokens: Sequence[Token], index: int, language: Language) -> tuple[Meaning | None, int]:
    """Give the money that a sign or a code before a number means, and where the number begins."""
    token, following = at(tokens, index), at(tokens, index + 1)
    if token.kind == "word" and following.kind == "sign" and following.glued and len(token.text) <= _LONGEST_PREFIX:
        meaning = MONEY.get(token.low + following.text)
        if meaning is not None and _is_numeral(tokens, index + 2):
            return meaning, index + 2
    if not _is_numeral(tokens, index + 1):
        dotted = token.low == "rs" and following.text == "." and _is_numeral(tokens, index + 2)
        return (MONEY["rs"], index + 2) if dotted else (None, index)
    if token.kind == "sign":
        meaning = MONEY.get(token.text)
        return (meaning, index + 1) if meaning is not None else (None, index)
    if token.text in CODES or (token.low in {"rs", "kr"} and language.english) or token.text == "R$":
        return money_of(token.text), index + 1
    return None, index


def _is_numeral(tokens: Sequence[Token], index: int) -> bool:
    token = at(tokens, index)
    if token.text in _MINUSES and at(tokens, index + 1).glued:
        token = at(tokens, index + 1)
    return token.kind in {"number", "glyph"}


def _priced(amount: Amount, meaning: Meaning, stop: int | None = None) -> Amount:
    codes, part = meaning
    value, step = amount.value * part, amount.step * part
    return replace(amount, value=value, step=step, kind="money", currency=codes, stop=stop or amount.stop)


def _money_after(tokens: Sequence[Token], index: int, language: Language) -> tuple[Meaning, int] | None:  # noqa: PLR0911 - a form a line
    """Give the money that the words at a token mean, and where they end: `dollars`, `US dollars`, `EUR`, `€`."""
    token, following = at(tokens, index), at(tokens, index + 1)
    if token.kind == "sign" or token.text in CODES:
        meaning = money_of(token.text)
        takes = meaning is not None and not (token.kind == "sign" and following.glued and following.kind == "number")
        return (meaning, index + 1) if meaning is not None and takes else None
    if token.kind != "word":
        return None
    if token.low in MONEY:
        if token.low in GLUED_ONLY and (not token.glued or token.text != token.low):
            return None
        return MONEY[token.low], index + 1
    if token.kind == "word" and following.kind == "sign" and following.glued:
        meaning = MONEY.get(token.low + following.text)
        if meaning is not None:
            return meaning, index + 2
    if language.english and token.low == "u" and at(tokens, index + 4).low in MONEY:
        dotted = [one.low for one in tokens[index : index + 4]] == ["u", ".", "s", "."]
        meaning = national("us", MONEY[tokens[index + 4].low]) if dotted else None
        return (meaning, index + 5) if meaning is not None else None
    if language.english and following.low in MONEY and following.low not in GLUED_ONLY:
        meaning = national(token.low, MONEY[following.low])
        return (meaning, index + 2) if meaning is not None else None
    if language.english and token.low in _NATION_STARTS and at(tokens, index + 2).low in MONEY:
        meaning = national(following.low, MONEY[at(tokens, index + 2).low])
        return (meaning, index + 3) if meaning is not None else None
    return None if language.english else _money_in_run(token, index)


def _money_in_run(token: Token, index: int) -> tuple[Meaning, int] | None:
    """Give the money at the beginning of letters that stand without spaces: `円の`."""
    meaning = MONEY.get(token.text[0]) if token.text[0] in "円元" else None
    return (meaning, index + 1) if meaning is not None else None


# --- what follows a number


def _suffixed(tokens: Sequence[Token], amount: Amount, language: Language) -> Amount:
    """Add the percent sign, the points or the currency behind a number, also behind a hyphen."""
    index = amount.stop
    if at(tokens, index).text == "+" and at(tokens, index + 1).text == "%":
        return replace(amount, kind="percent", stop=index + 2)  # 90+%
    if at(tokens, index).text == "." and at(tokens, index - 1).low in language.scales:
        index += 1  # Mrd. €
    if at(tokens, index).text in _HYPHENS and at(tokens, index).glued and at(tokens, index + 1).glued:
        index += 1
    elif amount.count.part and at(tokens, index).low in {"a", "an", "of"}:
        index += 1 + (at(tokens, index).low == "of" and at(tokens, index + 1).low in {"a", "an", "one"})
    share = _percent_after(tokens, index) or (_points_after(tokens, index) if language.english else None)
    if share is not None:
        kind, part, stop = share
        step = amount.step if not amount.count.part else Decimal("0.1")
        return replace(amount, value=amount.value * part, step=step * part, kind=kind, stop=stop)
    money = _money_after(tokens, index, language)
    if money is None:
        return amount
    priced = _priced(amount, money[0], money[1])
    return _with_cents(tokens, priced) if language.english else priced


def _with_cents(tokens: Sequence[Token], amount: Amount) -> Amount:
    """Add the cents of `a dollar fifty` and `two pounds twenty-five`, if nothing is counted by them."""
    count = amount.count
    if at(tokens, amount.stop - 1).low not in _HUNDREDED or not count.written or count.scale or count.part:
        return amount
    if at(tokens, amount.stop).low not in _CENTS:
        return amount
    cents = in_words(tokens, amount.stop)
    if cents is None or cents.scale or not _LEAST_CENTS <= cents.value <= _MOST_CENTS:
        return amount
    follower = at(tokens, cents.stop)  # none is counted in `a dollar fifty a day`
    if follower.kind == "number" or (follower.kind == "word" and follower.low not in FUNCTION_WORDS):
        return amount
    value = amount.value + cents.value * _HUNDREDTH
    whole = replace(count, value=value, base=value, unit_step=_HUNDREDTH, weak=False)
    return replace(amount, stop=cents.stop, value=value, step=_HUNDREDTH, count=whole)


def _percent_after(tokens: Sequence[Token], index: int) -> tuple[Kind, Decimal, int] | None:
    token = at(tokens, index)
    if token.text == "‰":
        return "percent", Decimal("0.1"), index + 1
    if token.low in _PERCENTS:
        stop = index + 1
        if at(tokens, stop).low in _POINT_WORDS:
            return "points", Decimal(1), stop + 1
        return "percent", Decimal(1), stop
    if token.low == "per" and at(tokens, index + 1).low in {"cent", "cents"}:
        return "percent", Decimal(1), index + 2
    if token.low == "per" and at(tokens, index + 1).low in {"mille", "mil", "mill"}:
        return "percent", Decimal("0.1"), index + 2
    return None


def _points_after(tokens: Sequence[Token], index: int) -> tuple[Kind, Decimal, int] | None:
    token = at(tokens, index)
    if token.low == "percentage":
        stop = index + 1 + (at(tokens, index + 1).text in _HYPHENS)
        return ("points", Decimal(1), stop + 1) if at(tokens, stop).low in _POINT_WORDS else None
    if token.low in {"pp", "ppt", "ppts"} or token.low == "pps":
        return "points", Decimal(1), index + 1
    if token.low in _BASIS_POINTS:
        return "points", _HUNDREDTH, index + 1
    if token.low == "basis" and at(tokens, index + 1).low in _POINT_WORDS:
        return "points", _HUNDREDTH, index + 2
    return None


def noun_after(tokens: Sequence[Token], index: int, language: Language) -> tuple[str, int]:
    """Give the words behind a number that may name what is counted, and where the unit or the first of them ends."""
    words: list[str] = []
    stops = [index]
    joined = at(tokens, index).text in _HYPHENS and at(tokens, index).glued and at(tokens, index + 1).glued
    position = index + joined
    while len(words) < 4 and position < len(tokens):  # noqa: PLR2004 - as many words as units have
        token = tokens[position]
        if token.text == "°" and at(tokens, position + 1).low in {"c", "f"}:
            words.append(token.text + tokens[position + 1].text)
            position += 1
        elif token.kind != "word" or _ends_noun(token, language):
            break
        else:
            power = at(tokens, position + 1)
            raised = token.low in _CUBED and power.glued and power.text in {"2", "3"}
            words.append(token.text + power.text if raised else token.text)
            position += raised
        position += 1
        stops.append(position)
        if at(tokens, position).text in _HYPHENS and at(tokens, position).glued:
            position += 1
    return " ".join(words), stops[min(_words_of_unit(words), len(words))]


def _words_of_unit(words: Sequence[str]) -> int:
    """Give how many words name the unit: two of `cubic metres of water`, else one."""
    sizes = (size for size in (3, 2) if " ".join(words[:size]).lower() in _COMPOUNDS)
    return next(sizes, 1)


def _ends_noun(token: Token, language: Language) -> bool:
    return language.english and (token.low in FUNCTION_WORDS or token.low in SMALL or token.low in TENS)

"""Two numbers that say one thing: ranges, ratios, multiples."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal

from generator.base import dataclass
from generator.facts.numbers.amounts import Amount, amount_at, noun_after
from generator.facts.numbers.english import FUNCTION_WORDS, MOVEMENTS, MULTIPLES, SMALL, TENS, TIME_UNITS
from generator.facts.numbers.others import is_year, other_kind
from generator.facts.numbers.tokens import Token, at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.facts.numbers.language import Language

Joined = Literal["", "range", "ratio", "times"]
_DASHES = frozenset("-–—‑~〜～")
_OF_WORDS_WORDS = "the its their all those these his her our some"
_OF_WORDS: Final = frozenset(_OF_WORDS_WORDS.split())
_MOVEMENT_REACH = 5
_WIDEST_OR = 3


@dataclass(frozen=True, slots=True)
class Group:
    """One amount, or two that are joined: the ends of a range, or the parts of a ratio."""

    first: Amount
    last: Amount
    joined: Joined
    start: int
    stop: int
    value: Decimal | None = None

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """Give the one amount or both."""
        return (self.first,) if self.first is self.last else (self.first, self.last)


def group_at(tokens: Sequence[Token], index: int, language: Language) -> Group | None:
    """Give the amount at a token with the one that it is joined to, if any."""
    first = amount_at(tokens, index, language)
    if first is None:
        return None
    alone = Group(first, first, "", first.start, first.stop)
    if language.english:
        multiple = _multiple(tokens, alone)
        if multiple is not None:
            return multiple
    return _ratio(tokens, alone, language) or _range(tokens, alone, language) or alone


def _multiple(tokens: Sequence[Token], alone: Group) -> Group | None:
    """Give `10x`, `ten times`, `10-fold`."""
    first = alone.first
    if not first.is_bare:
        return None
    token, following = at(tokens, first.stop), at(tokens, first.stop + 1)
    folded = token.text == "-" and token.glued and following.low == "fold"
    if folded or (token.low == "fold" and token.glued):
        return replace(alone, joined="times", stop=first.stop + 1 + folded, value=first.value)
    crossed = token.low in {"x", "×"} and (token.glued or token.low == "×") and following.kind != "number"
    if crossed or (token.low == "times" and following.kind != "number"):
        return replace(alone, joined="times", stop=first.stop + 1, value=first.value)
    return None


def fold(token: Token) -> Decimal | None:
    """Give the number of `tenfold`, or of `twice` and `double`."""
    if token.low in MULTIPLES:
        return MULTIPLES[token.low]
    if token.low.endswith("fold"):
        name = token.low.removesuffix("fold")
        number = SMALL.get(name, TENS.get(name, 100 if name == "hundred" else 0))
        return Decimal(number) if number else None
    return None


# --- ratios


def _ratio(tokens: Sequence[Token], alone: Group, language: Language) -> Group | None:
    """Give `87:1`, `87 to 1`, `1 in 4`, `two out of three`, `five of the eight`."""
    first = alone.first
    if not first.is_bare or first.count.part or first.count.scale or first.value <= 0:
        return None
    link, place = _ratio_link(tokens, first.stop, language)
    if not link and language.english:
        link, place = _people_in(tokens, first, language)
    if not link:
        return None
    last = _plain_amount(tokens, place, language)
    if last is None or last.value <= 0 or not _are_a_ratio(tokens, link, first, last):
        return None
    return Group(first, last, "ratio", first.start, last.stop, first.value / last.value)


def _ratio_link(tokens: Sequence[Token], index: int, language: Language) -> tuple[str, int]:  # noqa: PLR0911 - a form a line
    """Give how a number is set against the next one (":", "to", "in", "of" or ""), and where that one begins."""
    token, following = at(tokens, index), at(tokens, index + 1)
    if token.text == ":" and token.glued and following.glued:
        return ":", index + 1
    if not language.english:
        return "", index
    if token.text == "-" and token.glued and following.low in {"to", "in"} and at(tokens, index + 2).text == "-":
        return following.low, index + 3
    if token.low == "to":
        return "to", index + 1
    if token.low == "in":
        return "in", index + 1 + (following.low == "every")
    if token.low == "out" and following.low == "of":
        return "of", index + 2 + (at(tokens, index + 2).low in _OF_WORDS)
    if token.low == "of" or (token.low == "from" and following.low == "among"):
        return "of", index + 1 + (following.low in _OF_WORDS)
    return "", index


def _people_in(tokens: Sequence[Token], first: Amount, language: Language) -> tuple[str, int]:
    """Give how `one person in four` is linked: a noun may stand between, if none follows."""
    noun = at(tokens, first.stop)
    if noun.kind != "word" or noun.low in FUNCTION_WORDS or at(tokens, first.stop + 1).low not in {"in", "out"}:
        return "", first.stop
    link, place = _ratio_link(tokens, first.stop + 1, language)
    last = _plain_amount(tokens, place, language)
    if last is None or noun_after(tokens, last.stop, language)[0]:
        return "", first.stop
    return link, place


def _plain_amount(tokens: Sequence[Token], index: int, language: Language) -> Amount | None:
    if index >= len(tokens) or (tokens[index].kind == "number" and other_kind(tokens, index, language) is not None):
        return None
    amount = amount_at(tokens, index, language)
    return amount if amount is not None and amount.is_bare and not amount.count.part else None


def _are_a_ratio(tokens: Sequence[Token], link: str, first: Amount, last: Amount) -> bool:
    weak_last = is_year(tokens[last.start].text) or at(tokens, last.stop).low in TIME_UNITS
    if link == ":":
        return True
    if link == "to":
        before = at(tokens, first.start - 1).low
        return before not in {"from", "between"} and first.value > last.value and not is_year(tokens[first.start].text)
    if weak_last or first.value > last.value or (first.count.weak and tokens[first.start].low in {"a", "an"}):
        return False
    return link == "of" or first.value < last.value


# --- ranges


def _range(tokens: Sequence[Token], alone: Group, language: Language) -> Group | None:  # noqa: PLR0911 - a form a line
    """Give `10 to 15%`, `$5-10 million`, `between 10 and 15 percent`, `three or four`."""
    first = alone.first
    place = _range_link(tokens, first, first.stop) or _linked_behind_noun(tokens, first, language)
    if place is None or place >= len(tokens):
        return None
    if tokens[place].kind == "number" and other_kind(tokens, place, language) is not None:
        return None
    last = amount_at(tokens, place, language)
    if last is None or (last.count.weak and tokens[last.count.start].low in {"a", "an"}):
        return None
    matched = _matched(first, last)
    if matched is None or matched[0].value >= matched[1].value:
        return None
    first, last = matched
    link = at(tokens, place - 1).low
    if link == "or" and last.value > first.value * _WIDEST_OR:
        return None
    if _moves(tokens, first) or (
        is_year(tokens[first.start].text) and is_year(tokens[last.start].text) and last.is_bare
    ):
        return None
    start = first.start - (at(tokens, first.start - 1).low in {"between", "from"} and link != "or")
    return Group(first, last, "range", start, last.stop)


def _linked_behind_noun(tokens: Sequence[Token], first: Amount, language: Language) -> int | None:
    """Give where the second number begins in `50 km to 60 km`, where one noun stands behind both."""
    if not first.is_bare or not language.english:
        return None
    noun, stop = noun_after(tokens, first.stop, language)
    place = _range_link(tokens, first, stop) if noun and " " not in noun else None
    if place is None or place >= len(tokens):
        return None
    last = amount_at(tokens, place, language)
    if last is None or noun_after(tokens, last.stop, language)[0].partition(" ")[0].lower() != noun.lower():
        return None
    return place


def _range_link(tokens: Sequence[Token], first: Amount, stop: int) -> int | None:
    """Give where the second number of a range begins, if something joins the two; `stop` is behind the first."""
    token = at(tokens, stop)
    if token.low in {"to", "or"}:
        return stop + 1
    if token.low == "and":
        return stop + 1 if at(tokens, first.start - 1).low == "between" else None
    if token.text == "-" and at(tokens, stop + 1).low in {"to", "or"}:
        return stop + 2 + (at(tokens, stop + 2).text == "-")
    if token.text in _DASHES:
        following = at(tokens, stop + 1)
        return stop + 1 if token.glued == following.glued else None
    return None


def _matched(first: Amount, last: Amount) -> tuple[Amount, Amount] | None:
    """Give two amounts with what they share: `$5-10 million` begins at five million dollars."""
    if first.kind != last.kind and not (first.is_bare or (last.is_bare and first.kind == "money")):
        return None
    shared = tuple(code for code in first.currency if code in last.currency)
    if first.currency and last.currency and not shared:
        return None
    factor, part = Decimal(1), _part(last if first.is_bare else first)
    if not first.count.scale and last.count.scale and first.count.base < last.count.base:
        factor = last.count.value / last.count.base
    size = factor * part * (-1 if first.value < 0 else 1)
    common = first.kind or last.kind, first.currency or last.currency
    first = replace(first, value=first.count.value * size, step=first.count.unit_step * abs(size))
    if last.is_bare and common[0] == "money":
        last = replace(last, value=last.value * part, step=last.step * part)
    return replace(first, kind=common[0], currency=common[1]), replace(last, kind=common[0], currency=common[1])


def _part(amount: Amount) -> Decimal:
    """Give what part of a whole unit of money or points an amount was told in: 0.01 for cents."""
    return abs(amount.value / amount.count.value) if amount.count.value and amount.kind != "percent" else Decimal(1)


def _moves(tokens: Sequence[Token], first: Amount) -> bool:
    """Tell whether two numbers are the ends of a movement (`rose from 10% to 15%`), which are two statements."""
    if at(tokens, first.start - 1).low != "from":
        return False
    reach = range(max(first.start - 1 - _MOVEMENT_REACH, 0), first.start - 1)
    return any(tokens[index].low in MOVEMENTS for index in reach)

"""Every number in a text."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from generator.facts.numbers.amounts import noun_after
from generator.facts.numbers.english import DENOMINATORS, DOZENS, MEASURES, MULTIPLES, SCALES, SMALL, TENS
from generator.facts.numbers.hedging import Hedging, hedge_after, hedge_before
from generator.facts.numbers.joining import Group, fold, group_at
from generator.facts.numbers.money import MONEY
from generator.facts.numbers.others import is_year, other_kind
from generator.facts.numbers.phrase import Number, Phrase
from generator.facts.numbers.tokens import Token, at, plain_digits, tokenise
from generator.model.unit.money import CODES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.facts.numbers.amounts import Amount
    from generator.facts.numbers.language import Language
    from generator.facts.numbers.phrase import Kind

_PARTS: Final = frozenset(name for name in DENOMINATORS if not name.endswith(("s", "ves")))
_STARTERS: Final = frozenset({*SMALL, *TENS, *MULTIPLES, *_PARTS, "minus", "negative", "dozen", "rs", "kr"})
_COUNTED: Final = frozenset({*MEASURES, *SCALES, *DOZENS, *DENOMINATORS, "per"})
"""What `a` and `an` count."""
_SIGNS: Final = frozenset("-−–+")
_LONGEST_CODE: Final = 3
_LARGE: Final = 1000
_RATIO_STEP: Final = Decimal("0.01")
_NOTHING: Final = Hedging("", "exact", "", -1)


def phrases(text: str, language: Language) -> tuple[Phrase, ...]:
    """Give every number, range and ratio of a plain text in order, figures or not, none overlapping another.

    It takes time in proportion to the text. Nothing runs across the end of a line.
    """
    found: list[Phrase] = []
    offset = 0
    for line in text.split("\n"):
        if may_hold_numbers(line, language):
            found.extend(_line(tokenise(line, offset, language), language))
        offset += len(line) + 1
    return tuple(found)


def may_hold_numbers(line: str, language: Language) -> bool:
    """Tell quickly whether a line holds anything that may be a number."""
    return _DIGITS.search(line) is not None or (language.english and _has_number_words(line))


def _has_number_words(line: str) -> bool:
    # In small letters and with something before each word, a pattern has a class to look for: several times as fast.
    low = f" {line.lower()}"
    return "fold" in low or _WORDS.search(low) is not None


def _grouped(words: Iterable[str]) -> str:
    """Give a pattern of any of some words that looks at each first letter once."""
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in by_letter.items())


_DIGITS: Final = re.compile("[0-9０-９½⅓⅔¼¾⅕⅖⅗⅘⅛⅜⅝⅞]")
_NUMBER_WORDS: Final = (*SMALL, *TENS, *SCALES, *DOZENS, *MULTIPLES, *_PARTS)
_MEASURED: Final = (*MEASURES, "per cent", *SCALES, *DOZENS)
_WORDS: Final = re.compile(rf"\W(?:{_grouped(_NUMBER_WORDS)}|an? (?:{_grouped(_MEASURED)}))")


def _line(tokens: Sequence[Token], language: Language) -> Iterator[Phrase]:
    index = free = 0
    last = len(tokens)
    while index < last:
        found = _phrase_at(tokens, index, free, language) if _may_begin(tokens, index, language) else None
        if found is None:
            index += 1
        else:
            phrase, index = found
            free = index
            yield phrase


def _phrase_at(tokens: Sequence[Token], index: int, free: int, language: Language) -> tuple[Phrase, int] | None:
    """Give the phrase whose number begins at a token, and the token behind it; `free` is behind the last phrase."""
    token = tokens[index]
    if token.kind == "number":
        other = other_kind(tokens, index, language)
        if other is not None:
            return _other(tokens, index, *other), other[1]
    elif token.kind == "word" and language.english:
        times = fold(token)
        if times is not None:
            return _vague(tokens, index, times), index + 1
    group = group_at(tokens, index, language)
    if group is None:
        return None
    return _phrase(tokens, group, free, language)


def _may_begin(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """Tell quickly whether a number may begin at a token: most words are none."""
    token = tokens[index]
    text, low = token.text, token.low
    if token.kind != "word":
        return token.kind in {"number", "glyph"} or text in _SIGNS or text in MONEY
    if language.english and (low in _STARTERS or low.endswith("fold")):
        return True
    if len(text) > _LONGEST_CODE:
        return False
    following = at(tokens, index + 1)
    if low in {"a", "an"} and not following.glued:
        return language.english and following.low in _COUNTED
    return text in CODES or not following.text.isalpha()


def _other(tokens: Sequence[Token], index: int, kind: Kind, stop: int) -> Phrase:
    start, end = tokens[index].start, tokens[min(stop, len(tokens)) - 1].end
    return Phrase(start, end, start, end, kind)


def _vague(tokens: Sequence[Token], index: int, times: Decimal) -> Phrase:
    token = tokens[index]
    kind: Kind = "ratio" if token.low.endswith("fold") else "vague"
    number = Number(token.start, token.end, times, Decimal(1))
    hedging = hedge_before(tokens, index) or _NOTHING
    low, high = _ends(times, times, hedging)
    begin = tokens[hedging.edge].start if hedging.edge >= 0 else token.start
    return Phrase(
        token.start, token.end, begin, token.end, kind, low, high, hedging.bound, hedging.hedge, hedging.words,
        Decimal(1), numbers=(number,), joined="times",
    )  # fmt: skip


def _phrase(tokens: Sequence[Token], group: Group, free: int, language: Language) -> tuple[Phrase, int]:
    """Make a phrase of a group with the hedges around it and the noun behind it."""
    before, after = _NOTHING, _NOTHING
    if language.english:
        before = hedge_before(tokens, group.start) or _NOTHING
        before = before if before.edge >= free else _NOTHING
        after = hedge_after(tokens, group.stop) or _NOTHING
    behind = after.edge if after.edge >= 0 else group.stop
    if language.english and group.last.count.part:
        behind += at(tokens, behind).low == "of" and at(tokens, behind + 1).low in {"a", "an"}
        behind += at(tokens, behind).low in {"a", "an"}
    unit, unit_stop = noun_after(tokens, behind, language)
    if after is _NOTHING and language.english and unit:
        after = hedge_after(tokens, unit_stop) or _NOTHING
    per, per_stop = _per(tokens, unit_stop, group, language)
    whole_stop = max(unit_stop, after.edge, per_stop)
    first = before.edge if before.edge >= 0 else group.start
    return _made(tokens, group, (before, after), (first, whole_stop), unit, per), max(group.stop, per_stop)


def _made(  # noqa: PLR0917 - the parts of one value
    tokens: Sequence[Token], group: Group, hedges: tuple[Hedging, Hedging], whole: tuple[int, int], unit: str, per: str
) -> Phrase:
    hedging = hedges[0] if hedges[0] is not _NOTHING else hedges[1]
    number_low, number_high, step = _values(group)
    low: Decimal | None = number_low
    high: Decimal | None = number_high
    bound = "range" if group.joined == "range" else hedging.bound
    if bound != "range":
        low, high = _ends(number_low, number_high, hedging)
    start = tokens[group.first.start].start
    return Phrase(
        start=start,
        end=tokens[group.stop - 1].end,
        whole_start=min(tokens[whole[0]].start, start),
        whole_end=tokens[whole[1] - 1].end,
        kind=_kind(tokens, group, unit),
        low=low,
        high=high,
        bound=bound,
        hedge=hedging.hedge,
        hedge_words=hedging.words,
        quantum=step,
        decimals=_decimals(group),
        unit=unit,
        per=per,
        currency=group.last.currency,
        scale=group.last.count.scale,
        numbers=tuple(_number(tokens, amount) for amount in group.amounts),
        joined=group.joined,
    )


def _values(group: Group) -> tuple[Decimal, Decimal, Decimal]:
    if group.joined == "range":
        return group.first.value, group.last.value, min(group.first.step, group.last.step)
    if group.value is not None:
        whole = group.joined == "times" or group.last.value == 1
        return group.value, group.value, group.first.step if whole else _RATIO_STEP
    return group.first.value, group.first.value, group.first.step


def _decimals(group: Group) -> int:
    exponent = group.last.count.base.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) and not group.last.count.part else 0


def _number(tokens: Sequence[Token], amount: Amount) -> Number:
    return Number(tokens[amount.start].start, tokens[amount.stop - 1].end, amount.value, amount.step)


def _ends(low: Decimal, high: Decimal, hedging: Hedging) -> tuple[Decimal | None, Decimal | None]:
    if hedging.bound in {"over", "at-least"}:
        return low, None
    return (None, high) if hedging.bound in {"under", "at-most"} else (low, high)


def _per(  # noqa: PLR0911 - a form a line
    tokens: Sequence[Token], index: int, group: Group, language: Language
) -> tuple[str, int]:
    """Give what an amount is counted by (`per kilogram`, `a year`, `/kg`) and where that ends."""
    token, following = at(tokens, index), at(tokens, index + 1)
    if token.text == "/" and following.kind == "word":
        return following.text, index + 2
    if not language.english:
        return "", index
    if token.low == "per" and following.kind == "number" and at(tokens, index + 2).kind == "word":
        return f"{plain_digits(following.text, language)} {tokens[index + 2].text}", index + 3
    if following.kind != "word":
        return "", index
    if token.low in {"per", "each", "every"}:
        return following.text, index + 2
    money = group.last.kind == "money" and group.joined != "ratio"
    if group.last.count.part and group.last.is_bare:
        return "", index  # half an hour
    if token.low in {"a", "an"} and (following.low in MEASURES or (money and following.low not in SCALES)):
        return following.text, index + 2
    return "", index


def _kind(tokens: Sequence[Token], group: Group, unit: str) -> Kind:  # noqa: PLR0911 - a form a line
    """Give the kind of a phrase."""
    amount, count = group.last, group.last.count
    if group.joined in {"ratio", "times"}:
        return "ratio"
    if amount.kind is not None:
        weak = group.joined == "" and tokens[count.start].low in {"a", "an"} and not count.scale and not count.part
        return "bare" if weak and count.weak else amount.kind
    if count.part:
        return "fraction"
    if count.weak and not count.value:
        return "vague"  # none
    if count.weak:
        counted = tokens[count.start].low == "one" and unit.partition(" ")[0].lower() in MEASURES
        return "written" if counted else "bare"
    if count.written:
        return "written" if unit or count.scale else "bare"
    if not count.grouped and not count.scale and is_year(tokens[count.start].text):
        return "year"
    if count.scale or abs(count.value) >= _LARGE:
        return "large"
    return "quantity" if unit else "bare"

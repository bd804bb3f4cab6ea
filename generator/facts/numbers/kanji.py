"""Numbers in Chinese characters (`二十五`, `百五十万`) as digits, in Japanese and Chinese words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from generator.facts.numbers.language import Language

_DIGITS: Final = {sign: number for number, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_TENS: Final = {"十": 10, "百": 100, "千": 1000}
_MYRIADS: Final = {"万": 10**4, "萬": 10**4, "億": 10**8, "亿": 10**8, "兆": 10**12}
_ONES: Final = "".join(_DIGITS)
_SIGNS: Final = _ONES + "".join(_TENS) + "".join(_MYRIADS)
_COUNTERS: Final = (
    "人|名|年|か月|ヶ月|カ月|个月|個月|週間|周|日間|時間|小时|小時|分間|分钟|円|元|ドル|美元|ユーロ|欧元|歐元|ポンド|英镑"
    "|パーセント|ポイント|%|％|トン|吨|噸|キロ|公里|公斤|メートル|米|台|辆|輛|件|か国|カ国|ヶ国|個|个|社|回|倍|席|票|歳|岁|歲|戸|万|億"
)
_NUMERAL: Final = re.compile(rf"(?<![{_SIGNS}0-9０-９数幾何第・、之])[{_SIGNS}]+(?=$|(?P<counter>{_COUNTERS}))")
_FRACTION: Final = re.compile(r"分[の之]$")
_SHORT_END: Final = re.compile(rf"[百千万萬億亿][{_ONES}]$")
_LANGUAGES: Final = frozenset({"ja", "zh", "yue"})


def in_digits(words: str, language: Language) -> str:
    """Give words with each number in Chinese characters in digits: `三千人` as `3000人`.

    A number ends the words or stands before what is counted; a ten, a hundred or a thousand alone, which begin many
    words, have to be all of them with that. Parts (`四分の三`), ordinals, idioms and what may be read in two ways
    (`三百五` in Chinese) are left.
    """
    if language.tag.partition("-")[0].lower() not in _LANGUAGES:
        return words
    return _NUMERAL.sub(lambda found: _digits(found, language), words)


def _digits(found: re.Match[str], language: Language) -> str:
    signs, before = found[0], found.string[: found.start()]
    counted = signs in _DIGITS and found["counter"]
    alone = len(signs) == 1 and not counted and found.string != signs + (found["counter"] or "")
    short = not language.tag.startswith("ja") and _SHORT_END.search(signs) is not None and "零" not in signs[-2:]
    if alone or short or _FRACTION.search(before) is not None:
        return signs
    number = _number(signs)
    return signs if number is None else str(number)


def _number(signs: str) -> int | None:
    """Give what a row of characters says, or None for a row that is no number: `一一九` is one, digit by digit."""
    if all(sign in _DIGITS for sign in signs):
        return int("".join(str(_DIGITS[sign]) for sign in signs)) if len(signs) != 2 else None  # noqa: PLR2004 - `二三` is two or three
    total = part = 0
    digit: int | None = None
    last_ten, last_myriad = 10**4, 10**16
    for sign in signs:
        if sign in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[sign]
        elif sign in _TENS:
            if _TENS[sign] >= last_ten:
                return None
            part, digit, last_ten = part + (digit or 1) * _TENS[sign], None, _TENS[sign]
        else:
            if _MYRIADS[sign] >= last_myriad:
                return None
            part += digit or 0
            if not part:
                return None
            total, part, digit = total + part * _MYRIADS[sign], 0, None
            last_ten, last_myriad = 10**4, _MYRIADS[sign]
    return total + part + (digit or 0)

"""Words beside a date that narrow it: weekdays, `late July`, `the first half of 2025`, `on the 8th`. English only."""

from __future__ import annotations

import re
from calendar import day_name
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt

_WEEKDAY: Final = re.compile(rf"\b({'|'.join(day_name)})\b")
_ON_THE: Final = re.compile(r"\bon the ([0-9]{1,2})(?:st|nd|rd|th)\s*$", re.IGNORECASE)
_MONTHS: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
_PART: Final = re.compile(
    rf"\b(?:(?P<part>early|mid|late)[ -](?:in )?|(?P<edge>start|beginning|end) of )(?:{_MONTHS})\b", re.IGNORECASE
)
_HALF: Final = re.compile(r"\b(first|second) half of (?:the year |[12][0-9]{3})", re.IGNORECASE)
_NO_QUARTER: Final = re.compile(r"\bQ[05-9]\b")
_BOUND: Final = re.compile(r"\b(?:by|before|until|till|after|since|from)\s+(?:the\s+)?$", re.IGNORECASE)
_DAYS: Final = {
    "early": (1, 12), "start": (1, 10), "beginning": (1, 10), "mid": (9, 22), "late": (18, 31), "end": (21, 31)
}  # fmt: skip
_JULY: Final = 7
_SPAN: Final = r"(?:day|week|fortnight|month|quarter|year|decade|century)"
_RELATIVE: Final = re.compile(
    rf"(?:(?:since|until|till|by|from|before|after|on|in|as of|only|just|earlier|later|late|early)\s+)*"
    rf"(?:yesterday|today|tomorrow|tonight|(?:last|this|next)\s+(?:{_SPAN}|night|summer|autumn|fall|winter|spring|weekend"
    rf"|{'|'.join(day_name)}|{_MONTHS})|[\w-]+(?:\s+[\w-]+)?\s+{_SPAN}s?\s+ago)"
    rf"(?:[’']s|\s+(?:morning|afternoon|evening|night))?[.,]?",
    re.IGNORECASE,
)


def relative(words: str) -> bool:
    """Tell whether words name a date by the day on which they are read, and by nothing else: `yesterday`."""
    return _RELATIVE.fullmatch(words.strip()) is not None


def narrows_wrongly(words: str, day: dt.date) -> bool:
    """Tell whether words narrow a date down to where a day does not lie."""
    weekday, on_the, half = _WEEKDAY.search(words), _ON_THE.search(words), _HALF.search(words)
    if weekday is not None and weekday[1] != day_name[day.weekday()]:
        return True
    if on_the is not None and int(on_the[1]) != day.day:
        return True
    if half is not None and (half[1].lower() == "first") != (day.month < _JULY):
        return True
    return _NO_QUARTER.search(words) is not None or _is_other_part(words, day)


def _is_other_part(words: str, day: dt.date) -> bool:
    part = _PART.search(words)
    if part is None or _BOUND.search(words[: part.start()]) is not None:
        return False
    first, last = _DAYS[(part["part"] or part["edge"]).lower()]
    return not first <= day.day <= last

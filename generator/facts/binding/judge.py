"""Does the text say the fact? The one question, for every kind of value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator.diagnostics import Fault
from generator.facts.binding.dates import date_problem
from generator.facts.binding.direction import adjoining
from generator.facts.binding.measure import Mismatch, factors
from generator.facts.binding.nearness import lacks_about
from generator.facts.binding.quantities import Miss, judge_quantity
from generator.facts.binding.said import readings
from generator.facts.binding.texts import contradiction, plain
from generator.facts.numbers import language as numbers_language
from generator.facts.numbers import phrases
from generator.facts.numbers.english import SCALES, SMALL, TENS
from generator.facts.numbers.hedging import AFTER, BEFORE
from generator.facts.wording import figure
from generator.model.value import DateValue, Quantity, Several, Value, Words, YesNo

if TYPE_CHECKING:
    from generator.facts.binding.said import Saying
    from generator.model.dates import Date
    from generator.model.unit import Units

CODE: Final = "E-FIGURE"
_USUAL: Final = frozenset("０１２３４５６７８９½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉")
_MEASURED: Final = frozenset({"percent", "money", "points"})
_MINUS: Final = "\u2212"
_LAST_WORD: Final = re.compile(r"(\w+|[^\w\s])\s*$")
_NEXT_WORD: Final = re.compile(r"\s*(\w+|[^\w\s])")
_HEDGES: Final = (
    frozenset(words.split()[-1] for words in BEFORE) | frozenset("-–—−:/$€£¥") | {"minus", "negative", "between"}
)
_FOLLOWERS: Final = frozenset(words.split()[0] for words in AFTER) | {
    *SCALES,
    "%",
    "percent",
    "per",
    "percentage",
    "times",
    *("a", "an", "each", "every", "hourly", "daily", "weekly", "monthly", "annually", "yearly"),
}
_POINTED: Final = re.compile(r"(?<![\w.,])([0-9]{1,6})\.([0-9]{1,2})(?![\w.]|,[0-9]|\s*(?:Uhr|[hH])\b)")
_NUMBER: Final = rf"(?:[0-9]|\b(?:{'|'.join([*SMALL, *TENS, 'half', 'quarter', 'percent', 'hundred'])})\b)"
_JOINTS: Final = ("to", "of", "in", "or", "and", "the")
_JOINED_BEFORE: Final = re.compile(rf"{_NUMBER}[^.,;]*\b(?:to|of|in|or|and)\s+(?:the\s+)?$", re.IGNORECASE)
_JOINED_BEHIND: Final = re.compile(rf"\s*(?:[-–—:/]|\b(?:to|of|in|out|or|and)\b[^.,;]*{_NUMBER})", re.IGNORECASE)


def judge(
    value: Value, saying: Saying, tag: str, units: Units, *, change: bool = False, shown: str | None = None
) -> Fault | None:
    """Give None where words say a value, else an E-FIGURE fault: what is wrong, and what to write instead.

    `tag` is the language of the words, `shown` the value in that language, where it is known already. `change` tells
    that the value is a change over time. Words without any number are never wrong here.
    """
    shown = figure(value, tag) if shown is None else shown
    if isinstance(value, YesNo):
        return _judge_words(value, saying, tag, shown) if _is_number(saying, tag) else None
    if saying.words == shown and not change and _stands_alone(value, saying, tag):
        return None
    if isinstance(value, Quantity):
        miss = judge_quantity(value, saying, numbers_language(tag), units, change=change)
        if miss is None and numbers_language(tag).english and any(map(_is_unreadable, saying.words)):
            return Fault(
                CODE, f"the number in “{saying.words}” cannot be read", f"write “{shown}”, in digits of 0 to 9"
            )
        return _wrong_mark(saying, tag, shown) if miss is None else _fault(miss, value, saying, shown, units)
    if isinstance(value, DateValue):
        return judge_date(value.date, saying, tag, shown=shown)
    return _judge_words(value, saying, tag, shown)


def _wrong_mark(saying: Saying, tag: str, shown: str) -> Fault | None:
    """Refuse `28.3 %` where decimals stand behind a comma: there it is no number that could be compared."""
    language = numbers_language(tag)
    found = _POINTED.search(saying.words) if language.decimal == "," else None
    if found is None or any(said.phrase.is_figure for said in readings(saying, language)):
        return None
    message = f"the text says “{saying.words}”, but in this language decimals stand behind a comma"
    return Fault(CODE, message, f"write “{found[1]},{found[2]}”, or “{shown}” for the whole figure")


def judge_date(date: Date, saying: Saying, tag: str, *, shown: str) -> Fault | None:
    """Give None where the dates in words are true of a date; `shown` is the date in the language of the words."""
    if plain(shown) == plain(saying.words):
        return None
    why = date_problem(date, saying, tag)
    if why is None:
        return None
    return Fault(CODE, f"the text says “{saying.words}”, but the date is {shown}: {why}", f"write “{shown}”")


def _is_number(saying: Saying, tag: str) -> bool:
    """Tell whether the words are a figure and nothing else."""
    found = phrases(saying.words, numbers_language(tag))
    whole = (0, len(saying.words))
    return len(found) == 1 and found[0].kind in _MEASURED and (found[0].whole_start, found[0].whole_end) == whole


def _is_unreadable(character: str) -> bool:
    """Tell whether a character is a numeral that English prose does not use: `٣`, `Ⅻ`, `①`."""
    return not character.isascii() and character.isnumeric() and not character.isalpha() and character not in _USUAL


def _stands_alone(value: Value, saying: Saying, tag: str) -> bool:
    """Tell whether nothing beside the words changes what they say, as far as the language is known."""
    if not numbers_language(tag).english:
        return True
    if isinstance(value, Quantity) and any(end is not None and end < 0 for end in (value.low, value.high)):
        return False
    first, last = max(saying.start - 30, 0), saying.end + 30
    lead = saying.text[first : saying.start]
    parts = lead.rsplit(None, 1)
    before = _LAST_WORD.search(parts[-1]) if parts else None
    if before is not None and (before[1].lower() in _HEDGES or before[1].isdigit()):
        return False
    after = _NEXT_WORD.match(saying.text, saying.end)
    if after is not None and after[1].lower() in _FOLLOWERS:
        return False
    if lead.rstrip().lower().endswith(_JOINTS) and _JOINED_BEFORE.search(lead) is not None:
        return False
    return _JOINED_BEHIND.match(saying.text[:last], saying.end) is None


def _judge_words(value: Several | Words | Value, saying: Saying, tag: str, shown: str) -> Fault | None:
    items = len(value.items) if isinstance(value, Several) else 0
    said = contradiction(value.text, items, saying, tag)
    if said is None:
        return None
    message = f"the text says “{said.text}”, but the fact is “{shown}”, where there is no such number"
    return Fault(CODE, message, f"write “{shown}”, or words without a number")


def _fault(miss: Miss, value: Quantity, saying: Saying, shown: str, units: Units) -> Fault:
    message = f"the text says “{miss.said.whole}”, but the fact is {shown}: {miss.why}"
    if miss.hint:
        return Fault(CODE, message, miss.hint)
    size = miss.said.number >= 0 and adjoining(saying, miss.said) == "down"
    hint = f"write “{shown.removeprefix(_MINUS) if size else shown}”"
    if _may_be_about(miss, value, units):
        hint += f", or “about {miss.said.text}”"
    return Fault(CODE, message, hint)


def _may_be_about(miss: Miss, value: Quantity, units: Units) -> bool:
    """Tell whether the same number is a rounding that would do with `about` before it."""
    if value.number is None or value.number < 0 or miss.said.hedge == "about" or miss.said.bound == "range":
        return False
    scale = factors(miss.said, value.unit, units)
    if isinstance(scale, Mismatch) or (value.approximate and "digits" in miss.why):
        return False
    said = miss.said.scaled(scale[0])
    return "opposite" not in miss.why and lacks_about(said, value.number)

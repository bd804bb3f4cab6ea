"""What words say of a number: the readings of the phrases in and around them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from generator.base import dataclass
from generator.facts.binding.torn import is_torn
from generator.facts.numbers import FIGURES, phrases
from generator.facts.numbers.kanji import in_digits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.facts.numbers import Hedge, Language, Number, Phrase
    from generator.model.value.types import Bound

_BEFORE, _BEHIND = 120, 80
_REACH = 50
"""How far from the words the other end of a range, a hedge or a unit may stand."""
_SPACED: Final = re.compile(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))")
_AGAIN: Final = re.compile(r"\s+as\s+\w+\s+again\b", re.IGNORECASE)
_MOST_DIGITS = 30


@dataclass(frozen=True, slots=True)
class Saying:
    """Words in the text around them: a line of it, in which they stand from `start` up to `end`.

    `heads` are the heads of their column and row, or what stands before their list. `others` are the places of other
    references in the text.
    """

    text: str
    start: int
    end: int
    heads: str = ""
    others: tuple[tuple[int, int], ...] = ()

    @property
    def words(self) -> str:
        """Give the words themselves."""
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Said:
    """One reading of a phrase: the numbers that it says, and how.

    `phrase` is where it comes from, `text` the words of the number with its unit, `whole` those with the hedge.
    `step` is what the last digit is worth. `strong` tells that it must be the fact's number if the words are to be
    true; `one`, `twice` and years may be by the way. `torn` is the whole of a range whose other end is outside the
    words and bound to nothing, "" for any other number.
    """

    phrase: Phrase
    text: str
    whole: str
    low: Decimal | None
    high: Decimal | None
    bound: Bound
    hedge: Hedge
    step: Decimal
    strong: bool
    torn: str = ""

    def scaled(self, factor: Decimal) -> Said:
        """Give the same in another unit."""
        if factor == 1:
            return self
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        return replace(self, low=low, high=high, step=self.step * abs(factor))

    def less(self, number: int) -> Said:
        """Give the same, less a number."""
        low = None if self.low is None else self.low - number
        high = None if self.high is None else self.high - number
        return replace(self, low=low, high=high)

    def mirrored(self) -> Said:
        """Give what is said of a fall when the words name its size: `more than 12%` is less than -12%."""
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        turned: dict[Bound, Bound] = {"over": "under", "under": "over", "at-least": "at-most", "at-most": "at-least"}
        return replace(self, low=low, high=high, bound=turned.get(self.bound, self.bound))

    @property
    def number(self) -> Decimal:
        """Give the number that is named: the lower one of a range."""
        return next((end for end in (self.low, self.high) if end is not None), Decimal(0))


def saying(text: str, start: int, end: int, heads: str = "", others: Iterable[tuple[int, int]] = ()) -> Saying:
    """Give words with as much of their line as can change what they say; `others` are where other references stand."""
    first = text.rfind("\n", max(start - _BEFORE, 0), start) + 1 or max(start - _BEFORE, 0)
    if 0 < first == start - _BEFORE:
        first = text.find(" ", first, start) + 1 or start
    last = text.find("\n", end, end + _BEHIND)
    last = min(end + _BEHIND, len(text)) if last < 0 else last
    near = tuple((one - first, stop - first) for one, stop in others if first < stop and one < last)
    return Saying(text[first:last], start - first, end - first, heads, near)


def readings(saying: Saying, language: Language) -> tuple[Said, ...]:
    """Give the readings of the phrases in the words, whether or not parts of them stand outside."""
    saying = _grouped(_spelled(saying, language))
    around = [phrase for phrase in _near(saying, language) if _overlaps(phrase, saying)]
    found = [said for phrase in around for said in _read(phrase, saying)]
    if found or not around:
        return tuple(found)
    alone = Saying(saying.words, 0, len(saying.words))  # "in May [12] people" reads like a date
    return tuple(said for phrase in phrases(alone.text, language) for said in _read(phrase, alone))


def _near(saying: Saying, language: Language) -> Iterator[Phrase]:
    """Give the phrases in the words and close around them, with their places in the whole text."""
    first, last = max(saying.start - _REACH, 0), saying.end + _REACH
    if first:
        first = saying.text.find(" ", first, saying.start) + 1 or saying.start
    if last < len(saying.text):
        last = saying.text.rfind(" ", saying.end, last) + 1 or saying.end
    for phrase in phrases(saying.text[first:last], language):
        yield _moved(phrase, first) if first else phrase


def _moved(phrase: Phrase, by: int) -> Phrase:
    numbers = tuple(replace(number, start=number.start + by, end=number.end + by) for number in phrase.numbers)
    whole = phrase.whole_start + by, phrase.whole_end + by
    return replace(
        phrase,
        start=phrase.start + by,
        end=phrase.end + by,
        whole_start=whole[0],
        whole_end=whole[1],
        numbers=numbers,
    )


def _spelled(saying: Saying, language: Language) -> Saying:
    """Give words with their numbers in Chinese characters in digits, which only a reference makes sure of."""
    words = in_digits(saying.words, language)
    if words == saying.words:
        return saying
    text = saying.text[: saying.start] + words + saying.text[saying.end :]
    return replace(saying, text=text, end=saying.start + len(words), others=())


def _grouped(saying: Saying) -> Saying:
    """Give words with `770 000` read as one number, which only a reference makes sure of."""
    words = _SPACED.sub("\u202f", saying.words)
    return replace(saying, text=saying.text[: saying.start] + words + saying.text[saying.end :])


def _overlaps(phrase: Phrase, saying: Saying) -> bool:
    return phrase.start < saying.end and saying.start < phrase.end


def _read(phrase: Phrase, saying: Saying) -> Iterator[Said]:
    """Give a phrase as a whole, and the one number of two that the words hold."""
    if phrase.quantum is None or (phrase.low is None and phrase.high is None):
        return
    inside = [number for number in phrase.numbers if number.start < saying.end and saying.start < number.end]
    if len(phrase.numbers) > 1 and len(inside) == 1:
        yield _one(phrase, inside[0], saying, strong=True)
    end = max(phrase.end, min(phrase.whole_end, saying.end))
    hedged = phrase.hedge or phrase.bound not in {"exact", "range"}
    whole = saying.text[phrase.whole_start : end]
    text = saying.text[phrase.start : phrase.end if hedged else end]
    ends = phrase.low, phrase.high
    if phrase.joined == "ratio" and len(inside) > 1:
        yield _one(phrase, inside[0], saying, strong=False)  # five of the eight sites are five sites
    yield Said(phrase, text, whole, *ends, phrase.bound, phrase.hedge, phrase.quantum, _is_strong(phrase, saying))


def _one(phrase: Phrase, number: Number, saying: Saying, *, strong: bool) -> Said:
    ratio = phrase.joined == "ratio"
    alone = replace(
        phrase,
        kind="quantity" if ratio else phrase.kind,
        joined="part" if ratio else "",
        hedge="",
        hedge_words="",
        bound="exact",
        numbers=(number,),
    )
    text = saying.text[number.start : number.end]
    torn = saying.text[phrase.start : phrase.end] if is_torn(phrase, number, saying) else ""
    return Said(alone, text, text, number.value, number.value, "exact", "", number.quantum, strong, torn)


def _is_strong(phrase: Phrase, saying: Saying) -> bool:
    if phrase.kind == "fraction" and _AGAIN.match(saying.text, phrase.end):
        return False  # half as much again
    if phrase.kind in FIGURES:
        return True
    fills = phrase.whole_start <= saying.start and phrase.whole_end >= saying.end
    return (
        fills if phrase.kind in {"year", "vague"} or phrase.low in {0, 1} or phrase.high == 1 else phrase.kind == "bare"
    )


def significant(number: Decimal, step: Decimal, decimals: int) -> tuple[int, Decimal]:
    """Give how many digits of a number count, and what the last of these is worth; zeros at the end of a whole do not.

    `step` is what its last digit is worth, `decimals` how many digits behind a point were written.
    """
    digits = f"{abs(number / step):.0f}" if step and abs(number / step) < 10**_MOST_DIGITS else "1"
    if decimals:
        return len(digits), step
    kept = digits.rstrip("0") or digits
    return len(kept), step.scaleb(len(digits) - len(kept))

"""What is found: a number as prose says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from generator.base import dataclass

if TYPE_CHECKING:
    from decimal import Decimal

    from generator.model.value.types import Bound

Kind = Literal[
    # figures
    "money",
    "percent",
    "points",
    "ratio",
    "fraction",
    "large",
    "quantity",
    "written",
    # numbers that are no figures
    "bare",
    "vague",
    "year",
    "date",
    "time",
    "ordinal",
    "label",
]
FIGURES: frozenset[Kind] = frozenset(
    ("money", "percent", "points", "ratio", "fraction", "large", "quantity", "written")
)
"""Kinds with which an author states how much, how many or what share."""

Hedge = Literal["", "about", "nearly", "just-over", "well-over", "well-under", "exactly"]
"""How near a number is said to be. `nearly` has the bound under, `just-over` and `well-over` the bound over."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a phrase, where it stands in the text, and what its last digit is worth."""

    start: int
    end: int
    value: Decimal
    quantum: Decimal


@dataclass(frozen=True, slots=True)
class Phrase:
    """A number, a range or a ratio in prose.

    `start` and `end` hold the number itself with its sign, currency, percent sign and scale word; `whole_start` and
    `whole_end` also the hedge before it and the unit or the noun after it. `low` and `high` are its ends (equal for
    one number, None on the open side of a bound, both None where it says no number that could be compared). A
    percentage is said in percent (24 for `24%`), an amount of cents in whole units of money, a fraction and `1 in 4` as
    a part of one, `87 to 1` and `87 times` as 87. `quantum` is what the last digit is worth, `decimals` how
    many digits stand behind the point.

    `numbers` are the one or two numbers in it; `joined` says how two belong together ("to", "in" or ""). `unit` holds
    the words after it, as far as they may name what is counted, `per` those after a `per`. `currency` holds the codes
    that its sign or word may mean. `scale` is the scale word as written. The two ends of a movement (`from 24%
    to 15%`) are two phrases.
    """

    start: int
    end: int
    whole_start: int
    whole_end: int
    kind: Kind
    low: Decimal | None = None
    high: Decimal | None = None
    bound: Bound = "exact"
    hedge: Hedge = ""
    hedge_words: str = ""
    quantum: Decimal | None = None
    decimals: int = 0
    unit: str = ""
    per: str = ""
    currency: tuple[str, ...] = ()
    scale: str = ""
    numbers: tuple[Number, ...] = ()
    joined: str = ""

    def moved(self, by: int) -> Phrase:
        """Give the same phrase in a text that has so many characters before the one in which it was found."""
        numbers = tuple(Number(one.start + by, one.end + by, one.value, one.quantum) for one in self.numbers)
        return Phrase(
            self.start + by, self.end + by, self.whole_start + by, self.whole_end + by, self.kind, self.low, self.high,
            self.bound, self.hedge, self.hedge_words, self.quantum, self.decimals, self.unit, self.per, self.currency,
            self.scale, numbers, self.joined,
        )  # fmt: skip

    @property
    def is_figure(self) -> bool:
        """Tell whether it states how much, how many or what share."""
        return self.kind in FIGURES

"""Words beside a number that say how exact it is, or on which side of it the true one lies. English only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from generator.facts.numbers.english import SCALES, SMALL, TENS
from generator.facts.numbers.tokens import Token, at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.facts.numbers.phrase import Hedge
    from generator.model.value.types import Bound


class Hedging(NamedTuple):
    """A hedge, the bound that it makes, its words, and the token where they begin (or behind the number, end)."""

    hedge: Hedge
    bound: Bound
    words: str
    edge: int


Meaning = tuple["Hedge", "Bound"]

_ABOUT: Final = """
about; around; some; roughly; approximately; approx; circa; ca; c; an estimated; estimated
close to; near; in the region of
in the order of; on the order of; of the order of; something like; somewhere around; give or take; more or less
in the neighbourhood of; in the neighborhood of; in the vicinity of; ~; ≈; ∼; loosely; say; broadly; or so; or about
"""
_NEARLY: Final = """
nearly; almost; approaching; not quite; nearing; practically; virtually; the best part of; not far off; not far short of
just shy of; shy of; close on; just short of; not even
"""
_OVER: Final = """
over; above; in excess of; upwards of; upward of; exceeding; north of; beyond; more than; topping; topped; surpassed
exceeded; >
"""
_UNDER: Final = "under; below; south of; less than; fewer than; short of; <"
_AT_LEAST: Final = """
at least; a minimum of; minimum; at minimum; at a minimum; no less than; no fewer than; not less than; not fewer than; ≥
at the very least; at the least; as a minimum
"""
_AT_MOST: Final = """
at most; at the most; up to; a maximum of; maximum; at a maximum; as much as; as many as
as high as; as long as; not above
not exceeding; capped at; no more than; not more than; not over; ≤; max; at the very most; as a maximum; limited to
"""
_EXACTLY: Final = "exactly; precisely"
_GROUPS: Final[tuple[tuple[str, Meaning], ...]] = (
    (_ABOUT, ("about", "exact")),
    (_NEARLY, ("nearly", "under")),
    (_OVER, ("", "over")),
    (_UNDER, ("", "under")),
    (_AT_LEAST, ("", "at-least")),
    (_AT_MOST, ("", "at-most")),
    (_EXACTLY, ("exactly", "exact")),
)
_GREATER: Final = "longer higher larger bigger greater older heavier further farther wider deeper faster better taller"
_LESSER: Final = "lower smaller shorter younger lighter slower narrower cheaper closer worse"


def _spread(groups: tuple[tuple[str, Meaning], ...]) -> dict[str, Meaning]:
    return {
        words.strip(): meaning for lines, meaning in groups for line in lines.split("\n") for words in line.split(";")
    }


def _before() -> dict[str, Meaning]:
    found = _spread(_GROUPS)
    found.pop("", None)
    found.pop("or so", None)
    for word in _GREATER.split():
        found[f"{word} than"] = ("", "over")
        found[f"no {word} than"] = found[f"not {word} than"] = ("", "at-most")
    for word in _LESSER.split():
        found[f"{word} than"] = ("", "under")
        found[f"no {word} than"] = found[f"not {word} than"] = ("", "at-least")
    return found


BEFORE: Final[Mapping[str, Meaning]] = _before()
"""Hedges that stand before a number."""

_AFTER_LINES: Final[tuple[tuple[str, Meaning], ...]] = (
    (
        "or so; or thereabouts; odd; - odd; ish; - ish; more or less; give or take; or about; approximately",
        ("about", "exact"),
    ),
    (
        "or more; or over; or above; or longer; or higher; or greater; plus; +; - plus; and more; and over",
        ("", "at-least"),
    ),
    ("and above; and up; or upwards; at least; at a minimum; minimum; at minimum; at the least", ("", "at-least")),
    (
        "or less; or fewer; or under; or below; or lower; at most; at the most; at a maximum; maximum; max",
        ("", "at-most"),
    ),
    ("or shorter; at the very most", ("", "at-most")),
    ("exactly; precisely", ("exactly", "exact")),
)
AFTER: Final[Mapping[str, Meaning]] = _spread(_AFTER_LINES)
"""Hedges that stand behind a number or its unit."""

_FIRST_WORDS: Final = frozenset(words.split()[0] for words in AFTER)
_LONGEST: Final = 4
_JUST_WORDS = """
just slightly barely marginally fractionally little narrowly bit touch shade only scarcely
"""
_JUST: Final = frozenset(_JUST_WORDS.split())
_WELL_WORDS = "well far much way considerably significantly substantially comfortably"
_WELL: Final = frozenset(_WELL_WORDS.split())
_FILLERS_WORDS = "the a an another total further additional of extra other full whole combined sum"
_FILLERS: Final = frozenset(_FILLERS_WORDS.split())
_LAST_WORDS: Final = frozenset(words.split()[-1] for words in BEFORE)
_PLACES: Final = frozenset({"above", "below", "over", "under", "short of", "beyond", "near"})
"""Hedges that say where a thing lies when a number stands before them: `two points above 30%`."""


def hedge_before(tokens: Sequence[Token], index: int) -> Hedging | None:
    """Give the hedge before the token at which a number begins."""
    position = index - 1
    for _ in range(3):
        token = at(tokens, position)
        if token.low in _FILLERS and not (token.low == "of" and _core(tokens, position)):
            position -= 1
        else:
            break
    for last in dict.fromkeys((index - 1, position)):
        core = _core(tokens, last)
        if core is not None:
            return _modified(tokens, *core, last)
    return None


def _core(tokens: Sequence[Token], last: int) -> tuple[str, int] | None:
    """Give the longest hedge that ends at a token, and where it begins."""
    if at(tokens, last).low not in _LAST_WORDS:
        if at(tokens, last).text != "." or at(tokens, last - 1).low not in {"c", "ca", "approx"}:
            return None
        return at(tokens, last - 1).low, last - 1
    for size in range(min(_LONGEST, last + 1), 0, -1):
        words = " ".join(token.low for token in tokens[last - size + 1 : last + 1])
        if words in BEFORE:
            first = last - size + 1
            return None if words in _PLACES and _is_counted(tokens, first) else (words, first)
    return None


def _is_counted(tokens: Sequence[Token], first: int) -> bool:
    """Tell whether a number, with a unit perhaps, stands before a token."""
    for token in (at(tokens, first - 1), at(tokens, first - 2)):
        if (
            token.kind == "number"
            or token.text == "%"
            or token.low in SMALL
            or token.low in TENS
            or token.low in SCALES
        ):
            return True
    return False


def _modified(tokens: Sequence[Token], words: str, first: int, last: int) -> Hedging:
    """Give a hedge with the words before it that change it: `just over`, `well under`, `not more than`."""
    hedge, bound = BEFORE[words]
    before = at(tokens, first - 1).low
    if bound in {"over", "under"} and before in _JUST:
        first -= 1
        first -= at(tokens, first - 1).low in {"a", "only", "very"}
        hedge = "just-over" if bound == "over" else "nearly"
    elif bound in {"over", "under"} and before in _WELL and not hedge:
        first -= 1
        hedge = "well-over" if bound == "over" else "well-under"
    elif bound in {"over", "under"} and before in {"not", "never", "no"} and not hedge:
        first -= 1
        bound = "at-most" if bound == "over" else "at-least"
    elif before in {"only", "just", "very"}:
        first -= 1
    return Hedging(hedge, bound, " ".join(token.low for token in tokens[first : last + 1]), first)


def hedge_after(tokens: Sequence[Token], index: int) -> Hedging | None:
    """Give the hedge that begins at the token behind a number or its unit."""
    token = at(tokens, index)
    if at(tokens, index - 1).text == "%" and at(tokens, index - 2).text == "+":
        return Hedging(*AFTER["+"], "+", index)
    if token.text == "+" and not token.glued:
        return None
    if token.low not in _FIRST_WORDS:
        return None
    for size in (4, 3, 2, 1):
        if index + size <= len(tokens):
            words = " ".join(t.low for t in tokens[index : index + size])
            meaning = AFTER.get(words)
            if meaning is not None:
                return Hedging(*meaning, words, index + size)
    return None

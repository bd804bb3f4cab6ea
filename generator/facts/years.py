"""The years that a sentence names around a figure, and whether they speak against the period of a fact."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from generator.base import dataclass
from generator.facts.binding import points
from generator.facts.sentences import sentence_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.facts.binding import Point
    from generator.facts.ledger import Figure
    from generator.model.dates import Date

Role = Literal["when", "since", ""]
"""How a year is named: as when something is so (`in 2023`, `(2023)`), as a beginning (`since 2023`), or by the way."""

_WHEN: Final = re.compile(
    r"\b(?:in|by|during|for|throughout|as of|as at|on|at the (?:end|start|beginning) of|end of)\s+"
    r"(?:the\s+)?(?:(?:early|mid|late|fiscal|financial|calendar|year)[\s-]+)*\Z",
    re.IGNORECASE,
)
_SINCE: Final = re.compile(r"\b(?:since|from|after|starting in|beginning in)\s+(?:the\s+)?\Z", re.IGNORECASE)
_CLAUSE: Final = re.compile(
    r";|\s(?:and|but|while|whereas|when)\b(?!\s+(?:[12][0-9]{3}|a half|one half)\b)", re.IGNORECASE
)
"""Where the year of one clause stops to speak for the next."""
_LEAD: Final = 40


@dataclass(frozen=True, slots=True)
class NamedYear:
    """A year that a text names, where it does, and in what role. A span of years (a decade) has its `last` too."""

    start: int
    end: int
    year: int
    last: int
    role: Role


def named_years(plain: str, start: int, end: int, tag: str) -> tuple[NamedYear, ...]:
    """Give the years that a part of a text names, in its order."""
    text = plain[start:end]
    return tuple(_named(text, start, point) for point in points(text, tag) if point.year)


def _named(text: str, base: int, point: Point) -> NamedYear:
    before = text[max(point.start - _LEAD, 0) : point.start]
    bracketed = before.endswith("(") and text[point.end : point.end + 1] in {")", ",", ";"}
    role: Role = "when" if bracketed or _WHEN.search(before) else "since" if _SINCE.search(before) else ""
    return NamedYear(base + point.start, base + point.end, point.year, point.year + point.years - 1, role)


def speaks_against(figure: Figure, plain: str, start: int, end: int, tag: str) -> bool:
    """Tell whether the years beside words say that the words speak of another time than a figure does.

    Those of the clause count, and where it names none, those of the sentence. A figure without a period was known on a
    day, and may well hold on others: only a year of its own clause that says when speaks against it.
    """
    date = figure.period or figure.as_of
    if date is None:
        return False
    first, last = sentence_at(plain, start)
    named = [one for one in named_years(plain, first, last, tag) if one.end <= start or one.start >= end]
    if not named:
        return False
    near = in_clause(plain, (first, last), (start, end), named)
    near = [one for one in near if one.role] if figure.period is None else near or named
    return bool(near) and not any(_agrees(one, date) for one in near)


def in_clause(
    plain: str, sentence: tuple[int, int], words: tuple[int, int], named: Iterable[NamedYear]
) -> list[NamedYear]:
    """Give those years of a sentence that stand in the same clause as some words of it."""
    first = max((cut.end() for cut in _CLAUSE.finditer(plain, sentence[0], words[0])), default=sentence[0])
    cut = _CLAUSE.search(plain, words[1], sentence[1])
    last = cut.start() if cut is not None else sentence[1]
    return [one for one in named if first <= one.start < last]


def _agrees(named: NamedYear, date: Date) -> bool:
    """Tell whether a named year may be one of a date's."""
    if named.role == "since":
        return date.latest is None or named.year <= date.latest.year
    return covers_years(date, named.year, named.last)


def covers_years(date: Date, first: int, last: int) -> bool:
    """Tell whether a date has a day in one of some years."""
    begins = date.earliest is None or date.earliest.year <= last
    return begins and (date.latest is None or date.latest.year >= first)

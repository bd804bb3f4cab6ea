"""Which numbers of a text are figures: those with which the author states how much, how many or what share.

bench/lint/README.md says what that is, kind by kind; readers who mark figures by hand follow it as well.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.facts.lint.around import Around, around
from generator.facts.lint.counted import counts, ratio_after
from generator.facts.lint.named import is_named
from generator.facts.lint.shown import shown_words
from generator.facts.numbers import FIGURES, Phrase, language, may_hold_numbers, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from generator.model.document import Document

_DATES: Final = frozenset({"date", "year"})
_IN_DIGITS: Final = frozenset({"money", "percent", "points", "large", "quantity"})
"""The kinds that are judged in languages whose words for numbers are not known."""

_ALONE: Final = frozenset({"bare", "label", "vague"})
"""What the scanner gives for numbers that may count only by what stands around them."""

_ONE_OF: Final = re.compile(r"one of\b", re.IGNORECASE)
_LONG_NAME: Final = 3
"""Digits of a number that a text uses as a name: shorter ones are as likely to count."""


_SHORT_LINE: Final = 40
"""Characters of a line that is likely to come again, such as a cell of a table or a heading."""


class _Found(NamedTuple):
    """A number in a line: as it was scanned, as far as it goes, its kind, and whether it may be a name instead."""

    phrase: Phrase
    whole: Phrase
    kind: str
    may_name: bool = False


def judged(document: Document, code: str, *, dates: bool = False) -> tuple[tuple[Phrase, str], ...]:
    """Give the figures of a document's plain text with their kinds, in their order; with `dates` also dates and years.

    Percentage points are of the kind `percent`. Numbers that count nothing by themselves have the kind "": they are
    figures only where the author binds them.
    """
    lang = language(code)
    lines: list[tuple[int, str, tuple[_Found, ...]]] = []
    offset = 0
    for line in shown_words(document, english=lang.english).split("\n"):
        if may_hold_numbers(line, lang):
            found = _in_short_line(line, code) if len(line) <= _SHORT_LINE else _in_line(line, code)
            lines.append((offset, line, found))
        offset += len(line) + 1
    names = {
        line[one.phrase.start : one.phrase.end]
        for _, line, found in lines
        for one in found
        if one.phrase.kind == "label"
    }
    return tuple(
        figure for offset, line, found in lines for figure in _figures(found, offset, line, names, dates=dates)
    )


def _figures(
    found: tuple[_Found, ...], offset: int, line: str, names: AbstractSet[str], *, dates: bool
) -> Iterator[tuple[Phrase, str]]:
    """Give the figures of a line. `names` are the numbers that the text uses as labels, if it is English.

    After "Section 508" it may go on with "508 testing".
    """
    end = 0
    for one in found:
        phrase, kind = one.phrase, one.kind
        if phrase.start < end:
            continue
        if phrase.kind in _DATES:
            kind = phrase.kind * dates
        elif one.may_name and names and _is_long(phrase) and line[phrase.start : phrase.end] in names:
            kind = ""
        if kind or phrase.kind in _ALONE:
            end = one.whole.end
            yield one.whole.moved(offset), kind


def _is_long(phrase: Phrase) -> bool:
    return phrase.end - phrase.start >= _LONG_NAME


@lru_cache(maxsize=2048)
def _in_short_line(line: str, code: str) -> tuple[_Found, ...]:
    return _in_line(line, code)


def _in_line(line: str, code: str) -> tuple[_Found, ...]:
    """Give the numbers of a line, whatever other lines hold; dates and years have no kind yet."""
    lang = language(code)
    found = phrases(line, lang)
    if not lang.english:
        return tuple(_Found(one, one, _kind(one.kind) * (one.kind in _IN_DIGITS)) for one in found)
    return tuple(_Found(one, one, "") if one.kind in _DATES else _english(around(line, one)) for one in found)


def _english(here: Around) -> _Found:
    """Give an English number, as far as it goes, and its kind, "" for a number that is no figure."""
    phrase, kind = here.phrase, here.phrase.kind
    if kind in _ALONE and (more := ratio_after(here)):
        end = phrase.end + more
        return _Found(phrase, replace(phrase, end=end, whole_end=end), "ratio")
    if kind == "ratio" and _ONE_OF.match(here.words):
        first = phrase.numbers[-1].start
        return _Found(phrase, replace(phrase, start=first, whole_start=first), "written")
    counted = kind in FIGURES or (kind == "bare" and counts(here))
    if not counted or is_named(here):
        return _Found(phrase, phrase, "")
    if kind == "bare":
        return _Found(phrase, phrase, "quantity" if here.words[:1].isdigit() else "written", may_name=True)
    return _Found(phrase, phrase, _kind(kind), may_name=True)


def _kind(kind: str) -> str:
    return "percent" if kind == "points" else kind

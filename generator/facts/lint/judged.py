"""Which numbers of a text are figures: those with which the author states how much, how many or what share.

bench/lint/README.md says what that is, kind by kind; readers who mark figures by hand follow it as well.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from generator.facts.lint.around import Around, around
from generator.facts.lint.counted import counts, ratio_after
from generator.facts.lint.named import is_named
from generator.facts.lint.shown import shown_words
from generator.facts.numbers import FIGURES, language, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from generator.facts.numbers import Phrase
    from generator.model.document import Document

_DATES: Final = frozenset({"date", "year"})
_IN_DIGITS: Final = frozenset({"money", "percent", "points", "large", "quantity"})
"""The kinds that are judged in languages whose words for numbers are not known."""

_ALONE: Final = frozenset({"bare", "label", "vague"})
"""What the scanner gives for numbers that may count only by what stands around them."""

_ONE_OF: Final = re.compile(r"one of\b", re.IGNORECASE)
_LONG_NAME: Final = 3
"""Digits of a number that a text uses as a name: shorter ones are as likely to count."""


def judged(document: Document, code: str, *, dates: bool = False) -> tuple[tuple[Phrase, str], ...]:
    """Give the figures of a document's plain text with their kinds, in their order; with `dates` also dates and years.

    Percentage points are of the kind `percent`. Numbers that count nothing by themselves have the kind "": they are
    figures only where the author binds them.
    """
    lang = language(code)
    text = shown_words(document, english=lang.english)
    return tuple(_figures(text, phrases(text, lang), english=lang.english, dates=dates))


def _figures(text: str, found: tuple[Phrase, ...], *, english: bool, dates: bool) -> Iterator[tuple[Phrase, str]]:
    names = {text[one.start : one.end] for one in found if one.kind == "label"} if english else set()
    end = 0
    for phrase in found:
        if phrase.start < end:
            continue
        whole, kind = phrase, _kind(phrase.kind) * (phrase.kind in _IN_DIGITS)
        if phrase.kind in _DATES:
            kind = phrase.kind * dates
        elif english:
            whole, kind = _english(around(text, phrase), names)
        if kind or phrase.kind in _ALONE:
            end = whole.end
            yield whole, kind


def _english(here: Around, names: AbstractSet[str]) -> tuple[Phrase, str]:
    """Give an English number, as far as it goes, and its kind, "" for a number that is no figure.

    `names` are the numbers that the text uses as labels: after "Section 508" it may go on with "508 testing".
    """
    phrase, kind = here.phrase, here.phrase.kind
    if kind in _ALONE and (more := ratio_after(here)):
        end = phrase.end + more
        return replace(phrase, end=end, whole_end=end), "ratio"
    if kind == "ratio" and _ONE_OF.match(here.words):
        first = phrase.numbers[-1].start
        return replace(phrase, start=first, whole_start=first), "written"
    counted = kind in FIGURES or (kind == "bare" and counts(here))
    if not counted or is_named(here) or (len(here.words) >= _LONG_NAME and here.words in names):
        return phrase, ""
    if kind == "bare":
        return phrase, "quantity" if here.words[:1].isdigit() else "written"
    return phrase, _kind(kind)


def _kind(kind: str) -> str:
    return "percent" if kind == "points" else kind

"""Which numbers of a text are figures: those with which the author states how much, how many or what share.

bench/lint/README.md says what that is, kind by kind; readers who mark figures by hand follow it as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.facts.lint.around import Around, around
from generator.facts.lint.counted import counts, is_ratio
from generator.facts.lint.named import is_named
from generator.facts.lint.shown import shown_words
from generator.facts.numbers import FIGURES, language, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.facts.numbers import Phrase
    from generator.model.document import Document

_DATES: Final = frozenset({"date", "year"})
_IN_DIGITS: Final = frozenset({"money", "percent", "points", "large", "quantity"})
"""The kinds that are judged in languages whose words for numbers are not known."""

_ALONE: Final = frozenset({"bare", "label", "vague"})
"""What the scanner gives for numbers that may count only by what stands around them."""


def judged(document: Document, code: str, *, dates: bool = False) -> tuple[tuple[Phrase, str], ...]:
    """Give the figures of a document's plain text with their kinds, in their order; with `dates` also dates and years.

    Percentage points are of the kind `percent`. Numbers that count nothing by themselves have the kind "": they are
    figures only where the author binds them.
    """
    lang = language(code)
    text = shown_words(document, english=lang.english)
    return tuple(_figures(text, phrases(text, lang), english=lang.english, dates=dates))


def _figures(text: str, found: tuple[Phrase, ...], *, english: bool, dates: bool) -> Iterator[tuple[Phrase, str]]:
    for phrase in found:
        if phrase.kind in _DATES:
            if dates:
                yield phrase, phrase.kind
            continue
        kind = _english(around(text, phrase)) if english else _kind(phrase.kind) * (phrase.kind in _IN_DIGITS)
        if kind or phrase.kind in _ALONE:
            yield phrase, kind


def _english(here: Around) -> str:
    """Give the kind of an English figure, or "" for a number that is none."""
    kind = here.phrase.kind
    if kind in _ALONE:
        if is_ratio(here):
            return "ratio"
        if kind != "bare" or not counts(here) or is_named(here):
            return ""
        return "quantity" if here.words[:1].isdigit() else "written"
    return "" if kind not in FIGURES or is_named(here) else _kind(kind)


def _kind(kind: str) -> str:
    return "percent" if kind == "points" else kind

"""A number with the words around it, as the rules of the lint look at it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator.base import dataclass

if TYPE_CHECKING:
    from generator.facts.numbers import Phrase

_REACH: Final = 90
"""Characters on either side that are looked at."""

_WORD_BEFORE: Final = re.compile(r"([^\W\d_][\w.&’'-]*)[)\]]?\Z")
_WORD_AFTER: Final = re.compile(r"[^\W\d_][\w’'-]*")


@dataclass(frozen=True, slots=True)
class Around:
    """A number in its line: `before` and `after` are the text on either side of it, up to some ninety characters.

    `whole` tells that `before` reaches to the line's beginning; `last` is the word right before the number, "" where
    something else stands there.
    """

    phrase: Phrase
    words: str
    before: str
    after: str
    whole: bool
    last: str

    @property
    def opens(self) -> bool:
        """Tell whether nothing but signs stands before the number in its line."""
        return self.whole and not any(sign.isalnum() for sign in self.before)

    @property
    def begins_sentence(self) -> bool:
        """Tell whether the word right before the number is the first of its sentence."""
        lead = (
            self.before[: self.before.rfind(self.last)].rstrip(" \u00a0\"'\u201c\u2018([*")
            if self.last
            else self.before
        )
        return (self.whole and not lead) or lead.endswith((".", "!", "?", ":"))

    @property
    def counted(self) -> list[str]:
        """Give the words behind the number that may name what is counted, in small letters."""
        return self.phrase.unit.lower().split()


def around(text: str, phrase: Phrase) -> Around:
    """Give a number with the words around it; nothing of another line."""
    start = max(phrase.start - _REACH, 0)
    before = text[start : phrase.start]
    cut = before.rfind("\n")
    after = text[phrase.end : phrase.end + _REACH].partition("\n")[0]
    before = before[cut + 1 :]
    whole = cut >= 0 or start == 0
    return Around(phrase, text[phrase.start : phrase.end], before, after, whole, _last_word(before))


def _last_word(before: str) -> str:
    """Give the word with which a text ends, a space behind it; "" where there is none."""
    if not before[-1:].isspace():
        return ""
    parts = before.rsplit(None, 1)
    found = _WORD_BEFORE.search(parts[-1]) if parts else None
    return found[1] if found else ""


def words_after(after: str, many: int) -> list[str]:
    """Give the next words of a text, as they are written."""
    return _WORD_AFTER.findall(after)[:many]

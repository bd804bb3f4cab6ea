"""Numbers that belong to a name, a label or an idiom, and state nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator.facts.lint.around import Around, words_after
from generator.facts.lint.words import (
    IDIOM,
    IDIOM_OF_DIGITS,
    LABELS,
    MEASURES,
    NOT_ONE,
    PLAIN_LABELS,
    SMALL_WORDS,
    is_plural,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_LEAD: Final = 12
"""Characters before a number in which an idiom may begin."""

_VERSION: Final = re.compile(r"\d{1,2}\.\d(?:\.\d+)*")
_SHORT: Final = re.compile(r"\d{1,3}")
_JOINED_BEFORE: Final = re.compile(r"(?:[A-Z]\w*|\w*[A-Z]\w*)[-\u2010\u2011/]\Z|[\w@#]\.?\Z")
_LETTER_AFTER: Final = re.compile(r"[-\u2010\u2011][A-Z](?!\w)")
_GLUED: Final = re.compile(r"[^\W\d_][\w’']*")
_LETTERS: Final = frozenset("CDEFGHIJLNOPQRSTUXYZ")
"""Capital letters that, right behind digits, are more often of a name (`5S`) than a unit."""

_OUTLINE: Final = re.compile(r"[\s\u00a0]+[A-Z]")
_VERSIONS_BEFORE: Final = re.compile(r"[A-Z]\w*\)?\s\d{1,2}\.\d\s?(?:,|and|or|to|&|/|-|–)\s?\Z")
_LABELS_BEFORE: Final = re.compile(r"([^\W\d_]+)\s\d+(?:,\s?\d+)*,?\s?(?:and|or|to|&|-|–|,)\s?\Z")
_TITLE_WORDS: Final = 3
_FOLD_NAME: Final = re.compile(r"\bthe\s\Z", re.IGNORECASE)
_FOLD_AFTER: Final = re.compile(
    r"\s+(?:as|faster|better|more|less|larger|bigger|greater|higher|lower|the|its|their|growth)"
)


def is_named(here: Around) -> bool:
    """Tell whether a number belongs to a name, a label or an idiom."""
    return any(rule(here) for rule in _RULES)


def _is_labelled(here: Around) -> bool:
    """Tell a number behind a label: `Step 1`, `in phase 2`, `Steps 2 and 3`, `Windows 7`."""
    word = here.last
    if not word:
        chained = _LABELS_BEFORE.search(here.before)
        return chained is not None and chained[1].lower().removesuffix("s") in PLAIN_LABELS
    low = word.lower().rstrip(".")
    if here.phrase.kind not in {"quantity", "large", "written", "ratio", "bare"}:
        return False
    capital = word[0].isupper()
    if low in PLAIN_LABELS or (capital and (low in LABELS or low.removesuffix("s") in LABELS)):
        return here.phrase.kind != "written" or capital
    return any(letter.isupper() for letter in word[1:]) and word[0].islower()  # iPhone 6


def _is_version(here: Around) -> bool:
    """Tell the number of a version: `Web 2.0 tools`, `WCAG 2.0`, `Explore 1.0 and 2.0`."""
    if here.phrase.kind != "quantity" or not _VERSION.fullmatch(here.words):
        return False
    counted = here.counted
    if counted and counted[0].removesuffix("s") in MEASURES:
        return False
    capital = here.last[:1].isupper() and not here.begins_sentence
    return capital or _VERSIONS_BEFORE.search(here.before) is not None


def _is_outline(here: Around) -> bool:
    """Tell the number of a section at the beginning of a line: `1.1 Text alternatives`."""
    return here.opens and _VERSION.fullmatch(here.words) is not None and _OUTLINE.match(here.after) is not None


def _is_part_of_a_word(here: Around) -> bool:
    """Tell digits inside a name: `COVID-19`, `3-D`, `18F's`, `501c3`."""
    if here.phrase.kind in {"money", "percent", "points"}:
        return here.words[-1:].isalpha() and here.after[:1].isdigit()
    if not here.words[:1].isdigit():
        return False
    # A space before the number joins it to nothing: no need to look through all that stands before that.
    joined = here.before != "" and not here.before[-1].isspace() and _JOINED_BEFORE.search(here.before)
    if joined or _LETTER_AFTER.match(here.after):
        return True
    glued = _GLUED.match(here.after)
    if glued is None or here.phrase.kind == "ratio":
        return False
    some = here.phrase.kind == "large" and glued[0] == "s"  # 1,000s of pages
    return some or glued[0].lower() not in MEASURES or glued[0] in _LETTERS


def _is_of_a_name(here: Around) -> bool:
    """Tell a short number behind a name, with nothing behind it that is counted: `the Nexus 7 tablet`."""
    if here.phrase.kind != "quantity" or not _SHORT.fullmatch(here.words):
        return False
    if not here.last[:1].isupper() or here.begins_sentence or len(here.last) == 1:
        return False
    counted = here.counted
    if here.after.startswith(("-", "\u2010", "\u2011")) or (counted[:1] and counted[0] in MEASURES):
        return False
    return not any(is_plural(word) for word in counted)


def _is_in_a_title(here: Around) -> bool:
    """Tell the number of a title inside a sentence that is none: `7 Ways to Improve Your Content`."""
    if here.phrase.kind not in {"quantity", "written"} or not here.words[:1].isdigit() | here.words[:1].isupper():
        return False
    following = [word for word in words_after(here.after, 8) if word.lower() not in SMALL_WORDS]
    titled = 0
    for word in following:
        if not word[0].isupper():
            break
        titled += 1
    if titled < _TITLE_WORDS:
        return False
    behind = [word for word in words_after(here.before, 40) if word.lower() not in SMALL_WORDS]
    small = sum(word[0].islower() for word in behind[-2 * _TITLE_WORDS :])
    return small > 1 or here.before.endswith("(")


def _is_idiom(here: Around) -> bool:
    """Tell an idiom: `half the battle`, `two-way`."""
    lead = here.before[-_LEAD:]
    near = lead + here.words + here.after
    if here.words.replace(",", "").isdigit() and IDIOM_OF_DIGITS.search(near) is None:
        return False
    return any(
        found.start() < len(lead) + len(here.words) and found.end() > len(lead) for found in IDIOM.finditer(near)
    )


def _is_article(here: Around) -> bool:
    """Tell a `one` that counts no more than an article does (`one point we heard`), and a `none`."""
    if here.words.lower() in {"none", "nil"}:
        return True
    return here.words.lower() == "one" and here.counted[:1] != [] and here.counted[0] in NOT_ONE


def _is_fold_name(here: Around) -> bool:
    """Tell a multiple that is somebody's name: `the 10x program`."""
    if here.phrase.kind != "ratio" or here.words[-1:].lower() != "x" or _FOLD_AFTER.match(here.after):
        return False
    return here.opens or not here.last or _FOLD_NAME.search(here.before) is not None


def _is_list_name(here: Around) -> bool:
    """Tell the number of a list's name: `the Top 20 list`."""
    return here.last.lower() == "top" and here.counted[:1] in (["list"], ["lists"], ["ranking"], ["chart"])


_RULES: Final[tuple[Callable[[Around], bool], ...]] = (
    _is_labelled,
    _is_version,
    _is_outline,
    _is_part_of_a_word,
    _is_of_a_name,
    _is_in_a_title,
    _is_idiom,
    _is_article,
    _is_fold_name,
    _is_list_name,
)

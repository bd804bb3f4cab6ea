"""The sentences of a text: where each begins and ends.

A line break ends a sentence, as it ends a block in the plain text of a document. Within a line a full stop ends one,
unless it belongs to an abbreviation, an initial, a number or an ellipsis that goes on. Without a dictionary nobody can
tell "in the U.S. The law" from "the U.S. Senate"; after such a word a sentence ends where the next word is one that
often begins a sentence and seldom stands inside a name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOSERS: Final = "\"'\u201d\u2019\u00bb\u203a)\\]\u300d\u300f\uff09\u3011"
_OPENERS: Final = "\"'\u201c\u2018\u201e\u00ab\u2039(\\[\u300c\u300e\uff08\u3010\u00bf\u00a1"

_STOP: Final = re.compile(
    rf"(?P<open>[\u300c\u300e\uff08\u3010])|(?P<close>[\u300d\u300f\uff09\u3011])"
    rf"|(?P<wide>[\u3002\uff01\uff1f\uff61]+)[{_CLOSERS}]*"
    rf"|(?P<stop>[.!?\u2026\u061f\u06d4\u0964\u0965]+)[{_CLOSERS}]*(?=\s|\Z)"
)
"""What may end a sentence. East Asian full stops need no space after them; all others do."""

_NEXT: Final = re.compile(rf"\s*[{_OPENERS}]*(\w*)")
_LAST: Final = re.compile(r"[^\s(\[\"'\u2013\u2014/]*\Z")
_HIRAGANA: Final = re.compile("[\u3041-\u309f]")
_INITIALS: Final = re.compile(r"(?:\w\.)*\w")
_LOOK_BACK: Final = 24
"""Characters before a full stop that are looked at: longer words are no abbreviations."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Before a name: a sentence never ends after them.
_TITLES: Final = _words(
    "adm brig capt cf cmdr col cpl dr fr gen gov hon lt maj messrs mme mlle mr mrs ms mx mt pres prof rep rev "
    "sen sgt sr st supt viz vs"
)
# Before a number.
_NUMBERED: Final = _words(
    "abs art arts bd ca ch chap cl eq fig figs fn jan feb mar apr jun jul aug sep sept oct nov dec line ll no nos nr "
    "p para paras pp pt s sec sect ss tab v vol vols"
)
# Anywhere, the end of a sentence among it.
_SHORTENED: Final = _words(
    "approx ave bn bros co corp dept dist ed eds est etc excl ff govt inc incl intl jr lb ltd max mfr min mn natl oz "
    "plc rd tr trans univ usw z.b bzw"
)
_STARTERS: Final = _words(
    "a according after all although an and another as at because before both but by despite during each even every few "
    "for four from he her here his how however i if in instead it its many meanwhile more most neither no nobody none "
    "nor not now of on once one only other others our over she since so some such ten that the their then there these "
    "they this those though three thus to today two under unlike until we what when where whether which while who why "
    "with without yet you das der die ein eine er es sie wir"
)
_AFTER_ORDINAL: Final = _words(
    "januar februar m\u00e4rz april mai juni juli august september oktober november dezember jahrhundert"
)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Give where each sentence begins and ends, without the white space around it, in the order of the text."""
    found: list[tuple[int, int]] = []
    start = 0
    for line in text.splitlines(keepends=True):
        found += _in_line(line, start)
        start += len(line)
    return tuple(found)


def sentence_at(text: str, offset: int) -> tuple[int, int]:
    """Give where the sentence around an offset begins and ends.

    Between two sentences it is the one before, unless that ended on an earlier line. An empty place gives (offset,
    offset).
    """
    offset = min(max(offset, 0), len(text))
    start, end = _line_around(text, offset)
    whole = (offset, offset)
    for first, last in _in_line(text[start:end], start):
        if first > offset and whole != (offset, offset):
            break
        whole = (first, last)
    return whole


_BREAKS: Final = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_BREAK: Final = re.compile(f"[{_BREAKS}]")
"""What str.splitlines takes for the end of a line."""


def _line_around(text: str, offset: int) -> tuple[int, int]:
    after = _BREAK.search(text, offset)
    start = offset
    while start > 0 and text[start - 1] not in _BREAKS:
        start -= 1
    return start, after.start() if after else len(text)


def _in_line(line: str, base: int) -> Iterator[tuple[int, int]]:
    """Give the sentences of one line, moved on by `base`."""
    start = 0
    for end in (*_ends(line), len(line)):
        words = line[start:end]
        first = start + len(words) - len(words.lstrip())
        if words.strip():
            yield base + first, base + start + len(words.rstrip())
        start = end


def _ends(line: str) -> Iterator[int]:
    """Give where sentences end in a line: after the full stop and what closes with it."""
    depth = 0
    for match in _STOP.finditer(line):
        if match["open"]:
            depth += 1
        elif match["close"]:
            depth = max(depth - 1, 0)
        elif match["wide"]:
            closed = sum(match.group().count(bracket) for bracket in "\u300d\u300f\uff09\u3011")
            depth = max(depth - closed, 0)
            # A quotation goes on in the sentence around it: "...。」と".
            if not depth and not (closed and _HIRAGANA.match(line, match.end())):
                yield match.end()
        elif not _goes_on(line, match):
            yield match.end()


def _goes_on(line: str, stop: re.Match[str]) -> bool:
    """Tell whether the sentence goes on after a full stop, or after what looks like one."""
    following = _NEXT.match(line, stop.end())
    after = following[1] if following else ""
    if not after:
        return False
    if after[0].islower():
        return True
    if stop["stop"] != "." or stop.end() != stop.end("stop"):
        return False
    last = _LAST.search(line, max(stop.start() - _LOOK_BACK, 0), stop.start())
    return last is not None and _shortens(last.group(), after, begins_line=not line[: last.start()].strip())


def _shortens(word: str, after: str, *, begins_line: bool) -> bool:
    """Tell whether a full stop belongs to the word before it, by the word after it."""
    lowered, next_word = word.lower(), after.lower()
    if lowered in _TITLES:
        return True
    if word.isdigit():
        return begins_line or (len(word) <= len("31") and next_word in _AFTER_ORDINAL)
    if lowered in _NUMBERED and (after[0].isdigit() or _is_roman(after)):
        return True
    if lowered in _SHORTENED or (_INITIALS.fullmatch(word) and not word[-1].isdigit()):
        return next_word not in _STARTERS
    return False


def _is_roman(word: str) -> bool:
    return set(word) <= set("IVXLC")

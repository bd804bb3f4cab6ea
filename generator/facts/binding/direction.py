"""Words for going up and going down around a number. English only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from generator.facts.binding.said import Said, Saying

Direction = Literal["up", "down", ""]

_UP_WORDS: Final = """
rose rise rises rising risen grew grow grows growing grown growth gain gains gained gaining up upward upwards uptick
upturn higher added adds add adding raise raised raises raising climb climbed climbs climbing jump jumped jumps
jumping surge surged surges surging soar soared soars soaring increase increased increases increasing boost boosted
rally rallied advance advanced expand expanded expansion bigger larger greater hike hiked extra additional more
rebound rebounded widened widen widens widening faster quicker
"""
_DOWN_WORDS: Final = """
fell fall falls falling fallen drop dropped drops dropping decline declined declines declining decrease decreased
decreases decreasing down downward downwards downturn cut cuts cutting lower lowered lowers lowering reduce reduced
reduces reducing reduction reductions lost lose loses losing loss losses fewer less shrank shrink shrinks shrinking
shrunk slump slumped slumps slumping plunge plunged plunges plunging slid slide slides sliding dip dipped dips dipping
tumble tumbled tumbles tumbling contract contracted contracts contracting contraction minus negative below short
shortfall deficit behind shed sheds shedding slip slipped slips slipping sank sink sinks sinking sunk worse worsened
smaller slash slashed slashing trim trimmed trims dive dived dives ease eased eases erode eroded weaken weakened
weakens weaker retreat retreated off wiped shaved knocked crash crashed collapse collapsed halved cheaper slower
slowed saving savings saved setback lag lagged lags trail trailed trails trailing freezing subzero downswing drawdown
squeeze backwards gave surrendered forfeited missing dwindled dwindle waned receded recede depreciated devalued
underperformed narrowed narrow narrows narrowing
"""
_WORDS: Final[dict[str, Direction]] = {
    **dict.fromkeys(_UP_WORDS.split(), "up"),
    **dict.fromkeys(_DOWN_WORDS.split(), "down"),
}
_WORD: Final = re.compile(r"[^\W\d_]+|[,;:.()–—]")
_BREAKS: Final = frozenset(",;:.()–—")
_CLAUSES_TEXT = """
before after while whereas but although though because until since whether
"""
_CLAUSES: Final = frozenset(_CLAUSES_TEXT.split())
"""Words that begin another clause, whose verb says nothing of this number."""
_NO_RISE_TEXT = """
ended ends end made makes make making set sets signed turned wound came come took take takes picked held opened
broke caught bought summed sums start started backed lined end showed shows follow followed
"""
_NO_RISE: Final = frozenset(_NO_RISE_TEXT.split())
"""Verbs after which `up` is no rise: `made up 12%`."""
_GIVING_TEXT = """
gave give gives giving given
"""
_GIVING: Final = frozenset(_GIVING_TEXT.split())
_PLACING_TEXT = """
off below behind short up down above upward downward minus
"""
_PLACING: Final = frozenset(_PLACING_TEXT.split())
"""Words that, behind a number, may belong to what follows: `rose 12% below the forecast`."""
_NOUNS_TEXT = """
a an the its this that their his her another
"""
_NOUNS: Final = frozenset(_NOUNS_TEXT.split())
_BEFORE, _BEHIND = 6, 3
_IN_THE_RED: Final = re.compile(r"\bin the red\b|\boverdrawn\b", re.IGNORECASE)


def adjoining(saying: Saying, said: Said) -> Direction:
    """Give the direction that the words right beside a number say: `fell by 12%`, `a 12% drop`.

    A word right behind the number goes before one in front of it, the nearer before the farther, and none counts from
    another clause.
    """
    before = _before(saying, said)
    behind = _clause(_WORD.findall(saying.text[said.phrase.end : said.phrase.end + 50].lower())[:_BEHIND])
    first = behind[0] if behind else ""
    if first == "below" and behind[1:2] in (["zero"], ["freezing"]):
        return "down"
    noun = bool(before) and before[0] in _NOUNS
    ahead = _nearest_behind(behind[: _BEHIND if noun else 1])
    compared = first in _PLACING or behind[1:2] == ["than"]
    if ahead and not compared:
        return "" if first == "more" and behind[1:2] in (["slowly"], ["cheaply"]) else ahead
    return "" if is_level(saying, said) else _nearest(before) or _nearest_behind(behind)


def is_level(saying: Saying, said: Said) -> bool:
    """Tell whether a number is where something moved to, and not by how much: `fell to 12%`."""
    before = _before(saying, said)
    while before and before[0] in _NOUNS:
        before = before[1:]
    return before[:1] == ["to"] and any(word in _WORDS or word == "from" for word in before[1:])


def anywhere(saying: Saying) -> frozenset[Direction]:
    """Give the directions that are said anywhere around the words, in the head of their column or before their list."""
    text = f"{saying.text}\n{saying.heads}".lower()
    found = frozenset(_WORDS[word] for word in _WORD.findall(text) if word in _WORDS)
    return found | {"down"} if _IN_THE_RED.search(text) else found


def _before(saying: Saying, said: Said) -> list[str]:
    """Give the words before a number in its clause, the nearest first."""
    start = said.phrase.whole_start
    words = _WORD.findall(saying.text[max(start - 70, 0) : start].lower())
    return _clause(words[::-1][:_BEFORE])


def _clause(words: list[str]) -> list[str]:
    """Give words as far as their clause goes."""
    stop = next((place for place, word in enumerate(words) if word in _BREAKS or word in _CLAUSES), len(words))
    return words[:stop]


def _nearest(before: list[str]) -> Direction:
    """Give the direction of the nearest word before a number; `up` after some verbs is none."""
    for place, word in enumerate(before):
        verb = before[place + 1] if place + 1 < len(before) else ""
        if word == "up" and verb in _GIVING:
            return "down"
        if word in _WORDS and not (word == "up" and verb in _NO_RISE):
            return _WORDS[word]
    return ""


def _nearest_behind(behind: list[str]) -> Direction:
    return next((_WORDS[word] for word in behind if word in _WORDS), "")

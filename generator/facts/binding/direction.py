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
rebound rebounded
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
underperformed
"""
_WORDS: Final[dict[str, Direction]] = {
    **dict.fromkeys(_UP_WORDS.split(), "up"),
    **dict.fromkeys(_DOWN_WORDS.split(), "down"),
}
_WORD: Final = re.compile(r"[^\W\d_]+|[,;:.()–—]")
_BREAKS: Final = frozenset(",;:.()–—")
_BEFORE, _BEHIND = 4, 3


def adjoining(saying: Saying, said: Said) -> Direction:
    """Give the direction that the words right beside a number say: `fell by 12%`, `a 12% drop`."""
    before = _WORD.findall(saying.text[max(said.phrase.whole_start - 60, 0) : said.phrase.whole_start].lower())
    for word in reversed(before[-_BEFORE:]):
        if word in _BREAKS:
            break
        if word in _WORDS:
            return _WORDS[word]
    behind = _WORD.findall(saying.text[said.phrase.end : said.phrase.end + 50].lower())
    for word in behind[:_BEHIND]:
        if word in _BREAKS:
            break
        if word in _WORDS:
            return _WORDS[word]
    return ""


def anywhere(saying: Saying) -> frozenset[Direction]:
    """Give the directions that are said anywhere around the words."""
    return frozenset(_WORDS[word] for word in _WORD.findall(saying.text.lower()) if word in _WORDS)

"""A line of prose cut into the pieces that numbers are made of."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.facts.numbers.language import Language

TokenKind = Literal["number", "word", "glyph", "sign", "scale"]
_WIDE: Final = str.maketrans("０１２３４５６７８９，．％＄￥", "0123456789,.%$¥")
_KINDS: Final[dict[str, TokenKind]] = {
    "number": "number",
    "word": "word",
    "glyph": "glyph",
    "sign": "sign",
    "scale": "scale",
}
LONGEST_NUMERAL: Final = 30


class Token(NamedTuple):
    """A numeral, a word, a vulgar fraction or any other sign, and where it stands; `glued` to the one before it."""

    kind: TokenKind
    text: str
    low: str
    start: int
    end: int
    glued: bool


NOTHING: Final = Token("sign", "", "", -1, -1, glued=False)
"""What stands before the first token and after the last."""


def tokenise(line: str, offset: int, language: Language) -> tuple[Token, ...]:
    """Cut a line into tokens; `offset` is where the line begins in the whole text."""
    form = _form(language.groups, language.decimal, language.glued_scales)
    found: list[Token] = []
    end = -1
    for match in form.finditer(line):
        start, stop = match.span()
        text = line[start:stop]
        kind = _KINDS[match.lastgroup or "sign"]
        # Most of the time goes here: the constructor that NamedTuple writes calls this as well.
        found.append(tuple.__new__(Token, (kind, text, text.lower(), start + offset, stop + offset, start == end)))
        end = stop
    return tuple(found)


@lru_cache(maxsize=64)
def _form(groups: str, decimal: str, glued_scales: tuple[str, ...]) -> re.Pattern[str]:
    """Give the pattern of tokens for a language's marks between groups of digits and before decimals."""
    scales = "|".join(map(re.escape, glued_scales))
    group, point = f"[{re.escape(groups)}]", re.escape(decimal)
    digit = "[0-9０-９]"
    numeral = (
        rf"(?:{digit}{{1,3}}(?P<_mark>{group}){digit}{{3}}(?:(?P=_mark){digit}{{3}})*(?!{digit})"
        rf"|{digit}{{1,2}}(?:,{digit}{{2}})+,{digit}{{3}}(?!{digit})|{digit}+)(?:{point}{digit}+)?"
    )
    glued = rf"|(?P<scale>{scales})" if scales else ""
    glyph = "[½⅓⅔¼¾⅕⅖⅗⅘⅛⅜⅝⅞]"  # which count as letters, though no word begins with them
    letter = rf"(?!{scales})[^\W\d_]" if scales else r"[^\W\d_]"
    # Words first, and of Latin letters: they are the most, and a class of few is tried faster than one of all letters.
    latin = r"[A-Za-z]+[^\W\d_]*|" if not scales else ""
    word = rf"(?:{latin}(?!{glyph})(?:{letter})+)(?:['’][^\W\d_]+)*"
    return re.compile(rf"(?P<word>{word})|(?P<number>{numeral}){glued}|(?P<glyph>{glyph})|(?P<sign>\S)")


def plain_digits(text: str, language: Language) -> str:
    """Give a numeral in digits with a point, without marks between its groups."""
    text = text.translate(_WIDE)
    whole, _, decimals = text.rpartition(language.decimal) if language.decimal in text else (text, "", "")
    digits = "".join(character for character in whole if character.isdigit())
    return f"{digits}.{decimals}" if decimals else digits


def at(tokens: Sequence[Token], index: int) -> Token:
    """Give a token, or NOTHING beyond either end."""
    return tokens[index] if 0 <= index < len(tokens) else NOTHING

"""Numbers that count although no noun stands right behind them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from generator.facts.lint.around import Around

_COMPARED: Final = re.compile(
    r"\b(?:(?:less|more|fewer|greater|higher|lower|larger) than|at (?:least|most)"
    r"|as (?:many|few) as|no (?:more|fewer) than|total(?:s|ed|ing)?(?: of)?|exceed(?:s|ed|ing)?)\s+\Z",
    re.IGNORECASE,
)
_PICKED: Final = re.compile(r"\b(?:first|last|next|past|previous|remaining|[Tt]he other)\s+\Z")
_MORE: Final = re.compile(
    r"\s+(?:(?:other|more|fewer|less|most|least|such)\s+[^\W\d_]|or\s+(?:more|fewer|less|so)\b|others\b|of\s+(?:these|those|them|us"
    r"|you|the|our|your|their|its|his|her|my)\b)"
)
_BESIDE: Final = re.compile(r"\s+(?:and|or)\s+\d[\d,]*\s+[a-z]{3}")
_AGE: Final = re.compile(r"\b(?:age(?:s|d)?|ages? of|age group|aged between)\s+\Z", re.IGNORECASE)
_AND_OLDER: Final = re.compile(r"\s+(?:and|or)\s+(?:older|over|up|above|under|younger)\b|[- ]years?[- ]old|-plus\b|\+")
_REPEATED: Final = re.compile(r"\s\(\d+\)\s+[^\W\d_]")
_REPEATS: Final = re.compile(r"[^\W\d_]\s\(\Z")
_OF_THOSE: Final = re.compile(r"\b[Oo]f (?:the|these|those)\b[^.,;:]{1,60},\s+\Z")
_AUXILIARY: Final = re.compile(r"\s+(?:are|were|have|had|did|do|said|say|will|use|used)\b")
_LABEL: Final = re.compile(r"\s*[^:\n]{2,60}:\s*\Z")
_NOTHING: Final = re.compile(r"[\s*_.)]*\Z")
_SHARE: Final = re.compile(r"(\d{1,2})/(\d{1,2})(?![\w/])")
_TOP: Final = re.compile(
    r"\s+(?:out\s+)?of\s+(?:the\s+)?(?:top|first|last|next|past|previous|largest|biggest)\s+[\w,]+", re.IGNORECASE
)


def counts(here: Around) -> bool:
    """Tell whether a number that stands alone counts something all the same."""
    word = not here.words[:1].isdigit()
    if word and here.words.lower() in {"one", "zero", "none", "nil", "a", "an"}:
        return False
    return _by_what_goes_before(here, word=word) or _by_what_follows(here)


def _by_what_goes_before(here: Around, *, word: bool) -> bool:
    """`less than 100`, `the first three`, `under the age of 50`, `of the 33 places, four are`, `Goal: 500`."""
    before = here.before
    if _COMPARED.search(before) or _PICKED.search(before) or _AGE.search(before):
        return True
    if _OF_THOSE.search(before) and _AUXILIARY.match(here.after):
        return True
    return not word and _stands_alone(here)


def _stands_alone(here: Around) -> bool:
    """Tell whether digits are a line of their own, or all that follows a label and a colon."""
    if len(here.words) < 2 or not here.whole or not _NOTHING.match(here.after):  # noqa: PLR2004 - 1 to 9 are numbers of lists
        return False
    return here.opens or _LABEL.fullmatch(here.before) is not None


def _by_what_follows(here: Around) -> bool:
    """`three other slots`, `five or more`, `two of them`, `65 and older`, `seven (7) days`."""
    if _MORE.match(here.after) or (here.words.isdigit() and _AND_OLDER.match(here.after)):
        return True
    if _REPEATED.match(here.after) or (here.words.isdigit() and _BESIDE.match(here.after)):
        return True
    closing = re.match(r"\)\s+[^\W\d_]", here.after)
    return closing is not None and _REPEATS.search(here.before) is not None and here.last == ""


def ratio_after(here: Around) -> int:
    """Give how far behind a number a ratio goes that begins with it (`50/50`, `13 of the top 20`); 0 for none."""
    share = _SHARE.match(here.words + here.after[:4])
    if share is not None:
        return share.end() - len(here.words) if int(share[1]) + int(share[2]) == 100 else 0  # noqa: PLR2004 - a whole
    top = _TOP.match(here.after) if here.words.isdigit() else None
    return top.end() if top is not None else 0

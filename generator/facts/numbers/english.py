"""English words for numbers, scales and fractions, and what stands beside numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


def numbered(text: str) -> dict[str, int]:
    """Give the words of a text of `number word word; number word` with their numbers."""
    rows = (row.split() for row in text.split(";"))
    return {word: int(row[0]) for row in rows for word in row[1:]}


_SMALL = """
0 zero nil none; 1 one; 2 two; 3 three; 4 four; 5 five; 6 six; 7 seven; 8 eight; 9 nine; 10 ten; 11 eleven; 12 twelve
; 13 thirteen; 14 fourteen; 15 fifteen; 16 sixteen; 17 seventeen; 18 eighteen; 19 nineteen
"""
_TENS = "20 twenty; 30 thirty; 40 forty fourty; 50 fifty; 60 sixty; 70 seventy; 80 eighty; 90 ninety"
_SCALES = "2 hundred; 3 thousand; 6 million; 9 billion; 12 trillion; 15 quadrillion; 5 lakh; 7 crore"
_SHORT_SCALES = """
2 hundreds; 3 k thousands; 6 m mn mln mio millions; 9 b bn bln billions; 12 t tn trn trillions
"""
_DENOMINATORS = """
2 half halves; 3 third thirds; 4 quarter quarters fourth fourths; 5 fifth fifths; 6 sixth sixths; 7 seventh sevenths
; 8 eighth eighths; 9 ninth ninths; 10 tenth tenths; 20 twentieth twentieths; 100 hundredth hundredths
; 1000 thousandth thousandths
"""
_MULTIPLES = """
1 once; 2 twice double doubled doubling; 3 thrice triple tripled treble trebled tripling; 4 quadruple quadrupled
"""
SMALL: Final[Mapping[str, int]] = numbered(_SMALL)
TENS: Final[Mapping[str, int]] = numbered(_TENS)
DOZENS: Final[Mapping[str, int]] = numbered("12 dozen; 20 score; 144 gross")
SCALES: Final[Mapping[str, int]] = numbered(_SCALES)
"""Scale words with their powers of ten."""

SHORT_SCALES: Final[Mapping[str, int]] = numbered(_SHORT_SCALES)
DOUBTFUL_SCALES: Final = frozenset({"m", "b", "t", "k", "tn"})
"""Short forms that may be units too: scales only beside money or close behind the digits."""

DENOMINATORS: Final[Mapping[str, int]] = numbered(_DENOMINATORS)
GLYPHS: Final[Mapping[str, Decimal]] = {
    glyph: Decimal(above) / below
    for glyph, above, below in (
        *(("½", 1, 2), ("¼", 1, 4), ("¾", 3, 4), ("⅓", 1, 3), ("⅔", 2, 3), ("⅕", 1, 5), ("⅖", 2, 5)),
        *(("⅗", 3, 5), ("⅘", 4, 5), ("⅛", 1, 8), ("⅜", 3, 8), ("⅝", 5, 8), ("⅞", 7, 8)),
    )
}
MULTIPLES: Final[Mapping[str, Decimal]] = {
    **{word: Decimal(number) for word, number in numbered(_MULTIPLES).items()},
    "halved": Decimal("0.5"),
    "halving": Decimal("0.5"),
}
_FUNCTION = """
a an and are as at be been before being but by can could did do does each either every for from had has have
he her his if in into is it its may might more most must nor not of off on once only onto or our out over own
per rather said says shall she should since so some such than that the their them then there these they this
those though through till to too towards under until up upon via was we were what when where whether which
while who whom whose why will with within without would yet you your about above across after again against
ago all almost along already also although always among another any around because below between both down
during earlier else even ever few further however just later less like many much near nearly never no now
often other others plus roughly same several still therefore thus together versus vs went came made got took
rose fell said say
"""
FUNCTION_WORDS: Final = frozenset(_FUNCTION.split())
"""Words after which nothing is counted: they end the noun of a number."""

_TIME_UNITS_WORDS = """
second seconds minute minutes hour hours day days week weeks month months year years decade decades
"""
TIME_UNITS: Final = frozenset(_TIME_UNITS_WORDS.split())
_SINGLE = """
second minute hour day week fortnight month year decade century dollar euro pound yen cent penny percent kilo kilogram
kilometre kilometer mile metre meter foot inch yard tonne ton gram litre liter gallon barrel ounce hectare acre watt
kilowatt megawatt gigawatt percentage point share
"""
MEASURES: Final = frozenset(_SINGLE.split())
"""Units before which `a` and `an` count."""

_LABELS_WORDS = """
section sections article articles chapter chapters step phase level room route highway table figure page pages
paragraph rule clause act no no. nos version windows web flight stage channel grade class type model unit
appendix annex volume vol item number form schedule exhibit question lot gate terminal platform resolution
bill order directive regulation apollo boeing airbus covid formula fortune ftse nikkei stoxx dax cac
interstate studio catch psalm playstation xbox iphone galaxy tier category magnitude
"""
LABELS: Final = frozenset(_LABELS_WORDS.split())
_MOVEMENTS_WORDS = """
rose rise rises rising risen fell fall falls falling fallen went go goes going gone climbed climb climbs
climbing dropped drop drops dropping declined decline declines declining increased increase increases
increasing decreased decrease decreases decreasing grew grow grows growing grown shrank shrink shrinks
shrinking shrunk cut cuts cutting raised raise raises raising lowered lower lowers lowering up down jumped
jump jumps jumping slid slide slides sliding moved move moves moving changed change changes changing soared
soar plunged plunge came come reduced reduce reduces reducing reduction slipped slip doubled tripled halved
surged surge sank sink tumbled expanded widened narrowed improved worsened revised slowed eased
"""
MOVEMENTS: Final = frozenset(_MOVEMENTS_WORDS.split())

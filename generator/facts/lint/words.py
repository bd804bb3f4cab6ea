"""The classes of English words by which the lint tells a number that counts from one that names."""

from __future__ import annotations

import re
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LABELS: Final = _words(
    "act activity agenda agent annex answer apartment appendix apt area article attachment attempt band bill block box "
    "bug building bullet bureau case category channel chapter circular class clause column component convention court "
    "criterion cycle day decree directive district division document edition element enclosure engine episode error "
    "example exercise exhibit exit experiment factor figure finding flight floor footnote form formula forum gate "
    "generation goal grade group guideline heat highway hypothesis idea image interstate issue item key lane law layer "
    "lesson level line list listing lot map mark memorandum method milestone mission model module myth note number "
    "objective office option order ordinance page panel paragraph part phase phone photo pier pillar platform play "
    "player point policy post principle priority problem procedure profile project proposal proposition protocol "
    "psalm question reason recommendation reference region regulation release requirement resolution response road "
    "room round route row rule sample scenario scene schedule season section sector series session sheet size slide "
    "slot sprint stage standard statement station step strategy studio suite table task team terminal test theme "
    "theory thread tier tip title tool topic track trend trial type unit update usc verse version video volume wave "
    "week wing workshop year zone "
    "android chrome covid drupal edge explorer firefox fortune gov html ie internet ios java joomla kindle nexus "
    "office php python safari web windows wordpress s&p big catch"
)
"""Words that name the number behind them when they have a capital: `Step 1`, `Windows 7`."""

PLAIN_LABELS: Final = _words(
    "appendix article chapter clause exhibit figure footnote grade item level lesson line option page pages paragraph "
    "paragraphs phase question section sections slide slides stage step steps table tier tiers title type types "
    "version versions volume"
)
"""Those that name it in small letters too: `in phase 2 agencies must`."""

MEASURES: Final = _words(
    "acre bit byte cent cup day decade degree dollar euro foot gallon gig gram hectare hertz hour inch kilometer "
    "kilometre kilowatt knot liter litre megabyte meter metre mile millimeter millimetre minute month ounce percent "
    "person pixel pound quart second story ton tonne volt watt week word yard year "
    "b bn cm dpi fps ft g gb ghz h ha hp hr hrs hz in k kb kbps kg kgs khz km kwh lb lbs m mb mbps mg mhz mi min mins "
    "ml mm mph ms mw mwh oz ppm psi pt pts px s sec secs sq tb w yd yr yrs x fold plus"
)
"""Units that stand in the singular behind a number, or short."""

PLURALS: Final = _words(
    "aircraft alumni cattle children clergy criteria crew data deer dice feet fish folk geese indices media men mice "
    "offspring oxen people percent personnel phenomena police series sheep spacecraft species staff teeth women youth "
    "total million billion trillion thousand hundred dozen"
)
"""Plurals that do not end in -s, and what counts without one."""

_SINGULAR_S: Final = re.compile(r"(?:ss|us|is|as|os|news|ics|lens|process|access|business|status|campus)\Z")


def is_plural(word: str) -> bool:
    """Tell whether a word, in small letters, looks like the plural of a noun."""
    if word in PLURALS:
        return True
    bare = word.removesuffix("’s").removesuffix("'s")
    return bare == word and word.endswith("s") and len(word) > 2 and not _SINGULAR_S.search(word)  # noqa: PLR2004 - "is"


NOT_ONE: Final = _words("point share quarter second word story plus person foot")
"""What `one` counts in "one point we heard" no more than an article would."""

SMALL_WORDS: Final = _words("a an and as at but by for from in into is of on or per the to vs with")
"""What stays small in a title."""

_IDIOMS: Final = (
    r"half (?:the|of the) (?:battle|fun|story)|(?:half|quarter|third) of (?:fy ?)?[12]\d{3}",
    r"half (?:a )?mind|half (?:the|an eye)(?= on\b)",
    r"(?:one|two) sides? of (?:the|a) (?:same )?coin|two cents|two peas|two birds|one stone|six feet under",
    r"nine (?:lives|to five)|sixth sense|third (?:party|parties|rail|person)|second (?:nature|to none|thought)",
    r"zero[ -](?:sum|day|tolerance|hour|trust|in\b)|ground zero|zero in on|square one|day one|number one|cloud nine",
    r"(?:a|one) (?:hundred|million|thousand) times|thousand words|million[- ]dollar question",
    r"four corners|four walls|\w+ o.clock|a score of",
    r"seven seas|seven deadly|ten commandments|forty winks|all fours|ten to one",
    r"two[- ](?:way|factor|faced|sided|fold|handed)|three[- ](?:way|dimensional|quarter)|one[- ](?:way|on-one|stop)",
    r"(?:404|403|500|301|302)[- ](?:error|page|redirect|not found)\w*|\d+ compliant|\d+ complian\w+",
)
IDIOM: Final = re.compile(rf"(?<![\w,.])(?:{'|'.join(_IDIOMS)})(?!\w)", re.IGNORECASE)
"""Words in which a number counts nothing."""

IDIOM_OF_DIGITS: Final = re.compile(
    r" of (?:fy ?)?[12]\d{3}| o.clock|(?:404|403|500|301|302)[- ]|\d complian", re.IGNORECASE
)
"""What no idiom with digits is without."""

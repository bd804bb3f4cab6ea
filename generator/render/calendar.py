"""Reviews as a calendar (RFC 5545), for the calendar programs of those who keep facts and articles."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.facts.staleness import Review
    from generator.plan import Addresses

LINE_LIMIT = 75
"""Octets of a line, without its end (RFC 5545, 3.1)."""

_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f]")
"""What a TEXT may not hold (RFC 5545, 3.3.11); a tab would be legal and reads as a space."""


def review_calendar(title: str, reviews: Iterable[Review], addresses: Addresses, now: dt.datetime) -> bytes:
    """Give an event of one day for each review; `now` is the moment that stands in it as its making.

    An event's UID is its entry's address, so that a calendar that is read again moves it instead of doubling it.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Factbox//Factbox {__version__}//EN", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{_text(f'Reviews – {title}')}"]
    for review in reviews:
        lines += _event(review, addresses, now)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _event(review: Review, addresses: Addresses, now: dt.datetime) -> Iterator[str]:
    home = urlsplit(addresses.base_url)
    url = addresses.fact(review.id) if review.kind == "fact" else addresses.article(review.id)
    where = f"{review.place.path}:{review.place.line}"
    kept = f"Kept by {review.name}.\n" if review.name else ""
    yield "BEGIN:VEVENT"
    yield f"UID:{review.kind}-{review.id}@{home.netloc}{home.path.rstrip('/')}"
    yield f"DTSTAMP:{now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{_day(review.day)}"
    if review.day < dt.date.max:
        yield f"DTEND;VALUE=DATE:{_day(review.day + dt.timedelta(days=1))}"
    yield f"SUMMARY:{_text(f'Look again at: {review.title}')}"
    yield f"DESCRIPTION:{_text(f'{kept}{review.kind.capitalize()} {review.id}, {where}')}"
    if review.name:
        yield f"CATEGORIES:{_text(review.name)}"
    yield f"URL:{addresses.absolute(url)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: dt.date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _text(words: str) -> str:
    """Give words as a TEXT: the four characters that mean something are escaped (RFC 5545, 3.3.11)."""
    return _CONTROL.sub(" ", words.replace("\r\n", "\n").replace("\r", "\n")).translate(_ESCAPES)


def _folded(line: str) -> str:
    """Give a line in pieces of at most 75 octets, none of which cuts a character in two (RFC 5545, 3.1)."""
    pieces, piece, size = [], "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > LINE_LIMIT:
            pieces.append(piece)
            piece, size = "", 1  # the space that every further piece begins with
        piece += character
        size += octets
    return "\r\n ".join([*pieces, piece])

"""A small site of every kind of entry, as texts by path, and edits of it: what an editor may do between two builds."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def png(color: int) -> bytes:
    """Give a picture of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    size = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + size + chunk(b"IDAT", zlib.compress(bytes((0, color)))) + chunk(b"IEND", b"")


CONFIG = """title: Norrby trams
base_url: https://trams.example/
language: en
timezone: Europe/Stockholm
publisher: {name: The Norrby Desk}
topics: {fares: Fares, lines: Lines}
"""
ARTICLE = """title: {title}
summary: What {title} means, in [{words}](fact:rides) a year.
status: {status}
published: {day}
authors: [ada]
tags: [{tags}]
{more}body: |
  The trams carried [{words}](fact:rides) people.
  {body}

  ## History

  The [first tram](event:first-tram) ran on the long line. A token was paid.
"""
FACTS = """rides:
  label: Rides in a year
  value: {rides} rides
  as_of: 2025-01-01
  source: report
double-rides:
  label: Twice the rides
  derive: rides * 2
fare:
  label: The fare
  by: [year]
  unit: EUR
  source: {source}
  data: fare.csv
  note: A token costs as much.
"""
SITE = {
    "config.yaml": CONFIG,
    "content/articles/fares.yaml": ARTICLE.format(
        title="Fares", words="{rides}", status="published", day="2025-03-01", tags="fares, lines", more="",
        body="See [the lines](article:lines#history) and [the fare](fact:fare.2024)[@report, p. 2].",
    ),
    "content/articles/lines.yaml": ARTICLE.format(
        title="Lines", words="{rides}", status="published", day="2025-02-01", tags="lines",
        more="facts:\n  stops: {label: Stops, value: 31 stops, as_of: 2025-01-01, source: report}\n",
        body="There are [31](fact:stops) stops, and twice the rides are [](fact:double-rides).",
    ),
    "content/articles/later.yaml": ARTICLE.format(
        title="Later", words="{rides}", status="published", day="2025-06-01", tags="fares",
        more="publish_at: 2025-06-01 12:00\n", body="Ada says so.\n\n  ::: timeline tags=lines\n  :::",
    ),
    "content/articles/drafted.md": "---\ntitle: Drafted\nsummary: Not yet.\n---\nA long line runs here.\n",
    "content/facts/trams.yaml": FACTS,
    "content/facts/fare.csv": "year,value\n2023,2.5\n2024,2.7\n",
    "content/events.yaml": """\
# of the trams
first-tram: {title: The first tram, date: 1908-05-01, source: report, tags: [lines], people: [ada]}
new-fare: {title: The new fare, date: 2024-01-01, source: other, tags: [fares], facts: [fare.2024]}
""",
    "content/glossary.yaml": """token: {name: token, definition: A coin for one ride.}
long-line: {name: long line, aliases: [line one], definition: "The line to the sea, with [](fact:rides) rides."}
""",
    "content/people.yaml": "ada: {name: Ada Berg, role: editor}\ncity: {name: Norrby, kind: state}\n",
    "content/sources.yaml": """report: {title: The report, publisher: city, date: 2025-01-01, url: "https://norrby.example/report"}
other: {title: The other, publisher: Trams Ltd, date: 2024-01-01}
""",
    "content/pages/about.yaml": "title: About\nbody: We count trams.\nmenu: yes\n",
    "content/units.yaml": "rides: {one: ride, many: rides, is: count}\nstops: {one: stop, many: stops, is: count}\n",
}  # fmt: skip


def site(rides: str = "41000") -> dict[str, bytes]:
    """Give the files of the site; of `rides` it tells everywhere."""
    shown = f"{int(rides):,}"
    texts = {
        path: text.replace("{rides}", rides if path.startswith("content/facts") else shown)
        for path, text in SITE.items()
    }
    texts["content/facts/trams.yaml"] = FACTS.format(rides=rides, source="report")
    return {path: text.encode() for path, text in texts.items()}


# --- edits


def swap(path: str, old: str, new: str) -> Callable[[dict[str, bytes]], None]:
    """Give the edit that puts other words in the place of some, or the other way round."""

    def edit(files: dict[str, bytes]) -> None:
        text = files.get(path, b"")
        one, two = old.encode(), new.encode()
        files[path] = text.replace(one, two) if one in text else text.replace(two, one)
        if not files[path]:
            del files[path]

    return edit


def toggle(path: str, data: bytes) -> Callable[[dict[str, bytes]], None]:
    """Give the edit that adds a file, or takes it away."""

    def edit(files: dict[str, bytes]) -> None:
        if files.pop(path, None) is None:
            files[path] = data

    return edit


def move(path: str, to: str) -> Callable[[dict[str, bytes]], None]:
    """Give the edit that renames a file, or the other way round."""

    def edit(files: dict[str, bytes]) -> None:
        here, there = (path, to) if path in files else (to, path)
        if here in files:
            files[there] = files.pop(here)

    return edit


def append(path: str, text: str) -> Callable[[dict[str, bytes]], None]:
    """Give the edit that adds an entry at the end of a file, or takes it away."""

    def edit(files: dict[str, bytes]) -> None:
        held, more = files.get(path, b""), text.encode()
        files[path] = held.removesuffix(more) if held.endswith(more) else held + more

    return edit


def move_fare(files: dict[str, bytes]) -> None:
    """Move a fact into a file of its own, or back."""
    text, start = files["content/facts/trams.yaml"], b"fare:\n"
    if start in text:
        place = text.index(start)
        files["content/facts/trams.yaml"], files["content/facts/other.yaml"] = text[:place], text[place:]
    else:
        files["content/facts/trams.yaml"] = text + files.pop("content/facts/other.yaml", b"")


def more_rides(files: dict[str, bytes]) -> None:
    """Let there be more rides, wherever the site tells of them."""
    old, new = (b"41", b"52") if b"value: 41000" in files["content/facts/trams.yaml"] else (b"52", b"41")
    for path, data in files.items():
        if path.endswith(".yaml"):
            files[path] = data.replace(old + b"000", new + b"000").replace(old + b",000", new + b",000")


def undo(files: dict[str, bytes]) -> None:
    """Put everything back as it was at first."""
    files.clear()
    files.update(site())


FARES, LINES, LATER = (f"content/articles/{name}.yaml" for name in ("fares", "lines", "later"))
TRAMS, EVENTS, TERMS = "content/facts/trams.yaml", "content/events.yaml", "content/glossary.yaml"
NEW = SITE[FARES].replace("{rides}", "41,000").replace("Fares", "New", 1).replace("2025-03-01", "2025-04-01")
EDITS: dict[str, Callable[[dict[str, bytes]], None]] = {
    "words": swap(FARES, "The trams carried", "All the trams carried"),
    "no term": swap(FARES, "A token was paid.", "A coin was paid."),
    "a line more": swap(LINES, "A token was paid.", "A token was paid.\n\n  And again."),
    "heading": swap(LINES, "## History", "## The past"),
    "no link": swap(FARES, "See [the lines](article:lines#history) and", "See"),
    "another event": swap(LINES, "event:first-tram", "event:new-fare"),
    "no citation": swap(FARES, "[@report, p. 2]", ""),
    "title": swap(LINES, "title: Lines", "title: All the lines"),
    "summary": swap(FARES, "What Fares means", "What fares mean"),
    "tags": swap(LINES, "tags: [lines]", "tags: [lines, fares]"),
    "a new tag": swap(FARES, "tags: [fares, lines]", "tags: [fares, money]"),
    "day": swap(LINES, "2025-02-01", "2025-03-05"),
    "draft": swap(LINES, "status: published", "status: draft"),
    "author": swap(FARES, "authors: [ada]", "authors: [Bo Ek]"),
    "alias": swap(LINES, "authors: [ada]", "authors: [ada]\naliases: [/old-lines/]"),
    "broken yaml": swap(FARES, "tags: [", "tags: [["),
    "an unknown fact": swap(LATER, "fact:rides", "fact:ride"),
    "an article": toggle("content/articles/new.yaml", NEW.encode()),
    "no article": toggle(LATER, b""),
    "renamed article": move(FARES, "content/articles/tariffs.yaml"),
    "published draft": swap(
        "content/articles/drafted.md", "title: Drafted", "status: published\npublished: 2025-01-05\ntitle: Drafted"
    ),
    "value": swap(TRAMS, "value: 41000", "value: 42000"),
    "rides everywhere": more_rides,
    "label": swap(TRAMS, "label: Rides in a year", "label: All rides in a year"),
    "derive": swap(TRAMS, "rides * 2", "rides * 3"),
    "source of a fact": swap(TRAMS, "source: report\ndouble", "source: other\ndouble"),
    "note": swap(TRAMS, "note: A token costs as much.", "note: The long line costs as much."),
    "cell": swap("content/facts/fare.csv", "2024,2.7", "2024,2.9"),
    "bad cell": swap("content/facts/fare.csv", "2023,2.5", "2023,much"),
    "moved fact": move_fare,
    "a fact": append(TRAMS, "seats: {label: Seats, value: 900 seats, as_of: 2025-01-01, source: other}\n"),
    "own fact": swap(LINES, "value: 31 stops", "value: 31 stops, note: All of them"),
    "definition": swap(TERMS, "A coin for one ride.", "A coin for one ride, of brass."),
    "term": swap(TERMS, "name: token", "name: coin"),
    "term alias": swap(TERMS, "aliases: [line one]", "aliases: [token road]"),
    "a term": append(TERMS, "tram: {name: tram, definition: A train in a street.}\n"),
    "event": swap(EVENTS, "title: The first tram", "title: The very first tram"),
    "event's day": swap(EVENTS, "1908-05-01", "1909-06-02"),
    "an event": append(EVENTS, "strike: {title: A strike, date: 1920-02-03, source: report, tags: [lines]}\n"),
    "person": swap("content/people.yaml", "name: Ada Berg", "name: Ada Bergman"),
    "source": swap("content/sources.yaml", "title: The report", "title: The great report"),
    "unit": swap("content/units.yaml", "many: stops", "many: halts"),
    "page": swap("content/pages/about.yaml", "We count trams.", "We count all trams."),
    "menu": swap("content/pages/about.yaml", "menu: yes", "menu: Of us"),
    "topic": swap("config.yaml", "lines: Lines", "lines: Our lines"),
    "site's title": swap("config.yaml", "title: Norrby trams", "title: Trams of Norrby"),
    "short feed": append("config.yaml", "feeds: {limit: 1}\n"),
    "lint": append("config.yaml", "checks: {W-TERM-UNUSED: error}\n"),
    "template": toggle("templates/parts/teaser.html", b"<p>{{ teaser.title }}</p>\n"),
    "style": toggle("templates/assets/own.css", b"main { margin: 0 }\n"),
    "picture": toggle("content/media/tram.png", png(40)),
    "picture's words": toggle("content/media/media.yaml", b"tram.png: {alt: A tram, credit: Ada}\n"),
    "another picture": toggle("content/media/tram.png", png(90)),
    "shown picture": swap(LINES, "status: published", "image: tram.png\nstatus: published"),
    "undo": undo,
}

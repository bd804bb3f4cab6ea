"""A small site of every kind of entry, as texts by path, and edits of it: what an editor may do between two builds."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Edit = Callable[[dict[str, bytes]], None]


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
DEPTH = """title: Depth
summary: How deep the rails lie.
body: |
  Few know it.[^few] See [who counts](article:depth#who-counts), [more](/about/).

  ::: facts rides fare.2023
  :::

  ::: quote deep
  :::

  ::: chart fares
  :::

  ::: claims crowd
  :::

  ::: table fare
  :::

  ::: timeline people=ada
  :::

  [^few]: Norrby counted [90 rides](fact:crowd#city) on the long line.
status: published
published: 2025-03-20
authors: [ada, Bo Ek]
tags: [lines]
sidebar: key
facts:
  # A value that is told where it stands: below the words.
  seats-each: {label: Seats in each, value: 40 seats, as_of: 2032-01-01, source: other}
cards:
  - {question: Who counts?, answer: "The [city](person:city) does, since [the first tram](event:first-tram)."}
  - question: What does a token cost?
    answer: It costs [](fact:fare.2024), it was [more](/about/) before [@report].
review_by: 2025-05-20
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
    "content/articles/depth.yaml": DEPTH,
    "content/sidebars.yaml": """key:
  - group: Key
    facts: [rides, fare, {id: depots, label: Depots, value: 2 stops, as_of: 2024-05-01, source: report}]
""",
    "content/quotes.yaml": """deep: {text: We dig deep., by: ada, source: report, date: 2024-02-03}
deeper: {text: We dig deeper., by: ada, source: other, date: 2024-03-04}
""",
    "content/charts.yaml": 'fares: {of: fare, note: "A token, [@report, p. 3]."}\n',
    "content/gone.yaml": "/old-page/: {date: 2025-01-02, because: It was wrong.}\n",
    "content/facts/crowd.yaml": """crowd:
  label: The crowd
  review_by: 2025-05-10
  claims:
    city: {by: city, value: 90 rides, as_of: 2024-05-01, source: report}
    ada: {by: ada, value: 70 rides, as_of: 2024-06-01, source: other}
""",
    "content/units.yaml": """seats: {one: seat, many: seats, is: count}
rides: {one: ride, many: rides, is: count}
stops: {one: stop, many: stops, is: count}
""",
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


def swap(path: str, old: str, new: str) -> Edit:
    """Give the edit that puts other words in the place of some, or the other way round."""

    def edit(files: dict[str, bytes]) -> None:
        text = files.get(path, b"")
        one, two = old.encode(), new.encode()
        files[path] = text.replace(one, two) if one in text else text.replace(two, one)
        if not files[path]:
            del files[path]

    return edit


def toggle(path: str, data: bytes) -> Edit:
    """Give the edit that adds a file, or takes it away."""

    def edit(files: dict[str, bytes]) -> None:
        if files.pop(path, None) is None:
            files[path] = data

    return edit


def move(path: str, to: str) -> Edit:
    """Give the edit that renames a file, or the other way round."""

    def edit(files: dict[str, bytes]) -> None:
        here, there = (path, to) if path in files else (to, path)
        if here in files:
            files[there] = files.pop(here)

    return edit


def append(path: str, text: str) -> Edit:
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


def template(name: str, old: str, new: str) -> Edit:
    """Give the edit that takes over a template of the default theme with other words, or gives it back."""
    text = (Path(__file__).parents[1] / "templates" / name).read_text(encoding="utf-8")
    return toggle(f"templates/{name}", text.replace(old, new, 1).encode())


def undo(files: dict[str, bytes]) -> None:
    """Put everything back as it was at first."""
    files.clear()
    files.update(site())


FARES, LINES, LATER = (f"content/articles/{name}.yaml" for name in ("fares", "lines", "later"))
TRAMS, EVENTS, TERMS = "content/facts/trams.yaml", "content/events.yaml", "content/glossary.yaml"
NEW = SITE[FARES].replace("{rides}", "41,000").replace("Fares", "New", 1).replace("2025-03-01", "2025-04-01")
EDITS: dict[str, Edit] = {
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
    "definition": swap(TERMS, "A coin for one ride.", "A brass coin for one ride."),
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
    "template": template("parts/teaser.html", '<p class="teaser-about">', '<p class="teaser-about of-it">'),
    "style": toggle("templates/assets/own.css", b"main { margin: 0 }\n"),
    "picture": toggle("content/media/tram.png", png(40)),
    "picture's words": toggle("content/media/media.yaml", b"tram.png: {alt: A tram, credit: Ada}\n"),
    "another picture": toggle("content/media/tram.png", png(90)),
    "shown picture": swap(LINES, "status: published", "image: tram.png\nstatus: published"),
    "undo": undo,
}
DEPTHS = "content/articles/depth.yaml"
SHOWN, QUOTES, GONE = "content/sidebars.yaml", "content/quotes.yaml", "content/gone.yaml"
CROWD, CONFIGURED, MORE = "content/facts/crowd.yaml", "config.yaml", "content/facts/more.yaml"
SEVERAL = """first:
  title: The first
  status: published
  published: 2025-01-03
  summary: One of two.
  body: "Here are [31](fact:stops) stops."
second: {title: The second, status: published, published: 2025-01-04, summary: The other, body: "[It](article:first)."}
"""
SAID_TWICE = (
    "title: Said twice\nstatus: published\npublished: 2025-01-06\nsummary: &said A token was paid.\nbody: *said\n"
)
OWN_SERIES = """title: Cars
status: published
published: 2025-01-07
summary: Cars.
body: Of [3](fact:cars.2020) cars.
facts:
  cars: {label: Cars, by: [year], unit: stops, source: report, data: ../facts/cars.csv}
"""


def becomes_article(files: dict[str, bytes]) -> None:
    """Let a plain page become an article, or the other way round."""
    page, article = "content/pages/about.yaml", "content/articles/about.yaml"
    if page in files:
        files[article] = b"title: Us\nstatus: published\npublished: 2025-01-09\nsummary: Of us.\nbody: Trams.\n"
        del files[page]
    else:
        files[page] = SITE[page].encode()
        files.pop(article, None)


WORDS: dict[str, Edit] = {
    "words": EDITS["words"],
    "words above": swap(DEPTHS, "Few know it.", "Few know it.\n\n  Most do not."),
    "a part more": swap(DEPTHS, "Few know it.", "Few know it.\n\n  ## How deep\n\n  Very."),
    "note at the foot": swap(DEPTHS, "on the long line.", "on the line to the sea."),
    "answer": swap(DEPTHS, "The [city](person:city) does", "The [city of Norrby](person:city) does"),
    "question": swap(DEPTHS, "Who counts?", "Who counted?"),
    "two heads": toggle("content/articles/fares.md", b"---\ntitle: F\nsummary: S\n---\nA token.\n"),
    "words of a draft": swap("content/articles/drafted.md", "A long line runs here.", "A tram runs here."),
    "a draft's link": swap("content/articles/drafted.md", "Not yet.", "Not [yet](article:lines)."),
    "words said twice": swap("content/articles/twice.yaml", "A token was paid.", "Nothing was paid."),
    "said twice": toggle("content/articles/twice.yaml", SAID_TWICE.encode()),
    "several": toggle("content/articles.yaml", SEVERAL.encode()),
    "words of one of several": swap("content/articles.yaml", "Here are", "There are"),
    "title of one of several": swap("content/articles.yaml", "The second", "The third"),
    "short feed": EDITS["short feed"],
    "feed without words": append(CONFIGURED, "feeds: {full: no}\n"),
    "an event": EDITS["an event"],
    "a source": append("content/sources.yaml", "third: {title: The third, publisher: city, date: 2023-01-01}\n"),
    "undo": undo,
}
"""Edits of words, and what must be seen after them."""

MEETING: dict[str, Edit] = {
    "sidebar": swap(SHOWN, "group: Key", "group: The key"),
    "sidebar's fact": swap(SHOWN, "value: 2 stops", "value: 3 stops"),
    "another fact beside": swap(SHOWN, "[rides, fare,", "[double-rides, fare,"),
    "no sidebar": swap(DEPTHS, "sidebar: key\n", ""),
    "quote": swap(QUOTES, "We dig deep.", "We dug deep."),
    "quoted": swap(QUOTES, "deep: {text: We dig deep., by: ada", "deep: {text: We dig deep., by: city"),
    "another quote": swap(DEPTHS, "::: quote deep\n", "::: quote deeper\n"),
    "chart": swap("content/charts.yaml", "A token, [@", "Of a token [@"),
    "chart's kind": swap("content/charts.yaml", "{of: fare,", "{of: fare, type: bar,"),
    "claim": swap(CROWD, "value: 70 rides", "value: 75 rides"),
    "settled": append(CROWD, "  settled: {value: 80 rides, by: The court, date: 2025-01-01, source: report}\n"),
    "preferred": append(CROWD, "  preferred: city\n  because: It counted.\n"),
    "gone": toggle(GONE, b""),
    "why gone": swap(GONE, "because: It was wrong.", 'because: "It was [wrong](article:lines)."'),
    "was": swap(TRAMS, "fare:\n", "fare:\n  was: toll\n"),
    "renamed fact": swap(TRAMS, "double-rides:", "twice-rides:"),
    "corrected fact": swap(
        TRAMS,
        "as_of: 2025-01-01\n",
        "as_of: 2025-01-01\n  corrections: [{was: 40000 rides, date: 2025-02-02, because: A slip., source: report}]\n",
    ),
    "corrected article": swap(
        LINES, "authors: [ada]", 'authors: [ada]\ncorrections: [{date: 2025-04-04, text: "Of [rides](fact:rides)."}]'
    ),
    "expires": swap(LINES, "authors: [ada]", "authors: [ada]\nexpires: 2025-06-15"),
    "expires this afternoon": swap(FARES, "authors: [ada]", "authors: [ada]\nexpires: 2025-05-01 15:00"),
    "withdrawn": swap(
        LINES, "status: published", "status: withdrawn\nwithdrawn: {date: 2025-04-01, because: It was wrong.}"
    ),
    "review": swap(DEPTHS, "review_by: 2025-05-20", "review_by: 2025-04-20"),
    "review in": swap(
        TRAMS, "as_of: 2025-01-01\n  source: report", "as_of: 2025-01-01\n  review_in: 2 months\n  source: report"
    ),
    "defaults first": swap(TRAMS, "rides:\n  label: Rides", "defaults: {review_in: 1 months}\nrides:\n  label: Rides"),
    "more facts": toggle(
        MORE,
        b"  axes:\n    label: Axes\n    value: 3 stops\n    as_of: 2024-01-01\n"
        b"  bars:\n    label: Bars\n    value: 4 stops\n    as_of: 2024-01-01\n  defaults:\n    source: report\n",
    ),
    "defaults last": swap(MORE, "source: report", "source: other"),
    "single facts": toggle(
        "content/facts/single.csv", b"id,label,value,as_of,source\nlamps,Lamps,12 stops,2024-01-01,report\n"
    ),
    "a single fact": swap("content/facts/single.csv", "12 stops", "14 stops"),
    "own series": toggle("content/articles/cars.yaml", OWN_SERIES.encode()),
    "own table": toggle("content/facts/cars.csv", b"year,value\n2020,3\n"),
    "own cell": swap("content/facts/cars.csv", "2020,3", "2020,4"),
    "caption": toggle(
        "content/media/media.yaml", b'tram.png: {alt: A tram, credit: Ada, caption: "One of [rides](fact:rides)."}\n'
    ),
    "picture": EDITS["picture"],
    "picture in words": swap(DEPTHS, "Few know it.", "Few know it.\n\n  ![A tram](../media/tram.png)"),
    "to nothing": swap(DEPTHS, "(/about/)", "(/nothing/)"),
    "path to a file": swap(FARES, "[the lines](article:lines#history)", "[the lines](lines.yaml#history)"),
    "renamed article": EDITS["renamed article"],
    "no article": EDITS["no article"],
    "heading": EDITS["heading"],
    "draft": EDITS["draft"],
    "becomes article": becomes_article,
    "menu of the settings": append(CONFIGURED, "menu: [{title: Lines, url: /lines/}]\n"),
    "hosting": append(CONFIGURED, "hosting: {redirects: netlify}\n"),
    "in frames": append(CONFIGURED, "data: {embed: yes}\n"),
    "known figure": toggle("figures.baseline", b"content/articles/drafted.md\tbody\t1\t0123456789abcdef\n"),
    "no lock": toggle("factbox.lock", b""),
    "template that leads": template(
        "source.html", "{% block main %}", '{% block main %}<p><a href="/later/">Later</a></p>'
    ),
    "template that leads to a part": template(
        "article.html", "{{ contents(article.contents) }}", '<p><a href="/lines/#h-history">History</a></p>'
    ),
    "template that reads much": template(
        "fact.html", "{% block main %}", "{% block main %}<p>{{ fact|string|length }} {{ site|string|length }}</p>"
    ),
    "undo": undo,
}
"""Edits of what several things share, and of what they share it by."""

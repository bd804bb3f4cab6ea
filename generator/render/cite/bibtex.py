"""Works in BibTeX, for LaTeX and for programs that keep references."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.facts.wording import date_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.dates import Date
    from generator.render.cite.works import Name, Work

# BibTeX counts braces whether or not a backslash stands before them, so every replacement has as many { as }.
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    '"': r"\textquotedbl{}",
    **{character: f"\\{character}" for character in "#$%&_"},
}
_TYPES = {"book": "book", "report": "techreport"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NOT_IN_URL = re.compile(r"[{}\\\s\"<>^`|]")
_ENGLISH = "en"  # as the names of the fields are, and the pages' own words
_SPACE = re.compile(r"[\s\x00-\x1f\x7f]+")


def bibtex(works: Iterable[Work]) -> bytes:
    """Give works as entries, in UTF-8."""
    return "\n".join(_entry(work) for work in works).encode()


def escaped(words: str) -> str:
    """Give words in which nothing means anything to TeX; white space becomes one space."""
    return "".join(_SPECIAL.get(character, character) for character in _SPACE.sub(" ", words).strip())


def _entry(work: Work) -> str:
    kind = _TYPES.get(work.kind, "misc")
    if kind == "techreport" and not work.authors:
        kind = "misc"  # a report without an author would be sorted under nothing
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(work, kind))
    return f"@{kind}{{{work.key},\n{fields}}}\n"


def _fields(work: Work, kind: str) -> Iterator[tuple[str, str]]:
    makers = [_name(name) for name in work.authors]
    if not makers and work.publisher and kind != "book":
        makers = [_group(work.publisher)]
    if makers:
        yield "author", f"{{{' and '.join(makers)}}}"
    yield "title", f"{{{_group(work.title)}}}"
    if work.inside:
        yield "howpublished", f"{{{escaped(work.inside)}}}"
    if work.publisher:
        yield ("institution" if kind == "techreport" else "publisher"), f"{{{escaped(work.publisher)}}}"
    yield from _date(work.date)
    note = "; ".join(words for words in (_vague(work.date), work.note) if words)
    plain = (("isbn", work.isbn), ("language", work.language), ("note", note))
    yield from ((name, f"{{{escaped(words)}}}") for name, words in plain if words)
    if work.url:
        yield "url", f"{{{_url(work.url)}}}"
    if work.accessed is not None and work.accessed.machine:
        yield "urldate", f"{{{work.accessed.machine}}}"


def _name(name: Name) -> str:
    if name.family:
        return f"{_group(name.family)}, {_group(name.given)}"
    return _group(name.whole)


def _group(words: str) -> str:
    """Give words that BibTeX takes as they are: without small capitals, and without an `and` that parts names."""
    return f"{{{escaped(words)}}}"


def _date(date: Date | None) -> Iterator[tuple[str, str]]:
    if date is None or not date.machine:
        return
    year, *rest = date.machine.split("-")
    yield "year", f"{{{year}}}"
    if rest:
        yield "month", _MONTHS[int(rest[0]) - 1]


def _vague(date: Date | None) -> str:
    """Give in words a date that `year` and `month` cannot hold, or only as if it were certain; else ""."""
    if date is None or (date.machine and not date.approximate and not date.uncertain):
        return ""
    return f"Dated {date_words(date, _ENGLISH)}"


def _url(url: str) -> str:
    return _NOT_IN_URL.sub(lambda found: "".join(f"%{octet:02X}" for octet in found.group().encode()), url)

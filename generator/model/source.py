"""What a fact rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass

if TYPE_CHECKING:
    from generator.model.dates import Date
    from generator.model.text import Text

SOURCE_KINDS = ("report", "web", "book", "judgment", "law", "data", "poll", "interview", "file")


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A source named by a fact, a claim, a cell, an event or a citation, with where in it to look.

    `text` is the whole reference as written, `id` its first word, `locator` what follows ("pp. 3-5", "art. 4(2)").
    """

    text: Text
    id: Text
    locator: str


@dataclass(frozen=True, slots=True)
class Source:
    """A report, page, book, judgment, law, data set, poll, interview or file. `date` is None where it is undated.

    `was` are ids that it had before.
    `primary` says whether it speaks at first hand; None where its kind is to tell.
    """

    id: Text
    title: Text
    publisher: Text | None
    authors: tuple[Text, ...]
    date: Date | None
    kind: str
    url: Text | None
    accessed: Date | None
    archive_url: Text | None
    isbn: Text | None
    language: Text | None
    licence: Text | None
    cites: tuple[SourceRef, ...]
    was: tuple[Text, ...] = ()
    primary: bool | None = None

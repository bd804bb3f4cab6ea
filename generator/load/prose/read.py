"""The whole way from a text to a document and its problems."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.diagnostics import diagnose
from generator.load.prose.blocks import read_blocks, read_notes
from generator.load.prose.budget import excess
from generator.load.prose.collection import Collection
from generator.load.prose.definitions import check_links, check_notes, take_notes
from generator.load.prose.fences import pair_fences
from generator.load.prose.parser import parse
from generator.load.prose.reading import Mark, Reading
from generator.model.document import Document, Footnote, QuestionCard

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

    from generator.diagnostics import Diagnostic
    from generator.model.text import Text

_LINE_ENDS = re.compile(r"\r(?=\n)")


def read_document(source: Text, *, inline: bool = False) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Read Markdown: a body, or with `inline` one line without blocks.

    Never fails: what is wrong is a diagnostic at its place in the author's file, and the document holds the rest.
    """
    too_much = excess(source.text)
    if too_much is not None:
        return _refused(source, *too_much, inline=inline)
    text = _LINE_ENDS.sub(" ", source.text).replace("\r", "\n").replace("\0", "\ufffd")
    reading = Reading(text, inline, closers=pair_fences(text))
    tokens, env = parse(reading)
    text_tokens, defined = take_notes(tokens, reading)
    found = Collection(source, reading, defined)
    read_blocks(found, text_tokens)
    read_notes(found)
    check_notes(tokens, found)
    check_links(env, found)
    cards, card_problems = _cards(found)
    problems = (*_diagnostics(source, reading.marks), *card_problems)
    return _document(found, text_tokens, cards), tuple(sorted(problems, key=lambda problem: problem.span))


def _document(found: Collection, tokens: Iterable[Token], cards: tuple[QuestionCard, ...]) -> Document:
    notes = tuple(Footnote(note.number, found.uses[note.number], note.tokens) for note in found.notes)
    return Document(
        found.source, found.reading.inline, tuple(tokens), "".join(found.plain.parts).rstrip(), tuple(found.headings),
        tuple(found.references), tuple(found.directives), notes, cards, tuple(found.plain.runs),
        tuple(found.zones),
    )  # fmt: skip


def _cards(found: Collection) -> tuple[tuple[QuestionCard, ...], list[Diagnostic]]:
    """Read the questions of cards, each a line of Markdown of its own."""
    cards: list[QuestionCard] = []
    problems: list[Diagnostic] = []
    for question in found.questions:
        document, wrong = read_document(found.source.part(question.start, question.end), inline=True)
        cards.append(QuestionCard(question.id, document, question.line))
        problems += wrong
    return tuple(cards), problems


def _diagnostics(source: Text, marks: Iterable[Mark]) -> Iterable[Diagnostic]:
    for mark in marks:
        place = source.at(mark.start, max(mark.end - mark.start, 1))
        yield diagnose(mark.code, place, mark.message, hint=mark.hint)


def _refused(source: Text, place: int, message: str, *, inline: bool) -> tuple[Document, tuple[Diagnostic, ...]]:
    problem = diagnose("E-LIMIT", source.at(place, 1), message, hint="divide it into several pages")
    return Document(source, inline, (), ""), (problem,)

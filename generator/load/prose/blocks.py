"""Block tokens: headings, directives, code, and the text in them all."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from generator.load.prose.characters import find_invisible
from generator.load.prose.collection import OpenDirective, OpenHeading, Question
from generator.load.prose.directives import read_line
from generator.load.prose.headings import take_id
from generator.load.prose.inlines import read_children
from generator.load.prose.literal import heading_attribute, headless_table
from generator.load.prose.plain import content_runs
from generator.model.document import Directive, Heading, Reference

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.token import Token

    from generator.load.prose.collection import Collection
    from generator.load.prose.directives import Line, Word
    from generator.model.text import Text

    Reader = Callable[[Collection, Token, Sequence[Token], int], None]


_ZONES: Final = {"heading_open": "heading", "th_open": "cell", "td_open": "cell"}
"""The kinds of zone that a block's words are, by the token before them."""

_TARGET = re.compile(r"\]\([^()]*\)")
"""The part of a link that is not its words."""


def read_blocks(found: Collection, tokens: Sequence[Token]) -> None:
    """Gather block tokens in their order."""
    for index, token in enumerate(tokens):
        if token.type == "inline":
            found.plain.block = content_runs(token, found.reading.source)
            table = headless_table(token.content)
            if table is not None:
                found.mark(table.code, table.start, table.end, table.message, table.hint)
            begun = found.plain.length
            read_children(found, token.children or [])
            if index and tokens[index - 1].type in _ZONES:
                found.zone(_ZONES[tokens[index - 1].type], begun)
            found.plain.add("" if found.heading else "\n")
        elif (read := _READERS.get(token.type)) is not None:
            read(found, token, tokens, index)


def read_notes(found: Collection) -> None:
    """Gather the footnotes that are pointed at; they may point at more."""
    done = 0
    while done < len(found.notes):
        note = found.notes[done]
        found.section = note.section
        begun = found.plain.length
        read_blocks(found, note.tokens)
        found.zone("note", begun, note.number)
        done += 1


def _heading_open(found: Collection, token: Token, tokens: Sequence[Token], index: int) -> None:
    level, start = int(token.tag[1:]), token.meta["start"]
    found.heading = OpenHeading(token, len(found.plain.parts), len(found.references))
    content = tokens[index + 1].content
    if not content.strip():
        found.reading.mark("E-HEADING-EMPTY", start, start + level, "this heading has no words")
    elif not found.sections:
        _check_level(found, level, start)
    found.level = level


def _check_level(found: Collection, level: int, start: int) -> None:
    """Note a heading of the page's own level, and one that skips a level."""
    if level == 1:
        message = "this heading has the level of the page's title"
        found.reading.mark("W-HEADING-LEVEL", start, start + level, message, "begin headings in a text with ##")
    elif level > found.level + 1:
        message = f"this heading skips a level: it has {level}, and the one above it {found.level}"
        found.reading.mark("W-HEADING-LEVEL", start, start + level, message, f"begin it with {'#' * (found.level + 1)}")


def _heading_close(found: Collection, _token: Token, tokens: Sequence[Token], index: int) -> None:
    """End a heading: its words give its id, and its references stand in its own section."""
    opened = found.heading
    if opened is None:  # closings follow openings; this is for the type checker
        return
    words = "".join(found.plain.parts[opened.part :]).strip()
    inline = tokens[index - 1]
    _refuse_attribute(found, inline)
    identity = take_id(words, len(found.headings) + 1, found.ids)
    opened.token.meta["id"] = found.section = identity
    span = found.span(0, max(len(inline.content), 1))
    found.headings.append(Heading(int(opened.token.tag[1:]), words, identity, span))
    for place in range(opened.place, len(found.references)):
        found.references[place] = replace(found.references[place], section=identity)
    found.heading = None
    found.plain.add("\n")


def _refuse_attribute(found: Collection, inline: Token) -> None:
    """Note an id in curly brackets, which other generators know."""
    last = inline.children[-1] if inline.children else None
    place = heading_attribute(inline.content) if last is not None and last.type == "text" else None
    if place is not None:
        found.mark("E-HEADING-ID", *place, "ids of headings cannot be set: they are made of the heading's words")


def _code(found: Collection, token: Token, _tokens: Sequence[Token], _index: int) -> None:
    """Read a block of code, line by line."""
    begun = found.plain.length
    for line, start in zip(token.content.splitlines(keepends=True), token.meta["lines"], strict=False):
        lead = len(line) - len(line.lstrip(" \t"))
        for position, words in find_invisible(line):
            at = start + position - lead
            found.reading.mark("E-BIDI", at, at + 1, f"this code holds {words}")
        found.plain.add(line[:lead])
        found.plain.add_source(line[lead:], start)
    found.zone("code", begun)


def _quotation_open(found: Collection, _token: Token, _tokens: Sequence[Token], _index: int) -> None:
    found.quotations.append(found.plain.length)


def _quotation_close(found: Collection, _token: Token, _tokens: Sequence[Token], _index: int) -> None:
    found.zone("quotation", found.quotations.pop())


def _directive_open(found: Collection, token: Token, tokens: Sequence[Token], index: int) -> None:
    """Read the first line of a directive; a card opens a section of its own."""
    start, end = token.meta["words"]
    empty = tokens[index + 1].type == "directive_close"
    line = read_line(found.reading.source, start, end, empty=empty, closed=token.meta["closed"])
    number = token.map[0] if token.map else 0
    token.meta["directive"] = len(found.directives)
    place = found.source.at(token.meta["start"], end - token.meta["start"])
    arguments = tuple(_text(found, word) for word in line.arguments)
    options = tuple((_key(found, word), _text(found, word)) for word in line.options)
    name = "" if line.marks else line.name  # what is reported is not made: no later stage meets a half one
    found.directives.append(Directive(name, arguments, options, place, number))
    _note_line(found, line, start, end)
    found.sections.append(OpenDirective(found.section, token.meta["directive"]))
    found.quotations.append(found.plain.length)
    if line.name == "card" and line.arguments:
        _open_card(found, line.arguments[0], number)


def _note_line(found: Collection, line: Line, start: int, end: int) -> None:
    """Note a directive's references and problems."""
    found.reading.marks.extend(line.marks)
    for position, words in find_invisible(found.reading.source[start:end]):
        found.reading.mark("W-BIDI", start + position, start + position + 1, f"the text holds {words}")
    for pointer in line.pointers:
        span = found.source.at(pointer.start, pointer.end - pointer.start)
        found.references.append(
            Reference(
                pointer.scheme, pointer.target, "", span, span, pointer.locator, found.section, found.plain.length,
                directive=line.name,
            )
        )  # fmt: skip


def _open_card(found: Collection, question: Word, line: int) -> None:
    identity = take_id(_TARGET.sub("", question.text), len(found.questions) + 1, found.ids)
    found.questions.append(Question(identity, question.start, question.end, line))
    found.section = identity
    begun = found.plain.length
    found.plain.add_source(question.text, question.start)
    found.zone("question", begun)
    found.plain.add("\n")


def _directive_close(found: Collection, token: Token, _tokens: Sequence[Token], _index: int) -> None:
    opened = found.sections.pop()
    found.section = opened.section
    token.meta["directive"] = opened.directive
    begun = found.quotations.pop()
    if found.directives[opened.directive].name == "quote":
        found.zone("quotation", begun)


def _text(found: Collection, word: Word) -> Text:
    return found.source.part(word.start, word.end)


def _key(found: Collection, word: Word) -> Text:
    return found.source.part(word.key_start, word.key_start + len(word.key))


_READERS: Final[dict[str, Reader]] = {
    "heading_open": _heading_open,
    "heading_close": _heading_close,
    "fence": _code,
    "code_block": _code,
    "blockquote_open": _quotation_open,
    "blockquote_close": _quotation_close,
    "directive_open": _directive_open,
    "directive_close": _directive_close,
}
"""What is read of each block token that is more than a frame."""

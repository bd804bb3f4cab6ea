"""What stands around a reference and belongs to it: its table's row and head, its list's lead-in, its block."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from generator.base import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from generator.model.document import Document

_SPOKEN = frozenset({"text", "code_inline"})
_SPACES = frozenset({"softbreak", "hardbreak"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Words around a reference, and the people that references among them lead to.

    `heads` are those of its column and row, or the words before its list, each on a line.
    """

    words: str
    people: frozenset[str]
    heads: str = ""


@dataclass(slots=True)
class _Walk:
    """Where a walk over tokens is: in which table, row, list items and directives."""

    document: Document
    heads: list[Surroundings] = field(default_factory=list)
    row: list[Surroundings] = field(default_factory=list)
    waiting: list[tuple[int, int]] = field(default_factory=list)
    in_row: bool = False
    last: Surroundings = field(default_factory=lambda: Surroundings("", frozenset()))
    items: list[Surroundings] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)


def surroundings(document: Document) -> dict[int, Surroundings]:
    """Give for each reference, by its place in the document's references, what belongs to it outside its sentence.

    In a table that is the row and the head of the column; in a list the items around it and the words before the list;
    in a directive what stands in its first line.
    """
    walk = _Walk(document)
    found: dict[int, Surroundings] = {}
    for tokens in (document.tokens, *(note.tokens for note in document.footnotes)):
        for token in tokens:
            found.update(_step(walk, token))
    return found


def _step(walk: _Walk, token: Token) -> Iterator[tuple[int, Surroundings]]:
    if token.type == "inline":
        yield from _inline(walk, token)
    elif token.type == "table_open":
        walk.heads = []
    elif token.type == "tr_open":
        walk.row, walk.waiting, walk.in_row = [], [], True
    elif token.type == "tr_close":
        yield from _row(walk)
    elif token.type in {"bullet_list_open", "ordered_list_open"}:
        walk.items.append(walk.last)
    elif token.type in {"bullet_list_close", "ordered_list_close"}:
        walk.items.pop()
    elif token.type == "directive_open":
        walk.blocks.append(_first_line(walk.document, token))
    elif token.type == "directive_close":
        walk.blocks.pop()


def _inline(walk: _Walk, token: Token) -> Iterator[tuple[int, Surroundings]]:
    places = _references(token.children or ())
    here = _said(walk.document, token.children or (), places)
    if walk.in_row:
        walk.waiting += [(place, len(walk.row)) for place in places]
        walk.row.append(here)
        return
    around = _together([*walk.items, Surroundings(" ".join(walk.blocks), frozenset())])
    around = replace(around, heads="\n".join(item.words for item in walk.items[::-1]))
    yield from ((place, around) for place in places)
    walk.last = here


def _row(walk: _Walk) -> Iterator[tuple[int, Surroundings]]:
    walk.in_row = False
    for place, column in walk.waiting:
        head = walk.heads[column : column + 1]
        first = walk.row[:1] if column else []
        heads = "\n".join(cell.words for cell in (*head, *first))
        yield place, replace(_together([*head, *walk.row]), heads=heads)
    walk.heads = walk.heads or walk.row


def _references(children: Sequence[Token]) -> list[int]:
    return [token.meta["reference"] for token in children if token.meta.get("reference") is not None]


def _said(document: Document, children: Sequence[Token], places: list[int]) -> Surroundings:
    words = "".join(
        token.content if token.type in _SPOKEN else " " if token.type in _SPACES else "" for token in children
    )
    people = frozenset(document.references[i].target for i in places if document.references[i].scheme == "person")
    return Surroundings(words, people)


def _together(parts: list[Surroundings]) -> Surroundings:
    people = frozenset(person for part in parts for person in part.people)
    return Surroundings("\n".join(part.words for part in parts if part.words), people)


def _first_line(document: Document, token: Token) -> str:
    place = token.meta.get("directive")
    if place is None:
        return ""
    directive = document.directives[place]
    texts = [*directive.arguments, *(value for _, value in directive.options)]
    return " ".join(text.text for text in texts)

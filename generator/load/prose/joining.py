"""Neighbouring pieces of text as one token each, after the inline rules: every piece keeps its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token


def join_text(state: StateInline) -> None:
    """Join neighbouring pieces of text and count the levels anew, as markdown-it does, and keep every piece's place.

    A text token gets `meta["runs"]`: pairs (offset in its content, offset in the block's content). Where a character
    was escaped, `meta["literal"]` is the content with U+FFFC in its place, so that nothing takes it for markup.
    """
    joined: list[Token] = []
    pieces: list[Token] = []
    level = 0
    for token in state.tokens:
        if token.type in {"text", "text_special"}:
            if token.content:
                pieces.append(token)
            continue
        if pieces:
            joined.append(_joined(pieces, level))
            pieces = []
        level -= token.nesting < 0
        token.level = level
        level += token.nesting > 0
        joined.append(token)
    if pieces:
        joined.append(_joined(pieces, level))
    state.tokens[:] = joined


def _joined(pieces: list[Token], level: int) -> Token:
    """Give one text token for several."""
    first = pieces[0]
    runs: list[tuple[int, int]] = []
    length = 0
    for piece in pieces:
        at = piece.meta["at"]
        if not runs or at - runs[-1][1] != length - runs[-1][0]:
            runs.append((length, at))
        length += len(piece.content)
    literal = None
    if any(piece.type == "text_special" for piece in pieces):
        literal = "".join("\ufffc" * len(p.content) if p.type == "text_special" else p.content for p in pieces)
    if len(pieces) > 1:
        first.content = "".join(piece.content for piece in pieces)
    first.type, first.level = "text", level
    first.meta = {"runs": tuple(runs)} if literal is None else {"runs": tuple(runs), "literal": literal}
    return first

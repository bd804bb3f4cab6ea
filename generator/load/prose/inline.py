"""The inline rules: markdown-it's own, in one rule that looks at a character once and notes where each token stands.

Positions in `meta` are offsets in the content of the block: `at` of a text token, and (start, end) of everything else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from markdown_it.helpers import parseLinkDestination, parseLinkLabel
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import autolink, backtick, emphasis, entity, escape, image, link, strikethrough
from markdown_it.token import Token

from generator.load.prose.citation import split_citation
from generator.load.prose.markup import html_at
from generator.load.prose.reading import reading_of

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

    Rule = Callable[[StateInline, bool], bool]

_PLAIN = re.compile(r"[^\n!&*<\[\\\]^_`~]+")
_TAIL = re.compile(r"\]\(([^\s()<>\\&\[\]]+)\)")
_CITATION = re.compile(r"\[@[^\[\]]+\]")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]")


class Inlines(ParserInline):
    """markdown-it's inline parser, which takes a text without any sign of Markdown as it is."""

    def parse(self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]) -> list[Token]:
        """Read inline text into tokens."""
        if _PLAIN.fullmatch(src) is None:
            return super().parse(src, md, env, tokens)
        tokens.append(Token("text", "", 0, content=src, meta={"runs": ((0, reading_of(env).base),)}))
        return tokens


def read_inline(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls its rules so
    """Read the next piece of inline text, whatever it is; with `silent` only step over it."""
    start = state.pos
    plain = _PLAIN.match(state.src, start, state.posMax)
    if plain is not None:
        return _literal(state, plain.end(), silent=silent)
    if any(rule(state, silent) for rule in _RULES[state.src[start]]):
        return True
    return False if silent else _literal(state, start + 1, silent=False)


def _literal(state: StateInline, end: int, *, silent: bool) -> bool:
    """Take the characters up to `end` as they are."""
    if not silent:
        token = state.push("text", "", 0)
        token.content = state.src[state.pos : end]
        token.meta = {"at": reading_of(state.env).base + state.pos}
    state.pos = end
    return True


def _newline(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    if not silent:
        last = state.tokens[-1] if state.tokens else None
        spaces = 0
        if last is not None and last.type == "text":
            words = last.content.rstrip(" ")
            spaces = len(last.content) - len(words)
            last.content = words
        state.push("hardbreak" if spaces > 1 else "softbreak", "br", 0)
    state.pos += 1
    while state.pos < state.posMax and state.src[state.pos] in " \t":
        state.pos += 1
    return True


def _autolink(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Read `<https://example.org>`."""
    start, count = state.pos, len(state.tokens)
    if not autolink(state, silent):
        return False
    if not silent:
        base = reading_of(state.env).base
        opened, words = state.tokens[count : count + 2]
        opened.meta = {"at": (base + start, base + state.pos), "target": (base + start + 1, base + state.pos - 1)}
        words.meta = {"at": base + start + 1}
    return True


def _special(rule: Rule) -> Rule:
    """Give the rule for escapes or entities, whose text token begins at its last or only character."""

    def run(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            token = state.tokens[count]
            escaped = len(token.content) == 1 and token.info == "escape"
            token.meta["at"] = reading_of(state.env).base + start + (1 if escaped else 0)
        return True

    return run


def _delimiters(rule: Rule) -> Rule:
    """Give the rule for emphasis or deletion, which pushes a token for each mark of a run."""

    def run(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
        position, count = state.pos + reading_of(state.env).base, len(state.tokens)
        if not rule(state, silent):
            return False
        for token in state.tokens[count:]:
            token.meta["at"] = position
            position += len(token.content)
        return True

    return run


def _code(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Read a code span, or a run of backticks that opens none."""
    start, count = state.pos, len(state.tokens)
    backtick(state, silent)
    if silent:
        return True
    base = reading_of(state.env).base
    if len(state.tokens) == count:
        marks, state.pending = state.pending, ""
        token = state.push("text", "", 0)
        token.content, token.meta = marks, {"at": base + start}
        return True
    token = state.tokens[count]
    fence = len(token.markup)
    stripped = state.pos - start - 2 * fence > len(token.content)
    token.meta = {"at": (base + start, base + state.pos), "words": base + start + fence + (1 if stripped else 0)}
    return True


def _link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    start, count = state.pos, len(state.tokens)
    if not link(state, silent):
        return False
    if not silent:
        _note_target(state, state.tokens[count], start, start)
    return True


def _image(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    start, count = state.pos, len(state.tokens)
    reading = reading_of(state.env)
    base = reading.base
    reading.base = base + start + len("![")  # for the words of the image, which are read as a text of their own
    found = image(state, silent)
    reading.base = base
    if found and not silent:
        _note_target(state, state.tokens[count], start, start + 1)
    return found


def _note_target(state: StateInline, token: Token, start: int, bracket: int) -> None:
    """Note where a link or an image stands and where its target is written, unless that is in a definition."""
    base = reading_of(state.env).base
    token.meta["at"] = (base + start, base + state.pos)
    if "label" in token.meta:
        return
    plain = _TAIL.fullmatch(state.src, max(state.src.rfind("](", start, state.pos), start), state.pos)
    first, last = plain.span(1) if plain else _written_target(state, bracket, token)
    token.meta["target"] = (base + first, base + last)


def _written_target(state: StateInline, bracket: int, token: Token) -> tuple[int, int]:
    """Give where a target stands that has brackets, escapes or a title beside it, as markdown-it reads it."""
    position = parseLinkLabel(state, bracket, token.type == "link_open") + len("](")
    while state.src[position] in " \t\n":
        position += 1
    written = parseLinkDestination(state.src, position, state.posMax)
    angle = 1 if state.src[position] == "<" else 0
    return position + angle, (written.pos - angle if written.ok else position)


def _citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Read `[@id]`, `[@id, p. 4]` or `[@a; @b]`."""
    match = _CITATION.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    base = reading_of(state.env).base
    cites = split_citation(match.group(), base + state.pos)
    if not cites:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.content = match.group()
        token.meta = {"at": (base + state.pos, base + match.end()), "cites": cites}
    state.pos = match.end()
    return True


def _footnote_mark(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Read `[^label]` where a note of that label is defined."""
    match = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    label = match.group()[2:-1]
    if ":" + label not in state.env.get("footnotes", {}).get("refs", {}):
        return False
    if not silent:
        base = reading_of(state.env).base
        token = state.push("footnote_ref", "", 0)
        token.meta = {"at": (base + state.pos, base + match.end()), "label": label}
    state.pos = match.end()
    return True


def _footnote_words(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Read `^[words]`, a note written where it is used."""
    start = state.pos
    if not state.src.startswith("^[", start):
        return False
    end = parseLinkLabel(state, start + 1)
    if end < 0 or not state.src[start + 2 : end].strip():
        return False
    if not silent:
        reading = reading_of(state.env)
        base = reading.base
        token = state.push("footnote_ref", "", 0)
        token.meta = {"at": (base + start, base + end + 1)}
        token.content = state.src[start + 2 : end]
        token.children = []
        reading.base = base + start + 2
        state.md.inline.parse(token.content, state.md, state.env, token.children)
        reading.base = base
    state.pos = end + 1
    return True


def _html(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Note a tag of HTML, which then stays text."""
    if silent:
        return False
    end = html_at(state.src, state.pos)
    if end:
        base = reading_of(state.env).base
        token = state.push("refused_html", "", 0)
        token.meta = {"at": (base + state.pos, base + end), "tag": state.src[state.pos : end]}
    return False


_RULES: Final[dict[str, tuple[Rule, ...]]] = {
    "\n": (_newline,),
    "!": (_image,),
    "&": (_special(entity),),
    "*": (_delimiters(emphasis.tokenize),),
    "<": (_autolink, _html),
    "[": (_link, _footnote_mark, _citation),
    "\\": (_special(escape),),
    "]": (),
    "^": (_footnote_words,),
    "_": (_delimiters(emphasis.tokenize),),
    "`": (_code,),
    "~": (_delimiters(strikethrough.tokenize),),
}
"""The rules to try for each character that is not plain text."""

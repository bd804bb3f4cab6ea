"""Whatever an author writes is shown, or something is said about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import example, given, settings
from hypothesis import strategies as st
from prose_texts import as_text, cut, read

from generator.load.prose import read_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from generator.model.document import Document

MARKS = [
    " ", " ", "\n", "\n\n", "\n    ", "\n- ", "\n1. ", "\n> ", "\n## ", "\n---\n", "\n|--|--|\n", "|", "\n| ", "*",
    "**", "_", "~~", "`", "\n```\n", "[", "](", ")", "![", "](fact:", "](/a) ",
    "[^a]", "\n\n[^a]: ", "^[", "]", "\n\n[b]: /",
    "[b]", "[@", "@", ", ", "\n: ", "\n::: note\n", "\n:::\n", '\n::: card "', '"\n', "\n::: facts ", "<", ">", "\\",
    "&amp;", "\t", "#", "\n\n", "  \n", "(", "\n   ",
]  # fmt: skip


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Give a text of marks and of words that each stand once."""
    marks = draw(st.lists(st.sampled_from(MARKS), min_size=1, max_size=14))
    return "".join(f"{mark}w{number}x" if draw(st.booleans()) else mark for number, mark in enumerate(marks))


def attributes(tokens: tuple[Token, ...] | list[Token]) -> Iterator[str]:
    """Give what tokens hold beside their words: titles and languages."""
    for token in tokens:
        yield str(token.attrs.get("title", ""))
        yield token.info
        yield from attributes(token.children or [])


def kept(document: Document) -> str:
    """Give all that a page can show of a document."""
    parts = [document.plain, *attributes(document.tokens)]
    for note in document.footnotes:
        parts += attributes(note.tokens)
    for reference in document.references:
        parts += [reference.target, reference.locator]
    for directive in document.directives:
        parts += [word.text for word in (*directive.arguments, *(value for _, value in directive.options))]
    return " ".join(parts)


@settings(max_examples=300, deadline=None)
@given(texts())
@example("w1x[b]\n\n[b]: /w2x 'w3x'")
@example("[^a]\n\n[^a]: w1x\n\n    [^b]: w2x\n\n    w3x [^b]")
def test_every_word_is_kept_or_something_is_said(markdown: str) -> None:
    document, problems = read(markdown)
    lost = set(re.findall(r"w\d+x", markdown)) - set(re.findall(r"w\d+x", kept(document)))
    assert not lost or problems


@settings(max_examples=200, deadline=None)
@given(texts())
def test_every_word_is_found_in_the_file_where_the_plain_text_says(markdown: str) -> None:
    document = read(markdown)[0]
    for word in re.finditer(r"w\d+x", document.plain):
        assert cut(markdown, document.at(word.start(), len(word.group()))) == word.group()


@settings(max_examples=150, deadline=None)
@given(texts())
def test_references_know_their_words(markdown: str) -> None:
    document = read(markdown)[0]
    for reference in document.references:
        assert document.plain[reference.offset :].startswith(reference.words.rstrip())
        assert cut(markdown, reference.span)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.booleans())
def test_any_text_is_read_without_failing(words: str, inline: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    first = read_document(as_text(words), inline=inline)
    again = read_document(as_text(words), inline=inline)
    assert (first[0].plain, first[1]) == (again[0].plain, again[1])

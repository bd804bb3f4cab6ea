"""Markdown with front matter reads like an article that is all YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.load.frontmatter import read_markdown
from generator.load.node import Mapping, Scalar
from generator.load.tree import TextFile
from generator.load.yaml import text_of

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic


def read(text: str) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    return read_markdown(TextFile("content/articles/x.md", text))


def only(text: str) -> Diagnostic:
    diagnostics = read(text)[1]
    assert len(diagnostics) == 1, diagnostics
    return diagnostics[0]


def body(node: Mapping | None) -> Scalar:
    assert node is not None
    value = node.get("body")
    assert isinstance(value, Scalar)
    return value


def test_the_text_after_the_front_matter_is_the_body() -> None:
    file = TextFile("content/articles/x.md", "---\ntitle: é\n---  \n\nOne [x](fact:y).\n\n---\nTwo\n")
    node, diagnostics = read_markdown(file)
    assert diagnostics == ()
    assert node is not None
    assert [key.text for key, _ in node.entries] == ["title", "body"]
    value = body(node)
    assert (value.text, value.style) == ("\nOne [x](fact:y).\n\n---\nTwo\n", "body")
    assert (value.span.line, value.span.column) == (4, 1)
    assert file.text[value.start : value.end] == value.text
    span = text_of(file, value).at(value.text.index("[x]"), 11)
    assert (span.line, span.column, span.length) == (5, 5, 11)


@pytest.mark.parametrize("text", ["---\ntitle: x\n---", "---\ntitle: x\n---\n", "---\ntitle: x\n---\n  \n\n"])
def test_white_space_is_no_body(text: str) -> None:
    node, diagnostics = read(text)
    assert diagnostics == ()
    assert node is not None
    assert node.get("body") is None


def test_a_body_in_the_front_matter_may_stand_alone_but_not_beside_a_text() -> None:
    assert body(read("---\nbody: words\n---\n")[0]).text == "words"
    item = only("---\ntitle: x\nbody: words\n---\nOther words\n")
    assert (item.code, item.span.line, item.span.column) == ("E-YAML-DUP", 3, 1)
    assert [related.span.line for related in item.related] == [5]
    assert body(read("---\nbody: words\n---\nOther words\n")[0]).text == "Other words\n"


def test_mistakes_in_the_front_matter_stand_at_their_own_lines() -> None:
    node, diagnostics = read("---\ntitle: x\nsummary: a: b\n---\nWords\n")
    assert [(item.code, item.span.line, item.span.column) for item in diagnostics] == [("E-YAML", 3, 11)]
    assert node is not None
    assert node.cut
    assert body(node).text == "Words\n"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("Just words\n", "no front matter", "begin it with ---"),
        ("", "no front matter", "---"),
        ("\n---\ntitle: x\n---\n", "before the front matter", "begin the file"),
        ("+++\ntitle = 1\n+++\n", "TOML", "YAML"),
        ("---\ntitle: x\n\nWords\n", "has no end", "three hyphens"),
        ("---\n---\nWords\n", "the front matter is empty", "write its keys"),
        ("---\n# title: x\n---\nWords\n", "comments", "#"),
        ("---\n- a\n---\nWords\n", "the front matter is a list", "key"),
    ],
)
def test_front_matter_of_another_shape_is_explained(text: str, message: str, hint: str) -> None:
    item = only(text)
    assert item.code == "E-SHAPE"
    assert message in item.message
    assert hint in item.hint


def test_strange_characters_are_reported_in_both_parts() -> None:
    _, diagnostics = read("---\ntitle: x\x07\n---\nOne\x00\n\nTwo\u2028three\n")
    assert [(item.code, item.span.line, item.span.column) for item in diagnostics] == [
        ("E-YAML-CHAR", 2, 9),
        ("E-CHAR", 4, 4),
        ("E-CHAR", 6, 4),
    ]

"""Each character of a text is found again in the file, however the text is written there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.load.node import Mapping, Node, Scalar, Sequence
from generator.load.tree import TextFile
from generator.load.yaml import read_yaml, source_map, text_of

if TYPE_CHECKING:
    from generator.diagnostics import Span

MARKER = "[x](fact:nope-123)"


def cut(file: TextFile, span: Span) -> str:
    """Give what a span covers, counted from its line and column alone."""
    begin = sum(len(line) + 1 for line in file.text.split("\n")[: span.line - 1]) + span.column - 1
    return file.text[begin : begin + span.length]


def scalars(node: Node) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Sequence):
        return [found for item in node.items for found in scalars(item)]
    return [found for key, value in node.entries for found in [key, *scalars(value)]]


def plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.entries}


def read(text: str) -> tuple[TextFile, Mapping]:
    file = TextFile("content/x.yaml", text)
    node, diagnostics = read_yaml(file)
    assert node is not None, diagnostics
    return file, node


def check_marker(file: TextFile, scalar: Scalar) -> None:
    """See that the marker's span, cut from the file, is the marker (but for a fold or an escape inside it)."""
    text = text_of(file, scalar)
    start = text.text.index(MARKER)
    shown = cut(file, text.at(start, len(MARKER)))
    if "\n" not in shown and "\\" not in shown:
        assert shown == MARKER


def check_all(file: TextFile, scalar: Scalar) -> None:
    """See that every character stands where the map says (a break may be a space, an escape another character)."""
    places = source_map(file, scalar)
    lines = file.text.split("\n")
    assert places.runs[0].start == 0
    last = scalar.start - 1
    for position, character in enumerate(scalar.text):
        place = places.place(position)
        assert place.offset > last
        assert place.offset == sum(len(line) + 1 for line in lines[: place.line - 1]) + place.column - 1
        source = file.text[place.offset]
        folded = character in " \n" and source in " \t\n"
        escaped = scalar.style == '"' and source == "\\"
        assert source == character or folded or escaped
        last = place.offset
    assert scalar.text == "" or last < scalar.end


def nested(text: str, keys: list[str]) -> object:
    """Put a text into lists and mappings inside one another."""
    value: object = text
    for key in keys:
        value = [value, "other"] if key == "-" else {"first": "other words", key: value}
    return {"top": value}


@given(
    st.text("ab é😀'\"\\:#-[]{}\n\t>|", max_size=80),
    st.text("ab é😀'\"\\:#-[]{}\n\t>|", max_size=80),
    st.sampled_from([None, "'", '"', "|", ">"]),
    st.lists(st.sampled_from(["-", "a", "key"]), max_size=4),
    st.integers(2, 9),
    st.integers(20, 120),
)
def test_a_reference_is_found_in_every_style_and_at_every_depth(  # noqa: PLR0917 - hypothesis gives them by place
    before: str, after: str, style: str | None, keys: list[str], indent: int, width: int
) -> None:
    content = f"{before}{MARKER}{after}"
    text = yaml.dump(
        nested(content, keys),
        Dumper=yaml.SafeDumper,
        default_style=style,
        indent=indent,
        width=width,
        allow_unicode=True,
    )
    file = TextFile("content/x.yaml", text)
    node, _ = read_yaml(file)
    assert node is not None
    found = [scalar for scalar in scalars(node) if MARKER in scalar.text]
    # pyyaml's writer loses a character here and there where a line is narrow: what counts is what any reader reads
    assert [plain(node)] == [yaml.load(text, Loader=yaml.BaseLoader)]  # noqa: S506 - it makes texts alone
    check_marker(file, found[0])
    check_all(file, found[0])


HEADERS = [f"{sign}{rest}" for sign in "|>" for rest in ("", "-", "+", "2", "1-", "+3", "2+")]
LINES = st.lists(st.text("ab #:é\t", max_size=8), max_size=8)


@given(st.sampled_from(HEADERS), LINES, st.integers(1, 5), st.booleans(), st.sampled_from(["", "  # why", " "]))
def test_a_block_is_followed_line_by_line(header: str, lines: list[str], indent: int, ends: bool, rest: str) -> None:  # noqa: FBT001
    lines = [" " * indent + line if line.strip() else line for line in lines]
    text = f"a:\n  b: {header}{rest}\n" + "\n".join("  " + line for line in lines) + "\n" * ends
    file = TextFile("content/x.yaml", text)
    node, diagnostics = read_yaml(file)
    assume(not diagnostics and isinstance(node, Mapping))
    assert isinstance(node, Mapping)
    for scalar in scalars(node):
        check_all(file, scalar)


@given(st.text("ab é\\'\n\t", max_size=40), st.sampled_from(["'", '"', ""]))
def test_a_folded_text_is_followed_word_by_word(content: str, quote: str) -> None:
    text = f"a:\n- {quote}" + content.replace("\n", "\n  ") + f"{quote}\n- end\n"
    file = TextFile("content/x.yaml", text)
    node, diagnostics = read_yaml(file)
    assume(not diagnostics and isinstance(node, Mapping))
    assert isinstance(node, Mapping)
    for scalar in scalars(node):
        check_all(file, scalar)


SOURCES = [
    # a reference in the second line of a plain text, after an empty line
    ("a: some words\n\n   and [x](fact:nope-123) more\n", (3, 8)),
    ("a: 'it''s [x](fact:nope-123)'\n", (1, 11)),
    ("a: 'one\n\n  [x](fact:nope-123)\n  two'\n", (3, 3)),
    ('a: "\\x41 \\u00e9 \\U0001F600 \\"[x](fact:nope-123)\\n"\n', (1, 30)),
    ('a: "one \\\n     \\ [x](fact:nope-123)"\n', (2, 8)),
    ('a: "one\\\n\n\n  [x](fact:nope-123)"\n', (4, 3)),
    ("a: |\n\n  one\n   [x](fact:nope-123)\n", (4, 4)),
    ("a: |4-\n      [x](fact:nope-123)\n", (2, 7)),
    ("a:\n    b: |2+ # why\n\n       [x](fact:nope-123)\n\n\n", (4, 8)),
    ("a: >\n  one\n  two\n\n    three\n\n  [x](fact:nope-123)\n", (7, 3)),
    ("a: >-\n\n\n  one\n\n\n  [x](fact:nope-123)", (7, 3)),
    ("a: &name !!str\n  # why\n  [x](fact:nope-123)\n", None),
    ("a: &name\n  'y [x](fact:nope-123)'\nb: *name\n", (2, 6)),
]


@pytest.mark.parametrize(("text", "place"), [item for item in SOURCES if item[1]])
def test_a_reference_is_found_at_its_line_and_column(text: str, place: tuple[int, int]) -> None:
    file, node = read(text)
    scalar = next(found for found in scalars(node) if MARKER in found.text)
    span = text_of(file, scalar).at(scalar.text.index(MARKER), len(MARKER))
    assert (span.line, span.column, span.length) == (*place, len(MARKER))
    check_all(file, scalar)


def test_a_text_that_stands_as_it_is_needs_no_map() -> None:
    file, node = read("a: some [words] here\nb: 'x'\nc: é😀y\nd:\n")
    maps = {key.text: text_of(file, value).map for key, value in node.entries if isinstance(value, Scalar)}
    assert [key for key, value in maps.items() if value is None] == ["a", "c", "d"]
    value = node.get("c")
    assert isinstance(value, Scalar)
    assert cut(file, text_of(file, value).at(2, 1)) == "y"


@pytest.mark.parametrize("written", ["|", ">", "''", '""'])
def test_an_empty_text_has_a_place(written: str) -> None:
    file, node = read(f"a: {written}\n")
    value = node.get("a")
    assert isinstance(value, Scalar)
    span = text_of(file, value).at(0)
    assert (span.line, span.column, span.length) == (1, 4, 1)


def test_places_in_a_long_body_are_found_quickly() -> None:
    body = "\n".join(["rice é cars 😀 and rice again"] * 30_000)
    file, node = read("body: |\n  " + body.replace("\n", "\n  ") + f"\n  {MARKER}\n")
    value = node.get("body")
    assert isinstance(value, Scalar)
    check_marker(file, value)

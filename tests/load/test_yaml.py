"""What reading YAML keeps, refuses and explains."""

from __future__ import annotations

import time
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.load.node import Mapping, Node, Scalar, Sequence
from generator.load.tree import TextFile
from generator.load.yaml import read_yaml

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic

Plain = str | list["Plain"] | dict[str, "Plain"]


def read(text: str) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    return read_yaml(TextFile("content/x.yaml", text))


def found(text: str) -> list[tuple[str, int, int]]:
    return [(item.code, item.span.line, item.span.column) for item in read(text)[1]]


def only(text: str) -> Diagnostic:
    diagnostics = read(text)[1]
    assert len(diagnostics) == 1, diagnostics
    return diagnostics[0]


def plain(node: Node | None) -> Plain:
    assert node is not None
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.entries}


def good(text: str) -> Plain:
    node, diagnostics = read(text)
    assert diagnostics == ()
    return plain(node)


# --- what is kept


@pytest.mark.parametrize(
    "word",
    ["no", "on", "Null", "y", "~", "12:30:45", "1:20", "0123", "1.10", "0.150", "0xBEEF", "1_000", "1e3", "2025-04-02"],
)
def test_a_text_stays_as_it_was_typed(word: str) -> None:
    assert good(f"key: {word}\n{word}: [{word}, {{k: {word}}}]\n") == {"key": word, word: [word, {"k": word}]}


def test_an_empty_value_is_an_empty_plain_text() -> None:
    node, diagnostics = read("a:\nb: ''\n")
    assert diagnostics == ()
    assert node is not None
    assert [(value.text, value.style) for _, value in node.entries if isinstance(value, Scalar)] == [
        ("", ""),
        ("", "'"),
    ]


def test_spans_count_characters_not_bytes_or_halves() -> None:
    node, diagnostics = read("é: 😀😀 x\nb: {ключ: 'è𝒳', c: d}\n")
    assert diagnostics == ()
    assert node is not None
    (_, first), (_, second) = node.entries
    assert isinstance(second, Mapping)
    assert (first.span.column, first.span.length) == (4, 4)
    spans = [(key.span.column, value.span.column, value.span.length) for key, value in second.entries]
    assert spans == [(5, 11, 4), (17, 20, 1)]
    assert (second.span.column, second.span.length) == (4, 18)


def test_a_block_ends_where_its_text_ends() -> None:
    node, _ = read("a: |\n  x\n  y\n\n\nb:\n  - c\n  - d\n\n# end\n")
    assert node is not None
    text, items = (value for _, value in node.entries)
    assert (text.span.line, text.span.column, text.span.length) == (1, 4, len("|\n  x\n  y"))
    assert (items.span.line, items.span.column, items.span.length) == (7, 3, len("- c\n  - d"))


VALUES = st.recursive(
    st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=12,
)


@given(
    st.dictionaries(st.text("abcé-", min_size=1, max_size=5), VALUES, min_size=1, max_size=4),
    st.sampled_from(["'", '"', None]),
    st.booleans(),
)
def test_what_is_written_is_read_as_any_other_program_reads_it(value: Plain, style: str | None, flow: bool) -> None:  # noqa: FBT001
    text = yaml.dump(value, Dumper=yaml.SafeDumper, default_style=style, default_flow_style=flow, allow_unicode=True)
    node, diagnostics = read(text)
    allowed = {"E-YAML-CHAR", "E-YAML-DUP", "E-YAML-TAG", "E-YAML"}
    if not diagnostics:
        assert plain(node) == yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts alone
    assert {item.code for item in diagnostics} <= allowed


@given(st.text("ab:-#[]{},'\"|>&*!?%@` \n\t\\1é", max_size=60))
def test_any_text_is_read_or_explained(text: str) -> None:
    node, diagnostics = read(text)
    assert node is not None or diagnostics
    lines = text.split("\n")
    for item in diagnostics:
        assert item.message
        assert 1 <= item.span.line <= len(lines)
        assert 1 <= item.span.column <= len(lines[item.span.line - 1]) + 1


# --- keys


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title: a\nb: c\ntitle: d\n", 3),
        ("title: a\n'title': d\n", 2),
        ('title: a\n"t\\x69tle": d\n', 2),
        ("café: a\ncafé: b\n", 2),
        ("true: a\n1: b\n", 2),
        ("yes: a\nTRUE: b\n", 2),
        ("1: a\n1.0: b\n", 2),
    ],
)
def test_a_key_that_stands_twice_is_an_error_at_the_second(text: str, line: int) -> None:
    item = only(text)
    assert (item.code, item.span.line, item.span.column) == ("E-YAML-DUP", line, 1)
    assert [related.span.line for related in item.related] == [1]
    assert "line 1" in item.message


def test_the_first_of_two_equal_keys_stays() -> None:
    assert plain(read("x: {a: 1, a: [2, {b: 3}], c: 4}\n")[0]) == {"x": {"a": "1", "c": "4"}}


@pytest.mark.parametrize(
    "text", ["'true': a\n1: b\n", "01: a\n1: b\n", "no: Norway\nde: Germany\n", "a: {x: 1}\nx: 1\n"]
)
def test_keys_that_differ_are_two(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["{a: b}: c\n", "? [a, b]\n: c\n"])
def test_a_key_is_a_word(text: str) -> None:
    item = only(text)
    assert item.code == "E-YAML"
    assert "as a key" in item.message


def test_a_merge_key_is_a_key_like_any_other() -> None:
    assert good("a: &a {x: 1}\nb: {<<: *a}\n") == {"a": {"x": "1"}, "b": {"<<": {"x": "1"}}}


# --- aliases and tags


def test_a_harmless_alias_repeats_its_value() -> None:
    assert good("a: &who [x, {y: z}]\nb: *who\n'c': *who\n")["c"] == ["x", {"y": "z"}]  # type: ignore[index, call-overload]


def test_an_alias_bomb_goes_off_at_once_and_harmlessly() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]" for level in range(1, 10)]
    began = time.perf_counter()
    assert [item[0] for item in found("\n".join(lines))] == ["E-YAML-ALIAS"]
    assert time.perf_counter() - began < 5  # a runaway takes minutes; the clock of a busy machine must not decide


def test_aliases_inside_one_another_are_as_deep_as_what_they_repeat() -> None:
    lines = ["a0: &a0 [x]", *(f"a{level}: &a{level} [*a{level - 1}]" for level in range(1, 40))]
    assert found("\n".join(lines)) == [("E-DEPTH", 32, 12)]


def test_a_deep_value_cannot_be_repeated_deep_inside() -> None:
    deep = "[" * 16 + "{0}" + "]" * 16
    assert found(f"a: &a {deep.format('x')}\nb: {deep.format('*a')}\n") == [("E-DEPTH", 2, 20)]
    assert found(f"a: &a {deep.format('x')}\nb: [*a, {{c: *a}}]\n") == []


@pytest.mark.parametrize("text", ["a: &a [*a]\n", "a: &a\n  b: *a\n", "a: &a {b: [{c: *a}]}\n"])
def test_an_alias_inside_what_it_repeats_is_an_error(text: str) -> None:
    item = only(text)
    assert item.code == "E-YAML-ALIAS"
    assert item.span.column == text.split("\n")[item.span.line - 1].index("*a") + 1


def test_every_tag_is_refused_where_it_stands() -> None:
    text = dedent("""\
        a: !!python/object/apply:os.system ['touch /tmp/canary']
        b: !x y
        c: !!binary |
          abc
        d: !!set {e}
        f: &name !!str g
        h: [!<tag:i> j, *name]
    """)
    assert [item for item in found(text) if item[0] == "E-YAML-TAG"] == [
        ("E-YAML-TAG", 1, 4),
        ("E-YAML-TAG", 2, 4),
        ("E-YAML-TAG", 3, 4),
        ("E-YAML-TAG", 5, 4),
        ("E-YAML-TAG", 6, 10),
        ("E-YAML-TAG", 7, 5),
    ]


def test_a_tag_and_an_anchor_are_no_part_of_the_value() -> None:
    node, _ = read("a: &x !!str\n  word\nb: *x\n")
    assert node is not None
    value = node.get("a")
    assert isinstance(value, Scalar)
    assert (value.span.line, value.span.column, value.span.length) == (2, 3, 4)
    assert (value.start, value.end) == (14, 18)


# --- bounds


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: " + "[" * 2000, 1, 35),
        ("a: " + "[" * 1_000_000, 1, 35),
        ("".join(" " * level + "a:\n" for level in range(1000)), 33, 33),
        ("a: " + "{b: " * 100_000, 1, 4 + 4 * 31),
    ],
)
def test_nesting_stops_at_the_level_that_is_too_deep(text: str, line: int, column: int) -> None:
    began = time.perf_counter()
    assert found(text) == [("E-DEPTH", line, column)]
    assert time.perf_counter() - began < 5  # a runaway takes minutes; the clock of a busy machine must not decide


def test_nesting_up_to_the_limit_is_read() -> None:
    assert found("a: " + "[" * 31 + "]" * 31) == []
    assert found("a: " + "[" * 32 + "]" * 32) == [("E-DEPTH", 1, 35)]


def test_a_file_of_too_many_keys_is_given_up_early() -> None:
    text = "".join(f"k{number:06}: v\n" for number in range(100_000))
    began = time.process_time()
    assert found(text) == [("E-LIMIT", 50_000, 10)]
    assert time.process_time() - began < 10  # a runaway takes minutes; the clock of a busy machine must not decide


@pytest.mark.parametrize("text", ["a: [" + "[]," * 100_001 + "]", "a: [" + "x," * 100_001 + "]"])
def test_a_list_of_too_many_values_is_given_up(text: str) -> None:
    assert [item[0] for item in found(text)] == ["E-LIMIT"]


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"k{number}: &k{number} v\n" for number in range(20_000)),
        "".join(f"k{number}: !x v\n" for number in range(20_000)),
        "%TAG !a! x\n" * 100_000,
        "a: b\n...\n" + "%TAG !a! x\n" * 100_000,
    ],
)
def test_time_grows_with_the_size_of_a_hostile_file_and_no_faster(text: str) -> None:
    began = time.process_time()
    assert read(text)[1]
    assert time.process_time() - began < 30  # a runaway takes minutes; the clock of a busy machine must not decide


# --- characters


def test_every_strange_character_is_reported_where_it_stands() -> None:
    text = "a: x\x00y\nb: \x07\nc: |\n  one\u2028two: three\n  \ufeff\nd: '\x85'\ne: \u2029\n"
    assert found(text) == [
        ("E-YAML-CHAR", line, column) for line, column in [(1, 5), (2, 4), (4, 6), (5, 3), (6, 5), (7, 4)]
    ]


def test_a_hidden_line_break_begins_no_key_and_the_rest_is_still_read() -> None:
    assert plain(read("a: one\u2028two\nc: three\n")[0]) == {"a": "one two", "c": "three"}


def test_of_very_many_strange_characters_the_rest_is_counted() -> None:
    diagnostics = read("a: " + "\x07" * 1000)[1]
    assert len(diagnostics) == 101
    assert "900" in diagnostics[-1].message


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a:\n\tb: c\n\td: e\n", 2),
        ("a: x\n\tb: c\n", 2),
        ("a: |\n\tfoo\n", 2),
        ("a:\n  - b\n\t- c\n", 3),
        ("\ta: b\n", 1),
    ],
)
def test_a_tab_as_indentation_is_named(text: str, line: int) -> None:
    item = only(text)
    assert (item.code, item.span.line, item.span.column) == ("E-YAML-CHAR", line, 1)
    assert "tab" in item.message


@pytest.mark.parametrize("text", ["a:\tb\n", "a: b\tc\n", "a: |\n  x\n  \ty\n"])
def test_a_tab_elsewhere_is_a_character_like_any_other(text: str) -> None:
    assert found(text) == []


def test_an_escape_cannot_bring_in_what_the_file_may_not_hold() -> None:
    assert found('a: "x\\0y"\nb: "\\L"\nc: "\\r"\n') == [
        ("E-YAML-CHAR", 1, 6),
        ("E-YAML-CHAR", 2, 5),
        ("E-YAML-CHAR", 3, 5),
    ]


# --- the shape of a file


def test_each_wrong_shape_has_its_own_message() -> None:
    texts = ["", "# only\n# comments\n", "- a\n- b\n", "just words\n", "a: b\n---\nc: d\n"]
    items = [only(text) for text in texts]
    assert {item.code for item in items} == {"E-SHAPE"}
    assert len({item.message for item in items}) == len(items)
    assert items[-1].span.line == 2


@pytest.mark.parametrize("text", ["---\na: b\n", "a: b\n...\n", "a: b\n# end\n", "a: b", "\n\n  \na: b\n...\n# end\n"])
def test_the_marks_of_a_single_document_are_harmless(text: str) -> None:
    assert good(text) == {"a": "b"}


def test_keys_glued_to_their_values_are_named() -> None:
    assert "after each colon" in only("title:Rice\n").hint


# --- words lost to comments


@pytest.mark.parametrize(
    ("text", "column", "length"),
    [
        ("title: C# guide #1\n", 17, 2),
        ("note: up #1\n", 10, 2),
        ("a: #fff\n", 4, 4),
        ("a: one\n  two #tag b  \n", 7, 6),
    ],
)
def test_words_that_a_hash_turns_into_a_comment_are_noticed(text: str, column: int, length: int) -> None:
    item = only(text)
    assert (item.code, item.span.column, item.span.length) == ("W-YAML-COMMENT", column, length)
    assert item.severity == "warning"


@pytest.mark.parametrize(
    "text",
    [
        "review_in: 12 months   # counts from as_of\n",
        "a: b # a comment\n",
        "a: b  #close\n",
        "a: 'b' #1\n",
        "a: C#\n",
        "a: b #\n",
        "a: b ## c\n",
        "#a\na: b\n",
        "a: # c\n  b: d\n",
    ],
)
def test_ordinary_comments_are_left_alone(text: str) -> None:
    assert found(text) == []


# --- mistakes in the syntax

MISTAKES = [
    ("title: x\nbody: a: b\n", 2, 8, "second colon", "'a: b'"),
    ("title: it's: b\n", 1, 12, "second colon", '"it\'s: b"'),
    ("a: [text](fact:x) and more\nb: c\n", 1, 4, "begins with [", "in quotes"),
    ("a:\n  - [25%](fact:x)\n", 2, 5, "begins with [", "in quotes"),
    ("a: {b: c} d\n", 1, 4, "begins with {", "in quotes"),
    ("a: %b\n", 1, 4, "begin with %", "quotes"),
    ("%b\n", 1, 1, "begin with %", "quotes"),
    ("a: @b\n", 1, 4, "begin with @", "quotes"),
    ("a: `b`\n", 1, 4, "begin with `", "quotes"),
    ("a: *word\n", 1, 4, "*word", '"*word"'),
    ("a: *word* and more\n", 1, 4, "begin with *", "quotes"),
    ("a: **word**\n", 1, 4, "begin with *", "quotes"),
    ("a: &word b\n", 1, 4, "&word", "quotes"),
    ("a: & b\n", 1, 4, "begin with &", "quotes"),
    ("a: 'b\nc: d\n", 1, 4, "has no end", "twice"),
    ('a: "b\nc: d\n', 1, 4, "has no end", "close"),
    ("a: 'it's'\n", 1, 8, "closing quote", "twice"),
    ('a: "25%" of all\n', 1, 10, "closing quote", "whole text"),
    ("a: [b, c\nd: e\n", 1, 4, "has no end", "close"),
    ("a: {b: c\nd: e\n", 1, 4, "has no end", "close"),
    ("a: [b\n", 1, 4, "has no end", "close"),
    ("a: {b: see [c](fact:d)}\n", 1, 12, "[ cannot follow", "in quotes"),
    ("a: b]\nc: d\n]\n", 3, 1, "no bracket is open", "remove"),
    ("a: {value: 1,234}\n", 1, 14, "234", "put 1,234 in quotes"),
    ("a: {value: 1,234 tonnes}\n", 1, 14, "234 tonnes", "put 1,234 tonnes in quotes"),
    ("a: {value: ~1,412,000, b: c}\n", 1, 15, "412", "put ~1,412,000 in quotes"),
    ("a: {b: Tokyo, Japan}\n", 1, 15, "Japan", '"Tokyo, Japan"'),
    ("a: {b:c}\n", 1, 5, "b:c", "space after the colon"),
    ("a: {b:, c: d}\n", 1, 6, "colon", "space after the colon"),
    ("a: [1,234]\n", 1, 7, "two values of 1,234", "without the comma"),
    ("a: [x, 1,412,000 b, c]\n", 1, 10, "1,412,000 b", "without the comma"),
    ("a: {b: Tokyo, Japan, Asia, c: d}\n", 1, 15, "Japan", "quotes"),
    ("a: {?b: c}\n", 1, 6, "question mark", "quotes"),
    ("a: {b: ?c}\n", 1, 8, "begin with ?", "quotes"),
    ("a: b\nc:d\ne: f\n", 2, 1, "neither a key", "space after the colon"),
    ("a:\n- b\n-c\nd: e\n", 3, 1, "neither a key", "space after the hyphen"),
    ("a: b\nwords\nc: d\n", 2, 1, "neither a key", "indent"),
    ("a:b\nc: d\n", 2, 2, "go on from", "colon above"),
    ("a: b\n c: d\n", 2, 3, "inside the text", "same column"),
    ("a:\n    b: c\n  d: e\n", 3, 3, "indentation", "same column"),
    ("a:\n  - b\n  c: d\n", 3, 3, "list above", "hyphen"),
    ("a: - b\n", 1, 4, "line of its key", "next line"),
    ('a: "C:\\Users"\n', 1, 7, "backslash", "single quotes"),
    ('a: "\\q"\n', 1, 5, "backslash", "single quotes"),
    ("a: | words\n  more\n", 1, 6, "nothing can follow |", "next line"),
    ("a: > 5 percent\n", 1, 6, "nothing can follow >", "quotes"),
    ("a: >5\nb: c\n", 1, 4, ">5", "over 5"),
    ("a: ? b\n", 1, 4, "question mark", "quotes"),
    ("a: ]\n", 1, 4, "begin with ]", "quotes"),
    (": b\n", 1, 1, "key is missing", "write the key"),
    ("{a: b} c\n", 1, 8, "end of the value", "quotes"),
]


@pytest.mark.parametrize(("text", "line", "column", "message", "hint"), MISTAKES)
def test_a_mistake_is_found_and_the_way_out_is_told(text: str, line: int, column: int, message: str, hint: str) -> None:
    item = only(text)
    assert (item.code, item.span.line, item.span.column) == ("E-YAML", line, column)
    assert message in item.message
    assert hint in item.hint


@pytest.mark.parametrize(
    "text",
    ["x: {label: Can a person sue?, value: yes}\n", "x: {label: who? me, v: yes}\n", "x: [why?, what]\n", "x: - b\n"],
)
def test_a_question_mark_after_a_word_is_part_of_it(text: str) -> None:
    assert found(text) == [] or "line of its key" in only(text).message


def test_an_undefined_tag_is_a_tag() -> None:
    assert found("a: !e!foo x\n") == [("E-YAML-TAG", 1, 4)]


def test_what_stands_before_a_mistake_is_kept_and_what_is_not_whole_says_so() -> None:
    node, _ = read("rice: {label: x, value: 1}\ncars: {label: y, value: [a](b)}\nsteel: {label: z}\n")
    assert plain(node) == {"rice": {"label": "x", "value": "1"}, "cars": {"label": "y"}}
    assert isinstance(node, Mapping)
    assert node.cut
    rice, cars = node.get("rice"), node.get("cars")
    assert isinstance(rice, Mapping)
    assert isinstance(cars, Mapping)
    assert (rice.cut, cars.cut) == (False, True)


def test_half_a_value_is_not_taken_for_the_whole() -> None:
    assert plain(read("b: c\na: 'it's'\n")[0]) == {"b": "c"}
    assert plain(read("b: c\na: [text](fact:x) and more\n")[0]) == {"b": "c"}

"""No text takes long to read: what is slow is refused, and everything else is linear."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import pytest
from prose_texts import as_text, problems_of, read

from generator.load.prose import read_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

# The first seventeen are those of cmark's test suite (test/pathological_tests.py), the others are our own.
FAMILIES: dict[str, Callable[[int], str]] = {
    "nested strong emphasis": lambda n: "*a **a " * n + "b" + " a** a*" * n,
    "emphasis closers": lambda n: "a_ " * n,
    "emphasis openers": lambda n: "_a " * n,
    "link closers": lambda n: "a]" * n,
    "link openers": lambda n: "[a" * n,
    "mismatched openers and closers": lambda n: "*a_ " * n,
    "runs of stars": lambda n: "*" * n + "a" + "*" * n,
    "links and emphasis": lambda n: "[ a_" * n,
    "links without an end": lambda n: "[a](" * n,
    "emphasis across links": lambda n: "**x [a*b**c*](d)" * n,
    "nested brackets": lambda n: "[" * n + "a" + "]" * n,
    "nested quotations": lambda n: "> " * n + "a",
    "nested lists": lambda n: "".join(f"{'  ' * level}* a\n" for level in range(int(n**0.5))),
    "null characters": lambda n: "abc\0de\0" * n,
    "backticks": lambda n: "".join("e" + "`" * run for run in range(int((2 * n) ** 0.5))),
    "unclosed tags": lambda n: "<a href=" * n,
    "unclosed comments": lambda n: "</" + "<!--" * n,
    "empty lines in lists": lambda n: "- a\n" + "\n" * n + "b",
    "definitions": lambda n: "".join(f"[{number}]: u\n" for number in range(n)) + "[0]" * n,
    "images in links": lambda n: "![[]()" * n,
    "written footnotes": lambda n: "^[" * n,
    "nested images": lambda n: "![" * n + "a" + "](b)" * n,
    "footnotes": lambda n: "[^a" * n + "\n\n" + "".join(f"[^{number}]: b\n" for number in range(n)),
    "citations": lambda n: "[@a;" * n,
    "blocks": lambda n: "::: note\n" * n + ":::\n" * n,
    "unclosed blocks": lambda n: "::: note\n" * n,
    "equal headings": lambda n: "## a\n" * n,
    "a wide table": lambda n: "|a" * n + "|\n" + "|-" * n + "|",
    "a long table": lambda n: "a|b\n-|-\n" + "\\|c|d\n" * n,
    "bars": lambda n: "\\|" * n + "|\n-|-",
    "definition lists": lambda n: "a\n: b\n" * n,
    "definition lists with gaps": lambda n: "a\n: b\n\n" * n,
    "lines": lambda n: "a\n" * n,
    "lines of a quotation": lambda n: "> a\nb\n" * n,
    "spaces": lambda n: ("a" + " " * 50 + "\n") * (n // 10),
    "left-over references": lambda n: "] (fact:x fact:y " * n,
    "fences": lambda n: "> ```\n" * n,
}


def size_of(family: str, length: int) -> str:
    """Give a text of a family that is about so long."""
    make = FAMILIES[family]
    return make(max(400 * length // len(make(400)), 1))


def steps(markdown: str) -> int:
    """Count the calls of functions that reading takes: unlike seconds the same on each machine, on each day."""
    count = 0

    def note(_frame: FrameType, _event: str, _argument: object) -> None:
        nonlocal count
        count += 1

    text = as_text(markdown)
    sys.setprofile(note)
    try:
        read_document(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("family", FAMILIES)
def test_twice_the_text_takes_twice_the_work(family: str) -> None:
    small, large = size_of(family, 2_000), size_of(family, 4_000)
    assert steps(large) / steps(small) < 2.6 * len(large) / len(small) / 2 + 0.3


@pytest.mark.parametrize(
    "family", ["nested brackets", "written footnotes", "definition lists", "a long table", "lines"]
)
def test_64_kilobytes_are_read_or_refused_in_seconds(family: str) -> None:
    started = time.perf_counter()
    read(size_of(family, 65_536))
    assert time.perf_counter() - started < 50  # a runaway takes minutes; the clock of a busy machine must not decide


def test_the_largest_text_of_open_brackets_is_refused_at_once() -> None:
    markdown = "[ a_" * 75_000
    started = time.perf_counter()
    document, problems = read(markdown)
    assert time.perf_counter() - started < 10  # a runaway takes minutes; the clock of a busy machine must not decide
    assert [problem.code for problem in problems] == ["E-LIMIT"]
    assert problems[0].span.column == 4 * 10_000 + 1
    assert document.tokens == ()


@pytest.mark.parametrize(
    "markdown", ["word " * 200_000, "x" * 5_000_000, "a\n" * 30_000], ids=["long", "line", "lines"]
)
def test_a_text_past_its_bounds_is_refused_at_once(markdown: str) -> None:
    started = time.perf_counter()
    assert [code for code, _ in problems_of(markdown)] == ["E-LIMIT"]
    assert time.perf_counter() - started < 10  # a runaway takes minutes; the clock of a busy machine must not decide


def test_a_table_that_would_multiply_is_refused() -> None:
    markdown = "words\n\n" + "|x" * 200 + "|\n" + "|-" * 200 + "|\n" + "|\n" * 200 + "\nmore"
    document, problems = read(markdown)
    assert [(problem.code, problem.span.line) for problem in problems] == [("E-LIMIT", 3)]
    assert len(document.tokens) < 10


@pytest.mark.parametrize("markdown", [">" * 70 + " deep", "- " * 40 + "deep", "::: note\n" * 70 + "x\n" + ":::\n" * 70])
def test_text_that_is_nested_too_deeply_is_reported_and_not_dropped(markdown: str) -> None:
    assert "E-DEPTH" in [code for code, _ in problems_of(markdown)]


@pytest.mark.parametrize(
    "opening", ["[", "![", "^[", "*[", "> - ", "::: note\n", "(", "**", "`", "[a](", "![a][", "- 1. "]
)
def test_nesting_never_exhausts_the_stack(opening: str) -> None:
    read(opening * 2_000 + "x" + "]" * 2_000)
    read(opening * 50 + "x" + "](y)" * 50)

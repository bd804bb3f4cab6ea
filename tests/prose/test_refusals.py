"""What prose may not hold, and what Markdown would print as it stands or drop, is reported at its place.

The cases stand in refusals.txt: a name, a text, and the problems as `line:column CODE 'the words that are covered'`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from prose_texts import cut, problems_of, read

from generator.diagnostics import CODES

FIXTURES = Path(__file__).with_name("refusals.txt").read_text(encoding="utf-8")
CASES = re.findall(r"^(.+)\n\.\n([\s\S]*?)\n\.\n([\s\S]*?)\.$", FIXTURES, re.MULTILINE)


@pytest.mark.parametrize(("name", "markdown", "expected"), CASES, ids=[case[0] for case in CASES])
def test_a_refused_text(name: str, markdown: str, expected: str) -> None:
    problems = read(markdown)[1]
    found = [f"{p.span.line}:{p.span.column} {p.code} {cut(markdown, p.span)!r}" for p in problems]
    assert found == expected.splitlines(), name
    for problem in problems:
        assert problem.message
        assert problem.hint or CODES[problem.code].hint


UNSEEN = [
    "java\tscript:1", "\x01javascript:1", "<java\tscript:1>", "< javascript:1>", "<\x01javascript:1>",
    "&#9;javascript:1", "https://a.b/\u202ecod.exe", "/a\u200bb",
]  # fmt: skip


@pytest.mark.parametrize("target", UNSEEN)
def test_a_target_with_characters_that_nobody_sees_is_refused(target: str) -> None:
    document, problems = read(f"[x]({target})")
    assert {problem.code for problem in problems} >= {"E-LINK"}
    assert document.references == ()


@pytest.mark.parametrize("character", list("\u202a\u202e\u2066\u2069\u200b\u2060\ufeff"))
def test_invisible_characters_are_reported(character: str) -> None:
    assert problems_of(f"a{character}b") == [("W-BIDI", character)]
    assert problems_of(f"a `b{character}` c") == [("E-BIDI", f"`b{character}`")]
    assert problems_of(f"```\na\n b{character}c\n```") == [("E-BIDI", character)]
    assert problems_of(f"- x\n\n      b{character}c\n") == [("E-BIDI", character)]
    assert problems_of(f"::: note title=a{character}b\nx\n:::") == [("W-BIDI", character)]


def test_an_invisible_character_written_as_an_entity_is_reported() -> None:
    assert [code for code, _ in problems_of("a&#x202e;b")] == ["W-BIDI"]


def test_joiners_are_allowed_in_text() -> None:
    assert problems_of("می\u200cخواهم \U0001f468\u200d\U0001f33e") == []


def test_the_host_that_a_browser_goes_to_is_shown() -> None:
    assert "xn--80ak6aa92e.com" in read("[x](https://аррӏе.com)")[1][0].message


@pytest.mark.parametrize("host", ["bücher.de", "пример.рф", "日本.jp", "ελλάδα.gr", "xn--bcher-kva.de"])
def test_honest_hosts_in_other_letters_are_allowed(host: str) -> None:
    assert problems_of(f"[x](https://{host}/)") == []


def test_a_punycoded_twin_is_seen() -> None:
    assert [code for code, _ in problems_of("[x](https://xn--80ak6aa92e.com/)")] == ["W-CONFUSABLE"]


def test_a_near_name_is_suggested() -> None:
    hints = [problem.hint for problem in read("[a](facct:x)\n\n::: tabel s rows=a\n:::\n\n::: note tilte=x\nx\n:::")[1]]
    assert hints == ["did you mean `fact:`?", "did you mean `table`?", "did you mean `title`?"]

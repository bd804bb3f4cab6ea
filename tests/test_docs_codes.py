"""Each code has its page in the documentation, which says what the table and the tests say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from small_sites import INVALID

from generator.diagnostics import CODES

DOCS = Path(__file__).parents[1] / "docs"
PAGES = DOCS / "codes"
CODE = re.compile(r"\b[EWN]-[A-Z]+(?:-[A-Z]+)*\b")
KINDS = {"error": "An error", "warning": "A warning", "note": "A note", "off": "Off by default"}


def _page(code: str) -> str:
    return (PAGES / f"{code}.md").read_text()


def test_each_code_has_a_page_and_each_page_its_code() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} == {*CODES, "README"}


@pytest.mark.parametrize("code", CODES)
def test_a_page_says_what_the_table_says(code: str) -> None:
    entry, page = CODES[code], _page(code)
    assert page.startswith(f"# {code}: {entry.title}\n\n{KINDS[entry.severity.value]}")
    assert entry.hint in page
    assert ("It is always an error" in page) == entry.fixed
    assert (f"`checks: {{{code}: " in page) != entry.fixed


@pytest.mark.parametrize("code", CODES)
def test_the_message_on_a_page_is_the_one_that_is_printed(code: str) -> None:
    shown = re.search(r"Factbox says:\n\n```text\n(.*?)\n```", _page(code), re.DOTALL)
    assert shown is not None
    assert shown[1].startswith(next(line for line in shown[1].split("\n") if f"[{code}]: " in line))
    assert f"{shown[1]}\n" in (INVALID / code / "expected.txt").read_text()


def test_the_index_lists_the_codes_as_the_table_does() -> None:
    rows = re.findall(
        r"^\| \[(\S+)\]\((\S+)\.md\) \| (\w+) \| (\w*) +\| (.*) \|$", (PAGES / "README.md").read_text(), re.MULTILINE
    )
    assert rows == [(c.name, c.name, c.severity.value, "yes" if c.fixed else "", c.title) for c in CODES.values()]


def test_no_page_of_the_documentation_names_a_code_that_does_not_exist() -> None:
    for path in (*DOCS.rglob("*.md"), *DOCS.parent.glob("*.md")):
        assert set(CODE.findall(path.read_text())) <= set(CODES), path

"""A reference to nothing is reported at its own line and column, however the text around it is written."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import Job, make

SITE = Path(__file__).parent / "sites" / "minimal"
NOW = dt.datetime(2026, 2, 1, tzinfo=dt.UTC)

PLACES = {
    "a paragraph": "Some {words} here.",
    "emphasis": "Some **strong {words} words** here.",
    "a list": "- here\n- there {words}\n  - elsewhere",
    "a quotation": "> Somebody said {words}.",
    "a heading": "## Of {words}\n\nText.",
    "a cell": "| a | b |\n|---|---|\n| x \\| y | {words} |",
    "a footnote": "Text.[^n]\n\n[^n]: A note on {words}.",
    "a note in place": "Text.^[A note on {words}.]",
    "a definition": "Term\n: It is {words}.",
    "a block": "::: note\nHere {words}.\n:::",
    "a card": '::: card "Why {words}?"\nBecause.\n:::',
}
WRITTEN = {
    "fact": ("[a figure](fact:{id})", "E-REF"),
    "event": ("[a day](event:{id})", "E-REF"),
    "term": ("[a word](term:{id})", "E-REF"),
    "person": ("[somebody](person:{id})", "E-REF"),
    "article": ("[a page](article:{id})", "E-REF"),
    "citation": ("[@{id}, p. 4]", "E-REF"),
}
ID = "nothing-of-the-kind"


def literal(text: str, indent: int) -> str:
    return "|\n" + "\n".join(" " * indent + line if line else "" for line in text.split("\n"))


def double(text: str, _indent: int) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def single(text: str, indent: int) -> str:
    """Write a line break as a blank line, which it is in single quotes."""
    lines = [f"{' ' * indent}{line}" if line else "" for line in text.replace("'", "''").split("\n")]
    return "'" + "\n\n".join(lines).lstrip() + "'"


def folded(text: str, indent: int) -> str:
    """Keep a line break by a blank line, as a folded text wants it."""
    return ">\n" + "\n\n".join(" " * indent + line.strip() for line in text.split("\n") if line.strip())


@pytest.mark.parametrize("place", PLACES)
@settings(max_examples=12)
@given(
    style=st.sampled_from([literal, double, single]), indent=st.integers(2, 9), kind=st.sampled_from(sorted(WRITTEN))
)
def test_it_is_found_where_it_stands(place: str, style: object, indent: int, kind: str) -> None:
    written, code = WRITTEN[kind]
    text = PLACES[place].format(words=written.format(id=ID))
    check(text, style(text, indent), code)  # type: ignore[operator]


@settings(max_examples=20)
@given(indent=st.integers(2, 9), kind=st.sampled_from(sorted(WRITTEN)))
def test_it_is_found_in_a_folded_text(indent: int, kind: str) -> None:
    written, code = WRITTEN[kind]
    text = f"First words.\nThen {written.format(id=ID)} after them."
    check(text, folded(text, indent), code)


def check(text: str, body: str, code: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Path(shutil.copytree(SITE, Path(folder) / "site"))
        source = f"title: Planted\nsummary: Words.\nstatus: draft\nbody: {body}\n"
        (site / "content/articles/planted.yaml").write_text(source)
        report = make(Job(site, NOW)).report
    found = [p for p in report.problems if p.span.path.endswith("planted.yaml")]
    assert [problem.code for problem in found] == [code], (text, [p.message for p in found])
    span = found[0].span
    line = source.split("\n")[span.line - 1]
    assert line[span.column - 1 : span.column - 1 + span.length] == ID

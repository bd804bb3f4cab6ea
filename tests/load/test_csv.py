"""Tables: cells with their places, and what is wrong with them."""

from __future__ import annotations

import csv
import io
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load.csv import Table, read_csv
from generator.load.tree import TextFile
from generator.load.yaml import text_of

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic


def read(text: str) -> tuple[Table | None, tuple[Diagnostic, ...]]:
    return read_csv(TextFile("content/facts/x.csv", text))


def good(text: str) -> list[list[str]]:
    table, diagnostics = read(text)
    assert diagnostics == ()
    assert table is not None
    return [[cell.text for cell in row] for row in (table.header, *table.rows)]


def only(text: str) -> Diagnostic:
    diagnostics = read(text)[1]
    assert len(diagnostics) == 1, diagnostics
    return diagnostics[0]


def test_quotes_hold_commas_breaks_and_quotes() -> None:
    text = 'id,label\na,"one, ""two""\nthree"\nb,5" pipe\n'
    assert good(text) == [["id", "label"], ["a", 'one, "two"\nthree'], ["b", '5" pipe']]


def test_cells_know_their_places() -> None:
    file = TextFile("content/facts/x.csv", 'id,labél,n\n😀,"one\n""two"" é", x \n')
    table, diagnostics = read_csv(file)
    assert diagnostics == ()
    assert table is not None
    first, second, third = table.rows[0]
    assert [(cell.span.line, cell.span.column, cell.span.length) for cell in (first, second, third)] == [
        (2, 1, 1),
        (2, 3, 15),
        (3, 13, 1),
    ]
    assert (second.style, file.text[second.start : second.end]) == ("cell", '"one\n""two"" é"')
    text = text_of(file, second)
    assert (text.at(5, 3).line, text.at(5, 3).column) == (3, 3)
    assert (text.at(10, 1).line, text.at(10, 1).column) == (3, 9)
    assert text_of(file, third).map is None


CELLS = st.text('ab ,"\né😀', max_size=6).map(str.strip)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5), st.booleans())
def test_what_a_spreadsheet_writes_is_read(rows: list[list[str]], everything: bool) -> None:  # noqa: FBT001
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL if everything else csv.QUOTE_MINIMAL)
    writer.writerows([["id", "label"], *rows])
    file = TextFile("content/facts/x.csv", out.getvalue())
    table, diagnostics = read_csv(file)
    assert diagnostics == ()
    assert table is not None
    assert [[cell.text for cell in row] for row in table.rows] == [row for row in rows if any(row)]
    lines = file.text.split("\n")
    for cell in (cell for row in table.rows for cell in row):
        places = text_of(file, cell)
        for position, character in enumerate(cell.text):
            span = places.at(position, 1)
            assert (lines[span.line - 1] + "\n")[span.column - 1] == character


@given(st.text('ab,"\n; \t\x00', max_size=40))
def test_any_text_is_a_table_or_explained(text: str) -> None:
    table, diagnostics = read(text)
    assert table is not None or diagnostics
    if table is not None:
        assert {len(row) for row in table.rows} <= {len(table.header)}


def test_empty_lines_and_empty_rows_are_skipped() -> None:
    assert good("\nid,n\n\na,1\n,\n  \nb,\n\n") == [["id", "n"], ["a", "1"], ["b", ""]]


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "hint"),
    [
        ("id;n\na;1\n", 1, 3, "semicolons", "commas"),
        ("\nid\tn\na\t1\n", 2, 3, "tabs", "commas"),
        ("id,n\na,1,2\n", 2, 5, "3 cells, and the header 2", "quotes"),
        ("id,n,m\na,1\n", 2, 3, "2 cells, and the header 3", "comma"),
        ("id,n,id\n", 1, 6, "two columns have the name id", "rename"),
        ("id,,n\n", 1, 4, "column 2 has no name", "name it"),
        ('id,n\na,"1\n2,3\n', 2, 3, "has no end", "close"),
        ('"id,n\n', 1, 1, "has no end", "close"),
        ('id,n\na,"1" b\n', 2, 6, "after its closing quote", '""'),
        ('id,n\na, "1"\n', 2, 4, "space", "remove"),
        ("id,n\na,\x001\n", 2, 3, "NUL", "delete"),
        ("", 1, 1, "empty", "header"),
        ("\n\n", 1, 1, "empty", "header"),
    ],
)
def test_a_mistake_is_found_and_the_way_out_is_told(text: str, line: int, column: int, message: str, hint: str) -> None:
    item = only(text)
    assert (item.code, item.span.line, item.span.column) == ("E-CSV", line, column)
    assert message in item.message
    assert hint in item.hint


def test_rows_beside_a_bad_one_are_kept() -> None:
    table, _ = read("id,n\na,1\nb,2,3\nc,4\n")
    assert table is not None
    assert [row[0].text for row in table.rows] == ["a", "c"]


def test_a_table_of_too_many_cells_is_given_up() -> None:
    began = time.process_time()
    assert [item.code for item in read("id,n\n" + "a,b\n" * 60_000)[1]] == ["E-LIMIT"]
    assert [item.code for item in read('id,n\na,"' + '""' * 1_000_000)[1]] == ["E-CSV"]
    assert time.process_time() - began < 20  # a runaway takes minutes; the clock of a busy machine must not decide

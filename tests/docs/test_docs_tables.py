"""The tables of the documentation are whole: they name what the program reads, offers and tells, and nothing else."""

from __future__ import annotations

import dataclasses
import inspect
import json
import re
from functools import cache
from typing import TYPE_CHECKING

import click
import pytest
from documents import DOCS, ROOT, codes, marked_tables, sections
from small_sites import invalid_site, made

from generator.cli.main import factbox
from generator.diagnostics import CODES, Fault
from generator.diagnostics.show import as_json
from generator.facts.derive import parse_derivation
from generator.load import load
from generator.load.decode import config as settings
from generator.load.fields import Fields
from generator.load.prose import read_document
from generator.load.prose.directives import SHAPES
from generator.model.dates import Date, parse_date
from generator.model.document import Document
from generator.model.text import Text
from generator.model.unit import units_from
from generator.model.value import parse_value
from generator.render import views
from generator.render.theme import contract, default_files
from generator.render.theme.guards import FILTERS_OFFERED

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.load.node import Node

WRITING = ("writing.md", "writing/facts.md", "writing/values.md", "writing/text.md", "writing/entries.md")
EVERY_KEY = ROOT / "tests/sites/every-key"
# Groups whose keys are the author's own words, and the entry of a menu, which is read up to the first word it knows.
OWN_WORDS = frozenset({"names", "a unit's words", "the topics", "the checks", "the deploy targets"})


def page(name: str) -> str:
    return (DOCS / name).read_text()


def tables(mark: str, *names: str) -> dict[str, list[list[str]]]:
    return {key: rows for name in names for key, rows in marked_tables(page(name), mark).items()}


def first_column(rows: list[list[str]]) -> list[str]:
    return [text for row in rows for text in codes(row[0])]


# --- keys of the content


@cache
def asked() -> dict[str, set[str]]:
    """Give the keys that the program asks each kind of group for, when it reads the site that uses them all."""
    found: dict[str, set[str]] = {}
    plain = Fields.own

    def own(self: Fields, key: str) -> Node | None:
        found.setdefault(self.what, set()).add(key)
        return plain(self, key)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Fields, "own", own)
        assert load(EVERY_KEY).site is not None
    found["an entry of the menu"] = {*settings._TARGET_KEYS, *settings._WORDS_KEYS}  # noqa: SLF001 - read one by one
    found["a feed"] |= {"title", "path", "of"}
    return {what: keys for what, keys in found.items() if what not in OWN_WORDS}


def documented() -> dict[str, set[str]]:
    found = {what: set(first_column(rows)) for what, rows in tables("keys", *WRITING, "configuration.md").items()}
    found["a feed"] |= {"title", "path", "of"}  # told in a sentence below the table
    return {what: {key for key in keys if key != "withdrawn"} if what == "a withdrawal" else keys
            for what, keys in found.items()}  # fmt: skip


@pytest.mark.parametrize("what", sorted(asked()))
def test_the_keys_of_a_group_are_those_that_are_read(what: str) -> None:
    assert documented().get(what) == asked()[what]


def test_every_table_of_keys_is_about_something_that_is_read() -> None:
    assert documented().keys() == asked().keys()


# --- grammars


UNITS = units_from([]).units


def is_value(text: str) -> bool:
    return not isinstance(parse_value(text, UNITS), Fault)


def is_date(text: str) -> bool:
    return isinstance(parse_date(text), Date)


def is_formula(text: str) -> bool:
    return not isinstance(parse_derivation(text, UNITS), Fault)


def is_text(text: str) -> bool:
    return not problems(text)[1]


def problems(text: str) -> tuple[Document, tuple[object, ...]]:
    from generator.diagnostics import Span  # noqa: PLC0415 - a name that only this needs

    return read_document(Text(text, Span("content/articles/a.yaml")))


GRAMMARS: dict[str, Callable[[str], bool]] = {"values": is_value, "dates": is_date, "formulas": is_formula}


@pytest.mark.parametrize("name", sorted(GRAMMARS))
def test_what_may_be_written_is_read_and_what_is_refused_is_not(name: str) -> None:
    shown = tables("table", "writing/values.md")
    assert {text: GRAMMARS[name](text) for text in first_column(shown[name])}.values() == True  # noqa: E712

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
from generator.diagnostics import CODES, Fault, Span
from generator.diagnostics.show import as_json
from generator.facts.derive import parse_derivation
from generator.load.decode import config as settings
from generator.load.fields import Fields
from generator.load.prose import read_document
from generator.load.prose.directives import SHAPES
from generator.load.site import load
from generator.model.dates import parse_date
from generator.model.text import Text
from generator.model.unit import STANDARD_UNITS
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
# Groups whose keys are the author's own words.
OWN_WORDS = frozenset(
    {
        "names",
        "a unit's words",
        "the topics",
        "the checks",
        "the deploy targets",
        "the headers of your own",
        "headers of a path",
    }
)
# Keys of one meaning, which are read up to the first that is there; and those of a feed that change nothing.
BY_CHANCE = {
    "a line of a sidebar": {"fact", "cell", "id"},
    "an entry of the menu": {*settings._TARGET_KEYS, *settings._WORDS_KEYS},  # noqa: SLF001 - the one list of them
    "a feed": {"title", "path", "of"},
}


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
    for what, keys in BY_CHANCE.items():
        found[what] |= keys
    found["a fact"].discard("id")  # of facts written in a sidebar alone
    return {what: keys for what, keys in found.items() if what not in OWN_WORDS}


def documented() -> dict[str, set[str]]:
    found = {what: set(first_column(rows)) for what, rows in tables("keys", *WRITING, "configuration.md").items()}
    found["a feed"] |= BY_CHANCE["a feed"]  # told in a sentence below the table
    return found


@pytest.mark.parametrize("what", sorted(asked()))
def test_the_keys_of_a_group_are_those_that_are_read(what: str) -> None:
    assert documented().get(what) == asked()[what]


def test_every_table_of_keys_is_about_something_that_is_read() -> None:
    assert documented().keys() == asked().keys()


# --- grammars


def is_text(text: str) -> bool:
    if "][label]" in text:
        text += "\n\n[label]: fact:quay-cost"
    return not read_document(Text(text, Span("content/articles/a.yaml")))[1]


GRAMMARS: dict[str, Callable[[str], bool]] = {
    "values": lambda text: not isinstance(parse_value(text, STANDARD_UNITS), Fault),
    "dates": lambda text: not isinstance(parse_date(text), Fault),
    "formulas": lambda text: not isinstance(parse_derivation(text, STANDARD_UNITS), Fault),
    "references": is_text,
    "citations": is_text,
    "text": is_text,
}


def shown() -> dict[str, list[list[str]]]:
    return tables("table", "writing/values.md", "writing/text.md")


@pytest.mark.parametrize("name", [name for name in shown() if not name.startswith("refused")])
def test_what_may_be_written_is_read(name: str) -> None:
    assert [text for text in first_column(shown()[name]) if not GRAMMARS[name](text)] == []


@pytest.mark.parametrize("name", [name for name in shown() if name.startswith("refused")])
def test_what_is_refused_is_not_read(name: str) -> None:
    reads = GRAMMARS[name.removeprefix("refused ")]
    assert [text for text in first_column(shown()[name]) if reads(text)] == []


def test_every_block_of_text_is_told_with_its_options() -> None:
    rows = tables("directives", "writing/text.md")[""]
    told = {}
    for row in rows:
        name, options = codes(row[0])[0].split()[1], set(codes(row[1]))
        told[f"{name} by" if "by" in options else name] = options
    assert told == {name: set(shape.keys) for name, shape in SHAPES.items()}


# --- commands


def options_of(command: click.Command) -> set[str]:
    return {name for option in command.params if isinstance(option, click.Option) for name in option.opts}


@pytest.mark.parametrize("name", sorted(factbox.commands))
def test_a_command_has_a_section_with_all_its_options(name: str) -> None:
    text = sections(page("commands.md"))[f"factbox {name}"]
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    assert {option for cell in rows for option in codes(cell)} == options_of(factbox.commands[name])


def test_every_command_and_every_option_that_is_named_anywhere_exists() -> None:
    text = page("commands.md")
    assert set(re.findall(r"^## factbox (\S+)$", text, re.MULTILINE)) == set(factbox.commands)
    # Those of themes.md are the properties of its style sheet.
    known = {option for command in factbox.commands.values() for option in options_of(command)}
    for path in sorted({ROOT / "README.md", *DOCS.rglob("*.md")} - {DOCS / "themes.md"}):
        own = OTHER_PROGRAMS.sub("", path.read_text())
        named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", own))
        assert named <= known | {"--help", "--version"} | TOOLS, path


TOOLS = frozenset({"--update", "--directory"})
"""Options of other programs: pytest's."""
OTHER_PROGRAMS = re.compile(r"^ *(?:sudo|npx|curl|git|ssh|rsync) .*$", re.MULTILINE)
"""Lines that are typed to start other programs, which have options of their own."""


def test_the_choices_of_an_option_are_told() -> None:
    for name, command in factbox.commands.items():
        section = page("commands.md").partition(f"## factbox {name}\n")[2].partition("\n## ")[0]
        for option in command.params:
            if isinstance(option.type, click.Choice) and isinstance(option, click.Option):
                row = next(line for line in section.splitlines() if line.startswith(f"| `{option.opts[0]}`"))
                assert {f"`{choice}`" for choice in option.type.choices} <= set(re.findall("`[^`]+`", row))


def test_the_fields_of_a_problem_as_json_are_told(tmp_path: Path) -> None:
    entry = json.loads(as_json(made(invalid_site("E-ID-DUP", tmp_path)).report))[0]
    rows = tables("table", "commands.md")["json"]
    assert set(first_column(rows)) == entry.keys()
    related = next(row for row in rows if row[0] == "`related`")
    assert set(codes(related[1])) == entry["related"][0].keys()


# --- themes


def theme_table(name: str) -> list[list[str]]:
    return tables("table", "themes.md")[name]


@pytest.mark.parametrize(
    ("name", "templates"),
    [("pages", contract.PAGES), ("directives", contract.DIRECTIVES), ("data", contract.DATA)],
)
def test_what_a_template_gets_is_told(name: str, templates: dict[str, dict[str, object]]) -> None:
    rows = theme_table(name)
    assert first_column(rows) == list(templates)
    for row in rows:
        names = codes(row[-1])
        for given, type_ in templates[codes(row[0])[0]].items():
            assert given in names
            views_given = set(re.findall(r"\w+View", str(type_)))
            assert views_given <= set(names), row


def test_every_view_is_told_with_all_that_it_has() -> None:
    known = {
        name: {field.name for field in dataclasses.fields(view)}
        for name, view in vars(views).items()
        if inspect.isclass(view) and dataclasses.is_dataclass(view)
    }
    told = {row[0].strip("`"): {code for code in codes(row[1]) if code not in known} for row in theme_table("views")}
    assert told == known


def test_every_block_of_the_default_theme_is_told() -> None:
    found: dict[str, set[str]] = {}
    for name, content in default_files().items():
        for block in re.findall(r"{% block (\w+) %}", content.decode("utf-8", "replace")):
            found.setdefault(block, set()).add(name)
    told = {codes(row[0])[0]: set(codes(row[2])) for row in theme_table("blocks")}
    assert told.keys() == found.keys()
    assert all(told[block] <= found[block] for block in told)


def test_the_filters_and_codes_of_templates_are_told() -> None:
    text = page("themes.md").partition("<!-- filters -->\n")[2].partition(" They are")[0]
    assert codes(" ".join(text.split())) == sorted(FILTERS_OFFERED)
    assert set(first_column(theme_table("codes"))) == {code for code in CODES if "-TPL" in code}


def test_the_custom_properties_of_the_style_sheet_are_told() -> None:
    style = default_files()["assets/style.css"].decode()
    root = style.partition(":root {")[2].partition("}")[0]
    assert set(re.findall(r"`(--[a-z]+)`", page("themes.md"))) == set(re.findall(r"(--[a-z]+):", root))

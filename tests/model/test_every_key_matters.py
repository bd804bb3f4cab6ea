"""Every key of the content model shows: without it some page, data file or diagnostic is another."""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.build import Job, make_from
from generator.load.site import Loaded, load
from generator.model.article import (
    Article,
    ArticleCorrection,
    Card,
    Page,
    Sidebar,
    SidebarEntry,
    SidebarGroup,
    Withdrawal,
)
from generator.model.chart import Chart, Image
from generator.model.config import Config, Feeds, HeaderRule, Hosting, Lint, MenuItem, Publisher
from generator.model.event import Event
from generator.model.fact import Cell, Claim, Correction, Fact, Series, Settled
from generator.model.gone import Gone
from generator.model.person import Person, Role
from generator.model.quote import Quote
from generator.model.source import Source, SourceRef
from generator.model.term import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

SITE = Path(__file__).parent.parent / "sites" / "every-key"
NOW = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)

MODELS = (
    Article, ArticleCorrection, Card, Page, Sidebar, SidebarEntry, SidebarGroup, Withdrawal, Chart, Image, Config,
    Feeds, Lint, MenuItem, Publisher, Event, Cell, Claim, Correction, Fact, Series, Settled, Person, Role, Quote,
    Source, SourceRef, Term, Gone, HeaderRule, Hosting,
)  # fmt: skip

# What is kept of where and how an entry is written, so that messages can point at it; and the keys of mappings.
PLACES = frozenset({"place", "home", "written", "said", "key", "keys"})
# Never published (`notes`, `owner`), or judged while the file is read.
SILENT = frozenset({"Article.notes", "Article.owner", "Config.deploy", "Image.decorative"})


def fields() -> Iterator[str]:
    for model in MODELS:
        for field in dataclasses.fields(model):
            name = f"{model.__name__}.{field.name}"
            if field.name not in PLACES and name not in SILENT:
                yield name


@cache
def loaded() -> Loaded:
    return load(SITE)


@cache
def outcome() -> tuple[object, object]:
    return told(loaded())


def told(site: Loaded) -> tuple[object, object]:
    made = make_from(Job(SITE, NOW, preview=True), site)
    return made.report.problems, made.files


def neutral(value: object) -> Iterator[object]:
    """Give what a field holds where its key is absent, or another value where absence is the same as what is there."""
    if isinstance(value, tuple):
        yield ()
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, str):
        yield from {
            "published": ("draft",), "actual": ("estimate",), "event": ("era",), "era": ("event",), "smart": ("exact",),
            "exact": ("any",), "any": ("exact",), "first": ("never",), "never": ("first",), "report": ("law",),
            "person": ("state",), "en": ("ja",), "line": ("bar",), "bar": ("line",),
        }.get(value, ("", "draft", "actual", "report", "person", "organisation"))  # fmt: skip
    elif isinstance(value, int):
        yield value + 1
    yield None


@pytest.mark.parametrize("name", list(fields()))
def test_key_changes_what_is_published(name: str) -> None:
    model, field = name.split(".")
    tried = 0
    for path, entry in entries(loaded().site, model):
        value = getattr(entry, field)
        if value in (None, (), ""):
            continue
        for other in neutral(value):
            if other == value:
                continue
            tried += 1
            changed = replaced(loaded().site, path, dataclasses.replace(entry, **{field: other}))
            try:
                result = told(dataclasses.replace(loaded(), site=changed))
            except (AttributeError, TypeError, KeyError):
                return  # a required key: nothing can be made without it
            if result != outcome():
                return
        if tried > 12:
            break
    assert tried, f"the site that uses every key has no {name}"
    pytest.fail(f"{name} changes no page, no data file and no diagnostic")


def entries(value: Any, model: str, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Give every value of a model in a site, with the way that leads to it."""
    if type(value).__name__ == model:
        yield path, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from entries(item, model, (*path, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from entries(item, model, (*path, index))
    elif dataclasses.is_dataclass(value) and type(value).__module__.startswith("generator.model."):
        if type(value).__name__ in {"Document", "Text", "Units", "MediaFile"}:
            return
        for field in dataclasses.fields(value):
            yield from entries(getattr(value, field.name), model, (*path, field.name))


def replaced(value: Any, path: tuple[Any, ...], new: object) -> Any:
    """Give a site with another value at the end of a way."""
    if not path:
        return new
    step, *rest = path
    if isinstance(value, dict):
        return {**value, step: replaced(value[step], tuple(rest), new)}
    if isinstance(value, tuple):
        return (*value[:step], replaced(value[step], tuple(rest), new), *value[step + 1 :])
    return dataclasses.replace(value, **{step: replaced(getattr(value, step), tuple(rest), new)})

"""JSON Schemas (2020-12) of the files for programs, which each site publishes itself.

A schema's number changes when a key goes, is renamed or means something else. Keys may be added at any time, so readers
pass over those that they do not know, and no schema forbids them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.model.fact import STATUSES
from generator.render.data.cells import as_json
from generator.render.data.schema_of_pages import JSON_LD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.render.library import Library

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": "string"}
URL: Schema = {"type": "string", "format": "uri"}
DAY: Schema = {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$"}
TEXTS: Schema = {"type": "array", "items": TEXT}
KINDS = ("count", "percent", "points", "currency", "mass", "length", "area", "volume", "time", "energy", "power",
         "temperature", "data", "compound")  # fmt: skip


def _keys(description: str, required: str, /, **properties: Schema) -> Schema:
    """Give the schema of a group of keys; `required` names those that are always there."""
    named = {key.rstrip("_"): value for key, value in properties.items()}
    return {"description": description, "type": "object", "required": required.split(), "properties": named}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _list(name: str) -> Schema:
    return {"type": "array", "items": _ref(name)}


def _as(description: str, schema: Schema) -> Schema:
    return {"description": description, **schema}


_DATE = _keys(
    "A date in EDTF (ISO 8601-2), and the first and the last day that it covers: null where it is open.",
    "edtf start end",
    edtf=TEXT,
    start=DAY,
    end=DAY,
)
_REFERENCE = _keys("A source by its id, and the place in it.", "id", id=TEXT, locator=TEXT)
_UNIT = _keys(
    "A unit: `ucum` is its code in UCUM, `currency` that in ISO 4217; a compound has parts with their powers.",
    "id kind",
    id=TEXT,
    kind={"enum": list(KINDS)},
    symbol=TEXT,
    ucum=TEXT,
    currency={"type": "string", "pattern": "^[A-Z]{3}$"},
    parts=_list("unit"),
    power={"type": "integer"},
)


def _value(kind: str, description: str, required: str, **properties: Schema) -> Schema:
    return _keys(description, f"type text {required}", type={"const": kind}, text=TEXT, **properties)


_VALUE: Schema = {
    "description": "A value by its type. `text` is what the author wrote, or what a formula came to, with every digit.",
    "oneOf": [
        _value(
            "quantity",
            "One number, a range or a bound: `number` where it is one, `low` and `high` the ends that it has.",
            "bound approximate",
            number={"type": "number"},
            low={"type": "number"},
            high={"type": "number"},
            bound={"enum": ["exact", "range", "over", "under", "at-least", "at-most"]},
            approximate={"type": "boolean"},
            unit=_ref("unit"),
        ),
        _value("date", "A date.", "date", date=_ref("date")),
        _value("boolean", "Yes or no.", "value", value={"type": "boolean"}),
        _value("text", "Words.", ""),
        _value("list", "Several values.", "items", items=_list("value")),
    ],
}
_STATEMENT: Schema = {
    "value": _ref("value"),
    "words": _as("The value as pages print it.", TEXT),
    "status": {"enum": list(STATUSES)},
    "period": _as("What the figure describes.", _ref("date")),
    "as_of": _as("When it was known.", _ref("date")),
    "since": _as("From when a rule fixes it.", _ref("date")),
    "sources": _list("reference"),
    "basis": _as("What is counted, and how.", TEXT),
    "note": TEXT,
}
_WHO = _keys("A person, organisation or state; those with a page of their own have its address.", "name", name=TEXT,
             url=URL)  # fmt: skip
_CLAIM = _keys(
    "Somebody's answer to a contested fact.",
    "id by value words preferred",
    id=TEXT,
    by=_ref("who"),
    value=_ref("value"),
    words=TEXT,
    as_of=_ref("date"),
    basis=TEXT,
    preferred={"type": "boolean"},
    sources=_list("reference"),
)
_SETTLED = _keys(
    "Who ended a dispute, and with what.",
    "value words by date",
    value=_ref("value"),
    words=TEXT,
    by=_ref("who"),
    date=_ref("date"),
    sources=_list("reference"),
)
_CORRECTION = _keys(
    "What had been published and was wrong.",
    "was date",
    was=TEXT,
    date=_ref("date"),
    because=TEXT,
    sources=_list("reference"),
)
_CELL = _keys(
    "One figure of a series; `keys` is its address, by the names in `by`.",
    "id keys label url value words status",
    id=TEXT,
    keys={"type": "object", "additionalProperties": TEXT},
    label=TEXT,
    url=URL,
    **_STATEMENT,
    corrections=_list("correction"),
)
_INPUT = _keys("A figure that a derived fact is worked out from.", "id label url status", id=TEXT, label=TEXT, url=URL,
               **_STATEMENT)  # fmt: skip
_STEP = _keys(
    "One operation, what it is done to in words, and what it comes to (rounded for show; nobody reckons with that).",
    "operation operands value",
    operation={"enum": ["+", "-", "*", "/", "in", "change", "days", "months", "years"]},
    operands=TEXTS,
    value=_ref("value"),
)
_ROUNDING = _keys(
    "`asked` by the author, `sensible` (to what the inputs allow) or `none`; `digits` after the point, and the value "
    "`before` with up to four digits more.",
    "kind digits before",
    kind={"enum": ["asked", "sensible", "none"]},
    digits={"type": "integer"},
    before=_ref("value"),
)
_DERIVATION = _keys(
    "How a fact is worked out.",
    "formula",
    formula=TEXT,
    inputs=_list("input"),
    steps=_list("step"),
    round={"type": "integer"},
    rounding=_ref("rounding"),
)
_SOURCE = _keys(
    "A source; `page` is its page on this site, `url` the original.",
    "title kind primary page",
    title=TEXT,
    kind=TEXT,
    primary=_as("Whether it speaks at first hand.", {"type": "boolean"}),
    publisher=TEXT,
    authors=TEXTS,
    date=_as("Absent where it is undated.", _ref("date")),
    url=URL,
    archive_url=URL,
    accessed=_ref("date"),
    isbn=TEXT,
    language=TEXT,
    licence=TEXT,
    cites=_list("reference"),
    page=URL,
)
_FACT = _keys(
    "A fact. A series has no `value`, nor has a contested fact that is neither settled nor has a preferred claim.",
    "id kind label url status",
    id=TEXT,
    kind={"enum": ["value", "derived", "contested", "series"]},
    label=TEXT,
    url=URL,
    **_STATEMENT,
    owner=TEXT,
    review_by=_ref("date"),
    overdue=_as("Its review, or that of an input, has not been made in time.", {"const": True}),
    one_secondary_source=_as("It rests on one source, which only passes on.", {"const": True}),
    article=_as("The only article that uses it.", URL),
    derivation=_ref("derivation"),
    claims=_list("claim"),
    because=_as("Why one claim is preferred.", TEXT),
    settled=_ref("settled"),
    by=_as("What the cells of a series differ in.", TEXTS),
    names=_as("Words for keys of cells.", {"type": "object", "additionalProperties": TEXT}),
    cells=_list("cell"),
    corrections=_list("correction"),
)
_FACTS = _keys(
    "Facts of a site made with Factbox. The file of one fact has this form too.",
    "$schema site facts sources",
    **{"$schema": URL},
    site=_keys("The site, and the licence of its data.", "title url language", title=TEXT, url=URL, language=TEXT,
               publisher=TEXT, licence=TEXT, licence_url=URL),
    facts=_list("fact"),
    sources=_as("The sources that the facts name, by id.", {"type": "object", "additionalProperties": _ref("source")}),
)  # fmt: skip
_FACTS["$defs"] = {
    "date": _DATE, "reference": _REFERENCE, "unit": _UNIT, "value": _VALUE, "who": _WHO, "claim": _CLAIM,
    "settled": _SETTLED, "correction": _CORRECTION, "cell": _CELL, "input": _INPUT, "step": _STEP,
    "rounding": _ROUNDING, "derivation": _DERIVATION, "source": _SOURCE, "fact": _FACT,
}  # fmt: skip

_EVENT = _keys(
    "An event, or an era that lasts.",
    "id title date kind url",
    id=TEXT,
    title=TEXT,
    date=_ref("date"),
    kind={"enum": ["event", "era"]},
    text=TEXT,
    people=TEXTS,
    facts=_as("Ids of facts, or addresses of cells.", TEXTS),
    tags=TEXTS,
    sources=_list("reference"),
    url=URL,
)
_TIMELINE = _keys("The events of a site, oldest first.", "$schema site events", **{"$schema": URL}, site=URL,
                  events=_list("event"))  # fmt: skip
_TIMELINE["$defs"] = {"date": _DATE, "reference": _REFERENCE, "event": _EVENT}

_TERM = _keys(
    "An entry of the glossary.",
    "id name definition url",
    id=TEXT,
    name=TEXT,
    aliases=TEXTS,
    definition=TEXT,
    see_also=TEXTS,
    sources=_list("reference"),
    url=URL,
)
_GLOSSARY = _keys("The terms of a site, by name.", "$schema site terms", **{"$schema": URL}, site=URL,
                  terms=_list("term"))  # fmt: skip
_GLOSSARY["$defs"] = {"reference": _REFERENCE, "term": _TERM}

_CHANGE = _keys(
    "A correction (we were wrong), an update (the world changed), or what is new, reworded, withdrawn or gone.",
    "kind subject",
    kind={"enum": ["correction", "update", "words", "new", "withdrawn", "gone"]},
    date=_as("The day, the month or the year of it.", {"type": "string", "pattern": r"^\d{4}(-\d{2}){0,2}$"}),
    moment=_as("The moment, where a release tells it.", {"type": "string", "format": "date-time"}),
    subject=_as("What it is about, in words.", TEXT),
    url=_as("Absent where what it is about is gone.", URL),
    was=TEXT,
    now=TEXT,
    dates=_as("What the new figure describes, or when it was known, in words.", TEXT),
    text=_as("Why.", TEXT),
    sources=_as("Ids of sources.", TEXTS),
    pending=_as("No release holds it yet: only a preview shows it.", {"const": True}),
)
_CHANGES = _keys("What changed on a site, newest first.", "$schema site changes", **{"$schema": URL}, site=URL,
                 changes=_list("change"))  # fmt: skip
_CHANGES["$defs"] = {"change": _CHANGE}

SCHEMAS: Mapping[str, Schema] = {
    "changes-1.json": _CHANGES,
    "facts-1.json": _FACTS,
    "glossary-1.json": _GLOSSARY,
    "json-ld-1.json": JSON_LD,
    "timeline-1.json": _TIMELINE,
}
"""Schemas by the name of their file in /schema/."""


def schema_json(library: Library, name: str) -> bytes:
    """Give a schema as a file, which knows its own address."""
    address = library.addresses.absolute(library.addresses.url(f"schema/{name}"))
    return as_json({"$schema": DRAFT, "$id": address, "title": name.removesuffix(".json"), **SCHEMAS[name]})

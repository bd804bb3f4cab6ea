"""Facts: a value, a derivation, claims or a series, and what is said of it."""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.diagnostics import Fault, Span
from generator.diagnostics.nearest import nearest
from generator.load.decode.entries import Entry, check_id, entry
from generator.load.node import Mapping, Node, Scalar, Sequence
from generator.model.fact import STATUSES, Claim, Correction, Fact, Settled
from generator.model.text import Text
from generator.model.value import Several, Value, Words, parse_list, parse_value

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingOf

    from generator.load.fields import Fields
    from generator.load.tree import TextFile
    from generator.model.unit import Units

_SCALED = re.compile(r"(?P<scale>thousand|million|billion|trillion)(?: (?P<unit>\S.*))?")
"""A unit such as `million cars`: its numbers are so many millions."""

MOST_DIGITS = 30
"""How many digits after the point, or zeros before it, a derived fact may be rounded to."""

VALUE_KEYS = ("value", "derive", "claims", "data")


@dataclass(frozen=True, slots=True)
class FactReader:
    """What facts are read with: the site's units, and the CSV files beside them; `used` notes which were read."""

    units: Units
    tables: MappingOf[str, TextFile]
    used: set[str] = field(default_factory=set)

    def value(self, fields: Fields, key: str, unit: str | None) -> tuple[Text, Value] | None:
        """Give the value of a key as written and as understood. Reports E-VALUE, E-UNIT, E-DATE, E-TYPE, E-EMPTY."""
        node = fields.find(key)
        return None if node is None else self.read(fields, node, fields.where(key), unit)

    def read(self, fields: Fields, node: Node, where: str, unit: str | None) -> tuple[Text, Value] | None:
        """Give a node's value as written and as understood."""
        if isinstance(node, Sequence):
            return _list_value(fields, node, where, self.units, unit)
        text = fields.as_line(node, where)
        if text is None:
            return None
        scale = _SCALED.fullmatch(unit) if unit is not None else None
        if scale is not None and text.text[-1:].isdigit():
            value = parse_value(f"{text.text} {scale['scale']}", self.units, scale["unit"])
        else:
            value = parse_value(text.text, self.units, unit)
        if isinstance(value, Fault):
            fields.notebook.fault(text, value)
            return None
        return text, value


def _list_value(
    fields: Fields, node: Sequence, where: str, units: Units, unit: str | None
) -> tuple[Text, Value] | None:
    texts = [fields.as_line(item, f"{where}[{index}]") for index, item in enumerate(node.items)]
    kept = [text for text in texts if text is not None]
    if not kept:
        fields.note("E-EMPTY", node.span, f"`{where}` is an empty list", "write something, or leave the key out")
        return None
    value = parse_list([text.text for text in kept], units, unit)
    if isinstance(value, Several):
        return Text(value.text, node.span), value
    for item in value:
        fields.notebook.fault(kept[item.index], item.fault)
    return None


def decode_fact(found: Entry, reader: FactReader, home: str = "") -> Fact:
    """Read a fact. `home` is the slug of the article that it was written in, if any."""
    from generator.load.decode.series import decode_series  # noqa: PLC0415 - series are made of facts' keys

    f = found.fields
    unit = f.line("unit")
    sources = f.sources()
    form = _form(f)
    value = reader.value(f, "value", _said(unit)) if form == "value" else None
    review_by = f.date("review_by")
    fact = Fact(
        id=found.id,
        label=f.need_line("label"),
        place=found.id.span,
        home=home,
        written=value[0] if value else None,
        value=value[1] if value else None,
        derive=f.line("derive"),
        claims=_claims(f, reader, unit),
        series=decode_series(f, reader) if form == "data" else None,
        sources=sources,
        period=f.date("period"),
        as_of=f.date("as_of"),
        since=f.date("since"),
        status=f.choice("status", STATUSES, "actual"),
        unit=unit,
        basis=f.prose("basis"),
        note=f.prose("note"),
        owner=f.line("owner"),
        review_by=review_by,
        review_in=None if f.has("review_by") else f.duration("review_in"),
        round=_round(f),
        corrections=corrections(f),
        preferred=f.line("preferred"),
        because=f.prose("because"),
        settled=_settled(f, reader, unit),
        said=f.said(),
        was=f.ids("was"),
    )
    for key in ("by", "names", "cells", "review_in"):
        f.own(key)
    _check_preferred(f, fact)
    f.done()
    return fact


def _round(f: Fields) -> int | None:
    digits = f.whole("round")
    if digits is not None and abs(digits) > MOST_DIGITS:
        message = f"`{f.where('round')}` must be from -{MOST_DIGITS} to {MOST_DIGITS}"
        f.note("E-TYPE", f.place("round"), message, "write digits after the point: `0`, `1`, or `-6` for millions")
        return None
    return digits


def _said(unit: Text | None) -> str | None:
    return unit.text if unit is not None else None


def _form(f: Fields) -> str:
    forms = [key for key in VALUE_KEYS if f.has(key)]
    if not forms:
        hint = "add `value:` (or `claims:`, `derive:` or `data:`)"
        f.note("E-REQUIRED", f.span, "a fact needs a value", hint)
    for extra in forms[1:]:
        hint = "keep one: a contested fact has claims and no value of its own" if "claims" in forms else "keep one"
        f.note("E-TYPE", f.key_span(extra), f"a fact has either `{forms[0]}` or `{extra}`, not both", hint)
    if "data" not in forms:
        for key in ("by", "names", "cells"):
            if f.has(key):
                f.note("E-TYPE", f.key_span(key), f"`{key}` belongs to a series, and this fact has no `data`")
    return forms[0] if forms else ""


def _claims(f: Fields, reader: FactReader, unit: Text | None) -> tuple[Claim, ...]:
    node = f.find("claims")
    if node is None:
        return ()
    if not isinstance(node, Mapping) or not node.entries:
        hint = "write one entry for each answer: `trump: {by: trump, value: 700%, source: ...}`"
        f.note("E-TYPE", node.span, "`claims` must be a group of claims", hint)
        return ()
    found = []
    for name, child in node.entries:
        check_id(f.notebook, name)
        one = entry(f.notebook, name, child, None, "a claim")
        if one is not None:
            found.append(_claim(one, f, reader, unit))
    return tuple(found)


def _claim(found: Entry, fact: Fields, reader: FactReader, unit: Text | None) -> Claim:
    f = found.fields
    own_unit = f.line("unit") or unit
    value = reader.value(f, "value", _said(own_unit))
    f.require("value", value)
    claim = Claim(
        key=found.id,
        by=f.need_line("by"),
        written=value[0] if value else Text("", f.span),
        value=value[1] if value else Words(""),
        sources=f.sources() or fact.sources(),
        as_of=f.date("as_of"),
        basis=f.prose("basis"),
        said=f.said(),
    )
    f.done()
    return claim


def _settled(f: Fields, reader: FactReader, unit: Text | None) -> Settled | None:
    g = f.group("settled", "a settlement")
    if g is None:
        return None
    value = reader.value(g, "value", _said(unit))
    date = g.date("date")
    by, sources = g.need_line("by"), g.sources()
    g.require("value", value)
    g.require("date", date)
    g.done()
    return Settled(value[0], value[1], by, date, sources) if value and date else None


def _check_preferred(f: Fields, fact: Fact) -> None:
    for key, node in (("preferred", fact.preferred), ("settled", f.find("settled"))):
        if node is not None and not f.has("claims"):
            f.note("E-TYPE", f.key_span(key), f"`{key}` belongs to a contested fact, and this one has no `claims`")
    keys = [claim.key.text for claim in fact.claims]
    if fact.preferred is not None and keys and fact.preferred.text not in keys:
        close = nearest(fact.preferred.text, keys)
        hint = f"did you mean `{close}`?" if close else f"the claims are: {', '.join(keys)}"
        f.note("E-REF", fact.preferred.span, f"there is no claim `{fact.preferred.text}` here", hint)
    if fact.preferred is not None and fact.because is None:
        f.note("E-REQUIRED", fact.preferred.span, "a preferred claim needs its reason", "add `because:`")


def corrections(f: Fields) -> tuple[Correction, ...]:
    """Read what we had published and got wrong."""
    found = []
    for g in f.groups("corrections", "a correction"):
        was = _was(g)
        date = g.day("date")
        g.require("date", date)
        one = was and date and Correction(was, date, g.prose("because"), g.sources())
        if one:
            found.append(one)
        for key in ("because", "source", "sources"):
            g.own(key)
        g.done()
    return tuple(found)


def _was(g: Fields) -> Text | None:
    node = g.find("was")
    if isinstance(node, Sequence):
        texts = [g.as_line(item, "was") for item in node.items]
        return Text(", ".join(text.text for text in texts if text), node.span)
    return g.require("was", g.line("was"))


def inline_fact(f: Fields, name: Scalar | None, slug: str) -> tuple[Text, Fields]:
    """Give the id of a fact written inside an article: its key, its `id`, or its label after the article's slug."""
    from generator.model.slug import slugify  # noqa: PLC0415 - named here alone

    if name is not None:
        check_id(f.notebook, name)
        return f.notebook.text(name), f
    written = f.id("id")
    if written is not None:
        return written, f
    label = f.line("label")
    words = slugify(label.text) if label else "fact"
    span = label.span if label else f.span
    return Text(f"{slug}-{words}".strip("-"), Span(span.path, span.line, span.column, span.length)), f

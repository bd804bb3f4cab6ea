"""Words of references that say something other than what they refer to."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.diagnostics import Diagnostic, Fault, Span, diagnose
from generator.facts.binding import Saying, judge, judge_date, saying
from generator.facts.event_dates import event_date
from generator.facts.surroundings import surroundings
from generator.facts.wording import date_words, figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.check.examined import Examined
    from generator.facts.ledger import Figure
    from generator.model.document import Document, Reference
    from generator.model.fact import Fact
    from generator.model.value import Value

_NEAR = 2
"""How many references before and behind one may hold the other end of its range."""
_HEADED = frozenset({"table_open", "bullet_list_open", "ordered_list_open"})


@dataclass(frozen=True, slots=True)
class _Meant:
    """What an address stands for: a value, how it is shown, and whether it is a change over time.

    `fuller` is a derived value with the digits that Factbox cut off by itself: words may say those as well.
    """

    value: Value
    shown: str
    change: bool
    fuller: Value | None


@dataclass(slots=True)
class _Known:
    """What was looked up already, by address: a site says most of its figures several times."""

    meant: dict[str, _Meant | None] = field(default_factory=dict)


def wrong_figures(examined: Examined) -> Iterator[Diagnostic]:
    """Report E-FIGURE where the words of a reference to a fact, or a date in those to an event, are not true of it."""
    known = _Known()
    for passage in examined.passages:
        heads = _heads(passage.document)
        for place, reference in enumerate(passage.document.references):
            if reference.words and not reference.directive and reference.scheme in {"fact", "event"}:
                told = _saying(passage.document, place, heads.get(place, ""))
                fault = _fault(examined, told, reference, known)
                if fault is not None:
                    span = _place(passage.document, reference)
                    yield diagnose(fault.code, span, fault.message, hint=fault.hint)


def _heads(document: Document) -> dict[int, str]:
    """Give the heads above references in tables and lists, by their place in the document."""
    if not any(token.type in _HEADED for token in document.tokens):
        return {}
    return {place: around.heads for place, around in surroundings(document).items()}


def _fault(examined: Examined, words: Saying, reference: Reference, known: _Known) -> Fault | None:
    tag = examined.site.config.language
    if reference.scheme == "event":
        event = examined.site.events.get(reference.target)
        date = event_date(examined.ledger, event) if event is not None else None
        if date is None or not any(character.isalnum() for character in reference.words):
            return None
        return judge_date(date, words, tag, shown=date_words(date, tag))
    if reference.target not in known.meant:
        known.meant[reference.target] = _meant(examined, reference.target)
    meant = known.meant[reference.target]
    if meant is None:
        return None
    units = examined.site.units
    fault = judge(meant.value, words, tag, units, change=meant.change, shown=meant.shown)
    if fault is None or meant.fuller is None:
        return fault
    return judge(meant.fuller, words, tag, units, change=meant.change) and fault


def _meant(examined: Examined, address: str) -> _Meant | None:
    """Give what an address stands for; None for what is missing or contested, which is reported elsewhere."""
    found = examined.ledger.find(address)
    if isinstance(found, Fault) or found.value is None:
        return None
    change = is_change(examined, found.fact)
    shown = figure(found.value, examined.site.config.language)
    return _Meant(found.value, shown, change, _fuller(found))


def _fuller(found: Figure) -> Value | None:
    result = found.result
    if result is None or result.rounding != "sensible" or result.value.approximate:
        return None
    return replace(result.fuller, approximate=False)


def is_change(examined: Examined, fact: Fact) -> bool:
    """Tell whether a fact is worked out as a change over time: `change(...)`, or one cell of a series less another."""
    if fact.derive is None:
        return False
    if fact.derive.text.strip().startswith("change("):
        return True
    names = [named.address for named in examined.ledger.named(fact)]
    if len(names) != 2 or " - " not in fact.derive.text:  # noqa: PLR2004 - one less another
        return False
    (later, _, new), (earlier, _, old) = (name.partition(".") for name in names)
    return later == earlier and bool(new) and new > old


def _saying(document: Document, place: int, heads: str) -> Saying:
    """Give the words of a reference, by its place in the document, with the text around them."""
    reference = document.references[place]
    start, end = reference.offset, reference.offset + len(reference.words)
    if document.plain[start:end] == reference.words:
        return saying(document.plain, start, end, heads, _beside(document, place))
    return Saying(reference.words, 0, len(reference.words), heads)


def _beside(document: Document, place: int) -> Iterator[tuple[int, int]]:
    """Give where the references next to one stand in the plain text of their document."""
    for one in document.references[max(place - _NEAR, 0) : place + _NEAR + 1]:
        if one is not document.references[place] and one.words and not one.directive:
            yield one.offset, one.offset + len(one.words)


def _place(document: Document, reference: Reference) -> Span:
    """Give the place of the words in the author's file."""
    start, end = reference.offset, reference.offset + len(reference.words)
    if document.plain[start:end] == reference.words and document.runs:
        return document.at(start, end - start)
    return reference.span

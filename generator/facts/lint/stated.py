"""The figures that a piece of prose states, and what each of them is bound to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from generator.base import dataclass
from generator.facts.lint.judged import judged
from generator.facts.lint.quoted import quoted_parts
from generator.facts.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.facts.numbers import Phrase
    from generator.model.document import Document, Reference

Bond = Literal["fact", "event", "free", "quotation", "citation", ""]
"""What a figure is bound to; "" for nothing."""

_DIRECT: dict[str, Bond] = {"fact": "fact", "event": "event", "free": "free"}
_offset = attrgetter("offset")
_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure in prose: where it stands in the plain text of its document, its kind, and what it is bound to.

    `kind` is one of those of bench/lint/README.md, or date or year; "" for what the site supplies, and for a number
    that only its bond makes a figure. `targets` are what it is bound to: the address of a fact, the id of an event, the
    ids of the sources that its sentence cites, with the place in each in `locators`. `reason` says why a free one is
    free. `phrase` is the figure with the words that belong to it (`770,000 tonnes`), `said` what it says, None where
    the site supplies it.
    """

    start: int
    end: int
    words: str
    kind: str
    bond: Bond
    targets: tuple[str, ...] = ()
    reason: str = ""
    phrase: str = ""
    said: Phrase | None = None
    locators: tuple[str, ...] = ()


def stated_figures(document: Document, language: str, *, dates: bool = False) -> tuple[Stated, ...]:
    """Give every figure that a document states, in its order; with `dates` also dates and years.

    A figure is bound to the fact, event or mark of `free:` whose words it touches, to the quotation in which it stands,
    or to a source that is cited behind it in the same sentence, its own or that of a footnote there. A reference to a
    fact without words is a figure too.
    """
    plain = document.plain
    found = judged(document, language, dates=dates)
    direct = [one for one in document.references if one.scheme in _DIRECT and not one.directive]
    supplied = [one for one in direct if one.scheme == "fact" and not one.words]
    if not found and not supplied:
        return ()
    quoted = quoted_parts(document)
    cited = _Citations.of(document)
    stated = [Stated(one.offset, one.offset, "", "", "fact", (one.target,)) for one in supplied]
    for phrase, kind in found:
        start, end = phrase.start, phrase.end
        holder = _touching(direct, start, end)
        if not kind and holder is None:
            continue
        bond, targets, reason = _bond(holder, quoted, cited, start, end)
        locators = tuple(cited.behind(start).values()) if bond == "citation" else ()
        whole = plain[start : max(end, phrase.whole_end)]
        stated.append(Stated(start, end, plain[start:end], kind, bond, targets, reason, whole, phrase, locators))
    return tuple(sorted(stated, key=_start))


def _bond(
    holder: Reference | None, quoted: Sequence[tuple[int, int]], cited: _Citations, start: int, end: int
) -> tuple[Bond, tuple[str, ...], str]:
    if holder is not None:
        targets = (holder.target,) if holder.target else ()
        return _DIRECT[holder.scheme], targets, holder.locator if holder.scheme == "free" else ""
    place = bisect_right(quoted, (start, len(cited.plain) + 1)) - 1
    if place >= 0 and quoted[place][1] >= end:
        return "quotation", (), ""
    sources = tuple(cited.behind(start))
    return ("citation", sources, "") if sources else ("", (), "")


def _touching(references: Sequence[Reference], start: int, end: int) -> Reference | None:
    """Give the reference whose words share a character with a part of the text. References do not overlap."""
    index = bisect_left(references, end, key=_offset) - 1
    while index >= 0 and not references[index].words:
        index -= 1
    if index < 0:
        return None
    one = references[index]
    return one if one.offset + len(one.words) > start else None


@dataclass(frozen=True, slots=True)
class _Citations:
    """The citations of a document by their sentence, in the text's order: offset, source and the place in that."""

    plain: str
    starts: tuple[int, ...]
    by_sentence: dict[int, list[tuple[int, str, str]]]

    @classmethod
    def of(cls, document: Document) -> _Citations:
        """Lay out the citations of a document, those of its footnotes where the footnotes are pointed at."""
        found = sorted(_citations(document))
        if not found:
            return cls(document.plain, (), {})
        starts = tuple(start for start, _ in sentences(document.plain))
        by_sentence: dict[int, list[tuple[int, str, str]]] = {}
        for offset, source, locator in found:
            # Behind a full stop it stands where the next sentence begins, and belongs to the one before.
            index = bisect_left(starts, offset) - 1
            by_sentence.setdefault(index, []).append((offset, source, locator))
        return cls(document.plain, starts, by_sentence)

    def behind(self, start: int) -> dict[str, str]:
        """Give the sources that are cited behind a place, in its sentence, each with the places named in it."""
        here = self.by_sentence.get(bisect_right(self.starts, start) - 1, ())
        line = self.plain.find("\n", start)
        last = len(self.plain) if line < 0 else line
        found: dict[str, list[str]] = {}
        for offset, source, locator in here:
            if start < offset <= last:
                found.setdefault(source, []).append(locator)
        return {source: ", ".join(filter(None, dict.fromkeys(places))) for source, places in found.items()}


def _citations(document: Document) -> Iterator[tuple[int, str, str]]:
    cited = [
        (one.offset, one.target, one.locator)
        for one in document.references
        if one.scheme == "cite" and not one.directive
    ]
    yield from cited
    notes = {zone.number: _within(cited, zone.start, zone.end) for zone in document.zones if zone.kind == "note"}
    for zone in document.zones:
        if zone.kind == "mark":
            for source, locator in notes.get(zone.number, ()):
                yield zone.start, source, locator


def _within(cited: Iterable[tuple[int, str, str]], start: int, end: int) -> list[tuple[str, str]]:
    return [(source, locator) for offset, source, locator in cited if start <= offset <= end]
